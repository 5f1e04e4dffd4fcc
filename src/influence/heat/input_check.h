#pragma once

#include "base/error.h"

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace maaiveld::influence {

/// Collects the first thing that is physically impossible about a value of the kernel. Names are
/// the keys a user writes, so the same sentence serves a file reader and a caller in code.
class InputCheck {
public:
    InputCheck& finite(std::string_view name, double value);
    InputCheck& positive(std::string_view name, double value);
    InputCheck& not_negative(std::string_view name, double value);
    /// Not below absolute zero.
    InputCheck& temperature(std::string_view name, double value_C);
    InputCheck& temperatures(std::string_view name, std::span<const double> values_C);
    /// `message` becomes the fault when `holds` is false.
    InputCheck& require(bool holds, std::string_view message);
    /// Takes over the fault of a part, when there is one.
    InputCheck& part(const std::optional<std::string>& fault);

    const std::optional<std::string>& fault() const { return fault_; }

private:
    void note(std::string message);

    std::optional<std::string> fault_;
};

/// A fault as an error of `where` ("heat pair `P1`"): bad input.
inline base::Error error_of(const std::string& fault, const std::string& where) {
    return base::Error{base::ErrorCode::BadInput, fault, where};
}

}  // namespace maaiveld::influence
