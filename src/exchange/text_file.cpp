#include "exchange/text_file.h"

#include <cerrno>
#include <cstring>
#include <fstream>
#include <system_error>

#include <fmt/format.h>
#include <unistd.h>

namespace maaiveld::exchange {
namespace {

namespace fs = std::filesystem;

tl::unexpected<base::Error> cannot_write(const fs::path& path, const std::string& why) {
    return tl::unexpected(
        base::Error{base::ErrorCode::CannotWrite, "cannot be written: " + why, path.string()});
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
        return base::bad_input(
            fmt::format("holds {} bytes; at most {} are read", size, max_bytes), path.string());
    }
    std::string text;
    if (!failure) text.reserve(size);
    text.assign(std::istreambuf_iterator<char>{stream}, {});
    return text;
}

base::Result<void> write_text(const fs::path& path, std::string_view text) {
    std::error_code failure;
    if (path.has_parent_path()) fs::create_directories(path.parent_path(), failure);
    const fs::path beside = path.string() + fmt::format(".part{}", ::getpid());
    {
        std::ofstream stream{beside, std::ios::binary | std::ios::trunc};
        if (!stream) return cannot_write(path, std::strerror(errno));
        stream.write(text.data(), static_cast<std::streamsize>(text.size()));
        stream.flush();
        if (!stream) {
            fs::remove(beside, failure);
            return cannot_write(path, "the disk did not take it");
        }
    }
    fs::rename(beside, path, failure);
    if (failure) {
        const std::string why = failure.message();
        fs::remove(beside, failure);
        return cannot_write(path, why);
    }
    return {};
}

}  // namespace maaiveld::exchange
