#include "exchange/imkl_source.h"

#include "base/text.h"
#include "exchange/imkl_reader.h"
#include "exchange/xml_stream.h"

#include <algorithm>
#include <fstream>
#include <memory>
#include <optional>
#include <system_error>
#include <utility>
#include <vector>

namespace maaiveld::exchange {

namespace {

namespace fs = std::filesystem;

/// The root element, with its namespaces, starts within this many bytes.
constexpr std::size_t kHead_bytes = 64 * 1024;
constexpr std::size_t kMostFilesInFolder = 10'000;

/// A document that may be the delivery, and how to stream it.
struct Candidate {
    std::string name;     ///< inside the zip or folder
    std::string version;  ///< by its namespace; empty when it is no IMKL
    std::uint64_t bytes = 0;
    std::function<base::Result<void>(const ByteSink&)> stream;
};

bool is_xml_name(std::string_view name) {
    if (name.size() < 4) return false;
    std::string ending(name.substr(name.size() - 4));
    for (char& c : ending)
        c = static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
    return ending == ".xml" || ending == ".gml";
}

std::string version_of_head(std::string_view head) {
    if (head.find("geostandaarden.nl/imkl/2015/wion/") != std::string_view::npos) return "1.2.1";
    if (head.find("geostandaarden.nl/imkl/wibon") != std::string_view::npos) return "2.0";
    return {};
}

/// Stops a stream once enough has been seen; never shown to anyone.
const base::Error kEnough{base::ErrorCode::Internal, "enough", ""};

/// Fills in the candidate's version from its first bytes. An error only when not even those can be
/// had.
base::Result<void> sniff(Candidate& candidate) {
    std::string head;
    const auto streamed = candidate.stream([&](std::string_view piece) -> base::Result<void> {
        head += piece.substr(0, kHead_bytes - head.size());
        if (head.size() < kHead_bytes) return {};
        return tl::unexpected<base::Error>(kEnough);
    });
    if (!streamed && streamed.error().message != kEnough.message) return streamed;
    candidate.version = version_of_head(head);
    return {};
}

bool starts_like_zip(const fs::path& path) {
    std::ifstream in(path, std::ios::binary);
    char head[2] = {};
    in.read(head, 2);
    return in.gcount() == 2 && head[0] == 'P' && head[1] == 'K';
}

base::Result<std::vector<Candidate>> candidates_in_zip(const fs::path& path,
                                                       const UnpackLimits& limits) {
    auto opened = ZipSource::open(path);
    if (!opened) return tl::unexpected<base::Error>(opened.error());
    const auto zip = std::make_shared<ZipSource>(*std::move(opened));
    std::vector<Candidate> candidates;
    for (const ZipEntry& entry : zip->entries()) {
        if (!is_xml_name(entry.name)) continue;
        candidates.push_back(
            {entry.name, {}, entry.unpacked_bytes, [zip, entry, limits](const ByteSink& sink) {
                 return zip->stream(entry, limits, sink);
             }});
    }
    return candidates;
}

Candidate file_candidate(const fs::path& file, std::string name, const UnpackLimits& limits) {
    std::error_code ignored;
    const auto bytes = fs::file_size(file, ignored);
    return {std::move(name), {}, ignored ? 0 : bytes, [file, limits](const ByteSink& sink) {
                return stream_file(file, limits.max_unpacked_bytes, sink);
            }};
}

base::Result<std::vector<Candidate>> candidates_in_folder(const fs::path& folder,
                                                          const UnpackLimits& limits) {
    std::error_code failed;
    std::vector<fs::path> files;
    fs::recursive_directory_iterator entries(folder, failed);
    for (; !failed && entries != fs::recursive_directory_iterator(); entries.increment(failed)) {
        if (!entries->is_regular_file(failed) || !is_xml_name(entries->path().string())) continue;
        files.push_back(entries->path());
        if (files.size() > kMostFilesInFolder) {
            return base::bad_input("holds too many files to be a KLIC delivery", folder.string());
        }
    }
    if (failed) return base::bad_input("cannot be read: " + failed.message(), folder.string());
    std::sort(files.begin(), files.end());
    std::vector<Candidate> candidates;
    for (const auto& file : files) {
        const auto name = file.lexically_relative(folder).generic_string();
        candidates.push_back(file_candidate(file, name, limits));
    }
    return candidates;
}

/// Candidates in which IMKL was seen, the preferred version first.
base::Result<std::vector<Candidate>> imkl_among(std::vector<Candidate> candidates,
                                                bool prefer_121) {
    for (auto& candidate : candidates) {
        if (auto seen = sniff(candidate); !seen) return tl::unexpected<base::Error>(seen.error());
    }
    std::erase_if(candidates, [](const Candidate& c) { return c.version.empty(); });
    std::stable_sort(candidates.begin(), candidates.end(), [&](const auto& a, const auto& b) {
        return prefer_121 ? a.version < b.version : a.version > b.version;
    });
    return candidates;
}

base::Result<RawDelivery> read_document(const Candidate& candidate, const std::string& where,
                                        const std::function<void(double)>& progress) {
    ImklReader reader(where);
    XmlStream xml(reader, where);
    std::uint64_t done = 0;
    const auto streamed = candidate.stream([&](std::string_view piece) {
        done += piece.size();
        if (progress && candidate.bytes > 0) {
            const auto fraction = static_cast<double>(done) / static_cast<double>(candidate.bytes);
            progress(std::min(1.0, fraction));
        }
        return xml.push(piece);
    });
    if (!streamed) return tl::unexpected<base::Error>(streamed.error());
    if (auto finished = xml.finish(); !finished) {
        return tl::unexpected<base::Error>(finished.error());
    }
    return reader.take();
}

base::Result<ChosenDocument> read_first(const std::vector<Candidate>& candidates,
                                        const fs::path& path,
                                        const std::function<void(double)>& progress) {
    const Candidate& first = candidates.front();
    std::string where = path.string();
    if (first.name != path.filename().string()) where += "/" + base::printable(first.name);
    auto delivery = read_document(first, where, progress);
    if (!delivery) return tl::unexpected<base::Error>(delivery.error());
    ChosenDocument chosen{*std::move(delivery), base::printable(first.name), {}};
    for (const auto& other : candidates) {
        if (other.version != first.version) chosen.other_version = other.version;
    }
    return chosen;
}

}  // namespace

base::Result<ChosenDocument> read_chosen_document(const fs::path& path, bool prefer_121,
                                                  const UnpackLimits& limits,
                                                  const std::function<void(double)>& progress) {
    std::error_code ignored;
    if (!fs::exists(path, ignored)) return base::bad_input("does not exist", path.string());
    const bool folder = fs::is_directory(path, ignored);
    if (!folder && !starts_like_zip(path)) {
        // A document on its own is read as it is, so that what is wrong with it is said.
        return read_first({file_candidate(path, path.filename().string(), limits)}, path, progress);
    }
    auto found = folder ? candidates_in_folder(path, limits) : candidates_in_zip(path, limits);
    if (!found) return tl::unexpected<base::Error>(found.error());
    auto candidates = imkl_among(*std::move(found), prefer_121);
    if (!candidates) return tl::unexpected<base::Error>(candidates.error());
    if (candidates->empty()) {
        return base::bad_input("holds no IMKL document (a GI_gebiedsinformatielevering_*.xml)",
                               path.string());
    }
    return read_first(*candidates, path, progress);
}

}  // namespace maaiveld::exchange
