#include "app/influence_words.h"

#include "base/text.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <fmt/ostream.h>
#include <map>
#include <ostream>

namespace maaiveld::app {
namespace {

using influence::AssetInfluence;
using influence::StreetInfluence;
using influence::Warming;

/// Warmings below this are left out of the table; the JSON has all.
constexpr double kWorthTelling_K = 0.05;

std::string name_of_asset(const model::Street& street, const AssetInfluence& asset) {
    const model::Asset& line = street.assets[asset.object.asset];
    const std::string suffix =
        asset.object.id.substr(std::min(line.id.size(), asset.object.id.size()));
    return base::printable((line.alias.empty() ? line.id : line.alias) + suffix);
}

std::string warming_words(const AssetInfluence& asset) {
    std::vector<Warming> all = asset.state.warming;
    std::stable_sort(all.begin(), all.end(),
                     [](const Warming& a, const Warming& b) { return a.kelvin > b.kelvin; });
    std::string words;
    for (const Warming& one : all) {
        if (one.kelvin < kWorthTelling_K) continue;
        words += fmt::format("{}{} {:+.1f}", words.empty() ? "" : ", ", base::printable(one.source),
                             one.kelvin);
    }
    return words;
}

std::string rating_words(const Session& s, const AssetInfluence& asset) {
    if (!asset.rating || !asset.state.cable) return {};
    const bool own = asset.rating->limited_by == asset.object.id;
    return fmt::format(
        "  {:.0f} {} {:.0f} A{}", asset.state.cable->current_A, s.say("of", "van"),
        asset.rating->rating_A,
        own ? std::string{}
            : fmt::format(", {} {} ({:.0f} °C)", s.say("limited by", "begrensd door"),
                          base::printable(asset.rating->limited_by), asset.rating->limit_C));
}

std::string margin_words(const Session& s, const AssetInfluence& asset) {
    if (!asset.limit) return fmt::format("{:>8}{:>8}", "", "");
    const double margin = asset.limit->limit_C - asset.state.temperature_C;
    const std::string text = fmt::format("{:>8.1f}{:>+8.1f}", asset.limit->limit_C, margin);
    return margin < 0.0 ? red(s, text) : text;
}

void print_warmest(Session& s, const model::Street& street, const AssetInfluence& asset) {
    fmt::print(s.out, "\n{} {}, {} {:.0f} °C ({})\n", bold(s, name_of_asset(street, asset)),
               title_of(street.assets[asset.object.asset].network, s.language),
               s.say("limit", "grens"), asset.limit->limit_C, asset.limit->rule);
    fmt::print(s.out, "  {}: {:.1f} °C, {:.0f} {}\n", s.say("warmest", "warmst"),
               *std::max_element(asset.daily_C.begin(), asset.daily_C.end()), *asset.hours_above(),
               s.say("hours a year above the limit", "uur per jaar boven de grens"));
}

void print_band(Session& s, const influence::ObjectBand& band) {
    fmt::print(s.out, "  {}: {:.1f} °C (P5 {:.1f}, P95 {:.1f}); P({}) {:.1f} %; {:.0f} {}\n",
               s.say("with uncertainty", "met onzekerheid"), band.maximum_mean_C, band.maximum.p5,
               band.maximum.p95, s.say("above the limit", "boven de grens"),
               100.0 * *band.probability_above, *band.mean_hours_above,
               s.say("hours on average", "uur gemiddeld"));
}

void print_months(Session& s, const AssetInfluence& asset) {
    fmt::print(s.out, "  {:<12}{:>8}{:>8}{:>8}{:>10}\n", s.say("month", "maand"), "P5", "P50",
               "P95", s.say("margin", "marge"));
    for (int month = 1; month <= 12; ++month) {
        const auto& q = asset.band->months[static_cast<std::size_t>(month - 1)];
        fmt::print(s.out, "  {:<12}{:>8.1f}{:>8.1f}{:>8.1f}{:>+10.1f}\n", month_name(s, month),
                   q.p5, q.p50, q.p95, asset.limit->limit_C - q.p95);
    }
}

void print_drivers(Session& s, const influence::ObjectBand& band) {
    fmt::print(s.out, "  {}:", s.say("what drives the maximum", "wat het maximum bepaalt"));
    const std::size_t count = std::min<std::size_t>(5, band.drivers.shares.size());
    for (std::size_t i = 0; i < count; ++i) {
        const auto& share = band.drivers.shares[i];
        fmt::print(s.out, "{} {} {:.0f} %", i == 0 ? "" : ",", parameter_words(s, share.parameter),
                   100.0 * share.share);
    }
    fmt::print(s.out, "\n");
}

}  // namespace

std::string parameter_words(const Session& s, const std::string& name) {
    const auto space = name.find(' ');
    const std::string of = space == std::string::npos ? std::string{} : name.substr(space + 1);
    if (name.starts_with("shift_K "))
        return fmt::format("{} {}", s.say("temperature of", "temperatuur van"), of);
    if (name.starts_with("load_share "))
        return fmt::format("{} {}", s.say("load of", "belasting van"), of);
    static const std::map<std::string, std::pair<std::string_view, std::string_view>> kNames{
        {"conductivity_W_mK", {"conductivity of the ground", "warmtegeleiding van de grond"}},
        {"heat_capacity_J_m3K", {"heat capacity of the ground", "warmtecapaciteit van de grond"}},
        {"surface_mean_C", {"mean temperature of the surface", "gemiddelde van het oppervlak"}},
        {"surface_amplitude_K", {"summer and winter at the surface", "zomer en winter op straat"}},
        {"surface_film_m2K_W", {"film between air and ground", "overgang van lucht naar grond"}},
        {"insulation_conductivity_W_mK",
         {"insulation of heat pipes", "isolatie van warmteleidingen"}}};
    const auto found = kNames.find(name);
    if (found == kNames.end()) return name;
    return std::string{s.say(found->second.first, found->second.second)};
}

std::string month_name(const Session& s, int month) {
    static constexpr std::array<std::array<std::string_view, 2>, 12> kNames{
        {{"January", "januari"},
         {"February", "februari"},
         {"March", "maart"},
         {"April", "april"},
         {"May", "mei"},
         {"June", "juni"},
         {"July", "juli"},
         {"August", "augustus"},
         {"September", "september"},
         {"October", "oktober"},
         {"November", "november"},
         {"December", "december"}}};
    const auto& both = kNames[static_cast<std::size_t>(month - 1)];
    return std::string{s.say(both[0], both[1])};
}

void print_influence(Session& s, const model::Street& street, const StreetInfluence& influence) {
    fmt::print(s.out, "{}\n", bold(s, base::printable(street.name)));
    fmt::print(s.out, "  {} {:.1f} m, {} {}; {} {:.2f} W/(m K)\n", s.say("station", "station"),
               influence.station_m, s.say("middle of", "midden"), month_name(s, influence.month),
               s.say("ground", "grond"), influence.assumptions.conductivity_W_mK);
    fmt::print(s.out, "  {:<12}{:<22}{:>8}{:>8}{:>8}{:>8}{:>8}{:>9}  {}\n",
               s.say("asset", "object"), s.say("network", "net"), s.say("depth", "diepte"),
               s.say("ground", "grond"), "°C", s.say("limit", "grens"), s.say("margin", "marge"),
               "W/m", s.say("warmed by (K)", "opgewarmd door (K)"));
    for (const AssetInfluence& asset : influence.assets) {
        const model::Asset& line = street.assets[asset.object.asset];
        fmt::print(s.out, "  {:<12}{:<22}{:>8.2f}{:>8.1f}{:>7.1f}{}{:>9.1f}  {}{}\n",
                   name_of_asset(street, asset), title_of(line.network, s.language),
                   asset.object.at.depth_m, asset.state.undisturbed_C, asset.state.temperature_C,
                   margin_words(s, asset), asset.state.heat_W_m, warming_words(asset),
                   rating_words(s, asset));
    }
    for (const std::string& note : influence.notes)
        fmt::print(s.out, "  {}\n", base::printable(note));
}

void print_year(Session& s, const model::Street& street, const StreetInfluence& influence) {
    for (const AssetInfluence& asset : influence.assets) {
        if (!asset.limit || asset.daily_C.empty()) continue;
        print_warmest(s, street, asset);
        if (!asset.band) continue;
        print_band(s, *asset.band);
        if (asset.object.role != influence::HeatRole::Water) continue;
        print_months(s, asset);
        print_drivers(s, *asset.band);
    }
}

namespace {

std::string alias_of(const model::Street& street, const std::string& id) {
    const auto found = std::find_if(street.assets.begin(), street.assets.end(),
                                    [&](const model::Asset& a) { return a.id == id; });
    const bool named = found != street.assets.end() && !found->alias.empty();
    return base::printable(named ? found->alias : id);
}

void print_voltages(Session& s, const model::Street& street,
                    const std::vector<influence::StreetVoltage>& voltages) {
    if (voltages.empty()) return;
    fmt::print(s.out, "\n{}\n  {:<12}{:>9}{:>10}{:>10}  {}\n",
               bold(s, std::string{s.say("Induced voltage", "Geïnduceerde spanning")}),
               s.say("asset", "object"), s.say("length", "lengte"), s.say("normal", "normaal"),
               s.say("fault", "fout"), s.say("by", "door"));
    for (const auto& voltage : voltages) {
        std::string by;
        for (const auto& share : voltage.shares)
            by += fmt::format("{}{} {:.3f} V", by.empty() ? "" : ", ",
                              alias_of(street, share.source), share.emf_V);
        fmt::print(s.out, "  {:<12}{:>7.0f} m{:>8.3f} V{:>10}  {}\n",
                   alias_of(street, voltage.asset), voltage.length_m, voltage.normal_V,
                   voltage.fault_V ? fmt::format("{:.0f} V", *voltage.fault_V) : "-", by);
    }
}

/// The volume of one pair at each moment, in cubic metres.
void print_roots(Session& s, const model::Street& street, const influence::StreetEffects& effects) {
    std::map<std::pair<std::string, std::string>, std::vector<double>> pairs;
    for (std::size_t i = 0; i < effects.roots.size(); ++i) {
        for (const auto& one : effects.roots[i].overlaps) {
            auto& volumes = pairs[{one.tree, one.asset}];
            volumes.resize(effects.roots.size(), 0.0);
            volumes[i] = one.volume_m3;
        }
    }
    if (!pairs.empty()) {
        fmt::print(s.out, "\n{}\n  {:<12}{:<14}",
                   bold(s, std::string{s.say("Roots around assets (dm3 of asset within roots)",
                                             "Wortels om objecten (dm3 object binnen wortels)")}),
                   s.say("tree", "boom"), s.say("asset", "object"));
        for (const auto& outlook : effects.roots)
            fmt::print(s.out, "{:>9}",
                       fmt::format("+{:.0f} {}", outlook.years_ahead, s.say("y", "j")));
        fmt::print(s.out, "\n");
    }
    for (const auto& [pair, volumes] : pairs) {
        fmt::print(s.out, "  {:<12}{:<14}", base::printable(pair.first),
                   alias_of(street, pair.second));
        for (const double volume : volumes)
            fmt::print(s.out, "{:>9.1f}", 1000.0 * volume);
        fmt::print(s.out, "\n");
    }
    for (const auto& [tree, reason] : effects.unknown_roots)
        fmt::print(s.out, "  {}: {}\n", base::printable(tree), reason);
}

void print_settlement(Session& s, const model::Street& street,
                      const influence::StreetSettlement& settlement) {
    fmt::print(s.out, "\n{}: {:.3f} m\n",
               s.say("Settlement of the street", "Zetting van de straat"), settlement.settlement_m);
    for (const auto& step : settlement.steps) {
        fmt::print(s.out, "  {:<14}{} {:.1f} MPa, {} {:.1f}°\n", alias_of(street, step.asset),
                   s.say("bending stress", "buigspanning"), step.sigma_b_MPa,
                   s.say("slope", "helling"), step.rotation_deg);
    }
    for (const std::string& note : settlement.notes)
        fmt::print(s.out, "  {}\n", base::printable(note));
}

void print_undermined(Session& s, const model::Street& street,
                      const std::vector<influence::Undermined>& undermined) {
    if (undermined.empty()) return;
    fmt::print(
        s.out, "\n{}\n",
        bold(s, std::string{s.say("Undermined by the trench", "Ondergraven door de sleuf")}));
    for (const auto& one : undermined) {
        fmt::print(s.out, "  {:<14}{:<12}{:.1f} m, {} {:.1f} m\n", alias_of(street, one.id),
                   name_of(one.state), one.undermined_length_m, s.say("laid bare", "bloot"),
                   one.exposed_length_m);
    }
}

}  // namespace

void print_effects(Session& s, const model::Street& street,
                   const influence::StreetEffects& effects) {
    print_voltages(s, street, effects.voltages);
    print_roots(s, street, effects);
    if (effects.settlement) print_settlement(s, street, *effects.settlement);
    print_undermined(s, street, effects.undermined);
}

}  // namespace maaiveld::app
