#pragma once

#include "layout/explain.h"

namespace maaiveld::layout {

/// How much more effort the questions are worth on which the verdict rests.
inline constexpr int kThorough = 10;

enum class Fit : std::uint8_t { Yes, No, Unknown };

/// Asks whether briefs have a solution, and keeps count of what that took.
struct Asker {
    const ExplainOptions& options;
    std::int64_t solves = 0;
    std::int64_t nodes = 0;

    /// A placement, the certainty that there is none, or neither when the budget is spent.
    /// `effort` times the nodes of one search may be spent.
    SectionAnswer answer(const SectionBrief& brief, int effort = 1);
    Fit fits(const SectionBrief& brief, int effort = 1);
    /// As answer, with the costs of the brief.
    SectionAnswer best(const SectionBrief& brief);

private:
    SectionAnswer solved(const SectionProblem& problem, int effort);
};

/// A minimal conflict of a brief that is known to have no solution.
struct Conflict {
    std::vector<ConflictPart> parts;
    bool minimal = false;
};
/// `subsets` as in ExplainOptions.
Conflict conflict_of(Asker& asker, const SectionBrief& brief, std::size_t subsets);

/// Ways out of that conflict, cheapest first.
std::vector<Relaxation> ways_out(Asker& asker, const SectionBrief& brief, const Conflict& conflict);

}  // namespace maaiveld::layout
