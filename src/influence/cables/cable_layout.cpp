#include "influence/cables/cable_layout.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <fmt/format.h>

namespace maaiveld::influence {
namespace {

bool touching(CableFormation formation) {
    return formation == CableFormation::TrefoilTouching ||
           formation == CableFormation::FlatTouching;
}

bool trefoil(CableFormation formation) {
    return formation == CableFormation::TrefoilTouching ||
           formation == CableFormation::TrefoilSpaced;
}

/// Depth of the centroid below what `depth_m` refers to.
double below_reference(const CableCircuit& circuit, double spacing_m, double body_m) {
    const double above = trefoil(circuit.formation) ? spacing_m / std::sqrt(3.0) : 0.0;
    switch (circuit.depth_reference) {
        case CableDepth::Centroid:
            return 0.0;
        case CableDepth::LowerAxes:
            return -0.5 * above;
        case CableDepth::UpperAxis:
            return above;
        case CableDepth::Cover:
            return above + 0.5 * body_m;
    }
    return 0.0;
}

std::vector<Place> axes_around(const CableCircuit& circuit, const Place& centre, double s,
                               int count) {
    if (circuit.formation == CableFormation::Positions) return circuit.positions;
    if (count == 1) return {centre};
    if (trefoil(circuit.formation)) {
        const double up = s / std::sqrt(3.0);
        return {{centre.x_m - 0.5 * s, centre.depth_m + 0.5 * up},
                {centre.x_m, centre.depth_m - up},
                {centre.x_m + 0.5 * s, centre.depth_m + 0.5 * up}};
    }
    std::vector<Place> axes;
    for (int i = 0; i < count; ++i)
        axes.push_back({centre.x_m + s * (i - 0.5 * (count - 1)), centre.depth_m});
    return axes;
}

/// Smallest distance between two axes; 0 for a single one.
double least_distance(const std::vector<Place>& axes) {
    double least = 0.0;
    for (std::size_t i = 0; i < axes.size(); ++i) {
        for (std::size_t j = i + 1; j < axes.size(); ++j) {
            const double d =
                std::hypot(axes[i].x_m - axes[j].x_m, axes[i].depth_m - axes[j].depth_m);
            least = least == 0.0 ? d : std::min(least, d);
        }
    }
    return least;
}

/// Geometric mean of the distances between neighbours in the order of the file.
double mean_spacing(const std::vector<Place>& axes) {
    if (axes.size() < 2) return 0.0;
    double product = 1.0;
    for (std::size_t i = 1; i < axes.size(); ++i) {
        product *= std::hypot(axes[i].x_m - axes[i - 1].x_m, axes[i].depth_m - axes[i - 1].depth_m);
    }
    return std::pow(product, 1.0 / static_cast<double>(axes.size() - 1));
}

base::Result<void> check_duct(const CableCircuit& circuit, double cable_m) {
    const CableDuct& duct = *circuit.duct;
    if (!(duct.outer_diameter_m >= duct.inner_diameter_m)) {
        return base::bad_input("the duct is smaller outside than inside", circuit.id);
    }
    const int inside = duct.shared ? circuit.cables : 1;
    // Three cables in a circle need 2.155 diameters; the standard's bundle of 2.15 is no size
    // check.
    constexpr std::array<double, 4> kCircle{1.0, 2.0, 2.1547, 2.4142};
    const double needed = kCircle[static_cast<std::size_t>(std::clamp(inside, 1, 4) - 1)] * cable_m;
    if (needed > duct.inner_diameter_m) {
        return base::bad_input(fmt::format("{} cable(s) of {:g} m need {:g} m; the duct is {:g} m "
                                           "inside",
                                           inside, cable_m, needed, duct.inner_diameter_m),
                               circuit.id);
    }
    return {};
}

base::Result<void> check_places(const CableCircuit& circuit, const CableLayout& layout) {
    for (const Place& axis : layout.axes) {
        if (!std::isfinite(axis.x_m) || !std::isfinite(axis.depth_m)) {
            return base::bad_input("a place must be a number", circuit.id);
        }
        if (circuit.air) continue;
        if (!(axis.depth_m > 0.5 * layout.body_diameter_m)) {
            return base::bad_input(
                fmt::format("an axis at {:g} m depth with a diameter of {:g} m sticks out of the "
                            "ground",
                            axis.depth_m, layout.body_diameter_m),
                circuit.id);
        }
    }
    const double least = least_distance(layout.axes);
    if (layout.axes.size() > 1 && least < layout.body_diameter_m * (1.0 - 1e-9)) {
        return base::bad_input(fmt::format("axes {:g} m apart overlap: the cables (or ducts) are "
                                           "{:g} m wide",
                                           least, layout.body_diameter_m),
                               circuit.id);
    }
    return {};
}

}  // namespace

double bundle_diameter_m(int cables, double cable_diameter_m) {
    constexpr std::array<double, 4> kFactor{1.0, 1.65, 2.15, 2.50};
    return kFactor[static_cast<std::size_t>(std::clamp(cables, 1, 4) - 1)] * cable_diameter_m;
}

base::Result<CableLayout> cable_layout(const CableCircuit& circuit, double cable_diameter_m) {
    CableLayout layout;
    layout.cables = circuit.formation == CableFormation::Positions
                        ? static_cast<int>(circuit.positions.size())
                        : circuit.cables;
    const bool shared = circuit.duct && circuit.duct->shared;
    if (circuit.duct) {
        if (auto good = check_duct(circuit, cable_diameter_m); !good)
            return tl::unexpected(good.error());
    }
    layout.body_diameter_m = circuit.duct ? circuit.duct->outer_diameter_m : cable_diameter_m;
    const int count = shared ? 1 : layout.cables;
    layout.cables_per_axis = shared ? layout.cables : 1;
    if (count > 1) {
        if (!touching(circuit.formation) && circuit.formation != CableFormation::Positions &&
            !circuit.spacing_m) {
            return base::bad_input("a spaced formation needs `spacing_m`, axis to axis",
                                   circuit.id);
        }
        layout.spacing_m = circuit.spacing_m.value_or(layout.body_diameter_m);
    }
    Place centre = circuit.at;
    centre.depth_m += below_reference(circuit, layout.spacing_m, layout.body_diameter_m);
    layout.axes = axes_around(circuit, centre, layout.spacing_m, count);
    if (circuit.formation == CableFormation::Positions)
        layout.spacing_m = mean_spacing(layout.axes);
    for (const Place& axis : layout.axes)
        layout.centroid_depth_m += axis.depth_m / static_cast<double>(layout.axes.size());
    if (auto good = check_places(circuit, layout); !good) return tl::unexpected(good.error());
    return layout;
}

}  // namespace maaiveld::influence
