#pragma once

#include "influence/heat/volumes_model.h"

#include <Eigen/SparseCholesky>

#include <memory>
#include <optional>
#include <span>

namespace maaiveld::influence {

/// The equations of one state of the soil and one length of step, factored: cells by a sparse
/// Cholesky factor, bodies by a small dense system on top (Schur complement).
class VolumeEquations {
public:
    explicit VolumeEquations(std::shared_ptr<const VolumeModel> model);

    VolumeSoil& soil() { return soil_; }
    const VolumeSoil& soil() const { return soil_; }
    const VolumeModel& model() const { return *model_; }
    const std::shared_ptr<const VolumeModel>& shared_model() const { return model_; }

    /// How far soil finer than the cells has dried, per body; for the next factor().
    Eigen::VectorXd& fronts_m() { return fronts_m_; }
    const Eigen::VectorXd& fronts_m() const { return fronts_m_; }

    /// (K + `storage` per cell) and the bodies' system; `storage` in W/(m K), 0 for steady.
    void factor(const Eigen::VectorXd& storage_W_mK, const Eigen::VectorXd& store_W_mK);
    std::size_t factorizations() const { return factorizations_; }

    struct Solution {
        Eigen::VectorXd temperature_C;
        VolumeCoupling::Solution bodies;
    };
    /// The field without sources for a right-hand side, W/m per cell.
    void background(const Eigen::VectorXd& right, Eigen::VectorXd& temperature_C) const;
    /// Adds the bodies to a background field; `shift` is added to what they read of it.
    Solution with_bodies(Eigen::VectorXd background, std::span<const double> values,
                         const Eigen::VectorXd& content_C, const Eigen::VectorXd& shift = {}) const;
    /// Conductivity of the soil at each body, W/(m K).
    Eigen::VectorXd soil_around_bodies() const { return soil_around(*model_, soil_); }

private:
    std::shared_ptr<const VolumeModel> model_;
    VolumeSoil soil_;
    Eigen::VectorXd fronts_m_;
    Eigen::MatrixXd columns_;  ///< unit sources
    Eigen::MatrixXd answers_;  ///< of the cells to them
    Eigen::SimplicialLLT<Eigen::SparseMatrix<double>, Eigen::Lower, Eigen::AMDOrdering<int>>
        factor_;
    std::optional<VolumeCoupling> coupling_;
    bool analysed_ = false;
    std::size_t factorizations_ = 0;
};

/// Per body the temperature of the undisturbed ground there above that of `surface_C`, where the
/// section gives one: what has to be added to readings of a field that does not know it.
Eigen::VectorXd undisturbed_shift(const VolumeModel& model, double surface_C);

/// What bodies do for ever on top of `background` (for example undisturbed ground); `shift` is
/// added to what the bodies read of it (may be empty). Repeats until the dry soil is the soil that
/// dries; leaves `equations` in that state. Dry soil stays dry. Errors: no balance within the
/// iterations allowed.
base::Result<VolumeEquations::Solution> steady_on(VolumeEquations& equations,
                                                  const Eigen::VectorXd& background,
                                                  const Eigen::VectorXd& shift,
                                                  std::span<const double> values,
                                                  const DryingOptions& drying);

}  // namespace maaiveld::influence
