#include "layout/house_connections.h"

#include "base/parallel.h"
#include "geometry/polyline.h"
#include "layout/lay_out_parts.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <fmt/ranges.h>

namespace maaiveld::layout {
namespace {

using geometry::Vec2;
using geometry::Vec3;
using model::Asset;

/// What lies farther than this from a connection has no say in it: more than any rule's distance.
constexpr double kAround_m = 8.0;

/// Two lines are two bodies: whatever the packs ask (of crossing cables they may only advise), a
/// connection keeps this distance in space from every line but the one it joins.
rules::Pack own_pack(double least_gap_m) {
    rules::Rule rule;
    rule.id = "layout: crossing";
    const rules::Selector line{{{"network", rules::AttributeTest::Kind::Present, {}, 0.0, 0.0}}};
    rule.sides = {line, line};
    rule.measure = rules::Measure::Edge3d;
    rule.required.number = least_gap_m;
    rule.severity = rules::Severity::Error;
    rule.source = "layout practice";
    rules::Pack pack;
    pack.id = "layout";
    pack.rules.push_back(std::move(rule));
    return pack;
}

std::vector<rules::Pack> with_own_pack(std::span<const rules::Pack> packs, double least_gap_m) {
    std::vector<rules::Pack> all(packs.begin(), packs.end());
    rules::Pack own = own_pack(least_gap_m);
    if (!all.empty()) {  // packs in use together must tell parallel from crossing alike
        own.max_angle_deg = all.front().max_angle_deg;
        own.min_run_m = all.front().min_run_m;
    }
    all.push_back(std::move(own));
    return all;
}

/// One connection that is asked for.
struct Wish {
    const model::Demand* demand = nullptr;
    std::string id;
    double station_m = 0.0;
    bool left = true;
};

geometry::Bounds bounds_of(const Asset& asset) {
    geometry::Bounds bounds;
    for (const model::Vertex& v : asset.axis) {
        bounds.include(v.at);
        if (v.through) bounds.include(*v.through);
    }
    return bounds;
}

bool apart(const geometry::Bounds& a, const geometry::Bounds& b) {
    const Vec3 gap = (a.low - b.high).cwiseMax(b.low - a.high);
    return gap.head<2>().maxCoeff() > kAround_m;
}

bool near(const geometry::Bounds& bounds, const Vec2& p, double reach_m) {
    return p.x() > bounds.low.x() - reach_m && p.x() < bounds.high.x() + reach_m &&
           p.y() > bounds.low.y() - reach_m && p.y() < bounds.high.y() + reach_m;
}

class ConnectionLayer {
public:
    ConnectionLayer(const model::Street& street, const model::Catalogue& catalogue,
                    std::span<const rules::Pack> packs, const std::string& today, int threads,
                    const ConnectionPractice& practice)
        : catalogue_{catalogue},
          packs_{with_own_pack(packs, practice.least_gap_m)},
          threads_{threads},
          practice_{practice} {
        options_.threads = 1;
        options_.today = today;
        result_.street = street;
        for (const Asset& asset : street.assets)
            remember(asset);
    }

    HouseConnections run(const std::vector<model::Demand>& demands) {
        for (const model::Demand& demand : demands)
            for (const Wish& wish : wishes_of(demand))
                lay(wish);
        return std::move(result_);
    }

private:
    static std::vector<Wish> wishes_of(const model::Demand& demand) {
        std::vector<Wish> wishes;
        if (!demand.connections) return wishes;
        std::vector<double> stations = demand.connections->stations_m;
        std::sort(stations.begin(), stations.end());
        for (std::size_t n = 0; n < stations.size(); ++n) {
            const auto id = [&](char side) {
                return fmt::format("{}.{}{}", demand.asset.id, n + 1, side);
            };
            if (demand.connections->left) wishes.push_back({&demand, id('L'), stations[n], true});
            if (demand.connections->right) wishes.push_back({&demand, id('R'), stations[n], false});
        }
        return wishes;
    }

    const Asset* asset_called(const std::string& id) const {
        for (const Asset& asset : result_.street.assets)
            if (asset.id == id) return &asset;
        return nullptr;
    }

