#include "app/session.h"
#include "app/street_words.h"
#include "base/text.h"
#include "geometry/polyline.h"
#include "model/scene.h"
#include "rules/summary.h"

#include <fmt/format.h>
#include <fmt/ostream.h>
#include <map>
#include <ostream>

namespace maaiveld::app {
namespace {

struct NetworkTotals {
    int assets = 0;
    int house_connections = 0;
    double length_m = 0.0;
    double measured_depth_m = 0.0;
};

bool is_house_connection(const model::Asset& asset) {
    const auto kind = asset.attributes.find("kind");
    return kind != asset.attributes.end() &&
           kind->second == model::AttributeValue{"house_connection"};
}

std::map<model::Network, NetworkTotals> totals_of(const model::Street& street) {
    std::map<model::Network, NetworkTotals> totals;
    for (const model::Asset& asset : street.assets) {
        NetworkTotals& t = totals[asset.network];
        ++t.assets;
        t.house_connections += is_house_connection(asset) ? 1 : 0;
        double sagitta = 0.0;
        const auto points = model::tessellated(asset.axis, sagitta);
        t.length_m += geometry::length_of(std::span<const geometry::Vec3>{points});
        t.measured_depth_m += rules::measured_depth_length_m(asset);
    }
    return totals;
}

int show(Session& s, const std::string& input) {
    const auto catalogue = load_catalogue(s);
    if (!catalogue) return report(s, catalogue.error());
    const auto street = load_street(input, *catalogue);
    if (!street) return report(s, street.error());
    print_street(s, *street);
    return kDone;
}

}  // namespace

void print_street(Session& s, const model::Street& street) {
    fmt::print(s.out, "{}\n", bold(s, base::printable(street.name)));
    const double length = geometry::length_of(std::span<const geometry::Vec2>{street.axis});
    fmt::print(
        s.out, "  {} {:.1f} m, {}\n", s.say("axis", "as"), length,
        street.surface
            ? fmt::format("{} {:+.2f} m NAP", s.say("surface", "maaiveld"), street.surface->z_m)
            : std::string{s.say("z relative to ground level", "z ten opzichte van maaiveld")});
    if (!street.section.strips.empty()) {
        fmt::print(s.out, "  {} {:.2f} m:", s.say("section", "profiel"), street.section.width_m());
        for (const auto& strip : street.section.strips) {
            fmt::print(s.out, " {} {:.2f}", name_of(strip.kind), strip.width_m);
        }
        s.out << '\n';
    }
    fmt::print(s.out, "  {:<26}{:>7}{:>9}{:>11}{:>17}\n", s.say("network", "net"),
               s.say("assets", "objecten"), s.say("house", "huis"), s.say("length", "lengte"),
               s.say("depth measured", "diepte gemeten"));
    for (const auto& [network, t] : totals_of(street)) {
        fmt::print(s.out, "  {:<26}{:>7}{:>9}{:>9.1f} m{:>15.1f} m\n",
                   title_of(network, s.language), t.assets, t.house_connections, t.length_m,
                   t.measured_depth_m);
    }
    std::map<model::StructureKind, int> kinds;
    for (const auto& structure : street.structures)
        ++kinds[structure.kind];
    fmt::print(s.out, "  {} {}", street.trees.size(), s.say("trees", "bomen"));
    for (const auto& [kind, count] : kinds)
        fmt::print(s.out, ", {} {}", count, name_of(kind));
    s.out << '\n';
}

void add_show(CLI::App& program, Session& s) {
    CLI::App* command = program.add_subcommand("show", "what a street holds");
    auto input = std::make_shared<std::string>();
    command->add_option("street", *input, "street file or CSV")->required();
    command->footer("Example: maaiveld show models/terraced.street.json");
    command->callback([&s, input] { s.exit_code = show(s, *input); });
}

}  // namespace maaiveld::app
