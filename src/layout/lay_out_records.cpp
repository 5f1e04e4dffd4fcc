#include "layout/explain.h"
#include "layout/lay_out_parts.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <fmt/format.h>
#include <fmt/ranges.h>

namespace maaiveld::layout {
namespace {

/// A body in the section: its centre from the left end and below the surface.
struct Placed {
    double x_m = 0.0, down_m = 0.0, half_width_m = 0.0, half_height_m = 0.0;
};

Placed placed(const Body& body, const ItemPlace& at) {
    return {at.x_m + body.right_m, at.cover_m + body.down_m,
            body.half_width_m + body.axis_half_width_m,
            body.half_height_m + body.axis_half_height_m};
}

/// The room left to a limit of the kinds that a section decides sideways and by cover; nothing for
/// other measures.
std::optional<double> slack(const Requirement& r, const Placed& a, const Placed* b) {
    const double sign = r.at_most ? -1.0 : 1.0;
    if (r.measure == rules::Measure::Cover) return sign * (a.down_m - a.half_height_m - r.required);
    if (b == nullptr) return std::nullopt;
    const double apart = std::abs(a.x_m - b->x_m);
    const double sideways = apart - a.half_width_m - b->half_width_m;
    if (r.measure == rules::Measure::AxisHorizontal) return apart - r.required;
    if (r.measure == rules::Measure::EdgeHorizontal) return sideways - r.required;
    if (r.measure == rules::Measure::Edge3d) {
        const double upright = std::abs(a.down_m - b->down_m);
        return std::hypot(apart, upright) - a.half_width_m - b->half_width_m - r.required;
    }
    return std::nullopt;
}

}  // namespace

std::vector<Binding> binding_in(const SectionBrief& brief, const std::vector<ItemPlace>& places) {
    std::vector<Binding> binding;
    const ItemPlace origin{0.0, 0.0};
    for (const Requirement& r : brief.requirements) {
        if (r.severity == rules::Severity::Info) continue;
        for (const Body& body : brief.items[r.item].bodies) {
            const Placed a = placed(body, places[r.item]);
            const auto note = [&](const Body* other, const ItemPlace& at) {
                const Placed b = other != nullptr ? placed(*other, at) : Placed{};
                const auto left = slack(r, a, other != nullptr ? &b : nullptr);
                if (left && *left < brief.step_m - 1e-9 && *left > -brief.step_m)
                    binding.push_back({r.rule, body.asset, other != nullptr ? other->asset : ""});
            };
            if (r.other) {
                for (const Body& other : brief.items[*r.other].bodies)
                    note(&other, places[*r.other]);
            } else if (r.obstacle) {
                note(&brief.obstacles[*r.obstacle].body, origin);
            } else {
                note(nullptr, origin);
            }
        }
    }
    std::sort(binding.begin(), binding.end());
    binding.erase(std::unique(binding.begin(), binding.end()), binding.end());
    return binding;
}

namespace {

SectionRecord record_of(const Attempt& attempt, std::size_t k) {
    const StreetBay& bay = attempt.bays.bays[k];
    const BaySection& section = attempt.bays.sections[bay.section];
    SectionRecord record;
    record.from_m = bay.from_m;
    record.to_m = bay.to_m;
    record.bound = section.answer.bound + bay.more_cost - bay.spread;
    record.end = section.answer.end;
    record.cost =
        cost_in_bay(attempt.bays, attempt.lines, attempt.route, attempt.heights, k).value_or(0) +
        bay.more_cost + bay.spread;
    const auto places =
        places_at(attempt.bays, attempt.lines, attempt.route, attempt.heights, k, k);
    if (places.size() == section.problem.items.size())
        record.binding =
            binding_in(section.brief, places_of(section.brief, section.problem, places));
    return record;
}

/// Costs per metre of two neighbours become their mean by length.
void join(SectionRecord& first, const SectionRecord& second) {
    const double before = first.to_m - first.from_m;
    const double after = second.to_m - second.from_m;
    const auto mean = [&](Cost a, Cost b) {
        return std::llround((before * static_cast<double>(a) + after * static_cast<double>(b)) /
                            (before + after));
    };
    first.cost = mean(first.cost, second.cost);
    first.bound = mean(first.bound, second.bound);
    first.to_m = second.to_m;
}

}  // namespace

std::vector<SectionRecord> records_of(const Attempt& attempt) {
    std::vector<SectionRecord> records;
    for (std::size_t k = 0; k < attempt.bays.bays.size(); ++k) {
        SectionRecord record = record_of(attempt, k);
        if (!records.empty()) {
            SectionRecord& last = records.back();
            constexpr Cost kAlike = 200;  // 0.20 EUR/m: nobody tells these apart
            const Cost apart = last.cost - last.bound - (record.cost - record.bound);
            if (std::abs(apart) <= kAlike && last.end == record.end &&
                last.binding == record.binding) {
                join(last, record);
                continue;
            }
        }
        records.push_back(std::move(record));
    }
    return records;
}

Cost bends_cost(const Attempt& attempt, const LayoutProfile& profile) {
    std::int64_t bends = 0;
    for (const std::size_t line : attempt.route.order)
        bends += bends_of(attempt.problem, attempt.route, line);
    return bends * std::llround(profile.bend_cost_eur * 1000.0);
}

ConflictWords conflict_of(const SectionBrief& brief) {
    ExplainOptions options;
    options.relax = false;
    options.subsets = 100;
    options.nodes = 20'000'000;
    ConflictWords words;
    for (const ConflictPart& part : explain(brief, options).conflict) {
        const bool is_rule = part.kind == PartKind::Rule || part.kind == PartKind::Heat;
        (is_rule ? words.rules : words.with).push_back(part.id);
    }
    for (auto* names : {&words.rules, &words.with}) {
        std::sort(names->begin(), names->end());
        names->erase(std::unique(names->begin(), names->end()), names->end());
    }
    return words;
}

Declined ConflictWords::words(const std::string& name, double from_m, double to_m) const {
    std::vector<std::string> others = with;
    std::erase(others, name);
    Declined declined{name, {}, {}, rules};
    declined.reason_en = fmt::format("no room at {:.0f}-{:.0f} m", from_m, to_m);
    declined.reason_nl = fmt::format("geen ruimte bij {:.0f}-{:.0f} m", from_m, to_m);
    if (!others.empty()) {
        declined.reason_en += fmt::format(" together with {}", fmt::join(others, ", "));
        declined.reason_nl += fmt::format(" samen met {}", fmt::join(others, ", "));
    }
    return declined;
}

Declined declined_for(const std::set<Fault>& faults) {
    Declined declined;
    if (faults.empty()) {
        declined.reason_en =
            "every section has room for it, but no way leads from one to the next within the bends "
            "allowed";
        declined.reason_nl =
            "elk profiel heeft er plaats voor, maar met de toegestane bochten leidt er geen weg "
            "van "
            "het ene naar het andere";
        return declined;
    }
    constexpr std::size_t kShown = 3;
    std::vector<std::string> en, nl;
    for (const Fault& fault : faults) {
        if (declined.rules.empty() || declined.rules.back() != fault.rule)
            declined.rules.push_back(fault.rule);
        if (en.size() == kShown) continue;
        const std::string with_en = fault.other.empty() ? "" : " with " + fault.other;
        const std::string with_nl = fault.other.empty() ? "" : " met " + fault.other;
        en.push_back(fmt::format("{}{} at {:.0f} m", fault.rule, with_en, fault.station_m));
        nl.push_back(fmt::format("{}{} bij {:.0f} m", fault.rule, with_nl, fault.station_m));
    }
    declined.reason_en = fmt::format("it cannot be laid without breaking {}", fmt::join(en, "; "));
    declined.reason_nl =
        fmt::format("het kan niet liggen zonder strijd met {}", fmt::join(nl, "; "));
    return declined;
}

}  // namespace maaiveld::layout
