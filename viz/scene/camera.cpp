#include "viz/scene/camera.h"

#include <Eigen/Geometry>

#include <algorithm>
#include <cmath>
#include <numbers>

namespace maaiveld::viz::scene {

namespace {

/// Unit vectors of a camera: forward, to the right, up the page.
struct Directions {
    Vec3 forward, right, up;
};

Directions directions_of(const Camera& camera) {
    const Vec3 forward = (camera.target - camera.eye).normalized();
    const Vec3 right = forward.cross(Vec3::UnitZ()).normalized();
    return {forward, right, right.cross(forward)};
}

double tangent(const Camera& camera) {
    return std::tan(0.5 * camera.vertical_fov_deg * std::numbers::pi / 180.0);
}

Box bounds_of(const Camera& camera, std::span<const Vec3> points) {
    Box box{1e30, 1e30, -1e30, -1e30};
    for (const Vec3& p : points) {
        const Point q = camera.project(p);
        box = {std::min(box.left, q.x), std::min(box.top, q.y), std::max(box.right, q.x),
               std::max(box.bottom, q.y)};
    }
    return box;
}

bool all_in_front(const Camera& camera, std::span<const Vec3> points, double least) {
    return std::all_of(points.begin(), points.end(),
                       [&](const Vec3& p) { return camera.depth(p) > least; });
}

}  // namespace

double Camera::depth(const Vec3& p) const {
    return (p - eye).dot(directions_of(*this).forward);
}

Point Camera::project(const Vec3& p) const {
    const Directions d = directions_of(*this);
    const Vec3 q = p - eye;
    const double half = std::max(q.dot(d.forward), 1e-6) * tangent(*this);
    const double scale = 0.5 * view.height() / half;
    return {0.5 * (view.left + view.right) + q.dot(d.right) * scale,
            0.5 * (view.top + view.bottom) - q.dot(d.up) * scale};
}

double Camera::metres_per_unit(const Vec3& p) const {
    return 2.0 * std::max(depth(p), 1e-6) * tangent(*this) / view.height();
}

Camera fitted_camera(std::span<const Vec3> points, const Vec3& direction, Box view) {
    Camera camera;
    camera.view = view;
    Eigen::AlignedBox3d box;
    for (const Vec3& p : points)
        box.extend(p);
    camera.target = box.center();
    double distance = std::max(box.diagonal().norm(), 1.0) * 4.0;
    const Vec3 back = -direction.normalized();
    for (int round = 0; round < 60; ++round) {
        camera.eye = camera.target + distance * back;
        const Box seen = bounds_of(camera, points);
        const double fill = std::max(seen.width() / view.width(), seen.height() / view.height());
        // Slide so that what is seen is centred, then move in; both settle together.
        const double unit = camera.metres_per_unit(camera.target);
        const Directions d = directions_of(camera);
        const double dx = 0.5 * (seen.left + seen.right) - 0.5 * (view.left + view.right);
        const double dy = 0.5 * (seen.top + seen.bottom) - 0.5 * (view.top + view.bottom);
        camera.target += unit * (dx * d.right - dy * d.up);
        const double nearer = distance * std::clamp(fill, 0.8, 1.2);
        camera.eye = camera.target + nearer * back;
        if (all_in_front(camera, points, 0.05 * distance)) distance = nearer;
        camera.eye = camera.target + distance * back;
    }
    return camera;
}

}  // namespace maaiveld::viz::scene
