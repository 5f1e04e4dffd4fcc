#pragma once

#include "base/error.h"
#include "influence/heat/volumes.h"

#include <memory>
#include <span>
#include <string>
#include <vector>

namespace maaiveld::influence {

enum class TimeScheme {
    Euler,  ///< implicit, first order, never overshoots
    Bdf2    ///< implicit, second order; the first step is an Euler step
};

/// Heat stored by what a body (or a core) holds: standing water, a conductor. J/(m K) per metre.
/// Without one the content follows its surroundings at once.
struct BodyContent {
    std::string body;
    double heat_capacity_J_mK = 0.0;
};

/// A section that moves through time in steps of one length.
///
/// Temperatures at the surface and the bodies' values may change with every step at no cost: the
/// equations are factored once per length of step and state of the soil.
class TransientHeat {
public:
    /// Errors as solve_steady_volumes; unknown bodies in `contents`.
    static base::Result<TransientHeat> build(const HeatSection& section,
                                             const VolumeOptions& options,
                                             const std::vector<BodyContent>& contents = {});
    TransientHeat(TransientHeat&&) noexcept;
    TransientHeat& operator=(TransientHeat&&) noexcept;
    ~TransientHeat();

    /// Undisturbed ground of one temperature, or as a yearly wave leaves it at `day` (layers and
    /// film included, exact for this grid). Bodies give no heat yet.
    void start_uniform(double temperature_C);
    void start_year(const SurfaceYear& year, double day);
    /// Adds what the bodies do to the ground when `values` have acted for ever. Drying included.
    base::Result<void> add_steady(std::span<const double> values);

    /// Sets the length of the next steps; factors when it differs from the last one.
    base::Result<void> use_step(double step_s, TimeScheme scheme);
    /// One step. `surface_C` is the surface's (or air's) temperature at its end, `values` one
    /// number per state: the temperature of a held one, the heat of a given one, ignored for no
    /// heat. An Error when drying finds no balance.
    base::Result<void> step(double surface_C, std::span<const double> values);

    /// One per body, or per core, in the order of the section.
    const std::vector<BodyState>& states() const;
    std::size_t state_count() const;
    /// The values of the section's own conditions, as `step` wants them.
    std::vector<double> given_values() const;
    double temperature_at(Place at) const;
    /// A snapshot that outlives the next step: isotherms.
    VolumeHeat snapshot() const;

    /// Heat in the last step, W per metre of street: what the bodies gave, what left through the
    /// surface, what the ground and contents stored. Their balance is zero to rounding.
    double given_W_m() const;
    double through_surface_W_m() const;
    double stored_W_m() const;
    double dry_area_m2() const;
    std::size_t cell_count() const;
    std::size_t factorizations() const;

private:
    struct State;
    explicit TransientHeat(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

}  // namespace maaiveld::influence
