#include "layout/section_order.h"

#include "layout/section_shapes.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace maaiveld::layout {
namespace {

/// Where an axis may lie on one half of the street, told from that half's facade.
struct Reach {
    double nearest_m = 1e300;
    double farthest_m = -1e300;
    bool any() const { return nearest_m <= farthest_m; }
};

bool about(const std::optional<std::size_t>& only, std::size_t k) {
    return !only || *only == k;
}

/// Of the bodies concerned, how near to the facade the farthest and how far the nearest can come:
/// `all_near` asks for the item that has to be the nearer one.
Reach reach_of(const BriefItem& item, const std::optional<std::size_t>& only, double middle_m,
               bool left, bool all_near) {
    const double side = left ? 1.0 : -1.0;
    double body = all_near ? -1e300 : 1e300;
    for (std::size_t k = 0; k < item.bodies.size(); ++k) {
        if (!about(only, k)) continue;
        const double at = side * item.bodies[k].right_m;
        body = all_near ? std::max(body, at) : std::min(body, at);
    }
    Reach reach;
    for (const Stretch& stretch : item.where) {
        const double from = left ? stretch.from_m : std::max(stretch.from_m, middle_m);
        const double to = left ? std::min(stretch.to_m, middle_m) : stretch.to_m;
        if (from > to) continue;
        reach.nearest_m = std::min(reach.nearest_m, side * (left ? from : to) + body);
        reach.farthest_m = std::max(reach.farthest_m, side * (left ? to : from) + body);
    }
    return reach;
}

/// Whether the strips of two items allow their order: somewhere on one half, or on different
/// halves.
bool strips_allow(const SectionBrief& brief, const Requirement& r) {
    const double middle = brief.middle_m.value_or(0.5 * brief.width_m);
    std::array<bool, 2> first_on{};
    std::array<bool, 2> second_on{};
    for (const std::size_t half : {0U, 1U}) {
        const bool left = half == 0;
        const auto first = reach_of(brief.items[r.item], r.body, middle, left, true);
        const auto second = reach_of(brief.items[*r.other], r.other_body, middle, left, false);
        const bool both = first.any() && second.any();
        if (both && second.farthest_m - first.nearest_m >= r.required - kRounding_m) return true;
        first_on[half] = first.any();
        second_on[half] = second.any();
    }
    return (first_on[0] && second_on[1]) || (first_on[1] && second_on[0]);
}

bool is_free(const BriefItem& item) {
    return !item.fixed_x_m && std::none_of(item.bodies.begin(), item.bodies.end(),
                                           [](const Body& body) { return body.is_rack; });
}

}  // namespace

void keep_orders(SectionBrief& brief) {
    for (Requirement& r : brief.requirements) {
        const bool wanted = r.measure == rules::Measure::OrderHorizontal && r.other.has_value() &&
                            r.severity == rules::Severity::Info;
        if (!wanted || !is_free(brief.items[r.item]) || !is_free(brief.items[*r.other])) continue;
        r.must_hold = strips_allow(brief, r);
    }
}

}  // namespace maaiveld::layout
