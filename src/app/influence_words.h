#pragma once

#include "app/session.h"
#include "influence/street/street_effects.h"
#include "model/street.h"

namespace maaiveld::app {

/// Prints every asset's state, its limit, what limits it and who causes it.
void print_influence(Session& session, const model::Street& street,
                     const influence::StreetInfluence& influence);

/// Month by month for the assets that have a limit: ground, temperature, band, hours above it.
void print_year(Session& session, const model::Street& street,
                const influence::StreetInfluence& influence);

/// Induced voltages, roots now and later, and settlement; says nothing about what is not there.
void print_effects(Session& session, const model::Street& street,
                   const influence::StreetEffects& effects);

/// A parameter's name for people: "conductivity of the ground", "temperature of heat-supply".
std::string parameter_words(const Session& session, const std::string& name);

/// "January" to "December".
std::string month_name(const Session& session, int month);

}  // namespace maaiveld::app
