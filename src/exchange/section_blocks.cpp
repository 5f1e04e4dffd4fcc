#include "exchange/section_blocks.h"

#include "exchange/section_bodies.h"
#include "exchange/section_bores.h"
#include "exchange/section_cables.h"
#include "exchange/section_conductors.h"
#include "exchange/section_consolidations.h"
#include "exchange/section_crossings3d.h"
#include "exchange/section_exposures.h"
#include "exchange/section_gas_leaks.h"
#include "exchange/section_heat_lines.h"
#include "exchange/section_heat_pairs.h"
#include "exchange/section_line_sources.h"
#include "exchange/section_pipe_beams.h"
#include "exchange/section_root_pressures.h"
#include "exchange/section_settlements.h"
#include "exchange/section_sewer_defects.h"
#include "exchange/section_soil_temperatures.h"
#include "exchange/section_transient.h"
#include "exchange/section_trees.h"
#include "exchange/section_trenches.h"
#include "exchange/section_twin_pipes.h"
#include "exchange/section_volumes.h"
#include "exchange/section_water_mains.h"
#include "influence/cables/cable_assess.h"

#include <nlohmann/json.hpp>

#include <array>

namespace maaiveld::exchange {
namespace {

using Json = nlohmann::ordered_json;
using influence::HeatSection;

/// The value, or the kernel's refusal as a failure of this file.
template <class T>
T value_of(base::Result<T> result, const BlockContext& context) {
    if (result) return std::move(*result);
    base::Error error = result.error();
    error.where = error.where.empty() ? context.file : context.file + ": " + error.where;
    throw ReadFailure{error};
}

/// Blocks that need the ground must have been given one.
const model::SoilProfile& soil_of(const JsonValue& block, const BlockContext& context) {
    if (context.ground.soil.layers.empty()) {
        fail(context.file, block.line,
             "the section gives no `soil`; write for example \"soil\":{\"conductivity_W_mK\":1.0}");
    }
    return context.ground.soil;
}

HeatSection heat_section(const JsonValue& block, const BlockContext& context) {
    const JsonValue* bodies = context.root.find("bodies");
    if (bodies == nullptr) fail(context.file, block.line, "this block needs the block `bodies`");
    return {soil_of(block, context), context.ground.surface, read_bodies(*bodies, context.file)};
}

Json run_bodies(const JsonValue& b, const BlockContext& c) {
    return write_bodies(value_of(
        influence::assess_bodies(soil_of(b, c), c.ground.surface, read_bodies(b, c.file)), c));
}

Json run_probes(const JsonValue& b, const BlockContext& c) {
    return write_probes(
        value_of(influence::assess_probes(heat_section(b, c), read_probes(b, c.file)), c));
}

Json run_volumes(const JsonValue& b, const BlockContext& c) {
    return write_volumes(
        value_of(influence::assess_volumes(heat_section(b, c), read_volumes(b, c.file)), c));
}

Json run_transient(const JsonValue& b, const BlockContext& c) {
    return write_transient(
        value_of(influence::assess_transient(heat_section(b, c), read_transient(b, c.file)), c));
}

Json run_crossings_3d(const JsonValue& b, const BlockContext& c) {
    return write_crossings_3d(
        value_of(influence::assess_crossings_3d(soil_of(b, c), c.ground.surface,
                                                read_crossings_3d(b, c.file)),
                 c));
}

Json run_heat_pairs(const JsonValue& b, const BlockContext& c) {
    return write_heat_pairs(value_of(
        influence::assess_heat_pairs(c.ground.soil, c.ground.surface, read_heat_pairs(b, c.file)),
        c));
}

Json run_twin_pipes(const JsonValue& b, const BlockContext& c) {
    return write_twin_pipes(value_of(
        influence::assess_twin_pipes(c.ground.soil, c.ground.surface, read_twin_pipes(b, c.file)),
        c));
}

Json run_heat_lines(const JsonValue& b, const BlockContext& c) {
    return write_heat_lines(value_of(
        influence::assess_heat_lines(c.ground.soil, c.ground.surface, read_heat_lines(b, c.file)),
        c));
}

Json run_line_sources(const JsonValue& b, const BlockContext& c) {
    return write_line_sources(
        value_of(influence::assess_line_sources(c.ground.soil, c.ground.surface,
                                                read_line_sources(b, c.file)),
                 c));
}

Json run_soil_temperatures(const JsonValue& b, const BlockContext& c) {
    return write_soil_temperatures(
        value_of(influence::assess_soil_temperatures(c.ground.soil, c.ground.surface,
                                                     read_soil_temperatures(b, c.file)),
                 c));
}

Json run_water_mains(const JsonValue& b, const BlockContext& c) {
    return write_water_mains(value_of(
        influence::assess_water_mains(c.ground.soil, c.ground.surface, read_water_mains(b, c.file)),
        c));
}

Json run_settlements(const JsonValue& b, const BlockContext& c) {
    return write_settlements(
        value_of(influence::assess_settlements(c.ground.soil, read_settlements(b, c.file)), c));
}

Json run_consolidations(const JsonValue& b, const BlockContext& c) {
    return write_consolidations(
        value_of(influence::assess_consolidations(read_consolidations(b, c.file)), c));
}

Json run_pipe_beams(const JsonValue& b, const BlockContext& c) {
    return write_pipe_beams(value_of(influence::assess_pipe_beams(read_pipe_beams(b, c.file)), c));
}

Json run_root_pressures(const JsonValue& b, const BlockContext& c) {
    return write_root_pressures(
        value_of(influence::assess_root_pressures(read_root_pressures(b, c.file)), c));
}

Json run_gas_leaks(const JsonValue& b, const BlockContext& c) {
    return write_gas_leaks(value_of(influence::assess_gas_leaks(read_gas_leaks(b, c.file)), c));
}

Json run_bores(const JsonValue& b, const BlockContext& c) {
    return write_bores(value_of(influence::assess_bores(read_bores(b, c.file)), c));
}

Json run_trenches(const JsonValue& b, const BlockContext& c) {
    return write_trenches(value_of(influence::assess_trenches(read_trenches(b, c.file)), c));
}

Json run_sewer_defects(const JsonValue& b, const BlockContext& c) {
    return write_sewer_defects(
        value_of(influence::assess_sewer_defects(read_sewer_defects(b, c.file)), c));
}

Json run_conductors(const JsonValue& b, const BlockContext& c) {
    return write_conductors(
        value_of(influence::assess_conductors(c.ground.soil, c.ground.frequency_Hz,
                                              read_conductors(b, c.file)),
                 c));
}

Json run_exposures(const JsonValue& b, const BlockContext& c) {
    return write_exposures(
        value_of(influence::assess_exposures(c.ground.soil, c.ground.frequency_Hz,
                                             read_exposures(b, c.file)),
                 c));
}

Json run_trees(const JsonValue& b, const BlockContext& c) {
    return write_trees(
        value_of(influence::assess_trees(c.profiles.trees, read_trees(b, c.file)), c));
}

Json run_cables(const JsonValue& b, const BlockContext& c) {
    return write_cables(
        value_of(influence::assess_cables(c.ground.soil, c.ground.surface, c.ground.frequency_Hz,
                                          c.profiles.catalogue, read_cables(b, c.file)),
                 c));
}

constexpr std::array kBlocks{SectionBlock{"bodies", run_bodies},
                             SectionBlock{"probes", run_probes},
                             SectionBlock{"volumes", run_volumes},
                             SectionBlock{"transient", run_transient},
                             SectionBlock{"crossings_3d", run_crossings_3d},
                             SectionBlock{"cables", run_cables},
                             SectionBlock{"heat_pairs", run_heat_pairs},
                             SectionBlock{"twin_pipes", run_twin_pipes},
                             SectionBlock{"heat_lines", run_heat_lines},
                             SectionBlock{"line_sources", run_line_sources},
                             SectionBlock{"soil_temperatures", run_soil_temperatures},
                             SectionBlock{"water_mains", run_water_mains},
                             SectionBlock{"settlements", run_settlements},
                             SectionBlock{"consolidations", run_consolidations},
                             SectionBlock{"pipe_beams", run_pipe_beams},
                             SectionBlock{"conductors", run_conductors},
                             SectionBlock{"exposures", run_exposures},
                             SectionBlock{"trees", run_trees},
                             SectionBlock{"root_pressures", run_root_pressures},
                             SectionBlock{"gas_leaks", run_gas_leaks},
                             SectionBlock{"bores", run_bores},
                             SectionBlock{"trenches", run_trenches},
                             SectionBlock{"sewer_defects", run_sewer_defects}};

}  // namespace

std::span<const SectionBlock> all_section_blocks() {
    return kBlocks;
}

}  // namespace maaiveld::exchange
