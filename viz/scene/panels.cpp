#include "viz/scene/panels.h"

#include "viz/scene/label_layout.h"
#include "viz/scene/text_metrics.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

namespace maaiveld::viz::scene {

namespace {

constexpr double kFindingRow = 60.0;

void draw_finding(Sheet& sheet, const PanelLook& look, Box area, const FindingRow& row) {
    const double indent = row.number.empty() ? 0.0 : 30.0;
    const double x = area.left + indent;
    const double width = area.right - x;
    if (!row.number.empty())
        draw_badge(sheet, {area.left + 10.0, area.top + 9.0}, row.number, row.color, Role::Finding);
    const auto line = [&](const std::string& text, double y, double size, bool bold, Color color) {
        sheet.text({shortened(text, size, bold, width), {x, area.top + y}, size, bold, color});
    };
    const bool long_headline = text_width(row.words.headline, 13.0, true) > width;
    line(row.words.headline, 13.0, long_headline ? 11.5 : 13.0, true, look.style.ink);
    const bool long_detail = text_width(row.words.detail, 12.0, false) > width;
    line(row.words.detail, 29.5, long_detail ? 11.0 : 12.0, false, look.style.ink);
    line(row.words.reference, 45.0, 11.0, false, look.style.ink_faint);
}

}  // namespace

void draw_title(Sheet& sheet, const PanelLook& look, const std::string& title,
                const std::string& context, const std::string& caution) {
    constexpr double kLeft = 40.0;
    constexpr double kWidth = kPageWidth - 2.0 * kLeft;
    sheet.text({shortened(title, 25.0, true, kWidth), {kLeft, 52.0}, 25.0, true, look.style.ink});
    sheet.text(
        {shortened(context, 14.0, false, kWidth), {kLeft, 77.0}, 14.0, false, look.style.ink_soft});
    sheet.text({shortened(caution, 12.0, false, kWidth),
                {kLeft, 96.0},
                12.0,
                false,
                readable(look.style.warning)});
}

double draw_heading(Sheet& sheet, const PanelLook& look, Point at, Word title) {
    sheet.text({std::string(word(title, look.language)), at, 15.0, true, look.style.ink});
    return at.y + 12.0;
}

void draw_badge(Sheet& sheet, Point center, const std::string& number, Color color, Role role) {
    const double size = number.size() > 2 ? 9.0 : 11.0;
    sheet.circle(role, {center, 10.0, color, {Color{255, 255, 255}, 1.2, {}}});
    sheet.text({number,
                {center.x, center.y + 0.36 * size},
                size,
                true,
                Color{255, 255, 255},
                Anchor::Middle},
               role);
}

void draw_comparison(Sheet& sheet, Point anchor, const Comparison& comparison, Box area) {
    constexpr double kSize = 11.0;
    constexpr double kHeight = 20.0;
    const double width = text_width(comparison.text, kSize, true) + 34.0;
    const auto box = free_box_near(anchor, width, kHeight, 8.0, 260.0, [&](const Box& candidate) {
        return area.contains(candidate) && sheet.fits(candidate.grown(2.0));
    });
    if (!box) return;
    const Color white{255, 255, 255};
    const Point to{std::clamp(anchor.x, box->left, box->right),
                   std::clamp(anchor.y, box->top, box->bottom)};
    sheet.line(Role::Finding, {anchor, to}, {faded(comparison.color, 0.8), 1.0, {}});
    sheet.plate(Role::Finding, *box, 4.0, comparison.color, {white, 1.0, {}});
    const Point badge{box->left + 12.0, box->top + 0.5 * kHeight};
    sheet.circle(Role::Finding, {badge, 7.5, white, {}});
    const double badge_size = comparison.number.size() > 1 ? 9.0 : 10.5;
    sheet.text({comparison.number,
                {badge.x, badge.y + 0.37 * badge_size},
                badge_size,
                true,
                comparison.color,
                Anchor::Middle},
               Role::Finding);
    sheet.text({comparison.text, {box->left + 25.0, badge.y + 4.0}, kSize, true, white},
               Role::Finding);
    sheet.keep_out(box->grown(3.0));
}

double draw_findings(Sheet& sheet, const PanelLook& look, Box area,
                     std::span<const FindingRow> rows) {
    const double room = area.height();
    auto fitting = static_cast<std::size_t>(std::max(0.0, room / kFindingRow));
    if (fitting < rows.size())
        fitting = static_cast<std::size_t>(std::max(0.0, (room - 20.0) / kFindingRow));
    fitting = std::min(fitting, rows.size());
    double y = area.top;
    for (std::size_t i = 0; i < fitting; ++i, y += kFindingRow)
        draw_finding(sheet, look, {area.left, y, area.right, y + kFindingRow}, rows[i]);
    if (fitting == rows.size()) return y;
    sheet.text({fmt::format("+ {} {}", rows.size() - fitting, word(Word::AndMore, look.language)),
                {area.left, y + 13.0},
                12.0,
                false,
                look.style.ink_soft});
    return y + 20.0;
}

double draw_networks(Sheet& sheet, const PanelLook& look, Box area,
                     std::span<const NetworkRow> rows) {
    constexpr double kRow = 20.0;
    double y = area.top;
    for (const NetworkRow& row : rows) {
        if (y + kRow > area.bottom) break;
        const double middle = y + 0.5 * kRow;
        sheet.line(Role::Furniture, {{area.left, middle}, {area.left + 30.0, middle}},
                   {look.style.of(row.network), 4.0, {}});
        const std::string length =
            row.length_m > 0.0 ? number(row.length_m, 0, look.language) + " m" : std::string();
        const double room = area.width() - 46.0 - text_width(length, 12.0, false);
        const std::string name(title_of(row.network, code_of(look.language)));
        sheet.text({shortened(name, 12.0, false, room),
                    {area.left + 40.0, middle + 4.3},
                    12.0,
                    false,
                    look.style.ink});
        sheet.text(
            {length, {area.right, middle + 4.3}, 12.0, false, look.style.ink_soft, Anchor::End});
        y += kRow;
    }
    return y;
}

void draw_scale_bar(Sheet& sheet, const PanelLook& look, Point at, double units_per_m,
                    double target) {
    const double length_m = round_below(target / units_per_m);
    const double half = 0.5 * length_m * units_per_m;
    const Stroke outline{look.style.ink_soft, 1.0, {}};
    sheet.rectangle(Role::Furniture, {at.x, at.y, at.x + half, at.y + 5.0}, look.style.ink_soft,
                    outline);
    sheet.rectangle(Role::Furniture, {at.x + half, at.y, at.x + 2.0 * half, at.y + 5.0},
                    look.style.paper, outline);
    const int decimals = length_m < 1.0 ? 1 : 0;
    sheet.text({"0", {at.x, at.y - 5.0}, 11.0, false, look.style.ink_soft, Anchor::Middle});
    sheet.text({number(length_m, decimals, look.language) + " m",
                {at.x + 2.0 * half, at.y - 5.0},
                11.0,
                false,
                look.style.ink_soft,
                Anchor::Middle});
}

void draw_north(Sheet& sheet, const PanelLook& look, Point center, double angle) {
    const double c = std::cos(angle);
    const double s = std::sin(angle);
    const auto turned = [&](double forward, double side) {
        return Point{center.x + forward * c - side * s, center.y + forward * s + side * c};
    };
    const Stroke outline{look.style.ink_soft, 1.0, {}};
    sheet.path(Role::Furniture, {turned(18, 0), turned(-12, 8), turned(-6, 0)}, look.style.ink_soft,
               outline);
    sheet.path(Role::Furniture, {turned(18, 0), turned(-12, -8), turned(-6, 0)}, look.style.paper,
               outline);
    const Point letter = turned(28, 0);
    sheet.text({std::string(word(Word::North, look.language)),
                {letter.x, letter.y + 4.5},
                13.0,
                true,
                look.style.ink_soft,
                Anchor::Middle});
}

double round_below(double value) {
    if (value <= 0.0) return 1.0;
    const double decade = std::pow(10.0, std::floor(std::log10(value) + 1e-9));
    const double lead = value / decade + 1e-9;
    return decade * (lead >= 5.0 ? 5.0 : lead >= 2.0 ? 2.0 : 1.0);
}

}  // namespace maaiveld::viz::scene
