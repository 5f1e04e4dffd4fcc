#pragma once

#include "layout/rack_sizing.h"
#include "model/attributes.h"
#include "model/street.h"
#include "rules/check.h"

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace maaiveld::layout {

/// How a requirement is checked. docs/formats/pve.md says what each looks at and its parameters.
enum class ProgrammeCheck : std::uint8_t {
    Rules,          ///< no finding of the named rules (or measure) among the rack's lines
    Order,          ///< networks from the top as `order` says
    AccessDepth,    ///< depth to dig at the side to reach the network's lowest line
    FreeAbove,      ///< nothing of the rack lies over a line that has house connections
    Exposed,        ///< lines of other networks that must be laid bare to reach this network
    Width,          ///< of the rack
    Depth,          ///< underside of the rack
    Cover,          ///< over the top line
    Utilisation,    ///< of a part, or of everything
    Span,           ///< distance between beams
    Life,           ///< years that every part of the rack keeps its strength
    PartMass,       ///< of the heaviest part
    Temperature,    ///< of a network's lines, handed in by influence
    SewerCrossing,  ///< only house sewers cross; they fall enough
    Phases,         ///< every phase is a valid street
    Sensors,        ///< sensors per network on the rack
    TestProtocol,   ///< nothing a street can show: a test of the living lab
};

std::string_view name_of(ProgrammeCheck check);
std::optional<ProgrammeCheck> programme_check_named(std::string_view name);
std::vector<std::string> programme_check_names();

struct ProgrammeRequirement {
    std::string id;
    std::string title_en, title_nl;
    std::string owner;  ///< "net operator", "municipality", "digger": who asks for it
    ProgrammeCheck check = ProgrammeCheck::TestProtocol;
    std::string network;               ///< what it is about; empty: all; may be "electricity"
    std::vector<std::string> names;    ///< rules, order of networks, or parts, by check
    std::string severity = "warning";  ///< Rules and Phases: findings from here on count
    std::optional<double> limit;
    bool at_most = true;
    std::string unit;
    std::string phase;  ///< of the living lab: "design", "dry", "in use"
    std::string source, grade;
};

/// A Programme of Requirements (Programma van Eisen): a value of profiles/racks/pve-*.json.
struct Programme {
    std::string id;
    std::string title_en, title_nl;
    std::string edition;
    std::vector<ProgrammeRequirement> requirements;
};

enum class ProgrammeVerdict : std::uint8_t { Met, NotMet, NotCheckable };
std::string_view name_of(ProgrammeVerdict verdict);

/// One row of the matrix.
struct ProgrammeRow {
    std::size_t requirement = 0;  ///< index in the programme
    ProgrammeVerdict verdict = ProgrammeVerdict::NotCheckable;
    std::optional<double> value;  ///< the worst, in the requirement's unit
    std::string where;            ///< id of what gave the value; may be empty
    std::string why_en, why_nl;   ///< why it is not met or not checkable; may be empty when met
};

/// What is known of one rack beyond the street.
struct RackFacts {
    std::string rack;  ///< its id
    std::optional<model::RackType> type;
    std::vector<model::RackPart> parts;  ///< empty: not known
    bool parts_as_sized = false;         ///< with the sections that `sizing` chose
    std::optional<RackSizing> sizing;
    std::string why_not_sized_en, why_not_sized_nl;
};

/// What was computed before the requirements are looked at.
struct ProgrammeFacts {
    rules::CheckResult check;  ///< of the whole street, with `packs`
    std::span<const rules::Pack> packs;
    rules::CheckOptions options;  ///< as `check` was made; phases are checked alike
    std::vector<RackFacts> racks;
    bool influence = false;  ///< `options.values` holds temperatures
};

/// The matrix: one row per requirement, in order. Pure.
std::vector<ProgrammeRow> evaluate(const Programme& programme, const model::Street& street,
                                   const ProgrammeFacts& facts);

/// How many rows are not met.
std::size_t count_not_met(const std::vector<ProgrammeRow>& rows);

}  // namespace maaiveld::layout
