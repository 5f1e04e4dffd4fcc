#include "influence/cables/sheath_losses.h"

#include <Eigen/Dense>

#include <algorithm>
#include <cmath>
#include <complex>
#include <numbers>

namespace maaiveld::influence {
namespace {

// Clause 2.3.6: share of the bonded losses that remains when the lengths of the minor sections of a
// cross bonded run are not known (as sections of 1 : 1 : 1.2).
constexpr double kUnknownSections = 0.004;

double squared(double x) {
    return x * x;
}

double bonded_trefoil(double Rs, double R, double X) {
    return Rs / R / (1.0 + squared(Rs / X));
}

/// Flat formation, bonded at both ends, not transposed (clause 2.3.3).
std::vector<double> bonded_flat(double Rs, double R, double X, double omega) {
    const double Xm = 2.0 * omega * 1e-7 * std::numbers::ln2;
    const double P = X + Xm;
    const double Q = X - Xm / 3.0;
    const double p = squared(P) / (squared(Rs) + squared(P));
    const double q = squared(Q) / (squared(Rs) + squared(Q));
    const double mixed = 2.0 * Rs * P * Q * Xm /
                         (std::sqrt(3.0) * (squared(Rs) + squared(Q)) * (squared(Rs) + squared(P)));
    return {Rs / R * (0.75 * p + 0.25 * q + mixed), Rs / R * q,
            Rs / R * (0.75 * p + 0.25 * q - mixed)};
}

std::vector<double> bonded(const SheathGeometry& g, const SheathCircuit& sheath, double R,
                           double omega) {
    const double Rs = sheath.resistance_ohm_m;
    const double d = sheath.mean_diameter_m;
    if (g.formation == CableFormation::Positions && g.axes.size() == 3) {
        return circulating_by_phasors(g.axes, sheath, R, omega);
    }
    const bool flat = g.axes.size() == 3 && (g.formation == CableFormation::FlatTouching ||
                                             g.formation == CableFormation::FlatSpaced);
    const double X = sheath_reactance_ohm_m(omega, g.spacing_m, d);
    if (flat && !g.transposed) return bonded_flat(Rs, R, X, omega);
    const double mean_spacing = flat ? g.spacing_m * std::cbrt(2.0) : g.spacing_m;
    const double mean = bonded_trefoil(Rs, R, sheath_reactance_ohm_m(omega, mean_spacing, d));
    return std::vector<double>(g.axes.size(), mean);
}

/// lambda0, Delta1 and Delta2 of clause 2.3.6.1 for one cable.
struct EddyTerms {
    double lambda0, delta1, delta2;
};

double share(double m) {
    return m * m / (1.0 + m * m);
}

EddyTerms trefoil_terms(double m, double r) {
    return {3.0 * share(m) * r * r,
            (1.14 * std::pow(m, 2.45) + 0.33) * std::pow(r, 0.92 * m + 1.66), 0.0};
}

EddyTerms flat_middle_terms(double m, double r) {
    return {6.0 * share(m) * r * r, 0.86 * std::pow(m, 3.08) * std::pow(r, 1.4 * m + 0.7), 0.0};
}

EddyTerms flat_leading_terms(double m, double r) {
    return {1.5 * share(m) * r * r, 4.7 * std::pow(m, 0.7) * std::pow(r, 0.16 * m + 2.0),
            21.0 * std::pow(m, 3.3) * std::pow(r, 1.47 * m + 5.06)};
}

EddyTerms flat_lagging_terms(double m, double r) {
    return {1.5 * share(m) * r * r,
            -0.74 * (m + 2.0) * std::sqrt(m) / (2.0 + squared(m - 0.3)) * std::pow(r, m + 1.0),
            0.92 * std::pow(m, 3.7) * std::pow(r, m + 2.0)};
}

std::vector<EddyTerms> eddy_terms(const SheathGeometry& g, double m, double r) {
    if (g.axes.size() < 3) return {};
    const bool trefoil = g.formation == CableFormation::TrefoilTouching ||
                         g.formation == CableFormation::TrefoilSpaced;
    if (trefoil) return std::vector<EddyTerms>(3, trefoil_terms(m, r));
    return {flat_lagging_terms(m, r), flat_middle_terms(m, r), flat_leading_terms(m, r)};
}

std::vector<double> eddy(const SheathGeometry& g, const SheathCircuit& s, double R, double omega) {
    const double m = omega * 1e-7 / s.resistance_ohm_m;
    const double beta1 = std::sqrt(4.0 * std::numbers::pi * omega / (1e7 * s.resistivity_ohm_m));
    const double gs = s.lead ? 1.0
                             : 1.0 + std::pow(s.thickness_m / s.outer_diameter_m, 1.74) *
                                         (beta1 * s.outer_diameter_m - 1.6);
    const double thickness = s.lead ? 0.0 : std::pow(beta1 * s.thickness_m, 4) / 12.0;
    std::vector<double> losses(g.axes.size(), 0.0);
    const auto terms = eddy_terms(g, m, s.mean_diameter_m / (2.0 * g.spacing_m));
    for (std::size_t i = 0; i < terms.size(); ++i) {
        const double more = m > 0.1 ? terms[i].delta1 + terms[i].delta2 : 0.0;
        losses[i] = s.resistance_ohm_m / R * (gs * terms[i].lambda0 * (1.0 + more) + thickness);
    }
    return losses;
}

/// F of clause 2.3.5: eddy currents beside circulating ones.
double reduction(const SheathGeometry& g, const SheathCircuit& s, double omega) {
    const double X = sheath_reactance_ohm_m(omega, g.spacing_m, s.mean_diameter_m);
    const double Xm = 2.0 * omega * 1e-7 * std::numbers::ln2;
    const bool trefoil = g.formation == CableFormation::TrefoilTouching ||
                         g.formation == CableFormation::TrefoilSpaced;
    const double M = s.resistance_ohm_m / (trefoil ? X : X + Xm);
    const double N = s.resistance_ohm_m / (trefoil ? X : X - Xm / 3.0);
    return (4.0 * M * M * N * N + squared(M + N)) / (4.0 * (M * M + 1.0) * (N * N + 1.0));
}

/// Share of the bonded losses that unequal minor sections leave (clause 2.3.6).
double unequal_sections(const std::array<double, 3>& lengths) {
    const auto [a, b, c] = lengths;
    return (a * a + b * b + c * c - a * b - a * c - b * c) / squared(a + b + c);
}

std::vector<double> circulating(const SheathGeometry& g, const SheathCircuit& s, double R,
                                double omega) {
    std::vector<double> losses(g.axes.size(), 0.0);
    if (g.axes.size() < 2 || g.bonding == CableBonding::SinglePoint) return losses;
    if (g.bonding == CableBonding::BothEnds) return bonded(g, s, R, omega);
    const double rest = g.minor_sections ? unequal_sections(*g.minor_sections) : kUnknownSections;
    losses = bonded(g, s, R, omega);
    for (double& loss : losses)
        loss *= rest;
    return losses;
}

}  // namespace

std::optional<SheathCircuit> sheath_circuit(const std::vector<CableMetalLayer>& metals,
                                            double temperature_C) {
    if (metals.empty()) return std::nullopt;
    SheathCircuit s;
    double siemens = 0.0;
    double squares = 0.0;
    for (const CableMetalLayer& metal : metals) {
        siemens += 1.0 / metal.resistance_ohm_m(temperature_C);
        squares += squared(metal.mean_diameter_m());
        s.outer_diameter_m = metal.outer_diameter_m;
        if (metal.form == CableMetalForm::Wires) continue;
        if (s.tube && metal.thickness_m() < s.thickness_m) continue;
        s.tube = true;
        s.thickness_m = metal.thickness_m();
        s.resistivity_ohm_m = metal.resistivity_20C_ohm_m *
                              (1.0 + metal.temperature_coefficient_per_K * (temperature_C - 20.0));
        s.lead = metal.lead;
    }
    const bool wires = std::any_of(metals.begin(), metals.end(), [](const CableMetalLayer& metal) {
        return metal.form == CableMetalForm::Wires;
    });
    const bool sheath = std::any_of(metals.begin(), metals.end(), [](const CableMetalLayer& metal) {
        return metal.form == CableMetalForm::Tube && metal.role == "sheath";
    });
    if (wires && !sheath) s.tube = false;  // wires with an equalizing tape or foil: negligible
    s.resistance_ohm_m = 1.0 / siemens;
    s.mean_diameter_m = std::sqrt(squares / static_cast<double>(metals.size()));
    return s;
}

double sheath_reactance_ohm_m(double omega, double spacing_m, double mean_diameter_m) {
    return 2.0 * omega * 1e-7 * std::log(2.0 * spacing_m / mean_diameter_m);
}

std::vector<SheathLosses> sheath_losses(const SheathGeometry& geometry, const SheathCircuit& sheath,
                                        double conductor_ohm_m, double omega) {
    const std::vector<double> around = circulating(geometry, sheath, conductor_ohm_m, omega);
    const bool bonded_ends = geometry.bonding == CableBonding::BothEnds;
    const bool wanted =
        geometry.eddy == CableEddy::Include || (geometry.eddy == CableEddy::Standard &&
                                                (!bonded_ends || geometry.milliken) && sheath.tube);
    std::vector<double> local(around.size(), 0.0);
    if (wanted && sheath.thickness_m > 0.0) local = eddy(geometry, sheath, conductor_ohm_m, omega);
    const double factor = bonded_ends ? reduction(geometry, sheath, omega) : 1.0;
    std::vector<SheathLosses> losses(around.size());
    for (std::size_t i = 0; i < losses.size(); ++i)
        losses[i] = {around[i], factor * local[i]};
    return losses;
}

std::vector<double> circulating_by_phasors(const std::vector<Place>& axes,
                                           const SheathCircuit& sheath, double conductor_ohm_m,
                                           double omega) {
    using Complex = std::complex<double>;
    const auto n = static_cast<Eigen::Index>(axes.size());
    Eigen::MatrixXcd A = Eigen::MatrixXcd::Zero(n + 1, n + 1);
    Eigen::VectorXcd b = Eigen::VectorXcd::Zero(n + 1);
    for (Eigen::Index i = 0; i < n; ++i) {
        const Place& p = axes[static_cast<std::size_t>(i)];
        for (Eigen::Index j = 0; j < n; ++j) {
            const Place& q = axes[static_cast<std::size_t>(j)];
            const double distance = i == j ? 0.5 * sheath.mean_diameter_m
                                           : std::hypot(p.x_m - q.x_m, p.depth_m - q.depth_m);
            const Complex z{0.0, -2e-7 * omega * std::log(distance)};
            const double phase = -2.0 * std::numbers::pi / 3.0 * static_cast<double>(j);
            A(i, j) = z;
            b(i) -= z * std::polar(1.0, -phase);
        }
        A(i, i) += sheath.resistance_ohm_m;
        A(i, n) = -1.0;  // the common drop along the bonded sheaths
        A(n, i) = 1.0;   // no net sheath current
    }
    const Eigen::VectorXcd currents = A.partialPivLu().solve(b);
    std::vector<double> losses(axes.size());
    for (std::size_t i = 0; i < axes.size(); ++i) {
        losses[i] = sheath.resistance_ohm_m / conductor_ohm_m *
                    std::norm(currents(static_cast<Eigen::Index>(i)));
    }
    return losses;
}

double common_sheath_losses(const CableConstruction& cable, const SheathCircuit& sheath,
                            double conductor_ohm_m, double omega) {
    const double R = conductor_ohm_m;
    const double Rs = sheath.resistance_ohm_m;
    const double d = sheath.mean_diameter_m;
    const double ratio2 = squared(1e7 * Rs / omega);
    const double s = cable.conductor_distance_m;
    if (cable.conductor.shape == ConductorShape::Sector) {
        const double circle = *cable.conductor.sectors_diameter_m;
        const double t = cable.between_conductors_m();
        if (cable.cores == 2) {
            const double r2 = squared((0.74 * circle + t) / d);
            return 10.8e-16 * squared(omega) / (R * Rs) * r2 * (12.2 + r2);
        }
        return 0.94 * Rs / R * squared((circle + t) / d) / (1.0 + ratio2);
    }
    if (cable.cores == 2) {
        const double r2 = squared(0.5 * s / d);
        return 16e-14 * squared(omega) / (R * Rs) * r2 * (1.0 + r2);
    }
    const double twice_c = 2.0 * s / std::sqrt(3.0);
    const double r2 = squared(twice_c / d);
    if (Rs > 1e-4) return 3.2e-14 * squared(omega) / (R * Rs) * r2;
    return 3.0 * Rs / R * (r2 / (1.0 + ratio2) + squared(r2) / (1.0 + 4.0 * ratio2));
}

double separate_sheath_losses(const CableConstruction& cable, const SheathCircuit& sheath,
                              double conductor_ohm_m, double omega, bool in_steel) {
    const double X =
        sheath_reactance_ohm_m(omega, cable.conductor_distance_m, sheath.mean_diameter_m);
    const double factor = in_steel ? 1.7 : 1.0;
    return factor * bonded_trefoil(sheath.resistance_ohm_m, conductor_ohm_m, X);
}

}  // namespace maaiveld::influence
