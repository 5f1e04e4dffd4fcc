#include "viz/scene/section_cut.h"

#include "model/scene.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace maaiveld::viz::scene {

namespace {

/// A line closer to the plane than this (sine of the angle) is drawn as a strip.
constexpr double kInPlaneSine = 0.26;  // about 15 degrees

/// A point as (along, offset, height above the surface).
Vec3 local(const Frame& frame, const Vec3& p, double ground_z) {
    const Vec2 d = geometry::plan(p) - frame.origin;
    return {d.dot(frame.along), d.dot(frame.left), p.z() - ground_z};
}

bool within_width(const SectionCut& cut, double offset_m) {
    return offset_m <= cut.left_m && offset_m >= cut.right_m;
}

bool runs_in_plane(const Vec3& a, const Vec3& b) {
    const Vec3 d = b - a;
    return std::abs(d.x()) <= kInPlaneSine * std::max(d.norm(), 1e-9);
}

void add_crossing(SectionCut& cut, std::size_t asset, const Vec3& a, const Vec3& b, double run_m,
                  HalfSize half) {
    const bool crosses = (a.x() <= 0.0) != (b.x() <= 0.0);
    if (!crosses) return;
    const double t = a.x() / (a.x() - b.x());
    const Vec3 p = a + t * (b - a);
    if (!within_width(cut, p.y())) return;
    cut.assets.push_back(
        {asset, {p.y(), p.z()}, half, -(p.z() + half.up_m), run_m + t * (b - a).head<2>().norm()});
}

/// The part of a-b with |along| <= slab and inside the width, as parameters; nothing when outside.
std::optional<std::pair<double, double>> clipped(const SectionCut& cut, const Vec3& a,
                                                 const Vec3& b, double slab_m) {
    double from = 0.0;
    double to = 1.0;
    const auto clip = [&](double at_a, double at_b) {  // keeps where the value is >= 0
        if (at_a < 0.0 && at_b < 0.0)
            to = -1.0;
        else if (at_a < 0.0)
            from = std::max(from, at_a / (at_a - at_b));
        else if (at_b < 0.0)
            to = std::min(to, at_a / (at_a - at_b));
    };
    clip(slab_m - a.x(), slab_m - b.x());
    clip(slab_m + a.x(), slab_m + b.x());
    clip(cut.left_m - a.y(), cut.left_m - b.y());
    clip(a.y() - cut.right_m, b.y() - cut.right_m);
    if (to <= from) return std::nullopt;
    return std::pair{from, to};
}

void add_strip_piece(SectionCut& cut, CutStrip& strip, const Vec3& a, const Vec3& b, double run_m,
                     double slab_m) {
    const auto part = clipped(cut, a, b, slab_m);
    if (!part) return;
    const Vec3 p = a + part->first * (b - a);
    const Vec3 q = a + part->second * (b - a);
    const double length = (b - a).head<2>().norm();
    if (strip.line.empty()) {
        strip.line.push_back({p.y(), p.z()});
        strip.from_run_m = run_m + part->first * length;
        strip.least_cover_m = -(p.z() + strip.half.up_m);
    }
    strip.line.push_back({q.y(), q.z()});
    strip.to_run_m = run_m + part->second * length;
    strip.least_cover_m = std::min(strip.least_cover_m, -(q.z() + strip.half.up_m));
}

void cut_asset(SectionCut& cut, const model::Street& street, std::size_t index, double slab_m) {
    const model::Asset& asset = street.assets[index];
    const HalfSize half = half_size_of(asset);
    CutStrip strip{index, {}, half};
    const auto close_strip = [&] {
        if (strip.line.size() >= 2) cut.strips.push_back(strip);
        strip = {index, {}, half};
    };
    const std::vector<Vec3> line = flattened(asset);
    double run_m = 0.0;
    for (std::size_t i = 1; i < line.size(); ++i) {
        const Vec3 a = local(cut.frame, line[i - 1], street.ground_z());
        const Vec3 b = local(cut.frame, line[i], street.ground_z());
        if (runs_in_plane(a, b)) {
            add_strip_piece(cut, strip, a, b, run_m, slab_m);
        } else {
            close_strip();
            add_crossing(cut, index, a, b, run_m, half);
        }
        run_m += (b - a).head<2>().norm();
    }
    close_strip();
}

/// Extent across the street of a structure's part within the slab; nothing when it is elsewhere.
std::optional<std::pair<double, double>> extent_across(const Frame& frame,
                                                       const model::Structure& s, double slab_m) {
    if (s.line) {
        for (std::size_t i = 1; i < s.line->size(); ++i) {
            const Vec2 a = (*s.line)[i - 1] - frame.origin;
            const Vec2 b = (*s.line)[i] - frame.origin;
            const double ua = a.dot(frame.along);
            const double ub = b.dot(frame.along);
            if ((ua <= 0.0) == (ub <= 0.0)) continue;
            const double offset = (a + ua / (ua - ub) * (b - a)).dot(frame.left);
            const double half = 0.5 * std::max(s.size_m.y(), 0.1);
            return std::pair{offset + half, offset - half};
        }
        return std::nullopt;
    }
    const Vec2 d = s.at - frame.origin;
    const double heading = s.heading_deg * std::numbers::pi / 180.0;
    const Vec2 length_axis(std::cos(heading), std::sin(heading));
    const Vec2 width_axis(-length_axis.y(), length_axis.x());
    const auto reach = [&](const Vec2& direction) {
        if (s.diameter_m) return 0.5 * *s.diameter_m;
        return 0.5 * (s.size_m.x() * std::abs(length_axis.dot(direction)) +
                      s.size_m.y() * std::abs(width_axis.dot(direction)));
    };
    if (std::abs(d.dot(frame.along)) > std::max(slab_m, reach(frame.along))) return std::nullopt;
    const double half = reach(frame.left);
    return std::pair{d.dot(frame.left) + half, d.dot(frame.left) - half};
}

void cut_structures(SectionCut& cut, const model::Street& street, double slab_m) {
    for (std::size_t i = 0; i < street.structures.size(); ++i) {
        const model::Structure& s = street.structures[i];
        const auto extent = extent_across(cut.frame, s, slab_m);
        if (!extent || extent->first < cut.right_m || extent->second > cut.left_m) continue;
        cut.structures.push_back({i, extent->first, extent->second, s.top_m, s.bottom_m});
    }
}

void cut_trees(SectionCut& cut, const model::Street& street, double slab_m) {
    for (std::size_t i = 0; i < street.trees.size(); ++i) {
        const model::Tree& tree = street.trees[i];
        const Vec2 d = tree.at - cut.frame.origin;
        const double offset = d.dot(cut.frame.left);
        if (std::abs(d.dot(cut.frame.along)) > slab_m || !within_width(cut, offset)) continue;
        const double half = 0.5 * std::max(tree.stem_diameter_m, 0.05);
        cut.trees.push_back({i, offset + half, offset - half, height_of(tree),
                             -model::root_volume_of(tree).depth_m});
    }
}

void cut_racks(SectionCut& cut, const model::Street& street) {
    for (std::size_t i = 0; i < street.racks.size(); ++i) {
        const model::Rack& rack = street.racks[i];
        model::Structure block;
        block.line = rack.line;
        block.size_m = {0.0, rack.width_m};
        const auto extent = extent_across(cut.frame, block, 0.0);
        if (extent)
            cut.racks.push_back({i, extent->first, extent->second, rack.top_m, rack.bottom_m});
    }
}

/// The offsets to show: the strips with a margin for the walls, else what lies near the axis.
void set_width(SectionCut& cut, const model::Street& street, const SectionReach& reach) {
    if (!street.section.strips.empty()) {
        double width_m = 0.0;
        for (const model::Strip& strip : street.section.strips)
            width_m += strip.width_m;
        cut.left_m = street.section.starts_at_offset_m + 0.6;
        cut.right_m = street.section.starts_at_offset_m - width_m - 0.6;
        return;
    }
    cut.left_m = reach.half_width_m;
    cut.right_m = -reach.half_width_m;
}

/// Without strips, the width shrinks to what is there.
void tighten_width(SectionCut& cut, bool has_strips) {
    if (has_strips || (cut.assets.empty() && cut.strips.empty())) return;
    double left = cut.right_m;
    double right = cut.left_m;
    const auto include = [&](double offset, double half) {
        left = std::max(left, offset + half);
        right = std::min(right, offset - half);
    };
    for (const CutAsset& a : cut.assets)
        include(a.at.x(), a.half.across_m);
    for (const CutStrip& s : cut.strips)
        for (const SectionPoint& p : s.line)
            include(p.x(), s.half.across_m);
    const double spare = std::max(0.0, 3.0 - 0.5 * (left - right));
    cut.left_m = std::min(cut.left_m, left + 0.8 + spare);
    cut.right_m = std::max(cut.right_m, right - 0.8 - spare);
}

}  // namespace

double height_of(const model::Tree& tree) {
    if (tree.height_m > 0.0) return tree.height_m;
    // A street tree is usually somewhat higher than its crown is wide.
    return std::max(2.5, 1.3 * tree.crown_diameter_m);
}

SectionCut section_cut(const model::Street& street, double station_m, const SectionReach& reach) {
    const AxisLine axis(street);
    SectionCut cut;
    cut.station_m = std::clamp(station_m, 0.0, axis.length_m());
    cut.frame = axis.frame_at(cut.station_m);
    set_width(cut, street, reach);
    for (std::size_t i = 0; i < street.assets.size(); ++i)
        cut_asset(cut, street, i, reach.slab_half_m);
    std::stable_sort(cut.assets.begin(), cut.assets.end(),
                     [](const CutAsset& a, const CutAsset& b) { return a.at.x() > b.at.x(); });
    tighten_width(cut, !street.section.strips.empty());
    cut_structures(cut, street, reach.slab_half_m);
    cut_trees(cut, street, reach.tree_slab_half_m);
    cut_racks(cut, street);
    return cut;
}

}  // namespace maaiveld::viz::scene
