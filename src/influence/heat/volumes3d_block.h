#pragma once

#include "base/error.h"
#include "influence/heat/grid.h"
#include "influence/heat/volumes3d.h"
#include "influence/heat/volumes_near.h"

#include <Eigen/SparseCore>

#include <memory>
#include <vector>

namespace maaiveld::influence {

/// Cells of a block of ground; cell (i, j, k) has index (k ny + j) nx + i, k downward.
struct BlockGrid {
    GridAxis x;
    GridAxis y;
    GridAxis z;

    int count() const { return x.count() * y.count() * z.count(); }
    int cell(int i, int j, int k) const { return (k * y.count() + j) * x.count() + i; }
    const GridAxis& along(RunsAlong direction) const { return direction == RunsAlong::X ? x : y; }
    const GridAxis& across(RunsAlong direction) const { return direction == RunsAlong::X ? y : x; }
};

/// Fine at every pipe and at the ends of pipes. Errors: too many cells.
base::Result<BlockGrid> block_grid(const Crossing3d& crossing);

/// The block's soil: K of K T = K_surface T_surface + sources [W/K], lower triangle.
struct BlockSoil {
    Eigen::SparseMatrix<double> conductance;
    Eigen::VectorXd to_surface;  ///< W/K
    Eigen::VectorXd capacity;    ///< J/K
    Eigen::VectorXd row_W_mK;    ///< conductivity sideways per row of z
};
BlockSoil block_soil(const model::SoilProfile& soil, const GroundSurface& surface,
                     const BlockGrid& grid);

/// One cell's length of one pipe.
struct BlockPiece {
    std::size_t pipe = 0;
    double at_m = 0.0;
    double length_m = 0.0;
    std::vector<CellWeight> cells;
};

/// Parallel pieces in one slab of cells and how close they are: reading = cells + lack heat, where
/// lack [K m/W] is what the grid leaves out between and within pipes.
struct BlockSlab {
    std::vector<std::size_t> pieces;
    Eigen::MatrixXd lack_K_m_W;
};

struct BlockPipes {
    std::vector<BlockPiece> pieces;  ///< by pipe, along each pipe
    std::vector<BlockSlab> slabs;
};
BlockPipes block_pipes(const Crossing3d& crossing, const BlockGrid& grid, const BlockSoil& soil);

/// Trilinear interpolation between cell centres; above the uppermost ones their value holds.
double temperature_in_block(const BlockGrid& grid, const Eigen::VectorXd& temperature_C,
                            const Probe3d& probe);

}  // namespace maaiveld::influence
