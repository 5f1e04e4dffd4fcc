#pragma once

#include "base/error.h"
#include "influence/settlement/consolidation.h"
#include "influence/settlement/stress_spread.h"
#include "model/soil.h"

#include <optional>
#include <string>
#include <vector>

namespace maaiveld::influence {

/// Linear: h e. Natural (logarithmic, Hencky): h (1 - exp(-e)), never more than h.
enum class Strain { Linear, Natural };

/// How slow drainage delays the settlement of isotache and NEN-Bjerrum soil (Koppejan's primary
/// part is always multiplied by the degree of consolidation).
enum class Delay {
    EffectiveStress,  ///< stress rises with the degree; the rate equation sees that stress
    Degree,  ///< per step: drained settlement times degree, inferred from D-Settlement output
};

/// Effective stress before anything is placed: at the top, and its growth with depth.
struct InitialStress {
    double top_kPa = 0.0;
    double gradient_kPa_m = 0.0;
};

/// Where in a layer a given preconsolidation stress `pc_kPa` counts (one from POP or OCR always
/// follows the initial stress), and whether it is raised to what the soil has already carried.
struct PreconsolidationRule {
    enum class Within {
        Constant,
        Variable
    };  ///< everywhere, or at mid-depth and parallel to stress
    enum class Correction { None, AtStart, EveryStep };
    Within within = Within::Constant;
    Correction correction = Correction::EveryStep;
};

/// Koppejan constants for unloading.
struct Swelling {
    double a_p = 0.0;  ///< primary
    double a_s = 0.0;  ///< secular; infinite: none
};

/// One layer of ground, from the top down.
struct SettlingLayer {
    std::string name;
    double thickness_m = 0.0;
    int sublayers = 0;                              ///< 0: as many as the integral over depth needs
    std::optional<model::Compression> compression;  ///< absent: does not compress
    std::optional<Strain> strain;      ///< absent: natural for isotaches, linear for the others
    std::optional<Swelling> swelling;  ///< Koppejan only; absent: as below preconsolidation
    std::optional<double> unit_weight_kN_m3;
    std::optional<double> saturated_unit_weight_kN_m3;
    std::optional<InitialStress> initial;   ///< of this layer, instead of from weights
    std::optional<double> drainage_path_m;  ///< absent: from the layers around it
};

/// Something that presses on the ground from `day` until `until_day`. Negative pressure: digging.
struct SettlementLoad {
    std::string name;
    bool initial = false;  ///< has always been there: part of the initial stress, `day` unused
    double day = 0.0;
    std::optional<double> until_day;
    double pressure_kPa = 0.0;  ///< when not a fill
    struct Fill {
        double height_m = 0.0;
        double unit_weight_kN_m3 = 0.0;
        double saturated_unit_weight_kN_m3 = 0.0;
    };
    std::optional<Fill> fill;   ///< its weight, less what sinks below the groundwater
    double base_depth_m = 0.0;  ///< below the finished surface
    LoadShape shape;
    Spread spread = Spread::Elastic;
};

/// A new groundwater level: what floated before weighs, or the other way round.
struct GroundwaterStep {
    double day = 0.0;
    double depth_m = 0.0;
};

/// The settlement of one vertical of ground.
struct Settlement {
    std::string id;
    double x_m = 0.0;
    double y_m = 0.0;
    std::vector<SettlingLayer> layers;          ///< empty: the ground under the street
    std::optional<double> groundwater_depth_m;  ///< absent: that of the ground under the street
    std::vector<GroundwaterStep> groundwater_steps;  ///< in order of time; need all unit weights
    std::optional<InitialStress> initial;            ///< instead of from weights
    double water_unit_weight_kN_m3 = 9.81;
    bool top_drained = true;
    bool bottom_drained = true;
    bool submerging = false;  ///< fills lose weight as they sink below the groundwater
    PreconsolidationRule preconsolidation;
    Delay delay = Delay::EffectiveStress;
    std::optional<VerticalDrains> drains;
    std::vector<SettlementLoad> loads;
    double start_day = 0.0;  ///< creep and settlement are counted from here
    std::vector<double> times_days;
    std::vector<double> remaining_from_days;  ///< until the last of `times_days`
    bool omit_later_loads = false;            ///< also give each load without the ones after it
    std::optional<std::string> relative_to;   ///< the id of another settlement with the same times
};

struct LayerSettlement {
    std::string name;
    double initial_stress_kPa = 0.0;    ///< at mid-depth
    double preconsolidation_kPa = 0.0;  ///< at mid-depth, at the start
    double final_stress_kPa = 0.0;      ///< at mid-depth and the last time
    std::vector<double> settlement_m;   ///< one per time
    std::vector<double> consolidation;  ///< degree for the first load, one per time
};

/// What the settlement would be if nothing were placed or taken away after `day`.
struct LoadStepSettlement {
    double day = 0.0;
    std::vector<double> settlement_m;  ///< one per time
};

struct RemainingSettlement {
    double from_day = 0.0;
    double settlement_m = 0.0;  ///< until the last time
};

struct SettlementResult {
    std::string id;
    std::vector<double> times_days;
    std::vector<double> settlement_m;  ///< downward, one per time
    double final_settlement_m = 0.0;   ///< at the last time
    std::vector<LayerSettlement> layers;
    std::vector<RemainingSettlement> remaining;
    std::vector<LoadStepSettlement> steps;  ///< with `omit_later_loads` only
    std::vector<double> differential_m;     ///< minus that of `relative_to`; empty without
};

/// The settlement of every vertical, in order. `soil` is used by those without layers of their own;
/// its endless last layer must then be one that does not compress.
///
/// Models: see compression_strain.h. A load that is placed on day d acts just after d. Layers with
/// a consolidation coefficient that lie against each other drain together: Tv = t / T^2, T the sum
/// of thickness / sqrt(cv), halved when both sides drain; all others drain at once. Submerging
/// takes the settlement at the last time (as D-Settlement does with Terzaghi's consolidation).
/// Refused, with the vertical and the layer or load: missing weights, stress that is not positive,
/// constants that are not positive (or CR < RR, b < a), times before the start, unknown reference.
base::Result<std::vector<SettlementResult>> assess_settlements(const model::SoilProfile& soil,
                                                               const std::vector<Settlement>& all);

}  // namespace maaiveld::influence
