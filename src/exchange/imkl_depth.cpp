#include "exchange/imkl_depth.h"

#include "exchange/imkl_vocabulary.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <string>

namespace maaiveld::exchange {

using model::PositionSource;

namespace {

constexpr double kReach_m = 1.0;
constexpr double kEquallyNear_m = 0.001;
/// Marks nearer to each other than this contradict each other rather than show a slope.
constexpr double kSameStation_m = 1.0;
/// Beyond these a measured depth is a slip of the pen.
constexpr double kHighest_m = -5.0;
constexpr double kDeepest_m = 60.0;

/// Ground level to the measured point, when that can be said without a surface.
std::optional<double> depth_below_ground_m(const Feature& point) {
    if (!point.depth_m) return std::nullopt;
    if (point.kind == FeatureKind::DepthBelowGround) return point.depth_m;
    if (!point.ground_m) return std::nullopt;
    return *point.ground_m - *point.depth_m;
}

double height_m(const model::Asset& asset) {
    return asset.duct_bank ? asset.duct_bank->height_m : asset.outer_diameter_m;
}

/// Measured point to axis, downwards; nothing when the reference point is not one we know.
std::optional<double> axis_below_point_m(const std::string& reference, const model::Asset& asset) {
    const double half = height_m(asset) / 2.0;
    if (reference.empty() || reference == "bovenkant") return half;
    if (reference == "midden" || reference == "hart") return 0.0;
    if (reference == "onderkant") return -half;
    if (reference == "binnenonderkantBuis") return asset.wall_m.value_or(0.0) - half;
    return std::nullopt;
}

struct Match {
    std::size_t draft;
    NearestPlace place;
};

/// Lines of the point's network within reach.
std::vector<Match> lines_within_reach(const Feature& point, const std::vector<Draft>& drafts) {
    std::vector<Match> matches;
    const Box around = box_of({point.points.front()});
    for (std::size_t i = 0; i < drafts.size(); ++i) {
        if (drafts[i].feature->network != point.network) continue;
        if (!drafts[i].box.near(around, kReach_m)) continue;
        const auto place = nearest_place(drafts[i].line, point.points.front());
        if (place.distance_m <= kReach_m) matches.push_back({i, place});
    }
    return matches;
}

bool names(const Feature& line, const Feature& point) {
    return std::find(line.depths.begin(), line.depths.end(), point.gml_id) != line.depths.end();
}

/// The nearest of the lines within reach, or of those that name the point as theirs.
std::vector<Match> nearest_lines(const Feature& point, const std::vector<Draft>& drafts) {
    auto matches = lines_within_reach(point, drafts);
    const auto is_named = [&](const Match& m) { return names(*drafts[m.draft].feature, point); };
    if (std::any_of(matches.begin(), matches.end(), is_named)) {
        std::erase_if(matches, [&](const Match& match) { return !is_named(match); });
    }
    double best_m = kReach_m;
    for (const Match& match : matches)
        best_m = std::min(best_m, match.place.distance_m);
    std::erase_if(matches, [&](const Match& match) {
        return match.place.distance_m > best_m + kEquallyNear_m;
    });
    return matches;
}

/// True when the mark was added: not beside one that is there already and at least as good.
bool add_mark(Draft& draft, const DepthMark& mark) {
    for (DepthMark& other : draft.marks) {
        if (std::abs(other.station_m - mark.station_m) >= kSameStation_m) continue;
        if (other.certainty.sigma_m <= mark.certainty.sigma_m) return false;
        other = mark;
        return true;
    }
    draft.marks.push_back(mark);
    return true;
}

/// Marks the depths of one delivery, one by one.
class DepthMarker {
public:
    DepthMarker(const model::PositionDefaults& positions, std::vector<Draft>& drafts,
                ImportReport& report)
        : positions_(positions), drafts_(drafts), report_(report) {}

    void mark(const Feature& point);

private:
    std::string obstacle(const Feature& point) const;
    bool mark_line(const Feature& point, const Match& match, DepthPoint& line);

    const model::PositionDefaults& positions_;
    std::vector<Draft>& drafts_;
    ImportReport& report_;
};

/// Why a depth cannot be used whatever lies near it; empty when it can.
std::string DepthMarker::obstacle(const Feature& point) const {
    if (!point.depth_m) return "gives no depth";
    if (point.points.empty()) return "has no place";
    const auto depth = depth_below_ground_m(point);
    if (!depth) return "NAP height without ground level: no cover follows without a surface";
    if (*depth < kHighest_m || *depth > kDeepest_m) return "is no believable depth";
    return {};
}

bool DepthMarker::mark_line(const Feature& point, const Match& match, DepthPoint& line) {
    Draft& draft = drafts_[match.draft];
    const auto to_axis = axis_below_point_m(point.word("diepteAangrijpingspunt"), draft.asset);
    if (!to_axis) return false;
    const double axis_depth = *depth_below_ground_m(point) + *to_axis;
    const double sigma = measured_depth_sigma_m(point.word("diepteNauwkeurigheid"), positions_);
    const DepthMark mark{
        match.place.station_m, axis_depth, {sigma, PositionSource::Measured, point.local_id}};
    if (!add_mark(draft, mark)) return false;
    line.cover_m = axis_depth - height_m(draft.asset) / 2.0;
    line.assets.push_back(draft.asset.id);
    return true;
}

void DepthMarker::mark(const Feature& point) {
    ++report_.depth.measured;
    if (point.kind == FeatureKind::DepthNap) ++report_.depth.measured_nap;
    DepthPoint line{
        point.local_id, point.type, point.depth_m.value_or(0.0), point.ground_m, {}, {}, {}};
    if (!point.points.empty()) line.at = point.points.front();
    std::string why = obstacle(point);
    if (why.empty()) {
        const auto matches = nearest_lines(point, drafts_);
        if (matches.empty()) why = "no line of its network within 1 m";
        for (const Match& match : matches)
            mark_line(point, match, line);
        if (why.empty() && line.assets.empty()) {
            why = "its reference point is unknown, or a better depth is within 1 m";
        }
    }
    if (why.empty()) ++report_.depth.measured_used;
    if (!why.empty()) report_.skip(point.type, why);
    report_.depth.points.push_back(std::move(line));
}

}  // namespace

void mark_depths(const RawDelivery& delivery, const model::PositionDefaults& positions,
                 std::vector<Draft>& drafts, ImportReport& report) {
    DepthMarker marker(positions, drafts, report);
    for (const Feature& feature : delivery.features) {
        const bool depth =
            feature.kind == FeatureKind::DepthBelowGround || feature.kind == FeatureKind::DepthNap;
        if (depth) marker.mark(feature);
    }
    for (Draft& draft : drafts) {
        std::stable_sort(draft.marks.begin(), draft.marks.end(),
                         [](const auto& a, const auto& b) { return a.station_m < b.station_m; });
    }
}

}  // namespace maaiveld::exchange
