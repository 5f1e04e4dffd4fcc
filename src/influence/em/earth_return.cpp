#include "influence/em/earth_return.h"

#include "influence/em/adaptive_integral.h"

#include <algorithm>
#include <cmath>

namespace maaiveld::influence {
namespace {

/// Of the error estimate, which lies some digits above the true error.
constexpr double kTolerance = 1e-9;

/// One half of 2 int exp(-h l - d u) cos(l x) / (l + u) dl: the half with exp(sign j l x), along
/// the real axis turned by `turn`, where it decays without many oscillations.
struct TurnedHalf {
    Complex g;
    double h = 0.0;  ///< above the ground
    double d = 0.0;  ///< below it
    double x = 0.0;
    double turn = 0.0;  ///< radians; its sign is that of the exponent

    Complex operator()(double s) const {
        const double scale = std::abs(g);
        const Complex direction = std::polar(1.0, turn);
        const Complex l = scale * std::sinh(s) * direction;
        const Complex u = std::sqrt(l * l + g * g);
        const Complex wave{0.0, turn < 0.0 ? -x : x};
        return std::exp(-h * l - d * u + wave * l) / (l + u) * scale * std::cosh(s) * direction;
    }
    /// Where the integrand has fallen below 1e-20 of its start.
    double end() const {
        const double decay = (h + d) * std::cos(turn) + x * std::sin(std::abs(turn));
        return std::asinh(46.0 / (decay * std::abs(g)));
    }
};

/// 2 int_0^inf exp(-h l - d u) cos(l x) / (l + u) dl, u = sqrt(l^2 + g^2).
Complex earth_integral(Complex g, double h, double d, double x) {
    // No singularity of the integrand lies within 45 degrees of the real axis.
    const double turn = std::min(std::atan2(x, h + d), std::numbers::pi / 6.0);
    const TurnedHalf up{g, h, d, x, turn};
    if (turn == 0.0) return 2.0 * adaptive_integral(std::cref(up), 0.0, up.end(), kTolerance);
    const TurnedHalf down{g, h, d, x, -turn};
    return adaptive_integral(std::cref(up), 0.0, up.end(), kTolerance) +
           adaptive_integral(std::cref(down), 0.0, down.end(), kTolerance);
}

/// int_0^phi sin(2 t) exp(-z cos(phi - t)) dt
Complex angle_integral(Complex z, double phi) {
    if (phi == 0.0) return 0.0;
    const auto f = [&](double t) { return std::sin(2.0 * t) * std::exp(-z * std::cos(phi - t)); };
    return adaptive_integral(f, 0.0, phi, kTolerance);
}

double image_distance_m(const LinePair& pair) {
    return std::hypot(pair.horizontal_m, pair.depth_1_m + pair.depth_2_m);
}

}  // namespace

Complex EarthReturn::factor_ohm_m() const {
    return Complex{0.0, angular_frequency() * kMagneticConstant_H_m / (2.0 * std::numbers::pi)};
}

Complex EarthReturn::propagation_per_m() const {
    return std::sqrt(Complex{0.0, angular_frequency() * kMagneticConstant_H_m / resistivity_ohm_m});
}

double EarthReturn::return_depth_m() const {
    return 2.0 * std::exp(0.5 - std::numbers::egamma) / std::abs(propagation_per_m());
}

double LinePair::distance_m() const {
    return std::hypot(horizontal_m, depth_1_m - depth_2_m);
}

Complex pollaczek_ohm_m(const EarthReturn& earth, const LinePair& buried) {
    const Complex g = earth.propagation_per_m();
    const Complex z = g * image_distance_m(buried);
    const double phi =
        std::atan2(std::abs(buried.horizontal_m), buried.depth_1_m + buried.depth_2_m);
    const Complex direct = bessel_k(g * buried.distance_m()).k0;
    const Complex ground = std::cos(2.0 * phi) * earth_tail(z) + angle_integral(z, phi);
    return earth.factor_ohm_m() * (direct + ground);
}

Complex carson_ohm_m(const EarthReturn& earth, const LinePair& above) {
    const double h = -above.depth_1_m - above.depth_2_m;
    const double direct = std::log(image_distance_m(above) / above.distance_m());
    const double x = std::abs(above.horizontal_m);
    return earth.factor_ohm_m() * (direct + earth_integral(earth.propagation_per_m(), h, 0.0, x));
}

Complex mixed_ohm_m(const EarthReturn& earth, const LinePair& pair) {
    const double height = -std::min(pair.depth_1_m, pair.depth_2_m);
    const double depth = std::max(pair.depth_1_m, pair.depth_2_m);
    const double x = std::abs(pair.horizontal_m);
    return earth.factor_ohm_m() * earth_integral(earth.propagation_per_m(), height, depth, x);
}

Complex wedepohl_wilcox_ohm_m(const EarthReturn& earth, const LinePair& pair) {
    const Complex g = earth.propagation_per_m();
    const Complex logarithm = std::log(0.5 * g * pair.distance_m()) + std::numbers::egamma;
    const Complex depth = 2.0 / 3.0 * g * (pair.depth_1_m + pair.depth_2_m);
    return earth.factor_ohm_m() * (0.5 - logarithm - depth);
}

Complex logarithmic_ohm_m(const EarthReturn& earth, double distance_m) {
    const double resistance = earth.angular_frequency() * kMagneticConstant_H_m / 8.0;
    return resistance + earth.factor_ohm_m() * std::log(earth.return_depth_m() / distance_m);
}

Complex mutual_impedance_ohm_m(const EarthReturn& earth, const LinePair& pair, EarthModel model) {
    if (model == EarthModel::WedepohlWilcox) return wedepohl_wilcox_ohm_m(earth, pair);
    if (model == EarthModel::Logarithmic) return logarithmic_ohm_m(earth, pair.distance_m());
    if (pair.depth_1_m >= 0.0 && pair.depth_2_m >= 0.0) return pollaczek_ohm_m(earth, pair);
    if (pair.depth_1_m <= 0.0 && pair.depth_2_m <= 0.0) return carson_ohm_m(earth, pair);
    return mixed_ohm_m(earth, pair);
}

double ccitt_mutual_H_m(const EarthReturn& earth, double distance_m) {
    // The coefficients of the Directives' fit, microhenry per kilometre.
    constexpr double kMicroPerKilo = 1e-9;
    const double x = distance_m * std::abs(earth.propagation_per_m());
    if (x > 10.0) return kMicroPerKilo * 400.0 / (x * x);
    return kMicroPerKilo * (142.5 + 45.96 * x - 1.413 * x * x - 198.4 * std::log(x));
}

}  // namespace maaiveld::influence
