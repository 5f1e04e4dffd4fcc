#pragma once

#include "influence/em/complex_bessel.h"

#include <functional>

namespace maaiveld::influence {

/// The integral of a smooth complex function over [from, to], to about `relative` of its
/// magnitude: Gauss-Kronrod (7, 15), where the piece with the largest error is halved until the
/// errors together are small enough or no more than rounding. At most 2000 pieces.
Complex adaptive_integral(const std::function<Complex(double)>& f, double from, double to,
                          double relative);

}  // namespace maaiveld::influence
