#include "rules/accept.h"

#include "rules/check.h"
#include "tests/support/streets.h"

#include <gtest/gtest.h>

#include <limits>

namespace maaiveld::rules {
namespace {

using model::Network;

/// A water main and a cable 0.4 m apart, edge to edge.
model::Street two_lines() {
    model::Street street;
    street.assets = {test::line("W", Network::Water, 0.2, {{0, 0, -1}, {10, 0, -1}}),
                     test::line("E", Network::ElectricityLv, 0.2, {{0, 0.6, -1}, {10, 0.6, -1}})};
    return street;
}

std::size_t findings_with(const std::vector<Pack>& packs) {
    return check(two_lines(), packs, {}).findings.size();
}

TEST(Accept, LowersWhatARuleAsksAndNeverRaisesIt) {
    const std::vector<Pack> packs{test::flat_pack(0.5)};
    const std::string id = packs[0].rules[0].id;
    ASSERT_EQ(findings_with(packs), 1U);
    const std::vector<Accepted> enough{{id, 0.39}};
    EXPECT_EQ(findings_with(*with_accepted(packs, enough)), 0U);
    const std::vector<Accepted> too_much{{id, 0.41}};
    const auto still = with_accepted(packs, too_much);
    EXPECT_EQ(findings_with(*still), 1U);
    EXPECT_NEAR(check(two_lines(), *still, {}).findings.at(0).required, 0.41, 1e-12);
    const std::vector<Accepted> no_help{{id, 0.9}};
    EXPECT_NEAR(check(two_lines(), *with_accepted(packs, no_help), {}).findings.at(0).required, 0.5,
                1e-12);
}

TEST(Accept, RaisesALargestValue) {
    Pack pack = test::flat_pack(0.6, Measure::Cover);
    pack.rules[0].sides = {test::about("water")};
    pack.rules[0].at_most = true;
    const std::vector<Pack> packs{pack};
    ASSERT_EQ(findings_with(packs), 1U) << "the main lies 0.90 m deep";
    const std::vector<Accepted> deeper{{pack.rules[0].id, 0.95}};
    EXPECT_EQ(findings_with(*with_accepted(packs, deeper)), 0U);
}

TEST(Accept, RefusesWhatNoPackHasAndWhatIsNoNumber) {
    const std::vector<Pack> packs{test::flat_pack(0.5)};
    const std::vector<Accepted> unknown{{packs[0].rules[0].id + "x", 0.3}};
    const auto refused = with_accepted(packs, unknown);
    ASSERT_FALSE(refused);
    EXPECT_NE(refused.error().message.find("did you mean"), std::string::npos)
        << refused.error().message;
    const std::vector<Accepted> nan{
        {packs[0].rules[0].id, std::numeric_limits<double>::quiet_NaN()}};
    EXPECT_FALSE(with_accepted(packs, nan));
}

}  // namespace
}  // namespace maaiveld::rules
