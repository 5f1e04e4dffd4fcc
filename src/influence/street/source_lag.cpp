#include "influence/street/source_lag.h"

#include "influence/em/complex_bessel.h"
#include "influence/heat/soil_year.h"

#include <Eigen/Dense>

#include <algorithm>
#include <cmath>
#include <complex>
#include <numbers>

namespace maaiveld::influence {
namespace {

constexpr double kDay_s = 86400.0;

double angle_of(Eigen::Index harmonic, Eigen::Index moment, Eigen::Index moments) {
    return 2.0 * std::numbers::pi * static_cast<double>(harmonic * moment) /
           static_cast<double>(moments);
}

/// Amplitudes of one harmonic of every column.
Eigen::VectorXcd harmonic_of(const Eigen::MatrixXd& courses, Eigen::Index harmonic) {
    const Eigen::Index moments = courses.rows();
    Eigen::VectorXcd sum = Eigen::VectorXcd::Zero(courses.cols());
    for (Eigen::Index m = 0; m < moments; ++m)
        sum += courses.row(m).transpose() * std::polar(1.0, -angle_of(harmonic, m, moments));
    return sum * (2.0 / static_cast<double>(moments));
}

double ground_ratio(const Place& from, double radius_m, const Place& to, double film_m,
                    double& distance_m, double& image_m) {
    const double across = to.x_m - from.x_m;
    distance_m = std::max(std::hypot(across, to.depth_m - from.depth_m), radius_m);
    image_m = std::hypot(across, to.depth_m + from.depth_m + 2.0 * film_m);
    return std::log(image_m / distance_m);
}

/// One source on one place: in the harmonic, and less what it would be without delay.
struct Response {
    Complex delayed;
    double steady = 0.0;
};

Response response_of(const SourceAtWork& source, const Place& place, const LaggingGround& ground,
                     Complex wave_1_m) {
    double distance_m = 0.0;
    double image_m = 0.0;
    const double ratio = ground_ratio(source.at, 0.5 * source.outer_diameter_m, place,
                                      ground.film_length_m, distance_m, image_m);
    const double scale = 1.0 / (2.0 * std::numbers::pi * ground.conductivity_W_mK);
    const Complex delayed = bessel_k(wave_1_m * distance_m).k0 - bessel_k(wave_1_m * image_m).k0;
    return {scale * delayed, scale * ratio};
}

/// The heats of one harmonic once held sources feel the delay: their temperatures stay.
Eigen::VectorXcd delayed_heat(const SourcesInYear& year, const Eigen::VectorXcd& steady,
                              const LaggingGround& ground, Complex wave_1_m) {
    const auto n = static_cast<Eigen::Index>(year.sources.size());
    Eigen::MatrixXcd system = Eigen::MatrixXcd::Identity(n, n);
    Eigen::VectorXcd right = steady;
    for (Eigen::Index i = 0; i < n; ++i) {
        const SourceAtWork& at = year.sources[static_cast<std::size_t>(i)];
        if (!at.held) continue;
        right(i) = year.resistance_K_m_W.row(i).cast<Complex>() * steady;
        for (Eigen::Index j = 0; j < n; ++j) {
            const Response r =
                response_of(year.sources[static_cast<std::size_t>(j)], at.at, ground, wave_1_m);
            system(i, j) = year.resistance_K_m_W(i, j) + r.delayed - r.steady;
        }
    }
    return system.partialPivLu().solve(right);
}

}  // namespace

Eigen::MatrixXd lag_K(const SourcesInYear& year, std::span<const Place> places,
                      const LaggingGround& ground) {
    const Eigen::Index moments = year.heat_W_m.rows();
    Eigen::MatrixXd lag = Eigen::MatrixXd::Zero(moments, static_cast<Eigen::Index>(places.size()));
    for (Eigen::Index k = 1; 2 * k < moments; ++k) {
        const double w_1_s = 2.0 * std::numbers::pi * static_cast<double>(k) / kYear_days / kDay_s;
        const Complex wave_1_m = std::sqrt(Complex{0.0, w_1_s / ground.diffusivity_m2_s});
        const Eigen::VectorXcd steady = harmonic_of(year.heat_W_m, k);
        const Eigen::VectorXcd delayed = delayed_heat(year, steady, ground, wave_1_m);
        for (Eigen::Index p = 0; p < lag.cols(); ++p) {
            Complex change_K = 0.0;
            for (Eigen::Index j = 0; j < delayed.size(); ++j) {
                const Response r =
                    response_of(year.sources[static_cast<std::size_t>(j)],
                                places[static_cast<std::size_t>(p)], ground, wave_1_m);
                change_K += r.delayed * delayed(j) - r.steady * steady(j);
            }
            for (Eigen::Index m = 0; m < moments; ++m)
                lag(m, p) += (change_K * std::polar(1.0, angle_of(k, m, moments))).real();
        }
    }
    return lag;
}

}  // namespace maaiveld::influence