    void lay(const Wish& wish) {
        const Asset* main = asset_called(wish.demand->asset.id);
        if (main == nullptr || asset_called(wish.id) != nullptr) return;
        broken_.clear();
        for (const double shift_m : shifts()) {
            const std::vector<Asset> candidates = candidates_at(wish, *main, shift_m);
            const std::size_t chosen = first_without_faults(candidates);
            if (chosen == candidates.size()) continue;
            remember(candidates[chosen]);
            result_.street.assets.push_back(candidates[chosen]);
            ++result_.laid;
            return;
        }
        decline(wish);
    }

    std::vector<double> shifts() const {
        std::vector<double> shifts{0.0};
        for (double s = practice_.shift_step_m; s <= practice_.max_shift_m + 1e-9;
             s += practice_.shift_step_m) {
            shifts.push_back(s);
            shifts.push_back(-s);
        }
        return shifts;
    }

    void remember(const Asset& asset) {
        bounds_.push_back(bounds_of(asset));
        tubes_.push_back(tubes_of(asset));
    }

    /// A line as round tubes (a duct bank as the widest within it).
    static std::vector<geometry::Convex> tubes_of(const Asset& asset) {
        const double radius =
            0.5 * (asset.duct_bank ? std::min(asset.duct_bank->width_m, asset.duct_bank->height_m)
                                   : asset.outer_diameter_m);
        double sagitta = 0.0;
        const auto points = model::tessellated(asset.axis, sagitta);
        std::vector<geometry::Convex> tubes;
        for (std::size_t i = 0; i + 1 < points.size(); ++i)
            tubes.push_back(geometry::Convex::capsule({points[i], points[i + 1]}, radius));
        return tubes;
    }

    /// Whether the candidate all but runs through another line than its main: most do, and this is
    /// seen a hundred times faster than the checker sees it.
    bool runs_into_a_line(const Asset& candidate) const {
        const std::vector<geometry::Convex> own = tubes_of(candidate);
        const geometry::Bounds here = bounds_of(candidate);
        const double least = practice_.least_gap_m - 1e-6;
        for (std::size_t i = 0; i < tubes_.size(); ++i) {
            const Asset& other = result_.street.assets[i];
            if (other.network == candidate.network || apart(here, bounds_[i])) continue;
            for (const geometry::Convex& a : own) {
                for (const geometry::Convex& b : tubes_[i])
                    if (geometry::gap(a, b).distance < least) return true;
            }
        }
        return false;
    }

    /// The first candidate that breaks nothing. Looked at in blocks, so that threads share the work
    /// and the answer stays the same.
    std::size_t first_without_faults(const std::vector<Asset>& candidates) {
        constexpr std::size_t kBlock = 8;
        std::vector<std::set<std::string>> faults(candidates.size());
        for (std::size_t from = 0; from < candidates.size(); from += kBlock) {
            const std::size_t count = std::min(kBlock, candidates.size() - from);
            base::parallel_for(count, threads_, [&](std::size_t i) {
                faults[from + i] = faults_of(candidates[from + i]);
            });
            for (std::size_t i = from; i < from + count; ++i)
                if (faults[i].empty()) return i;
        }
        // The reasons that are told are those of the best candidate.
        if (broken_.empty() && !faults.empty()) broken_ = faults.front();
        return candidates.size();
    }

    /// Rules that the connection breaks with what lies around it.
    std::set<std::string> faults_of(const Asset& candidate) const {
        std::set<std::string> faults;
        if (runs_into_a_line(candidate)) return {"layout: crossing"};
        for (const rules::Finding& f :
             rules::check(surroundings(candidate), packs_, options_).findings) {
            const bool own = f.a == candidate.id || f.b == candidate.id;
            if (own && counts_against(f)) faults.insert(f.rule);
        }
        return faults;
    }

    model::Street surroundings(const Asset& candidate) const {
        const model::Street& all = result_.street;
        const geometry::Bounds here = bounds_of(candidate);
        model::Street part;
        part.axis = all.axis;
        part.surface = all.surface;
        part.section = all.section;
        part.exemptions = all.exemptions;
        for (std::size_t i = 0; i < all.assets.size(); ++i)
            if (!apart(here, bounds_[i])) part.assets.push_back(all.assets[i]);
        part.assets.push_back(candidate);
        for (const model::Tree& tree : all.trees) {
            if (near(here, tree.at, kAround_m + 0.5 * tree.crown_diameter_m))
                part.trees.push_back(tree);
        }
        for (const model::Structure& structure : all.structures) {
            if (structure.line || near(here, structure.at, kAround_m + structure.size_m.norm()))
                part.structures.push_back(structure);
        }
        part.racks = all.racks;
        return part;
    }

