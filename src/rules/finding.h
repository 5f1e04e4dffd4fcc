#pragma once

#include "geometry/vec.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace maaiveld::rules {

enum class Severity : std::uint8_t { Error, Warning, Info };
enum class CertaintyClass : std::uint8_t { Certain, Likely, Possible };

std::string_view name_of(Severity severity);
std::string_view name_of(CertaintyClass certainty);

/// What is measured; the meanings are in docs/rules.md.
enum class Measure : std::uint8_t {
    Edge3d,
    EdgeHorizontal,
    EdgeVertical,
    AxisHorizontal,
    Cover,
    CrossingAngle,
    OrderHorizontal,
    OrderVertical,
    FreeAbove,
    Overlap,
    RootOverlap,
    Temperature,
    Current,
    InducedVoltage,
    SettlementStep
};

std::string_view name_of(Measure measure);
std::optional<Measure> measure_named(std::string_view name);

/// Whether influence computes the value and hands it in.
bool is_computed(Measure measure);

/// The unit as it ends a key: "m", "deg", "m3", "C", "A", "V".
std::string_view unit_of(Measure measure);

/// Where along an object a rule is broken: distances along the axis of `along`.
struct Stretch {
    std::string along;
    double from_m = 0.0;
    double to_m = 0.0;
};

/// One stretch where one rule is broken by one pair (or one object).
struct Finding {
    std::string rule;
    Severity severity = Severity::Warning;
    CertaintyClass certainty = CertaintyClass::Certain;
    double probability = 1.0;
    std::string a;  ///< a < b as text; for an object rule the object
    std::string b;  ///< empty for an object rule
    Measure measure = Measure::Edge3d;
    double measured = 0.0;  ///< worst value on the stretch, in unit_of(measure)
    double required = 0.0;  ///< at least, or at most for overlap and influence measures
    bool at_most = false;   ///< true when `required` is an upper limit
    Stretch stretch;
    geometry::Vec3 at = geometry::Vec3::Zero();         ///< worst place, on or between the objects
    geometry::Vec3 witness_a = geometry::Vec3::Zero();  ///< ends of the dimension arrow there
    geometry::Vec3 witness_b = geometry::Vec3::Zero();
    std::string source;
    std::string grade;
    std::string cause;  ///< of a computed value: who brings it about; else empty
    std::optional<std::string> exempted_by;  ///< who accepted it, when an exemption holds
    std::int64_t raw_pairs = 0;              ///< pairs of solids that this finding accounts for
};

}  // namespace maaiveld::rules
