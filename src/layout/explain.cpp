#include "layout/explain.h"

#include "layout/explain_search.h"

#include <algorithm>

namespace maaiveld::layout {

SectionProblem without_costs(SectionProblem problem) {
    problem.width_cost_per_step = 0;
    for (Item& item : problem.items)
        for (Level& level : item.levels)
            for (std::int32_t& cost : level.cost)
                cost = cost == kForbidden ? kForbidden : 0;
    for (Pair& pair : problem.pairs)
        for (Spacing& spacing : pair.by_difference)
            spacing.cost_per_step = 0;
    return problem;
}

SectionAnswer Asker::solved(const SectionProblem& problem, int effort) {
    const std::int64_t left = options.nodes - nodes;
    if (left <= 0) {
        SectionAnswer spent;
        spent.end = SearchEnd::NodeLimit;
        return spent;
    }
    const SearchLimits limits{std::min(effort * options.solve.nodes, left), options.solve.seconds};
    const SectionAnswer found =
        options.solver ? options.solver(problem, limits) : solve_section(problem, limits);
    ++solves;
    nodes += std::max<std::int64_t>(1, found.nodes);
    return found;
}

SectionAnswer Asker::answer(const SectionBrief& brief, int effort) {
    return solved(without_costs(problem_of(brief)), effort);
}

SectionAnswer Asker::best(const SectionBrief& brief) {
    return solved(problem_of(brief), 1);
}

Fit Asker::fits(const SectionBrief& brief, int effort) {
    if (brief.items.empty()) return Fit::Yes;
    const SectionAnswer found = answer(brief, effort);
    if (found.found()) return Fit::Yes;
    return found.infeasible() ? Fit::No : Fit::Unknown;
}

Explanation explain(const SectionBrief& brief, const ExplainOptions& options) {
    Asker asker{options};
    Explanation explanation;
    explanation.width_m = brief.width_m;
    const Fit fit = asker.fits(brief, kThorough);
    if (fit == Fit::Yes) explanation.end = ExplainEnd::Fits;
    if (fit == Fit::No) {
        explanation.end = ExplainEnd::Conflict;
        const Conflict conflict = conflict_of(asker, brief, options.subsets);
        if (options.relax) explanation.relaxations = ways_out(asker, brief, conflict);
        explanation.conflict = conflict.parts;
        explanation.minimal = conflict.minimal;
    }
    explanation.solves = asker.solves;
    explanation.nodes = asker.nodes;
    return explanation;
}

}  // namespace maaiveld::layout
