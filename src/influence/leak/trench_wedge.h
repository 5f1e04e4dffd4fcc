#pragma once

#include "influence/leak/trench.h"

#include <string>

namespace maaiveld::influence {

/// A place beside a trench: distance out from its bottom edge and height over its bottom.
struct Beside {
    double out_m = 0.0;
    double up_m = 0.0;
};

/// How far a place lies inside the ground that the trench takes or lets slide: everything above
/// the bottom between the edges, and above a face that rises outward from them. Negative outside;
/// that ground is convex, so this is concave along a straight line.
double inside_m(const TrenchShape& shape, const Beside& place);

/// Distance out from the edge at which a circle just touches the face; rises with `up_m`.
double needed_m(const TrenchShape& shape, double up_m, double radius_m);

/// What an asset is that reaches so far into the wedge.
TrenchState state_of(const TrenchShape& shape, double into_m, bool exposed);

/// Refuses widths, depths and slopes that are not positive.
base::Result<void> check_shape(const TrenchShape& shape, const std::string& where);

}  // namespace maaiveld::influence
