#pragma once

#include "influence/heat/volumes_model.h"

#include <optional>

namespace maaiveld::influence {

/// The soil between a body and the circle at which its cells read the temperature: a cylinder finer
/// than the grid, wet outside and dry inside the front.
struct NearSoil {
    double inner_m = 0.0;  ///< radius of the body
    double outer_m = 0.0;  ///< radius that the cells stand for, from the grid's lack (Peaceman)
    double cells_W_mK = 0.0;
    std::optional<model::SoilLayer> drying;  ///< the layer around the body when it can dry out

    /// True when there is room for a front finer than the grid.
    bool resolves() const { return drying && outer_m > inner_m; }
    /// From the body to the cells with a front at this radius (0: no front), K m/W.
    double resistance_K_m_W(double front_m) const;
    /// How far it dries when the cells read `cells_C` and the body gives `heat_W_m`.
    double front_m(double cells_C, double heat_W_m) const;
};

NearSoil near_soil(const VolumeModel& model, const VolumeSoil& soil, int body);

/// The fronts that a solution found with `fronts_m` asks for, never inside `least_m`.
Eigen::VectorXd moved_fronts(const VolumeModel& model, const VolumeSoil& soil,
                             const Eigen::VectorXd& fronts_m, const Eigen::VectorXd& least_m,
                             const VolumeCoupling::Solution& solution);

}  // namespace maaiveld::influence
