#include "rules/explain.h"

#include "model/axis.h"
#include "rules/connection.h"
#include "rules/measure.h"
#include "rules/uncertainty.h"

#include <algorithm>
#include <fmt/format.h>

namespace maaiveld::rules {
namespace {

using model::Owner;
using model::Scene;
using Outcome = RuleTrial::Outcome;

class Explainer {
public:
    Explainer(const model::Street& street, const Scene& scene, std::span<const Pack> packs,
              const CheckOptions& options, std::uint32_t a, std::optional<std::uint32_t> b)
        : street_{street},
          scene_{scene},
          packs_{packs},
          options_{options},
          a_{a},
          b_{b},
          rules_{packs, scene} {}

    Explanation explain() {
        Explanation explanation;
        describe(a_, explanation.facts);
        if (b_) describe(*b_, explanation.facts);
        if (b_) describe_connection(explanation.facts);
        const CheckResult result = check_scene(street_, scene_, packs_, options_);
        for (const Finding& f : result.findings) {
            if (is_about_us(f)) explanation.findings.push_back(f);
        }
        for (std::uint32_t r = 0; r < rules_.rules().size(); ++r) {
            if (rules_.rules()[r].rule->is_pair_rule() != b_.has_value()) continue;
            explanation.trials.push_back(trial(r, explanation.findings));
        }
        return explanation;
    }

private:
    const Owner& owner(std::uint32_t o) const { return scene_.owners[o]; }

    bool is_about_us(const Finding& f) const {
        if (!b_) return f.b.empty() && f.a == owner(a_).id;
        const std::string& a = owner(a_).id;
        const std::string& b = owner(*b_).id;
        return f.a == std::min(a, b) && f.b == std::max(a, b);
    }

    void describe(std::uint32_t o, std::vector<std::string>& facts) const {
        const Owner& who = owner(o);
        if (!who.is_line()) {
            facts.push_back(fmt::format("{}: horizontally known to {:.2f} m (1 sigma, {})", who.id,
                                        who.xy.sigma_m, name_of(who.xy.source)));
            return;
        }
        const model::Asset& asset = street_.assets[who.index];
        facts.push_back(fmt::format(
            "{}: {}, {} m across ({}), owner {}, status {}; horizontally known to {:.2f} m ({}), "
            "in height to {:.2f} m ({}), 1 sigma",
            who.alias == who.id ? who.id : fmt::format("{} ({})", who.alias, who.id),
            name_of(asset.network), fmt::format("{:.3f}", asset.outer_diameter_m),
            asset.diameter_source == model::PositionSource::Inferred ? "inferred from the catalogue"
                                                                     : "as given",
            asset.owner.empty() ? "unknown" : asset.owner, name_of(asset.status), asset.xy.sigma_m,
            name_of(asset.xy.source), asset.z.sigma_m, name_of(asset.z.source)));
        const bool measured = std::any_of(asset.axis.begin(), asset.axis.end(), [](const auto& v) {
            return v.z && v.z->source == model::PositionSource::Measured;
        });
        if (measured) facts.push_back(fmt::format("{}: part of its depth was measured", who.alias));
    }

    void describe_connection(std::vector<std::string>& facts) const {
        const Connection c = connection_of(street_, scene_, a_, *b_);
        if (!c.whole_pair.empty()) facts.push_back("exempt everywhere: " + c.whole_pair);
        if (c.heat_pair)
            facts.emplace_back(
                "supply and return of one heat pair: exempt unless a rule names them");
        for (const Joint& joint : c.joints) {
            facts.push_back(
                fmt::format("connected at {:.2f} m along {} and {:.2f} m along {}: exempt near it",
                            joint.on_a_m, owner(a_).alias, joint.on_b_m, owner(*b_).alias));
        }
        if (c.whole_pair.empty() && !c.heat_pair && c.joints.empty())
            facts.emplace_back("not connected");
        const auto shared = spread_between(street_, scene_, first_part(a_), first_part(*b_));
        if (shared.xy_m == 0.0 && owner(a_).xy.sigma_m > 0.0) {
            facts.emplace_back(
                "one owner, one network, one position record: their horizontal errors are the same "
                "and cancel");
        }
    }

    const model::Part& first_part(std::uint32_t o) const {
        return scene_.parts[owner(o).first_part];
    }

    RuleTrial trial(std::uint32_t r, const std::vector<Finding>& findings) const {
        const RuleInUse& in_use = rules_.rules()[r];
        const Rule& rule = *in_use.rule;
        RuleTrial t;
        t.rule = rule.id;
        t.pack = in_use.pack->id;
        t.title = rule.title_en;
        t.measure = rule.measure;
        t.at_most = rule.at_most;
        t.source = rule.source;
        t.grade = rule.grade;
        const model::Attributes none;
        const auto& of_a = owner(a_).attributes;
        const auto& of_b = b_ ? owner(*b_).attributes : none;
        if (!finds_sides(rule, of_a, of_b, t)) return t;
        const bool forward = !b_ || applies(rule, of_a, of_b);
        t.required = forward ? required_value(rule.required, of_a, of_b)
                             : required_value(rule.required, of_b, of_a);
        if (!t.required) {
            t.outcome = Outcome::NoValue;
            t.reason = "an attribute that the required value needs is not known";
            return t;
        }
        measure_into(t, rule, forward);
        conclude(t, rule, r, findings);
        return t;
    }

