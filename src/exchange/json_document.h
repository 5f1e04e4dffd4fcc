#pragma once

#include "base/error.h"

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace maaiveld::exchange {

struct JsonMember;

/// A JSON value that knows the line it was written on.
struct JsonValue {
    enum class Kind { Null, Bool, Number, Text, Array, Object };

    Kind kind = Kind::Null;
    int line = 0;
    bool boolean = false;
    double number = 0.0;
    std::string text;
    std::vector<JsonValue> items;
    std::vector<JsonMember> members;  ///< in the order of the file; no key occurs twice

    const JsonValue* find(std::string_view key) const;
};

struct JsonMember {
    std::string key;
    int line = 0;
    JsonValue value;
};

/// A parsed JSON file. Refused with file and line: text that is not JSON or not UTF-8, NaN and
/// infinite numbers, a key that occurs twice in one object, nesting deeper than 64 levels.
struct JsonDocument {
    std::string file;
    JsonValue root;
};

base::Result<JsonDocument> parse_json(std::string_view text, const std::string& file);

/// Reads and parses a file of at most `max_bytes`.
base::Result<JsonDocument> read_json(const std::filesystem::path& path,
                                     std::uintmax_t max_bytes = std::uintmax_t{4} << 30U);

/// What the readers of this room throw inside the room; each public reader catches it once.
struct ReadFailure {
    base::Error error;
};

/// Throws a ReadFailure that names `file` and the line of `value`.
[[noreturn]] void fail(const std::string& file, int line, const std::string& message);

/// Reads the members of one object: every key is asked for once, and `finish` refuses the keys
/// nobody asked for, naming the nearest one that exists. All functions throw ReadFailure.
class ObjectReader {
public:
    /// `what` names the object in messages: "asset `W-12`", "strip 3".
    ObjectReader(const JsonValue& value, const std::string& file, std::string what);

    const JsonValue* find(std::string_view key);  ///< nullptr when absent or null
    const JsonValue& require(std::string_view key);

    double number(std::string_view key);
    double positive(std::string_view key);  ///< number > 0
    double non_negative(std::string_view key);
    std::optional<double> optional_number(std::string_view key);
    std::optional<double> optional_positive(std::string_view key);
    std::string text(std::string_view key);  ///< not empty
    std::string text_or(std::string_view key, std::string_view fallback);
    std::optional<std::string> optional_text(std::string_view key);
    bool flag_or(std::string_view key, bool fallback);
    const std::vector<JsonValue>& array(std::string_view key);
    const std::vector<JsonValue>* optional_array(std::string_view key);
    std::vector<std::string> texts_or_empty(std::string_view key);

    void finish() const;
    [[noreturn]] void fail(const std::string& message) const;  ///< at the object's line
    [[noreturn]] void fail_at(const JsonValue& value, const std::string& message) const;

    const std::string& file() const { return file_; }
    const std::string& what() const { return what_; }
    int line() const { return value_.line; }
    void rename(std::string what) { what_ = std::move(what); }

private:
    const JsonValue& value_;
    const std::string& file_;
    std::string what_;
    std::vector<std::string> asked_;
};

/// The number in `value`; throws ReadFailure naming `key` when it is none.
double number_in(const JsonValue& value, const std::string& file, std::string_view key);
const std::string& text_in(const JsonValue& value, const std::string& file, std::string_view key);

/// A coordinate: a number within 1e8 m of the origin, which every projected CRS keeps to.
double coordinate_in(const JsonValue& value, const std::string& file, std::string_view key);

/// The enumerator called `name`, or a ReadFailure that lists the near misses. `named` maps a name
/// to optional<Enum>, `all` are the names that exist.
template <class Named>
auto enumerator(const std::string& name, const JsonValue& at, const std::string& file,
                std::string_view what, const std::vector<std::string>& all, Named named);

[[noreturn]] void fail_unknown_name(const std::string& name, int line, const std::string& file,
                                    std::string_view what, const std::vector<std::string>& all);

template <class Named>
auto enumerator(const std::string& name, const JsonValue& at, const std::string& file,
                std::string_view what, const std::vector<std::string>& all, Named named) {
    const auto found = named(name);
    if (!found) fail_unknown_name(name, at.line, file, what, all);
    return *found;
}

}  // namespace maaiveld::exchange
