#include "layout/section_front.h"

#include "layout/heat_distance.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

namespace maaiveld::layout {
namespace {

constexpr double kRounding = 1e-9;

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

/// Whether `a` is as narrow, as cheap and as cool as `b`, small differences aside.
bool covers(const SectionFrontPoint& a, const SectionFrontPoint& b,
            const SectionFrontOptions& options) {
    return a.width_m <= b.width_m + options.same_width_m + kRounding &&
           a.cost_eur_m <= b.cost_eur_m + options.same_cost_eur_m + kRounding &&
           margin_of(a) >= margin_of(b) - options.same_temperature_K - kRounding;
}

/// Points above a limit go, then one after the other those that a remaining one covers, the dearest
/// first: of two that cover each other the cheaper stays.
void keep_best(std::vector<SectionFrontPoint>& points, const SectionFrontOptions& options) {
    std::erase_if(points, [](const auto& point) { return margin_of(point) < 0.0; });
    std::stable_sort(points.begin(), points.end(), [](const auto& a, const auto& b) {
        return a.cost_eur_m != b.cost_eur_m ? a.cost_eur_m > b.cost_eur_m : a.width_m > b.width_m;
    });
    for (std::size_t i = 0; i < points.size();) {
        bool covered = false;
        for (std::size_t j = 0; j < points.size() && !covered; ++j)
            covered = j != i && covers(points[j], points[i], options);
        if (covered) {
            points.erase(points.begin() + static_cast<std::ptrdiff_t>(i));
        } else {
            ++i;
        }
    }
    std::stable_sort(points.begin(), points.end(),
                     [](const auto& a, const auto& b) { return a.width_m < b.width_m; });
}

/// The ids of the lines under the rule whose limit is nearest with the items at `places`.
base::Result<std::vector<std::string>> lines_to_cool(const SectionBrief& brief,
                                                     const std::vector<ItemPlace>& places,
                                                     const HeatContext& heat) {
    const auto lines = temperatures_of(brief, places, heat);
    if (!lines) return tl::unexpected(lines.error());
    std::vector<std::string> ids;
    const auto warmest = warmest_of(*lines);
    for (const LineTemperature& line : *lines)
        if (warmest && line.limit_C && line.rule == warmest->rule) ids.push_back(line.asset);
    return ids;
}

SectionFrontPoint told(const SectionBrief& brief, const SectionProblem& problem,
                       const FrontPoint& point) {
    SectionFrontPoint told;
    told.width_m = point.width * problem.step_m;
    told.cost_eur_m = static_cast<double>(point.cost) / 1000.0;
    told.proven = point.proven;
    told.places = places_of(brief, problem, point.places);
    return told;
}

/// One least cover and distance after the other.
class CoolingSweep {
public:
    CoolingSweep(const SectionBrief& brief, const HeatContext& heat, const HeatDistance& distance,
                 std::vector<Place> cheapest, const SectionFrontOptions& options)
        : brief_{brief},
          heat_{heat},
          distance_{distance},
          cheapest_{std::move(cheapest)},
          options_{options},
          problem_{problem_of(brief)},
          search_{options.search} {}

    base::Result<void> run() {
        std::vector<double> distances{0.0};
        if (distance_.any()) {
            for (const double least_m :
                 heat_distances(distance_.least_m(problem_), brief_.width_m, options_))
                distances.push_back(least_m);
        }
        for (const int cover_steps : covers())
            if (const auto done = sweep_distances(distances, cover_steps); !done) return done;
        return {};
    }

    std::vector<SectionFrontPoint> points;
    bool complete() const { return search_.complete(); }
    std::int64_t solves() const { return search_.solves(); }

private:
    /// Least covers, in grid steps: any, then deeper than in the cheapest layout, to the deepest.
    std::vector<int> covers() const {
        std::vector<int> covers{0};
        int least = std::numeric_limits<int>::max();
        int most = 0;
        for (const std::size_t item : distance_.cool_items()) {
            const auto level = static_cast<std::size_t>(cheapest_[item].level);
            least = std::min(least, problem_.items[item].levels[level].cover);
            most = std::max(most, problem_.items[item].levels.back().cover);
        }
        if (distance_.cool_items().empty()) return covers;
        const int step = std::max(1, steps_of(options_.cover_step_m));
        for (int cover = least + step; cover < most; cover += step)
            covers.push_back(cover);
        if (most > least) covers.push_back(most);
        return covers;
    }

    int steps_of(double length_m) const {
        return static_cast<int>(std::lround(length_m / problem_.step_m));
    }

