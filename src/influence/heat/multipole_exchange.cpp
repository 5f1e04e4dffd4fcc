#include "influence/heat/multipole_exchange.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace maaiveld::influence {
namespace {

using Complex = std::complex<double>;
using Eigen::Index;

/// Binomial coefficients as doubles, by Pascal's triangle.
class Binomials {
public:
    explicit Binomials(int highest) {
        rows_.resize(static_cast<std::size_t>(highest) + 1);
        for (std::size_t n = 0; n < rows_.size(); ++n) {
            rows_[n].assign(n + 1, 1.0);
            for (std::size_t k = 1; k < n; ++k)
                rows_[n][k] = rows_[n - 1][k - 1] + rows_[n - 1][k];
        }
    }
    double operator()(int n, int k) const {
        return rows_[static_cast<std::size_t>(n)][static_cast<std::size_t>(k)];
    }

private:
    std::vector<std::vector<double>> rows_;
};

int highest_order(const MultipoleLayout& layout) {
    int highest = 1;
    for (const Circle& circle : layout.circles)
        highest = std::max(highest, circle.order);
    return highest;
}

/// A line or multipole as seen from `apart_m` further on, where each order n comes with a factor
/// (1 in free space, that of the surface for a mirror image).
struct Sight {
    Complex apart_m;
    std::vector<Complex> factors;
    bool mirrored = false;

    Complex factor(int n) const { return factors[static_cast<std::size_t>(n - 1)]; }
};

Sight straight(Complex apart_m, int count) {
    return {apart_m, std::vector<Complex>(static_cast<std::size_t>(count), 1.0), false};
}

class Assembly {
public:
    Assembly(const MultipoleLayout& layout, const SurfaceImage& surface, double negligible)
        : layout_(layout),
          surface_(surface),
          binomial_(2 * highest_order(layout)),
          negligible_(negligible) {
        const auto unknowns = static_cast<Index>(layout.unknowns);
        const auto circles = static_cast<Index>(layout.circles.size());
        const auto sources = static_cast<Index>(layout.sources.size());
        out_.from_emitted = Eigen::MatrixXd::Zero(unknowns, unknowns);
        out_.from_heat = Eigen::MatrixXd::Zero(unknowns, sources);
        out_.mean_from_emitted = Eigen::MatrixXd::Zero(circles, unknowns);
        out_.mean_from_heat = Eigen::MatrixXd::Zero(circles, sources);
    }

    MultipoleExchange run() {
        for (const std::size_t target : layout_.ground_of_body) {
            for (const std::size_t emitter : layout_.ground_of_body)
                through_soil(target, emitter);
        }
        for (std::size_t i = 0; i < layout_.sources.size(); ++i) {
            if (!layout_.sources[i].core) continue;
            core_and_wall(i);
            for (std::size_t k = 0; k < layout_.sources.size(); ++k) {
                if (layout_.sources[k].body == layout_.sources[i].body) between_cores(i, k);
            }
        }
        return std::move(out_);
    }

private:
    /// Harmonic k (0: the mean) of circle `target` receives `factor` times what `emitter` sends in
    /// harmonic n, or times its conjugate.
    void add(std::size_t target, int k, Index column, Complex factor, bool conjugated) {
        const double sign = conjugated ? -1.0 : 1.0;
        if (k == 0) {
            const auto row = static_cast<Index>(target);
            out_.mean_from_emitted(row, column) += factor.real();
            out_.mean_from_emitted(row, column + 1) -= sign * factor.imag();
            return;
        }
        const Index row = row_of(layout_.circles[target], k);
        out_.from_emitted(row, column) += factor.real();
        out_.from_emitted(row, column + 1) -= sign * factor.imag();
        out_.from_emitted(row + 1, column) += factor.imag();
        out_.from_emitted(row + 1, column + 1) += sign * factor.real();
    }

    void add_heat(std::size_t target, int k, std::size_t source, Complex factor) {
        const auto column = static_cast<Index>(source);
        const double per_W = 1.0 / (2.0 * std::numbers::pi * layout_.circles[target].medium_W_mK);
        if (k == 0) {
            out_.mean_from_heat(static_cast<Index>(target), column) += factor.real() * per_W;
            return;
        }
        const Index row = row_of(layout_.circles[target], k);
        out_.from_heat(row, column) += factor.real() * per_W;
        out_.from_heat(row + 1, column) += factor.imag() * per_W;
    }

    /// The sources of a body act on the soil as one line in its centre.
    void through_soil(std::size_t target, std::size_t emitter) {
        const Circle& t = layout_.circles[target];
        const Circle& e = layout_.circles[emitter];
        const Complex from_image_m = t.centre_m - std::conj(e.centre_m);
        const int count = t.order + e.order;
        const Sight mirrored{from_image_m, surface_.factors(from_image_m, count), true};
        const double image = surface_.line_term(from_image_m);
        multipoles(target, e, mirrored);
        if (target != emitter) multipoles(target, e, straight(t.centre_m - e.centre_m, count));
        for (std::size_t s = 0; s < layout_.sources.size(); ++s) {
            if (layout_.sources[s].body != e.body) continue;
            line(target, s, mirrored);
            add_heat(target, 0, s, image);
            if (target == emitter) {
                add_heat(target, 0, s, -std::log(t.radius_m));
            } else {
                line_with_mean(target, s, t.centre_m - e.centre_m);
            }
        }
    }

