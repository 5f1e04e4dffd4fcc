#include "layout/rack_fill_parts.h"

#include <algorithm>
#include <cmath>

namespace maaiveld::layout {
namespace {

using rules::Measure;

/// Heights are drawn and built in whole millimetres.
constexpr double kMillimetre_m = 0.001;
/// A clearance between tubes is judged without rounding: one that is asked gets this much more.
constexpr double kMore_m = 1e-6;

double rounded_up(double height_m) {
    return kMillimetre_m * std::ceil(height_m / kMillimetre_m - 1e-6);
}

double height_of(const RackShape& shape, std::size_t body) {
    return 2.0 * shape.bodies[body].half_height_m;
}

/// How deep the lower of two bodies must at least reach because of upright rules with a body above.
double under_rule(const RackPairRule& rule, const std::vector<RackShape>& shapes, int level,
                  const std::vector<double>& underside_m) {
    const bool upright =
        rule.measure == Measure::EdgeVertical || rule.measure == Measure::OrderVertical;
    if (!upright) return 0.0;
    const int of_a = shapes[rule.member_a].level;
    const int of_b = shapes[rule.member_b].level;
    if (std::max(of_a, of_b) != level || of_a == of_b) return 0.0;
    const bool b_is_lower = of_b > of_a;
    const double over = underside_m[static_cast<std::size_t>(std::min(of_a, of_b))];
    const double height = b_is_lower ? height_of(shapes[rule.member_b], rule.body_b)
                                     : height_of(shapes[rule.member_a], rule.body_a);
    return over + rule.required_m + kMore_m + height;
}

}  // namespace

double axis_depth_m(const RackBody& body, const RackShape& shape, const RackLevels& levels) {
    return levels.underside_m[static_cast<std::size_t>(shape.level)] - body.half_height_m;
}

RackLevels rack_levels(const model::RackType& type, const std::vector<RackShape>& shapes,
                       const std::vector<RackPairRule>& rules, double sink_m, int heat_level) {
    int count = 0;
    for (const RackShape& shape : shapes)
        count = std::max(count, shape.level + 1);
    RackLevels levels;
    double ceiling = type.top_cover_m + type.cover_plate_thickness_m;
    for (int k = 0; k < count; ++k) {
        double underside = 0.0;
        for (const RackShape& shape : shapes) {
            if (shape.level != k) continue;
            underside = std::max(underside, ceiling + type.level_gap_m + shape.height_m);
            for (const RackBody& body : shape.bodies)
                underside = std::max(underside, body.cover_m + 2.0 * body.half_height_m);
        }
        if (k > 0) {
            const double pitch = levels.beam_m.back() + type.level_pitch_min_m;
            underside = std::max(underside, pitch - type.saddle_thickness_m);
        }
        for (const RackPairRule& rule : rules)
            underside = std::max(underside, under_rule(rule, shapes, k, levels.underside_m));
        underside = rounded_up(underside + (k == heat_level ? sink_m : 0.0));
        levels.underside_m.push_back(underside);
        levels.beam_m.push_back(underside + type.saddle_thickness_m);
        ceiling = levels.beam_m.back() + type.beam.height_m;
    }
    levels.bottom_m = ceiling + type.base_plate_thickness_m;
    return levels;
}

}  // namespace maaiveld::layout
