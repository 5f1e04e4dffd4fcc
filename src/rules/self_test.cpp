#include "rules/self_test.h"

#include <algorithm>

namespace maaiveld::rules {

bool is_broken_in(const Pack& pack, const Rule& rule, const SelfTest& test) {
    Pack alone = pack;
    alone.rules = {rule};
    CheckOptions options;
    options.uncertainty = false;
    options.threads = 1;
    options.values = test.values;
    return !check(test.street, std::span{&alone, 1}, options).findings.empty();
}

SelfTestReport run_self_tests(std::span<const Pack> packs) {
    SelfTestReport report;
    for (const Pack& pack : packs) {
        Pack head = pack;
        head.rules.clear();
        for (const Rule& rule : pack.rules) {
            ++report.rules;
            const auto has = [&](bool broken) {
                return std::any_of(rule.tests.begin(), rule.tests.end(),
                                   [&](const SelfTest& test) { return test.broken == broken; });
            };
            if (!has(true) || !has(false)) report.incomplete.push_back(rule.id);
            for (const SelfTest& test : rule.tests) {
                ++report.tests;
                if (is_broken_in(head, rule, test) == test.broken) continue;
                report.failures.push_back({pack.id, rule.id, test.line, test.broken});
            }
        }
    }
    return report;
}

}  // namespace maaiveld::rules
