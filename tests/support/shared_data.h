#pragma once

#include <cstdlib>
#include <filesystem>

namespace maaiveld::test {

/// The folder with developer data (real deliveries); tests that need it skip where it is absent.
inline std::filesystem::path shared_folder() {
    const char* given = std::getenv("MAAIVELD_SHARED");
    return given != nullptr ? std::filesystem::path{given}
                            : std::filesystem::path{MAAIVELD_SOURCE_DIR}.parent_path() / "shared";
}

inline bool has_shared(const char* inside) {
    std::error_code failure;
    return std::filesystem::exists(shared_folder() / inside, failure);
}

/// A file of this repository.
inline std::filesystem::path source_file(const char* inside) {
    return std::filesystem::path{MAAIVELD_SOURCE_DIR} / inside;
}

}  // namespace maaiveld::test
