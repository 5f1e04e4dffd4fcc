#include "viz/scene/isotherm_page.h"
#include "viz/scene/text_metrics.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace maaiveld::viz::scene {

namespace {

constexpr double kLine = 1.22;  // of the letter
constexpr double kTwoRows = 16.0;

const IsothermObject& object_of(const IsothermPage& page, const ObjectName& name) {
    return page.section.objects[name.object];
}

double lower_row_bottom(const IsothermPage& page) {
    return page.frame.top - kRibbon - kFold + 4.0;
}

double row_bottom(const IsothermPage& page, const ObjectName& name) {
    return lower_row_bottom(page) - (name.upper ? page.names.row_height + kTwoRows : 0.0);
}

/// From the object straight up, above the ground aside to its name.
std::vector<Point> leader_of(const IsothermPage& page, const ObjectName& name) {
    const IsothermObject& object = object_of(page, name);
    const double x = page.x(object.x_m);
    const double fold = page.frame.top - kRibbon - 5.0;
    const double bottom = lower_row_bottom(page) + 5.0;
    std::vector<Point> line = {{x, page.y(object.depth_m)}, {x, fold}, {name.passage, bottom}};
    if (name.upper) {
        line.push_back({name.passage, lower_row_bottom(page) - page.names.row_height});
        line.push_back({name.middle, row_bottom(page, name) + 5.0});
    }
    return line;
}

void draw_leader(IsothermPage& page, const ObjectName& name) {
    const std::vector<Point> line = leader_of(page, name);
    const std::string& id = object_of(page, name).id;
    page.sheet.line(Role::Leader, line, {faded(page.style().paper, 0.55), 2.6, {}}, id);
    page.sheet.line(Role::Leader, line, {faded(page.style().ink_soft, 0.9), 0.9, {}}, id);
}

Color ink_of(const IsothermPage& page, const IsothermObject& object, std::size_t line) {
    if (object.alarm && line > 0 && line + 1 == object.label.size())
        return readable(page.style().error);
    return line == 0 ? readable(object.color) : page.style().ink;
}

bool is_bold(const IsothermObject& object, std::size_t line) {
    return line == 0 || (object.alarm && line + 1 == object.label.size());
}

void write_level(IsothermPage& page, const ObjectName& name) {
    const IsothermObject& object = object_of(page, name);
    const double letter = page.names.letter, pitch = kLine * letter;
    const auto count = static_cast<double>(object.label.size());
    double y = row_bottom(page, name) - pitch * (count - 1.0) - kDescent * letter;
    for (std::size_t i = 0; i < object.label.size(); ++i, y += pitch)
        page.sheet.text({object.label[i],
                         {name.middle, y},
                         letter,
                         is_bold(object, i),
                         ink_of(page, object, i),
                         Anchor::Middle},
                        Role::Label, object.id);
}

void write_upright(IsothermPage& page, const ObjectName& name) {
    const IsothermObject& object = object_of(page, name);
    const double letter = page.names.letter;
    const double x = name.middle + 0.5 * (kAscent - kDescent) * letter;
    const double top = lower_row_bottom(page) - page.names.row_height;
    double y = lower_row_bottom(page);
    for (std::size_t i = 0; i < object.label.size(); ++i) {
        const bool bold = is_bold(object, i);
        const std::string text = shortened(object.label[i], letter, bold, y - top);
        page.sheet.text({text, {x, y}, letter, bold, ink_of(page, object, i), Anchor::Start, true},
                        Role::Label, object.id);
        y -= text_width(text, letter, bold) + 0.35 * letter;
    }
}

void draw_object(IsothermPage& page, const IsothermObject& object) {
    const Point at{page.x(object.x_m), page.y(object.depth_m)};
    const double radius = drawn_radius(page, object);
    // A white rim keeps every network's colour apart from every band's.
    page.sheet.circle(Role::Halo, {at, radius + 1.8, page.style().paper, {}}, object.id);
    page.sheet.circle(Role::Asset, {at, radius, object.color, {page.style().ink, 1.0, {}}},
                      object.id);
    if (object.alarm)
        page.sheet.circle(Role::Finding,
                          {at, radius + 4.5, std::nullopt, {page.style().error, 2.2, {}}},
                          object.id);
}

Box clamped(const IsothermPage& page, const IsothermBlock& block) {
    const Box& f = page.frame;
    return {std::clamp(page.x(block.left_m), f.left, f.right),
            std::clamp(page.y(block.top_m), f.top, f.bottom),
            std::clamp(page.x(block.right_m), f.left, f.right),
            std::clamp(page.y(block.bottom_m), f.top, f.bottom)};
}

/// The block's name on a plate: inside it, under it or over it, where nothing is in the way.
void name_block(IsothermPage& page, const IsothermBlock& block, const Box& box) {
    constexpr double kLetter = 13.0;
    const double width = text_width(block.label, kLetter, false);
    const double up = kAscent * kLetter + 4.0, down = kDescent * kLetter + 4.0;
    const std::array<Point, 6> places = {{{box.left + 6.0, box.top + up},
                                          {box.left + 6.0, box.bottom - down},
                                          {box.right - width - 6.0, box.top + up},
                                          {box.right - width - 6.0, box.bottom - down},
                                          {box.left + 4.0, box.bottom + up},
                                          {box.left + 4.0, box.top - down}}};
    for (const Point& at : places) {
        const Text text{block.label, at, kLetter, false, page.style().ink};
        const Box plate = text.box().grown(2.5);
        if (!page.frame.contains(plate) || !page.sheet.fits(plate)) continue;
        page.sheet.plate(Role::Furniture, plate, 2.0, faded(page.style().paper, 0.85));
        page.sheet.text(text, Role::Structure, block.id);
        page.sheet.keep_out(plate);
        return;
    }
}

}  // namespace

