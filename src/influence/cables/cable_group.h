#pragma once

#include "base/error.h"
#include "influence/cables/cable_model.h"
#include "influence/cables/cable_result.h"

#include <vector>

namespace maaiveld::influence {

/// Several circuits that warm each other by Kennelly images: every circuit with a `load_A` carries
/// it, every other one its own rating. Solved together, Gauss-Seidel on the heats.
class CableGroup {
public:
    /// Refused: circuits that overlap, and a load at which a circuit has no steady temperature.
    static base::Result<CableGroup> solve(const std::vector<CableModel>& models);

    /// At every axis of circuit `index`, in wet soil: what all others add.
    std::vector<double> external_rise_K(std::size_t index) const;

    /// The same at one axis per other object; times v when the soil there has dried out.
    std::vector<CableHeating> contributions(std::size_t index, std::size_t axis, bool dried) const;

    /// Factor on all loads at which the first circuit reaches a limit; 0 when not every rated
    /// circuit has a load. Background heat that is not of these circuits stays as it is.
    double common_scale() const;

    /// Heat per axis of circuit `index`, all cables there.
    const std::vector<double>& heat_W_m(std::size_t index) const { return heats_[index]; }

private:
    explicit CableGroup(const std::vector<CableModel>& models);
    bool settle(double scale);
    bool update(std::size_t index, double scale);
    double rise_by_K(std::size_t source, std::size_t index, std::size_t axis) const;

    std::vector<CableModel> models_;
    std::vector<std::vector<double>> heats_;
    double moved_ = 0.0;
};

}  // namespace maaiveld::influence
