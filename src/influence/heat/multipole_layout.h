#pragma once

#include "influence/heat/ring_stack.h"
#include "influence/heat/steady.h"

#include <complex>
#include <cstddef>
#include <vector>

namespace maaiveld::influence {

/// A circle that sends out multipoles and receives what others send. A place is x - i depth.
///
/// Around its centre c and radius a it sends strengths y_k: (a / (w - c))^k outwards, or for a
/// filling wall ((w - c) / a)^k inwards. What arrives is written in the other kind of term. The
/// temperature is the real part.
struct Circle {
    enum class Kind {
        Ground,  ///< outer surface of a body, in the soil
        Wall,    ///< boundary of a filling, seen from within
        Core     ///< outer surface of a core, in its filling
    };
    Kind kind = Kind::Ground;
    std::size_t body = 0;
    std::size_t core = 0;  ///< within its body, for a Core
    std::complex<double> centre_m;
    double radius_m = 0.0;
    double medium_W_mK = 0.0;  ///< of the material it sends into
    double decay = 0.0;        ///< expected logarithmic decrement of order k's effect
    int order = 1;             ///< highest harmonic kept
    std::size_t first = 0;     ///< index of its first unknown (two per harmonic: real, imaginary)
};

/// Which circles a section has and how they hang together.
struct MultipoleLayout {
    std::vector<Circle> circles;
    std::vector<HeatSource> sources;
    std::vector<RingStack> stacks;              ///< one per circle; of a Wall: that of its body
    std::vector<std::size_t> ground_of_body;    ///< index of a circle
    std::vector<std::size_t> wall_of_body;      ///< index of a circle; of no use without cores
    std::vector<std::size_t> circle_of_source;  ///< Ground or Core
    std::size_t unknowns = 0;
};

/// The circles of a section that has no fault, with the orders expected to reach
/// `options.tolerance`. `raise_m` lifts the surface (for SurfaceModel::RaisedSurface).
MultipoleLayout layout_of(const HeatSection& section, double raise_m, const SteadyOptions& options);

/// Numbers the unknowns again after orders have changed.
void number_unknowns(MultipoleLayout& layout);

}  // namespace maaiveld::influence
