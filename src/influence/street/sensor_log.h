#pragma once

#include <optional>
#include <string>
#include <vector>

namespace maaiveld::influence {

/// One reading: the mean or the momentary temperature of an hour.
struct SensorReading {
    double hour = 0.0;  ///< after 1 January 00:00 of the log's first year
    double temperature_C = 0.0;
};

/// A sensor in the ground.
struct Sensor {
    std::string id;
    double depth_m = 0.0;
    double offset_m = 0.0;                ///< left of the street axis positive
    std::vector<SensorReading> readings;  ///< by hour
};

/// What was measured: sensors in the ground, and what drives them when it was measured too.
struct SensorLog {
    std::vector<Sensor> sensors;
    std::vector<SensorReading> air;      ///< outside air, hour by hour; empty when not measured
    std::vector<SensorReading> surface;  ///< sensor at depth 0; empty when not measured
};

}  // namespace maaiveld::influence
