#include "exchange/fit_file.h"

#include <nlohmann/json.hpp>

#include <array>
#include <cmath>
#include <fmt/format.h>

namespace maaiveld::exchange {
namespace {

using layout::ConflictPart;
using layout::FitTable;
using layout::FormFit;
using layout::StreetFit;
using Json = nlohmann::ordered_json;

/// Millimetres are enough, and equal tables then give equal bytes.
double rounded(double value) {
    return std::round(value * 1000.0) / 1000.0;
}

Json part_json(const ConflictPart& part) {
    Json object;
    object["kind"] = name_of(part.kind);
    object["id"] = part.id;
    if (!part.of.empty()) object["of"] = part.of;
    if (!part.against.empty()) object["against"] = part.against;
    if (!part.what.empty()) object["what"] = part.what;
    if (part.kind == layout::PartKind::Rule) object["required_m"] = rounded(part.required);
    return object;
}

Json form_json(const FormFit& form) {
    Json object;
    object["form"] = form.form;
    object["verdict"] = name_of(form.verdict);
    if (form.needed_m) object["needed_m"] = rounded(*form.needed_m);
    if (form.short_m) {
        object["missing_m"] = rounded(*form.short_m);
        object["strip"] = form.strip;
    }
    if (form.water_C) object["water_C"] = rounded(*form.water_C);
    if (form.held) {
        object["held_by"] = {{"saves_eur_m", rounded(form.held->saves_eur_m)},
                             {"rules", form.held->rules}};
    }
    if (!form.blocked.empty()) object["blocked_connections"] = form.blocked;
    if (!form.refused.empty()) object["refused"] = form.refused;
    if (!form.conflict.empty()) {
        object["conflict"] = Json::array();
        for (const ConflictPart& part : form.conflict)
            object["conflict"].push_back(part_json(part));
        object["minimal"] = !form.undecided_why;
    }
    return object;
}

Json street_json(const StreetFit& street) {
    Json object;
    object["file"] = street.file;
    object["name"] = street.name;
    object["public_width_m"] = rounded(street.public_width_m);
    object["section_width_m"] = rounded(street.section_width_m);
    object["trees"] = street.trees;
    object["forms"] = Json::array({form_json(street.flat)});
    for (const FormFit& form : street.racks)
        object["forms"].push_back(form_json(form));
    return object;
}

Json counts_json(const layout::FitCounts& counts) {
    Json object{{"streets", counts.streets},
                {"flat", counts.flat},
                {"only_rack", counts.only_rack},
                {"neither", counts.neither},
                {"undecided", counts.undecided}};
    if (counts.flat_asked == 0) return object;
    object["flat_asked"] = counts.flat_asked;
    object["flat_held"] = counts.flat_held;
    object["holding"] = Json::array();
    for (const auto& [rule, times] : counts.holding)
        object["holding"].push_back({{"rule", rule}, {"streets", times}});
    return object;
}

std::string cell(const std::string& text) {
    if (text.find_first_of(",\"\n") == std::string::npos) return text;
    std::string quoted = "\"";
    for (const char c : text)
        quoted += c == '"' ? std::string{"\"\""} : std::string{c};
    return quoted + "\"";
}

std::string metres(const std::optional<double>& value) {
    return value ? fmt::format("{:.2f}", *value) : std::string{};
}

std::string form_cells(const FormFit& form) {
    return fmt::format(",{},{},{}", name_of(form.verdict), metres(form.needed_m),
                       metres(form.short_m));
}

std::string why(const FormFit& form) {
    std::string text = form.refused;
    for (const ConflictPart& part : form.conflict) {
        if (!text.empty()) text += " ";
        text += part.id;
    }
    return text;
}

}  // namespace

std::string_view name_of(layout::FitVerdict verdict) {
    static constexpr std::array<std::string_view, 4> kNames{"fits", "does_not_fit", "undecided",
                                                            "not_tried"};
    return kNames.at(static_cast<std::size_t>(verdict));
}

std::string_view name_of(layout::PartKind kind) {
    static constexpr std::array<std::string_view, 7> kNames{
        "network", "placed", "obstacle", "strips", "covers", "rule", "heat"};
    return kNames.at(static_cast<std::size_t>(kind));
}

std::string fit_json(const FitHeader& header, const FitTable& table) {
    Json object;
    object["format"] = "maaiveld-fit/1";
    object["demands"] = header.demands;
    object["packs"] = header.packs;
    object["left_out"] = header.left_out;
    object["also_hard"] = header.also_hard;
    object["wanted"] = header.wanted;
    object["keep_order"] = header.keep_order;
    object["trees"] = header.trees;
    object["heat"] = header.heat;
    object["counts"] = counts_json(table.counts());
    object["streets"] = Json::array();
    for (const StreetFit& street : table.streets)
        object["streets"].push_back(street_json(street));
    return object.dump(1) + "\n";
}

std::string fit_csv(const FitTable& table) {
    std::string text = "file,name,public_width_m,trees,flat,flat_needed_m,flat_missing_m";
    if (!table.streets.empty()) {
        for (const FormFit& form : table.streets.front().racks)
            text += fmt::format(",{0},{0}_needed_m,{0}_missing_m", cell(form.form));
    }
    text += ",why_not_flat\n";
    for (const StreetFit& street : table.streets) {
        text += fmt::format("{},{},{:.2f},{}", cell(street.file), cell(street.name),
                            street.public_width_m, street.trees ? "yes" : "no");
        text += form_cells(street.flat);
        for (const FormFit& form : street.racks)
            text += form_cells(form);
        text += "," + cell(why(street.flat)) + "\n";
    }
    return text;
}

}  // namespace maaiveld::exchange
