#pragma once

#include "influence/water/plug_flow.h"
#include "influence/water/water_main.h"

#include <vector>

namespace maaiveld::influence {

/// A main with everything needed to ask what its water is at a moment.
struct RunningMain {
    const WaterMain& main;
    FlowPath path;                          ///< one reach at least
    double connection_rate_per_s = 0.0;     ///< of standing water; not used without connection
    std::vector<double> connection_soil_C;  ///< 365 days; empty without connection
};

/// Every hour of a year, looked at in the middles of its ten-minute pieces; one day when nothing
/// changes from day to day.
WaterYear water_year(const RunningMain& running);

}  // namespace maaiveld::influence
