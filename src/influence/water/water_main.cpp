#include "influence/water/water_main.h"

#include "influence/heat/input_check.h"
#include "influence/heat/soil_year.h"
#include "influence/water/water_year.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <numbers>

namespace maaiveld::influence {
namespace {

constexpr double kHour_s = 3600.0;
constexpr int kDays = 365;

double volume_m3(const WaterPipe& pipe, double length_m) {
    return 0.25 * std::numbers::pi * pipe.inner_diameter_m * pipe.inner_diameter_m * length_m;
}

int month_of(int day) {
    int month = 0;
    while (day >= month_start_day(month + 1))
        ++month;
    return month;
}

double value_on(const YearValues& values, int day) {
    if (values.size() == 1) return values.front();
    const int index = values.size() == 12 ? month_of(day) : day;
    return values[static_cast<std::size_t>(index)];
}

std::vector<double> daily(const YearValues& values) {
    std::vector<double> days(kDays);
    for (int day = 0; day < kDays; ++day)
        days[static_cast<std::size_t>(day)] = value_on(values, day);
    return days;
}

/// What the main's surroundings come down to.
struct Surroundings {
    double conductivity_W_mK = 1.0;
    YearValues soil_C;  ///< where a reach gives none
};

/// The annulus is thin, so the layer the pipe lies in counts; without one it is not asked.
base::Result<double> soil_conductivity(const model::SoilProfile& soil, const WaterMain& main,
                                       const std::string& where) {
    if (main.ground.conductivity_W_mK) return *main.ground.conductivity_W_mK;
    if (!soil.layers.empty()) return soil.at(main.depth_m).conductivity_W_mK;
    const auto warms = [](const WaterPipe& pipe) { return pipe.soil_annulus_radii > 0.0; };
    bool asked = warms(main.pipe) || (main.connection && warms(main.connection->pipe));
    for (const MainReach& reach : main.reaches)
        asked = asked || (reach.pipe && warms(*reach.pipe));
    if (asked) {
        return base::bad_input(
            "`soil_annulus_radii` needs soil; give `soil` in the section or "
            "`soil_conductivity_W_mK` here",
            where);
    }
    return 1.0;
}

bool needs_undisturbed(const WaterMain& main) {
    if (!main.soil_C.empty()) return false;
    return main.reaches.empty() ||
           std::any_of(main.reaches.begin(), main.reaches.end(),
                       [](const MainReach& reach) { return reach.soil_C.empty(); });
}

/// The section's ground at the main, for noon of every day; one value when the section has no year.
base::Result<YearValues> undisturbed(const model::SoilProfile& soil, const GroundSurface& surface,
                                     const WaterMain& main, const std::string& where) {
    if (!surface.year) return YearValues{surface.temperature_C};
    const auto diffusivity = uniform_diffusivity(soil, main.ground, where);
    if (!diffusivity) return tl::unexpected(diffusivity.error());
    double film_m = 0.0;
    if (surface.film_W_m2K || main.ground.surface_resistance_m2K_W) {
        const auto ground = uniform_ground(soil, surface, main.ground, where);
        if (!ground) return tl::unexpected(ground.error());
        film_m = ground->added_depth_m();
    }
    YearValues days;
    for (int day = 0; day < kDays; ++day)
        days.push_back(undisturbed_C(*surface.year, *diffusivity, main.depth_m, day + 0.5, film_m));
    return days;
}

base::Result<Surroundings> surroundings(const model::SoilProfile& soil,
                                        const GroundSurface& surface, const WaterMain& main,
                                        const std::string& where) {
    const auto conductivity = soil_conductivity(soil, main, where);
    if (!conductivity) return tl::unexpected(conductivity.error());
    Surroundings around{*conductivity, main.soil_C};
    if (needs_undisturbed(main)) {
        auto ground = undisturbed(soil, surface, main, where);
        if (!ground) return tl::unexpected(ground.error());
        around.soil_C = std::move(*ground);
    }
    InputCheck check;
    check.positive("soil conductivity_W_mK", around.conductivity_W_mK)
        .temperatures("soil_C", around.soil_C);
    if (check.fault()) return tl::unexpected(error_of(*check.fault(), where));
    return around;
}

std::vector<double> soil_of(const MainReach& reach, const Surroundings& around) {
    std::vector<double> days = daily(reach.soil_C.empty() ? around.soil_C : reach.soil_C);
    if (reach.warming_K.empty()) return days;
    for (int day = 0; day < kDays; ++day)
        days[static_cast<std::size_t>(day)] += value_on(reach.warming_K, day);
    return days;
}

FlowReach flow_reach(const WaterMain& main, const MainReach& reach, const Surroundings& around) {
    const WaterPipe& pipe = reach.pipe ? *reach.pipe : main.pipe;
    FlowReach flow;
    flow.volume_m3 = volume_m3(pipe, reach.length_m);
    flow.soil_C = soil_of(reach, around);
    for (std::size_t hour = 0; hour < 24; ++hour) {
        flow.flow_m3_h[hour] = reach.flow_share * main.flow_m3_h[hour];
        const double nu = nusselt(pipe, main.film, flow.flow_m3_h[hour]);
        flow.rate_per_h[hour] =
            kHour_s * relaxation_per_s(pipe, main.film, around.conductivity_W_mK, nu);
    }
    return flow;
}

FlowPath flow_path(const WaterMain& main, const Surroundings& around) {
    FlowPath path;
    path.inlet_C = daily(main.inlet_C);
    for (const MainReach& reach : main.reaches)
        path.reaches.push_back(flow_reach(main, reach, around));
    return path;
}

double standing_rate_per_s(const WaterMain& main, const Surroundings& around) {
    const WaterPipe& pipe = main.connection->pipe;
    return relaxation_per_s(pipe, main.film, around.conductivity_W_mK,
                            nusselt(pipe, main.film, 0.0));
}

WaterMainResult result_of(const WaterMain& main, const Surroundings& around) {
    const double largest_m3_h =
        main.flow_m3_h.empty() ? 0.0
                               : *std::max_element(main.flow_m3_h.begin(), main.flow_m3_h.end());
    WaterMainResult result;
    result.id = main.id;
    result.reynolds = reynolds(main.pipe, main.film, largest_m3_h);
    result.nusselt = nusselt(main.pipe, main.film, largest_m3_h);
    result.k_per_s =
        relaxation_per_s(main.pipe, main.film, around.conductivity_W_mK, result.nusselt);
    const double soil_C =
        main.reaches.empty() ? around.soil_C.front() : soil_of(main.reaches.front(), around)[0];
    for (const double after_h : main.after_h) {
        result.after.push_back(
            {after_h, relaxed_C(main.inlet_C.front(), soil_C, result.k_per_s, after_h * kHour_s)});
    }
    if (main.connection) {
        result.connection_k_per_s = standing_rate_per_s(main, around);
        result.connection_volume_m3 = volume_m3(main.connection->pipe, main.connection->length_m);
    }
    return result;
}

RunningMain running_main(const WaterMain& main, const Surroundings& around) {
    RunningMain running{main, flow_path(main, around), 0.0, {}};
    if (main.connection) {
        running.connection_rate_per_s = standing_rate_per_s(main, around);
        running.connection_soil_C = main.connection->soil_C.empty()
                                        ? running.path.reaches.back().soil_C
                                        : daily(main.connection->soil_C);
    }
    return running;
}

void check_year_values(InputCheck& check, std::string_view name, const YearValues& values_C) {
    const std::size_t n = values_C.size();
    check.temperatures(name, values_C)
        .require(n == 0 || n == 1 || n == 12 || n == 365,
                 fmt::format("`{}` has {} values; give 1, 12 (months) or 365 (days)", name, n));
}

void check_reach(InputCheck& check, const MainReach& reach) {
    check.positive("length_m", reach.length_m)
        .positive("flow_share", reach.flow_share)
        .require(reach.flow_share <= 1.0, "`flow_share` is a share of the inlet's flow, 0 to 1");
    check_year_values(check, "soil_C", reach.soil_C);
    check_year_values(check, "warming_K", reach.warming_K);
    if (reach.pipe) check.part(fault_of(*reach.pipe));
}

void check_flows(InputCheck& check, const WaterMain& main) {
    if (main.flow_m3_h.empty()) return;
    check
        .require(main.flow_m3_h.size() == 24,
                 fmt::format("`flow_m3_h` has {} values; give one for every hour of the day",
                             main.flow_m3_h.size()))
        .require(!main.reaches.empty(), "a day pattern needs `length_m` or `reaches`");
    for (const double flow_m3_h : main.flow_m3_h)
        check.not_negative("flow_m3_h", flow_m3_h);
}

base::Result<WaterMainResult> assess(const model::SoilProfile& soil, const GroundSurface& surface,
                                     const WaterMain& main) {
    const std::string where = fmt::format("water main `{}`", main.id);
    if (const auto fault = fault_of(main)) return tl::unexpected(error_of(*fault, where));
    const auto around = surroundings(soil, surface, main, where);
    if (!around) return tl::unexpected(around.error());
    WaterMainResult result = result_of(main, *around);
    if (!main.flow_m3_h.empty()) result.year = water_year(running_main(main, *around));
    return result;
}

}  // namespace

std::optional<std::string> fault_of(const WaterMain& main) {
    InputCheck check;
    check.part(fault_of(main.pipe)).part(fault_of(main.film)).part(fault_of(main.ground));
    check.positive("depth_m", main.depth_m)
        .require(2.0 * main.depth_m > main.pipe.outer_diameter_m,
                 "the main rises above the surface: `depth_m` must be more than its radius")
        .require(!main.inlet_C.empty(), "`inlet_C` is missing");
    check_year_values(check, "inlet_C", main.inlet_C);
    check_year_values(check, "soil_C", main.soil_C);
    for (const MainReach& reach : main.reaches)
        check_reach(check, reach);
    check_flows(check, main);
    for (const double after_h : main.after_h)
        check.not_negative("after_h", after_h);
    if (main.limit_C) check.temperature("limit_C", *main.limit_C);
    if (const auto& connection = main.connection) {
        check.part(fault_of(connection->pipe))
            .positive("connection length_m", connection->length_m)
            .not_negative("standing_h", connection->standing_h);
        check_year_values(check, "connection soil_C", connection->soil_C);
    }
    return check.fault();
}

base::Result<std::vector<WaterMainResult>> assess_water_mains(const model::SoilProfile& soil,
                                                              const GroundSurface& surface,
                                                              const std::vector<WaterMain>& mains) {
    std::vector<WaterMainResult> results;
    for (const WaterMain& main : mains) {
        auto result = assess(soil, surface, main);
        if (!result) return tl::unexpected(result.error());
        results.push_back(std::move(*result));
    }
    return results;
}

}  // namespace maaiveld::influence
