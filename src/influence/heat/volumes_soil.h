#pragma once

#include "influence/heat/grid.h"
#include "influence/heat/heat_section.h"

#include <Eigen/SparseCore>

#include <optional>
#include <vector>

namespace maaiveld::influence {

/// The soil of a section cut into cells: what conducts, stores and has dried out.
///
/// A cell that layers cut conducts sideways as its layers in parallel and up and down as its layers
/// in series, so that layered ground without bodies is exact on any grid.
class VolumeSoil {
public:
    VolumeSoil(const model::SoilProfile& soil, const GroundSurface& surface,
               const SectionGrid& grid);

    /// The share of each cell that is dry, 0..1. Where the front cuts a cell its wet and dry part
    /// conduct in series.
    void set_dry(const Eigen::VectorXd& share);
    const Eigen::VectorXd& dry() const { return dry_; }
    /// True when some layer can dry out.
    bool can_dry() const { return can_dry_; }
    /// The share that `temperature_C` would dry, with the fall of temperature within a cell split
    /// between its dry and wet part as they conduct now. What was dry
    /// before is not looked at.
    Eigen::VectorXd dried_by(const Eigen::VectorXd& temperature_C) const;
    double dry_area_m2() const;

    /// K of K T = K_surface T_surface + sources, W/(m K); lower triangle, positive definite.
    Eigen::SparseMatrix<double> conductance() const;
    /// Conductance of each cell to the surface (through the film), W/(m K).
    const Eigen::VectorXd& to_surface() const { return to_surface_; }
    /// Of each cell, J/(m K); what bodies displace is taken off.
    const Eigen::VectorXd& capacity() const { return capacity_; }
    void displace(const HeatBody& body);

    /// Of the upper half of the cells of the first row.
    Eigen::VectorXd upper_W_m2K() const { return upper_.head(grid_.x.count()).cwiseInverse(); }

    double conductivity_W_mK(int cell) const { return sideways_[cell]; }
    /// From the centres of row j to those of the row below, per area, in the first column.
    double down_W_m2K(int j) const { return vertical_conductance(0, j) / grid_.x.size(0); }
    /// Undisturbed ground at `day`, one value per row of cells: the yearly wave of these rows.
    Eigen::VectorXd year_profile_C(const SurfaceYear& year, double day) const;

private:
    struct Part {  ///< of a row: one layer's thickness in its upper and lower half
        std::size_t layer = 0;
        double upper_m = 0.0;
        double lower_m = 0.0;
    };
    double part_conductivity(const Part& part, double dry_share) const;
    double dry_share(int i, int j, const Eigen::VectorXd& temperature_C) const;
    void conduct(int i, int j);
    double vertical_conductance(int i, int j) const;

    model::SoilProfile soil_;
    std::optional<double> film_W_m2K_;
    SectionGrid grid_;
    std::vector<std::vector<Part>> rows_;
    Eigen::VectorXd dry_;
    Eigen::VectorXd sideways_;  ///< W/(m K)
    Eigen::VectorXd upper_;     ///< resistance of the upper half, m2 K/W
    Eigen::VectorXd lower_;
    Eigen::VectorXd to_surface_;
    Eigen::VectorXd capacity_;
    bool can_dry_ = false;
};

}  // namespace maaiveld::influence
