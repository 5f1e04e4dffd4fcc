#pragma once

#include "app/session.h"
#include "exchange/comparison_html.h"
#include "lifecycle/variant_measures.h"
#include "model/street.h"
#include "rules/finding.h"

#include <filesystem>
#include <optional>
#include <span>

namespace maaiveld::app {

/// The street with only those strips in which something is built at the measured station, from the
/// facade side of the first to the far side of the last: dimensions then run from a strip's edge.
/// Nothing when that is most of the street, or when the street has no strips.
std::optional<model::Street> built_part(const model::Street& street,
                                        const lifecycle::VariantMeasures& measures);

/// Fills in the dimensioned section at the measured station, the part of it where something is
/// built, and the 3D picture of one variant. `scratch` is a file that may be written and removed
/// again. A program without pictures fills in nothing.
base::Result<void> draw_variant(const Session& session, const model::Street& street,
                                std::span<const rules::Finding> findings,
                                const lifecycle::VariantMeasures& measures,
                                const std::filesystem::path& scratch,
                                exchange::ComparisonVariant& variant);

}  // namespace maaiveld::app
