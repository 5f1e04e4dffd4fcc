#pragma once

#include "exchange/imkl_assets.h"
#include "exchange/imkl_feature.h"
#include "exchange/imkl_index.h"
#include "exchange/imkl_report.h"
#include "model/catalogue.h"
#include "model/street.h"

#include <vector>

namespace maaiveld::exchange {

/// The cabinets, manholes, masts, towers and buildings of a delivery, and the appurtenances that
/// clearly are a hydrant, manhole, cabinet, lamp or chamber, with the modest default sizes of
/// docs/import.md (attribute `size` = "inferred"). Other appurtenances are skipped in `report`.
/// So is what has the id of one of the `lines` or of another.
std::vector<model::Structure> structures_of(const RawDelivery& delivery, const DeliveryIndex& index,
                                            const model::PositionDefaults& positions,
                                            const std::vector<Draft>& lines, ImportReport& report);

}  // namespace maaiveld::exchange
