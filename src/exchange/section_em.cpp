#include "exchange/section_em.h"

#include <nlohmann/json.hpp>

#include <array>
#include <fmt/format.h>
#include <span>

namespace maaiveld::exchange {
namespace {

using influence::EarthModel;

constexpr double kMile_m = 1609.344;

struct Unit {
    std::string_view ending;
    double in_si = 1.0;
};

constexpr std::array kLengths{Unit{"_m", 1.0}, Unit{"_mm", 1e-3}, Unit{"_ft", 0.3048},
                              Unit{"_in", 0.0254}};
constexpr std::array kPerLength{Unit{"_ohm_km", 1e-3}, Unit{"_ohm_m", 1.0},
                                Unit{"_ohm_mile", 1.0 / kMile_m}};

/// The one key among the units that is given, in SI.
std::optional<double> converted(ObjectReader& r, std::string_view stem,
                                std::span<const Unit> units) {
    std::optional<double> value;
    for (const Unit& unit : units) {
        const std::string key = std::string{stem} + std::string{unit.ending};
        const auto given = r.optional_number(key);
        if (!given) continue;
        if (value) r.fail(fmt::format("`{}` is given in two units", stem));
        value = *given * unit.in_si;
    }
    return value;
}

[[noreturn]] void fail_missing(const ObjectReader& r, std::string_view stem,
                               std::span<const Unit> units) {
    std::string names;
    for (const Unit& unit : units)
        names += fmt::format("{}`{}{}`", names.empty() ? "" : ", ", stem, unit.ending);
    r.fail("one is missing of " + names);
}

}  // namespace

std::optional<double> optional_length_in(ObjectReader& r, std::string_view stem) {
    return converted(r, stem, kLengths);
}

double length_in(ObjectReader& r, std::string_view stem) {
    const auto value = optional_length_in(r, stem);
    if (!value) fail_missing(r, stem, kLengths);
    return *value;
}

double positive_length_in(ObjectReader& r, std::string_view stem) {
    const double value = length_in(r, stem);
    if (!(value > 0.0)) r.fail(fmt::format("`{}` must be above 0", stem));
    return value;
}

double depth_in(ObjectReader& r) {
    const auto depth = optional_length_in(r, "depth");
    const auto height = optional_length_in(r, "height");
    if (depth.has_value() == height.has_value())
        r.fail("give either `depth_m` or, above the ground, `height_m`");
    if (depth && *depth < 0.0)
        r.fail("it lies above the ground: write `height_m` when that is meant");
    if (height && !(*height > 0.0))
        r.fail("`height_m` must be above 0; write `depth_m` for what is buried");
    return depth ? *depth : -*height;
}

std::optional<double> optional_per_length_in(ObjectReader& r, std::string_view stem) {
    const auto value = converted(r, stem, kPerLength);
    if (value && *value < 0.0) r.fail(fmt::format("`{}` must not be negative", stem));
    return value;
}

double per_length_in(ObjectReader& r, std::string_view stem) {
    const auto value = optional_per_length_in(r, stem);
    if (!value) fail_missing(r, stem, kPerLength);
    return *value;
}

EarthModel earth_model_in(ObjectReader& r) {
    const JsonValue* value = r.find("model");
    if (value == nullptr) return EarthModel::Full;
    const auto named = [](const std::string& name) -> std::optional<EarthModel> {
        if (name == "full" || name == "pollaczek" || name == "carson") return EarthModel::Full;
        if (name == "wedepohl_wilcox") return EarthModel::WedepohlWilcox;
        if (name == "modified_carson") return EarthModel::Logarithmic;
        return std::nullopt;
    };
    return enumerator(text_in(*value, r.file(), "model"), *value, r.file(), "model",
                      {"full", "pollaczek", "carson", "wedepohl_wilcox", "modified_carson"}, named);
}

void put_complex(nlohmann::ordered_json& into, const std::string& stem, influence::Complex value,
                 const std::string& unit) {
    into[stem + "R_" + unit] = value.real();
    into[stem + "X_" + unit] = value.imag();
}

}  // namespace maaiveld::exchange
