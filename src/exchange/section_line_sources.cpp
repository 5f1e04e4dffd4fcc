#include "exchange/section_line_sources.h"

#include "exchange/section_heat_parts.h"

#include <nlohmann/json.hpp>

namespace maaiveld::exchange {
namespace {

using nlohmann::ordered_json;

influence::HeatStep step_in(const JsonValue& value, const ObjectReader& source) {
    ObjectReader r{value, source.file(), source.what() + ", step"};
    const influence::HeatStep step{r.non_negative("from_h"), r.number("heat_W_m")};
    r.finish();
    return step;
}

/// `heat_W_m` alone (from time 0), or `steps`, which may repeat.
void read_history(ObjectReader& r, influence::LineSource& source) {
    const std::optional<double> heat_W_m = r.optional_number("heat_W_m");
    const auto* steps = r.optional_array("steps");
    if (heat_W_m.has_value() == (steps != nullptr)) {
        r.fail("a source needs either `heat_W_m` or `steps`");
    }
    source.repeat_every_h = r.optional_positive("repeat_every_h");
    if (heat_W_m) {
        if (source.repeat_every_h) r.fail("`repeat_every_h` goes with `steps`");
        source.history.push_back({0.0, *heat_W_m});
        return;
    }
    for (const JsonValue& item : *steps)
        source.history.push_back(step_in(item, r));
}

influence::LineSource source_in(ObjectReader& r) {
    influence::LineSource source;
    source.at = place_in(r);
    source.outer_diameter_m = r.optional_positive("outer_diameter_m");
    read_history(r, source);
    return source;
}

influence::LineSourceSet set_in(ObjectReader& r) {
    influence::LineSourceSet set;
    set.sources = objects_in(r.require("sources"), r.file(), "line source", source_in);
    if (const JsonValue* probes = r.find("probes")) {
        set.probes = objects_in(*probes, r.file(), "probe", [](ObjectReader& p) {
            return influence::RiseProbe{{}, place_in(p)};
        });
    }
    set.times_h = numbers_or_empty(r, "times_h");
    set.ground = ground_choice_in(r);
    refuse(r, influence::fault_of(set));
    return set;
}

ordered_json places_json(const std::vector<influence::RiseAtPlace>& places, double ground_C) {
    ordered_json list = ordered_json::array();
    for (const influence::RiseAtPlace& place : places) {
        ordered_json times = ordered_json::array();
        for (const influence::RiseAtTime& at : place.times) {
            times.push_back({{"time_h", at.time_h},
                             {"rise_K", at.rise_K},
                             {"temperature_C", ground_C + at.rise_K}});
        }
        list.push_back({{"id", place.id},
                        {"times", std::move(times)},
                        {"steady_rise_K", place.steady_rise_K},
                        {"steady_temperature_C", ground_C + place.steady_rise_K}});
    }
    return list;
}

}  // namespace

std::vector<influence::LineSourceSet> read_line_sources(const JsonValue& block,
                                                        const std::string& file) {
    return objects_in(block, file, "line source set", set_in);
}

ordered_json write_line_sources(const std::vector<influence::LineSourceResult>& results) {
    ordered_json list = ordered_json::array();
    for (const influence::LineSourceResult& result : results) {
        list.push_back({{"id", result.id},
                        {"ground_C", result.ground_C},
                        {"sources", places_json(result.sources, result.ground_C)},
                        {"probes", places_json(result.probes, result.ground_C)}});
    }
    return list;
}

}  // namespace maaiveld::exchange
