#include "rules/object_rules.h"

#include "geometry/polyline.h"
#include "model/axis.h"
#include "rules/measure.h"
#include "rules/uncertainty.h"

#include <algorithm>
#include <cmath>
#include <set>

namespace maaiveld::rules {
namespace {

using geometry::Vec3;
using model::Owner;
using model::Part;

class ObjectJudge {
public:
    ObjectJudge(const JudgeContext& context, const InfluenceValues& values)
        : context_{context}, values_{values} {
        for (const Part& part : context.scene.parts)
            bounds_.push_back(geometry::bounds_of(part.body));
    }

    std::vector<Finding> judge() {
        std::vector<Finding> findings;
        for (std::uint32_t o = 0; o < context_.scene.owners.size(); ++o) {
            violations_.clear();
            judge_owner(o);
            const Owner& owner = context_.scene.owners[o];
            auto found = merged(context_, std::move(violations_), owner.id, "",
                                owner.is_line() ? owner.id : std::string{});
            for (Finding& finding : found)
                finding.cause = cause_of(finding);
            findings.insert(findings.end(), found.begin(), found.end());
        }
        return findings;
    }

private:
    std::string cause_of(const Finding& finding) const {
        const auto of_measure = values_.find(finding.measure);
        if (of_measure == values_.end()) return {};
        const auto value = of_measure->second.find(finding.a);
        return value == of_measure->second.end() ? std::string{} : value->second.cause;
    }

    const Rule& rule_of(const Candidate& c) const { return *context_.rules.rules()[c.rule].rule; }

    /// The candidates that answer one question, of the highest level that has one, most severe
    /// first and within a severity strictest first.
    std::vector<Candidate> on_question(std::uint32_t o, Measure measure, bool at_most) const {
        std::vector<Candidate> chosen;
        Level level = Level::National;
        for (const Candidate& c : context_.rules.for_object(o)) {
            if (rule_of(c).measure != measure || rule_of(c).at_most != at_most) continue;
            level = std::max(level, context_.rules.rules()[c.rule].pack->level);
            chosen.push_back(c);
        }
        std::erase_if(chosen, [&](const Candidate& c) {
            return context_.rules.rules()[c.rule].pack->level != level;
        });
        std::stable_sort(chosen.begin(), chosen.end(), [&](const Candidate& x, const Candidate& y) {
            return rule_of(x).severity < rule_of(y).severity;
        });
        return chosen;
    }

    void judge_owner(std::uint32_t o) {
        const Owner& owner = context_.scene.owners[o];
        for (const Measure measure : {Measure::Temperature, Measure::Current,
                                      Measure::InducedVoltage, Measure::SettlementStep}) {
            for (const bool at_most : {false, true})
                judge_value(owner, on_question(o, measure, at_most));
        }
        if (!owner.is_line()) return;
        const auto free_above = on_question(o, Measure::FreeAbove, false);
        for (const bool at_most : {false, true}) {
            const auto cover = on_question(o, Measure::Cover, at_most);
            for (std::uint32_t p = owner.first_part; p < owner.first_part + owner.part_count; ++p) {
                if (!cover.empty()) judge_cover(context_.scene.parts[p], cover);
                if (at_most) continue;
                for (const Candidate& c : free_above)
                    judge_free_above(o, context_.scene.parts[p], c);
            }
        }
    }

    void judge_value(const Owner& owner, const std::vector<Candidate>& candidates) {
        for (const Candidate& candidate : candidates) {
            const Rule& rule = rule_of(candidate);
            const auto of_measure = values_.find(rule.measure);
            if (of_measure == values_.end()) return;
            const auto value = of_measure->second.find(owner.id);
            if (value == of_measure->second.end() || owner.part_count == 0) return;
            const double shortage = rule.at_most ? value->second.value - candidate.required
                                                 : candidate.required - value->second.value;
            RawViolation raw;
            raw.value_breaks = shortage > 0.0;
            raw.probability = raw.value_breaks ? 1.0 : 0.0;
            if (context_.uncertainty && value->second.sigma > 0.0) {
                raw.probability = probability_below(-shortage, 0.0, value->second.sigma);
            }
            if (raw.probability < kPossible) continue;
            raw.rule = candidate.rule;
            raw.required = candidate.required;
            raw.value = value->second.value;
            raw.to_m = owner.length_m;
            raw.on_a = raw.on_b = context_.scene.parts[owner.first_part].body.middle();
            violations_.push_back(raw);
            return;
        }
    }

