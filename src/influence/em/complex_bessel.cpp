#include "influence/em/complex_bessel.h"

#include <cmath>
#include <numbers>

namespace maaiveld::influence {
namespace {

constexpr double kSeriesLimit_k = 2.0;  ///< series of K below, trapezoidal rule above
constexpr double kLarge = 25.0;  ///< asymptotic expansions beyond: their error is exp(-2 |z|)

/// Terms fall below rounding long before this for the arguments each series is used for.
constexpr int kMostTerms = 200;

bool negligible(Complex term, Complex sum) {
    return std::abs(term) <= 1e-17 * std::abs(sum);
}

/// I_n(z) by its power series, n = 0 or 1.
Complex series_i(int n, Complex z) {
    const Complex q = 0.25 * z * z;
    Complex term = n == 0 ? Complex{1.0} : 0.5 * z;
    Complex sum = term;
    for (int k = 1; k < kMostTerms; ++k) {
        term *= q / static_cast<double>(k * (k + n));
        sum += term;
        if (negligible(term, sum)) break;
    }
    return sum;
}

/// K0 and the part of K1 and K2 that is left without their poles, by power series.
struct RegularK {
    Complex k0;
    Complex k1;  ///< K1(z) - 1/z
    Complex k2;  ///< K2(z) - 2/z^2
};

RegularK series_k(Complex z) {
    const Complex q = 0.25 * z * z;
    const Complex log_half = std::log(0.5 * z);
    double psi = -std::numbers::egamma;  // digamma(k + 1)
    Complex power{1.0};                  // q^k / (k!)^2
    RegularK sum{};
    for (int k = 0; k < kMostTerms; ++k) {
        const double psi_1 = psi + 1.0 / (k + 1);
        const double psi_2 = psi_1 + 1.0 / (k + 2);
        const Complex term = power * (psi - log_half);
        sum.k0 += term;
        sum.k1 += 0.5 * z * power / (k + 1.0) * (log_half - 0.5 * (psi + psi_1));
        sum.k2 -= q * power / ((k + 1.0) * (k + 2.0)) * (log_half - 0.5 * (psi + psi_2));
        if (k > 0 && negligible(term, sum.k0)) break;
        psi = psi_1;
        power *= q / ((k + 1.0) * (k + 1.0));
    }
    sum.k2 -= 0.5;
    return sum;
}

/// exp(z) K_n(z) = int_0^inf exp(-z (cosh t - 1)) cosh(n t) dt. For |arg z| <= 45 degrees the
/// integrand is analytic for |Im t| < pi / 4, so a step of 1/8 leaves an error of about 1e-16 up to
/// kLarge.
struct ScaledK {
    Complex k0, k1, k2;
};

/// 1 -+ (4 n^2 - 1)/(8 z) + ...: upper signs for I, lower ones for K (Abramowitz & Stegun 9.7.1-2).
Complex asymptotic_sum(int n, Complex z, double sign) {
    const double mu = 4.0 * n * n;
    Complex term{1.0};
    Complex sum{1.0};
    for (int k = 1; k < kMostTerms; ++k) {
        const double odd = 2.0 * k - 1.0;
        const Complex next = sign * term * (mu - odd * odd) / (8.0 * k * z);
        if (std::abs(next) >= std::abs(term) || negligible(next, sum)) break;
        term = next;
        sum += term;
    }
    return sum;
}

ScaledK large_k(Complex z) {
    const Complex front = std::sqrt(0.5 * std::numbers::pi / z);
    return {front * asymptotic_sum(0, z, 1.0), front * asymptotic_sum(1, z, 1.0),
            front * asymptotic_sum(2, z, 1.0)};
}

ScaledK beyond_series_k(Complex z) {
    if (std::abs(z) > kLarge) return large_k(z);
    constexpr double kStep = 0.125;
    ScaledK sum{0.5, 0.5, 0.5};
    for (int i = 1; i < kMostTerms; ++i) {
        const double t = kStep * i;
        const double cosh_t = std::cosh(t);
        const Complex weight = std::exp(-z * (cosh_t - 1.0));
        sum.k0 += weight;
        sum.k1 += weight * cosh_t;
        sum.k2 += weight * (2.0 * cosh_t * cosh_t - 1.0);
        if (std::abs(weight) * cosh_t * cosh_t < 1e-18) break;
    }
    return {kStep * sum.k0, kStep * sum.k1, kStep * sum.k2};
}

/// exp(-z) I_n(z) for large z.
Complex large_i(int n, Complex z) {
    return asymptotic_sum(n, z, -1.0) / std::sqrt(2.0 * std::numbers::pi * z);
}

}  // namespace

BesselK scaled_bessel_k(Complex z) {
    if (std::abs(z) > kSeriesLimit_k) {
        const ScaledK scaled = beyond_series_k(z);
        return {scaled.k0, scaled.k1};
    }
    const RegularK regular = series_k(z);
    const Complex growth = std::exp(z);
    return {growth * regular.k0, growth * (regular.k1 + 1.0 / z)};
}

BesselK bessel_k(Complex z) {
    if (std::abs(z) <= kSeriesLimit_k) {
        const RegularK regular = series_k(z);
        return {regular.k0, regular.k1 + 1.0 / z};
    }
    const ScaledK scaled = beyond_series_k(z);
    const Complex decay = std::exp(-z);
    return {decay * scaled.k0, decay * scaled.k1};
}

ScaledBesselI scaled_bessel_i(Complex z) {
    if (std::abs(z) > kLarge) return {large_i(0, z), large_i(1, z)};
    const Complex decay = std::exp(-z);
    return {decay * series_i(0, z), decay * series_i(1, z)};
}

Complex earth_tail(Complex z) {
    if (std::abs(z) > kSeriesLimit_k) {
        return std::exp(-z) * (beyond_series_k(z).k2 - 2.0 * (1.0 + z) / (z * z));
    }
    // 2 e^-z (1 + z) / z^2 - 2 / z^2 = -2 sum_{n >= 2} (-z)^(n-2) (n - 1) / n!
    Complex power{1.0};  // (-z)^(n-2) / n!, from n = 2
    power *= 0.5;
    Complex sum{};
    for (int n = 2; n < kMostTerms; ++n) {
        const Complex term = power * (n - 1.0);
        sum += term;
        if (negligible(term, sum)) break;
        power *= -z / (n + 1.0);
    }
    return series_k(z).k2 + 2.0 * sum;
}

}  // namespace maaiveld::influence
