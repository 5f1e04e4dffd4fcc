#include "influence/heat/volumes3d.h"

#include "influence/heat/volumes3d_block.h"
#include "influence/heat/volumes3d_check.h"
#include "influence/heat/volumes3d_reaction.h"

#include <Eigen/IterativeLinearSolvers>

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

namespace maaiveld::influence {
namespace {

constexpr double kResidual = 1e-11;     ///< of the conjugate gradients, relative
constexpr double kFlowChange_K = 1e-7;  ///< between two rounds of water and ground
constexpr int kFlowRounds = 500;

/// A block of ground that is solved once or step by step.
class BlockHeat {
public:
    BlockHeat(const model::SoilProfile& soil, const GroundSurface& surface,
              const Crossing3d& crossing, BlockGrid grid)
        : crossing_{crossing},
          grid_{std::move(grid)},
          soil_{block_soil(soil, surface, grid_)},
          pipes_{block_pipes(crossing, grid_, soil_)},
          reactions_{crossing, pipes_, crossing.step_s},
          surface_C_{surface.temperature_C},
          outlet_C_(crossing.pipes.size()) {
        factor();
        temperature_C_ = Eigen::VectorXd::Constant(grid_.count(), surface_C_);
        content_C_ = Eigen::VectorXd::Constant(piece_count(), surface_C_);
        for (int p = 0; p < piece_count(); ++p)
            content_C_[p] = start_of(pipe_of(p));
        heat_W_m_ = Eigen::VectorXd::Zero(piece_count());
    }

    /// To the steady state, or by one step. Water and ground take turns until they agree.
    base::Result<void> advance() {
        const Eigen::VectorXd before = temperature_C_;
        for (int round = 0; round < kFlowRounds; ++round) {
            if (!solve_cells(before))
                return base::bad_input("the conjugate gradients find no solution", "grid");
            if (carry_water() > kFlowChange_K) continue;
            settle(before);
            return {};
        }
        return base::bad_input("water and ground find no balance; the flow is too small", "flow");
    }

    Crossing3dMoment moment(std::optional<double> time_s) const;
    std::size_t cells() const { return static_cast<std::size_t>(grid_.count()); }

private:
    int piece_count() const { return static_cast<int>(pipes_.pieces.size()); }
    const BlockPiece& piece(int p) const { return pipes_.pieces[static_cast<std::size_t>(p)]; }
    const Pipe3d& pipe_of(int p) const { return crossing_.pipes[piece(p).pipe]; }

    double start_of(const Pipe3d& pipe) const {
        if (pipe.flow) return pipe.flow->inlet_C;
        const auto* held = std::get_if<HeldTemperature>(&pipe.body.condition);
        return held != nullptr ? held->temperature_C : surface_C_;
    }

    void factor() {
        std::vector<Eigen::Triplet<double>> entries;
        reactions_.add_to(entries);
        Eigen::SparseMatrix<double> reacting(grid_.count(), grid_.count());
        reacting.setFromTriplets(entries.begin(), entries.end());
        matrix_ = soil_.conductance + reacting;
        for (int cell = 0; crossing_.step_s && cell < grid_.count(); ++cell)
            matrix_.coeffRef(cell, cell) += soil_.capacity[cell] / *crossing_.step_s;
        solver_.setTolerance(kResidual);
        solver_.compute(matrix_);
    }

    bool solve_cells(const Eigen::VectorXd& before) {
        Eigen::VectorXd right = soil_.to_surface * surface_C_;
        if (crossing_.step_s) right += soil_.capacity.cwiseProduct(before) / *crossing_.step_s;
        reactions_.drive(content_C_, right);
        temperature_C_ = solver_.solveWithGuess(right, temperature_C_).eval();
        heat_W_m_ = reactions_.heats(content_C_, temperature_C_);
        return solver_.info() == Eigen::Success;
    }

    /// Lets water run past the ground as it is; the largest change of a piece's temperature.
    double carry_water() {
        double change = 0.0;
        for (std::size_t k = 0; k < crossing_.pipes.size(); ++k) {
            const auto& flow = crossing_.pipes[k].flow;
            if (!flow) continue;
            double water_C = flow->inlet_C;
            for (const int p : pieces_downstream(k)) {
                // Where the water would give no heat; towards it the water decays exponentially.
                const double resistance = reactions_.resistance(static_cast<std::size_t>(p));
                const double ground_C = content_C_[p] - heat_W_m_[p] * resistance;
                const double decay =
                    piece(p).length_m / (resistance * flow->heat_capacity_flow_W_K);
                const double lead = water_C - ground_C;
                const double mean_C = ground_C - lead * std::expm1(-decay) / decay;
                change = std::max(change, std::abs(mean_C - content_C_[p]));
                content_C_[p] = mean_C;
                water_C = ground_C + lead * std::exp(-decay);
            }
            outlet_C_[k] = water_C;
        }
        return change;
    }

    std::vector<int> pieces_downstream(std::size_t pipe) const {
        std::vector<int> order;
        for (int p = 0; p < piece_count(); ++p) {
            if (piece(p).pipe == pipe) order.push_back(p);
        }
        if (crossing_.pipes[pipe].flow && crossing_.pipes[pipe].flow->backward)
            std::reverse(order.begin(), order.end());
        return order;
    }

