#include "app/layout_words.h"

#include "base/text.h"
#include "layout/placed_lines.h"

#include <algorithm>
#include <fmt/format.h>
#include <fmt/ostream.h>
#include <ostream>

namespace maaiveld::app {
namespace {

using layout::LayoutMode;
using layout::LayoutOutcome;
using layout::PlacedLine;
using layout::SearchEnd;

/// Thousandths of a euro as whole euros.
double euros(layout::Cost cost) {
    return static_cast<double>(cost) / 1000.0;
}

std::string range(double from_m, double to_m, bool with_sign) {
    const auto one = [&](double value) {
        return with_sign ? fmt::format("{:+.2f}", value) : fmt::format("{:.2f}", value);
    };
    const std::string first = one(from_m);
    const std::string last = one(to_m);
    return first == last ? first : fmt::format("{} .. {}", first, last);
}

std::string strips_words(const Session& s, const PlacedLine& line) {
    std::string words;
    for (const model::StripKind kind : line.strips)
        words += fmt::format("{}{}", words.empty() ? "" : ", ", strip_word(s, kind));
    return words;
}

/// "NL-SEP-07 H-1, layout: beside T-2": what holds this line.
std::string binding_words(const PlacedLine& line) {
    constexpr std::size_t kMost = 3;
    std::string words;
    for (std::size_t i = 0; i < std::min(kMost, line.binding.size()); ++i) {
        const layout::Binding& one = line.binding[i];
        const std::string& other = one.a == line.id ? one.b : one.a;
        words += fmt::format("{}{}{}{}", words.empty() ? "" : ", ", base::printable(one.rule),
                             other.empty() ? "" : " ", base::printable(other));
    }
    if (line.binding.size() > kMost) words += fmt::format(" (+{})", line.binding.size() - kMost);
    return words;
}

std::string name_words(const Session& s, const PlacedLine& line) {
    std::string words = base::printable(line.alias);
    if (line.moved) words += s.say(" (moved)", " (verlegd)");
    return words;
}

void print_line(Session& s, const PlacedLine& line) {
    std::string place = strips_words(s, line);
    if (!line.rack.empty())
        place = fmt::format("{} {}", s.say("rack", "rek"), base::printable(line.rack));
    fmt::print(s.out, "  {:<20}{:<22}{:>16}{:>14}{:>6}  {:<22}{}\n", name_words(s, line),
               title_of(line.network, s.language), range(line.leftmost_m, line.rightmost_m, true),
               range(line.least_cover_m, line.most_cover_m, false),
               line.connections > 0 ? fmt::format("{}", line.connections) : std::string{}, place,
               binding_words(line));
}

void print_lines(Session& s, const std::vector<PlacedLine>& lines) {
    if (lines.empty()) {
        fmt::print(s.out, "  {}\n",
                   s.say("nothing was to be placed: the street is unchanged",
                         "er was niets te plaatsen: de straat is ongewijzigd"));
        return;
    }
    fmt::print(s.out, "  {:<20}{:<22}{:>16}{:>14}{:>6}  {:<22}{}\n", s.say("line", "leiding"),
               s.say("network", "net"), s.say("offset (m)", "plaats (m)"),
               s.say("cover (m)", "dekking (m)"), s.say("conn.", "aansl."),
               s.say("strip", "strook"), s.say("held by", "gehouden door"));
    for (const PlacedLine& line : lines)
        print_line(s, line);
}

void print_declined(Session& s, const LayoutOutcome& outcome) {
    if (outcome.declined.empty()) return;
    fmt::print(
        s.out, "  {}\n",
        red(s, fmt::format("{} {}:", outcome.declined.size(), s.say("not laid", "niet gelegd"))));
    for (const layout::Declined& one : outcome.declined) {
        std::string rules;
        for (const std::string& rule : one.rules) {
            if (one.reason_en.find(rule) != std::string::npos) continue;
            rules += (rules.empty() ? " (" : ", ") + base::printable(rule);
        }
        if (!rules.empty()) rules += ")";
        const auto& assets = outcome.placed.assets;
        const bool stays = std::any_of(assets.begin(), assets.end(),
                                       [&](const model::Asset& x) { return x.id == one.id; });
        fmt::print(s.out, "    {}: {}{}{}\n", base::printable(one.id),
                   stays ? s.say("stays where it lies: ", "blijft liggen: ") : "",
                   s.say(one.reason_en, one.reason_nl), rules);
    }
}

/// As `check --fail-on warning` counts: what is merely possible breaks nothing.
std::int64_t broken_rules(const LayoutOutcome& outcome) {
    return rules::count_at_least(outcome.check.findings, rules::Severity::Warning);
}

void print_check(Session& s, const LayoutOutcome& outcome) {
    const std::int64_t broken = broken_rules(outcome) - outcome.inherited;
    if (broken == 0) {
        fmt::print(s.out, "  {}\n",
                   outcome.inherited == 0
                       ? s.say("check: no rule of severity error or warning is broken",
                               "toets: geen regel met ernst fout of waarschuwing is geschonden")
                       : s.say("check: no line laid breaks a rule of severity error or warning",
                               "toets: geen gelegde leiding schendt een regel met ernst fout of "
                               "waarschuwing"));
    } else {
        fmt::print(s.out, "  {}\n",
                   red(s, fmt::format("{} {}",
                                      s.say("check: findings of severity error or warning:",
                                            "toets: bevindingen met ernst fout of waarschuwing:"),
                                      broken)));
    }
    if (outcome.inherited == 0) return;
    fmt::print(s.out, "  {} {}\n",
               s.say("check: findings that were there before the layout:",
                     "toets: bevindingen die er al voor de indeling waren:"),
               outcome.inherited);
}

std::size_t lines_declined(const LayoutOutcome& outcome) {
    return outcome.declined.size();
}

void print_variant(Session& s, const model::Street& before, const LayoutOutcome& outcome,
                   std::string_view name) {
    fmt::print(s.out, "  {:<8}{:>14.0f}{:>14.2f}{:>8}{:>12}   {}\n", name, euros(outcome.cost),
               occupied_width_m(before, outcome), placed_lines(before, outcome).size(),
               lines_declined(outcome), proof_words(s, outcome.gap, outcome.end));
}

}  // namespace

std::string_view strip_word(const Session& s, model::StripKind kind) {
    switch (kind) {
        case model::StripKind::Facade:
            return s.say("facade", "gevel");
        case model::StripKind::Garden:
            return s.say("garden", "tuin");
        case model::StripKind::Footway:
            return s.say("footway", "trottoir");
        case model::StripKind::CyclePath:
            return s.say("cycle path", "fietspad");
        case model::StripKind::Parking:
            return s.say("parking", "parkeren");
        case model::StripKind::Carriageway:
            return s.say("carriageway", "rijbaan");
        case model::StripKind::Verge:
            return s.say("verge", "berm");
        case model::StripKind::Water:
            return s.say("water", "water");
    }
    return {};
}

std::string proof_words(const Session& s, double gap, SearchEnd end) {
    constexpr double kNothing = 5e-7;  // below this the percentage would print as 0.0000
    std::string words;
    if (gap <= kNothing && end == SearchEnd::Proven)
        words = s.say("proven optimum", "bewezen optimum");
    else
        words =
            fmt::format("{} {:.1f} % {}", s.say("within", "binnen"), std::max(0.05, 100.0 * gap),
                        s.say("of the bound", "van de ondergrens"));
    if (end == SearchEnd::ClockLimit)
        words += s.say("; cut short by the clock: another run may answer otherwise",
                       "; afgebroken door de klok: een volgende keer kan anders uitvallen");
    if (end == SearchEnd::NodeLimit)
        words += s.say("; the search ended at its node limit",
                       "; het zoeken stopte bij zijn knopengrens");
    return words;
}

void print_layout(Session& s, const model::Street& before, const LayoutOutcome& outcome,
                  LayoutMode mode) {
    const auto lines = placed_lines(before, outcome);
    fmt::print(s.out, "{}: {}\n", bold(s, base::printable(before.name)),
               mode == LayoutMode::Flat ? s.say("flat", "vlak") : s.say("in a rack", "in een rek"));
    print_lines(s, lines);
    if (!lines.empty()) {
        fmt::print(s.out, "  {} {:.0f} EUR, {} {:.0f} EUR: {}\n", s.say("cost", "kosten"),
                   euros(outcome.cost), s.say("bound", "ondergrens"), euros(outcome.bound),
                   proof_words(s, outcome.gap, outcome.end));
        fmt::print(s.out, "  {} {:.2f} m; {}\n", s.say("width taken", "ingenomen breedte"),
                   occupied_width_m(before, outcome),
                   outcome.constant
                       ? s.say("every line keeps one offset", "elke leiding houdt een vaste plaats")
                       : s.say("some lines bend", "sommige leidingen verspringen"));
    }
    const auto& notes = s.language == "nl" ? outcome.notes_nl : outcome.notes_en;
    for (const std::string& note : notes)
        fmt::print(s.out, "  {}\n", base::printable(note));
    print_declined(s, outcome);
    print_check(s, outcome);
}

void print_flat_and_rack(Session& s, const model::Street& before, const LayoutOutcome& flat,
                         const LayoutOutcome& rack) {
    fmt::print(s.out, "  {:<8}{:>14}{:>14}{:>8}{:>12}   {}\n", "",
               s.say("cost (EUR)", "kosten (EUR)"), s.say("width (m)", "breedte (m)"),
               s.say("lines", "lijnen"), s.say("not laid", "niet gelegd"),
               s.say("proof", "bewijs"));
    print_variant(s, before, flat, s.say("flat", "vlak"));
    print_variant(s, before, rack, s.say("rack", "rek"));
    if (!rack.placed.racks.empty())
        fmt::print(
            s.out, "  {}\n",
            s.say("the rack's own parts are not in its cost: maaiveld compare counts them",
                  "de onderdelen van het rek zitten niet in de kosten: maaiveld compare telt "
                  "ze mee"));
}

namespace {

/// What each point of the front is the cheapest of.
void print_front_question(Session& s, const layout::SectionFront& front) {
    std::string lines;
    for (const std::string& id : front.cooled)
        lines += (lines.empty() ? "" : ", ") + base::printable(id);
    if (lines.empty()) {
        fmt::print(s.out, "  {}\n",
                   s.say("each is the cheapest that is no wider",
                         "elk is de goedkoopste die niet breder is"));
        return;
    }
    fmt::print(s.out, "  {}\n",
               fmt::format(fmt::runtime(s.say(
                               "each is the cheapest that is no wider, with {} no nearer to the "
                               "heat pipes and no shallower",
                               "elk is de goedkoopste die niet breder is, met {} niet dichter bij "
                               "de warmteleidingen en niet ondieper")),
                           lines));
}

std::string metres_or_dash(const std::optional<double>& value_m) {
    return value_m ? fmt::format("{:.2f}", *value_m) : "-";
}

std::string front_heat_words(const layout::SectionFrontPoint& point) {
    if (!point.warmest) return {};
    const double margin_K = point.warmest->limit_C.value_or(0.0) - point.warmest->temperature_C;
    return fmt::format("{:>13}{:>13}{:>7.1f}{:>+12.1f}  {} ({})",
                       metres_or_dash(point.heat_distance_m), metres_or_dash(point.cool_cover_m),
                       point.warmest->temperature_C, margin_K,
                       base::printable(point.warmest->asset), base::printable(point.warmest->rule));
}

void print_front_heading(Session& s, bool with_heat) {
    fmt::print(s.out, "  {:>12}{:>16}", s.say("width (m)", "breedte (m)"),
               s.say("cost (EUR/m)", "kosten (EUR/m)"));
    if (with_heat)
        fmt::print(s.out, "{:>13}{:>13}{:>7}{:>12}  {}", s.say("to heat (m)", "warmte (m)"),
                   s.say("cover (m)", "dekking (m)"), "°C", s.say("margin (K)", "marge (K)"),
                   s.say("nearest to its limit", "dichtst bij zijn grens"));
    fmt::print(s.out, "\n");
}

}  // namespace

void print_front(Session& s, const layout::SectionFront& front) {
    const bool with_heat = std::any_of(front.points.begin(), front.points.end(),
                                       [](const auto& point) { return point.warmest.has_value(); });
    if (!front.points.empty()) print_front_heading(s, with_heat);
    for (const layout::SectionFrontPoint& point : front.points)
        fmt::print(s.out, "  {:>12.2f}{:>16.2f}{}{}\n", point.width_m, point.cost_eur_m,
                   front_heat_words(point),
                   point.proven ? "" : s.say("  not proven", "  niet bewezen"));
    if (front.too_warm) {
        fmt::print(s.out, "  {}\n",
                   s.say("every layout found passes a temperature limit",
                         "elke gevonden indeling overschrijdt een temperatuurgrens"));
    } else if (front.points.empty()) {
        fmt::print(s.out, "  {}\n", s.say("no layout fits", "er past geen indeling"));
    } else {
        print_front_question(s, front);
    }
    if (!front.complete)
        fmt::print(s.out, "  {}\n",
                   s.say("the front was cut short by its limits: points may be missing",
                         "het front is door zijn grenzen afgebroken: er kunnen punten ontbreken"));
}

}  // namespace maaiveld::app
