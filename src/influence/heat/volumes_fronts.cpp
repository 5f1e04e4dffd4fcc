#include "influence/heat/volumes_fronts.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace maaiveld::influence {
namespace {

using std::numbers::pi;

}  // namespace

double NearSoil::resistance_K_m_W(double front_m) const {
    const double all = std::log(outer_m / inner_m) / (2.0 * pi);
    if (!resolves()) return all / cells_W_mK;
    const double dry = std::log(std::clamp(front_m, inner_m, outer_m) / inner_m) / (2.0 * pi);
    return dry / *drying->dry_conductivity_W_mK + (all - dry) / drying->conductivity_W_mK;
}

double NearSoil::front_m(double cells_C, double heat_W_m) const {
    if (!resolves()) return 0.0;
    const double short_K = *drying->drying_temperature_C - cells_C;
    if (short_K <= 0.0) return outer_m;
    if (heat_W_m <= 0.0) return 0.0;
    const double front =
        outer_m * std::exp(-2.0 * pi * drying->conductivity_W_mK * short_K / heat_W_m);
    return front > inner_m ? front : 0.0;
}

NearSoil near_soil(const VolumeModel& model, const VolumeSoil& soil, int body) {
    const HeatBody& it = model.section.bodies[static_cast<std::size_t>(body)];
    NearSoil near;
    near.inner_m = 0.5 * it.outer_diameter_m();
    near.outer_m = near.inner_m * std::exp(2.0 * pi * model.lack(3 * body, 3 * body));
    near.cells_W_mK = soil_around(model, soil)[body];
    const model::SoilLayer& layer = model.section.soil.at(it.at.depth_m);
    if (layer.dry_conductivity_W_mK && layer.drying_temperature_C) near.drying = layer;
    return near;
}

Eigen::VectorXd moved_fronts(const VolumeModel& model, const VolumeSoil& soil,
                             const Eigen::VectorXd& fronts_m, const Eigen::VectorXd& least_m,
                             const VolumeCoupling::Solution& solution) {
    Eigen::VectorXd moved = least_m;
    for (int body = 0; body < model.bodies(); ++body) {
        const NearSoil near = near_soil(model, soil, body);
        const double heat = solution.sources[3 * body];
        const double cells_C =
            solution.outer_temperature_C[body] - heat * near.resistance_K_m_W(fronts_m[body]);
        moved[body] = std::max(moved[body], near.front_m(cells_C, heat));
    }
    return moved;
}

}  // namespace maaiveld::influence
