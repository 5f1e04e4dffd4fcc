#pragma once

#include "base/error.h"
#include "influence/em/earth_return.h"
#include "model/soil.h"

#include <Eigen/Core>

#include <optional>
#include <string>
#include <vector>

namespace maaiveld::influence {

/// Constants of modified Carson's equation as books print them, for who must reproduce a book:
/// z = resistance + j reactance (ln(1 / d[m]) + logarithm).
struct LogarithmConstants {
    double resistance_ohm_m = 0.0;
    double reactance_ohm_m = 0.0;
    double logarithm = 0.0;
};

/// One conductor of a line: a wire, or a tube when `tube_radius_m` is given. A wire inside a tube
/// may lie anywhere in it.
struct LineConductor {
    std::string id;
    double x_m = 0.0;
    double depth_m = 0.0;        ///< negative above the ground
    double gmr_m = 0.0;          ///< geometric mean radius; of a thin tube its radius
    double tube_radius_m = 0.0;  ///< 0 for a wire
    double resistance_ohm_m = 0.0;
};

/// A set of parallel conductors with a common earth.
struct ConductorSystem {
    std::string id;
    EarthModel model = EarthModel::Full;
    std::optional<LogarithmConstants> constants;  ///< with EarthModel::Logarithmic only
    std::optional<double> frequency_Hz;           ///< absent: the section's
    std::optional<double> resistivity_ohm_m;      ///< absent: the deepest layer of the soil
    std::vector<LineConductor> conductors;
    std::vector<std::string> grounded;  ///< at 0 V all along: eliminated
};

/// Impedances of positive, negative and zero sequence.
struct SequenceImpedances {
    Eigen::Matrix3cd matrix_ohm_m;  ///< order 0, 1, 2; only diagonal for a transposed line
    Complex z0_ohm_m, z1_ohm_m, z2_ohm_m;
};

struct ConductorSystemResult {
    std::string id;
    double frequency_Hz = 0.0;
    double resistivity_ohm_m = 0.0;
    std::vector<std::string> conductors;  ///< rows of `primitive`
    Eigen::MatrixXcd primitive_ohm_m;
    std::vector<std::string> kept;      ///< rows of `reduced`
    Eigen::MatrixXcd reduced_ohm_m;     ///< after elimination of the grounded ones
    std::vector<std::string> grounded;  ///< rows of `return_shares`
    Eigen::MatrixXcd return_shares;     ///< current in each grounded per ampere in each kept one
    std::optional<SequenceImpedances> sequence;  ///< when three conductors are kept
    std::vector<std::string> notes;  ///< where an approximation is used beyond its validity
};

/// The geometry that counts for the mutual impedance: that of the axes, or, when one lies inside
/// the other's tube, two lines at the tube's depth and its radius apart (inside a tube with a
/// uniform current the field along it is the same everywhere).
LinePair effective_pair(const LineConductor& a, const LineConductor& b);

/// The full impedance matrix per metre, `conductors` in their order. Diagonal: resistance plus the
/// external impedance at the geometric mean radius (so internal reactance is in).
Eigen::MatrixXcd primitive_matrix_ohm_m(const EarthReturn& earth, EarthModel model,
                                        const std::optional<LogarithmConstants>& constants,
                                        const std::vector<LineConductor>& conductors);

/// Kron reduction: the matrix seen by the conductors `kept` when all `grounded` are at 0 V.
/// `shares` receives the currents of the grounded ones per ampere in the kept ones.
Eigen::MatrixXcd kron_reduced(const Eigen::MatrixXcd& primitive,
                              const std::vector<Eigen::Index>& kept,
                              const std::vector<Eigen::Index>& grounded, Eigen::MatrixXcd* shares);

/// Why `model` should not be used for this pair, in words; nothing when it may.
std::optional<std::string> doubt_about(const EarthReturn& earth, EarthModel model,
                                       const LinePair& pair);

/// Symmetrical components of a 3 x 3 matrix (Fortescue).
SequenceImpedances sequence_impedances(const Eigen::Matrix3cd& phases_ohm_m);

/// What is wrong with the conductors, in words; nothing when they can be computed. Refuses equal
/// ids, sizes that are not positive, wires that overlap and tubes that cut through each other.
std::optional<std::string> fault_in(const std::vector<LineConductor>& conductors);

/// The earth's resistivity for currents that spread as deep as the return depth: the given one, or
/// that of the deepest layer of the profile.
base::Result<double> earth_resistivity_ohm_m(const std::optional<double>& given,
                                             const model::SoilProfile& soil,
                                             const std::string& where);

base::Result<std::vector<ConductorSystemResult>> assess_conductors(
    const model::SoilProfile& soil, double frequency_Hz,
    const std::vector<ConductorSystem>& systems);

}  // namespace maaiveld::influence
