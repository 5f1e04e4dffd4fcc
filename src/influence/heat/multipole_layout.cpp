#include "influence/heat/multipole_layout.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace maaiveld::influence {
namespace {

using Complex = std::complex<double>;

/// Multipoles of a circle fall off as exp(-k decrement) when something round shares a radical axis
/// with it at `axis_m` from its centre (bipolar coordinates). Zero when they touch.
double decrement(double axis_m, double radius_m) {
    return std::acosh(std::max(1.0, axis_m / radius_m));
}

double beside(double distance_m, double radius_m, double other_m) {
    const double square = distance_m * distance_m + radius_m * radius_m - other_m * other_m;
    return decrement(square / (2.0 * distance_m), radius_m);
}

/// For a circle inside another, `offset_m` from its centre.
double within(double offset_m, double radius_m, double around_m) {
    if (offset_m <= 0.0) return std::numeric_limits<double>::infinity();
    const double square = around_m * around_m - offset_m * offset_m - radius_m * radius_m;
    return decrement(square / (2.0 * offset_m), radius_m);
}

double nearest_neighbour(const MultipoleLayout& layout, const Circle& circle) {
    double least = std::numeric_limits<double>::infinity();
    for (const Circle& other : layout.circles) {
        if (other.kind != circle.kind) continue;
        if (circle.kind == Circle::Kind::Core && other.body != circle.body) continue;
        const double apart_m = std::abs(circle.centre_m - other.centre_m);
        if (&other != &circle) {
            least = std::min(least, beside(apart_m, circle.radius_m, other.radius_m));
        }
        if (circle.kind != Circle::Kind::Ground) continue;
        const double mirror_m = std::abs(circle.centre_m - std::conj(other.centre_m));
        least = std::min(least, beside(mirror_m, circle.radius_m, other.radius_m));
    }
    return least;
}

double offset_of(const Core& core) {
    return std::hypot(core.dx_m, core.dz_m);
}

/// How far the lines, and the outsides, of the cores of a body reach from its centre.
struct Reach {
    double lines_m = 0.0;
    double outsides_m = 0.0;
};

Reach reach_of(const HeatBody& body) {
    Reach reach;
    for (const Core& core : body.cores) {
        reach.lines_m = std::max(reach.lines_m, offset_of(core));
        reach.outsides_m =
            std::max(reach.outsides_m, offset_of(core) + core.outer_diameter_m() / 2.0);
    }
    return reach;
}

/// Logarithm of `far` / `near` per harmonic; a near of nothing ends the series at once.
double falling(double far_m, double near_m) {
    return near_m > 0.0 ? std::log(far_m / near_m) : std::numeric_limits<double>::infinity();
}

/// How fast the effect of order k of `circle` falls off. Effects go as sent times received, and
/// both fall off with what causes them: neighbours, the surface, the wall, the cores.
double decay_of(const MultipoleLayout& layout, const Circle& circle, const HeatBody& body) {
    const Circle& ground = layout.circles[layout.ground_of_body[circle.body]];
    const double near = nearest_neighbour(layout, ground);
    if (body.cores.empty()) return 2.0 * near;
    const Reach reach = reach_of(body);
    if (circle.kind == Circle::Kind::Ground) {
        return near + std::min(near, falling(ground.radius_m, reach.lines_m));
    }
    // What lies around the body acts from this far off its centre, or beyond.
    const double outside_m = ground.radius_m * std::exp(near);
    if (circle.kind == Circle::Kind::Wall) {
        return 2.0 * std::min(falling(circle.radius_m, reach.lines_m),
                              falling(outside_m, reach.outsides_m));
    }
    const double offset_m = offset_of(body.cores[circle.core]);
    const double by_wall = within(offset_m, circle.radius_m, body.inner_diameter_m / 2.0);
    return 2.0 * std::min({nearest_neighbour(layout, circle), by_wall,
                           falling(outside_m - offset_m, circle.radius_m)});
}

/// Enough harmonics for the tolerance if the decay is as expected. A first guess only: more than a
/// handful is left to be asked for by the solution itself.
int first_order(double decay, const SteadyOptions& options) {
    if (options.order) return *options.order;
    constexpr double kMostAtFirst = 10.0;
    const double wanted = std::log(1.0 / options.tolerance) / std::max(decay, 1e-3);
    const int order = static_cast<int>(std::ceil(std::min(wanted, kMostAtFirst)));
    return std::clamp(order, 1, options.highest_order);
}

Circle ground_circle(const HeatSection& section, std::size_t index, double raise_m) {
    const HeatBody& body = section.bodies[index];
    Circle circle;
    circle.kind = Circle::Kind::Ground;
    circle.body = index;
    circle.centre_m = Complex{body.at.x_m, -body.at.depth_m - raise_m};
    circle.radius_m = body.outer_diameter_m() / 2.0;
    circle.medium_W_mK = section.soil.layers.front().conductivity_W_mK;
    return circle;
}

RingStack stack_of(const HeatBody& body, double soil_W_mK) {
    if (body.cores.empty()) {
        return RingStack{body.inner_diameter_m, body.film_W_m2K, body.rings, soil_W_mK};
    }
    return RingStack{body.inner_diameter_m, Filling{body.filling_conductivity_W_mK}, body.rings,
                     soil_W_mK};
}

void add_cores(MultipoleLayout& layout, const HeatBody& body, const Circle& ground) {
    Circle wall = ground;
    wall.kind = Circle::Kind::Wall;
    wall.radius_m = body.inner_diameter_m / 2.0;
    wall.medium_W_mK = body.filling_conductivity_W_mK;
    layout.wall_of_body.back() = layout.circles.size();
    layout.stacks.push_back(layout.stacks.back());
    layout.circles.push_back(wall);
    for (std::size_t i = 0; i < body.cores.size(); ++i) {
        const Core& core = body.cores[i];
        Circle circle = wall;
        circle.kind = Circle::Kind::Core;
        circle.core = i;
        circle.centre_m = ground.centre_m + Complex{core.dx_m, core.dz_m};
        circle.radius_m = core.outer_diameter_m() / 2.0;
        layout.sources.push_back({core.id, ground.body, i});
        layout.circle_of_source.push_back(layout.circles.size());
        layout.circles.push_back(circle);
        layout.stacks.emplace_back(core.diameter_m, core.film_W_m2K, core.rings,
                                   body.filling_conductivity_W_mK);
    }
}

}  // namespace

