#include "rules/judge.h"

#include "rules/measure.h"
#include "rules/uncertainty.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <tuple>

namespace maaiveld::rules {
namespace {

using geometry::Interval;
using model::Owner;
using model::Part;

/// The measures that pairs of near parts are judged by, in the order of the enumeration.
constexpr std::array kNearMeasures{
    Measure::Edge3d,        Measure::EdgeHorizontal, Measure::EdgeVertical, Measure::AxisHorizontal,
    Measure::CrossingAngle, Measure::OrderVertical,  Measure::Overlap};

constexpr const char* kNearJoint = "connected: near their joint";
constexpr const char* kHeatPair = "supply and return of one heat pair";

/// A verdict on one pair of parts under one rule.
struct Verdict {
    Measured measured;
    double probability = 0.0;
    bool value_breaks = false;
    double threshold = 0.0;  ///< where along the line a finding begins
};

bool names_pair_roles(const Rule& rule) {
    for (const Selector& side : rule.sides) {
        for (const AttributeTest& test : side.tests) {
            if (test.key == "role" || test.key == "pair") return true;
        }
    }
    return false;
}

class PairJudge {
public:
    PairJudge(const JudgeContext& context, std::span<const Hit> hits)
        : context_{context},
          hits_{hits},
          a_{context.scene.parts[hits.front().a].owner},
          b_{context.scene.parts[hits.front().b].owner},
          set_{context.rules.for_owners(a_, b_)},
          connection_{connection_of(context.street, context.scene, a_, b_)},
          along_b_{!owner(a_).is_line() && owner(b_).is_line()} {}

    PairVerdict judge() {
        for (const Hit& hit : hits_)
            lies_.push_back(lie(hit));
        for (std::size_t slot = 0; slot < winners(Lie::Parallel).size(); ++slot) {
            find_parallel_runs(winners(Lie::Parallel)[slot]);
        }
        for (std::size_t h = 0; h < hits_.size(); ++h)
            judge_hit(h);
        const bool has_line = owner(a_).is_line() || owner(b_).is_line();
        const std::string line = has_line ? owner(along_b_ ? b_ : a_).id : std::string{};
        verdict_.findings =
            merged(context_, std::move(violations_), owner(a_).id, owner(b_).id, line);
        return std::move(verdict_);
    }

private:
    const Owner& owner(std::uint32_t o) const { return context_.scene.owners[o]; }
    const Part& part(std::uint32_t p) const { return context_.scene.parts[p]; }
    const Rule& rule_of(const Candidate& c) const { return *context_.rules.rules()[c.rule].rule; }
    const std::vector<Candidate>& winners(Lie lie) const {
        return set_.winners[static_cast<std::size_t>(lie)];
    }
    Lie lie(const Hit& hit) const {
        if (!owner(a_).is_line() || !owner(b_).is_line()) return Lie::Other;
        return lie_of(part(hit.a), part(hit.b), context_.rules.max_angle_deg());
    }
    const Part& along(const Hit& hit) const { return part(along_b_ ? hit.b : hit.a); }
    const Part& other(const Hit& hit) const { return part(along_b_ ? hit.a : hit.b); }

    double sigma(const Part& a, const Part& b, const Measured& measured) const {
        if (!context_.uncertainty) return 0.0;
        return sigma_along(spread_between(context_.street, context_.scene, a, b),
                           measured.direction);
    }

    /// Stations on the carrying line where the measure stays below a threshold.
    std::optional<Interval> stations(const Part& on, const Part& off, Measure measure,
                                     double threshold) const {
        const auto interval = stretch_on(on, off, measure, threshold);
        if (!interval) return std::nullopt;
        const double length = on.axis.length();
        return Interval{on.axis_from_m + interval->from * length,
                        on.axis_from_m + interval->to * length};
    }

    /// The uncertainty that widens a parallel run: across in plan, or the larger of both in space.
    double run_sigma(const Part& on, const Part& off, Measure measure) const {
        if (!context_.uncertainty) return 0.0;
        const Spread spread = spread_between(context_.street, context_.scene, on, off);
        return measure == Measure::Edge3d ? std::max(spread.xy_m, spread.z_m) : spread.xy_m;
    }

