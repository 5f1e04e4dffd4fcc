#include "exchange/imkl_depth.h"

#include <algorithm>
#include <optional>
#include <utility>

namespace maaiveld::exchange {

using geometry::Vec2;
using geometry::Vec3;

namespace {

constexpr double kHolds_m = 5.0;
constexpr double kSlope_m = 0.5;
constexpr double kTiny_m = 1e-6;

/// A place along a line where the depth profile has a vertex. `certainty` holds from here to the
/// next stop; absent where the standard depth holds and on slopes.
struct Stop {
    double station_m = 0.0;
    double axis_depth_m = 0.0;
    std::optional<model::Certainty> certainty;
};

double height_m(const model::Asset& asset) {
    return asset.duct_bank ? asset.duct_bank->height_m : asset.outer_diameter_m;
}

double standard_axis_depth_m(const Draft& draft) {
    return draft.cover_m + height_m(draft.asset) / 2.0;
}

/// The level stretch of one mark.
struct Level {
    double from_m;
    double to_m;
    const DepthMark* mark;
};

std::vector<Level> levels_of(const Draft& draft, double length_m) {
    std::vector<Level> levels;
    for (const DepthMark& mark : draft.marks) {
        levels.push_back({std::max(0.0, mark.station_m - kHolds_m),
                          std::min(length_m, mark.station_m + kHolds_m), &mark});
    }
    for (std::size_t i = 1; i < levels.size(); ++i) {
        // Too near for two slopes and standard depth between them: one slope half way.
        if (levels[i].from_m - levels[i - 1].to_m >= 2.0 * kSlope_m) continue;
        const double middle = (levels[i].mark->station_m + levels[i - 1].mark->station_m) / 2.0;
        levels[i - 1].to_m = std::min(levels[i - 1].to_m, middle - kSlope_m / 2.0);
        levels[i].from_m = std::max(levels[i].from_m, middle + kSlope_m / 2.0);
    }
    return levels;
}

/// The stops of a line with marks, from its start to its end, in order.
std::vector<Stop> stops_of(const Draft& draft, double length_m) {
    const double standard = standard_axis_depth_m(draft);
    std::vector<Stop> stops;
    double done = 0.0;  // up to here the profile is settled
    const auto levels = levels_of(draft, length_m);
    for (const Level& level : levels) {
        const bool first = stops.empty();
        const bool room = level.from_m - done >= (first ? kSlope_m : 2.0 * kSlope_m);
        if (room && !first) stops.push_back({done + kSlope_m, standard, {}});
        if (room && first) stops.push_back({0.0, standard, {}});
        if (room) stops.push_back({level.from_m - kSlope_m, standard, {}});
        if (!room && first && level.from_m > kTiny_m) stops.push_back({0.0, standard, {}});
        stops.push_back({level.from_m, level.mark->axis_depth_m, level.mark->certainty});
        stops.push_back({level.to_m, level.mark->axis_depth_m, {}});
        done = level.to_m;
    }
    if (length_m - done > kSlope_m) stops.push_back({done + kSlope_m, standard, {}});
    if (length_m - done > kTiny_m) stops.push_back({length_m, standard, {}});
    return stops;
}

/// The stop that holds at `station`, with its depth there.
Stop at_station(const std::vector<Stop>& stops, double station_m) {
    std::size_t next = 0;
    while (next < stops.size() && stops[next].station_m <= station_m + kTiny_m)
        ++next;
    if (next == 0) return {station_m, stops.front().axis_depth_m, {}};
    const Stop& before = stops[next - 1];
    if (next == stops.size()) return {station_m, before.axis_depth_m, before.certainty};
    const Stop& after = stops[next];
    const double t = (station_m - before.station_m) / (after.station_m - before.station_m);
    const double depth = before.axis_depth_m + t * (after.axis_depth_m - before.axis_depth_m);
    return {station_m, depth, before.certainty};
}

model::Vertex vertex_at(const Vec2& plan, const Stop& stop) {
    return {Vec3(plan.x(), plan.y(), -stop.axis_depth_m), std::nullopt, stop.certainty};
}

/// `line` with a vertex at every stop that does not coincide with one of its own.
std::vector<model::Vertex> profiled(const PlanLine& line, const std::vector<Stop>& stops) {
    std::vector<model::Vertex> axis;
    double station = 0.0;
    std::size_t next = 0;
    for (std::size_t i = 0; i < line.size(); ++i) {
        axis.push_back(vertex_at(line[i], at_station(stops, station)));
        if (i + 1 == line.size()) break;
        const Vec2 along = line[i + 1] - line[i];
        const double length = along.norm();
        while (next < stops.size() && stops[next].station_m <= station + kTiny_m)
            ++next;
        while (next < stops.size() && stops[next].station_m < station + length - kTiny_m) {
            const double t = (stops[next].station_m - station) / length;
            const bool repeated = next + 1 < stops.size() &&
                                  stops[next + 1].station_m - stops[next].station_m < kTiny_m;
            if (!repeated) axis.push_back(vertex_at(line[i] + t * along, stops[next]));
            ++next;
        }
        station += length;
    }
    return axis;
}

void set_axis(Draft& draft) {
    if (draft.marks.empty()) {
        const Stop flat{0.0, standard_axis_depth_m(draft), {}};
        draft.asset.axis.clear();
        for (const Vec2& p : draft.line)
            draft.asset.axis.push_back(vertex_at(p, flat));
        return;
    }
    auto& axis = draft.asset.axis;
    axis = profiled(draft.line, stops_of(draft, plan_length_m(draft.line)));
    const bool everywhere = std::all_of(axis.begin(), axis.end() - 1,
                                        [](const model::Vertex& vertex) { return !!vertex.z; });
    if (everywhere) draft.asset.z = *axis.front().z;
}

bool same_centre_line(const PlanLine& a, const PlanLine& b) {
    const auto near = [](const Vec2& p, const Vec2& q) { return same_place(p, q); };
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), near) ||
           std::equal(a.begin(), a.end(), b.rbegin(), b.rend(), near);
}

