#pragma once

#include "app/session.h"
#include "exchange/comparison_html.h"
#include "model/street.h"
#include "rules/finding.h"

#include <filesystem>
#include <span>

namespace maaiveld::app {

/// Fills in the dimensioned section at `station_m` and the 3D picture of one variant. `scratch` is
/// a file that may be written and removed again. A program without pictures fills in nothing.
base::Result<void> draw_variant(const Session& session, const model::Street& street,
                                std::span<const rules::Finding> findings, double station_m,
                                const std::filesystem::path& scratch,
                                exchange::ComparisonVariant& variant);

}  // namespace maaiveld::app