    /// Whether the rule is about this pair at all; says why not.
    bool finds_sides(const Rule& rule, const model::Attributes& of_a, const model::Attributes& of_b,
                     RuleTrial& t) const {
        t.outcome = Outcome::NoMatch;
        if (!b_) {
            if (const auto why = first_mismatch(rule.sides[0], of_a)) return t.reason = *why, false;
            if (switched_off(rule, of_a, of_b)) return t.reason = "its `unless` holds", false;
            return true;
        }
        if (applies(rule, of_a, of_b) || applies(rule, of_b, of_a)) return true;
        const bool forward = matches(rule.sides[0], of_a) && matches(rule.sides[1], of_b);
        const bool backward = matches(rule.sides[0], of_b) && matches(rule.sides[1], of_a);
        if (forward || backward) {
            const bool off =
                forward ? switched_off(rule, of_a, of_b) : switched_off(rule, of_b, of_a);
            t.reason = off ? "its `unless` holds for the pair"
                           : fmt::format("it is for pairs of {}", name_of(rule.pairs));
            return false;
        }
        const auto why_a = first_mismatch(rule.sides[0], of_a);
        const auto why_b = first_mismatch(rule.sides[1], of_b);
        t.reason = why_a ? fmt::format("{}: {}", owner(a_).alias, *why_a)
                         : fmt::format("{}: {}", owner(*b_).alias, why_b.value_or(""));
        return false;
    }

    /// The least (or greatest) value anywhere along the pair, whatever the relation.
    void measure_into(RuleTrial& t, const Rule& rule, bool forward) const {
        if (!b_ && rule.measure == Measure::Cover) return cover_into(t, rule);
        if (!b_) return;
        for (std::uint32_t i = owner(a_).first_part;
             i < owner(a_).first_part + owner(a_).part_count; ++i) {
            for (std::uint32_t j = owner(*b_).first_part;
                 j < owner(*b_).first_part + owner(*b_).part_count; ++j) {
                const auto& pa = scene_.parts[i];
                const auto& pb = scene_.parts[j];
                const auto m = measure_between(rule.measure, pa, pb, forward);
                if (!m) continue;
                if (t.measured &&
                    (rule.at_most ? m->value <= *t.measured : m->value >= *t.measured))
                    continue;
                t.measured = m->value;
                const double s =
                    options_.uncertainty
                        ? sigma_along(spread_between(street_, scene_, pa, pb), m->direction)
                        : 0.0;
                t.sigma_m = s;
                const bool breaks = rule.at_most ? m->value > *t.required : m->value < *t.required;
                t.probability = s > 0.0 && !rule.at_most
                                    ? probability_below(m->value, *t.required, s)
                                    : (breaks ? 1.0 : 0.0);
            }
        }
    }

    /// The least cover anywhere along the line (the greatest for an upper limit).
    void cover_into(RuleTrial& t, const Rule& rule) const {
        if (!owner(a_).is_line()) return;
        const model::Asset& asset = street_.assets[owner(a_).index];
        const double half = model::half_height_of(asset);
        const double sign = rule.at_most ? -1.0 : 1.0;
        for (const model::Vertex& vertex : asset.axis) {
            const double cover = scene_.ground_z - vertex.at.z() - half;
            if (t.measured && sign * cover >= sign * *t.measured) continue;
            t.measured = cover;
            const double s = vertex.z ? vertex.z->sigma_m : asset.z.sigma_m;
            t.sigma_m = options_.uncertainty ? s : 0.0;
            const double shortage = sign * (*t.required - cover);
            t.probability = *t.sigma_m > 0.0 ? probability_below(-shortage, 0.0, *t.sigma_m)
                                             : (shortage > 1e-9 ? 1.0 : 0.0);
        }
    }

    void conclude(RuleTrial& t, const Rule& rule, std::uint32_t r,
                  const std::vector<Finding>& findings) const {
        for (const Finding& f : findings) {
            if (f.rule != rule.id) continue;
            t.outcome = Outcome::Broken;
            t.measured = f.measured;
            t.probability = f.probability;
            t.only_possible = f.certainty == CertaintyClass::Possible;
            t.reason = fmt::format("{}, {} with probability {:.2f}", name_of(f.severity),
                                   name_of(f.certainty), f.probability);
            if (f.exempted_by) t.reason += "; accepted by " + *f.exempted_by;
            return;
        }
        if (const std::string winner = winner_over(r, rule); !winner.empty()) {
            t.outcome = Outcome::Overridden;
            t.reason = winner;
            return;
        }
        conclude_unbroken(t, rule);
    }

