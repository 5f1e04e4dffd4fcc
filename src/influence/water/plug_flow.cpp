#include "influence/water/plug_flow.h"

#include <algorithm>
#include <cmath>

namespace maaiveld::influence {
namespace {

constexpr int kYear_h = 8760;

/// Less than this share of an earlier temperature is left: it no longer matters.
constexpr double kForgotten = 1e-15;

/// No parcel is followed back further, whatever it is made of.
constexpr int kOldest_h = 2 * kYear_h;

int folded_hour(long hour) {
    const long rest = hour % kYear_h;
    return static_cast<int>(rest < 0 ? rest + kYear_h : rest);
}

/// Time as a whole hour and what has passed of it, so that no hour is visited twice by rounding.
struct Clock {
    long hour = 0;
    double passed_h = 0.0;  ///< 0 < passed_h <= 1

    explicit Clock(double time_h) : hour{static_cast<long>(std::ceil(time_h)) - 1} {
        passed_h = time_h - static_cast<double>(hour);
    }
    void back(double step_h) {
        if (step_h < passed_h) {
            passed_h -= step_h;
        } else {
            --hour;
            passed_h = 1.0;
        }
    }
    std::size_t day() const { return static_cast<std::size_t>(folded_hour(hour) / 24); }
    std::size_t hour_of_day() const { return static_cast<std::size_t>(folded_hour(hour) % 24); }
};

/// What a parcel remembers while it is followed back.
struct Memory {
    double known_C = 0.0;  ///< temperature already settled by later soil
    double share = 1.0;    ///< left of what it was before

    void soil(double soil_C, double rate_per_h, double hours) {
        const double lost = -std::expm1(-rate_per_h * hours);
        known_C += share * lost * soil_C;
        share *= 1.0 - lost;
    }
};

}  // namespace

Parcel parcel_at(const FlowPath& path, std::size_t reach, double time_h) {
    Clock clock{time_h};
    Memory memory;
    double age_h = 0.0;
    for (std::size_t i = reach + 1; i-- > 0;) {
        const FlowReach& here = path.reaches[i];
        double ahead_m3 = here.volume_m3;
        while (ahead_m3 > 0.0) {
            const std::size_t hour = clock.hour_of_day();
            const double flow_m3_h = here.flow_m3_h[hour];
            const bool enters = flow_m3_h * clock.passed_h >= ahead_m3;
            const double step_h = enters ? ahead_m3 / flow_m3_h : clock.passed_h;
            const double soil_C = here.soil_C[clock.day()];
            memory.soil(soil_C, here.rate_per_h[hour], step_h);
            ahead_m3 = enters ? 0.0 : ahead_m3 - flow_m3_h * step_h;
            clock.back(step_h);
            age_h += step_h;
            if (memory.share < kForgotten || age_h > kOldest_h) {
                return {memory.known_C + memory.share * soil_C, std::nullopt};
            }
        }
    }
    return {memory.known_C + memory.share * path.inlet_C[clock.day()], age_h};
}

}  // namespace maaiveld::influence
