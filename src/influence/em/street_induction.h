#pragma once

#include "geometry/vec.h"
#include "influence/em/exposure.h"

#include <span>

namespace maaiveld::influence {

/// A phase or a screen of a cable, relative to the cable's axis, looking along the cable.
struct PhaseConductor {
    double right_m = 0.0;
    double up_m = 0.0;
    Complex current_A;
};
struct RouteScreen {
    double right_m = 0.0;
    double up_m = 0.0;
    double radius_m = 0.0;
    double resistance_ohm_m = 0.0;
};

/// A power cable in a street. Points are x east, y north, z up with 0 at the finished surface.
struct SourceRoute {
    std::string id;
    std::vector<geometry::Vec3> points;
    std::vector<PhaseConductor> phases;
    std::vector<RouteScreen> screens;  ///< earthed at both ends; empty: none, or open
};

/// A telecom cable or a pipe in a street.
struct VictimRoute {
    std::string id;
    std::vector<geometry::Vec3> points;
    std::optional<VictimLine> line;
    std::optional<CoatingDefect> defect;
};

struct InductionOptions {
    double step_m = 1.0;       ///< longest stretch that counts as having one emf
    double screening_k = 1.0;  ///< further factor, for what is not modelled
    double reach_m = 1000.0;   ///< sources farther away than this in plan are left out
    double nearest_m = 0.02;   ///< axes closer together than this count as this far apart
};

/// The phases of a circuit around its own axis (`x_m`, `depth_m` of `circuit` are not used).
std::vector<PhaseConductor> phase_conductors(ThreePhase circuit);

/// The emf in a stretch of the victim, from its start.
struct InducedStretch {
    double from_m = 0.0;
    double length_m = 0.0;
    Complex emf_V_m;
};

/// What one source does to a victim.
struct SourceShare {
    std::string id;
    Complex emf_V;                    ///< along the whole victim
    double beside_m = 0.0;            ///< length of the victim that has the source beside it
    std::optional<double> nearest_m;  ///< smallest distance in plan there
};

struct InducedVoltage {
    double length_m = 0.0;
    Complex emf_V;
    double voltage_V = 0.0;  ///< as in ExposureResult
    double voltage_at_m = 0.0;
    std::vector<InducedStretch> stretches;
    std::vector<SourceShare> shares;  ///< in the order of the sources
    std::optional<InducedLine> line;
    std::optional<double> defect_A_m2;
};

/// The voltage that `sources` induce in `victim`. Each stretch of the victim takes, per source, the
/// field of an endless straight line through the nearest piece of the source, at the distance of
/// that nearest place, times the cosine of the angle between the two; nothing where the source has
/// ended. Screens of a cable carry the current that its own impedance matrix gives; screens of
/// other cables are not reckoned with (use `screening_k`). Currents run in the order of the points.
/// Refused: routes above the ground or without length.
base::Result<InducedVoltage> induced_on(const VictimRoute& victim,
                                        std::span<const SourceRoute> sources,
                                        const EarthReturn& earth,
                                        const InductionOptions& options = {});

}  // namespace maaiveld::influence
