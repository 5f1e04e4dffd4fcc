#pragma once

#include "rules/check.h"

#include <span>
#include <string>
#include <vector>

namespace maaiveld::rules {

/// A self-test of a rule that does not come out as the pack says.
struct SelfTestFailure {
    std::string pack;
    std::string rule;
    int line = 0;  ///< of the test in the pack's file
    bool expected_broken = false;
};

struct SelfTestReport {
    std::int64_t rules = 0;
    std::int64_t tests = 0;
    std::vector<std::string> incomplete;  ///< rules without both a broken and a kept test
    std::vector<SelfTestFailure> failures;
};

/// Whether the rule, judged alone with its pack's meaning of parallel, finds the test's street
/// broken.
bool is_broken_in(const Pack& pack, const Rule& rule, const SelfTest& test);

/// Runs every self-test of the packs.
SelfTestReport run_self_tests(std::span<const Pack> packs);

}  // namespace maaiveld::rules
