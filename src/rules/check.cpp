#include "rules/check.h"

#include "base/parallel.h"
#include "rules/hits.h"
#include "rules/object_rules.h"

#include <algorithm>
#include <iterator>
#include <string_view>
#include <tuple>

namespace maaiveld::rules {
namespace {

/// The hits of one pair of owners.
struct PairRange {
    std::size_t first = 0;
    std::size_t last = 0;
};

std::vector<PairRange> ranges_of(const model::Scene& scene, std::span<const Hit> hits) {
    std::vector<PairRange> ranges;
    for (std::size_t first = 0; first < hits.size();) {
        const auto owners = [&](const Hit& hit) {
            return std::pair{scene.parts[hit.a].owner, scene.parts[hit.b].owner};
        };
        std::size_t last = first + 1;
        while (last < hits.size() && owners(hits[last]) == owners(hits[first]))
            ++last;
        ranges.push_back({first, last});
        first = last;
    }
    return ranges;
}

void judge_pairs(const JudgeContext& context, std::span<const Hit> hits, int threads,
                 CheckResult& result) {
    const std::vector<PairRange> ranges = ranges_of(context.scene, hits);
    std::vector<PairVerdict> verdicts(ranges.size());
    base::parallel_for(ranges.size(), threads, [&](std::size_t k) {
        const auto [first, last] = ranges[k];
        verdicts[k] = judge_pair(context, hits.subspan(first, last - first));
    });
    for (PairVerdict& verdict : verdicts) {
        result.counts.violating += verdict.counts.violating;
        for (const auto& [reason, count] : verdict.counts.exempted)
            result.counts.exempted[reason] += count;
        std::move(verdict.findings.begin(), verdict.findings.end(),
                  std::back_inserter(result.findings));
    }
}

void append(std::vector<Finding>& findings, std::vector<Finding> more) {
    std::move(more.begin(), more.end(), std::back_inserter(findings));
}

bool covers(const model::Exemption& exemption, const Finding& finding) {
    if (exemption.rule != finding.rule) return false;
    const bool pair = (exemption.a == finding.a && exemption.b == finding.b) ||
                      (exemption.a == finding.b && exemption.b == finding.a);
    if (!pair) return false;
    return !exemption.near ||
           (geometry::plan(finding.at) - *exemption.near).norm() <= exemption.within_m;
}

std::vector<std::string> idle_exemptions(std::span<const model::Exemption> exemptions,
                                         const CompiledRules& rules) {
    std::vector<std::string> idle;
    for (const model::Exemption& exemption : exemptions) {
        const bool known =
            std::any_of(rules.rules().begin(), rules.rules().end(),
                        [&](const RuleInUse& r) { return r.rule->id == exemption.rule; });
        if (!known) idle.push_back(exemption.rule);
    }
    return idle;
}

}  // namespace

double margin_of(const Finding& finding) {
    const double margin = finding.required - finding.measured;
    return finding.at_most ? -margin : margin;
}

void sort_worst_first(std::vector<Finding>& findings) {
    const auto key = [](const Finding& f) {
        return std::tuple(f.severity, -f.probability, -margin_of(f), std::string_view{f.a},
                          std::string_view{f.b}, std::string_view{f.rule}, f.stretch.from_m);
    };
    std::stable_sort(findings.begin(), findings.end(),
                     [&](const Finding& x, const Finding& y) { return key(x) < key(y); });
}

void apply_exemptions(std::span<const model::Exemption> exemptions, const std::string& today,
                      std::vector<Finding>& findings) {
    for (const model::Exemption& exemption : exemptions) {
        // ISO dates compare as text; the last day still counts.
        if (!exemption.until.empty() && exemption.until < today) continue;
        for (Finding& finding : findings) {
            if (!finding.exempted_by && covers(exemption, finding))
                finding.exempted_by = exemption.who;
        }
    }
}

std::int64_t count_at_least(std::span<const Finding> findings, Severity severity) {
    return std::count_if(findings.begin(), findings.end(), [&](const Finding& f) {
        return !f.exempted_by && f.severity <= severity && f.certainty != CertaintyClass::Possible;
    });
}

CheckResult check_scene(const model::Street& street, const model::Scene& scene,
                        std::span<const Pack> packs, const CheckOptions& options) {
    const auto report = [&](double fraction) {
        if (options.progress) options.progress(fraction);
    };
    CheckResult result;
    result.parts = static_cast<std::int64_t>(scene.parts.size());
    const CompiledRules rules{packs, scene};
    const JudgeContext context{street, scene, rules, options.uncertainty};
    report(0.1);
    const std::vector<Hit> hits = find_hits(scene, rules, {options.uncertainty, options.threads});
    report(0.5);
    judge_pairs(context, hits, options.threads, result);
    report(0.9);
    append(result.findings, judge_objects(context, options.values));
    append(result.findings, judge_wide(context));
    apply_exemptions(street.exemptions, options.today, result.findings);
    sort_worst_first(result.findings);
    result.unjudged = unjudged_measures(context, options.values);
    result.idle_exemptions = idle_exemptions(street.exemptions, rules);
    report(1.0);
    return result;
}

CheckResult check(const model::Street& street, std::span<const Pack> packs,
                  const CheckOptions& options) {
    return check_scene(street, model::build_scene(street, {options.functional_only}), packs,
                       options);
}

}  // namespace maaiveld::rules
