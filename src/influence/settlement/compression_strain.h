#pragma once

#include "influence/settlement/settlement.h"
#include "model/soil.h"

#include <functional>
#include <vector>

namespace maaiveld::influence {

/// A change of the effective stress, as large as it is when all pore water has drained.
struct StressStep {
    double day = 0.0;  ///< acts just after
    double change_kPa = 0.0;
};

/// The degree of consolidation, `day` and the day of the step given. Absent: drains at once.
using DegreeOfStep = std::function<double(double day, double step_day)>;

/// What one point of the ground goes through. Steps are in order of time, one per day.
struct StressPath {
    double initial_kPa = 0.0;
    double preconsolidation_kPa = 0.0;
    bool raise_preconsolidation = true;  ///< Koppejan: by every step that passes it
    double start_day = 0.0;
    std::vector<StressStep> steps;
    DegreeOfStep degree;

    double stress_kPa(double day) const;
};

/// Strain at `days` (rising), compression positive; linear or natural as the constants are meant.
///
/// Koppejan, superposed over the steps k from s_{k-1} to s_k (drained values), f = log10(1 +
/// dt/tau):
///     below Pc  (U/Cp + f/Cs) ln(s_k/s_{k-1}),  above  (U/Cp' + f/Cs') ln,  unloading  (U/Ap +
///     f/As) ln
/// (NEN 6744 / Koppejan 1948, as D-Settlement 23.2 writes it: grade A+R.)
std::vector<double> koppejan_strain(const model::Koppejan& soil, const Swelling& swelling,
                                    double reference_time_days, const StressPath& path,
                                    const std::vector<double>& days);

/// Isotaches a, b, c (Den Haan 1994). With the intrinsic time theta, dtheta/dt = 1 - theta beta
/// dln(s)/dt, beta = (b - a)/c, the product theta s^beta grows with s^beta only, so that the creep
/// rate c/theta integrates exactly for any stress path:
///
///     e(t) = a ln(s/s0) + c ln(1 + 1/tau Int_0^t (s/sp)^beta dt)
///
/// The integral is a sum for ground that drains at once and a quadrature (relative 1e-9) otherwise.
/// Without creep (c = 0) the limit a ln(s/s0) + (b - a) ln(max(s, sp)/sp).
std::vector<double> isotache_strain(const model::Isotache& soil, double reference_time_days,
                                    const StressPath& path, const std::vector<double>& days);

/// NEN-Bjerrum is the same with a = RR/ln 10, b = CR/ln 10, c = Calpha/ln 10.
model::Isotache as_isotache(const model::Bjerrum& soil);

}  // namespace maaiveld::influence
