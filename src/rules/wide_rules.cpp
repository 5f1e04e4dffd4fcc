#include "geometry/polyline.h"
#include "rules/measure.h"
#include "rules/object_rules.h"
#include "rules/uncertainty.h"

#include <algorithm>
#include <cmath>
#include <optional>

namespace maaiveld::rules {
namespace {

using geometry::Convex;
using geometry::Vec2;
using geometry::Vec3;
using model::Owner;
using model::Part;

/// The facade lines on both sides, as offsets: the ends of the section, without strips that are
/// facades themselves.
struct FacadeLines {
    double left_m = 0.0;
    double right_m = 0.0;
};

std::optional<FacadeLines> facade_lines(const model::Street& street) {
    const auto& strips = street.section.strips;
    if (strips.empty() || street.axis.size() < 2) return std::nullopt;
    FacadeLines lines{street.section.starts_at_offset_m,
                      street.section.starts_at_offset_m - street.section.width_m()};
    if (strips.front().kind == model::StripKind::Facade) lines.left_m -= strips.front().width_m;
    if (strips.back().kind == model::StripKind::Facade) lines.right_m += strips.back().width_m;
    return lines;
}

class WideJudge {
public:
    explicit WideJudge(const JudgeContext& context)
        : context_{context}, facades_{facade_lines(context.street)} {}

    std::vector<Finding> judge() {
        for (const std::uint32_t r : context_.rules.wide_rules()) {
            const Rule& rule = *context_.rules.rules()[r].rule;
            if (rule.measure == Measure::OrderHorizontal && !facades_) continue;
            for (std::uint32_t a = 0; a < owner_count(); ++a) {
                if (!matches(rule.sides[0], owner(a).attributes)) continue;
                for (std::uint32_t b = 0; b < owner_count(); ++b) {
                    if (a == b || !applies(rule, owner(a).attributes, owner(b).attributes))
                        continue;
                    judge_pair_of(r, rule, a, b);
                }
            }
        }
        return std::move(findings_);
    }

private:
    std::uint32_t owner_count() const {
        return static_cast<std::uint32_t>(context_.scene.owners.size());
    }
    const Owner& owner(std::uint32_t o) const { return context_.scene.owners[o]; }
    std::span<const Part> parts_of(std::uint32_t o) const {
        return std::span{context_.scene.parts}.subspan(owner(o).first_part, owner(o).part_count);
    }

    void judge_pair_of(std::uint32_t r, const Rule& rule, std::uint32_t a, std::uint32_t b) {
        const auto required =
            required_value(rule.required, owner(a).attributes, owner(b).attributes);
        if (!required) return;
        violations_.clear();
        if (rule.measure == Measure::OrderHorizontal) judge_order(r, *required, a, b);
        if (rule.measure == Measure::RootOverlap) judge_roots(r, *required, a, b);
        if (violations_.empty()) return;
        // A finding names its pair in the order of the ids, whatever the rule's sides are.
        const bool in_order = owner(a).id < owner(b).id;
        if (!in_order) {
            for (RawViolation& raw : violations_)
                std::swap(raw.on_a, raw.on_b);
        }
        const std::uint32_t line = owner(a).is_line() ? a : b;
        auto found = merged(context_, std::move(violations_), owner(in_order ? a : b).id,
                            owner(in_order ? b : a).id, owner(line).id);
        findings_.insert(findings_.end(), found.begin(), found.end());
    }

    /// Distance to the facade line on the side where the place lies.
    double facade_distance(double offset_m, bool left) const {
        return left ? facades_->left_m - offset_m : offset_m - facades_->right_m;
    }

    /// `a` must be nearer to the facade than `b`: judged where a part of b lies beside a part of a
    /// at the same stations, both on the same half of the street and running along it.
    void judge_order(std::uint32_t r, double required, std::uint32_t a, std::uint32_t b) {
        if (!facades_ || !owner(a).is_line() || !owner(b).is_line()) return;
        for (const Part& pa : parts_of(a)) {
            for (const Part& pb : parts_of(b))
                judge_order_of(r, required, pa, pb);
        }
    }

    struct Ends {
        geometry::StationOffset from, to;
    };
    Ends ends_of(const Part& part) const {
        Ends ends{geometry::station_offset(context_.street.axis, geometry::plan(part.axis.a)),
                  geometry::station_offset(context_.street.axis, geometry::plan(part.axis.b))};
        return ends;
    }
    static double offset_at(const Ends& ends, double station_m) {
        const double run = ends.to.station_m - ends.from.station_m;
        const double t = run == 0.0 ? 0.0 : (station_m - ends.from.station_m) / run;
        return ends.from.offset_m + t * (ends.to.offset_m - ends.from.offset_m);
    }

