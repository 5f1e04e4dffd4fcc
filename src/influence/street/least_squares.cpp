#include "influence/street/least_squares.h"

#include <Eigen/Dense>

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <optional>

namespace maaiveld::influence {
namespace {

constexpr int kMostRounds = 60;
constexpr int kMostAttempts = 14;
constexpr double kSettled = 1e-6;  ///< largest last move of a coordinate, in its own scale
/// Logarithms move by a factor of two at most, so that a poor start cannot leap away.
constexpr double kLongestStep = 0.7;
/// A standard error above this share of a positive value: the readings do not tell.
constexpr double kDeterminedShare = 0.10;
constexpr double kDeterminedError = 1.0;
/// Smallest eigenvalue of the correlation of sensitivities that still parts two parameters.
constexpr double kParted = 1e-8;
/// Sensitivities this much smaller than the largest are rounding.
constexpr double kFelt = 1e-9;

using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;

const FreeParameter& parameter(const FitProblem& problem, Index p) {
    return problem.parameters[static_cast<std::size_t>(p)];
}

/// Takes linear unknowns out of quadratic forms: x' P y with P = I - N (N'N + w^2)^-1 N'.
class Projection {
public:
    Projection(MatrixXd columns, double weight) : columns_{std::move(columns)} {
        if (columns_.cols() == 0) return;
        MatrixXd normal = columns_.transpose() * columns_;
        normal.diagonal().array() += weight * weight + 1e-12 * normal.diagonal().maxCoeff();
        solver_.compute(normal);
    }
    MatrixXd applied(const MatrixXd& x) const {
        if (columns_.cols() == 0) return x;
        return x - columns_ * solver_.solve(columns_.transpose() * x);
    }

private:
    MatrixXd columns_;
    Eigen::LDLT<MatrixXd> solver_;
};

Projection projection_at(const FitProblem& problem, const VectorXd& at) {
    MatrixXd columns(problem.wanted.size(), 0);
    if (problem.nuisance) columns = problem.nuisance(at);
    return {std::move(columns), problem.nuisance_weight};
}

VectorXd prior_pull(const FitProblem& problem, const VectorXd& at) {
    VectorXd pull(at.size());
    for (Index p = 0; p < at.size(); ++p) {
        const FreeParameter& one = parameter(problem, p);
        pull(p) = one.prior_weight * (one.coordinate(one.start) - at(p));
    }
    return pull;
}

VectorXd prior_weights(const FitProblem& problem) {
    VectorXd weights(static_cast<Index>(problem.parameters.size()));
    for (Index p = 0; p < weights.size(); ++p)
        weights(p) = parameter(problem, p).prior_weight;
    return weights;
}

/// Residual and what it costs with everything that is known beforehand.
struct Trial {
    VectorXd residual;  ///< raw
    double cost = 0.0;
};

base::Result<Trial> tried(const FitProblem& problem, const Projection& projection,
                          const VectorXd& at) {
    const auto values = problem.computed(at);
    if (!values) return tl::unexpected(values.error());
    if (!values->allFinite()) return base::bad_input("the model gives no finite temperature");
    Trial trial{problem.wanted - *values, 0.0};
    const VectorXd left = projection.applied(trial.residual);
    trial.cost = trial.residual.dot(left) + prior_pull(problem, at).squaredNorm();
    return trial;
}

base::Result<MatrixXd> sensitivities(const FitProblem& problem, const VectorXd& at) {
    MatrixXd all(problem.wanted.size(), at.size());
    for (Index p = 0; p < at.size(); ++p) {
        VectorXd above = at;
        VectorXd below = at;
        above(p) = std::min(parameter(problem, p).highest, at(p) + parameter(problem, p).step);
        below(p) = std::max(parameter(problem, p).lowest, at(p) - parameter(problem, p).step);
        const auto more = problem.computed(above);
        if (!more) return tl::unexpected(more.error());
        const auto less = problem.computed(below);
        if (!less) return tl::unexpected(less.error());
        all.col(p) = (*more - *less) / (above(p) - below(p));
    }
    return all;
}

/// The normal equations of one round.
struct Normal {
    MatrixXd matrix;  ///< without priors
    VectorXd gradient;
};

VectorXd step_of(const FitProblem& problem, const Normal& normal, const VectorXd& at,
                 double damping) {
    const VectorXd weights = prior_weights(problem);
    MatrixXd damped = normal.matrix;
    damped.diagonal() += weights.cwiseAbs2();
    const VectorXd diagonal = damped.diagonal();
    damped.diagonal() += damping * diagonal;
    damped.diagonal().array() += 1e-12 * (1e-30 + diagonal.maxCoeff());
    VectorXd step = damped.ldlt().solve(normal.gradient);
    for (Index p = 0; p < step.size(); ++p) {
        if (parameter(problem, p).positive)
            step(p) = std::clamp(step(p), -kLongestStep, kLongestStep);
        step(p) = std::clamp(step(p), parameter(problem, p).lowest - at(p),
                             parameter(problem, p).highest - at(p));
    }
    return step;
}

/// One round: the best damped step, or none that helps. Returns how far it went, in steps of
/// differentiation.
base::Result<double> advance(const FitProblem& problem, const Projection& projection,
                             const Normal& normal, double& damping, VectorXd& at, Trial& trial) {
    for (int attempt = 0; attempt < kMostAttempts; ++attempt) {
        const VectorXd step = step_of(problem, normal, at, damping);
        const auto next = tried(problem, projection, at + step);
        if (next && next->cost < trial.cost) {
            double moved = 0.0;
            for (Index p = 0; p < step.size(); ++p)
                moved = std::max(moved, std::abs(step(p)) / parameter(problem, p).step);
            if (trial.cost - next->cost < 1e-10 * trial.cost) moved = 0.0;
            at += step;
            trial = *next;
            damping = std::max(1e-9, 0.2 * damping);
            return 1e-3 * moved;
        }
        damping *= 5.0;
    }
    return 0.0;
}

double begin_of(const FitProblem& problem, Index p) {
    const FreeParameter& one = parameter(problem, p);
    const auto place = static_cast<std::size_t>(p);
    return one.coordinate(place < problem.begin.size() ? problem.begin[place] : one.start);
}

}  // namespace

double FreeParameter::natural(double coordinate) const {
    return positive ? std::exp(coordinate) : coordinate;
}

double FreeParameter::coordinate(double natural) const {
    return positive ? std::log(natural) : natural;
}

double Fit::natural(const FitProblem& problem, const std::string& name, double otherwise) const {
    for (Index p = 0; p < at.size(); ++p) {
        if (parameter(problem, p).name == name) return parameter(problem, p).natural(at(p));
    }
    return otherwise;
}

base::Result<Fit> least_squares(const FitProblem& problem) {
    Fit fit;
    fit.at.resize(static_cast<Index>(problem.parameters.size()));
    for (Index p = 0; p < fit.at.size(); ++p)
        fit.at(p) = begin_of(problem, p);
    double damping = 1e-3;
    for (fit.rounds = 1; fit.rounds <= kMostRounds; ++fit.rounds) {
        const Projection projection = projection_at(problem, fit.at);
        auto trial = tried(problem, projection, fit.at);
        if (!trial) return tl::unexpected(trial.error());
        const auto sensitivity = sensitivities(problem, fit.at);
        if (!sensitivity) return tl::unexpected(sensitivity.error());
        const MatrixXd left = projection.applied(*sensitivity);
        Normal normal{sensitivity->transpose() * left, left.transpose() * trial->residual};
        normal.gradient += prior_weights(problem).cwiseProduct(prior_pull(problem, fit.at));
        const auto moved = advance(problem, projection, normal, damping, fit.at, *trial);
        if (!moved) return tl::unexpected(moved.error());
        fit.residual = projection.applied(trial->residual);
        fit.normal = normal.matrix;
        if (*moved < kSettled) return fit;
    }
    return base::bad_input(
        fmt::format("no fit after {} rounds; the readings and the street do not belong together",
                    kMostRounds),
        "calibration");
}

namespace {

/// The parameters that the data feel at all, and how they go together.
struct Felt {
    std::vector<Index> live;
    VectorXd scale;  ///< of all
    Eigen::SelfAdjointEigenSolver<MatrixXd> eigen;

