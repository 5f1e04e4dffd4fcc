#pragma once

#include "influence/street/calibrate.h"

#include <string>

namespace maaiveld::exchange {

/// A calibration as JSON (`maaiveld-calibration/1`; docs/formats/sensors.md).
std::string calibration_text(const influence::Calibration& calibration);

/// The word for what drove the ground: "harmonic_year", "surface_readings", "air_readings".
const char* name_of(influence::SurfaceDriver driver);

}  // namespace maaiveld::exchange
