#include "influence/heat/column.h"

#include "influence/heat/soil_year.h"

#include <algorithm>

namespace maaiveld::influence {
namespace {

constexpr double kFirstCell_m = 0.01;
constexpr double kGrowth = 1.06;
constexpr double kHour_s = 3600.0;

/// Cells from the surface down.
struct Cells {
    std::vector<double> middle_m;
    std::vector<double> thickness_m;
};

Cells cells_to(double depth_m) {
    Cells cells;
    double top_m = 0.0;
    double thickness_m = kFirstCell_m;
    while (top_m < depth_m) {
        cells.middle_m.push_back(top_m + 0.5 * thickness_m);
        cells.thickness_m.push_back(thickness_m);
        top_m += thickness_m;
        thickness_m *= kGrowth;
    }
    return cells;
}

/// The half-implicit step of all cells at once: Thomas' algorithm with the elimination done once.
class ColumnStepper {
public:
    ColumnStepper(const GroundColumn& column, const Cells& cells)
        : size_{cells.middle_m.size()},
          up_(size_ + 1, 0.0),
          share_(size_),
          inverse_(size_),
          from_above_(size_),
          from_below_(size_) {
        const double a = column.diffusivity_m2_s;
        up_[0] = a / (0.5 * cells.thickness_m[0] + column.film_length_m);
        for (std::size_t i = 1; i < size_; ++i)
            up_[i] = a / (cells.middle_m[i] - cells.middle_m[i - 1]);
        for (std::size_t i = 0; i < size_; ++i)
            share_[i] = 0.5 * kHour_s / cells.thickness_m[i];
        for (std::size_t i = 0; i < size_; ++i) {
            double pivot = 1.0 + share_[i] * (up_[i] + up_[i + 1]);
            if (i > 0) pivot -= share_[i] * up_[i] * share_[i - 1] * up_[i] * inverse_[i - 1];
            inverse_[i] = 1.0 / pivot;
            if (i > 0) from_above_[i] = share_[i] * up_[i] * inverse_[i - 1];
            from_below_[i] = share_[i] * up_[i + 1] * inverse_[i];
        }
        right_.resize(size_);
    }

    void step(double driver_before_C, double driver_after_C, std::vector<double>& T) {
        for (std::size_t i = 0; i < size_; ++i) {
            const double above = i == 0 ? driver_before_C : T[i - 1];
            const double below = i + 1 == size_ ? T[i] : T[i + 1];
            right_[i] = T[i] + share_[i] * (up_[i] * (above - T[i]) + up_[i + 1] * (below - T[i]));
        }
        right_[0] += share_[0] * up_[0] * driver_after_C;
        for (std::size_t i = 1; i < size_; ++i)
            right_[i] += from_above_[i] * right_[i - 1];
        T[size_ - 1] = right_[size_ - 1] * inverse_[size_ - 1];
        for (std::size_t i = size_ - 1; i-- > 0;)
            T[i] = right_[i] * inverse_[i] + from_below_[i] * T[i + 1];
    }

private:
    std::size_t size_;
    std::vector<double> up_;          ///< conductance to the cell above, over heat capacity
    std::vector<double> share_;       ///< half a step over thickness
    std::vector<double> inverse_;     ///< of the pivots
    std::vector<double> from_above_;  ///< elimination downwards
    std::vector<double> from_below_;  ///< and back up
    std::vector<double> right_;
};

/// A depth between two cells, or between the driver behind its film and the first cell.
struct Between {
    std::size_t below = 0;
    double share = 0.0;  ///< of the cell below
};

Between between_at(const Cells& cells, const GroundColumn& column, double depth_m) {
    const auto found = std::lower_bound(cells.middle_m.begin(), cells.middle_m.end(), depth_m);
    const auto below = static_cast<std::size_t>(found - cells.middle_m.begin());
    if (below == 0) {
        const double reach_m = cells.middle_m[0] + column.film_length_m;
        return {0, (depth_m + column.film_length_m) / reach_m};
    }
    const double above_m = cells.middle_m[below - 1];
    return {below, (depth_m - above_m) / (cells.middle_m[below] - above_m)};
}

}  // namespace

std::vector<std::vector<double>> column_temperatures(
    const GroundColumn& column, std::span<const double> driver_C, std::span<const double> depths_m,
    const std::function<double(double)>& initial_C) {
    double deepest_m = 4.0 * damping_depth_m(column.diffusivity_m2_s);
    for (const double depth_m : depths_m)
        deepest_m = std::max(deepest_m, 1.2 * depth_m);
    const Cells cells = cells_to(deepest_m);
    ColumnStepper stepper{column, cells};
    std::vector<double> T;
    for (const double middle_m : cells.middle_m)
        T.push_back(initial_C(middle_m));
    std::vector<Between> between;
    for (const double depth_m : depths_m)
        between.push_back(between_at(cells, column, depth_m));
    std::vector<std::vector<double>> rows(depths_m.size());
    for (std::size_t hour = 0; hour < driver_C.size(); ++hour) {
        stepper.step(driver_C[hour == 0 ? 0 : hour - 1], driver_C[hour], T);
        for (std::size_t d = 0; d < depths_m.size(); ++d) {
            const auto [below, share] = between[d];
            const double above_C = below == 0 ? driver_C[hour] : T[below - 1];
            rows[d].push_back(above_C + share * (T[below] - above_C));
        }
    }
    return rows;
}

}  // namespace maaiveld::influence
