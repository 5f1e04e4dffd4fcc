#include "exchange/section_consolidations.h"

#include "exchange/section_compression.h"

#include <nlohmann/json.hpp>

#include <fmt/format.h>
#include <numbers>

namespace maaiveld::exchange {
namespace {

using influence::Consolidation;
using influence::VerticalDrains;

/// `drainage_path_m`, or `thickness_m` with the number of `drained_sides`.
std::optional<double> drainage_path_in(ObjectReader& r) {
    const auto path = r.optional_positive("drainage_path_m");
    const auto thickness = r.optional_positive("thickness_m");
    const auto sides = r.optional_number("drained_sides");
    if (path && (thickness || sides))
        r.fail("give `drainage_path_m`, or `thickness_m` with `drained_sides`, not both");
    if (!thickness) {
        if (sides) r.fail("`drained_sides` goes with `thickness_m`");
        return path;
    }
    if (!sides || (*sides != 1.0 && *sides != 2.0)) r.fail("`drained_sides` must be 1 or 2");
    return *thickness / *sides;
}

Consolidation item_in(const JsonValue& value, const std::string& file) {
    ObjectReader r{value, file, "consolidation"};
    Consolidation item;
    item.id = r.text("id");
    r.rename(fmt::format("consolidation `{}`", item.id));
    r.optional_text("note");
    item.cv_m2_s = r.optional_positive("cv_m2_s");
    item.drainage_path_m = drainage_path_in(r);
    if (item.cv_m2_s.has_value() != item.drainage_path_m.has_value())
        r.fail("`cv_m2_s` and a drainage path are given together, or neither");
    if (const JsonValue* drains = r.find("drains")) item.drains = read_drains(*drains, file);
    item.time_factors = listed_numbers(r, "time_factors");
    item.times_days = listed_numbers(r, "times_days");
    item.degrees = listed_numbers(r, "degrees");
    if (!item.times_days.empty() && !item.cv_m2_s)
        r.fail("`times_days` need `cv_m2_s` and a drainage path");
    for (const double factor : item.time_factors)
        if (factor < 0.0) r.fail("`time_factors` must not be negative");
    for (const double time : item.times_days)
        if (time < 0.0) r.fail("`times_days` must not be negative");
    for (const double degree : item.degrees)
        if (degree < 0.0 || degree >= 1.0) r.fail("`degrees` must lie in [0, 1)");
    r.finish();
    return item;
}

/// A strip drain counts as a round one of the same circumference.
double diameter_in(ObjectReader& r) {
    if (const auto diameter = r.optional_positive("diameter_m")) return *diameter;
    const double width = r.positive("strip_width_m");
    return 2.0 * (width + r.positive("strip_thickness_m")) / std::numbers::pi;
}

}  // namespace

VerticalDrains read_drains(const JsonValue& value, const std::string& file) {
    ObjectReader r{value, file, "drains"};
    VerticalDrains drains;
    const std::string grid = r.text_or("grid", "triangular");
    if (grid == "square") {
        drains.grid = VerticalDrains::Grid::Square;
    } else if (grid != "triangular") {
        fail_unknown_name(grid, r.require("grid").line, file, "grid", {"triangular", "square"});
    }
    drains.spacing_m = r.positive("spacing_m");
    drains.diameter_m = diameter_in(r);
    drains.ch_m2_s = r.positive("ch_m2_s");
    drains.installed_day = r.optional_number("installed_day").value_or(0.0);
    if (!(drains.spacing_m > drains.diameter_m)) r.fail("the drains overlap");
    r.finish();
    return drains;
}

std::vector<Consolidation> read_consolidations(const JsonValue& block, const std::string& file) {
    if (block.kind != JsonValue::Kind::Array)
        fail(file, block.line, "`consolidations` must be a list, written in [ ]");
    std::vector<Consolidation> items;
    for (const JsonValue& value : block.items)
        items.push_back(item_in(value, file));
    return items;
}

nlohmann::ordered_json write_consolidations(
    const std::vector<influence::ConsolidationResult>& results) {
    auto document = nlohmann::ordered_json::array();
    for (const auto& result : results) {
        nlohmann::ordered_json item{{"id", result.id}};
        item["degree_at_time_factor"] = result.degree_at_time_factor;
        item["degree_at_time"] = result.degree_at_time;
        item["time_factor_of_degree"] = result.time_factor_of_degree;
        item["days_to_degree"] = result.days_to_degree;
        document.push_back(std::move(item));
    }
    return document;
}

}  // namespace maaiveld::exchange
