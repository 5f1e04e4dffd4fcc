#include "influence/heat/volumes_ports.h"

#include <Eigen/LU>

#include <cmath>
#include <complex>
#include <limits>
#include <numbers>
#include <vector>

namespace maaiveld::influence {
namespace {

using Complex = std::complex<double>;
using std::numbers::pi;

constexpr int kHarmonics = 16;

/// Rings from `inner` m across outward.
double ring_resistance(double inner_m, const std::vector<Ring>& rings) {
    double sum = 0.0;
    double inner = inner_m;
    for (const Ring& ring : rings) {
        sum += std::log(ring.outer_diameter_m / inner) / (2.0 * pi * ring.conductivity_W_mK);
        inner = ring.outer_diameter_m;
    }
    return sum;
}

double film_resistance(double diameter_m, const std::optional<double>& film_W_m2K) {
    return film_W_m2K ? 1.0 / (pi * diameter_m * *film_W_m2K) : 0.0;
}

/// What the content of a circle is to harmonics: well mixed, so of one temperature, behind a film.
double content_conductivity(double diameter_m, const std::optional<double>& film_W_m2K, int n) {
    return film_W_m2K ? 0.5 * diameter_m * *film_W_m2K / n
                      : std::numeric_limits<double>::infinity();
}

/// -1 for something that conducts perfectly, +1 for an insulator.
double reflection(double outside, double inside) {
    return std::isinf(inside) ? -1.0 : (outside - inside) / (outside + inside);
}

/// A field seen from outside: the conductivity a full cylinder would need to answer harmonic n as
/// the body does, and how the amplitude grows from the innermost boundary to the outer surface.
struct Answer {
    double conductivity = 0.0;
    double gain = 1.0;
};

/// Through the rings, outward. At each ring T = (r/r1)^n + k (r1/r)^n.
Answer seen_outside(double inner_m, const std::vector<Ring>& rings, double innermost, int n) {
    Answer answer{innermost, 1.0};
    double inner = inner_m;
    for (const Ring& ring : rings) {
        const double k = reflection(ring.conductivity_W_mK, answer.conductivity);
        const double t = std::pow(inner / ring.outer_diameter_m, n);
        answer.conductivity = ring.conductivity_W_mK * (1.0 - k * t * t) / (1.0 + k * t * t);
        answer.gain *= (1.0 / t + k * t) / (1.0 + k);
        inner = ring.outer_diameter_m;
    }
    return answer;
}

/// Through the rings, inward: what a field inside feels of rings and soil, and how it arrives
/// at the outer surface.
Answer seen_inside(const HeatBody& body, double soil, int n) {
    Answer answer{soil, 1.0};
    for (std::size_t k = body.rings.size(); k-- > 0;) {
        const Ring& ring = body.rings[k];
        const double inner = k == 0 ? body.inner_diameter_m : body.rings[k - 1].outer_diameter_m;
        const double t = std::pow(inner / ring.outer_diameter_m, n);
        const double s = reflection(ring.conductivity_W_mK, answer.conductivity);
        answer.conductivity = ring.conductivity_W_mK * (1.0 - s * t * t) / (1.0 + s * t * t);
        answer.gain *= t * (1.0 + s) / (1.0 + s * t * t);
    }
    return answer;
}

BodyPorts concentric_ports(const HeatBody& body, double soil_W_mK) {
    const double inner = body.inner_diameter_m;
    const double resistance =
        ring_resistance(inner, body.rings) + film_resistance(inner, body.film_W_m2K);
    const double seen =
        seen_outside(inner, body.rings, content_conductivity(inner, body.film_W_m2K, 1), 1)
            .conductivity;
    const double radius = 0.5 * body.outer_diameter_m();
    const double bend = 2.0 * pi * soil_W_mK * radius * radius * reflection(soil_W_mK, seen);
    BodyPorts ports;
    ports.resistance_K_m_W = Eigen::MatrixXd::Constant(1, 1, resistance);
    ports.lift_m = Eigen::MatrixXd::Zero(1, 2);
    ports.emit_m = Eigen::MatrixXd::Zero(2, 1);
    ports.bend_W_m_K = Eigen::Matrix2d::Identity() * bend;
    return ports;
}

/// z^n for n >= 0; 0^0 is 1.
Complex power(Complex z, int n) {
    Complex value = 1.0;
    for (int i = 0; i < n; ++i)
        value *= z;
    return value;
}

double binomial(int n, int k) {
    double value = 1.0;
    for (int i = 1; i <= k; ++i)
        value = value * (n - k + i) / i;
    return value;
}

/// The filling of a body with round cores. Fields are real parts of functions of z = x + i up from
/// the centre: each core answers with outgoing terms p_n (r/(z - z_c))^n, the rim sends back
/// regular terms b_n (z/R)^n.
class Filling {
public:
    Filling(const HeatBody& body, double soil_W_mK) : body_{body}, soil_{soil_W_mK} {
        radius_ = 0.5 * body.inner_diameter_m;
        for (int n = 1; n <= kHarmonics; ++n) {
            const Answer inside = seen_inside(body, soil_, n);
            returned_.push_back(reflection(filling(), inside.conductivity));
            arrives_.push_back((1.0 + returned_.back()) * inside.gain);
        }
        const Answer outside = seen_outside(body.inner_diameter_m, body.rings, filling(), 1);
        reflected_ = reflection(soil_, outside.conductivity);
        enters_ = (1.0 + reflected_) / outside.gain;
    }

