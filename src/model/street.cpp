#include "model/street.h"

#include <array>
#include <utility>

namespace maaiveld::model {
namespace {

template <class Enum, std::size_t N>
using NameTable = std::array<std::pair<Enum, std::string_view>, N>;

template <class Enum, std::size_t N>
std::string_view name_in(const NameTable<Enum, N>& table, Enum value) {
    for (const auto& [candidate, name] : table) {
        if (candidate == value) return name;
    }
    return "";
}

template <class Enum, std::size_t N>
std::optional<Enum> named_in(const NameTable<Enum, N>& table, std::string_view name) {
    for (const auto& [candidate, candidate_name] : table) {
        if (candidate_name == name) return candidate;
    }
    return std::nullopt;
}

constexpr NameTable<PositionSource, 6> kSources{{
    {PositionSource::Measured, "measured"},
    {PositionSource::AsBuilt, "as_built"},
    {PositionSource::OperatorStandard, "operator_standard"},
    {PositionSource::Norm, "norm"},
    {PositionSource::Inferred, "inferred"},
    {PositionSource::Designed, "designed"},
}};

constexpr NameTable<StripKind, 8> kStrips{{
    {StripKind::Facade, "facade"},
    {StripKind::Garden, "garden"},
    {StripKind::Footway, "footway"},
    {StripKind::CyclePath, "cycle_path"},
    {StripKind::Parking, "parking"},
    {StripKind::Carriageway, "carriageway"},
    {StripKind::Verge, "verge"},
    {StripKind::Water, "water"},
}};

constexpr NameTable<Status, 3> kStatuses{{
    {Status::Functional, "functional"},
    {Status::Disused, "disused"},
    {Status::Projected, "projected"},
}};

constexpr NameTable<StructureKind, 10> kStructures{{
    {StructureKind::Manhole, "manhole"},
    {StructureKind::Hydrant, "hydrant"},
    {StructureKind::Cabinet, "cabinet"},
    {StructureKind::Container, "container"},
    {StructureKind::Lamp, "lamp"},
    {StructureKind::Facade, "facade"},
    {StructureKind::Foundation, "foundation"},
    {StructureKind::Building, "building"},
    {StructureKind::Chamber, "chamber"},
    {StructureKind::Mast, "mast"},
}};

}  // namespace

std::string_view name_of(PositionSource source) {
    return name_in(kSources, source);
}
std::optional<PositionSource> position_source_named(std::string_view name) {
    return named_in(kSources, name);
}

std::string_view name_of(StripKind kind) {
    return name_in(kStrips, kind);
}
std::optional<StripKind> strip_kind_named(std::string_view name) {
    return named_in(kStrips, name);
}

std::string_view name_of(Status status) {
    return name_in(kStatuses, status);
}
std::optional<Status> status_named(std::string_view name) {
    return named_in(kStatuses, name);
}

std::string_view name_of(StructureKind kind) {
    return name_in(kStructures, kind);
}
std::optional<StructureKind> structure_kind_named(std::string_view name) {
    return named_in(kStructures, name);
}

double Section::width_m() const {
    double width = 0.0;
    for (const Strip& strip : strips)
        width += strip.width_m;
    return width;
}

const Strip* Section::strip_at(double offset_m) const {
    double left = starts_at_offset_m;
    for (const Strip& strip : strips) {
        if (offset_m <= left && offset_m > left - strip.width_m) return &strip;
        left -= strip.width_m;
    }
    return nullptr;
}

}  // namespace maaiveld::model
