#include "influence/heat/volumes_equations.h"

#include "influence/heat/volumes_fronts.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

namespace maaiveld::influence {

VolumeEquations::VolumeEquations(std::shared_ptr<const VolumeModel> model)
    : model_{std::move(model)},
      soil_{model_->section.soil, model_->section.surface, model_->grid},
      fronts_m_{Eigen::VectorXd::Zero(model_->bodies())},
      columns_{source_columns(*model_)} {
    // A cable stores about as much heat as the soil in its place; what a pipe holds is told apart.
    for (const HeatBody& body : model_->section.bodies) {
        const bool gives = std::holds_alternative<GivenHeat>(body.condition);
        if (!gives || !body.cores.empty()) soil_.displace(body);
    }
}

void VolumeEquations::factor(const Eigen::VectorXd& storage_W_mK,
                             const Eigen::VectorXd& store_W_mK) {
    Eigen::SparseMatrix<double> matrix = soil_.conductance();
    for (int cell = 0; cell < matrix.cols(); ++cell)
        matrix.coeffRef(cell, cell) += storage_W_mK[cell];
    if (!analysed_) factor_.analyzePattern(matrix);
    analysed_ = true;
    factor_.factorize(matrix);
    ++factorizations_;
    answers_ = Eigen::MatrixXd(columns_.rows(), columns_.cols());
    Eigen::MatrixXd read(columns_.cols(), columns_.cols());
    for (int k = 0; k < columns_.cols(); ++k) {
        answers_.col(k) = factor_.solve(columns_.col(k));
        read.col(k) = readings(*model_, answers_.col(k));
    }
    coupling_.emplace(*model_, soil_, read, store_W_mK, fronts_m_);
}

void VolumeEquations::background(const Eigen::VectorXd& right,
                                 Eigen::VectorXd& temperature_C) const {
    temperature_C = factor_.solve(right);
}

VolumeEquations::Solution VolumeEquations::with_bodies(Eigen::VectorXd background,
                                                       std::span<const double> values,
                                                       const Eigen::VectorXd& content_C,
                                                       const Eigen::VectorXd& shift) const {
    Solution solution{std::move(background), {}};
    Eigen::VectorXd read = readings(*model_, solution.temperature_C);
    if (shift.size() > 0) read += shift;
    solution.bodies = coupling_->solve(read, values, content_C);
    if (columns_.cols() > 0) solution.temperature_C.noalias() += answers_ * solution.bodies.sources;
    return solution;
}

Eigen::VectorXd undisturbed_shift(const VolumeModel& model, double surface_C) {
    Eigen::VectorXd shift = Eigen::VectorXd::Zero(3 * model.bodies());
    for (int b = 0; b < model.bodies(); ++b) {
        const auto& undisturbed = model.section.bodies[static_cast<std::size_t>(b)].undisturbed_C;
        if (undisturbed) shift[3 * b] = *undisturbed - surface_C;
    }
    return shift;
}

namespace {

/// Largest change of a front against its radius.
double relative_change(const Eigen::VectorXd& before, const Eigen::VectorXd& after) {
    double change = 0.0;
    for (int k = 0; k < before.size(); ++k) {
        if (before[k] != after[k])
            change =
                std::max(change, std::abs(after[k] - before[k]) / std::max(before[k], after[k]));
    }
    return change;
}

}  // namespace

base::Result<VolumeEquations::Solution> steady_on(VolumeEquations& equations,
                                                  const Eigen::VectorXd& background,
                                                  const Eigen::VectorXd& shift,
                                                  std::span<const double> values,
                                                  const DryingOptions& drying) {
    VolumeSoil& soil = equations.soil();
    const Eigen::VectorXd none = Eigen::VectorXd::Zero(background.size());
    const Eigen::VectorXd no_store = Eigen::VectorXd::Zero(equations.model().state_count());
    const bool dries = drying.enabled && soil.can_dry();
    const Eigen::VectorXd dry_before = soil.dry();
    const Eigen::VectorXd fronts_before = equations.fronts_m();
    for (int k = 0; k < std::max(1, drying.max_iterations); ++k) {
        equations.factor(none, no_store);
        auto solution = equations.with_bodies(background, values, no_store, shift);
        if (!dries) return solution;
        const Eigen::VectorXd dry = soil.dried_by(solution.temperature_C).cwiseMax(dry_before);
        const Eigen::VectorXd fronts = moved_fronts(equations.model(), soil, equations.fronts_m(),
                                                    fronts_before, solution.bodies);
        const double change = std::max((dry - soil.dry()).lpNorm<Eigen::Infinity>(),
                                       relative_change(equations.fronts_m(), fronts));
        if (change <= drying.tolerance) return solution;
        soil.set_dry(dry);
        equations.fronts_m() = fronts;
    }
    return base::bad_input(
        fmt::format("the drying of the soil finds no balance in {} iterations; allow more, or a "
                    "larger `tolerance`",
                    drying.max_iterations),
        "drying");
}

}  // namespace maaiveld::influence
