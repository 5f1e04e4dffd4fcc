#include "layout/section_front.h"

#include <algorithm>
#include <limits>
#include <utility>

namespace maaiveld::layout {
namespace {

double margin_K(const LineTemperature& line) {
    return line.limit_C ? *line.limit_C - line.temperature_C
                        : std::numeric_limits<double>::infinity();
}

/// The line nearest to its limit, if any has one.
std::optional<LineTemperature> warmest_of(const std::vector<LineTemperature>& lines) {
    const auto least = std::min_element(lines.begin(), lines.end(),
                                        [](const LineTemperature& a, const LineTemperature& b) {
                                            return margin_K(a) < margin_K(b);
                                        });
    if (least == lines.end() || !least->limit_C) return std::nullopt;
    return *least;
}

double margin_of(const SectionFrontPoint& point) {
    return point.warmest ? margin_K(*point.warmest) : std::numeric_limits<double>::infinity();
}

bool beats(const SectionFrontPoint& a, const SectionFrontPoint& b) {
    const bool as_good =
        a.width_m <= b.width_m && a.cost_eur_m <= b.cost_eur_m && margin_of(a) >= margin_of(b);
    return as_good &&
           (a.width_m < b.width_m || a.cost_eur_m < b.cost_eur_m || margin_of(a) > margin_of(b));
}

void keep_best(std::vector<SectionFrontPoint>& points) {
    const std::vector<SectionFrontPoint> all = points;
    std::erase_if(points, [&](const SectionFrontPoint& point) {
        return margin_of(point) < 0.0 ||
               std::any_of(all.begin(), all.end(), [&](const SectionFrontPoint& other) {
                   return margin_of(other) >= 0.0 && beats(other, point);
               });
    });
}

/// The brief with every heat limit in it, or as it is.
base::Result<SectionBrief> with_heat(const SectionBrief& brief, const HeatContext* heat,
                                     const SearchLimits& limits) {
    if (heat == nullptr) return brief;
    auto solved = solve_brief(brief, nullptr, limits);
    if (!solved) return tl::unexpected(solved.error());
    if (!solved->answer.found()) return brief;
    return with_heat_limits(brief, solved->places, *heat);
}

base::Result<SectionFrontPoint> point_of(const SectionBrief& brief, const SectionProblem& problem,
                                         const FrontPoint& point, const HeatContext* heat) {
    SectionFrontPoint told;
    told.width_m = point.width * problem.step_m;
    told.cost_eur_m = static_cast<double>(point.cost) / 1000.0;
    told.proven = point.proven;
    told.places = places_of(brief, problem, point.places);
    if (heat == nullptr) return told;
    const auto lines = temperatures_of(brief, told.places, *heat);
    if (!lines) return tl::unexpected(lines.error());
    told.warmest = warmest_of(*lines);
    return told;
}

}  // namespace

base::Result<SectionFront> section_front(const SectionBrief& brief, const HeatContext* heat,
                                         const ParetoOptions& options) {
    SectionFront front;
    for (const BriefItem& item : brief.items)
        front.items.push_back(item.name);
    if (brief.items.empty()) return front;
    const auto warm = with_heat(brief, heat, options.solve);
    if (!warm) return tl::unexpected(warm.error());
    const SectionProblem problem = problem_of(*warm);
    const Front found = pareto_front(problem, options);
    front.complete = found.complete;
    front.solves = found.solves;
    for (const FrontPoint& point : found.points) {
        auto told = point_of(*warm, problem, point, heat);
        if (!told) return tl::unexpected(told.error());
        front.points.push_back(std::move(*told));
    }
    keep_best(front.points);
    return front;
}

}  // namespace maaiveld::layout
