#include "layout/explain.h"

#include <algorithm>

namespace maaiveld::layout {
namespace {

constexpr double kRounding_m = 1e-9;

double moved(double x_m, double at_m, double extra_m) {
    return x_m > at_m ? x_m + extra_m : x_m;
}

void widen(std::vector<Stretch>& stretches, double at_m, double extra_m) {
    for (Stretch& s : stretches) {
        s.from_m = moved(s.from_m, at_m, extra_m);
        s.to_m = moved(s.to_m, at_m, extra_m);
    }
}

/// Adds the pieces of [from, to] where the item may not lie yet.
void allow(BriefItem& item, double from_m, double to_m) {
    std::vector<Stretch> known = item.where;
    std::sort(known.begin(), known.end(),
              [](const Stretch& a, const Stretch& b) { return a.from_m < b.from_m; });
    double next_m = from_m;
    for (const Stretch& s : known) {
        if (s.to_m <= next_m) continue;
        if (s.from_m >= to_m) break;
        if (s.from_m > next_m + kRounding_m) item.where.push_back({next_m, s.from_m, 0.0});
        next_m = s.to_m;
    }
    if (next_m < to_m - kRounding_m) item.where.push_back({next_m, to_m, 0.0});
}

SectionBrief without(const SectionBrief& brief, const ConflictPart& part) {
    return kept_of(brief, {part}, {false});
}

void accept(SectionBrief& brief, const Change& change) {
    for (const std::size_t i : change.part.requirements) {
        double& required_m = brief.requirements[i].required;
        required_m = change.part.is_limit ? std::max(required_m, change.then)
                                          : std::min(required_m, change.then);
    }
}

/// What a rule of severity info asks need not hold. The requirements stay, and so their indices.
void drop_rule(SectionBrief& brief, const Change& change) {
    for (const std::size_t i : change.part.requirements) {
        brief.requirements[i].severity = rules::Severity::Info;
        brief.requirements[i].must_hold = false;
    }
}

void warm(SectionBrief& brief, const Change& change) {
    for (const std::size_t i : change.part.heat_limits)
        for (auto& [depth_m, room_K] : brief.heat_limits[i].room_K_at_depth_m)
            room_K += change.then;
}

void allow_cover(BriefItem& item, const Change& change) {
    if (item.fixed_cover_m) item.min_cover_m = item.max_cover_m = *item.fixed_cover_m;
    item.fixed_cover_m.reset();
    if (change.raises) {
        item.max_cover_m = std::max(item.max_cover_m, change.then);
    } else {
        item.min_cover_m = std::min(item.min_cover_m, change.then);
    }
}

void move_obstacle(SectionBrief& brief, const Change& change) {
    for (const std::size_t i : change.part.obstacles)
        brief.obstacles[i].body.right_m += change.detail == "left" ? -change.then : change.then;
}

}  // namespace

SectionBrief widened(const SectionBrief& brief, double at_m, double extra_m) {
    SectionBrief wide = brief;
    wide.width_m += extra_m;
    // One facade stays and the other moves along: the middle moves half as far.
    if (wide.middle_m) *wide.middle_m += 0.5 * extra_m;
    for (BriefItem& item : wide.items) {
        widen(item.where, at_m, extra_m);
        for (auto* place_m : {&item.pull_to_m, &item.pull_to_other_m, &item.fixed_x_m})
            if (*place_m) *place_m = moved(**place_m, at_m, extra_m);
    }
    for (Obstacle& obstacle : wide.obstacles)
        obstacle.body.right_m = moved(obstacle.body.right_m, at_m, extra_m);
    for (Requirement& r : wide.requirements)
        widen(r.only_in, at_m, extra_m);
    return wide;
}

SectionBrief changed(const SectionBrief& brief, const Change& change,
                     const std::vector<RackForm>& rack_forms) {
    SectionBrief result = brief;
    switch (change.kind) {
        case ChangeKind::AcceptDistance:
            accept(result, change);
            break;
        case ChangeKind::AcceptHeat:
            warm(result, change);
            break;
        case ChangeKind::MoveObstacle:
            move_obstacle(result, change);
            break;
        case ChangeKind::Widen:
            return widened(brief, change.from_m, change.then);
        case ChangeKind::DropRule:
            drop_rule(result, change);
            break;
        case ChangeKind::FreePlaced:
        case ChangeKind::LeaveOut:
            return without(brief, change.part);
        case ChangeKind::AllowCover:
            allow_cover(result.items[change.part.items.front()], change);
            break;
        case ChangeKind::AllowStrip:
            allow(result.items[change.part.items.front()], change.from_m, change.to_m);
            break;
        case ChangeKind::UseRack:
            for (const RackForm& form : rack_forms)
                if (form.name == change.detail) return form.brief;
            break;
    }
    return result;
}

}  // namespace maaiveld::layout
