#include "influence/heat/transient_log.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace maaiveld::influence {
namespace {

constexpr double kDay_s = 86400.0;
constexpr std::array<int, 13> kMonthBegin{0,   31,  59,  90,  120, 151, 181,
                                          212, 243, 273, 304, 334, 365};

/// Takes `value`, held for `seconds`, into a spread whose mean is still an integral.
void take(TemperatureSpread& spread, double value, double seconds, bool first) {
    spread.min_C = first ? value : std::min(spread.min_C, value);
    spread.max_C = first ? value : std::max(spread.max_C, value);
    spread.mean_C += value * seconds;
}

}  // namespace

double month_begin_day(int month) {
    return kMonthBegin[static_cast<std::size_t>(month)];
}

int month_of_day(double day) {
    const double in_year = day - 365.0 * std::floor(day / 365.0);
    int month = 11;
    while (month > 0 && in_year < month_begin_day(month))
        --month;
    return month;
}

double HeatLedger::residual() const {
    return gross_J_m > 0.0 ? (given_J_m - through_surface_J_m - stored_J_m) / gross_J_m : 0.0;
}

TransientLog::TransientLog(const TransientHeat& heat, const TransientRun& run)
    : run_{run},
      bodies_(heat.state_count()),
      probes_(run.probes.size()),
      probe_C_(run.probes.size()),
      outputs_s_{run.output_s} {
    result_.id = run.id;
    result_.limits_C = run.limits_C;
    std::sort(outputs_s_.begin(), outputs_s_.end());
    for (auto* courses : {&bodies_, &probes_}) {
        for (Course& course : *courses)
            course.above_s.resize(run.limits_C.size());
    }
    const VolumeHeat field = heat.snapshot();
    for (std::size_t k = 0; k < run.probes.size(); ++k)
        probe_C_[k] = field.temperature_at(run.probes[k].at);
    while (next_output_ < outputs_s_.size() && outputs_s_[next_output_] <= 0.0) {
        note_moment(heat, 0.0, field.surface_C());
        ++next_output_;
    }
    next_series_s_ = run.series_every_s.value_or(0.0);
}

void TransientLog::note_place(Course& course, double temperature_C, double begin_s, double end_s) {
    const double seconds = end_s - begin_s;
    const bool first = begin_s == 0.0;
    if (first || temperature_C > course.all.max_C) course.max_at_s = end_s;
    take(course.all, temperature_C, seconds, first);
    for (std::size_t k = 0; k < run_.limits_C.size(); ++k) {
        if (temperature_C > run_.limits_C[k]) course.above_s[k] += seconds;
    }
    const int month = 1 + month_of_day(run_.start_day + 0.5 * (begin_s + end_s) / kDay_s);
    if (course.months.empty() || course.months.back().first != month) {
        if (!course.months.empty()) course.months.back().second.mean_C /= course.month_s;
        course.months.emplace_back(month, TemperatureSpread{});
        course.month_s = 0.0;
    }
    take(course.months.back().second, temperature_C, seconds, course.month_s == 0.0);
    course.month_s += seconds;
}

void TransientLog::note_moment(const TransientHeat& heat, double time_s, double surface_C) {
    MomentState moment{time_s, surface_C, heat.states(), {}};
    for (std::size_t k = 0; k < run_.probes.size(); ++k)
        moment.probes.push_back({run_.probes[k].id, probe_C_[k]});
    result_.at.push_back(std::move(moment));
}

void TransientLog::note(const TransientHeat& heat, double begin_s, double end_s, double surface_C) {
    const double seconds = end_s - begin_s;
    const auto& states = heat.states();
    for (std::size_t k = 0; k < states.size(); ++k) {
        note_place(bodies_[k], states[k].temperature_C, begin_s, end_s);
        bodies_[k].heat_J_m += states[k].heat_W_m * seconds;
    }
    if (!run_.probes.empty()) {
        const VolumeHeat field = heat.snapshot();
        for (std::size_t k = 0; k < run_.probes.size(); ++k) {
            probe_C_[k] = field.temperature_at(run_.probes[k].at);
            note_place(probes_[k], probe_C_[k], begin_s, end_s);
        }
    }
    const double slack = 1e-6 * seconds;
    while (next_output_ < outputs_s_.size() && outputs_s_[next_output_] <= end_s + slack) {
        note_moment(heat, end_s, surface_C);
        ++next_output_;
    }
    if (run_.series_every_s && end_s + slack >= next_series_s_) {
        SeriesPoint point{end_s, surface_C, {}};
        for (const BodyState& state : states)
            point.temperature_C.push_back(state.temperature_C);
        point.temperature_C.insert(point.temperature_C.end(), probe_C_.begin(), probe_C_.end());
        result_.series.push_back(std::move(point));
        next_series_s_ += *run_.series_every_s;
    }
    HeatLedger& ledger = result_.heat;
    ledger.given_J_m += heat.given_W_m() * seconds;
    ledger.through_surface_J_m += heat.through_surface_W_m() * seconds;
    ledger.stored_J_m += heat.stored_W_m() * seconds;
    ledger.gross_J_m += (std::abs(heat.given_W_m()) + std::abs(heat.through_surface_W_m()) +
                         std::abs(heat.stored_W_m())) *
                        seconds;
    ++result_.steps;
    time_s_ = end_s;
}

PlaceHistory TransientLog::history(const std::string& id, const Course& course) const {
    PlaceHistory history{id, course.all, course.max_at_s, 0.0, {}, course.months};
    if (!(time_s_ > 0.0)) return history;
    history.all.mean_C /= time_s_;
    history.mean_heat_W_m = course.heat_J_m / time_s_;
    history.months.back().second.mean_C /= course.month_s;
    for (const double seconds : course.above_s)
        history.hours_above.push_back(seconds / 3600.0);
    return history;
}

TransientRunResult TransientLog::result(const TransientHeat& heat) {
    const auto& states = heat.states();
    for (std::size_t k = 0; k < states.size(); ++k)
        result_.bodies.push_back(history(states[k].id, bodies_[k]));
    for (std::size_t k = 0; k < run_.probes.size(); ++k)
        result_.probes.push_back(history(run_.probes[k].id, probes_[k]));
    result_.cells = heat.cell_count();
    result_.factorizations = heat.factorizations();
    result_.dry_area_m2 = heat.dry_area_m2();
    return result_;
}

}  // namespace maaiveld::influence
