#include "influence/heat/volumes_check.h"

#include "influence/heat/heat_checks.h"

#include <cmath>
#include <fmt/format.h>

namespace maaiveld::influence {
namespace {

constexpr double kSameDepth_m = 1e-9;

bool is_positive(double value) {
    return value > 0.0 && std::isfinite(value);
}

std::string complaint(const model::SoilLayer& layer) {
    if (!is_positive(layer.conductivity_W_mK))
        return fmt::format("`conductivity_W_mK` is {:g}; it must be above 0",
                           layer.conductivity_W_mK);
    if (!is_positive(layer.heat_capacity_J_m3K))
        return fmt::format("`heat_capacity_J_m3K` is {:g}; it must be above 0",
                           layer.heat_capacity_J_m3K);
    if (layer.dry_conductivity_W_mK && !is_positive(*layer.dry_conductivity_W_mK))
        return fmt::format("`dry_conductivity_W_mK` is {:g}; it must be above 0",
                           *layer.dry_conductivity_W_mK);
    if (layer.drying_temperature_C && !std::isfinite(*layer.drying_temperature_C))
        return "`drying_temperature_C` is not a number";
    return {};
}

base::Result<void> check_layers(const model::SoilProfile& soil) {
    if (soil.layers.empty())
        return base::bad_input("there is no soil; give at least one layer", "soil");
    double top = soil.layers.front().top_m;
    for (std::size_t k = 0; k < soil.layers.size(); ++k) {
        const model::SoilLayer& layer = soil.layers[k];
        const std::string where = fmt::format("soil layer {} `{}`", k + 1, layer.name);
        if (const auto wrong = complaint(layer); !wrong.empty())
            return base::bad_input(wrong, where);
        if (!(std::abs(layer.top_m - top) <= kSameDepth_m))
            return base::bad_input(
                fmt::format("begins at {:g} m where {:g} m is needed", layer.top_m, top), where);
        const bool last = k + 1 == soil.layers.size();
        if (!last && !(layer.bottom_m > layer.top_m))
            return base::bad_input(
                fmt::format("ends at {:g} m, above its top at {:g} m", layer.bottom_m, layer.top_m),
                where);
        top = layer.bottom_m;
    }
    if (!(std::abs(soil.layers.front().top_m) <= kSameDepth_m))
        return base::bad_input("the first layer must begin at 0, the surface", "soil");
    return {};
}

}  // namespace

base::Result<void> check_section(const HeatSection& section) {
    if (const auto fault = fault_in(section)) return tl::unexpected(*fault);
    if (auto sound = check_layers(section.soil); !sound) return sound;
    const auto& year = section.surface.year;
    if (year && !(std::isfinite(year->mean_C) && std::isfinite(year->amplitude_K) &&
                  std::isfinite(year->coldest_day)))
        return base::bad_input("its year is not made of numbers", "surface");
    return {};
}

}  // namespace maaiveld::influence
