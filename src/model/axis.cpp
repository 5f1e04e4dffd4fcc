#include "model/axis.h"

#include "geometry/polyline.h"
#include "model/scene.h"

#include <algorithm>
#include <numeric>

namespace maaiveld::model {
namespace {

constexpr double kMeet_m = 0.05;  // as for connections, docs/rules.md

struct Line {
    std::vector<Vec2> points;
    Network network = Network::Other;
    double length_m = 0.0;
};

bool is_main(const Asset& asset) {
    if (asset.status == Status::Disused) return false;
    const auto kind = asset.attributes.find("kind");
    if (kind == asset.attributes.end()) return true;
    const auto* word = std::get_if<std::string>(&kind->second);
    if (word == nullptr) return true;
    return *word != "house_connection" && *word != "duct" && *word != "casing" &&
           *word != "service";
}

std::vector<Line> lines_of(std::span<const Asset> assets, bool mains_only) {
    std::vector<Line> lines;
    for (const Asset& asset : assets) {
        if (mains_only && !is_main(asset)) continue;
        Line line;
        line.network = asset.network;
        double sagitta = 0.0;
        for (const Vec3& p : tessellated(asset.axis, sagitta)) {
            const Vec2 q = geometry::plan(p);
            if (line.points.empty() || (q - line.points.back()).norm() > 1e-9)
                line.points.push_back(q);
        }
        line.length_m = geometry::length_of(std::span<const Vec2>{line.points});
        if (line.points.size() >= 2) lines.push_back(std::move(line));
    }
    std::stable_sort(lines.begin(), lines.end(),
                     [](const Line& a, const Line& b) { return a.length_m > b.length_m; });
    return lines;
}

/// The unused line of this network that leaves `end` most nearly straight on, oriented to start
/// there; empty when none meets it.
std::vector<Vec2> straightest_from(const Vec2& end, const Vec2& heading, Network network,
                                   const std::vector<Line>& lines, std::vector<bool>& used) {
    std::size_t best = lines.size();
    double best_cosine = 0.0;  // never turn back by more than a right angle
    bool reverse = false;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        if (used[i] || lines[i].network != network) continue;
        const auto& p = lines[i].points;
        for (const bool from_back : {false, true}) {
            const Vec2& start = from_back ? p.back() : p.front();
            const Vec2& next = from_back ? p[p.size() - 2] : p[1];
            if ((start - end).norm() > kMeet_m) continue;
            const double cosine = heading.dot((next - start).normalized());
            if (cosine <= best_cosine) continue;
            best_cosine = cosine;
            best = i;
            reverse = from_back;
        }
    }
    if (best == lines.size()) return {};
    used[best] = true;
    std::vector<Vec2> points = lines[best].points;
    if (reverse) std::reverse(points.begin(), points.end());
    return points;
}

void prolong(std::vector<Vec2>& chain, Network network, const std::vector<Line>& lines,
             std::vector<bool>& used) {
    while (true) {
        const Vec2 heading = (chain.back() - chain[chain.size() - 2]).normalized();
        const auto next = straightest_from(chain.back(), heading, network, lines, used);
        if (next.empty()) return;
        chain.insert(chain.end(), next.begin() + 1, next.end());
    }
}

}  // namespace

std::vector<Vec2> longest_chain(std::span<const Asset> assets) {
    std::vector<Line> lines = lines_of(assets, true);
    if (lines.empty()) lines = lines_of(assets, false);
    std::vector<Vec2> best;
    double best_length = 0.0;
    std::vector<bool> used(lines.size(), false);
    for (std::size_t i = 0; i < lines.size(); ++i) {
        if (used[i]) continue;
        used[i] = true;
        std::vector<Vec2> chain = lines[i].points;
        prolong(chain, lines[i].network, lines, used);
        std::reverse(chain.begin(), chain.end());
        prolong(chain, lines[i].network, lines, used);
        std::reverse(chain.begin(), chain.end());
        const double length = geometry::length_of(std::span<const Vec2>{chain});
        if (length > best_length) {
            best_length = length;
            best = std::move(chain);
        }
    }
    return best;
}

double half_height_of(const Asset& asset) {
    return 0.5 * (asset.duct_bank ? asset.duct_bank->height_m : asset.outer_diameter_m);
}

void lay_along(const Street& street, const Along& along, Asset& asset) {
    const double z = street.ground_z() - along.cover_m - half_height_of(asset);
    asset.axis.clear();
    for (const Vec2& p :
         geometry::offset_line(street.axis, along.from_m, along.to_m, along.offset_m)) {
        asset.axis.push_back({{p.x(), p.y(), z}, {}, {}});
    }
    asset.along = along;
}

}  // namespace maaiveld::model
