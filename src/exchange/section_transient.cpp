#include "exchange/section_transient.h"

#include "exchange/section_heat_parts.h"
#include "exchange/section_volumes.h"
#include "exchange/weather_csv.h"

#include <nlohmann/json.hpp>

#include <filesystem>
#include <fmt/format.h>

namespace maaiveld::exchange {
namespace {

using influence::BodyLoad;
using influence::LoadCurve;
using influence::StepStage;
using influence::TransientRun;
using nlohmann::ordered_json;

constexpr double kHour_s = 3600.0;
constexpr double kDay_s = 86400.0;

double step_in(ObjectReader& r) {
    const auto seconds = r.optional_positive("step_s");
    const auto hours = r.optional_positive("step_h");
    if (seconds && hours) r.fail("give `step_s` or `step_h`, not both");
    return seconds ? *seconds : hours.value_or(1.0) * kHour_s;
}

std::vector<StepStage> stages_in(ObjectReader& r) {
    const auto* items = r.optional_array("stages");
    const auto days = r.optional_positive("days");
    if ((items != nullptr) == days.has_value()) r.fail("give either `days` or `stages`");
    if (days) return {{*days * kDay_s, step_in(r)}};
    std::vector<StepStage> stages;
    for (const JsonValue& item : *items) {
        ObjectReader stage{item, r.file(), "stage"};
        const double until_s = stage.positive("until_days") * kDay_s;
        if (!stages.empty() && until_s <= stages.back().until_s)
            stage.fail("`until_days` must be later than that of the stage before");
        stages.push_back({until_s, step_in(stage)});
        stage.finish();
    }
    if (stages.empty()) r.fail("`stages` is empty; give at least one");
    return stages;
}

/// `[[day, value], ...]`.
void read_points(const JsonValue& list, const ObjectReader& r, LoadCurve& curve) {
    if (list.kind != JsonValue::Kind::Array)
        r.fail_at(list, "`points` must be [[day, value], ...]");
    for (const JsonValue& item : list.items) {
        if (item.kind != JsonValue::Kind::Array || item.items.size() != 2)
            r.fail_at(item, "a point must be [day, value]");
        const double time_s = number_in(item.items[0], r.file(), "points") * kDay_s;
        if (!curve.time_s.empty() && time_s <= curve.time_s.back())
            r.fail_at(item, "days of points must ascend");
        curve.time_s.push_back(time_s);
        curve.value.push_back(number_in(item.items[1], r.file(), "points"));
    }
    if (curve.value.empty()) r.fail_at(list, "`points` is empty");
}

LoadCurve curve_of_object(const JsonValue& value, const std::string& file) {
    ObjectReader r{value, file, "load"};
    LoadCurve curve;
    const JsonValue* points = r.find("points");
    const auto monthly = numbers_or_empty(r, "monthly");
    const auto hourly = numbers_or_empty(r, "hourly");
    const int given = int(points != nullptr) + int(!monthly.empty()) + int(!hourly.empty());
    if (given != 1) r.fail("give exactly one of `points`, `monthly` and `hourly`");
    if (!monthly.empty()) {
        if (monthly.size() != 12)
            r.fail(fmt::format("`monthly` holds {} values; a year has 12", monthly.size()));
        curve = influence::monthly_curve(monthly);
    } else if (!hourly.empty()) {
        curve = influence::hourly_curve(hourly);
    } else {
        read_points(*points, r, curve);
        if (const auto days = r.optional_positive("repeat_days")) curve.period_s = *days * kDay_s;
        if (curve.period_s && *curve.period_s <= curve.time_s.back())
            r.fail("`repeat_days` must be longer than the last day of `points`");
    }
    curve.linear = r.flag_or("linear", false);
    r.finish();
    return curve;
}

/// A number holds all the time.
LoadCurve curve_in(const JsonValue& value, const std::string& file, std::string_view key) {
    if (value.kind != JsonValue::Kind::Object)
        return {{0.0}, false, {number_in(value, file, key)}, false, {}};
    return curve_of_object(value, file);
}

void refuse_cold(const ObjectReader& r, const LoadCurve& curve) {
    for (const double value : curve.value) {
        if (value < -273.15) r.fail(fmt::format("{:g} C is colder than absolute zero", value));
    }
}

BodyLoad load_in(const JsonValue& value, const std::string& file) {
    ObjectReader r{value, file, "load"};
    BodyLoad load;
    load.body = r.text("body");
    r.rename(fmt::format("load of `{}`", load.body));
    const JsonValue* heat = r.find("heat_W_m");
    const JsonValue* temperature = r.find("temperature_C");
    if ((heat != nullptr) == (temperature != nullptr))
        r.fail("give either `heat_W_m` or `temperature_C`");
    load.heat = heat != nullptr;
    load.curve = load.heat ? curve_in(*heat, file, "heat_W_m")
                           : curve_in(*temperature, file, "temperature_C");
    if (!load.heat) refuse_cold(r, load.curve);
    r.finish();
    return load;
}

influence::BodyContent content_in(const JsonValue& value, const std::string& file) {
    ObjectReader r{value, file, "content"};
    influence::BodyContent content;
    content.body = r.text("body");
    content.heat_capacity_J_mK = r.non_negative("heat_capacity_J_mK");
    r.finish();
    return content;
}

influence::SurfaceExchange exchange_in(ObjectReader& r) {
    influence::SurfaceExchange exchange;
    exchange.absorptivity = r.optional_number("absorptivity").value_or(0.0);
    exchange.longwave_loss_W_m2 = r.optional_number("longwave_loss_W_m2").value_or(0.0);
    exchange.film_W_m2K = r.optional_positive("film_W_m2K").value_or(0.0);
    exchange.film_per_wind_Ws_m3K = r.optional_number("film_per_wind_Ws_m3K").value_or(0.0);
    if (const auto fault = influence::fault_of(exchange)) r.fail(*fault);
    return exchange;
}

/// Hours from a file beside the section file, or from the section itself.
std::vector<double> weather_in(const JsonValue& value, const std::string& file) {
    ObjectReader r{value, file, "weather"};
    influence::HourlyWeather weather;
    const auto hourly = numbers_or_empty(r, "air_temperature_C");
    if (const auto name = r.optional_text("file")) {
        if (!hourly.empty()) r.fail("give `file` or `air_temperature_C`, not both");
        const auto path = std::filesystem::path{file}.parent_path() / *name;
        auto read = read_weather_csv(path);
        if (!read) throw ReadFailure{read.error()};
        weather = std::move(*read);
    } else {
        weather.air_temperature_C = hourly;
        weather.global_radiation_W_m2 = numbers_or_empty(r, "global_radiation_W_m2");
        weather.wind_m_s = numbers_or_empty(r, "wind_m_s");
    }
    if (const auto fault = influence::fault_of(weather)) r.fail(*fault);
    const auto exchange = exchange_in(r);
    r.finish();
    return influence::sol_air_C(weather, exchange);
}

void read_choices(ObjectReader& r, TransientRun& run) {
    const std::string scheme = r.text_or("scheme", "bdf2");
    if (scheme != "bdf2" && scheme != "euler")
        fail_unknown_name(scheme, r.line(), r.file(), "scheme", {"bdf2", "euler"});
    run.scheme = scheme == "bdf2" ? influence::TimeScheme::Bdf2 : influence::TimeScheme::Euler;
    const std::string start = r.text_or("start", "undisturbed");
    if (start != "undisturbed" && start != "steady")
        fail_unknown_name(start, r.line(), r.file(), "start", {"undisturbed", "steady"});
    run.start =
        start == "steady" ? influence::StartFrom::Steady : influence::StartFrom::Undisturbed;
}

TransientRun run_in(ObjectReader& r) {
    TransientRun run;
    run.options = volume_options_in(r);
    run.stages = stages_in(r);
    read_choices(r, run);
    run.start_day = r.optional_number("start_day").value_or(0.0);
    run.spin_up_days = r.find("spin_up_days") != nullptr ? r.non_negative("spin_up_days") : 0.0;
    if (const auto* loads = r.optional_array("loads")) {
        for (const JsonValue& item : *loads)
            run.loads.push_back(load_in(item, r.file()));
    }
    if (const auto* contents = r.optional_array("contents")) {
        for (const JsonValue& item : *contents)
            run.contents.push_back(content_in(item, r.file()));
    }
    if (r.find("still_content_J_m3K") != nullptr)
        run.still_content_J_m3K = r.non_negative("still_content_J_m3K");
    if (const JsonValue* weather = r.find("weather"))
        run.hourly_surface_C = weather_in(*weather, r.file());
    for (const double day : numbers_or_empty(r, "output_days"))
        run.output_s.push_back(day * kDay_s);
    run.probes = volume_probes_in(r);
    run.limits_C = numbers_or_empty(r, "limits_C");
    if (const auto hours = r.optional_positive("series_every_h"))
        run.series_every_s = *hours * kHour_s;
    return run;
}

ordered_json write_spread(const influence::TemperatureSpread& spread) {
    return {{"min_C", spread.min_C}, {"mean_C", spread.mean_C}, {"max_C", spread.max_C}};
}

ordered_json write_histories(const std::vector<influence::PlaceHistory>& histories,
                             const std::vector<double>& limits_C, bool with_heat) {
    ordered_json list = ordered_json::array();
    for (const auto& history : histories) {
        ordered_json entry{{"id", history.id}};
        entry.update(write_spread(history.all));
        entry["max_at_day"] = history.max_at_s / kDay_s;
        if (with_heat) entry["mean_heat_W_m"] = history.mean_heat_W_m;
        entry["hours_above"] = ordered_json::array();
        for (std::size_t k = 0; k < limits_C.size(); ++k)
            entry["hours_above"].push_back(
                {{"limit_C", limits_C[k]}, {"hours", history.hours_above[k]}});
        entry["months"] = ordered_json::array();
        for (const auto& [month, spread] : history.months) {
            ordered_json row{{"month", month}};
            row.update(write_spread(spread));
            entry["months"].push_back(std::move(row));
        }
        list.push_back(std::move(entry));
    }
    return list;
}

ordered_json write_moments(const std::vector<influence::MomentState>& moments) {
    ordered_json list = ordered_json::array();
    for (const auto& moment : moments) {
        list.push_back({{"day", moment.time_s / kDay_s},
                        {"surface_C", moment.surface_C},
                        {"bodies", write_states(moment.bodies)},
                        {"probes", write_probe_states(moment.probes)}});
    }
    return list;
}

ordered_json write_series(const influence::TransientRunResult& result) {
    ordered_json series;
    series["of"] = ordered_json::array();
    for (const auto* places : {&result.bodies, &result.probes}) {
        for (const auto& place : *places)
            series["of"].push_back(place.id);
    }
    series["day"] = ordered_json::array();
    series["surface_C"] = ordered_json::array();
    series["temperature_C"] = ordered_json::array();
    for (const auto& point : result.series) {
        series["day"].push_back(point.time_s / kDay_s);
        series["surface_C"].push_back(point.surface_C);
        series["temperature_C"].push_back(point.temperature_C);
    }
    return series;
}

}  // namespace

std::vector<TransientRun> read_transient(const JsonValue& block, const std::string& file) {
    return objects_in(block, file, "transient", run_in);
}

ordered_json write_transient(const std::vector<influence::TransientRunResult>& results) {
    ordered_json list = ordered_json::array();
    for (const auto& result : results) {
        ordered_json entry{{"id", result.id},
                           {"cells", result.cells},
                           {"steps", result.steps},
                           {"factorizations", result.factorizations},
                           {"dry_area_m2", result.dry_area_m2}};
        entry["heat"] = {{"given_J_m", result.heat.given_J_m},
                         {"through_surface_J_m", result.heat.through_surface_J_m},
                         {"stored_J_m", result.heat.stored_J_m},
                         {"residual", result.heat.residual()}};
        entry["at"] = write_moments(result.at);
        entry["bodies"] = write_histories(result.bodies, result.limits_C, true);
        entry["probes"] = write_histories(result.probes, result.limits_C, false);
        if (!result.series.empty()) entry["series"] = write_series(result);
        list.push_back(std::move(entry));
    }
    return list;
}

}  // namespace maaiveld::exchange
