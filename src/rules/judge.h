#pragma once

#include "rules/compile.h"
#include "rules/connection.h"
#include "rules/finding.h"
#include "rules/hits.h"

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <vector>

namespace maaiveld::rules {

/// What all judging of one check shares. Everything referred to must outlive it.
struct JudgeContext {
    const model::Street& street;
    const model::Scene& scene;
    const CompiledRules& rules;
    bool uncertainty = true;
};

/// One pair of parts (or one part) that breaks one rule, on a piece of the line it is reported on.
struct RawViolation {
    std::uint32_t rule = 0;
    double required = 0.0;
    double value = 0.0;
    double probability = 1.0;
    bool value_breaks = true;
    double from_m = 0.0;  ///< along the line that carries the stretch
    double to_m = 0.0;
    std::int64_t pairs = 1;  ///< pairs of parts it stands for; 0 for a further piece of one pair
    geometry::Vec3 on_a = geometry::Vec3::Zero();
    geometry::Vec3 on_b = geometry::Vec3::Zero();
};

/// How many pairs of parts break a rule and why some are no findings. A pair that breaks two rules
/// counts twice. Over pair rules violating = sum of the findings' raw_pairs + exempted; rules about
/// one object and the wide rules stand apart from this count.
struct RawCounts {
    std::int64_t violating = 0;                    ///< before exemptions
    std::map<std::string, std::int64_t> exempted;  ///< by reason
};

/// What the hits of one pair of owners come to.
struct PairVerdict {
    std::vector<Finding> findings;
    RawCounts counts;
};

/// Judges all hits of one pair of owners (the hits share both owners, a's id first).
PairVerdict judge_pair(const JudgeContext& context, std::span<const Hit> hits);

/// Merges violations of one pair or object, given with their rule, into stretches: runs less than
/// 1 m apart become one finding that carries its worst place. `line` is the id the stretch lies
/// along, empty when neither has an axis.
std::vector<Finding> merged(const JudgeContext& context, std::vector<RawViolation> violations,
                            const std::string& a, const std::string& b, const std::string& line);

/// Runs closer together than this are one stretch (docs/rules.md).
inline constexpr double kMergeGap_m = 1.0;

}  // namespace maaiveld::rules
