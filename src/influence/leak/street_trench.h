#pragma once

#include "influence/leak/trench.h"
#include "model/street.h"

#include <string>
#include <vector>

namespace maaiveld::influence {

/// A trench in a street: centre line in plan with flat ends beyond which the wedge goes round.
struct StreetTrench {
    std::vector<geometry::Vec2> line;
    TrenchShape shape;
};

/// The assets of a street that the trench undermines or exposes, in the order of the street. Ids
/// in `digging_for` are left out (what the trench is for). Lengths are exact per straight piece of
/// axis; a duct bank counts by the round line of its height.
base::Result<std::vector<Undermined>> undermined_by_trench(
    const model::Street& street, const StreetTrench& trench,
    const std::vector<std::string>& digging_for = {});

}  // namespace maaiveld::influence
