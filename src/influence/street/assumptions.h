#pragma once

#include "influence/heat/heat_section.h"
#include "influence/street/operation.h"

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <vector>

namespace maaiveld::influence {

/// One definite set of what is otherwise uncertain: the likeliest values, or one draw.
struct Assumptions {
    double conductivity_W_mK = 0.0;
    double heat_capacity_J_m3K = 0.0;
    SurfaceYear year;
    double film_m2K_W = 0.0;
    double insulation_conductivity_W_mK = 0.0;
    std::map<std::string, double> shift_K;     ///< by Operating::id
    std::map<std::string, double> load_share;  ///< by Operating::id

    double diffusivity_m2_s() const { return conductivity_W_mK / heat_capacity_J_m3K; }
};

/// One uncertain input of a street: its range, and where it goes.
struct Parameter {
    std::string name;  ///< "conductivity_W_mK", "shift_K heat-supply", ...
    Uncertain range;
    std::function<void(Assumptions&, double)> set;
};

/// The inputs that may vary for a street. Where the street gives its own soil, the profile's range
/// is kept in proportion around the street's value. Networks that the street does not hold are
/// left out, so that no draw is spent on them.
std::vector<Parameter> parameters_of(const Operation& operation, const model::Street& street);

/// Every parameter at its likeliest value.
Assumptions likeliest(const std::vector<Parameter>& parameters, const Operation& operation);

/// The quantile in (0, 1) that draw `sample` gives to parameter `index`: a Latin hypercube of
/// `samples`, the same for any number of threads.
double quantile(std::uint64_t seed, std::size_t samples, std::size_t sample, std::size_t index);

/// The values of one draw, in the order of `parameters`, and the assumptions they make.
std::vector<double> draw(const std::vector<Parameter>& parameters, std::uint64_t seed,
                         std::size_t samples, std::size_t sample);
Assumptions with_values(const std::vector<Parameter>& parameters, const Operation& operation,
                        const std::vector<double>& values);

}  // namespace maaiveld::influence
