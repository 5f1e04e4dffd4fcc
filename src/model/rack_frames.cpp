#include "model/rack_frames.h"

#include "geometry/polyline.h"

#include <algorithm>
#include <cmath>
#include <optional>

namespace maaiveld::model {
namespace {

/// A line that stops this short of a frame still rests on its beam.
constexpr double kReach_m = 0.05;

std::vector<double> vertex_stations(const std::vector<Vec2>& line) {
    std::vector<double> stations{0.0};
    for (std::size_t i = 1; i < line.size(); ++i)
        stations.push_back(stations.back() + (line[i] - line[i - 1]).norm());
    return stations;
}

/// Farthest that the line between two stations lies off the straight piece between them.
double bow_m(const std::vector<Vec2>& line, const std::vector<double>& stations, double from_m,
             double to_m) {
    const Vec2 a = geometry::point_at(line, from_m, 0.0);
    const Vec2 b = geometry::point_at(line, to_m, 0.0);
    const Vec2 along = (b - a).normalized();
    double bow = 0.0;
    for (std::size_t i = 0; i < line.size(); ++i) {
        if (stations[i] <= from_m || stations[i] >= to_m) continue;
        const Vec2 r = line[i] - a;
        bow = std::max(bow, std::abs(along.x() * r.y() - along.y() * r.x()));
    }
    return bow;
}

/// Unit direction at a station: on a vertex the bisector of its two pieces.
Vec2 direction_at(const std::vector<Vec2>& line, const std::vector<double>& stations,
                  double station_m) {
    for (std::size_t i = 1; i + 1 < line.size(); ++i) {
        if (std::abs(stations[i] - station_m) > 1e-6) continue;
        const Vec2 in = (line[i] - line[i - 1]).normalized();
        const Vec2 out = (line[i + 1] - line[i]).normalized();
        return (in + out).normalized();
    }
    return geometry::direction_at(line, station_m);
}

/// Where the axis crosses the frame's plane within `half_m` of the rack's line; the crossing
/// nearest to it.
std::optional<RackSeat> seat_of(const RackLine& line, std::size_t index, const RackFrame& frame,
                                double half_m) {
    std::optional<RackSeat> best;
    for (std::size_t i = 1; i < line.axis.size(); ++i) {
        const Vec3& p = line.axis[i - 1];
        const Vec3& q = line.axis[i];
        const double ahead = (geometry::plan(q) - geometry::plan(p)).dot(frame.along);
        if (std::abs(ahead) < 1e-9) continue;
        const double t = (frame.at - geometry::plan(p)).dot(frame.along) / ahead;
        const double spare = kReach_m / std::abs(ahead);
        const bool first = i == 1;
        const bool last = i + 1 == line.axis.size();
        if (t < (first ? -spare : -1e-9) || t > 1.0 + (last ? spare : 1e-9)) continue;
        const Vec3 at = p + t * (q - p);
        const double left = (geometry::plan(at) - frame.at).dot(frame.left());
        if (std::abs(left) > half_m || (best && std::abs(best->left_m) <= std::abs(left))) continue;
        best = RackSeat{index, left, p.z() + std::clamp(t, 0.0, 1.0) * (q.z() - p.z())};
    }
    return best;
}

RackFrame frame_at(const Rack& rack, const std::vector<double>& stations, double station_m,
                   const std::vector<RackLine>& lines) {
    RackFrame frame;
    frame.station_m = station_m;
    frame.at = geometry::point_at(rack.line, station_m, 0.0);
    frame.along = direction_at(rack.line, stations, station_m);
    for (std::size_t i = 0; i < lines.size(); ++i) {
        if (const auto seat = seat_of(lines[i], i, frame, 0.5 * rack.width_m))
            frame.seats.push_back(*seat);
    }
    return frame;
}

Vec3 place_of(const RackFrame& frame, const RackSeat& seat) {
    const Vec2 at = frame.at + seat.left_m * frame.left();
    return {at.x(), at.y(), seat.z_m};
}

double widest_span_m(const std::vector<RackFrame>& frames) {
    double widest = 0.0;
    for (std::size_t f = 1; f < frames.size(); ++f) {
        for (const RackSeat& a : frames[f - 1].seats) {
            for (const RackSeat& b : frames[f].seats) {
                if (a.line != b.line) continue;
                const double span = (place_of(frames[f], b) - place_of(frames[f - 1], a)).norm();
                widest = std::max(widest, span);
            }
        }
    }
    return widest;
}

/// Frames and modules are no shorter than this.
constexpr double kLeastBay_m = 0.2;

const KeptFree* stretch_with(const std::vector<KeptFree>& kept, double station_m) {
    for (const KeptFree& k : kept)
        if (station_m > k.from_m && station_m < k.to_m) return &k;
    return nullptr;
}

/// The last station up to `station_m` that is not kept free; the station itself when that is too
/// near to `after_m`.
double moved_back(const std::vector<KeptFree>& kept, double station_m, double after_m) {
    double at = station_m;
    while (const KeptFree* k = stretch_with(kept, at))
        at = k->from_m;
    return at > after_m + kLeastBay_m ? at : station_m;
}

/// Stations of frames from one end of a module to the other.
std::vector<double> frame_stations(double from_m, double to_m, int bays,
                                   const std::vector<KeptFree>& kept) {
    std::vector<double> stations{from_m};
    bool stands_clear = true;
    for (int k = 1; k < bays; ++k) {
        stations.push_back(from_m + (to_m - from_m) * k / bays);
        stands_clear = stands_clear && stretch_with(kept, stations.back()) == nullptr;
    }
    if (!stands_clear) {
        stations = {from_m};
        const double step = (to_m - from_m) / bays;
        while (stations.back() + step < to_m - 1e-6)
            stations.push_back(moved_back(kept, stations.back() + step, stations.back()));
    }
    stations.push_back(to_m);
    return stations;
}

/// The frames of one module with its two ends, enough of them for every span.
std::vector<RackFrame> module_frames(const RackType& type, const Rack& rack,
                                     const std::vector<double>& stations,
                                     const std::vector<RackLine>& lines, double from_m, double to_m,
                                     const std::vector<KeptFree>& kept) {
    const int least =
        std::max(1, static_cast<int>(std::ceil((to_m - from_m) / type.beam_spacing_m - 1e-9)));
    std::vector<RackFrame> frames;
    // An outer line on a bend is longer than the rack's own; ten times as many bays is never
    // reached by a line that follows the rack.
    for (int bays = least; bays <= 10 * least; ++bays) {
        frames.clear();
        for (const double station : frame_stations(from_m, to_m, bays, kept))
            frames.push_back(frame_at(rack, stations, station, lines));
        if (widest_span_m(frames) <= type.beam_spacing_m + 1e-9) break;
    }
    return frames;
}

}  // namespace

std::vector<double> module_ends_m(const RackType& type, const Rack& rack,
                                  const std::vector<KeptFree>& kept) {
    const std::vector<double> stations = vertex_stations(rack.line);
    const double length = stations.back();
    std::vector<double> ends{0.0};
    while (ends.back() < length - 1e-6) {
        const double from = ends.back();
        double to = std::min(length, from + type.module_length_m);
        if (length - to < 1e-6) to = length;
        for (std::size_t i = stations.size(); i-- > 0;) {
            if (bow_m(rack.line, stations, from, to) <= type.module_bow_m) break;
            if (stations[i] < to && stations[i] > from + 1e-6) to = stations[i];
        }
        ends.push_back(to < length ? moved_back(kept, to, from) : to);
    }
    return ends;
}

std::vector<RackFrame> frames_of(const RackType& type, const Rack& rack,
                                 const std::vector<RackLine>& lines,
                                 const std::vector<KeptFree>& kept) {
    const std::vector<double> stations = vertex_stations(rack.line);
    const std::vector<double> ends = module_ends_m(type, rack, kept);
    std::vector<RackFrame> all;
    for (std::size_t m = 1; m < ends.size(); ++m) {
        auto frames = module_frames(type, rack, stations, lines, ends[m - 1], ends[m], kept);
        for (std::size_t k = all.empty() ? 0 : 1; k < frames.size(); ++k) {
            frames[k].module = static_cast<int>(m) - 1;
            all.push_back(std::move(frames[k]));
        }
    }
    return all;
}

}  // namespace maaiveld::model
