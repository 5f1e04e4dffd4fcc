#pragma once

#include "model/rack.h"

#include <string>
#include <vector>

namespace maaiveld::model {

/// Whether a line lies in this rack: it names the rack and is no end piece (attribute `rack_end`),
/// which leads from the rack to its flat place.
bool lies_in(const Asset& asset, const Rack& rack);

/// A line that passes through the room of a rack without lying in it: a house connection, a line
/// that crosses.
struct PassingLine {
    std::string id;
    double from_m = 0.0;  ///< stations along the rack's line between which its body lies
    double to_m = 0.0;
    double low_z = 0.0;  ///< of its axis there, street z
    double high_z = 0.0;
    double radius_m = 0.0;
};

/// In the order of the street's lines; a line that passes twice comes twice.
std::vector<PassingLine> lines_passing(const Street& street, const Rack& rack);

/// Stretches along the rack's line in which no frame should stand: post, beam and saddle keep
/// `corridor_spare_m` off a passing line, and so does the base plate where the line lies as deep.
struct KeptFree {
    double from_m = 0.0;
    double to_m = 0.0;
};
std::vector<KeptFree> kept_free(const RackType& type, const Rack& rack,
                                const std::vector<PassingLine>& passing, double ground_z);

/// As rack_parts of model/rack.h, with frames clear of lines that pass through the rack where they
/// can (see frames_of).
base::Result<std::vector<RackPart>> rack_parts(const RackType& type, const Rack& rack,
                                               const std::vector<RackLine>& lines, double ground_z,
                                               const std::vector<PassingLine>& passing);

/// A line and a part of the rack that meet, or come nearer than asked.
struct RackClash {
    std::string asset;
    std::size_t part = 0;     ///< index in the parts given
    double distance_m = 0.0;  ///< negative: they overlap
};

/// Lines that do not lie in the rack against each of its parts. A saddle and the connection of the
/// line in it belong together. Sorted by line, then part.
std::vector<RackClash> rack_clashes(const Street& street, const Rack& rack,
                                    const std::vector<RackPart>& parts, double least_m = 0.0);

}  // namespace maaiveld::model
