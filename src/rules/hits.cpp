#include "rules/hits.h"

#include "base/parallel.h"
#include "geometry/join.h"
#include "rules/measure.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

namespace maaiveld::rules {
namespace {

using geometry::Convex;
using model::Part;
using model::Scene;

constexpr double kRounding_m = 1e-7;  // nothing may be lost to rounding before it is judged

/// A part as the first sieve needs it: one cache line.
struct alignas(64) Slim {
    geometry::Segment axis;
    float radius = 0.0F;  ///< around the axis; below 0: no capsule
    float sigma_m = 0.0F;
    std::uint32_t owner = 0;
    std::uint32_t cls = 0;
};

/// What the sieve needs to know of a pair of classes.
struct Gate {
    double reach_m = -1.0;  ///< below 0: no rule
    bool in_plan = false;
};

/// A float that is not below `value`: the sieve may let too much through, never too little.
float rounded_up(double value) {
    return std::nextafter(static_cast<float>(value), 1e30F);
}

class Sieve {
public:
    Sieve(const Scene& scene, const CompiledRules& rules, const HitOptions& options)
        : scene_{scene}, rules_{rules}, classes_{rules.class_count()} {
        // Boxes are in single precision: near a local origin they stay tight.
        if (!scene.parts.empty()) origin_ = geometry::bounds_of(scene.parts.front().body).low;
        slim_.resize(scene.parts.size());
        boxes_.resize(scene.parts.size());
        constexpr std::size_t kChunk = 8192;
        base::parallel_for(
            (scene.parts.size() + kChunk - 1) / kChunk, options.threads, [&](std::size_t c) {
                const std::size_t end = std::min(scene.parts.size(), (c + 1) * kChunk);
                for (std::size_t i = c * kChunk; i < end; ++i)
                    take(i, options.uncertainty);
            });
        for (std::uint32_t a = 0; a < classes_; ++a) {
            for (std::uint32_t b = 0; b < classes_; ++b) {
                const RuleSet& set = rules.for_classes(a, b);
                gates_.push_back(set.empty() ? Gate{} : Gate{set.reach_m, set.in_plan});
            }
        }
    }

    std::span<const geometry::Box> boxes() const { return boxes_; }

    /// Calls `use(i, j)` for every pair that passes. The parts of a pair lie anywhere in memory, so
    /// they are fetched a few pairs ahead.
    template <class Use>
    void for_each_passing(geometry::PairBlock pairs, Use use) const {
        constexpr std::size_t kAhead = 12;
        for (std::size_t k = 0; k < pairs.size(); ++k) {
            if (k + kAhead < pairs.size()) {
                __builtin_prefetch(&slim_[pairs[k + kAhead].first]);
                __builtin_prefetch(&slim_[pairs[k + kAhead].second]);
            }
            if (passes(pairs[k].first, pairs[k].second)) use(pairs[k].first, pairs[k].second);
        }
    }
    std::uint32_t owner_of(std::uint32_t part) const { return slim_[part].owner; }

    bool passes(std::uint32_t i, std::uint32_t j) const {
        const Slim& a = slim_[i];
        const Slim& b = slim_[j];
        if (a.owner == b.owner) return false;
        const Gate& gate = gates_[a.cls * classes_ + b.cls];
        if (gate.reach_m < 0.0) return false;
        const double spread = std::sqrt(double(a.sigma_m) * double(a.sigma_m) +
                                        double(b.sigma_m) * double(b.sigma_m));
        const double reach = gate.reach_m + 2.0 * spread + kRounding_m;
        if (a.radius < 0.0F || b.radius < 0.0F) return solids_pass(i, j, gate.in_plan, reach);
        const double limit = reach + double(a.radius) + double(b.radius);
        if (gate.in_plan) {
            return geometry::closest(geometry::plan(a.axis), geometry::plan(b.axis)).distance <
                   limit;
        }
        // Most pairs that pass have ends near each other: that settles it without the whole kernel.
        const auto near = [&](const geometry::Vec3& p, const geometry::Vec3& q) {
            return (p - q).squaredNorm() < limit * limit;
        };
        if (near(a.axis.a, b.axis.a) || near(a.axis.b, b.axis.b) || near(a.axis.a, b.axis.b) ||
            near(a.axis.b, b.axis.a)) {
            return true;
        }
        return geometry::closest(a.axis, b.axis).distance < limit;
    }

private:
    void take(std::size_t i, bool uncertainty) {
        const Part& part = scene_.parts[i];
        const model::Owner& owner = scene_.owners[part.owner];
        Slim& slim = slim_[i];
        slim.axis = part.axis;
        slim.owner = part.owner;
        slim.cls = rules_.class_of(part.owner);
        const bool capsule = part.body.kind == Convex::Kind::Capsule;
        slim.radius = capsule ? rounded_up(part.body.radius) : -1.0F;
        const double sigma = uncertainty ? std::hypot(owner.xy.sigma_m, part.sigma_z_m) : 0.0;
        slim.sigma_m = sigma > 0.0 ? rounded_up(sigma) : 0.0F;
        const double margin = 0.5 * rules_.reach_of(part.owner) + 2.0 * sigma + kRounding_m;
        // A rule on the plan pairs things at any height.
        const double margin_z = rules_.any_in_plan() ? 1e6 : margin;
        auto bounds = geometry::bounds_of(part.body);
        bounds.include(part.axis.a);
        bounds.include(part.axis.b);
        bounds.low -= origin_;
        bounds.high -= origin_;
        boxes_[i] = geometry::Box::around(bounds, margin, margin_z);
    }
    bool solids_pass(std::uint32_t i, std::uint32_t j, bool in_plan, double reach) const {
        const Part& a = scene_.parts[i];
        const Part& b = scene_.parts[j];
        const double distance = in_plan ? geometry::plan_gap(a.body, b.body).distance
                                        : geometry::gap(a.body, b.body).distance;
        if (distance < reach) return true;
        // The axis of a wall may be nearer than its body's nearest face is to be measured.
        return in_plan &&
               geometry::closest(geometry::plan(a.axis), geometry::plan(b.axis)).distance < reach;
    }