    /// Contents that follow the ground, and what was stored.
    void settle(const Eigen::VectorXd& before) {
        outer_C_ = reactions_.outer_C(heat_W_m_, temperature_C_);
        stored_W_ = 0.0;
        if (crossing_.step_s)
            stored_W_ = soil_.capacity.dot(temperature_C_ - before) / *crossing_.step_s;
        for (int p = 0; p < piece_count(); ++p) {
            if (kind_of(pipe_of(p)) == PieceKind::Held) continue;
            content_C_[p] = outer_C_[p] + heat_W_m_[p] * reactions_.pipe_resistance(piece(p).pipe);
        }
    }

    Pipe3dState state_of(std::size_t pipe) const;

    const Crossing3d& crossing_;
    BlockGrid grid_;
    BlockSoil soil_;
    BlockPipes pipes_;
    BlockReactions reactions_;
    double surface_C_ = 0.0;
    Eigen::SparseMatrix<double> matrix_;
    Eigen::ConjugateGradient<
        Eigen::SparseMatrix<double>, Eigen::Lower,
        Eigen::IncompleteCholesky<double, Eigen::Lower, Eigen::NaturalOrdering<int>>>
        solver_;
    Eigen::VectorXd temperature_C_;  ///< per cell
    Eigen::VectorXd content_C_;      ///< per piece
    Eigen::VectorXd outer_C_;        ///< per piece
    Eigen::VectorXd heat_W_m_;       ///< per piece
    std::vector<double> outlet_C_;   ///< per pipe
    double stored_W_ = 0.0;
};

Pipe3dState BlockHeat::state_of(std::size_t pipe) const {
    Pipe3dState state;
    state.id = crossing_.pipes[pipe].body.id;
    double length = 0.0;
    for (int p = 0; p < piece_count(); ++p) {
        const BlockPiece& part = piece(p);
        if (part.pipe != pipe) continue;
        const double value = content_C_[p];
        const bool first = state.pieces.empty();
        if (first || value > state.max_C) state.max_at_m = part.at_m;
        state.max_C = first ? value : std::max(state.max_C, value);
        state.min_C = first ? value : std::min(state.min_C, value);
        state.mean_C += value * part.length_m;
        state.heat_W += heat_W_m_[p] * part.length_m;
        length += part.length_m;
        state.pieces.push_back({part.at_m, part.length_m, value, outer_C_[p], heat_W_m_[p]});
    }
    if (length > 0.0) state.mean_C /= length;
    if (crossing_.pipes[pipe].flow) state.outlet_C = outlet_C_[pipe];
    return state;
}

Crossing3dMoment BlockHeat::moment(std::optional<double> time_s) const {
    Crossing3dMoment moment;
    moment.time_s = time_s;
    moment.stored_W = stored_W_;
    moment.heat_through_surface_W =
        soil_.to_surface.dot((temperature_C_.array() - surface_C_).matrix());
    for (std::size_t pipe = 0; pipe < crossing_.pipes.size(); ++pipe)
        moment.pipes.push_back(state_of(pipe));
    for (const Probe3d& probe : crossing_.probes)
        moment.probes_C.push_back(temperature_in_block(grid_, temperature_C_, probe));
    return moment;
}

base::Result<std::vector<Crossing3dMoment>> moments_of(BlockHeat& heat,
                                                       const Crossing3d& crossing) {
    std::vector<Crossing3dMoment> moments;
    if (!crossing.step_s) {
        if (auto done = heat.advance(); !done) return tl::unexpected(done.error());
        moments.push_back(heat.moment({}));
        return moments;
    }
    std::vector<double> outputs = crossing.output_s;
    std::sort(outputs.begin(), outputs.end());
    double time_s = 0.0;
    for (const double output_s : outputs) {
        while (time_s < output_s - 1e-6 * *crossing.step_s) {
            if (auto done = heat.advance(); !done) return tl::unexpected(done.error());
            time_s += *crossing.step_s;
        }
        moments.push_back(heat.moment(time_s));
    }
    return moments;
}

}  // namespace

base::Result<Crossing3dResult> solve_crossing_3d(const model::SoilProfile& soil,
                                                 const GroundSurface& surface,
                                                 const Crossing3d& crossing) {
    if (auto sound = check_crossing(soil, surface, crossing); !sound)
        return tl::unexpected(sound.error());
    const std::string where = fmt::format("crossing `{}`", crossing.id);
    auto grid = block_grid(crossing);
    if (!grid) return base::bad_input(grid.error().text(), where);
    BlockHeat heat{soil, surface, crossing, std::move(*grid)};
    auto moments = moments_of(heat, crossing);
    if (!moments) return base::bad_input(moments.error().text(), where);
    Crossing3dResult result{crossing.id, heat.cells(), {}, std::move(*moments)};
    for (const Probe3d& probe : crossing.probes)
        result.probe_ids.push_back(probe.id);
    return result;
}

base::Result<std::vector<Crossing3dResult>> assess_crossings_3d(
    const model::SoilProfile& soil, const GroundSurface& surface,
    const std::vector<Crossing3d>& crossings) {
    std::vector<Crossing3dResult> results;
    for (const Crossing3d& crossing : crossings) {
        auto result = solve_crossing_3d(soil, surface, crossing);
        if (!result) return tl::unexpected(result.error());
        results.push_back(std::move(*result));
    }
    return results;
}

}  // namespace maaiveld::influence
