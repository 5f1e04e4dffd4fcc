#pragma once

#include "base/error.h"
#include "layout/layout_profile.h"
#include "layout/section_brief.h"
#include "layout/section_problem.h"
#include "model/rack.h"
#include "rules/rule.h"

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace maaiveld::layout {

/// What lies in a rack as one: a line, or supply and return of a heat pair.
struct RackMember {
    /// Without axis; diameter, network, attributes count. Of a pair the supply first: it lies on
    /// the side of the houses.
    std::vector<model::Asset> assets;
    bool connected_left = false;  ///< house connections leave to the left of the street
    bool connected_right = false;
    double connection_diameter_m = 0.0;  ///< outer; of the widest connection
};

/// Where one asset lies in the rack.
struct RackPlace {
    std::string asset;
    std::size_t member = 0;
    int level = 0;         ///< 0 is the top
    double right_m = 0.0;  ///< its axis, right of the rack's middle (the rack's line)
    double down_m = 0.0;   ///< its axis, below the rack's top
    double radius_m = 0.0;
    double corridor_m = 0.0;  ///< width of the free corridor above its axis; 0: none asked
};

/// What decides a distance inside the rack.
enum class RackReason {
    Beam,         ///< beam, saddle and the gap under the level above
    Pitch,        ///< least pitch of levels
    Cover,        ///< a cover rule
    Rule,         ///< a pair rule of the packs
    SaddleGap,    ///< neighbours on one beam
    PostGap,      ///< beside the post
    Corridor,     ///< a house connection rises past it
    Stagger,      ///< step of the type towards the facade
    Temperature,  ///< the drinking water's limit
};

std::string_view name_of(RackReason reason);  ///< "beam", "saddle_gap", ...

/// One distance that is asked inside the rack and what it came to.
struct RackGap {
    RackReason reason = RackReason::Beam;
    std::string a, b;      ///< ids of assets; `b` empty for a cover, "post" for the post
    std::string rule;      ///< id of the pack's rule, else empty
    bool upright = false;  ///< a height, else a distance in plan
    double required_m = 0.0;
    double actual_m = 0.0;
    bool binding = false;  ///< on its limit within the grid step
    /// required / actual; 1: on its limit.
    double utilisation() const { return actual_m > 0.0 ? required_m / actual_m : 1.0; }
};

/// A filled rack. Its reference is its middle in plan, its top the cover plate's upper side.
struct RackFill {
    std::string id;    ///< of the rack
    std::string type;  ///< RackType::id
    std::vector<RackPlace> places;
    double width_m = 0.0;
    double height_m = 0.0;        ///< cover plate's upper side to the base plate's underside
    double top_cover_m = 0.0;     ///< surface to the rack's top
    std::vector<double> beams_m;  ///< tops of the beams below the surface, from the top
    double post_right_m = 0.0;    ///< middle of the posts, right of the rack's middle
    std::vector<RackGap> gaps;    ///< every distance that was asked
    /// Members that also have connections on the side away from their facade: those do not rise
    /// free of what lies above.
    std::vector<std::string> blocked_connections;
    SearchEnd end = SearchEnd::Proven;
    double bound_m = 0.0;  ///< no filling with these levels is narrower; equals width when proven
    /// Drinking water with these distances, when a temperature was asked for.
    std::optional<double> water_C;
    BriefItem item;  ///< the rack as one item of a section; bodies: its lines and its outline
};

struct RackFillOptions {
    std::string id = "VKLS";
    bool facade_left = true;  ///< a single-sided rack serves the houses on this side
    double step_m = 0.005;    ///< grid of places across the rack
    std::optional<double> max_width_m;
    /// Warmest drinking water in the filled rack (deg C), and what it may be. While it is warmer,
    /// the level of heat sinks, step by step, down to the type's depth.
    std::function<double(const RackFill&)> water_C;
    double water_limit_C = 25.0;
    SearchLimits limits{200'000, 0.0};  ///< nodes count; a clock is not looked at
};

/// Places members in a rack: levels in the type's fixed order, each as high as beams, saddles,
/// cover rules and pair rules allow; sideways the narrowest arrangement, proven, in which every
/// house connection of a member rises free past what lies above it, neighbours on a beam keep the
/// saddle gap, and every pair rule of the packs (error or warning) that holds inside a rack is
/// kept. Bad input, one line: a network that has no level in this type, a transport rack with house
/// connections, a connection without diameter, what does not fit above `max_depth_m` or within
/// `max_width_m`, a water limit that the depth does not allow.
base::Result<RackFill> fill_rack(const model::RackType& type,
                                 const std::vector<RackMember>& members,
                                 std::span<const rules::Pack> packs, const LayoutProfile& profile,
                                 const RackFillOptions& options = {});

/// The rack as the street file holds it, along `line` (the rack's middle; its right side is the
/// section's right side).
model::Rack rack_of(const RackFill& fill, std::vector<model::Vec2> line);

/// How sharply a line may bend on its way from a rack to its flat place.
struct BendLimit {
    double radius_m = 0.0;        ///< least radius; 0: joints only
    double max_bend_deg = 15.0;   ///< most at one joint or between two chords of a bend
    double max_angle_deg = 45.0;  ///< steepest against the street
};

/// The axis of a line from its place in the rack to its flat place, shortest within the limit:
/// x along the street from the rack's end, y to the left, z up. Starts at (0, rack.y, rack.z), ends
/// at (length, flat.y, flat.z), both along x. `rack` and `flat` are (left, up).
std::vector<model::Vec3> transition(const model::Vec2& rack, const model::Vec2& flat,
                                    const BendLimit& limit);

}  // namespace maaiveld::layout
