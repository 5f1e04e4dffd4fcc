#include "model/scene.h"
#include "viz/scene/section_page.h"
#include "viz/scene/text_metrics.h"

#include <cmath>
#include <fmt/format.h>

namespace maaiveld::viz::scene {

namespace {

constexpr std::size_t kMostPlates = 9;

/// The height for a horizontal arrow below `a` and `b`, clear of the arrows drawn before.
double free_level(const SectionPage& page, Point a, Point b) {
    const double first = std::clamp(a.y + 9.0, page.ground_y + 14.0, page.frame.bottom - 24.0);
    const double left = std::min(a.x, b.x), right = std::max(a.x, b.x);
    for (double y = first; y < std::min(first + 90.0, page.frame.bottom - 24.0); y += 9.0)
        if (page.sheet.fits({left, y - 3.5, right, y + 3.5})) return y;
    return first;
}

/// A horizontal arrow is drawn a little below both objects, with short lines up to them.
void draw_arrow(SectionPage& page, const SectionFinding& shown, Color color) {
    const rules::Measure measure = page.findings[shown.finding].measure;
    Point a = page.at(shown.arrow->first);
    Point b = page.at(shown.arrow->second);
    const Stroke witness{faded(color, 0.7), 0.9, {}};
    const bool horizontal =
        measure == rules::Measure::EdgeHorizontal || measure == rules::Measure::AxisHorizontal;
    if (horizontal) {
        const double y = free_level(page, a, b);
        for (const Point& p : {a, b})
            page.sheet.line(Role::Finding, {{p.x, std::min(p.y, y) - 4.0}, {p.x, y + 3.0}},
                            witness);
        a.y = b.y = y;
    }
    page.sheet.dimension(Role::Finding, a, b, {color, 2.0, {}}, page.findings[shown.finding].rule);
    page.sheet.keep_out(
        Box{std::min(a.x, b.x), std::min(a.y, b.y), std::max(a.x, b.x), std::max(a.y, b.y)}.grown(
            3.0));
}

Point middle_of(const SectionPage& page, const SectionFinding& shown) {
    const SectionPoint m =
        shown.arrow ? SectionPoint(0.5 * (shown.arrow->first + shown.arrow->second)) : shown.near;
    Point p = page.at(m);
    p.y = std::clamp(p.y, page.ground_y + 10.0, page.frame.bottom - 10.0);
    p.x = std::clamp(p.x, page.frame.left + 10.0, page.frame.right - 10.0);
    return p;
}

void draw_plate(SectionPage& page, const SectionFinding& shown, std::size_t number_here) {
    const rules::Finding& f = page.findings[shown.finding];
    const Color color = color_of(f.severity, page.style);
    const std::string label = comparison_at(f, shown.here_m, page.language);
    const Box soil{page.frame.left, page.ground_y + 12.0, page.frame.right,
                   page.frame.bottom - 2.0};
    draw_comparison(page.sheet, middle_of(page, shown),
                    {fmt::format("{}", number_here), label, color}, soil);
}

void label_root_volume(SectionPage& page, const model::Tree& tree, double offset_m) {
    constexpr double kSize = 11.0;
    const model::RootVolume roots = model::root_volume_of(tree);
    const double left = std::max(page.x(offset_m + roots.radius_m), page.frame.left) + 6.0;
    const double right = std::min(page.x(offset_m - roots.radius_m), page.frame.right) - 6.0;
    const std::string label =
        shortened(std::string(word(Word::Roots, page.language)) + " " + tree.species, kSize, false,
                  right - left);
    const double width = text_width(label, kSize, false);
    for (const double y : {page.y(-roots.depth_m) - 6.0, page.ground_y + 28.0})
        for (double x = left; x + width <= right; x += 8.0) {
            const Text text{label, {x, y}, kSize, false, readable(page.style.roots)};
            if (page.sheet.fits(text.box()) && page.sheet.text(text, Role::Tree)) return;
        }
}

}  // namespace

void label_roots(SectionPage& page) {
    for (const CutBlock& tree : page.cut.trees)
        label_root_volume(page, page.street.trees[tree.index], 0.5 * (tree.left_m + tree.right_m));
}

void draw_finding_marks(SectionPage& page) {
    const std::size_t count = std::min(page.here.size(), kMostPlates);
    // Least bad first, so that the worst arrow is on top.
    for (std::size_t i = count; i-- > 0;)
        if (page.here[i].arrow)
            draw_arrow(page, page.here[i],
                       color_of(page.findings[page.here[i].finding].severity, page.style));
    for (std::size_t i = 0; i < count; ++i)
        draw_plate(page, page.here[i], i + 1);
}

}  // namespace maaiveld::viz::scene
