#include "layout/rack_fill.h"

#include "layout/rack_fill_parts.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <limits>
#include <map>

namespace maaiveld::layout {
namespace {

/// Lines are spread by this much on top of the grid, so that a distance on its limit is kept also
/// by rules that judge without rounding.
constexpr double kSpread_m = 1e-6;
constexpr double kSame_m = 1e-9;

model::Network network_of(const RackMember& member) {
    return member.assets.front().network;
}

double half_width_of(const model::Asset& asset) {
    return 0.5 * (asset.duct_bank ? asset.duct_bank->width_m : asset.outer_diameter_m);
}

double half_height_of(const model::Asset& asset) {
    return 0.5 * (asset.duct_bank ? asset.duct_bank->height_m : asset.outer_diameter_m);
}

/// Place of a network in the type's order; networks that share a level have the first one's place.
std::optional<int> rank_of(const model::RackType& type, model::Network network) {
    const auto place = [&](model::Network n) {
        return static_cast<int>(std::find(type.order.begin(), type.order.end(), n) -
                                type.order.begin());
    };
    const int own = place(network);
    if (own == static_cast<int>(type.order.size())) return {};
    int rank = own;
    for (const auto& group : type.share_level) {
        if (std::find(group.begin(), group.end(), network) == group.end()) continue;
        for (const model::Network other : group)
            rank = std::min(rank, place(other));
    }
    return rank;
}

base::Result<void> check_member(const model::RackType& type, const RackMember& member) {
    if (member.assets.empty()) return base::bad_input("rack: a member without assets");
    const std::string& id = member.assets.front().id;
    const auto why = [&](const std::string& text) {
        return base::bad_input(fmt::format("rack type `{}`: `{}` {}", type.id, id, text));
    };
    for (const model::Asset& asset : member.assets) {
        if (!(half_width_of(asset) > 0.0) || !std::isfinite(half_width_of(asset)))
            return why("needs an outer diameter");
    }
    if (!rank_of(type, network_of(member))) {
        return why(fmt::format("is of a network ({}) that has no level in this rack",
                               model::name_of(network_of(member))));
    }
    if (!member.connected_left && !member.connected_right) return {};
    if (type.kind == "transport")
        return why("has house connections, which a transport rack does not take");
    if (!(member.connection_diameter_m > 0.0))
        return why("needs the diameter of its house connections");
    return {};
}

/// Fills one rack with one choice of heights and of the distance between water and heat.
class Filler {
public:
    Filler(const model::RackType& type, const std::vector<RackMember>& members,
           const LayoutProfile& profile, const RackFillOptions& options)
        : type_{type}, members_{members}, profile_{profile}, options_{options} {
        make_shapes();
    }

    void ask(std::span<const rules::Pack> packs) {
        rules_ = rack_rules(members_, packs, options_.id, shapes_);
    }

    base::Result<RackFill> fill(double sink_m, double aside_m) {
        levels_ = rack_levels(type_, shapes_, rules_, sink_m, heat_level());
        if (levels_.bottom_m > type_.max_depth_m + kSame_m) return too_deep();
        distances_ = rack_distances(type_, members_, shapes_, rules_, levels_, aside_m);
        auto arranged = arrange_rack(distances_, shapes_, 0.5 * type_.post.width_m, options_.step_m,
                                     options_.limits);
        if (!arranged) arranged = arranged_by_section();
        if (!arranged->found) return no_place(*arranged);
        return result(*arranged);
    }

    /// Level of heat when drinking water lies above it, else -1.
    int heat_level() const {
        int heat = -1;
        int water = -1;
        for (std::size_t m = 0; m < members_.size(); ++m) {
            if (network_of(members_[m]) == model::Network::Heat) heat = shapes_[m].level;
            if (network_of(members_[m]) == model::Network::Water) water = shapes_[m].level;
        }
        return water >= 0 && heat > water ? heat : -1;
    }

    bool has(model::Network network) const {
        return std::any_of(members_.begin(), members_.end(),
                           [&](const RackMember& m) { return network_of(m) == network; });
    }

private:
    void make_shapes() {
        std::map<int, int> level_of;
        for (const RackMember& member : members_)
            level_of[*rank_of(type_, network_of(member))] = 0;
        int next = 0;
        for (auto& [rank, level] : level_of)
            level = next++;
        for (const RackMember& member : members_) {
            shapes_.push_back(shape_of(member));
            shapes_.back().level = level_of[*rank_of(type_, network_of(member))];
        }
    }

