#pragma once

#include "lifecycle/variant_measures.h"

#include <string>
#include <vector>

namespace maaiveld::exchange {

/// What a comparison was made of.
struct ComparisonInput {
    std::vector<std::string> files;  ///< one per variant, without folders
    std::vector<std::vector<std::string>>
        packs;          ///< one list per variant: "nl-provisional 2026-11"
    std::string sides;  ///< "shore" or "slope"
};

/// The comparison as JSON (`maaiveld-comparison/1`, docs/formats/comparison.md): every measure of
/// every variant, numbers as they were computed, and the assumptions with their sources.
std::string comparison_json(const ComparisonInput& input,
                            const std::vector<lifecycle::VariantMeasures>& variants,
                            const lifecycle::LifecycleProfile& profile);

}  // namespace maaiveld::exchange
