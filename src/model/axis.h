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

/// Half the height of a line's own solid: of its tube or its duct bank.
double half_height_of(const Asset& asset);

/// Lays the asset along the street's axis and remembers that it lies so: the axis at
/// `along.offset_m`, its top `along.cover_m` below the surface. The street needs an axis.
void lay_along(const Street& street, const Along& along, Asset& asset);

}  // namespace maaiveld::model
