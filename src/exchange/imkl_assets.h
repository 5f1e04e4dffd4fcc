#pragma once

#include "exchange/imkl_feature.h"
#include "exchange/imkl_geometry.h"
#include "exchange/imkl_index.h"
#include "exchange/imkl_report.h"
#include "model/catalogue.h"
#include "model/street.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace maaiveld::exchange {

/// A measured depth that holds around one place of a line.
struct DepthMark {
    double station_m = 0.0;     ///< along the line
    double axis_depth_m = 0.0;  ///< ground level to the axis
    model::Certainty certainty;
};

/// An asset in the making: everything but its axis, which follows from `line` and the depths.
struct Draft {
    const Feature* feature = nullptr;
    model::Asset asset;
    NetworkInfo network;
    PlanLine line;
    Box box;
    double cover_m = 0.0;               ///< ground level to top where nothing was measured
    std::optional<std::size_t> inside;  ///< the duct it lies in, by its number in the list
    std::string bed;                    ///< the longest Kabelbed it lies in
    double bed_width_m = 0.0;           ///< of that bed; 0 when not given
    std::vector<std::string> groups;    ///< beds, shared ducts and bundles it is a member of
    std::vector<DepthMark> marks;
};

/// The lines of a delivery as drafts, in document order: one per cable, pipe, duct or bed, or one
/// per chain when its links do not join. Diameters and covers that the delivery does not give come
/// from the catalogue. Counts and what is left out go to `report`.
std::vector<Draft> drafts_of(const RawDelivery& delivery, const DeliveryIndex& index,
                             const model::Catalogue& catalogue, ImportReport& report);

/// Gives every draft its short alias ("W-12"), numbered per letter in the order of the list.
void number_aliases(std::vector<Draft>& drafts);

}  // namespace maaiveld::exchange
