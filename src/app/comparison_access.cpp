#include "app/comparison_table.h"
#include "base/text.h"

#include <algorithm>
#include <fmt/format.h>
#include <set>

namespace maaiveld::app {
namespace {

using exchange::ComparisonRow;
using exchange::ComparisonSection;
using lifecycle::VariantMeasures;
using Better = ComparisonRow::Better;

std::string joined(const std::vector<std::string>& words) {
    std::string text;
    for (const std::string& word : words)
        text += (text.empty() ? "" : " ") + base::printable(word);
    return text;
}

std::string side_word(const Session& s, const lifecycle::AccessWay& way) {
    if (way.from == lifecycle::From::Above) return std::string{s.say("above", "boven")};
    return std::string{way.away_from_houses ? s.say("street side", "straatzijde")
                                            : s.say("house side", "huiszijde")};
}

std::string blocker_word(const Session& s, const lifecycle::AccessWay& way) {
    if (way.blocked_by != "section") return base::printable(way.blocked_by);
    return std::string{s.say("the edge of the street", "de rand van de straat")};
}

/// "street side 0.38 m³; bare: T-2 E-1, 0.3 across; 2 slide".
std::string way_words(const Session& s, const lifecycle::AccessWay& way) {
    if (!way.possible) {
        return fmt::format("{}: {} {}", side_word(s, way), s.say("blocked by", "versperd door"),
                           blocker_word(s, way));
    }
    std::string text =
        fmt::format("{} {} m³; {} {}", side_word(s, way), number_word(s, way.pit_volume_m3, 2),
                    s.say("bare", "bloot"),
                    way.exposed.empty() ? std::string{s.say("none", "geen")} : joined(way.exposed));
    if (way.crossing_count() > 0.005)
        text += fmt::format(" +{} {}", number_word(s, way.crossing_count(), 2),
                            s.say("across", "dwars"));
    const std::size_t sliding = way.loosened.size();
    if (sliding == 1) text += fmt::format("; 1 {}", s.say("slides in", "schuift in"));
    if (sliding > 1) text += fmt::format("; {} {}", sliding, s.say("slide in", "schuiven in"));
    if (!way.within_reach)
        text += fmt::format("; {} m {}", number_word(s, way.sideways_m, 2),
                            s.say("in: out of reach", "diep: buiten bereik"));
    return text;
}

/// "no way in: P-1".
std::string no_way_words(const Session& s, const lifecycle::Access& access) {
    std::set<std::string> by;
    for (const lifecycle::AccessWay& way : access.ways)
        by.insert(blocker_word(s, way));
    return fmt::format("{}: {}", s.say("no way in", "niet bereikbaar"),
                       joined({by.begin(), by.end()}));
}

/// The way to take first, the others on lines of their own.
std::string access_words(const Session& s, const lifecycle::Access& access) {
    std::string text{access.careful ? way_words(s, access.ways[*access.careful])
                                    : no_way_words(s, access)};
    for (std::size_t i = 0; i < access.ways.size(); ++i)
        if (i != access.careful) text += "\n" + way_words(s, access.ways[i]);
    return text;
}

const lifecycle::Access* access_to(const VariantMeasures& m, const std::string& group) {
    for (const auto& access : m.access)
        if (access.group == group) return &access;
    return nullptr;
}

}  // namespace

ComparisonSection access_table(const Session& s, const Variants& variants) {
    ComparisonTable t{s, variants, "Reaching a line for repair", "Bereikbaarheid voor herstel"};
    std::vector<std::pair<std::string, model::Network>> groups;
    for (const VariantMeasures& m : variants)
        for (const auto& access : m.access)
            if (std::none_of(groups.begin(), groups.end(),
                             [&](const auto& g) { return g.first == access.group; }))
                groups.emplace_back(access.group, access.network);
    for (const auto& [group, network] : groups) {
        ComparisonRow row;
        row.label =
            fmt::format("{} ({})", base::printable(group), model::title_of(network, s.language));
        for (const VariantMeasures& m : variants) {
            const auto* access = access_to(m, group);
            row.cells.push_back(access == nullptr ? "-" : access_words(s, *access));
        }
        t.add(std::move(row));
    }
    t.note(
        "First the way a careful digger takes: within an arm's reach, fewest other lines bare, "
        "then "
        "least soil. Per way: soil dug for a pit of one repair, other lines that come bare in it, "
        "lines across that an average pit meets, lines in ground that slides in.",
        "Eerst de weg van een voorzichtige graver: binnen armlengte, zo min mogelijk andere "
        "leidingen bloot, dan zo min mogelijk grond. Per weg: grond voor de put van één herstel, "
        "andere leidingen die bloot komen, dwarsleidingen die een gemiddelde put raakt, leidingen "
        "in grond die inschuift.");
    return t.take();
}

ComparisonSection exposure_table(const Session& s, const Variants& v) {
    ComparisonTable t{s, v, "Dig damage exposure, per km of street and year",
                      "Blootstelling aan graafschade, per km straat en jaar"};
    const std::string least{
        s.say("where everyone digs the smallest pit", "als ieder de kleinste put graaft")};
    t.add("lines bared that were not to be reached", "leidingen bloot die niet gezocht waren", "",
          2, Better::Less, [](const auto& m) { return m.careful.exposures_km_year; });
    t.add("  of other networks", "  van andere netten", "", 2, Better::Less,
          [](const auto& m) { return m.careful.foreign_km_year; });
    t.add(
        "expected damages", "verwachte schades", "", 3, Better::Less,
        [](const auto& m) { return m.careful.damages_km_year; },
        std::string{s.say("assumed chance per bared line; see assumptions",
                          "aangenomen kans per blote leiding; zie aannamen")});
    t.add("direct cost", "directe kosten", "EUR", 0, Better::Less,
          [](const auto& m) { return m.careful.direct_eur_km_year; });
    t.add("soil dug for repairs", "grond voor herstel", "m³", 1, Better::Less,
          [](const auto& m) { return m.careful.pit_m3_km_year; });
    t.add(
        "lines bared, smallest pits", "leidingen bloot, kleinste putten", "", 2, Better::Less,
        [](const auto& m) { return m.least_volume.exposures_km_year; }, least);
    t.add(
        "expected damages, smallest pits", "verwachte schades, kleinste putten", "", 3,
        Better::Less, [](const auto& m) { return m.least_volume.damages_km_year; }, least);
    t.add(
        "soil dug, smallest pits", "grond voor herstel, kleinste putten", "m³", 1, Better::Less,
        [](const auto& m) { return m.least_volume.pit_m3_km_year; }, least);
    return t.take();
}

}  // namespace maaiveld::app