    const Scene& scene_;
    const CompiledRules& rules_;
    std::uint32_t classes_;
    std::vector<Gate> gates_;
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
    for (std::uint32_t k = 0; k < order.size(); ++k)
        ranks[order[k]] = k;
    return ranks;
}

/// A hit with the places of both owners in the order of ids, the first in the upper half.
struct Ranked {
    std::uint64_t key = 0;
    Hit hit;

    friend auto operator<=>(const Ranked&, const Ranked&) = default;
};

/// All hits in order: dealt into buckets by the first owner, which are then sorted side by side.
std::vector<Hit> in_order(const std::vector<std::vector<Ranked>>& found, std::size_t owners,
                          int threads) {
    constexpr std::size_t kBuckets = 64;
    const auto bucket_of = [&](const Ranked& r) {
        return (r.key >> 32U) * kBuckets / std::max<std::size_t>(owners, 1);
    };
    std::array<std::size_t, kBuckets + 1> begin{};
    for (const auto& part : found) {
        for (const Ranked& r : part)
            ++begin[bucket_of(r) + 1];
    }
    std::partial_sum(begin.begin(), begin.end(), begin.begin());
    std::vector<Ranked> ranked(begin.back());
    auto next = begin;
    for (const auto& part : found) {
        for (const Ranked& r : part)
            ranked[next[bucket_of(r)]++] = r;
    }
    std::vector<Hit> hits(ranked.size());
    base::parallel_for(kBuckets, threads, [&](std::size_t b) {
        const auto at = [&](std::size_t k) {
            return ranked.begin() + static_cast<std::ptrdiff_t>(k);
        };
        std::sort(at(begin[b]), at(begin[b + 1]));
        for (std::size_t k = begin[b]; k < begin[b + 1]; ++k)
            hits[k] = ranked[k].hit;
    });
    return hits;
}

}  // namespace

std::vector<Hit> find_hits(const Scene& scene, const CompiledRules& rules,
                           const HitOptions& options) {
    const Sieve sieve{scene, rules, options};
    const geometry::SweepJoin join{sieve.boxes(), options.threads};
    const std::vector<std::uint32_t> ranks = ranks_of(scene);
    std::vector<std::vector<Ranked>> found(join.task_count());
    join.run([&](std::size_t task, geometry::PairBlock pairs) {
        sieve.for_each_passing(pairs, [&](std::uint32_t i, std::uint32_t j) {
            const std::uint64_t first = ranks[sieve.owner_of(i)];
            const std::uint64_t second = ranks[sieve.owner_of(j)];
            found[task].push_back(first < second ? Ranked{(first << 32U) | second, {i, j}}
                                                 : Ranked{(second << 32U) | first, {j, i}});
        });
    });
    return in_order(found, scene.owners.size(), options.threads);
}

std::uint64_t count_hits(const Scene& scene, const CompiledRules& rules,
                         const HitOptions& options) {
    const Sieve sieve{scene, rules, options};
    const geometry::SweepJoin join{sieve.boxes(), options.threads};
    std::vector<std::uint64_t> counts(join.task_count(), 0);
    join.run([&](std::size_t task, geometry::PairBlock pairs) {
        std::uint64_t count = 0;
        sieve.for_each_passing(pairs, [&](std::uint32_t, std::uint32_t) { ++count; });
        counts[task] += count;
    });
    return std::accumulate(counts.begin(), counts.end(), std::uint64_t{0});
}

}  // namespace maaiveld::rules
