#include "influence/em/conductor_system.h"

#include "influence/heat/input_check.h"

#include <Eigen/LU>

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

namespace maaiveld::influence {
namespace {

using Eigen::Index;
using Eigen::MatrixXcd;

double axis_distance_m(const LineConductor& a, const LineConductor& b) {
    return std::hypot(a.x_m - b.x_m, a.depth_m - b.depth_m);
}

Complex impedance_at(const EarthReturn& earth, EarthModel model,
                     const std::optional<LogarithmConstants>& constants, const LinePair& pair) {
    if (!constants) return mutual_impedance_ohm_m(earth, pair, model);
    const double logarithm = std::log(1.0 / pair.distance_m()) + constants->logarithm;
    return {constants->resistance_ohm_m, constants->reactance_ohm_m * logarithm};
}

std::optional<std::string> fault_in_one(const LineConductor& c) {
    InputCheck check;
    check.finite("x_m", c.x_m)
        .finite("depth_m", c.depth_m)
        .positive("gmr_m", c.gmr_m)
        .not_negative("tube_radius_m", c.tube_radius_m)
        .not_negative("r_ohm_km", c.resistance_ohm_m);
    if (check.fault()) return fmt::format("conductor `{}`: {}", c.id, *check.fault());
    return std::nullopt;
}

/// The radius a conductor surely fills: a wire is never thinner than its GMR.
double filled_radius_m(const LineConductor& c) {
    return c.tube_radius_m > 0.0 ? c.tube_radius_m : c.gmr_m;
}

bool holds(const LineConductor& tube, double distance_m, double radius_m) {
    return tube.tube_radius_m > 0.0 && distance_m + radius_m <= tube.tube_radius_m;
}

std::optional<std::string> fault_in_pair(const LineConductor& a, const LineConductor& b) {
    if (a.id == b.id) return fmt::format("two conductors are called `{}`", a.id);
    const double distance = axis_distance_m(a, b);
    const double radius_a = filled_radius_m(a);
    const double radius_b = filled_radius_m(b);
    // Touching bodies may come out of rounded coordinates.
    if (distance >= (radius_a + radius_b) * (1.0 - 1e-9)) return std::nullopt;
    if (holds(a, distance, radius_b) || holds(b, distance, radius_a)) return std::nullopt;
    return fmt::format(
        "conductors `{}` and `{}` overlap: their axes are {:.4g} m apart and they reach {:.4g} m "
        "and {:.4g} m from them",
        a.id, b.id, distance, radius_a, radius_b);
}

std::optional<std::string> fault_in_grounded(const ConductorSystem& system) {
    for (const std::string& id : system.grounded) {
        const auto is_it = [&](const LineConductor& c) { return c.id == id; };
        if (std::none_of(system.conductors.begin(), system.conductors.end(), is_it))
            return fmt::format("`grounded` names `{}`, which is no conductor of it", id);
        if (std::count(system.grounded.begin(), system.grounded.end(), id) > 1)
            return fmt::format("`grounded` names `{}` twice", id);
    }
    if (system.grounded.size() == system.conductors.size())
        return "every conductor is grounded; leave at least one that is not";
    return std::nullopt;
}

std::optional<std::string> fault_in_model(const ConductorSystem& system) {
    if (system.constants && system.model != EarthModel::Logarithmic)
        return "`constants` belong to the model modified_carson";
    if (system.model != EarthModel::WedepohlWilcox) return std::nullopt;
    for (const LineConductor& c : system.conductors) {
        if (c.depth_m < 0.0)
            return fmt::format("wedepohl_wilcox is for buried conductors; `{}` is above ground",
                               c.id);
    }
    return std::nullopt;
}

MatrixXcd picked(const MatrixXcd& from, const std::vector<Index>& rows,
                 const std::vector<Index>& columns) {
    return from(rows, columns);
}

void reduce(const ConductorSystem& system, ConductorSystemResult& result) {
    std::vector<Index> kept, grounded;
    for (std::size_t i = 0; i < system.conductors.size(); ++i) {
        const std::string& id = system.conductors[i].id;
        const bool is_grounded =
            std::find(system.grounded.begin(), system.grounded.end(), id) != system.grounded.end();
        (is_grounded ? grounded : kept).push_back(static_cast<Index>(i));
        (is_grounded ? result.grounded : result.kept).push_back(id);
        result.conductors.push_back(id);
    }
    result.reduced_ohm_m =
        kron_reduced(result.primitive_ohm_m, kept, grounded, &result.return_shares);
    if (kept.size() == 3)
        result.sequence = sequence_impedances(Eigen::Matrix3cd{result.reduced_ohm_m});
}

/// The pair farthest apart decides whether an approximation holds.
std::vector<std::string> notes_on(const EarthReturn& earth, const ConductorSystem& system) {
    LinePair widest;
    for (const LineConductor& a : system.conductors) {
        for (const LineConductor& b : system.conductors) {
            const LinePair pair{a.depth_m, b.depth_m, a.x_m - b.x_m};
            if (pair.distance_m() > widest.distance_m()) widest = pair;
        }
    }
    const auto doubt = doubt_about(earth, system.model, widest);
    return doubt ? std::vector<std::string>{*doubt} : std::vector<std::string>{};
}

base::Result<ConductorSystemResult> assess_system(const model::SoilProfile& soil,
                                                  double section_frequency_Hz,
                                                  const ConductorSystem& system) {
    const std::string where = fmt::format("conductors `{}`", system.id);
    const auto resistivity = earth_resistivity_ohm_m(system.resistivity_ohm_m, soil, where);
    if (!resistivity) return tl::unexpected(resistivity.error());
    const EarthReturn earth{system.frequency_Hz.value_or(section_frequency_Hz), *resistivity};

    InputCheck check;
    check.positive("frequency_Hz", earth.frequency_Hz)
        .require(!system.conductors.empty(), "there is no conductor")
        .part(fault_in_model(system))
        .part(fault_in(system.conductors))
        .part(fault_in_grounded(system));
    if (check.fault()) return base::bad_input(*check.fault(), where);

    ConductorSystemResult result;
    result.id = system.id;
    result.frequency_Hz = earth.frequency_Hz;
    result.resistivity_ohm_m = earth.resistivity_ohm_m;
    result.primitive_ohm_m =
        primitive_matrix_ohm_m(earth, system.model, system.constants, system.conductors);
    reduce(system, result);
    result.notes = notes_on(earth, system);
    if (!result.reduced_ohm_m.allFinite() || !result.primitive_ohm_m.allFinite())
        return base::bad_input("the impedances are not finite numbers for these sizes", where);
    return result;
}

}  // namespace

LinePair effective_pair(const LineConductor& a, const LineConductor& b) {
    const LineConductor& wider = a.tube_radius_m >= b.tube_radius_m ? a : b;
    if (axis_distance_m(a, b) < wider.tube_radius_m)
        return {wider.depth_m, wider.depth_m, wider.tube_radius_m};
    return {a.depth_m, b.depth_m, a.x_m - b.x_m};
}

MatrixXcd primitive_matrix_ohm_m(const EarthReturn& earth, EarthModel model,
                                 const std::optional<LogarithmConstants>& constants,
                                 const std::vector<LineConductor>& conductors) {
    const auto count = static_cast<Index>(conductors.size());
    MatrixXcd z(count, count);
    for (Index i = 0; i < count; ++i) {
        const LineConductor& a = conductors[static_cast<std::size_t>(i)];
        const LinePair self{a.depth_m, a.depth_m, a.gmr_m};
        z(i, i) = a.resistance_ohm_m + impedance_at(earth, model, constants, self);
        for (Index j = 0; j < i; ++j) {
            const LineConductor& b = conductors[static_cast<std::size_t>(j)];
            z(i, j) = z(j, i) = impedance_at(earth, model, constants, effective_pair(a, b));
        }
    }
    return z;
}

MatrixXcd kron_reduced(const MatrixXcd& primitive, const std::vector<Index>& kept,
                       const std::vector<Index>& grounded, MatrixXcd* shares) {
    const MatrixXcd z_kk = picked(primitive, kept, kept);
    if (grounded.empty()) return z_kk;
    const MatrixXcd z_gg = picked(primitive, grounded, grounded);
    const MatrixXcd share = -z_gg.partialPivLu().solve(picked(primitive, grounded, kept));
    if (shares != nullptr) *shares = share;
    return z_kk + picked(primitive, kept, grounded) * share;
}

std::optional<std::string> doubt_about(const EarthReturn& earth, EarthModel model,
                                       const LinePair& pair) {
    const double distance = pair.distance_m();
    const double reach = std::abs(earth.propagation_per_m()) * distance;
    if (model == EarthModel::WedepohlWilcox && reach >= 0.25)
        return fmt::format("wedepohl_wilcox holds for |g d| < 0.25; here it is {:.3g} at {:.3g} m",
                           reach, distance);
    const double limit_m = 0.15 * earth.return_depth_m();
    if (model == EarthModel::Logarithmic && distance >= limit_m)
        return fmt::format(
            "modified_carson holds up to 0.15 De = {:.4g} m; two lines are {:.4g} m "
            "apart",
            limit_m, distance);
    return std::nullopt;
}

SequenceImpedances sequence_impedances(const Eigen::Matrix3cd& phases_ohm_m) {
    const Complex a = std::polar(1.0, 2.0 * std::numbers::pi / 3.0);
    Eigen::Matrix3cd to_phases;
    to_phases << 1.0, 1.0, 1.0, 1.0, a * a, a, 1.0, a, a * a;
    SequenceImpedances result;
    result.matrix_ohm_m = to_phases.conjugate() * phases_ohm_m * to_phases / 3.0;
    result.z0_ohm_m = result.matrix_ohm_m(0, 0);
    result.z1_ohm_m = result.matrix_ohm_m(1, 1);
    result.z2_ohm_m = result.matrix_ohm_m(2, 2);
    return result;
}

std::optional<std::string> fault_in(const std::vector<LineConductor>& conductors) {
    for (std::size_t i = 0; i < conductors.size(); ++i) {
        if (auto fault = fault_in_one(conductors[i])) return fault;
        for (std::size_t j = 0; j < i; ++j) {
            if (auto fault = fault_in_pair(conductors[j], conductors[i])) return fault;
        }
    }
    return std::nullopt;
}

base::Result<double> earth_resistivity_ohm_m(const std::optional<double>& given,
                                             const model::SoilProfile& soil,
                                             const std::string& where) {
    std::optional<double> resistivity = given;
    if (!resistivity && !soil.layers.empty())
        resistivity = soil.layers.back().electrical_resistivity_ohm_m;
    if (!resistivity) {
        return base::bad_input(
            "the resistivity of the earth is not known: give `resistivity_ohm_m` here or "
            "`electrical_resistivity_ohm_m` of the deepest soil layer",
            where);
    }
    if (!(std::isfinite(*resistivity) && *resistivity > 0.0))
        return base::bad_input("`resistivity_ohm_m` must be above 0", where);
    return *resistivity;
}

base::Result<std::vector<ConductorSystemResult>> assess_conductors(
    const model::SoilProfile& soil, double frequency_Hz,
    const std::vector<ConductorSystem>& systems) {
    std::vector<ConductorSystemResult> results;
    for (const ConductorSystem& system : systems) {
        auto result = assess_system(soil, frequency_Hz, system);
        if (!result) return tl::unexpected(result.error());
        results.push_back(std::move(*result));
    }
    return results;
}

}  // namespace maaiveld::influence
