#include "exchange/imkl_units.h"

#include "base/text.h"

#include <array>
#include <charconv>
#include <cmath>

namespace maaiveld::exchange {

namespace {

struct Unit {
    std::string_view name;
    Dimension dimension;
    double factor;
};

constexpr std::array kUnits = {
    Unit{"mm", Dimension::Length, 0.001},     Unit{"cm", Dimension::Length, 0.01},
    Unit{"dm", Dimension::Length, 0.1},       Unit{"m", Dimension::Length, 1.0},
    Unit{"bar", Dimension::Pressure, 1.0},    Unit{"mbar", Dimension::Pressure, 0.001},
    Unit{"Pa", Dimension::Pressure, 0.00001}, Unit{"kPa", Dimension::Pressure, 0.01},
    Unit{"MPa", Dimension::Pressure, 10.0},   Unit{"V", Dimension::Voltage, 0.001},
    Unit{"kV", Dimension::Voltage, 1.0}};

/// Farther from the origin than this no projected coordinate of the earth can be.
constexpr double kFarthest_m = 1e7;

std::string_view last_part(std::string_view text, std::string_view separators) {
    const auto at = text.find_last_of(separators);
    return at == std::string_view::npos ? text : text.substr(at + 1);
}

const Unit* unit_called(std::string_view uom) {
    const std::string_view name = last_part(base::trimmed(uom), ":/#");
    for (const Unit& unit : kUnits) {
        if (unit.name == name) return &unit;
    }
    return nullptr;
}

std::string quoted(std::string_view text) {
    return "`" + base::printable(text.substr(0, 80)) + "`";
}

std::string units_of(Dimension dimension) {
    std::string names;
    for (const Unit& unit : kUnits) {
        if (unit.dimension != dimension) continue;
        if (!names.empty()) names += ", ";
        names += unit.name;
    }
    return names;
}

bool is_blank(char c) {
    return c == ' ' || c == '\n' || c == '\t' || c == '\r';
}

}  // namespace

base::Result<double> quantity(std::string_view text, std::string_view uom, Dimension dimension) {
    const auto number = base::parse_double(base::trimmed(text));
    if (!number) return base::bad_input(quoted(text) + " is not a number");
    const Unit* unit = unit_called(uom);
    if (unit == nullptr || unit->dimension != dimension) {
        return base::bad_input("the unit " + quoted(uom) + " is not one of " + units_of(dimension));
    }
    return *number * unit->factor;
}

base::Result<std::size_t> coordinate_dimension(std::string_view srs_name) {
    constexpr std::array<std::string_view, 7> kPrefixes = {"urn:ogc:def:crs:EPSG::",
                                                           "urn:x-ogc:def:crs:EPSG:",
                                                           "EPSG:",
                                                           "epsg:",
                                                           "http://spatialreference.org/ref/epsg/",
                                                           "http://www.opengis.net/def/crs/EPSG/0/",
                                                           "urn:x-ogc:def:crs:EPSG::"};
    std::string_view name = base::trimmed(srs_name);
    if (!name.empty() && name.back() == '/') name.remove_suffix(1);
    for (const auto prefix : kPrefixes) {
        if (!name.starts_with(prefix)) continue;
        if (name.substr(prefix.size()) == "28992") return std::size_t{2};
        if (name.substr(prefix.size()) == "7415") return std::size_t{3};
    }
    return base::bad_input("the coordinate reference system " + quoted(srs_name) +
                           " is not RD New; IMKL must be in EPSG:28992 (or 7415, with heights)");
}

base::Result<std::vector<geometry::Vec2>> coordinates(std::string_view text,
                                                      std::size_t dimension) {
    std::vector<geometry::Vec2> points;
    std::array<double, 3> numbers{};
    std::size_t filled = 0;
    const char* at = text.data();
    const char* const end = at + text.size();
    for (;;) {
        while (at != end && is_blank(*at))
            ++at;
        if (at == end) break;
        const auto [next, error] = std::from_chars(at, end, numbers[filled]);
        const bool whole = next == end || is_blank(*next);
        if (error != std::errc{} || !whole || !(std::abs(numbers[filled]) < kFarthest_m)) {
            const std::string_view rest(at, static_cast<std::size_t>(end - at));
            return base::bad_input(quoted(rest.substr(0, 20)) + " is not a coordinate");
        }
        at = next;
        if (++filled < dimension) continue;
        points.emplace_back(numbers[0], numbers[1]);
        filled = 0;
    }
    if (filled == 0) return points;
    return base::bad_input("the coordinates are not a multiple of " + std::to_string(dimension) +
                           " numbers");
}

int year_of(std::string_view iso_date) {
    const std::string_view date = base::trimmed(iso_date);
    int year = 0;
    const auto [rest, error] = std::from_chars(date.data(), date.data() + date.size(), year);
    if (error != std::errc{} || rest == date.data() + date.size() || *rest != '-') return 0;
    const bool first_of_1900 = date.starts_with("1900-01-01");
    return year < 1900 || year > 2200 || first_of_1900 ? 0 : year;
}

std::string_view code_of(std::string_view href) {
    std::string_view code = base::trimmed(href);
    while (!code.empty() && code.back() == '/')
        code.remove_suffix(1);
    return last_part(code, "/#");
}

std::string_view reference_of(std::string_view href) {
    std::string_view reference = base::trimmed(href);
    if (reference.starts_with('#')) reference.remove_prefix(1);
    return reference;
}

}  // namespace maaiveld::exchange