    /// Whether a place lies under one of the strips a rule asks for.
    bool holds_at(const Vec3& place, const Rule& rule) const {
        if (rule.where_strips.empty()) return true;
        if (context_.street.axis.size() < 2) return false;
        const auto at = geometry::station_offset(context_.street.axis, geometry::plan(place));
        const model::Strip* strip = context_.street.section.strip_at(at.offset_m);
        return strip != nullptr && std::find(rule.where_strips.begin(), rule.where_strips.end(),
                                             strip->kind) != rule.where_strips.end();
    }

    void judge_cover(const Part& part, const std::vector<Candidate>& candidates) {
        const bool everywhere =
            std::all_of(candidates.begin(), candidates.end(),
                        [&](const Candidate& c) { return rule_of(c).where_strips.empty(); });
        // Strips change across the street: look every quarter of a metre.
        const int pieces =
            everywhere ? 1 : std::max(1, static_cast<int>(std::ceil(part.axis.length() / 0.25)));
        for (int k = 0; k < pieces; ++k) {
            const geometry::Interval piece{static_cast<double>(k) / pieces,
                                           static_cast<double>(k + 1) / pieces};
            judge_cover_piece(part, piece, candidates);
        }
    }

    /// The strictest rule of each severity judges; a broken one silences the less severe.
    void judge_cover_piece(const Part& part, const geometry::Interval& piece,
                           const std::vector<Candidate>& candidates) {
        const Vec3 middle = part.axis.at(0.5 * (piece.from + piece.to));
        std::set<Severity> judged;
        for (const Candidate& c : candidates) {
            if (judged.contains(rule_of(c).severity) || !holds_at(middle, rule_of(c))) continue;
            judged.insert(rule_of(c).severity);
            if (judge_cover_rule(part, piece, c, rule_of(c))) return;
        }
    }

    double cover_at(const Part& part, double t) const {
        return context_.scene.ground_z - part.axis.at(t).z() - half_height_of(part);
    }

    /// As given: chords of a level arc keep its height, so what their radius grew by must not
    /// shorten the cover.
    double half_height_of(const Part& part) const {
        return model::half_height_of(
            context_.street.assets[context_.scene.owners[part.owner].index]);
    }

    bool judge_cover_rule(const Part& part, const geometry::Interval& piece,
                          const Candidate& candidate, const Rule& rule) {
        const double from = cover_at(part, piece.from);
        const double to = cover_at(part, piece.to);
        const double sign = rule.at_most ? -1.0 : 1.0;
        const double worst_t = sign * from <= sign * to ? piece.from : piece.to;
        const double worst = cover_at(part, worst_t);
        const double shortage = sign * (candidate.required - worst);
        const double sigma = cover_sigma(part);
        const bool breaks = shortage > 1e-9;
        double probability = breaks ? 1.0 : 0.0;
        if (sigma > 0.0) probability = probability_below(-shortage, 0.0, sigma);
        if (probability < kPossible) return false;
        RawViolation raw;
        raw.rule = candidate.rule;
        raw.required = candidate.required;
        raw.value = worst;
        raw.probability = probability;
        raw.value_breaks = breaks;
        const double threshold = candidate.required + sign * kPossibleSigmas * sigma;
        stretch_below(part, piece, sign, threshold, raw);
        raw.on_a = part.axis.at(worst_t);
        raw.on_a.z() += half_height_of(part);
        raw.on_b = raw.on_a;
        raw.on_b.z() = context_.scene.ground_z;
        violations_.push_back(raw);
        return breaks;
    }

