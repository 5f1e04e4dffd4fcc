#include "exchange/operation_file.h"

#include "exchange/json_names.h"
#include "exchange/soil_json.h"

#include <fmt/format.h>

namespace maaiveld::exchange {
namespace {

using influence::Operating;
using influence::Operation;
using influence::Uncertain;

constexpr double kAbsoluteZero_C = -273.15;

Uncertain uncertain_in(ObjectReader& parent, std::string_view key) {
    ObjectReader r{parent.require(key), parent.file(), fmt::format("`{}`", key)};
    Uncertain u;
    u.value = r.number("value");
    u.low = r.optional_number("low").value_or(u.value);
    u.high = r.optional_number("high").value_or(u.value);
    u.source = r.text_or("source", "");
    u.grade = r.text_or("grade", "");
    if (!(u.low <= u.value && u.value <= u.high)) {
        r.fail(fmt::format("`low` {} <= `value` {} <= `high` {} does not hold", u.low, u.value,
                           u.high));
    }
    r.finish();
    return u;
}

Uncertain positive_in(ObjectReader& parent, std::string_view key) {
    const Uncertain u = uncertain_in(parent, key);
    if (u.low <= 0.0) {
        parent.fail_at(parent.require(key), fmt::format("`{}` must be above 0", key));
    }
    return u;
}

std::array<double, 12> months_in(const JsonValue& value, const std::string& file) {
    if (value.kind != JsonValue::Kind::Array || value.items.size() != 12) {
        fail(file, value.line, "`temperature_C` takes twelve numbers, January to December");
    }
    std::array<double, 12> months{};
    for (std::size_t i = 0; i < months.size(); ++i) {
        months[i] = number_in(value.items[i], file, "temperature_C");
        if (months[i] >= kAbsoluteZero_C) continue;
        fail(file, value.items[i].line,
             fmt::format("`temperature_C` holds {} degrees, colder than absolute zero", months[i]));
    }
    return months;
}

Operating operating_in(const JsonValue& value, const std::string& file) {
    ObjectReader r{value, file, "network"};
    Operating one;
    one.id = r.text("id");
    r.rename("network `" + one.id + "`");
    one.network = network_in(r, "network");
    one.role = r.text_or("role", "");
    if (const JsonValue* months = r.find("temperature_C")) {
        one.temperature_C = months_in(*months, file);
    }
    if (r.find("shift_K") != nullptr) one.shift_K = uncertain_in(r, "shift_K");
    if (r.find("load_share") != nullptr) {
        one.carries_current = true;
        one.load_share = uncertain_in(r, "load_share");
        if (one.load_share.low < 0.0) r.fail("`load_share` must not be negative");
    }
    one.standing_water = r.flag_or("standing_water", false);
    one.source = r.text("source");
    one.grade = r.text("grade");
    if (!one.temperature_C && !one.carries_current && !one.standing_water) {
        r.fail("needs `temperature_C`, `load_share` or `standing_water`");
    }
    r.finish();
    return one;
}

void read_ground(ObjectReader& parent, Operation& o) {
    ObjectReader r{parent.require("ground"), parent.file(), "ground"};
    o.conductivity_W_mK = positive_in(r, "conductivity_W_mK");
    o.heat_capacity_J_m3K = positive_in(r, "heat_capacity_J_m3K");
    o.dry_conductivity_W_mK = r.optional_positive("dry_conductivity_W_mK");
    if (r.find("drying_temperature_C") != nullptr) {
        o.drying_temperature_C = temperature_in(r, "drying_temperature_C");
    }
    if (o.dry_conductivity_W_mK.has_value() != o.drying_temperature_C.has_value()) {
        r.fail("drying needs `dry_conductivity_W_mK` and `drying_temperature_C`");
    }
    r.text_or("drying_source", "");
    r.text_or("drying_grade", "");
    o.electrical_resistivity_ohm_m = positive_in(r, "electrical_resistivity_ohm_m");
    r.finish();
}

void read_surface(ObjectReader& parent, Operation& o) {
    ObjectReader r{parent.require("surface"), parent.file(), "surface"};
    o.surface_mean_C = uncertain_in(r, "mean_C");
    if (o.surface_mean_C.low < kAbsoluteZero_C) r.fail("`mean_C` is colder than absolute zero");
    o.surface_amplitude_K = uncertain_in(r, "amplitude_K");
    o.coldest_day = r.non_negative("coldest_day");
    o.surface_film_m2K_W = uncertain_in(r, "film_m2K_W");
    if (o.surface_amplitude_K.low < 0.0) r.fail("`amplitude_K` must not be negative");
    if (o.surface_film_m2K_W.low < 0.0) r.fail("`film_m2K_W` must not be negative");
    r.finish();
}

void read_pipes(ObjectReader& parent, Operation& o) {
    ObjectReader r{parent.require("pipes"), parent.file(), "pipes"};
    o.bedding_kh_N_m3 = r.positive("bedding_kh_N_m3");
    r.text("bedding_source");
    const JsonValue& moduli = r.require("long_term_modulus_MPa");
    for (const JsonMember& member : moduli.members) {
        const double modulus_MPa = number_in(member.value, parent.file(), member.key);
        if (modulus_MPa <= 0.0) r.fail_at(member.value, "a modulus must be above 0");
        o.long_term_modulus_Pa[member.key] = 1e6 * modulus_MPa;
    }
    r.text("modulus_source");
    r.text("modulus_grade");
    r.finish();
}

Operation operation_in(const JsonDocument& document) {
    ObjectReader r{document.root, document.file, "operation profile"};
    r.text("format");
    Operation o;
    o.id = r.text("id");
    r.text_or("edition", "");
    r.find("title");
    r.text_or("note", "");
    read_ground(r, o);
    read_surface(r, o);
    o.insulation_conductivity_W_mK = positive_in(r, "insulation_conductivity_W_mK");
    read_pipes(r, o);
    for (const JsonValue& item : r.array("networks"))
        o.networks.push_back(operating_in(item, document.file));
    r.finish();
    return o;
}

}  // namespace

base::Result<Operation> read_operation(const std::filesystem::path& path) {
    try {
        return operation_in(document_in(path, "maaiveld-operation/1"));
    } catch (const ReadFailure& failure) {
        return tl::unexpected(failure.error);
    }
}

}  // namespace maaiveld::exchange
