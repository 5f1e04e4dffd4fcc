#include "influence/street/assumptions.h"

#include <algorithm>
#include <numeric>

namespace maaiveld::influence {
namespace {

Uncertain around(const Uncertain& range, double value) {
    if (range.value == 0.0) return Uncertain::exactly(value);
    const double factor = value / range.value;
    return {value, range.low * factor, range.high * factor, range.source, range.grade};
}

bool in_use(const Operating& one, const Operation& operation, const model::Street& street) {
    return std::any_of(street.assets.begin(), street.assets.end(),
                       [&](const model::Asset& asset) { return operation.of(asset) == &one; });
}

void add_ground(const Operation& o, const model::Street& street, std::vector<Parameter>& all) {
    Uncertain conductivity = o.conductivity_W_mK;
    Uncertain capacity = o.heat_capacity_J_m3K;
    if (street.soil && !street.soil->layers.empty()) {
        const model::SoilLayer& layer = street.soil->layers.front();
        conductivity = around(conductivity, layer.conductivity_W_mK);
        capacity = around(capacity, layer.heat_capacity_J_m3K);
    }
    all.push_back({"conductivity_W_mK", conductivity,
                   [](Assumptions& a, double v) { a.conductivity_W_mK = v; }});
    all.push_back({"heat_capacity_J_m3K", capacity,
                   [](Assumptions& a, double v) { a.heat_capacity_J_m3K = v; }});
    all.push_back(
        {"surface_mean_C", o.surface_mean_C, [](Assumptions& a, double v) { a.year.mean_C = v; }});
    all.push_back({"surface_amplitude_K", o.surface_amplitude_K,
                   [](Assumptions& a, double v) { a.year.amplitude_K = v; }});
    all.push_back({"surface_film_m2K_W", o.surface_film_m2K_W,
                   [](Assumptions& a, double v) { a.film_m2K_W = v; }});
}

void add_network(const Operating& one, std::vector<Parameter>& all) {
    const std::string id = one.id;
    if (one.temperature_C) {
        all.push_back(
            {"shift_K " + id, one.shift_K, [id](Assumptions& a, double v) { a.shift_K[id] = v; }});
    }
    if (one.carries_current) {
        all.push_back({"load_share " + id, one.load_share,
                       [id](Assumptions& a, double v) { a.load_share[id] = v; }});
    }
}

/// A well-mixed 64-bit number from any input (the finaliser of SplitMix64, Steele et al. 2014).
std::uint64_t mixed(std::uint64_t x) {
    x += 0x9E3779B97F4A7C15ULL;
    x = (x ^ (x >> 30U)) * 0xBF58476D1CE4E5B9ULL;
    x = (x ^ (x >> 27U)) * 0x94D049BB133111EBULL;
    return x ^ (x >> 31U);
}

/// Place of `sample` in a permutation of 0..samples-1 that depends on `key`: a Feistel network on
/// the next power of four, walked until it lands inside.
std::size_t permuted(std::size_t sample, std::size_t samples, std::uint64_t key) {
    unsigned half_bits = 1;
    while ((std::size_t{1} << (2 * half_bits)) < samples)
        ++half_bits;
    const std::uint64_t mask = (std::uint64_t{1} << half_bits) - 1;
    std::uint64_t x = sample;
    do {
        std::uint64_t left = x >> half_bits;
        std::uint64_t right = x & mask;
        for (std::uint64_t round = 0; round < 4; ++round) {
            const std::uint64_t next = left ^ (mixed(right ^ mixed(key + round)) & mask);
            left = right;
            right = next;
        }
        x = (left << half_bits) | right;
    } while (x >= samples);
    return static_cast<std::size_t>(x);
}

}  // namespace

std::vector<Parameter> parameters_of(const Operation& operation, const model::Street& street) {
    std::vector<Parameter> all;
    add_ground(operation, street, all);
    for (const Operating& one : operation.networks) {
        if (!in_use(one, operation, street)) continue;
        add_network(one, all);
        const bool insulated = one.network == model::Network::Heat;
        const bool known = std::any_of(all.begin(), all.end(), [](const Parameter& p) {
            return p.name == "insulation_conductivity_W_mK";
        });
        if (insulated && !known) {
            all.push_back({"insulation_conductivity_W_mK", operation.insulation_conductivity_W_mK,
                           [](Assumptions& a, double v) { a.insulation_conductivity_W_mK = v; }});
        }
    }
    return all;
}

Assumptions likeliest(const std::vector<Parameter>& parameters, const Operation& operation) {
    std::vector<double> values;
    for (const Parameter& parameter : parameters)
        values.push_back(parameter.range.value);
    return with_values(parameters, operation, values);
}

double quantile(std::uint64_t seed, std::size_t samples, std::size_t sample, std::size_t index) {
    const std::uint64_t key = mixed(mixed(seed) + index);
    const auto row = static_cast<double>(permuted(sample, samples, key));
    const double inside =
        (static_cast<double>(mixed(key ^ mixed(sample + 1)) >> 11U) + 0.5) * 0x1.0p-53;
    return (row + inside) / static_cast<double>(samples);
}

std::vector<double> draw(const std::vector<Parameter>& parameters, std::uint64_t seed,
                         std::size_t samples, std::size_t sample) {
    std::vector<double> values;
    for (std::size_t i = 0; i < parameters.size(); ++i)
        values.push_back(parameters[i].range.at(quantile(seed, samples, sample, i)));
    return values;
}

Assumptions with_values(const std::vector<Parameter>& parameters, const Operation& operation,
                        const std::vector<double>& values) {
    Assumptions a;
    a.year.coldest_day = operation.coldest_day;
    a.insulation_conductivity_W_mK = operation.insulation_conductivity_W_mK.value;
    for (std::size_t i = 0; i < parameters.size(); ++i)
        parameters[i].set(a, values[i]);
    return a;
}

}  // namespace maaiveld::influence