    RackShape shape_of(const RackMember& member) {
        RackShape shape;
        choose_side(member, shape);
        double at = 0.0;
        for (const model::Asset& asset : member.assets) {
            const double half = half_width_of(asset);
            at += half;
            shape.bodies.push_back({asset.id, at, half, half_height_of(asset), 0.0, {}});
            at += half + type_.pair_gap_m + kSpread_m;
            shape.height_m = std::max(shape.height_m, 2.0 * half_height_of(asset));
        }
        shape.half_width_m = 0.5 * (at - type_.pair_gap_m - kSpread_m);
        // The first asset lies on the side of the houses.
        for (RackBody& body : shape.bodies)
            body.right_m = (shape.to_left ? 1.0 : -1.0) * (body.right_m - shape.half_width_m);
        const bool rises = member.connected_left || member.connected_right;
        shape.riser = rises ? 0 : shape.bodies.size();
        if (rises) shape.corridor_m = member.connection_diameter_m + 2.0 * type_.corridor_spare_m;
        return shape;
    }

    void choose_side(const RackMember& member, RackShape& shape) {
        const bool both = member.connected_left && member.connected_right;
        const bool none = !member.connected_left && !member.connected_right;
        shape.to_left = options_.facade_left;
        if (type_.double_sided && !both && !none) shape.to_left = member.connected_left;
        if (!type_.double_sided || !none) {
            shape.left = shape.to_left;
            shape.right = !shape.to_left;
        }
        const bool leaves_back = shape.to_left ? member.connected_right : member.connected_left;
        if (leaves_back) blocked_.push_back(member.assets.front().id);
    }

    base::Result<RackFill> too_deep() const {
        std::string lowest;
        for (std::size_t m = 0; m < members_.size(); ++m) {
            if (shapes_[m].level + 1 < static_cast<int>(levels_.beam_m.size())) continue;
            lowest += (lowest.empty() ? "`" : ", `") + members_[m].assets.front().id + "`";
        }
        return base::bad_input(fmt::format(
            "rack type `{}`: {} levels reach {:.3f} m deep with {} at the bottom; {:.2f} m is "
            "allowed",
            type_.id, levels_.beam_m.size(), levels_.bottom_m, lowest, type_.max_depth_m));
    }

    base::Result<RackFill> no_place(const RackArrangement& answer) const {
        return base::bad_input(fmt::format(
            "rack `{}` of type `{}`: {}", options_.id, type_.id,
            answer.end == SearchEnd::Proven
                ? "its lines cannot lie side by side: their orders contradict each other"
                : "no arrangement was found within the limits of the search"));
    }

    int steps(double m) const { return static_cast<int>(std::ceil(m / options_.step_m - 1e-9)); }

    /// More than any arrangement needs on one side of the posts, in steps.
    int room() const {
        std::vector<double> most(shapes_.size() + 1, 0.0);
        for (const RackDistance& d : distances_) {
            for (const std::size_t m : {d.a, d.b})
                most[m] = std::max({most[m], d.left_m, d.right_m});
        }
        double sum = 0.0;
        for (std::size_t m = 0; m < shapes_.size(); ++m)
            sum += most[m] + 2.0 * shapes_[m].half_width_m;
        return steps(sum + type_.post.width_m) + 1;
    }

    SectionProblem problem_of_rack() const {
        SectionProblem problem;
        const int middle = room();
        problem.step_m = options_.step_m;
        problem.places = 2 * middle + 1;
        problem.twice_middle = 2 * middle;
        // First the width, then the reach of the beams: a step of width outweighs all reaches.
        problem.width_cost_per_step = static_cast<std::int32_t>(shapes_.size()) * middle + 1;
        for (const RackShape& shape : shapes_) {
            Item item{shape.bodies.front().asset,
                      steps(shape.half_width_m),
                      steps(shape.half_width_m),
                      {}};
            Level level{0, std::vector<std::int32_t>(static_cast<std::size_t>(problem.places))};
            for (int x = 0; x < problem.places; ++x) {
                const bool allowed = x == middle || (x < middle ? shape.left : shape.right);
                level.cost[static_cast<std::size_t>(x)] =
                    allowed ? std::abs(x - middle) : kForbidden;
            }
            item.levels.push_back(std::move(level));
            problem.items.push_back(std::move(item));
        }
        problem.items.push_back(post_item(middle, problem.places));
        add_pairs(problem);
        return problem;
    }

