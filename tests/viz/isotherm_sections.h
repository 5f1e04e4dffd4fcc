#pragma once

#include "chart_reading.h"
#include "terraced_street.h"
#include "tests/support/random.h"
#include "viz/scene/isotherm_drawing.h"

#include <cmath>
#include <functional>

namespace maaiveld::viz::scene {

inline TemperatureGrid sampled(double left_m, double right_m, double depth_m, double step_m,
                               const std::function<double(double, double)>& value) {
    TemperatureGrid grid;
    grid.nx = static_cast<std::size_t>((right_m - left_m) / step_m + 1.5);
    grid.nz = static_cast<std::size_t>(depth_m / step_m + 1.5);
    grid.x0_m = left_m;
    grid.dx_m = grid.dz_m = step_m;
    for (std::size_t iz = 0; iz < grid.nz; ++iz)
        for (std::size_t ix = 0; ix < grid.nx; ++ix)
            grid.temperature_C.push_back(
                value(grid.x_m(static_cast<double>(ix)), grid.depth_m(static_cast<double>(iz))));
    return grid;
}

inline IsothermObject object_at(const std::string& id, double x_m, double depth_m,
                                double diameter_m) {
    IsothermObject object;
    object.id = id;
    object.x_m = x_m;
    object.depth_m = depth_m;
    object.outer_diameter_m = diameter_m;
    object.color = {0, 0, 255};
    object.label = {id, "drinking water", "21.4 °C"};
    return object;
}

/// Warm about the objects, with `count` of them at random places of a 9 m wide street.
inline IsothermSection random_section(int count, unsigned seed) {
    test::Random random(seed);
    IsothermSection section;
    section.title = "Ground temperature";
    section.subtitle = "warmest day";
    for (int i = 0; i < count; ++i)
        section.objects.push_back(object_at("W-" + std::to_string(i), random.between(-4.4, 4.4),
                                            random.between(0.4, 2.2), random.between(0.02, 0.4)));
    if (count > 3) section.objects[3].alarm = true;
    section.grid = sampled(-4.5, 4.5, 2.6, 0.1, [&](double x, double d) {
        double t = 12.0 + 6.0 * std::exp(-d);
        for (const IsothermObject& o : section.objects)
            t += 4.0 * std::exp(-3.0 * std::hypot(x - o.x_m, d - o.depth_m));
        return t;
    });
    section.strips = {{model::StripKind::Footway, -4.5, -2.0, ""},
                      {model::StripKind::Carriageway, -2.0, 4.5, ""}};
    section.layers = {{0.0, "sand"}, {0.8, "clay, 1.2 W/(m·K)"}, {1.7, "peat"}};
    section.groundwater_depth_m = 1.2;
    section.highlights = {{25.0, "limit of drinking water", {207, 16, 32}}};
    section.blocks = {{"rack", -1.0, 1.5, 0.5, 1.5, "utility rack"}};
    section.captions = {"Source: a test."};
    return section;
}

inline ChartOptions options_in(Language language) {
    return {language, 1600.0, 0.0, testing::day_style()};
}

/// 10 °C at the ground and 5 °C more with each metre of depth.
inline IsothermSection gradient_section() {
    IsothermSection section;
    section.grid = sampled(0.0, 4.0, 2.0, 0.1, [](double, double d) { return 10.0 + 5.0 * d; });
    section.levels_C = {12.5, 15.0, 17.5};
    return section;
}

/// The frame's top (the ground line) and page units per metre of a section that is 4 m wide.
struct Placed {
    double left = 0.0, top = 0.0, units_per_m = 0.0;
};
inline Placed placed(const Picture2d& page) {
    const auto ground = shapes_of<Path>(page, Role::Ground, "surface");
    if (ground.size() != 1) return {};
    const double left = ground[0].points[0].x + 12.0, right = ground[0].points[1].x - 12.0;
    return {left, ground[0].points[0].y, (right - left) / 4.0};
}

}  // namespace maaiveld::viz::scene
