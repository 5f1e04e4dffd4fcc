#include "viz/scene/iso_page.h"

#include <algorithm>
#include <cmath>

namespace maaiveld::viz::scene {

namespace {

using model::Structure;
using model::StructureKind;

constexpr double kRoofDepth_m = kHouseDepth_m - 0.3;
constexpr double kRoofRise_m = 1.8;

/// One house front: a door and windows, repeated per storey, on the wall's street side.
void add_front(IsoPage& page, Mesh& holes, const Vec2& from, const Vec2& along, const Vec2& out,
               double width_m, double top_m) {
    const auto hole = [&](double a, double b, double z0, double z1) {
        const Vec2 p = from + a * width_m * along + 0.03 * out;
        const Vec2 q = from + b * width_m * along + 0.03 * out;
        const double e = page.exaggeration;
        add_quad(holes, {p.x(), p.y(), z0 * e}, {q.x(), q.y(), z0 * e}, {q.x(), q.y(), z1 * e},
                 {p.x(), p.y(), z1 * e});
    };
    hole(0.12, 0.30, 0.0, 2.2);
    hole(0.42, 0.86, 0.8, 2.3);
    for (double floor = 2.9; floor + 2.2 < top_m; floor += 2.9) {
        hole(0.14, 0.42, floor + 0.7, floor + 2.0);
        hole(0.56, 0.86, floor + 0.7, floor + 2.0);
    }
}

void add_roof(IsoPage& page, const Vec2& from, const Vec2& to, const Vec2& out, double top_m) {
    constexpr double kEave_m = 0.25;
    const double e = page.exaggeration;
    const auto point = [&](const Vec2& p, double z) { return Vec3(p.x(), p.y(), z * e); };
    Mesh& roof = page.mesh(Role::Building, mixed(page.style.roof, page.style.paper, 0.45));
    const Vec2 fe = from + kEave_m * out, te = to + kEave_m * out;
    const Vec2 fb = from - kRoofDepth_m * out, tb = to - kRoofDepth_m * out;
    add_quad(roof, point(fe, top_m - 0.1), point(te, top_m - 0.1), point(tb, top_m + kRoofRise_m),
             point(fb, top_m + kRoofRise_m));
}

/// The end of a row of houses.
void add_gable(IsoPage& page, const Vec2& front, const Vec2& out, double top_m) {
    const double e = page.exaggeration;
    const Vec2 back = front - kRoofDepth_m * out;
    Mesh& body = page.mesh(Role::Building, mixed(page.style.wall_light, page.style.paper, 0.25));
    add_quad(body, {front.x(), front.y(), 0.0}, {back.x(), back.y(), 0.0},
             {back.x(), back.y(), (top_m + kRoofRise_m) * e}, {front.x(), front.y(), top_m * e});
}

/// Thin lines around a house front.
void add_outline(IsoPage& page, const Vec2& from, const Vec2& to, double top_m) {
    const double top = top_m * page.exaggeration;
    page.scene.lines.push_back({{{from.x(), from.y(), 0.01},
                                 {to.x(), to.y(), 0.01},
                                 {to.x(), to.y(), top},
                                 {from.x(), from.y(), top},
                                 {from.x(), from.y(), 0.01}},
                                faded(page.style.wall, 0.8),
                                1.0});
}

/// `line` as `count` straight pieces of one length.
std::vector<Vec2> evenly(const std::vector<Vec3>& line, int count) {
    const double step = plan_length_m(line) / count;
    std::vector<Vec2> points = {line.front().head<2>()};
    double run_m = 0.0;
    for (std::size_t i = 1; i < line.size(); ++i) {
        const Vec2 a = line[i - 1].head<2>(), b = line[i].head<2>();
        const double length = (b - a).norm();
        while (static_cast<int>(points.size()) < count &&
               run_m + length >= step * static_cast<double>(points.size()))
            points.push_back(a + (b - a) * (step * static_cast<double>(points.size()) - run_m) /
                                     length);
        run_m += length;
    }
    points.push_back(line.back().head<2>());
    return points;
}

void add_house(IsoPage& page, const Structure& s, const Vec2& a, const Vec2& b, Mesh& holes) {
    const double length = (b - a).norm();
    const Vec2 along = (b - a) / length;
    const Vec2 left(-along.y(), along.x());
    const StreetPlace place = page.axis.place_of(a + page.origin);
    const Vec2 to_axis = page.local(page.axis.frame_at(place.station_m).origin) - a;
    const Vec2 out = left.dot(to_axis) < 0.0 ? Vec2(-left) : left;
    const Vec2 face = 0.5 * s.size_m.y() * out;
    const double middle = 0.5 * s.top_m * page.exaggeration;
    add_swept_box(page.mesh(Role::Building, page.style.wall_light, false, s.id),
                  {Vec3(a.x(), a.y(), middle), Vec3(b.x(), b.y(), middle)}, s.size_m.y(),
                  2.0 * middle);
    add_front(page, holes, a + face, along, out, length, s.top_m);
    add_outline(page, a + face + 0.02 * out, b + face + 0.02 * out, s.top_m);
    // A little longer than the house, so that roofs meet where the row bends.
    add_roof(page, a - 0.3 * along, b + 0.3 * along, out, s.top_m);
    add_gable(page, a, out, s.top_m);
    add_gable(page, b, out, s.top_m);
}

/// A row of houses of about the width of a terraced one.
void add_houses(IsoPage& page, const Structure& s, const std::vector<Vec3>& wall) {
    constexpr double kHouseWidth_m = 5.4;
    const double length_m = plan_length_m(wall);
    if (length_m < 1.0) return;
    const int count = std::max(1, static_cast<int>(std::lround(length_m / kHouseWidth_m)));
    const std::vector<Vec2> corners = evenly(wall, count);
    Mesh holes;
    holes.color = page.style.window;
    holes.role = Role::Building;
    for (std::size_t i = 1; i < corners.size(); ++i)
        if ((corners[i] - corners[i - 1]).norm() > 0.1)
            add_house(page, s, corners[i - 1], corners[i], holes);
    page.scene.meshes.push_back(std::move(holes));
}

void add_facade(IsoPage& page, const Structure& s) {
    std::vector<Vec3> line;
    for (const Vec2& p : *s.line)
        line.push_back({p.x(), p.y(), page.street.ground_z()});
    for (const auto& piece : pieces_shown(page, line, 3.0)) {
        std::vector<Vec3> wall;
        for (const Vec3& p : piece)
            wall.push_back(page.local(p));
        wall = thinned(wall);
        const double middle_offset =
            page.axis.place_of(geometry::plan(piece[piece.size() / 2])).offset_m;
        const bool far = middle_offset * page.near_side < 0.0;
        std::vector<Vec3> below = wall;
        for (Vec3& p : below)
            p.z() = 0.5 * s.bottom_m * page.exaggeration;
        add_swept_box(
            page.mesh(Role::Building, faded(page.style.foundation, far ? 1.0 : 0.16), false, s.id),
            below, s.size_m.y() + 0.2, -s.bottom_m * page.exaggeration);
        if (far && s.kind == StructureKind::Facade) add_houses(page, s, wall);
    }
}

}  // namespace

void add_buildings(IsoPage& page) {
    for (const Structure& s : page.street.structures)
        if (s.line) add_facade(page, s);
}

}  // namespace maaiveld::viz::scene