    /// Which rule answers the same question with more weight, in words; empty when none does.
    std::string winner_over(std::uint32_t r, const Rule& rule) const {
        const auto& candidates = b_ ? rules_.for_owners(a_, *b_).candidates : rules_.for_object(a_);
        const auto mine = std::find_if(candidates.begin(), candidates.end(),
                                       [&](const Candidate& c) { return c.rule == r; });
        if (mine == candidates.end()) return {};
        for (const Candidate& c : candidates) {
            const RuleInUse& other = rules_.rules()[c.rule];
            const bool same_question =
                other.rule->measure == rule.measure && other.rule->at_most == rule.at_most &&
                (other.rule->relation == rule.relation || other.rule->relation == Relation::Any);
            const bool same_rank = other.rule->severity == rule.severity ||
                                   other.pack->level > rules_.rules()[r].pack->level;
            if (c.rule == r || !same_question || !same_rank) continue;
            if (!outranks(c, *mine, rules_.rules())) continue;
            return fmt::format("{} ({}, {} {:g}) goes first", other.rule->id,
                               name_of(other.pack->level), rule.at_most ? "at most" : "at least",
                               c.required);
        }
        return {};
    }

    void conclude_unbroken(RuleTrial& t, const Rule& rule) const {
        const bool influence =
            unit_of(rule.measure) != "m" && rule.measure != Measure::CrossingAngle &&
            rule.measure != Measure::Overlap && rule.measure != Measure::RootOverlap;
        if (influence || rule.measure == Measure::SettlementStep) {
            t.outcome = Outcome::NotComputed;
            t.reason = "no computed value was given";
        } else if (b_ && !t.measured) {
            t.outcome = Outcome::NotHere;
            t.reason = "what it measures does not occur between them";
        } else if (!b_ && t.probability.value_or(0.0) >= kPossible) {
            t.outcome = Outcome::NotHere;
            t.reason =
                rule.where_strips.empty()
                    ? "a more severe rule is broken there already"
                    : "it lies under no such strip there, or a more severe rule is broken already";
        } else if (b_ && t.probability.value_or(0.0) >= kPossible) {
            const Connection c = connection_of(street_, scene_, a_, *b_);
            const bool connected = !c.whole_pair.empty() || c.heat_pair || !c.joints.empty();
            t.outcome = connected ? Outcome::Exempt : Outcome::NotHere;
            t.reason = connected ? "exempt: the two are connected"
                                 : fmt::format("too near somewhere, but not where they are {}",
                                               name_of(rule.relation));
            if (!connected && rule.relation == Relation::Any)
                t.reason = "a more severe rule is broken there already";
        } else {
            t.outcome = Outcome::Kept;
            t.reason = "kept";
        }
    }

    const model::Street& street_;
    const Scene& scene_;
    std::span<const Pack> packs_;
    const CheckOptions& options_;
    std::uint32_t a_;
    std::optional<std::uint32_t> b_;
    CompiledRules rules_;
};

/// The pair alone with everything that lies near it is not needed: rules look at the pair only.
model::Street only(const model::Street& street, const std::string& a, const std::string& b) {
    model::Street part = street;
    const auto keep = [&](const auto& thing) { return thing.id == a || thing.id == b; };
    std::erase_if(part.assets, [&](const auto& t) { return !keep(t); });
    std::erase_if(part.trees, [&](const auto& t) { return !keep(t); });
    std::erase_if(part.structures, [&](const auto& t) { return !keep(t); });
    std::erase_if(part.racks, [&](const auto& t) { return !keep(t); });
    return part;
}

}  // namespace

std::optional<Explanation> explain(const model::Street& street, std::span<const Pack> packs,
                                   const CheckOptions& options, const std::string& a,
                                   const std::string& b) {
    const Scene whole = model::build_scene(street, {options.functional_only});
    const std::size_t owner_a = whole.find(a);
    const std::size_t owner_b = b.empty() ? 0 : whole.find(b);
    if (owner_a == whole.owners.size() || owner_b == whole.owners.size()) return std::nullopt;
    const std::string id_a = whole.owners[owner_a].id;
    const std::string id_b = b.empty() ? std::string{} : whole.owners[owner_b].id;
    // An object rule may look at what lies around it; a pair rule looks at the pair alone.
    const model::Street part = b.empty() ? street : only(street, id_a, id_b);
    const Scene scene = model::build_scene(part, {options.functional_only});
    const auto index = [&](const std::string& id) {
        return static_cast<std::uint32_t>(scene.find(id));
    };
    std::optional<std::uint32_t> second;
    if (!b.empty()) second = index(id_b);
    return Explainer{part, scene, packs, options, index(id_a), second}.explain();
}

}  // namespace maaiveld::rules
