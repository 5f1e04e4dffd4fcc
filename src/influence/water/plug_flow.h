#pragma once

#include "influence/water/water_main.h"

#include <array>
#include <optional>
#include <vector>

namespace maaiveld::influence {

/// A reach ready for following parcels.
struct FlowReach {
    double volume_m3 = 0.0;
    std::array<double, 24> flow_m3_h{};   ///< in this reach
    std::array<double, 24> rate_per_h{};  ///< k for the flow of that hour
    std::vector<double> soil_C;           ///< 365 days
};

struct FlowPath {
    std::vector<FlowReach> reaches;
    std::vector<double> inlet_C;  ///< 365 days
};

struct Parcel {
    double temperature_C = 0.0;
    /// Since it passed the inlet; absent when it has forgotten its inlet temperature to rounding.
    std::optional<double> residence_h;
};

/// The water at the end of reach `reach` at `time_h` after 1 January 00:00 (any number; the year
/// repeats). Followed back through hours and reaches, each with its own exact relaxation.
Parcel parcel_at(const FlowPath& path, std::size_t reach, double time_h);

}  // namespace maaiveld::influence
