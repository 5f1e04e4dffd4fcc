#pragma once

#include "base/error.h"
#include "influence/cables/cable_model.h"
#include "influence/street/street_bodies.h"
#include "model/catalogue.h"

#include <memory>
#include <optional>

namespace maaiveld::influence {

/// A number that follows the temperature of the ground in a straight line.
struct AmbientLine {
    double at_0C = 0.0;
    double per_K = 0.0;

    double at(double ambient_C) const { return at_0C + per_K * ambient_C; }
};

/// What a loaded cable gives off and how warm its hottest conductor is, by the ambient.
struct CableLaw {
    AmbientLine heat_W_m;  ///< of all cables of the circuit together
    AmbientLine conductor_C;
};

/// A cable of a street at work: its heat and conductor temperature follow from the temperature of
/// the ground that it lies in, as IEC 60287 has it. Both are nearly linear in that temperature as
/// long as the soil around the cable stays moist, and again once it dries out; each line is drawn
/// through two computed points (within 0.02 K for what lies in streets), the upper one counts.
struct StreetCable {
    std::size_t object = 0;  ///< index in SectionObjects::objects
    std::size_t body = 0;    ///< index in SectionObjects::bodies
    CableCircuit circuit;
    std::shared_ptr<const CableModel> model;
    double current_A = 0.0;
    std::optional<double> conductor_limit_C;  ///< `max_conductor_C` of the asset or its type
    CableLaw moist;
    std::optional<CableLaw> dried;  ///< for soil that can dry out

    double heat_W_m(double ambient_C) const;
    double conductor_C(double ambient_C) const;
};

/// The cable of `object`, with the current that the asset gives as `current_A`, else with the
/// load share of its own rating at 15 C. Errors: its type has no electrical construction, the
/// current is negative or heats the cable without end.
base::Result<StreetCable> street_cable(const SectionObjects& section, std::size_t object,
                                       const model::Street& street,
                                       const model::Catalogue& catalogue,
                                       const model::SoilProfile& soil,
                                       const Assumptions& assumptions);

/// The same cable with another current.
base::Result<StreetCable> with_current(const StreetCable& cable, double current_A);

/// The largest steady current of the circuit in ground of `ambient_C`, partial drying included; 0
/// when that ground alone is too warm.
double rating_A(const StreetCable& cable, double ambient_C);

}  // namespace maaiveld::influence
