#pragma once

#include "model/scene.h"
#include "rules/compile.h"

#include <cstdint>
#include <vector>

namespace maaiveld::rules {

/// Two parts of different owners near enough for some rule.
struct Hit {
    std::uint32_t a = 0;  ///< part of the owner whose id comes first as text
    std::uint32_t b = 0;

    friend auto operator<=>(const Hit&, const Hit&) = default;
};

struct HitOptions {
    bool uncertainty = true;  ///< reach further by two sigmas
    int threads = 0;
};

/// Every pair of parts that some pair rule could find broken, sorted by owners' ids, then by part:
/// the same for any number of threads.
std::vector<Hit> find_hits(const model::Scene& scene, const CompiledRules& rules,
                           const HitOptions& options);

/// How many pairs find_hits would return, without keeping them: what the benchmark counts.
std::uint64_t count_hits(const model::Scene& scene, const CompiledRules& rules,
                         const HitOptions& options);

}  // namespace maaiveld::rules
