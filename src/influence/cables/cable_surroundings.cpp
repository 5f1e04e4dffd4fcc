#include "influence/cables/cable_surroundings.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace maaiveld::influence {
namespace {

using std::numbers::pi;

bool is_touching(const CableCircuit& circuit, const CableLayout& layout) {
    return layout.axes.size() > 1 && (circuit.formation == CableFormation::TrefoilTouching ||
                                      circuit.formation == CableFormation::FlatTouching);
}

/// T4 of touching cables with equal losses, clauses 4.2.4.2 and 4.2.4.3.
double touching_T4(const CableCircuit& circuit, const CableLayout& layout, double rho, double L,
                   CableCovering covering) {
    const double u = 2.0 * L / layout.body_diameter_m;
    const double ln2u = std::log(2.0 * u);
    const bool metallic = covering != CableCovering::NonMetallic;
    if (circuit.formation == CableFormation::TrefoilTouching) {
        return metallic ? 1.5 / pi * rho * (ln2u - 0.630)
                        : rho / (2.0 * pi) * (ln2u + 2.0 * std::log(u));
    }
    if (layout.axes.size() == 2) return rho / pi * (ln2u - (metallic ? 0.451 : 0.295));
    return rho * (0.475 * ln2u - (metallic ? 0.346 : 0.142));
}

Eigen::MatrixXd by_images(const CableLayout& layout, double rho, double extra_m) {
    const auto n = static_cast<Eigen::Index>(layout.axes.size());
    Eigen::MatrixXd rise(n, n);
    for (Eigen::Index i = 0; i < n; ++i) {
        const Place& place = layout.axes[static_cast<std::size_t>(i)];
        for (Eigen::Index j = 0; j < n; ++j) {
            rise(i, j) =
                i == j
                    ? single_T4_K_m_W(rho, place.depth_m + extra_m, layout.body_diameter_m)
                    : mutual_K_m_W(rho, layout.axes[static_cast<std::size_t>(j)], place, extra_m);
        }
    }
    return rise;
}

Eigen::MatrixXd in_one_soil(const CableCircuit& circuit, const CableLayout& layout,
                            const SoilAround& soil, double rho) {
    if (!is_touching(circuit, layout)) return by_images(layout, rho, soil.extra_cover_m);
    const auto n = static_cast<Eigen::Index>(layout.axes.size());
    const double L = layout.centroid_depth_m + soil.extra_cover_m;
    return Eigen::MatrixXd::Identity(n, n) * touching_T4(circuit, layout, rho, L, soil.covering);
}

/// Added to every pair inside a backfill: rho of the soil instead of the backfill's beyond r_b.
double beyond_backfill(const CableBackfill& backfill, const SoilAround& soil) {
    const double radius = equivalent_radius_m(backfill.width_m, backfill.height_m);
    const double u = std::max((backfill.centre.depth_m + soil.extra_cover_m) / radius, 1.0);
    return (soil.resistivity_KmW - backfill.resistivity_KmW) / (2.0 * pi) *
           std::log(u + std::sqrt(u * u - 1.0));
}

}  // namespace

double single_T4_K_m_W(double resistivity_KmW, double depth_m, double diameter_m) {
    return resistivity_KmW / (2.0 * pi) * std::acosh(2.0 * depth_m / diameter_m);
}

double mutual_K_m_W(double resistivity_KmW, const Place& source, const Place& place,
                    double extra_cover_m) {
    const double dx = source.x_m - place.x_m;
    const double direct = std::hypot(dx, source.depth_m - place.depth_m);
    const double image = std::hypot(dx, source.depth_m + place.depth_m + 2.0 * extra_cover_m);
    return resistivity_KmW / (2.0 * pi) * std::log(image / direct);
}

Eigen::MatrixXd own_soil_K_m_W(const CableCircuit& circuit, const CableLayout& layout,
                               const SoilAround& soil) {
    if (!soil.backfill) return in_one_soil(circuit, layout, soil, soil.resistivity_KmW);
    Eigen::MatrixXd rise = in_one_soil(circuit, layout, soil, soil.backfill->resistivity_KmW);
    const double added = beyond_backfill(*soil.backfill, soil);
    if (is_touching(circuit, layout)) {  // the closed form holds the heat of all cables
        rise.diagonal().array() += added * static_cast<double>(layout.axes.size());
    } else {
        rise.array() += added;
    }
    return rise;
}

double outside_source_K_m_W(const SoilAround& soil, const Place& source, const Place& place) {
    if (!soil.backfill || !inside(*soil.backfill, source) || !inside(*soil.backfill, place)) {
        return mutual_K_m_W(soil.resistivity_KmW, source, place, soil.extra_cover_m);
    }
    return mutual_K_m_W(soil.backfill->resistivity_KmW, source, place, soil.extra_cover_m) +
           beyond_backfill(*soil.backfill, soil);
}

double equivalent_radius_m(double width_m, double height_m) {
    const double x = std::min(width_m, height_m);
    const double y = std::max(width_m, height_m);
    const double r = x / y;
    return std::exp(0.5 * r * (4.0 / pi - r) * std::log(1.0 + 1.0 / (r * r)) + std::log(0.5 * x));
}

bool inside(const CableBackfill& backfill, const Place& place) {
    return std::abs(place.x_m - backfill.centre.x_m) <= 0.5 * backfill.width_m &&
           std::abs(place.depth_m - backfill.centre.depth_m) <= 0.5 * backfill.height_m;
}

TouchingFactors touching_factors(const CableCircuit& circuit, CableCovering covering,
                                 double phase_voltage_kV) {
    const bool applies = circuit.formation == CableFormation::TrefoilTouching && !circuit.duct &&
                         !circuit.air && circuit.cables == 3;
    if (!applies || covering == CableCovering::NonMetallic) return {};
    if (covering == CableCovering::Metallic) return {1.0, 1.6};
    const bool high = phase_voltage_kV * std::sqrt(3.0) > 35.0 * (1.0 + 1e-9);
    return {high ? 1.16 : 1.07, 1.6};
}

double gap_K_m_W(const CableDuct& duct, double bundle_diameter_m, double mean_temperature_C) {
    if (duct.filling_resistivity_KmW) {
        return *duct.filling_resistivity_KmW / (2.0 * pi) *
               std::log(duct.inner_diameter_m / bundle_diameter_m);
    }
    const double mm = bundle_diameter_m * 1e3;
    return duct.u / (1.0 + 0.1 * (duct.v + duct.y * mean_temperature_C) * mm);
}

double duct_wall_K_m_W(const CableDuct& duct) {
    return duct.resistivity_KmW / (2.0 * pi) *
           std::log(duct.outer_diameter_m / duct.inner_diameter_m);
}

double air_K_m_W(const CableInAir& air, double cable_diameter_m, double surface_rise_K) {
    const double h = air.z / std::pow(cable_diameter_m, air.g) + air.e;
    return 1.0 / (pi * cable_diameter_m * h * std::pow(surface_rise_K, 0.25));
}

double steel_pipe_losses(double spacing_m, double pipe_inner_m, double conductor_ohm_m,
                         double frequency_Hz) {
    const double at_60Hz =
        (0.0115 * spacing_m * 1e3 - 0.001485 * pipe_inner_m * 1e3) * 1e-5 / conductor_ohm_m;
    return std::max(at_60Hz, 0.0) * std::pow(frequency_Hz / 60.0, 1.5);
}

}  // namespace maaiveld::influence
