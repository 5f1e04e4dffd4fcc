#include "viz/scene/section_page.h"
#include "viz/scene/text_metrics.h"

#include <cmath>
#include <fmt/format.h>

namespace maaiveld::viz::scene {

namespace {

constexpr double kPaving_m = 0.10;  // drawn thickness only; files give none

void draw_strip(SectionPage& page, const model::Strip& strip, double left_m) {
    if (strip.kind == model::StripKind::Facade) return;
    const double right_m = left_m - strip.width_m;
    const double thickness = std::max(kPaving_m * page.units_per_m, 5.0);
    const Box box{page.x(left_m), page.ground_y, page.x(right_m), page.ground_y + thickness};
    page.sheet.rectangle(Role::Strip, box, page.style.of(strip.kind), {page.style.paper, 1.0, {}},
                         std::string(name_of(strip.kind)));
}

void draw_groundwater(SectionPage& page) {
    const double height_m = page.street.groundwater->z_m - page.street.ground_z();
    const double y = page.y(height_m);
    if (y >= page.frame.bottom - 4.0 || y <= page.frame.top) return;
    page.sheet.rectangle(Role::Ground, {page.frame.left, y, page.frame.right, page.frame.bottom},
                         page.style.soil_wet, {}, "wet");
    const Color blue = page.style.groundwater;
    page.sheet.line(Role::Ground, {{page.frame.left, y}, {page.frame.right, y}},
                    {blue, 1.3, {7.0, 5.0}}, "groundwater");
}

/// Set last so that it can look for a free place along the line.
void label_groundwater(SectionPage& page) {
    const double z_m = page.street.groundwater->z_m;
    const double y = page.y(z_m - page.street.ground_z());
    if (y >= page.frame.bottom - 16.0 || y <= page.frame.top) return;
    const std::string level = page.street.surface ? signed_number(z_m, 2, page.language) + " m NAP"
                                                  : number(z_m, 2, page.language) + " m";
    const std::string label = fmt::format("{} {}", word(Word::Groundwater, page.language), level);
    const Color blue = page.style.groundwater;
    const double width = text_width(label, 11.0, false) + 20.0;
    for (double right = page.frame.right - 8.0; right - width > page.frame.left; right -= 12.0) {
        if (!page.sheet.fits({right - width, y + 3.0, right, y + 19.0})) continue;
        page.sheet.text({label, {right, y + 14.5}, 11.0, false, readable(blue), Anchor::End});
        const double tip = right - width + 6.0;
        page.sheet.path(Role::Furniture, {{tip - 6, y - 10}, {tip + 6, y - 10}, {tip, y - 1}},
                        page.style.paper, {blue, 1.2, {}});
        return;
    }
}

double ruler_step_m(double units_per_m) {
    for (const double step : {0.1, 0.25, 0.5, 1.0, 2.0, 5.0})
        if (step * units_per_m >= 26.0) return step;
    return 10.0;
}

void draw_width(SectionPage& page, double left_m, double right_m, double y, const Stroke& stroke) {
    const double a = page.x(left_m);
    const double b = page.x(right_m);
    page.sheet.line(Role::Dimension, {{a, y}, {b, y}}, stroke);
    for (const double x : {a, b})
        page.sheet.line(Role::Dimension, {{x - 3.5, y + 3.5}, {x + 3.5, y - 3.5}}, stroke);
}

void label_strip(SectionPage& page, const model::Strip& strip, double middle, double y) {
    const double room = strip.width_m * page.units_per_m - 6.0;
    const std::string width = number(strip.width_m, 2, page.language);
    for (const double size : {12.0, 10.0}) {
        if (text_width(width, size, false) > room) continue;
        page.sheet.text(
            {width, {middle, y - 5.0}, size, false, page.style.ink_soft, Anchor::Middle},
            Role::Dimension);
        break;
    }
    const std::string kind(strip.label.empty() ? word(strip.kind, page.language)
                                               : std::string_view(strip.label));
    for (const double size : {12.0, 11.0, 10.0, 9.0}) {
        if (text_width(kind, size, false) > room) continue;
        page.sheet.text({kind, {middle, y + 16.0}, size, false, page.style.ink, Anchor::Middle},
                        Role::Strip);
        return;
    }
}

}  // namespace

void draw_ground(SectionPage& page) {
    page.sheet.rectangle(Role::Ground,
                         {page.frame.left, page.ground_y, page.frame.right, page.frame.bottom},
                         page.style.soil);
    if (page.street.groundwater) draw_groundwater(page);
    double left_m = page.street.section.starts_at_offset_m;
    for (const model::Strip& strip : page.street.section.strips) {
        draw_strip(page, strip, left_m);
        left_m -= strip.width_m;
    }
    page.sheet.line(Role::Ground,
                    {{page.frame.left, page.ground_y}, {page.frame.right, page.ground_y}},
                    {page.style.ink_soft, 1.4, {}}, "surface");
}

void draw_level_ruler(SectionPage& page) {
    const double x = page.frame.right + 14.0;
    const Stroke thin{page.style.ink_soft, 1.0, {}};
    const bool nap = page.street.surface.has_value();
    const double step = ruler_step_m(page.units_per_m);
    const double zero = page.street.ground_z();
    const double top_z = zero + std::min((page.ground_y - page.frame.top) / page.units_per_m, 2.0);
    const double bottom_z = zero - (page.frame.bottom - page.ground_y) / page.units_per_m;
    page.sheet.line(Role::Dimension, {{x, page.y(top_z - zero)}, {x, page.frame.bottom}}, thin);
    // The surface level comes first: where a round level would touch it, that one stays out.
    page.sheet.text({signed_number(zero, 2, page.language),
                     {x + 10.0, page.ground_y + 4.0},
                     11.0,
                     true,
                     page.style.ink},
                    Role::Dimension);
    page.sheet.line(Role::Dimension, {{x - 5, page.ground_y}, {x + 7, page.ground_y}}, thin);
    for (double z = std::ceil(bottom_z / step) * step; z <= top_z + 1e-9; z += step) {
        const double y = page.y(z - zero);
        page.sheet.line(Role::Dimension, {{x, y}, {x + 6, y}}, thin);
        page.sheet.text({signed_number(z, 2, page.language),
                         {x + 10.0, y + 4.0},
                         11.0,
                         false,
                         page.style.ink_soft},
                        Role::Dimension);
    }
    const Word unit = nap ? Word::Nap : Word::BelowGround;
    page.sheet.text({std::string(word(unit, page.language)),
                     {x + 46.0, page.y(top_z - zero) - 10.0},
                     11.0,
                     false,
                     page.style.ink_soft,
                     Anchor::End},
                    Role::Dimension);
}

void draw_strip_widths(SectionPage& page) {
    if (page.street.groundwater) label_groundwater(page);
    const model::Section& section = page.street.section;
    const Stroke thin{page.style.ink_soft, 1.0, {}};
    const double y = page.frame.bottom + 78.0;
    double left_m = section.starts_at_offset_m;
    const double first_m = left_m;
    for (const model::Strip& strip : section.strips) {
        const double right_m = left_m - strip.width_m;
        draw_width(page, left_m, right_m, y, thin);
        label_strip(page, strip, page.x(0.5 * (left_m + right_m)), y);
        left_m = right_m;
    }
    if (section.strips.size() > 1) {
        draw_width(page, first_m, left_m, y + 42.0, thin);
        page.sheet.text({number(first_m - left_m, 2, page.language) + " m",
                         {page.x(0.5 * (first_m + left_m)), y + 37.0},
                         12.0,
                         true,
                         page.style.ink,
                         Anchor::Middle},
                        Role::Dimension);
    }
    const double bar_y = page.frame.bottom + (section.strips.empty() ? 96.0 : 150.0);
    draw_scale_bar(page.sheet, page.look(), {page.frame.left + 4.0, bar_y}, page.units_per_m,
                   160.0);
}

}  // namespace maaiveld::viz::scene
