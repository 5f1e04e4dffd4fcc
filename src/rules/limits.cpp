#include "rules/limits.h"

#include "model/scene.h"
#include "rules/compile.h"

#include <algorithm>
#include <tuple>

namespace maaiveld::rules {
namespace {

struct Ranked {
    Limit limit;
    Level level = Level::National;
};

/// Keeps, per measure and direction, the limits of the highest level.
std::vector<Limit> of_highest_level(const std::vector<Ranked>& all) {
    std::vector<Limit> kept;
    for (const Ranked& one : all) {
        const bool outranked = std::any_of(all.begin(), all.end(), [&](const Ranked& other) {
            return other.limit.measure == one.limit.measure &&
                   other.limit.at_most == one.limit.at_most && other.level > one.level;
        });
        if (!outranked) kept.push_back(one.limit);
    }
    std::stable_sort(kept.begin(), kept.end(), [](const Limit& x, const Limit& y) {
        const double a = x.at_most ? x.value : -x.value;
        const double b = y.at_most ? y.value : -y.value;
        return std::tie(x.measure, x.severity, a) < std::tie(y.measure, y.severity, b);
    });
    return kept;
}

}  // namespace

std::map<std::string, std::vector<Limit>> computed_limits(const model::Street& street,
                                                          std::span<const Pack> packs) {
    const model::Scene scene = model::build_scene(street);
    const CompiledRules compiled{packs, scene};
    std::map<std::string, std::vector<Limit>> limits;
    for (std::uint32_t o = 0; o < scene.owners.size(); ++o) {
        std::vector<Ranked> all;
        for (const Candidate& candidate : compiled.for_object(o)) {
            const RuleInUse& in_use = compiled.rules()[candidate.rule];
            const Rule& rule = *in_use.rule;
            if (!is_computed(rule.measure)) continue;
            all.push_back({{rule.measure, candidate.required, rule.at_most, rule.severity, rule.id,
                            rule.source, rule.grade},
                           in_use.pack->level});
        }
        if (!all.empty()) limits[scene.owners[o].id] = of_highest_level(all);
    }
    return limits;
}

const Limit* limit_on(const std::map<std::string, std::vector<Limit>>& limits,
                      const std::string& id, Measure measure, Severity least) {
    const auto found = limits.find(id);
    if (found == limits.end()) return nullptr;
    const Limit* strictest = nullptr;
    for (const Limit& limit : found->second) {
        if (limit.measure != measure || limit.severity > least) continue;
        const bool stricter =
            strictest == nullptr ||
            (limit.at_most ? limit.value < strictest->value : limit.value > strictest->value);
        if (stricter) strictest = &limit;
    }
    return strictest;
}

}  // namespace maaiveld::rules
