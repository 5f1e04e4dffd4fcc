#pragma once

#include "rules/judge.h"
#include "rules/rule.h"

#include <functional>
#include <string>
#include <vector>

namespace maaiveld::rules {

struct CheckOptions {
    bool uncertainty = true;       ///< off: positions count as exact
    bool functional_only = false;  ///< leave disused and projected assets out
    int threads = 0;               ///< 0: as many as the machine has
    std::string today;             ///< ISO date that decides which exemptions still hold
    InfluenceValues values;        ///< results of influence, by measure and object
    std::function<void(double fraction)> progress;  ///< called now and then, from one thread
};

struct CheckResult {
    std::vector<Finding> findings;  ///< worst first: severity, probability, margin, ids
    RawCounts counts;
    std::int64_t parts = 0;             ///< solids that were checked
    std::vector<std::string> unjudged;  ///< measures whose rules wait for computed values
    std::vector<std::string>
        idle_exemptions;  ///< rules that an exemption names and no pack in use has
};

/// Checks a street against packs. Pure: the same street, packs and options give the same result,
/// for any number of threads.
CheckResult check(const model::Street& street, std::span<const Pack> packs,
                  const CheckOptions& options);

/// The same on a scene that exists already.
CheckResult check_scene(const model::Street& street, const model::Scene& scene,
                        std::span<const Pack> packs, const CheckOptions& options);

/// Orders findings worst first.
void sort_worst_first(std::vector<Finding>& findings);

/// By how much a finding breaks its limit, always positive for a broken one.
double margin_of(const Finding& finding);

/// Marks the findings that an exemption of the street covers and that has not run out on `today`.
void apply_exemptions(std::span<const model::Exemption> exemptions, const std::string& today,
                      std::vector<Finding>& findings);

/// How many findings count for an exit code: not exempted, at least as severe, likely or certain.
std::int64_t count_at_least(std::span<const Finding> findings, Severity severity);

}  // namespace maaiveld::rules
