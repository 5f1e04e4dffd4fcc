#pragma once

#include "influence/street/calibration_model.h"
#include "influence/street/sensor_log.h"

#include <optional>
#include <vector>

namespace maaiveld::influence {

/// Readings brought to whole hours after the first one by straight lines; nothing when two
/// neighbours lie more than half a day apart, or when there are fewer than two. Readings by hour.
std::optional<HourlyDriver> hourly_driver(const std::vector<SensorReading>& readings);

/// The longest time between two neighbours, hours.
double longest_gap_h(const std::vector<SensorReading>& readings);

/// The yearly wave of a driver. Shorter than a year: the wave of `otherwise`, moved so that it has
/// the driver's mean over the driver's hours.
SurfaceYear yearly_wave(const HourlyDriver& driver, const SurfaceYear& otherwise);

/// How many neighbouring readings err as one: the variance of the residuals' means over a fiftieth
/// of each sensor's readings, over what it would be without memory (batch means; at least 1).
/// Residuals sensor after sensor.
double readings_together(const std::vector<Sensor>& sensors, const Eigen::VectorXd& residual);

}  // namespace maaiveld::influence
