#pragma once

#include "influence/heat/volumes_model.h"

namespace maaiveld::influence {

/// Everything needed to tell the temperature anywhere at one moment.
struct VolumeHeat::Field {
    std::shared_ptr<const VolumeModel> model;
    Eigen::VectorXd temperature_C;  ///< per cell
    Eigen::VectorXd to_surface;     ///< per cell, W/(m K)
    Eigen::VectorXd upper_W_m2K;    ///< of the upper half of the cells of the first row
    Eigen::VectorXd sources;        ///< 3 per body
    Eigen::VectorXd soil_W_mK;      ///< per body
    Eigen::VectorXd heat_W_m;       ///< per state
    Eigen::VectorXd state_C;        ///< per state
    Eigen::VectorXd outer_C;        ///< per body
    double surface_C = 0.0;
    double dry_area_m2 = 0.0;
};

/// The field of a solution: cells, bodies and near fields.
VolumeHeat::Field field_of(std::shared_ptr<const VolumeModel> model, const VolumeSoil& soil,
                           const Eigen::VectorXd& soil_around_W_mK,
                           const VolumeCoupling::Solution& solution,
                           const Eigen::VectorXd& temperature_C, double surface_C);

/// The same solution as one state per body or core.
std::vector<BodyState> states_of(const HeatSection& section,
                                 const VolumeCoupling::Solution& solution);

double temperature_in(const VolumeHeat::Field& field, Place at);

}  // namespace maaiveld::influence
