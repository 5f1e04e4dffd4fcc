#pragma once

#include "viz/scene/axis_line.h"
#include "viz/scene/clusters.h"
#include "viz/scene/panels.h"

#include <span>
#include <vector>

namespace maaiveld::viz::scene {

/// Findings that share one numbered mark on the page.
struct FindingCluster {
    Point center;
    std::vector<std::size_t> findings;  ///< indices, worst first
    FindingRow row;                     ///< numbered from 1, explains the mark
};

/// Groups the findings at `order` (worst first) by their places `points` on the page (same order).
/// The first cluster holds the worst finding.
std::vector<FindingCluster> finding_clusters(std::span<const rules::Finding> findings,
                                             const std::vector<std::size_t>& order,
                                             const std::vector<Point>& points, const AxisLine& axis,
                                             const ObjectNames& names, const PanelLook& look);

/// Draws the number of a cluster on a free place near its centre and inside `area`.
void draw_cluster_mark(Sheet& sheet, const FindingCluster& cluster, Box area);

}  // namespace maaiveld::viz::scene
