#include "influence/heat/volumes_soil.h"

#include <algorithm>
#include <cmath>
#include <complex>
#include <numbers>

namespace maaiveld::influence {
namespace {

constexpr double kYear_s = 365.0 * 86400.0;
constexpr int kChords = 32;

/// Where layer `k` ends; the last one never does.
double bottom_of(const model::SoilProfile& soil, std::size_t k) {
    return k + 1 < soil.layers.size() ? soil.layers[k].bottom_m : 1e9;
}

double overlap(double a_from, double a_to, double b_from, double b_to) {
    return std::max(0.0, std::min(a_to, b_to) - std::max(a_from, b_from));
}

/// Area of the circle inside a cell, by chords.
double covered_area(Place centre, double radius, double x0, double x1, double z0, double z1) {
    const double from = std::max(x0, centre.x_m - radius);
    const double to = std::min(x1, centre.x_m + radius);
    if (from >= to) return 0.0;
    double area = 0.0;
    for (int k = 0; k < kChords; ++k) {
        const double dx = from + (to - from) * (k + 0.5) / kChords - centre.x_m;
        const double half = std::sqrt(std::max(0.0, radius * radius - dx * dx));
        area += overlap(z0, z1, centre.depth_m - half, centre.depth_m + half);
    }
    return area * (to - from) / kChords;
}

}  // namespace

VolumeSoil::VolumeSoil(const model::SoilProfile& soil, const GroundSurface& surface,
                       const SectionGrid& grid)
    : soil_{soil}, film_W_m2K_{surface.film_W_m2K}, grid_{grid} {
    for (int j = 0; j < grid_.z.count(); ++j) {
        std::vector<Part> parts;
        double top = 0.0;
        for (std::size_t k = 0; k < soil_.layers.size(); ++k) {
            const double bottom = bottom_of(soil_, k);
            const double middle = grid_.z.centre(j);
            const Part part{k, overlap(grid_.z.face(j), middle, top, bottom),
                            overlap(middle, grid_.z.face(j + 1), top, bottom)};
            if (part.upper_m + part.lower_m > 0.0) parts.push_back(part);
            top = bottom;
        }
        rows_.push_back(std::move(parts));
    }
    for (const auto& layer : soil_.layers)
        can_dry_ = can_dry_ || (layer.dry_conductivity_W_mK && layer.drying_temperature_C);
    const int count = grid_.count();
    dry_ = sideways_ = upper_ = lower_ = to_surface_ = capacity_ = Eigen::VectorXd::Zero(count);
    for (int j = 0; j < grid_.z.count(); ++j) {
        for (int i = 0; i < grid_.x.count(); ++i) {
            for (const Part& part : rows_[static_cast<std::size_t>(j)])
                capacity_[grid_.cell(i, j)] += (part.upper_m + part.lower_m) * grid_.x.size(i) *
                                               soil_.layers[part.layer].heat_capacity_J_m3K;
        }
    }
    set_dry(dry_);
}

double VolumeSoil::part_conductivity(const Part& part, double dry_share) const {
    const model::SoilLayer& layer = soil_.layers[part.layer];
    if (dry_share <= 0.0 || !layer.dry_conductivity_W_mK || !layer.drying_temperature_C)
        return layer.conductivity_W_mK;
    return 1.0 /
           ((1.0 - dry_share) / layer.conductivity_W_mK + dry_share / *layer.dry_conductivity_W_mK);
}

void VolumeSoil::conduct(int i, int j) {
    const int cell = grid_.cell(i, j);
    double sideways = 0.0;
    double upper = 0.0;
    double lower = 0.0;
    for (const Part& part : rows_[static_cast<std::size_t>(j)]) {
        const double conductivity = part_conductivity(part, dry_[cell]);
        sideways += conductivity * (part.upper_m + part.lower_m);
        upper += part.upper_m / conductivity;
        lower += part.lower_m / conductivity;
    }
    sideways_[cell] = sideways / grid_.z.size(j);
    upper_[cell] = upper;
    lower_[cell] = lower;
}

void VolumeSoil::set_dry(const Eigen::VectorXd& share) {
    dry_ = share;
    for (int j = 0; j < grid_.z.count(); ++j) {
        for (int i = 0; i < grid_.x.count(); ++i)
            conduct(i, j);
    }
    const double film = film_W_m2K_ ? 1.0 / *film_W_m2K_ : 0.0;
    for (int i = 0; i < grid_.x.count(); ++i)
        to_surface_[i] = grid_.x.size(i) / (upper_[i] + film);
}

double VolumeSoil::vertical_conductance(int i, int j) const {
    return grid_.x.size(i) / (lower_[grid_.cell(i, j)] + upper_[grid_.cell(i, j + 1)]);
}

Eigen::SparseMatrix<double> VolumeSoil::conductance() const {
    const int nx = grid_.x.count();
    const int nz = grid_.z.count();
    Eigen::VectorXd diagonal = to_surface_;
    std::vector<Eigen::Triplet<double>> entries;
    entries.reserve(static_cast<std::size_t>(3 * grid_.count()));
    const auto link = [&](int a, int b, double conductance) {
        diagonal[a] += conductance;
        diagonal[b] += conductance;
        entries.emplace_back(b, a, -conductance);
    };
    for (int j = 0; j < nz; ++j) {
        for (int i = 0; i < nx; ++i) {
            const int cell = grid_.cell(i, j);
            if (i + 1 < nx) {
                link(cell, cell + 1,
                     2.0 * grid_.z.size(j) /
                         (grid_.x.size(i) / sideways_[cell] +
                          grid_.x.size(i + 1) / sideways_[cell + 1]));
            }
            if (j + 1 < nz) link(cell, cell + nx, vertical_conductance(i, j));
        }
    }
    for (int cell = 0; cell < grid_.count(); ++cell)
        entries.emplace_back(cell, cell, diagonal[cell]);
    Eigen::SparseMatrix<double> matrix(grid_.count(), grid_.count());
    matrix.setFromTriplets(entries.begin(), entries.end());
    return matrix;
}

double VolumeSoil::dry_share(int i, int j, const Eigen::VectorXd& temperature_C) const {
    const int nx = grid_.x.count();
    const int cell = grid_.cell(i, j);
    const double here = temperature_C[cell];
    // Temperatures where the flow passes the faces, left and right, above and below.
    const auto face = [&](bool inside, int other, double own_half, double other_half) {
        return inside ? here + (temperature_C[other] - here) * own_half / (own_half + other_half)
                      : here;
    };
    const auto sideways = [&](int column, int at) {
        return 0.5 * grid_.x.size(column) / sideways_[at];
    };
    const double left =
        face(i > 0, cell - 1, sideways(i, cell), i > 0 ? sideways(i - 1, cell - 1) : 1.0);
    const double right =
        face(i + 1 < nx, cell + 1, sideways(i, cell), i + 1 < nx ? sideways(i + 1, cell + 1) : 1.0);
    const bool is_last = j + 1 == grid_.z.count();
    const double above = face(j > 0, cell - nx, upper_[cell], j > 0 ? lower_[cell - nx] : 1.0);
    const double below = face(!is_last, cell + nx, lower_[cell], is_last ? 1.0 : upper_[cell + nx]);
    const bool across = std::abs(right - left) > std::abs(below - above);
    const auto [cold, hot] =
        across ? std::minmax({left, here, right}) : std::minmax({above, here, below});
    const model::SoilLayer& layer = soil_.at(grid_.z.centre(j));
    const double limit = *layer.drying_temperature_C;
    if (cold >= limit) return 1.0;
    if (hot <= limit) return 0.0;
    // The dry part takes this share of the fall, which is more than its share of the width.
    const double fall = (hot - limit) / (hot - cold);
    const double dry = *layer.dry_conductivity_W_mK * fall;
    return dry / (dry + layer.conductivity_W_mK * (1.0 - fall));
}

Eigen::VectorXd VolumeSoil::dried_by(const Eigen::VectorXd& temperature_C) const {
    Eigen::VectorXd share = Eigen::VectorXd::Zero(grid_.count());
    for (int j = 0; j < grid_.z.count(); ++j) {
        const model::SoilLayer& layer = soil_.at(grid_.z.centre(j));
        if (!layer.dry_conductivity_W_mK || !layer.drying_temperature_C) continue;
        for (int i = 0; i < grid_.x.count(); ++i)
            share[grid_.cell(i, j)] = dry_share(i, j, temperature_C);
    }
    return share;
}

double VolumeSoil::dry_area_m2() const {
    double area = 0.0;
    for (int j = 0; j < grid_.z.count(); ++j) {
        for (int i = 0; i < grid_.x.count(); ++i)
            area += dry_[grid_.cell(i, j)] * grid_.area_m2(i, j);
    }
    return area;
}

void VolumeSoil::displace(const HeatBody& body) {
    const double radius = 0.5 * body.outer_diameter_m();
    const int left = grid_.x.cell_of(body.at.x_m - radius);
    const int right = grid_.x.cell_of(body.at.x_m + radius);
    const int top = grid_.z.cell_of(body.at.depth_m - radius);
    const int bottom = grid_.z.cell_of(body.at.depth_m + radius);
    for (int j = top; j <= bottom; ++j) {
        for (int i = left; i <= right; ++i) {
            const double covered =
                covered_area(body.at, radius, grid_.x.face(i), grid_.x.face(i + 1), grid_.z.face(j),
                             grid_.z.face(j + 1));
            const double mean = soil_.at(grid_.z.centre(j)).heat_capacity_J_m3K;
            double& capacity = capacity_[grid_.cell(i, j)];
            capacity = std::max(0.0, capacity - mean * covered);
        }
    }
}

Eigen::VectorXd VolumeSoil::year_profile_C(const SurfaceYear& year, double day) const {
    using Complex = std::complex<double>;
    const double omega = 2.0 * std::numbers::pi / kYear_s;
    const auto count = static_cast<std::size_t>(grid_.z.count());
    // One column of unit width: storage, links to the row below, link to the surface.
    std::vector<Complex> diagonal(count);
    std::vector<double> below(count, 0.0);
    const int column = 0;
    const double width = grid_.x.size(column);
    for (std::size_t j = 0; j < count; ++j) {
        const int row = static_cast<int>(j);
        double storage = 0.0;
        for (const Part& part : rows_[j])
            storage += (part.upper_m + part.lower_m) * soil_.layers[part.layer].heat_capacity_J_m3K;
        diagonal[j] += Complex{0.0, omega * storage};
        if (j + 1 == count) continue;
        below[j] = vertical_conductance(column, row) / width;
        diagonal[j] += below[j];
        diagonal[j + 1] += below[j];
    }
    const double surface = to_surface_[column] / width;
    diagonal[0] += surface;
    // Elimination from the bottom up, then substitution down.
    for (std::size_t j = count - 1; j > 0; --j)
        diagonal[j - 1] -= below[j - 1] * below[j - 1] / diagonal[j];
    std::vector<Complex> wave(count);
    wave[0] = surface / diagonal[0];
    for (std::size_t j = 1; j < count; ++j)
        wave[j] = below[j - 1] * wave[j - 1] / diagonal[j];
    const Complex turn = std::polar(1.0, omega * 86400.0 * (day - year.coldest_day));
    Eigen::VectorXd profile(grid_.z.count());
    for (std::size_t j = 0; j < count; ++j)
        profile[static_cast<int>(j)] = year.mean_C - year.amplitude_K * (wave[j] * turn).real();
    return profile;
}

}  // namespace maaiveld::influence
