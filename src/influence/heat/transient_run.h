#pragma once

#include "influence/heat/transient.h"
#include "influence/heat/weather.h"

#include <optional>
#include <string>
#include <vector>

namespace maaiveld::influence {

/// A value that changes with time.
struct LoadCurve {
    std::vector<double> time_s;      ///< ascending, after the start of the run
    bool calendar = false;           ///< after 1 January 00:00 instead
    std::vector<double> value;       ///< as many
    bool linear = false;             ///< between two times; else each value holds until the next
    std::optional<double> period_s;  ///< repeats; absent: the last value holds for ever

    /// Before the first time the first value holds (or, with a period, the last).
    double at(double seconds) const;
};

/// Twelve values, one per month of a year of 365 days, repeated.
LoadCurve monthly_curve(const std::vector<double>& values);
/// One value per hour from 1 January 00:00, repeated.
LoadCurve hourly_curve(const std::vector<double>& values);

/// The temperature or heat of one body (or core) over time, in place of its fixed number. A body
/// of given heat takes a heat, one of held temperature a temperature.
struct BodyLoad {
    std::string body;
    bool heat = true;  ///< W/m; else C
    LoadCurve curve;
};

/// Until this moment, steps of this length.
struct StepStage {
    double until_s = 0.0;
    double step_s = 3600.0;
};

enum class StartFrom {
    Undisturbed,  ///< the bodies begin to act at the start
    Steady        ///< the bodies have acted for ever as they do at the start
};

/// One computation in time on the section's bodies.
struct TransientRun {
    std::string id;
    VolumeOptions options;
    TimeScheme scheme = TimeScheme::Bdf2;
    std::vector<StepStage> stages;  ///< ascending; the last one ends the run
    StartFrom start = StartFrom::Undisturbed;
    double start_day = 0.0;     ///< days after 1 January 00:00
    double spin_up_days = 0.0;  ///< run before the start with the same surface and loads
    std::vector<BodyLoad> loads;
    std::vector<BodyContent> contents;
    /// Of what stands still in a body without net heat and without an entry in `contents`: water.
    double still_content_J_m3K = 4.18e6;
    std::optional<std::vector<double>> hourly_surface_C;  ///< from weather; repeats when it ends
    std::vector<double> output_s;  ///< moments to report: the first step that ends there or later
    std::vector<VolumeProbe> probes;
    std::vector<double> limits_C;          ///< hours above each are counted
    std::optional<double> series_every_s;  ///< also a regular series of all temperatures
};

struct MomentState {
    double time_s = 0.0;
    double surface_C = 0.0;
    std::vector<BodyState> bodies;
    std::vector<VolumeProbeState> probes;
};

/// Least, greatest and mean over a stretch of time.
struct TemperatureSpread {
    double min_C = 0.0;
    double mean_C = 0.0;
    double max_C = 0.0;
};

/// What one body or probe went through.
struct PlaceHistory {
    std::string id;
    TemperatureSpread all;
    double max_at_s = 0.0;
    double mean_heat_W_m = 0.0;       ///< 0 for a probe
    std::vector<double> hours_above;  ///< per limit
    std::vector<std::pair<int, TemperatureSpread>>
        months;  ///< month 1..12 (of the calendar), as they pass
};

struct SeriesPoint {
    double time_s = 0.0;
    double surface_C = 0.0;
    std::vector<double> temperature_C;  ///< bodies first, then probes
};

/// Heat per metre of street over the run: given = through_surface + stored, to rounding.
struct HeatLedger {
    double given_J_m = 0.0;
    double through_surface_J_m = 0.0;
    double stored_J_m = 0.0;
    double gross_J_m = 0.0;   ///< sum of the three without signs, step by step
    double residual() const;  ///< of the balance, relative to `gross_J_m`
};

struct TransientRunResult {
    std::string id;
    std::size_t cells = 0;
    std::size_t steps = 0;
    std::size_t factorizations = 0;
    double dry_area_m2 = 0.0;  ///< at the end
    HeatLedger heat;
    std::vector<double> limits_C;  ///< those of the run
    std::vector<MomentState> at;
    std::vector<PlaceHistory> bodies;
    std::vector<PlaceHistory> probes;
    std::vector<SeriesPoint> series;
};

/// Errors name the run ("transient `R1`") or the body.
base::Result<TransientRunResult> run_transient(const HeatSection& section, const TransientRun& run);
base::Result<std::vector<TransientRunResult>> assess_transient(
    const HeatSection& section, const std::vector<TransientRun>& runs);

}  // namespace maaiveld::influence