    void line_with_mean(std::size_t target, std::size_t source, Complex apart_m) {
        line(target, source, straight(apart_m, layout_.circles[target].order));
        add_heat(target, 0, source, -std::log(std::abs(apart_m)));
    }

    /// -ln(w - c) around the target: harmonic k is (-a / apart)^k / k.
    void line(std::size_t target, std::size_t source, const Sight& sight) {
        const Circle& t = layout_.circles[target];
        Complex power = 1.0;
        for (int k = 1; k <= t.order; ++k) {
            power *= -t.radius_m / sight.apart_m;
            add_heat(target, k, source, power / static_cast<double>(k) * sight.factor(k));
        }
    }

    /// (b / (w - c))^n around the target of radius a: harmonic k is
    /// (n + k - 1 over k) (b / apart)^n (-a / apart)^k.
    void multipoles(std::size_t target, const Circle& e, const Sight& sight) {
        const Circle& t = layout_.circles[target];
        const auto to = powers(-t.radius_m / sight.apart_m, t.order);
        const auto from = powers(e.radius_m / sight.apart_m, e.order);
        const double shrink = e.radius_m / std::abs(sight.apart_m);
        for (int k = 0; k <= t.order; ++k) {
            double size = std::abs(to[static_cast<std::size_t>(k)]);
            for (int n = 1; n <= e.order; ++n) {
                const Complex both =
                    to[static_cast<std::size_t>(k)] * from[static_cast<std::size_t>(n)];
                add(target, k, row_of(e, n), binomial_(n + k - 1, k) * both * sight.factor(n + k),
                    sight.mirrored);
                // The next term's part of this one: once below 1 it only falls. No factor of a
                // surface is more than 3.
                const double next = shrink * (n + k) / n;
                size *= n == 1 ? shrink : shrink * (n + k - 1) / (n - 1);
                if (next < 1.0 && size < negligible_) break;
            }
        }
    }

    void between_cores(std::size_t receiver, std::size_t sender) {
        const std::size_t target = layout_.circle_of_source[receiver];
        const Circle& t = layout_.circles[target];
        const Circle& e = layout_.circles[layout_.circle_of_source[sender]];
        const Circle& wall = layout_.circles[layout_.wall_of_body[t.body]];
        add_heat(target, 0, sender, std::log(wall.radius_m));
        if (receiver == sender) {
            add_heat(target, 0, sender, -std::log(t.radius_m));
            return;
        }
        multipoles(target, e, straight(t.centre_m - e.centre_m, t.order + e.order));
        line_with_mean(target, sender, t.centre_m - e.centre_m);
    }

    /// A core sends to its wall as multipoles around the centre of the body, and receives what the
    /// wall sends as a power series around itself.
    void core_and_wall(std::size_t source) {
        const std::size_t core = layout_.circle_of_source[source];
        const Circle& c = layout_.circles[core];
        const std::size_t wall = layout_.wall_of_body[c.body];
        const Circle& w = layout_.circles[wall];
        const auto offset = powers((c.centre_m - w.centre_m) / w.radius_m, w.order);
        const auto ratio = powers(c.radius_m / w.radius_m, std::max(w.order, c.order));
        const auto at = [](int k) { return static_cast<std::size_t>(k); };
        for (int k = 1; k <= w.order; ++k) {
            add_heat(wall, k, source, offset[at(k)] / static_cast<double>(k));
            for (int n = 1; n <= std::min(k, c.order); ++n) {
                add(wall, k, row_of(c, n),
                    binomial_(k - 1, n - 1) * ratio[at(n)] * offset[at(k - n)], false);
            }
            for (int n = 0; n <= std::min(k, c.order); ++n) {
                add(core, n, row_of(w, k), binomial_(k, n) * ratio[at(n)] * offset[at(k - n)],
                    false);
            }
        }
    }

    const MultipoleLayout& layout_;
    const SurfaceImage& surface_;
    Binomials binomial_;
    double negligible_;
    MultipoleExchange out_;
};

}  // namespace

std::vector<Complex> powers(Complex x, int highest) {
    std::vector<Complex> values(static_cast<std::size_t>(highest) + 1, 1.0);
    for (std::size_t k = 1; k < values.size(); ++k)
        values[k] = values[k - 1] * x;
    return values;
}

MultipoleExchange exchange_of(const MultipoleLayout& layout, const SurfaceImage& surface,
                              double negligible) {
    return Assembly{layout, surface, negligible}.run();
}

}  // namespace maaiveld::influence
