#include "layout/explain_dials.h"

#include <algorithm>
#include <cmath>
#include <set>

namespace maaiveld::layout {
namespace {

constexpr double kRounding_m = 1e-9;
constexpr double kHeatStep_K = 0.1;
constexpr double kMostHeat_K = 20.0;
constexpr std::size_t kMostSpots = 12;

/// Whole steps in a length; what is a hair more than whole counts as whole.
int steps_in(double length_m, double step_m) {
    return std::max(0, static_cast<int>(std::ceil(length_m / step_m - 1e-6)));
}

/// Whether a rule has a value that can be lowered.
bool has_value(const ConflictPart& part) {
    switch (part.measure) {
        case rules::Measure::OrderHorizontal:
        case rules::Measure::OrderVertical:
        case rules::Measure::Overlap:
        case rules::Measure::RootOverlap:
            return false;
        default:
            return part.is_limit || part.required > kRounding_m;
    }
}

Dial plain(ChangeKind kind, const ConflictPart& part) {
    Dial dial;
    dial.change.kind = kind;
    dial.change.part = part;
    return dial;
}

void add_rule(const SectionBrief& brief, const ConflictPart& part, const ExplainOptions& options,
              std::vector<Dial>& dials) {
    Dial dial = plain(has_value(part) ? ChangeKind::AcceptDistance : ChangeKind::DropRule, part);
    if (has_value(part)) {
        dial.change.now = part.required;
        const double room_m =
            part.is_limit ? options.deepest_cover_m - part.required : part.required;
        dial.most = steps_in(room_m, brief.step_m);
    }
    dials.push_back(dial);
}

void add_heat(const ConflictPart& part, std::vector<Dial>& dials) {
    Dial dial = plain(ChangeKind::AcceptHeat, part);
    dial.most = static_cast<int>(kMostHeat_K / kHeatStep_K);
    dials.push_back(dial);
}

void add_covers(const SectionBrief& brief, const ConflictPart& part, const ExplainOptions& options,
                std::vector<Dial>& dials) {
    Dial less = plain(ChangeKind::AllowCover, part);
    less.change.now = part.required;
    less.most = steps_in(part.required - options.least_cover_m, brief.step_m);
    dials.push_back(less);
    Dial more = less;
    more.change.raises = true;
    more.change.now = part.at_most;
    more.most = steps_in(options.deepest_cover_m - part.at_most, brief.step_m);
    dials.push_back(more);
}

/// Sorted, merged stretches of an item.
std::vector<Stretch> merged(const BriefItem& item) {
    std::vector<Stretch> all = item.where;
    std::sort(all.begin(), all.end(),
              [](const Stretch& a, const Stretch& b) { return a.from_m < b.from_m; });
    std::vector<Stretch> joined;
    for (const Stretch& s : all) {
        if (!joined.empty() && s.from_m <= joined.back().to_m + kRounding_m)
            joined.back().to_m = std::max(joined.back().to_m, s.to_m);
        else
            joined.push_back(s);
    }
    return joined;
}

std::vector<NamedStrip> gaps_of(const BriefItem& item, double width_m) {
    std::vector<NamedStrip> gaps;
    double next_m = 0.0;
    for (const Stretch& s : merged(item)) {
        if (s.from_m > next_m + kRounding_m) gaps.push_back({"", next_m, s.from_m});
        next_m = std::max(next_m, s.to_m);
    }
    if (next_m < width_m - kRounding_m) gaps.push_back({"", next_m, width_m});
    return gaps;
}

bool lies_within(const BriefItem& item, const NamedStrip& strip) {
    for (const Stretch& s : merged(item))
        if (s.from_m <= strip.from_m + kRounding_m && s.to_m >= strip.to_m - kRounding_m)
            return true;
    return false;
}

void add_strips(const SectionBrief& brief, const ConflictPart& part, const ExplainOptions& options,
                std::vector<Dial>& dials) {
    const BriefItem& item = brief.items[part.items.front()];
    const std::vector<NamedStrip> strips =
        options.strips.empty() ? gaps_of(item, brief.width_m) : options.strips;
    for (const NamedStrip& strip : strips) {
        if (lies_within(item, strip)) continue;
        Dial dial = plain(ChangeKind::AllowStrip, part);
        dial.change.detail = strip.name;
        dial.change.from_m = strip.from_m;
        dial.change.to_m = strip.to_m;
        dials.push_back(dial);
    }
}

void add_moves(const SectionBrief& brief, const ConflictPart& part, const ExplainOptions& options,
               std::vector<Dial>& dials) {
    const auto& movable = options.movable;
    if (std::find(movable.begin(), movable.end(), part.what) == movable.end()) return;
    double left_m = brief.width_m;
    double right_m = 0.0;
    for (const std::size_t i : part.obstacles) {
        left_m = std::min(left_m, brief.obstacles[i].body.right_m);
        right_m = std::max(right_m, brief.obstacles[i].body.right_m);
    }
    for (const bool left : {true, false}) {
        Dial dial = plain(ChangeKind::MoveObstacle, part);
        dial.change.detail = left ? "left" : "right";
        const double room_m = left ? left_m : brief.width_m - right_m;
        dial.most = static_cast<int>(std::min(room_m, options.most_moved_m) / brief.step_m);
        dial.monotone = false;
        dials.push_back(dial);
    }
}

void add_part(const SectionBrief& brief, const ConflictPart& part, const ExplainOptions& options,
              std::vector<Dial>& dials) {
    switch (part.kind) {
        case PartKind::Rule:
            add_rule(brief, part, options, dials);
            return;
        case PartKind::Heat:
            add_heat(part, dials);
            return;
        case PartKind::Covers:
            add_covers(brief, part, options, dials);
            return;
        case PartKind::Strips:
            add_strips(brief, part, options, dials);
            return;
        case PartKind::Obstacle:
            add_moves(brief, part, options, dials);
            return;
        case PartKind::Placed:
            dials.push_back(plain(ChangeKind::FreePlaced, part));
            return;
        case PartKind::Network:
            dials.push_back(plain(ChangeKind::LeaveOut, part));
            return;
    }
}

/// Places of the section between which a stretch is cut in pieces.
std::vector<double> cuts_of(const SectionBrief& brief, const std::vector<ConflictPart>& conflict) {
    std::vector<double> cuts_m;
    for (const ConflictPart& part : conflict) {
        for (const std::size_t o : part.obstacles)
            cuts_m.push_back(brief.obstacles[o].body.right_m);
        if (part.kind == PartKind::Placed && brief.items[part.items.front()].fixed_x_m)
            cuts_m.push_back(*brief.items[part.items.front()].fixed_x_m);
    }
    std::sort(cuts_m.begin(), cuts_m.end());
    return cuts_m;
}

void add_spots(const Stretch& stretch, const std::vector<double>& cuts_m, std::set<double>& spots) {
    double from_m = stretch.from_m;
    for (const double cut_m : cuts_m) {
        if (cut_m <= from_m || cut_m >= stretch.to_m) continue;
        spots.insert(0.5 * (from_m + cut_m));
        from_m = cut_m;
    }
    spots.insert(0.5 * (from_m + stretch.to_m));
}

}  // namespace

std::vector<Dial> dials_of(const SectionBrief& brief, const std::vector<ConflictPart>& conflict,
                           const ExplainOptions& options) {
    std::vector<Dial> dials;
    for (const ConflictPart& part : conflict)
        add_part(brief, part, options, dials);
    std::erase_if(dials, [](const Dial& dial) { return dial.most < 1; });
    return dials;
}

std::vector<Dial> widenings_of(const SectionBrief& brief, const std::vector<ConflictPart>& conflict,
                               const ExplainOptions& options) {
    const std::vector<double> cuts_m = cuts_of(brief, conflict);
    std::set<double> spots;
    for (const ConflictPart& part : conflict)
        if (part.kind == PartKind::Network)
            for (const Stretch& s : merged(brief.items[part.items.front()]))
                add_spots(s, cuts_m, spots);
    std::vector<Dial> dials;
    for (const double spot_m : spots) {
        if (dials.size() == kMostSpots) break;
        Dial dial;
        dial.change.kind = ChangeKind::Widen;
        dial.change.from_m = spot_m;
        dial.most = static_cast<int>(options.most_wider_m / brief.step_m + 1e-6);
        dials.push_back(dial);
    }
    return dials;
}

Change turned(const Dial& dial, int steps, double step_m) {
    Change change = dial.change;
    const double amount_m = steps * step_m;
    switch (change.kind) {
        case ChangeKind::AcceptDistance:
            change.then = change.part.is_limit ? change.now + amount_m
                                               : std::max(0.0, (dial.most - steps) * step_m);
            break;
        case ChangeKind::AllowCover:
            change.then = change.now + (change.raises ? amount_m : -amount_m);
            break;
        case ChangeKind::AcceptHeat:
            change.then = steps * kHeatStep_K;
            break;
        case ChangeKind::MoveObstacle:
        case ChangeKind::Widen:
            change.then = amount_m;
            break;
        default:
            break;
    }
    return change;
}

}  // namespace maaiveld::layout
