#include "layout/section_problem_of.h"
#include "layout/section_shapes.h"

#include <algorithm>
#include <cmath>

namespace maaiveld::layout {
namespace {

using rules::Measure;

/// Distances x_b - x_a that are not allowed (open), or not wanted.
struct Between {
    double from_m = 0.0;
    double to_m = 0.0;
    bool empty() const { return !(to_m - from_m > 2.0 * kRounding_m); }
    void include(double from, double to) {
        if (empty()) {
            *this = {from, to};
        } else {
            from_m = std::min(from_m, from);
            to_m = std::max(to_m, to);
        }
    }
};

class PairBuilder {
public:
    PairBuilder(const ChosenBrief& chosen, std::size_t a, std::size_t b)
        : chosen_{chosen},
          ia_{chosen.items[a]},
          ib_{chosen.items[b]},
          a_{chosen.on_grid[ia_]},
          b_{chosen.on_grid[ib_]} {
        for (const std::size_t k : chosen.requirements) {
            const Requirement& r = chosen.requirement(k);
            if (is_between(r)) requirements_.push_back(&r);
            if (is_above(r)) above_.push_back(&r);
        }
        for (const Requirement* r : requirements_) {
            if (is_hard(*r) && is_level_free(*r)) include_bodies(*r, r->required, 0.0, level_free_);
        }
    }

    /// What the pair asks when b's top lies `deeper_m` below a's.
    Spacing at(double deeper_m, double step_m) const {
        Between hard = level_free_;
        include_solids(deeper_m, hard);
        for (const Requirement* r : requirements_) {
            if (is_hard(*r) && !is_level_free(*r)) include_bodies(*r, r->required, deeper_m, hard);
        }
        for (const Requirement* r : above_)
            include_above(*r, deeper_m, hard);
        Spacing spacing;
        if (!hard.empty()) {
            spacing.left = steps_down(hard.from_m, step_m);
            spacing.right = std::max(spacing.left + 1, steps_up(hard.to_m, step_m));
        }
        spacing.wanted_left = spacing.left;
        spacing.wanted_right = spacing.right;
        want(deeper_m, step_m, spacing);
        return spacing;
    }

private:
    bool is_between(const Requirement& r) const {
        if (!r.other || r.measure == Measure::OrderHorizontal) return false;
        return (r.item == ia_ && *r.other == ib_) || (r.item == ib_ && *r.other == ia_);
    }
    bool is_above(const Requirement& r) const {
        return r.measure == Measure::FreeAbove && !r.other && !r.obstacle && is_hard(r) &&
               r.required > kRounding_m && (r.item == ia_ || r.item == ib_);
    }

    /// The axes are d + shift apart when the references are d apart: |d + shift| < within.
    static void include(const Body& of_a, const Body& of_b, double within_m, Between& between) {
        if (within_m <= kRounding_m) return;
        const double shift = of_b.right_m - of_a.right_m;
        between.include(-within_m - shift, within_m - shift);
    }

    template <class Use>
    void for_bodies(Use use) const {
        for (std::size_t p = 0; p < a_.bodies.size(); ++p) {
            for (std::size_t q = 0; q < b_.bodies.size(); ++q)
                use(p, q);
        }
    }

    void include_bodies(const Requirement& r, double value_m, double deeper_m,
                        Between& between) const {
        const bool a_first = r.item == ia_;
        for_bodies([&](std::size_t p, std::size_t q) {
            const std::size_t first = a_first ? p : q;
            const std::size_t second = a_first ? q : p;
            if ((r.body && *r.body != first) || (r.other_body && *r.other_body != second)) return;
            const Body& pa = a_.bodies[p];
            const Body& pb = b_.bodies[q];
            const double down = deeper_m + pb.down_m - pa.down_m;
            const auto h = a_first ? forbidden_within(r, value_m, pa, pb, down)
                                   : forbidden_within(r, value_m, pb, pa, -down);
            if (h) include(pa, pb, *h, between);
        });
    }

    void include_solids(double deeper_m, Between& between) const {
        for_bodies([&](std::size_t p, std::size_t q) {
            const Body& pa = a_.bodies[p];
            const Body& pb = b_.bodies[q];
            const auto h = intersect_within(pa, pb, deeper_m + pb.down_m - pa.down_m);
            if (h) include(pa, pb, *h, between);
        });
    }

    /// The prism above the axis of `r.item`'s bodies, free of what reaches as high or higher.
    void include_above(const Requirement& r, double deeper_m, Between& between) const {
        const bool a_below = r.item == ia_;
        for_bodies([&](std::size_t p, std::size_t q) {
            const Body& pa = a_.bodies[p];
            const Body& pb = b_.bodies[q];
            if (r.body && *r.body != (a_below ? p : q)) return;
            const Body& other = a_below ? pb : pa;
            if (other.is_rack) return;
            const double b_deeper = deeper_m + top_of(pb) - top_of(pa);
            if ((a_below ? b_deeper : -b_deeper) > kRounding_m) return;
            include(pa, pb, 0.5 * r.required + half_width_of(other), between);
        });
    }

    /// Of several wanted distances the one counts whose full shortage, on both sides, costs most.
    void want(double deeper_m, double step_m, Spacing& spacing) const {
        std::int64_t most = 0;
        for (const Requirement* r : requirements_) {
            const bool in_plan = is_level_free(*r) || r->measure == Measure::Edge3d;
            if (!r->preferred || !in_plan) continue;
            Between wanted;
            include_bodies(*r, *r->preferred, deeper_m, wanted);
            if (wanted.empty()) continue;
            const int left = std::min(spacing.left, steps_down(wanted.from_m, step_m));
            const int right = std::max(spacing.right, steps_up(wanted.to_m, step_m));
            const std::int32_t cost = thousandths(r->preferred_cost_eur_m2 * step_m);
            const std::int64_t steps = (spacing.left - left) + (right - spacing.right);
            if (steps * cost <= most) continue;
            most = steps * cost;
            spacing.wanted_left = left;
            spacing.wanted_right = right;
            spacing.cost_per_step = cost;
        }
    }

    const ChosenBrief& chosen_;
    std::size_t ia_, ib_;
    const BriefItem& a_;
    const BriefItem& b_;
    std::vector<const Requirement*> requirements_;
    std::vector<const Requirement*> above_;
    Between level_free_;
};

bool is_free(const Spacing& s) {
    return s.left + 1 == s.right && s.cost_per_step == 0;
}

}  // namespace

Pair pair_of(const ChosenBrief& chosen, const SectionProblem& problem, std::size_t a,
             std::size_t b) {
    Pair pair;
    pair.a = a;
    pair.b = b;
    const auto& la = problem.items[a].levels;
    const auto& lb = problem.items[b].levels;
    pair.offset = la.back().cover - lb.front().cover;
    const int most = lb.back().cover - la.front().cover;
    const PairBuilder builder{chosen, a, b};
    for (int difference = -pair.offset; difference <= most; ++difference)
        pair.by_difference.push_back(builder.at(difference * problem.step_m, problem.step_m));
    if (std::all_of(pair.by_difference.begin(), pair.by_difference.end(), is_free))
        pair.by_difference.clear();
    return pair;
}

}  // namespace maaiveld::layout
