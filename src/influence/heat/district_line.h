#pragma once

#include "base/error.h"
#include "influence/heat/district.h"

#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace maaiveld::influence {

/// How a stretch of a heat line loses heat: by the first-order closed form of its pipes, or by
/// coefficients the user gives (U2 = 0 for pipes that do not feel each other, or a single pipe).
using LineLoss = std::variant<LossCoefficients, PipePair, TwinPipe>;

/// A stretch of one kind of pipe in one ground.
struct LineReach {
    double length_m = 0.0;
    LineLoss loss;
    GroundChoice ground;
};

/// The return of a heat line: it flows back from the far end.
struct LineReturn {
    double flow_kg_s = 0.0;
    /// At the far end: this temperature, or the supply's temperature there less this drop.
    std::optional<double> far_end_C;
    std::optional<double> drop_K;
};

/// Supply (and return) from the source at x = 0 to the far end, steady flow.
struct HeatLine {
    std::string id;
    double supply_C = 0.0;  ///< at x = 0
    double supply_kg_s = 0.0;
    std::optional<LineReturn> back;       ///< absent: a supply alone; U2 is not used
    double heat_capacity_J_kgK = 4190.0;  ///< water at 10-90 C: 4180-4210
    std::vector<LineReach> reaches;       ///< from the source on
    std::vector<double> stations_m;       ///< where temperatures are wanted
};

std::optional<std::string> fault_of(const HeatLine& line);

struct LineStation {
    double at_m = 0.0;
    double supply_C = 0.0;
    std::optional<double> return_C;
    PairHeat heat;  ///< lost there per metre (supply side of the station at a boundary of reaches)
};

struct HeatLineResult {
    std::string id;
    double length_m = 0.0;
    double supply_end_C = 0.0;             ///< at the far end
    std::optional<double> return_start_C;  ///< at the far end
    std::optional<double> return_end_C;    ///< back at the source
    double supply_loss_W = 0.0;            ///< integral of q over the length
    double return_loss_W = 0.0;
    std::vector<LineStation> stations;
};

/// dT/dx = -q / (m cp) for the supply and against the flow for the return, with q of both
/// temperatures at x; solved exactly per reach (matrix exponential). Errors name the line.
base::Result<std::vector<HeatLineResult>> assess_heat_lines(const model::SoilProfile& soil,
                                                            const GroundSurface& surface,
                                                            const std::vector<HeatLine>& lines);

}  // namespace maaiveld::influence