MultipoleLayout layout_of(const HeatSection& section, double raise_m,
                          const SteadyOptions& options) {
    MultipoleLayout layout;
    for (std::size_t i = 0; i < section.bodies.size(); ++i) {
        const HeatBody& body = section.bodies[i];
        const Circle ground = ground_circle(section, i, raise_m);
        layout.ground_of_body.push_back(layout.circles.size());
        layout.wall_of_body.push_back(0);
        layout.circles.push_back(ground);
        layout.stacks.push_back(stack_of(body, ground.medium_W_mK));
        if (body.cores.empty()) {
            layout.sources.push_back({body.id, i, std::nullopt});
            layout.circle_of_source.push_back(layout.ground_of_body.back());
        } else {
            add_cores(layout, body, ground);
        }
    }
    for (Circle& circle : layout.circles) {
        circle.decay = decay_of(layout, circle, section.bodies[circle.body]);
        circle.order = first_order(circle.decay, options);
    }
    number_unknowns(layout);
    return layout;
}

void number_unknowns(MultipoleLayout& layout) {
    layout.unknowns = 0;
    for (Circle& circle : layout.circles) {
        circle.first = layout.unknowns;
        layout.unknowns += 2 * static_cast<std::size_t>(circle.order);
    }
}

}  // namespace maaiveld::influence
