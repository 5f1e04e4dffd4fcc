#include "exchange/section_crossings3d.h"

#include "exchange/section_heat_parts.h"

#include <nlohmann/json.hpp>

#include <fmt/format.h>

namespace maaiveld::exchange {
namespace {

using influence::Crossing3d;
using influence::HeatBody;
using influence::Pipe3d;
using influence::RunsAlong;
using nlohmann::ordered_json;

constexpr double kHour_s = 3600.0;
constexpr double kDay_s = 86400.0;

influence::Ring ring_in(const JsonValue& value, const std::string& file, double inside_m) {
    ObjectReader r{value, file, "ring"};
    const influence::Ring ring{r.positive("outer_diameter_m"), r.positive("conductivity_W_mK")};
    if (ring.outer_diameter_m <= inside_m)
        r.fail(fmt::format("{:g} m does not lie around {:g} m; rings go from the inside out",
                           ring.outer_diameter_m, inside_m));
    r.optional_text("material");
    r.finish();
    return ring;
}

void read_rings(ObjectReader& r, HeatBody& body) {
    body.inner_diameter_m = r.positive("inner_diameter_m");
    const auto* rings = r.optional_array("rings");
    if (rings == nullptr) return;
    for (const JsonValue& item : *rings)
        body.rings.push_back(ring_in(item, r.file(), body.outer_diameter_m()));
}

influence::PipeFlow flow_in(const JsonValue& value, const std::string& file) {
    ObjectReader r{value, file, "flow"};
    influence::PipeFlow flow;
    flow.inlet_C = temperature_in(r, "inlet_C");
    flow.heat_capacity_flow_W_K = r.positive("heat_capacity_flow_W_K");
    flow.backward = r.flag_or("backward", false);
    r.finish();
    return flow;
}

/// Exactly one of `temperature_C`, `heat_W_m`, `no_flow` and `flow`.
void read_condition(ObjectReader& r, Pipe3d& pipe) {
    const auto temperature_C = optional_temperature_in(r, "temperature_C");
    const auto heat_W_m = r.optional_number("heat_W_m");
    const bool no_flow = r.flag_or("no_flow", false);
    const JsonValue* flow = r.find("flow");
    const int given = int(temperature_C.has_value()) + int(heat_W_m.has_value()) + int(no_flow) +
                      int(flow != nullptr);
    if (given != 1)
        r.fail("give exactly one of `temperature_C`, `heat_W_m`, `no_flow`: true and `flow`");
    if (temperature_C) pipe.body.condition = influence::HeldTemperature{*temperature_C};
    if (heat_W_m) pipe.body.condition = influence::GivenHeat{*heat_W_m};
    if (no_flow) pipe.body.condition = influence::NoHeat{};
    if (flow != nullptr) {
        pipe.flow = flow_in(*flow, r.file());
        pipe.body.condition = influence::HeldTemperature{pipe.flow->inlet_C};
    }
}

Pipe3d pipe_in(ObjectReader& r, const std::string& id) {
    Pipe3d pipe;
    pipe.body.id = id;
    const std::string along = r.text("along");
    if (along != "x" && along != "y")
        fail_unknown_name(along, r.line(), r.file(), "axis", {"x", "y"});
    pipe.along = along == "x" ? RunsAlong::X : RunsAlong::Y;
    pipe.body.at = {r.number("offset_m"), r.positive("depth_m")};
    read_rings(r, pipe.body);
    pipe.body.film_W_m2K = r.optional_positive("film_W_m2K");
    read_condition(r, pipe);
    pipe.from_m = r.optional_number("from_m");
    pipe.to_m = r.optional_number("to_m");
    if (pipe.from_m && pipe.to_m && *pipe.from_m >= *pipe.to_m)
        r.fail("`to_m` must lie beyond `from_m`");
    if (r.find("content_J_mK") != nullptr) pipe.content_J_mK = r.non_negative("content_J_mK");
    return pipe;
}

/// objects_in wants a value with an id; a pipe's stands in its body.
struct NamedPipe {
    std::string id;
    Pipe3d pipe;
};

std::vector<Pipe3d> pipes_in(ObjectReader& r) {
    auto named = objects_in(r.require("pipes"), r.file(), "pipe", [](ObjectReader& p) {
        return NamedPipe{{}, pipe_in(p, p.text("id"))};
    });
    std::vector<Pipe3d> pipes;
    for (NamedPipe& one : named)
        pipes.push_back(std::move(one.pipe));
    return pipes;
}

void read_grid(const JsonValue& value, const std::string& file, Crossing3d& crossing) {
    ObjectReader r{value, file, "grid"};
    crossing.fine_m = r.optional_positive("fine_m").value_or(crossing.fine_m);
    crossing.along_m = r.optional_positive("along_m").value_or(crossing.along_m);
    crossing.growth = r.optional_positive("growth").value_or(crossing.growth);
    crossing.widen_m = r.optional_positive("widen_m").value_or(crossing.widen_m);
    crossing.coarse_m = r.optional_positive("coarse_m").value_or(crossing.coarse_m);
    crossing.reach_m = r.optional_positive("reach_m").value_or(crossing.reach_m);
    r.finish();
}

Crossing3d crossing_in(ObjectReader& r) {
    Crossing3d crossing;
    crossing.pipes = pipes_in(r);
    if (const JsonValue* probes = r.find("probes")) {
        crossing.probes = objects_in(*probes, r.file(), "probe", [](ObjectReader& p) {
            const double x_m = p.number("x_m");
            const double y_m = p.number("y_m");
            return influence::Probe3d{{}, x_m, y_m, p.non_negative("depth_m")};
        });
    }
    if (const JsonValue* grid = r.find("grid")) read_grid(*grid, r.file(), crossing);
    if (const auto hours = r.optional_positive("step_h")) crossing.step_s = *hours * kHour_s;
    for (const double day : numbers_or_empty(r, "output_days"))
        crossing.output_s.push_back(day * kDay_s);
    if (crossing.step_s.has_value() == crossing.output_s.empty())
        r.fail("`step_h` and `output_days` belong together; leave both out for the steady state");
    return crossing;
}

ordered_json write_pipe(const influence::Pipe3dState& state) {
    ordered_json pipe{{"id", state.id},         {"min_C", state.min_C},
                      {"max_C", state.max_C},   {"max_at_m", state.max_at_m},
                      {"mean_C", state.mean_C}, {"heat_W", state.heat_W}};
    if (state.outlet_C) pipe["outlet_C"] = *state.outlet_C;
    pipe["pieces"] = ordered_json::array();
    for (const auto& piece : state.pieces) {
        pipe["pieces"].push_back({{"at_m", piece.at_m},
                                  {"length_m", piece.length_m},
                                  {"temperature_C", piece.temperature_C},
                                  {"outer_temperature_C", piece.outer_temperature_C},
                                  {"heat_W_m", piece.heat_W_m}});
    }
    return pipe;
}

ordered_json write_moment(const influence::Crossing3dMoment& moment,
                          const std::vector<std::string>& probes) {
    ordered_json entry = ordered_json::object();
    if (moment.time_s) entry["day"] = *moment.time_s / kDay_s;
    entry["heat_through_surface_W"] = moment.heat_through_surface_W;
    entry["stored_W"] = moment.stored_W;
    entry["pipes"] = ordered_json::array();
    for (const auto& pipe : moment.pipes)
        entry["pipes"].push_back(write_pipe(pipe));
    entry["probes"] = ordered_json::array();
    for (std::size_t k = 0; k < probes.size(); ++k)
        entry["probes"].push_back({{"id", probes[k]}, {"temperature_C", moment.probes_C[k]}});
    return entry;
}

}  // namespace

std::vector<Crossing3d> read_crossings_3d(const JsonValue& block, const std::string& file) {
    return objects_in(block, file, "crossing", crossing_in);
}

ordered_json write_crossings_3d(const std::vector<influence::Crossing3dResult>& results) {
    ordered_json list = ordered_json::array();
    for (const auto& result : results) {
        ordered_json entry{{"id", result.id}, {"cells", result.cells}};
        entry["at"] = ordered_json::array();
        for (const auto& moment : result.at)
            entry["at"].push_back(write_moment(moment, result.probe_ids));
        list.push_back(std::move(entry));
    }
    return list;
}

}  // namespace maaiveld::exchange
