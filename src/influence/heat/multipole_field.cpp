#include "influence/heat/multipole.h"
#include "influence/heat/multipole_exchange.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace maaiveld::influence {
namespace {

using Complex = std::complex<double>;
using Eigen::Index;

/// Strength of harmonic k of `circle` in a vector of unknowns.
Complex strength(const Eigen::VectorXd& unknowns, const Circle& circle, int k) {
    const Index row = row_of(circle, k);
    return {unknowns(row), unknowns(row + 1)};
}

double body_heat_W_m(const MultipoleField& field, std::size_t body) {
    double sum_W_m = 0.0;
    const auto& sources = field.model.layout().sources;
    for (std::size_t s = 0; s < sources.size(); ++s) {
        if (sources[s].body == body) sum_W_m += field.heat_W_m(static_cast<Index>(s));
    }
    return sum_W_m;
}

/// Mean rise over a circle.
double mean_K(const MultipoleField& field, std::size_t circle) {
    return field.model.response().circle_K_m_W.row(static_cast<Index>(circle)).dot(field.heat_W_m);
}

/// Sum over k of strength(k) * x^k.
Complex series(const Eigen::VectorXd& unknowns, const Circle& circle, Complex x) {
    Complex sum = 0.0;
    for (int k = circle.order; k >= 1; --k)
        sum = (sum + strength(unknowns, circle, k)) * x;
    return sum;
}

/// What the circle of a body sends through the soil to `w`, its answer from the surface included.
double through_soil_K(const MultipoleField& field, const Circle& circle, Complex w) {
    const double lines_K =
        body_heat_W_m(field, circle.body) / (2.0 * std::numbers::pi * field.model.soil_W_mK());
    const Complex from_image_m = w - std::conj(circle.centre_m);
    const SurfaceImage& surface = field.model.surface();
    const auto factors = surface.factors(from_image_m, circle.order);
    double sum_K =
        lines_K * (surface.line_term(from_image_m) - std::log(std::abs(w - circle.centre_m)));
    sum_K += series(field.emitted, circle, circle.radius_m / (w - circle.centre_m)).real();
    Complex power = 1.0;
    for (int k = 1; k <= circle.order; ++k) {
        power *= circle.radius_m / from_image_m;
        const Complex mirrored = std::conj(strength(field.emitted, circle, k)) * power;
        sum_K += (mirrored * factors[static_cast<std::size_t>(k - 1)]).real();
    }
    return sum_K;
}

/// Inside the rings around circle `index`; `wall` is the circle that sends from within, if any.
double in_rings_K(const MultipoleField& field, std::size_t index, double heat_W_m, Complex from_c,
                  const Circle* wall) {
    const Circle& circle = field.model.layout().circles[index];
    const RingStack& stack = field.model.layout().stacks[index];
    const double radius_m = std::abs(from_c);
    const Complex direction = from_c / radius_m;
    double sum_K = mean_K(field, index) + heat_W_m * stack.resistance_from_K_m_W(radius_m);
    Complex turn = 1.0;
    const int highest = wall != nullptr ? std::max(circle.order, wall->order) : circle.order;
    for (int k = 1; k <= highest; ++k) {
        turn *= direction;
        const RingStack::Share share = stack.share_at(radius_m, k);
        Complex amplitude = 0.0;
        if (k <= circle.order) amplitude += share.of_outside * strength(field.incoming, circle, k);
        if (wall != nullptr && k <= wall->order) {
            amplitude += share.of_inside * std::conj(strength(field.incoming, *wall, k));
        }
        sum_K += (amplitude * turn).real();
    }
    return sum_K;
}

/// At a source, behind its film.
double source_K(const MultipoleField& field, std::size_t source) {
    const auto row = static_cast<Index>(source);
    return field.model.response().resistance_K_m_W.row(row).dot(field.heat_W_m);
}

/// In the core of source `source`: its rings, or what it carries.
double in_core_K(const MultipoleField& field, std::size_t source, Complex w) {
    const std::size_t circle = field.model.layout().circle_of_source[source];
    const Complex from_c = w - field.model.layout().circles[circle].centre_m;
    const double inner_m = field.model.layout().stacks[circle].inner_radius_m();
    if (std::abs(from_c) <= inner_m) return source_K(field, source);
    return in_rings_K(field, circle, field.heat_W_m(static_cast<Index>(source)), from_c, nullptr);
}

double in_filling_K(const MultipoleField& field, std::size_t body, Complex w) {
    const MultipoleLayout& layout = field.model.layout();
    const std::size_t wall_index = layout.wall_of_body[body];
    const Circle& wall = layout.circles[wall_index];
    double sum_K = mean_K(field, wall_index);
    sum_K += series(field.emitted, wall, (w - wall.centre_m) / wall.radius_m).real();
    for (std::size_t s = 0; s < layout.sources.size(); ++s) {
        if (layout.sources[s].body != body) continue;
        const Circle& core = layout.circles[layout.circle_of_source[s]];
        const Complex from_c = w - core.centre_m;
        if (std::abs(from_c) <= core.radius_m) return in_core_K(field, s, w);
        const double line_K =
            field.heat_W_m(static_cast<Index>(s)) / (2.0 * std::numbers::pi * core.medium_W_mK);
        sum_K += line_K * std::log(wall.radius_m / std::abs(from_c));
        sum_K += series(field.emitted, core, core.radius_m / from_c).real();
    }
    return sum_K;
}

double in_body_K(const MultipoleField& field, std::size_t body, Complex w) {
    const MultipoleLayout& layout = field.model.layout();
    const std::size_t ground = layout.ground_of_body[body];
    const Complex from_c = w - layout.circles[ground].centre_m;
    const bool has_cores = !field.model.section().bodies[body].cores.empty();
    if (std::abs(from_c) > layout.stacks[ground].inner_radius_m()) {
        const Circle* wall = has_cores ? &layout.circles[layout.wall_of_body[body]] : nullptr;
        return in_rings_K(field, ground, body_heat_W_m(field, body), from_c, wall);
    }
    if (has_cores) return in_filling_K(field, body, w);
    for (std::size_t s = 0; s < layout.sources.size(); ++s) {
        if (layout.sources[s].body == body) return source_K(field, s);
    }
    return 0.0;
}

/// Upward gradient of the rise at the surface, K/m, from one circle: the imaginary part of the
/// derivative of its potential.
double surface_gradient_K_m(const MultipoleField& field, const Circle& circle, double x_m) {
    const double lines_K =
        body_heat_W_m(field, circle.body) / (2.0 * std::numbers::pi * field.model.soil_W_mK());
    const Complex from_m = x_m - circle.centre_m;
    const Complex from_image_m = x_m - std::conj(circle.centre_m);
    const auto factors = field.model.surface().factors(from_image_m, circle.order + 1);
    Complex slope = -lines_K * (1.0 / from_m + factors[0] / from_image_m);
    Complex sent = 1.0;
    Complex mirrored = 1.0;
    for (int k = 1; k <= circle.order; ++k) {
        const Complex y = strength(field.emitted, circle, k) * static_cast<double>(k);
        sent *= circle.radius_m / from_m;
        mirrored *= circle.radius_m / from_image_m;
        const Complex answer = std::conj(y) * mirrored * factors[static_cast<std::size_t>(k)];
        slope -= y * sent / from_m + answer / from_image_m;
    }
    return -slope.imag();
}

/// Quadrature over the whole surface with `count` points that lie densest above the bodies:
/// x = middle + reach tan(angle / 2) makes it a periodic integral, for which the midpoint rule
/// converges exponentially.
double surface_heat_by(const MultipoleField& field, double middle_m, double reach_m, int count) {
    double sum_K = 0.0;
    for (int i = 0; i < count; ++i) {
        const double half_angle = std::numbers::pi * ((i + 0.5) / count - 0.5);
        const double x_m = middle_m + reach_m * std::tan(half_angle);
        const double stretch = reach_m / (std::cos(half_angle) * std::cos(half_angle));
        for (const std::size_t ground : field.model.layout().ground_of_body) {
            const Circle& circle = field.model.layout().circles[ground];
            sum_K -= surface_gradient_K_m(field, circle, x_m) * stretch;
        }
    }
    return sum_K * std::numbers::pi / count * field.model.soil_W_mK();
}

}  // namespace

