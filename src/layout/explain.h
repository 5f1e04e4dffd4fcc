#pragma once

#include "layout/section_brief.h"

#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace maaiveld::layout {

/// What can take part in a conflict. Several requirements that one reader would name in one breath
/// are one part: a rule between two networks, or between a network and one sort of obstacle.
enum class PartKind : std::uint8_t {
    Network,   ///< an item that is to be placed
    Placed,    ///< an item that lies somewhere already and must stay there (place and cover)
    Obstacle,  ///< a tree, manhole, existing line
    Strips,    ///< an item may lie in its strips only
    Covers,    ///< an item's cover must be in its range, or be just this (a gravity sewer)
    Rule,      ///< requirements of one rule between the same networks
    Heat,      ///< the temperature limits of one rule
};

/// One member of a conflict: indices point into the brief that was explained.
struct ConflictPart {
    PartKind kind = PartKind::Network;
    std::string id;       ///< item's name, obstacle's id, or the rule
    std::string what;     ///< of an obstacle: "tree"; of a rule with obstacles: what those are
    std::string of;       ///< Rule, Heat: the item that stands for the first network
    std::string against;  ///< Rule: the item that stands for the second; empty: one or an obstacle
    std::optional<model::Network> network, other;  ///< of an item; of a rule's two sides
    double required = 0.0;  ///< Rule: the strictest value; Covers: the least cover
    double at_most = 0.0;   ///< Covers: the largest cover
    rules::Measure measure = rules::Measure::EdgeHorizontal;
    rules::Severity severity = rules::Severity::Error;
    bool is_limit = false;  ///< Rule: `required` is the most allowed
    std::vector<std::size_t> items, obstacles, requirements, heat_limits;
};

enum class ChangeKind : std::uint8_t {
    AcceptDistance,  ///< a rule's value is relaxed from `now` to `then`
    AllowCover,      ///< the least cover falls, or the largest rises, from `now` to `then`
    AllowStrip,      ///< the item may also lie from `from_m` to `to_m` (strip `detail`)
    FreePlaced,      ///< an item that lies already may move
    UseRack,         ///< the brief in rack form `detail`
    MoveObstacle,    ///< by `then` metres; `detail` is "left" or "right"
    DropRule,        ///< a rule without a value that could be relaxed (an order) is not kept
    AcceptHeat,      ///< `then` kelvin above a temperature limit are accepted
    Widen,           ///< the section is made `then` metres wider at `from_m`
    LeaveOut,        ///< the item is not laid
};

/// One thing done to a brief so that it fits.
struct Change {
    ChangeKind kind = ChangeKind::Widen;
    ConflictPart part;   ///< what is relaxed; empty for Widen and UseRack
    std::string detail;  ///< see ChangeKind
    double now = 0.0;    ///< as asked
    double then = 0.0;   ///< as it would be; to the centimetre (the brief's step)
    double from_m = 0.0;
    double to_m = 0.0;
    bool raises = false;  ///< AllowCover: it is the largest cover that rises
};

/// What an exact heat calculation says about a placement: the item nearest to its limit.
struct HeatVerdict {
    std::string item;
    double warmest_C = 0.0;
    double limit_C = 0.0;
    bool holds() const { return warmest_C <= limit_C; }
};

/// A way out: one change, or two when no single one suffices. With them the brief has a solution
/// (solved, not estimated). Of a change with an amount, one step less has none.
struct Relaxation {
    std::vector<Change> changes;
    std::optional<double> price_eur;  ///< as ExplainOptions::price_eur says
    std::optional<HeatVerdict> heat;  ///< when a heat calculation was handed in
    SectionBrief brief;               ///< with the changes made
    std::vector<Place> places;        ///< a solution of problem_of(brief)
    bool least = true;  ///< it was proven that one step less does not do (else: budget spent)
};

enum class ExplainEnd : std::uint8_t {
    Fits,      ///< the brief has a solution: nothing to explain
    Conflict,  ///< it has none, and `conflict` says why
    Unknown,   ///< the budget ended before infeasibility was proven
};

