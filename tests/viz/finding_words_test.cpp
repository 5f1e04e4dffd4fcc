#include "viz/scene/finding_words.h"

#include <gtest/gtest.h>

namespace maaiveld::viz::scene {
namespace {

rules::Finding broken(double measured, double required) {
    rules::Finding f;
    f.rule = "R";
    f.a = "a";
    f.b = "b";
    f.measure = rules::Measure::EdgeHorizontal;
    f.measured = measured;
    f.required = required;
    return f;
}

TEST(FindingWords, ABrokenValueNeverReadsAsTheLimitItself) {
    const ObjectNames names{model::Street{}, Language::English};
    const auto detail = words_of(broken(0.2496, 0.25), names, Language::English).detail;
    EXPECT_NE(detail.find("0.24 of 0.25"), std::string::npos) << detail;
    const auto plain = words_of(broken(0.43, 1.0), names, Language::English).detail;
    EXPECT_NE(plain.find("0.43 of 1.00"), std::string::npos) << plain;
}

}  // namespace
}  // namespace maaiveld::viz::scene
