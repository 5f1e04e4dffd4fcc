#include "app/comparison_table.h"
#include "base/text.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <set>

namespace maaiveld::app {
namespace {

using exchange::ComparisonRow;
using exchange::ComparisonSection;
using lifecycle::VariantMeasures;
using Better = ComparisonRow::Better;
using Table = ComparisonTable;

/// "12 345 (8 000 - 20 000)": whole tens, since no price is known better.
std::string money_word(const Session& s, const lifecycle::Price& price) {
    const auto tens = [&](double value) {
        return number_word(s, 10.0 * std::round(0.1 * value), 0);
    };
    if (price.high <= 0.0) return "-";
    return fmt::format("{} ({} – {})", tens(price.value), tens(price.low), tens(price.high));
}

void note_unpriced(const Variants& variants, Table& t) {
    std::set<std::string> materials;
    for (const VariantMeasures& m : variants)
        for (const auto& [material, mass_kg] : m.cost.unpriced_kg)
            materials.insert(material);
    std::set<model::StripKind> strips;
    for (const VariantMeasures& m : variants)
        strips.insert(m.cost.unpriced_strips.begin(), m.cost.unpriced_strips.end());
    for (const model::StripKind kind : strips) {
        const std::string name = strip_word(t.session(), kind);
        t.note("no price for surface: " + name, "geen prijs voor verharding: " + name);
    }
    for (const std::string& material : materials) {
        const std::string name = base::printable(material);
        t.note("no price for rack parts of " + name, "geen prijs voor rekdelen van " + name);
    }
}

void add_rack_parts(const Session& s, const Variants& variants, Table& t) {
    std::vector<std::string> parts;
    const auto name_of = [](const lifecycle::PartTotal& part) {
        return fmt::format("{} ({})", part.what, base::printable(part.material));
    };
    for (const VariantMeasures& m : variants)
        for (const auto& part : m.rack_parts)
            if (std::find(parts.begin(), parts.end(), name_of(part)) == parts.end())
                parts.push_back(name_of(part));
    for (const std::string& what : parts) {
        ComparisonRow row{what, "kg", {}, {}, Better::None, {}};
        for (const VariantMeasures& m : variants) {
            const auto found = std::find_if(m.rack_parts.begin(), m.rack_parts.end(),
                                            [&](const auto& p) { return name_of(p) == what; });
            row.cells.push_back(
                found == m.rack_parts.end()
                    ? "-"
                    : fmt::format("{} ×, {}", found->count, number_word(s, found->mass_kg, 0)));
        }
        t.add(std::move(row));
    }
}

}  // namespace

std::string strip_word(const Session& s, model::StripKind kind) {
    using model::StripKind;
    switch (kind) {
        case StripKind::Facade:
            return std::string{s.say("facade", "gevel")};
        case StripKind::Garden:
            return std::string{s.say("garden", "tuin")};
        case StripKind::Footway:
            return std::string{s.say("footway", "trottoir")};
        case StripKind::CyclePath:
            return std::string{s.say("cycle path", "fietspad")};
        case StripKind::Parking:
            return std::string{s.say("parking", "parkeren")};
        case StripKind::Carriageway:
            return std::string{s.say("carriageway", "rijbaan")};
        case StripKind::Verge:
            return std::string{s.say("verge", "berm")};
        case StripKind::Water:
            return std::string{s.say("water", "water")};
    }
    return {};
}

ComparisonSection cost_table(const Session& s, const Variants& variants) {
    Table t{s, variants, "Cost of building what differs", "Kosten van aanleg, wat verschilt"};
    struct Part {
        const char *en, *nl;
        lifecycle::Price lifecycle::BuildCost::*price;
    };
    using lifecycle::BuildCost;
    const bool priced = std::any_of(variants.begin(), variants.end(),
                                    [](const auto& m) { return m.cost.total.high > 0.0; });
    if (!priced) return {};
    for (const Part& part : {Part{"digging, joint trench and connections",
                                  "graven, gezamenlijke sleuf en aansluitingen", &BuildCost::dig},
                             Part{"shoring", "beschoeiing", &BuildCost::shoring},
                             Part{"surface", "verharding", &BuildCost::surface},
                             Part{"racks", "rekken", &BuildCost::racks},
                             Part{"together", "samen", &BuildCost::total}}) {
        ComparisonRow row{std::string{s.say(part.en, part.nl)},
                          "EUR",
                          {},
                          {},
                          part.price == &BuildCost::racks ? Better::None : Better::Less,
                          {}};
        for (const VariantMeasures& m : variants) {
            row.cells.push_back(money_word(s, m.cost.*part.price));
            row.values.push_back((m.cost.*part.price).value);
        }
        t.add(std::move(row));
    }
    t.note(
        "Order of magnitude by assumed unit prices (between low and high, all together). The lines "
        "themselves, their joints and their services are not in it.",
        "Orde van grootte met aangenomen eenheidsprijzen (tussen laag en hoog, alle tegelijk). De "
        "leidingen zelf, hun verbindingen en aansluitingen zitten er niet in.");
    if (std::any_of(variants.begin(), variants.end(),
                    [](const auto& m) { return m.cost.racks.high > 0.0; }))
        t.note(
            "Racks: the parts that their types have. `maaiveld rack` says whether those hold, and "
            "what would.",
            "Rekken: de onderdelen die hun typen hebben. `maaiveld rack` zegt of die het houden, "
            "en wat wel.");
    note_unpriced(variants, t);
    return t.take();
}

ComparisonSection material_table(const Session& s, const Variants& v) {
    Table t{s, v, "Material", "Materiaal"};
    std::set<model::Network> networks;
    for (const VariantMeasures& m : v)
        for (const auto& [network, material] : m.material)
            networks.insert(network);
    for (const model::Network network : networks) {
        ComparisonRow row{
            std::string{model::title_of(network, s.language)}, "m; kg", {}, {}, Better::None, {}};
        for (const VariantMeasures& m : v) {
            const auto found = m.material.find(network);
            if (found == m.material.end()) {
                row.cells.emplace_back("-");
                continue;
            }
            const lifecycle::Material& one = found->second;
            std::string mass = one.mass_kg > 0.0 ? number_word(s, one.mass_kg, 0) : "-";
            if (one.unweighed_m > 0.0)
                mass += fmt::format(" ({} {} m)", s.say("no mass for", "geen massa voor"),
                                    number_word(s, one.unweighed_m, 0));
            row.cells.push_back(fmt::format("{}; {}", number_word(s, one.length_m, 1), mass));
        }
        t.add(std::move(row));
    }
    add_rack_parts(s, v, t);
    return t.take();
}

}  // namespace maaiveld::app
