#pragma once

#include <map>
#include <string>
#include <variant>

namespace maaiveld::model {

/// The value of one attribute: a number (SI, the unit is in the key), a word, or yes/no.
using AttributeValue = std::variant<double, std::string, bool>;

/// Attributes by key ("pressure_bar", "kind", "protected"), sorted so that output is stable.
using Attributes = std::map<std::string, AttributeValue>;

}  // namespace maaiveld::model
