#pragma once

#include "base/error.h"
#include "influence/em/complex_bessel.h"

#include <optional>
#include <vector>

namespace maaiveld::influence {

/// What one end of a line, or a place along it, is connected to earth with. Absent: isolated.
using Earthing = std::optional<double>;  ///< ohm; 0 is solidly earthed

/// A stretch of line with a constant emf along it.
struct LineStretch {
    double length_m = 0.0;
    Complex emf_V_m;
};

struct EarthedPlace {
    double at_m = 0.0;
    double impedance_ohm = 0.0;
};

/// A conductor with a way back through earth: telecom cable, pipe.
struct LossyLine {
    Complex impedance_ohm_m;             ///< series, with the earth return in it
    Complex admittance_S_m;              ///< to earth
    std::vector<LineStretch> stretches;  ///< from start to end
    Earthing start, end;
    std::vector<EarthedPlace> earthed;  ///< between the ends
    double largest_step_m = 0.0;        ///< of the samples; 0: only what accuracy asks for
};

struct VoltageSample {
    double at_m = 0.0;
    Complex voltage_V;  ///< of the line to remote earth
    Complex current_A;  ///< along the line, towards the end
};

/// gamma = sqrt(z y) per metre and Zc = sqrt(z / y); Zc is absent when y is 0.
struct LineWave {
    Complex gamma_per_m;
    std::optional<Complex> characteristic_ohm;
};
LineWave wave_of(const LossyLine& line);

/// Voltage and current along the line: V' = E - z I, I' = -y V, exact for stretches of constant
/// emf (hyperbolic two-ports joined at nodes and swept without subtractions). Refused: a line
/// without any way to earth (its potential is not defined), lengths that are not positive.
base::Result<std::vector<VoltageSample>> voltages_along(const LossyLine& line);

}  // namespace maaiveld::influence
