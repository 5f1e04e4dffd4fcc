#include "influence/heat/multipole_clusters.h"

#include "influence/heat/multipole_exchange.h"

#include <Eigen/LU>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace maaiveld::influence {
namespace {

using Eigen::Index;

/// Bodies whose gap is below this part of the smaller radius exchange high harmonics.
constexpr double kCloseGap = 0.25;

bool close(const Circle& a, const Circle& b) {
    const double gap_m = std::abs(a.centre_m - b.centre_m) - a.radius_m - b.radius_m;
    return gap_m < kCloseGap * std::min(a.radius_m, b.radius_m);
}

/// For each body the first body of its cluster.
std::vector<std::size_t> cluster_of_body(const MultipoleLayout& layout) {
    const std::size_t count = layout.ground_of_body.size();
    std::vector<std::size_t> leader(count);
    std::iota(leader.begin(), leader.end(), std::size_t{0});
    for (std::size_t i = 0; i < count; ++i) {
        for (std::size_t k = 0; k < i; ++k) {
            if (leader[i] == leader[k]) continue;
            if (!close(layout.circles[layout.ground_of_body[i]],
                       layout.circles[layout.ground_of_body[k]])) {
                continue;
            }
            const auto [kept, gone] = std::minmax(leader[i], leader[k]);
            std::replace(leader.begin(), leader.end(), std::size_t{gone}, std::size_t{kept});
        }
    }
    return leader;
}

/// Up to this harmonic the outer circle of a body receives something from outside its cluster:
/// from other bodies, and from every mirror image.
int far_order(const MultipoleLayout& layout, const std::vector<std::size_t>& leader,
              std::size_t body, double negligible) {
    const Circle& circle = layout.circles[layout.ground_of_body[body]];
    double nearest_m = std::numeric_limits<double>::infinity();
    for (std::size_t i = 0; i < leader.size(); ++i) {
        const Circle& other = layout.circles[layout.ground_of_body[i]];
        const double mirror_m = std::abs(circle.centre_m - std::conj(other.centre_m));
        nearest_m = std::min(nearest_m, mirror_m - other.radius_m);
        if (leader[i] == leader[body]) continue;
        const double apart_m = std::abs(circle.centre_m - other.centre_m);
        nearest_m = std::min(nearest_m, apart_m - other.radius_m);
    }
    if (nearest_m <= circle.radius_m) return circle.order;
    const double orders = std::log(1.0 / negligible) / std::log(nearest_m / circle.radius_m);
    return orders < circle.order ? std::max(1, static_cast<int>(std::ceil(orders))) : circle.order;
}

void add_harmonics(std::vector<Index>& unknowns, const Circle& circle, int from, int to) {
    for (int k = from; k <= to; ++k) {
        unknowns.push_back(row_of(circle, k));
        unknowns.push_back(row_of(circle, k) + 1);
    }
}

}  // namespace

MultipolePartition partition_of(const MultipoleLayout& layout, double negligible) {
    const std::vector<std::size_t> leader = cluster_of_body(layout);
    std::vector<MultipoleCluster> clusters(leader.size());
    MultipolePartition partition;
    for (const Circle& circle : layout.circles) {
        MultipoleCluster& cluster = clusters[leader[circle.body]];
        if (circle.kind != Circle::Kind::Ground) {
            add_harmonics(cluster.inner, circle, 1, circle.order);
            continue;
        }
        const int far = far_order(layout, leader, circle.body, negligible);
        const auto first = static_cast<Index>(partition.outer.size());
        add_harmonics(partition.outer, circle, 1, far);
        for (Index i = first; i < static_cast<Index>(partition.outer.size()); ++i)
            cluster.near.push_back(i);
        add_harmonics(cluster.inner, circle, far + 1, circle.order);
    }
    for (MultipoleCluster& cluster : clusters) {
        if (!cluster.inner.empty()) partition.clusters.push_back(std::move(cluster));
    }
    return partition;
}

Eigen::MatrixXd solution_of(const Eigen::MatrixXd& system, const Eigen::MatrixXd& right,
                            const MultipolePartition& partition) {
    const std::vector<Index>& outer = partition.outer;
    Eigen::MatrixXd reduced = system(outer, outer);
    Eigen::MatrixXd reduced_right = right(outer, Eigen::all);
    std::vector<Eigen::MatrixXd> by_near;
    std::vector<Eigen::MatrixXd> by_right;
    for (const MultipoleCluster& cluster : partition.clusters) {
        std::vector<Index> near;
        for (const Index position : cluster.near)
            near.push_back(outer[static_cast<std::size_t>(position)]);
        const Eigen::MatrixXd own = system(cluster.inner, cluster.inner);
        const Eigen::MatrixXd seen = system(outer, cluster.inner);
        const Eigen::PartialPivLU<Eigen::MatrixXd> lu{own};
        by_near.push_back(lu.solve(Eigen::MatrixXd{system(cluster.inner, near)}));
        by_right.push_back(lu.solve(Eigen::MatrixXd{right(cluster.inner, Eigen::all)}));
        reduced(Eigen::all, cluster.near) -= seen * by_near.back();
        reduced_right -= seen * by_right.back();
    }
    const Eigen::MatrixXd outer_solution = reduced.partialPivLu().solve(reduced_right);
    Eigen::MatrixXd solution(right.rows(), right.cols());
    solution(outer, Eigen::all) = outer_solution;
    for (std::size_t i = 0; i < partition.clusters.size(); ++i) {
        const MultipoleCluster& cluster = partition.clusters[i];
        const Eigen::MatrixXd near = outer_solution(cluster.near, Eigen::all);
        solution(cluster.inner, Eigen::all) = by_right[i] - by_near[i] * near;
    }
    return solution;
}

}  // namespace maaiveld::influence
