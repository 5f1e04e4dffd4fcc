#include "influence/heat/volumes3d_block.h"

#include "influence/heat/volumes_soil.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <limits>

namespace maaiveld::influence {
namespace {

/// What an axis must hold and where it must be fine.
struct AxisNeeds {
    double least = std::numeric_limits<double>::max();
    double most = std::numeric_limits<double>::lowest();
    std::vector<FineStretch> stretches;

    void pipe(double centre, double radius, double size) {
        stretches.push_back({centre - radius - 2.0 * size, centre + radius + 2.0 * size, size});
        hold(centre);
    }
    void end(double at, double size) {
        stretches.push_back({at - 2.0 * size, at + 2.0 * size, size});
        hold(at);
    }
    void hold(double at) {
        least = std::min(least, at);
        most = std::max(most, at);
    }
};

GridAxis axis_of(AxisNeeds needs, const Crossing3d& crossing) {
    if (needs.stretches.empty()) needs.hold(0.0);
    GridOptions options;
    options.growth = crossing.growth;
    options.widen_m = crossing.widen_m;
    options.coarse_m = crossing.coarse_m;
    return GridAxis{graded_faces(needs.least - crossing.reach_m, needs.most + crossing.reach_m,
                                 needs.stretches, options)};
}

GridAxis depths_of(const Crossing3d& crossing) {
    GridOptions options;
    options.growth = crossing.growth;
    options.widen_m = crossing.widen_m;
    options.coarse_m = crossing.coarse_m;
    AxisNeeds needs;
    for (const Pipe3d& pipe : crossing.pipes)
        needs.pipe(pipe.body.at.depth_m, 0.5 * pipe.body.outer_diameter_m(), crossing.fine_m);
    return GridAxis{
        graded_faces(0.0, std::max(0.0, needs.most) + crossing.reach_m, needs.stretches, options)};
}

/// Links a cell to its neighbours on the far sides; returns to the caller through `entries`.
struct Assembly {
    std::vector<Eigen::Triplet<double>> entries;
    Eigen::VectorXd diagonal;

