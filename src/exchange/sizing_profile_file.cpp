#include "exchange/sizing_profile_file.h"

#include "exchange/json_document.h"
#include "exchange/json_names.h"

#include <array>
#include <fmt/format.h>

namespace maaiveld::exchange {
namespace {

using layout::LineMaterial;
using layout::LoadArrangement;
using layout::LoadClass;
using layout::SizingProfile;
using layout::WheelPatch;

constexpr std::array<std::pair<const char*, influence::Spread>, 3> kSpreads{
    {{"elastic", influence::Spread::Elastic},
     {"two_to_one", influence::Spread::TwoToOne},
     {"none", influence::Spread::None}}};

influence::Spread spread_in(ObjectReader& r) {
    const JsonValue& value = r.require("spread");
    const std::string name = text_in(value, r.file(), "spread");
    const auto named = [](const std::string& n) -> std::optional<influence::Spread> {
        for (const auto& [known, spread] : kSpreads)
            if (n == known) return spread;
        return std::nullopt;
    };
    return enumerator(name, value, r.file(), "spread", {"elastic", "two_to_one", "none"}, named);
}

WheelPatch patch_in(const JsonValue& value, const std::string& file) {
    ObjectReader r{value, file, "patch"};
    WheelPatch patch;
    patch.along_m = r.number("along_m");
    patch.across_m = r.number("across_m");
    patch.length_m = r.positive("length_m");
    patch.width_m = r.positive("width_m");
    patch.force_N = r.non_negative("force_N");
    r.finish();
    return patch;
}

LoadArrangement arrangement_in(const JsonValue& value, const std::string& file) {
    ObjectReader r{value, file, "arrangement"};
    LoadArrangement arrangement;
    arrangement.name = r.text("name");
    arrangement.pressure_Pa = r.non_negative("pressure_Pa");
    if (const auto* patches = r.optional_array("patches"))
        for (const JsonValue& patch : *patches)
            arrangement.patches.push_back(patch_in(patch, file));
    arrangement.source = r.text("source");
    arrangement.grade = r.text("grade");
    r.finish();
    return arrangement;
}

void title_in(ObjectReader& r, std::string& en, std::string& nl) {
    const JsonValue& value = r.require("title");
    ObjectReader title{value, r.file(), "title"};
    en = title.text("en");
    nl = title.text("nl");
    title.finish();
}

LoadClass load_class_in(const JsonValue& value, const std::string& file) {
    ObjectReader r{value, file, "load class"};
    LoadClass load_class;
    load_class.name = r.text("name");
    r.rename(fmt::format("load class `{}`", load_class.name));
    title_in(r, load_class.title_en, load_class.title_nl);
    load_class.accidental_factor = r.non_negative("accidental_factor");
    for (const JsonValue& item : r.array("arrangements"))
        load_class.arrangements.push_back(arrangement_in(item, file));
    if (load_class.arrangements.empty()) r.fail("`arrangements` is empty; give at least one");
    r.finish();
    return load_class;
}

layout::BasePlate base_plate_in(const JsonValue& value, const std::string& file) {
    ObjectReader r{value, file, "base plate"};
    layout::BasePlate plate;
    plate.name = r.text("name");
    r.rename(fmt::format("base plate `{}`", plate.name));
    plate.thickness_m = r.positive("thickness_m");
    plate.density_kg_m3 = r.positive("density_kg_m3");
    plate.strength_Pa = r.positive("strength_Pa");
    plate.loss_mm_year = r.non_negative("loss_mm_year");
    plate.source = r.text("source");
    plate.grade = r.text("grade");
    r.finish();
    return plate;
}

void read_strength(ObjectReader& r, LineMaterial& m) {
    m.modulus_Pa = r.positive("modulus_Pa");
    m.long_term_modulus_Pa = r.positive("long_term_modulus_Pa");
    m.strength_Pa = r.positive("strength_Pa");
    m.long_term_strength_Pa = r.positive("long_term_strength_Pa");
    if (m.long_term_strength_Pa > m.strength_Pa)
        r.fail("`long_term_strength_Pa` is above `strength_Pa`; give at most that");
    m.poisson = r.non_negative("poisson");
    m.max_rotation_deg = r.optional_positive("max_rotation_deg").value_or(0.0);
    m.wall_over_diameter = r.optional_positive("wall_over_diameter").value_or(0.0);
}

LineMaterial material_in(const JsonValue& value, const std::string& file) {
    ObjectReader r{value, file, "material"};
    LineMaterial m;
    m.starts_with = r.text("starts_with");
    r.rename(fmt::format("material `{}`", m.starts_with));
    m.cable = r.flag_or("cable", false);
    m.density_kg_m3 = r.positive("density_kg_m3");
    if (!m.cable) read_strength(r, m);
    m.tension_Pa = r.optional_positive("tension_Pa").value_or(0.0);
    m.outline_tension_Pa = r.optional_positive("outline_tension_Pa").value_or(0.0);
    m.bend_over_diameter = r.optional_positive("bend_over_diameter").value_or(0.0);
    if (m.cable && !(m.outline_tension_Pa > 0.0))
        r.fail("a cable needs `outline_tension_Pa`: what it may be pulled with, over its outline");
    m.source = r.text("source");
    m.grade = r.text("grade");
    r.finish();
    return m;
}

void read_sand(const JsonValue& value, const std::string& file, SizingProfile& p) {
    ObjectReader r{value, file, "sand"};
    p.unit_weight_N_m3 = r.positive("unit_weight_N_m3");
    p.submerged_unit_weight_N_m3 = r.positive("submerged_unit_weight_N_m3");
    p.water_unit_weight_N_m3 = r.positive("water_unit_weight_N_m3");
    p.water_density_kg_m3 = r.positive("water_density_kg_m3");
    p.friction_product = r.non_negative("friction_product");
    p.settlement_ratio = r.non_negative("settlement_ratio");
    p.trench_side_m = r.non_negative("trench_side_m");
    p.bedding_N_m3 = r.non_negative("bedding_N_m3");
    p.sand_strain = r.non_negative("sand_strain");
    p.spread = spread_in(r);
    r.finish();
}

void read_ground(const JsonValue& value, const std::string& file, SizingProfile& p) {
    ObjectReader r{value, file, "ground"};
    p.friction_angle_deg = r.non_negative("friction_angle_deg");
    p.cohesion_Pa = r.non_negative("cohesion_Pa");
    p.undrained_Pa = r.non_negative("undrained_Pa");
    if (p.friction_angle_deg >= 60.0) r.fail("`friction_angle_deg` must be below 60");
    if (p.friction_angle_deg == 0.0 && p.undrained_Pa == 0.0)
        r.fail("give a friction angle, or 0 and `undrained_Pa`");
    p.ground_modulus_Pa = r.positive("modulus_Pa");
    p.poisson = r.non_negative("poisson");
    if (p.poisson >= 0.5) r.fail("`poisson` must be below 0.5");
    p.post_bedding_N_m3 = r.non_negative("post_bedding_N_m3");
    r.finish();
}

void read_factors(const JsonValue& value, const std::string& file, SizingProfile& p) {
    ObjectReader r{value, file, "factors"};
    p.permanent_factor = r.positive("permanent");
    p.variable_factor = r.positive("variable");
    p.friction_angle_factor = r.positive("friction_angle");
    p.cohesion_factor = r.positive("cohesion");
    p.undrained_factor = r.positive("undrained");
    p.uplift_destabilising_factor = r.positive("uplift_destabilising");
    p.uplift_stabilising_factor = r.positive("uplift_stabilising");
    p.support_factor = r.positive("support");
    p.imperfection = r.non_negative("imperfection");
    r.finish();
}

void read_building(const JsonValue& value, const std::string& file, SizingProfile& p) {
    ObjectReader r{value, file, "building"};
    p.person_N = r.non_negative("person_N");
    p.compactor = patch_in(r.require("compactor"), file);
    p.compactor_cover_m = r.positive("compactor_cover_m");
    r.finish();
}

void read_limits(const JsonValue& value, const std::string& file, SizingProfile& p) {
    ObjectReader r{value, file, "limits"};
    p.beam_sag_ratio = r.positive("beam_sag_ratio");
    p.line_sag_ratio = r.positive("line_sag_ratio");
    p.line_sag_m = r.positive("line_sag_m");
    p.hanging_sag_m = r.positive("hanging_sag_m");
    p.settlement_m = r.positive("settlement_m");
    p.sidewall_N_m = r.positive("sidewall_N_m");
    p.hangs_below_diameter_m = r.non_negative("hangs_below_diameter_m");
    p.longest_saddle_m = r.positive("longest_saddle_m");
    p.slack = r.positive("slack");
    p.saddle_moment_factor = r.positive("saddle_moment_factor");
    p.saddle_angle_deg = r.positive("saddle_angle_deg");
    if (p.saddle_angle_deg > 180.0) r.fail("`saddle_angle_deg` must be at most 180");
    p.jacket_strength_Pa = r.positive("jacket_strength_Pa");
    p.jacket_density_kg_m3 = r.non_negative("jacket_density_kg_m3");
    r.finish();
}

void read_pressures(const JsonValue& value, const std::string& file, SizingProfile& p) {
    for (const JsonMember& member : value.members)
        p.pressures_Pa[network_called(member.key, member.value, file)] =
            number_in(member.value, file, member.key);
}

void read_spacings(ObjectReader& r, SizingProfile& p) {
    for (const JsonValue& value : r.array("spacings_m")) {
        const double spacing = number_in(value, r.file(), "spacings_m");
        if (!(spacing > 0.0)) r.fail_at(value, "`spacings_m`: give numbers above 0");
        p.spacings_m.push_back(spacing);
    }
    if (p.spacings_m.empty()) r.fail("`spacings_m` is empty; give at least one");
}

void read_sources(ObjectReader& r, SizingProfile& p) {
    const JsonValue& value = r.require("sources");
    for (const JsonMember& member : value.members)
        p.sources[member.key] = text_in(member.value, r.file(), member.key);
}

SizingProfile profile_in(const std::filesystem::path& path) {
    const JsonDocument document = document_in(path, "maaiveld-sizing/1");
    const std::string& file = document.file;
    ObjectReader r{document.root, file, "file"};
    SizingProfile p;
    r.text("format");
    p.id = r.text("id");
    r.optional_text("edition");
    r.find("title");
    r.optional_text("note");
    p.gravity_m_s2 = r.positive("gravity_m_s2");
    read_sand(r.require("sand"), file, p);
    read_ground(r.require("ground"), file, p);
    read_factors(r.require("factors"), file, p);
    p.post_eccentricity_m = r.non_negative("post_eccentricity_m");
    read_building(r.require("building"), file, p);
    read_limits(r.require("limits"), file, p);
    if (const JsonValue* pressures = r.find("pressures_Pa")) read_pressures(*pressures, file, p);
    read_spacings(r, p);
    for (const JsonValue& item : r.array("base_plates"))
        p.base_plates.push_back(base_plate_in(item, file));
    for (const JsonValue& item : r.array("load_classes"))
        p.load_classes.push_back(load_class_in(item, file));
    for (const JsonValue& item : r.array("materials"))
        p.materials.push_back(material_in(item, file));
    read_sources(r, p);
    r.finish();
    return p;
}

}  // namespace

base::Result<layout::SizingProfile> read_sizing_profile(const std::filesystem::path& path) {
    try {
        return profile_in(path);
    } catch (const ReadFailure& failure) {
        return tl::unexpected(failure.error);
    }
}

}  // namespace maaiveld::exchange
