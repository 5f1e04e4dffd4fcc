#include "exchange/section_pipe_beams.h"

#include <nlohmann/json.hpp>

#include <fmt/format.h>

namespace maaiveld::exchange {
namespace {

using influence::BeamEnd;
using influence::BeamSpan;
using influence::PipeBeam;
using influence::StepKind;

double modulus_in(ObjectReader& r) {
    const auto modulus = r.optional_positive("modulus_Pa");
    const auto* points = r.optional_array("creep_modulus");
    if (modulus.has_value() == (points != nullptr))
        r.fail("give either `modulus_Pa` or `creep_modulus` with `duration_days`");
    if (modulus) return *modulus;
    std::vector<influence::CreepPoint> creep;
    for (const JsonValue& value : *points) {
        ObjectReader point{value, r.file(), r.what() + ", creep modulus"};
        creep.push_back({point.positive("days"), point.positive("modulus_Pa")});
        point.finish();
    }
    const auto at = influence::creep_modulus_Pa(creep, r.non_negative("duration_days"));
    if (!at) r.fail(at.error().message);
    return *at;
}

influence::BeamStepInput step_in(const JsonValue& value, const std::string& file) {
    ObjectReader r{value, file, "step"};
    influence::BeamStepInput step;
    const std::string kind = r.text_or("kind", "ground");
    if (kind == "clamped") {
        step.kind = StepKind::Clamped;
    } else if (kind == "hinged") {
        step.kind = StepKind::Hinged;
    } else if (kind != "ground") {
        fail_unknown_name(kind, r.require("kind").line, file, "step",
                          {"ground", "clamped", "hinged"});
    }
    step.delta_m = r.number("delta_m");
    r.finish();
    return step;
}

BeamEnd end_in(ObjectReader& outer, std::string_view key) {
    BeamEnd end;
    const JsonValue* value = outer.find(key);
    if (value == nullptr) return end;
    ObjectReader r{*value, outer.file(), fmt::format("{}, {}", outer.what(), key)};
    const std::string kind = r.text("kind");
    if (kind == "free") {
        end.kind = BeamEnd::Kind::Free;
    } else if (kind == "hinged") {
        end.kind = BeamEnd::Kind::Hinged;
    } else if (kind == "fixed") {
        end.kind = BeamEnd::Kind::Fixed;
    } else if (kind != "continuing") {
        fail_unknown_name(kind, r.require("kind").line, r.file(), "end",
                          {"free", "hinged", "fixed", "continuing"});
    }
    const auto settlement = r.optional_number("settlement_m");
    const bool held = kind == "hinged" || kind == "fixed";
    if (settlement && !held) r.fail("`settlement_m` is for an end that is hinged or fixed");
    end.settlement_m = settlement.value_or(0.0);
    r.finish();
    return end;
}

void read_pieces(ObjectReader& r, BeamSpan& span) {
    if (const auto* items = r.optional_array("bedding")) {
        for (const JsonValue& value : *items) {
            ObjectReader piece{value, r.file(), r.what() + ", bedding"};
            span.bedding.push_back({piece.non_negative("from_m"), piece.positive("to_m"),
                                    piece.non_negative("kh_N_m3")});
            piece.finish();
        }
    }
    if (const auto* items = r.optional_array("loads")) {
        for (const JsonValue& value : *items) {
            ObjectReader piece{value, r.file(), r.what() + ", load"};
            span.loads.push_back(
                {piece.non_negative("from_m"), piece.positive("to_m"), piece.number("load_N_m")});
            piece.finish();
        }
    }
}

BeamSpan span_in(const JsonValue& value, const std::string& file) {
    ObjectReader r{value, file, "span"};
    BeamSpan span;
    span.length_m = r.positive("length_m");
    if (const auto* items = r.optional_array("ground")) {
        for (const JsonValue& item : *items) {
            ObjectReader point{item, file, "span, ground"};
            span.ground.push_back({point.number("x_m"), point.number("settlement_m")});
            point.finish();
        }
    }
    read_pieces(r, span);
    if (const auto* items = r.optional_array("joints")) {
        for (const JsonValue& item : *items) {
            ObjectReader joint{item, file, "span, joint"};
            const double at = joint.positive("at_m");
            const auto stiffness = joint.optional_number("stiffness_N_m_rad").value_or(0.0);
            if (stiffness < 0.0) joint.fail("`stiffness_N_m_rad` must not be negative");
            span.joints.push_back({at, stiffness});
            joint.finish();
        }
    }
    span.start = end_in(r, "start");
    span.end = end_in(r, "end");
    r.finish();
    return span;
}

PipeBeam beam_in(const JsonValue& value, const std::string& file) {
    ObjectReader r{value, file, "pipe"};
    PipeBeam beam;
    beam.id = r.text("id");
    r.rename(fmt::format("pipe `{}`", beam.id));
    r.optional_text("note");
    beam.pipe.outer_diameter_m = r.positive("outer_diameter_m");
    beam.pipe.wall_m = r.positive("wall_m");
    if (2.0 * beam.pipe.wall_m > beam.pipe.outer_diameter_m)
        r.fail("`wall_m` is more than half of `outer_diameter_m`");
    beam.pipe.modulus_Pa = modulus_in(r);
    const JsonValue* step = r.find("step");
    const JsonValue* span = r.find("span");
    if ((step == nullptr) == (span == nullptr)) r.fail("give either `step` or `span`");
    if (step != nullptr) {
        beam.step = step_in(*step, file);
        beam.kh_N_m3 = r.positive("kh_N_m3");
    } else {
        beam.span = span_in(*span, file);
        beam.kh_N_m3 = r.non_negative("kh_N_m3");
    }
    beam.allowable_stress_MPa = r.optional_positive("allowable_stress_MPa");
    beam.allowable_rotation_deg = r.optional_positive("allowable_rotation_deg");
    r.finish();
    return beam;
}

nlohmann::ordered_json result_json(const influence::PipeBeamResult& result) {
    nlohmann::ordered_json json{{"id", result.id}};
    json["second_moment_m4"] = result.second_moment_m4;
    json["lambda_per_m"] = result.lambda_per_m;
    json["max_moment_N_m"] = result.max_moment_N_m;
    json["max_moment_at_m"] = result.max_moment_at_m;
    json["sigma_b_MPa"] = result.sigma_b_MPa;
    json["max_slope_deg"] = result.max_slope_deg;
    json["joints"] = nlohmann::ordered_json::array();
    for (const auto& joint : result.joints)
        json["joints"].push_back({{"at_m", joint.at_m}, {"rotation_deg", joint.rotation_deg}});
    if (result.stress_utilisation) json["stress_utilisation"] = *result.stress_utilisation;
    if (result.rotation_utilisation) json["rotation_utilisation"] = *result.rotation_utilisation;
    if (!result.x_m.empty()) {
        json["x_m"] = result.x_m;
        json["deflection_m"] = result.deflection_m;
        json["moment_N_m"] = result.moment_N_m;
    }
    return json;
}

}  // namespace

std::vector<PipeBeam> read_pipe_beams(const JsonValue& block, const std::string& file) {
    if (block.kind != JsonValue::Kind::Array)
        fail(file, block.line, "`pipe_beams` must be a list, written in [ ]");
    std::vector<PipeBeam> items;
    for (const JsonValue& value : block.items)
        items.push_back(beam_in(value, file));
    return items;
}

nlohmann::ordered_json write_pipe_beams(const std::vector<influence::PipeBeamResult>& results) {
    auto document = nlohmann::ordered_json::array();
    for (const auto& result : results)
        document.push_back(result_json(result));
    return document;
}

}  // namespace maaiveld::exchange
