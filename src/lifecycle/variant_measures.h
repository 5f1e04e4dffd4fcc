#pragma once

#include "lifecycle/access.h"
#include "lifecycle/build_cost.h"
#include "lifecycle/build_dig.h"
#include "lifecycle/exposure.h"
#include "lifecycle/future_room.h"
#include "lifecycle/root_room.h"
#include "rules/check.h"

#include <array>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace maaiveld::lifecycle {

/// How wide and deep the lines of a section lie.
struct Occupied {
    double width_m = 0.0;                          ///< right edge less left edge of all lines
    double left_half_m = 0.0, right_half_m = 0.0;  ///< the same on each half of the section
    double built_width_m = 0.0;                    ///< of the lines that are built alone
    double depth_m = 0.0;                          ///< of the lowest underside
    double box_m2 = 0.0;  ///< width by depth, from the surface: ground that nothing else may use
    double built_box_m2 = 0.0;  ///< the same of what is built
    double solid_m2 = 0.0;      ///< of the lines themselves
};
Occupied occupied_in(const Slice& slice, const std::vector<bool>& built);

/// Trench volumes of the whole street.
struct BuildTotals {
    double joint_m3 = 0.0;
    double alone_m3 = 0.0;
    double connections_m3 = 0.0;               ///< of house connections, beyond the joint trench
    std::map<std::string, double> network_m3;  ///< each network dug for itself, by name
    std::map<model::StripKind, double> surface_m2;
    double surface_total_m2 = 0.0;
    double shored_m2 = 0.0;
    double hand_dug_m = 0.0;      ///< length of street with a line that stays in the search zone
    double exposed_line_m = 0.0;  ///< length of lines that stay and hang in the trench
};

/// A computed value against its limit.
struct Margin {
    std::string asset;
    rules::Measure measure = rules::Measure::Temperature;
    double value = 0.0;
    double limit = 0.0;
    double margin = 0.0;  ///< positive keeps the limit
    std::string rule;
};

/// What is built, by weight.
struct Material {
    double length_m = 0.0;
    double mass_kg = 0.0;
    double unweighed_m = 0.0;  ///< length of lines whose type has no mass in the catalogue
};

/// Everything that is compared of one street. Sections are cut about every metre; `access`,
/// `occupied` and `future` are those of the section at `station_m`.
struct VariantMeasures {
    std::string name;
    double station_m = 0.0;
    double length_m = 0.0;
    std::size_t lines_built = 0, lines_staying = 0;
    Occupied occupied;
    double widest_m = 0.0, narrowest_m = 0.0;  ///< occupied width along the street
    double mean_box_m2 = 0.0;                  ///< occupied volume per metre of street
    double mean_built_box_m2 = 0.0;            ///< the same of what is built
    BuildTotals build;
    std::vector<BuildItem> trenches;  ///< at the station
    std::vector<Access> access;
    Exposure careful, least_volume;
    /// Findings by severity (error, warning, info) and certainty (certain, likely, possible).
    std::array<std::array<std::int64_t, 3>, 3> findings{};
    std::vector<Margin> margins;  ///< least first
    std::vector<RootRoom> roots;
    std::vector<FutureRoom> future;
    std::map<model::Network, Material> material;
    std::vector<PartTotal> rack_parts;
    BuildCost cost;
    std::vector<std::string> notes;
};

/// What the measures are taken with.
struct MeasureQuestion {
    std::optional<double> station_m;  ///< absent: the middle
    bool sloped = false;              ///< wish slopes instead of shoring where there is room
    std::vector<bool> built;          ///< by asset, from lines_to_build
    const rules::CheckResult* check = nullptr;
    std::vector<Margin> margins;
    std::vector<PartTotal> rack_parts;
    std::vector<std::string> notes;  ///< for the reader: what could not be computed
};

/// Which lines each street builds. Projected lines always; of the others those that do not lie in
/// the same place in every street. Where that leaves a street nothing to build, all its lines
/// count.
std::vector<std::vector<bool>> lines_to_build(std::span<const model::Street* const> streets);

VariantMeasures measures_of(const model::Street& street, const model::Catalogue& catalogue,
                            std::span<const rules::Pack> packs, const LifecycleProfile& profile,
                            const MeasureQuestion& question);

}  // namespace maaiveld::lifecycle