std::size_t MultipoleField::body_at(const Place& place) const {
    const auto& bodies = model.section().bodies;
    for (std::size_t i = 0; i < bodies.size(); ++i) {
        const double apart_m =
            std::hypot(place.x_m - bodies[i].at.x_m, place.depth_m - bodies[i].at.depth_m);
        if (apart_m <= bodies[i].outer_diameter_m() / 2.0) return i;
    }
    return bodies.size();
}

double MultipoleField::rise_K(const Place& place) const {
    const Complex w = model.position(place);
    const std::size_t body = body_at(place);
    if (body < model.section().bodies.size()) return in_body_K(*this, body, w);
    double sum_K = 0.0;
    for (const std::size_t ground : model.layout().ground_of_body)
        sum_K += through_soil_K(*this, model.layout().circles[ground], w);
    return sum_K;
}

double MultipoleField::surface_heat_W_m() const {
    if (model.section().bodies.empty()) return 0.0;
    double left_m = model.section().bodies.front().at.x_m;
    double right_m = left_m;
    double deepest_m = 0.0;
    for (const HeatBody& body : model.section().bodies) {
        left_m = std::min(left_m, body.at.x_m);
        right_m = std::max(right_m, body.at.x_m);
        deepest_m = std::max(deepest_m, body.at.depth_m);
    }
    const double reach_m = (right_m - left_m) / 2.0 + deepest_m;
    const double scale_W_m = heat_W_m.cwiseAbs().sum();
    constexpr int kMostPoints = 1 << 17;
    double before = surface_heat_by(*this, (left_m + right_m) / 2.0, reach_m, 128);
    for (int count = 256; count <= kMostPoints; count *= 2) {
        const double now = surface_heat_by(*this, (left_m + right_m) / 2.0, reach_m, count);
        if (std::abs(now - before) <= 1e-12 * scale_W_m) return now;
        before = now;
    }
    return before;
}

}  // namespace maaiveld::influence
