#include "influence/settlement/settlement_ground.h"

#include <algorithm>
#include <cmath>

namespace maaiveld::influence {
namespace {

/// Enough for the midpoint rule: 0.2 % at worst, just after loading a layer whose stress starts at
/// nothing; 0.02 % and less otherwise.
constexpr int kLeastSublayers = 60;
constexpr double kThickestSublayer_m = 0.1;
/// Beyond layers of a hundred metres nothing is gained.
constexpr double kMostSublayers = 1000.0;

int sublayer_count(const SettlingLayer& layer) {
    if (layer.sublayers > 0) return layer.sublayers;
    const double by_thickness = std::ceil(layer.thickness_m / kThickestSublayer_m);
    return std::max(kLeastSublayers, static_cast<int>(std::min(by_thickness, kMostSublayers)));
}

/// Where slice `i` of `count` starts, as a part of the layer. Chosen by us the slices grow with
/// depth (the square of even steps), because strain is steepest at the top; given by the user they
/// are even.
double edge(const SettlingLayer& layer, int i, int count) {
    const double even = static_cast<double>(i) / count;
    return layer.sublayers > 0 ? even : even * even;
}

double top_of(const std::vector<SettlingLayer>& layers, std::size_t index) {
    double top = 0.0;
    for (std::size_t i = 0; i < index; ++i)
        top += layers[i].thickness_m;
    return top;
}

/// Effective weight of [from, to] of one layer.
double weight_kPa(const SettlingLayer& layer, const Settlement& item, double water, double from,
                  double to) {
    const double dry = std::clamp(water - from, 0.0, to - from);
    const double wet = to - from - dry;
    double weight = 0.0;
    if (dry > 0.0) weight += dry * layer.unit_weight_kN_m3.value_or(0.0);
    if (wet > 0.0)
        weight +=
            wet * (layer.saturated_unit_weight_kN_m3.value_or(0.0) - item.water_unit_weight_kN_m3);
    return weight;
}

bool undrained(const SettlingLayer& layer) {
    return layer.compression && layer.compression->cv_m2_s;
}

/// The layers [first, last) drain together; sets their rates.
void drain_together(const std::vector<SettlingLayer>& layers, std::size_t first, std::size_t last,
                    int open_sides, std::vector<std::optional<double>>& rates) {
    double root_s = 0.0;
    for (std::size_t i = first; i < last; ++i)
        root_s += layers[i].thickness_m / std::sqrt(*layers[i].compression->cv_m2_s);
    if (open_sides == 2) root_s *= 0.5;
    const double rate = open_sides == 0 ? 0.0 : 1.0 / (root_s * root_s);
    for (std::size_t i = first; i < last; ++i)
        rates[i] = rate;
}

}  // namespace

std::vector<SettlingLayer> layers_of(const Settlement& item, const model::SoilProfile& soil) {
    if (!item.layers.empty()) return item.layers;
    std::vector<SettlingLayer> layers;
    for (std::size_t i = 0; i < soil.layers.size(); ++i) {
        const model::SoilLayer& from = soil.layers[i];
        const bool endless = i + 1 == soil.layers.size();
        // What lies below the last layer that compresses does not matter.
        if (endless && !from.compression) break;
        SettlingLayer layer;
        layer.name = from.name;
        layer.thickness_m = from.bottom_m - from.top_m;
        layer.compression = from.compression;
        layer.unit_weight_kN_m3 = from.unit_weight_kN_m3;
        layer.saturated_unit_weight_kN_m3 = from.saturated_unit_weight_kN_m3;
        layers.push_back(layer);
    }
    return layers;
}

std::optional<double> groundwater_of(const Settlement& item, const model::SoilProfile& soil) {
    return item.groundwater_depth_m ? item.groundwater_depth_m : soil.groundwater_depth_m;
}

double weight_stress_kPa(const std::vector<SettlingLayer>& layers, const Settlement& item,
                         std::optional<double> groundwater_depth_m, double depth_m) {
    double from = 0.0;
    double stress = 0.0;
    for (const SettlingLayer& layer : layers) {
        const double to = std::min(from + layer.thickness_m, depth_m);
        if (to <= from) break;
        const double water = groundwater_depth_m.value_or(to);
        stress += weight_kPa(layer, item, water, from, to);
        from = to;
    }
    return stress;
}

double pressure_kPa(const SettlementLoad& load, const Settlement& item,
                    std::optional<double> groundwater_depth_m, double sunk_m) {
    if (!load.fill) return load.pressure_kPa;
    const SettlementLoad::Fill& fill = *load.fill;
    const double base = load.base_depth_m + sunk_m;
    const double under =
        groundwater_depth_m ? std::clamp(base - *groundwater_depth_m, 0.0, fill.height_m) : 0.0;
    return (fill.height_m - under) * fill.unit_weight_kN_m3 +
           under * (fill.saturated_unit_weight_kN_m3 - item.water_unit_weight_kN_m3);
}

double spread_stress_kPa(const SettlementLoad& load, const Settlement& item, double pressure_kPa,
                         double depth_m) {
    const SpreadPoint point{item.x_m, item.y_m, depth_m - load.base_depth_m};
    return pressure_kPa * vertical_stress_ratio(load.shape, load.spread, point);
}

std::vector<Sublayer> sublayers_of(const std::vector<SettlingLayer>& layers, std::size_t index,
                                   const Settlement& item,
                                   std::optional<double> groundwater_depth_m) {
    const SettlingLayer& layer = layers[index];
    const double top = top_of(layers, index);
    const int count = sublayer_count(layer);
    std::vector<Sublayer> slices;
    for (int i = 0; i < count; ++i) {
        const double from = layer.thickness_m * edge(layer, i, count);
        const double thickness = layer.thickness_m * edge(layer, i + 1, count) - from;
        const double into = from + 0.5 * thickness;
        const double depth = top + into;
        double stress = 0.0;
        if (layer.initial) {
            stress = layer.initial->top_kPa + layer.initial->gradient_kPa_m * into;
        } else if (item.initial) {
            stress = item.initial->top_kPa + item.initial->gradient_kPa_m * depth;
        } else {
            stress = weight_stress_kPa(layers, item, groundwater_depth_m, depth);
        }
        for (const SettlementLoad& load : item.loads) {
            if (!load.initial) continue;
            const double pressure = pressure_kPa(load, item, groundwater_depth_m, 0.0);
            stress += spread_stress_kPa(load, item, pressure, depth);
        }
        slices.push_back({depth, thickness, stress});
    }
    return slices;
}

std::vector<std::optional<double>> drainage_rates_1_s(const std::vector<SettlingLayer>& layers,
                                                      const Settlement& item) {
    std::vector<std::optional<double>> rates(layers.size());
    std::size_t first = 0;
    while (first < layers.size()) {
        std::size_t last = first;
        while (last < layers.size() && undrained(layers[last]))
            ++last;
        if (last > first) {
            const bool top = first > 0 || item.top_drained;
            const bool bottom = last < layers.size() || item.bottom_drained;
            drain_together(layers, first, last, (top ? 1 : 0) + (bottom ? 1 : 0), rates);
        }
        first = std::max(last, first + 1);
    }
    for (std::size_t i = 0; i < layers.size(); ++i) {
        if (!rates[i] || !layers[i].drainage_path_m) continue;
        const double path = *layers[i].drainage_path_m;
        rates[i] = *layers[i].compression->cv_m2_s / (path * path);
    }
    return rates;
}

double preconsolidation_kPa(const model::Compression& soil, const PreconsolidationRule& rule,
                            double initial_kPa, double middle_kPa) {
    double stress = initial_kPa;
    if (soil.pop_kPa) stress = initial_kPa + *soil.pop_kPa;
    if (soil.ocr) stress = initial_kPa * *soil.ocr;
    if (soil.pc_kPa) {
        const bool constant = rule.within == PreconsolidationRule::Within::Constant;
        stress = *soil.pc_kPa + (constant ? 0.0 : initial_kPa - middle_kPa);
    }
    if (rule.correction == PreconsolidationRule::Correction::None) return stress;
    return std::max(stress, initial_kPa);
}

}  // namespace maaiveld::influence
