#include "rules/hits.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <tuple>

#include "base/parallel.h"
#include "geometry/join.h"
#include "rules/measure.h"

namespace maaiveld::rules {
namespace {

using geometry::Convex;
using model::Part;
using model::Scene;

constexpr double kRounding_m = 1e-7;  // nothing may be lost to rounding before it is judged

/// A part as the first sieve needs it: 64 bytes, so that a pair costs two cache lines.
struct Slim {
    geometry::Segment axis;
    float radius = 0.0F;  ///< around the axis; below 0: no capsule
    float sigma_m = 0.0F;
    std::uint32_t owner = 0;
    std::uint32_t cls = 0;
};

class Sieve {
public:
    Sieve(const Scene& scene, const CompiledRules& rules, const HitOptions& options)
        : scene_{scene}, rules_{rules} {
        // Boxes are in single precision: near a local origin they stay tight.
        if (!scene.parts.empty()) origin_ = geometry::bounds_of(scene.parts.front().body).low;
        slim_.reserve(scene.parts.size());
        boxes_.reserve(scene.parts.size());
        for (const Part& part : scene.parts) add(part, options.uncertainty);
    }

    std::span<const geometry::Box> boxes() const { return boxes_; }

    bool passes(std::uint32_t i, std::uint32_t j) const {
        const Slim& a = slim_[i];
        const Slim& b = slim_[j];
        if (a.owner == b.owner) return false;
        const RuleSet& set = rules_.for_classes(a.cls, b.cls);
        if (set.empty()) return false;
        const double spread = std::sqrt(double(a.sigma_m) * double(a.sigma_m) +
                                        double(b.sigma_m) * double(b.sigma_m));
        const double reach = set.reach_m + 2.0 * spread + kRounding_m;
        if (a.radius < 0.0F || b.radius < 0.0F) return solids_pass(i, j, set.in_plan, reach);
        const double limit = reach + double(a.radius) + double(b.radius);
        if (set.in_plan) {
            return geometry::closest(geometry::plan(a.axis), geometry::plan(b.axis)).distance < limit;
        }
        return geometry::closest(a.axis, b.axis).distance < limit;
    }

private:
    void add(const Part& part, bool uncertainty) {
        const model::Owner& owner = scene_.owners[part.owner];
        Slim slim;
        slim.axis = part.axis;
        slim.owner = part.owner;
        slim.cls = rules_.class_of(part.owner);
        const bool capsule = part.body.kind == Convex::Kind::Capsule;
        // Rounded up: the sieve may let too much through, never too little.
        slim.radius = capsule ? std::nextafter(static_cast<float>(part.body.radius), 1e30F) : -1.0F;
        const double sigma = uncertainty ? std::hypot(owner.xy.sigma_m, part.sigma_z_m) : 0.0;
        slim.sigma_m = std::nextafter(static_cast<float>(sigma), 1e30F);
        if (sigma == 0.0) slim.sigma_m = 0.0F;
        slim_.push_back(slim);
        const double margin = 0.5 * rules_.reach_of(part.owner) + 2.0 * sigma + kRounding_m;
        // A rule on the plan pairs things at any height.
        const double margin_z = rules_.any_in_plan() ? 1e6 : margin;
        auto bounds = geometry::bounds_of(part.body);
        bounds.include(part.axis.a);
        bounds.include(part.axis.b);
        bounds.low -= origin_;
        bounds.high -= origin_;
        boxes_.push_back(geometry::Box::around(bounds, margin, margin_z));
    }
    bool solids_pass(std::uint32_t i, std::uint32_t j, bool in_plan, double reach) const {
        const Part& a = scene_.parts[i];
        const Part& b = scene_.parts[j];
        const double distance = in_plan ? geometry::plan_gap(a.body, b.body).distance
                                        : geometry::gap(a.body, b.body).distance;
        if (distance < reach) return true;
        // The axis of a wall may be nearer than its body's nearest face is to be measured.
        return in_plan && geometry::closest(geometry::plan(a.axis), geometry::plan(b.axis)).distance < reach;
    }

    const Scene& scene_;
    const CompiledRules& rules_;
    geometry::Vec3 origin_ = geometry::Vec3::Zero();
    std::vector<Slim> slim_;
    std::vector<geometry::Box> boxes_;
};

/// The place of every owner in the order of ids as text.
std::vector<std::uint32_t> ranks_of(const Scene& scene) {
    std::vector<std::uint32_t> order(scene.owners.size());
    std::iota(order.begin(), order.end(), 0U);
    std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
        return scene.owners[a].id < scene.owners[b].id;
    });
    std::vector<std::uint32_t> ranks(order.size());
    for (std::uint32_t k = 0; k < order.size(); ++k) ranks[order[k]] = k;
    return ranks;
}

}  // namespace

std::vector<Hit> find_hits(const Scene& scene, const CompiledRules& rules,
                           const HitOptions& options) {
    const Sieve sieve{scene, rules, options};
    const geometry::SweepJoin join{sieve.boxes(), options.threads};
    const std::vector<std::uint32_t> ranks = ranks_of(scene);
    const auto rank_of = [&](std::uint32_t part) { return ranks[scene.parts[part].owner]; };
    std::vector<std::vector<Hit>> found(join.task_count());
    join.run([&](std::size_t task, geometry::PairBlock pairs) {
        for (const auto& [i, j] : pairs) {
            if (!sieve.passes(i, j)) continue;
            found[task].push_back(rank_of(i) < rank_of(j) ? Hit{i, j} : Hit{j, i});
        }
    });
    std::vector<Hit> hits;
    for (const auto& part : found) hits.insert(hits.end(), part.begin(), part.end());
    std::sort(hits.begin(), hits.end(), [&](const Hit& x, const Hit& y) {
        return std::tuple(rank_of(x.a), rank_of(x.b), x.a, x.b) <
               std::tuple(rank_of(y.a), rank_of(y.b), y.a, y.b);
    });
    return hits;
}

std::uint64_t count_hits(const Scene& scene, const CompiledRules& rules,
                         const HitOptions& options) {
    const Sieve sieve{scene, rules, options};
    const geometry::SweepJoin join{sieve.boxes(), options.threads};
    std::vector<std::uint64_t> counts(join.task_count(), 0);
    join.run([&](std::size_t task, geometry::PairBlock pairs) {
        std::uint64_t count = 0;
        for (const auto& [i, j] : pairs) count += sieve.passes(i, j) ? 1U : 0U;
        counts[task] += count;
    });
    return std::accumulate(counts.begin(), counts.end(), std::uint64_t{0});
}

}  // namespace maaiveld::rules
