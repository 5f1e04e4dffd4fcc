#include "app/comparison_words.h"

#include "app/comparison_table.h"
#include "base/text.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <set>

namespace maaiveld::app {
namespace {

using exchange::ComparisonRow;
using exchange::ComparisonSection;
using lifecycle::VariantMeasures;
using Better = ComparisonRow::Better;
using Table = ComparisonTable;

ComparisonSection space_table(const Session& s, const Variants& v) {
    Table t{s, v, "Space", "Ruimte"};
    const std::string edges{s.say("right edge less left edge, at the station",
                                  "rechterrand min linkerrand, op het station")};
    t.add(
        "occupied width, all lines and racks", "bezette breedte, alle leidingen en rekken", "m", 2,
        Better::Less, [](const auto& m) { return m.occupied.width_m; }, edges);
    t.add(
        "occupied width, what is built", "bezette breedte, wat wordt aangelegd", "m", 2,
        Better::Less, [](const auto& m) { return m.occupied.built_width_m; }, edges);
    t.add("left half of the street", "linkerhelft van de straat", "m", 2, Better::Less,
          [](const auto& m) { return m.occupied.left_half_m; });
    t.add("right half of the street", "rechterhelft van de straat", "m", 2, Better::Less,
          [](const auto& m) { return m.occupied.right_half_m; });
    t.add("narrowest along the street", "smalst langs de straat", "m", 2, Better::None,
          [](const auto& m) { return m.narrowest_m; });
    t.add("widest along the street", "breedst langs de straat", "m", 2, Better::Less,
          [](const auto& m) { return m.widest_m; });
    t.add("lowest underside", "laagste onderkant", "m", 2, Better::None,
          [](const auto& m) { return m.occupied.depth_m; });
    t.add(
        "occupied ground per metre of street", "bezette grond per meter straat", "m³/m", 2,
        Better::Less, [](const auto& m) { return m.mean_box_m2; },
        std::string{s.say("width by depth from the surface, mean along the street",
                          "breedte maal diepte vanaf maaiveld, gemiddeld langs de straat")});
    t.add(
        "the same, what is built", "idem, wat wordt aangelegd", "m³/m", 2, Better::Less,
        [](const auto& m) { return m.mean_built_box_m2; },
        std::string{s.say("its own width by its own depth", "eigen breedte maal eigen diepte")});
    t.add("lines themselves", "de leidingen zelf", "m³/m", 3, Better::None,
          [](const auto& m) { return m.occupied.solid_m2; });
    return t.take();
}

std::set<std::string> dug_networks(const Variants& variants) {
    std::set<std::string> names;
    for (const VariantMeasures& m : variants)
        for (const auto& [name, volume] : m.build.network_m3)
            names.insert(name);
    return names;
}

std::string network_word(const Session& s, const std::string& name) {
    if (name == "rack") return std::string{s.say("rack", "rek")};
    const auto network = model::network_named(name);
    return network ? std::string{model::title_of(*network, s.language)} : name;
}

void add_strips(const Session& s, const Variants& variants, Table& t) {
    std::set<model::StripKind> kinds;
    for (const VariantMeasures& m : variants)
        for (const auto& [kind, area] : m.build.surface_m2)
            kinds.insert(kind);
    for (const model::StripKind kind : kinds) {
        const std::string label = fmt::format("  {}", strip_word(s, kind));
        t.add(label, label, "m²", 1, Better::Less, [kind](const auto& m) -> std::optional<double> {
            const auto found = m.build.surface_m2.find(kind);
            return found == m.build.surface_m2.end() ? 0.0 : found->second;
        });
    }
}

ComparisonSection build_table(const Session& s, const Variants& v) {
    Table t{s, v, "Building", "Aanleg"};
    t.add("lines built", "leidingen aangelegd", "", 0, Better::None,
          [](const auto& m) { return static_cast<double>(m.lines_built); });
    t.add("lines that stay", "leidingen die blijven", "", 0, Better::None,
          [](const auto& m) { return static_cast<double>(m.lines_staying); });
    t.add(
        "dug in one joint trench", "ontgraving in één gezamenlijke sleuf", "m³", 1, Better::Less,
        [](const auto& m) { return m.build.joint_m3; },
        std::string{s.say("overlaps once; widths NL-DIG-08/09/10, shoring from 1.00 m",
                          "overlap eenmaal; breedten NL-DIG-08/09/10, beschoeiing vanaf 1,00 m")});
    t.add("dug one network after another", "ontgraving net voor net", "m³", 1, Better::Less,
          [](const auto& m) { return m.build.alone_m3; });
    for (const std::string& name : dug_networks(v)) {
        const std::string label = "  " + network_word(s, name);
        t.add(label, label, "m³", 1, Better::None, [name](const auto& m) -> std::optional<double> {
            const auto found = m.build.network_m3.find(name);
            if (found == m.build.network_m3.end()) return std::nullopt;
            return found->second;
        });
    }
    t.add("house connections, beyond the trench", "huisaansluitingen, buiten de sleuf", "m³", 1,
          Better::Less, [](const auto& m) { return m.build.connections_m3; });
    t.add("surface opened", "verharding opengebroken", "m²", 1, Better::Less,
          [](const auto& m) { return m.build.surface_total_m2; });
    add_strips(s, v, t);
    t.add("shoring", "beschoeiing", "m²", 1, Better::Less,
          [](const auto& m) { return m.build.shored_m2; });
    t.add(
        "length dug by hand near lines that stay", "lengte handwerk bij leidingen die blijven", "m",
        1, Better::Less, [](const auto& m) { return m.build.hand_dug_m; },
        std::string{s.say("CROW 500 search zone: 1.50 m aside, 0.20 m below",
                          "zoekgebied CROW 500: 1,50 m opzij, 0,20 m eronder")});
    t.add("lines that stay hanging in the trench", "blijvende leidingen in de sleuf", "m", 1,
          Better::Less, [](const auto& m) { return m.build.exposed_line_m; });
    return t.take();
}

ComparisonSection clearance_table(const Session& s, const Variants& v) {
    Table t{s, v, "Clearances and cover: findings", "Afstanden en dekking: bevindingen"};
    constexpr std::array<std::array<const char*, 2>, 3> kSeverity{
        {{"errors", "fouten"}, {"warnings", "waarschuwingen"}, {"remarks", "opmerkingen"}}};
    constexpr std::array<std::array<const char*, 2>, 3> kCertainty{
        {{"certain", "zeker"}, {"likely", "waarschijnlijk"}, {"possible", "mogelijk"}}};
    for (std::size_t i = 0; i < 3; ++i)
        for (std::size_t k = 0; k < 3; ++k)
            t.add(fmt::format("{}, {}", kSeverity[i][0], kCertainty[k][0]),
                  fmt::format("{}, {}", kSeverity[i][1], kCertainty[k][1]), "", 0, Better::Less,
                  [i, k](const auto& m) { return static_cast<double>(m.findings[i][k]); });
    return t.take();
}

/// The tightest margin of one measure.
const lifecycle::Margin* tightest(const VariantMeasures& m, rules::Measure measure) {
    for (const auto& margin : m.margins)
        if (margin.measure == measure) return &margin;
    return nullptr;
}

ComparisonSection margin_table(const Session& s, const Variants& variants) {
    Table t{s, variants, "Heat and electricity: least margins",
            "Warmte en elektriciteit: kleinste marges"};
    using rules::Measure;
    struct Kind_ {
        Measure measure;
        const char *en, *nl, *unit;
    };
    for (const Kind_& kind :
         {Kind_{Measure::Temperature, "temperature", "temperatuur", "K"},
          Kind_{Measure::Current, "current", "stroom", "A"},
          Kind_{Measure::InducedVoltage, "induced voltage", "geïnduceerde spanning", "V"}}) {
        ComparisonRow row{
            std::string{s.say(kind.en, kind.nl)}, kind.unit, {}, {}, Better::More, {}};
        for (const VariantMeasures& m : variants) {
            const auto* margin = tightest(m, kind.measure);
            row.values.push_back(margin == nullptr ? std::nullopt : std::optional{margin->margin});
            row.cells.push_back(
                margin == nullptr
                    ? "-"
                    : fmt::format("{} ({}: {} / {})", number_word(s, margin->margin, 1),
                                  base::printable(margin->asset), number_word(s, margin->value, 1),
                                  number_word(s, margin->limit, 1)));
        }
        t.add(std::move(row));
    }
    t.note(
        "Value of the year at the worst place, mean over what is uncertain, against the limit of "
        "the rule packs in use.",
        "Waarde van het jaar op de ergste plaats, gemiddeld over wat onzeker is, tegen de grens "
        "van de gebruikte regelpakketten.");
    return t.take();
}

std::string future_word(const Session& s, const lifecycle::LifecycleProfile& profile,
                        const std::string& id) {
    for (const auto& one : profile.future)
        if (one.id == id) return std::string{s.say(one.title_en, one.title_nl)};
    return id;
}

void add_future(const Session& s, const Variants& variants,
                const lifecycle::LifecycleProfile& profile, Table& t) {
    for (const auto& network : profile.future) {
        ComparisonRow row{fmt::format("{} {}", s.say("places left for a", "plaats over voor een"),
                                      future_word(s, profile, network.id)),
                          "m",
                          {},
                          {},
                          Better::More,
                          {}};
        row.note = std::string{s.say("of the section's width, by the same packs, nothing above it",
                                     "van de breedte, volgens dezelfde pakketten, niets erboven")};
        for (const VariantMeasures& m : variants) {
            const auto found = std::find_if(m.future.begin(), m.future.end(),
                                            [&](const auto& f) { return f.id == network.id; });
            const bool known = found != m.future.end() && found->known;
            row.values.push_back(known ? std::optional{found->width_m} : std::nullopt);
            row.cells.push_back(known ? number_word(s, found->width_m, 1) : "-");
        }
        t.add(std::move(row));
    }
}

ComparisonSection room_table(const Session& s, const Variants& v,
                             const lifecycle::LifecycleProfile& profile) {
    Table t{s, v, "Trees and later", "Bomen en later"};
    const auto total = [](const VariantMeasures& m, double lifecycle::RootRoom::*part) {
        double sum = 0.0;
        for (const auto& one : m.roots)
            sum += one.*part;
        return std::optional{sum};
    };
    t.add("trees", "bomen", "", 0, Better::None,
          [](const auto& m) { return static_cast<double>(m.roots.size()); });
    t.add("root zones, wanted", "wortelruimte, gewenst", "m³", 1, Better::None,
          [&](const auto& m) { return total(m, &lifecycle::RootRoom::wanted_m3); });
    t.add(
        "root zones, left to roots", "wortelruimte, over voor wortels", "m³", 1, Better::More,
        [&](const auto& m) { return total(m, &lifecycle::RootRoom::left_m3); },
        std::string{s.say("without lines, racks and what is dug again about them",
                          "zonder leidingen, rekken en wat eromheen weer vergraven wordt")});
    add_future(s, v, profile, t);
    return t.take();
}

}  // namespace

std::vector<ComparisonSection> comparison_tables(const Session& s, const Variants& variants,
                                                 const lifecycle::LifecycleProfile& profile) {
    std::vector<ComparisonSection> sections{
        space_table(s, variants),  build_table(s, variants),         cost_table(s, variants),
        access_table(s, variants), exposure_table(s, variants),      clearance_table(s, variants),
        margin_table(s, variants), room_table(s, variants, profile), material_table(s, variants)};
    std::erase_if(sections, [](const ComparisonSection& one) { return one.rows.empty(); });
    return sections;
}

std::vector<std::string> comparison_assumptions(const lifecycle::LifecycleProfile& profile) {
    std::vector<std::string> lines;
    for (const auto& [key, source] : profile.sources)
        lines.push_back(fmt::format("{}: {}", key, source));
    return lines;
}

}  // namespace maaiveld::app
