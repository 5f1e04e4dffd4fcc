#pragma once

#include "base/error.h"
#include "influence/heat/volumes.h"
#include "influence/heat/volumes_near.h"
#include "influence/heat/volumes_ports.h"
#include "influence/heat/volumes_soil.h"

#include <Eigen/Core>
#include <Eigen/LU>

#include <memory>
#include <optional>
#include <span>
#include <vector>

namespace maaiveld::influence {

/// What stays the same while a section is solved: cells, bodies and their near fields.
struct VolumeModel {
    HeatSection section;
    SectionGrid grid;
    NearField near_field = NearField::Dipole;
    std::vector<BodyKernel> kernels;
    std::vector<NearPatch> patches;
    /// What the grid's answer to (source, dipoles) of every body lacks at every body when the soil
    /// conducts 1 W/(m K); 3 rows and columns per body, symmetric.
    Eigen::MatrixXd lack;

    int bodies() const { return static_cast<int>(kernels.size()); }
    int state_count() const;
};

/// Errors: see check_section and section_grid.
base::Result<std::shared_ptr<const VolumeModel>> volume_model(const HeatSection& section,
                                                              const VolumeOptions& options);

/// Cells x 3 per body: what a unit source and unit dipoles of each body put into the cells.
Eigen::MatrixXd source_columns(const VolumeModel& model);

/// The kernels' readings of a field: mean, gradient right, gradient down per body.
Eigen::VectorXd readings(const VolumeModel& model, const Eigen::VectorXd& temperature_C);

/// A state per body, or per core: whom it belongs to and what is known there.
struct StatePlace {
    int body = 0;
    int core = 0;
    std::string id;
    Condition condition;
};
std::vector<StatePlace> state_places(const HeatSection& section);

/// The given number of a condition: temperature, heat, or 0.
double value_of(const Condition& condition);

/// Per body the conductivity of the soil around it: the mean of the cells that carry its source.
Eigen::VectorXd soil_around(const VolumeModel& model, const VolumeSoil& soil);

/// The bodies' own equations on top of the grid's answers: a dense system of one heat per state and
/// two dipoles per body. Changing temperatures or heats costs a back-substitution.
class VolumeCoupling {
public:
    /// `answer` holds the readings of the grid's answers to unit sources (3 per body, square);
    /// `store_W_mK` per state, what its content takes up per kelvin in a step (0: none).
    /// `fronts_m` per body: how far soil finer than the cells is dry (see NearSoil), 0: nowhere.
    VolumeCoupling(const VolumeModel& model, const VolumeSoil& soil, const Eigen::MatrixXd& answer,
                   const Eigen::VectorXd& store_W_mK, const Eigen::VectorXd& fronts_m);

    struct Solution {
        Eigen::VectorXd heat_W_m;             ///< per state, into the ground
        Eigen::VectorXd temperature_C;        ///< per state
        Eigen::VectorXd outer_temperature_C;  ///< per body
        Eigen::VectorXd sources;              ///< 3 per body: heat and dipole
    };
    /// `background` are the readings of the field without these sources, `values` one number per
    /// state, `content_C` the temperature from which each content warms up.
    Solution solve(const Eigen::VectorXd& background, std::span<const double> values,
                   const Eigen::VectorXd& content_C) const;

private:
    std::vector<StatePlace> places_;
    Eigen::VectorXd store_W_mK_;
    // Unknowns: a heat per state, then two dipoles per body. Readings: see `readings`.
    Eigen::MatrixXd answer_;            ///< readings from sources, near field included
    Eigen::MatrixXd to_sources_;        ///< sources from the unknowns
    Eigen::MatrixXd state_of_reading_;  ///< states' temperatures from readings
    Eigen::MatrixXd state_of_unknown_;  ///< and from unknowns
    Eigen::MatrixXd dipole_of_reading_;
    Eigen::PartialPivLU<Eigen::MatrixXd> system_;
};

}  // namespace maaiveld::influence
