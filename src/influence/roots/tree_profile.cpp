#include "influence/roots/tree_profile.h"

#include <algorithm>
#include <array>
#include <utility>

namespace maaiveld::influence {
namespace {

template <class Enum, std::size_t N>
using Names = std::array<std::pair<Enum, std::string_view>, N>;

constexpr Names<HeightClass, 3> kHeights{{{HeightClass::First, "first"},
                                          {HeightClass::Second, "second"},
                                          {HeightClass::Third, "third"}}};
constexpr Names<CrownClass, 3> kCrowns{
    {{CrownClass::Broad, "broad"}, {CrownClass::Regular, "regular"}, {CrownClass::Small, "small"}}};
constexpr Names<GroundClass, 4> kGrounds{{{GroundClass::OpenGround, "open_ground"},
                                          {GroundClass::LightLoad, "light_load"},
                                          {GroundClass::ModerateLoad, "moderate_load"},
                                          {GroundClass::HeavyLoad, "heavy_load"}}};
constexpr Names<Ambition, 3> kAmbitions{{{Ambition::Optimal, "optimal"},
                                         {Ambition::Reasonable, "reasonable"},
                                         {Ambition::Marginal, "marginal"}}};

template <class Enum, std::size_t N>
std::string_view name_in(const Names<Enum, N>& names, Enum value) {
    for (const auto& [known, name] : names) {
        if (known == value) return name;
    }
    return {};
}

template <class Enum, std::size_t N>
std::optional<Enum> value_in(const Names<Enum, N>& names, std::string_view wanted) {
    for (const auto& [value, name] : names) {
        if (name == wanted) return value;
    }
    return std::nullopt;
}

/// Whether `species` is `name` or goes on after it with another word ("Tilia", "Tilia cordata").
bool begins_with_words(std::string_view species, std::string_view name) {
    if (!species.starts_with(name)) return false;
    return species.size() == name.size() || species[name.size()] == ' ';
}

}  // namespace

std::string_view name_of(HeightClass value) {
    return name_in(kHeights, value);
}
std::string_view name_of(CrownClass value) {
    return name_in(kCrowns, value);
}
std::string_view name_of(GroundClass value) {
    return name_in(kGrounds, value);
}
std::string_view name_of(Ambition value) {
    return name_in(kAmbitions, value);
}
std::optional<HeightClass> height_class_named(std::string_view name) {
    return value_in(kHeights, name);
}
std::optional<CrownClass> crown_class_named(std::string_view name) {
    return value_in(kCrowns, name);
}
std::optional<GroundClass> ground_class_named(std::string_view name) {
    return value_in(kGrounds, name);
}
std::optional<Ambition> ambition_named(std::string_view name) {
    return value_in(kAmbitions, name);
}

const VolumeRow* volume_row(const TreeProfile& profile, const TreeClass& of) {
    const auto found = std::find_if(profile.volumes.begin(), profile.volumes.end(),
                                    [&](const VolumeRow& row) { return row.of == of; });
    return found == profile.volumes.end() ? nullptr : &*found;
}

const SpeciesRow* species_row(const TreeProfile& profile, std::string_view species) {
    const SpeciesRow* best = nullptr;
    for (const SpeciesRow& row : profile.species) {
        if (!begins_with_words(species, row.species)) continue;
        if (best == nullptr || row.species.size() > best->species.size()) best = &row;
    }
    return best;
}

}  // namespace maaiveld::influence
