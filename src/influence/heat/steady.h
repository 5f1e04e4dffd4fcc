#pragma once

#include "base/error.h"
#include "influence/heat/heat_section.h"

#include <Eigen/Core>

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace maaiveld::influence {

class MultipoleModel;

/// How the film between ground and air is treated.
enum class SurfaceModel {
    Film,          ///< exactly: the flux through the surface is film * (ground - air) everywhere
    RaisedSurface  ///< as practice does (EN 13941): isothermal, conductivity / film higher up
};

/// What the exact solution may cost.
struct SteadyOptions {
    SurfaceModel surface = SurfaceModel::Film;
    double tolerance = 1e-10;  ///< on the thermal resistances, relative
    int highest_order = 64;    ///< of the multipoles; bodies that touch need many
    std::optional<int>
        order;  ///< the same order for all, nothing adapted (for convergence studies)
};

/// What gives off or takes up heat: a concentric body, or one core of a body with cores.
struct HeatSource {
    std::string id;
    std::size_t body = 0;
    std::optional<std::size_t> core;
};

/// How the temperature of every source follows from what was set at every source. Rows and columns
/// are in the order of `SteadySolver::sources()`.
struct InfluenceMatrix {
    /// Temperature of source i per unit of what is set at source j: kelvin per kelvin where j is
    /// held at a temperature, kelvin per W/m where its heat is given.
    Eigen::MatrixXd per_unit;
    /// The same times what was set: temperature i = undisturbed i + sum over j of kelvin(i, j).
    Eigen::MatrixXd kelvin;
    /// Kelvin that the heat given off by j adds at i: resistance(i, j) * heat j. Adds up to the
    /// same temperatures; here a held source counts with the heat it gives off, whoever caused it.
    Eigen::MatrixXd kelvin_by_heat;
};

/// A solved section.
class SteadyHeat {
public:
    SteadyHeat(std::shared_ptr<const MultipoleModel> model, std::vector<Condition> conditions,
               Eigen::VectorXd undisturbed_C, Eigen::VectorXd heat_W_m);

    /// One state per source, in their order.
    const std::vector<BodyState>& states() const { return states_; }
    /// The state of the source called `id`; nullptr when there is none.
    const BodyState* find(const std::string& id) const;
    const Eigen::VectorXd& undisturbed_C() const { return undisturbed_C_; }

    InfluenceMatrix influence() const;

    /// Kelvin above the undisturbed ground: in the soil, in rings and fillings, and in what a body
    /// carries. Zero above the surface of the ground.
    double rise_K(const Place& place) const;
    /// The rise on top of the undisturbed temperature: of the body inside one, of the surface (or
    /// the air above its film) elsewhere.
    double temperature_C(const Place& place) const;

    /// Heat that leaves through the surface per metre of street, by quadrature of the temperature
    /// gradient: another road to the sum of all heats.
    double surface_heat_W_m() const;
    /// Temperature that line sources of the same heats would give (Kennelly): of a concentric body
    /// behind its own rings and film. Nothing for a core, which has no line-source estimate.
    std::optional<double> kennelly_C(std::size_t source) const;
    double kennelly_C(const Place& place) const;

    /// Estimated relative truncation error of the thermal resistances.
    double accuracy() const;

private:
    std::shared_ptr<const MultipoleModel> model_;
    std::vector<Condition> conditions_;
    Eigen::VectorXd undisturbed_C_;
    Eigen::VectorXd heat_W_m_;
    Eigen::VectorXd emitted_;   ///< multipole strengths, see multipole.h
    Eigen::VectorXd incoming_;  ///< what reaches each circle from elsewhere
    std::vector<BodyState> states_;
};

/// Steady conduction around round bodies in uniform ground below a flat surface, exact in two
/// dimensions up to the order of the multipoles (docs/theory/heat-steady.md).
///
/// Geometry and conductivities go into a dense system that is factored once, by `build`; what is
/// set at the sources may then change at the cost of a few additions per source.
class SteadySolver {
public:
    /// Refused: more than one soil layer (that is tier 2), and everything `fault_in` refuses.
    static base::Result<SteadySolver> build(const HeatSection& section,
                                            const SteadyOptions& options = {});

    const std::vector<HeatSource>& sources() const;
    /// Kelvin at source i per W/m given off by source j; symmetric.
    const Eigen::MatrixXd& resistance_K_m_W() const;
    /// Highest multipole order used around any body, and the estimated relative error left.
    int order() const;
    double accuracy() const;

    /// With what the section itself sets.
    base::Result<SteadyHeat> solve() const;
    /// With other conditions and undisturbed temperatures, one of each per source. Refused: other
    /// numbers of them, temperatures below absolute zero, numbers that are not finite.
    base::Result<SteadyHeat> solve(const std::vector<Condition>& conditions,
                                   const std::vector<double>& undisturbed_C) const;
    /// What the section itself sets, one per source, to start from.
    std::vector<Condition> conditions() const;
    std::vector<double> undisturbed_C() const;

private:
    explicit SteadySolver(std::shared_ptr<const MultipoleModel> model);
    std::shared_ptr<const MultipoleModel> model_;
};

/// The steady state of one section: `SteadySolver::build` and `solve` in one call.
base::Result<SteadyHeat> solve_steady(const HeatSection& section,
                                      const SteadyOptions& options = {});

}  // namespace maaiveld::influence
