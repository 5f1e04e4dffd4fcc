#pragma once

#include "influence/roots/root_drying.h"
#include "influence/roots/root_overlap.h"
#include "influence/roots/root_volume.h"

#include <map>

namespace maaiveld::influence {

/// What becomes of root volume that barriers and obstacles take away.
enum class LostVolume {
    Lost,  ///< the radius stays as without them
    Kept   ///< the radius grows until the volume is there again
};

/// One tree in a section: x across the street, y along it, depths below the surface.
struct TreeSite {
    std::string id;
    std::string species;
    geometry::Vec2 at = geometry::Vec2::Zero();
    double age_years = 0.0;
    std::vector<double> years_ahead;
    std::vector<double> stem_diameters_m;  ///< one per stem; empty: unknown
    double crown_diameter_m = 0.0;         ///< 0: unknown
    std::vector<VolumeAtAge> volumes;      ///< given; else the class, the species, the crown
    std::optional<HeightClass> height;     ///< absent: by species
    std::optional<CrownClass> crown;       ///< absent: by species
    GroundClass ground = GroundClass::OpenGround;
    Ambition ambition = Ambition::Optimal;
    std::optional<bool> fast_growing;  ///< absent: by species
    GrowthLaw growth = GrowthLaw::Piecewise;
    double root_depth_m = 0.0;  ///< surface to mean highest groundwater
    LostVolume lost_volume = LostVolume::Lost;
    std::optional<double> largest_radius_m;  ///< with Kept
    RootDensity density;
    std::vector<RootBarrier> barriers;
    std::vector<RootObstacle> obstacles;
    std::vector<GroundLine> assets;
    std::optional<RootDrying> drying;
};

/// One asset of a tree at one time.
struct AssetInRoots {
    std::string asset;
    LineInRoots roots;
    std::optional<double> cut_share;  ///< roots beyond a trench along the asset's straight axis
};

/// A tree at one time.
struct TreeState {
    double years_ahead = 0.0;
    double age_years = 0.0;
    double wanted_volume_m3 = 0.0;   ///< by age
    double radius_m = 0.0;           ///< of the whole cylinder of that volume
    double clipped_volume_m3 = 0.0;  ///< what is left of it at that radius
    double lost_volume_m3 = 0.0;
    std::optional<double> kept_radius_m;  ///< radius at which the volume is kept; absent: cannot be
    double body_radius_m = 0.0;           ///< the radius used for the assets
    std::vector<AssetInRoots> assets;
    std::optional<RootDryingResult> drying;
};

struct TreeResult {
    std::string id;
    std::string volume_from;  ///< "given", "class", "species" (its class) or "crown"
    std::string volume_source;
    std::vector<TreeState> states;
    std::optional<double> stem_diameter_m;
    std::optional<DiggingDistance> digging;
    std::optional<double> protection_radius_m;  ///< BS 5837
    std::optional<double> vulnerable_zone_m;    ///< half the crown + margin
};

/// Every tree in the order given; the profile supplies classes, tables and margins. The error
/// names the tree.
base::Result<std::vector<TreeResult>> assess_trees(const TreeProfile& profile,
                                                   const std::vector<TreeSite>& trees);

/// Volumes by age of a tree: given, of its class (height and crown as given or by its species), or
/// by its crown. A class that is given but has no row is an error; one that follows from the
/// species alone falls back on the crown, which needs `crown_diameter_m`.
struct VolumeLaw {
    std::vector<VolumeAtAge> points;
    std::string from;
    std::string source;
};
base::Result<VolumeLaw> volume_law(const TreeProfile& profile, const TreeSite& tree);

}  // namespace maaiveld::influence
