#include "viz/scene/section_dimensions.h"

#include "viz/scene/label_layout.h"
#include "viz/scene/section_page.h"
#include "viz/scene/text_metrics.h"

namespace maaiveld::viz::scene {

namespace {

constexpr double kSize = 10.0;
constexpr double kBase = 12.0;  ///< of the base line above the surface
constexpr double kFold = 10.0;  ///< from the base line to where the numbers start
constexpr double kApart = 2.0;

/// The offset that dimensions run from: the left end of the strips, else of what is drawn.
double zero_m(const SectionPage& page) {
    const model::Section& section = page.street.section;
    return section.strips.empty() ? page.cut.left_m : section.starts_at_offset_m;
}

/// The base line, from its zero or from the leftmost line if that lies further out.
void draw_base(SectionPage& page, double y, const Stroke& thin) {
    const double zero = page.x(zero_m(page));
    const double left = std::min(zero, page.x(page.cut.assets.front().at.x()));
    const double right = std::max(zero, page.x(page.cut.assets.back().at.x()));
    page.sheet.line(Role::Dimension, {{left, y}, {right, y}}, thin);
    page.sheet.circle(Role::Dimension, {{zero, y}, 2.5, page.style.paper, thin});
}

void draw_tick(SectionPage& page, double x, double middle, double y, const std::string& id,
               double from_left_m, const Stroke& thin) {
    page.sheet.line(Role::Dimension, {{x, page.ground_y}, {x, y - 3.0}, {middle, y - kFold}}, thin,
                    id);
    page.sheet.text({number(from_left_m, 2, page.language),
                     {middle + 0.5 * (kAscent - kDescent) * kSize, y - kFold - 3.0},
                     kSize,
                     false,
                     page.style.ink,
                     Anchor::Start,
                     true},
                    Role::Dimension, id);
}

}  // namespace

void draw_running_dimensions(SectionPage& page) {
    if (page.cut.assets.empty()) return;
    std::vector<RowLabel> row;
    for (const CutAsset& asset : page.cut.assets)
        row.push_back({page.x(asset.at.x()), (kAscent + kDescent) * kSize});
    const auto middles = spread_on_row(row, page.frame.left, page.frame.right, kApart);
    if (!middles) return;
    const double y = page.ground_y - kBase;
    const Stroke thin{page.style.ink_soft, 0.8, {}};
    draw_base(page, y, thin);
    for (std::size_t i = 0; i < row.size(); ++i) {
        const CutAsset& cut = page.cut.assets[i];
        draw_tick(page, row[i].wanted, (*middles)[i], y, page.street.assets[cut.asset].id,
                  zero_m(page) - cut.at.x(), thin);
    }
}

}  // namespace maaiveld::viz::scene