    Item post_item(int middle, int places) const {
        const int half = steps(0.5 * type_.post.width_m);
        Level level{0, std::vector<std::int32_t>(static_cast<std::size_t>(places), kForbidden)};
        level.cost[static_cast<std::size_t>(middle)] = 0;
        return {"post", half, half, {std::move(level)}};
    }

    void add_pairs(SectionProblem& problem) const {
        std::map<std::pair<std::size_t, std::size_t>, Spacing> spacings;
        for (const RackDistance& d : distances_) {
            const bool swap = d.a > d.b;
            Spacing& s = spacings[std::minmax(d.a, d.b)];
            const int left = d.never_left ? Spacing::kNever : -steps(d.left_m);
            const int right = d.never_right ? Spacing::kAlways : steps(d.right_m);
            // Seen from the other item left and right change places.
            s.left = std::min(s.left, swap ? -right : left);
            s.right = std::max(s.right, swap ? -left : right);
        }
        for (auto& [items, s] : spacings) {
            s.left = std::min(s.left, s.right - 1);
            if (s.left <= -Spacing::kAlways) s.left = Spacing::kNever;
            s.wanted_left = s.left;
            s.wanted_right = s.right;
            problem.pairs.push_back({items.first, items.second, 0, {s}});
        }
    }

    RackArrangement arranged_by_section() const {
        const SectionProblem problem = problem_of_rack();
        const SectionAnswer answer = solve_section(problem, options_.limits);
        RackArrangement arranged;
        arranged.end = answer.end;
        arranged.found = answer.found();
        if (!arranged.found) return arranged;
        for (const Place& place : answer.places)
            arranged.at_m.push_back((place.x - answer.places.back().x) * options_.step_m);
        arranged.width_m = width_over(arranged.at_m);
        const double steps_less = static_cast<double>(answer.cost - answer.bound) /
                                  static_cast<double>(problem.width_cost_per_step);
        arranged.bound_m =
            std::max(0.0, arranged.width_m - std::ceil(steps_less) * options_.step_m);
        return arranged;
    }

    double width_over(const std::vector<double>& at) const {
        double left = at.back() - 0.5 * type_.post.width_m;
        double right = at.back() + 0.5 * type_.post.width_m;
        for (std::size_t m = 0; m < shapes_.size(); ++m) {
            left = std::min(left, at[m] - shapes_[m].half_width_m);
            right = std::max(right, at[m] + shapes_[m].half_width_m);
        }
        return right - left;
    }

    RackFill result(const RackArrangement& answer) const {
        RackFill fill;
        fill.id = options_.id;
        fill.type = type_.id;
        fill.end = answer.end;
        fill.top_cover_m = type_.top_cover_m;
        fill.height_m = levels_.bottom_m - type_.top_cover_m;
        fill.beams_m = levels_.beam_m;
        fill.blocked_connections = blocked_;
        const std::vector<double> at = spread(answer);
        const double middle = frame(at, fill);
        for (std::size_t m = 0; m < shapes_.size(); ++m)
            place(m, at[m] - middle, fill);
        fill.bound_m = fill.width_m - std::max(0.0, answer.width_m - answer.bound_m);
        add_plan_gaps(at, fill);
        add_upright_gaps(fill);
        make_item(fill);
        return fill;
    }

    /// Places in metres from the grid, a hair farther apart.
    std::vector<double> spread(const RackArrangement& answer) const {
        std::vector<std::size_t> order(answer.at_m.size());
        for (std::size_t i = 0; i < order.size(); ++i)
            order[i] = i;
        std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
            return answer.at_m[a] < answer.at_m[b];
        });
        std::vector<double> at(order.size());
        for (std::size_t k = 0; k < order.size(); ++k) {
            at[order[k]] = answer.at_m[order[k]] + kSpread_m * static_cast<double>(k);
        }
        return at;
    }

    /// The outline around posts and beams; returns its middle.
    double frame(const std::vector<double>& at, RackFill& fill) const {
        const double post = at.back();
        double left = post - 0.5 * type_.post.width_m;
        double right = post + 0.5 * type_.post.width_m;
        for (std::size_t m = 0; m < shapes_.size(); ++m) {
            const double half = shapes_[m].half_width_m + type_.beam_overhang_m;
            left = std::min(left, at[m] - half);
            right = std::max(right, at[m] + half);
        }
        fill.width_m = 1e-3 * std::ceil(1e3 * (right - left) - 1e-6);
        // The spare of rounding goes to the side of the houses: posts stay flush with the outline.
        const double middle =
            options_.facade_left ? right - 0.5 * fill.width_m : left + 0.5 * fill.width_m;
        fill.post_right_m = post - middle;
        return middle;
    }

