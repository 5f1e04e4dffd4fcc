#include "exchange/tree_profile.h"

#include "exchange/json_names.h"
#include "exchange/section_entries.h"
#include "influence/roots/root_volume.h"
#include "model/street.h"

#include <fmt/format.h>

namespace maaiveld::exchange {
namespace {

using influence::TreeProfile;

influence::HeightClass height_in(ObjectReader& r) {
    r.require("height_class");
    return *optional_name(r, "height_class", {"first", "second", "third"},
                          [](const std::string& n) { return influence::height_class_named(n); });
}

influence::CrownClass crown_in(ObjectReader& r) {
    r.require("crown_class");
    return *optional_name(r, "crown_class", {"broad", "regular", "small"},
                          [](const std::string& n) { return influence::crown_class_named(n); });
}

influence::GroundClass ground_in(ObjectReader& r, std::string_view key) {
    r.require(key);
    return *optional_name(r, key, {"open_ground", "light_load", "moderate_load", "heavy_load"},
                          [](const std::string& n) { return influence::ground_class_named(n); });
}

influence::VolumeRow row_in(const JsonValue& value, const std::string& file) {
    ObjectReader r{value, file, "root volume row"};
    influence::VolumeRow row;
    row.of.height = height_in(r);
    row.of.crown = crown_in(r);
    row.of.ground = ground_in(r, "ground_class");
    r.require("ambition");
    row.of.ambition =
        *optional_name(r, "ambition", {"optimal", "reasonable", "marginal"},
                       [](const std::string& n) { return influence::ambition_named(n); });
    row.of.fast_growing = r.flag_or("fast_growing", false);
    const auto ages = numbers(r, "age_years");
    const auto volumes = numbers(r, "root_volume_m3");
    if (ages.size() != volumes.size()) r.fail("as many ages as root volumes are needed");
    for (std::size_t i = 0; i < ages.size(); ++i)
        row.points.push_back({ages[i], volumes[i]});
    if (const auto checked = influence::check_volumes(row.points, {}); !checked)
        r.fail(checked.error().message);
    row.source = r.text("source");
    row.grade = r.text("grade");
    r.finish();
    return row;
}

double sourced(ObjectReader& parent, std::string_view key, std::string_view value_key) {
    ObjectReader r{parent.require(key), parent.file(), std::string{key}};
    const double value = r.positive(value_key);
    r.text("source");
    r.text("grade");
    r.finish();
    return value;
}

void read_strips(ObjectReader& parent, TreeProfile& profile) {
    ObjectReader r{parent.require("ground_of_strip"), parent.file(), "ground_of_strip"};
    r.text("source");
    r.text("grade");
    const JsonValue& classes = r.require("classes");
    ObjectReader strips{classes, r.file(), "ground_of_strip"};
    for (const JsonMember& member : classes.members) {
        if (!model::strip_kind_named(member.key)) {
            fail(r.file(), member.line, fmt::format("no strip is called `{}`", member.key));
        }
        profile.ground_of_strip[member.key] = ground_in(strips, member.key);
    }
    r.finish();
}

void read_volumes(const std::filesystem::path& path, TreeProfile& profile) {
    const JsonDocument document = document_in(path, "maaiveld-root-volumes/1");
    ObjectReader r{document.root, document.file, "file"};
    r.text("format");
    r.optional_text("note");
    for (const JsonValue& item : r.array("rows")) {
        profile.volumes.push_back(row_in(item, document.file));
        const auto& last = profile.volumes.back();
        if (influence::volume_row(profile, last.of) != &last) {
            fail(document.file, item.line, "this class has a row already");
        }
    }
    profile.volume_per_crown_m3_m2 = sourced(r, "volume_per_crown", "value_m3_m2");
    profile.street_root_depth_m = sourced(r, "street_root_depth", "value_m");
    profile.facade_depth_m = sourced(r, "facade_depth", "value_m");
    read_strips(r, profile);
    r.finish();
}

influence::DiggingRow digging_in(const JsonValue& value, const std::string& file) {
    ObjectReader r{value, file, "digging distance"};
    const influence::DiggingRow row{r.positive("stem_diameter_m"), r.positive("distance_m"),
                                    r.positive("leaning_distance_m")};
    r.finish();
    return row;
}

void read_distances(const std::filesystem::path& path, TreeProfile& profile) {
    const JsonDocument document = document_in(path, "maaiveld-digging-distances/1");
    ObjectReader r{document.root, document.file, "file"};
    r.text("format");
    r.optional_text("note");
    r.text("source");
    r.text("grade");
    for (const JsonValue& item : r.array("rows")) {
        const auto row = digging_in(item, document.file);
        if (!profile.digging.empty() &&
            !(row.stem_diameter_m > profile.digging.back().stem_diameter_m)) {
            fail(document.file, item.line, "stem diameters must ascend");
        }
        profile.digging.push_back(row);
    }
    if (profile.digging.empty()) r.fail("`rows` is empty");
    profile.vulnerable_margin_m = sourced(r, "vulnerable_margin", "value_m");
    ObjectReader p{r.require("protection"), document.file, "protection"};
    profile.protection_per_stem_diameter = p.positive("per_stem_diameter");
    profile.protection_cap_m = p.positive("cap_m");
    p.text("source");
    p.text("grade");
    p.finish();
    r.finish();
}

void read_species(const std::filesystem::path& path, TreeProfile& profile) {
    const JsonDocument document = document_in(path, "maaiveld-tree-species/1");
    ObjectReader r{document.root, document.file, "file"};
    r.text("format");
    r.optional_text("note");
    const std::string source = r.text("source");
    const std::string grade = r.text("grade");
    for (const JsonValue& item : r.array("species")) {
        ObjectReader s{item, document.file, "species"};
        influence::SpeciesRow row;
        row.species = s.text("species");
        row.height = height_in(s);
        row.crown = crown_in(s);
        row.fast_growing = s.flag_or("fast_growing", false);
        row.source = s.text_or("source", source);
        row.grade = s.text_or("grade", grade);
        s.finish();
        profile.species.push_back(std::move(row));
    }
    r.finish();
}

}  // namespace

base::Result<TreeProfile> read_tree_profile(const std::filesystem::path& profiles) {
    try {
        TreeProfile profile;
        read_volumes(profiles / "trees" / "root_volumes.json", profile);
        read_distances(profiles / "trees" / "digging_distances.json", profile);
        read_species(profiles / "trees" / "species.json", profile);
        return profile;
    } catch (const ReadFailure& failure) {
        return tl::unexpected(failure.error);
    }
}

}  // namespace maaiveld::exchange
