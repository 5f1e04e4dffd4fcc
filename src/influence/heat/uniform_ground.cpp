#include "influence/heat/uniform_ground.h"

#include "influence/heat/input_check.h"

namespace maaiveld::influence {
namespace {

base::Result<model::SoilLayer> only_layer(const model::SoilProfile& soil, const std::string& key,
                                          const std::string& where) {
    if (soil.layers.empty()) {
        return base::bad_input("the section has no soil; give `soil`, or `" + key + "` here",
                               where);
    }
    if (!soil.uniform()) {
        return base::bad_input("this closed form needs one kind of soil and the section has " +
                                   std::to_string(soil.layers.size()) + " layers; give `" + key +
                                   "` here, or use the block `transient`, which sees layers",
                               where);
    }
    return soil.layers.front();
}

}  // namespace

std::optional<std::string> fault_of(const GroundChoice& choice) {
    InputCheck check;
    if (choice.conductivity_W_mK) {
        check.positive("soil_conductivity_W_mK", *choice.conductivity_W_mK);
    }
    if (choice.diffusivity_m2_s) check.positive("diffusivity_m2_s", *choice.diffusivity_m2_s);
    if (choice.temperature_C) check.temperature("ground_C", *choice.temperature_C);
    if (choice.surface_resistance_m2K_W) {
        check.not_negative("surface_resistance_m2K_W", *choice.surface_resistance_m2K_W);
    }
    return check.fault();
}

base::Result<UniformGround> uniform_ground(const model::SoilProfile& soil,
                                           const GroundSurface& surface, const GroundChoice& choice,
                                           const std::string& where) {
    UniformGround ground;
    if (choice.conductivity_W_mK) {
        ground.conductivity_W_mK = *choice.conductivity_W_mK;
    } else {
        const auto layer = only_layer(soil, "soil_conductivity_W_mK", where);
        if (!layer) return tl::unexpected(layer.error());
        ground.conductivity_W_mK = layer->conductivity_W_mK;
    }
    ground.temperature_C = choice.temperature_C.value_or(surface.temperature_C);
    const double film_resistance = surface.film_W_m2K ? 1.0 / *surface.film_W_m2K : 0.0;
    ground.surface_resistance_m2K_W = choice.surface_resistance_m2K_W.value_or(film_resistance);

    InputCheck check;
    check.part(fault_of(choice))
        .positive("soil conductivity_W_mK", ground.conductivity_W_mK)
        .temperature("ground_C", ground.temperature_C)
        .not_negative("surface_resistance_m2K_W", ground.surface_resistance_m2K_W);
    if (check.fault()) return tl::unexpected(error_of(*check.fault(), where));
    return ground;
}

base::Result<double> uniform_diffusivity(const model::SoilProfile& soil, const GroundChoice& choice,
                                         const std::string& where) {
    double diffusivity = 0.0;
    if (choice.diffusivity_m2_s) {
        diffusivity = *choice.diffusivity_m2_s;
    } else {
        const auto layer = only_layer(soil, "diffusivity_m2_s", where);
        if (!layer) return tl::unexpected(layer.error());
        diffusivity = layer->diffusivity_m2_s();
    }
    InputCheck check;
    check.positive("diffusivity_m2_s", diffusivity);
    if (check.fault()) return tl::unexpected(error_of(*check.fault(), where));
    return diffusivity;
}

}  // namespace maaiveld::influence
