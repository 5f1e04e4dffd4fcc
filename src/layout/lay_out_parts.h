#pragma once

#include "layout/lay_out.h"
#include "layout/rack_fill.h"
#include "layout/route_of_street.h"

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <vector>

namespace maaiveld::layout {

// How lay_out goes about its work; of use to nobody else.

/// What lay_out is given; everything referred to outlives it.
struct LayoutInput {
    const model::Street& street;
    const model::Catalogue& catalogue;
    std::span<const rules::Pack> packs;
    const LayoutProfile& profile;
    const std::map<std::string, model::RackType>& racks;
    const influence::Operation* operation = nullptr;
    const LayoutOptions& options;
};

/// lay_out along the whole street (options.rack_stations is not looked at).
base::Result<LayoutOutcome> lay_out_whole(const LayoutInput& in);

/// Notes on lines that meet a part of a rack: where its frames cannot stand clear of them.
void say_clashes(const LayoutInput& in, LayoutOutcome& out);

/// The ids of lines that may move, from options.free. Connections never move by themselves.
base::Result<std::vector<std::string>> freed_lines(const LayoutInput& in);

/// A filled rack, and the demands in it.
struct RackChoice {
    RackFill fill;
    std::vector<std::string> demands;
    Stations at;
};

/// The rack for those of `demands` that may lie in one; nothing when none may. `facade_left`: which
/// side it serves. Errors: as fill_rack, when no type takes the demands.
base::Result<std::optional<RackChoice>> choose_rack(const LayoutInput& in,
                                                    const std::vector<std::string>& demands,
                                                    bool facade_left);
/// The side with most house connections.
bool serves_left(const LayoutInput& in, const std::vector<std::string>& demands);

/// Of the demands in a rack that has no room somewhere: those that must lie flat so that the rest
/// `fits` in a rack there. Few rather than many, what is listed last rather than first, and never
/// so many that the rack holds one line alone. Empty: nothing of the kind was found.
std::vector<std::string> too_many_in_rack(const LayoutInput& in,
                                          const std::vector<std::string>& racked, bool facade_left,
                                          const std::function<bool(const RackChoice&)>& fits);

/// One attempt: what is placed, cut into bays, and a route through them.
struct Attempt {
    std::vector<std::string> demands;
    std::vector<std::string> free;
    std::optional<RackChoice> rack;
    StreetBays bays;
    std::vector<StreetLine> lines;
    RouteProblem problem;
    Route route;
    Heights heights;
    bool constant = false;
    SearchEnd end = SearchEnd::Proven;
};

/// The item of a line, from the first section that has it.
const BriefItem& item_of(const Attempt& attempt, std::size_t line);
/// The line that has an asset among its bodies.
std::optional<std::size_t> line_with(const Attempt& attempt, const std::string& asset);

/// The street with everything of the attempt laid (no house connections).
model::Street placed_street(const LayoutInput& in, const Attempt& attempt);

/// Whether a finding counts against a layout: error or warning, not exempted, likely at least.
bool counts_against(const rules::Finding& finding);

rules::CheckOptions check_options(const LayoutOptions& options);

/// What counted against the street before anything was laid: the same rule broken by the same two.
class FindingsBefore {
public:
    FindingsBefore() = default;
    explicit FindingsBefore(const LayoutInput& in);
    bool contains(const rules::Finding& finding) const;
    /// How many findings that count were there before.
    std::int64_t count_in(const rules::CheckResult& check) const;

private:
    std::set<std::tuple<std::string, std::string, std::string>> known_;
};

/// A rule that a line would break, with what and where.
struct Fault {
    std::string rule;
    std::string other;  ///< empty: the line alone
    double station_m = 0.0;
    friend auto operator<=>(const Fault&, const Fault&) = default;
};

/// What the checker's findings ask of the next attempt. `hopeless`: lines that no room sideways
/// helps.
struct Repair {
    bool any = false;
    std::map<std::size_t, std::set<Fault>> hopeless;
    std::map<std::size_t, std::set<Fault>> asking;  ///< every line found at fault
};
Repair ask_room(const LayoutInput& in, const Attempt& attempt, const model::Street& placed,
                const std::vector<rules::Finding>& findings, MoreRoom& more);

/// Which requirements of a brief have less than a grid step left with its items at `places`.
std::vector<Binding> binding_in(const SectionBrief& brief, const std::vector<ItemPlace>& places);

/// Cost, bound and what binds, bay by bay; equal neighbours joined.
std::vector<SectionRecord> records_of(const Attempt& attempt);

/// Bends of all lines, at their price, in thousandths of a euro.
Cost bends_cost(const Attempt& attempt, const LayoutProfile& profile);

/// What cannot lie together in a section that has no solution.
struct ConflictWords {
    std::vector<std::string> with;   ///< networks and obstacles, by name
    std::vector<std::string> rules;  ///< that stand in the way
    /// As the reason why `name` is not laid.
    Declined words(const std::string& name, double from_m, double to_m) const;
};
ConflictWords conflict_of(const SectionBrief& brief);

/// Why a line is not laid that every section has room for. No faults: no way leads along the
/// street.
Declined declined_for(const std::set<Fault>& faults);

}  // namespace maaiveld::layout