struct Explanation {
    ExplainEnd end = ExplainEnd::Unknown;
    /// A minimal conflict: impossible together, possible when any one part is dropped. Networks
    /// first, then obstacles and strips, then rules. The width of the section is always given.
    std::vector<ConflictPart> conflict;
    bool minimal = false;  ///< checked: without any one part it fits
    double width_m = 0.0;  ///< of the section
    std::vector<Relaxation> relaxations;
    std::int64_t solves = 0;
    std::int64_t nodes = 0;
};

/// A named strip of the section, from its left end to the right.
struct NamedStrip {
    std::string name;
    double from_m = 0.0;
    double to_m = 0.0;
};

/// The same demands with a rack instead of flat lines.
struct RackForm {
    std::string name;
    SectionBrief brief;
};

struct ExplainOptions {
    SearchLimits solve{300'000, 0.0};  ///< of one search; nodes keep the answer reproducible
    std::int64_t nodes = 200'000'000;  ///< of all searches together
    std::size_t subsets = 600;         ///< sets of items tried to find one with few networks
    bool relax = true;                 ///< also look for ways out
    std::size_t most_relaxations = 12;
    double most_wider_m = 10.0;
    double most_moved_m = 3.0;
    double deepest_cover_m = 3.0;  ///< up to which a larger cover is considered
    double least_cover_m = 0.2;    ///< down to which a smaller cover is considered
    /// What may be moved, by Obstacle::what.
    std::vector<std::string> movable{"tree",    "container", "manhole", "hydrant",
                                     "cabinet", "lamp",      "mast"};
    std::vector<NamedStrip> strips;    ///< of the section; empty: gaps between permitted stretches
    std::vector<RackForm> rack_forms;  ///< from the cheapest to the dearest
    /// The exact temperatures of a placement; absent: the brief's own heat limits only.
    std::function<std::optional<HeatVerdict>(const SectionBrief&, const SectionAnswer&)> heat;
    /// What a way out costs, when anyone knows.
    std::function<std::optional<double>(const Relaxation&)> price_eur;
    /// Finds placements; absent: solve_section.
    std::function<SectionAnswer(const SectionProblem&, const SearchLimits&)> solver;
};

/// Why a brief has no solution, and what would give it one.
///
/// The conflict is found in two passes, without the rules on order when it is there without them.
/// Sets of items are tried from small to large (at most `subsets`; beyond that items are dropped
/// one by one), so that few networks are named. Of those items the parts are dropped one at a time
/// in this order, each stays dropped when the rest is still impossible: rules of the packs from
/// info to error, heat, rules of the layout profile, cover ranges, strips, fixed places, obstacles.
/// What is physical is therefore dropped last. Dropping is monotone (fewer parts never make a brief
/// harder), so one pass gives a minimal set; it is verified part by part before it is returned.
///
/// A way out must change a part of that conflict or the width, so only those are tried; each is
/// bisected to the brief's step. Cheapest first: those with a price by price, then those without in
/// the order of ChangeKind, but rules of severity error and changes that break a heat limit last.
/// When no single change suffices (more width and leaving out aside), pairs are tried.
Explanation explain(const SectionBrief& brief, const ExplainOptions& options = {});

/// `brief` with a change made. UseRack needs the forms it was found with and gives that brief.
SectionBrief changed(const SectionBrief& brief, const Change& change,
                     const std::vector<RackForm>& rack_forms = {});

/// `brief` made `extra_m` wider at `at_m` from its left end: what lies right of it moves along,
/// stretches that hold the place grow.
SectionBrief widened(const SectionBrief& brief, double at_m, double extra_m);

/// Every part of a brief that could be in a conflict.
std::vector<ConflictPart> parts_of(const SectionBrief& brief, const ExplainOptions& options = {});

/// The brief without the parts whose flag is false (`kept` as parts_of orders them).
SectionBrief kept_of(const SectionBrief& brief, const std::vector<ConflictPart>& parts,
                     const std::vector<bool>& kept, const ExplainOptions& options = {});

/// The problem with all costs set to nothing: any placement will do.
SectionProblem without_costs(SectionProblem problem);

}  // namespace maaiveld::layout
