#include "layout/fit.h"
#include "layout/lay_out_parts.h"

#include <algorithm>
#include <set>

namespace maaiveld::layout {
namespace {

using Rules = std::set<std::string>;

/// The brief with these rules as wishes: what they prefer still costs, what they require need not
/// hold.
SectionBrief relaxed(SectionBrief brief, const Rules& rules) {
    for (Requirement& requirement : brief.requirements) {
        if (!rules.contains(requirement.rule)) continue;
        requirement.severity = rules::Severity::Info;
        requirement.must_hold = false;
    }
    return brief;
}

Rules ids_of(std::span<const rules::Pack> packs) {
    Rules ids;
    for (const rules::Pack& pack : packs)
        for (const rules::Rule& rule : pack.rules)
            ids.insert(rule.id);
    return ids;
}

/// Rules at whose limit something lies, and those about trees, whose zones close whole strips.
/// Whether they bind is for `saving` to say.
Rules suspects(const SectionSolution& best, const Rules& of_packs) {
    Rules found;
    for (const Binding& binding : binding_in(best.brief, best.places))
        if (of_packs.contains(binding.rule)) found.insert(binding.rule);
    for (const Requirement& r : best.brief.requirements) {
        const bool tree = r.obstacle && best.brief.obstacles[*r.obstacle].what == "tree";
        if (tree && is_hard(r) && of_packs.contains(r.rule)) found.insert(r.rule);
    }
    return found;
}

/// By how much the cheapest placement costs less without `rules` and, when `cool` is false, without
/// temperature limits. What is found without them against the bound with them: never too much.
base::Result<Cost> saving(const SectionSolution& best, const Rules& rules, const HeatContext* heat,
                          const SearchLimits& limits) {
    SectionBrief brief = relaxed(best.brief, rules);
    brief.heat_limits.clear();
    const auto without = solve_brief(brief, heat, limits);
    if (!without) return tl::unexpected(without.error());
    if (!without->answer.found() || !without->heat_holds) return 0;
    return std::max<Cost>(0, best.answer.bound - without->answer.cost);
}

/// Temperature limits bind together or not at all: the search sees their sum.
Rules heat_rules(const SectionSolution& best) {
    Rules rules;
    for (const HeatLimit& limit : best.brief.heat_limits)
        rules.insert(limit.rule);
    return rules;
}

double euros(Cost cost) {
    return static_cast<double>(cost) / 1000.0;
}

}  // namespace

base::Result<HeldBy> held_by(const SectionSolution& best, std::span<const rules::Pack> packs,
                             const HeatContext* heat, const SearchLimits& limits) {
    HeldBy held;
    if (!best.answer.found()) return held;
    const Rules of_packs = ids_of(packs);
    const auto all = saving(best, of_packs, nullptr, limits);
    if (!all) return tl::unexpected(all.error());
    held.saves_eur_m = euros(*all);
    if (*all == 0) return held;
    for (const std::string& rule : suspects(best, of_packs)) {
        const auto one = saving(best, {rule}, heat, limits);
        if (!one) return tl::unexpected(one.error());
        if (*one > 0) held.rules.push_back(rule);
    }
    if (heat != nullptr && !best.brief.heat_limits.empty()) {
        const auto warm = saving(best, {}, nullptr, limits);
        if (!warm) return tl::unexpected(warm.error());
        for (const std::string& rule : heat_rules(best))
            if (*warm > 0) held.rules.push_back(rule);
    }
    std::sort(held.rules.begin(), held.rules.end());
    return held;
}

}  // namespace maaiveld::layout
