#pragma once

#include "base/error.h"
#include "influence/heat/heat_section.h"
#include "influence/heat/uniform_ground.h"

#include <optional>
#include <string>
#include <vector>

namespace maaiveld::influence {

/// Drinking water and how heat passes from it to the wall. The defaults are those of the WTM
/// (Blokker & Pieterse-Quirijns 2013) and of water at 20 C; docs/theory/drinking-water.md.
struct WaterFilm {
    double conductivity_W_mK = 0.6;
    double heat_capacity_J_m3K = 4.18e6;
    double kinematic_viscosity_m2_s = 1.0e-6;
    double prandtl = 7.0;
    double nusselt_laminar = 5.8;      ///< also for standing water
    double turbulent_reynolds = 2300;  ///< from here on Nu = 0.027 Re^0.8 Pr^0.33
    std::optional<double> nusselt;     ///< given: always this one
};

/// A water pipe and the soil that warms along with the water.
struct WaterPipe {
    double inner_diameter_m = 0.0;
    double outer_diameter_m = 0.0;
    double conductivity_W_mK = 0.0;
    /// WTM+: the soil up to this many outer pipe radii outside the wall resists too. 0: WTM.
    double soil_annulus_radii = 0.0;
};

std::optional<std::string> fault_of(const WaterFilm& film);
std::optional<std::string> fault_of(const WaterPipe& pipe);

/// Mean velocity times inner diameter over the viscosity.
double reynolds(const WaterPipe& pipe, const WaterFilm& film, double flow_m3_h);

/// The given Nusselt number, or the laminar or turbulent one for this flow.
double nusselt(const WaterPipe& pipe, const WaterFilm& film, double flow_m3_h);

/// k in dT/dt = k (T_soil - T):  (4 / (rho c D1^2)) / (1/(Nu lw) + ln(D2/D1)/(2 lp) +
/// ln(D3/D2)/(2 ls)), D3 = D2 (1 + soil annulus radii).
double relaxation_per_s(const WaterPipe& pipe, const WaterFilm& film, double soil_conductivity_W_mK,
                        double nusselt);

/// Water that was `from_C`, `seconds` later in soil of `soil_C`.
double relaxed_C(double from_C, double soil_C, double rate_per_s, double seconds);

/// A temperature through the year: 1 value (always), 12 (months of a year of 365 days) or 365.
using YearValues = std::vector<double>;

/// A stretch of main with its own soil; `warming_K` by neighbours comes on top of `soil_C`.
struct MainReach {
    double length_m = 0.0;
    YearValues soil_C;              ///< empty: the main's
    YearValues warming_K;           ///< empty: none
    double flow_share = 1.0;        ///< of the flow at the inlet still flowing here, 0..1
    std::optional<WaterPipe> pipe;  ///< absent: the main's
};

/// The pipe from the end of the main into a house, and how long water stands in it.
struct HouseConnection {
    double length_m = 0.0;
    WaterPipe pipe;
    YearValues soil_C;        ///< empty: the soil of the main's last reach
    double standing_h = 0.0;  ///< before water is drawn
};

/// A drinking-water main from an inlet to a place of interest.
struct WaterMain {
    std::string id;
    WaterPipe pipe;
    WaterFilm film;
    double depth_m = 1.0;  ///< to the axis; used for the section's ground and soil layer
    GroundChoice ground;   ///< `temperature_C` is not used
    YearValues soil_C;     ///< empty: the section's undisturbed ground at `depth_m`
    YearValues inlet_C;
    std::vector<MainReach> reaches;  ///< may be empty when no day pattern is wanted
    std::vector<double> flow_m3_h;   ///< into the first reach, for the 24 hours; empty: no pattern
    std::vector<double> after_h;     ///< where the plain relaxation of the inlet water is wanted
    std::optional<double> limit_C;   ///< hours above it are counted
    std::optional<HouseConnection> connection;
};

std::optional<std::string> fault_of(const WaterMain& main);

struct WaterAfter {
    double after_h = 0.0;
    double temperature_C = 0.0;
};

/// The water at the end of the main (and in the house connection) in one hour of a day.
struct WaterHour {
    int hour = 0;            ///< 0..23
    double flow_m3_h = 0.0;  ///< at the inlet
    /// Time since the inlet, mean over the hour; absent for water so old that it has forgotten.
    std::optional<double> residence_h;
    double temperature_C = 0.0;          ///< mean over the hour
    std::optional<double> connection_C;  ///< drawn in this hour after standing in the connection
};

/// Temperatures over some time; the maximum is that of an hour.
struct WaterSummary {
    double mean_C = 0.0;
    double max_C = 0.0;
    std::optional<double> hours_above_limit;
};

struct WaterMonth {
    int month = 0;  ///< 1..12
    WaterSummary end;
    std::optional<WaterSummary> connection;
};

/// The main through a year of days with the same flows.
struct WaterYear {
    WaterSummary end;
    std::optional<WaterSummary> connection;
    int warmest_day = 0;               ///< 0..364, the first of equals, by the end of the main
    std::vector<WaterHour> hours;      ///< of the warmest day
    std::vector<double> reach_ends_C;  ///< means over the warmest day
    std::vector<WaterMonth> months;    ///< twelve
};

struct WaterMainResult {
    std::string id;
    double reynolds = 0.0;          ///< of the main's own pipe at the largest flow
    double nusselt = 0.0;           ///< given, or at the largest flow
    double k_per_s = 0.0;           ///< of the main's own pipe with `nusselt`
    std::vector<WaterAfter> after;  ///< inlet water in the soil of reach 0 on 1 January, with k
    std::optional<WaterYear> year;  ///< when there are flows
    std::optional<double> connection_k_per_s;  ///< of standing water
    std::optional<double> connection_volume_m3;
};

/// Plug flow: every parcel keeps its neighbours and exchanges heat with the soil around it; flows
/// are constant within an hour and every day has the same. A parcel is followed back from the end
/// to the inlet, so there is no numerical diffusion and no warming-up of the model. Errors name the
/// main ("water main `W1`").
base::Result<std::vector<WaterMainResult>> assess_water_mains(const model::SoilProfile& soil,
                                                              const GroundSurface& surface,
                                                              const std::vector<WaterMain>& mains);

}  // namespace maaiveld::influence
