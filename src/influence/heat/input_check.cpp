#include "influence/heat/input_check.h"

#include <cmath>
#include <fmt/format.h>
#include <utility>

namespace maaiveld::influence {
namespace {

constexpr double kAbsoluteZero_C = -273.15;

}  // namespace

void InputCheck::note(std::string message) {
    if (!fault_) fault_ = std::move(message);
}

InputCheck& InputCheck::finite(std::string_view name, double value) {
    if (!std::isfinite(value)) note(fmt::format("`{}` is not a finite number", name));
    return *this;
}

InputCheck& InputCheck::positive(std::string_view name, double value) {
    finite(name, value);
    if (!(value > 0.0)) note(fmt::format("`{}` is {:g}; it must be above 0", name, value));
    return *this;
}

InputCheck& InputCheck::not_negative(std::string_view name, double value) {
    finite(name, value);
    if (!(value >= 0.0)) note(fmt::format("`{}` is {:g}; it must not be negative", name, value));
    return *this;
}

InputCheck& InputCheck::temperature(std::string_view name, double value_C) {
    finite(name, value_C);
    if (!(value_C >= kAbsoluteZero_C)) {
        note(fmt::format("`{}` is {:g} °C, which is below absolute zero ({:g} °C)", name, value_C,
                         kAbsoluteZero_C));
    }
    return *this;
}

InputCheck& InputCheck::temperatures(std::string_view name, std::span<const double> values_C) {
    for (const double value_C : values_C)
        temperature(name, value_C);
    return *this;
}

InputCheck& InputCheck::require(bool holds, std::string_view message) {
    if (!holds) note(std::string{message});
    return *this;
}

InputCheck& InputCheck::part(const std::optional<std::string>& fault) {
    if (fault) note(*fault);
    return *this;
}

}  // namespace maaiveld::influence
