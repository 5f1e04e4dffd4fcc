#include "exchange/section_conductors.h"

#include "exchange/section_em.h"
#include "influence/em/line_constants.h"

#include <nlohmann/json.hpp>

#include <cmath>
#include <fmt/format.h>

namespace maaiveld::exchange {
namespace {

using influence::ConductorSystem;
using influence::ConductorSystemResult;
using influence::LineConductor;
using influence::LogarithmConstants;
using influence::ScreenTube;
using Json = nlohmann::ordered_json;

constexpr double kPerKilometre = 1e3;
constexpr double kPerMile = 1609.344;

/// `gmr_…`, or `radius_…` of a solid wire.
double gmr_in(ObjectReader& r) {
    const auto gmr = optional_length_in(r, "gmr");
    const auto radius = optional_length_in(r, "radius");
    if (gmr.has_value() == radius.has_value())
        r.fail("give either `gmr_m` or, for a solid wire, `radius_m`");
    if (!(gmr.value_or(1.0) > 0.0 && radius.value_or(1.0) > 0.0))
        r.fail("`gmr_m` or `radius_m` must be above 0");
    return gmr ? *gmr : influence::solid_gmr_m(*radius);
}

LineConductor conductor_in(const JsonValue& value, const std::string& file) {
    ObjectReader r{value, file, "conductor"};
    LineConductor conductor;
    conductor.id = r.text("id");
    r.rename(fmt::format("conductor `{}`", conductor.id));
    conductor.x_m = length_in(r, "x");
    conductor.depth_m = depth_in(r);
    conductor.tube_radius_m = optional_length_in(r, "tube_radius").value_or(0.0);
    if (conductor.tube_radius_m < 0.0) r.fail("`tube_radius_m` must be above 0");
    conductor.gmr_m = conductor.tube_radius_m > 0.0 ? conductor.tube_radius_m : gmr_in(r);
    conductor.resistance_ohm_m = per_length_in(r, "r");
    r.finish();
    return conductor;
}

/// Round wires on a circle around the cable.
ScreenTube neutral_in(const JsonValue& value, const std::string& file, const std::string& cable) {
    ObjectReader r{value, file, fmt::format("neutral of `{}`", cable)};
    const double strands = r.positive("strands");
    if (strands != std::floor(strands) || strands > 1000.0)
        r.fail("`strands` is a whole number of wires");
    const double diameter = positive_length_in(r, "strand_diameter");
    const auto gmr = optional_length_in(r, "strand_gmr");
    if (gmr && !(*gmr > 0.0)) r.fail("`strand_gmr` must be above 0");
    const double resistance = per_length_in(r, "strand_r");
    const double over = positive_length_in(r, "outer_diameter");
    r.finish();
    if (over <= diameter) r.fail("`outer_diameter` is over the strands: more than one of them");
    return influence::strand_ring(static_cast<int>(strands),
                                  gmr.value_or(influence::solid_gmr_m(0.5 * diameter)), resistance,
                                  0.5 * (over - diameter));
}

/// A tape or sheath closed around the cable.
ScreenTube tape_in(const JsonValue& value, const std::string& file, const std::string& cable) {
    ObjectReader r{value, file, fmt::format("tape of `{}`", cable)};
    const double outer = positive_length_in(r, "outer_diameter");
    const double thickness = positive_length_in(r, "thickness");
    const auto resistance = optional_per_length_in(r, "r");
    const auto resistivity = r.optional_positive("resistivity_ohm_m");
    r.finish();
    if (2.0 * thickness >= outer) r.fail("`thickness` must be less than half of `outer_diameter`");
    if (resistance.has_value() == resistivity.has_value())
        r.fail("give either `r_ohm_km` or `resistivity_ohm_m`");
    ScreenTube tube =
        influence::tape_ring(0.5 * (outer - thickness), thickness, resistivity.value_or(1.0));
    if (resistance) tube.resistance_ohm_m = *resistance;
    return tube;
}

std::optional<ScreenTube> screen_in(ObjectReader& r, const std::string& cable) {
    const JsonValue* neutral = r.find("neutral");
    const JsonValue* tape = r.find("tape");
    if (neutral != nullptr && tape != nullptr) r.fail("it has both `neutral` and `tape`; give one");
    if (neutral != nullptr) return neutral_in(*neutral, r.file(), cable);
    if (tape != nullptr) return tape_in(*tape, r.file(), cable);
    return std::nullopt;
}

/// A cable becomes its conductor, called as the cable, and `<id>.screen`.
void add_cable(const JsonValue& value, const std::string& file, ConductorSystem& system) {
    ObjectReader r{value, file, "cable"};
    LineConductor core;
    core.id = r.text("id");
    r.rename(fmt::format("cable `{}`", core.id));
    core.x_m = length_in(r, "x");
    core.depth_m = depth_in(r);
    core.gmr_m = gmr_in(r);
    core.resistance_ohm_m = per_length_in(r, "r");
    const auto tube = screen_in(r, core.id);
    r.finish();
    system.conductors.push_back(core);
    if (!tube) return;
    system.conductors.push_back({core.id + ".screen", core.x_m, core.depth_m, tube->gmr_m,
                                 tube->radius_m, tube->resistance_ohm_m});
}

/// Modified Carson's constants as printed: per kilometre and metre, or per mile and foot.
std::optional<LogarithmConstants> constants_in(ObjectReader& system) {
    const JsonValue* value = system.find("constants");
    if (value == nullptr) return std::nullopt;
    ObjectReader r{*value, system.file(), "constants"};
    LogarithmConstants constants;
    constants.resistance_ohm_m = per_length_in(r, "resistance");
    constants.reactance_ohm_m = per_length_in(r, "reactance");
    const auto metres = r.optional_number("logarithm_m");
    const auto feet = r.optional_number("logarithm_ft");
    if (metres.has_value() == feet.has_value())
        r.fail("give either `logarithm_m` or `logarithm_ft`");
    constants.logarithm = metres ? *metres : *feet + std::log(0.3048);
    r.finish();
    return constants;
}

void require_side(ObjectReader& r, const ConductorSystem& system) {
    const JsonValue* model = r.find("model");
    if (model == nullptr) return;
    for (const LineConductor& c : system.conductors) {
        if (model->text == "pollaczek" && c.depth_m < 0.0)
            r.fail_at(*model, fmt::format("pollaczek is for buried conductors; `{}` is not", c.id));
        if (model->text == "carson" && c.depth_m > 0.0)
            r.fail_at(*model, fmt::format("carson is for overhead lines; `{}` is buried", c.id));
    }
}

ConductorSystem system_in(const JsonValue& value, const std::string& file) {
    ObjectReader r{value, file, "conductors"};
    ConductorSystem system;
    system.id = r.text("id");
    r.rename(fmt::format("conductors `{}`", system.id));
    system.model = earth_model_in(r);
    system.constants = constants_in(r);
    system.frequency_Hz = r.optional_positive("frequency_Hz");
    system.resistivity_ohm_m = r.optional_positive("resistivity_ohm_m");
    if (const auto* items = r.optional_array("conductors")) {
        for (const JsonValue& item : *items)
            system.conductors.push_back(conductor_in(item, file));
    }
    if (const auto* items = r.optional_array("cables")) {
        for (const JsonValue& item : *items)
            add_cable(item, file, system);
    }
    system.grounded = r.texts_or_empty("grounded");
    r.optional_text("note");
    require_side(r, system);
    r.finish();
    if (system.conductors.empty()) r.fail("give at least one of `conductors` or `cables`");
    if (const auto fault = influence::fault_in(system.conductors)) r.fail(*fault);
    return system;
}

Json rows(const Eigen::MatrixXd& matrix) {
    Json all = Json::array();
    for (Eigen::Index i = 0; i < matrix.rows(); ++i) {
        Json row = Json::array();
        for (Eigen::Index j = 0; j < matrix.cols(); ++j)
            row.push_back(matrix(i, j));
        all.push_back(std::move(row));
    }
    return all;
}

void put_matrix(Json& into, const std::string& stem, const Eigen::MatrixXcd& ohm_m) {
    into[stem + "R_ohm_km"] = rows(kPerKilometre * ohm_m.real());
    into[stem + "X_ohm_km"] = rows(kPerKilometre * ohm_m.imag());
    into[stem + "R_ohm_mile"] = rows(kPerMile * ohm_m.real());
    into[stem + "X_ohm_mile"] = rows(kPerMile * ohm_m.imag());
}

Json sequence_json(const influence::SequenceImpedances& sequence) {
    Json json;
    put_complex(json, "Z1_", kPerKilometre * sequence.z1_ohm_m, "ohm_km");
    put_complex(json, "Z2_", kPerKilometre * sequence.z2_ohm_m, "ohm_km");
    put_complex(json, "Z0_", kPerKilometre * sequence.z0_ohm_m, "ohm_km");
    put_matrix(json, "Z012_", sequence.matrix_ohm_m);
    return json;
}

Json system_json(const ConductorSystemResult& result) {
    Json json;
    json["id"] = result.id;
    json["frequency_Hz"] = result.frequency_Hz;
    json["resistivity_ohm_m"] = result.resistivity_ohm_m;
    json["kept"] = result.kept;
    put_matrix(json, "", result.reduced_ohm_m);
    if (result.sequence) json["sequence"] = sequence_json(*result.sequence);
    if (!result.grounded.empty()) {
        json["grounded"] = result.grounded;
        json["grounded_current_re"] = rows(result.return_shares.real());
        json["grounded_current_im"] = rows(result.return_shares.imag());
    }
    json["conductors"] = result.conductors;
    put_matrix(json, "primitive_", result.primitive_ohm_m);
    json["notes"] = result.notes;
    return json;
}

}  // namespace

std::vector<ConductorSystem> read_conductors(const JsonValue& block, const std::string& file) {
    if (block.kind != JsonValue::Kind::Array)
        fail(file, block.line, "`conductors` must be an array of conductor systems");
    std::vector<ConductorSystem> systems;
    for (const JsonValue& item : block.items)
        systems.push_back(system_in(item, file));
    return systems;
}

Json write_conductors(const std::vector<ConductorSystemResult>& results) {
    Json array = Json::array();
    for (const ConductorSystemResult& result : results)
        array.push_back(system_json(result));
    return array;
}

}  // namespace maaiveld::exchange
