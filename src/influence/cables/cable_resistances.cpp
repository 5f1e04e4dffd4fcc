#include "influence/cables/cable_resistances.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace maaiveld::influence {
namespace {

using std::numbers::pi;

/// Value at y in [0, 1] of the parabola through (0, a), (1/2, b) and (1, c).
double parabola(double y, double a, double b, double c) {
    return a + y * (-3.0 * a + 4.0 * b - c) + y * y * (2.0 * a - 4.0 * b + 2.0 * c);
}

double rings_between(const std::vector<CableRing>& rings, double from_m, double to_m) {
    double sum = 0.0;
    for (const CableRing& ring : rings) {
        const double middle = 0.5 * (ring.inner_diameter_m + ring.outer_diameter_m);
        if (middle < from_m || middle > to_m) continue;
        sum += ring_resistance_K_m_W(ring.resistivity_KmW, ring.inner_diameter_m,
                                     ring.outer_diameter_m);
    }
    return sum;
}

bool covers(const CableRing& ring) {
    return ring.role == "jacket" || ring.role == "serving";
}

/// Diameter at which T1 ends: under the sheath, or under the jacket of a cable without one.
double insulated_diameter_m(const CableConstruction& cable) {
    if (!cable.metals.empty()) return cable.metals.front().inner_diameter_m;
    if (cable.armour && cable.core_metals.empty() && cable.rings.empty()) {
        return cable.armour->inner_diameter_m;
    }
    for (const CableRing& ring : cable.rings) {
        if (covers(ring)) return ring.inner_diameter_m;
    }
    return cable.rings.empty() ? cable.laid_up_diameter_m() : cable.rings.back().outer_diameter_m;
}

double insulation_resistivity(const CableConstruction& cable) {
    for (const auto* rings : {&cable.core_rings, &cable.rings}) {
        for (const CableRing& ring : *rings) {
            if (ring.role == "insulation") return ring.resistivity_KmW;
        }
    }
    return cable.core_rings.empty() ? cable.rings.front().resistivity_KmW
                                    : cable.core_rings.front().resistivity_KmW;
}

double belted_T1(const CableConstruction& cable) {
    const double outer = insulated_diameter_m(cable);
    const double rho = insulation_resistivity(cable);
    const double between = cable.between_conductors_m();
    const int cores = std::min(cable.cores, 3);
    if (cable.conductor.shape == ConductorShape::Sector) {
        return rho / (2.0 * pi) *
               sector_factor(cores, cable.conductor.diameter_m, between,
                             *cable.conductor.sectors_diameter_m, outer);
    }
    const double span = cable.laid_up_diameter_m() - cable.core_diameter_m();
    const double to_sheath = 0.5 * (outer - span - cable.conductor.diameter_m);
    return rho / (2.0 * pi) * belted_factor(cores, cable.conductor.diameter_m, to_sheath, between);
}

/// Tape screens around the cores of a cable that is otherwise belted: K G.
double screened_T1(const CableConstruction& cable) {
    const double dc = cable.conductor.diameter_m;
    const double to_screen = 0.5 * (cable.core_diameter_m() - dc);
    const double rho = insulation_resistivity(cable);
    const double X = *cable.screening_thickness_m * rho / (dc * *cable.screening_resistivity_KmW);
    const double G = belted_factor(3, dc, to_screen, 2.0 * to_screen);
    return screening_factor(X, to_screen / dc) * rho / (2.0 * pi) * G;
}

/// The filler between separately sheathed cores, up to the first ring or metal around all.
double filler_T2(const CableConstruction& cable) {
    if (cable.rings.empty() || cable.rings.front().role != "filler") return 0.0;
    const CableRing& filler = cable.rings.front();
    const double thickness = 0.5 * (filler.outer_diameter_m - cable.laid_up_diameter_m());
    const double core = cable.core_diameter_m();
    const bool touching = cable.conductor_distance_m < core * 1.0001;
    return filler.resistivity_KmW / (6.0 * pi) *
           filler_factor(std::max(thickness, 0.0) / core, touching);
}

double core_T1(const CableConstruction& cable) {
    const double end = cable.core_metals.back().inner_diameter_m;
    return rings_between(cable.core_rings, 0.0, end);
}

double within(double x, double a, double b, double c, double d) {
    return a + x * (b + x * (c + x * d));
}

}  // namespace

double ring_resistance_K_m_W(double resistivity_KmW, double inner_m, double outer_m) {
    return resistivity_KmW / (2.0 * pi) * std::log(outer_m / inner_m);
}

