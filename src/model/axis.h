#pragma once

#include "model/street.h"

#include <span>
#include <vector>

namespace maaiveld::model {

/// The axis of a street that gives none: the longest chain of its main lines. Assets of one network
/// that meet end to end within 0.05 m in plan are chained, starting from the longest; house
/// connections, ducts and disused lines do not count unless there is nothing else. Empty when no
/// asset has a plan length.
std::vector<Vec2> longest_chain(std::span<const Asset> assets);

}  // namespace maaiveld::model
