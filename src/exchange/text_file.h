#pragma once

#include "base/error.h"

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

namespace maaiveld::exchange {

/// The whole content of a file of at most `max_bytes`.
base::Result<std::string> read_text(const std::filesystem::path& path, std::uintmax_t max_bytes);

/// Writes `text` to a file beside `path` and renames it, so that `path` is never half-written. A
/// link stays a link to the file it names; a pipe or device is written straight.
base::Result<void> write_text(const std::filesystem::path& path, std::string_view text);

}  // namespace maaiveld::exchange
