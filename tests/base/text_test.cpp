#include "base/text.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace maaiveld::base {
namespace {

const std::vector<std::string> kKeys{"owner", "network", "outer_diameter_m", "width_m"};

TEST(Nearest, FindsASlipOfTheFinger) {
    EXPECT_EQ(nearest("ownr", kKeys), "owner");
    EXPECT_EQ(nearest("netwrok", kKeys), "network");
    EXPECT_EQ(nearest("outer_diameter_mm", kKeys), "outer_diameter_m");
    EXPECT_EQ(nearest("width_cm", kKeys), "width_m");
}

TEST(Nearest, FindsNothingForAnotherWord) {
    EXPECT_FALSE(nearest("colour", kKeys));
    EXPECT_FALSE(nearest("x", kKeys));
    EXPECT_FALSE(nearest("", kKeys));
    EXPECT_FALSE(nearest("owner", {}));
}

TEST(Nearest, PrefersTheClosestAndThenTheFirst) {
    const std::vector<std::string> names{"gas_high", "gas_low"};
    EXPECT_EQ(nearest("gas_lo", names), "gas_low");
    const std::vector<std::string> equal{"abcd", "abce"};
    EXPECT_EQ(nearest("abcf", equal), "abcd");
}

TEST(DidYouMean, IsEmptyWhenNothingIsClose) {
    EXPECT_EQ(did_you_mean("watr", std::vector<std::string>{"water"}), " (did you mean `water`?)");
    EXPECT_EQ(did_you_mean("hydrogen", std::vector<std::string>{"water"}), "");
}

TEST(ParseDouble, ReadsTheWholeTextOrNothing) {
    EXPECT_EQ(parse_double("1.5"), 1.5);
    EXPECT_EQ(parse_double("+2"), 2.0);
    EXPECT_EQ(parse_double("-3e2"), -300.0);
    for (const char* wrong :
         {"", " 1", "1 ", "1,5", "0x10", "1.5m", "nan", "inf", "-inf", "1e999", "+"}) {
        EXPECT_FALSE(parse_double(wrong)) << wrong;
    }
}

TEST(IsUtf8, AcceptsEveryLengthOfSequence) {
    EXPECT_TRUE(is_utf8(""));
    EXPECT_TRUE(is_utf8("street"));
    EXPECT_TRUE(is_utf8("Caf\xC3\xA9 \xE2\x82\xAC \xF0\x9F\x8C\xB3"));
    EXPECT_TRUE(
        is_utf8("\xED\x9F\xBF\xEE\x80\x80\xF4\x8F\xBF\xBF"));  // the neighbours of the holes
}

TEST(IsUtf8, RefusesWhatRfc3629Refuses) {
    EXPECT_FALSE(is_utf8("caf\xE9"));                // Latin-1
    EXPECT_FALSE(is_utf8("\xC0\xAF"));               // overlong, two bytes
    EXPECT_FALSE(is_utf8("\xE0\x80\xAF"));           // overlong, three bytes
    EXPECT_FALSE(is_utf8("\xF0\x80\x80\xAF"));       // overlong, four bytes
    EXPECT_FALSE(is_utf8("\xED\xA0\x80"));           // a surrogate
    EXPECT_FALSE(is_utf8("\xF4\x90\x80\x80"));       // above U+10FFFF
    EXPECT_FALSE(is_utf8("\xE2\x82"));               // cut off
    EXPECT_FALSE(is_utf8(std::string{"\xFF\xFE"}));  // UTF-16
}

TEST(IsIsoDate, KnowsTheCalendar) {
    EXPECT_TRUE(is_iso_date("2030-01-31"));
    EXPECT_TRUE(is_iso_date("2028-02-29"));
    for (const char* wrong :
         {"", "2030-1-31", "2030-02-30", "2027-02-29", "2030-13-01", "2030-00-10", "2030-01-00",
          "31-01-2030", "2030/01/31", "2030-01-31T", "+030-01-31"}) {
        EXPECT_FALSE(is_iso_date(wrong)) << wrong;
    }
}

TEST(Split, KeepsEmptyParts) {
    using Parts = std::vector<std::string_view>;
    EXPECT_EQ(split("a,b,,c", ','), (Parts{"a", "b", "", "c"}));
    EXPECT_EQ(split("", ','), (Parts{""}));
    EXPECT_EQ(split(",", ','), (Parts{"", ""}));
}

TEST(Trimmed, TakesBlanksFromTheEndsOnly) {
    EXPECT_EQ(trimmed(" \t a b \r\n"), "a b");
    EXPECT_EQ(trimmed(" \n "), "");
}

TEST(Printable, KeepsNoControlCharacter) {
    EXPECT_EQ(printable("W-1\x1B[31m\n\x7F"), "W-1?[31m??");
    EXPECT_EQ(printable("Caf\xC3\xA9"), "Caf\xC3\xA9");
}

}  // namespace
}  // namespace maaiveld::base
