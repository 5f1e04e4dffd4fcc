#include "exchange/zip_source.h"

#include "base/text.h"

#include <fstream>
#include <optional>
#include <utility>
#include <zip.h>

namespace maaiveld::exchange {

namespace {

constexpr std::size_t kPieceBytes = 256 * 1024;
/// Short files of blanks are dense and harmless; below this the ratio says nothing.
constexpr std::uint64_t kRatioFreeBytes = 1'000'000;

struct CloseFile {
    void operator()(zip_file_t* file) const { zip_fclose(file); }
};
using OpenFile = std::unique_ptr<zip_file_t, CloseFile>;

zip_t* handle(void* archive) {
    return static_cast<zip_t*>(archive);
}

std::string text_of(int zip_error) {
    zip_error_t error;
    zip_error_init_with_code(&error, zip_error);
    std::string text = zip_error_strerror(&error);
    zip_error_fini(&error);
    return text;
}

std::optional<ZipEntry> entry_at(zip_t* archive, zip_uint64_t index) {
    zip_stat_t stat;
    if (zip_stat_index(archive, index, 0, &stat) != 0 || (stat.valid & ZIP_STAT_NAME) == 0) {
        return std::nullopt;
    }
    ZipEntry entry;
    entry.name = stat.name;
    entry.index = index;
    if ((stat.valid & ZIP_STAT_COMP_SIZE) != 0) entry.packed_bytes = stat.comp_size;
    if ((stat.valid & ZIP_STAT_SIZE) != 0) entry.unpacked_bytes = stat.size;
    return entry;
}

/// Whether `unpacked` bytes may come out of an entry that takes `packed` bytes; if not, why.
base::Result<void> allowed(std::uint64_t unpacked, std::uint64_t packed, const UnpackLimits& limits,
                           const std::string& where) {
    if (unpacked > limits.max_unpacked_bytes) {
        return base::bad_input("unpacks to more than " + std::to_string(limits.max_unpacked_bytes) +
                                   " bytes, the limit",
                               where);
    }
    const double most = limits.max_ratio * static_cast<double>(packed);
    if (unpacked > kRatioFreeBytes && static_cast<double>(unpacked) > most) {
        return base::bad_input("unpacks to more than " +
                                   std::to_string(static_cast<long long>(limits.max_ratio)) +
                                   " times its packed size, which looks like a zip bomb",
                               where);
    }
    return {};
}

}  // namespace

void ZipSource::Close::operator()(void* archive) const {
    zip_discard(handle(archive));
}

base::Result<ZipSource> ZipSource::open(const std::filesystem::path& path) {
    int code = 0;
    zip_t* opened = zip_open(path.c_str(), ZIP_RDONLY, &code);
    if (opened == nullptr) {
        return base::bad_input(
            "cannot be read as a zip archive (" + text_of(code) + "); is the download complete?",
            path.string());
    }
    ZipSource source;
    source.archive_.reset(opened);
    source.path_ = path;
    const zip_int64_t count = zip_get_num_entries(opened, 0);
    for (zip_int64_t i = 0; i < count; ++i) {
        auto entry = entry_at(opened, static_cast<zip_uint64_t>(i));
        if (entry) source.entries_.push_back(*std::move(entry));
    }
    return source;
}

base::Result<void> ZipSource::stream(const ZipEntry& entry, const UnpackLimits& limits,
                                     const ByteSink& sink) const {
    const std::string where = path_.string() + "/" + base::printable(entry.name);
    zip_t* archive = handle(archive_.get());
    const OpenFile file(zip_fopen_index(archive, entry.index, 0));
    if (!file)
        return base::bad_input(std::string("cannot be unpacked: ") + zip_strerror(archive), where);

    std::string piece(kPieceBytes, '\0');
    std::uint64_t unpacked = 0;
    for (;;) {
        const zip_int64_t got = zip_fread(file.get(), piece.data(), piece.size());
        if (got < 0) {
            return base::bad_input(
                std::string("is damaged or cut off: ") + zip_file_strerror(file.get()), where);
        }
        if (got == 0) return {};
        unpacked += static_cast<std::uint64_t>(got);
        if (auto ok = allowed(unpacked, entry.packed_bytes, limits, where); !ok) return ok;
        auto taken = sink(std::string_view(piece).substr(0, static_cast<std::size_t>(got)));
        if (!taken) return taken;
    }
}

base::Result<void> stream_file(const std::filesystem::path& path, std::uint64_t max_bytes,
                               const ByteSink& sink) {
    std::ifstream in(path, std::ios::binary);
    if (!in) return base::bad_input("cannot be opened", path.string());
    std::string piece(kPieceBytes, '\0');
    std::uint64_t total = 0;
    while (in) {
        in.read(piece.data(), static_cast<std::streamsize>(piece.size()));
        const auto got = static_cast<std::size_t>(in.gcount());
        if (got == 0) break;
        total += got;
        if (total > max_bytes) {
            return base::bad_input(
                "is larger than " + std::to_string(max_bytes) + " bytes, the limit", path.string());
        }
        if (auto taken = sink(std::string_view(piece).substr(0, got)); !taken) return taken;
    }
    if (in.bad()) return base::bad_input("cannot be read to its end", path.string());
    return {};
}

}  // namespace maaiveld::exchange
