#pragma once

#include "base/error.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace maaiveld::exchange {

/// Takes the next bytes of a file. An error stops the reading and is handed on.
using ByteSink = std::function<base::Result<void>(std::string_view)>;

/// What a file from outside may cost us: a few kilobytes of zip can hold terabytes.
struct UnpackLimits {
    std::uint64_t max_unpacked_bytes = 4'000'000'000;
    double max_ratio = 200.0;  ///< unpacked to packed, watched once 1 MB has come out
};

/// One file inside a zip archive. The sizes are what the archive claims; reading does not trust
/// them.
struct ZipEntry {
    std::string name;
    std::uint64_t index = 0;
    std::uint64_t packed_bytes = 0;
    std::uint64_t unpacked_bytes = 0;
};

/// A zip archive opened for reading. Entries are streamed; nothing is written to disk, so the names
/// inside can do no harm.
class ZipSource {
public:
    /// Opens `path`. Errors: no zip archive, cut off, or unreadable.
    static base::Result<ZipSource> open(const std::filesystem::path& path);

    const std::vector<ZipEntry>& entries() const { return entries_; }

    /// Streams the unpacked bytes of `entry` to `sink` in pieces. Errors: more or denser than
    /// `limits` allow, a damaged or encrypted entry (its checksum is verified at the end), or what
    /// the sink returns.
    base::Result<void> stream(const ZipEntry& entry, const UnpackLimits& limits,
                              const ByteSink& sink) const;

private:
    struct Close {
        void operator()(void* archive) const;
    };

    std::unique_ptr<void, Close> archive_;  ///< a zip_t, which only zip_source.cpp knows
    std::filesystem::path path_;
    std::vector<ZipEntry> entries_;
};

/// Streams an ordinary file to `sink`, at most `max_bytes` of it; a larger file is an error.
base::Result<void> stream_file(const std::filesystem::path& path, std::uint64_t max_bytes,
                               const ByteSink& sink);

}  // namespace maaiveld::exchange
