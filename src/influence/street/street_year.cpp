#include "influence/street/street_year.h"

#include "base/parallel.h"
#include "influence/heat/soil_year.h"

#include <Eigen/Dense>

#include <algorithm>
#include <cmath>
#include <mutex>
#include <numeric>

namespace maaiveld::influence {
namespace {

/// Moments of the year that a draw looks at: the middle and the turn of every month.
constexpr std::size_t kMoments = 24;

double moment_day(std::size_t moment) {
    return (static_cast<double>(moment) + 0.5) * kYear_days / static_cast<double>(kMoments);
}

struct OneDraw {
    std::vector<double> inputs;
    std::vector<std::vector<double>> courses;  ///< per object, kMoments values
    std::vector<std::vector<double>> months;   ///< per object, 12 values
    std::optional<base::Error> error;
};

OneDraw evaluated(const model::Street& street, const model::Catalogue& catalogue,
                  const Operation& operation, double station_m,
                  const std::vector<Parameter>& parameters, std::vector<double> inputs) {
    OneDraw one;
    one.inputs = std::move(inputs);
    const auto heat = StreetHeat::build(street, catalogue, operation,
                                        with_values(parameters, operation, one.inputs), station_m);
    if (!heat) {
        one.error = heat.error();
        return one;
    }
    one.courses.resize(heat->objects().size());
    one.months.resize(heat->objects().size());
    const auto note = [&](double day, std::vector<std::vector<double>>& into) {
        const auto states = heat->at_day(day);
        if (!states) {
            one.error = states.error();
            return false;
        }
        for (std::size_t i = 0; i < states->size(); ++i)
            into[i].push_back((*states)[i].temperature_C);
        return true;
    };
    for (std::size_t m = 0; m < kMoments; ++m) {
        if (!note(moment_day(m), one.courses)) return one;
    }
    for (int month = 1; month <= 12; ++month) {
        if (!note(middle_of_month(month), one.months)) return one;
    }
    return one;
}

double mean_of(const std::vector<double>& sample) {
    return std::accumulate(sample.begin(), sample.end(), 0.0) / static_cast<double>(sample.size());
}

double sigma_of(const std::vector<double>& sample) {
    if (sample.size() < 2) return 0.0;
    const double mean = mean_of(sample);
    double sum = 0.0;
    for (const double value : sample)
        sum += (value - mean) * (value - mean);
    return std::sqrt(sum / static_cast<double>(sample.size() - 1));
}

/// The top of a course of equally spaced values: parabola through the highest and its neighbours.
double top_of(const std::vector<double>& course) {
    const auto n = course.size();
    const auto highest =
        static_cast<std::size_t>(std::max_element(course.begin(), course.end()) - course.begin());
    const double before = course[(highest + n - 1) % n];
    const double at = course[highest];
    const double after = course[(highest + 1) % n];
    const double bend = before - 2.0 * at + after;
    if (bend >= 0.0) return at;
    return at - (after - before) * (after - before) / (8.0 * bend);
}

ObjectBand band_of(const std::string& id, std::size_t object, const std::vector<OneDraw>& draws,
                   const std::vector<Parameter>& parameters, std::optional<double> limit_C) {
    ObjectBand band;
    band.id = id;
    for (std::size_t m = 0; m < 12; ++m) {
        std::vector<double> sample;
        for (const OneDraw& one : draws)
            sample.push_back(one.months[object][m]);
        band.month_mean_C.push_back(mean_of(sample));
        band.month_sigma_K.push_back(sigma_of(sample));
        band.months.push_back(quantiles(std::move(sample)));
    }
    std::vector<double> maxima;
    std::vector<double> hours;
    std::vector<std::vector<double>> inputs;
    for (const OneDraw& one : draws) {
        // The moments need not hold the middle of a month: neither may be above the maximum.
        maxima.push_back(
            std::max(top_of(one.courses[object]),
                     *std::max_element(one.months[object].begin(), one.months[object].end())));
        inputs.push_back(one.inputs);
        if (limit_C) hours.push_back(hours_above(one.courses[object], *limit_C));
    }
    band.maximum_mean_C = mean_of(maxima);
    band.maximum_sigma_K = sigma_of(maxima);
    band.maximum = quantiles(maxima);
    band.drivers = variance_shares(parameters, inputs, maxima);
    if (limit_C) {
        band.mean_hours_above = mean_of(hours);
        band.hours_above = quantiles(std::move(hours));
        const auto above = std::count_if(maxima.begin(), maxima.end(),
                                         [&](double maximum) { return maximum > *limit_C; });
        band.probability_above = static_cast<double>(above) / static_cast<double>(maxima.size());
    }
    return band;
}

}  // namespace

base::Result<std::vector<std::vector<double>>> street_year(const StreetHeat& heat) {
    std::vector<std::vector<double>> rows(heat.objects().size());
    for (std::size_t day = 0; day < kDays; ++day) {
        const auto states = heat.at_day(static_cast<double>(day) + 0.5);
        if (!states) return tl::unexpected(states.error());
        for (std::size_t i = 0; i < rows.size(); ++i)
            rows[i].push_back((*states)[i].temperature_C);
    }
    return rows;
}

double hours_above(std::span<const double> course, double limit) {
    if (course.empty()) return 0.0;
    const double step_h = kYear_days * 24.0 / static_cast<double>(course.size());
    double hours = 0.0;
    for (std::size_t i = 0; i < course.size(); ++i) {
        const double from = course[i] - limit;
        const double to = course[(i + 1) % course.size()] - limit;
        if (from > 0.0 && to > 0.0) hours += step_h;
        if ((from > 0.0) != (to > 0.0)) {
            const double above = std::max(from, to);
            hours += step_h * above / std::abs(from - to);
        }
    }
    return hours;
}

Quantiles quantiles(std::vector<double> sample) {
    std::sort(sample.begin(), sample.end());
    const auto at = [&](double q) {
        const double place = q * static_cast<double>(sample.size() - 1);
        const auto below = static_cast<std::size_t>(place);
        const std::size_t above = std::min(below + 1, sample.size() - 1);
        return sample[below] +
               (place - static_cast<double>(below)) * (sample[above] - sample[below]);
    };
    return {at(0.05), at(0.5), at(0.95)};
}

VarianceShares variance_shares(const std::vector<Parameter>& parameters,
                               const std::vector<std::vector<double>>& inputs,
                               const std::vector<double>& outputs) {
    VarianceShares result;
    const auto rows = static_cast<Eigen::Index>(outputs.size());
    std::vector<std::size_t> varying;
    for (std::size_t p = 0; p < parameters.size(); ++p) {
        if (parameters[p].range.high > parameters[p].range.low) varying.push_back(p);
    }
    const auto columns = static_cast<Eigen::Index>(varying.size());
    const double output_sigma = sigma_of(outputs);
    if (output_sigma <= 0.0 || columns == 0 || rows <= columns + 1) return result;
    Eigen::MatrixXd x(rows, columns);
    Eigen::VectorXd y(rows);
    const double output_mean = mean_of(outputs);
    for (Eigen::Index r = 0; r < rows; ++r)
        y(r) = (outputs[static_cast<std::size_t>(r)] - output_mean) / output_sigma;
    std::vector<double> sigma;
    for (Eigen::Index c = 0; c < columns; ++c) {
        std::vector<double> column;
        for (const auto& row : inputs)
            column.push_back(row[varying[static_cast<std::size_t>(c)]]);
        const double mean = mean_of(column);
        sigma.push_back(sigma_of(column));
        for (Eigen::Index r = 0; r < rows; ++r)
            x(r, c) = (column[static_cast<std::size_t>(r)] - mean) / sigma.back();
    }
    const Eigen::VectorXd slopes = x.colPivHouseholderQr().solve(y);
    result.explained = 1.0 - (y - x * slopes).squaredNorm() / y.squaredNorm();
    for (Eigen::Index c = 0; c < columns; ++c) {
        const auto k = static_cast<std::size_t>(c);
        result.shares.push_back({parameters[varying[k]].name, slopes(c) * slopes(c),
                                 slopes(c) * output_sigma / sigma[k]});
    }
    std::stable_sort(
        result.shares.begin(), result.shares.end(),
        [](const VarianceShare& a, const VarianceShare& b) { return a.share > b.share; });
    return result;
}

base::Result<std::vector<ObjectBand>> street_band(const model::Street& street,
                                                  const model::Catalogue& catalogue,
                                                  const Operation& operation, double station_m,
                                                  const std::map<std::string, double>& limits_C,
                                                  const BandOptions& options) {
    if (options.samples == 0) return base::bad_input("a band needs at least one draw", "samples");
    const auto parameters = parameters_of(operation, street);
    const auto middle = StreetHeat::build(street, catalogue, operation,
                                          likeliest(parameters, operation), station_m);
    if (!middle) return tl::unexpected(middle.error());
    std::vector<OneDraw> draws(options.samples);
    std::mutex lock;
    std::size_t done = 0;
    base::parallel_for(options.samples, options.threads, [&](std::size_t i) {
        draws[i] = evaluated(street, catalogue, operation, station_m, parameters,
                             draw(parameters, options.seed, options.samples, i));
        const std::lock_guard guard{lock};
        ++done;
        if (options.progress) {
            options.progress(static_cast<double>(done) / static_cast<double>(options.samples));
        }
    });
    for (const OneDraw& one : draws) {
        if (one.error) return tl::unexpected(*one.error);
    }
    std::vector<ObjectBand> bands;
    for (std::size_t i = 0; i < middle->objects().size(); ++i) {
        const auto limit = limits_C.find(middle->objects()[i].id);
        bands.push_back(
            band_of(middle->objects()[i].id, i, draws, parameters,
                    limit == limits_C.end() ? std::nullopt : std::optional{limit->second}));
    }
    return bands;
}

}  // namespace maaiveld::influence
