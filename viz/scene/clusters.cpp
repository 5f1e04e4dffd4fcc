#include "viz/scene/clusters.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>

namespace maaiveld::viz::scene {

namespace {

/// Points in the same square cell start as one group, which bounds the pairs to compare.
std::vector<Cluster> cells(const std::vector<Point>& points, double size) {
    std::map<std::pair<long, long>, std::size_t> cell_of;
    std::vector<Cluster> groups;
    for (std::size_t i = 0; i < points.size(); ++i) {
        const std::pair key{std::lround(std::floor(points[i].x / size)),
                            std::lround(std::floor(points[i].y / size))};
        const auto [found, is_new] = cell_of.try_emplace(key, groups.size());
        if (is_new) groups.push_back({});
        groups[found->second].members.push_back(i);
    }
    return groups;
}

void set_center(Cluster& group, const std::vector<Point>& points) {
    group.center = {};
    for (const std::size_t i : group.members) {
        group.center.x += points[i].x;
        group.center.y += points[i].y;
    }
    const auto count = static_cast<double>(group.members.size());
    group.center = {group.center.x / count, group.center.y / count};
}

struct Pair {
    std::size_t a = 0, b = 0;
    double distance = std::numeric_limits<double>::max();
};

Pair closest(const std::vector<Cluster>& groups) {
    Pair best;
    for (std::size_t i = 0; i < groups.size(); ++i)
        for (std::size_t j = i + 1; j < groups.size(); ++j) {
            const double d = std::hypot(groups[i].center.x - groups[j].center.x,
                                        groups[i].center.y - groups[j].center.y);
            if (d < best.distance) best = {i, j, d};
        }
    return best;
}

}  // namespace

std::vector<Cluster> clustered(const std::vector<Point>& points, double least_gap,
                               std::size_t most) {
    std::vector<Cluster> groups = cells(points, 0.7 * least_gap);
    for (Cluster& group : groups)
        set_center(group, points);
    while (groups.size() > 1) {
        const Pair pair = closest(groups);
        if (pair.distance >= least_gap && groups.size() <= most) break;
        Cluster& kept = groups[pair.a];
        const Cluster& other = groups[pair.b];
        kept.members.insert(kept.members.end(), other.members.begin(), other.members.end());
        set_center(kept, points);
        groups.erase(groups.begin() + static_cast<std::ptrdiff_t>(pair.b));
    }
    for (Cluster& group : groups)
        std::sort(group.members.begin(), group.members.end());
    std::sort(groups.begin(), groups.end(), [](const Cluster& a, const Cluster& b) {
        return a.members.front() < b.members.front();
    });
    return groups;
}

}  // namespace maaiveld::viz::scene
