#include "viz/scene/isotherm_field.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <span>

namespace maaiveld::viz::scene {

namespace {

constexpr double kMissing = std::numeric_limits<double>::quiet_NaN();

/// The slope at a node between the steps `before` and `after` it, so small that the cubic stays
/// between its ends. A missing step leaves the other one.
double limited_slope(double before, double after) {
    if (!std::isfinite(before)) return std::isfinite(after) ? after : 0.0;
    if (!std::isfinite(after)) return before;
    if (before * after <= 0.0) return 0.0;
    const double least = 2.0 * std::min(std::abs(before), std::abs(after));
    return std::copysign(std::min(0.5 * std::abs(before + after), least), after);
}

double step_after(std::span<const double> values, std::size_t i) {
    return i + 1 < values.size() ? values[i + 1] - values[i] : kMissing;
}

double slope_at(std::span<const double> values, std::size_t i) {
    return limited_slope(i > 0 ? step_after(values, i - 1) : kMissing, step_after(values, i));
}

std::vector<double> refined_line(std::span<const double> values, std::size_t factor) {
    std::vector<double> fine;
    fine.reserve((values.size() - 1) * factor + 1);
    for (std::size_t i = 0; i + 1 < values.size(); ++i) {
        const double a = values[i], step = step_after(values, i);
        const double s0 = slope_at(values, i), s1 = slope_at(values, i + 1);
        fine.push_back(a);
        for (std::size_t k = 1; k < factor; ++k) {
            const double t = static_cast<double>(k) / static_cast<double>(factor);
            const double h = t * t * (3.0 - 2.0 * t);
            fine.push_back(a + step * h + s0 * t * (1.0 - t) * (1.0 - t) - s1 * t * t * (1.0 - t));
        }
    }
    fine.push_back(values.back());
    return fine;
}

TemperatureGrid refined_across(const TemperatureGrid& grid, std::size_t factor) {
    TemperatureGrid fine = grid;
    fine.nx = (grid.nx - 1) * factor + 1;
    fine.dx_m = grid.dx_m / static_cast<double>(factor);
    fine.temperature_C.clear();
    for (std::size_t iz = 0; iz < grid.nz; ++iz) {
        const auto row = refined_line({grid.temperature_C.data() + iz * grid.nx, grid.nx}, factor);
        fine.temperature_C.insert(fine.temperature_C.end(), row.begin(), row.end());
    }
    return fine;
}

TemperatureGrid refined_down(const TemperatureGrid& grid, std::size_t factor) {
    TemperatureGrid fine = grid;
    fine.nz = (grid.nz - 1) * factor + 1;
    fine.dz_m = grid.dz_m / static_cast<double>(factor);
    fine.temperature_C.assign(fine.nx * fine.nz, kMissing);
    std::vector<double> column(grid.nz);
    for (std::size_t ix = 0; ix < grid.nx; ++ix) {
        for (std::size_t iz = 0; iz < grid.nz; ++iz)
            column[iz] = grid.at(ix, iz);
        const auto longer = refined_line(column, factor);
        for (std::size_t iz = 0; iz < fine.nz; ++iz)
            fine.at(ix, iz) = longer[iz];
    }
    return fine;
}

/// The mean of the known values beside a node; missing when there are none.
double mean_beside(const TemperatureGrid& grid, std::size_t ix, std::size_t iz) {
    double sum = 0.0;
    int count = 0;
    const auto add = [&](std::size_t x, std::size_t z) {
        if (x >= grid.nx || z >= grid.nz || !std::isfinite(grid.at(x, z))) return;
        sum += grid.at(x, z);
        ++count;
    };
    add(ix - 1, iz);  // before the first: wraps to beyond the last
    add(ix + 1, iz);
    add(ix, iz - 1);
    add(ix, iz + 1);
    return count > 0 ? sum / count : kMissing;
}

std::vector<std::size_t> missing_within(const TemperatureGrid& grid, double x_m, double depth_m,
                                        double radius_m) {
    std::vector<std::size_t> nodes;
    for (std::size_t iz = 0; iz < grid.nz; ++iz)
        for (std::size_t ix = 0; ix < grid.nx; ++ix) {
            const double across = grid.x_m(static_cast<double>(ix)) - x_m;
            const double down = grid.depth_m(static_cast<double>(iz)) - depth_m;
            if (std::hypot(across, down) <= radius_m && !std::isfinite(grid.at(ix, iz)))
                nodes.push_back(iz * grid.nx + ix);
        }
    return nodes;
}

double round_step(double least) {
    const double decade = std::pow(10.0, std::floor(std::log10(least)));
    for (const double lead : {1.0, 2.5, 5.0})
        if (lead * decade >= least * (1.0 - 1e-9)) return lead * decade;
    return 10.0 * decade;
}

}  // namespace

bool usable(const TemperatureGrid& grid) {
    const auto positive = [](double step) { return step > 0.0 && std::isfinite(step); };
    return grid.nx >= 2 && grid.nz >= 2 && grid.temperature_C.size() == grid.nx * grid.nz &&
           positive(grid.dx_m) && positive(grid.dz_m) && std::isfinite(grid.x0_m) &&
           std::isfinite(grid.depth0_m) &&
           std::any_of(grid.temperature_C.begin(), grid.temperature_C.end(),
                       [](double t) { return std::isfinite(t); });
}

TemperatureGrid refined(const TemperatureGrid& grid, std::size_t factor) {
    if (!usable(grid) || factor < 2) return grid;
    return refined_down(refined_across(grid, factor), factor);
}

void fill_in(TemperatureGrid& grid, double x_m, double depth_m, double radius_m) {
    if (!usable(grid)) return;
    std::vector<std::size_t> missing = missing_within(grid, x_m, depth_m, radius_m);
    for (bool grew = true; grew && !missing.empty();) {
        std::vector<std::pair<std::size_t, double>> found;
        for (const std::size_t node : missing) {
            const double mean = mean_beside(grid, node % grid.nx, node / grid.nx);
            if (std::isfinite(mean)) found.emplace_back(node, mean);
        }
        for (const auto& [node, mean] : found)
            grid.temperature_C[node] = mean;
        std::erase_if(missing, [&](std::size_t n) { return std::isfinite(grid.temperature_C[n]); });
        grew = !found.empty();
    }
}

std::vector<double> round_levels(const TemperatureGrid& grid, std::size_t most) {
    if (!usable(grid) || most == 0) return {};
    std::vector<double> known;
    for (const double t : grid.temperature_C)
        if (std::isfinite(t)) known.push_back(t);
    std::sort(known.begin(), known.end());
    // The hottest fiftieth, close around the sources, would make every other band too wide.
    const double usual = known[(known.size() - 1) * 49 / 50];
    const double low = known.front(), high = known.back();
    const double range = usual > low ? usual - low : high - low;
    // Below this the differences are noise of the computation and not of the ground.
    if (range < 1e-6) return {};
    const double step = round_step(std::max(range / static_cast<double>(most), 1e-3));
    std::vector<double> levels;
    const double first = std::floor(low / step) + 1.0;
    for (std::size_t i = 0; i < most + most / 2; ++i) {
        const double level = (first + static_cast<double>(i)) * step;
        if (level > high) break;
        levels.push_back(level);
    }
    return levels;
}

}  // namespace maaiveld::viz::scene
