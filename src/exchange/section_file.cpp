#include "exchange/section_file.h"

#include "base/text.h"
#include "exchange/catalogue_file.h"
#include "exchange/json_names.h"
#include "exchange/section_blocks.h"
#include "exchange/soil_json.h"
#include "exchange/tree_profile.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <set>

namespace maaiveld::exchange {
namespace {

using Json = nlohmann::ordered_json;

SectionGround ground_in(ObjectReader& r, const std::string& file) {
    SectionGround ground;
    if (const JsonValue* soil = r.find("soil")) ground.soil = read_soil(*soil, file);
    if (const JsonValue* surface = r.find("surface")) ground.surface = read_surface(*surface, file);
    ground.frequency_Hz = r.optional_positive("frequency_Hz").value_or(50.0);
    return ground;
}

/// Numbers that are not finite have no place in a result: they would be a fault of ours.
void require_finite(const Json& value, const std::string& where) {
    if (value.is_number_float() && !std::isfinite(value.get<double>())) {
        throw std::logic_error("a result that is not finite: " + where);
    }
    if (!value.is_structured()) return;
    for (const auto& [key, inner] : value.items())
        require_finite(inner, where + "/" + key);
}

/// No quantity of a section is larger than the one or, unless zero, smaller than the other in the
/// units of the format; beyond them products of a few numbers would overflow.
constexpr double kLargest = 1e15;
constexpr double kSmallest = 1e-30;

void require_measurable(const JsonValue& value, const std::string& file, std::string_view key) {
    const double size = std::abs(value.number);
    if (value.kind == JsonValue::Kind::Number && size != 0.0 &&
        !(size >= kSmallest && size <= kLargest)) {
        fail(file, value.line,
             fmt::format("`{}` is {:g}; quantities lie between {:g} and {:g}, or are 0",
                         base::printable(std::string{key}), value.number, kSmallest, kLargest));
    }
    for (const JsonValue& item : value.items)
        require_measurable(item, file, key);
    for (const JsonMember& member : value.members)
        require_measurable(member.value, file, member.key);
}

/// Entries of a block are told apart by their ids, in results and messages.
void require_own_ids(const JsonValue& entries, const std::string& file, std::string_view block) {
    std::set<std::string> seen;
    for (const JsonValue& entry : entries.items) {
        const JsonValue* id = entry.find("id");
        if (id == nullptr || id->kind != JsonValue::Kind::Text) continue;
        if (!seen.insert(id->text).second) {
            fail(file, id->line,
                 fmt::format("`{}`: the id `{}` is used twice; every entry needs its own", block,
                             base::printable(id->text)));
        }
    }
}

/// Exact conduction knows one material: in layered ground `bodies` only says what lies there, for
/// the blocks that work with a grid.
bool only_describes(const SectionBlock& block, const JsonValue& root, const SectionGround& ground) {
    return block.key == "bodies" && ground.soil.layers.size() > 1 &&
           (root.find("volumes") != nullptr || root.find("transient") != nullptr);
}

Json assess(const JsonValue& root, const std::string& file, const SectionProfiles& profiles) {
    ObjectReader r{root, file, "section"};
    if (r.text("format") != "maaiveld-section/1") {
        r.fail("`format` must be \"maaiveld-section/1\"");
    }
    require_measurable(root, file, "section");
    Json document{{"format", "maaiveld-influence/1"}, {"section", r.text_or("name", "")}};
    r.texts_or_empty("sources");
    const SectionGround ground = ground_in(r, file);
    const BlockContext context{root, file, ground, profiles};
    std::vector<const SectionBlock*> present;
    for (const SectionBlock& block : all_section_blocks()) {
        if (r.find(block.key) != nullptr) present.push_back(&block);
    }
    r.finish();
    if (present.empty()) {
        r.fail("section holds no block to compute; blocks are " +
               fmt::format("{}", fmt::join(section_blocks(), ", ")));
    }
    for (const SectionBlock* block : present)
        require_own_ids(*root.find(block->key), file, block->key);
    for (const SectionBlock* block : present) {
        if (only_describes(*block, root, ground)) continue;
        document[std::string{block->key}] = block->run(*root.find(block->key), context);
    }
    require_finite(document, "");
    return document;
}

void flatten(const Json& value, const std::string& path, std::string& out) {
    if (value.is_structured()) {
        for (const auto& [key, inner] : value.items())
            flatten(inner, path.empty() ? key : path + "." + key, out);
        return;
    }
    const std::string text =
        value.is_number_float()
            ? fmt::format("{:.6g}", value.get<double>())
            : (value.is_string() ? base::printable(value.get<std::string>()) : value.dump());
    out += fmt::format("    {:<44} {}\n", base::printable(path), text);
}

/// "cables C1" and its values, one per line.
void print_entry(const Json& entry, const std::string& block, std::size_t number,
                 std::string& out) {
    const auto id = entry.is_object() ? entry.find("id") : entry.end();
    const std::string name = id != entry.end() && id->is_string()
                                 ? base::printable(id->get<std::string>())
                                 : std::to_string(number);
    out += fmt::format("  {} {}\n", block, name);
    if (!entry.is_object()) return flatten(entry, "", out);
    for (const auto& [key, value] : entry.items()) {
        if (key != "id") flatten(value, key, out);
    }
}

std::string table_of(const Json& document) {
    std::string out;
    for (const auto& [key, value] : document.items()) {
        if (!value.is_structured()) continue;
        if (!value.is_array()) {
            print_entry(value, key, 1, out);
            continue;
        }
        for (std::size_t i = 0; i < value.size(); ++i)
            print_entry(value[i], key, i + 1, out);
    }
    return out;
}

}  // namespace

base::Result<Json> assess_section(const JsonValue& root, const std::string& file,
                                  const SectionProfiles& profiles) {
    try {
        return assess(root, file, profiles);
    } catch (const ReadFailure& failure) {
        return tl::unexpected(failure.error);
    }
}

base::Result<SectionProfiles> read_section_profiles(const std::filesystem::path& folder) {
    auto catalogue = read_catalogue(folder);
    if (!catalogue) return tl::unexpected(catalogue.error());
    auto trees = read_tree_profile(folder);
    if (!trees) return tl::unexpected(trees.error());
    return SectionProfiles{std::move(*catalogue), std::move(*trees)};
}

bool is_section(const JsonDocument& document) {
    const JsonValue* format = document.root.find("format");
    return format != nullptr && format->text.starts_with("maaiveld-section/");
}

std::vector<std::string> section_blocks() {
    std::vector<std::string> keys;
    for (const SectionBlock& block : all_section_blocks())
        keys.emplace_back(block.key);
    return keys;
}

base::Result<SectionOutcome> run_section(const JsonDocument& document,
                                         const SectionProfiles& profiles) {
    const auto result = assess_section(document.root, document.file, profiles);
    if (!result) return tl::unexpected(result.error());
    return SectionOutcome{result->dump(1) + "\n", table_of(*result)};
}

}  // namespace maaiveld::exchange
