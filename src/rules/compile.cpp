#include "rules/compile.h"

#include <algorithm>
#include <fmt/format.h>
#include <map>
#include <unordered_map>

namespace maaiveld::rules {
namespace {

using model::Attributes;
using model::Scene;

bool is_wide(Measure measure) {
    return measure == Measure::OrderHorizontal || measure == Measure::RootOverlap;
}

/// How far apart a broken pair can be, as far as the measure limits it; 0 for measures that ask
/// for overlapping plans.
double reach_of_measure(Measure measure, double required) {
    switch (measure) {
        case Measure::Edge3d:
        case Measure::EdgeHorizontal:
        case Measure::AxisHorizontal:
            return std::max(0.0, required);
        default:
            return 0.0;
    }
}

bool looks_at_plan(Measure measure) {
    return measure != Measure::Edge3d && measure != Measure::Overlap;
}

bool judges(Relation relation, Lie lie) {
    switch (relation) {
        case Relation::Parallel:
            return lie == Lie::Parallel;
        case Relation::Crossing:
            return lie == Lie::Crossing;
        default:
            return true;
    }
}

/// The attributes that rules look at, as one text: equal texts mean equal verdicts.
void sign(const Attributes& attributes, const std::vector<std::string>& keys, std::string& text) {
    text.clear();
    for (const std::string& key : keys) {
        const auto found = attributes.find(key);
        if (found == attributes.end()) {
            text += "-\n";
        } else if (const auto* word = std::get_if<std::string>(&found->second)) {
            text += 'w';
            text += *word;
            text += '\0';
        } else if (const auto* number = std::get_if<double>(&found->second)) {
            text += fmt::format("n{}\n", *number);
        } else {
            text += std::get<bool>(found->second) ? "y\n" : "no\n";
        }
    }
}

bool passes_pair_filter(const Rule& rule, const Attributes& a, const Attributes& b) {
    if (rule.pairs == PairFilter::Any) return true;
    const auto na = a.find("network");
    const auto nb = b.find("network");
    if (na == a.end() || nb == b.end()) return rule.pairs == PairFilter::DifferentNetwork;
    return (na->second == nb->second) == (rule.pairs == PairFilter::SameNetwork);
}

}  // namespace

bool outranks(const Candidate& a, const Candidate& b, std::span<const RuleInUse> rules) {
    const RuleInUse& ra = rules[a.rule];
    const RuleInUse& rb = rules[b.rule];
    if (ra.pack->level != rb.pack->level) return ra.pack->level > rb.pack->level;
    if (a.required != b.required) {
        return ra.rule->at_most ? a.required < b.required : a.required > b.required;
    }
    return a.rule < b.rule;
}

bool applies(const Rule& rule, const Attributes& first, const Attributes& second) {
    return matches(rule.sides[0], first) && matches(rule.sides[1], second) &&
           passes_pair_filter(rule, first, second) && !switched_off(rule, first, second);
}

CompiledRules::CompiledRules(std::span<const Pack> packs, const Scene& scene) {
    for (const Pack& pack : packs) {
        for (const Rule& rule : pack.rules)
            rules_.push_back({&rule, &pack});
    }
    if (!packs.empty()) {
        // Packs in use together must agree on what parallel means; the reader checks that.
        max_angle_deg_ = packs.front().max_angle_deg;
        min_run_m_ = packs.front().min_run_m;
    }
    assign_classes(scene);
    sets_.resize(std::size_t{classes_} * classes_);
    object_rules_.resize(classes_);
    for (std::uint32_t r = 0; r < rules_.size(); ++r) {
        if (!rules_[r].rule->is_pair_rule()) {
            compile_object_rule(r, scene);
        } else if (is_wide(rules_[r].rule->measure)) {
            wide_rules_.push_back(r);
        } else {
            compile_pair_rule(r, scene);
        }
    }
    reach_.assign(classes_, 0.0);
    for (std::uint32_t i = 0; i < sets_.size(); ++i) {
        RuleSet& set = sets_[i];
        choose_winners(set);
        reach_[i / classes_] = std::max(reach_[i / classes_], set.reach_m);
        any_in_plan_ = any_in_plan_ || set.in_plan;
    }
    for (auto& candidates : object_rules_) {
        std::stable_sort(
            candidates.begin(), candidates.end(),
            [&](const Candidate& a, const Candidate& b) { return outranks(a, b, rules_); });
    }
}

void CompiledRules::assign_classes(const Scene& scene) {
    std::vector<std::string> keys;
    for (const RuleInUse& in_use : rules_)
        collect_attributes(*in_use.rule, keys);
    std::sort(keys.begin(), keys.end());
    keys.erase(std::unique(keys.begin(), keys.end()), keys.end());
    std::unordered_map<std::string, std::uint32_t> known;
    std::string signature;
    for (std::uint32_t i = 0; i < scene.owners.size(); ++i) {
        sign(scene.owners[i].attributes, keys, signature);
        const auto [place, is_new] = known.try_emplace(signature, classes_);
        if (is_new) {
            representative_.push_back(i);
            ++classes_;
        }
        class_of_.push_back(place->second);
    }
}

const Attributes& CompiledRules::attributes(std::uint32_t cls, const Scene& scene) const {
    return scene.owners[representative_[cls]].attributes;
}

void CompiledRules::compile_pair_rule(std::uint32_t r, const Scene& scene) {
    const Rule& rule = *rules_[r].rule;
    std::vector<std::uint32_t> first, second;
    for (std::uint32_t c = 0; c < classes_; ++c) {
        if (matches(rule.sides[0], attributes(c, scene))) first.push_back(c);
        if (matches(rule.sides[1], attributes(c, scene))) second.push_back(c);
    }
    const auto put = [&](std::uint32_t a, std::uint32_t b, bool swapped, double required) {
        auto& candidates = sets_[a * classes_ + b].candidates;
        if (!candidates.empty() && candidates.back().rule == r) {
            // Both orders fit: the stricter one counts, unless the order itself is the question.
            if (outranks({r, swapped, required}, candidates.back(), rules_)) {
                candidates.back() = {r, swapped, required};
            }
            return;
        }
        candidates.push_back({r, swapped, required});
    };
    for (const std::uint32_t a : first) {
        for (const std::uint32_t b : second) {
            const Attributes& of_a = attributes(a, scene);
            const Attributes& of_b = attributes(b, scene);
            if (!passes_pair_filter(rule, of_a, of_b) || switched_off(rule, of_a, of_b)) continue;
            const auto required = required_value(rule.required, of_a, of_b);
            if (!required) continue;
            put(a, b, false, *required);
            put(b, a, true, *required);
        }
    }
}

void CompiledRules::compile_object_rule(std::uint32_t r, const Scene& scene) {
    const Rule& rule = *rules_[r].rule;
    for (std::uint32_t c = 0; c < classes_; ++c) {
        const Attributes& of_c = attributes(c, scene);
        if (!matches(rule.sides[0], of_c) || switched_off(rule, of_c, {})) continue;
        const auto required = required_value(rule.required, of_c, {});
        if (required) object_rules_[c].push_back({r, false, *required});
    }
}

void CompiledRules::choose_winners(RuleSet& set) const {
    // Rules that answer the same question: the measure, and whether it asks what lies above.
    using Slot = std::pair<Measure, bool>;
    for (const Lie lie : {Lie::Crossing, Lie::Parallel, Lie::Other}) {
        std::map<Slot, Level> level;
        std::map<std::pair<Slot, Severity>, Candidate> best;
        const auto judging = [&](auto&& use) {
            for (const Candidate& candidate : set.candidates) {
                const RuleInUse& in_use = rules_[candidate.rule];
                const Slot slot{in_use.rule->measure, in_use.rule->relation == Relation::Above};
                if (judges(in_use.rule->relation, lie)) use(candidate, in_use, slot);
            }
        };
        judging([&](const Candidate&, const RuleInUse& in_use, const Slot& slot) {
            const auto [place, is_new] = level.try_emplace(slot, in_use.pack->level);
            place->second = std::max(place->second, in_use.pack->level);
        });
        judging([&](const Candidate& candidate, const RuleInUse& in_use, const Slot& slot) {
            if (in_use.pack->level != level[slot]) return;
            const auto [place, is_new] = best.try_emplace({slot, in_use.rule->severity}, candidate);
            if (!is_new && outranks(candidate, place->second, rules_)) place->second = candidate;
        });
        for (const auto& [key, winner] : best) {
            set.winners[static_cast<std::size_t>(lie)].push_back(winner);
            set.reach_m = std::max(set.reach_m, reach_of_measure(key.first.first, winner.required));
            set.in_plan = set.in_plan || looks_at_plan(key.first.first);
        }
    }
}

}  // namespace maaiveld::rules
