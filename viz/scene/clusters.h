#pragma once

#include "viz/scene/picture2d.h"

#include <cstddef>
#include <vector>

namespace maaiveld::viz::scene {

/// Points that stand for one mark on the page.
struct Cluster {
    Point center;                      ///< mean of its members
    std::vector<std::size_t> members;  ///< indices of the points given, ascending
};

/// Groups `points` until no two groups' centres are closer than `least_gap` and there are at most
/// `most` groups. Groups come in the order of their first member. Deterministic.
std::vector<Cluster> clustered(const std::vector<Point>& points, double least_gap,
                               std::size_t most);

}  // namespace maaiveld::viz::scene
