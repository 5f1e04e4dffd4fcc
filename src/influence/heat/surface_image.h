#pragma once

#include <complex>
#include <optional>
#include <vector>

namespace maaiveld::influence {

/// z e^z E_n(z) for n = 1 .. `count`, with E_n the generalised exponential integral (DLMF 8.19),
/// for any z with a positive real part. Element n - 1 holds order n; all tend to 1 for large z.
std::vector<std::complex<double>> scaled_exponential_integrals(std::complex<double> z, int count);

/// What the surface of the ground sends back.
///
/// Place in the ground is written as w = x - i depth. A multipole (w - c)^-n below the surface
/// makes the surface answer with factor(n) * (w - conj c)^-n, and a line source -ln|w - c| with
/// `line_term`. An isothermal surface has factor -1 (the mirror image). A film adds a tail of
/// images above the mirror image: factor(n) = 1 - 2 z e^z E_n(z), z = i (w - conj c) /
/// (conductivity / film). Derived in docs/theory/heat-steady.md; grade R.
class SurfaceImage {
public:
    /// `film_length_m` is conductivity / film; absent: isothermal.
    explicit SurfaceImage(std::optional<double> film_length_m) : film_length_m_(film_length_m) {}

    /// factor(n) at `from_image_m` = w - conj c, for n = 1 .. `count`; element n - 1 holds order n.
    std::vector<std::complex<double>> factors(std::complex<double> from_image_m, int count) const;

    /// What is added to -ln|w - c|: ln|w - conj c|, and more with a film.
    double line_term(std::complex<double> from_image_m) const;

private:
    std::optional<double> film_length_m_;
};

}  // namespace maaiveld::influence