    double cover_sigma(const Part& part) const {
        if (!context_.uncertainty) return 0.0;
        const auto& surface = context_.street.surface;
        return std::hypot(part.sigma_z_m, surface ? surface->certainty.sigma_m : 0.0);
    }

    /// The part of the piece where the cover (linear along it) is on the wrong side of a threshold.
    void stretch_below(const Part& part, const geometry::Interval& piece, double sign,
                       double threshold, RawViolation& raw) const {
        const double from = sign * (cover_at(part, piece.from) - threshold);
        const double to = sign * (cover_at(part, piece.to) - threshold);
        double first = piece.from;
        double last = piece.to;
        if (from > 0.0 && to < 0.0)
            first = piece.from + (piece.to - piece.from) * from / (from - to);
        if (from < 0.0 && to > 0.0)
            last = piece.from + (piece.to - piece.from) * from / (from - to);
        raw.from_m = part.axis_from_m + first * part.axis.length();
        raw.to_m = part.axis_from_m + last * part.axis.length();
    }

    void judge_free_above(std::uint32_t o, const Part& part, const Candidate& candidate) {
        const auto& scene = context_.scene;
        const double top = std::max(part.axis.a.z(), part.axis.b.z()) + half_height_of(part);
        geometry::Bounds near;
        near.include(part.axis.a);
        near.include(part.axis.b);
        for (std::uint32_t p = 0; p < scene.parts.size(); ++p) {
            const Part& above = scene.parts[p];
            const geometry::Bounds& bounds = bounds_[p];
            if (above.owner == o || bounds.high.z() <= top) continue;
            const Vec3 apart = (bounds.low - near.high).cwiseMax(near.low - bounds.high);
            if (apart.head<2>().maxCoeff() > 0.5 * candidate.required) continue;
            if (scene.owners[above.owner].kind == model::OwnerKind::Rack) continue;
            const auto flat_axis = geometry::Convex::capsule(geometry::plan(part.axis), 0.0);
            const geometry::Gap gap = geometry::plan_gap(flat_axis, above.body);
            const double width = 2.0 * std::max(0.0, gap.distance);
            if (!(width < candidate.required - 1e-9)) continue;
            if (is_connected(o, above.owner)) continue;
            record_free_above(part, above, candidate, width, gap);
        }
    }

    bool is_connected(std::uint32_t a, std::uint32_t b) const {
        const Connection c = connection_of(context_.street, context_.scene, a, b);
        return !c.whole_pair.empty() || c.heat_pair || !c.joints.empty();
    }

    void record_free_above(const Part& part, const Part& above, const Candidate& candidate,
                           double width, const geometry::Gap& gap) {
        RawViolation raw;
        raw.rule = candidate.rule;
        raw.required = candidate.required;
        raw.value = width;
        raw.on_a = part.axis.at(geometry::nearest_parameter(gap.on_a, geometry::plan(part.axis)));
        raw.on_b = {gap.on_b.x(), gap.on_b.y(), geometry::bounds_of(above.body).low.z()};
        const auto at = geometry::part_within(geometry::plan(part.axis), geometry::plan(above.body),
                                              0.5 * candidate.required);
        if (at) {
            raw.from_m = part.axis_from_m + at->from * part.axis.length();
            raw.to_m = part.axis_from_m + at->to * part.axis.length();
        }
        violations_.push_back(raw);
    }

    const JudgeContext& context_;
    const InfluenceValues& values_;
    std::vector<geometry::Bounds> bounds_;
    std::vector<RawViolation> violations_;
};

}  // namespace

std::vector<Finding> judge_objects(const JudgeContext& context, const InfluenceValues& values) {
    return ObjectJudge{context, values}.judge();
}

std::vector<std::string> unjudged_measures(const JudgeContext& context,
                                           const InfluenceValues& values) {
    std::set<std::string> names;
    for (const RuleInUse& in_use : context.rules.rules()) {
        const Measure measure = in_use.rule->measure;
        if (is_computed(measure) && !values.contains(measure))
            names.insert(std::string{name_of(measure)});
    }
    return {names.begin(), names.end()};
}

}  // namespace maaiveld::rules
