#pragma once

#include "influence/settlement/pipe_beam.h"

#include <string>
#include <vector>

namespace maaiveld::influence {

// What lies along a pipe with a span.

/// The bed at `x`: the piece there, or that of the pipe.
double kh_at(const PipeBeam& beam, double x);

/// The downward loads at `x`, added up.
double load_at(const BeamSpan& span, double x);

/// The settlement of the ground at `x`, approached from the side where `inside` lies (at a jump the
/// two sides differ). Level before the first point and after the last, zero without points.
double ground_at(const std::vector<GroundPoint>& ground, double x, double inside);

/// Every place where something changes, rising from 0 to the length.
std::vector<double> span_edges(const BeamSpan& span);

/// Why this span cannot be; empty when it can.
std::string span_problem(const PipeBeam& beam);

}  // namespace maaiveld::influence