    void place(std::size_t m, double right_m, RackFill& fill) const {
        const RackShape& shape = shapes_[m];
        for (std::size_t k = 0; k < shape.bodies.size(); ++k) {
            const RackBody& body = shape.bodies[k];
            fill.places.push_back({body.asset, m, shape.level, right_m + body.right_m,
                                   axis_depth_m(body, shape, levels_) - type_.top_cover_m,
                                   body.half_height_m, k == shape.riser ? shape.corridor_m : 0.0});
        }
    }

    void add_plan_gaps(const std::vector<double>& at, RackFill& fill) const {
        for (const RackDistance& d : distances_) {
            const double apart = at[d.b] - at[d.a];
            // On its own side; told between the bodies' axes (the members' middles for a beam).
            const double asked = apart < 0.0 ? d.left_m : d.right_m;
            const double shift = 0.5 * (d.left_m - d.right_m) * (apart < 0.0 ? 1.0 : -1.0);
            RackGap gap{
                d.reason, d.of_a, d.of_b, d.rule, false, asked - shift, std::abs(apart) - shift,
                false};
            gap.binding = gap.actual_m < gap.required_m + options_.step_m + 2.0 * kSpread_m;
            fill.gaps.push_back(std::move(gap));
        }
    }

    void add_upright(RackFill& fill, RackReason reason, std::string a, std::string b,
                     std::string rule, double required_m, double actual_m) const {
        const bool binding = actual_m < required_m + 1.5e-3;
        fill.gaps.push_back({reason, std::move(a), std::move(b), std::move(rule), true, required_m,
                             actual_m, binding});
    }

    void add_upright_gaps(RackFill& fill) const {
        for (const RackShape& shape : shapes_) {
            const auto level = static_cast<std::size_t>(shape.level);
            const double ceiling = level == 0 ? type_.top_cover_m + type_.cover_plate_thickness_m
                                              : levels_.beam_m[level - 1] + type_.beam.height_m;
            for (const RackBody& body : shape.bodies) {
                const double top = levels_.underside_m[level] - 2.0 * body.half_height_m;
                add_upright(fill, RackReason::Beam, body.asset, {}, {}, type_.level_gap_m,
                            top - ceiling);
                if (body.cover_m > 0.0)
                    add_upright(fill, RackReason::Cover, body.asset, {}, body.cover_rule,
                                body.cover_m, top);
            }
            if (level > 0) {
                add_upright(fill, RackReason::Pitch, shape.bodies.front().asset, {}, {},
                            type_.level_pitch_min_m,
                            levels_.beam_m[level] - levels_.beam_m[level - 1]);
            }
        }
        for (const RackPairRule& rule : rules_)
            add_upright_rule(rule, fill);
    }

    void add_upright_rule(const RackPairRule& rule, RackFill& fill) const {
        if (rule.measure != rules::Measure::EdgeVertical &&
            rule.measure != rules::Measure::OrderVertical) {
            return;
        }
        const RackShape& of_a = shapes_[rule.member_a];
        const RackShape& of_b = shapes_[rule.member_b];
        if (of_a.level == of_b.level) return;
        const RackBody& a = of_a.bodies[rule.body_a];
        const RackBody& b = of_b.bodies[rule.body_b];
        const double gap =
            std::abs(axis_depth_m(a, of_a, levels_) - axis_depth_m(b, of_b, levels_)) -
            a.half_height_m - b.half_height_m;
        add_upright(fill, RackReason::Rule, a.asset, b.asset, rule.rule, rule.required_m, gap);
    }

    /// The rack as one item: its cover is fixed, its bodies are its lines and its outline.
    void make_item(RackFill& fill) const {
        BriefItem& item = fill.item;
        item.name = fill.id;
        item.min_cover_m = item.max_cover_m = item.wanted_cover_m = fill.top_cover_m;
        item.depth_cost_eur_m2 =
            profile_.excavation_cost_eur_m3 * std::max(profile_.trench_width_m, fill.width_m);
        for (const RackPlace& p : fill.places) {
            const RackShape& shape = shapes_[p.member];
            for (const RackBody& body : shape.bodies) {
                if (body.asset != p.asset) continue;
                const bool round = !members_[p.member].assets.front().duct_bank;
                item.bodies.push_back(
                    {p.asset, p.right_m, p.down_m, body.half_width_m, body.half_height_m, round});
            }
        }
        item.bodies.push_back(
            {fill.id, 0.0, 0.5 * fill.height_m, 0.5 * fill.width_m, 0.5 * fill.height_m, false});
    }

