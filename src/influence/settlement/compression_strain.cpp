#include "influence/settlement/compression_strain.h"

#include <boost/math/quadrature/gauss_kronrod.hpp>

#include <algorithm>
#include <cmath>
#include <numbers>

namespace maaiveld::influence {
namespace {

using boost::math::quadrature::gauss_kronrod;

double degree_at(const StressPath& path, double day, double step_day) {
    if (day <= step_day) return 0.0;
    return path.degree ? path.degree(day, step_day) : 1.0;
}

/// ln of the integral of (s/sp)^beta over [from, to], in which no step begins but perhaps at
/// `from`. In logarithms, because soils with little creep raise stress to a power of a hundred and
/// more.
double log_integral(const StressPath& path, double beta, double from, double to) {
    const double end = path.stress_kPa(to);
    const double by_pc = beta * std::log(end / path.preconsolidation_kPa);
    if (!path.degree) return by_pc + std::log(to - from);
    const double scale = std::max(end, path.stress_kPa(from));
    // Consolidation starts with the root of time, so that root is the smooth variable; as a part of
    // the whole, because the rule weighs its error against lengths near one.
    const double span = to - from;
    const auto in_root = [&](double root) {
        const double stress = path.stress_kPa(from + span * root * root);
        return 2.0 * root * std::exp(beta * std::log(stress / scale));
    };
    const double sum = gauss_kronrod<double, 15>::integrate(in_root, 0.0, 1.0, 12, 1e-9);
    return by_pc + beta * std::log(scale / end) + std::log(span * sum);
}

/// ln(exp(a) + exp(b)).
double log_sum(double a, double b) {
    const auto [low, high] = std::minmax(a, b);
    return high + std::log1p(std::exp(low - high));
}

/// The days at which the integral is cut: the start, every step after it and every asked day.
std::vector<double> cuts(const StressPath& path, const std::vector<double>& days) {
    std::vector<double> result{path.start_day};
    for (const StressStep& step : path.steps)
        result.push_back(step.day);
    result.insert(result.end(), days.begin(), days.end());
    std::sort(result.begin(), result.end());
    result.erase(std::unique(result.begin(), result.end()), result.end());
    std::erase_if(result, [&](double day) { return day < path.start_day; });
    return result;
}

/// ln(1 + I/tau) at every day.
std::vector<double> creep_logarithm(const StressPath& path, double beta, double reference_days,
                                    const std::vector<double>& days) {
    const std::vector<double> at = cuts(path, days);
    const double log_reference = std::log(reference_days);
    std::vector<double> result;
    double so_far = 0.0;  // ln(1) before the start
    std::size_t cut = 0;
    for (const double day : days) {
        for (; cut + 1 < at.size() && at[cut + 1] <= day; ++cut) {
            const double next = log_integral(path, beta, at[cut], at[cut + 1]);
            so_far = log_sum(so_far, next - log_reference);
        }
        result.push_back(so_far);
    }
    return result;
}

/// The largest ln(s/sp) so far, for soil without creep.
double plastic_logarithm(const StressPath& path, double day) {
    double largest = std::max(path.stress_kPa(day), path.preconsolidation_kPa);
    for (const StressStep& step : path.steps) {
        if (step.day < day) largest = std::max(largest, path.stress_kPa(step.day));
    }
    return std::log(largest / path.preconsolidation_kPa);
}

struct Part {
    double primary = 0.0;
    double secular = 0.0;
};

/// Koppejan: what one step adds to the strain, per unit of degree and of log10(1 + dt/tau).
Part koppejan_part(const model::Koppejan& soil, const Swelling& swelling, double from, double to,
                   double preconsolidation) {
    if (to < from) {
        const double ratio = std::log(to / from);
        return {ratio / swelling.a_p, ratio / swelling.a_s};
    }
    const double knee = std::clamp(preconsolidation, from, to);
    const double below = std::log(knee / from);
    const double above = std::log(to / knee);
    return {below / soil.cp + above / soil.cp_prime, below / soil.cs + above / soil.cs_prime};
}

}  // namespace

double StressPath::stress_kPa(double day) const {
    double stress = initial_kPa;
    for (const StressStep& step : steps)
        stress += step.change_kPa * degree_at(*this, day, step.day);
    return stress;
}

std::vector<double> koppejan_strain(const model::Koppejan& soil, const Swelling& swelling,
                                    double reference_time_days, const StressPath& path,
                                    const std::vector<double>& days) {
    std::vector<double> strain(days.size(), 0.0);
    double stress = path.initial_kPa;
    double preconsolidation = path.preconsolidation_kPa;
    for (const StressStep& step : path.steps) {
        const double next = stress + step.change_kPa;
        const Part part = koppejan_part(soil, swelling, stress, next, preconsolidation);
        for (std::size_t i = 0; i < days.size(); ++i) {
            if (days[i] <= step.day) continue;
            const double creep = std::log10(1.0 + (days[i] - step.day) / reference_time_days);
            strain[i] += part.primary * degree_at(path, days[i], step.day) + part.secular * creep;
        }
        stress = next;
        if (path.raise_preconsolidation) preconsolidation = std::max(preconsolidation, stress);
    }
    return strain;
}

std::vector<double> isotache_strain(const model::Isotache& soil, double reference_time_days,
                                    const StressPath& path, const std::vector<double>& days) {
    std::vector<double> viscous;
    if (soil.c > 0.0) {
        const double beta = (soil.b - soil.a) / soil.c;
        viscous = creep_logarithm(path, beta, reference_time_days, days);
        for (double& value : viscous)
            value *= soil.c;
    } else {
        for (const double day : days)
            viscous.push_back((soil.b - soil.a) * plastic_logarithm(path, day));
    }
    for (std::size_t i = 0; i < days.size(); ++i)
        viscous[i] += soil.a * std::log(path.stress_kPa(days[i]) / path.initial_kPa);
    return viscous;
}

model::Isotache as_isotache(const model::Bjerrum& soil) {
    return {soil.rr / std::numbers::ln10, soil.cr / std::numbers::ln10,
            soil.c_alpha / std::numbers::ln10};
}

}  // namespace maaiveld::influence
