#pragma once

#include "exchange/imkl_feature.h"
#include "model/catalogue.h"
#include "model/street.h"

#include <optional>
#include <string>
#include <string_view>

namespace maaiveld::exchange {

/// The network of an IMKL thema ("gasLageDruk"); Other for a theme that is not known.
model::Network network_of_theme(std::string_view theme);

/// The status of a currentStatus code; functional when it is nil or not one of IMKL's three.
model::Status status_of(std::string_view code);

/// The attribute `kind` of a line, from its type or from what its operator clearly says; empty when
/// the delivery does not say.
std::string kind_of(const Feature& line);

/// "supply" or "return" when the operator's label or description says so; else empty.
std::string role_of(const Feature& line);

/// How well the plan of something is known: `geoNauwkeurigheidXY`, else the legal accuracy of 1 m.
/// The stated accuracy is read as `declared_accuracy_sigmas` of the catalogue.
model::Certainty plan_certainty(const Feature& feature, const model::PositionDefaults& positions);

/// Standard deviation of a depth for the given source, by the catalogue, else by the project
/// default.
double depth_sigma_m(model::PositionSource source, const model::PositionDefaults& positions);

/// Standard deviation of a measured depth: its diepteNauwkeurigheid ("tot50cm").
double measured_depth_sigma_m(std::string_view accuracy, const model::PositionDefaults& positions);

}  // namespace maaiveld::exchange
