#pragma once

#include "model/street.h"
#include "rules/finding.h"
#include "viz/scene/style.h"

#include <vector>

namespace maaiveld::viz::testing {

/// An invented terraced street to draw: straight along x from (100, 200), 9 m between the facades,
/// ten lines, house connections, trees, manholes, lamps.
///
///   offset  4.5 facade | garden 0.5 | footway 2.0 | carriageway 4.0 | footway 2.0 | garden 0.5 |
///   -4.5
model::Street terraced_street(double length_m = 60.0);

/// Three findings of `terraced_street`: heat beside water over a stretch, a cable's cover over
/// another, and a tree at one place.
std::vector<rules::Finding> terraced_findings();

/// A street as a delivery gives it: no section, no surface, `lines` random lines over an area of
/// about `size_m` square, and a finding between every third pair. Same seed, same street.
model::Street delivered_street(int lines, double size_m, unsigned seed);
std::vector<rules::Finding> delivered_findings(const model::Street& street, int count,
                                               unsigned seed);

/// A straight asset from `from` to `to`.
model::Asset straight_asset(std::string id, model::Network network, double diameter_m,
                            model::Vec3 from, model::Vec3 to);

/// profiles/styles/day.json of this source tree.
scene::Style day_style();

}  // namespace maaiveld::viz::testing
