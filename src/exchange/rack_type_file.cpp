#include "exchange/rack_type_file.h"

#include "exchange/json_names.h"

#include <algorithm>
#include <fmt/format.h>
#include <set>

namespace maaiveld::exchange {
namespace {

using model::Network;
using model::RackMaterial;
using model::RackSection;
using model::RackType;

constexpr std::string_view kFormat = "maaiveld-rack/1";

RackMaterial material_in(const JsonValue& value, const std::string& file) {
    ObjectReader r{value, file, "material"};
    RackMaterial m;
    m.name = r.text("name");
    r.rename(fmt::format("material `{}`", m.name));
    m.density_kg_m3 = r.positive("density_kg_m3");
    m.modulus_Pa = r.positive("modulus_Pa");
    m.long_term_modulus_Pa = r.positive("long_term_modulus_Pa");
    m.strength_Pa = r.positive("strength_Pa");
    m.loss_mm_year = r.non_negative("loss_mm_year");
    m.source = r.text("source");
    m.grade = r.text("grade");
    r.optional_text("note");
    if (m.long_term_modulus_Pa > m.modulus_Pa)
        r.fail("`long_term_modulus_Pa` must not be above `modulus_Pa`");
    r.finish();
    return m;
}

void require_material(const ObjectReader& r, const RackType& type, const std::string& name) {
    if (type.material(name) != nullptr) return;
    std::vector<std::string> names;
    for (const RackMaterial& m : type.materials)
        names.push_back(m.name);
    fail_unknown_name(name, r.line(), r.file(), "material", names);
}

RackSection section_in(const JsonValue& value, const std::string& file, const RackType& type) {
    ObjectReader r{value, file, "section"};
    RackSection s;
    s.name = r.text("name");
    r.rename(fmt::format("section `{}`", s.name));
    s.material = r.text("material");
    require_material(r, type, s.material);
    s.width_m = r.positive("width_m");
    s.height_m = r.positive("height_m");
    if (r.find("wall_m") != nullptr) s.wall_m = r.non_negative("wall_m");
    if (2.0 * s.wall_m >= std::min(s.width_m, s.height_m))
        r.fail("`wall_m` must be less than half the section");
    r.finish();
    return s;
}

void read_materials(ObjectReader& r, RackType& type) {
    std::set<std::string> names;
    for (const JsonValue& item : r.array("materials")) {
        type.materials.push_back(material_in(item, r.file()));
        if (!names.insert(type.materials.back().name).second)
            r.fail_at(item, fmt::format("material `{}` is defined twice", *names.rbegin()));
    }
    if (type.materials.empty()) r.fail("`materials` is empty");
}

/// Sizing walks them from light to heavy, for each material.
void read_sections(ObjectReader& r, RackType& type) {
    const auto* items = r.optional_array("sections");
    if (items == nullptr) return;
    std::map<std::string, double> heaviest_m2;
    for (const JsonValue& item : *items) {
        type.sections.push_back(section_in(item, r.file(), type));
        const RackSection& s = type.sections.back();
        double& before = heaviest_m2[s.material];
        if (s.area_m2() < before) {
            r.fail_at(item, fmt::format("section `{}` is lighter than the one before it of the "
                                        "same material; list them light to heavy",
                                        s.name));
        }
        before = s.area_m2();
    }
}

void read_order(ObjectReader& r, RackType& type) {
    std::set<Network> known;
    for (const JsonValue& item : r.array("order")) {
        const std::string& name = text_in(item, r.file(), "order");
        const Network network = network_called(name, item, r.file());
        if (!known.insert(network).second)
            r.fail_at(item, fmt::format("`{}` stands twice in `order`", name));
        type.order.push_back(network);
    }
    if (type.order.empty()) r.fail("`order` is empty");
    const auto* groups = r.optional_array("share_level");
    if (groups == nullptr) return;
    for (const JsonValue& group : *groups) {
        type.share_level.emplace_back();
        if (group.kind != JsonValue::Kind::Array)
            r.fail_at(group, "`share_level` must be a list of lists of networks");
        for (const JsonValue& item : group.items) {
            const std::string& name = text_in(item, r.file(), "share_level");
            const Network network = network_called(name, item, r.file());
            if (!known.contains(network))
                r.fail_at(item, fmt::format("`{}` shares a level but is not in `order`", name));
            type.share_level.back().push_back(network);
        }
    }
}

/// What a number may be.
enum class Domain { Positive, NonNegative };

void read_number(ObjectReader& r, std::string_view key, double& number, Domain domain) {
    if (r.find(key) == nullptr) return;
    number = domain == Domain::Positive ? r.positive(key) : r.non_negative(key);
}

void read_numbers(ObjectReader& r, RackType& type) {
    using enum Domain;
    read_number(r, "module_length_m", type.module_length_m, Positive);
    read_number(r, "module_bow_m", type.module_bow_m, Positive);
    read_number(r, "beam_spacing_m", type.beam_spacing_m, Positive);
    read_number(r, "top_cover_m", type.top_cover_m, NonNegative);
    read_number(r, "max_depth_m", type.max_depth_m, Positive);
    read_number(r, "level_pitch_min_m", type.level_pitch_min_m, Positive);
    read_number(r, "level_gap_m", type.level_gap_m, NonNegative);
    read_number(r, "stagger_m", type.stagger_m, NonNegative);
    read_number(r, "saddle_gap_m", type.saddle_gap_m, NonNegative);
    read_number(r, "pair_gap_m", type.pair_gap_m, NonNegative);
    read_number(r, "corridor_spare_m", type.corridor_spare_m, NonNegative);
    read_number(r, "beam_overhang_m", type.beam_overhang_m, NonNegative);
    read_number(r, "cover_plate_thickness_m", type.cover_plate_thickness_m, Positive);
    read_number(r, "base_plate_thickness_m", type.base_plate_thickness_m, Positive);
    read_number(r, "base_plate_length_m", type.base_plate_length_m, Positive);
    read_number(r, "saddle_thickness_m", type.saddle_thickness_m, NonNegative);
    read_number(r, "saddle_length_m", type.saddle_length_m, Positive);
    read_number(r, "design_life_years", type.design_life_years, Positive);
    if (type.max_depth_m <= type.top_cover_m) r.fail("`max_depth_m` must be below `top_cover_m`");
}

void read_kind(ObjectReader& r, RackType& type) {
    type.kind = r.text("kind");
    if (type.kind != "distribution" && type.kind != "transport") {
        fail_unknown_name(type.kind, r.line(), r.file(), "kind of rack",
                          {"distribution", "transport"});
    }
    type.double_sided = r.flag_or("double_sided", false);
}

void read_sources(ObjectReader& r, RackType& type) {
    const JsonValue& sources = r.require("sources");
    for (const JsonMember& member : sources.members)
        type.sources[member.key] = text_in(member.value, r.file(), member.key);
    if (type.sources.empty()) r.fail_at(sources, "`sources` must say where the numbers come from");
}

RackType rack_type_in(const JsonDocument& document) {
    ObjectReader r{document.root, document.file, "file"};
    r.text("format");
    r.optional_text("note");
    RackType type;
    type.id = r.text("id");
    r.rename(fmt::format("rack type `{}`", type.id));
    read_kind(r, type);
    read_numbers(r, type);
    read_order(r, type);
    read_materials(r, type);
    read_sections(r, type);
    type.post = section_in(r.require("post"), r.file(), type);
    type.beam = section_in(r.require("beam"), r.file(), type);
    type.plate_material = r.text("plate_material");
    require_material(r, type, type.plate_material);
    type.saddle_material = r.text("saddle_material");
    require_material(r, type, type.saddle_material);
    read_sources(r, type);
    r.finish();
    return type;
}

std::vector<std::filesystem::path> json_files(const std::filesystem::path& folder) {
    std::vector<std::filesystem::path> files;
    std::error_code ignored;
    for (const auto& entry : std::filesystem::directory_iterator{folder, ignored}) {
        if (entry.path().extension() == ".json") files.push_back(entry.path());
    }
    std::sort(files.begin(), files.end());
    return files;
}

bool is_rack_type(const JsonDocument& document) {
    const JsonValue* format = document.root.find("format");
    return format != nullptr && format->text == kFormat;
}

}  // namespace

base::Result<RackType> read_rack_type(const std::filesystem::path& path) {
    try {
        return rack_type_in(document_in(path, kFormat));
    } catch (const ReadFailure& failure) {
        return tl::unexpected(failure.error);
    }
}

base::Result<std::map<std::string, RackType>> read_rack_types(
    const std::filesystem::path& profiles) {
    std::map<std::string, RackType> types;
    for (const auto& path : json_files(profiles / "racks")) {
        try {
            const auto document = read_json(path);
            if (!document) return tl::unexpected(document.error());
            if (!is_rack_type(*document)) continue;
            RackType type = rack_type_in(*document);
            const std::string id = type.id;
            if (!types.emplace(id, std::move(type)).second)
                fail(path.string(), 1, fmt::format("rack type `{}` is defined twice", id));
        } catch (const ReadFailure& failure) {
            return tl::unexpected(failure.error);
        }
    }
    return types;
}

}  // namespace maaiveld::exchange
