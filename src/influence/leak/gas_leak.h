#pragma once

#include "base/error.h"

#include <optional>
#include <string>
#include <vector>

namespace maaiveld::influence {

/// A hole in a buried gas pipe.
struct GasHole {
    double diameter_m = 0.0;
    double discharge_coefficient = 0.0;
    double gauge_pressure_Pa = 0.0;
    double gas_density_kg_m3 = 0.0;  ///< at atmospheric pressure and ground temperature
    double viscosity_Pa_s = 0.0;
    double atmospheric_pressure_Pa = 0.0;
    /// Ratio of specific heats: with it flow is compressible (and chokes); without it the gas is
    /// taken as incompressible, allowed up to `kIncompressibleLimit_Pa`.
    std::optional<double> specific_heat_ratio;
};

/// The soil round the hole, as a porous ball fed from a small sphere.
struct GasSoil {
    double permeability_m2 = 0.0;
    double source_radius_m = 0.0;
};

/// Above this gauge pressure gas leaves a hole at the speed of sound and may not be taken as
/// incompressible (physics of issue 3, section 4: 0.9 bar).
inline constexpr double kIncompressibleLimit_Pa = 0.9e5;

/// Flow through the hole into a back pressure (gauge), m3/s at atmospheric pressure. Incompressible
/// Cd A sqrt(2 dp/rho); compressible: isentropic nozzle, choked below the critical ratio.
double orifice_flow_m3_s(const GasHole& hole, double back_pressure_Pa);

/// Flow that the soil takes at a gauge pressure of the source sphere, m3/s at atmospheric pressure:
/// 4 pi r k dp/mu, with dp (1 + dp/(2 pa)) for dp when compressible (steady Darcy flow of an ideal
/// gas from a sphere into infinite soil).
double soil_flow_m3_s(const GasHole& hole, const GasSoil& soil, double source_pressure_Pa);

/// Hole and soil in series: the pressure just outside the hole at which both let the same through.
struct SeriesFlow {
    double flow_m3_s = 0.0;
    double back_pressure_Pa = 0.0;  ///< gauge
};
SeriesFlow series_flow(const GasHole& hole, const GasSoil& soil);

/// Where the gas goes.
enum class SoilSurface { Open, Sealed };

/// Spread of the gas in the ground around the hole: homogeneous soil below a level surface.
struct GasSpread {
    double depth_m = 0.0;                     ///< of the hole
    double effective_diffusivity_m2_s = 0.0;  ///< flux per gradient of volume fraction
    double air_filled_porosity = 0.0;
    SoilSurface surface = SoilSurface::Open;
    double limit_fraction = 0.0;  ///< volume fraction at the edge of the corridor
    double at_depth_m = 0.0;      ///< where the reach is asked: a crawl space, a duct, the hole
    std::vector<double> times_h;
};

/// D_eff = D0 a^(10/3) / n^2 (Millington and Quirk 1961, grade B), a the air-filled and n the whole
/// porosity.
double millington_quirk_m2_s(double free_air_m2_s, double air_filled_porosity, double porosity);

/// Steady volume fraction of gas at a horizontal distance: 1 - exp(-P) with
/// P = Q/(4 pi D) (1/d -+ 1/d') and d' the distance to the image above the surface; minus: open
/// (no gas at the surface), plus: sealed. Exact for a point source when flow and diffusion share
/// the soil: both are then functions of one harmonic potential (derived in
/// docs/theory/leaks-and-digging.md).
double steady_fraction(const GasSpread& spread, double flow_m3_s, double distance_m);

/// The same at a time after the leak began: each 1/d becomes erfc(d / (2 sqrt(D t / a))) / d.
/// Without flow exact; with flow an estimate that is right early (diffusion) and late (steady).
double fraction_at(const GasSpread& spread, double flow_m3_s, double distance_m, double time_s);

/// The largest horizontal distance at which the limit is reached; 0 when nowhere.
double steady_reach_m(const GasSpread& spread, double flow_m3_s);
double reach_at_m(const GasSpread& spread, double flow_m3_s, double time_s);

/// Gas under a sealed strip (a road between two facades) that leaks away through its cover: along
/// the strip c = Q l/(2 b h D) exp(-x/l), never above 1.
struct SealedStrip {
    double width_m = 0.0;
    double thickness_m = 0.0;
    double decay_length_m = 0.0;
};
double strip_fraction(const SealedStrip& strip, double diffusivity_m2_s, double flow_m3_s,
                      double distance_m);
double strip_reach_m(const SealedStrip& strip, double diffusivity_m2_s, double flow_m3_s,
                     double limit_fraction);

/// One leak as a section file gives it.
struct GasLeak {
    std::string id;
    GasHole hole;
    GasSoil soil;
    std::optional<GasSpread> spread;
    std::optional<SealedStrip> strip;
};

struct GasReach {
    double time_h = 0.0;
    double reach_m = 0.0;
};

struct GasLeakResult {
    std::string id;
    double free_m3_h = 0.0;          ///< hole alone
    double soil_limited_m3_h = 0.0;  ///< soil alone
    SeriesFlow series;
    double mass_kg_h = 0.0;                    ///< of the series flow
    bool choked = false;                       ///< in the series flow
    std::optional<double> advection_radius_m;  ///< Q/(4 pi D): nearer flow rules, beyond diffusion
    std::optional<double> reach_m;             ///< half width of the corridor, steady
    std::vector<GasReach> reaches;
    std::optional<double> strip_reach_m;
};

/// Every leak in the order given. The corridor tells where to look first; it never tells that a
/// place is safe.
base::Result<std::vector<GasLeakResult>> assess_gas_leaks(const std::vector<GasLeak>& leaks);

}  // namespace maaiveld::influence