void keep_names_clear(IsothermPage& page) {
    for (const IsothermObject& object : page.section.objects) {
        if (!is_shown(page, object)) continue;
        const Point at{page.x(object.x_m), page.y(object.depth_m)};
        const double r = drawn_radius(page, object) + (object.alarm ? 6.0 : 2.5);
        page.sheet.keep_out({at.x - r, at.y - r, at.x + r, at.y + r});
    }
    for (const ObjectName& name : page.names.names) {
        const std::vector<Point> line = leader_of(page, name);
        page.sheet.keep_out({line[1].x - 1.5, line[1].y, line[0].x + 1.5, line[0].y});
    }
}

void draw_blocks(IsothermPage& page) {
    for (const IsothermBlock& block : page.section.blocks) {
        const Box box = clamped(page, block);
        if (!(box.width() > 0.0 && box.height() > 0.0)) continue;
        // Outlined only: a tint would change the colours that the key explains.
        page.sheet.rectangle(Role::Halo, box, std::nullopt,
                             {faded(page.style().paper, 0.6), 4.5, {}}, block.id);
        page.sheet.rectangle(Role::Structure, box, std::nullopt,
                             {page.style().structure_dark, 2.0, {}}, block.id);
        if (!block.label.empty()) name_block(page, block, box);
    }
}

void draw_objects(IsothermPage& page) {
    for (const ObjectName& name : page.names.names)
        draw_leader(page, name);
    // Large ones first, so that a small one in front of a large one stays visible.
    std::vector<const IsothermObject*> order;
    for (const IsothermObject& object : page.section.objects)
        if (is_shown(page, object)) order.push_back(&object);
    std::stable_sort(order.begin(), order.end(),
                     [](const IsothermObject* a, const IsothermObject* b) {
                         return a->outer_diameter_m > b->outer_diameter_m;
                     });
    for (const IsothermObject* object : order)
        draw_object(page, *object);
    for (const ObjectName& name : page.names.names) {
        if (page.names.upright)
            write_upright(page, name);
        else
            write_level(page, name);
    }
}

}  // namespace maaiveld::viz::scene
