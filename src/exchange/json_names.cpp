#include "exchange/json_names.h"

#include "base/text.h"

#include <fmt/format.h>

namespace maaiveld::exchange {
namespace {

using model::PositionSource;

const std::vector<std::string>& source_names() {
    static const std::vector<std::string> names{"measured", "as_built", "operator_standard",
                                                "norm",     "inferred", "designed"};
    return names;
}

std::map<PositionSource, double> sigmas_in(ObjectReader& parent, std::string_view key) {
    ObjectReader r{parent.require(key), parent.file(), std::string{key}};
    std::map<PositionSource, double> sigmas;
    for (const std::string& name : source_names()) {
        ObjectReader entry{r.require(name), r.file(), name};
        sigmas[*model::position_source_named(name)] = entry.non_negative("sigma_m");
        entry.text("source");
        entry.finish();
    }
    r.finish();
    return sigmas;
}

double sourced_number(ObjectReader& parent, std::string_view key, std::string_view value_key) {
    ObjectReader r{parent.require(key), parent.file(), std::string{key}};
    const double value = r.non_negative(value_key);
    r.text("source");
    r.finish();
    return value;
}

}  // namespace

void require_format(const JsonDocument& document, std::string_view format) {
    if (document.root.kind != JsonValue::Kind::Object) {
        fail(document.file, document.root.line, "must be an object, written in { }");
    }
    const JsonValue* found = document.root.find("format");
    if (found == nullptr || found->kind != JsonValue::Kind::Text) {
        fail(document.file, document.root.line,
             fmt::format("key `format` is missing; it must be \"{}\"", format));
    }
    if (found->text != format) {
        fail(document.file, found->line,
             fmt::format("format is \"{}\"; \"{}\" is needed here", base::printable(found->text),
                         format));
    }
}

JsonDocument document_in(const std::filesystem::path& path, std::string_view format) {
    auto document = read_json(path);
    if (!document) throw ReadFailure{document.error()};
    require_format(*document, format);
    return std::move(*document);
}

std::vector<std::string> network_names() {
    std::vector<std::string> names;
    for (const model::Network network : model::all_networks())
        names.emplace_back(name_of(network));
    return names;
}

model::Network network_called(const std::string& name, const JsonValue& at,
                              const std::string& file) {
    return enumerator(name, at, file, "network", network_names(),
                      [](const std::string& n) { return model::network_named(n); });
}

model::Network network_in(ObjectReader& r, std::string_view key) {
    const std::string name = r.text(key);
    return network_called(name, r.require(key), r.file());
}

model::Attributes attributes_in(ObjectReader& r, std::string_view key) {
    model::Attributes attributes;
    const JsonValue* object = r.find(key);
    if (object == nullptr) return attributes;
    if (object->kind != JsonValue::Kind::Object) {
        r.fail_at(*object, fmt::format("`{}` must be an object, written in {{ }}", key));
    }
    for (const auto& [name, line, value] : object->members) {
        switch (value.kind) {
            case JsonValue::Kind::Text:
                attributes[name] = value.text;
                break;
            case JsonValue::Kind::Number:
                attributes[name] = value.number;
                break;
            case JsonValue::Kind::Bool:
                attributes[name] = value.boolean;
                break;
            default:
                r.fail_at(value,
                          fmt::format("attribute `{}` must be a text, a number, true or false",
                                      base::printable(name)));
        }
    }
    return attributes;
}

namespace {

template <int N>
Eigen::Matrix<double, N, 1> point_in(const JsonValue& value, const std::string& file,
                                     std::string_view key) {
    if (value.kind != JsonValue::Kind::Array || value.items.size() != std::size_t{N}) {
        fail(file, value.line,
             fmt::format("`{}` must be a point [x, y{}] in metres", key, N == 3 ? ", z" : ""));
    }
    Eigen::Matrix<double, N, 1> point;
    for (int k = 0; k < N; ++k) {
        point(k) = coordinate_in(value.items[static_cast<std::size_t>(k)], file, key);
    }
    return point;
}

}  // namespace

geometry::Vec2 point2_in(const JsonValue& value, const std::string& file, std::string_view key) {
    return point_in<2>(value, file, key);
}

geometry::Vec3 point3_in(const JsonValue& value, const std::string& file, std::string_view key) {
    return point_in<3>(value, file, key);
}

model::PositionDefaults position_defaults_in(const std::filesystem::path& path) {
    const JsonDocument document = document_in(path, "maaiveld-positions/1");
    ObjectReader r{document.root, document.file, "file"};
    model::PositionDefaults defaults;
    r.text("format");
    r.optional_text("note");
    defaults.sigma_xy_m = sigmas_in(r, "xy");
    defaults.sigma_z_m = sigmas_in(r, "z");
    defaults.declared_accuracy_sigmas = sourced_number(r, "declared_accuracy_sigmas", "value");
    defaults.unknown_measured_depth_sigma_m =
        sourced_number(r, "unknown_measured_depth", "sigma_m");
    r.finish();
    return defaults;
}

model::Certainty certainty_in(const JsonValue& value, const std::string& file, std::string_view key,
                              const std::map<PositionSource, double>& sigmas) {
    ObjectReader r{value, file, fmt::format("`{}`", key)};
    model::Certainty certainty;
    const std::string source = r.text("source");
    certainty.source =
        enumerator(source, r.require("source"), file, "position source", source_names(),
                   [](const std::string& n) { return model::position_source_named(n); });
    if (r.find("sigma_m") != nullptr) {
        certainty.sigma_m = r.non_negative("sigma_m");
    } else if (const auto found = sigmas.find(certainty.source); found != sigmas.end()) {
        certainty.sigma_m = found->second;
    }
    certainty.record = r.text_or("record", "");
    r.finish();
    return certainty;
}

}  // namespace maaiveld::exchange