    BodyPorts ports() const {
        const int m = count();
        const int size = 2 * m * kHarmonics;
        Eigen::MatrixXd system(size, size);
        const Given nothing{Eigen::VectorXd::Zero(m), {}};
        for (int k = 0; k < size; ++k) {
            const Eigen::VectorXd unit = Eigen::VectorXd::Unit(size, k);
            system.col(k) = unit + incident(unit, nothing);
        }
        const Eigen::PartialPivLU<Eigen::MatrixXd> lu{system};
        BodyPorts ports{Eigen::MatrixXd(m, m), Eigen::MatrixXd(m, 2), Eigen::MatrixXd(2, m)};
        for (int k = 0; k < m + 2; ++k) {
            Given given = nothing;
            if (k < m) given.heat[k] = 1.0;
            // A gradient of 1 K/m to the right, and one of 1 K/m downward: T = -up.
            if (k == m) given.amplitude = outer_radius();
            if (k == m + 1) given.amplitude = Complex{0.0, 1.0} * outer_radius();
            const Eigen::VectorXd poles = lu.solve(-incident(Eigen::VectorXd::Zero(size), given));
            const Eigen::VectorXd rise = core_temperatures(poles, given);
            const Eigen::Vector2d dipole = dipole_of(poles, given);
            if (k < m) {
                ports.resistance_K_m_W.col(k) = rise;
                ports.emit_m.col(k) = dipole;
            } else {
                ports.lift_m.col(k - m) = rise;
                ports.bend_W_m_K.col(k - m) = dipole;
            }
        }
        return ports;
    }

private:
    struct Given {
        Eigen::VectorXd heat;  ///< per core, W/m
        Complex amplitude;     ///< of the first incident harmonic at the outer surface
    };

    int count() const { return static_cast<int>(body_.cores.size()); }
    double filling() const { return body_.filling_conductivity_W_mK; }
    double outer_radius() const { return 0.5 * body_.outer_diameter_m(); }
    Complex place(int c) const {
        const Core& core = body_.cores[static_cast<std::size_t>(c)];
        return {core.dx_m, core.dz_m};
    }
    double core_radius(int c) const {
        return 0.5 * body_.cores[static_cast<std::size_t>(c)].outer_diameter_m();
    }
    double strength(const Given& given, int c) const {
        return given.heat[c] / (2.0 * pi * filling());
    }
    static Complex pole(const Eigen::VectorXd& poles, int c, int n) {
        const int at = 2 * (c * kHarmonics + n - 1);
        return {poles[at], poles[at + 1]};
    }

    /// Outgoing harmonic n of all cores at the rim: the coefficient of (R/z)^n.
    Complex outgoing(const Eigen::VectorXd& poles, const Given& given, int n) const {
        Complex sum = 0.0;
        for (int c = 0; c < count(); ++c) {
            const Complex shift = place(c) / radius_;
            sum += strength(given, c) * power(shift, n) / static_cast<double>(n);
            for (int k = 1; k <= n; ++k) {
                sum += pole(poles, c, k) * binomial(n - 1, k - 1) *
                       std::pow(core_radius(c) / radius_, k) * power(shift, n - k);
            }
        }
        return sum;
    }

    /// Regular terms from the rim, index n - 1.
    std::vector<Complex> regular(const Eigen::VectorXd& poles, const Given& given) const {
        std::vector<Complex> terms;
        for (int n = 1; n <= kHarmonics; ++n) {
            const auto k = static_cast<std::size_t>(n - 1);
            terms.push_back(returned_[k] * std::conj(outgoing(poles, given, n)));
            if (n == 1) terms.back() += enters_ * given.amplitude;
        }
        return terms;
    }

