#pragma once

#include "exchange/imkl_assets.h"
#include "exchange/imkl_index.h"

#include <vector>

namespace maaiveld::exchange {

/// Gives every measured depth of the delivery to the nearest line of its network within 1 m (to
/// each of them where several are equally near), as a mark. Lists all of them in `report`, and
/// those that could not be used under skipped, with the reason.
void mark_depths(const RawDelivery& delivery, const model::PositionDefaults& positions,
                 std::vector<Draft>& drafts, ImportReport& report);

/// Fills the axis of every draft's asset. Where nothing was measured, its axis is at the draft's
/// cover plus half its height below ground level (z = 0). A mark holds for 5 m to either side
/// along the line, up to half way to the next one; from there 0.5 m of slope leads to what holds
/// beyond. Only the vertices of the level stretch of a mark say "measured". A line in a duct with
/// the same centre line lies as deep as the duct.
void set_axes(std::vector<Draft>& drafts, ImportReport& report);

}  // namespace maaiveld::exchange
