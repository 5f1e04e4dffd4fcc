#pragma once

#include "base/error.h"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace maaiveld::influence {

/// Size a tree reaches when grown up: first >= 15 m, second 8 to 15 m, third < 8 m.
enum class HeightClass { First, Second, Third };
/// Shape of the grown-up crown within its height class.
enum class CrownClass { Broad, Regular, Small };
/// What the ground over the roots carries: nothing, people, cars, lorries.
enum class GroundClass { OpenGround, LightLoad, ModerateLoad, HeavyLoad };
/// How well the tree is meant to grow.
enum class Ambition { Optimal, Reasonable, Marginal };

/// "first", "broad", "open_ground", "optimal", ...: the names used in every file.
std::string_view name_of(HeightClass value);
std::string_view name_of(CrownClass value);
std::string_view name_of(GroundClass value);
std::string_view name_of(Ambition value);
std::optional<HeightClass> height_class_named(std::string_view name);
std::optional<CrownClass> crown_class_named(std::string_view name);
std::optional<GroundClass> ground_class_named(std::string_view name);
std::optional<Ambition> ambition_named(std::string_view name);

/// The row of a volume table that a tree belongs to.
struct TreeClass {
    HeightClass height = HeightClass::First;
    CrownClass crown = CrownClass::Regular;
    GroundClass ground = GroundClass::OpenGround;
    Ambition ambition = Ambition::Optimal;
    bool fast_growing = false;

    bool operator==(const TreeClass&) const = default;
};

struct VolumeAtAge {
    double age_years = 0.0;
    double volume_m3 = 0.0;
};

/// Rootable soil a tree of one class needs, by age: ages ascend, volumes are positive and do not
/// fall.
struct VolumeRow {
    TreeClass of;
    std::vector<VolumeAtAge> points;
    std::string source;
    std::string grade;
};

/// Smallest distance from the middle of the stem at which may be dug.
struct DiggingRow {
    double stem_diameter_m = 0.0;
    double distance_m = 0.0;
    double leaning_distance_m = 0.0;  ///< tension side of a leaning or one-sidedly rooted tree
};

/// What a species grows into. `species` is a botanical name or its beginning ("Tilia").
struct SpeciesRow {
    std::string species;
    HeightClass height = HeightClass::First;
    CrownClass crown = CrownClass::Regular;
    bool fast_growing = false;
    std::string source;
    std::string grade;
};

/// Everything about trees that practice or a publication sets: profiles/trees. Every number there
/// has its source and grade.
struct TreeProfile {
    std::vector<VolumeRow> volumes;
    std::vector<DiggingRow> digging;  ///< stem diameters ascend
    std::vector<SpeciesRow> species;
    double volume_per_crown_m3_m2 = 0.0;  ///< used when no row fits
    double street_root_depth_m = 0.0;     ///< deepest roots in a street above deep groundwater
    double facade_depth_m = 0.0;          ///< of a facade strip without a structure
    double vulnerable_margin_m = 0.0;     ///< added to the crown's radius
    double protection_per_stem_diameter = 0.0;  ///< radius of the British root protection area
    double protection_cap_m = 0.0;
    std::map<std::string, GroundClass> ground_of_strip;  ///< by name of the strip kind
};

/// The row for `of`, if the table has it.
const VolumeRow* volume_row(const TreeProfile& profile, const TreeClass& of);

/// The species row with the longest name that `species` begins with (whole words), if any.
const SpeciesRow* species_row(const TreeProfile& profile, std::string_view species);

}  // namespace maaiveld::influence
