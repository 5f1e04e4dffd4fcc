#include "exchange/text_file.h"

#include "tests/support/scratch.h"

#include <gtest/gtest.h>

#include <array>
#include <fcntl.h>
#include <filesystem>
#include <string>
#include <sys/stat.h>
#include <unistd.h>

namespace maaiveld::exchange {
namespace {

namespace fs = std::filesystem;

TEST(WriteText, MakesTheFolderAndReplacesTheFile) {
    const test::Scratch scratch;
    const fs::path file = scratch.path() / "a" / "b" / "c.txt";

    EXPECT_TRUE(write_text(file, "one"));
    EXPECT_TRUE(write_text(file, "two"));

    EXPECT_EQ(test::text_of(file), "two");
    EXPECT_EQ(scratch.entries(),
              3U);  // the two folders and the file: nothing half-written beside it
}

TEST(WriteText, LeavesNothingBehindWhenItFails) {
    const test::Scratch scratch;
    scratch.write("file", "kept");
    fs::create_directory(scratch.path() / "folder");

    const auto below_a_file = write_text(scratch.path() / "file" / "x.txt", "text");
    const auto over_a_folder = write_text(scratch.path() / "folder", "text");

    ASSERT_FALSE(below_a_file);
    EXPECT_EQ(below_a_file.error().code, base::ErrorCode::CannotWrite);
    ASSERT_FALSE(over_a_folder);
    EXPECT_EQ(test::text_of(scratch.path() / "file"), "kept");
    EXPECT_EQ(scratch.entries(), 2U);
}

TEST(WriteText, KeepsALinkAndWritesWhatItNames) {
    const test::Scratch scratch;
    scratch.write("target.txt", "old");
    fs::create_symlink("target.txt", scratch.path() / "link.txt");

    ASSERT_TRUE(write_text(scratch.path() / "link.txt", "new"));

    EXPECT_TRUE(fs::is_symlink(scratch.path() / "link.txt"));
    EXPECT_EQ(test::text_of(scratch.path() / "target.txt"), "new");
}

TEST(WriteText, WritesIntoAPipeAndLeavesItAPipe) {
    const test::Scratch scratch;
    const std::string pipe = scratch.file("pipe");
    ASSERT_EQ(::mkfifo(pipe.c_str(), 0600), 0);
    const int reader = ::open(pipe.c_str(), O_RDWR | O_NONBLOCK);
    ASSERT_GE(reader, 0);

    const auto written = write_text(pipe, "text");

    std::array<char, 16> seen{};
    EXPECT_TRUE(written);
    EXPECT_EQ(::read(reader, seen.data(), seen.size()), 4);
    EXPECT_STREQ(seen.data(), "text");
    EXPECT_TRUE(fs::is_fifo(pipe));
    ::close(reader);
}

TEST(ReadText, GivesBackEveryByte) {
    const test::Scratch scratch;
    const std::string bytes{"a\0b\r\n\xFF", 6};

    const auto text = read_text(scratch.write("bytes", bytes), 100);

    ASSERT_TRUE(text);
    EXPECT_EQ(*text, bytes);
}

}  // namespace
}  // namespace maaiveld::exchange
