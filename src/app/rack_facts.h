#pragma once

#include "app/session.h"
#include "layout/rack_sizing.h"
#include "layout/requirements_programme.h"

#include <string>
#include <vector>

namespace maaiveld::app {

/// What is known of every rack of the street: its type, its parts, and how it is sized; where a
/// rack cannot be sized, why. An error is returned only for profiles that cannot be read and for
/// options that no rack can meet (an unknown load class).
base::Result<std::vector<layout::RackFacts>> rack_facts(const Session& session,
                                                        const model::Street& street,
                                                        const model::Catalogue& catalogue,
                                                        const layout::SizingOptions& options);

/// `profiles/sizing/<name>.json`, or a file.
base::Result<layout::SizingProfile> load_sizing_profile(const Session& session,
                                                        const std::string& name);

}  // namespace maaiveld::app
