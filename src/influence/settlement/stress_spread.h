#pragma once

#include <variant>
#include <vector>

namespace maaiveld::influence {

/// As wide and as long as matters: the whole ground feels the same pressure.
struct EverywhereLoad {};

/// Endless along the street; the pressure is 1 between the inner edges and falls linearly to zero
/// at the outer edges. A plain strip has its inner and outer edges in the same place.
struct StripLoad {
    double outer_left_m = 0.0;
    double inner_left_m = 0.0;
    double inner_right_m = 0.0;
    double outer_right_m = 0.0;
};

/// A rectangle x in [left, right], y in [front, back].
struct RectangleLoad {
    double left_m = 0.0;
    double right_m = 0.0;
    double front_m = 0.0;
    double back_m = 0.0;
};

/// A disc; its effect is known in closed form below its centre only, so the section is there.
struct DiscLoad {
    double radius_m = 0.0;
};

using LoadShape = std::variant<EverywhereLoad, StripLoad, RectangleLoad, DiscLoad>;

/// How a load spreads with depth.
enum class Spread {
    Elastic,   ///< Boussinesq (1885) / Flamant (1892): elastic half-space
    TwoToOne,  ///< the loaded area grows by half the depth at every side
    None,      ///< what stands above a point presses on it
};

/// Where a stress is asked: across the street, along it, and below the load's base.
struct SpreadPoint {
    double x_m = 0.0;
    double y_m = 0.0;
    double below_m = 0.0;  ///< zero is just below the base
};

/// Vertical stress at `point` per unit of pressure, in [0, 1]; 0 above the base of the load.
double vertical_stress_ratio(const LoadShape& shape, Spread spread, const SpreadPoint& point);

}  // namespace maaiveld::influence
