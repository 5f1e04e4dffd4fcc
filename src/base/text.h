#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace maaiveld::base {

/// The candidate that most resembles `word`, when one is close enough to be a likely slip of the
/// finger (at most a third of the letters differ).
std::optional<std::string> nearest(std::string_view word, std::span<const std::string> candidates);

/// " (did you mean `width_m`?)", or nothing when no candidate is close.
std::string did_you_mean(std::string_view word, std::span<const std::string> candidates);

/// The number written in the whole of `text` (no leading or trailing characters), if it is one and
/// finite. Independent of the locale.
std::optional<double> parse_double(std::string_view text);

/// True when every byte sequence in `text` is valid UTF-8 (RFC 3629: no overlong forms, no
/// surrogates, nothing above U+10FFFF), so that it can be written into JSON again.
bool is_utf8(std::string_view text);

/// True for a day that exists, written as 2030-01-31.
bool is_iso_date(std::string_view text);

/// `text` split at every `separator`; an empty text gives one empty part.
std::vector<std::string_view> split(std::string_view text, char separator);

/// `text` without blanks at either end.
std::string_view trimmed(std::string_view text);

/// `text` made safe for a terminal: control characters become '?'.
std::string printable(std::string_view text);

}  // namespace maaiveld::base
