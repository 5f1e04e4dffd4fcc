#include "layout/requirements_programme.h"

#include "layout/requirements_evidence.h"
#include "layout/street_phases.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <fmt/format.h>

namespace maaiveld::layout {
namespace {

constexpr std::array<std::pair<ProgrammeCheck, std::string_view>, 17> kChecks{
    {{ProgrammeCheck::Rules, "rules"},
     {ProgrammeCheck::Order, "order"},
     {ProgrammeCheck::AccessDepth, "access_depth"},
     {ProgrammeCheck::FreeAbove, "free_above"},
     {ProgrammeCheck::Exposed, "exposed"},
     {ProgrammeCheck::Width, "width"},
     {ProgrammeCheck::Depth, "depth"},
     {ProgrammeCheck::Cover, "cover"},
     {ProgrammeCheck::Utilisation, "utilisation"},
     {ProgrammeCheck::Span, "span"},
     {ProgrammeCheck::Life, "life"},
     {ProgrammeCheck::PartMass, "part_mass"},
     {ProgrammeCheck::Temperature, "temperature"},
     {ProgrammeCheck::SewerCrossing, "sewer_crossing"},
     {ProgrammeCheck::Phases, "phases"},
     {ProgrammeCheck::Sensors, "sensors"},
     {ProgrammeCheck::TestProtocol, "test_protocol"}}};

/// What one check found: values, of which the worst counts, or why there is none.
struct Evidence {
    std::optional<double> value;
    std::string where;
    std::string why_en, why_nl;
    bool at_most = true;
    bool nothing_to_judge = false;  ///< holds for everything there is, since there is nothing

    void take(double given, const std::string& at) {
        if (!std::isfinite(given)) return;
        if (value && (at_most ? given <= *value : given >= *value)) return;
        value = given;
        where = at;
    }
    Evidence because(std::string en, std::string nl) const {
        Evidence e = *this;
        e.value.reset();
        e.why_en = std::move(en);
        e.why_nl = std::move(nl);
        return e;
    }
};

/// A requirement with all that may be known about the street.
struct Question {
    const ProgrammeRequirement& asked;
    const model::Street& street;
    const ProgrammeFacts& facts;

