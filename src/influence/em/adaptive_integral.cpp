#include "influence/em/adaptive_integral.h"

#include <boost/math/quadrature/gauss_kronrod.hpp>

#include <algorithm>
#include <vector>

namespace maaiveld::influence {
namespace {

using Function = std::function<Complex(double)>;

struct Piece {
    double from = 0.0;
    double to = 0.0;
    Complex value;
    double error = 0.0;  ///< difference of the two rules: far above the true error
};

bool smaller(const Piece& a, const Piece& b) {
    return a.error < b.error;
}

/// One rule, without Boost's recursion: that compares an error on [-1, 1] with a tolerance on the
/// interval itself, so it never ends on a short one.
Piece piece_of(const Function& f, double from, double to) {
    const double middle = 0.5 * (from + to);
    const double half = 0.5 * (to - from);
    const auto scaled = [&](double t) { return f(middle + half * t); };
    double error = 0.0;
    using boost::math::quadrature::gauss_kronrod;
    const Complex value = gauss_kronrod<double, 15>::integrate(scaled, -1.0, 1.0, 0, 0.0, &error);
    return {from, to, half * value, half * error};
}

struct Total {
    Complex value;
    double error = 0.0;
    double magnitude = 0.0;
};

Total total_of(const std::vector<Piece>& pieces) {
    Total total;
    for (const Piece& piece : pieces) {
        total.value += piece.value;
        total.error += piece.error;
        total.magnitude += std::abs(piece.value);
    }
    return total;
}

void halve_worst(const Function& f, std::vector<Piece>& heap) {
    std::pop_heap(heap.begin(), heap.end(), smaller);
    const Piece worst = heap.back();
    const double middle = 0.5 * (worst.from + worst.to);
    heap.back() = piece_of(f, worst.from, middle);
    std::push_heap(heap.begin(), heap.end(), smaller);
    heap.push_back(piece_of(f, middle, worst.to));
    std::push_heap(heap.begin(), heap.end(), smaller);
}

}  // namespace

Complex adaptive_integral(const Function& f, double from, double to, double relative) {
    constexpr std::size_t kMostPieces = 2000;
    constexpr double kRounding = 1e-14;
    std::vector<Piece> heap{piece_of(f, from, to)};
    while (true) {
        const Total total = total_of(heap);
        const double allowed =
            std::max(relative * std::abs(total.value), kRounding * total.magnitude);
        // Written so that an error that is no number ends it, too.
        if (!(total.error > allowed) || heap.size() >= kMostPieces) return total.value;
        halve_worst(f, heap);
    }
}

}  // namespace maaiveld::influence
