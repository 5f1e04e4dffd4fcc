#include "layout/explain.h"

#include <algorithm>
#include <limits>
#include <map>
#include <tuple>

namespace maaiveld::layout {
namespace {

constexpr double kRounding_m = 1e-9;
constexpr std::size_t kGone = std::numeric_limits<std::size_t>::max();

bool is_own(const std::string& rule) {
    return rule.starts_with("layout:");
}

bool covers_all(const BriefItem& item, double width_m) {
    std::vector<std::pair<double, double>> where;
    for (const Stretch& s : item.where)
        where.emplace_back(s.from_m, s.to_m);
    std::sort(where.begin(), where.end());
    double reached_m = 0.0;
    for (const auto& [from_m, to_m] : where) {
        if (from_m > reached_m + kRounding_m) return false;
        reached_m = std::max(reached_m, to_m);
    }
    return reached_m >= width_m - kRounding_m;
}

ConflictPart item_part(const SectionBrief& brief, PartKind kind, std::size_t i) {
    ConflictPart part;
    part.kind = kind;
    part.id = brief.items[i].name;
    part.network = brief.items[i].network;
    part.items = {i};
    if (kind == PartKind::Covers) {
        const auto& fixed_m = brief.items[i].fixed_cover_m;
        part.required = fixed_m.value_or(brief.items[i].min_cover_m);
        part.at_most = fixed_m.value_or(brief.items[i].max_cover_m);
    }
    return part;
}

/// One part for all pieces of a thing, told by its solid piece (the stem, not the roots).
void add_obstacles(const SectionBrief& brief, std::vector<ConflictPart>& parts) {
    std::map<std::string, std::size_t> found;
    for (std::size_t i = 0; i < brief.obstacles.size(); ++i) {
        const Obstacle& obstacle = brief.obstacles[i];
        const auto [entry, is_new] = found.try_emplace(obstacle.id, parts.size());
        if (is_new) {
            ConflictPart part;
            part.kind = PartKind::Obstacle;
            part.id = obstacle.id;
            parts.push_back(part);
        }
        ConflictPart& part = parts[entry->second];
        if (part.what.empty() || obstacle.solid) part.what = obstacle.what;
        part.obstacles.push_back(i);
    }
}

/// What requirements must share to be one part of a conflict.
using RuleKey = std::tuple<std::string, int, int, std::string>;

RuleKey key_of(const SectionBrief& brief, const Requirement& r) {
    if (is_own(r.rule)) return {r.rule, -1, -1, {}};
    const int network = static_cast<int>(brief.items[r.item].network);
    if (r.other) {
        const int other = static_cast<int>(brief.items[*r.other].network);
        return {r.rule, std::min(network, other), std::max(network, other), {}};
    }
    return {r.rule, network, -1, r.obstacle ? brief.obstacles[*r.obstacle].what : std::string{}};
}

ConflictPart rule_part(const SectionBrief& brief, const Requirement& r) {
    ConflictPart part;
    part.kind = PartKind::Rule;
    part.id = r.rule;
    part.measure = r.measure;
    part.severity = r.severity;
    part.required = r.required;
    part.is_limit = r.at_most;
    if (is_own(r.rule)) return part;
    part.of = brief.items[r.item].name;
    part.network = brief.items[r.item].network;
    if (r.other) {
        part.against = brief.items[*r.other].name;
        part.other = brief.items[*r.other].network;
    }
    if (r.obstacle) part.what = brief.obstacles[*r.obstacle].what;
    return part;
}

void add(ConflictPart& part, const Requirement& r, std::size_t index) {
    part.required =
        r.at_most ? std::min(part.required, r.required) : std::max(part.required, r.required);
    part.severity = std::min(part.severity, r.severity);
    part.requirements.push_back(index);
}

/// Whether problem_of makes it a constraint.
bool must_hold(const Requirement& r) {
    if (!is_hard(r)) return false;
    switch (r.measure) {
        case rules::Measure::CrossingAngle:
        case rules::Measure::Temperature:
        case rules::Measure::Current:
        case rules::Measure::InducedVoltage:
        case rules::Measure::SettlementStep:
            return false;
        default:
            return true;
    }
}

void add_rules(const SectionBrief& brief, std::vector<ConflictPart>& parts) {
    std::map<RuleKey, std::size_t> found;
    for (std::size_t i = 0; i < brief.requirements.size(); ++i) {
        const Requirement& r = brief.requirements[i];
        if (!must_hold(r)) continue;
        const auto [entry, is_new] = found.try_emplace(key_of(brief, r), parts.size());
        if (is_new) parts.push_back(rule_part(brief, r));
        add(parts[entry->second], r, i);
    }
}

void add_heat(const SectionBrief& brief, std::vector<ConflictPart>& parts) {
    std::map<std::pair<std::string, int>, std::size_t> found;
    for (std::size_t i = 0; i < brief.heat_limits.size(); ++i) {
        const HeatLimit& limit = brief.heat_limits[i];
        const BriefItem& item = brief.items[limit.item];
        const auto [entry, is_new] =
            found.try_emplace({limit.rule, static_cast<int>(item.network)}, parts.size());
        if (is_new) {
            ConflictPart part;
            part.kind = PartKind::Heat;
            part.id = limit.rule;
            part.of = item.name;
            part.network = item.network;
            part.measure = rules::Measure::Temperature;
            part.is_limit = true;
            parts.push_back(part);
        }
        parts[entry->second].heat_limits.push_back(i);
    }
}

/// Which elements of a brief stay.
struct Kept {
    std::vector<bool> items, obstacles, requirements, heat_limits;
};

Kept all_of(const SectionBrief& brief) {
    return {std::vector<bool>(brief.items.size(), true),
            std::vector<bool>(brief.obstacles.size(), true),
            std::vector<bool>(brief.requirements.size(), true),
            std::vector<bool>(brief.heat_limits.size(), true)};
}

void drop(std::vector<bool>& flags, const std::vector<std::size_t>& which) {
    for (const std::size_t i : which)
        flags[i] = false;
}

std::vector<std::size_t> new_indices(const std::vector<bool>& kept) {
    std::vector<std::size_t> indices(kept.size(), kGone);
    std::size_t next = 0;
    for (std::size_t i = 0; i < kept.size(); ++i)
        if (kept[i]) indices[i] = next++;
    return indices;
}

template <class T>
void thin(std::vector<T>& all, const std::vector<bool>& kept) {
    std::size_t next = 0;
    for (std::size_t i = 0; i < all.size(); ++i) {
        if (!kept[i]) continue;
        if (next != i) all[next] = std::move(all[i]);
        ++next;
    }
    all.resize(next);
}

/// New indices of items and obstacles; kGone for those left out.
struct Renumbering {
    std::vector<std::size_t> items, obstacles;
    bool holds(const std::optional<std::size_t>& item,
               const std::optional<std::size_t>& obstacle) const {
        return (!item || items[*item] != kGone) && (!obstacle || obstacles[*obstacle] != kGone);
    }
};

void renumber(std::optional<std::size_t>& index, const std::vector<std::size_t>& to) {
    if (index) index = to[*index];
}

void renumber(HeatLimit& limit, const Renumbering& to) {
    limit.item = to.items[limit.item];
    std::erase_if(limit.sources, [&](const HeatLimit::Source& source) {
        return !to.holds(source.item, source.obstacle);
    });
    for (HeatLimit::Source& source : limit.sources) {
        renumber(source.item, to.items);
        renumber(source.obstacle, to.obstacles);
    }
}

/// The brief with what is kept only; what refers to something left out is left out too.
SectionBrief thinned(SectionBrief brief, Kept kept) {
    const Renumbering to{new_indices(kept.items), new_indices(kept.obstacles)};
    for (std::size_t i = 0; i < brief.requirements.size(); ++i) {
        const Requirement& r = brief.requirements[i];
        if (!to.holds(r.item, r.obstacle) || !to.holds(r.other, std::nullopt))
            kept.requirements[i] = false;
    }
    for (std::size_t i = 0; i < brief.heat_limits.size(); ++i)
        if (to.items[brief.heat_limits[i].item] == kGone) kept.heat_limits[i] = false;
    thin(brief.items, kept.items);
    thin(brief.obstacles, kept.obstacles);
    thin(brief.requirements, kept.requirements);
    thin(brief.heat_limits, kept.heat_limits);
    for (Requirement& r : brief.requirements) {
        r.item = to.items[r.item];
        renumber(r.other, to.items);
        renumber(r.obstacle, to.obstacles);
    }
    for (HeatLimit& limit : brief.heat_limits)
        renumber(limit, to);
    return brief;
}

/// A step to either side, so that a cover off the grid leaves the item a level on it.
void free_cover(BriefItem& item, double step_m) {
    if (const auto cover_m = item.fixed_cover_m) {
        item.min_cover_m = std::min(item.min_cover_m, *cover_m - step_m);
        item.max_cover_m = std::max(item.max_cover_m, *cover_m + step_m);
    }
    item.fixed_cover_m.reset();
}

/// Lets an item move without forbidding the place where it lies (its strips and cover range may).
void set_free(BriefItem& item, double step_m) {
    if (const auto x_m = item.fixed_x_m) {
        const bool inside =
            std::any_of(item.where.begin(), item.where.end(),
                        [&](const Stretch& s) { return s.from_m <= *x_m && *x_m <= s.to_m; });
        if (!inside) item.where.push_back({*x_m - step_m, *x_m + step_m, 0.0});
    }
    item.fixed_x_m.reset();
    free_cover(item, step_m);
}

void loosen(SectionBrief& brief, const ConflictPart& part, Kept& kept,
            const ExplainOptions& options) {
    switch (part.kind) {
        case PartKind::Network:
            drop(kept.items, part.items);
            return;
        case PartKind::Obstacle:
            drop(kept.obstacles, part.obstacles);
            return;
        case PartKind::Rule:
            drop(kept.requirements, part.requirements);
            return;
        case PartKind::Heat:
            drop(kept.heat_limits, part.heat_limits);
            return;
        case PartKind::Placed:
        case PartKind::Strips:
        case PartKind::Covers:
            break;
    }
    BriefItem& item = brief.items[part.items.front()];
    if (part.kind == PartKind::Strips) {
        item.where = {{0.0, brief.width_m, 0.0}};
    } else if (part.kind == PartKind::Placed) {
        set_free(item, brief.step_m);
    } else {
        free_cover(item, brief.step_m);
        item.min_cover_m = std::min(item.min_cover_m, options.least_cover_m);
        item.max_cover_m = std::max(item.max_cover_m, options.deepest_cover_m);
    }
}

}  // namespace

std::vector<ConflictPart> parts_of(const SectionBrief& brief, const ExplainOptions&) {
    std::vector<ConflictPart> parts;
    for (std::size_t i = 0; i < brief.items.size(); ++i)
        parts.push_back(item_part(brief, PartKind::Network, i));
    add_obstacles(brief, parts);
    for (std::size_t i = 0; i < brief.items.size(); ++i) {
        const BriefItem& item = brief.items[i];
        if (item.fixed_x_m) parts.push_back(item_part(brief, PartKind::Placed, i));
        if (!item.fixed_x_m && !covers_all(item, brief.width_m))
            parts.push_back(item_part(brief, PartKind::Strips, i));
        if (!item.fixed_x_m) parts.push_back(item_part(brief, PartKind::Covers, i));
    }
    add_rules(brief, parts);
    add_heat(brief, parts);
    return parts;
}

SectionBrief kept_of(const SectionBrief& brief, const std::vector<ConflictPart>& parts,
                     const std::vector<bool>& kept, const ExplainOptions& options) {
    SectionBrief rest = brief;
    Kept elements = all_of(brief);
    for (std::size_t i = 0; i < parts.size(); ++i)
        if (!kept[i]) loosen(rest, parts[i], elements, options);
    return thinned(std::move(rest), std::move(elements));
}

}  // namespace maaiveld::layout
