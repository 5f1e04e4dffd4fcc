#pragma once

#include "geometry/convex.h"

#include <cstdint>
#include <functional>
#include <span>
#include <utility>
#include <vector>

namespace maaiveld::geometry {

/// A box in single precision that surely contains what it stands for: rounded outwards.
struct Box {
    float x0, x1, y0, y1, z0, z1;

    static Box around(const Bounds& bounds, double margin_m, double margin_z_m);
};

/// One block of candidate pairs, as indices (i, j) of boxes that overlap, i < j.
using PairBlock = std::span<const std::pair<std::uint32_t, std::uint32_t>>;

/// The spatial join: hands every pair of overlapping boxes exactly once to `visit(task, pairs)`.
/// Tasks are numbered 0 .. task_count-1 and run in parallel; the pairs of one task arrive in the
/// same order for any number of threads, so results kept per task are deterministic.
///
/// Method: the plane is cut into strips along y, each holding the boxes that reach into it sorted
/// by x; a strip is swept once. A pair belongs to the strip of the larger of its two low y.
class SweepJoin {
public:
    explicit SweepJoin(std::span<const Box> boxes, int threads = 0);

    std::size_t task_count() const { return strip_begin_.empty() ? 0 : strip_begin_.size() - 1; }
    void run(const std::function<void(std::size_t task, PairBlock pairs)>& visit) const;

private:
    void choose_strips(std::span<const Box> boxes);
    void fill_strips(std::span<const Box> boxes);
    void sort_strip(std::span<const Box> boxes, std::vector<std::uint64_t>& keys,
                    std::size_t strip);
    std::uint32_t strip_of(float y) const;
    void sweep(std::size_t strip, const std::function<void(std::size_t, PairBlock)>& visit) const;

    int threads_;
    float low_y_ = 0.0F;
    float per_metre_ = 1.0F;
    std::uint32_t strips_ = 0;
    std::vector<std::uint32_t> strip_begin_;
    // The boxes of all strips, strip by strip, sorted by x0: one array per bound for the sweep.
    std::vector<float> x0_, x1_, y0_, y1_, z0_, z1_;
    std::vector<std::uint32_t> id_;
};

}  // namespace maaiveld::geometry
