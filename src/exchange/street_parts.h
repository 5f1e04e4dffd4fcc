#pragma once

#include "exchange/json_document.h"
#include "model/catalogue.h"

namespace maaiveld::exchange {

/// What the readers of a street's parts need to know. All of them throw ReadFailure.
struct ReadContext {
    const std::string& file;
    const model::Catalogue& catalogue;
};

model::Surface surface_in(const JsonValue& value, const ReadContext& context);
model::Groundwater groundwater_in(const JsonValue& value, const ReadContext& context);
model::Strip strip_in(const JsonValue& value, const ReadContext& context);
/// `street` gives axis and surface for `along` placements.
model::Asset asset_in(const JsonValue& value, const ReadContext& context,
                      const model::Street& street);
/// What a demand is to be: every key of an asset but its place, status `projected` and designed
/// with 0.02 m unless it says otherwise. The caller asks for the place and finishes.
model::Asset unplaced_asset_in(ObjectReader& r, const ReadContext& context);
model::StripKind strip_kind_called(const JsonValue& value, const std::string& file);
model::Structure structure_in(const JsonValue& value, const ReadContext& context,
                              const model::Street& street);
model::Tree tree_in(const JsonValue& value, const ReadContext& context);
model::Rack rack_in(const JsonValue& value, const ReadContext& context);
model::Exemption exemption_in(const JsonValue& value, const ReadContext& context);

}  // namespace maaiveld::exchange
