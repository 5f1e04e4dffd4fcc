#pragma once

#include "base/error.h"
#include "influence/heat/heat_section.h"
#include "influence/heat/uniform_ground.h"

#include <optional>
#include <string>
#include <vector>

namespace maaiveld::influence {

// District-heating pipes as closed forms: beside the exact solution of a section, for design and
// as a check. Temperatures are those of the water; steel and the film inside it are neglected.

/// Polyurethane foam loses its cell gas by diffusion: the conductivity goes from `new_W_mK` to
/// `aged_W_mK` as 1 - exp(-age / time constant). A practice model: both ends and the time constant
/// are input; 0.026 to 0.030 W/mK are the usual ends (docs/theory/district-heat.md).
struct InsulationAgeing {
    double new_W_mK = 0.0;
    double aged_W_mK = 0.0;
    double time_constant_years = 0.0;
};

/// Conductivity at `age_years` (0 or more).
double aged_conductivity_W_mK(const InsulationAgeing& ageing, double age_years);

/// The foam of a preinsulated pipe: one conductivity, or one that ages.
struct Insulation {
    double conductivity_W_mK = 0.0;  ///< not used when `ageing` is given
    std::optional<InsulationAgeing> ageing;
    double age_years = 0.0;
};

double conductivity_W_mK(const Insulation& insulation);

/// The plastic pipe around the foam.
struct CasingWall {
    double wall_m = 0.0;
    double conductivity_W_mK = 0.0;
};

/// Two equal preinsulated pipes beside each other at one depth.
struct PipePair {
    double depth_m = 0.0;    ///< surface to the axes
    double spacing_m = 0.0;  ///< axis to axis
    double pipe_outer_diameter_m = 0.0;
    double casing_outer_diameter_m = 0.0;
    Insulation insulation;
    std::optional<CasingWall> casing;  ///< absent: the foam reaches the casing's outside
};

/// Two equal pipes beside each other in one round insulation.
struct TwinPipe {
    double depth_m = 0.0;    ///< surface to the middle of the casing
    double spacing_m = 0.0;  ///< axis to axis of the inner pipes
    double pipe_outer_diameter_m = 0.0;
    double casing_outer_diameter_m = 0.0;  ///< of the insulation; a thin casing counts as foam
    Insulation insulation;
};

/// What is impossible about them (overlap, above ground, negative, ...), or nothing.
std::optional<std::string> fault_of(const Insulation& insulation);
std::optional<std::string> fault_of(const PipePair& pair);
std::optional<std::string> fault_of(const TwinPipe& twin);

/// Heat given off by the supply and by the return, per metre of trench.
struct PairHeat {
    double supply_W_m = 0.0;
    double return_W_m = 0.0;

    double total_W_m() const { return supply_W_m + return_W_m; }
};

/// q_supply = U1 (T_supply - T0) - U2 (T_return - T0), and the same with the two swapped.
struct LossCoefficients {
    double U1_W_m_K = 0.0;
    double U2_W_m_K = 0.0;
};

PairHeat heat_of(const LossCoefficients& u, double supply_C, double return_C, double ground_C);

/// EN 13941-1 / Bohm (2000): line sources with images. Needs a valid pair.
struct PairResistances {
    double Rs_K_m_W = 0.0;  ///< soil: ln(4 Zc / Dc) / (2 pi ls), Zc = Z + R0 ls
    double Ri_K_m_W = 0.0;  ///< insulation and casing
    double Rh_K_m_W = 0.0;  ///< between the pipes: ln(1 + (2 Zc / C)^2) / (4 pi ls)
    LossCoefficients u;     ///< U1 = (Rs + Ri) / ((Rs + Ri)^2 - Rh^2), U2 = Rh / (...)
};

PairResistances en13941(const PipePair& pair, const UniformGround& ground);

/// Wallenten (1991): T = Ts +- Ta, q = 2 pi lambda ((Ts - T0) hs +- Ta ha), with Ts and Ta half
/// the sum and half the difference of the two temperatures. The zeroth order has line sources only,
/// the first adds a dipole in every pipe. hs and ha have no dimension.
struct ShapeFactors {
    double conductivity_W_mK = 0.0;  ///< the lambda in front: soil for a pair, foam for a twin
    double hs = 0.0;
    double ha = 0.0;

    LossCoefficients u() const;
};

enum class Order { Zeroth, First };

ShapeFactors wallenten(const PipePair& pair, const UniformGround& ground, Order order);
ShapeFactors wallenten(const TwinPipe& twin, const UniformGround& ground, Order order);

/// A pair in a section.
struct HeatPair {
    std::string id;
    PipePair pipes;
    double supply_C = 0.0;
    double return_C = 0.0;
    GroundChoice ground;
};

/// Shape factors and the heat they give.
struct ShapeResult {
    ShapeFactors shape;
    PairHeat heat;
};

struct HeatPairResult {
    std::string id;
    UniformGround ground;                       ///< as used
    double insulation_conductivity_W_mK = 0.0;  ///< at its age
    PairResistances resistances;
    PairHeat heat;                     ///< EN 13941 with the surface resistance of `ground`
    PairResistances bare_resistances;  ///< with R0 = 0
    PairHeat bare_heat;                ///< with R0 = 0
    ShapeResult zeroth;
    ShapeResult first;
};

/// A twin pipe in a section.
struct TwinHeat {
    std::string id;
    TwinPipe pipe;
    double supply_C = 0.0;
    double return_C = 0.0;
    GroundChoice ground;
};

struct TwinHeatResult {
    std::string id;
    UniformGround ground;
    double insulation_conductivity_W_mK = 0.0;
    ShapeResult zeroth;
    ShapeResult first;
};

/// One result per pair, in order. Errors name the pair ("heat pair `P1`").
base::Result<std::vector<HeatPairResult>> assess_heat_pairs(const model::SoilProfile& soil,
                                                            const GroundSurface& surface,
                                                            const std::vector<HeatPair>& pairs);

/// One result per twin pipe, in order. Errors name the twin pipe.
base::Result<std::vector<TwinHeatResult>> assess_twin_pipes(const model::SoilProfile& soil,
                                                            const GroundSurface& surface,
                                                            const std::vector<TwinHeat>& twins);

}  // namespace maaiveld::influence
