#include "exchange/calibration_file.h"

#include <nlohmann/json.hpp>

namespace maaiveld::exchange {

using Json = nlohmann::ordered_json;

const char* name_of(influence::SurfaceDriver driver) {
    switch (driver) {
        case influence::SurfaceDriver::HarmonicYear:
            return "harmonic_year";
        case influence::SurfaceDriver::SurfaceReadings:
            return "surface_readings";
        case influence::SurfaceDriver::AirReadings:
            return "air_readings";
    }
    return "";
}

std::string calibration_text(const influence::Calibration& calibration) {
    Json document{{"format", "maaiveld-calibration/1"},     {"driver", name_of(calibration.driver)},
                  {"has_sources", calibration.has_sources}, {"rms_K", calibration.rms_K},
                  {"explained", calibration.explained},     {"rounds", calibration.rounds}};
    Json parameters = Json::array();
    for (const auto& p : calibration.parameters) {
        Json object{{"name", p.name}, {"start", p.start}, {"determined", p.determined}};
        object["value"] = p.determined ? Json(p.value) : Json(nullptr);
        object["standard_error"] = p.determined ? Json(p.standard_error) : Json(nullptr);
        if (!p.together_with.empty()) object["together_with"] = p.together_with;
        parameters.push_back(std::move(object));
    }
    document["parameters"] = std::move(parameters);
    Json sensors = Json::array();
    for (const auto& s : calibration.sensors) {
        sensors.push_back({{"id", s.id},
                           {"depth_m", s.depth_m},
                           {"readings", s.readings},
                           {"mean_K", s.mean_K},
                           {"rms_K", s.rms_K}});
    }
    document["sensors"] = std::move(sensors);
    document["notes"] = calibration.notes;
    return document.dump(1) + "\n";
}

}  // namespace maaiveld::exchange
