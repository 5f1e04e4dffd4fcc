#include "model/street.h"

#include <gtest/gtest.h>

#include <optional>
#include <set>
#include <string>

namespace maaiveld::model {
namespace {

TEST(Network, HasOneNameEachAndIsFoundByIt) {
    std::set<std::string_view> names;
    std::set<Network> networks;
    for (const Network network : all_networks()) {
        EXPECT_EQ(network_named(name_of(network)), network);
        EXPECT_FALSE(title_of(network, "en").empty());
        EXPECT_FALSE(title_of(network, "nl").empty());
        names.insert(name_of(network));
        networks.insert(network);
    }
    EXPECT_EQ(names.size(), kNetworkCount);
    EXPECT_EQ(networks.size(), kNetworkCount);
}

TEST(Network, HasTheLetterThatPeopleKnow) {
    EXPECT_EQ(alias_letter(Network::Water), 'W');
    EXPECT_EQ(alias_letter(Network::ElectricityMv), 'E');
    EXPECT_EQ(alias_letter(Network::SewerPressure), 'R');
    EXPECT_EQ(title_of(Network::Heat, "nl"), "warmte");
    EXPECT_FALSE(network_named("watr"));
    EXPECT_FALSE(network_named(""));
}

TEST(Names, LeadBackToTheirEnumerators) {
    for (int k = 0; k < 6; ++k) {
        const auto source = static_cast<PositionSource>(k);
        EXPECT_EQ(position_source_named(name_of(source)), source);
    }
    for (int k = 0; k < 8; ++k) {
        const auto kind = static_cast<StripKind>(k);
        EXPECT_EQ(strip_kind_named(name_of(kind)), kind);
    }
    for (int k = 0; k < 3; ++k) {
        const auto status = static_cast<Status>(k);
        EXPECT_EQ(status_named(name_of(status)), status);
    }
    for (int k = 0; k < 10; ++k) {
        const auto kind = static_cast<StructureKind>(k);
        EXPECT_EQ(structure_kind_named(name_of(kind)), kind);
    }
    EXPECT_FALSE(strip_kind_named("pavement"));
    EXPECT_FALSE(status_named("planned"));
}

//  offset  +4          +2                -1.5     -2
//           |  footway  |  carriageway    | verge  |
Section three_strips() {
    return {{{StripKind::Footway, 2.0, "tiles", ""},
             {StripKind::Carriageway, 3.5, "", ""},
             {StripKind::Verge, 0.5, "", ""}},
            4.0};
}

/// What lies at an offset of the three strips, if anything does.
std::optional<StripKind> kind_at(double offset_m) {
    const Section section = three_strips();
    const Strip* strip = section.strip_at(offset_m);
    return strip == nullptr ? std::nullopt : std::optional{strip->kind};
}

TEST(Section, IsAsWideAsItsStrips) {
    EXPECT_DOUBLE_EQ(three_strips().width_m(), 6.0);
    EXPECT_EQ(Section{}.width_m(), 0.0);
}

TEST(Section, FindsTheStripAtAnOffset) {
    EXPECT_EQ(kind_at(3.0), StripKind::Footway);
    EXPECT_EQ(kind_at(0.0), StripKind::Carriageway);
    EXPECT_EQ(kind_at(-1.75), StripKind::Verge);
}

TEST(Section, GivesEachBoundaryToTheStripOnItsRight) {
    EXPECT_EQ(kind_at(4.0), StripKind::Footway);
    EXPECT_EQ(kind_at(2.0), StripKind::Carriageway);
    EXPECT_EQ(kind_at(-2.0), std::nullopt);
    EXPECT_EQ(kind_at(4.01), std::nullopt);
    EXPECT_EQ(Section{}.strip_at(0.0), nullptr);
}

TEST(Street, MeasuresFromItsSurfaceOrFromZero) {
    Street street;
    EXPECT_EQ(street.ground_z(), 0.0);
    street.surface = Surface{0.85, {}};
    EXPECT_EQ(street.ground_z(), 0.85);
}

}  // namespace
}  // namespace maaiveld::model
