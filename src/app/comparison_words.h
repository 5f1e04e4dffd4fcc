#pragma once

#include "app/session.h"
#include "exchange/comparison_html.h"
#include "lifecycle/variant_measures.h"

#include <vector>

namespace maaiveld::app {

/// The measures of all variants as tables in the session's language.
std::vector<exchange::ComparisonSection> comparison_tables(
    const Session& session, const std::vector<lifecycle::VariantMeasures>& variants,
    const lifecycle::LifecycleProfile& profile);

/// What the numbers rest on: the profile's entries with their source and grade.
std::vector<std::string> comparison_assumptions(const lifecycle::LifecycleProfile& profile);

/// Prints the tables for a terminal: one column per variant, its number in the heading.
void print_comparison(Session& session, const std::vector<exchange::ComparisonVariant>& variants,
                      const std::vector<exchange::ComparisonSection>& sections);

}  // namespace maaiveld::app
