#include "exchange/catalogue_file.h"

#include "exchange/json_document.h"
#include "exchange/json_names.h"

#include <fmt/format.h>

namespace maaiveld::exchange {
namespace {

using model::AssetType;
using model::Catalogue;
using model::TypicalAsset;

AssetType asset_type_in(const JsonValue& value, const std::string& file) {
    ObjectReader r{value, file, "asset type"};
    AssetType type;
    type.name = r.text("name");
    r.rename(fmt::format("asset type `{}`", type.name));
    type.network = network_in(r, "network");
    type.outer_diameter_m = r.positive("outer_diameter_m");
    type.wall_m = r.optional_positive("wall_m");
    type.material = r.text_or("material", "");
    type.mass_kg_m = r.optional_positive("mass_kg_m");
    type.bend_radius_m = r.optional_positive("bend_radius_m");
    type.data = attributes_in(r, "data");
    type.implies = attributes_in(r, "implies");
    type.source = r.text("source");
    type.grade = r.text("grade");
    r.optional_text("note");
    r.finish();
    return type;
}

void read_range(ObjectReader& r, std::string_view key, std::optional<double>& low,
                std::optional<double>& high) {
    const auto* items = r.optional_array(key);
    if (items == nullptr) return;
    if (items->size() != 2) r.fail(fmt::format("`{}` must be [lowest, highest]", key));
    low = number_in((*items)[0], r.file(), key);
    high = number_in((*items)[1], r.file(), key);
    if (*low > *high) r.fail(fmt::format("`{}` runs from high to low", key));
}

TypicalAsset typical_in(const JsonValue& value, const std::string& file, const Catalogue& known) {
    ObjectReader r{value, file, "typical asset"};
    TypicalAsset typical;
    typical.network = network_in(r, "network");
    typical.kind = r.text_or("kind", "");
    read_range(r, "voltage_kV", typical.min_voltage_kV, typical.max_voltage_kV);
    read_range(r, "pressure_bar", typical.min_pressure_bar, typical.max_pressure_bar);
    typical.type = r.text("type");
    if (!known.types.contains(typical.type)) {
        std::vector<std::string> names;
        for (const auto& [name, type] : known.types)
            names.push_back(name);
        fail_unknown_name(typical.type, r.line(), file, "asset type", names);
    }
    typical.cover_m = r.non_negative("cover_m");
    typical.source = r.text("source");
    r.optional_text("grade");
    r.optional_text("note");
    r.finish();
    return typical;
}

void read_types(const std::filesystem::path& path, Catalogue& catalogue) {
    const JsonDocument document = document_in(path, "maaiveld-assets/1");
    ObjectReader r{document.root, document.file, "file"};
    r.text("format");
    r.optional_text("note");
    r.find("sources");
    for (const JsonValue& item : r.array("types")) {
        AssetType type = asset_type_in(item, document.file);
        const std::string name = type.name;
        if (!catalogue.types.emplace(name, std::move(type)).second) {
            fail(document.file, item.line, fmt::format("asset type `{}` is defined twice", name));
        }
    }
    r.finish();
}

void read_typical(const std::filesystem::path& path, Catalogue& catalogue) {
    const JsonDocument document = document_in(path, "maaiveld-typical/1");
    ObjectReader r{document.root, document.file, "file"};
    r.text("format");
    r.optional_text("note");
    r.find("sources");
    for (const JsonValue& item : r.array("typical")) {
        catalogue.typical.push_back(typical_in(item, document.file, catalogue));
    }
    r.finish();
}

}  // namespace

base::Result<Catalogue> read_catalogue(const std::filesystem::path& profiles) {
    try {
        Catalogue catalogue;
        read_types(profiles / "assets" / "types.json", catalogue);
        read_typical(profiles / "assets" / "typical.json", catalogue);
        catalogue.positions = position_defaults_in(profiles / "positions.json");
        return catalogue;
    } catch (const ReadFailure& failure) {
        return tl::unexpected(failure.error);
    }
}

}  // namespace maaiveld::exchange
