#include "viz/scene/iso_scene.h"

#include "viz/scene/iso_page.h"
#include "viz/scene/plan_page.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <fmt/format.h>

namespace maaiveld::viz::scene {

namespace {

std::string context_of(const IsoPage& page, bool street_view, std::span<const std::size_t> shown) {
    std::string text(word(Word::Iso, page.language));
    if (street_view)
        text +=
            fmt::format(" · {} {} – {} m", word(Word::Station, page.language),
                        number(page.from_m, 0, page.language), number(page.to_m, 0, page.language));
    if (page.exaggeration != 1.0)
        text +=
            fmt::format(" · {} {}×", word(Word::Exaggerated, page.language),
                        number(page.exaggeration, page.exaggeration < 2.0 ? 1 : 0, page.language));
    std::array<std::size_t, 3> counts{};
    for (const std::size_t i : shown)
        ++counts[static_cast<std::size_t>(page.findings[i].severity)];
    const std::string tally = tally_of(counts[0], counts[1], counts[2], page.language);
    return tally.empty() ? text : text + " · " + tally;
}

void draw_compass(IsoPage& page) {
    const Point here = page.on_page(Vec3::Zero());
    const Point north = page.on_page(Vec3(0.0, 1.0, 0.0));
    draw_north(page.sheet, page.look(), {1520.0, 66.0},
               std::atan2(north.y - here.y, north.x - here.x));
}

/// In perspective a length is true only where it is measured, so the bar lies on the ground at the
/// middle of an area, and a street has its stations instead.
void draw_area_scale(IsoPage& page) {
    const double units_per_m = 1.0 / page.scene.camera.metres_per_unit(Vec3::Zero());
    draw_scale_bar(page.sheet, page.look(), {44.0, page.sheet.height() - 30.0}, units_per_m, 220.0);
}

}  // namespace

Vec3 IsoPage::place(double station_m, double offset_m, double height_m) const {
    const Frame frame = axis.frame_at(station_m);
    // Past an end of the axis the street goes on straight.
    const double beyond = station_m - std::clamp(station_m, 0.0, axis.length_m());
    const Vec2 p = frame.world(beyond, offset_m) - origin;
    return {p.x(), p.y(), height_m * exaggeration};
}

Mesh& IsoPage::mesh(Role role, Color color, bool smooth, std::string id) {
    Mesh fresh;
    fresh.color = color;
    fresh.smooth = smooth;
    fresh.role = role;
    fresh.id = std::move(id);
    scene.meshes.push_back(std::move(fresh));
    return scene.meshes.back();
}

Scene3d iso_scene(const model::Street& street, std::span<const rules::Finding> findings,
                  const IsoOptions& options) {
    const double height = options.height_px > 0.0
                              ? options.height_px * kPageWidth / options.width_px
                              : kPageWidth * 5.0 / 8.0;
    IsoPage page{street,           findings,
                 options.style,    options.language,
                 AxisLine(street), ObjectNames(street, options.language),
                 Sheet(height),    {}};
    page.rack_types = &options.rack_types;
    const bool street_view = !street.section.strips.empty();
    if (street_view && options.vertical_exaggeration > 0.0)
        page.exaggeration = options.vertical_exaggeration;
    const std::vector<std::size_t> shown =
        street_view ? build_street_view(page)
                    : build_area_view(page, options.vertical_exaggeration);
    const std::string caution =
        street.surface ? "" : std::string(word(Word::RelativeNote, page.language));
    draw_title(page.sheet, page.look(), street.name, context_of(page, street_view, shown), caution);
    draw_compass(page);
    if (street_view)
        label_street(page);
    else
        draw_area_scale(page);
    const std::vector<FindingRow> rows = label_findings(page, shown);
    draw_iso_panels(page, network_lengths(street), rows);
    const double factor = options.width_px / kPageWidth;
    page.scene.page = page.sheet.finished(options.width_px);
    Box& view = page.scene.camera.view;
    view = {view.left * factor, view.top * factor, view.right * factor, view.bottom * factor};
    page.scene.vertical_exaggeration = page.exaggeration;
    return page.scene;
}

}  // namespace maaiveld::viz::scene
