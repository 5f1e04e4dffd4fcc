#include "influence/heat/input_check.h"
#include "influence/water/water_main.h"

#include <cmath>
#include <fmt/format.h>
#include <numbers>

namespace maaiveld::influence {
namespace {

constexpr double kHour_s = 3600.0;
constexpr double kThinnest_m = 1e-4;  ///< a capillary, not a water pipe

}  // namespace

double reynolds(const WaterPipe& pipe, const WaterFilm& film, double flow_m3_h) {
    const double area_m2 = 0.25 * std::numbers::pi * pipe.inner_diameter_m * pipe.inner_diameter_m;
    const double velocity_m_s = flow_m3_h / kHour_s / area_m2;
    return velocity_m_s * pipe.inner_diameter_m / film.kinematic_viscosity_m2_s;
}

double nusselt(const WaterPipe& pipe, const WaterFilm& film, double flow_m3_h) {
    if (film.nusselt) return *film.nusselt;
    const double re = reynolds(pipe, film, flow_m3_h);
    if (re < film.turbulent_reynolds) return film.nusselt_laminar;
    return 0.027 * std::pow(re, 0.8) * std::pow(film.prandtl, 0.33);
}

double relaxation_per_s(const WaterPipe& pipe, const WaterFilm& film, double soil_conductivity_W_mK,
                        double nusselt_number) {
    const double inner_m = pipe.inner_diameter_m;
    const double outer_m = pipe.outer_diameter_m;
    const double water = 1.0 / (nusselt_number * film.conductivity_W_mK);
    const double wall = std::log(outer_m / inner_m) / (2.0 * pipe.conductivity_W_mK);
    const double soil = std::log1p(pipe.soil_annulus_radii) / (2.0 * soil_conductivity_W_mK);
    const double heat_J_K = film.heat_capacity_J_m3K * inner_m * inner_m;
    return 4.0 / heat_J_K / (water + wall + soil);
}

double relaxed_C(double from_C, double soil_C, double rate_per_s, double seconds) {
    return soil_C + (from_C - soil_C) * std::exp(-rate_per_s * seconds);
}

std::optional<std::string> fault_of(const WaterFilm& film) {
    InputCheck check;
    check.positive("water conductivity_W_mK", film.conductivity_W_mK)
        .positive("water heat_capacity_J_m3K", film.heat_capacity_J_m3K)
        .positive("kinematic_viscosity_m2_s", film.kinematic_viscosity_m2_s)
        .positive("prandtl", film.prandtl)
        .positive("nusselt_laminar", film.nusselt_laminar)
        .positive("turbulent_reynolds", film.turbulent_reynolds);
    if (film.nusselt) check.positive("nusselt", *film.nusselt);
    return check.fault();
}

std::optional<std::string> fault_of(const WaterPipe& pipe) {
    InputCheck check;
    check.positive("inner_diameter_m", pipe.inner_diameter_m)
        .positive("outer_diameter_m", pipe.outer_diameter_m)
        .positive("pipe conductivity_W_mK", pipe.conductivity_W_mK)
        .not_negative("soil_annulus_radii", pipe.soil_annulus_radii)
        .require(pipe.inner_diameter_m >= kThinnest_m, "`inner_diameter_m` is below 0.1 mm")
        .require(pipe.outer_diameter_m > pipe.inner_diameter_m,
                 fmt::format("the outer diameter {:g} m must be larger than the inner {:g} m",
                             pipe.outer_diameter_m, pipe.inner_diameter_m));
    return check.fault();
}

}  // namespace maaiveld::influence
