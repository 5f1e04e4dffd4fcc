#pragma once

#include "influence/settlement/pipe_beam.h"

namespace maaiveld::influence {

/// A span solved: two places per element, its start and its end.
struct BeamCurve {
    std::vector<double> x_m;
    std::vector<double> deflection_m;  ///< downward
    std::vector<double> slope_rad;     ///< of the deflection
    std::vector<double> moment_N_m;    ///< E I times the second derivative of the deflection
    std::vector<JointRotation> joints;
};

/// The pipe of `beam` (which must have a span) on its bed, by beam elements of at most a fortieth
/// of 1/lambda (cubic in deflection, consistent bed; moments from the equilibrium of each element,
/// fourth order: 2e-6 of the closed forms). Every edge of a piece is a node.
/// Refused: pieces out of order or outside the span, a span that can move freely.
base::Result<BeamCurve> solve_span(const PipeBeam& beam);

}  // namespace maaiveld::influence
