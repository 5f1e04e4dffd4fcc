#include "exchange/style_file.h"

#include <nlohmann/json.hpp>

#include <fstream>

namespace maaiveld::exchange {

namespace {

using Table = std::map<std::string, std::string>;
using nlohmann::json;

bool is_commentary(const std::string& key) {
    return key == "format" || key == "title" || key == "sources";
}

base::Result<void> flatten(const std::string& section, const json& value, const std::string& where,
                           Table& table) {
    if (value.is_string()) {
        table[section] = value.get<std::string>();
        return {};
    }
    if (!value.is_object()) return base::bad_input(section + " must be an object of texts", where);
    for (const auto& [key, text] : value.items()) {
        if (!text.is_string())
            return base::bad_input(section + "." + key + " must be a text", where);
        table[section + "." + key] = text.get<std::string>();
    }
    return {};
}

}  // namespace

base::Result<Table> read_style_file(const std::filesystem::path& file) {
    std::ifstream in(file);
    if (!in) return base::bad_input("cannot be read", file.string());
    const json document = json::parse(in, nullptr, false);
    if (document.is_discarded() || !document.is_object())
        return base::bad_input("is not a JSON object", file.string());
    const auto format = document.find("format");
    if (format == document.end() || *format != "maaiveld-style/1")
        return base::bad_input("has no \"format\": \"maaiveld-style/1\"", file.string());
    Table table;
    for (const auto& [key, value] : document.items()) {
        if (is_commentary(key)) continue;
        if (auto done = flatten(key, value, file.string(), table); !done)
            return tl::unexpected(done.error());
    }
    return table;
}

}  // namespace maaiveld::exchange