    Evidence start() const { return {std::nullopt, {}, {}, {}, asked.at_most}; }
};

rules::Severity severity_of(const std::string& name) {
    if (name == "error") return rules::Severity::Error;
    return name == "info" ? rules::Severity::Info : rules::Severity::Warning;
}

/// Broken, likely, not accepted by an exemption.
bool counts(const rules::Finding& f, rules::Severity least) {
    return f.severity <= least && f.certainty != rules::CertaintyClass::Possible && !f.exempted_by;
}

bool in_a_rack(const model::Street& street, const std::string& id, const std::string& network) {
    return std::any_of(street.assets.begin(), street.assets.end(), [&](const model::Asset& a) {
        return a.id == id && !a.rack.empty() && goes_by(a.network, network);
    });
}

bool is_rule_of(std::span<const rules::Pack> packs, const std::string& name) {
    return std::any_of(packs.begin(), packs.end(), [&](const rules::Pack& pack) {
        return std::any_of(pack.rules.begin(), pack.rules.end(),
                           [&](const rules::Rule& rule) { return rule.id == name; });
    });
}

Evidence rules_kept(const Question& q) {
    Evidence e = q.start();
    for (const std::string& name : q.asked.names) {
        if (!is_rule_of(q.facts.packs, name)) {
            return e.because(
                fmt::format("no pack in use has rule {}; add its pack with --rules", name),
                fmt::format("geen pakket in gebruik heeft regel {}; voeg het toe met --rules",
                            name));
        }
    }
    double count = 0.0;
    std::string first;
    for (const rules::Finding& f : q.facts.check.findings) {
        const bool named = q.asked.names.empty() ||
                           std::count(q.asked.names.begin(), q.asked.names.end(), f.rule) > 0;
        const bool ours =
            in_a_rack(q.street, f.a, q.asked.network) || in_a_rack(q.street, f.b, q.asked.network);
        if (!named || !ours || !counts(f, severity_of(q.asked.severity))) continue;
        if (count == 0.0) first = fmt::format("{} {} {}", f.rule, f.a, f.b);
        count += 1.0;
    }
    e.take(count, first);
    return e;
}

std::optional<std::size_t> place_in(const std::vector<std::string>& order, model::Network network) {
    for (std::size_t i = 0; i < order.size(); ++i)
        if (goes_by(network, order[i])) return i;
    return std::nullopt;
}

Evidence order_kept(const Question& q, const model::Rack& rack) {
    Evidence e = q.start();
    const auto lines = lines_seen_in(q.street, rack);
    double wrong = 0.0;
    std::string first;
    for (const RackSight& a : lines) {
        for (const RackSight& b : lines) {
            const auto above = place_in(q.asked.names, a.network);
            const auto below = place_in(q.asked.names, b.network);
            // Lines on one beam differ by their radii only: their undersides are compared.
            const bool higher = a.depth_m + a.radius_m <= b.depth_m + b.radius_m + 1e-6;
            if (!above || !below || *above >= *below || higher) continue;
            if (wrong == 0.0) first = a.id + " " + b.id;
            wrong += 1.0;
        }
    }
    e.take(wrong, first);
    return e;
}

Evidence access_depth(const Question& q, const model::Rack& rack) {
    Evidence e = q.start();
    for (const RackSight& line : lines_seen_in(q.street, rack))
        if (goes_by(line.network, q.asked.network)) e.take(line.depth_m + line.radius_m, line.id);
    return e;
}

/// Lines of `others` above `line` that reach into the strip of `half_m` on both sides of its axis.
std::vector<std::string> above(const RackSight& line, const std::vector<RackSight>& others,
                               double half_m) {
    std::vector<std::string> found;
    for (const RackSight& other : others) {
        const bool higher = other.depth_m + other.radius_m <= line.depth_m - line.radius_m + 1e-6;
        if (other.id == line.id || !higher) continue;
        if (std::abs(other.left_m - line.left_m) < other.radius_m + half_m - 1e-6)
            found.push_back(other.id);
    }
    return found;
}

Evidence free_above(const Question& q, const model::Rack& rack) {
    Evidence e = q.start();
    const auto lines = lines_seen_in(q.street, rack);
    for (const RackSight& line : lines) {
        if (!(line.connection_radius_m > 0.0) || !goes_by(line.network, q.asked.network)) continue;
        const auto over = above(line, lines, line.connection_radius_m);
        e.take(static_cast<double>(over.size()),
               over.empty() ? line.id : line.id + " " + over.front());
    }
    if (e.value) return e;
    return e.because("no line in the rack has house connections",
                     "geen leiding in het rek heeft huisaansluitingen");
}

Evidence exposed(const Question& q, const model::Rack& rack) {
    Evidence e = q.start();
    const auto lines = lines_seen_in(q.street, rack);
    for (const RackSight& line : lines) {
        if (!goes_by(line.network, q.asked.network)) continue;
        std::vector<RackSight> strangers;
        for (const RackSight& other : lines)
            if (other.network != line.network) strangers.push_back(other);
        const auto over = above(line, strangers, line.radius_m);
        e.take(static_cast<double>(over.size()),
               over.empty() ? line.id : line.id + " " + over.front());
    }
    return e;
}

Evidence cover(const Question& q, const model::Rack& rack) {
    Evidence e = q.start();
    for (const RackSight& line : lines_seen_in(q.street, rack))
        if (goes_by(line.network, q.asked.network)) e.take(line.depth_m - line.radius_m, line.id);
    return e;
}

/// What sizing says, or why it says nothing.
template <class Use>
Evidence sized(const Question& q, Use use) {
    Evidence e = q.start();
    for (const RackFacts& rack : q.facts.racks) {
        if (!rack.sizing) return e.because(rack.why_not_sized_en, rack.why_not_sized_nl);
        use(e, rack);
    }
    return e;
}

Evidence utilisation(const Question& q) {
    return sized(q, [&](Evidence& e, const RackFacts& rack) {
        for (const Utilisation& u : rack.sizing->checks) {
            const std::string part{name_of(u.part)};
            const bool ours = q.asked.names.empty() ||
                              std::count(q.asked.names.begin(), q.asked.names.end(), part) > 0;
            if (!ours) continue;
            const std::string name = u.name.empty() ? part : part + " " + u.name;
            e.take(u.ratio,
                   fmt::format("{}: {} ({})", name, name_of(u.check), name_of(u.load_case)));
        }
    });
}

Evidence spacing(const Question& q) {
    return sized(
        q, [](Evidence& e, const RackFacts& rack) { e.take(rack.sizing->spacing_m, rack.rack); });
}

Evidence life(const Question& q) {
    return sized(q, [](Evidence& e, const RackFacts& rack) {
        e.take(
            rack.sizing->holds ? rack.sizing->life_years : 0.0,
            rack.sizing->holds ? rack.rack : rack.rack + ": " + rack.sizing->checks.front().name);
    });
}

Evidence part_mass(const Question& q) {
    Evidence e = q.start();
    for (const RackFacts& rack : q.facts.racks) {
        if (rack.parts.empty()) return e.because(rack.why_not_sized_en, rack.why_not_sized_nl);
        for (const model::RackPart& part : rack.parts)
            e.take(part.mass_kg, rack.rack + ": " + std::string{model::name_of(part.kind)});
    }
    return e;
}

Evidence temperature(const Question& q) {
    Evidence e = q.start();
    const auto found = q.facts.options.values.find(rules::Measure::Temperature);
    if (!q.facts.influence || found == q.facts.options.values.end())
        return e.because("needs computed temperatures: add --influence",
                         "vraagt berekende temperaturen: voeg --influence toe");
    for (const model::Asset& asset : q.street.assets) {
        const auto value = found->second.find(asset.id);
        if (asset.rack.empty() || value == found->second.end()) continue;
        if (goes_by(asset.network, q.asked.network)) e.take(value->second.value, asset.id);
    }
    if (e.value) return e;
    return e.because("no temperature was computed for a line of this network in the rack",
                     "voor geen leiding van dit net in het rek is een temperatuur berekend");
}

Evidence sewer_crossing(const Question& q, const model::Rack& rack) {
    Evidence e = q.start();
    for (const RackCrossing& crossing : crossings_of(q.street, rack)) {
        if (!crossing.house_sewer) {
            e.why_en = fmt::format("{} crosses the rack and is no house sewer", crossing.id);
            e.why_nl = fmt::format("{} kruist het rek en is geen huisriool", crossing.id);
            e.take(0.0, crossing.id);
        } else {
            e.take(crossing.slope_m_m, crossing.id);
        }
    }
    e.nothing_to_judge = !e.value;
    return e;
}

Evidence phases(const Question& q) {
    Evidence e = q.start();
    const auto steps = phases_of(q.street);
    if (steps.size() < 2) {
        return e.because("the street tells no phases: give lines the attribute `phase`",
                         "de straat kent geen fasen: geef leidingen het attribuut `phase`");
    }
    for (const StreetPhase& step : steps) {
        rules::CheckOptions options = q.facts.options;
        options.progress = {};
        const auto result = rules::check(step.street, q.facts.packs, options);
        double count = 0.0;
        for (const rules::Finding& f : result.findings)
            if (counts(f, severity_of(q.asked.severity))) count += 1.0;
        e.take(count, fmt::format("{:g}", step.number));
    }
    return e;
}

Evidence sensors(const Question& q) {
    Evidence e = q.start();
    double count = 0.0;
    bool told = false;
    for (const model::Asset& asset : q.street.assets) {
        const auto found = asset.attributes.find("sensors");
        if (asset.rack.empty() || found == asset.attributes.end()) continue;
        const double* number = std::get_if<double>(&found->second);
        if (number == nullptr || !goes_by(asset.network, q.asked.network)) continue;
        told = true;
        count += *number;
    }
    if (!told)
        return e.because("no line in the rack has the attribute `sensors`",
                         "geen leiding in het rek heeft het attribuut `sensors`");
    e.take(count, q.asked.network);
    return e;
}

Evidence at_rack(const Question& q, const model::Rack& rack) {
    Evidence e = q.start();
    switch (q.asked.check) {
        case ProgrammeCheck::Order:
            return order_kept(q, rack);
        case ProgrammeCheck::AccessDepth:
            return access_depth(q, rack);
        case ProgrammeCheck::FreeAbove:
            return free_above(q, rack);
        case ProgrammeCheck::Exposed:
            return exposed(q, rack);
        case ProgrammeCheck::Cover:
            return cover(q, rack);
        case ProgrammeCheck::SewerCrossing:
            return sewer_crossing(q, rack);
        case ProgrammeCheck::Width:
            e.take(rack.width_m, rack.id);
            return e;
        case ProgrammeCheck::Depth:
            e.take(-rack.bottom_m, rack.id);
            return e;
        default:
            return e;
    }
}

/// The worst over all racks; a rack that shows nothing does not hide one that does.
Evidence at_racks(const Question& q) {
    Evidence worst = q.start();
    for (const model::Rack& rack : q.street.racks) {
        const Evidence e = at_rack(q, rack);
        if (!e.why_en.empty() && worst.why_en.empty()) {
            worst.why_en = e.why_en;
            worst.why_nl = e.why_nl;
        }
        if (e.value) worst.take(*e.value, e.where);
        worst.nothing_to_judge = worst.nothing_to_judge || e.nothing_to_judge;
    }
    if (!worst.value && worst.nothing_to_judge) return worst;
    if (!worst.value && worst.why_en.empty()) {
        return worst.because("no line of this network lies in a rack",
                             "geen leiding van dit net ligt in een rek");
    }
    return worst;
}

Evidence evidence_of(const Question& q) {
    if (q.street.racks.empty() && q.asked.check != ProgrammeCheck::TestProtocol &&
        q.asked.check != ProgrammeCheck::Phases)
        return q.start().because("the street has no rack", "de straat heeft geen rek");
    switch (q.asked.check) {
        case ProgrammeCheck::Rules:
            return rules_kept(q);
        case ProgrammeCheck::Utilisation:
            return utilisation(q);
        case ProgrammeCheck::Span:
            return spacing(q);
        case ProgrammeCheck::Life:
            return life(q);
        case ProgrammeCheck::PartMass:
            return part_mass(q);
        case ProgrammeCheck::Temperature:
            return temperature(q);
        case ProgrammeCheck::Phases:
            return phases(q);
        case ProgrammeCheck::Sensors:
            return sensors(q);
        case ProgrammeCheck::TestProtocol:
            return q.start().because("no calculation shows this: a test of the living lab",
                                     "geen berekening toont dit: een proef van het living lab");
        default:
            return at_racks(q);
    }
}

ProgrammeRow row_of(const Question& q, std::size_t index) {
    const Evidence e = evidence_of(q);
    ProgrammeRow row{index, ProgrammeVerdict::NotCheckable, e.value, e.where, e.why_en, e.why_nl};
    if (!e.value && e.nothing_to_judge) row.verdict = ProgrammeVerdict::Met;
    if (!e.value || !q.asked.limit) return row;
    // A value exactly at its limit keeps the requirement.
    const double spare = q.asked.at_most ? *q.asked.limit - *e.value : *e.value - *q.asked.limit;
    const bool met = spare >= -1e-9 * std::max(1.0, std::abs(*q.asked.limit));
    row.verdict = met ? ProgrammeVerdict::Met : ProgrammeVerdict::NotMet;
    return row;
}

}  // namespace

std::string_view name_of(ProgrammeCheck check) {
    const auto found = std::find_if(kChecks.begin(), kChecks.end(),
                                    [&](const auto& entry) { return entry.first == check; });
    return found == kChecks.end() ? std::string_view{} : found->second;
}

std::optional<ProgrammeCheck> programme_check_named(std::string_view name) {
    const auto found = std::find_if(kChecks.begin(), kChecks.end(),
                                    [&](const auto& entry) { return entry.second == name; });
    return found == kChecks.end() ? std::nullopt : std::optional{found->first};
}

std::vector<std::string> programme_check_names() {
    std::vector<std::string> names;
    for (const auto& [check, name] : kChecks)
        names.emplace_back(name);
    return names;
}

std::string_view name_of(ProgrammeVerdict verdict) {
    switch (verdict) {
        case ProgrammeVerdict::Met:
            return "met";
        case ProgrammeVerdict::NotMet:
            return "not_met";
        case ProgrammeVerdict::NotCheckable:
            return "not_checkable";
    }
    return "";
}

std::vector<ProgrammeRow> evaluate(const Programme& programme, const model::Street& street,
                                   const ProgrammeFacts& facts) {
    std::vector<ProgrammeRow> rows;
    for (std::size_t i = 0; i < programme.requirements.size(); ++i)
        rows.push_back(row_of({programme.requirements[i], street, facts}, i));
    return rows;
}

std::size_t count_not_met(const std::vector<ProgrammeRow>& rows) {
    return static_cast<std::size_t>(std::count_if(
        rows.begin(), rows.end(),
        [](const ProgrammeRow& row) { return row.verdict == ProgrammeVerdict::NotMet; }));
}

}  // namespace maaiveld::layout
