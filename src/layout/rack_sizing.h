#pragma once

#include "base/error.h"
#include "layout/rack_lines.h"
#include "layout/sizing_profile.h"
#include "model/rack.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace maaiveld::layout {

/// When a load acts. docs/theory/rack-sizing.md says what is in each.
enum class LoadCase : std::uint8_t {
    Dry,        ///< built, full, not yet backfilled: lines span freely
    Building,   ///< backfilled to just above the lines: a person or a compactor stands on them
    InUse,      ///< sand all round, traffic above: lines on their beams and on sand that sagged
    WashedOut,  ///< accidental: no sand under the lines, all of it above them
};

/// What carries, or is carried.
enum class SizedPart : std::uint8_t { Line, Saddle, Beam, Post, BasePlate, Ground };

/// What is compared with its limit.
enum class SizingCheck : std::uint8_t {
    Stress,       ///< bending, Pa
    Shear,        ///< Pa
    Interaction,  ///< axial force, buckling and bending together; limit 1
    Sag,          ///< m, of a line between beams or of a beam
    Rotation,     ///< deg, of a joint
    Tension,      ///< N, of a line that hangs
    BendRadius,   ///< 1/m: curvature of a line that hangs
    Length,       ///< m: how long a saddle must be for pipe wall, jacket, cable and itself
    Bearing,      ///< Pa, of the ground under a base plate
    Settlement,   ///< m, of the base plate in the sand
    Uplift,       ///< N/m, of an empty line below groundwater
    Room,         ///< m: height of a beam between levels, width of a post beside lines
};

std::string_view name_of(LoadCase load_case);
std::string_view name_of(SizedPart part);
std::string_view name_of(SizingCheck check);

/// One comparison; a part keeps its worst of each kind.
struct Utilisation {
    /// "Pa", "m", "deg", "N", "1/m", "N/m", "1": what value and limit are told in.
    std::string_view unit() const;

    SizedPart part = SizedPart::Line;
    std::string name;  ///< id of a line, number of a level ("1" at the top); else empty
    SizingCheck check = SizingCheck::Stress;
    LoadCase load_case = LoadCase::InUse;
    double value = 0.0;
    double limit = 0.0;
    double ratio = 0.0;  ///< above 1: does not hold
};

/// How a rack stands: taken from the street's rack, its type and the lines that lie in it.
struct RackStand {
    std::vector<double> beam_tops_m;  ///< depth of the tops of the beams, from the top down
    double post_right_m = 0.0;        ///< middle of the posts, right of the rack's middle
    double plate_left_m = 0.0;        ///< edges of the base plate, right of the rack's middle
    double plate_right_m = 0.0;
    double base_m = 0.0;      ///< depth of the underside of the base plate
    double post_top_m = 0.0;  ///< depth of the tops of the posts
    double overhang_m = 0.0;  ///< of a beam beyond its last line
};

/// The stand of a street's rack. Refused: no lines, no free place for the posts.
base::Result<RackStand> stand_of(const model::RackType& type, const model::Street& street,
                                 const model::Rack& rack);

struct SizingOptions {
    std::string load_class = "footway";  ///< name in SizingProfile::load_classes
    double life_years = 0.0;             ///< 0: the type's design life
    std::string material;                ///< empty: any material of the type's sections
    std::optional<double> spacing_m;     ///< only this spacing
    bool as_built = false;  ///< check the type's own sections and spacing, choose nothing
    std::optional<double> groundwater_depth_m;  ///< absent: none above the base plate
};

/// What a line brings per metre, characteristic values.
struct LineLoad {
    std::string id;
    int level = 0;
    double dead_N_m = 0.0;
    double content_N_m = 0.0;
    double soil_N_m = 0.0;        ///< on its top when the sand beside it sags
    double traffic_N_m = 0.0;     ///< largest intensity along it
    double largest_span_m = 0.0;  ///< of the spacings tried, the largest that this line holds
};

/// One spacing that was tried.
struct SpacingTry {
    double spacing_m = 0.0;
    bool holds = false;
    double mass_kg_m = 0.0;  ///< of beams, posts and base plates per metre of street, if it holds
    SizedPart part = SizedPart::Line;  ///< what is used most
    std::string governing;             ///< its name
    SizingCheck check = SizingCheck::Stress;
    double ratio = 0.0;
};

struct RackSizing {
    bool holds = false;
    double spacing_m = 0.0;
    model::RackSection beam, post;
    BasePlate base_plate;    ///< the type's own, or one of the profile
    double deeper_m = 0.0;   ///< how far a thicker base plate reaches below the rack's bottom
    double mass_kg_m = 0.0;  ///< beams, posts and base plates, per metre of street
    double life_years = 0.0;
    std::string load_class;
    std::vector<LineLoad> loads;
    std::vector<Utilisation> checks;  ///< highest ratio first
    std::vector<SpacingTry> tries;    ///< from the largest spacing to the smallest
    /// The largest ratio; 0 without checks.
    double utilisation() const { return checks.empty() ? 0.0 : checks.front().ratio; }
};

/// The lightest rack that holds: of all spacings of the profile and all sections of the type (beams
/// and posts of one material) those with the least mass per metre of street; of equals the largest
/// spacing. When nothing holds, `holds` is false and the checks are those of the heaviest section
/// at the smallest spacing. Heavier lines or
/// traffic never give a lighter rack.
///
/// Refused: an unknown load class or material, no lines, no sections, numbers that cannot be.
base::Result<RackSizing> size_rack(const model::RackType& type, const RackStand& stand,
                                   const std::vector<CarriedLine>& lines,
                                   const SizingProfile& profile, const SizingOptions& options);

}  // namespace maaiveld::layout
