#include "influence/heat/multipole.h"

#include "influence/heat/multipole_clusters.h"
#include "influence/heat/multipole_exchange.h"

#include <Eigen/SparseCore>

#include <algorithm>
#include <cmath>
#include <numbers>

namespace maaiveld::influence {
namespace {

/// What is left out between bodies far apart, against what is left out at the end of the series.
constexpr double kFarPart = 1e-2;

using Complex = std::complex<double>;
using Eigen::Index;

using Triplets = std::vector<Eigen::Triplet<double>>;

void add_conjugated(Triplets& triplets, Index to, Index from, double factor) {
    triplets.emplace_back(to, from, factor);
    triplets.emplace_back(to + 1, from + 1, -factor);
}

void add_straight(Triplets& triplets, Index to, Index from, double factor) {
    triplets.emplace_back(to, from, factor);
    triplets.emplace_back(to + 1, from + 1, factor);
}

/// What each circle sends out for what arrives at it: emitted = scattering * incoming. A term
/// that falls off goes with e^(-ik phi), one that grows with e^(ik phi): what is thrown back to
/// where it came from is conjugated.
Eigen::SparseMatrix<double> scattering_of(const MultipoleLayout& layout) {
    Triplets triplets;
    for (std::size_t i = 0; i < layout.circles.size(); ++i) {
        const Circle& circle = layout.circles[i];
        const bool wall = circle.kind == Circle::Kind::Wall;
        for (int k = 1; k <= circle.order; ++k) {
            const TwoPort port = layout.stacks[i].two_port(k);
            const Index row = row_of(circle, k);
            add_conjugated(triplets, row, row, wall ? port.back_inside : port.back_outside);
            if (!wall) continue;
            const Circle& ground = layout.circles[layout.ground_of_body[circle.body]];
            if (k > ground.order) continue;
            const Index ground_row = row_of(ground, k);
            add_straight(triplets, ground_row, row, port.to_outside);
            add_straight(triplets, row, ground_row, port.to_inside);
        }
    }
    const auto n = static_cast<Index>(layout.unknowns);
    Eigen::SparseMatrix<double> scattering(n, n);
    scattering.setFromTriplets(triplets.begin(), triplets.end());
    return scattering;
}

/// incoming - from_emitted * scattering * incoming. Column by column: Eigen's product of a dense
/// and a sparse matrix walks along rows.
Eigen::MatrixXd system_of(const Eigen::MatrixXd& from_emitted,
                          const Eigen::SparseMatrix<double>& scattering) {
    const Index count = from_emitted.rows();
    Eigen::MatrixXd system = Eigen::MatrixXd::Identity(count, count);
    for (Index column = 0; column < count; ++column) {
        for (Eigen::SparseMatrix<double>::InnerIterator it{scattering, column}; it; ++it)
            system.col(column) -= it.value() * from_emitted.col(it.row());
    }
    return system;
}

/// Adds to the means over walls and cores what lies between them and the ground.
void add_rings_of_bodies(const MultipoleLayout& layout, Eigen::MatrixXd& mean_K_m_W) {
    for (std::size_t i = 0; i < layout.circles.size(); ++i) {
        const Circle& circle = layout.circles[i];
        if (circle.kind == Circle::Kind::Ground) continue;
        const std::size_t ground = layout.ground_of_body[circle.body];
        const double rings_K_m_W = layout.stacks[ground].resistance_K_m_W();
        mean_K_m_W.row(static_cast<Index>(i)) += mean_K_m_W.row(static_cast<Index>(ground));
        for (std::size_t s = 0; s < layout.sources.size(); ++s) {
            if (layout.sources[s].body != circle.body) continue;
            mean_K_m_W(static_cast<Index>(i), static_cast<Index>(s)) += rings_K_m_W;
        }
    }
}

Eigen::MatrixXd resistance_of(const MultipoleLayout& layout, const Eigen::MatrixXd& mean_K_m_W) {
    const auto count = static_cast<Index>(layout.sources.size());
    Eigen::MatrixXd resistance_K_m_W(count, count);
    for (Index s = 0; s < count; ++s) {
        const std::size_t circle = layout.circle_of_source[static_cast<std::size_t>(s)];
        resistance_K_m_W.row(s) = mean_K_m_W.row(static_cast<Index>(circle));
        resistance_K_m_W(s, s) += layout.stacks[circle].resistance_K_m_W();
    }
    return resistance_K_m_W;
}

/// Effect of harmonic k of a circle on the resistances: sent times received.
double effect_of(const Circle& circle, const MultipoleResponse& response, int k) {
    const Index row = row_of(circle, k);
    double most = 0.0;
    for (Index s = 0; s < response.incoming.cols(); ++s) {
        const double sent = std::hypot(response.emitted(row, s), response.emitted(row + 1, s));
        const double got = std::hypot(response.incoming(row, s), response.incoming(row + 1, s));
        most = std::max(most, sent * got);
    }
    return most * k * 2.0 * std::numbers::pi * circle.medium_W_mK;
}

}  // namespace

MultipoleResponse response_of(const MultipoleLayout& layout, const SurfaceImage& surface,
                              double negligible) {
    const MultipoleExchange exchange = exchange_of(layout, surface, negligible);
    const Eigen::SparseMatrix<double> scattering = scattering_of(layout);
    const Eigen::MatrixXd system = system_of(exchange.from_emitted, scattering);
    MultipoleResponse response;
    response.incoming = solution_of(system, exchange.from_heat, partition_of(layout, negligible));
    response.emitted = scattering * response.incoming;
    response.circle_K_m_W = exchange.mean_from_heat + exchange.mean_from_emitted * response.emitted;
    add_rings_of_bodies(layout, response.circle_K_m_W);
    response.resistance_K_m_W = resistance_of(layout, response.circle_K_m_W);
    for (std::size_t i = 0; i < layout.circles.size(); ++i)
        response.accuracy = std::max(response.accuracy, truncation_of(layout, response, i));
    return response;
}

double truncation_of(const MultipoleLayout& layout, const MultipoleResponse& response,
                     std::size_t index) {
    const Circle& circle = layout.circles[index];
    // The last two: symmetry often silences every other harmonic.
    double last = effect_of(circle, response, circle.order);
    if (circle.order > 1) {
        last = std::max(last, effect_of(circle, response, circle.order - 1));
    }
    // A geometric series as the geometry lets expect; for bodies that touch an algebraic one.
    const double rest = 1.0 / std::max(std::expm1(circle.decay), 1.0 / (3.0 * circle.order));
    return last * rest / response.resistance_K_m_W.diagonal().minCoeff();
}

MultipoleModel::MultipoleModel(const HeatSection& section, const SteadyOptions& options)
    : section_(section), options_(options), surface_(std::nullopt) {
    if (section.surface.film_W_m2K) {
        const double length_m = soil_W_mK() / *section.surface.film_W_m2K;
        if (options.surface == SurfaceModel::Film) {
            surface_ = SurfaceImage{length_m};
        } else {
            raise_m_ = length_m;
        }
    }
    if (section_.bodies.empty()) return;
    layout_ = layout_of(section_, raise_m_, options_);
    const double negligible = options.order ? 0.0 : kFarPart * options.tolerance;
    response_ = response_of(layout_, surface_, negligible);
    while (grow())
        response_ = response_of(layout_, surface_, negligible);
}

bool MultipoleModel::grow() {
    if (options_.order) return false;
    bool grown = false;
    for (std::size_t i = 0; i < layout_.circles.size(); ++i) {
        Circle& circle = layout_.circles[i];
        if (circle.order >= options_.highest_order) continue;
        if (truncation_of(layout_, response_, i) <= options_.tolerance) continue;
        circle.order =
            std::min(options_.highest_order, circle.order + std::max(2, circle.order / 2));
        grown = true;
    }
    number_unknowns(layout_);
    return grown;
}

}  // namespace maaiveld::influence
