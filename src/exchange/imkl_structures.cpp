#include "exchange/imkl_structures.h"

#include "exchange/imkl_properties.h"
#include "exchange/imkl_vocabulary.h"

#include <array>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>

namespace maaiveld::exchange {

using model::Structure;
using model::StructureKind;

namespace {

/// A size to draw with, since IMKL gives a point only. Upright cylinder when `width_m` is 0.
struct Size {
    StructureKind kind;
    double length_m;
    double width_m;
    double top_m;
    double bottom_m;
};

constexpr Size kCabinet{StructureKind::Cabinet, 0.8, 0.4, 1.2, -0.6};
constexpr Size kManhole{StructureKind::Manhole, 1.0, 0.0, 0.0, -2.0};
constexpr Size kHandhole{StructureKind::Chamber, 0.6, 0.6, 0.0, -0.8};
constexpr Size kMast{StructureKind::Mast, 0.3, 0.0, 8.0, -1.5};
constexpr Size kTower{StructureKind::Mast, 2.0, 2.0, 20.0, -2.0};
constexpr Size kBuilding{StructureKind::Building, 3.0, 2.0, 2.5, -1.0};
constexpr Size kHydrant{StructureKind::Hydrant, 0.3, 0.0, 0.0, -1.0};
constexpr Size kLamp{StructureKind::Lamp, 0.2, 0.0, 4.0, -1.0};

constexpr std::array<std::pair<std::string_view, Size>, 14> kAppurtenances = {{
    {"fireHydrant", kHydrant},
    {"streetLight", kLamp},
    {"connectionBox", kCabinet},
    {"kabelverdeler", kCabinet},
    {"handhole", kHandhole},
    {"netStation", kBuilding},
    {"subStation", kBuilding},
    {"mainStation", kBuilding},
    {"gasStation", kBuilding},
    {"overdrachtsstation", kBuilding},
    {"pompstation", kBuilding},
    {"manhole", kManhole},
    {"put", kManhole},
    {"cleanOut", kManhole},
}};

std::optional<Size> size_of(const Feature& object) {
    switch (object.kind) {
        case FeatureKind::Cabinet:
            return kCabinet;
        case FeatureKind::Manhole:
            return kManhole;
        case FeatureKind::Mast:
            return kMast;
        case FeatureKind::Tower:
            return kTower;
        case FeatureKind::TechnicalBuilding:
            return kBuilding;
        default:
            break;
    }
    for (const auto& [type, size] : kAppurtenances) {
        if (type == object.word("appurtenanceType")) return size;
    }
    return std::nullopt;
}

void set_size(Structure& structure, const Size& size, const Feature& object) {
    structure.kind = size.kind;
    if (size.width_m > 0.0) {
        structure.size_m = {size.length_m, size.width_m};
    } else {
        structure.diameter_m = size.length_m;
    }
    structure.top_m = object.height_m.value_or(size.top_m);
    structure.bottom_m = size.bottom_m;
    structure.attributes["size"] = std::string("inferred");
}

void set_attributes(Structure& structure, const Feature& object, const NetworkInfo& network) {
    structure.attributes["imkl_type"] = object.type;
    structure.attributes["thema_nl"] = network.theme;
    const auto status = status_of(object.word("currentStatus"));
    structure.attributes["status"] = std::string(model::name_of(status));
    const std::string& name =
        object.word("label").empty() ? object.word("omschrijving") : object.word("label");
    if (!name.empty()) structure.attributes["name"] = name;
    if (!object.word("appurtenanceType").empty()) {
        structure.attributes["appurtenance_type"] = object.word("appurtenanceType");
    }
}

Structure structure_of(const Feature& object, const Size& size, const NetworkInfo& network,
                       const model::PositionDefaults& positions) {
    Structure structure;
    structure.id = object.local_id;
    structure.at = object.points.front();
    structure.network = network.network;
    structure.owner = network.owner;
    structure.xy = plan_certainty(object, positions);
    structure.xy.record = network.local_id;
    const auto inferred = model::PositionSource::Inferred;
    structure.z = {depth_sigma_m(inferred, positions), inferred, {}};
    set_size(structure, size, object);
    set_attributes(structure, object, network);
    return structure;
}

void skip_appurtenance(const Feature& object, ImportReport& report) {
    const std::string& type = object.word("appurtenanceType");
    report.skip("Appurtenance", "appurtenance of type " + (type.empty() ? "(none)" : type) +
                                    ": drawn only by its operator");
}

}  // namespace

std::vector<Structure> structures_of(const RawDelivery& delivery, const DeliveryIndex& index,
                                     const model::PositionDefaults& positions,
                                     const std::vector<Draft>& lines, ImportReport& report) {
    std::vector<Structure> structures;
    const bool strays = delivery.outside_netherlands * 2 < delivery.coordinates;
    std::set<std::string> ids;
    for (const Draft& line : lines)
        ids.insert(line.asset.id);
    for (const Feature& object : delivery.features) {
        if (!is_point_object(object.kind)) continue;
        const auto size = size_of(object);
        if (!size) {
            skip_appurtenance(object, report);
        } else if (strays && !object.points.empty() && !in_rd_range(object.points.front())) {
            report.skip(object.type, "lies outside the range of RD New");
        } else if (object.points.empty()) {
            report.skip(object.type, "has no place");
        } else if (object.local_id.empty() || !ids.insert(object.local_id).second) {
            report.skip(object.type, "has no id of its own");
        } else {
            if (!index.has_network(object)) ++report.dangling_network_references;
            structures.push_back(structure_of(object, *size, index.network_of(object), positions));
        }
    }
    return structures;
}

}  // namespace maaiveld::exchange
