#include "geometry/exact.h"

#include <boost/multiprecision/cpp_int.hpp>

#include <algorithm>
#include <array>

namespace maaiveld::geometry {
namespace {

using Rational = boost::multiprecision::cpp_rational;
using Exact3 = std::array<Rational, 3>;

Exact3 difference(const Vec3& p, const Vec3& q) {
    return {Rational(p.x()) - Rational(q.x()), Rational(p.y()) - Rational(q.y()),
            Rational(p.z()) - Rational(q.z())};
}

Rational dot(const Exact3& p, const Exact3& q) {
    return p[0] * q[0] + p[1] * q[1] + p[2] * q[2];
}

Rational squared_length_of(const Exact3& w, const Rational& s, const Exact3& u, const Rational& t,
                           const Exact3& v) {
    Exact3 gap;
    for (std::size_t k = 0; k < 3; ++k)
        gap[k] = w[k] + s * u[k] - t * v[k];
    return dot(gap, gap);
}

Rational clamped(const Rational& t) {
    if (t < 0) return 0;
    return t > 1 ? Rational(1) : t;
}

/// The exact squared distance: the best end point pair, or the mid-span pair where there is one.
Rational squared_distance(const Segment& p, const Segment& q) {
    const Exact3 u = difference(p.b, p.a);
    const Exact3 v = difference(q.b, q.a);
    const Exact3 w = difference(p.a, q.a);
    const Rational a = dot(u, u), b = dot(u, v), c = dot(v, v), d = dot(u, w), e = dot(v, w);
    const auto on_q = [&](const Rational& s) {
        return c == 0 ? Rational(0) : clamped((e + s * b) / c);
    };
    const auto on_p = [&](const Rational& t) {
        return a == 0 ? Rational(0) : clamped((t * b - d) / a);
    };
    Rational best = squared_length_of(w, 0, u, on_q(0), v);
    best = std::min(best, squared_length_of(w, 1, u, on_q(1), v));
    best = std::min(best, squared_length_of(w, on_p(0), u, 0, v));
    best = std::min(best, squared_length_of(w, on_p(1), u, 1, v));
    const Rational determinant = a * c - b * b;
    if (determinant == 0) return best;
    const Rational s = (b * e - c * d) / determinant;
    const Rational t = (a * e - b * d) / determinant;
    if (s < 0 || s > 1 || t < 0 || t > 1) return best;
    return std::min(best, squared_length_of(w, s, u, t, v));
}

}  // namespace

bool exactly_closer_than(const Segment& p, const Segment& q, std::initializer_list<double> terms) {
    Rational limit = 0;
    for (const double term : terms)
        limit += Rational(term);
    if (limit <= 0) return false;
    return squared_distance(p, q) < limit * limit;
}

}  // namespace maaiveld::geometry
