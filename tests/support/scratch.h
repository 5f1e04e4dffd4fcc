#pragma once

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <system_error>
#include <unistd.h>

namespace maaiveld::test {

/// The whole content of a file; empty when it cannot be read.
inline std::string text_of(const std::filesystem::path& path) {
    std::ifstream in{path, std::ios::binary};
    std::ostringstream text;
    text << in.rdbuf();
    return text.str();
}

/// A folder of one test alone, gone when the test ends.
class Scratch {
public:
    Scratch() {
        static int made = 0;  // a test may use more than one
        const auto* test = ::testing::UnitTest::GetInstance()->current_test_info();
        std::string name = std::string{test->test_suite_name()} + "." + test->name();
        for (char& c : name)
            c = c == '/' ? '_' : c;
        path_ =
            std::filesystem::path{::testing::TempDir()} /
            ("maaiveld." + name + "." + std::to_string(::getpid()) + "." + std::to_string(++made));
        std::filesystem::remove_all(path_);
        std::filesystem::create_directories(path_);
    }
    ~Scratch() {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }
    Scratch(const Scratch&) = delete;
    Scratch& operator=(const Scratch&) = delete;

    const std::filesystem::path& path() const { return path_; }
    std::string file(const std::string& name) const { return (path_ / name).string(); }
    std::string write(const std::string& name, const std::string& text) const {
        std::ofstream{path_ / name, std::ios::binary} << text;
        return file(name);
    }
    std::size_t entries() const {
        std::size_t count = 0;
        for ([[maybe_unused]] const auto& entry :
             std::filesystem::recursive_directory_iterator{path_}) {
            ++count;
        }
        return count;
    }

private:
    std::filesystem::path path_;
};

}  // namespace maaiveld::test