/// The outermost duct with the very centre line of `draft`, or nullptr.
const Draft* duct_around(const std::vector<Draft>& drafts, const Draft& draft) {
    const Draft* around = nullptr;
    for (auto at = draft.inside; at; at = drafts[*at].inside) {
        if (!same_centre_line(drafts[*at].line, draft.line)) break;
        around = &drafts[*at];
    }
    return around;
}

/// A line in a duct with its centre line takes the duct's place and how well that is known, unless
/// it was measured itself.
void follow(Draft& draft, const Draft& duct) {
    if (!draft.marks.empty()) return;
    draft.asset.axis = duct.asset.axis;
    draft.asset.z = duct.asset.z;
    if (!same_place(duct.line.front(), draft.line.front())) {
        std::reverse(draft.asset.axis.begin(), draft.asset.axis.end());
        // Certainty belongs to the piece after a vertex; in reverse that is the piece before it.
        auto& axis = draft.asset.axis;
        for (std::size_t i = 0; i + 1 < axis.size(); ++i)
            axis[i].z = axis[i + 1].z;
        axis.back().z.reset();
    }
}

void count_depth(const Draft& draft, DepthCounts& depth) {
    const auto& axis = draft.asset.axis;
    const bool measured = std::any_of(axis.begin(), axis.end(), [](const model::Vertex& vertex) {
        return vertex.z && vertex.z->source == model::PositionSource::Measured;
    });
    if (measured) ++depth.assets_measured;
    if (draft.asset.z.source == model::PositionSource::OperatorStandard) ++depth.operator_standard;
    if (draft.asset.z.source == model::PositionSource::Norm) ++depth.norm;
}

}  // namespace

void set_axes(std::vector<Draft>& drafts, ImportReport& report) {
    for (Draft& draft : drafts)
        set_axis(draft);
    for (Draft& draft : drafts) {
        if (const Draft* duct = duct_around(drafts, draft)) follow(draft, *duct);
        count_depth(draft, report.depth);
    }
}

}  // namespace maaiveld::exchange
