#include "rules/finding.h"

#include <array>

namespace maaiveld::rules {
namespace {

struct MeasureNames {
    Measure measure;
    std::string_view name;
    std::string_view unit;
};

constexpr std::array<MeasureNames, 15> kMeasures{{
    {Measure::Edge3d, "edge_3d", "m"},
    {Measure::EdgeHorizontal, "edge_horizontal", "m"},
    {Measure::EdgeVertical, "edge_vertical", "m"},
    {Measure::AxisHorizontal, "axis_horizontal", "m"},
    {Measure::Cover, "cover", "m"},
    {Measure::CrossingAngle, "crossing_angle", "deg"},
    {Measure::OrderHorizontal, "order_horizontal", "m"},
    {Measure::OrderVertical, "order_vertical", "m"},
    {Measure::FreeAbove, "free_above", "m"},
    {Measure::Overlap, "overlap", "m3"},
    {Measure::RootOverlap, "root_overlap", "m3"},
    {Measure::Temperature, "temperature", "C"},
    {Measure::Current, "current", "A"},
    {Measure::InducedVoltage, "induced_voltage", "V"},
    {Measure::SettlementStep, "settlement_step", "m"},
}};

}  // namespace

std::string_view name_of(Severity severity) {
    switch (severity) {
        case Severity::Error:
            return "error";
        case Severity::Warning:
            return "warning";
        case Severity::Info:
            return "info";
    }
    return "";
}

std::string_view name_of(CertaintyClass certainty) {
    switch (certainty) {
        case CertaintyClass::Certain:
            return "certain";
        case CertaintyClass::Likely:
            return "likely";
        case CertaintyClass::Possible:
            return "possible";
    }
    return "";
}

std::string_view name_of(Measure measure) {
    return kMeasures[static_cast<std::size_t>(measure)].name;
}

std::optional<Measure> measure_named(std::string_view name) {
    for (const MeasureNames& names : kMeasures) {
        if (names.name == name) return names.measure;
    }
    return std::nullopt;
}

bool is_computed(Measure measure) {
    return measure == Measure::Temperature || measure == Measure::Current ||
           measure == Measure::InducedVoltage || measure == Measure::SettlementStep;
}

std::string_view unit_of(Measure measure) {
    return kMeasures[static_cast<std::size_t>(measure)].unit;
}

}  // namespace maaiveld::rules