    void link(int a, int b, double conductance) {
        diagonal[a] += conductance;
        diagonal[b] += conductance;
        entries.emplace_back(b, a, -conductance);
    }
};

double half(const GridAxis& axis, int i) {
    return 0.5 * (axis.size(i) + axis.size(i + 1));
}

/// The section of cells that a pipe stands on: its own across axis and the depths.
SectionGrid section_across(const BlockGrid& grid, RunsAlong along) {
    return {grid.across(along), grid.z};
}

int block_cell(const BlockGrid& grid, RunsAlong along, int section_cell, int slab) {
    const int across = section_cell % grid.across(along).count();
    const int k = section_cell / grid.across(along).count();
    return along == RunsAlong::X ? grid.cell(slab, across, k) : grid.cell(across, slab, k);
}

struct PipesOneWay {
    std::vector<std::size_t> pipes;
    std::vector<BodyKernel> kernels;
    Eigen::MatrixXd lack_K_m_W;
};

double soil_around(const BodyKernel& kernel, const SectionGrid& section, const BlockSoil& soil) {
    double mean = 0.0;
    for (const CellWeight& w : kernel.parts[0])
        mean += w.weight * soil.row_W_mK[w.cell / section.x.count()];
    return mean;
}

PipesOneWay pipes_along(const Crossing3d& crossing, const SectionGrid& section,
                        const BlockSoil& soil, RunsAlong along) {
    PipesOneWay way;
    std::vector<NearPatch> patches;
    std::vector<double> around;
    for (std::size_t p = 0; p < crossing.pipes.size(); ++p) {
        if (crossing.pipes[p].along != along) continue;
        way.pipes.push_back(p);
        way.kernels.push_back(body_kernel(crossing.pipes[p].body, section));
        patches.emplace_back(crossing.pipes[p].body, way.kernels.back(), section);
        around.push_back(soil_around(way.kernels.back(), section, soil));
    }
    const auto n = static_cast<int>(way.pipes.size());
    way.lack_K_m_W = Eigen::MatrixXd::Zero(n, n);
    for (int a = 0; a < n; ++a) {
        const auto i = static_cast<std::size_t>(a);
        way.lack_K_m_W(a, a) = patches[i].own_lack()(0, 0) / around[i];
        for (int b = 0; b < a; ++b) {
            const auto j = static_cast<std::size_t>(b);
            const auto there =
                patches[i].lack_at(crossing.pipes[way.pipes[j]].body.at, way.kernels[j]);
            if (!there) continue;
            const double pair = 2.0 * (*there)(0, 0) / (around[i] + around[j]);
            way.lack_K_m_W(a, b) = way.lack_K_m_W(b, a) = pair;
        }
    }
    return way;
}

/// Pipes that end inside a slab do not share their near field there: the equations stay symmetric.
void keep_equal_lengths(BlockSlab& slab, const BlockPipes& pipes) {
    for (std::size_t a = 0; a < slab.pieces.size(); ++a) {
        for (std::size_t b = 0; b < slab.pieces.size(); ++b) {
            const double here = pipes.pieces[slab.pieces[a]].length_m;
            if (pipes.pieces[slab.pieces[b]].length_m != here)
                slab.lack_K_m_W(static_cast<int>(a), static_cast<int>(b)) = 0.0;
        }
    }
}

/// Adds the pieces of all pipes of one direction, slab by slab.
void add_pieces(const Crossing3d& crossing, const BlockGrid& grid, const PipesOneWay& way,
                RunsAlong along, BlockPipes& pipes) {
    const GridAxis& axis = grid.along(along);
    for (int slab = 0; slab < axis.count(); ++slab) {
        BlockSlab group;
        std::vector<int> members;
        for (std::size_t w = 0; w < way.pipes.size(); ++w) {
            const Pipe3d& pipe = crossing.pipes[way.pipes[w]];
            const double from = std::max(axis.face(slab), pipe.from_m.value_or(axis.begin()));
            const double to = std::min(axis.face(slab + 1), pipe.to_m.value_or(axis.end()));
            if (to - from <= 1e-9) continue;
            BlockPiece piece{way.pipes[w], 0.5 * (from + to), to - from, {}};
            for (const CellWeight& part : way.kernels[w].parts[0])
                piece.cells.push_back({block_cell(grid, along, part.cell, slab), part.weight});
            members.push_back(static_cast<int>(w));
            group.pieces.push_back(pipes.pieces.size());
            pipes.pieces.push_back(std::move(piece));
        }
        if (!members.empty()) {
            group.lack_K_m_W = way.lack_K_m_W(members, members);
            keep_equal_lengths(group, pipes);
            pipes.slabs.push_back(std::move(group));
        }
    }
}

}  // namespace

base::Result<BlockGrid> block_grid(const Crossing3d& crossing) {
    AxisNeeds x;
    AxisNeeds y;
    for (const Pipe3d& pipe : crossing.pipes) {
        const bool along_x = pipe.along == RunsAlong::X;
        AxisNeeds& across = along_x ? y : x;
        AxisNeeds& along = along_x ? x : y;
        across.pipe(pipe.body.at.x_m, 0.5 * pipe.body.outer_diameter_m(), crossing.fine_m);
        for (const auto& end : {pipe.from_m, pipe.to_m}) {
            if (end) along.end(*end, crossing.along_m);
        }
    }
    BlockGrid grid{axis_of(x, crossing), axis_of(y, crossing), depths_of(crossing)};
    const double cells = static_cast<double>(grid.x.count()) * grid.y.count() * grid.z.count();
    if (cells > static_cast<double>(crossing.max_cells))
        return base::bad_input(fmt::format("the block has {} cells, {} are allowed; take larger "
                                           "cells or a larger `growth`",
                                           cells, crossing.max_cells),
                               "grid");
    return grid;
}

BlockSoil block_soil(const model::SoilProfile& soil, const GroundSurface& surface,
                     const BlockGrid& grid) {
    const VolumeSoil column{soil, surface, {GridAxis{{0.0, 1.0}}, grid.z}};
    BlockSoil block;
    block.row_W_mK.resize(grid.z.count());
    for (int k = 0; k < grid.z.count(); ++k)
        block.row_W_mK[k] = column.conductivity_W_mK(k);
    block.to_surface = Eigen::VectorXd::Zero(grid.count());
    block.capacity.resize(grid.count());
    Assembly assembly{{}, Eigen::VectorXd::Zero(grid.count())};
    assembly.entries.reserve(static_cast<std::size_t>(4 * grid.count()));
    for (int k = 0; k < grid.z.count(); ++k) {
        const double sideways = block.row_W_mK[k] * grid.z.size(k);
        for (int j = 0; j < grid.y.count(); ++j) {
            for (int i = 0; i < grid.x.count(); ++i) {
                const int cell = grid.cell(i, j, k);
                const double area = grid.x.size(i) * grid.y.size(j);
                block.capacity[cell] = area * column.capacity()[k];
                if (k == 0) block.to_surface[cell] = area * column.to_surface()[0];
                if (i + 1 < grid.x.count())
                    assembly.link(cell, grid.cell(i + 1, j, k),
                                  sideways * grid.y.size(j) / half(grid.x, i));
                if (j + 1 < grid.y.count())
                    assembly.link(cell, grid.cell(i, j + 1, k),
                                  sideways * grid.x.size(i) / half(grid.y, j));
                if (k + 1 < grid.z.count())
                    assembly.link(cell, grid.cell(i, j, k + 1), area * column.down_W_m2K(k));
            }
        }
    }
    assembly.diagonal += block.to_surface;
    for (int cell = 0; cell < grid.count(); ++cell)
        assembly.entries.emplace_back(cell, cell, assembly.diagonal[cell]);
    block.conductance.resize(grid.count(), grid.count());
    block.conductance.setFromTriplets(assembly.entries.begin(), assembly.entries.end());
    return block;
}

BlockPipes block_pipes(const Crossing3d& crossing, const BlockGrid& grid, const BlockSoil& soil) {
    BlockPipes pipes;
    for (const RunsAlong along : {RunsAlong::X, RunsAlong::Y}) {
        const SectionGrid section = section_across(grid, along);
        const PipesOneWay way = pipes_along(crossing, section, soil, along);
        add_pieces(crossing, grid, way, along, pipes);
    }
    return pipes;
}

double temperature_in_block(const BlockGrid& grid, const Eigen::VectorXd& temperature_C,
                            const Probe3d& probe) {
    const auto a = grid.x.between(probe.x_m);
    const auto b = grid.y.between(probe.y_m);
    const auto c = grid.z.between(probe.depth_m);
    const auto line = [&](int j, int k) {
        return std::lerp(temperature_C[grid.cell(a.first, j, k)],
                         temperature_C[grid.cell(a.second, j, k)], a.second_weight);
    };
    const auto plane = [&](int k) {
        return std::lerp(line(b.first, k), line(b.second, k), b.second_weight);
    };
    return std::lerp(plane(c.first), plane(c.second), c.second_weight);
}

}  // namespace maaiveld::influence
