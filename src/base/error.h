#pragma once

#include <string>
#include <tl/expected.hpp>
#include <utility>

namespace maaiveld::base {

/// Who is to blame decides the exit code: bad input or usage is 2, a fault of ours is 3.
enum class ErrorCode { BadInput, BadUsage, CannotWrite, Internal };

/// Why something could not be done, in one line a user can act on.
struct Error {
    ErrorCode code = ErrorCode::BadInput;
    std::string message;  ///< what was wrong and what would be right
    std::string where;    ///< "file:line" or "file, record 12"; empty when no file is involved

    /// "street.json:12: no network is called `watr`; did you mean `water`?"
    std::string text() const { return where.empty() ? message : where + ": " + message; }
};

/// A T, or the reason there is none.
template <class T>
using Result = tl::expected<T, Error>;

/// Shorthand for `return bad_input(...)` in a function that returns a Result.
inline tl::unexpected<Error> bad_input(std::string message, std::string where = {}) {
    return tl::unexpected<Error>(Error{ErrorCode::BadInput, std::move(message), std::move(where)});
}

}  // namespace maaiveld::base
