#include "viz/scene/style.h"

#include "exchange/style_file.h"
#include "terraced_street.h"
#include "tests/support/shared_data.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>

namespace maaiveld::viz::scene {
namespace {

using model::Network;

/// The Dutch theme names of IMKL by our network.
const std::map<std::string, Network> kThemes = {
    {"datatransport", Network::Telecom},
    {"laagspanning", Network::ElectricityLv},
    {"middenspanning", Network::ElectricityMv},
    {"hoogspanning", Network::ElectricityHv},
    {"landelijkHoogspanningsnet", Network::ElectricityNational},
    {"gasLageDruk", Network::GasLow},
    {"gasHogeDruk", Network::GasHigh},
    {"buisleidingGevaarlijkeInhoud", Network::HazardousPipeline},
    {"petrochemie", Network::Petrochemical},
    {"water", Network::Water},
    {"warmte", Network::Heat},
    {"rioolVrijverval", Network::SewerGravity},
    {"rioolOnderOverOfOnderdruk", Network::SewerPressure},
    {"wees", Network::Orphan},
    {"overig", Network::Other}};

std::filesystem::path standard_colors() {
    return test::shared_folder() / "data/imkl/thema_kleuren.csv";
}

StyleTable day_table() {
    const auto file =
        std::filesystem::path(__FILE__).parent_path() / "../../profiles/styles/day.json";
    return exchange::read_style_file(file).value();
}

TEST(Style, DayHasTheColoursAndDashesOfTheImklStandard) {
    std::ifstream in(standard_colors());
    if (!in) GTEST_SKIP() << "no developer data at " << standard_colors();
    const Style style = testing::day_style();
    const StyleTable table = day_table();
    std::size_t themes = 0, dashes = 0;

    for (std::string line; std::getline(in, line);) {
        const auto comma = line.find(',');
        if (comma == std::string::npos) continue;
        const std::string key = line.substr(0, comma), value = line.substr(comma + 1);
        if (const auto theme = kThemes.find(key); theme != kThemes.end()) {
            EXPECT_EQ(style.of(theme->second), color_from_hex(value)) << key;
            ++themes;
        } else if (const auto dash = table.find("status_dash." + key); dash != table.end()) {
            EXPECT_EQ(dash->second, value);
            ++dashes;
        }
    }

    EXPECT_EQ(themes, 15U);
    EXPECT_EQ(dashes, 3U);
}

TEST(Style, NamesAMissingAnUnknownAndAMalformedEntry) {
    StyleTable missing = day_table(), unknown = day_table(), malformed = day_table();
    missing.erase("networks.water");
    unknown["networks.wter"] = "#000000";
    malformed["networks.water"] = "blue";

    EXPECT_NE(style_from(missing).error().message.find("networks.water"), std::string::npos);
    EXPECT_NE(style_from(unknown).error().message.find("networks.wter"), std::string::npos);
    EXPECT_NE(style_from(malformed).error().message.find("blue"), std::string::npos);
}

TEST(Style, RefusesADashOfAnOddNumberOfLengths) {
    StyleTable table = day_table();
    table["status_dash.disused"] = "40 12 8";

    EXPECT_FALSE(style_from(table).has_value());
}

TEST(Style, DashesGrowWithTheLine) {
    const Style style = testing::day_style();

    EXPECT_EQ(style.dash(model::Status::Disused, 4.0), (std::vector<double>{40, 12, 8, 12}));
    EXPECT_EQ(style.dash(model::Status::Disused, 8.0), (std::vector<double>{80, 24, 16, 24}));
    EXPECT_TRUE(style.dash(model::Status::Functional, 4.0).empty());
}

TEST(Color, TextColoursCanBeReadOnWhite) {
    const Style style = testing::day_style();

    for (const Network network : model::all_networks())
        EXPECT_GE(contrast_with_white(readable(style.of(network))), 4.5) << name_of(network);
    EXPECT_EQ(readable(Color{0, 0, 255}), (Color{0, 0, 255})) << "blue is dark enough as it is";
}

TEST(Color, ContrastRunsFromOneToTwentyOne) {
    EXPECT_NEAR(contrast_with_white(Color{255, 255, 255}), 1.0, 1e-9);
    EXPECT_NEAR(contrast_with_white(Color{0, 0, 0}), 21.0, 1e-9);
}

TEST(Color, ReadsOnlySixHexadecimalDigits) {
    EXPECT_EQ(color_from_hex("#ba38a8"), (Color{0xba, 0x38, 0xa8}));
    for (const char* bad : {"ba38a8", "#ba38a", "#ba38a8f", "#ba38ag", "#+a38a8", ""})
        EXPECT_FALSE(color_from_hex(bad).has_value()) << bad;
}

}  // namespace
}  // namespace maaiveld::viz::scene