    const model::RackType& type_;
    const std::vector<RackMember>& members_;
    const LayoutProfile& profile_;
    const RackFillOptions& options_;
    std::vector<RackShape> shapes_;
    std::vector<RackPairRule> rules_;
    std::vector<std::string> blocked_;
    RackLevels levels_;
    std::vector<RackDistance> distances_;
};

/// How the search for cooler water goes: the level of heat sinks by this, then water and heat part
/// sideways by this.
constexpr double kSink_m = 0.01;
constexpr double kAside_m = 0.05;

base::Result<RackFill> within_width(const base::Result<RackFill>& fill, const RackFillOptions& o) {
    if (!fill || !o.max_width_m || fill->width_m <= *o.max_width_m + kSame_m) return fill;
    return base::bad_input(fmt::format("rack `{}` needs {:.3f} m of width; {:.3f} m is allowed",
                                       o.id, fill->width_m, *o.max_width_m));
}

base::Result<RackFill> fill_cool(Filler& filler, const RackFillOptions& options) {
    auto fill = within_width(filler.fill(0.0, 0.0), options);
    if (!fill || !options.water_C || !filler.has(model::Network::Water)) return fill;
    fill->water_C = options.water_C(*fill);
    double coolest = *fill->water_C;
    double sink = 0.0;
    const bool can_part = filler.heat_level() >= 0;
    while (can_part && *fill->water_C > options.water_limit_C) {
        auto deeper = within_width(filler.fill(sink + kSink_m, 0.0), options);
        if (!deeper) break;
        sink += kSink_m;
        fill = std::move(deeper);
        fill->water_C = options.water_C(*fill);
        coolest = std::min(coolest, *fill->water_C);
    }
    // One metre aside is what water companies ask of flat lines; farther is no rack any more.
    for (double aside = kAside_m; can_part && *fill->water_C > options.water_limit_C && aside < 1.0;
         aside += kAside_m) {
        auto wider = within_width(filler.fill(sink, aside), options);
        if (!wider) break;
        fill = std::move(wider);
        fill->water_C = options.water_C(*fill);
        coolest = std::min(coolest, *fill->water_C);
    }
    if (*fill->water_C <= options.water_limit_C) return fill;
    return base::bad_input(
        fmt::format("rack `{}`: drinking water gets {:.1f} deg C at best with heat as deep and as "
                    "far aside as the rack allows; the limit is {:.1f}",
                    options.id, coolest, options.water_limit_C));
}

}  // namespace

std::string_view name_of(RackReason reason) {
    switch (reason) {
        case RackReason::Beam:
            return "beam";
        case RackReason::Pitch:
            return "pitch";
        case RackReason::Cover:
            return "cover";
        case RackReason::Rule:
            return "rule";
        case RackReason::SaddleGap:
            return "saddle_gap";
        case RackReason::PostGap:
            return "post_gap";
        case RackReason::Corridor:
            return "corridor";
        case RackReason::Stagger:
            return "stagger";
        case RackReason::Temperature:
            return "temperature";
    }
    return "";
}

base::Result<RackFill> fill_rack(const model::RackType& type,
                                 const std::vector<RackMember>& members,
                                 std::span<const rules::Pack> packs, const LayoutProfile& profile,
                                 const RackFillOptions& options) {
    if (members.empty()) return base::bad_input("rack: nothing to put in it");
    if (!(options.step_m > 0.0)) return base::bad_input("rack: the grid step must be above 0");
    for (const RackMember& member : members) {
        if (const auto usable = check_member(type, member); !usable)
            return tl::unexpected(usable.error());
    }
    Filler filler{type, members, profile, options};
    filler.ask(packs);
    return fill_cool(filler, options);
}

model::Rack rack_of(const RackFill& fill, std::vector<model::Vec2> line) {
    model::Rack rack;
    rack.id = fill.id;
    rack.line = std::move(line);
    rack.width_m = fill.width_m;
    rack.top_m = -fill.top_cover_m;
    rack.bottom_m = -(fill.top_cover_m + fill.height_m);
    rack.type = fill.type;
    rack.beams_m = fill.beams_m;
    return rack;
}

}  // namespace maaiveld::layout
