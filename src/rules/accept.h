#pragma once

#include "base/error.h"
#include "rules/rule.h"

#include <span>
#include <string>
#include <vector>

namespace maaiveld::rules {

/// A value that the parties accept for one rule where it asks more: "TR-NL-02 at 3.35".
struct Accepted {
    std::string rule;
    double value = 0.0;  ///< in the unit of the rule's measure
};

/// The packs with each accepted rule asking no more than the accepted value (a least value is
/// lowered to it, a largest value raised); where a rule asks less already it stays as it is. What
/// the rule prefers stays. Errors: a rule that no pack holds; a value that is not finite.
base::Result<std::vector<Pack>> with_accepted(std::vector<Pack> packs,
                                              std::span<const Accepted> accepted);

}  // namespace maaiveld::rules
