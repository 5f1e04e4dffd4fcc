#pragma once

#include "layout/layout_profile.h"
#include "layout/section_brief.h"
#include "rules/compile.h"

#include <map>
#include <span>
#include <string>
#include <vector>

namespace maaiveld::layout {

// How section_of_street goes about its work; of use to nobody else.

/// The street's things that a section knows, as the checker sees them.
struct SectionThings {
    model::Street street;  ///< assets to be placed (any axis will do) and what lies there
    model::Scene scene;    ///< of that street
    std::map<std::string, std::uint32_t> owner_of;  ///< by id
};
SectionThings things_of(model::Street street);

/// How an obstacle lies to a line along the street; parallel to Obstacle.
using Lies = std::vector<rules::Lie>;

/// Adds what the packs ask of the brief's items and obstacles, all of which are things: pair rules
/// that win for lines along the street, object rules on cover and room above, order, root volumes.
///
/// One subtlety of the checker is taken over on the safe side: where a parallel rule of a higher
/// level wins, the rules that judge lines beyond its reach (those for any lie) count too.
void add_pack_requirements(const SectionThings& things, const Lies& lies,
                           std::span<const rules::Pack> packs, const LayoutProfile& profile,
                           SectionBrief& brief);

/// Adds what the layout itself asks: no line above another, room around what is no line.
void add_own_requirements(const SectionThings& things, const LayoutProfile& profile,
                          SectionBrief& brief);

}  // namespace maaiveld::layout
