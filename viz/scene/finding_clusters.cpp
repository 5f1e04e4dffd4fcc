#include "viz/scene/finding_clusters.h"

#include "viz/scene/label_layout.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <fmt/format.h>

namespace maaiveld::viz::scene {

namespace {

constexpr std::size_t kMostMarks = 15;
constexpr double kLeastGap = 44.0;

FindingRow row_of(std::span<const rules::Finding> findings, const std::vector<std::size_t>& members,
                  const AxisLine& axis, const ObjectNames& names, const PanelLook& look) {
    // Members are ordered worst first, so the first one speaks for the group.
    const rules::Finding& worst = findings[members.front()];
    FindingRow row{"", color_of(worst.severity, look.style), words_of(worst, names, look.language)};
    const StreetPlace place = axis.place_of(geometry::plan(worst.at));
    const std::string station = fmt::format("{} {} m", word(Word::Station, look.language),
                                            number(place.station_m, 0, look.language));
    if (members.size() == 1) {
        row.words.reference = station + " · " + row.words.reference;
        return row;
    }
    std::array<std::size_t, 3> counts{};
    for (const std::size_t i : members)
        ++counts[static_cast<std::size_t>(findings[i].severity)];
    row.words.detail = fmt::format("{}: {}", word(Word::Worst, look.language), row.words.headline);
    row.words.headline = tally_of(counts[0], counts[1], counts[2], look.language);
    row.words.reference = fmt::format("{} · {}", comparison_of(worst, look.language), station);
    return row;
}

/// A mark must sit on a finding, not in the empty middle between several.
Point nearest_member(const std::vector<Point>& points, const Cluster& cluster) {
    const auto away = [&](std::size_t m) {
        return std::hypot(points[m].x - cluster.center.x, points[m].y - cluster.center.y);
    };
    return points[*std::min_element(
        cluster.members.begin(), cluster.members.end(),
        [&](std::size_t a, std::size_t b) { return away(a) < away(b); })];
}

}  // namespace

std::vector<FindingCluster> finding_clusters(std::span<const rules::Finding> findings,
                                             const std::vector<std::size_t>& order,
                                             const std::vector<Point>& points, const AxisLine& axis,
                                             const ObjectNames& names, const PanelLook& look) {
    std::vector<FindingCluster> marks;
    for (const Cluster& cluster : clustered(points, kLeastGap, kMostMarks)) {
        FindingCluster mark;
        mark.center = nearest_member(points, cluster);
        for (const std::size_t m : cluster.members)
            mark.findings.push_back(order[m]);
        mark.row = row_of(findings, mark.findings, axis, names, look);
        mark.row.number = fmt::format("{}", marks.size() + 1);
        marks.push_back(std::move(mark));
    }
    return marks;
}

void draw_cluster_mark(Sheet& sheet, const FindingCluster& cluster, Box area) {
    constexpr double kSize = 22.0;
    const Color color = cluster.row.color;
    const auto box =
        free_box_near(cluster.center, kSize, kSize, 6.0, 160.0, [&](const Box& candidate) {
            return area.contains(candidate) && sheet.fits(candidate.grown(2.0));
        });
    if (!box) return;
    const Point middle{0.5 * (box->left + box->right), 0.5 * (box->top + box->bottom)};
    if (cluster.findings.size() > 1)
        sheet.circle(Role::Finding, {cluster.center, 6.0, std::nullopt, {color, 1.2, {}}});
    sheet.line(Role::Finding, {cluster.center, middle}, {color, 1.2, {}});
    draw_badge(sheet, middle, cluster.row.number, color, Role::Finding);
    sheet.keep_out(*box);
}

}  // namespace maaiveld::viz::scene
