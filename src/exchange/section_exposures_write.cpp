#include "exchange/section_em.h"
#include "exchange/section_exposures.h"

#include <nlohmann/json.hpp>

#include <cmath>
#include <numbers>

namespace maaiveld::exchange {
namespace {

using influence::Complex;
using Json = nlohmann::ordered_json;

double degrees(Complex value) {
    return value == Complex{} ? 0.0 : std::arg(value) * 180.0 / std::numbers::pi;
}

Json line_json(const influence::InducedLine& line) {
    Json json;
    put_complex(json, "z_", 1e3 * line.impedance_ohm_m, "ohm_km");
    json["y_G_S_km"] = 1e3 * line.admittance_S_m.real();
    json["y_B_S_km"] = 1e3 * line.admittance_S_m.imag();
    json["gamma_re_per_km"] = 1e3 * line.wave.gamma_per_m.real();
    json["gamma_im_per_km"] = 1e3 * line.wave.gamma_per_m.imag();
    if (line.wave.characteristic_ohm)
        put_complex(json, "Zc_", *line.wave.characteristic_ohm, "ohm");
    json["V_start_V"] = std::abs(line.samples.front().voltage_V);
    json["V_end_V"] = std::abs(line.samples.back().voltage_V);
    auto& samples = json["samples"] = Json::array();
    for (const influence::VoltageSample& sample : line.samples) {
        Json at;
        at["at_m"] = sample.at_m;
        at["V_V"] = std::abs(sample.voltage_V);
        at["angle_deg"] = degrees(sample.voltage_V);
        at["I_A"] = std::abs(sample.current_A);
        samples.push_back(std::move(at));
    }
    return json;
}

Json sources_json(const std::vector<influence::EmSourceResult>& sources) {
    auto array = Json::array();
    for (const influence::EmSourceResult& source : sources) {
        Json json;
        json["id"] = source.id;
        put_complex(json, "Zm_", 1e3 * source.mutual_ohm_m, "ohm_km");
        json["current_A"] = std::abs(source.current_A);
        json["angle_deg"] = degrees(source.current_A);
        array.push_back(std::move(json));
    }
    return array;
}

Json screens_json(const std::vector<influence::EmScreenResult>& screens) {
    auto array = Json::array();
    for (const influence::EmScreenResult& screen : screens) {
        Json json;
        json["id"] = screen.id;
        put_complex(json, "Z_ext_", 1e3 * screen.external_ohm_m, "ohm_km");
        json["k"] = screen.k;
        json["current_A"] = std::abs(screen.current_A);
        json["angle_deg"] = degrees(screen.current_A);
        array.push_back(std::move(json));
    }
    return array;
}

Json exposure_json(const influence::ExposureResult& result) {
    const double per_km = 1e3 / result.length_m;
    Json json;
    json["id"] = result.id;
    json["frequency_Hz"] = result.frequency_Hz;
    json["resistivity_ohm_m"] = result.resistivity_ohm_m;
    json["length_m"] = result.length_m;
    json["emf_V_km"] = per_km * std::abs(result.emf_V);
    json["emf_V"] = std::abs(result.emf_V);
    json["emf_angle_deg"] = degrees(result.emf_V);
    json["emf_unscreened_V_km"] = per_km * std::abs(result.unscreened_emf_V);
    json["emf_unscreened_V"] = std::abs(result.unscreened_emf_V);
    json["k"] = result.k;
    json["voltage_V"] = result.voltage_V;
    json["voltage_at_m"] = result.voltage_at_m;
    if (result.defect_A_m2) json["J_A_m2"] = *result.defect_A_m2;
    json["sources"] = sources_json(result.sources);
    json["screens"] = screens_json(result.screens);
    if (result.line) json["line"] = line_json(*result.line);
    json["notes"] = result.notes;
    return json;
}

}  // namespace

Json write_exposures(const std::vector<influence::ExposureResult>& results) {
    auto array = Json::array();
    for (const influence::ExposureResult& result : results)
        array.push_back(exposure_json(result));
    return array;
}

}  // namespace maaiveld::exchange