double mie_factor(int cores, double conductor_diameter_m, double to_sheath_m,
                  double between_conductors_m) {
    const double distance = conductor_diameter_m + between_conductors_m;
    const double centre = cores == 2 ? 0.5 * distance : distance / std::sqrt(3.0);
    const double radius = 0.5 * conductor_diameter_m;
    const double sheath = centre + radius + to_sheath_m;
    const double alpha = std::pow((centre + radius) / sheath, cores);
    const double beta = alpha * (centre - cores * radius) / (centre + cores * radius);
    return std::acosh((1.0 - alpha * beta) / (alpha - beta));
}

double belted_factor(int cores, double conductor_diameter_m, double to_sheath_m,
                     double between_conductors_m) {
    const double X = to_sheath_m / conductor_diameter_m;
    const double Y = std::clamp(2.0 * to_sheath_m / between_conductors_m - 1.0, 0.0, 1.0);
    const double mie = mie_factor(cores, conductor_diameter_m, to_sheath_m, between_conductors_m);
    if (cores == 2) {
        return mie * parabola(Y, within(X, 1.06019, -0.0671778, 0.0179521, 0.0),
                              within(X, 1.06798, -0.0651648, 0.0158125, 0.0),
                              within(X, 1.067, -0.0557156, 0.0123212, 0.0));
    }
    return mie * parabola(Y, within(X, 1.09414, -0.0944045, 0.0234464, 0.0),
                          within(X, 1.09605, -0.0801857, 0.0176917, 0.0),
                          within(X, 1.09831, -0.0720631, 0.0145909, 0.0));
}

double sector_factor(int cores, double equivalent_diameter_m, double between_conductors_m,
                     double sectors_diameter_m, double belt_outer_diameter_m) {
    const double t = between_conductors_m;
    const double around = 2.0 * pi * (equivalent_diameter_m + t) - t;
    const double F = 1.0 + (cores == 2 ? 2.2 : 3.0) * t / around;
    return static_cast<double>(std::min(cores, 3)) * F *
           std::log(belt_outer_diameter_m / sectors_diameter_m);
}

double screening_factor(double X, double Y) {
    const double z = 1.25 * std::clamp(Y, 0.2, 1.0) - 0.25;
    if (X <= 6.0) {
        return parabola(z, within(X, 0.998095, -0.123369, 0.0202620, -0.00141667),
                        within(X, 0.999452, -0.0896589, 0.0120239, -0.000722228),
                        within(X, 0.997976, -0.0528571, 0.00345238, 0.0));
    }
    const double x = std::min(X, 25.0);
    return parabola(z, within(x, 0.824160, -0.0288721, 0.000928511, -1.37121e-5),
                    within(x, 0.853348, -0.0246874, 0.000966967, -1.59967e-5),
                    within(x, 0.883287, -0.0153782, 0.000260292, 0.0));
}

double filler_factor(double X, bool touching) {
    const double x = std::clamp(X, 0.0, 0.15);
    const double thin = touching ? within(x, 0.00022619, 2.11429, -20.4762, 0.0)
                                 : within(x, 0.00020238, 2.03214, -21.6667, 0.0);
    const double thick = touching ? within(x, 0.0142108, 1.17533, -4.49737, 10.6352)
                                  : within(x, 0.0126529, 1.101, -4.56104, 11.5093);
    // Beyond the curves of the standard another ring lies around the filler.
    const double around = 1.0 + 2.0 / std::sqrt(3.0);
    const double beyond = 3.0 * std::log((around + 2.0 * std::max(X, x)) / (around + 2.0 * x));
    return 2.0 * pi * (x <= 0.03 ? thin : thick) + beyond;
}

InternalResistances internal_resistances(const CableConstruction& cable) {
    InternalResistances t;
    const double everything = 2.0 * cable.outer_diameter_m;
    double inner = insulated_diameter_m(cable);
    if (!cable.several_cores()) {
        if (!cable.metals.empty()) inner = cable.metals.back().inner_diameter_m;
        t.T1_K_m_W = rings_between(cable.rings, 0.0, inner);
    } else if (cable.screening_thickness_m) {
        t.T1_K_m_W = screened_T1(cable);
    } else if (cable.separate_metals()) {
        t.T1_K_m_W = core_T1(cable);
        t.T2_K_m_W = filler_T2(cable);
        inner = cable.rings.empty() || cable.rings.front().role != "filler"
                    ? 0.0
                    : cable.rings.front().outer_diameter_m;
    } else {
        t.T1_K_m_W = belted_T1(cable);
        if (!cable.metals.empty()) inner = cable.metals.back().inner_diameter_m;
    }
    if (cable.armour) {
        t.T2_K_m_W += rings_between(cable.rings, inner, cable.armour->inner_diameter_m);
        inner = cable.armour->outer_diameter_m;
    }
    t.T3_K_m_W = rings_between(cable.rings, inner, everything);
    return t;
}

}  // namespace maaiveld::influence
