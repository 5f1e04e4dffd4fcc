#include "geometry/polyline.h"
#include "layout/lay_out_parts.h"
#include "layout/place_street.h"
#include "model/axis.h"

#include <algorithm>
#include <cmath>

namespace maaiveld::layout {
namespace {

constexpr double kNudge_m = 1e-6;

/// Which lines touch each other or something fixed, anywhere along the street.
struct Touching {
    std::vector<std::pair<std::size_t, std::size_t>> pairs;
    std::vector<bool> left_wall, right_wall;
};

Touching touching_in(const Attempt& attempt) {
    Touching t;
    t.left_wall.assign(attempt.lines.size(), false);
    t.right_wall.assign(attempt.lines.size(), false);
    const Route& route = attempt.route;
    for (std::size_t k = 0; k < attempt.problem.bays.size(); ++k) {
        const RouteSection& section = attempt.problem.sections[attempt.problem.bays[k].section];
        for (std::size_t i = 0; i < section.lines.size(); ++i) {
            const auto& line = section.lines[i];
            const int x = route.x[line.line][k];
            if (x == Route::kNowhere) continue;
            const auto closed = [&](int place) {
                return place < 0 || place >= section.places ||
                       line.cost[static_cast<std::size_t>(place)] == kForbidden;
            };
            if (closed(x - 1)) t.left_wall[line.line] = true;
            if (closed(x + 1)) t.right_wall[line.line] = true;
            for (std::size_t j = 0; j < section.lines.size(); ++j) {
                const std::size_t other = section.lines[j].line;
                const int x_other = route.x[other][k];
                if (i == j || x_other == Route::kNowhere || x_other < x) continue;
                if (x_other - x == section.gap(i, j).need) t.pairs.emplace_back(line.line, other);
            }
        }
    }
    std::sort(t.pairs.begin(), t.pairs.end());
    t.pairs.erase(std::unique(t.pairs.begin(), t.pairs.end()), t.pairs.end());
    return t;
}

std::vector<int> nudges_of(const Attempt& attempt) {
    Touching t = touching_in(attempt);
    const std::size_t n = attempt.lines.size();
    std::vector<int> result = nudges(n, t.pairs, t.left_wall, t.right_wall);
    const bool none =
        std::all_of(result.begin(), result.end(), [](int nudge) { return nudge == 0; });
    if (!none || t.pairs.empty()) return result;
    // Squeezed between walls: the lines among themselves can still be set apart.
    t.left_wall.assign(n, false);
    t.right_wall.assign(n, false);
    return nudges(n, t.pairs, t.left_wall, t.right_wall);
}

class Placer {
public:
    Placer(const LayoutInput& in, const Attempt& attempt)
        : in_{in}, attempt_{attempt}, placed_{in.street}, nudge_{nudges_of(attempt)} {}

    model::Street run() {
        for (std::size_t line = 0; line < attempt_.lines.size(); ++line)
            place(line);
        add_demands_in_order();
        return std::move(placed_);
    }

private:
    void place(std::size_t line) {
        if (attempt_.route.x[line].empty()) return;
        nodes_.clear();
        for (std::size_t n = 0; n < attempt_.route.x[line].size(); ++n)
            if (attempt_.route.x[line][n] != Route::kNowhere) nodes_.push_back(n);
        if (nodes_.size() < 2) return;
        x_ = straightened(attempt_.problem, attempt_.route, line);
        const BriefItem& item = item_of(attempt_, line);
        for (const Body& body : item.bodies) {
            if (attempt_.rack && body.asset == attempt_.rack->fill.id) {
                place_rack(line, body);
            } else if (!body.is_rack) {
                place_line(line, item, body);
            }
        }
    }

    double station_of(std::size_t node) const {
        const auto& bays = attempt_.bays.bays;
        return node < bays.size() ? bays[node].from_m : bays.back().to_m;
    }

    /// The street offset of something `right_m` right of the line's reference.
    double offset_at(std::size_t line, std::size_t node, double right_m) const {
        const SectionBrief& brief = attempt_.bays.sections.front().brief;
        const double x = brief.step_m * x_[node] + kNudge_m * nudge_[line];
        return std::round((brief.left_offset_m - x - right_m) * 1e9) / 1e9;
    }

    double top_at(std::size_t line, std::size_t node) const {
        const auto& fixed_m = item_of(attempt_, line).fixed_cover_m;
        const double step_m = attempt_.bays.sections.front().brief.step_m;
        return placed_.ground_z() - fixed_m.value_or(step_m * attempt_.heights.cover[line][node]);
    }

    /// A member of the rack knows its rack and the corridor its connections rise through, which
    /// the rack's pack asks about.
    void take_rack_place(model::Asset& asset) const {
        asset.rack = attempt_.rack->fill.id;
        for (const RackPlace& place : attempt_.rack->fill.places) {
            if (place.asset == asset.id && place.corridor_m > 0.0)
                asset.attributes["corridor_m"] = place.corridor_m;
        }
    }

