#include "influence/heat/grid.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <limits>

namespace maaiveld::influence {
namespace {

constexpr int kSamplesPerCell = 16;
constexpr double kWidest_m = 1e4;  ///< of bodies and soil: far more than a cross section

/// How cells grow: by `slope` per metre away from a stretch, which makes neighbouring cells differ
/// by exp(slope); by more beyond `widen_m`.
struct Growth {
    double slope = 0.0;
    double widen_m = 0.0;
    double coarse_m = 0.0;
};

double allowed_size(double at, std::span<const FineStretch> stretches, const Growth& growth) {
    double size = growth.coarse_m;
    for (const FineStretch& stretch : stretches) {
        const double away = std::max({stretch.from - at, at - stretch.to, 0.0});
        size = std::min(size, stretch.size + growth.slope * away * (1.0 + away / growth.widen_m));
    }
    return size;
}

/// A place on the axis and how many cells lie before it.
struct Mark {
    double at = 0.0;
    double cells = 0.0;
};

/// Ends early, with more than `max_cells` before the last mark, where that many are not enough.
std::vector<Mark> cell_marks(double from, double to, std::span<const FineStretch> stretches,
                             const Growth& growth, double max_cells) {
    std::vector<Mark> marks{{from, 0.0}};
    while (marks.back().at < to && marks.back().cells <= max_cells) {
        const Mark last = marks.back();
        const double guess = allowed_size(last.at, stretches, growth) / kSamplesPerCell;
        const double size = allowed_size(last.at + 0.5 * guess, stretches, growth);
        const double next = std::min(to, last.at + size / kSamplesPerCell);
        if (!(next > last.at)) {  // cells too small to be told apart in a double
            marks.push_back({to, max_cells + 1.0});
            break;
        }
        marks.push_back({next, last.cells + (next - last.at) / size});
    }
    return marks;
}

base::Result<void> check(const GridOptions& options) {
    const auto wrong = [](std::string_view key, double value, std::string_view need) {
        return base::bad_input(fmt::format("`{}` is {:g}; {}", key, value, need), "grid");
    };
    if (!(options.fine_m > 0.0 && std::isfinite(options.fine_m)))
        return wrong("fine_m", options.fine_m, "it must be above 0");
    if (!(options.growth > 1.0 && options.growth <= 3.0))
        return wrong("growth", options.growth, "it must be above 1 and at most 3");
    if (!(options.coarse_m >= options.fine_m && std::isfinite(options.coarse_m)))
        return wrong("coarse_m", options.coarse_m, "it must be at least `fine_m`");
    if (!(options.widen_m > 0.0)) return wrong("widen_m", options.widen_m, "it must be above 0");
    if (!(options.reach_m > 0.0 && options.reach_m <= kWidest_m))
        return wrong("reach_m", options.reach_m, "it must be above 0 and at most 10000");
    return {};
}

/// Cells at a body are also small against its depth, so that the surface is resolved.
double size_at(const HeatBody& body, double fine_m) {
    return std::clamp(body.at.depth_m / 2.5, fine_m / 8.0, fine_m);
}

FineStretch stretch_around(double centre, double radius, double size) {
    const double half = std::max(radius, size) + size;
    return {centre - half, centre + half, size};
}

}  // namespace

std::vector<double> graded_faces(double from, double to, std::span<const FineStretch> stretches,
                                 const GridOptions& options) {
    const Growth growth{std::log(options.growth), options.widen_m, options.coarse_m};
    const auto marks =
        cell_marks(from, to, stretches, growth, static_cast<double>(options.max_cells));
    const int count = std::max(1, static_cast<int>(std::ceil(marks.back().cells - 1e-9)));
    std::vector<double> faces{from};
    std::size_t k = 1;
    for (int i = 1; i < count; ++i) {
        const double wanted = marks.back().cells * i / count;
        while (marks[k].cells < wanted)
            ++k;
        const double share = (wanted - marks[k - 1].cells) / (marks[k].cells - marks[k - 1].cells);
        faces.push_back(std::lerp(marks[k - 1].at, marks[k].at, share));
    }
    faces.push_back(to);
    return faces;
}

GridAxis::GridAxis(std::vector<double> faces) : faces_{std::move(faces)} {
    for (std::size_t i = 0; i + 1 < faces_.size(); ++i)
        centres_.push_back(0.5 * (faces_[i] + faces_[i + 1]));
}

int GridAxis::cell_of(double at) const {
    const auto above = std::upper_bound(faces_.begin(), faces_.end(), at);
    const auto index = static_cast<int>(above - faces_.begin()) - 1;
    return std::clamp(index, 0, count() - 1);
}

GridAxis::Between GridAxis::between(double at) const {
    const auto above = std::upper_bound(centres_.begin(), centres_.end(), at);
    const auto second = static_cast<int>(above - centres_.begin());
    if (second == 0) return {0, 0, 0.0};
    if (second == count()) return {count() - 1, count() - 1, 0.0};
    const double low = centre(second - 1);
    return {second - 1, second, (at - low) / (centre(second) - low)};
}

std::array<CellWeight, 4> SectionGrid::bilinear(Place at) const {
    const auto a = x.between(at.x_m);
    const auto b = z.between(at.depth_m);
    const double u = a.second_weight;
    const double v = b.second_weight;
    return {CellWeight{cell(a.first, b.first), (1.0 - u) * (1.0 - v)},
            CellWeight{cell(a.second, b.first), u * (1.0 - v)},
            CellWeight{cell(a.first, b.second), (1.0 - u) * v},
            CellWeight{cell(a.second, b.second), u * v}};
}

base::Result<SectionGrid> section_grid(const HeatSection& section, const GridOptions& options) {
    if (auto sound = check(options); !sound) return tl::unexpected(sound.error());
    double left = section.bodies.empty() ? 0.0 : std::numeric_limits<double>::max();
    double right = -left;
    double bottom = 0.0;
    std::vector<FineStretch> across;
    std::vector<FineStretch> down;
    for (const HeatBody& body : section.bodies) {
        const double radius = 0.5 * body.outer_diameter_m();
        const double size = size_at(body, options.fine_m);
        across.push_back(stretch_around(body.at.x_m, radius, size));
        down.push_back(stretch_around(body.at.depth_m, radius, size));
        left = std::min(left, body.at.x_m - radius);
        right = std::max(right, body.at.x_m + radius);
        bottom = std::max(bottom, body.at.depth_m + radius);
    }
    if (section.bodies.empty()) down.push_back({0.0, 0.0, options.fine_m});
    if (!(right - left <= kWidest_m && bottom <= kWidest_m)) {
        return base::bad_input(
            fmt::format("bodies lie {:g} m apart and {:g} m deep; a section is at most {:g} m",
                        right - left, bottom, kWidest_m),
            "grid");
    }
    const auto axis = [&](double from, double to, std::span<const FineStretch> stretches) {
        return GridAxis{graded_faces(from, to, stretches, options)};
    };
    SectionGrid grid{axis(left - options.reach_m, right + options.reach_m, across),
                     axis(0.0, bottom + options.reach_m, down)};
    const auto cells =
        static_cast<std::size_t>(grid.x.count()) * static_cast<std::size_t>(grid.z.count());
    if (cells > options.max_cells) {
        return base::bad_input(
            fmt::format("cells of {:g} m make a grid of {} cells, {} are allowed; take larger "
                        "cells or a larger `growth`",
                        options.fine_m, cells, options.max_cells),
            "grid");
    }
    return grid;
}

}  // namespace maaiveld::influence
