#pragma once

#include "app/session.h"
#include "layout/section_front.h"

#include <filesystem>
#include <string>
#include <vector>

namespace maaiveld::app {

/// Writes the front of a section as a chart, PNG and SVG, into `folder`: cost against occupied
/// width, one line for each of at most four temperature classes (the cheapest layouts no warmer
/// than its end). `title` is the street's name. Gives the names of the files; none for an empty
/// front.
base::Result<std::vector<std::string>> write_front_plots(const Session& session,
                                                         const std::string& title,
                                                         const layout::SectionFront& front,
                                                         const std::filesystem::path& folder);

}  // namespace maaiveld::app
