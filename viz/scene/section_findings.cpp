#include "viz/scene/section_findings.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <tuple>

namespace maaiveld::viz::scene {

namespace {

using rules::Finding;
using rules::Measure;
using Arrow = std::pair<SectionPoint, SectionPoint>;

/// What an object looks like in the section, as a box with a centre.
struct Seen {
    SectionPoint at = SectionPoint::Zero();
    HalfSize half;
    double from_run_m = 0.0, to_run_m = 0.0;
    bool runs = false;  ///< true for assets, which have a run
};

Seen seen(const CutAsset& a) {
    return {a.at, a.half, a.run_m, a.run_m, true};
}

Seen seen(const CutBlock& b) {
    return {{0.5 * (b.left_m + b.right_m), 0.5 * (b.top_m + b.bottom_m)},
            {0.5 * (b.left_m - b.right_m), 0.5 * (b.top_m - b.bottom_m)}};
}

/// The piece of a strip nearest to `toward`.
Seen seen(const CutStrip& s, const SectionPoint& toward) {
    SectionPoint best = s.line.front();
    for (std::size_t i = 1; i < s.line.size(); ++i) {
        const Vec2 d = s.line[i] - s.line[i - 1];
        const double t = std::clamp(
            (toward - s.line[i - 1]).dot(d) / std::max(d.squaredNorm(), 1e-12), 0.0, 1.0);
        const SectionPoint p = s.line[i - 1] + t * d;
        if ((p - toward).norm() < (best - toward).norm()) best = p;
    }
    return {best, s.half, s.from_run_m, s.to_run_m, true};
}

std::optional<Seen> find(const model::Street& street, const SectionCut& cut, const std::string& id,
                         const SectionPoint& toward) {
    for (const CutAsset& a : cut.assets)
        if (street.assets[a.asset].id == id) return seen(a);
    for (const CutStrip& s : cut.strips)
        if (street.assets[s.asset].id == id) return seen(s, toward);
    for (const CutBlock& t : cut.trees)
        if (street.trees[t.index].id == id) return seen(t);
    for (const CutBlock& s : cut.structures)
        if (street.structures[s.index].id == id) return seen(s);
    return std::nullopt;
}

Arrow horizontal_arrow(const Seen& a, const Seen& b) {
    const double direction = b.at.x() >= a.at.x() ? 1.0 : -1.0;
    const double y = std::min(a.at.y() - a.half.up_m, b.at.y() - b.half.up_m);
    return {{a.at.x() + direction * a.half.across_m, y},
            {b.at.x() - direction * b.half.across_m, y}};
}

Arrow vertical_arrow(const Seen& a, const Seen& b) {
    const Seen& upper = a.at.y() >= b.at.y() ? a : b;
    const Seen& lower = a.at.y() >= b.at.y() ? b : a;
    const double x = 0.5 * (a.at.x() + b.at.x());
    return {{x, upper.at.y() - upper.half.up_m}, {x, lower.at.y() + lower.half.up_m}};
}

Arrow straight_arrow(const Seen& a, const Seen& b) {
    const Vec2 d = b.at - a.at;
    if (d.norm() < 1e-9) return {a.at, b.at};
    const Vec2 u = d.normalized();
    return {a.at + std::min(a.half.across_m, d.norm()) * u,
            b.at - std::min(b.half.across_m, d.norm()) * u};
}

std::optional<Arrow> arrow_of(const Finding& f, const Seen& a, const std::optional<Seen>& b) {
    if (f.measure == Measure::Cover)
        return Arrow{{a.at.x(), 0.0}, {a.at.x(), a.at.y() + a.half.up_m}};
    if (!b) return std::nullopt;
    switch (f.measure) {
        case Measure::Edge3d:
            return straight_arrow(a, *b);
        case Measure::EdgeHorizontal:
            return horizontal_arrow(a, *b);
        case Measure::EdgeVertical:
            return vertical_arrow(a, *b);
        case Measure::AxisHorizontal: {
            Seen center = a;
            Seen other = *b;
            center.half.across_m = other.half.across_m = 0.0;
            return horizontal_arrow(center, other);
        }
        default:
            return std::nullopt;
    }
}

/// The measure between what is seen in the section; negative where the two overlap.
std::optional<double> measured_here_m(const Finding& f, const Seen& a,
                                      const std::optional<Seen>& b) {
    if (f.measure == Measure::Cover) return -(a.at.y() + a.half.up_m);
    if (!b) return std::nullopt;
    const Vec2 d = (b->at - a.at).cwiseAbs();
    switch (f.measure) {
        case Measure::Edge3d:
            return d.norm() - a.half.across_m - b->half.across_m;
        case Measure::EdgeHorizontal:
            return d.x() - a.half.across_m - b->half.across_m;
        case Measure::EdgeVertical:
            return d.y() - a.half.up_m - b->half.up_m;
        case Measure::AxisHorizontal:
            return d.x();
        default:
            return std::nullopt;
    }
}

bool stretch_passes(const Finding& f, const std::optional<Seen>& a, const std::optional<Seen>& b) {
    constexpr double kTolerance_m = 0.05;
    const std::optional<Seen>& along = f.stretch.along == f.b ? b : a;
    if (!along || !along->runs) return false;
    return f.stretch.from_m <= along->to_run_m + kTolerance_m &&
           f.stretch.to_m >= along->from_run_m - kTolerance_m;
}

SectionPoint in_section(const SectionCut& cut, const Vec3& p, double ground_z) {
    return {(geometry::plan(p) - cut.frame.origin).dot(cut.frame.left), p.z() - ground_z};
}

}  // namespace

std::vector<SectionFinding> findings_at(const model::Street& street, const SectionCut& cut,
                                        std::span<const Finding> findings, double slab_half_m) {
    std::vector<SectionFinding> here;
    for (const std::size_t i : worst_first(findings)) {
        const Finding& f = findings[i];
        const SectionPoint at = in_section(cut, f.at, street.ground_z());
        const auto a = find(street, cut, f.a, at);
        const auto b = find(street, cut, f.b, at);
        const double away = (geometry::plan(f.at) - cut.frame.origin).dot(cut.frame.along);
        const bool worst_here =
            std::abs(away) <= slab_half_m && at.x() <= cut.left_m && at.x() >= cut.right_m;
        if (!worst_here && !stretch_passes(f, a, b)) continue;
        SectionFinding shown;
        shown.finding = i;
        shown.near = at;
        if (a) shown.arrow = arrow_of(f, *a, b);
        if (shown.arrow) shown.here_m = measured_here_m(f, *a, b);
        if (!worst_here && a) shown.near = a->at;
        here.push_back(shown);
    }
    return here;
}

std::vector<std::size_t> worst_first(std::span<const Finding> findings) {
    std::vector<std::size_t> order(findings.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::erase_if(order, [&](std::size_t i) { return findings[i].exempted_by.has_value(); });
    const auto key = [&](std::size_t i) {
        const Finding& f = findings[i];
        const double shortfall = std::abs(f.required - f.measured);
        return std::tuple(f.severity, -f.probability, -shortfall, f.a, f.b);
    };
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t x, std::size_t y) { return key(x) < key(y); });
    return order;
}

}  // namespace maaiveld::viz::scene
