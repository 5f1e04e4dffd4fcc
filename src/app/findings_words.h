#pragma once

#include "app/session.h"
#include "rules/explain.h"
#include "rules/summary.h"

namespace maaiveld::app {

/// Prints the findings table (worst first, at most `rows` lines; 0: all) and the summary by rule
/// and by owner pair that fits one screen.
void print_findings(Session& session, const model::Street& street,
                    std::span<const rules::Pack> packs, const rules::CheckResult& result,
                    std::size_t rows);

/// Prints an explanation: facts, then every rule that was tried and what became of it.
void print_explanation(Session& session, const rules::Explanation& explanation);

/// "0.430 m" or "27.3 deg", with the unit of the measure.
std::string quantity(rules::Measure measure, double value);

}  // namespace maaiveld::app
