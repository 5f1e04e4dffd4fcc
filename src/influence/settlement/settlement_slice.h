#pragma once

#include "influence/settlement/compression_strain.h"
#include "influence/settlement/settlement_ground.h"

#include <string>
#include <vector>

namespace maaiveld::influence {

/// One vertical with everything looked up.
struct Vertical {
    const Settlement& item;
    std::vector<SettlingLayer> layers;
    std::vector<std::optional<double>> rates_1_s;
    std::optional<double> groundwater_depth_m;
    std::vector<double> days;  ///< all that are asked, rising
};

/// The changes of stress at a depth by all loads and groundwater levels up to `last_day`, fills
/// having sunk by `sunk_m`.
std::vector<StressStep> steps_at(const Vertical& vertical, double depth_m, double sunk_m,
                                 double last_day);

/// The path of stress at one slice of a layer that compresses; `middle_kPa` is the initial stress
/// at mid-layer.
StressPath path_at(const Vertical& vertical, std::size_t layer, const Sublayer& slice,
                   double middle_kPa, std::vector<StressStep> steps);

/// Why this path cannot be walked (effective stress that is used up); empty when it can.
std::string path_problem(const StressPath& path);

/// How much a slice shortens along `path`, per metre of its thickness, on every day of `vertical`.
std::vector<double> slice_shortening(const Vertical& vertical, std::size_t layer,
                                     const StressPath& path);

}  // namespace maaiveld::influence
