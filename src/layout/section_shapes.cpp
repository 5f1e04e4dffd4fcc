#include "layout/section_shapes.h"

#include <algorithm>
#include <cmath>

namespace maaiveld::layout {
namespace {

using rules::Measure;

double radius_of(const Body& body) {
    return body.round ? body.half_width_m : 0.0;
}

/// Half the width and height of what is left of a body without its radius.
double core_width(const Body& body) {
    return half_width_of(body) - radius_of(body);
}
double core_height(const Body& body) {
    return half_height_of(body) - radius_of(body);
}

/// Bodies `required_m` apart in the section's plane: rectangles (cores) widened by a reach.
std::optional<double> in_space(const Body& a, const Body& b, double down_m, double required_m) {
    const double width = core_width(a) + core_width(b);
    const double up = std::max(0.0, std::abs(down_m) - core_height(a) - core_height(b));
    const double reach = radius_of(a) + radius_of(b) + required_m;
    if (reach <= kRounding_m) {
        // Blocks that may touch: apart in height, or beside each other.
        const double apart = std::abs(down_m) - core_height(a) - core_height(b);
        return apart < -kRounding_m ? std::optional{width} : std::nullopt;
    }
    if (up >= reach - kRounding_m) return std::nullopt;
    return width + std::sqrt(reach * reach - up * up);
}

std::optional<double> measured(const Requirement& r, double value_m, const Body& first,
                               const Body& second, double down_m) {
    const double plans = half_width_of(first) + half_width_of(second);
    const double heights = half_height_of(first) + half_height_of(second);
    switch (r.measure) {
        case Measure::EdgeHorizontal:
            return value_m + plans;
        case Measure::AxisHorizontal:
            return value_m + first.axis_half_width_m + second.axis_half_width_m;
        case Measure::Edge3d:
            return in_space(first, second, down_m, value_m);
        case Measure::EdgeVertical:
            if (std::abs(down_m) - heights < value_m - kRounding_m) return plans;
            return std::nullopt;
        case Measure::OrderVertical:
            if (down_m - heights < value_m - kRounding_m) return plans;
            return std::nullopt;
        case Measure::Overlap:
        case Measure::RootOverlap:
            // Any volume that may be shared is taken as none.
            return in_space(first, second, down_m, 0.0);
        default:
            return std::nullopt;
    }
}

}  // namespace

double half_width_of(const Body& body) {
    return body.half_width_m + body.axis_half_width_m;
}

double half_height_of(const Body& body) {
    return body.half_height_m + body.axis_half_height_m;
}

double top_of(const Body& body) {
    return body.down_m - half_height_of(body);
}

std::optional<double> forbidden_within(const Requirement& requirement, double value_m,
                                       const Body& first, const Body& second, double down_m,
                                       double angle_deg) {
    if (requirement.measure == Measure::CrossingAngle) {
        if (angle_deg >= value_m) return std::nullopt;
        return first.axis_half_width_m + second.axis_half_width_m;
    }
    auto within = measured(requirement, value_m, first, second, down_m);
    if (within && requirement.only_above) {
        within = std::min(*within, half_width_of(first) + half_width_of(second));
    }
    return within;
}

std::optional<double> intersect_within(const Body& a, const Body& b, double down_m) {
    return in_space(a, b, down_m, 0.0);
}

bool is_level_free(const Requirement& requirement) {
    return !requirement.only_above && (requirement.measure == Measure::EdgeHorizontal ||
                                       requirement.measure == Measure::AxisHorizontal ||
                                       requirement.measure == Measure::CrossingAngle);
}

}  // namespace maaiveld::layout
