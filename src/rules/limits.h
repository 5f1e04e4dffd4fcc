#pragma once

#include "rules/rule.h"

#include <map>
#include <span>
#include <string>
#include <vector>

namespace maaiveld::rules {

/// What an object rule demands of one computed value.
struct Limit {
    Measure measure = Measure::Temperature;
    double value = 0.0;  ///< in the measure's unit
    bool at_most = true;
    Severity severity = Severity::Warning;
    std::string rule;
    std::string source;
    std::string grade;
};

/// The limits that the packs put on temperature, current, induced voltage and settlement step, by
/// object id: those of the highest level that has one, most severe first and then strictest first.
std::map<std::string, std::vector<Limit>> computed_limits(const model::Street& street,
                                                          std::span<const Pack> packs);

/// The strictest limit on `measure` for an object that counts as `least` or worse; nothing when no
/// rule asks.
const Limit* limit_on(const std::map<std::string, std::vector<Limit>>& limits,
                      const std::string& id, Measure measure, Severity least);

}  // namespace maaiveld::rules
