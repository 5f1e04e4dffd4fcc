#include "influence/cables/cable_exact.h"

#include "influence/cables/cable_losses.h"
#include "influence/heat/steady.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

namespace maaiveld::influence {
namespace {

/// Outer diameter of the metal that makes the cable isothermal.
double isothermal_diameter_m(const CableModel& m) {
    const CableConstruction& cable = *m.cable();
    if (cable.armour) return cable.armour->outer_diameter_m;
    return cable.sheath_outer_m().value_or(m.outer_diameter_m);
}

base::Result<Eigen::MatrixXd> resistances(const CableModel& m, const GroundSurface& surface,
                                          std::vector<HeatBody> bodies) {
    HeatSection section;
    model::SoilLayer soil;
    soil.name = "soil";
    soil.bottom_m = 1e9;
    soil.conductivity_W_mK = 1.0 / m.soil_resistivity_KmW;
    section.soil.layers.push_back(soil);
    section.surface = surface;
    section.surface.year.reset();
    section.bodies = std::move(bodies);
    auto solver = SteadySolver::build(section);
    if (!solver) return base::bad_input(solver.error().message, m.circuit.id);
    return solver->resistance_K_m_W();
}

std::vector<double> row_sums(const Eigen::MatrixXd& matrix) {
    const Eigen::VectorXd sums = matrix.rowwise().sum();
    return {sums.data(), sums.data() + sums.size()};
}

/// The conductor-limited current of one axis with exact resistances to the sheaths.
double axis_current_A(const CableModel& m, const Eigen::MatrixXd& K, Eigen::Index axis, double T1) {
    double sheath_C = m.max_conductor_C - 10.0;
    double current = 0.0;
    const double n = m.loaded;
    for (int i = 0; i < 200; ++i) {
        const CableLosses l = cable_losses(m, m.max_conductor_C, sheath_C, sheath_C);
        const double R = l.R_ohm_m;
        double joule = 0.0;
        for (Eigen::Index j = 0; j < K.cols(); ++j) {
            const double lambda = l.sheath[static_cast<std::size_t>(j)].total() + l.lambda2;
            joule += K(axis, j) * n * R * (1.0 + lambda);
        }
        const double dielectric = n * K.row(axis).sum();
        const double left = m.max_conductor_C - m.ambient_C - m.Wd_W_m * (0.5 * T1 + dielectric);
        const double next = left > 0.0 ? std::sqrt(left / (R * T1 + joule)) : 0.0;
        sheath_C = m.max_conductor_C - T1 * (next * next * R + 0.5 * m.Wd_W_m);
        const bool done = std::abs(next - current) <= 1e-12 * next;
        current = next;
        if (done) break;
    }
    return current;
}

}  // namespace

base::Result<std::vector<HeatBody>> cable_bodies(const CableModel& model,
                                                 const std::vector<double>& heat_W_m) {
    if (model.cable() == nullptr || model.circuit.duct || model.circuit.air) {
        return base::bad_input("exact conduction needs a construction laid directly in the soil",
                               model.circuit.id);
    }
    const double metal_m = isothermal_diameter_m(model);
    std::vector<HeatBody> bodies;
    for (std::size_t i = 0; i < model.axis_count(); ++i) {
        HeatBody body;
        body.id = model.axis_count() == 1 ? model.circuit.id
                                          : fmt::format("{}/{}", model.circuit.id, i + 1);
        body.at = model.layout.axes[i];
        body.inner_diameter_m = metal_m;
        for (const CableRing& ring : model.cable()->rings) {
            if (ring.inner_diameter_m < metal_m * (1.0 - 1e-9)) continue;
            body.rings.push_back({ring.outer_diameter_m, 1.0 / ring.resistivity_KmW});
        }
        body.condition = GivenHeat{heat_W_m[i]};
        bodies.push_back(std::move(body));
    }
    return bodies;
}

base::Result<CableExact> exact_rating(const CableModel& model, const GroundSurface& surface) {
    auto bodies = cable_bodies(model, std::vector<double>(model.axis_count(), 1.0));
    if (!bodies) return tl::unexpected(bodies.error());
    const auto sheaths = resistances(model, surface, *bodies);
    if (!sheaths) return tl::unexpected(sheaths.error());
    for (HeatBody& body : *bodies) {
        body.inner_diameter_m = model.outer_diameter_m;
        body.rings.clear();
    }
    const auto surfaces = resistances(model, surface, *bodies);
    if (!surfaces) return tl::unexpected(surfaces.error());

    CableExact exact;
    exact.sheath_to_ambient_K_m_W = row_sums(*sheaths);
    exact.T4_isothermal_K_m_W = row_sums(*surfaces);
    const InternalResistances inner = internal_resistances(*model.cable());
    const double T1 = inner.T1_K_m_W + model.loaded * inner.T2_K_m_W;
    exact.rating_A = axis_current_A(model, *sheaths, 0, T1);
    for (Eigen::Index i = 1; i < sheaths->rows(); ++i)
        exact.rating_A = std::min(exact.rating_A, axis_current_A(model, *sheaths, i, T1));
    return exact;
}

}  // namespace maaiveld::influence
