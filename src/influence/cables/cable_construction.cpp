#include "influence/cables/cable_construction.h"

#include <cmath>
#include <fmt/format.h>

namespace maaiveld::influence {
namespace {

/// Circle around n touching circles of diameter 1, minus 1, over the distance of their axes.
double circle_over_distance(int cores) {
    if (cores == 2) return 1.0;
    if (cores == 3) return 2.0 / std::sqrt(3.0);
    return std::sqrt(2.0);  // four cores in a square
}

base::Result<void> refuse(const CableConstruction& cable, const std::string& message) {
    return base::bad_input(message, cable.name);
}

bool positive(double value) {
    return std::isfinite(value) && value > 0.0;
}

std::string must_be_positive(const std::string& what, double value) {
    return fmt::format("{} is {:g}; it must be above 0", what, value);
}

base::Result<void> check_ring(const CableConstruction& cable, const CableRing& ring) {
    if (!positive(ring.resistivity_KmW)) {
        return refuse(cable,
                      must_be_positive(ring.role + " resistivity_KmW", ring.resistivity_KmW));
    }
    if (!positive(ring.inner_diameter_m) || !(ring.outer_diameter_m > ring.inner_diameter_m)) {
        return refuse(cable, fmt::format("{} reaches from {:g} m to {:g} m; layers go from the "
                                         "inside out and each is larger than the one before",
                                         ring.role, ring.inner_diameter_m, ring.outer_diameter_m));
    }
    return {};
}

base::Result<void> check_metal(const CableConstruction& cable, const CableMetalLayer& metal) {
    if (!(metal.outer_diameter_m > metal.inner_diameter_m) || !positive(metal.inner_diameter_m)) {
        return refuse(cable,
                      fmt::format("{} reaches from {:g} m to {:g} m; each layer is larger "
                                  "than the one before",
                                  metal.role, metal.inner_diameter_m, metal.outer_diameter_m));
    }
    if (!positive(metal.resistance_20C_ohm_m) && !metal.magnetic) {
        return refuse(cable, must_be_positive(metal.role + " resistance_20C_ohm_m",
                                              metal.resistance_20C_ohm_m));
    }
    return {};
}

base::Result<void> check_conductor(const CableConstruction& cable) {
    const CableConductor& c = cable.conductor;
    if (!positive(c.diameter_m)) {
        return refuse(cable, must_be_positive("conductor diameter_m", c.diameter_m));
    }
    if (!positive(c.resistance_20C_ohm_m)) {
        return refuse(cable,
                      must_be_positive("conductor resistance_20C_ohm_m", c.resistance_20C_ohm_m));
    }
    if (!(c.max_temperature_C > -273.15)) {
        return refuse(cable, "the conductor limit lies below absolute zero");
    }
    if (c.shape == ConductorShape::Sector && !c.sectors_diameter_m) {
        return refuse(cable,
                      "sector conductors need sectors_circle_diameter_m, the circle around "
                      "all of them");
    }
    return {};
}

base::Result<void> check_cores(const CableConstruction& cable) {
    if (cable.cores < 1 || cable.cores > 4) {
        return refuse(cable, fmt::format("a cable of {} cores; 1 to 4 are known", cable.cores));
    }
    if (!cable.several_cores()) return {};
    const double smallest = cable.conductor.shape == ConductorShape::Sector
                                ? cable.conductor.diameter_m
                                : cable.core_diameter_m();
    if (!(cable.conductor_distance_m >= smallest * (1.0 - 1e-9))) {
        return refuse(cable, fmt::format("cores of {:g} m do not fit {:g} m apart", smallest,
                                         cable.conductor_distance_m));
    }
    return {};
}

}  // namespace

double CableConstruction::conductor_outer_m() const {
    return several_cores() && conductor.sectors_diameter_m ? *conductor.sectors_diameter_m
                                                           : conductor.diameter_m;
}

double CableConstruction::core_diameter_m() const {
    double diameter_m = conductor.diameter_m;
    if (!core_rings.empty()) diameter_m = core_rings.back().outer_diameter_m;
    if (!core_metals.empty()) {
        diameter_m = std::max(diameter_m, core_metals.back().outer_diameter_m);
    }
    return diameter_m;
}

double CableConstruction::laid_up_diameter_m() const {
    if (!several_cores()) return core_diameter_m();
    return core_diameter_m() + circle_over_distance(cores) * conductor_distance_m;
}

std::optional<double> CableConstruction::sheath_outer_m() const {
    if (metals.empty()) return std::nullopt;
    return metals.back().outer_diameter_m;
}

base::Result<void> check_construction(const CableConstruction& cable) {
    if (auto good = check_conductor(cable); !good) return good;
    if (auto good = check_cores(cable); !good) return good;
    for (const auto* rings : {&cable.core_rings, &cable.rings}) {
        for (const CableRing& ring : *rings) {
            if (auto good = check_ring(cable, ring); !good) return good;
        }
    }
    for (const auto* metals : {&cable.core_metals, &cable.metals}) {
        for (const CableMetalLayer& metal : *metals) {
            if (auto good = check_metal(cable, metal); !good) return good;
        }
    }
    if (cable.armour) {
        if (auto good = check_metal(cable, *cable.armour); !good) return good;
        if (cable.armour->magnetic && !cable.several_cores()) {
            return refuse(cable,
                          "magnetic armour around a single-core cable is not known; give "
                          "its losses as lambda2 under `given`");
        }
    }
    if (!positive(cable.outer_diameter_m)) {
        return refuse(cable, must_be_positive("outer diameter", cable.outer_diameter_m));
    }
    return {};
}

}  // namespace maaiveld::influence
