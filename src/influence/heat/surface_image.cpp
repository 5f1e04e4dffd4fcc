#include "influence/heat/surface_image.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

namespace maaiveld::influence {
namespace {

using Complex = std::complex<double>;

constexpr double kRoundOff = std::numeric_limits<double>::epsilon();
constexpr int kMostTerms = 100'000;

/// e^z E_n(z) by the continued fraction of DLMF 8.19.17, evaluated forwards (Lentz).
Complex by_continued_fraction(Complex z, int n) {
    Complex denominator = z + static_cast<double>(n);
    Complex c = 1.0 / kRoundOff;
    Complex d = 1.0 / denominator;
    Complex value = d;
    for (int i = 1; i < kMostTerms; ++i) {
        const double numerator = -static_cast<double>(i) * static_cast<double>(n - 1 + i);
        denominator += 2.0;
        d = 1.0 / (numerator * d + denominator);
        c = denominator + numerator / c;
        const Complex step = c * d;
        value *= step;
        if (std::abs(step - 1.0) < kRoundOff) break;
    }
    return value;
}

/// E_1(z) by its power series (DLMF 6.6.2), for |z| <= 1.
Complex first_by_series(Complex z) {
    Complex value = -std::numbers::egamma - std::log(z);
    Complex term = 1.0;
    for (int k = 1; k < 100; ++k) {
        term *= -z / static_cast<double>(k);
        value -= term / static_cast<double>(k);
        if (std::abs(term) < kRoundOff * std::abs(value)) break;
    }
    return value;
}

}  // namespace

std::vector<Complex> scaled_exponential_integrals(Complex z, int count) {
    std::vector<Complex> scaled(static_cast<std::size_t>(count));
    const double size = std::abs(z);
    // The recurrence over n loses digits upwards below |z| and downwards above it: start there.
    const int start = static_cast<int>(std::clamp(std::round(size), 1.0, double(count)));
    const auto at = [&](int n) -> Complex& { return scaled[static_cast<std::size_t>(n - 1)]; };
    at(start) =
        size <= 1.0 ? z * std::exp(z) * first_by_series(z) : z * by_continued_fraction(z, start);
    for (int n = start; n < count; ++n)
        at(n + 1) = z * (1.0 - at(n)) / static_cast<double>(n);
    for (int n = start - 1; n >= 1; --n)
        at(n) = 1.0 - static_cast<double>(n) * at(n + 1) / z;
    return scaled;
}

std::vector<Complex> SurfaceImage::factors(Complex from_image_m, int count) const {
    if (!film_length_m_) return std::vector<Complex>(static_cast<std::size_t>(count), -1.0);
    const Complex z = Complex{0.0, 1.0} * from_image_m / *film_length_m_;
    std::vector<Complex> values = scaled_exponential_integrals(z, count);
    for (Complex& value : values)
        value = 1.0 - 2.0 * value;
    return values;
}

double SurfaceImage::line_term(Complex from_image_m) const {
    const double mirror = std::log(std::abs(from_image_m));
    if (!film_length_m_) return mirror;
    const Complex z = Complex{0.0, 1.0} * from_image_m / *film_length_m_;
    return mirror + 2.0 * (scaled_exponential_integrals(z, 1).front() / z).real();
}

}  // namespace maaiveld::influence
