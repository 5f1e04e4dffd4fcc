#include "influence/heat/transient_run.h"

#include "influence/heat/transient_log.h"
#include "influence/heat/volumes_model.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <numbers>

namespace maaiveld::influence {
namespace {

constexpr double kHour_s = 3600.0;
constexpr double kDay_s = 86400.0;
constexpr double kYear_days = 365.0;
constexpr std::size_t kMaxSteps = 20'000'000;

/// The surface while the run lasts; seconds after its start.
class SurfaceCourse {
public:
    SurfaceCourse(const HeatSection& section, const TransientRun& run)
        : surface_{section.surface}, run_{run} {}

    /// At the end of a step, or its mean over the step when hours are known.
    double over(double from_s, double to_s) const {
        if (run_.hourly_surface_C) return mean_of_hours(from_s, to_s);
        if (!surface_.year) return surface_.temperature_C;
        const SurfaceYear& year = *surface_.year;
        const double day = run_.start_day + to_s / kDay_s - year.coldest_day;
        return year.mean_C - year.amplitude_K * std::cos(2.0 * std::numbers::pi * day / kYear_days);
    }
    /// The year that describes undisturbed ground, if the surface has one.
    std::optional<SurfaceYear> year() const {
        if (surface_.year) return surface_.year;
        if (run_.hourly_surface_C) return harmonic_year(*run_.hourly_surface_C);
        return std::nullopt;
    }

private:
    double mean_of_hours(double from_s, double to_s) const {
        const auto& hours = *run_.hourly_surface_C;
        const auto count = static_cast<double>(hours.size());
        const double begin = run_.start_day * 24.0;
        double sum = 0.0;
        double at = begin + from_s / kHour_s;
        const double end = begin + to_s / kHour_s;
        while (at < end - 1e-9) {
            const double hour = std::floor(at + 1e-9);
            const double next = std::min(end, hour + 1.0);
            const double index = hour - count * std::floor(hour / count);
            sum += hours[static_cast<std::size_t>(index)] * (next - at);
            at = next;
        }
        return sum / (end - begin - from_s / kHour_s);
    }

    const GroundSurface& surface_;
    const TransientRun& run_;
};

/// Values per state, for each step: in its middle, or at its end when they change linearly.
class Loads {
public:
    static base::Result<Loads> match(const HeatSection& section, const TransientHeat& heat,
                                     const TransientRun& run) {
        Loads loads{heat.given_values(), run.start_day * kDay_s};
        const auto places = state_places(section);
        for (const BodyLoad& load : run.loads) {
            const auto found = std::find_if(places.begin(), places.end(),
                                            [&](const StatePlace& p) { return p.id == load.body; });
            if (found == places.end())
                return base::bad_input(fmt::format("there is no body `{}`", load.body), "load");
            const bool fits = load.heat ? std::holds_alternative<GivenHeat>(found->condition)
                                        : std::holds_alternative<HeldTemperature>(found->condition);
            if (!fits)
                return base::bad_input(
                    fmt::format("body `{}` has no {} that could change; its condition is another",
                                load.body, load.heat ? "given heat" : "held temperature"),
                    "load");
            loads.curves_.push_back(
                {static_cast<std::size_t>(found - places.begin()), &load.curve});
        }
        return loads;
    }
    const std::vector<double>& over(double from_s, double to_s) {
        for (const auto& [state, curve] : curves_) {
            const double shift = curve->calendar ? start_s_ : 0.0;
            const double at = curve->linear ? to_s : 0.5 * (from_s + to_s);
            values_[state] = curve->at(at + shift);
        }
        return values_;
    }

private:
    Loads(std::vector<double> values, double start_s)
        : values_{std::move(values)}, start_s_{start_s} {}

