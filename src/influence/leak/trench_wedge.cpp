#include "influence/leak/trench_wedge.h"

#include <algorithm>
#include <cmath>

namespace maaiveld::influence {

double inside_m(const TrenchShape& shape, const Beside& place) {
    const double rise = shape.rise_per_run;
    const double square = std::hypot(1.0, rise);
    const double to_face = (place.up_m - rise * place.out_m) / square;
    if (place.out_m <= 0.0) return place.up_m < 0.0 ? place.up_m : std::min(place.up_m, to_face);
    const bool below_face = place.out_m + rise * place.up_m < 0.0;
    return below_face ? -std::hypot(place.out_m, place.up_m) : to_face;
}

double needed_m(const TrenchShape& shape, double up_m, double radius_m) {
    const double rise = shape.rise_per_run;
    const double at_face = (up_m + radius_m * std::hypot(1.0, rise)) / rise;
    if (at_face + rise * up_m >= 0.0) return std::max(0.0, at_face);
    const double square = radius_m * radius_m - up_m * up_m;
    return square > 0.0 ? std::sqrt(square) : 0.0;
}

TrenchState state_of(const TrenchShape& shape, double into_m, bool exposed) {
    if (exposed) return TrenchState::Exposed;
    if (into_m <= 0.0) return TrenchState::Clear;
    return shape.supported ? TrenchState::Supported : TrenchState::Undermined;
}

base::Result<void> check_shape(const TrenchShape& shape, const std::string& where) {
    const auto positive = [](double v) { return std::isfinite(v) && v > 0.0; };
    if (!positive(shape.bottom_width_m) || !positive(shape.bottom_depth_m) ||
        !positive(shape.rise_per_run)) {
        return base::bad_input("bottom width, bottom depth and rise per run must be positive",
                               where);
    }
    return {};
}

}  // namespace maaiveld::influence
