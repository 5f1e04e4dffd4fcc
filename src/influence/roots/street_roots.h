#pragma once

#include "influence/roots/assess_trees.h"
#include "model/street.h"

namespace maaiveld::influence {

/// When a street is looked at.
struct RootTime {
    int today_year = 0;  ///< what `year` of a tree is counted from
    double years_ahead = 0.0;
};

/// The roots of one tree of a street at one time. Coordinates in plan are the street's, depths are
/// below its ground level.
struct StreetRootBody {
    std::string tree;
    RootBody body;
    double wanted_volume_m3 = 0.0;
    std::string volume_from;  ///< as TreeResult; "roots" when the tree gives its own
    bool grows = true;        ///< false: age unknown, so the volume of today is kept
};

/// Bodies of all trees whose volume can be told, and the reason for those whose cannot.
struct StreetRoots {
    std::vector<StreetRootBody> bodies;
    std::vector<std::pair<std::string, std::string>> unknown;  ///< tree, reason
};

/// Volume: the tree's own `roots`, else its class (attributes `height_class`, `crown_class`,
/// `ground_class`, `ambition`; else by species and the strip it stands in), else its crown. Depth:
/// down to the street's groundwater, at most the profile's root depth (or the tree's own).
/// Barriers: facades, foundations and buildings with a line or block below ground, facade strips of
/// the section, and any structure with attribute `root_barrier: true`. Obstacles: the other
/// structures below ground.
StreetRoots street_roots(const model::Street& street, const TreeProfile& profile,
                         const RootTime& time);

/// One tree and one asset that its roots reach, or come within `within_m` of.
struct RootOverlap {
    std::string tree;
    std::string asset;
    double volume_m3 = 0.0;
    double length_m = 0.0;
    double nearest_root_m = 0.0;
};

/// In the order of trees, then assets. A duct bank counts as the round line of the same section
/// area.
std::vector<RootOverlap> root_overlaps(const model::Street& street, const TreeProfile& profile,
                                       const RootTime& time, double within_m = 0.0);

/// The street with `roots` of every tree filled in for that time (the whole cylinder: what walls
/// hide is not left out), so that a check of `root_overlap` judges the roots of then. Trees whose
/// volume cannot be told keep what they have.
model::Street with_roots(model::Street street, const TreeProfile& profile, const RootTime& time);

}  // namespace maaiveld::influence
