#include "layout/rack_sizing_soil.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <vector>

namespace maaiveld::layout {
namespace {

/// Settlements above a line and beside it at height h (over D) above it, the difference: zero where
/// the plane of equal settlement lies.
double settlement_difference(double h, double cover, double k, double projection) {
    const double growth = std::exp(k * h);
    const double over = cover - h;
    return (1.0 / k + over + projection / 3.0) * (growth - 1.0) / k + h * h / 2.0 +
           projection / 3.0 * over * growth - h / k - cover * h - projection * cover;
}

/// Height of the plane of equal settlement over the diameter, at most the cover.
double equal_settlement_height(double cover, double k, double projection) {
    if (settlement_difference(cover, cover, k, projection) <= 0.0) return cover;
    double low = 0.0;
    double high = cover;
    for (int i = 0; i < 100; ++i) {
        const double middle = 0.5 * (low + high);
        (settlement_difference(middle, cover, k, projection) < 0.0 ? low : high) = middle;
    }
    return 0.5 * (low + high);
}

constexpr int kIntervals = 16;      // of Simpson's rule between two breaks, even
constexpr double kInside_m = 1e-9;  // so that a break belongs to the piece that is integrated

/// Simpson's rule of f over [from, to], a piece without a break.
template <class F>
double piece(double from, double to, F f) {
    if (to - from <= 2.0 * kInside_m) return 0.0;
    const double step = (to - from) / kIntervals;
    double sum = f(from + kInside_m) + f(to - kInside_m);
    for (int i = 1; i < kIntervals; ++i)
        sum += (i % 2 == 1 ? 4.0 : 2.0) * f(from + i * step);
    return sum * step / 3.0;
}

/// The integral of f over [from, to], with `breaks` (rising) where f may jump or bend.
template <class F>
double integral(double from, double to, const std::vector<double>& breaks, F f) {
    double sum = 0.0;
    double at = from;
    for (const double next : breaks) {
        if (next <= at || next >= to) continue;
        sum += piece(at, next, f);
        at = next;
    }
    return sum + piece(at, to, f);
}

/// Where the pressure of patches may jump or bend along the street: their edges, spread or not.
std::vector<double> breaks_of(const LoadArrangement& arrangement, double along_m, double depth_m) {
    std::vector<double> breaks{0.0};
    for (const WheelPatch& patch : arrangement.patches) {
        for (const double half : {0.5 * patch.length_m, 0.5 * (patch.length_m + depth_m)}) {
            breaks.push_back(patch.along_m + along_m - half);
            breaks.push_back(patch.along_m + along_m + half);
        }
    }
    std::sort(breaks.begin(), breaks.end());
    return breaks;
}

/// Where patches may stand along: each of them, and all together, in the middle.
std::vector<double> shifts_along(const LoadArrangement& arrangement) {
    std::vector<double> shifts{0.0};
    for (const WheelPatch& patch : arrangement.patches)
        shifts.push_back(-patch.along_m);
    std::sort(shifts.begin(), shifts.end());
    shifts.erase(std::unique(shifts.begin(), shifts.end()), shifts.end());
    return shifts;
}

std::vector<double> shifts_across(const LoadArrangement& arrangement) {
    std::vector<double> shifts{0.0};
    for (const WheelPatch& patch : arrangement.patches)
        shifts.push_back(-patch.across_m);
    std::sort(shifts.begin(), shifts.end());
    shifts.erase(std::unique(shifts.begin(), shifts.end()), shifts.end());
    return shifts;
}

/// Moment at mid-span over L^2/8 and the reaction of a middle support, of a load per metre w(y).
template <class W>
void add_effects(W load_N_m, const std::vector<double>& breaks, double span_m,
                 TrafficEffect& worst) {
    const double half = 0.5 * span_m;
    const auto arm = [&](double y) { return 0.5 * (half - std::abs(y)); };
    const auto share = [&](double y) { return 1.0 - std::abs(y) / span_m; };
    const double moment =
        integral(-half, half, breaks, [&](double y) { return load_N_m(y) * arm(y); });
    const double reaction =
        integral(-span_m, span_m, breaks, [&](double y) { return load_N_m(y) * share(y); });
    worst.even_N_m = std::max(worst.even_N_m, 8.0 * moment / (span_m * span_m));
    worst.reaction_N = std::max(worst.reaction_N, reaction);
    worst.peak_N_m = std::max(worst.peak_N_m, load_N_m(0.0));
}

double drained_resistance_Pa(const SizingProfile& p, const Footing& f) {
    const double tangent =
        std::tan(p.friction_angle_deg * std::numbers::pi / 180.0) / p.friction_angle_factor;
    const double angle = std::atan(tangent);
    const double slip = std::tan(std::numbers::pi / 4.0 + angle / 2.0);
    const double nq = std::exp(std::numbers::pi * tangent) * slip * slip;
    const double nc = (nq - 1.0) / tangent;
    const double ng = 2.0 * (nq - 1.0) * tangent;
    const double ratio = f.width_m / f.length_m;
    const double sq = 1.0 + ratio * std::sin(angle);
    const double sc = (sq * nq - 1.0) / (nq - 1.0);
    const double sg = 1.0 - 0.3 * ratio;
    return p.cohesion_Pa / p.cohesion_factor * nc * sc + f.surcharge_Pa * nq * sq +
           0.5 * f.unit_weight_N_m3 * f.width_m * ng * sg;
}

}  // namespace

double projecting_coefficient(double cover, double k, double projection) {
    if (cover <= 0.0) return 0.0;
    if (projection <= 0.0 || k <= 0.0) return cover;
    const double height = equal_settlement_height(cover, k, projection);
    const double growth = std::exp(k * height);
    return (growth - 1.0) / k + (cover - height) * growth;
}

double trench_coefficient(double cover_over_width, double k) {
    if (k <= 0.0) return cover_over_width;
    return (1.0 - std::exp(-k * cover_over_width)) / k;
}

double mean_unit_weight_N_m3(const SizingProfile& p, double depth_m,
                             std::optional<double> groundwater_depth_m) {
    if (!groundwater_depth_m || depth_m <= 0.0 || *groundwater_depth_m >= depth_m)
        return p.unit_weight_N_m3;
    const double dry = std::max(*groundwater_depth_m, 0.0) / depth_m;
    return dry * p.unit_weight_N_m3 + (1.0 - dry) * p.submerged_unit_weight_N_m3;
}

double soil_on_line_N_m(const SizingProfile& p, const BuriedLine& line, double trench_width_m,
                        std::optional<double> groundwater_depth_m) {
    if (line.cover_m <= 0.0) return 0.0;
    const double weight = mean_unit_weight_N_m3(p, line.cover_m, groundwater_depth_m);
    const double d = line.diameter_m;
    const double k = 2.0 * p.friction_product;
    const double product =
        line.follows_sand ? 0.0 : p.settlement_ratio * std::max(0.0, line.above_base_m) / d;
    const double projecting = projecting_coefficient(line.cover_m / d, k, product) * d * d;
    const double trench =
        trench_coefficient(line.cover_m / trench_width_m, k) * trench_width_m * trench_width_m;
    return weight * std::min(projecting, trench);
}

double traffic_pressure_Pa(const LoadArrangement& arrangement, influence::Spread spread,
                           const TrafficPoint& point) {
    double pressure = arrangement.pressure_Pa;
    for (const WheelPatch& patch : arrangement.patches) {
        const double along = patch.along_m + point.shift_along_m;
        const double across = patch.across_m + point.shift_across_m;
        const influence::RectangleLoad area{
            across - 0.5 * patch.width_m, across + 0.5 * patch.width_m,
            along - 0.5 * patch.length_m, along + 0.5 * patch.length_m};
        pressure +=
            patch.force_N / (patch.width_m * patch.length_m) *
            influence::vertical_stress_ratio(area, spread, {0.0, point.at_m, point.depth_m});
    }
    return pressure;
}

TrafficEffect traffic_on_line(const LoadClass& load_class, influence::Spread spread, double depth_m,
                              double diameter_m, double span_m) {
    TrafficEffect worst;
    for (const LoadArrangement& arrangement : load_class.arrangements) {
        for (const double across : shifts_across(arrangement)) {
            for (const double along : shifts_along(arrangement)) {
                const auto load = [&](double y) {
                    return diameter_m *
                           traffic_pressure_Pa(arrangement, spread, {y, depth_m, along, across});
                };
                add_effects(load, breaks_of(arrangement, along, depth_m), span_m, worst);
            }
        }
    }
    return worst;
}

double bearing_resistance_Pa(const SizingProfile& p, const Footing& f) {
    if (p.friction_angle_deg > 0.0) return drained_resistance_Pa(p, f);
    return (std::numbers::pi + 2.0) * p.undrained_Pa / p.undrained_factor *
               (1.0 + 0.2 * f.width_m / f.length_m) +
           f.surcharge_Pa;
}

}  // namespace maaiveld::layout
