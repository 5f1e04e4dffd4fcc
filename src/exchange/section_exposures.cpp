#include "exchange/section_exposures.h"

#include "exchange/section_em.h"

#include <cmath>
#include <fmt/format.h>
#include <numbers>

namespace maaiveld::exchange {
namespace {

using influence::CurrentSource;
using influence::EarthedScreen;
using influence::Exposure;
using influence::PhaseLayout;
using influence::ThreePhase;
using influence::VictimPiece;

constexpr double kDegree = std::numbers::pi / 180.0;
constexpr double kSamples = 50.0;  ///< per route, when the file gives no step

double angle_in(ObjectReader& r, std::string_view key) {
    return r.optional_number(key).value_or(0.0);
}

/// A tube around every one of `inside`, earthed at both ends.
void add_screens(const JsonValue& value, const std::string& file,
                 const std::vector<CurrentSource>& inside, Exposure& exposure) {
    ObjectReader r{value, file, "screen"};
    EarthedScreen screen;
    screen.radius_m = positive_length_in(r, "radius");
    screen.resistance_ohm_m = per_length_in(r, "r");
    if (r.find("earthing_ohm") != nullptr) screen.earthing_ohm = r.non_negative("earthing_ohm");
    r.finish();
    screen.joint = inside.front().id;
    for (const CurrentSource& source : inside) {
        screen.id = source.id + ".screen";
        screen.x_m = source.x_m;
        screen.depth_m = source.depth_m;
        exposure.screens.push_back(screen);
    }
}

PhaseLayout layout_in(const JsonValue& value, const std::string& file) {
    const auto named = [](const std::string& name) -> std::optional<PhaseLayout> {
        if (name == "flat") return PhaseLayout::Flat;
        if (name == "trefoil") return PhaseLayout::Trefoil;
        return std::nullopt;
    };
    return enumerator(text_in(value, file, "layout"), value, file, "layout", {"flat", "trefoil"},
                      named);
}

std::vector<CurrentSource> circuit_in(ObjectReader& r, const JsonValue& layout,
                                      CurrentSource base) {
    ThreePhase circuit;
    circuit.id = base.id;
    circuit.x_m = base.x_m;
    circuit.depth_m = base.depth_m;
    circuit.layout = layout_in(layout, r.file());
    circuit.spacing_m = positive_length_in(r, "spacing");
    circuit.current_A = r.optional_number("current_A").value_or(0.0);
    circuit.residual_A = r.optional_number("residual_A").value_or(0.0);
    circuit.residual_angle_deg = angle_in(r, "residual_angle_deg");
    if (circuit.current_A < 0.0 || circuit.residual_A < 0.0)
        r.fail("a current is 0 A or more; turn it with an angle");
    std::vector<CurrentSource> phases = influence::phases_of(circuit);
    for (const CurrentSource& phase : phases) {
        if ((phase.depth_m < 0.0) != (circuit.depth_m < 0.0))
            r.fail("the phases lie on both sides of the surface; `spacing_m` is too large");
    }
    return phases;
}

void add_source(const JsonValue& value, const std::string& file, Exposure& exposure) {
    ObjectReader r{value, file, "source"};
    CurrentSource source;
    source.id = r.text("id");
    r.rename(fmt::format("source `{}`", source.id));
    source.x_m = length_in(r, "x");
    source.depth_m = depth_in(r);
    std::vector<CurrentSource> all;
    if (const JsonValue* layout = r.find("layout")) {
        all = circuit_in(r, *layout, source);
    } else {
        source.current_A =
            std::polar(r.non_negative("current_A"), kDegree * angle_in(r, "angle_deg"));
        all.push_back(source);
    }
    if (const JsonValue* screen = r.find("screen")) add_screens(*screen, file, all, exposure);
    r.finish();
    exposure.sources.insert(exposure.sources.end(), all.begin(), all.end());
}

EarthedScreen screen_in(const JsonValue& value, const std::string& file) {
    ObjectReader r{value, file, "screen"};
    EarthedScreen screen;
    screen.id = r.text("id");
    r.rename(fmt::format("screen `{}`", screen.id));
    screen.x_m = length_in(r, "x");
    screen.depth_m = depth_in(r);
    screen.radius_m = positive_length_in(r, "radius");
    screen.resistance_ohm_m = per_length_in(r, "r");
    if (r.find("earthing_ohm") != nullptr) screen.earthing_ohm = r.non_negative("earthing_ohm");
    r.finish();
    return screen;
}

influence::KnownFactor factor_in(const JsonValue& value, const std::string& file) {
    ObjectReader r{value, file, "screening factor"};
    influence::KnownFactor factor{r.text("name"), r.number("k")};
    r.optional_text("source");
    r.finish();
    if (!(factor.k >= 0.0 && factor.k <= 1.0)) r.fail("`k` lies between 0 and 1");
    return factor;
}

VictimPiece piece_in(ObjectReader& r) {
    VictimPiece piece;
    piece.length_m = positive_length_in(r, "length");
    piece.x_m = length_in(r, "x");
    piece.x_end_m = optional_length_in(r, "x_end").value_or(piece.x_m);
    piece.depth_m = depth_in(r);
    piece.depth_end_m = optional_length_in(r, "depth_end").value_or(piece.depth_m);
    piece.exposed = r.flag_or("exposed", true);
    return piece;
}

std::vector<VictimPiece> route_in(ObjectReader& victim) {
    const auto* items = victim.optional_array("route");
    if (items == nullptr) return {piece_in(victim)};
    std::vector<VictimPiece> route;
    for (const JsonValue& item : *items) {
        ObjectReader r{item, victim.file(), "piece of the route"};
        route.push_back(piece_in(r));
        r.finish();
    }
    return route;
}

/// A thickness that may be left out; 0 would say "left out" to the kernel.
double thickness_in(ObjectReader& r, std::string_view stem) {
    const auto value = optional_length_in(r, stem);
    if (value && !(*value > 0.0)) r.fail(fmt::format("`{}_m` must be above 0", stem));
    return value.value_or(0.0);
}

influence::PipeConductor pipe_in(const JsonValue& value, const std::string& file) {
    ObjectReader r{value, file, "pipe"};
    influence::PipeConductor pipe;
    pipe.metal.outer_radius_m = 0.5 * positive_length_in(r, "outer_diameter");
    pipe.metal.wall_m = thickness_in(r, "wall");
    pipe.metal.resistivity_ohm_m = r.positive("resistivity_ohm_m");
    pipe.metal.relative_permeability = r.positive("relative_permeability");
    pipe.coating.resistance_ohm_m2 = r.positive("coating_resistance_ohm_m2");
    pipe.coating.thickness_m = thickness_in(r, "coating_thickness");
    pipe.coating.relative_permittivity =
        r.optional_number("coating_relative_permittivity").value_or(1.0);
    r.finish();
    return pipe;
}

influence::CopperLine cable_in(const JsonValue& value, const std::string& file) {
    ObjectReader r{value, file, "cable"};
    influence::CopperLine cable;
    cable.radius_m = positive_length_in(r, "radius");
    cable.resistance_ohm_m = per_length_in(r, "r");
    cable.conductance_S_m = 1e-3 * r.optional_number("conductance_S_km").value_or(0.0);
    cable.capacitance_F_m = 1e-12 * r.optional_number("capacitance_nF_km").value_or(0.0);
    r.finish();
    return cable;
}

influence::EarthedPlace earthed_in(const JsonValue& value, const std::string& file) {
    ObjectReader r{value, file, "earthing"};
    const influence::EarthedPlace place{r.non_negative("at_m"), r.non_negative("impedance_ohm")};
    r.finish();
    return place;
}

double route_length_m(const std::vector<VictimPiece>& route) {
    double length = 0.0;
    for (const VictimPiece& piece : route)
        length += piece.length_m;
    return length;
}

influence::VictimLine line_in(const JsonValue& value, const std::string& file, double route_m) {
    ObjectReader r{value, file, "line"};
    influence::VictimLine line;
    const JsonValue* pipe = r.find("pipe");
    const JsonValue* cable = r.find("cable");
    if ((pipe == nullptr) == (cable == nullptr)) r.fail("give either `pipe` or `cable`");
    if (pipe != nullptr) line.constants = pipe_in(*pipe, file);
    if (cable != nullptr) line.constants = cable_in(*cable, file);
    line.start = r.optional_number("start_ohm");
    line.end = r.optional_number("end_ohm");
    if (const auto* items = r.optional_array("earthed")) {
        for (const JsonValue& item : *items)
            line.earthed.push_back(earthed_in(item, file));
    }
    line.largest_step_m = r.optional_positive("step_m").value_or(route_m / kSamples);
    if (const auto fault = influence::fault_in(line)) r.fail(*fault);
    r.finish();
    return line;
}

influence::CoatingDefect defect_in(const JsonValue& value, const std::string& file) {
    ObjectReader r{value, file, "defect"};
    influence::CoatingDefect defect;
    defect.diameter_m = positive_length_in(r, "diameter");
    defect.resistivity_ohm_m = r.optional_positive("resistivity_ohm_m");
    r.finish();
    return defect;
}

void read_victim(const JsonValue& value, const std::string& file, Exposure& exposure) {
    ObjectReader r{value, file, "victim"};
    r.optional_text("id");
    exposure.route = route_in(r);
    if (const JsonValue* screen = r.find("screen")) {
        ObjectReader s{*screen, file, "screen of the victim"};
        exposure.victim_screen = {positive_length_in(s, "radius"), per_length_in(s, "r")};
        s.finish();
    }
    if (const JsonValue* line = r.find("line"))
        exposure.line = line_in(*line, file, route_length_m(exposure.route));
    if (const JsonValue* defect = r.find("defect")) exposure.defect = defect_in(*defect, file);
    r.finish();
}

influence::Screening screening_in(ObjectReader& r) {
    const JsonValue* value = r.find("screening");
    if (value == nullptr) return influence::Screening::Matrix;
    const auto named = [](const std::string& name) -> std::optional<influence::Screening> {
        if (name == "matrix") return influence::Screening::Matrix;
        if (name == "factor") return influence::Screening::Factor;
        return std::nullopt;
    };
    return enumerator(text_in(*value, r.file(), "screening"), *value, r.file(), "screening",
                      {"matrix", "factor"}, named);
}

Exposure exposure_in(const JsonValue& value, const std::string& file) {
    ObjectReader r{value, file, "exposure"};
    Exposure exposure;
    exposure.id = r.text("id");
    r.rename(fmt::format("exposure `{}`", exposure.id));
    exposure.frequency_Hz = r.optional_positive("frequency_Hz");
    exposure.resistivity_ohm_m = r.optional_positive("resistivity_ohm_m");
    exposure.model = earth_model_in(r);
    exposure.screening = screening_in(r);
    for (const JsonValue& item : r.array("sources"))
        add_source(item, file, exposure);
    if (const auto* items = r.optional_array("screens")) {
        for (const JsonValue& item : *items)
            exposure.screens.push_back(screen_in(item, file));
    }
    if (const auto* items = r.optional_array("screening_factors")) {
        for (const JsonValue& item : *items)
            exposure.factors.push_back(factor_in(item, file));
    }
    read_victim(r.require("victim"), file, exposure);
    r.optional_text("note");
    r.finish();
    if (const auto fault = influence::fault_in(exposure)) r.fail(*fault);
    return exposure;
}

}  // namespace

std::vector<Exposure> read_exposures(const JsonValue& block, const std::string& file) {
    if (block.kind != JsonValue::Kind::Array)
        fail(file, block.line, "`exposures` must be an array of exposures");
    std::vector<Exposure> exposures;
    for (const JsonValue& item : block.items)
        exposures.push_back(exposure_in(item, file));
    return exposures;
}

}  // namespace maaiveld::exchange
