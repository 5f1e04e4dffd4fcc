#pragma once

#include "model/street.h"

#include <cstddef>

namespace maaiveld::bench {

/// Lines with the statistics of KLIC deliveries (18 deliveries of Kadaster's samples, 99,701
/// segments): segment length log-normal with median 1.26 m and mean 3.33 m; shares of segments low
/// voltage 50 %, gas 26 %, water 9.5 %, medium voltage 6.8 %, heat 4.3 %, sewer 2.4 %; bunches of
/// lines that meet in one point along streets, tuned so that a 0.5 m limit finds about 4.3 pairs
/// per segment, of which about 36 % share an end. Made anew from a fixed seed; no delivery is in
/// it.
model::Street klic_shaped_street(std::size_t segments);

}  // namespace maaiveld::bench
