#pragma once

#include "model/rack.h"
#include "viz/scene/section_cut.h"

#include <map>
#include <string>
#include <vector>

namespace maaiveld::viz::scene {

/// Rack types by id, as profiles/racks has them.
using RackTypes = std::map<std::string, model::RackType>;

/// The parts of the racks that the section cuts: of each rack whose type is known the frame nearest
/// to the plane, seen from it, and the cover plate over it. Painting order: plates, posts, beams,
/// saddles. A rack whose parts cannot be made (no room for its posts) has none.
std::vector<CutRackPart> cut_rack_parts(const SectionCut& cut, const model::Street& street,
                                        const RackTypes& types);

}  // namespace maaiveld::viz::scene
