#include "influence/heat/volumes_fronts.h"
#include "influence/heat/volumes_model.h"

#include <cmath>

namespace maaiveld::influence {
namespace {

/// `lack` in soil of the given conductivities: between two bodies the mean of both counts.
Eigen::MatrixXd scaled_lack(const VolumeModel& model, const Eigen::VectorXd& soil_W_mK) {
    Eigen::MatrixXd lack = model.lack;
    for (int a = 0; a < model.bodies(); ++a) {
        for (int b = 0; b < model.bodies(); ++b)
            lack.block<3, 3>(3 * a, 3 * b) *= 2.0 / (soil_W_mK[a] + soil_W_mK[b]);
    }
    return lack;
}

}  // namespace

Eigen::VectorXd soil_around(const VolumeModel& model, const VolumeSoil& soil) {
    Eigen::VectorXd around = Eigen::VectorXd::Zero(model.bodies());
    for (int b = 0; b < model.bodies(); ++b) {
        for (const CellWeight& w : model.kernels[static_cast<std::size_t>(b)].parts[0])
            around[b] += w.weight * soil.conductivity_W_mK(w.cell);
    }
    return around;
}

VolumeCoupling::VolumeCoupling(const VolumeModel& model, const VolumeSoil& soil,
                               const Eigen::MatrixXd& answer, const Eigen::VectorXd& store_W_mK,
                               const Eigen::VectorXd& fronts_m)
    : places_{state_places(model.section)}, store_W_mK_{store_W_mK} {
    const int n = model.bodies();
    const int m = static_cast<int>(places_.size());
    const Eigen::VectorXd around = soil_around(model, soil);
    Eigen::MatrixXd lack = scaled_lack(model, around);
    for (int b = 0; b < n; ++b)
        lack(3 * b, 3 * b) = near_soil(model, soil, b).resistance_K_m_W(fronts_m[b]);
    answer_ = answer + lack;
    to_sources_ = Eigen::MatrixXd::Zero(3 * n, m + 2 * n);
    state_of_reading_ = Eigen::MatrixXd::Zero(m, 3 * n);
    Eigen::MatrixXd own = Eigen::MatrixXd::Zero(m, m + 2 * n);  // T_content - T_outer by heat
    Eigen::MatrixXd emitted = Eigen::MatrixXd::Zero(2 * n, m + 2 * n);
    dipole_of_reading_ = Eigen::MatrixXd::Zero(2 * n, 3 * n);
    int first = 0;
    for (int b = 0; b < n; ++b) {
        const HeatBody& body = model.section.bodies[static_cast<std::size_t>(b)];
        const BodyPorts ports = model.near_field == NearField::Dipole
                                    ? body_ports(body, around[b])
                                    : line_source_ports(body, around[b]);
        const int k = ports.contents();
        to_sources_.block(3 * b, first, 1, k).setOnes();
        to_sources_.block<2, 2>(3 * b + 1, m + 2 * b).setIdentity();
        state_of_reading_.block(first, 3 * b, k, 1).setOnes();
        state_of_reading_.block(first, 3 * b + 1, k, 2) = ports.lift_m;
        own.block(first, first, k, k) = ports.resistance_K_m_W;
        emitted.block(2 * b, first, 2, k) = ports.emit_m;
        dipole_of_reading_.block<2, 2>(2 * b, 3 * b + 1) = ports.bend_W_m_K;
        first += k;
    }
    const Eigen::MatrixXd read = answer_ * to_sources_;
    state_of_unknown_ = state_of_reading_ * read + own;
    Eigen::MatrixXd system = Eigen::MatrixXd::Zero(m + 2 * n, m + 2 * n);
    for (int s = 0; s < m; ++s) {
        if (std::holds_alternative<HeldTemperature>(
                places_[static_cast<std::size_t>(s)].condition)) {
            system.row(s) = state_of_unknown_.row(s);
        } else {
            system.row(s) = store_W_mK_[s] * state_of_unknown_.row(s);
            system(s, s) += 1.0;
        }
    }
    system.bottomRows(2 * n) = -dipole_of_reading_ * read - emitted;
    system.bottomRightCorner(2 * n, 2 * n) += Eigen::MatrixXd::Identity(2 * n, 2 * n);
    if (system.size() > 0) system_.compute(system);
}

VolumeCoupling::Solution VolumeCoupling::solve(const Eigen::VectorXd& background,
                                               std::span<const double> values,
                                               const Eigen::VectorXd& content_C) const {
    const auto m = static_cast<int>(places_.size());
    const Eigen::VectorXd still = state_of_reading_ * background;
    Eigen::VectorXd right(system_.rows());
    for (int s = 0; s < m; ++s) {
        const auto k = static_cast<std::size_t>(s);
        const Condition& condition = places_[k].condition;
        if (std::holds_alternative<HeldTemperature>(condition)) {
            right[s] = values[k] - still[s];
        } else {
            const double given = std::holds_alternative<GivenHeat>(condition) ? values[k] : 0.0;
            right[s] = given + store_W_mK_[s] * (content_C[s] - still[s]);
        }
    }
    right.tail(right.size() - m) = dipole_of_reading_ * background;
    Solution solution;
    if (m == 0) return solution;
    const Eigen::VectorXd unknown = system_.solve(right);
    solution.heat_W_m = unknown.head(m);
    solution.temperature_C = still + state_of_unknown_ * unknown;
    solution.sources = to_sources_ * unknown;
    const Eigen::VectorXd read = background + answer_ * solution.sources;
    solution.outer_temperature_C =
        Eigen::Map<const Eigen::VectorXd, 0, Eigen::InnerStride<3>>(read.data(), read.size() / 3);
    return solution;
}

}  // namespace maaiveld::influence
