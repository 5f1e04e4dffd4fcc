#include "influence/settlement/settlement_check.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

namespace maaiveld::influence {
namespace {

bool positive(double value) {
    return value > 0.0 && std::isfinite(value);
}
bool not_negative(double value) {
    return value >= 0.0 && std::isfinite(value);
}

std::string problem_of(const model::Koppejan& soil) {
    for (const double constant : {soil.cp, soil.cs, soil.cp_prime, soil.cs_prime}) {
        if (!(constant > 0.0)) return "Koppejan's constants must be positive";
    }
    return {};
}

std::string problem_of(const model::Isotache& soil) {
    if (!not_negative(soil.a) || !not_negative(soil.b) || !not_negative(soil.c))
        return "a, b and c must not be negative";
    if (soil.b < soil.a) return "b (virgin) is less than a (reloading)";
    return {};
}

std::string problem_of(const model::Bjerrum& soil) {
    if (!not_negative(soil.rr) || !not_negative(soil.cr) || !not_negative(soil.c_alpha))
        return "RR, CR and Calpha must not be negative";
    if (soil.cr < soil.rr) return "CR (virgin) is less than RR (reloading)";
    return {};
}

std::string problem_of(const model::Compression& soil) {
    const std::string constants =
        std::visit([](const auto& model) { return problem_of(model); }, soil.model);
    if (!constants.empty()) return constants;
    const int given = (soil.pop_kPa ? 1 : 0) + (soil.ocr ? 1 : 0) + (soil.pc_kPa ? 1 : 0);
    if (given != 1) return "give exactly one of POP, OCR and Pc";
    if (soil.pop_kPa && !not_negative(*soil.pop_kPa)) return "the POP is negative";
    if (soil.ocr && !positive(*soil.ocr)) return "the OCR must be positive";
    if (soil.pc_kPa && !positive(*soil.pc_kPa)) return "Pc must be positive";
    if (!positive(soil.reference_time_days)) return "the reference time must be positive";
    if (soil.cv_m2_s && !positive(*soil.cv_m2_s)) return "cv must be positive";
    return {};
}

std::string problem_of(const SettlingLayer& layer) {
    if (!positive(layer.thickness_m)) return "needs a finite, positive thickness";
    if (layer.sublayers < 0) return "the number of sublayers is negative";
    if (layer.drainage_path_m && !positive(*layer.drainage_path_m))
        return "the drainage path must be positive";
    if (layer.swelling && !(layer.swelling->a_p > 0.0 && layer.swelling->a_s > 0.0))
        return "the swelling constants must be positive";
    return layer.compression ? problem_of(*layer.compression) : std::string{};
}

/// What weights are needed to know the stress in and below this layer.
std::string weight_problem(const SettlingLayer& layer, double top, double bottom,
                           std::optional<double> water) {
    const bool above = !water || *water > top;
    const bool below = water && *water < bottom;
    if (above && !(layer.unit_weight_kN_m3 && not_negative(*layer.unit_weight_kN_m3)))
        return "needs `unit_weight_kN_m3`";
    if (below &&
        !(layer.saturated_unit_weight_kN_m3 && not_negative(*layer.saturated_unit_weight_kN_m3)))
        return "needs `saturated_unit_weight_kN_m3`, it lies below the groundwater";
    return {};
}

std::string layers_problem(const Settlement& item, const std::vector<SettlingLayer>& layers,
                           std::optional<double> water) {
    bool compresses = false;
    // Weights matter down to the last layer whose stress is not given.
    std::size_t weighed = 0;
    for (std::size_t i = 0; i < layers.size(); ++i) {
        compresses = compresses || layers[i].compression.has_value();
        if (layers[i].compression && !layers[i].initial && !item.initial) weighed = i + 1;
    }
    if (!compresses) return "has no layer that compresses";
    double top = 0.0;
    for (std::size_t i = 0; i < layers.size(); ++i) {
        std::string problem = problem_of(layers[i]);
        const double bottom = top + layers[i].thickness_m;
        if (problem.empty() && i < weighed) problem = weight_problem(layers[i], top, bottom, water);
        if (!problem.empty()) return fmt::format("layer `{}`: {}", layers[i].name, problem);
        top = bottom;
    }
    return {};
}

/// A level that moves needs both weights in every layer down to the last that compresses.
std::string groundwater_problem(const Settlement& item, const std::vector<SettlingLayer>& layers) {
    double before = item.start_day;
    for (const GroundwaterStep& step : item.groundwater_steps) {
        if (!std::isfinite(step.depth_m) || !(step.day >= before))
            return "the groundwater's steps must follow each other from the start";
        before = step.day;
    }
    if (item.groundwater_steps.empty()) return {};
    for (const SettlingLayer& layer : layers) {
        if (!layer.unit_weight_kN_m3 || !layer.saturated_unit_weight_kN_m3)
            return fmt::format("layer `{}`: groundwater that moves needs both unit weights",
                               layer.name);
    }
    return {};
}

std::string shape_problem(const EverywhereLoad&) {
    return {};
}

std::string shape_problem(const StripLoad& strip) {
    const bool rising = strip.outer_left_m <= strip.inner_left_m &&
                        strip.inner_left_m <= strip.inner_right_m &&
                        strip.inner_right_m <= strip.outer_right_m;
    return rising && strip.outer_left_m < strip.outer_right_m ? "" : "its edges are not in order";
}

std::string shape_problem(const RectangleLoad& area) {
    return area.left_m < area.right_m && area.front_m < area.back_m ? ""
                                                                    : "its edges are not in order";
}

std::string shape_problem(const DiscLoad& disc) {
    return positive(disc.radius_m) ? "" : "its radius must be positive";
}

std::string problem_of(const SettlementLoad& load, double start_day) {
    if (!std::isfinite(load.pressure_kPa) || !std::isfinite(load.base_depth_m))
        return "its pressure or depth is not a number";
    if (load.fill &&
        !(positive(load.fill->height_m) && not_negative(load.fill->unit_weight_kN_m3) &&
          not_negative(load.fill->saturated_unit_weight_kN_m3)))
        return "a fill needs a positive height and unit weights";
    if (!load.initial && !(load.day >= start_day)) return "it is placed before the start";
    if (load.until_day && !(*load.until_day > load.day)) return "it is taken away before it comes";
    return std::visit([](const auto& shape) { return shape_problem(shape); }, load.shape);
}

std::string times_problem(const Settlement& item) {
    if (item.times_days.empty()) return "asks for no times";
    double before = item.start_day;
    for (const double day : item.times_days) {
        if (!std::isfinite(day) || day < before) return "the times must rise from the start";
        before = day;
    }
    for (const double day : item.remaining_from_days) {
        if (!(day >= item.start_day && day <= item.times_days.back()))
            return "a remaining settlement starts outside the times";
    }
    return {};
}

}  // namespace

std::string settlement_problem(const Settlement& item, const std::vector<SettlingLayer>& layers,
                               std::optional<double> groundwater_depth_m) {
    if (!positive(item.water_unit_weight_kN_m3)) return "the weight of water must be positive";
    std::string problem = times_problem(item);
    if (problem.empty()) problem = layers_problem(item, layers, groundwater_depth_m);
    if (problem.empty()) problem = groundwater_problem(item, layers);
    if (problem.empty() && item.drains) problem = drains_problem(*item.drains);
    for (std::size_t i = 0; i < item.loads.size() && problem.empty(); ++i) {
        const std::string load = problem_of(item.loads[i], item.start_day);
        if (!load.empty()) problem = fmt::format("load `{}`: {}", item.loads[i].name, load);
    }
    return problem;
}

}  // namespace maaiveld::influence
