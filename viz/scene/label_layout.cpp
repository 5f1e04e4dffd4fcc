#include "viz/scene/label_layout.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace maaiveld::viz::scene {

namespace {

/// Labels that touch and so move as one: `offset_sum` gathers wanted places relative to the start.
struct Block {
    std::size_t first = 0, count = 0;
    double width = 0.0;
    double offset_sum = 0.0;

    double start(double from, double to) const {
        const double best = offset_sum / static_cast<double>(count);
        return std::clamp(best, from, std::max(from, to - width));
    }
};

Block joined(const Block& a, const Block& b, double gap) {
    const double shift = a.width + gap;
    return {a.first, a.count + b.count, shift + b.width,
            a.offset_sum + b.offset_sum - static_cast<double>(b.count) * shift};
}

}  // namespace

std::optional<std::vector<double>> spread_on_row(const std::vector<RowLabel>& labels, double from,
                                                 double to, double gap) {
    std::vector<Block> blocks;
    for (std::size_t i = 0; i < labels.size(); ++i) {
        const RowLabel& label = labels[i];
        blocks.push_back({i, 1, label.width, label.wanted - 0.5 * label.width});
        while (blocks.size() > 1) {
            const Block& last = blocks[blocks.size() - 1];
            const Block& before = blocks[blocks.size() - 2];
            if (before.start(from, to) + before.width + gap <= last.start(from, to)) break;
            const Block both = joined(before, last, gap);
            blocks.pop_back();
            blocks.back() = both;
        }
    }
    std::vector<double> middles(labels.size());
    for (const Block& block : blocks) {
        if (block.width > to - from) return std::nullopt;
        double at = block.start(from, to);
        for (std::size_t i = block.first; i < block.first + block.count; ++i) {
            middles[i] = at + 0.5 * labels[i].width;
            at += labels[i].width + gap;
        }
    }
    return middles;
}

std::optional<Box> free_box_near(Point around, double width, double height, double clearance,
                                 double reach, const std::function<bool(const Box&)>& is_free) {
    constexpr int kDirections = 16;
    for (double ring = clearance; ring <= reach; ring += 8.0) {
        for (int i = 0; i < kDirections; ++i) {
            // Below and above first: leaders read best when they are steep.
            const int turn = (i % 2 == 0 ? i : -i - 1) / 2;
            const double base = i % 4 < 2 ? 0.5 * std::numbers::pi : -0.5 * std::numbers::pi;
            const double angle = base + turn * std::numbers::pi / kDirections;
            const double cx = around.x + std::cos(angle) * (ring + 0.5 * width);
            const double cy = around.y + std::sin(angle) * (ring + 0.5 * height);
            const Box box{cx - 0.5 * width, cy - 0.5 * height, cx + 0.5 * width, cy + 0.5 * height};
            if (is_free(box)) return box;
        }
    }
    return std::nullopt;
}

}  // namespace maaiveld::viz::scene
