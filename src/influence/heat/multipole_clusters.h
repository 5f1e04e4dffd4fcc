#pragma once

#include "influence/heat/multipole_layout.h"

#include <Eigen/Core>

#include <vector>

namespace maaiveld::influence {

/// Unknowns that matter only to bodies close by, so that they can be eliminated first: what
/// happens inside fillings, and the high harmonics of bodies that all but touch.
struct MultipoleCluster {
    std::vector<Eigen::Index> inner;  ///< eliminated with this cluster
    std::vector<Eigen::Index> near;   ///< positions in `outer` that the inner ones receive from
};

struct MultipolePartition {
    std::vector<Eigen::Index> outer;  ///< unknowns that every body may see
    std::vector<MultipoleCluster> clusters;
};

/// Splits the unknowns of `layout`. What an inner unknown receives from outside its cluster is
/// below `negligible` and left out.
MultipolePartition partition_of(const MultipoleLayout& layout, double negligible);

/// Solves system * x = right for a system that is split by `partition`: dense elimination, cluster
/// by cluster.
Eigen::MatrixXd solution_of(const Eigen::MatrixXd& system, const Eigen::MatrixXd& right,
                            const MultipolePartition& partition);

}  // namespace maaiveld::influence