    std::vector<double> values_;
    double start_s_ = 0.0;
    std::vector<std::pair<std::size_t, const LoadCurve*>> curves_;
};

std::string complaint(const LoadCurve& curve) {
    if (curve.value.empty() || curve.time_s.size() != curve.value.size())
        return "a load needs as many times as values, and one at least";
    for (std::size_t k = 0; k < curve.value.size(); ++k) {
        if (!std::isfinite(curve.value[k]) || !std::isfinite(curve.time_s[k]))
            return "a load holds something that is not a number";
        if (k > 0 && !(curve.time_s[k] > curve.time_s[k - 1])) return "times of a load must ascend";
    }
    if (curve.period_s && !(*curve.period_s > curve.time_s.back()))
        return "the period of a load must be longer than its last time";
    return {};
}

std::string complaint(const TransientRun& run) {
    if (run.stages.empty()) return "there are no steps";
    double before = 0.0;
    double steps = 0.0;
    for (const StepStage& stage : run.stages) {
        if (!(stage.step_s > 0.0) || !(stage.until_s > before) || !std::isfinite(stage.until_s))
            return fmt::format("a stage until {:g} s in steps of {:g} s does not follow {:g} s",
                               stage.until_s, stage.step_s, before);
        steps += (stage.until_s - before) / stage.step_s;
        before = stage.until_s;
    }
    steps += run.spin_up_days * kDay_s / run.stages.back().step_s;
    if (!(run.spin_up_days >= 0.0) || !std::isfinite(run.start_day))
        return "`spin_up_days` must not be negative and `start_day` must be a number";
    if (steps > static_cast<double>(kMaxSteps))
        return fmt::format("that would take {:g} steps; {} are allowed", steps, kMaxSteps);
    for (const BodyLoad& load : run.loads) {
        if (auto wrong = complaint(load.curve); !wrong.empty())
            return fmt::format("load of `{}`: {}", load.body, wrong);
    }
    if (!(run.still_content_J_m3K >= 0.0)) return "`still_content_J_m3K` must not be negative";
    if (run.hourly_surface_C && run.hourly_surface_C->empty()) return "the weather has no hours";
    if (run.series_every_s && !(*run.series_every_s > 0.0))
        return "a series needs a distance above 0";
    for (const double at : run.output_s) {
        if (!(at >= 0.0 && at <= run.stages.back().until_s * (1.0 + 1e-12)))
            return fmt::format("an output at {:g} s lies outside the run of {:g} s", at,
                               run.stages.back().until_s);
    }
    for (const VolumeProbe& probe : run.probes) {
        if (!(probe.at.depth_m >= 0.0) || !std::isfinite(probe.at.x_m))
            return fmt::format("probe `{}` lies above the ground", probe.id);
    }
    return {};
}

/// What the run says, and still water in every other body without net heat.
std::vector<BodyContent> contents_of(const HeatSection& section, const TransientRun& run) {
    std::vector<BodyContent> contents = run.contents;
    for (const StatePlace& place : state_places(section)) {
        const bool told = std::any_of(contents.begin(), contents.end(),
                                      [&](const BodyContent& c) { return c.body == place.id; });
        if (told || !std::holds_alternative<NoHeat>(place.condition)) continue;
        const HeatBody& body = section.bodies[static_cast<std::size_t>(place.body)];
        const double diameter = body.cores.empty()
                                    ? body.inner_diameter_m
                                    : body.cores[static_cast<std::size_t>(place.core)].diameter_m;
        const double area = 0.25 * std::numbers::pi * diameter * diameter;
        contents.push_back({place.id, run.still_content_J_m3K * area});
    }
    return contents;
}

/// Steps from `from_s` to `until_s` of at most `step_s`, all equal.
base::Result<void> advance(TransientHeat& heat, double from_s, const StepStage& stage,
                           const TransientRun& run, const SurfaceCourse& surface, Loads& loads,
                           TransientLog* log) {
    const double length = stage.until_s - from_s;
    const auto count = static_cast<std::size_t>(std::ceil(length / stage.step_s - 1e-9));
    const double step_s = length / static_cast<double>(count);
    if (auto set = heat.use_step(step_s, run.scheme); !set) return set;
    for (std::size_t k = 0; k < count; ++k) {
        const double begin = from_s + step_s * static_cast<double>(k);
        const double end = from_s + step_s * static_cast<double>(k + 1);
        const double surface_C = surface.over(begin, end);
        if (auto done = heat.step(surface_C, loads.over(begin, end)); !done) return done;
        if (log != nullptr) log->note(heat, begin, end, surface_C);
    }
    return {};
}

base::Result<void> start(TransientHeat& heat, const TransientRun& run, const SurfaceCourse& surface,
                         Loads& loads) {
    const double from_s = -run.spin_up_days * kDay_s;
    if (const auto year = surface.year()) heat.start_year(*year, run.start_day + from_s / kDay_s);
    if (run.start == StartFrom::Steady) {
        if (auto added = heat.add_steady(loads.over(from_s, from_s)); !added) return added;
    }
    if (run.spin_up_days == 0.0) return {};
    return advance(heat, from_s, {0.0, run.stages.back().step_s}, run, surface, loads, nullptr);
}

}  // namespace

double LoadCurve::at(double seconds) const {
    double t = seconds;
    if (period_s) t -= *period_s * std::floor(t / *period_s);
    const auto after = std::upper_bound(time_s.begin(), time_s.end(), t);
    const auto next = static_cast<std::size_t>(after - time_s.begin());
    if (next == 0 && !period_s) return value.front();
    const std::size_t last = next == 0 ? value.size() - 1 : next - 1;
    if (!linear) return value[last];
    const bool wraps = next == value.size() || next == 0;
    if (wraps && !period_s) return value[last];
    const double from = next == 0 ? time_s[last] - *period_s : time_s[last];
    const double to = next == value.size() ? time_s.front() + *period_s : time_s[next];
    return std::lerp(value[last], value[next == value.size() ? 0 : next], (t - from) / (to - from));
}

LoadCurve monthly_curve(const std::vector<double>& values) {
    LoadCurve curve;
    curve.value = values;
    for (std::size_t month = 0; month < values.size(); ++month)
        curve.time_s.push_back(kDay_s * month_begin_day(static_cast<int>(month)));
    curve.period_s = kYear_days * kDay_s;
    curve.calendar = true;
    return curve;
}

LoadCurve hourly_curve(const std::vector<double>& values) {
    LoadCurve curve;
    curve.value = values;
    for (std::size_t k = 0; k < values.size(); ++k)
        curve.time_s.push_back(kHour_s * static_cast<double>(k));
    curve.period_s = kHour_s * static_cast<double>(values.size());
    curve.calendar = true;
    return curve;
}

base::Result<TransientRunResult> run_transient(const HeatSection& section,
                                               const TransientRun& run) {
    const std::string where = fmt::format("transient `{}`", run.id);
    if (const auto wrong = complaint(run); !wrong.empty()) return base::bad_input(wrong, where);
    auto heat = TransientHeat::build(section, run.options, contents_of(section, run));
    if (!heat) return base::bad_input(heat.error().text(), where);
    auto loads = Loads::match(section, *heat, run);
    if (!loads) return base::bad_input(loads.error().text(), where);
    const SurfaceCourse surface{section, run};
    if (auto started = start(*heat, run, surface, *loads); !started)
        return base::bad_input(started.error().text(), where);
    TransientLog log{*heat, run};
    double from_s = 0.0;
    for (const StepStage& stage : run.stages) {
        auto done = advance(*heat, from_s, stage, run, surface, *loads, &log);
        if (!done) return base::bad_input(done.error().text(), where);
        from_s = stage.until_s;
    }
    return log.result(*heat);
}

base::Result<std::vector<TransientRunResult>> assess_transient(
    const HeatSection& section, const std::vector<TransientRun>& runs) {
    std::vector<TransientRunResult> results;
    for (const TransientRun& run : runs) {
        auto result = run_transient(section, run);
        if (!result) return tl::unexpected(result.error());
        results.push_back(std::move(*result));
    }
    return results;
}

}  // namespace maaiveld::influence
