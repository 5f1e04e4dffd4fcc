#pragma once

#include "influence/heat/multipole_layout.h"
#include "influence/heat/steady.h"
#include "influence/heat/surface_image.h"

#include <Eigen/Core>

#include <complex>
#include <cstddef>
#include <vector>

namespace maaiveld::influence {

/// A section whose response to heat is known: the state of a section is linear in the heats its
/// sources give off, and these matrices are that line. N sources, n unknowns.
struct MultipoleResponse {
    Eigen::MatrixXd resistance_K_m_W;  ///< N x N: rise of source i per W/m of source j
    Eigen::MatrixXd circle_K_m_W;      ///< per circle: mean rise over it, per W/m of each source
    Eigen::MatrixXd incoming;          ///< n x N: what arrives at each circle, kelvin per W/m
    Eigen::MatrixXd emitted;           ///< n x N: what each circle sends out, kelvin per W/m
    double accuracy = 0.0;             ///< estimated relative error of resistance_K_m_W
};

/// Solves for the response at the orders of `layout`. High harmonics between bodies far apart are
/// left out where they are below `negligible`.
MultipoleResponse response_of(const MultipoleLayout& layout, const SurfaceImage& surface,
                              double negligible);

/// What is left out at the end of the series of circle `index`, relative to the resistances.
double truncation_of(const MultipoleLayout& layout, const MultipoleResponse& response,
                     std::size_t index);

/// Geometry, layout and response of one section, shared by every solution of it.
class MultipoleModel {
public:
    /// For a section without fault and with uniform soil. Orders grow until `options.tolerance` or
    /// `options.highest_order` is reached.
    MultipoleModel(const HeatSection& section, const SteadyOptions& options);

    const HeatSection& section() const { return section_; }
    const MultipoleLayout& layout() const { return layout_; }
    const MultipoleResponse& response() const { return response_; }
    const SurfaceImage& surface() const { return surface_; }
    double soil_W_mK() const { return section_.soil.layers.front().conductivity_W_mK; }
    std::complex<double> position(const Place& place) const {
        return {place.x_m, -place.depth_m - raise_m_};
    }

private:
    bool grow();  ///< raises the orders that fall short; false when none does

    HeatSection section_;
    SteadyOptions options_;
    double raise_m_ = 0.0;
    SurfaceImage surface_;
    MultipoleLayout layout_;
    MultipoleResponse response_;
};

/// What a solved section sends around, to ask temperatures of.
struct MultipoleField {
    const MultipoleModel& model;
    const Eigen::VectorXd& heat_W_m;
    const Eigen::VectorXd& emitted;
    const Eigen::VectorXd& incoming;

    /// Kelvin above the undisturbed ground at a place not above the surface.
    double rise_K(const Place& place) const;
    /// The body around `place`; the number of bodies when it lies in the soil.
    std::size_t body_at(const Place& place) const;
    /// Heat through the surface by quadrature, W/m.
    double surface_heat_W_m() const;
};

}  // namespace maaiveld::influence
