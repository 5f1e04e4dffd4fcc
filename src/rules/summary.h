#pragma once

#include "model/street.h"
#include "rules/check.h"

#include <map>
#include <span>
#include <string>
#include <vector>

namespace maaiveld::rules {

/// The findings of one rule, or between one pair of owners, counted together.
struct Group {
    std::string key;                     ///< rule id, or "owner and owner"
    std::string title;                   ///< the rule's title
    Severity severity = Severity::Info;  ///< worst among the members
    std::string grade;
    std::int64_t certain = 0;
    std::int64_t likely = 0;
    std::int64_t possible = 0;
    std::int64_t errors = 0;  ///< certain or likely, by severity
    std::int64_t warnings = 0;
    std::int64_t infos = 0;
    double length_m = 0.0;  ///< of the stretches together
    double worst_measured = 0.0;
    double required = 0.0;  ///< at the worst member
    Measure measure = Measure::Edge3d;
    std::string worst_a, worst_b;
    std::int64_t total() const { return certain + likely + possible; }
};

/// What a person can take in: findings grouped by rule and by owner pair, worst first. Exempted
/// findings are left out. The findings must come worst first, as check() gives them.
struct Summary {
    std::vector<Group> by_rule;
    std::vector<Group> by_owners;
    /// The line in most findings that are likely but not certain: knowing where it really lies
    /// would settle most of them. Empty when nothing is merely likely.
    std::string best_test_pit;
    std::int64_t settled_by_it = 0;
    double measured_depth_share = 0.0;  ///< of the length of all lines
};

/// Length of the stretches of a line whose height was measured, vertex to vertex.
double measured_depth_length_m(const model::Asset& asset);

Summary summarise(const model::Street& street, std::span<const Pack> packs,
                  std::span<const Finding> findings, const std::string& language);

}  // namespace maaiveld::rules