    std::optional<Index> place_of(Index p) const {
        const auto found = std::find(live.begin(), live.end(), p);
        if (found == live.end()) return std::nullopt;
        return static_cast<Index>(found - live.begin());
    }
};

Felt felt_of(const MatrixXd& normal) {
    Felt felt;
    felt.scale = normal.diagonal().cwiseMax(0.0).cwiseSqrt();
    for (Index p = 0; p < felt.scale.size(); ++p) {
        if (felt.scale(p) > kFelt * felt.scale.maxCoeff()) felt.live.push_back(p);
    }
    const auto m = static_cast<Index>(felt.live.size());
    MatrixXd correlation(m, m);
    for (Index i = 0; i < m; ++i) {
        for (Index j = 0; j < m; ++j) {
            const Index a = felt.live[static_cast<std::size_t>(i)];
            const Index b = felt.live[static_cast<std::size_t>(j)];
            correlation(i, j) = normal(a, b) / (felt.scale(a) * felt.scale(b));
        }
    }
    felt.eigen.compute(correlation);
    return felt;
}

/// The largest other share in the direction that is least known.
std::string partner_of(const FitProblem& problem, const Felt& felt, Index k) {
    Index partner = -1;
    for (Index j = 0; j < static_cast<Index>(felt.live.size()); ++j) {
        if (j == k) continue;
        const auto share = [&](Index i) { return std::abs(felt.eigen.eigenvectors()(i, 0)); };
        if (partner < 0 || share(j) > share(partner)) partner = j;
    }
    if (partner < 0) return {};
    return parameter(problem, felt.live[static_cast<std::size_t>(partner)]).name;
}

Knowledge knowledge_at(const FitProblem& problem, const Fit& fit, const Felt& felt, Index p,
                       double variance) {
    Knowledge known;
    const auto place = felt.place_of(p);
    if (!place) return known;
    double spread = 0.0;
    bool lost = false;
    for (Index e = 0; e < static_cast<Index>(felt.live.size()); ++e) {
        const double share = felt.eigen.eigenvectors()(*place, e);
        const double eigenvalue = felt.eigen.eigenvalues()(e);
        if (eigenvalue < kParted) {
            lost = lost || std::abs(share) > 1e-2;
        } else {
            spread += share * share / eigenvalue;
        }
    }
    const FreeParameter& free = parameter(problem, p);
    const double error = std::sqrt(variance * spread) / felt.scale(p);
    const double value = free.natural(fit.at(p));
    known.standard_error = free.positive ? error * value : error;
    const bool ratio = free.positive || free.lowest == 0.0;
    const double allowed = ratio ? kDeterminedShare * std::abs(value) : kDeterminedError;
    known.determined = !lost && known.standard_error <= allowed;
    if (!known.determined) known.together_with = partner_of(problem, felt, *place);
    return known;
}

}  // namespace

std::vector<Knowledge> knowledge_of(const FitProblem& problem, const Fit& fit) {
    const Index n = fit.at.size();
    const double freedom = std::max<double>(1.0, static_cast<double>(fit.residual.size() - n));
    const double variance = fit.residual.squaredNorm() / freedom;
    const VectorXd weights = prior_weights(problem);
    std::vector<Knowledge> all;
    for (Index p = 0; p < n; ++p) {
        VectorXd others = weights;
        others(p) = 0.0;
        MatrixXd normal = fit.normal;
        normal.diagonal() += others.cwiseAbs2();
        all.push_back(knowledge_at(problem, fit, felt_of(normal), p, variance));
    }
    return all;
}

}  // namespace maaiveld::influence
