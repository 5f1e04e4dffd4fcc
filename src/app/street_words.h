#pragma once

#include "app/session.h"
#include "model/street.h"

namespace maaiveld::app {

/// Prints what a street holds: networks with lengths, depth evidence, structures, trees, section.
void print_street(Session& session, const model::Street& street);

}  // namespace maaiveld::app
