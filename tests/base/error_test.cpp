#include "base/error.h"

#include <gtest/gtest.h>

namespace maaiveld::base {
namespace {

TEST(Error, NamesThePlaceBeforeTheReason) {
    EXPECT_EQ((Error{ErrorCode::BadInput, "no network is called `watr`", "a.json:12"}.text()),
              "a.json:12: no network is called `watr`");
}

TEST(Error, HasNoColonWithoutAPlace) {
    EXPECT_EQ((Error{ErrorCode::BadUsage, "--explain takes two ids", ""}.text()),
              "--explain takes two ids");
}

TEST(Result, CarriesTheErrorOut) {
    const Result<int> result = bad_input("wrong", "here");

    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().code, ErrorCode::BadInput);
    EXPECT_EQ(result.error().text(), "here: wrong");
}

}  // namespace
}  // namespace maaiveld::base
