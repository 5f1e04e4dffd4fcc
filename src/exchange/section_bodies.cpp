#include "exchange/section_bodies.h"

#include "influence/heat/heat_checks.h"

#include <nlohmann/json.hpp>

#include <cmath>
#include <fmt/format.h>
#include <set>

namespace maaiveld::exchange {
namespace {

using influence::Condition;
using influence::Core;
using influence::HeatBody;
using influence::HeatProbe;
using influence::Ring;
using nlohmann::ordered_json;

constexpr double kAbsoluteZero_C = -273.15;

void refuse_below_absolute_zero(const ObjectReader& r, double temperature_C) {
    if (temperature_C >= kAbsoluteZero_C) return;
    r.fail(fmt::format("{} °C lies below absolute zero ({} °C)", temperature_C, kAbsoluteZero_C));
}

/// `<name>conductivity_W_mK`, or its inverse `<name>resistivity_KmW`.
double conductivity_in(ObjectReader& r, const std::string& name = "") {
    const auto conductivity_W_mK = r.optional_positive(name + "conductivity_W_mK");
    const auto resistivity_KmW = r.optional_positive(name + "resistivity_KmW");
    if (conductivity_W_mK.has_value() == resistivity_KmW.has_value()) {
        r.fail(fmt::format("give either `{0}conductivity_W_mK` or `{0}resistivity_KmW`", name));
    }
    return conductivity_W_mK ? *conductivity_W_mK : 1.0 / *resistivity_KmW;
}

Ring ring_in(const JsonValue& value, const std::string& file, double inside_m) {
    ObjectReader r{value, file, "ring"};
    const auto outer_m = r.optional_positive("outer_diameter_m");
    const auto thickness_m = r.optional_positive("thickness_m");
    if (outer_m.has_value() == thickness_m.has_value()) {
        r.fail("give either `outer_diameter_m` or `thickness_m`");
    }
    const Ring ring{outer_m ? *outer_m : inside_m + 2.0 * *thickness_m, conductivity_in(r)};
    if (ring.outer_diameter_m <= inside_m) {
        r.fail(
            fmt::format("its diameter of {} m does not lie around what is inside it ({} m); "
                        "rings go from the inside out",
                        ring.outer_diameter_m, inside_m));
    }
    r.optional_text("material");
    r.finish();
    return ring;
}

std::vector<Ring> rings_in(ObjectReader& r, double inside_m) {
    std::vector<Ring> rings;
    const auto* items = r.optional_array("rings");
    if (items == nullptr) return rings;
    for (const JsonValue& item : *items) {
        rings.push_back(ring_in(item, r.file(), inside_m));
        inside_m = rings.back().outer_diameter_m;
    }
    return rings;
}

/// Exactly one of `temperature_C`, `heat_W_m` and `no_flow`.
Condition condition_in(ObjectReader& r) {
    const auto temperature_C = r.optional_number("temperature_C");
    const auto heat_W_m = r.optional_number("heat_W_m");
    const bool no_flow = r.find("no_flow") != nullptr;
    if (no_flow && !r.flag_or("no_flow", true)) {
        r.fail("`no_flow` can only be true; leave it out and give a temperature or a heat instead");
    }
    if (int(temperature_C.has_value()) + int(heat_W_m.has_value()) + int(no_flow) != 1) {
        r.fail("give exactly one of `temperature_C`, `heat_W_m` and `no_flow`: true");
    }
    if (temperature_C) {
        refuse_below_absolute_zero(r, *temperature_C);
        return influence::HeldTemperature{*temperature_C};
    }
    if (heat_W_m) return influence::GivenHeat{*heat_W_m};
    return influence::NoHeat{};
}

Core core_in(const JsonValue& value, const std::string& file) {
    ObjectReader r{value, file, "core"};
    Core core;
    core.id = r.text("id");
    r.rename(fmt::format("core `{}`", core.id));
    core.dx_m = r.optional_number("dx_m").value_or(0.0);
    core.dz_m = r.optional_number("dz_m").value_or(0.0);
    core.diameter_m = r.positive("diameter_m");
    core.rings = rings_in(r, core.diameter_m);
    core.film_W_m2K = r.optional_positive("film_W_m2K");
    core.condition = condition_in(r);
    r.finish();
    return core;
}

void require_room_for_cores(const ObjectReader& r, const HeatBody& body) {
    for (std::size_t i = 0; i < body.cores.size(); ++i) {
        const Core& core = body.cores[i];
        const double out_m = std::hypot(core.dx_m, core.dz_m) +
                             (core.outer_diameter_m() - body.inner_diameter_m) / 2.0;
        if (out_m > influence::kTouchingTolerance_m) {
            r.fail(fmt::format("core `{}` sticks {:.6f} m out of the filling", core.id, out_m));
        }
        for (std::size_t k = 0; k < i; ++k) {
            const Core& other = body.cores[k];
            const double gap_m = std::hypot(core.dx_m - other.dx_m, core.dz_m - other.dz_m) -
                                 (core.outer_diameter_m() + other.outer_diameter_m()) / 2.0;
            if (gap_m >= -influence::kTouchingTolerance_m) continue;
            r.fail(
                fmt::format("cores `{}` and `{}` overlap by {:.6f} m", other.id, core.id, -gap_m));
        }
    }
}

void read_cores(ObjectReader& r, HeatBody& body) {
    for (const JsonValue& item : r.array("cores"))
        body.cores.push_back(core_in(item, r.file()));
    if (body.cores.empty()) r.fail("`cores` holds none: leave it out for a concentric body");
    body.filling_conductivity_W_mK = conductivity_in(r, "filling_");
    require_room_for_cores(r, body);
}

/// `inner_diameter_m`; a body without rings may call it `outer_diameter_m`.
double inner_diameter_in(ObjectReader& r) {
    const auto inner_m = r.optional_positive("inner_diameter_m");
    const auto outer_m = r.optional_positive("outer_diameter_m");
    if (inner_m.has_value() == outer_m.has_value()) {
        r.fail("give either `inner_diameter_m`, or `outer_diameter_m` for a body without rings");
    }
    if (outer_m && r.find("rings") != nullptr) {
        r.fail("a body with rings needs `inner_diameter_m`; its rings say how wide it is outside");
    }
    return inner_m ? *inner_m : *outer_m;
}

/// `depth_m` to the axis, or `cover_m` to the top.
double depth_in(ObjectReader& r, double outer_diameter_m) {
    const auto depth_m = r.optional_number("depth_m");
    const auto cover_m = r.optional_number("cover_m");
    if (depth_m.has_value() == cover_m.has_value()) {
        r.fail("give either `depth_m` (to the axis) or `cover_m` (to the top)");
    }
    const double axis_m = depth_m ? *depth_m : *cover_m + outer_diameter_m / 2.0;
    const double above_m = outer_diameter_m / 2.0 - axis_m;
    if (above_m > influence::kTouchingTolerance_m) {
        r.fail(
            fmt::format("rises {:.6f} m above the surface: its axis lies {} m deep and it is {} "
                        "m across",
                        above_m, axis_m, outer_diameter_m));
    }
    return axis_m;
}

HeatBody body_in(const JsonValue& value, const std::string& file) {
    ObjectReader r{value, file, "body"};
    HeatBody body;
    body.id = r.text("id");
    r.rename(fmt::format("body `{}`", body.id));
    body.at.x_m = r.number("x_m");
    body.inner_diameter_m = inner_diameter_in(r);
    body.rings = rings_in(r, body.inner_diameter_m);
    body.at.depth_m = depth_in(r, body.outer_diameter_m());
    body.undisturbed_C = r.optional_number("undisturbed_C");
    if (body.undisturbed_C) refuse_below_absolute_zero(r, *body.undisturbed_C);
    if (r.find("cores") != nullptr) {
        read_cores(r, body);
    } else {
        body.film_W_m2K = r.optional_positive("film_W_m2K");
        body.condition = condition_in(r);
    }
    r.optional_text("note");
    r.finish();
    return body;
}

void require_new(std::set<std::string>& seen, const std::string& id, const JsonValue& at,
                 const std::string& file) {
    if (seen.insert(id).second) return;
    fail(file, at.line, fmt::format("the id `{}` is used twice", id));
}

void require_apart(const HeatBody& a, const HeatBody& b, const JsonValue& at,
                   const std::string& file) {
    const double gap_m = std::hypot(a.at.x_m - b.at.x_m, a.at.depth_m - b.at.depth_m) -
                         (a.outer_diameter_m() + b.outer_diameter_m()) / 2.0;
    if (gap_m >= -influence::kTouchingTolerance_m) return;
    fail(file, at.line,
         fmt::format("bodies `{}` and `{}` overlap by {:.6f} m", a.id, b.id, -gap_m));
}

const std::vector<JsonValue>& items_of(const JsonValue& block, const std::string& file,
                                       const char* name) {
    if (block.kind == JsonValue::Kind::Array) return block.items;
    fail(file, block.line, fmt::format("`{}` must be an array of objects", name));
}

ordered_json contributions_of(const influence::BodyResult& result) {
    ordered_json list = ordered_json::array();
    for (const influence::HeatContribution& part : result.contributions) {
        list.push_back({{"source", part.source},
                        {"kelvin", part.kelvin},
                        {"kelvin_by_heat", part.kelvin_by_heat}});
    }
    return list;
}

}  // namespace

std::vector<HeatBody> read_bodies(const JsonValue& block, const std::string& file) {
    std::vector<HeatBody> bodies;
    std::set<std::string> seen;
    for (const JsonValue& item : items_of(block, file, "bodies")) {
        HeatBody body = body_in(item, file);
        require_new(seen, body.id, item, file);
        for (const Core& core : body.cores)
            require_new(seen, core.id, item, file);
        for (const HeatBody& other : bodies)
            require_apart(other, body, item, file);
        bodies.push_back(std::move(body));
    }
    return bodies;
}

std::vector<HeatProbe> read_probes(const JsonValue& block, const std::string& file) {
    std::vector<HeatProbe> probes;
    std::set<std::string> seen;
    for (const JsonValue& item : items_of(block, file, "probes")) {
        ObjectReader r{item, file, "probe"};
        HeatProbe probe;
        probe.id = r.text("id");
        r.rename(fmt::format("probe `{}`", probe.id));
        probe.at.x_m = r.number("x_m");
        probe.at.depth_m = r.non_negative("depth_m");
        r.optional_text("note");
        r.finish();
        require_new(seen, probe.id, item, file);
        probes.push_back(probe);
    }
    return probes;
}

ordered_json write_bodies(const std::vector<influence::BodyResult>& results) {
    ordered_json list = ordered_json::array();
    for (const influence::BodyResult& result : results) {
        ordered_json entry;
        entry["id"] = result.state.id;
        entry["temperature_C"] = result.state.temperature_C;
        entry["outer_temperature_C"] = result.state.outer_temperature_C;
        entry["heat_W_m"] = result.state.heat_W_m;
        entry["undisturbed_C"] = result.undisturbed_C;
        if (result.kennelly_C) entry["temperature_kennelly_C"] = *result.kennelly_C;
        entry["contributions"] = contributions_of(result);
        entry["accuracy"] = result.accuracy;
        list.push_back(std::move(entry));
    }
    return list;
}

ordered_json write_probes(const std::vector<influence::ProbeResult>& results) {
    ordered_json list = ordered_json::array();
    for (const influence::ProbeResult& result : results) {
        ordered_json entry;
        entry["id"] = result.id;
        entry["temperature_C"] = result.temperature_C;
        if (result.kennelly_C) entry["temperature_kennelly_C"] = *result.kennelly_C;
        list.push_back(std::move(entry));
    }
    return list;
}

}  // namespace maaiveld::exchange
