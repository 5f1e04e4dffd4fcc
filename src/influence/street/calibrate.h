#pragma once

#include "base/error.h"
#include "influence/street/operation.h"
#include "influence/street/sensor_log.h"
#include "model/catalogue.h"

#include <optional>
#include <string>
#include <vector>

namespace maaiveld::influence {

/// A fitted number and what the readings say about it.
struct FittedParameter {
    std::string name;  ///< "conductivity_W_mK", "diffusivity_m2_s", "surface_mean_C", ...
    double start = 0.0;
    double value = 0.0;
    double standard_error = 0.0;  ///< as if every reading erred on its own
    bool determined = false;      ///< false: the readings cannot tell it; `value` means nothing
    std::string together_with;    ///< of an undetermined one: what it cannot be told from
};

struct SensorFit {
    std::string id;
    double depth_m = 0.0;
    std::size_t readings = 0;
    double mean_K = 0.0;  ///< measured minus computed
    double rms_K = 0.0;
};

/// What drives the ground in the model that was fitted.
enum class SurfaceDriver { HarmonicYear, SurfaceReadings, AirReadings };

struct Calibration {
    SurfaceDriver driver = SurfaceDriver::HarmonicYear;
    bool has_sources = false;  ///< heat sources of the street lie in the section
    std::vector<FittedParameter> parameters;
    std::vector<SensorFit> sensors;
    double rms_K = 0.0;
    double explained = 0.0;  ///< share of the readings' variance
    int rounds = 0;
    std::vector<std::string> notes;

    const FittedParameter* find(const std::string& name) const;
};

/// Fits conductivity, diffusivity and surface terms to a log by least squares (Levenberg-Marquardt;
/// docs/theory/calibration.md). Driven by the log's surface or air readings when they have no gap
/// of more than half a day, else by a harmonic year. Heat sources of the street at `station_m`
/// count with temperatures from street and profile and with the delay that heat takes. A parameter
/// whose standard error is above a tenth of its value, or that only moves together with others, is
/// reported as not determined. Errors: sensors that lie above the ground or in a pipe, readings
/// that cannot be, fewer than three days of them, no convergence.
base::Result<Calibration> calibrate(const model::Street& street, const model::Catalogue& catalogue,
                                    const Operation& operation, double station_m,
                                    const SensorLog& log);

}  // namespace maaiveld::influence
