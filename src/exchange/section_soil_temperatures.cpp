#include "exchange/section_soil_temperatures.h"

#include "exchange/section_heat_parts.h"

#include <nlohmann/json.hpp>

namespace maaiveld::exchange {
namespace {

using influence::Interval;
using nlohmann::ordered_json;

std::optional<Interval> interval_named(const std::string& name) {
    if (name == "hour") return Interval::Hour;
    if (name == "day") return Interval::Day;
    if (name == "month") return Interval::Month;
    return std::nullopt;
}

influence::SurfaceYear year_in(const JsonValue& value, const ObjectReader& parent) {
    ObjectReader r{value, parent.file(), parent.what() + ", year"};
    influence::SurfaceYear year;
    year.mean_C = temperature_in(r, "mean_C");
    year.amplitude_K = r.non_negative("amplitude_K");
    year.coldest_day = r.number("coldest_day");
    r.finish();
    return year;
}

influence::TemperatureSeries series_in(const JsonValue& value, const ObjectReader& parent) {
    ObjectReader r{value, parent.file(), parent.what() + ", series"};
    influence::TemperatureSeries series;
    const JsonValue& every = r.require("every");
    series.interval = enumerator(text_in(every, r.file(), "every"), every, r.file(), "interval",
                                 {"hour", "day", "month"}, interval_named);
    series.values_C = numbers_in(r, "values_C");
    r.finish();
    return series;
}

influence::SoilTemperature wanted_in(ObjectReader& r) {
    influence::SoilTemperature wanted;
    wanted.depths_m = numbers_in(r, "depths_m");
    wanted.days = numbers_or_empty(r, "days");
    if (const JsonValue* year = r.find("year")) wanted.year = year_in(*year, r);
    if (const JsonValue* series = r.find("series")) wanted.series = series_in(*series, r);
    wanted.ground = soil_choice_in(r);
    refuse(r, influence::fault_of(wanted));
    return wanted;
}

ordered_json depth_json(const influence::DepthTemperature& at) {
    ordered_json json{{"depth_m", at.depth_m},
                      {"amplitude_K", at.year.amplitude_K},
                      {"lag_days", at.lag_days},
                      {"coldest_day", at.year.coldest_day},
                      {"min_C", at.year.mean_C - at.year.amplitude_K},
                      {"max_C", at.year.mean_C + at.year.amplitude_K},
                      {"months_C", at.months_C},
                      {"days", ordered_json::array()}};
    for (const influence::DayTemperature& day : at.days)
        json["days"].push_back({{"day", day.day}, {"temperature_C", day.temperature_C}});
    return json;
}

}  // namespace

std::vector<influence::SoilTemperature> read_soil_temperatures(const JsonValue& block,
                                                               const std::string& file) {
    return objects_in(block, file, "soil temperature", wanted_in);
}

ordered_json write_soil_temperatures(const std::vector<influence::SoilTemperatureResult>& results) {
    ordered_json list = ordered_json::array();
    for (const influence::SoilTemperatureResult& result : results) {
        ordered_json json{{"id", result.id},
                          {"diffusivity_m2_s", result.diffusivity_m2_s},
                          {"damping_depth_m", result.damping_depth_m},
                          {"mean_C", result.surface.mean_C},
                          {"amplitude_K", result.surface.amplitude_K},
                          {"coldest_day", result.surface.coldest_day}};
        if (result.fit_residual_K) json["fit_residual_K"] = *result.fit_residual_K;
        json["depths"] = ordered_json::array();
        for (const influence::DepthTemperature& at : result.depths)
            json["depths"].push_back(depth_json(at));
        list.push_back(std::move(json));
    }
    return list;
}

}  // namespace maaiveld::exchange
