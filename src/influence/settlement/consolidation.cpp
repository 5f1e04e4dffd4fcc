#include "influence/settlement/consolidation.h"

#include <cmath>
#include <fmt/format.h>
#include <numbers>

namespace maaiveld::influence {
namespace {

using std::numbers::pi;

constexpr double kSecondsPerDay = 86400.0;

/// Below this the neighbouring image contributes less than 1e-10.
constexpr double kSmallTimeFactor = 0.05;

double series(double time_factor) {
    double left = 0.0;
    for (int m = 0;; ++m) {
        const double root = pi / 2.0 * (2.0 * m + 1.0);
        const double term = 2.0 / (root * root) * std::exp(-root * root * time_factor);
        left += term;
        if (term < 1e-17) return 1.0 - left;
    }
}

bool positive(double value) {
    return value > 0.0 && std::isfinite(value);
}

std::string problem_of(const Consolidation& item) {
    const bool timed = !item.times_days.empty();
    if (timed && !item.cv_m2_s) return "times need `cv_m2_s` and `drainage_path_m`";
    if (item.cv_m2_s.has_value() != item.drainage_path_m.has_value())
        return "`cv_m2_s` and `drainage_path_m` go together";
    if (item.cv_m2_s && !(positive(*item.cv_m2_s) && positive(*item.drainage_path_m)))
        return "`cv_m2_s` and `drainage_path_m` must be positive";
    for (const double time : item.times_days)
        if (!(time >= 0.0) || !std::isfinite(time)) return "a time is negative or not a number";
    for (const double factor : item.time_factors)
        if (!(factor >= 0.0) || !std::isfinite(factor)) return "a time factor is negative";
    for (const double degree : item.degrees)
        if (!(degree >= 0.0 && degree < 1.0)) return "a degree must be in [0, 1)";
    if (item.drains) return drains_problem(*item.drains);
    return {};
}

double degree_after(const Consolidation& item, double days) {
    const double path = *item.drainage_path_m;
    const double vertical =
        degree_of_consolidation(*item.cv_m2_s * days * kSecondsPerDay / (path * path));
    if (!item.drains) return vertical;
    const double open_days = days - item.drains->installed_day;
    return combined_degree(vertical, radial_degree(*item.drains, open_days * kSecondsPerDay));
}

/// With drains the time to a degree has no closed form; the degree rises, so halving finds it.
double days_to(const Consolidation& item, double degree) {
    const double path = *item.drainage_path_m;
    double high = time_factor_of(degree) * path * path / *item.cv_m2_s / kSecondsPerDay;
    if (!item.drains) return high;
    double low = 0.0;
    for (int i = 0; i < 200 && low < high; ++i) {
        const double middle = 0.5 * (low + high);
        (degree_after(item, middle) < degree ? low : high) = middle;
    }
    return high;
}

ConsolidationResult answer(const Consolidation& item) {
    ConsolidationResult result;
    result.id = item.id;
    for (const double factor : item.time_factors)
        result.degree_at_time_factor.push_back(degree_of_consolidation(factor));
    for (const double time : item.times_days)
        result.degree_at_time.push_back(degree_after(item, time));
    for (const double degree : item.degrees) {
        result.time_factor_of_degree.push_back(time_factor_of(degree));
        if (item.cv_m2_s) result.days_to_degree.push_back(days_to(item, degree));
    }
    return result;
}

}  // namespace

double degree_of_consolidation(double time_factor) {
    if (!(time_factor > 0.0)) return 0.0;
    if (time_factor < kSmallTimeFactor) return 2.0 * std::sqrt(time_factor / pi);
    return series(time_factor);
}

double time_factor_of(double degree) {
    if (!(degree > 0.0)) return 0.0;
    double low = 0.0;
    double high = 1.0;
    while (degree_of_consolidation(high) < degree && high < 64.0)
        high *= 2.0;
    for (int i = 0; i < 100; ++i) {
        const double middle = 0.5 * (low + high);
        (degree_of_consolidation(middle) < degree ? low : high) = middle;
    }
    return 0.5 * (low + high);
}

double radial_degree(const VerticalDrains& drains, double time_s) {
    if (!(time_s > 0.0)) return 0.0;
    const double factor = drains.grid == VerticalDrains::Grid::Triangular
                              ? std::sqrt(2.0 * std::sqrt(3.0) / pi)
                              : std::sqrt(4.0 / pi);
    const double reach = factor * drains.spacing_m;
    const double n2 = reach * reach / (drains.diameter_m * drains.diameter_m);
    const double f = n2 / (n2 - 1.0) * 0.5 * std::log(n2) - (3.0 * n2 - 1.0) / (4.0 * n2);
    return 1.0 - std::exp(-8.0 * drains.ch_m2_s * time_s / (reach * reach * f));
}

double combined_degree(double vertical, double radial) {
    return 1.0 - (1.0 - vertical) * (1.0 - radial);
}

std::string drains_problem(const VerticalDrains& drains) {
    if (!positive(drains.ch_m2_s)) return "the drains' `ch_m2_s` must be positive";
    if (!positive(drains.diameter_m) || !positive(drains.spacing_m))
        return "the drains' diameter and spacing must be positive";
    if (!(drains.spacing_m > drains.diameter_m)) return "the drains overlap";
    if (!std::isfinite(drains.installed_day)) return "the drains' day is not a number";
    return {};
}

base::Result<std::vector<ConsolidationResult>> assess_consolidations(
    const std::vector<Consolidation>& items) {
    std::vector<ConsolidationResult> results;
    for (const Consolidation& item : items) {
        const std::string problem = problem_of(item);
        if (!problem.empty())
            return base::bad_input(problem, fmt::format("consolidation `{}`", item.id));
        results.push_back(answer(item));
    }
    return results;
}

}  // namespace maaiveld::influence
