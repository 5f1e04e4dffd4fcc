#pragma once

#include "base/error.h"
#include "layout/lay_out.h"
#include "model/catalogue.h"

#include <span>
#include <string>
#include <vector>

namespace maaiveld::layout {

/// How house connections are laid where the demand does not say.
struct ConnectionPractice {
    double max_shift_m = 3.0;  ///< along the street, off the station asked for
    double shift_step_m = 0.25;
    double least_cover_m = 0.4;  ///< of the piece across
    double most_cover_m = 2.0;
    double cover_step_m = 0.02;
    /// Of a gravity sewer's connection; NTR 3216 practice 1:50 to 1:200 (B).
    double sewer_slope_m_m = 0.01;
    double least_gap_m = 0.03;  ///< in space to every line but its main, whatever the packs ask (C)
};

struct HouseConnections {
    model::Street street;  ///< with the connections laid
    std::vector<Declined> declined;
    std::size_t laid = 0;
};

/// Lays the connections that `demands` ask for: from the main (already in `street`, same id as the
/// demand) square to the street's axis, each with its riser to a level of crossing, across, and to
/// the facade at the cover asked. Tries levels and shifts along the street, the nearest first; the
/// checker judges each with all that lies around it, and what breaks a rule of severity error or
/// warning is not laid: then the rules that stood in the way are named.
/// Ids: "<main>.<n>L" and "<main>.<n>R", n from 1 by station. Existing connections count.
HouseConnections lay_house_connections(const model::Street& street,
                                       const std::vector<model::Demand>& demands,
                                       const model::Catalogue& catalogue,
                                       std::span<const rules::Pack> packs, const std::string& today,
                                       int threads, const ConnectionPractice& practice = {});

}  // namespace maaiveld::layout
