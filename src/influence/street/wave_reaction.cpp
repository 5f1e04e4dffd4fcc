#include "influence/street/wave_reaction.h"

#include "influence/heat/ring_stack.h"

namespace maaiveld::influence {
namespace {

RingStack stack_of(const HeatBody& body, double soil_W_mK) {
    if (body.cores.empty()) {
        return {body.inner_diameter_m, body.film_W_m2K, body.rings, soil_W_mK};
    }
    return {body.inner_diameter_m, Filling{body.filling_conductivity_W_mK}, body.rings, soil_W_mK};
}

/// Depth below the body over the distance squared: the field of an upright dipole.
double dipole_1_m(double across_m, double below_m) {
    return below_m / (across_m * across_m + below_m * below_m);
}

}  // namespace

double reaction_K(const HeatBody& body, double soil_W_mK, double gradient_K_m, const Place& place) {
    const double radius_m = 0.5 * body.outer_diameter_m();
    const double across_m = place.x_m - body.at.x_m;
    const double below_m = place.depth_m - body.at.depth_m;
    if (across_m * across_m + below_m * below_m < radius_m * radius_m) return 0.0;
    const double returned = stack_of(body, soil_W_mK).two_port(1).back_outside;
    const double image_1_m = dipole_1_m(across_m, place.depth_m + body.at.depth_m);
    return returned * gradient_K_m * radius_m * radius_m *
           (dipole_1_m(across_m, below_m) + image_1_m);
}

}  // namespace maaiveld::influence
