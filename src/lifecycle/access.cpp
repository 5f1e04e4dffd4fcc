#include "lifecycle/access.h"

#include "lifecycle/build_dig.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <tuple>

namespace maaiveld::lifecycle {
namespace {

/// An upright rectangle of the section.
struct Rect {
    double left_m = 0.0, right_m = 0.0, top_m = 0.0, bottom_m = 0.0;
    double area_m2() const {
        return std::max(0.0, right_m - left_m) * std::max(0.0, bottom_m - top_m);
    }
};

/// What is to be reached: the outline of a group's lines, and the rack that holds it.
struct Target {
    std::string group;
    model::Network network = model::Network::Other;
    std::vector<const SliceLine*> lines;
    Rect outline;
    double widest_m = 0.0;
    const SliceRack* rack = nullptr;
};

struct Surroundings {
    const Slice& slice;
    const std::vector<Across>& across;
    double street_length_m = 0.0;
    const TrenchPractice& practice;
};

std::vector<Target> targets_of(const Slice& slice) {
    std::vector<Target> targets;
    for (const SliceLine& line : slice.lines) {
        if (line.disused) continue;
        auto found = std::find_if(targets.begin(), targets.end(),
                                  [&](const Target& t) { return t.group == line.group; });
        if (found == targets.end()) {
            const SliceRack* rack =
                line.rack < 0 ? nullptr : &slice.racks[static_cast<std::size_t>(line.rack)];
            targets.push_back({line.group,
                               line.network,
                               {},
                               {line.left_m(), line.right_m(), line.top_m(), line.bottom_m()},
                               0.0,
                               rack});
            found = targets.end() - 1;
        }
        Rect& o = found->outline;
        o = {std::min(o.left_m, line.left_m()), std::max(o.right_m, line.right_m()),
             std::min(o.top_m, line.top_m()), std::max(o.bottom_m, line.bottom_m())};
        found->widest_m = std::max(found->widest_m, 2.0 * line.half_width_m);
        found->lines.push_back(&line);
    }
    return targets;
}

bool belongs(const Target& target, const SliceLine& line) {
    return std::find(target.lines.begin(), target.lines.end(), &line) != target.lines.end();
}

Sides sides_at(const TrenchPractice& practice, double depth_m) {
    return depth_m >= practice.shored_from_m ? Sides::Shored : Sides::Vertical;
}

/// The pit of one way; from a side it stands against the line, or against the rack that holds it.
Dig pit_of(const Target& t, From from, const Surroundings& s) {
    const double depth = t.outline.bottom_m + s.practice.under_m;
    if (from == From::Above) {
        const Interval room = free_room(s.slice, t.outline.left_m, t.outline.right_m, depth);
        return dig_for({t.outline.left_m, t.outline.right_m, depth, t.widest_m}, s.practice, false,
                       room.from_m, room.to_m);
    }
    const double width = bottom_width_m(s.practice, 0.0, 0.0, depth, true);
    const double face = from == From::Left
                            ? std::min(t.outline.left_m, t.rack ? t.rack->left_m : 1e9)
                            : std::max(t.outline.right_m, t.rack ? t.rack->right_m : -1e9);
    Dig dig{face, face, depth, 0.0, 0.0, sides_at(s.practice, depth)};
    (from == From::Left ? dig.left_m : dig.right_m) += from == From::Left ? -width : width;
    return dig;
}

/// What is dug sideways from the pit to the far side of the line.
Rect sideways(const Target& t, From from, const Dig& pit) {
    if (from == From::Left) return {pit.right_m, t.outline.right_m, t.outline.top_m, pit.depth_m};
    if (from == From::Right) return {t.outline.left_m, pit.left_m, t.outline.top_m, pit.depth_m};
    return {};
}

bool meets(const Rect& rect, const SliceLine& line) {
    if (rect.area_m2() <= 0.0) return false;
    const Dig as_dig{rect.left_m, rect.right_m, rect.bottom_m - rect.top_m,
                     0.0,         0.0,          Sides::Vertical};
    return lifecycle::meets(as_dig, line.x_m, line.depth_m - rect.top_m, line.half_width_m,
                            line.half_height_m, line.half_width_m == line.half_height_m);
}

bool meets(const Dig& pit, const SliceLine& line) {
    return lifecycle::meets(pit, line.x_m, line.depth_m, line.half_width_m, line.half_height_m,
                            line.half_width_m == line.half_height_m);
}

/// Whether a line's axis lies in the ground that slides out of an unsupported face.
bool slides(const Dig& pit, From from, const SliceLine& line, const TrenchPractice& practice) {
    const double up = pit.depth_m - line.depth_m;
    if (up <= 0.0) return false;
    const double run = up / practice.wedge_rise_per_run;
    // The face toward the line that is reached stays open; the others are shored where deep.
    const bool open = pit.sides == Sides::Vertical;
    const bool left_open = open || from == From::Right, right_open = open || from == From::Left;
    const double left_out = pit.left_m - line.x_m, right_out = line.x_m - pit.right_m;
    return (left_open && left_out > 0.0 && left_out <= run) ||
           (right_open && right_out > 0.0 && right_out <= run);
}

/// Whether a piece of a line across the street comes into a pit with upright sides.
bool piece_meets(const Dig& pit, const Across::Point& a, const Across::Point& b) {
    double from = 0.0, to = 1.0;
    const auto clip = [&](double start, double change, double low, double high) {
        if (change == 0.0) {
            if (start <= low || start >= high) to = -1.0;
            return;
        }
        const double t0 = (low - start) / change, t1 = (high - start) / change;
        from = std::max(from, std::min(t0, t1));
        to = std::min(to, std::max(t0, t1));
    };
    clip(a.x_m, b.x_m - a.x_m, pit.left_m, pit.right_m);
    clip(a.depth_m, b.depth_m - a.depth_m, -1e9, pit.depth_m);
    return from < to;
}

std::vector<std::pair<std::size_t, double>> crossings_of(const Dig& pit, const Target& t,
                                                         const Surroundings& s) {
    std::vector<std::pair<std::size_t, double>> crossings;
    for (const Across& one : s.across) {
        const bool own = std::any_of(t.lines.begin(), t.lines.end(),
                                     [&](const SliceLine* l) { return l->id == one.main; });
        bool met = false;
        for (std::size_t i = 0; !own && !met && i + 1 < one.points.size(); ++i)
            met = piece_meets(pit, one.points[i], one.points[i + 1]);
        if (!met || s.street_length_m <= 0.0) continue;
        const double length = s.practice.pit_length_m + 2.0 * one.half_height_m;
        crossings.emplace_back(one.asset, std::min(1.0, length / s.street_length_m));
    }
    return crossings;
}

bool in_zone(const Dig& pit, const SliceLine& line, const TrenchPractice& practice) {
    const double aside = std::max({pit.left_m - line.right_m(), line.left_m() - pit.right_m, 0.0});
    return aside < practice.zone_horizontal_m &&
           line.top_m() - pit.depth_m < practice.zone_vertical_m;
}

/// What stops a pit from being dug there; empty when nothing does.
std::string blocked_by(const Dig& pit, const Slice& slice) {
    constexpr double kRounding_m = 1e-9;
    for (const SliceObstacle& o : slice.obstacles) {
        if (pit.right_m <= o.left_m + kRounding_m || pit.left_m >= o.right_m - kRounding_m)
            continue;
        if (o.bottom_m > 0.0 && o.top_m < pit.depth_m) return o.id;
    }
    if (pit.left_m < slice.left_m - kRounding_m || pit.right_m > slice.right_m + kRounding_m)
        return "section";
    return {};
}

/// Another rack cannot be dug through; its own is passed by from above.
std::string blocked_by_rack(const Dig& pit, const Target& t, const Slice& slice) {
    for (const SliceRack& r : slice.racks) {
        const bool beside = pit.right_m <= r.left_m || pit.left_m >= r.right_m;
        if (&r != t.rack && !beside && r.top_m < pit.depth_m) return r.id;
    }
    return {};
}

void find_lines(const Target& t, const Rect& aside, const Surroundings& s, AccessWay& way) {
    for (const SliceLine& line : s.slice.lines) {
        if (belongs(t, line)) continue;
        if (meets(way.pit, line) || meets(aside, line))
            way.exposed.push_back(line.id);
        else if (slides(way.pit, way.from, line, s.practice))
            way.loosened.push_back(line.id);
        if (in_zone(way.pit, line, s.practice)) way.search_zone.push_back(line.id);
    }
}

AccessWay way_of(const Target& t, From from, const Surroundings& s) {
    AccessWay way;
    way.from = from;
    way.pit = pit_of(t, from, s);
    const Rect aside = sideways(t, from, way.pit);
    way.area_m2 = way.pit.area_m2() + aside.area_m2();
    way.pit_volume_m3 = way.area_m2 * s.practice.pit_length_m;
    way.blocked_by = blocked_by(way.pit, s.slice);
    if (way.blocked_by.empty()) way.blocked_by = blocked_by_rack(way.pit, t, s.slice);
    way.possible = way.blocked_by.empty();
    const double middle = 0.5 * (t.outline.left_m + t.outline.right_m);
    if (from == From::Left) way.sideways_m = middle - way.pit.right_m;
    if (from == From::Right) way.sideways_m = way.pit.left_m - middle;
    way.within_reach = way.sideways_m <= s.practice.reach_m;
    const int house = s.slice.house_side(middle);
    way.away_from_houses = from == From::Above || (from == From::Left) == (house > 0);
    find_lines(t, aside, s, way);
    way.crossings = crossings_of(way.pit, t, s);
    return way;
}

void choose(Access& access) {
    const auto effort = [&](std::size_t i) {
        const AccessWay& w = access.ways[i];
        return std::tuple(!w.within_reach,
                          static_cast<double>(w.exposed.size()) + w.crossing_count(), w.area_m2);
    };
    for (std::size_t i = 0; i < access.ways.size(); ++i) {
        if (!access.ways[i].possible) continue;
        if (!access.careful || effort(i) < effort(*access.careful)) access.careful = i;
        if (!access.smallest || access.ways[i].area_m2 < access.ways[*access.smallest].area_m2)
            access.smallest = i;
    }
}

}  // namespace

std::string_view name_of(From from) {
    if (from == From::Above) return "above";
    return from == From::Left ? "left" : "right";
}

double AccessWay::crossing_count() const {
    double count = 0.0;
    for (const auto& [asset, share] : crossings)
        count += share;
    return count;
}

std::vector<Access> access_of(const Slice& slice, const std::vector<Across>& across,
                              double street_length_m, const TrenchPractice& practice) {
    std::vector<Access> all;
    const Surroundings surroundings{slice, across, street_length_m, practice};
    for (const Target& t : targets_of(slice)) {
        Access access{t.group, t.network, {}, {}, {}, {}};
        for (const SliceLine* line : t.lines)
            access.lines.push_back(line->id);
        for (const From from : {From::Above, From::Left, From::Right})
            access.ways.push_back(way_of(t, from, surroundings));
        choose(access);
        all.push_back(std::move(access));
    }
    return all;
}

}  // namespace maaiveld::lifecycle