    /// Where the main lies at a station: its offset and the height of its axis.
    struct Tap {
        Vec2 at = Vec2::Zero();
        double z_m = 0.0;
    };
    std::optional<Tap> tap_of(const Asset& main, double station_m) const {
        const std::span<const Vec2> axis{result_.street.axis};
        double sagitta = 0.0;
        const auto points = model::tessellated(main.axis, sagitta);
        for (std::size_t i = 0; i + 1 < points.size(); ++i) {
            const auto a = geometry::station_offset(axis, geometry::plan(points[i]));
            const auto b = geometry::station_offset(axis, geometry::plan(points[i + 1]));
            const double low = std::min(a.station_m, b.station_m);
            const double high = std::max(a.station_m, b.station_m);
            if (station_m < low || station_m > high || high - low < 1e-9) continue;
            const double t = (station_m - a.station_m) / (b.station_m - a.station_m);
            const Vec3 p = points[i] + t * (points[i + 1] - points[i]);
            return Tap{geometry::plan(p), p.z()};
        }
        return std::nullopt;
    }

    /// Where the houses stand: the ends of the section, without strips that are facades themselves.
    double facade_offset(bool left) const {
        const model::Section& section = result_.street.section;
        using model::StripKind;
        if (left) {
            const bool own = section.strips.front().kind == StripKind::Facade;
            return section.starts_at_offset_m - (own ? section.strips.front().width_m : 0.0);
        }
        const bool own = section.strips.back().kind == StripKind::Facade;
        return section.starts_at_offset_m - section.width_m() +
               (own ? section.strips.back().width_m : 0.0);
    }

    std::vector<Asset> candidates_at(const Wish& wish, const Asset& main, double shift_m) const {
        std::vector<Asset> candidates;
        const double station = wish.station_m + shift_m;
        const auto tap = tap_of(main, station);
        if (!tap) return candidates;
        const Asset plain = connection_of(wish, main);
        const Vec2 facade =
            geometry::point_at(result_.street.axis, station, facade_offset(wish.left));
        if ((facade - tap->at).norm() < 0.05) return candidates;
        const bool falls = main.network == model::Network::SewerGravity;
        for (const double cover_m : covers(wish, main, tap->z_m, plain.outer_diameter_m)) {
            Asset candidate = plain;
            const bool fits = falls ? draw_falling(*tap, facade, cover_m, candidate)
                                    : draw_level(*tap, facade, cover_m, wish, candidate);
            if (fits) candidates.push_back(std::move(candidate));
        }
        return candidates;
    }

    Asset connection_of(const Wish& wish, const Asset& main) const {
        Asset asset;
        asset.id = asset.alias = wish.id;
        asset.network = main.network;
        asset.owner = main.owner;
        asset.year = main.year;
        asset.status = main.status;
        asset.type = wish.demand->connections->type;
        asset.outer_diameter_m = wish.demand->connections->outer_diameter_m;
        asset.attributes = main.attributes;
        if (const auto type = catalogue_.types.find(asset.type); type != catalogue_.types.end()) {
            asset.wall_m = type->second.wall_m;
            if (asset.outer_diameter_m <= 0.0)
                asset.outer_diameter_m = type->second.outer_diameter_m;
            for (const auto& [key, value] : type->second.implies)
                asset.attributes[key] = value;
        }
        asset.attributes["kind"] = std::string{"house_connection"};
        asset.connects_to = main.id;
        // What rises out of a rack keeps the rack's covers and gaps (pack nl-rack).
        if (!main.rack.empty()) asset.attributes["from_rack"] = main.rack;
        asset.attributes.erase("corridor_m");
        asset.xy = {0.02, model::PositionSource::Designed, {}};
        asset.z = {0.02, model::PositionSource::Designed, {}};
        return asset;
    }

