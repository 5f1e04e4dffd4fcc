#pragma once

#include "base/error.h"
#include "influence/heat/heat_section.h"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace maaiveld::influence {

/// Direction of a pipe in a block of ground: y along the street, x across it.
enum class RunsAlong { X, Y };

/// Water that passes through a pipe and changes its temperature on the way.
struct PipeFlow {
    double inlet_C = 0.0;
    double heat_capacity_flow_W_K = 0.0;  ///< mass flow times specific heat, above 0
    bool backward = false;                ///< enters at the end instead of the beginning
};

/// A straight level pipe or cable in a block of ground. Without cores.
struct Pipe3d {
    HeatBody body;  ///< `at.x_m` is the offset: x of a pipe along y, y of one along x
    RunsAlong along = RunsAlong::Y;
    std::optional<double> from_m;  ///< absent: from the beginning of the block
    std::optional<double> to_m;    ///< absent: to its end
    std::optional<PipeFlow> flow;  ///< in place of the body's condition
    double content_J_mK = 0.0;     ///< stored per metre where there is no net heat (time steps)
};

struct Probe3d {
    std::string id;
    double x_m = 0.0;
    double y_m = 0.0;
    double depth_m = 0.0;
};

/// A block of ground with pipes that cross or end: crossings, rack ends, house connections.
struct Crossing3d {
    std::string id;
    std::vector<Pipe3d> pipes;
    std::vector<Probe3d> probes;
    double fine_m = 0.1;   ///< largest cell at a pipe, across it
    double along_m = 0.2;  ///< largest cell along a pipe at its ends
    double growth = 1.2;
    double widen_m = 10.0;  ///< so far away cells grow twice as fast
    double coarse_m = 10.0;
    double reach_m = 30.0;  ///< soil around the outermost pipes, crossings and ends
    std::size_t max_cells = 1'000'000;
    /// Steps of time (implicit Euler) from ground at the surface's temperature; absent: steady.
    std::optional<double> step_s;
    std::vector<double> output_s;  ///< reported at the end of the step; the last ends the run
};

/// One cell's length of a pipe.
struct PipePiece {
    double at_m = 0.0;  ///< of its middle, along the pipe's axis
    double length_m = 0.0;
    double temperature_C = 0.0;        ///< of the content
    double outer_temperature_C = 0.0;  ///< mean around the pipe
    double heat_W_m = 0.0;             ///< given off
};

struct Pipe3dState {
    std::string id;
    double min_C = 0.0;
    double max_C = 0.0;
    double max_at_m = 0.0;
    double mean_C = 0.0;             ///< over its length
    double heat_W = 0.0;             ///< given off within the block
    std::optional<double> outlet_C;  ///< with flow
    std::vector<PipePiece> pieces;
};

struct Crossing3dMoment {
    std::optional<double> time_s;  ///< absent: steady
    double heat_through_surface_W = 0.0;
    double stored_W = 0.0;
    std::vector<Pipe3dState> pipes;
    std::vector<double> probes_C;
};

struct Crossing3dResult {
    std::string id;
    std::size_t cells = 0;
    std::vector<std::string> probe_ids;
    std::vector<Crossing3dMoment> at;
};

/// Three-dimensional conduction by the same finite volumes (docs/theory/heat-volumes.md); pipes are
/// strings of line sources. Soil does not dry out here. Errors name the crossing and the pipe:
/// pipes that overlap, cross through each other or end before they begin, impossible numbers, a
/// block of too many cells, a flow that finds no balance.
base::Result<Crossing3dResult> solve_crossing_3d(const model::SoilProfile& soil,
                                                 const GroundSurface& surface,
                                                 const Crossing3d& crossing);

base::Result<std::vector<Crossing3dResult>> assess_crossings_3d(
    const model::SoilProfile& soil, const GroundSurface& surface,
    const std::vector<Crossing3d>& crossings);

}  // namespace maaiveld::influence
