#pragma once

#include "app/session.h"
#include "influence/street/street_effects.h"
#include "model/street.h"

#include <filesystem>
#include <string>
#include <vector>

namespace maaiveld::app {

/// Writes the plots of a section into `folder`, each as PNG and SVG: the section with isotherms;
/// with a year also the year chart; for the water with the least margin its contributions, its
/// temperature along the street and, with
/// bands, the variance shares; the induced voltage along the line with the most. Gives the names of
/// the files written.
base::Result<std::vector<std::string>> write_influence_plots(
    const Session& session, const model::Street& street, const model::Catalogue& catalogue,
    const influence::Operation& operation, const influence::StreetInfluence& influence,
    const influence::StreetEffects& effects, const std::filesystem::path& folder);

}  // namespace maaiveld::app
