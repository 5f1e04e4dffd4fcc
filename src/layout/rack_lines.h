#pragma once

#include "base/error.h"
#include "layout/sizing_profile.h"
#include "model/catalogue.h"
#include "model/street.h"

#include <string>
#include <vector>

namespace maaiveld::layout {

/// A line on a rack, as a load and as a beam. A line that hangs (a cable, a thin duct) has no
/// bending stiffness to speak of: it lies in a parabola between its saddles.
struct CarriedLine {
    std::string id;
    model::Network network = model::Network::Other;
    double outer_diameter_m = 0.0;
    int level = 0;         ///< index of its beam, 0 at the top
    double right_m = 0.0;  ///< its axis, right of the rack's middle
    double top_m = 0.0;    ///< depth of its top below the surface
    double dead_N_m = 0.0;
    double content_N_m = 0.0;  ///< water, when full
    bool hangs = false;

    // Of a line that does not hang: its tubes (a twin pipe has two, equal, side by side).
    double tube_diameter_m = 0.0;
    double tube_wall_m = 0.0;
    int tubes = 1;
    bool insulated = false;  ///< the jacket bears on the saddle, not the tube
    double modulus_Pa = 0.0, long_term_modulus_Pa = 0.0;
    double strength_Pa = 0.0, long_term_strength_Pa = 0.0;
    double max_rotation_deg = 0.0;  ///< of its joints; 0: welded, does not apply
    double axial_Pa = 0.0;          ///< longitudinal stress by its inner pressure

    // Of a line that hangs.
    double max_tension_N = 0.0;
    double min_bend_radius_m = 0.0;

    double second_moment_m4() const;  ///< of its tubes together, each about its own axis
    double section_modulus_m3() const;
};

/// What a line weighs and bears, by its type and its material (first words of `material`). The wall
/// comes from the asset, its type, or the profile's ratio for the material. Refused: a material
/// that the profile does not know, a type that is not in the catalogue.
base::Result<CarriedLine> carried_line(const model::Asset& asset, const model::Catalogue& catalogue,
                                       const SizingProfile& profile);

/// The lines on a rack of the street, from the top down, with their beams (`beam_tops_m`: tops
/// below the surface) and their places across the rack, at the middle of its line. Refused: a line
/// that `carried_line` refuses.
base::Result<std::vector<CarriedLine>> carried_lines(const model::Street& street,
                                                     const model::Rack& rack,
                                                     const std::vector<double>& beam_tops_m,
                                                     const model::Catalogue& catalogue,
                                                     const SizingProfile& profile);

}  // namespace maaiveld::layout
