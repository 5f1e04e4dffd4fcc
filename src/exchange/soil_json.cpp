#include "exchange/soil_json.h"

#include "exchange/section_compression.h"

#include <nlohmann/json.hpp>

#include <cmath>
#include <fmt/format.h>
#include <limits>

namespace maaiveld::exchange {
namespace {

using model::SoilLayer;
using model::SoilProfile;

constexpr double kAbsoluteZero_C = -273.15;

/// A conductivity, or the resistivity that cable engineers quote instead.
std::optional<double> conductivity_in(ObjectReader& r, std::string_view conductivity,
                                      std::string_view resistivity) {
    const auto direct = r.optional_positive(conductivity);
    const auto inverse = r.optional_positive(resistivity);
    if (direct && inverse) {
        r.fail(fmt::format("give `{}` or `{}`, not both", conductivity, resistivity));
    }
    return inverse ? 1.0 / *inverse : direct;
}

void read_heat(ObjectReader& r, SoilLayer& layer) {
    layer.conductivity_W_mK =
        conductivity_in(r, "conductivity_W_mK", "resistivity_KmW").value_or(1.0);
    const auto capacity = r.optional_positive("heat_capacity_J_m3K");
    const auto diffusivity = r.optional_positive("diffusivity_m2_s");
    if (capacity && diffusivity) {
        r.fail("give `heat_capacity_J_m3K` or `diffusivity_m2_s`, not both");
    }
    if (capacity) layer.heat_capacity_J_m3K = *capacity;
    if (diffusivity) layer.heat_capacity_J_m3K = layer.conductivity_W_mK / *diffusivity;
    layer.dry_conductivity_W_mK =
        conductivity_in(r, "dry_conductivity_W_mK", "dry_resistivity_KmW");
    if (r.find("drying_temperature_C") != nullptr) {
        layer.drying_temperature_C = temperature_in(r, "drying_temperature_C");
    }
    if (layer.dry_conductivity_W_mK.has_value() != layer.drying_temperature_C.has_value()) {
        r.fail("drying needs both `dry_conductivity_W_mK` and `drying_temperature_C`");
    }
    if (layer.dry_conductivity_W_mK.value_or(0.0) > layer.conductivity_W_mK) {
        r.fail("dry ground cannot conduct better than moist ground");
    }
}

void read_ground(ObjectReader& r, SoilLayer& layer) {
    layer.electrical_resistivity_ohm_m = r.optional_positive("electrical_resistivity_ohm_m");
    layer.unit_weight_kN_m3 = r.optional_positive("unit_weight_kN_m3");
    layer.saturated_unit_weight_kN_m3 = r.optional_positive("saturated_unit_weight_kN_m3");
    if (const JsonValue* value = r.find("compression")) {
        layer.compression = read_compression(*value, r.file());
    }
}

SoilLayer read_layer(const JsonValue& value, const std::string& file, double top_m,
                     std::size_t number) {
    ObjectReader r{value, file, fmt::format("soil layer {}", number)};
    SoilLayer layer;
    layer.name = r.text_or("name", "");
    layer.top_m = top_m;
    const auto thickness = r.optional_positive("thickness_m");
    layer.bottom_m = thickness ? top_m + *thickness : std::numeric_limits<double>::infinity();
    read_heat(r, layer);
    read_ground(r, layer);
    r.finish();
    return layer;
}

std::vector<SoilLayer> read_layers(const std::vector<JsonValue>& items, const std::string& file) {
    std::vector<SoilLayer> layers;
    double top_m = 0.0;
    for (const JsonValue& item : items) {
        if (!std::isfinite(top_m)) {
            fail(file, item.line,
                 "soil: only the last layer may leave out `thickness_m`; it goes on for ever");
        }
        layers.push_back(read_layer(item, file, top_m, layers.size() + 1));
        top_m = layers.back().bottom_m;
    }
    return layers;
}

void put(nlohmann::ordered_json& object, const char* key, const std::optional<double>& value) {
    if (value) object[key] = *value;
}

nlohmann::ordered_json write_layer(const SoilLayer& layer) {
    nlohmann::ordered_json object = nlohmann::ordered_json::object();
    if (!layer.name.empty()) object["name"] = layer.name;
    if (std::isfinite(layer.bottom_m)) object["thickness_m"] = layer.bottom_m - layer.top_m;
    object["conductivity_W_mK"] = layer.conductivity_W_mK;
    object["heat_capacity_J_m3K"] = layer.heat_capacity_J_m3K;
    put(object, "dry_conductivity_W_mK", layer.dry_conductivity_W_mK);
    put(object, "drying_temperature_C", layer.drying_temperature_C);
    put(object, "electrical_resistivity_ohm_m", layer.electrical_resistivity_ohm_m);
    put(object, "unit_weight_kN_m3", layer.unit_weight_kN_m3);
    put(object, "saturated_unit_weight_kN_m3", layer.saturated_unit_weight_kN_m3);
    if (layer.compression) object["compression"] = write_compression(*layer.compression);
    return object;
}

influence::SurfaceYear read_year(const JsonValue& value, const std::string& file) {
    ObjectReader r{value, file, "surface year"};
    influence::SurfaceYear year;
    year.mean_C = temperature_in(r, "mean_C");
    year.amplitude_K = r.non_negative("amplitude_K");
    if (year.mean_C - year.amplitude_K < kAbsoluteZero_C) {
        r.fail("the coldest day, `mean_C` less `amplitude_K`, lies below absolute zero");
    }
    year.coldest_day = r.number("coldest_day");
    if (year.coldest_day < 0.0 || year.coldest_day > 365.0) {
        r.fail("`coldest_day` counts from 1 January, 0 to 365");
    }
    r.finish();
    return year;
}

}  // namespace

double temperature_in(ObjectReader& r, std::string_view key) {
    const double value = r.number(key);
    if (value < kAbsoluteZero_C) {
        r.fail_at(r.require(key),
                  fmt::format("`{}` is {} degrees, colder than absolute zero", key, value));
    }
    return value;
}

SoilProfile read_soil(const JsonValue& value, const std::string& file) {
    ObjectReader r{value, file, "soil"};
    SoilProfile soil;
    soil.groundwater_depth_m = r.optional_number("groundwater_depth_m");
    if (const auto* items = r.optional_array("layers")) {
        soil.layers = read_layers(*items, file);
        if (soil.layers.empty()) r.fail("`layers` is empty; give at least one");
    } else {
        SoilLayer layer;
        layer.bottom_m = std::numeric_limits<double>::infinity();
        layer.name = r.text_or("name", "");
        read_heat(r, layer);
        read_ground(r, layer);
        soil.layers.push_back(layer);
    }
    r.finish();
    return soil;
}

nlohmann::ordered_json write_soil(const SoilProfile& soil) {
    nlohmann::ordered_json object = nlohmann::ordered_json::object();
    if (soil.groundwater_depth_m) object["groundwater_depth_m"] = *soil.groundwater_depth_m;
    auto layers = nlohmann::ordered_json::array();
    for (const SoilLayer& layer : soil.layers)
        layers.push_back(write_layer(layer));
    object["layers"] = std::move(layers);
    return object;
}

influence::GroundSurface read_surface(const JsonValue& value, const std::string& file) {
    ObjectReader r{value, file, "surface"};
    influence::GroundSurface surface;
    if (const JsonValue* year = r.find("year")) surface.year = read_year(*year, file);
    if (r.find("temperature_C") != nullptr) {
        surface.temperature_C = temperature_in(r, "temperature_C");
    } else if (surface.year) {
        surface.temperature_C = surface.year->mean_C;
    }
    const auto film = r.optional_positive("film_W_m2K");
    const auto resistance = r.optional_number("film_m2K_W");
    if (film && resistance) r.fail("give `film_W_m2K` or `film_m2K_W`, not both");
    if (resistance && *resistance < 0.0) r.fail("`film_m2K_W` must not be negative");
    surface.film_W_m2K = film;
    if (resistance && *resistance > 0.0) surface.film_W_m2K = 1.0 / *resistance;
    r.finish();
    return surface;
}

}  // namespace maaiveld::exchange
