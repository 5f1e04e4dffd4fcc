#pragma once

#include "app/session.h"
#include "lifecycle/variant_measures.h"

#include <string>
#include <vector>

namespace maaiveld::app {

/// The parts of a street's racks, counted by kind. A rack without a type, or of a type that no file
/// of profiles/racks describes, has no parts: `notes` says so.
base::Result<std::vector<lifecycle::PartTotal>> rack_part_totals(const Session& session,
                                                                 const model::Street& street,
                                                                 std::vector<std::string>& notes);

}  // namespace maaiveld::app
