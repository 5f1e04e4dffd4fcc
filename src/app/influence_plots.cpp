#include "app/influence_plots.h"

#include "app/influence_words.h"

#ifdef MAAIVELD_WITH_VIZ
#include "exchange/style_file.h"
#include "geometry/polyline.h"
#include "viz/render/write_drawing.h"
#include "viz/scene/influence_drawings.h"
#include "viz/scene/isotherm_drawing.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#endif

namespace maaiveld::app {

#ifdef MAAIVELD_WITH_VIZ
namespace {

namespace scene = viz::scene;
using influence::AssetInfluence;
using influence::HeatRole;
using influence::StreetInfluence;

constexpr double kGridStep_m = 0.04;
constexpr std::size_t kStations = 50;     ///< of the plot along the street
constexpr double kWorthDrawing = 0.0005;  ///< share of the variance

/// Everything a plot needs to know.
struct Plot {
    const Session& session;
    const model::Street& street;
    const StreetInfluence& influence;
    scene::ChartOptions options;
};

scene::Color network_color(const Plot& p, const AssetInfluence& asset) {
    return p.options.style.of(p.street.assets[asset.object.asset].network);
}

std::string alias_of(const Plot& p, const AssetInfluence& asset) {
    const model::Asset& line = p.street.assets[asset.object.asset];
    return line.alias.empty() ? line.id : line.alias;
}

std::string number(const Plot& p, double value, int decimals) {
    return scene::number(value, decimals, p.options.language);
}

std::string place_words(const Plot& p) {
    return fmt::format("{}, {} {} m", p.street.name, p.session.say("station", "station"),
                       number(p, p.influence.station_m, 1));
}

/// The piece of the section that shows all objects with room around them.
struct Frame {
    double left_m = -2.0, right_m = 2.0, depth_m = 2.0;
};

Frame frame_of(const Plot& p) {
    Frame frame{1e9, -1e9, 1.6};
    for (const AssetInfluence& asset : p.influence.assets) {
        frame.left_m = std::min(frame.left_m, asset.object.at.x_m - 1.0);
        frame.right_m = std::max(frame.right_m, asset.object.at.x_m + 1.0);
        frame.depth_m = std::max(frame.depth_m, asset.object.at.depth_m + 0.6);
    }
    if (frame.left_m > frame.right_m) frame = {-2.0, 2.0, 2.0};
    return frame;
}

base::Result<scene::TemperatureGrid> grid_of(const influence::StreetHeat& heat, double day,
                                             const Frame& frame) {
    scene::TemperatureGrid grid;
    grid.dx_m = grid.dz_m = kGridStep_m;
    grid.x0_m = frame.left_m;
    grid.nx = static_cast<std::size_t>((frame.right_m - frame.left_m) / kGridStep_m) + 1;
    grid.nz = static_cast<std::size_t>(frame.depth_m / kGridStep_m) + 1;
    std::vector<influence::Place> places;
    for (std::size_t iz = 0; iz < grid.nz; ++iz) {
        for (std::size_t ix = 0; ix < grid.nx; ++ix) {
            places.push_back(
                {grid.x_m(static_cast<double>(ix)), grid.depth_m(static_cast<double>(iz))});
        }
    }
    auto temperatures = heat.temperatures_at(day, places);
    if (!temperatures) return tl::unexpected(temperatures.error());
    grid.temperature_C = std::move(*temperatures);
    return grid;
}

scene::IsothermObject object_of(const Plot& p, const AssetInfluence& asset) {
    scene::IsothermObject object;
    object.id = asset.object.id;
    object.x_m = asset.object.at.x_m;
    object.depth_m = asset.object.at.depth_m;
    object.outer_diameter_m = asset.object.outer_diameter_m;
    object.color = network_color(p, asset);
    object.label = {alias_of(p, asset), number(p, asset.state.temperature_C, 1) + " °C"};
    object.alarm = asset.limit && asset.state.temperature_C > asset.limit->limit_C;
    return object;
}

void add_strips(const Plot& p, scene::IsothermSection& section) {
    double left_m = -p.street.section.starts_at_offset_m;
    for (const model::Strip& strip : p.street.section.strips) {
        section.strips.push_back({strip.kind, left_m, left_m + strip.width_m, strip.label});
        left_m += strip.width_m;
    }
}

void add_racks(const Plot& p, scene::IsothermSection& section) {
    const auto axis = influence::axis_of(p.street);
    for (const model::Rack& rack : p.street.racks) {
        const auto middle = 0.5 * (rack.line.front() + rack.line.back());
        const double x_m = -geometry::station_offset(axis, middle).offset_m;
        section.blocks.push_back({rack.id, x_m - 0.5 * rack.width_m, x_m + 0.5 * rack.width_m,
                                  -rack.top_m, -rack.bottom_m, rack.id});
    }
}

/// The limits that assets in the section have, each drawn once.
std::vector<double> limits_in(const StreetInfluence& influence) {
    std::vector<double> limits;
    for (const AssetInfluence& asset : influence.assets) {
        const bool water = asset.object.role == HeatRole::Water;
        if (!asset.limit || !water) continue;
        if (std::find(limits.begin(), limits.end(), asset.limit->limit_C) == limits.end())
            limits.push_back(asset.limit->limit_C);
    }
    return limits;
}

std::string limit_words(const Plot& p, double limit_C) {
    return fmt::format("{:.0f} °C {}", limit_C, p.session.say("drinking water", "drinkwater"));
}

std::string caption(const Plot& p) {
    const auto& a = p.influence.assumptions;
    return fmt::format("{} {} W/(m·K), {} {} °C ± {} K", p.session.say("ground", "grond"),
                       number(p, a.conductivity_W_mK, 2), p.session.say("surface", "oppervlak"),
                       number(p, a.year.mean_C, 1), number(p, a.year.amplitude_K, 1));
}

base::Result<scene::Picture2d> isotherms(const Plot& p, const influence::StreetHeat& heat) {
    scene::IsothermSection section;
    section.title = fmt::format(
        "{}, {}", p.session.say("Temperatures in the ground", "Temperaturen in de grond"),
        month_name(p.session, p.influence.month));
    section.subtitle = place_words(p);
    auto grid = grid_of(heat, influence::middle_of_month(p.influence.month), frame_of(p));
    if (!grid) return tl::unexpected(grid.error());
    section.grid = std::move(*grid);
    for (const AssetInfluence& asset : p.influence.assets)
        section.objects.push_back(object_of(p, asset));
    add_strips(p, section);
    add_racks(p, section);
    if (p.street.groundwater)
        section.groundwater_depth_m = p.street.ground_z() - p.street.groundwater->z_m;
    for (const double limit_C : limits_in(p.influence)) {
        section.highlights.push_back({limit_C, limit_words(p, limit_C), p.options.style.error});
    }
    section.captions = {caption(p)};
    return scene::isotherm_drawing(section, p.options);
}

scene::YearLine year_line(const Plot& p, const AssetInfluence& asset) {
    scene::YearLine line;
    line.name = alias_of(p, asset);
    line.color = network_color(p, asset);
    if (asset.band) {
        for (std::size_t m = 0; m < asset.band->months.size(); ++m) {
            line.values.push_back(asset.band->months[m].p50);
            line.low.push_back(asset.band->months[m].p5);
            line.high.push_back(asset.band->months[m].p95);
        }
    } else {
        line.values = asset.daily_C;
    }
    return line;
}

/// The ground without any source, at the depth of an object.
scene::YearLine ground_line(const Plot& p, const influence::StreetHeat& heat, double depth_m) {
    scene::YearLine line;
    line.name =
        fmt::format("{} {} m", p.session.say("ground at", "grond op"), number(p, depth_m, 2));
    line.color = p.options.style.soil_edge;
    line.dash = {6.0, 4.0};
    for (int month = 1; month <= 12; ++month)
        line.values.push_back(heat.undisturbed_C(depth_m, influence::middle_of_month(month)));
    return line;
}

scene::Picture2d year_chart(const Plot& p, const influence::StreetHeat& heat) {
    scene::YearPicture year;
    year.title =
        std::string{p.session.say("Temperatures through the year", "Temperaturen door het jaar")};
    year.subtitle = place_words(p);
    for (const AssetInfluence& asset : p.influence.assets) {
        if (asset.object.role == HeatRole::Water) {
            year.lines.push_back(ground_line(p, heat, asset.object.at.depth_m));
        }
        if (asset.object.role == HeatRole::Water || asset.object.role == HeatRole::Cable)
            year.lines.push_back(year_line(p, asset));
    }
    for (const double limit_C : limits_in(p.influence))
        year.limits.push_back({limit_C, limit_words(p, limit_C)});
    year.captions = {caption(p)};
    return scene::year_drawing(year, p.options);
}

/// The limited asset with the least margin.
const AssetInfluence* most_limited(const StreetInfluence& influence) {
    const AssetInfluence* most = nullptr;
    const auto margin = [](const AssetInfluence& a) {
        return a.limit->limit_C - a.state.temperature_C;
    };
    for (const AssetInfluence& asset : influence.assets) {
        if (!asset.limit || asset.object.role != HeatRole::Water) continue;
        if (most == nullptr || margin(asset) < margin(*most)) most = &asset;
    }
    return most;
}

scene::Picture2d contributions(const Plot& p, const AssetInfluence& asset) {
    scene::SharesPicture picture;
    picture.title = fmt::format("{} {}, {}", p.session.say("Who warms", "Wie verwarmt"),
                                alias_of(p, asset), month_name(p.session, p.influence.month));
    picture.subtitle = place_words(p);
    for (const influence::Warming& one : asset.state.warming) {
        const auto source = std::find_if(
            p.influence.assets.begin(), p.influence.assets.end(),
            [&](const AssetInfluence& a) { return one.source.starts_with(a.object.id); });
        const bool known = source != p.influence.assets.end();
        picture.shares.push_back({known ? alias_of(p, *source) : one.source, one.kelvin,
                                  known ? network_color(p, *source) : scene::Color{}, ""});
    }
    picture.captions = {caption(p)};
    return scene::contributions_drawing(picture, p.options);
}

/// What the whole range of a parameter makes of the result, from its low end to its high end.
std::string range_words(const Plot& p, const influence::VarianceShare& share) {
    const auto parameter =
        std::find_if(p.influence.parameters.begin(), p.influence.parameters.end(),
                     [&](const influence::Parameter& one) { return one.name == share.parameter; });
    if (parameter == p.influence.parameters.end()) return {};
    const double whole_K = share.slope * (parameter->range.high - parameter->range.low);
    return fmt::format("{}{} K {}", whole_K < 0.0 ? "" : "+", number(p, whole_K, 1),
                       p.session.say("from low to high", "van laag naar hoog"));
}

scene::Picture2d drivers(const Plot& p, const AssetInfluence& asset) {
    scene::SharesPicture picture;
    picture.title = fmt::format(
        "{} {}", p.session.say("What decides the warmest day of", "Wat bepaalt de warmste dag van"),
        alias_of(p, asset));
    picture.subtitle = place_words(p);
    for (const auto& share : asset.band->drivers.shares) {
        if (share.share < kWorthDrawing) continue;
        picture.shares.push_back({parameter_words(p.session, share.parameter), share.share,
                                  network_color(p, asset), range_words(p, share)});
    }
    return scene::variance_drawing(picture, p.options);
}

scene::Picture2d voltages(const Plot& p, const std::vector<influence::StreetVoltage>& all) {
    scene::AlongPicture picture;
    picture.title = std::string{p.session.say("Induced voltage", "Geïnduceerde spanning")};
    picture.subtitle = p.street.name;
    for (const influence::StreetVoltage& voltage : all) {
        const auto asset =
            std::find_if(p.street.assets.begin(), p.street.assets.end(),
                         [&](const model::Asset& line) { return line.id == voltage.asset; });
        scene::AlongLine line;
        line.name = asset->alias.empty() ? asset->id : asset->alias;
        line.color = p.options.style.of(asset->network);
        for (const influence::VoltageAlong& at : voltage.along) {
            line.distance_m.push_back(at.distance_m);
            line.values.push_back(at.normal_V);
        }
        picture.lines.push_back(std::move(line));
    }
    return scene::induced_voltage_drawing(picture, p.options);
}

/// The temperature of one asset at stations along the street, in the middle of the month.
base::Result<scene::Picture2d> along_street(const Plot& p, const model::Catalogue& catalogue,
                                            const influence::Operation& operation,
                                            const AssetInfluence& asset) {
    const model::Asset& line = p.street.assets[asset.object.asset];
    scene::AlongPicture picture;
    picture.title = fmt::format("{} {}, {}", alias_of(p, asset),
                                p.session.say("along the street", "langs de straat"),
                                month_name(p.session, p.influence.month));
    picture.subtitle = p.street.name;
    scene::AlongLine course;
    course.name = alias_of(p, asset);
    course.color = network_color(p, asset);
    const double length_m = 2.0 * middle_station(p.street);
    const double day = influence::middle_of_month(p.influence.month);
    for (std::size_t i = 0; i <= kStations; ++i) {
        const double station_m =
            length_m * (static_cast<double>(i) + 0.5) / static_cast<double>(kStations + 1);
        const auto heat = influence::StreetHeat::build(p.street, catalogue, operation,
                                                       p.influence.assumptions, station_m);
        if (!heat) return tl::unexpected(heat.error());
        const auto states = heat->at_day(day);
        if (!states) return tl::unexpected(states.error());
        for (std::size_t k = 0; k < states->size(); ++k) {
            if (heat->objects()[k].id != line.id) continue;
            course.distance_m.push_back(station_m);
            course.values.push_back((*states)[k].temperature_C);
        }
    }
    picture.lines = {std::move(course)};
    picture.limits = {{asset.limit->limit_C, limit_words(p, asset.limit->limit_C)}};
    picture.captions = {caption(p)};
    return scene::temperature_along_drawing(picture, p.options);
}

base::Result<void> write_both(const Plot& p, const scene::Picture2d& picture,
                              const std::filesystem::path& folder, const std::string& name,
                              std::vector<std::string>& written) {
    for (const char* ending : {".png", ".svg"}) {
        const auto file = folder / (name + ending);
        const auto done = viz::render::write_drawing(
            picture, {p.street.name, caption(p), p.session.language}, file);
        if (!done) return tl::unexpected(done.error());
        written.push_back(file.string());
    }
    return {};
}

base::Result<scene::Style> day_style(const Session& s) {
    const auto folder = profiles_folder(s);
    if (!folder) return tl::unexpected(folder.error());
    const auto values = exchange::read_style_file(*folder / "styles" / "day.json");
    if (!values) return tl::unexpected(values.error());
    return scene::style_from(*values);
}

}  // namespace

base::Result<std::vector<std::string>> write_influence_plots(
    const Session& s, const model::Street& street, const model::Catalogue& catalogue,
    const influence::Operation& operation, const StreetInfluence& influence,
    const influence::StreetEffects& effects, const std::filesystem::path& folder) {
    std::error_code problem;
    std::filesystem::create_directories(folder, problem);
    if (problem) {
        return tl::unexpected(base::Error{base::ErrorCode::CannotWrite,
                                          "cannot make the folder: " + problem.message(),
                                          folder.string()});
    }
    auto style = day_style(s);
    if (!style) return tl::unexpected(style.error());
    Plot plot{s, street, influence, {}};
    plot.options.language = s.language == "nl" ? scene::Language::Dutch : scene::Language::English;
    plot.options.style = std::move(*style);
    std::vector<std::string> written;
    const auto heat = influence::StreetHeat::build(street, catalogue, operation,
                                                   influence.assumptions, influence.station_m);
    if (!heat) return tl::unexpected(heat.error());
    const auto section = isotherms(plot, *heat);
    if (!section) return tl::unexpected(section.error());
    auto done = write_both(plot, *section, folder, "section", written);
    const bool year = std::any_of(influence.assets.begin(), influence.assets.end(),
                                  [](const AssetInfluence& a) { return !a.daily_C.empty(); });
    if (done && year) done = write_both(plot, year_chart(plot, *heat), folder, "year", written);
    const AssetInfluence* asset = most_limited(influence);
    if (done && asset != nullptr) {
        done = write_both(plot, contributions(plot, *asset), folder, "contributions", written);
    }
    if (done && asset != nullptr) {
        const auto along = along_street(plot, catalogue, operation, *asset);
        if (!along) return tl::unexpected(along.error());
        done = write_both(plot, *along, folder, "along", written);
    }
    if (done && asset != nullptr && asset->band) {
        done = write_both(plot, drivers(plot, *asset), folder, "drivers", written);
    }
    if (done && !effects.voltages.empty()) {
        done = write_both(plot, voltages(plot, effects.voltages), folder, "voltage", written);
    }
    if (!done) return tl::unexpected(done.error());
    return written;
}

#else

base::Result<std::vector<std::string>> write_influence_plots(const Session&, const model::Street&,
                                                             const model::Catalogue&,
                                                             const influence::Operation&,
                                                             const influence::StreetInfluence&,
                                                             const influence::StreetEffects&,
                                                             const std::filesystem::path& folder) {
    return base::bad_input("this program was built without pictures", folder.string());
}

#endif

}  // namespace maaiveld::app
