#pragma once

#include "influence/heat/heat_section.h"

#include <cstddef>
#include <optional>
#include <vector>

namespace maaiveld::influence {

/// How one angular harmonic passes a stretch of concentric material: what comes back to the inside,
/// goes on to the outside, and the same for what arrives from outside. Amplitudes of the parts that
/// fall off outwards (r^-k) and inwards (r^k), each at the boundary where it enters or leaves.
struct TwoPort {
    double back_inside = 0.0;   ///< of what comes from inside
    double to_outside = 0.0;    ///< of what comes from inside
    double to_inside = 0.0;     ///< of what comes from outside
    double back_outside = 0.0;  ///< of what comes from outside
};

/// Material that holds the cores of a body.
struct Filling {
    double conductivity_W_mK = 0.0;
};

/// Two stretches behind each other, `inner` inside `outer`.
TwoPort joined(const TwoPort& inner, const TwoPort& outer);

/// Everything between the inner boundary of a round body (or core) and the material around it.
class RingStack {
public:
    /// Around an inner boundary of one temperature, behind a film if there is one.
    RingStack(double inner_diameter_m, const std::optional<double>& film_W_m2K,
              const std::vector<Ring>& rings, double outside_W_mK);
    /// Around a filling with things in it.
    RingStack(double inner_diameter_m, const Filling& filling, const std::vector<Ring>& rings,
              double outside_W_mK);

    /// Of harmonic `order` >= 1, from the inner boundary to just outside the outer.
    TwoPort two_port(int order) const;
    /// From behind the film to the outer surface, for heat that flows evenly.
    double resistance_K_m_W() const { return resistance_from_K_m_W(0.0); }
    /// From radius `radius_m` to the outer surface; from behind the film when inside the boundary.
    double resistance_from_K_m_W(double radius_m) const;
    /// Amplitude of e^(ik phi) in the temperature at `radius_m` inside a ring, per unit of what
    /// comes from inside and of what comes from outside. Both zero where no ring is.
    struct Share {
        double of_inside = 0.0;
        double of_outside = 0.0;
    };
    Share share_at(double radius_m, int order) const;

    double inner_radius_m() const { return inner_radius_m_; }
    double outer_radius_m() const;

private:
    struct Layer {
        double inner_m, outer_m, conductivity_W_mK;
    };
    std::size_t layer_at(double radius_m) const;
    TwoPort boundary(int order) const;           ///< the inner boundary itself
    TwoPort interface(std::size_t layer) const;  ///< from `layer` to what lies around it
    TwoPort inside_of(std::size_t layer, int order) const;
    TwoPort outside_of(std::size_t layer, int order) const;
    TwoPort across(std::size_t layer, int order) const;

    double inner_radius_m_ = 0.0;
    std::optional<double> film_W_m2K_;
    std::optional<double> filling_W_mK_;
    std::vector<Layer> layers_;
    double outside_W_mK_ = 0.0;
};

}  // namespace maaiveld::influence
