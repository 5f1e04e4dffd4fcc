#pragma once

#include "base/error.h"
#include "model/street.h"
#include "rules/finding.h"
#include "viz/scene/rack_cut.h"
#include "viz/scene/style.h"

#include <filesystem>
#include <span>
#include <string>

namespace maaiveld::viz::render {

struct PictureOptions {
    enum class View { Iso, Plan, Section };

    View view = View::Iso;
    double station_m = 0.0;  ///< of a section, clamped to the axis
    int width_px = 1600;
    int height_px = 0;        ///< 0: as the view needs
    std::string lang = "en";  ///< "en" or "nl"
    /// Of the iso view; 0 lets a delivery's size decide (a street then gets 1).
    double vertical_exaggeration = 0.0;
    scene::Style style;           ///< from profiles/styles; must have been read
    scene::RackTypes rack_types;  ///< from profiles/racks; a rack of one of these shows its parts
};

/// Draws `street` with `findings` (exempted ones are left out) and writes a PNG. The same input
/// gives the same bytes on one machine. Refuses sizes below 200 or above 12000 pixels and a style
/// that was not read.
base::Result<void> write_picture(const model::Street& street,
                                 std::span<const rules::Finding> findings,
                                 const PictureOptions& options, const std::filesystem::path& png);

}  // namespace maaiveld::viz::render
