#pragma once

#include "base/error.h"
#include "influence/heat/grid.h"
#include "influence/heat/heat_section.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace maaiveld::influence {

/// How the engine treats the ground close to a body, where the grid is too coarse.
enum class NearField {
    LineSource,  ///< every body is a line source: the limit of thin, widely spaced bodies
    Dipole       ///< bodies also bend the heat flow around them
};

/// Soil that dries out where it is warmer than its layer's drying temperature.
struct DryingOptions {
    bool enabled = true;      ///< no effect for layers without a dry conductivity
    double tolerance = 0.01;  ///< largest change of a cell's dry share between two solutions
    int max_iterations = 60;
};

struct VolumeOptions {
    GridOptions grid;
    NearField near_field = NearField::Dipole;
    DryingOptions drying;
};

/// A solved section: steady, or one moment of a transient.
///
/// Copies are cheap and share the solution.
class VolumeHeat {
public:
    struct Field;  ///< what temperature_at needs; private to this room

    VolumeHeat() = default;
    VolumeHeat(std::vector<BodyState> states, std::shared_ptr<const Field> field);

    /// One per body, or one per core of a body that has cores, in the order of the section.
    const std::vector<BodyState>& states() const { return states_; }
    /// Anywhere below the surface, also within a body: between its outer surface and its content
    /// the logarithmic profile through the rings; inside a filling with cores the mean of its rim.
    double temperature_at(Place at) const;
    /// From the ground into the air, per metre of street.
    double heat_through_surface_W_m() const;
    /// Of soil that has dried out, m2 of the section.
    double dry_area_m2() const;
    std::size_t cell_count() const;
    double surface_C() const;

private:
    std::vector<BodyState> states_;
    std::shared_ptr<const Field> field_;
};

/// Steady two-dimensional conduction in layered soil by finite volumes
/// (docs/theory/heat-volumes.md). Bodies are line sources (and dipoles) inside the cells with an
/// analytic near field. Errors name the body or the layer: overlap, above ground, impossible
/// numbers, drying that finds no balance.
base::Result<VolumeHeat> solve_steady_volumes(const HeatSection& section,
                                              const VolumeOptions& options = {});

/// A named place whose temperature is wanted.
struct VolumeProbe {
    std::string id;
    Place at;
};

/// One steady computation on the section's bodies.
struct VolumeRun {
    std::string id;
    VolumeOptions options;
    std::vector<VolumeProbe> probes;
};

struct VolumeProbeState {
    std::string id;
    double temperature_C = 0.0;
};

struct VolumeRunResult {
    std::string id;
    std::size_t cells = 0;
    double dry_area_m2 = 0.0;
    double heat_through_surface_W_m = 0.0;
    std::vector<BodyState> bodies;
    std::vector<VolumeProbeState> probes;
};

/// Errors name the run ("volume run `V1`") or the body.
base::Result<std::vector<VolumeRunResult>> assess_volumes(const HeatSection& section,
                                                          const std::vector<VolumeRun>& runs);

}  // namespace maaiveld::influence
