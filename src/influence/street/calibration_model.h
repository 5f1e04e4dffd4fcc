#pragma once

#include "base/error.h"
#include "influence/street/assumptions.h"
#include "influence/street/calibrate.h"
#include "influence/street/least_squares.h"

#include <Eigen/Core>

#include <string>
#include <vector>

namespace maaiveld::influence {

/// A temperature that is known hour by hour above the sensors.
struct HourlyDriver {
    double first_hour = 0.0;
    std::vector<double> values_C;

    double last_hour() const { return first_hour + static_cast<double>(values_C.size()) - 1.0; }
};

/// A street with sensors: everything that the fit needs and does not change.
struct CalibrationModel {
    const model::Street& street;
    const model::Catalogue& catalogue;
    const Operation& operation;
    double station_m = 0.0;
    std::vector<Sensor> sensors;
    SurfaceDriver kind = SurfaceDriver::HarmonicYear;
    HourlyDriver driver;      ///< empty with a harmonic year
    SurfaceYear driver_year;  ///< its yearly wave, or the likeliest
    Assumptions likeliest;
    bool has_sources = false;
};

/// The measured values of all sensors, one after another.
Eigen::VectorXd measured_C(const CalibrationModel& model);

/// What the model makes of every reading when `free` stands at `at`: undisturbed ground (damped
/// yearly wave, or conduction from the driver down) and on it what the street's sources do, with
/// the delay that heat takes (source_lag.h). Errors as StreetHeat.
base::Result<Eigen::VectorXd> computed_C(const CalibrationModel& model,
                                         const std::vector<FreeParameter>& free,
                                         const Eigen::VectorXd& at);

/// How the readings follow from kelvins that the ground was warmer at the start than the yearly
/// wave has it, in a few layers: one column each. For driven models.
Eigen::MatrixXd start_columns(const CalibrationModel& model, const std::vector<FreeParameter>& free,
                              const Eigen::VectorXd& at);

}  // namespace maaiveld::influence