    base::Result<void> sweep_distances(const std::vector<double>& distances, int cover_steps) {
        std::vector<double> coolest_K;
        for (const double least_m : distances) {
            const SectionProblem asked = least_m > 0.0 || cover_steps > 0
                                             ? distance_.with_least(problem_, least_m, cover_steps)
                                             : problem_;
            const auto found = search_.front(asked, {steps_of(least_m), cover_steps});
            if (found.empty()) break;
            auto margin = add(found);
            if (!margin) return tl::unexpected(margin.error());
            if (!coolest_K.empty()) *margin = std::max(*margin, coolest_K.back());
            coolest_K.push_back(*margin);
            const std::size_t idle = options_.idle_distances;
            if (coolest_K.size() > idle &&
                *margin - coolest_K[coolest_K.size() - 1 - idle] < options_.same_temperature_K)
                break;
        }
        return {};
    }

    /// Gives the largest margin among them.
    base::Result<double> add(const std::vector<FrontPoint>& found) {
        double most_K = -std::numeric_limits<double>::infinity();
        for (const FrontPoint& point : found) {
            SectionFrontPoint next = told(brief_, problem_, point);
            const auto same = std::find_if(points.begin(), points.end(), [&](const auto& other) {
                return other.places == next.places;
            });
            if (same != points.end()) {
                same->proven = same->proven || next.proven;
                most_K = std::max(most_K, margin_of(*same));
                continue;
            }
            const auto lines = temperatures_of(brief_, next.places, heat_);
            if (!lines) return tl::unexpected(lines.error());
            next.warmest = warmest_of(*lines);
            next.heat_distance_m = distance_.of(next.places);
            next.cool_cover_m = cover_of_cool(next.places);
            most_K = std::max(most_K, margin_of(next));
            points.push_back(std::move(next));
        }
        return most_K;
    }

    std::optional<double> cover_of_cool(const std::vector<ItemPlace>& places) const {
        std::optional<double> least_m;
        for (const std::size_t item : distance_.cool_items())
            least_m = std::min(least_m.value_or(places[item].cover_m), places[item].cover_m);
        return least_m;
    }

    const SectionBrief& brief_;
    const HeatContext& heat_;
    const HeatDistance& distance_;
    std::vector<Place> cheapest_;
    const SectionFrontOptions& options_;
    SectionProblem problem_;
    FrontSearch search_;
};

/// With temperatures. `front` has the items.
base::Result<SectionFront> front_with_heat(const SectionBrief& brief, const HeatContext& heat,
                                           const SectionFrontOptions& options, SectionFront front) {
    const SectionProblem problem = problem_of(brief);
    const SectionAnswer first = solve_section(problem, options.search.solve);
    if (!first.found()) {
        front.complete = first.infeasible();
        return front;
    }
    auto cooled = lines_to_cool(brief, places_of(brief, problem, first.places), heat);
    if (!cooled) return tl::unexpected(cooled.error());
    const HeatDistance distance{brief, *cooled, heat.street};
    front.cooled = std::move(*cooled);
    CoolingSweep sweep{brief, heat, distance, first.places, options};
    if (const auto done = sweep.run(); !done) return tl::unexpected(done.error());
    front.complete = sweep.complete();
    front.solves = sweep.solves();
    front.points = std::move(sweep.points);
    const bool any = !front.points.empty();
    keep_best(front.points, options);
    front.too_warm = any && front.points.empty();
    return front;
}

}  // namespace

std::vector<double> heat_distances(double least_m, double width_m,
                                   const SectionFrontOptions& options) {
    const double step_m = std::max(options.distance_step_m, 1e-3);
    std::vector<double> distances;
    double steps = std::floor(least_m / step_m + 1e-6) + 1.0;
    while (steps * step_m < width_m) {
        distances.push_back(steps * step_m);
        steps += std::max(1.0, std::floor(options.distance_growth * steps + 1e-6));
    }
    return distances;
}

base::Result<SectionFront> section_front(const SectionBrief& brief, const HeatContext* heat,
                                         const SectionFrontOptions& options) {
    SectionFront front;
    for (const BriefItem& item : brief.items)
        front.items.push_back(item.name);
    if (brief.items.empty()) return front;
    if (heat != nullptr) return front_with_heat(brief, *heat, options, std::move(front));
    const SectionProblem problem = problem_of(brief);
    const Front found = pareto_front(problem, options.search);
    front.complete = found.complete;
    front.solves = found.solves;
    for (const FrontPoint& point : found.points)
        front.points.push_back(told(brief, problem, point));
    return front;
}

}  // namespace maaiveld::layout
