#pragma once

#include "model/scene.h"
#include "rules/rule.h"

#include <array>
#include <cstdint>
#include <span>
#include <vector>

namespace maaiveld::rules {

/// How two pieces of line lie to each other in plan, decided piece by piece.
enum class Lie : std::uint8_t { Crossing, Parallel, Other };

/// A rule that applies to a pair of classes. `swapped`: the rule's first side is the second thing.
struct Candidate {
    std::uint32_t rule = 0;
    bool swapped = false;
    double required = 0.0;
};

/// Everything that applies to one pair of classes.
struct RuleSet {
    std::vector<Candidate> candidates;  ///< all rules that match, for explanations
    /// By Lie: the rules that judge. Sorted by measure, then most severe first; within a measure
    /// one rule per severity, so that a strict warning never hides the error below it.
    std::array<std::vector<Candidate>, 3> winners;
    double reach_m = 0.0;  ///< no pair farther apart than this can be a finding
    bool in_plan = false;  ///< the reach is a plan distance, not one in space
    bool empty() const { return candidates.empty(); }
};

/// A rule of a pack in use, with its place in the order of packs.
struct RuleInUse {
    const Rule* rule = nullptr;
    const Pack* pack = nullptr;
};

/// Rules compiled for one scene. Things that no rule can tell apart share a class, and a table of
/// class pairs holds the rules that apply, so that judging a pair starts with one look-up however
/// many rules there are. Winners per measure and Lie: of the highest level that has a rule, the
/// strictest of each severity.
class CompiledRules {
public:
    /// The packs must outlive the result.
    CompiledRules(std::span<const Pack> packs, const model::Scene& scene);

    std::span<const RuleInUse> rules() const { return rules_; }
    std::uint32_t class_of(std::uint32_t owner) const { return class_of_[owner]; }
    std::uint32_t class_count() const { return classes_; }
    const RuleSet& for_classes(std::uint32_t a, std::uint32_t b) const {
        return sets_[a * classes_ + b];
    }
    const RuleSet& for_owners(std::uint32_t a, std::uint32_t b) const {
        return for_classes(class_of_[a], class_of_[b]);
    }
    /// Object rules that apply to a class, winners per measure.
    const std::vector<Candidate>& for_object(std::uint32_t owner) const {
        return object_rules_[class_of_[owner]];
    }
    /// The largest reach of a class to any other.
    double reach_of(std::uint32_t owner) const { return reach_[class_of_[owner]]; }
    /// Whether some rule for near pairs looks at the plan, so that heights do not part candidates.
    bool any_in_plan() const { return any_in_plan_; }
    double max_angle_deg() const { return max_angle_deg_; }
    double min_run_m() const { return min_run_m_; }

    /// Rules that compare places beyond any reach (`order_horizontal`) or volumes that are no solid
    /// of the scene (`root_overlap`); judged on their own.
    const std::vector<std::uint32_t>& wide_rules() const { return wide_rules_; }

private:
    void assign_classes(const model::Scene& scene);
    void compile_pair_rule(std::uint32_t rule, const model::Scene& scene);
    void compile_object_rule(std::uint32_t rule, const model::Scene& scene);
    void choose_winners(RuleSet& set) const;
    const model::Attributes& attributes(std::uint32_t cls, const model::Scene& scene) const;

    std::vector<RuleInUse> rules_;
    std::vector<std::uint32_t> class_of_;
    std::vector<std::uint32_t> representative_;
    std::uint32_t classes_ = 0;
    std::vector<RuleSet> sets_;
    std::vector<std::vector<Candidate>> object_rules_;
    std::vector<double> reach_;
    std::vector<std::uint32_t> wide_rules_;
    bool any_in_plan_ = false;
    double max_angle_deg_ = 15.0;
    double min_run_m_ = 2.0;
};

/// Whether `a` outranks `b` where both apply: a higher level, or within a level a stricter value.
bool outranks(const Candidate& a, const Candidate& b, std::span<const RuleInUse> rules);

/// Whether the rule applies to the pair in the given order of sides.
bool applies(const Rule& rule, const model::Attributes& first, const model::Attributes& second);

}  // namespace maaiveld::rules
