#pragma once

#include "geometry/convex.h"
#include "model/street.h"

#include <cstdint>
#include <string>
#include <vector>

namespace maaiveld::model {

/// What a solid belongs to.
enum class OwnerKind : std::uint8_t { Asset, Tree, Structure, Rack };

/// One thing of the street as the checks see it: its attributes for the rules' selectors, its
/// position certainty, and the range of parts that make up its body.
struct Owner {
    OwnerKind kind = OwnerKind::Asset;
    std::uint32_t index = 0;  ///< in the street's assets, trees, structures or racks
    std::string id;
    std::string alias;
    Attributes attributes;  ///< everything a selector may ask for
    Certainty xy;
    Certainty z;
    std::uint32_t first_part = 0;
    std::uint32_t part_count = 0;
    double length_m = 0.0;  ///< along the axis; 0 when it has no axis
    bool is_line() const { return kind == OwnerKind::Asset; }
};

/// One convex solid. Of a line, `body.core` is the piece of its axis also for a duct bank.
struct Part {
    geometry::Convex body;
    geometry::Segment axis;    ///< what `axis_horizontal` and stretches are measured on
    double axis_from_m = 0.0;  ///< distance along the owner's axis where this piece starts
    double sigma_z_m = 0.0;  ///< vertical certainty here (a measured depth is surer than the rest)
    std::uint32_t owner = 0;
};

/// The street as flat arrays of convex solids, each with its owner. Coordinates stay in doubles of
/// the document, so that a verdict is about the numbers the user wrote.
struct Scene {
    std::vector<Owner> owners;
    std::vector<Part> parts;
    double ground_z = 0.0;
    bool has_surface = false;

    /// Index of the owner with this id or alias, or owners.size().
    std::size_t find(const std::string& id_or_alias) const;
};

/// Largest distance between an arc and its chords in a scene; the radius grows by what is used of
/// it so that the solids contain the true tube. A quarter of a millimetre keeps a gap between two
/// arcs right to the millimetre that people read.
inline constexpr double kArcTolerance_m = 0.00025;

/// Which assets a scene holds.
struct SceneOptions {
    bool functional_only = false;  ///< leave disused and projected assets out
};

/// Builds the scene of a street. Trees become their stems; their root volume is asked for
/// separately (root_volume_of).
Scene build_scene(const Street& street, const SceneOptions& options = {});

/// The soil a tree's roots claim: as given, else a cylinder of the crown's radius and 1.0 m deep
/// (crown projection is the root zone of Handboek Bomen; TR-MOD-01: most roots in the top 0.6 m).
RootVolume root_volume_of(const Tree& tree);

/// The axis of an asset as a polyline with arcs tessellated; `sagitta_m` as in arc_points.
std::vector<Vec3> tessellated(const std::vector<Vertex>& axis, double& sagitta_m);

}  // namespace maaiveld::model
