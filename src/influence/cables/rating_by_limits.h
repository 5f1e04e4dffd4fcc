#pragma once

#include "base/error.h"

#include <functional>
#include <string>
#include <vector>

namespace maaiveld::influence {

/// Something in the section that may not become too warm, and how the rated circuit warms it.
struct WatchedLimit {
    std::string asset;          ///< "water main W1"
    std::string what;           ///< "water", "conductor", "jacket"
    double background_C = 0.0;  ///< without the rated circuit
    double limit_C = 0.0;
    double kelvin_per_W_m = 0.0;  ///< per W/m that each cable of the circuit gives off
    /// Kelvin that does not come through the ground: from the surface of the rated cable to its
    /// own conductor, for the heat it gives off. Not needed for others.
    double internal_K_m_W = 0.0;
};

/// The largest current at which nobody passes its limit.
struct LimitedRating {
    double rating_A = 0.0;
    std::string governing_asset;
    std::string governing_what;
    std::vector<double> temperature_C;  ///< of every watched limit at the rating
    std::vector<double> alone_A;        ///< what each limit alone would allow, up to `most_A`
};

/// Largest I up to `most_A` with background + (kelvin_per_W_m + internal_K_m_W) * heat(I) <= limit
/// for all; `heat_W_m_at` gives the heat of one cable at a current and must not fall with it.
/// 0, naming the asset, when a limit is passed without any current. When nothing limits below
/// `most_A`, that is the rating and the governing asset is empty. Refused: no limits, coefficients
/// below 0 or not finite, `most_A` not above 0.
base::Result<LimitedRating> rating_by_limits(const std::function<double(double)>& heat_W_m_at,
                                             const std::vector<WatchedLimit>& limits,
                                             double most_A);

}  // namespace maaiveld::influence