    /// Which hits lie in a run within the rule's reach that is long enough to be parallel.
    void find_parallel_runs(const Candidate& candidate) {
        const Rule& rule = rule_of(candidate);
        if (rule.relation != Relation::Parallel) return;
        struct Piece {
            Interval at;
            std::size_t hit;
        };
        std::vector<Piece> pieces;
        for (std::size_t h = 0; h < hits_.size(); ++h) {
            if (lies_[h] != Lie::Parallel) continue;
            const Part& on = along(hits_[h]);
            const Part& off = other(hits_[h]);
            const double reach = candidate.required + 2.0 * run_sigma(on, off, rule.measure);
            if (const auto at = stations(on, off, rule.measure, reach)) pieces.push_back({*at, h});
        }
        std::sort(pieces.begin(), pieces.end(),
                  [](const Piece& x, const Piece& y) { return x.at.from < y.at.from; });
        std::vector<bool>& in_run = in_run_[candidate.rule];
        in_run.assign(hits_.size(), false);
        for (std::size_t first = 0; first < pieces.size();) {
            double end = pieces[first].at.to;
            std::size_t last = first + 1;
            while (last < pieces.size() && pieces[last].at.from - end < kMergeGap_m) {
                end = std::max(end, pieces[last++].at.to);
            }
            // A run of exactly the shortest length counts; its ends are only known to rounding.
            const bool long_enough =
                end - pieces[first].at.from >= context_.rules.min_run_m() - 1e-9;
            for (; first < last; ++first)
                in_run[pieces[first].hit] = long_enough;
        }
    }

    /// The rules that judge a hit, question by question (measure, and whether it is about `above`).
    /// Where no parallel rule's run is long enough, the rules for lines that are not parallel
    /// judge.
    void judge_hit(std::size_t h) {
        if (lies_[h] != Lie::Parallel) return judge_questions(h, winners(lies_[h]));
        std::vector<Candidate> judging;
        for (const Measure measure : kNearMeasures) {
            const auto at =
                std::count_if(winners(Lie::Parallel).begin(), winners(Lie::Parallel).end(),
                              [&](const Candidate& c) {
                                  return rule_of(c).measure == measure && holds_here(h, c);
                              });
            const bool lost =
                std::any_of(winners(Lie::Parallel).begin(), winners(Lie::Parallel).end(),
                            [&](const Candidate& c) {
                                return rule_of(c).measure == measure && !holds_here(h, c);
                            });
            for (const Candidate& c : winners(lost && at == 0 ? Lie::Other : Lie::Parallel)) {
                if (rule_of(c).measure == measure && holds_here(h, c)) judging.push_back(c);
            }
        }
        judge_questions(h, judging);
    }

    /// A parallel rule holds where its run is long enough, any other rule everywhere.
    bool holds_here(std::size_t h, const Candidate& c) const {
        if (rule_of(c).relation != Relation::Parallel) return true;
        const auto run = in_run_.find(c.rule);
        return run != in_run_.end() && run->second[h];
    }

    /// Most severe first; once a rule is broken by the measured value itself, the less severe rules
    /// on the same question have nothing to add.
    void judge_questions(std::size_t h, const std::vector<Candidate>& candidates) {
        std::optional<std::pair<Measure, bool>> answered;
        for (const Candidate& c : candidates) {
            const std::pair question{rule_of(c).measure, rule_of(c).relation == Relation::Above};
            if (answered == question) continue;
            if (judge_rule(h, c)) answered = question;
        }
    }

    bool first_is_a(const Candidate& candidate) const { return !candidate.swapped; }

    /// The verdict on two parts (or pieces of them), when it is at least a possible finding.
    std::optional<Verdict> verdict(const Candidate& candidate, const Part& a, const Part& b) const {
        const Rule& rule = rule_of(candidate);
        if (rule.relation == Relation::Above &&
            geometry::plan_gap(a.body, b.body).distance >= 0.0) {
            return std::nullopt;
        }
        const auto measured = measure_between(rule.measure, a, b, first_is_a(candidate));
        if (!measured) return std::nullopt;
        Verdict v{*measured, 0.0, false, candidate.required};
        if (rule.at_most) {
            v.value_breaks = measured->value > candidate.required;
        } else if (is_exact(rule.measure, a, b)) {
            v.value_breaks = exactly_below(rule.measure, a, b, candidate.required);
        } else {
            // Heights are differences of decimals: what equals the limit in millimetres keeps it.
            v.value_breaks = measured->value < candidate.required - 1e-9;
        }
        const double s = rule.at_most ? 0.0 : sigma(a, b, *measured);
        v.probability = v.value_breaks ? 1.0 : 0.0;
        if (s > 0.0) {
            v.probability = probability_below(measured->value, candidate.required, s);
            v.threshold = candidate.required + kPossibleSigmas * s;
        }
        if (v.probability < kPossible) return std::nullopt;
        return v;
    }

    /// Judges one hit under one rule; true when the measured value itself breaks it.
    bool judge_rule(std::size_t h, const Candidate& candidate) {
        const Hit& hit = hits_[h];
        const auto whole = verdict(candidate, part(hit.a), part(hit.b));
        if (!whole) return false;
        ++verdict_.counts.violating;
        if (!connection_.whole_pair.empty()) {
            ++verdict_.counts.exempted[connection_.whole_pair];
        } else if (connection_.heat_pair && !names_pair_roles(rule_of(candidate))) {
            ++verdict_.counts.exempted[kHeatPair];
        } else if (connection_.joints.empty()) {
            record(candidate, *whole, part(hit.a), part(hit.b));
        } else {
            judge_away_from_joints(candidate, part(hit.a), part(hit.b));
        }
        return whole->value_breaks;
    }

