#include "exchange/zip_source.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <zip.h>

namespace maaiveld::exchange {
namespace {

namespace fs = std::filesystem;

/// A zip with one entry, gone when the test ends.
class ScratchZip {
public:
    ScratchZip(const std::string& name, const std::string& content)
        : path_(fs::path(::testing::TempDir()) /
                (std::string(::testing::UnitTest::GetInstance()->current_test_info()->name()) +
                 ".zip")),
          content_(content) {
        fs::remove(path_);
        int error = 0;
        zip_t* zip = zip_open(path_.c_str(), ZIP_CREATE, &error);
        zip_source_t* source = zip_source_buffer(zip, content_.data(), content_.size(), 0);
        zip_file_add(zip, name.c_str(), source, ZIP_FL_ENC_UTF_8);
        zip_close(zip);
    }
    ~ScratchZip() {
        std::error_code ignored;
        fs::remove(path_, ignored);
    }
    ScratchZip(const ScratchZip&) = delete;
    ScratchZip& operator=(const ScratchZip&) = delete;
    const fs::path& path() const { return path_; }

private:
    fs::path path_;
    std::string content_;
};

/// All bytes of the first entry, or the error.
base::Result<std::string> first_entry(const fs::path& path, const UnpackLimits& limits = {}) {
    auto zip = ZipSource::open(path);
    if (!zip) return tl::unexpected<base::Error>(zip.error());
    std::string all;
    const auto streamed = zip->stream(zip->entries().at(0), limits, [&](std::string_view piece) {
        all += piece;
        return base::Result<void>{};
    });
    if (!streamed) return tl::unexpected<base::Error>(streamed.error());
    return all;
}

/// Text that does not pack away to nothing.
std::string noise(std::size_t bytes) {
    std::string text;
    std::uint32_t state = 1;
    while (text.size() < bytes) {
        state = state * 1664525u + 1013904223u;
        text += static_cast<char>('a' + (state >> 24) % 26);
    }
    return text;
}

TEST(ZipSource, StreamsAnEntryByteForByte) {
    const std::string content = noise(700'000);
    const ScratchZip zip("map/a.xml", content);

    const auto read = first_entry(zip.path());

    ASSERT_TRUE(read) << read.error().text();
    EXPECT_EQ(*read, content);
}

TEST(ZipSource, RefusesMoreBytesThanTheLimit) {
    const ScratchZip zip("a.xml", noise(5000));

    const auto read = first_entry(zip.path(), {4999, 200.0});

    ASSERT_FALSE(read);
    EXPECT_NE(read.error().message.find("4999"), std::string::npos);
    EXPECT_NE(read.error().where.find("a.xml"), std::string::npos);
    EXPECT_TRUE(first_entry(zip.path(), {5000, 200.0}));
}

TEST(ZipSource, RefusesABombByItsRatio) {
    const ScratchZip bomb("a.xml", std::string(20'000'000, ' '));

    const auto read = first_entry(bomb.path());

    ASSERT_FALSE(read);
    EXPECT_NE(read.error().message.find("zip bomb"), std::string::npos);
    EXPECT_TRUE(first_entry(bomb.path(), {4'000'000'000, 1e6}));
}

TEST(ZipSource, RefusesATruncatedZip) {
    const ScratchZip zip("a.xml", noise(50'000));
    fs::resize_file(zip.path(), fs::file_size(zip.path()) / 2);

    const auto opened = ZipSource::open(zip.path());

    ASSERT_FALSE(opened);
    EXPECT_NE(opened.error().message.find("zip archive"), std::string::npos);
}

TEST(ZipSource, SeesADamagedEntry) {
    const ScratchZip zip("a.xml", noise(50'000));
    std::fstream file(zip.path(), std::ios::in | std::ios::out | std::ios::binary);
    file.seekp(20'000);
    file.write("damagedamagedamage", 18);
    file.close();

    const auto read = first_entry(zip.path());

    ASSERT_FALSE(read);
    EXPECT_NE(read.error().message.find("damaged"), std::string::npos);
}

TEST(ZipSource, HandsOnTheErrorOfTheSink) {
    const ScratchZip zip("a.xml", noise(100));
    const auto opened = ZipSource::open(zip.path());
    ASSERT_TRUE(opened);

    const auto streamed = opened->stream(
        opened->entries().at(0), {},
        [](std::string_view) -> base::Result<void> { return base::bad_input("no more", "here"); });

    ASSERT_FALSE(streamed);
    EXPECT_EQ(streamed.error().text(), "here: no more");
}

}  // namespace
}  // namespace maaiveld::exchange
