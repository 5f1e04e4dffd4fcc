#pragma once

#include "exchange/json_document.h"
#include "model/catalogue.h"

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace maaiveld::exchange {

// What the readers of our own files share. Everything here throws ReadFailure.

/// Reads a JSON file whose `format` must be `format`.
JsonDocument document_in(const std::filesystem::path& path, std::string_view format);

/// Refuses a document whose `format` is another one, and says which was expected.
void require_format(const JsonDocument& document, std::string_view format);

model::Network network_in(ObjectReader& r, std::string_view key);
model::Network network_called(const std::string& name, const JsonValue& at,
                              const std::string& file);

/// The object under `key` as attributes (texts, numbers, yes/no); empty when absent.
model::Attributes attributes_in(ObjectReader& r, std::string_view key);

/// A point [x, y] or [x, y, z] in metres.
geometry::Vec2 point2_in(const JsonValue& value, const std::string& file, std::string_view key);
geometry::Vec3 point3_in(const JsonValue& value, const std::string& file, std::string_view key);

/// profiles/positions.json.
model::PositionDefaults position_defaults_in(const std::filesystem::path& path);

/// {"sigma_m","source","record"}: without sigma the default of `sigmas` for that source.
model::Certainty certainty_in(const JsonValue& value, const std::string& file, std::string_view key,
                              const std::map<model::PositionSource, double>& sigmas);

/// The names of every enumerator whose name_of is not empty, for messages.
std::vector<std::string> network_names();

}  // namespace maaiveld::exchange
