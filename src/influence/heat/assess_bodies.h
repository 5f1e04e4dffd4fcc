#pragma once

#include "base/error.h"
#include "influence/heat/heat_section.h"

#include <optional>
#include <string>
#include <vector>

namespace maaiveld::influence {

/// Part of a temperature, and the source it comes from.
struct HeatContribution {
    std::string source;
    double kelvin = 0.0;          ///< by what is set at the source: its temperature or its heat
    double kelvin_by_heat = 0.0;  ///< by the heat the source gives off
};

/// One body, or one core of a body, in the steady state. Both kinds of contribution add up to
/// `state.temperature_C - undisturbed_C`.
struct BodyResult {
    BodyState state;
    double undisturbed_C = 0.0;
    std::optional<double> kennelly_C;  ///< line sources of the same heats; not for cores
    std::vector<HeatContribution> contributions;
    double accuracy = 0.0;  ///< estimated relative truncation error of the thermal resistances
};

/// A place where the temperature is asked.
struct HeatProbe {
    std::string id;
    Place at;
};

struct ProbeResult {
    std::string id;
    double temperature_C = 0.0;
    std::optional<double> kennelly_C;  ///< line sources of the same heats; only in the soil
};

/// The steady state of all bodies together, in their order; a body with cores gives one result
/// per core. Errors as `solve_steady`.
base::Result<std::vector<BodyResult>> assess_bodies(const model::SoilProfile& soil,
                                                    const GroundSurface& surface,
                                                    const std::vector<HeatBody>& bodies);

/// Temperatures at places among the bodies. Refused: a probe above the surface.
base::Result<std::vector<ProbeResult>> assess_probes(const HeatSection& section,
                                                     const std::vector<HeatProbe>& probes);

}  // namespace maaiveld::influence