    void judge_away_from_joints(const Candidate& candidate, const Part& a, const Part& b) {
        const double reach = candidate.required + half_width(a) + half_width(b) + 1e-9;
        const std::size_t before = violations_.size();
        for (const Interval& on_a : free_intervals(a, connection_.joints, true, reach)) {
            for (const Interval& on_b : free_intervals(b, connection_.joints, false, reach)) {
                const Part piece_a = cut(a, on_a);
                const Part piece_b = cut(b, on_b);
                if (const auto v = verdict(candidate, piece_a, piece_b)) {
                    record(candidate, *v, piece_a, piece_b);
                }
            }
        }
        if (violations_.size() == before) ++verdict_.counts.exempted[kNearJoint];
        // One pair of parts counts once, also when the joint cuts it in two.
        for (std::size_t k = before + 1; k < violations_.size(); ++k)
            violations_[k].pairs = 0;
    }

    void record(const Candidate& candidate, const Verdict& v, const Part& a, const Part& b) {
        RawViolation raw;
        raw.rule = candidate.rule;
        raw.required = candidate.required;
        raw.value = v.measured.value;
        raw.probability = v.probability;
        raw.value_breaks = v.value_breaks;
        raw.on_a = v.measured.on_a;
        raw.on_b = v.measured.on_b;
        const Part& on = along_b_ ? b : a;
        const Part& off = along_b_ ? a : b;
        if (owner(on.owner).is_line()) {
            const geometry::Vec3& witness = along_b_ ? raw.on_b : raw.on_a;
            const double t = geometry::nearest_parameter(witness, on.axis);
            raw.from_m = raw.to_m = on.axis_from_m + t * on.axis.length();
            const auto at = stations(on, off, rule_of(candidate).measure, v.threshold);
            if (at) raw.from_m = at->from, raw.to_m = at->to;
        }
        violations_.push_back(raw);
    }

    const JudgeContext& context_;
    std::span<const Hit> hits_;
    std::uint32_t a_, b_;
    const RuleSet& set_;
    Connection connection_;
    bool along_b_;
    std::vector<Lie> lies_;
    std::map<std::uint32_t, std::vector<bool>> in_run_;
    std::vector<RawViolation> violations_;
    PairVerdict verdict_;
};

bool worse(const RawViolation& x, const RawViolation& y, bool at_most) {
    if (x.probability != y.probability) return x.probability > y.probability;
    if (x.value != y.value) return at_most ? x.value > y.value : x.value < y.value;
    return x.from_m < y.from_m;
}

}  // namespace

std::vector<Finding> merged(const JudgeContext& context, std::vector<RawViolation> violations,
                            const std::string& a, const std::string& b, const std::string& line) {
    std::sort(violations.begin(), violations.end(),
              [](const RawViolation& x, const RawViolation& y) {
                  return std::tuple(x.rule, x.from_m, x.to_m, x.value) <
                         std::tuple(y.rule, y.from_m, y.to_m, y.value);
              });
    std::vector<Finding> findings;
    for (std::size_t first = 0; first < violations.size();) {
        const RawViolation* worst = &violations[first];
        const Rule& rule = *context.rules.rules()[worst->rule].rule;
        double end = worst->to_m;
        std::int64_t pairs = worst->pairs;
        std::size_t last = first + 1;
        while (last < violations.size() && violations[last].rule == worst->rule &&
               violations[last].from_m - end < kMergeGap_m) {
            end = std::max(end, violations[last].to_m);
            if (worse(violations[last], *worst, rule.at_most)) worst = &violations[last];
            pairs += violations[last++].pairs;
        }
        Finding finding;
        finding.rule = rule.id;
        finding.severity = rule.severity;
        finding.certainty = certainty_class(worst->probability, worst->value_breaks);
        finding.probability = worst->probability;
        finding.a = a;
        finding.b = b;
        finding.measure = rule.measure;
        finding.measured = worst->value;
        finding.required = worst->required;
        finding.at_most = rule.at_most;
        finding.stretch = {line, violations[first].from_m, end};
        finding.at = 0.5 * (worst->on_a + worst->on_b);
        finding.witness_a = worst->on_a;
        finding.witness_b = worst->on_b;
        finding.source = rule.source;
        finding.grade = rule.grade;
        finding.raw_pairs = pairs;
        findings.push_back(std::move(finding));
        first = last;
    }
    return findings;
}

PairVerdict judge_pair(const JudgeContext& context, std::span<const Hit> hits) {
    return PairJudge{context, hits}.judge();
}

}  // namespace maaiveld::rules
