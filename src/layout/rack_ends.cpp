#include "layout/rack_ends.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <numeric>

namespace maaiveld::layout {
namespace {

constexpr double kSame_m = 1e-9;
constexpr double kRadian = std::numbers::pi / 180.0;

bool near_in_plan(double left_a, double left_b, double apart_m) {
    return std::abs(left_a - left_b) < apart_m - kSame_m;
}

/// Whether the plans of two lines come nearer than `beside_m` anywhere on the way (which lines that
/// go aside together do the more the steeper they go).
bool pass_over(const EndLine& a, const EndLine& b, const EndPractice& practice) {
    const double before = a.rack.x() - b.rack.x();
    const double after = a.flat.x() - b.flat.x();
    const double apart =
        (a.radius_m + b.radius_m + practice.beside_m) / std::cos(practice.max_angle_deg * kRadian);
    return before * after < 0.0 || near_in_plan(a.rack.x(), b.rack.x(), apart) ||
           near_in_plan(a.flat.x(), b.flat.x(), apart);
}

/// Heights at which the lines go sideways: as in the rack, lower where they must pass under
/// another.
std::vector<double> heights_across(const std::vector<EndLine>& lines, const EndPractice& practice) {
    std::vector<std::size_t> order(lines.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        return lines[a].rack.y() > lines[b].rack.y();
    });
    std::vector<double> up(lines.size());
    for (std::size_t k = 0; k < order.size(); ++k) {
        const EndLine& mine = lines[order[k]];
        double height = mine.rack.y();
        for (std::size_t above = 0; above < k; ++above) {
            const EndLine& other = lines[order[above]];
            if (!pass_over(mine, other, practice)) continue;
            height = std::min(height,
                              up[order[above]] - other.radius_m - mine.radius_m - practice.clear_m);
        }
        up[order[k]] = height;
    }
    return up;
}

/// One stage of the way: the shape of the line that goes farthest, from (0, 0) to (length, 1).
/// Others go the same way in step, less far.
std::vector<model::Vec2> stage_of(const std::vector<double>& by_m, double straight_m,
                                  const EndPractice& practice) {
    double farthest = 0.0;
    for (const double by : by_m)
        farthest = std::max(farthest, std::abs(by));
    if (farthest < kSame_m) return {};
    const int joints = static_cast<int>(std::ceil(practice.max_angle_deg / practice.max_bend_deg));
    const double half_turn = 0.5 * practice.max_angle_deg / joints * kRadian;
    const BendLimit limit{0.5 * straight_m / std::tan(half_turn), practice.max_bend_deg,
                          practice.max_angle_deg};
    std::vector<model::Vec2> shape;
    for (const model::Vec3& p : transition({0.0, 0.0}, {farthest, 0.0}, limit))
        shape.emplace_back(p.x(), p.y() / farthest);
    return shape;
}

/// Bends of the radius asked fit between two joints this far apart.
double straight_m(const std::vector<EndLine>& lines, const EndPractice& practice) {
    double radius = 0.0;
    for (const EndLine& line : lines)
        radius = std::max(radius, line.bend_radius_m);
    return std::max(practice.straight_m,
                    2.0 * radius * std::tan(0.5 * practice.max_bend_deg * kRadian));
}

/// All lines on their way, stage by stage.
class Fan {
public:
    Fan(const std::vector<EndLine>& lines, const EndPractice& practice)
        : practice_{practice}, straight_m_{straight_m(lines, practice)} {
        for (const EndLine& line : lines)
            end_.ways.push_back({{0.0, line.rack.x(), line.rack.y()}});
    }

    /// Moves every line by so much aside or up.
    void go(const std::vector<double>& by_m, bool aside) {
        const auto shape = stage_of(by_m, straight_m_, practice_);
        if (shape.empty()) return;
        end_.length_m += straight_m_;
        for (std::size_t i = 0; i < by_m.size(); ++i) {
            const EndPoint from = end_.ways[i].back();
            for (const model::Vec2& p : shape) {
                const double by = p.y() * by_m[i];
                end_.ways[i].push_back({end_.length_m + p.x(), from.left_m + (aside ? by : 0.0),
                                        from.up_m + (aside ? 0.0 : by)});
            }
        }
        end_.length_m += shape.back().x();
    }

    RackEnd finished(const std::vector<EndLine>& lines) {
        end_.length_m += straight_m_;
        for (std::size_t i = 0; i < lines.size(); ++i)
            end_.ways[i].push_back({end_.length_m, lines[i].flat.x(), lines[i].flat.y()});
        return std::move(end_);
    }

private:
    const EndPractice& practice_;
    double straight_m_;
    RackEnd end_;
};

}  // namespace

RackEnd fan_out(const std::vector<EndLine>& lines, const EndPractice& practice) {
    const std::vector<double> across = heights_across(lines, practice);
    std::vector<double> sink, aside, rise;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        sink.push_back(across[i] - lines[i].rack.y());
        aside.push_back(lines[i].flat.x() - lines[i].rack.x());
        rise.push_back(lines[i].flat.y() - across[i]);
    }
    Fan fan{lines, practice};
    fan.go(sink, false);
    fan.go(aside, true);
    fan.go(rise, false);
    return fan.finished(lines);
}

}  // namespace maaiveld::layout