    /// Coefficient of ((z - z_c)/r_c)^n around core c of everything that arrives there.
    Complex arriving(const Eigen::VectorXd& poles, const Given& given,
                     const std::vector<Complex>& rim, int c, int n) const {
        Complex sum = 0.0;
        for (int other = 0; other < count(); ++other) {
            if (other == c) continue;
            const Complex d = place(c) - place(other);
            const double sign = n % 2 == 0 ? 1.0 : -1.0;
            if (n > 0) sum += sign * strength(given, other) / static_cast<double>(n) / power(d, n);
            if (n == 0) sum -= strength(given, other) * std::log(std::abs(d));
            for (int k = 1; k <= kHarmonics; ++k) {
                sum += sign * pole(poles, other, k) * binomial(k + n - 1, n) *
                       power(core_radius(other) / d, k) / power(d, n);
            }
        }
        for (int k = std::max(n, 1); k <= kHarmonics; ++k) {
            sum += rim[static_cast<std::size_t>(k - 1)] * binomial(k, n) * power(place(c), k - n) /
                   std::pow(radius_, k);
        }
        return sum * std::pow(core_radius(c), n);
    }

    /// How core c answers harmonic n: -1 when it is of one temperature.
    double core_answer(int c, int n) const {
        const Core& core = body_.cores[static_cast<std::size_t>(c)];
        const double inside = content_conductivity(core.diameter_m, core.film_W_m2K, n);
        return reflection(filling(),
                          seen_outside(core.diameter_m, core.rings, inside, n).conductivity);
    }
    /// Between the content of core c and its outer surface.
    double core_resistance(int c) const {
        const Core& core = body_.cores[static_cast<std::size_t>(c)];
        return ring_resistance(core.diameter_m, core.rings) +
               film_resistance(core.diameter_m, core.film_W_m2K);
    }

    /// What each core would answer to what arrives, with its sign turned, stacked as the poles are:
    /// poles = -incident.
    Eigen::VectorXd incident(const Eigen::VectorXd& poles, const Given& given) const {
        const auto rim = regular(poles, given);
        Eigen::VectorXd values(poles.size());
        for (int c = 0; c < count(); ++c) {
            for (int n = 1; n <= kHarmonics; ++n) {
                const Complex value =
                    -core_answer(c, n) * std::conj(arriving(poles, given, rim, c, n));
                const int at = 2 * (c * kHarmonics + n - 1);
                values[at] = value.real();
                values[at + 1] = value.imag();
            }
        }
        return values;
    }

    /// Of the cores above the mean of the outer surface.
    Eigen::VectorXd core_temperatures(const Eigen::VectorXd& poles, const Given& given) const {
        const auto rim = regular(poles, given);
        const double total = given.heat.sum();
        const double mean = total * ring_resistance(body_.inner_diameter_m, body_.rings) +
                            total / (2.0 * pi * filling()) * std::log(radius_);
        Eigen::VectorXd rise(count());
        for (int c = 0; c < count(); ++c) {
            rise[c] = mean - strength(given, c) * std::log(core_radius(c)) +
                      given.heat[c] * core_resistance(c) + arriving(poles, given, rim, c, 0).real();
        }
        return rise;
    }

    /// (right, down).
    Eigen::Vector2d dipole_of(const Eigen::VectorXd& poles, const Given& given) const {
        const Complex sent =
            arrives_.front() * std::conj(outgoing(poles, given, 1)) + reflected_ * given.amplitude;
        return 2.0 * pi * soil_ * outer_radius() * Eigen::Vector2d{sent.real(), sent.imag()};
    }

    const HeatBody& body_;
    double soil_;
    double radius_ = 0.0;
    std::vector<double> returned_;  ///< regular per outgoing at the rim of the filling
    std::vector<double> arrives_;   ///< at the outer surface per outgoing at the rim
    double reflected_ = 0.0;        ///< of an incident first harmonic
    double enters_ = 0.0;           ///< the filling, per incident first harmonic
};

}  // namespace

BodyPorts body_ports(const HeatBody& body, double soil_W_mK) {
    if (body.cores.empty()) return concentric_ports(body, soil_W_mK);
    return Filling{body, soil_W_mK}.ports();
}

BodyPorts line_source_ports(const HeatBody& body, double soil_W_mK) {
    BodyPorts ports = body_ports(body, soil_W_mK);
    ports.lift_m.setZero();
    ports.emit_m.setZero();
    ports.bend_W_m_K.setZero();
    return ports;
}

}  // namespace maaiveld::influence