    void judge_order_of(std::uint32_t r, double required, const Part& pa, const Part& pb) {
        if (lie_of(pa, pb, context_.rules.max_angle_deg()) != Lie::Parallel) return;
        const Ends ea = ends_of(pa);
        const Ends eb = ends_of(pb);
        const double from = std::max(std::min(ea.from.station_m, ea.to.station_m),
                                     std::min(eb.from.station_m, eb.to.station_m));
        const double to = std::min(std::max(ea.from.station_m, ea.to.station_m),
                                   std::max(eb.from.station_m, eb.to.station_m));
        if (!(to > from)) return;
        const double middle = 0.5 * (facades_->left_m + facades_->right_m);
        std::optional<double> worst;
        double worst_station = from;
        for (const double station : {from, to}) {
            const double oa = offset_at(ea, station);
            const double ob = offset_at(eb, station);
            const bool left = oa > middle;
            if (left != (ob > middle)) return;
            const double value = facade_distance(ob, left) - facade_distance(oa, left);
            if (!worst || value < *worst) worst = value, worst_station = station;
        }
        record_order(r, required, *worst, pa, pb, {from, to}, worst_station);
    }

    void record_order(std::uint32_t r, double required, double value, const Part& pa,
                      const Part& pb, geometry::Interval stations, double worst_station) {
        RawViolation raw;
        raw.rule = r;
        raw.required = required;
        raw.value = value;
        raw.value_breaks = value < required - 1e-9;
        raw.probability = raw.value_breaks ? 1.0 : 0.0;
        if (context_.uncertainty) {
            const double s = spread_between(context_.street, context_.scene, pa, pb).xy_m;
            if (s > 0.0) raw.probability = probability_below(value, required, s);
        }
        if (raw.probability < kPossible) return;
        const auto along = [&](double station) {
            const Vec2 p =
                geometry::point_at(context_.street.axis, station, offset_at(ends_of(pa), station));
            return pa.axis_from_m +
                   pa.axis.length() *
                       geometry::nearest_parameter({p.x(), p.y(), 0.0}, geometry::plan(pa.axis));
        };
        raw.from_m = std::min(along(stations.from), along(stations.to));
        raw.to_m = std::max(along(stations.from), along(stations.to));
        const Vec2 p = geometry::point_at(context_.street.axis, worst_station,
                                          offset_at(ends_of(pa), worst_station));
        const Vec3 place{p.x(), p.y(), 0.0};
        raw.on_a = pa.axis.at(geometry::nearest_parameter(place, geometry::plan(pa.axis)));
        raw.on_b = pb.axis.at(geometry::nearest_parameter(place, geometry::plan(pb.axis)));
        violations_.push_back(raw);
    }

    /// Volume of a line inside the root volume of a tree, whichever side is the tree.
    void judge_roots(std::uint32_t r, double at_most, std::uint32_t a, std::uint32_t b) {
        const std::uint32_t tree = owner(a).kind == model::OwnerKind::Tree ? a : b;
        const std::uint32_t line = tree == a ? b : a;
        if (owner(tree).kind != model::OwnerKind::Tree || !owner(line).is_line()) return;
        const model::Tree& t = context_.street.trees[owner(tree).index];
        const model::RootVolume roots = model::root_volume_of(t);
        if (roots.radius_m <= 0.0) return;
        const Vec3 foot{t.at.x(), t.at.y(), context_.scene.ground_z - roots.depth_m};
        const Convex body = Convex::cylinder(foot, roots.depth_m, roots.radius_m);
        RawViolation raw;
        raw.rule = r;
        raw.required = at_most;
        raw.pairs = 0;
        raw.from_m = 1e300;
        raw.to_m = -1e300;
        for (const Part& part : parts_of(line))
            add_root_part(part, body, raw);
        if (!(raw.value > at_most)) return;
        raw.on_a = {t.at.x(), t.at.y(), raw.on_b.z()};
        if (tree != a) std::swap(raw.on_a, raw.on_b);
        violations_.push_back(raw);
    }

    void add_root_part(const Part& part, const Convex& roots, RawViolation& raw) const {
        if (geometry::gap(part.body, roots).distance >= 0.0) return;
        raw.value += geometry::shared_volume_m3(part.axis, half_width(part), roots);
        raw.on_b = part.axis.at(geometry::nearest_parameter(roots.middle(), part.axis));
        ++raw.pairs;
        const auto at = geometry::part_within(part.axis, roots, half_width(part));
        if (!at) return;
        raw.from_m = std::min(raw.from_m, part.axis_from_m + at->from * part.axis.length());
        raw.to_m = std::max(raw.to_m, part.axis_from_m + at->to * part.axis.length());
    }

    const JudgeContext& context_;
    std::optional<FacadeLines> facades_;
    std::vector<RawViolation> violations_;
    std::vector<Finding> findings_;
};

}  // namespace

std::vector<Finding> judge_wide(const JudgeContext& context) {
    return WideJudge{context}.judge();
}

}  // namespace maaiveld::rules