    void place_line(std::size_t line, const BriefItem& item, const Body& body) {
        model::Asset asset;
        const model::Demand* demand = demand_called(body.asset);
        if (demand != nullptr) {
            asset = demand->asset;
            if (attempt_.rack && attempt_.rack->fill.id == item.name) take_rack_place(asset);
        } else {
            const auto old = find_asset(body.asset);
            if (old == placed_.assets.end()) return;
            asset = *old;
        }
        if (!asset.duct_bank && asset.outer_diameter_m <= 0.0)
            asset.outer_diameter_m = 2.0 * body.half_width_m;
        std::vector<StationPlace> places;
        for (const std::size_t n : nodes_)
            places.push_back({station_of(n), offset_at(line, n, body.right_m),
                              height_at(line, n, body, demand)});
        const NetworkPractice* practice = in_.profile.of(asset);
        lay(placed_, places, practice == nullptr ? 0.0 : practice->bend_radius_m, asset);
        if (demand != nullptr) {
            laid_[asset.id] = std::move(asset);
        } else {
            model::Asset& old = *find_asset(body.asset);
            take_connections_along(old, asset);
            old = std::move(asset);
        }
    }

    /// z of the axis. A line that falls keeps its own heights.
    double height_at(std::size_t line, std::size_t node, const Body& body,
                     const model::Demand* demand) const {
        if (demand == nullptr || !demand->fall) return top_at(line, node) - body.down_m;
        const model::Fall& fall = *demand->fall;
        const double run = station_of(node) - demand->from_m;
        const double invert = fall.invert_m - fall.slope_m_m * run;
        return invert - demand->asset.wall_m.value_or(0.0) + body.half_height_m;
    }

    /// Connections of a line that moves stay where they are at the house; their tap follows.
    void take_connections_along(const model::Asset& before, const model::Asset& after) {
        for (model::Asset& asset : placed_.assets) {
            if (asset.connects_to != before.id || asset.axis.empty()) continue;
            const auto distance = [&](const model::Vertex& v) {
                return std::abs(offset_of(before, v.at));
            };
            model::Vertex& tap = distance(asset.axis.front()) <= distance(asset.axis.back())
                                     ? asset.axis.front()
                                     : asset.axis.back();
            tap.at = nearest_on(after, tap.at);
            tap.through.reset();
            asset.along.reset();
        }
    }

    static double offset_of(const model::Asset& line, const model::Vec3& point) {
        const model::Vec3 nearest = nearest_on(line, point);
        return (geometry::plan(nearest) - geometry::plan(point)).norm();
    }

    static model::Vec3 nearest_on(const model::Asset& line, const model::Vec3& point) {
        model::Vec3 best = line.axis.front().at;
        double nearest = 1e300;
        for (std::size_t i = 0; i + 1 < line.axis.size(); ++i) {
            const geometry::Segment piece{line.axis[i].at, line.axis[i + 1].at};
            const geometry::Segment flat = geometry::plan(piece);
            const model::Vec3 flat_point{point.x(), point.y(), 0.0};
            const double t = geometry::nearest_parameter(flat_point, flat);
            const double distance = (flat.at(t) - flat_point).norm();
            if (distance < nearest) nearest = distance, best = piece.at(t);
        }
        return best;
    }

    void place_rack(std::size_t line, const Body& body) {
        std::vector<StationPlace> places;
        for (const std::size_t n : nodes_)
            places.push_back({station_of(n), offset_at(line, n, body.right_m), 0.0});
        std::vector<model::Vec2> middle;
        for (const model::Vertex& v : line_through(placed_.axis, places))
            middle.push_back(geometry::plan(v.at));
        placed_.racks.push_back(rack_of(attempt_.rack->fill, std::move(middle)));
    }

    const model::Demand* demand_called(const std::string& id) const {
        for (const model::Demand& demand : in_.street.demands)
            if (demand.asset.id == id) return &demand;
        return nullptr;
    }
    std::vector<model::Asset>::iterator find_asset(const std::string& id) {
        return std::find_if(placed_.assets.begin(), placed_.assets.end(),
                            [&](const model::Asset& a) { return a.id == id; });
    }

    void add_demands_in_order() {
        std::erase_if(placed_.demands, [&](const model::Demand& demand) {
            const auto laid = laid_.find(demand.asset.id);
            if (laid == laid_.end()) return false;
            placed_.assets.push_back(std::move(laid->second));
            return true;
        });
    }

    const LayoutInput& in_;
    const Attempt& attempt_;
    model::Street placed_;
    std::vector<int> nudge_;
    std::vector<std::size_t> nodes_;  ///< of the line that is being placed
    std::vector<double> x_;           ///< its places in steps, by node
    std::map<std::string, model::Asset> laid_;
};

}  // namespace

const BriefItem& item_of(const Attempt& attempt, std::size_t line) {
    for (const BaySection& section : attempt.bays.sections) {
        for (const BriefItem& item : section.brief.items)
            if (item.name == attempt.lines[line].name) return item;
    }
    return attempt.bays.sections.front().brief.items.front();  // lines come from these sections
}

std::optional<std::size_t> line_with(const Attempt& attempt, const std::string& asset) {
    for (std::size_t line = 0; line < attempt.lines.size(); ++line) {
        for (const Body& body : item_of(attempt, line).bodies)
            if (body.asset == asset) return line;
    }
    return std::nullopt;
}

model::Street placed_street(const LayoutInput& in, const Attempt& attempt) {
    return Placer{in, attempt}.run();
}

}  // namespace maaiveld::layout
