#include "exchange/text_file.h"

#include <cerrno>
#include <cstring>
#include <fmt/format.h>
#include <fstream>
#include <system_error>
#include <unistd.h>

namespace maaiveld::exchange {
namespace {

namespace fs = std::filesystem;

tl::unexpected<base::Error> cannot_write(const fs::path& path, const std::string& why) {
    return tl::unexpected(
        base::Error{base::ErrorCode::CannotWrite, "cannot be written: " + why, path.string()});
}

/// Writes into `file`; errors name `path`, which is what the user asked for.
base::Result<void> write_straight(const fs::path& file, const fs::path& path,
                                  std::string_view text) {
    std::ofstream stream{file, std::ios::binary | std::ios::trunc};
    if (!stream) return cannot_write(path, std::strerror(errno));
    stream.write(text.data(), static_cast<std::streamsize>(text.size()));
    stream.flush();
    if (!stream) return cannot_write(path, "the disk did not take it");
    return {};
}

}  // namespace

base::Result<std::string> read_text(const fs::path& path, std::uintmax_t max_bytes) {
    std::error_code failure;
    if (!fs::exists(path, failure)) return base::bad_input("no such file", path.string());
    if (fs::is_directory(path, failure)) {
        return base::bad_input("is a folder; a file is needed", path.string());
    }
    std::ifstream stream{path, std::ios::binary};
    if (!stream) return base::bad_input("cannot be opened for reading", path.string());
    const auto size = fs::file_size(path, failure);
    if (!failure && size > max_bytes) {
        return base::bad_input(fmt::format("holds {} bytes; at most {} are read", size, max_bytes),
                               path.string());
    }
    std::string text;
    if (!failure) text.reserve(size);
    text.assign(std::istreambuf_iterator<char>{stream}, {});
    return text;
}

base::Result<void> write_text(const fs::path& path, std::string_view text) {
    std::error_code failure;
    // Renaming over a link, a pipe or a device (/dev/stdout) would destroy it.
    const fs::path target = fs::is_symlink(path, failure) ? fs::canonical(path, failure) : path;
    const auto kind = failure ? fs::file_type::not_found : fs::status(target, failure).type();
    if (kind == fs::file_type::directory) return cannot_write(path, "it is a folder");
    const bool is_stream = kind != fs::file_type::regular && kind != fs::file_type::not_found;
    if (is_stream || target.empty()) return write_straight(path, path, text);
    if (target.has_parent_path()) fs::create_directories(target.parent_path(), failure);
    const fs::path beside = target.string() + fmt::format(".part{}", ::getpid());
    if (auto written = write_straight(beside, path, text); !written) {
        fs::remove(beside, failure);
        return written;
    }
    fs::rename(beside, target, failure);
    if (failure) {
        const std::string why = failure.message();
        fs::remove(beside, failure);
        return cannot_write(path, why);
    }
    return {};
}

}  // namespace maaiveld::exchange
