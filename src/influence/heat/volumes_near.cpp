#include "influence/heat/volumes_near.h"

#include <Eigen/SparseCholesky>

#include <algorithm>
#include <cmath>
#include <map>
#include <numbers>

namespace maaiveld::influence {
namespace {

using std::numbers::pi;

constexpr int kCirclePoints = 32;
constexpr int kMargin = 6;          ///< cells around the circle
constexpr double kSmallest = 0.75;  ///< radius of a circle, in cells

std::vector<CellWeight> listed(const std::map<int, double>& weights) {
    std::vector<CellWeight> list;
    for (const auto& [cell, weight] : weights)
        list.push_back({cell, weight});
    return list;
}

}  // namespace

BodyKernel body_kernel(const HeatBody& body, const SectionGrid& grid) {
    const double cell = std::max(grid.x.size(grid.x.cell_of(body.at.x_m)),
                                 grid.z.size(grid.z.cell_of(body.at.depth_m)));
    const double outer = 0.5 * body.outer_diameter_m();
    const double radius = std::max(outer, std::min(kSmallest * cell, body.at.depth_m));
    std::array<std::map<int, double>, 3> sums;
    for (int k = 0; k < kCirclePoints; ++k) {
        const double angle = 2.0 * pi * (k + 0.5) / kCirclePoints;
        const Place at{body.at.x_m + radius * std::cos(angle),
                       body.at.depth_m + radius * std::sin(angle)};
        for (const CellWeight& part : grid.bilinear(at)) {
            if (part.weight == 0.0) continue;
            const double weight = part.weight / kCirclePoints;
            sums[0][part.cell] += weight;
            sums[1][part.cell] += weight * 2.0 * std::cos(angle) / radius;
            sums[2][part.cell] += weight * 2.0 * std::sin(angle) / radius;
        }
    }
    return {{listed(sums[0]), listed(sums[1]), listed(sums[2])}, radius};
}

Eigen::Vector3d free_field(double dx_m, double ddepth_m) {
    const double square = dx_m * dx_m + ddepth_m * ddepth_m;
    return Eigen::Vector3d{-0.5 * std::log(square), dx_m / square, ddepth_m / square} / (2.0 * pi);
}

NearPatch::NearPatch(const HeatBody& body, const BodyKernel& kernel, const SectionGrid& grid)
    : grid_{grid},
      centre_{body.at},
      outer_radius_m_{0.5 * body.outer_diameter_m()},
      kernel_{kernel} {
    const double radius = kernel.radius_m;
    first_column_ = std::max(1, grid.x.between(centre_.x_m - radius).first - kMargin);
    columns_ = std::min(grid.x.count() - 2, grid.x.between(centre_.x_m + radius).second + kMargin) -
               first_column_ + 1;
    first_row_ = grid.z.between(centre_.depth_m - radius).first - kMargin;
    first_row_ = std::max(first_row_, 1 - grid.z.count());
    rows_ =
        std::min(grid.z.count() - 2, grid.z.between(centre_.depth_m + radius).second + kMargin) -
        first_row_ + 1;
    solve();
}

double NearPatch::row_size(int j) const {
    return grid_.z.size(j >= 0 ? j : -1 - j);
}

double NearPatch::row_centre(int j) const {
    return j >= 0 ? grid_.z.centre(j) : -grid_.z.centre(-1 - j);
}

bool NearPatch::holds(int i, int j) const {
    return i >= first_column_ && i < first_column_ + columns_ && j >= first_row_ &&
           j < first_row_ + rows_;
}

void NearPatch::solve() {
    std::vector<Eigen::Triplet<double>> entries;
    field_ = Eigen::MatrixXd::Zero(columns_ * rows_, 3);
    const auto link = [&](int i, int j, int other_i, int other_j, double conductance) {
        const int here = local(i, j);
        entries.emplace_back(here, here, conductance);
        if (holds(other_i, other_j)) {
            entries.emplace_back(here, local(other_i, other_j), -conductance);
        } else {
            field_.row(here) += conductance * free_field(grid_.x.centre(other_i) - centre_.x_m,
                                                         row_centre(other_j) - centre_.depth_m)
                                                  .transpose();
        }
    };
    for (int j = first_row_; j < first_row_ + rows_; ++j) {
        for (int i = first_column_; i < first_column_ + columns_; ++i) {
            for (const int step : {-1, 1}) {
                link(i, j, i + step, j,
                     row_size(j) / std::abs(grid_.x.centre(i + step) - grid_.x.centre(i)));
                link(i, j, i, j + step,
                     grid_.x.size(i) / std::abs(row_centre(j + step) - row_centre(j)));
            }
        }
    }
    for (int part = 0; part < 3; ++part) {
        for (const CellWeight& w : kernel_.parts[static_cast<std::size_t>(part)])
            field_(local(w.cell % grid_.x.count(), w.cell / grid_.x.count()), part) += w.weight;
    }
    Eigen::SparseMatrix<double> matrix(columns_ * rows_, columns_ * rows_);
    matrix.setFromTriplets(entries.begin(), entries.end());
    const Eigen::SimplicialLDLT<Eigen::SparseMatrix<double>> factor{matrix};
    field_ = factor.solve(field_).eval();
}

std::optional<Eigen::Matrix3d> NearPatch::read(const BodyKernel& kernel) const {
    Eigen::Matrix3d values = Eigen::Matrix3d::Zero();
    for (int part = 0; part < 3; ++part) {
        for (const CellWeight& w : kernel.parts[static_cast<std::size_t>(part)]) {
            const int i = w.cell % grid_.x.count();
            const int j = w.cell / grid_.x.count();
            if (!holds(i, j)) return std::nullopt;
            values.row(part) += w.weight * field_.row(local(i, j));
        }
    }
    return values;
}

Eigen::Matrix3d NearPatch::own_lack() const {
    Eigen::Matrix3d exact = Eigen::Matrix3d::Zero();
    exact(0, 0) = -std::log(outer_radius_m_) / (2.0 * pi);
    return exact - *read(kernel_);
}

std::optional<Eigen::Matrix3d> NearPatch::lack_at(Place other, const BodyKernel& kernel) const {
    const auto discrete = read(kernel);
    if (!discrete) return std::nullopt;
    const Eigen::Vector2d r{other.x_m - centre_.x_m, other.depth_m - centre_.depth_m};
    const double square = r.squaredNorm();
    Eigen::Matrix3d exact;
    exact.row(0) = free_field(r.x(), r.y());
    exact.block<2, 1>(1, 0) = -r / (2.0 * pi * square);
    exact.block<2, 2>(1, 1) =
        (Eigen::Matrix2d::Identity() - 2.0 * r * r.transpose() / square) / (2.0 * pi * square);
    return exact - *discrete;
}

Eigen::Vector3d NearPatch::lack_at(Place at) const {
    const auto a = grid_.x.between(at.x_m);
    const auto b = grid_.z.between(at.depth_m);
    if (!holds(a.first, b.first) || !holds(a.second, b.second)) return Eigen::Vector3d::Zero();
    Eigen::Vector3d discrete = Eigen::Vector3d::Zero();
    for (const auto& [i, u] :
         {std::pair{a.first, 1.0 - a.second_weight}, {a.second, a.second_weight}}) {
        for (const auto& [j, v] :
             {std::pair{b.first, 1.0 - b.second_weight}, {b.second, b.second_weight}})
            discrete += u * v * field_.row(local(i, j)).transpose();
    }
    return free_field(at.x_m - centre_.x_m, at.depth_m - centre_.depth_m) - discrete;
}

}  // namespace maaiveld::influence
