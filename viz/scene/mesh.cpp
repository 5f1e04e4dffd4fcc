#include "viz/scene/mesh.h"

#include <Eigen/Geometry>

#include <cmath>
#include <numbers>

namespace maaiveld::viz::scene {

namespace {

constexpr int kSides = 28;
constexpr double kTurn = 2.0 * std::numbers::pi;

Vec3 raised(const Vec2& p, double z) {
    return {p.x(), p.y(), z};
}

std::uint32_t add_point(Mesh& mesh, const Vec3& p) {
    mesh.points.push_back(p);
    return static_cast<std::uint32_t>(mesh.points.size() - 1);
}

/// A fan over `rim` seen from the side on which it runs counter-clockwise.
void add_fan(Mesh& mesh, const std::vector<Vec3>& rim) {
    std::vector<std::uint32_t> ids;
    for (const Vec3& p : rim)
        ids.push_back(add_point(mesh, p));
    for (std::size_t i = 2; i < ids.size(); ++i)
        mesh.triangles.push_back({ids[0], ids[i - 1], ids[i]});
}

std::vector<Vec3> ring(const Vec3& center, const Vec3& u, const Vec3& v, double radius) {
    std::vector<Vec3> points;
    for (int i = 0; i < kSides; ++i) {
        const double angle = kTurn * i / kSides;
        points.push_back(center + radius * (std::cos(angle) * u + std::sin(angle) * v));
    }
    return points;
}

/// Faces between the ring of `count` points at `first` and the ring that follows it.
void stitch(Mesh& mesh, std::uint32_t first, std::uint32_t count) {
    for (std::uint32_t i = 0; i < count; ++i) {
        const std::uint32_t a = first + i, b = first + (i + 1) % count;
        mesh.triangles.push_back({a, b, b + count});
        mesh.triangles.push_back({a, b + count, a + count});
    }
}

/// Faces between two rings of equally many points that share vertices, so that shading is smooth.
void add_wall(Mesh& mesh, const std::vector<Vec3>& lower, const std::vector<Vec3>& upper) {
    const auto first = static_cast<std::uint32_t>(mesh.points.size());
    const auto count = static_cast<std::uint32_t>(lower.size());
    mesh.points.insert(mesh.points.end(), lower.begin(), lower.end());
    mesh.points.insert(mesh.points.end(), upper.begin(), upper.end());
    stitch(mesh, first, count);
}

}  // namespace

void add_quad(Mesh& mesh, const Vec3& a, const Vec3& b, const Vec3& c, const Vec3& d) {
    add_fan(mesh, {a, b, c, d});
}

void add_prism(Mesh& mesh, const std::vector<Vec2>& outline, double bottom, double top) {
    std::vector<Vec3> upper, lower;
    for (const Vec2& p : outline)
        upper.push_back(raised(p, top));
    for (auto p = outline.rbegin(); p != outline.rend(); ++p)
        lower.push_back(raised(*p, bottom));
    add_fan(mesh, upper);
    add_fan(mesh, lower);
    for (std::size_t i = 0; i < outline.size(); ++i) {
        const Vec2& a = outline[i];
        const Vec2& b = outline[(i + 1) % outline.size()];
        add_quad(mesh, raised(a, bottom), raised(b, bottom), raised(b, top), raised(a, top));
    }
}

void add_band(Mesh& mesh, const std::vector<Vec2>& left, const std::vector<Vec2>& right,
              double bottom, double top) {
    for (std::size_t i = 1; i < left.size(); ++i) {
        const Vec2 &a = right[i - 1], &b = right[i], &c = left[i], &d = left[i - 1];
        add_quad(mesh, raised(a, top), raised(b, top), raised(c, top), raised(d, top));
        add_quad(mesh, raised(d, bottom), raised(c, bottom), raised(b, bottom), raised(a, bottom));
        add_quad(mesh, raised(a, bottom), raised(b, bottom), raised(b, top), raised(a, top));
        add_quad(mesh, raised(c, bottom), raised(d, bottom), raised(d, top), raised(c, top));
    }
    const Vec2 &r0 = right.front(), &l0 = left.front(), &r1 = right.back(), &l1 = left.back();
    add_quad(mesh, raised(l0, bottom), raised(r0, bottom), raised(r0, top), raised(l0, top));
    add_quad(mesh, raised(r1, bottom), raised(l1, bottom), raised(l1, top), raised(r1, top));
}

void add_stump(Mesh& mesh, const Vec2& at, double bottom, double top, double bottom_radius,
               double top_radius) {
    const auto lower = ring(raised(at, bottom), Vec3::UnitX(), Vec3::UnitY(), bottom_radius);
    const auto upper = ring(raised(at, top), Vec3::UnitX(), Vec3::UnitY(), top_radius);
    add_wall(mesh, lower, upper);
    add_fan(mesh, upper);
    add_fan(mesh, {lower.rbegin(), lower.rend()});
}

void add_ellipsoid(Mesh& mesh, const Vec3& center, double radius_xy, double radius_z) {
    constexpr int kBands = 16;
    const auto first = static_cast<std::uint32_t>(mesh.points.size());
    for (int i = 0; i <= kBands; ++i) {
        const double angle = std::numbers::pi * (static_cast<double>(i) / kBands - 0.5);
        const double r = std::max(radius_xy * std::cos(angle), 1e-4);
        const auto here = ring(center + Vec3(0.0, 0.0, radius_z * std::sin(angle)), Vec3::UnitX(),
                               Vec3::UnitY(), r);
        mesh.points.insert(mesh.points.end(), here.begin(), here.end());
        if (i > 0) stitch(mesh, first + static_cast<std::uint32_t>((i - 1) * kSides), kSides);
    }
}

void add_cone(Mesh& mesh, const Vec3& base, const Vec3& tip, double radius) {
    const Vec3 axis = (tip - base).normalized();
    const Vec3 side = std::abs(axis.z()) < 0.9 ? Vec3::UnitZ() : Vec3::UnitX();
    const Vec3 u = axis.cross(side).normalized();
    const Vec3 v = axis.cross(u);
    const auto rim = ring(base, u, v, radius);
    add_wall(mesh, rim, std::vector<Vec3>(rim.size(), tip));
    add_fan(mesh, {rim.rbegin(), rim.rend()});
}

void add_swept_box(Mesh& mesh, const std::vector<Vec3>& line, double width, double height) {
    for (std::size_t i = 1; i < line.size(); ++i) {
        const Vec2 along = (line[i] - line[i - 1]).head<2>();
        if (along.norm() < 1e-9) continue;
        const Vec2 n = 0.5 * width * Vec2(-along.y(), along.x()).normalized();
        const auto corner = [&](const Vec3& p, double side, double up) {
            return Vec3(p.x() + side * n.x(), p.y() + side * n.y(), p.z() + up * 0.5 * height);
        };
        const Vec3 &a = line[i - 1], &b = line[i];
        add_quad(mesh, corner(a, -1, 1), corner(b, -1, 1), corner(b, 1, 1), corner(a, 1, 1));
        add_quad(mesh, corner(a, 1, -1), corner(b, 1, -1), corner(b, -1, -1), corner(a, -1, -1));
        add_quad(mesh, corner(a, -1, -1), corner(b, -1, -1), corner(b, -1, 1), corner(a, -1, 1));
        add_quad(mesh, corner(b, 1, -1), corner(a, 1, -1), corner(a, 1, 1), corner(b, 1, 1));
        add_quad(mesh, corner(a, 1, -1), corner(a, -1, -1), corner(a, -1, 1), corner(a, 1, 1));
        add_quad(mesh, corner(b, -1, -1), corner(b, 1, -1), corner(b, 1, 1), corner(b, -1, 1));
    }
}

}  // namespace maaiveld::viz::scene
