#include "influence/heat/volumes3d_reaction.h"

#include "influence/heat/volumes_ports.h"

#include <Eigen/LU>

#include <algorithm>

namespace maaiveld::influence {
namespace {

/// A bare pipe may have no resistance at all; so much keeps the equations definite.
constexpr double kLeast_K_m_W = 1e-4;

}  // namespace

PieceKind kind_of(const Pipe3d& pipe) {
    if (pipe.flow || std::holds_alternative<HeldTemperature>(pipe.body.condition))
        return PieceKind::Held;
    return std::holds_alternative<GivenHeat>(pipe.body.condition) ? PieceKind::Given
                                                                  : PieceKind::Still;
}

double given_heat_W_m(const Pipe3d& pipe) {
    const auto* given = std::get_if<GivenHeat>(&pipe.body.condition);
    return given != nullptr && !pipe.flow ? given->heat_W_m : 0.0;
}

double reading_of(const BlockPiece& piece, const Eigen::VectorXd& temperature_C) {
    double sum = 0.0;
    for (const CellWeight& w : piece.cells)
        sum += w.weight * temperature_C[w.cell];
    return sum;
}

BlockReactions::BlockReactions(const Crossing3d& crossing, const BlockPipes& pipes,
                               std::optional<double> step_s)
    : crossing_{crossing}, pipes_{pipes}, total_(pipes.pieces.size()) {
    for (const Pipe3d& pipe : crossing.pipes)
        resistance_.push_back(line_source_ports(pipe.body, 1.0).resistance_K_m_W(0, 0));
    for (const BlockSlab& slab : pipes.slabs)
        reactions_.push_back(reaction_of(slab, step_s));
}

const Pipe3d& BlockReactions::pipe_of(std::size_t piece) const {
    return crossing_.pipes[pipes_.pieces[piece].pipe];
}

bool BlockReactions::reacts(std::size_t piece, std::optional<double> step_s) const {
    const PieceKind kind = kind_of(pipe_of(piece));
    return kind == PieceKind::Held ||
           (kind == PieceKind::Still && step_s && pipe_of(piece).content_J_mK > 0.0);
}

BlockReactions::Reaction BlockReactions::reaction_of(const BlockSlab& slab,
                                                     std::optional<double> step_s) {
    Reaction reaction;
    std::vector<int> members;
    for (std::size_t m = 0; m < slab.pieces.size(); ++m) {
        if (!reacts(slab.pieces[m], step_s)) continue;
        members.push_back(static_cast<int>(m));
        reaction.pieces.push_back(slab.pieces[m]);
    }
    Eigen::MatrixXd resistance = slab.lack_K_m_W(members, members);
    reaction.offset_K = Eigen::VectorXd::Zero(resistance.rows());
    for (int a = 0; a < resistance.rows(); ++a) {
        const std::size_t piece = reaction.pieces[static_cast<std::size_t>(a)];
        const Pipe3d& pipe = pipe_of(piece);
        double& own = resistance(a, a);
        own += resistance_[pipes_.pieces[piece].pipe];
        if (kind_of(pipe) == PieceKind::Still) own += *step_s / pipe.content_J_mK;
        own = std::max(own, kLeast_K_m_W);
        total_[piece] = own;
        for (std::size_t m = 0; m < slab.pieces.size(); ++m)
            reaction.offset_K[a] +=
                slab.lack_K_m_W(members[static_cast<std::size_t>(a)], static_cast<int>(m)) *
                given_heat_W_m(pipe_of(slab.pieces[m]));
    }
    reaction.admittance = resistance.inverse();
    return reaction;
}

void BlockReactions::add_to(std::vector<Eigen::Triplet<double>>& entries) const {
    const auto add = [&](const BlockPiece& a, const BlockPiece& b, double admittance) {
        for (const CellWeight& i : a.cells) {
            for (const CellWeight& j : b.cells) {
                if (i.cell >= j.cell)
                    entries.emplace_back(i.cell, j.cell,
                                         a.length_m * i.weight * j.weight * admittance);
            }
        }
    };
    for (const Reaction& reaction : reactions_) {
        for (std::size_t a = 0; a < reaction.pieces.size(); ++a) {
            for (std::size_t b = 0; b < reaction.pieces.size(); ++b)
                add(pipes_.pieces[reaction.pieces[a]], pipes_.pieces[reaction.pieces[b]],
                    reaction.admittance(static_cast<int>(a), static_cast<int>(b)));
        }
    }
}

Eigen::VectorXd BlockReactions::contents_of(const Reaction& reaction,
                                            const Eigen::VectorXd& content_C) const {
    Eigen::VectorXd contents = -reaction.offset_K;
    for (int a = 0; a < contents.size(); ++a)
        contents[a] += content_C[static_cast<int>(reaction.pieces[static_cast<std::size_t>(a)])];
    return contents;
}

void BlockReactions::drive(const Eigen::VectorXd& content_C, Eigen::VectorXd& right) const {
    const auto push = [&](std::size_t piece, double heat_W_m) {
        for (const CellWeight& w : pipes_.pieces[piece].cells)
            right[w.cell] += w.weight * pipes_.pieces[piece].length_m * heat_W_m;
    };
    for (std::size_t piece = 0; piece < pipes_.pieces.size(); ++piece)
        push(piece, given_heat_W_m(pipe_of(piece)));
    for (const Reaction& reaction : reactions_) {
        const Eigen::VectorXd heat = reaction.admittance * contents_of(reaction, content_C);
        for (int a = 0; a < heat.size(); ++a)
            push(reaction.pieces[static_cast<std::size_t>(a)], heat[a]);
    }
}

Eigen::VectorXd BlockReactions::heats(const Eigen::VectorXd& content_C,
                                      const Eigen::VectorXd& temperature_C) const {
    Eigen::VectorXd heat(static_cast<int>(pipes_.pieces.size()));
    for (std::size_t piece = 0; piece < pipes_.pieces.size(); ++piece)
        heat[static_cast<int>(piece)] = given_heat_W_m(pipe_of(piece));
    for (const Reaction& reaction : reactions_) {
        Eigen::VectorXd lead = contents_of(reaction, content_C);
        for (int a = 0; a < lead.size(); ++a)
            lead[a] -= reading_of(pipes_.pieces[reaction.pieces[static_cast<std::size_t>(a)]],
                                  temperature_C);
        const Eigen::VectorXd own = reaction.admittance * lead;
        for (int a = 0; a < own.size(); ++a)
            heat[static_cast<int>(reaction.pieces[static_cast<std::size_t>(a)])] = own[a];
    }
    return heat;
}

Eigen::VectorXd BlockReactions::outer_C(const Eigen::VectorXd& heat_W_m,
                                        const Eigen::VectorXd& temperature_C) const {
    Eigen::VectorXd outer(heat_W_m.size());
    for (const BlockSlab& slab : pipes_.slabs) {
        for (std::size_t a = 0; a < slab.pieces.size(); ++a) {
            double value = reading_of(pipes_.pieces[slab.pieces[a]], temperature_C);
            for (std::size_t b = 0; b < slab.pieces.size(); ++b)
                value += slab.lack_K_m_W(static_cast<int>(a), static_cast<int>(b)) *
                         heat_W_m[static_cast<int>(slab.pieces[b])];
            outer[static_cast<int>(slab.pieces[a])] = value;
        }
    }
    return outer;
}

}  // namespace maaiveld::influence
