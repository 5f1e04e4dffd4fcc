#pragma once

#include "model/street.h"

#include <string>
#include <vector>

namespace maaiveld::layout {

/// The street as it is when one phase of building is done.
struct StreetPhase {
    double number = 0.0;  ///< value of the attribute `phase`, or the year
    bool by_year = false;
    model::Street street;
};

/// The street after each phase, in order of time; the last is the whole street. A phase is the
/// number in an asset's (or demand's) attribute `phase`; without any, the years of its projected
/// assets. What has no phase is there from the start; a house connection without one comes with the
/// main it taps, and so does a cable with its duct. One phase or none: one street.
std::vector<StreetPhase> phases_of(const model::Street& street);

}  // namespace maaiveld::layout
