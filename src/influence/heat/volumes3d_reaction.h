#pragma once

#include "influence/heat/volumes3d_block.h"

#include <optional>

namespace maaiveld::influence {

/// What drives the heat of a piece.
enum class PieceKind {
    Held,   ///< the temperature of its content: held, or of water that flows
    Given,  ///< its heat
    Still   ///< nothing: no net heat, but a content that may store in steps of time
};
PieceKind kind_of(const Pipe3d& pipe);
/// Given heat of a pipe, W/m; 0 for all others.
double given_heat_W_m(const Pipe3d& pipe);

/// The pieces whose heat follows from the ground: in each slab
/// heat = admittance (content - reading of the cells - offset).
class BlockReactions {
public:
    BlockReactions(const Crossing3d& crossing, const BlockPipes& pipes,
                   std::optional<double> step_s);

    /// What the pieces add to the cells' equations, lower triangle, W/K.
    void add_to(std::vector<Eigen::Triplet<double>>& entries) const;
    /// And to their right-hand side, for given contents; with the given heats.
    void drive(const Eigen::VectorXd& content_C, Eigen::VectorXd& right) const;
    /// The heat of every piece, W/m, when the cells have this temperature.
    Eigen::VectorXd heats(const Eigen::VectorXd& content_C,
                          const Eigen::VectorXd& temperature_C) const;
    /// Mean around each pipe, near field included.
    Eigen::VectorXd outer_C(const Eigen::VectorXd& heat_W_m,
                            const Eigen::VectorXd& temperature_C) const;

    /// Between content and outer surface of a pipe, K m/W.
    double pipe_resistance(std::size_t pipe) const { return resistance_[pipe]; }
    /// Between a piece's content and the cells around it, K m/W.
    double resistance(std::size_t piece) const { return total_[piece]; }

private:
    struct Reaction {
        std::vector<std::size_t> pieces;
        Eigen::MatrixXd admittance;
        Eigen::VectorXd offset_K;  ///< what given heats beside them add to the readings
    };
    Reaction reaction_of(const BlockSlab& slab, std::optional<double> step_s);
    bool reacts(std::size_t piece, std::optional<double> step_s) const;
    const Pipe3d& pipe_of(std::size_t piece) const;
    Eigen::VectorXd contents_of(const Reaction& reaction, const Eigen::VectorXd& content_C) const;

    const Crossing3d& crossing_;
    const BlockPipes& pipes_;
    std::vector<double> resistance_;  ///< per pipe
    std::vector<double> total_;       ///< per piece
    std::vector<Reaction> reactions_;
};

/// The cells' temperature as a piece reads it.
double reading_of(const BlockPiece& piece, const Eigen::VectorXd& temperature_C);

}  // namespace maaiveld::influence
