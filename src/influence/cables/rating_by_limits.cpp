#include "influence/cables/rating_by_limits.h"

#include <cmath>
#include <fmt/format.h>

namespace maaiveld::influence {
namespace {

double temperature_at(const WatchedLimit& limit, double heat_W_m) {
    return limit.background_C + (limit.kelvin_per_W_m + limit.internal_K_m_W) * heat_W_m;
}

/// Largest current up to `most_A` that keeps one limit.
double allowed_A(const std::function<double(double)>& heat_W_m_at, const WatchedLimit& limit,
                 double most_A) {
    const auto kept = [&](double current_A) {
        return temperature_at(limit, heat_W_m_at(current_A)) <= limit.limit_C;
    };
    if (kept(most_A)) return most_A;
    if (!kept(0.0)) return 0.0;
    double low = 0.0;
    double high = most_A;
    for (int i = 0; i < 200 && high - low > 1e-13 * high; ++i) {
        const double middle = 0.5 * (low + high);
        (kept(middle) ? low : high) = middle;
    }
    return low;
}

base::Result<void> check(const std::vector<WatchedLimit>& limits, double most_A) {
    if (limits.empty()) return base::bad_input("no limit is watched");
    if (!(most_A > 0.0) || !std::isfinite(most_A)) {
        return base::bad_input(
            fmt::format("the largest current is {:g} A; it must be above 0", most_A));
    }
    for (const WatchedLimit& limit : limits) {
        const double coefficient = limit.kelvin_per_W_m + limit.internal_K_m_W;
        if (coefficient >= 0.0 && std::isfinite(coefficient) && std::isfinite(limit.background_C) &&
            std::isfinite(limit.limit_C)) {
            continue;
        }
        return base::bad_input("its coefficient must be 0 or more and its temperatures numbers",
                               limit.asset);
    }
    return {};
}

}  // namespace

base::Result<LimitedRating> rating_by_limits(const std::function<double(double)>& heat_W_m_at,
                                             const std::vector<WatchedLimit>& limits,
                                             double most_A) {
    if (auto good = check(limits, most_A); !good) return tl::unexpected(good.error());
    LimitedRating result;
    result.rating_A = most_A;
    for (const WatchedLimit& limit : limits) {
        const double allowed = allowed_A(heat_W_m_at, limit, most_A);
        result.alone_A.push_back(allowed);
        if (allowed >= result.rating_A) continue;
        result.rating_A = allowed;
        result.governing_asset = limit.asset;
        result.governing_what = limit.what;
    }
    const double heat = heat_W_m_at(result.rating_A);
    for (const WatchedLimit& limit : limits)
        result.temperature_C.push_back(temperature_at(limit, heat));
    return result;
}

}  // namespace maaiveld::influence
