#pragma once

#include "base/error.h"
#include "geometry/vec.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace maaiveld::exchange {

/// What a measured property is, which decides the units it may come in and the unit it gets here.
enum class Dimension : std::uint8_t {
    Length,    ///< m
    Pressure,  ///< bar
    Voltage    ///< kV
};

/// The number `text` with the unit `uom` ("urn:ogc:def:uom:OGC::mm", "mm", ".../OGC/0/mm", ...) in
/// metres, bar or kilovolt. Errors (without a place): no number, unknown unit, unit of another
/// dimension, no unit.
base::Result<double> quantity(std::string_view text, std::string_view uom, Dimension dimension);

/// How many numbers a coordinate has in the reference system `srs_name`: 2 for RD New (EPSG:28992),
/// 3 for RD New with NAP heights (EPSG:7415), in any of the spellings operators use. Error (without
/// a place) for every other system: it names it and says what would be right.
base::Result<std::size_t> coordinate_dimension(std::string_view srs_name);

/// The coordinates in `text` (a gml:pos or gml:posList) of which the first two of every
/// `dimension` numbers are taken. Errors (without a place): no number, a number left over, or
/// beyond 10 000 km.
base::Result<std::vector<geometry::Vec2>> coordinates(std::string_view text, std::size_t dimension);

/// The year of an ISO date, 0 when there is none or when it is a placeholder (0001, 1899, the first
/// day of 1900, or in the far future).
int year_of(std::string_view iso_date);

/// The last part of a code list address: "gasLageDruk" of ".../waarde/Thema/gasLageDruk".
std::string_view code_of(std::string_view href);

/// A reference without the '#' that some writers put before a local one.
std::string_view reference_of(std::string_view href);

}  // namespace maaiveld::exchange