    /// Covers of the piece across, the shortest riser first. A gravity sewer's are those at the
    /// facade, from the one asked downwards.
    std::vector<double> covers(const Wish& wish, const Asset& main, double z_main_m,
                               double diameter_m) const {
        const double asked = wish.demand->connections->facade_cover_m;
        const double own = result_.street.ground_z() - z_main_m - 0.5 * diameter_m;
        std::vector<double> covers{asked};
        if (main.network == model::Network::SewerGravity) {
            for (double c = asked + practice_.cover_step_m; c <= practice_.most_cover_m + 1e-9;
                 c += practice_.cover_step_m)
                covers.push_back(c);
            return covers;
        }
        covers.push_back(own);
        for (double c = practice_.least_cover_m; c <= practice_.most_cover_m + 1e-9;
             c += practice_.cover_step_m)
            covers.push_back(c);
        const auto risers = [&](double c) { return std::abs(c - own) + std::abs(c - asked); };
        std::stable_sort(covers.begin(), covers.end(),
                         [&](double a, double b) { return risers(a) < risers(b); });
        return covers;
    }

    double axis_z(double cover_m, const Asset& asset) const {
        // A tenth of a micrometre deeper than asked, so that rounding takes nothing off the cover.
        return result_.street.ground_z() - cover_m - 0.5 * asset.outer_diameter_m - 1e-7;
    }

    static void add(Asset& asset, const Vec2& at, double z) {
        const Vec3 point{at.x(), at.y(), z};
        if (!asset.axis.empty() && (asset.axis.back().at - point).norm() < 1e-3) return;
        asset.axis.push_back({point, {}, {}});
    }

    /// From the main up or down, level across, and up or down to the cover at the facade.
    bool draw_level(const Tap& tap, const Vec2& facade, double cover_m, const Wish& wish,
                    Asset& asset) const {
        const double z = axis_z(cover_m, asset);
        add(asset, tap.at, tap.z_m);
        add(asset, tap.at, z);
        add(asset, facade, z);
        add(asset, facade, axis_z(wish.demand->connections->facade_cover_m, asset));
        return asset.axis.size() >= 2;
    }

    /// From the facade down a steady slope to above the main, then down onto it.
    bool draw_falling(const Tap& tap, const Vec2& facade, double cover_m, Asset& asset) const {
        const double from = axis_z(cover_m, asset);
        const double arrives = from - practice_.sewer_slope_m_m * (facade - tap.at).norm();
        if (arrives < tap.z_m) return false;
        add(asset, tap.at, tap.z_m);
        add(asset, tap.at, arrives);
        add(asset, facade, from);
        return asset.axis.size() >= 2;
    }

    void decline(const Wish& wish) {
        Declined declined;
        declined.id = wish.id;
        declined.rules.assign(broken_.begin(), broken_.end());
        const std::string rules = fmt::format("{}", fmt::join(broken_, ", "));
        declined.reason_en =
            broken_.empty() ? fmt::format(
                                  "the main does not run at {:.2f} m, or lies at the facade or too "
                                  "shallow",
                                  wish.station_m)
                            : fmt::format(
                                  "no way to the facade at {:.2f} m (up to {:.2f} m aside) without "
                                  "breaking {}",
                                  wish.station_m, practice_.max_shift_m, rules);
        declined.reason_nl =
            broken_.empty()
                ? fmt::format(
                      "de hoofdleiding loopt niet bij {:.2f} m, of ligt aan de gevel of te "
                      "ondiep",
                      wish.station_m)
                : fmt::format(
                      "geen weg naar de gevel bij {:.2f} m (tot {:.2f} m opzij) zonder "
                      "strijd met {}",
                      wish.station_m, practice_.max_shift_m, rules);
        result_.declined.push_back(std::move(declined));
    }

    const model::Catalogue& catalogue_;
    std::vector<rules::Pack> packs_;
    int threads_;
    ConnectionPractice practice_;
    rules::CheckOptions options_;
    HouseConnections result_;
    std::vector<geometry::Bounds> bounds_;              ///< by asset of the street
    std::vector<std::vector<geometry::Convex>> tubes_;  ///< by asset of the street
    std::set<std::string> broken_;
};

}  // namespace

HouseConnections lay_house_connections(const model::Street& street,
                                       const std::vector<model::Demand>& demands,
                                       const model::Catalogue& catalogue,
                                       std::span<const rules::Pack> packs, const std::string& today,
                                       int threads, const ConnectionPractice& practice) {
    return ConnectionLayer{street, catalogue, packs, today, threads, practice}.run(demands);
}

}  // namespace maaiveld::layout
