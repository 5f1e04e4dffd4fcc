#include "influence/em/lossy_line.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

namespace maaiveld::influence {
namespace {

/// A cell of constant emf as a pi two-port: series branch, a shunt at either end, and the current
/// E / z that the emf drives through a conductor without any voltage.
struct Cell {
    double from_m = 0.0;
    double length_m = 0.0;
    Complex series_S;
    Complex shunt_S;
    Complex driven_A;
};

/// What lies to the left of a node, seen from the node: an admittance to earth and the current it
/// feeds in. `held`: the node is solidly earthed.
struct Left {
    Complex admittance_S;
    Complex current_A;
    bool held = false;
};

/// sinh(x) / x and tanh(x) / x for |x| <= 1, 1 at 0.
Complex sinh_over(Complex x) {
    return std::abs(x) < 1e-4 ? 1.0 + x * x / 6.0 : std::sinh(x) / x;
}
Complex tanh_over(Complex x) {
    return std::abs(x) < 1e-4 ? 1.0 - x * x / 3.0 : std::tanh(x) / x;
}

Cell cell_of(const LossyLine& line, double from_m, double length_m, Complex emf_V_m) {
    const Complex gamma = std::sqrt(line.impedance_ohm_m * line.admittance_S_m);
    Cell cell{from_m, length_m, {}, {}, {}};
    cell.series_S = 1.0 / (line.impedance_ohm_m * length_m * sinh_over(gamma * length_m));
    cell.shunt_S = 0.5 * length_m * line.admittance_S_m * tanh_over(0.5 * gamma * length_m);
    cell.driven_A = emf_V_m / line.impedance_ohm_m;
    return cell;
}

/// How many cells a part of the line needs: none longer than the sampling step, and none with
/// |gamma l| > 1, so that nothing overflows.
double cell_count(const LossyLine& line, double length_m) {
    const double gamma = std::abs(std::sqrt(line.impedance_ohm_m * line.admittance_S_m));
    double count = std::ceil(gamma * length_m);
    if (line.largest_step_m > 0.0)
        count = std::max(count, std::ceil(length_m / line.largest_step_m - 1e-9));
    return std::max(count, 1.0);
}

/// The ends of a stretch and every earthed place inside it, in order.
std::vector<double> joints_of(const LossyLine& line, double from_m, double to_m) {
    std::vector<double> joints{from_m, to_m};
    for (const EarthedPlace& place : line.earthed) {
        if (place.at_m > from_m && place.at_m < to_m) joints.push_back(place.at_m);
    }
    std::sort(joints.begin(), joints.end());
    joints.erase(std::unique(joints.begin(), joints.end()), joints.end());
    return joints;
}

std::vector<Cell> cells_of(const LossyLine& line) {
    std::vector<Cell> cells;
    double from = 0.0;
    for (const LineStretch& stretch : line.stretches) {
        const auto joints = joints_of(line, from, from + stretch.length_m);
        for (std::size_t j = 0; j + 1 < joints.size(); ++j) {
            const double length = joints[j + 1] - joints[j];
            const double count = cell_count(line, length);
            for (double i = 0.0; i < count; i += 1.0)
                cells.push_back(
                    cell_of(line, joints[j] + i * length / count, length / count, stretch.emf_V_m));
        }
        from += stretch.length_m;
    }
    return cells;
}

double position_of(const std::vector<Cell>& cells, std::size_t node) {
    if (node < cells.size()) return cells[node].from_m;
    return cells.back().from_m + cells.back().length_m;
}

/// What somebody connected to a node.
struct NodeEarth {
    double admittance_S = 0.0;
    bool held = false;
};

void connect(NodeEarth& node, const Earthing& earthing) {
    if (!earthing) return;
    if (*earthing == 0.0) node.held = true;
    if (*earthing > 0.0) node.admittance_S += 1.0 / *earthing;
}

std::vector<NodeEarth> earthings_of(const LossyLine& line, const std::vector<Cell>& cells) {
    std::vector<NodeEarth> nodes(cells.size() + 1);
    connect(nodes.front(), line.start);
    connect(nodes.back(), line.end);
    for (const EarthedPlace& place : line.earthed) {
        std::size_t nearest = 0;
        for (std::size_t i = 1; i < nodes.size(); ++i) {
            if (std::abs(position_of(cells, i) - place.at_m) <
                std::abs(position_of(cells, nearest) - place.at_m))
                nearest = i;
        }
        connect(nodes[nearest], place.impedance_ohm);
    }
    return nodes;
}

/// What a node sees to its left through a cell. No term is ever subtracted, so a line that leaks
/// next to nothing keeps its accuracy.
Left across(const Left& left, const Cell& cell) {
    if (left.held) return {cell.series_S, cell.driven_A, false};
    const Complex sum = cell.series_S + left.admittance_S;
    return {cell.series_S * (left.admittance_S / sum),
            left.current_A * (cell.series_S / sum) + cell.driven_A * (left.admittance_S / sum),
            false};
}

/// Everything to the left of each node, the node's own earthing and half cells included.
std::vector<Left> swept(const std::vector<Cell>& cells, const std::vector<NodeEarth>& earth) {
    std::vector<Left> left(cells.size() + 1);
    for (std::size_t i = 0; i < left.size(); ++i) {
        if (i > 0) left[i] = across(left[i - 1], cells[i - 1]);
        if (i > 0) left[i].admittance_S += cells[i - 1].shunt_S;
        if (i < cells.size()) left[i].admittance_S += cells[i].shunt_S;
        left[i].admittance_S += earth[i].admittance_S;
        left[i].held = earth[i].held;
    }
    return left;
}

/// Voltages of all nodes, back from the last one, where everything lies to the left.
std::vector<Complex> node_voltages(const std::vector<Cell>& cells, const std::vector<Left>& left) {
    std::vector<Complex> v(left.size());
    if (!left.back().held) v.back() = left.back().current_A / left.back().admittance_S;
    for (std::size_t i = cells.size(); i-- > 0;) {
        if (left[i].held) continue;
        const Cell& cell = cells[i];
        v[i] = (left[i].current_A - cell.driven_A + cell.series_S * v[i + 1]) /
               (left[i].admittance_S + cell.series_S);
    }
    return v;
}

std::vector<VoltageSample> samples_of(const std::vector<Cell>& cells,
                                      const std::vector<Complex>& v) {
    std::vector<VoltageSample> samples;
    for (std::size_t i = 0; i < v.size(); ++i) {
        VoltageSample sample{position_of(cells, i), v[i], {}};
        // The current that enters the cell on the right, or leaves the last one.
        const Cell& cell = cells[std::min(i, cells.size() - 1)];
        if (i < cells.size()) {
            sample.current_A =
                cell.driven_A + cell.series_S * (v[i] - v[i + 1]) + cell.shunt_S * v[i];
        } else {
            sample.current_A =
                cell.driven_A + cell.series_S * (v[i - 1] - v[i]) - cell.shunt_S * v[i];
        }
        samples.push_back(sample);
    }
    return samples;
}

bool finite(Complex value) {
    return std::isfinite(value.real()) && std::isfinite(value.imag());
}

std::optional<std::string> fault_in(const LossyLine& line) {
    if (line.stretches.empty()) return "the line has no length";
    double length = 0.0;
    for (const LineStretch& stretch : line.stretches) {
        if (!(std::isfinite(stretch.length_m) && stretch.length_m > 0.0))
            return "every length must be above 0 m";
        if (!finite(stretch.emf_V_m)) return "the emf is not a finite number";
        length += stretch.length_m;
    }
    if (!finite(line.impedance_ohm_m) || std::abs(line.impedance_ohm_m) == 0.0)
        return "the impedance of the line must not be 0";
    if (!finite(line.admittance_S_m)) return "the admittance of the line is not a finite number";
    bool to_earth = std::abs(line.admittance_S_m) > 0.0 || line.start || line.end;
    for (const EarthedPlace& place : line.earthed) {
        if (!(place.at_m >= 0.0 && place.at_m <= length))
            return fmt::format("an earthing at {} m is not on the line of {} m", place.at_m,
                               length);
        to_earth = true;
    }
    if (!to_earth)
        return "the line leaks nothing and is nowhere earthed, so its voltage is not defined: "
               "give a leakage or an earthing";
    return std::nullopt;
}

std::optional<std::string> fault_in_earthings(const LossyLine& line) {
    std::vector<double> all;
    if (line.start) all.push_back(*line.start);
    if (line.end) all.push_back(*line.end);
    for (const EarthedPlace& place : line.earthed)
        all.push_back(place.impedance_ohm);
    for (const double ohm : all) {
        if (!(std::isfinite(ohm) && ohm >= 0.0)) return "an earthing must have 0 ohm or more";
    }
    if (!(std::isfinite(line.largest_step_m) && line.largest_step_m >= 0.0))
        return "the step along the line must be 0 m or more";
    return std::nullopt;
}

std::optional<std::string> fault_in_size(const LossyLine& line) {
    constexpr double kMostCells = 1e6;
    double cells = 0.0;
    for (const LineStretch& stretch : line.stretches)
        cells += cell_count(line, stretch.length_m);
    if (cells <= kMostCells) return std::nullopt;
    return fmt::format(
        "the line would need {:.2g} steps; {:.0g} are allowed: leaks too much for "
        "its length, or the step is too short",
        cells, kMostCells);
}

}  // namespace

LineWave wave_of(const LossyLine& line) {
    LineWave wave;
    wave.gamma_per_m = std::sqrt(line.impedance_ohm_m * line.admittance_S_m);
    if (std::abs(line.admittance_S_m) > 0.0)
        wave.characteristic_ohm = std::sqrt(line.impedance_ohm_m / line.admittance_S_m);
    return wave;
}

base::Result<std::vector<VoltageSample>> voltages_along(const LossyLine& line) {
    if (const auto fault = fault_in(line)) return base::bad_input(*fault);
    if (const auto fault = fault_in_earthings(line)) return base::bad_input(*fault);
    if (const auto fault = fault_in_size(line)) return base::bad_input(*fault);
    const std::vector<Cell> cells = cells_of(line);
    const std::vector<Left> left = swept(cells, earthings_of(line, cells));
    return samples_of(cells, node_voltages(cells, left));
}

}  // namespace maaiveld::influence
