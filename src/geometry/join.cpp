#include "geometry/join.h"

#include "base/parallel.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>
#include <numeric>

namespace maaiveld::geometry {
namespace {

constexpr std::size_t kBlock = 1024;

float down(double value) {
    return std::nextafter(static_cast<float>(value), -std::numeric_limits<float>::infinity());
}
float up(double value) {
    return std::nextafter(static_cast<float>(value), std::numeric_limits<float>::infinity());
}

/// The bits of a float as a number that sorts as the float does.
std::uint32_t ordered_bits(float value) {
    const auto bits = std::bit_cast<std::uint32_t>(value);
    return (bits & 0x80000000U) != 0 ? ~bits : bits | 0x80000000U;
}

/// The strip height that keeps both copies and candidates few: about the typical box height.
double typical_height(std::span<const Box> boxes) {
    const std::size_t step = std::max<std::size_t>(1, boxes.size() / 4096);
    std::vector<float> heights;
    for (std::size_t i = 0; i < boxes.size(); i += step)
        heights.push_back(boxes[i].y1 - boxes[i].y0);
    const auto middle = heights.begin() + static_cast<std::ptrdiff_t>(heights.size() * 3 / 4);
    std::nth_element(heights.begin(), middle, heights.end());
    return std::max(1e-3, 1.5 * static_cast<double>(*middle));
}

}  // namespace

Box Box::around(const Bounds& b, double margin_m, double margin_z_m) {
    return {down(b.low.x() - margin_m), up(b.high.x() + margin_m),    down(b.low.y() - margin_m),
            up(b.high.y() + margin_m),  down(b.low.z() - margin_z_m), up(b.high.z() + margin_z_m)};
}

SweepJoin::SweepJoin(std::span<const Box> boxes, int threads) : threads_{threads} {
    if (boxes.empty()) return;
    choose_strips(boxes);
    fill_strips(boxes);
}

void SweepJoin::choose_strips(std::span<const Box> boxes) {
    float low = boxes[0].y0;
    float high = boxes[0].y1;
    for (const Box& box : boxes) {
        low = std::min(low, box.y0);
        high = std::max(high, box.y1);
    }
    const double extent = static_cast<double>(high) - static_cast<double>(low);
    // Never more strips than a few per box, however sparse the scene.
    const double most = std::min(4.0e6, 2.0 * static_cast<double>(boxes.size()) + 16.0);
    const double height = std::max(typical_height(boxes), extent / most);
    low_y_ = low;
    per_metre_ = static_cast<float>(1.0 / height);
    strips_ = static_cast<std::uint32_t>(extent / height) + 2;
}

std::uint32_t SweepJoin::strip_of(float y) const {
    const float strip = (y - low_y_) * per_metre_;
    return std::min(static_cast<std::uint32_t>(std::max(0.0F, strip)), strips_ - 1);
}

void SweepJoin::fill_strips(std::span<const Box> boxes) {
    strip_begin_.assign(strips_ + 1, 0);
    for (const Box& box : boxes) {
        for (std::uint32_t s = strip_of(box.y0); s <= strip_of(box.y1); ++s)
            ++strip_begin_[s + 1];
    }
    std::partial_sum(strip_begin_.begin(), strip_begin_.end(), strip_begin_.begin());
    const std::size_t entries = strip_begin_.back();
    // Sorted as one number each, x above the box's index: equal x keep the order of the indices.
    std::vector<std::uint64_t> keys(entries);
    std::vector<std::uint32_t> next(strip_begin_.begin(), strip_begin_.end() - 1);
    for (std::uint32_t i = 0; i < boxes.size(); ++i) {
        const std::uint64_t key = (std::uint64_t{ordered_bits(boxes[i].x0)} << 32U) | i;
        for (std::uint32_t s = strip_of(boxes[i].y0); s <= strip_of(boxes[i].y1); ++s) {
            keys[next[s]++] = key;
        }
    }
    id_.resize(entries);
    for (std::vector<float>* column : {&x0_, &x1_, &y0_, &y1_, &z0_, &z1_})
        column->resize(entries);
    constexpr std::size_t kStripsPerTask = 64;
    base::parallel_for(
        (strips_ + kStripsPerTask - 1) / kStripsPerTask, threads_, [&](std::size_t t) {
            const std::size_t end = std::min<std::size_t>(strips_, (t + 1) * kStripsPerTask);
            for (std::size_t s = t * kStripsPerTask; s < end; ++s)
                sort_strip(boxes, keys, s);
        });
}

void SweepJoin::sort_strip(std::span<const Box> boxes, std::vector<std::uint64_t>& keys,
                           std::size_t s) {
    std::sort(keys.begin() + strip_begin_[s], keys.begin() + strip_begin_[s + 1]);
    for (std::uint32_t k = strip_begin_[s]; k < strip_begin_[s + 1]; ++k) {
        id_[k] = static_cast<std::uint32_t>(keys[k]);
        const Box& box = boxes[id_[k]];
        x0_[k] = box.x0, x1_[k] = box.x1;
        y0_[k] = box.y0, y1_[k] = box.y1;
        z0_[k] = box.z0, z1_[k] = box.z1;
    }
}

void SweepJoin::sweep(std::size_t strip,
                      const std::function<void(std::size_t, PairBlock)>& visit) const {
    std::vector<std::pair<std::uint32_t, std::uint32_t>> found;
    found.reserve(kBlock + 1);
    const std::uint32_t end = strip_begin_[strip + 1];
    for (std::uint32_t i = strip_begin_[strip]; i < end; ++i) {
        const float x1 = x1_[i], y0 = y0_[i], y1 = y1_[i], z0 = z0_[i], z1 = z1_[i];
        for (std::uint32_t j = i + 1; j < end && x0_[j] <= x1; ++j) {
            const bool apart = (y0_[j] > y1) | (y1_[j] < y0) | (z0_[j] > z1) | (z1_[j] < z0);
            if (apart) continue;
            if (strip_of(std::max(y0, y0_[j])) != strip) continue;
            found.emplace_back(std::min(id_[i], id_[j]), std::max(id_[i], id_[j]));
            if (found.size() == kBlock) {
                visit(strip, found);
                found.clear();
            }
        }
    }
    if (!found.empty()) visit(strip, found);
}

void SweepJoin::run(const std::function<void(std::size_t, PairBlock)>& visit) const {
    base::parallel_for(task_count(), threads_, [&](std::size_t s) { sweep(s, visit); });
}

}  // namespace maaiveld::geometry
