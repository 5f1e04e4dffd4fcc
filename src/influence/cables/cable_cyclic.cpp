#include "influence/cables/cable_cyclic.h"

#include <boost/math/special_functions/expint.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <fmt/format.h>
#include <numbers>

namespace maaiveld::influence {
namespace {

using Ordinates = std::array<double, 6>;

double exponential_integral(double x) {
    return x > 700.0 ? 0.0 : boost::math::expint(1, x);
}

std::vector<double> attainment(const CyclicBasis& basis, double k, double diffusivity) {
    std::vector<double> share;
    for (int hours = 1; hours <= 6; ++hours)
        share.push_back(1.0 - k + k * soil_attainment(basis, diffusivity, hours));
    return share;
}

double factor_M(const std::vector<double>& share, const Ordinates& y, double mu) {
    double sum = mu * (1.0 - share[5]);
    double before = 0.0;
    for (std::size_t i = 0; i < 6; ++i) {
        sum += y[i] * (share[i] - before);
        before = share[i];
    }
    return 1.0 / std::sqrt(sum);
}

/// Losses of the day over those of the peak hour.
std::vector<double> relative_losses(const std::vector<double>& hourly) {
    const double peak = *std::max_element(hourly.begin(), hourly.end());
    std::vector<double> losses;
    for (const double load : hourly)
        losses.push_back(load * load / (peak * peak));
    return losses;
}

void use_worst_hour(CableCyclic& result, const std::vector<double>& losses) {
    double mean = 0.0;
    for (const double loss : losses)
        mean += loss / 24.0;
    result.loss_load_factor = mean;
    result.factor_M = 0.0;
    for (int hour = 0; hour < 24; ++hour) {
        Ordinates y{};
        for (int i = 0; i < 6; ++i)
            y[static_cast<std::size_t>(i)] = losses[static_cast<std::size_t>((hour - i + 24) % 24)];
        const double M = factor_M(result.attainment, y, mean);
        if (hour > 0 && M > result.factor_M + 1e-12) continue;  // of equals the last: it is hottest
        result.factor_M = M;
        result.peak_hour = hour;
        result.ordinates.assign(y.begin(), y.end());
    }
}

base::Result<void> check(const CyclicBasis& basis, const CableDailyLoad& load,
                         const std::string& where) {
    if (!load.hourly.empty() && load.hourly.size() != 24) {
        return base::bad_input(fmt::format("a day has 24 hourly loads, not {}", load.hourly.size()),
                               where);
    }
    for (const double value : load.hourly) {
        if (!(value >= 0.0) || !std::isfinite(value)) {
            return base::bad_input("an hourly load is not 0 or more", where);
        }
    }
    if (!load.hourly.empty() &&
        !(*std::max_element(load.hourly.begin(), load.hourly.end()) > 0.0)) {
        return base::bad_input("all hourly loads are 0", where);
    }
    if (!(basis.diameter_m > 0.0) || !(basis.depth_m > basis.diameter_m / 2.0)) {
        return base::bad_input("a cyclic factor needs the diameter and depth of a buried cable",
                               where);
    }
    if (!(basis.conductor_rise_K > 0.0)) {
        return base::bad_input("a cyclic factor needs a limit above the ambient temperature",
                               where);
    }
    return {};
}

}  // namespace

double soil_attainment(const CyclicBasis& basis, double diffusivity_m2_s, double hours) {
    const double four_dt = 16.0 * hours * 3600.0 * diffusivity_m2_s;
    double sum = exponential_integral(basis.diameter_m * basis.diameter_m / four_dt);
    if (basis.cables > 1) {
        const double df =
            4.0 * basis.depth_m / std::pow(basis.mutual_factor, 1.0 / (basis.cables - 1));
        sum += (basis.cables - 1) * exponential_integral(df * df / four_dt);
    }
    return sum / (2.0 * std::log(4.0 * basis.depth_m * basis.mutual_factor / basis.diameter_m));
}

base::Result<CableCyclic> cyclic_factor(const CyclicBasis& basis, const CableDailyLoad& load,
                                        const std::string& where) {
    if (auto good = check(basis, load, where); !good) return tl::unexpected(good.error());
    CableCyclic result;
    result.diffusivity_m2_s =
        load.diffusivity_m2_s.value_or(4.68e-7 / std::pow(basis.resistivity_KmW, 0.8));
    const double T4 = basis.resistivity_KmW / (2.0 * std::numbers::pi) *
                      std::log(4.0 * basis.depth_m * basis.mutual_factor / basis.diameter_m);
    result.k = std::clamp(basis.joule_W_m * T4 / basis.conductor_rise_K, 0.0, 1.0);
    result.attainment = attainment(basis, result.k, result.diffusivity_m2_s);
    if (load.hourly.empty()) {
        result.loss_load_factor = load.loss_load_factor;
        result.ordinates.assign(load.ordinates.begin(), load.ordinates.end());
        result.factor_M = factor_M(result.attainment, load.ordinates, load.loss_load_factor);
    } else {
        use_worst_hour(result, relative_losses(load.hourly));
    }
    result.peak_current_A = result.factor_M * basis.rating_A;
    return result;
}

}  // namespace maaiveld::influence
