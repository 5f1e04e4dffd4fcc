#include "exchange/street_file.h"

#include "exchange/catalogue_file.h"
#include "tests/exchange/random_street.h"
#include "tests/exchange/same_street.h"
#include "tests/exchange/street_text.h"
#include "tests/support/scratch.h"
#include "tests/support/shared_data.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace maaiveld::exchange {
namespace {

using model::Street;
using test::error_of;
using test::street_of;
using test::with_assets;

model::Catalogue shipped_catalogue() {
    auto catalogue = read_catalogue(test::source_file("profiles"));
    EXPECT_TRUE(catalogue) << catalogue.error().text();
    return catalogue ? *catalogue : model::Catalogue{};
}

void expect_round_trip(const Street& street, const model::Catalogue& catalogue) {
    const test::Scratch scratch;
    const std::string text = street_text(street);

    const auto again = read_street(scratch.write("again.street.json", text), catalogue);

    ASSERT_TRUE(again) << again.error().text();
    test::expect_same_street(street, *again);
    EXPECT_EQ(street_text(*again), text);
}

class Models : public ::testing::TestWithParam<const char*> {};

TEST_P(Models, ComeBackAsTheyWere) {
    const model::Catalogue catalogue = shipped_catalogue();
    const auto street = read_street(test::source_file(GetParam()), catalogue);
    ASSERT_TRUE(street) << street.error().text();

    EXPECT_GT(street->assets.size(), 20U);
    expect_round_trip(*street, catalogue);
}

INSTANTIATE_TEST_SUITE_P(StreetFile, Models,
                         ::testing::Values("models/terraced.street.json",
                                           "models/postwar.street.json",
                                           "models/canal.street.json"));

TEST(StreetFile, GivesBackRandomStreetsWithEveryFeature) {
    for (std::uint64_t seed = 1; seed <= 150 && !::testing::Test::HasFailure(); ++seed) {
        SCOPED_TRACE(::testing::Message() << "seed " << seed);
        expect_round_trip(test::random_street(seed), model::Catalogue{});
    }
}

TEST(StreetFile, ReadsTheShortestUsefulOne) {
    const Street street = street_of(R"({"format":"maaiveld-street/1","name":"Voorbeeldstraat"})");

    EXPECT_EQ(street.name, "Voorbeeldstraat");
    EXPECT_EQ(street.crs, "EPSG:7415");
    EXPECT_TRUE(street.assets.empty());
    EXPECT_FALSE(street.surface);
    EXPECT_TRUE(street.axis.empty());
}

TEST(StreetFile, PutsTheSectionInTheMiddleUnlessToldOtherwise) {
    const std::string strips =
        R"("section":[{"kind":"footway","width_m":2},{"kind":"carriageway","width_m":4}],)";

    EXPECT_EQ(with_assets("", strips).section.starts_at_offset_m, 3.0);
    EXPECT_EQ(
        with_assets("", strips + "\"section_starts_at_offset_m\":4.25,").section.starts_at_offset_m,
        4.25);
}

// The line in the file, the key, and the nearest key that exists.

TEST(Errors, NameTheUnknownKeyItsLineAndTheNearestOne) {
    EXPECT_EQ(
        error_of(
            "{\"format\":\"maaiveld-street/1\",\n\"name\":\"x\",\n\"assets\":[\n"
            "{\"id\":\"W-1\",\"network\":\"water\",\n\"ownr\":\"me\",\"outer_diameter_m\":0.1,\n"
            "\"points\":[[0,0,0],[1,0,0]]}]}"),
        "street.json:5: asset `W-1`: unknown key `ownr` (did you mean `owner`?)");
}

TEST(Errors, NameTheLineOfTheWrongValue) {
    EXPECT_EQ(error_of("{\"format\":\"maaiveld-street/1\",\n\"name\":\"x\",\n\"assets\":[\n"
                       "{\"id\":\"W-1\",\n\"network\":\n\"watr\"}]}"),
              "street.json:6: no network is called `watr` (did you mean `water`?)");
    EXPECT_EQ(
        error_of(
            "{\"format\":\"maaiveld-street/1\",\"name\":\"x\",\n\"surface\":{\"z_m\":\n\"deep\"}}"),
        "street.json:3: surface: `z_m` must be a number");
}

TEST(Errors, NameTheSecondOfTwoEqualIds) {
    EXPECT_EQ(error_of("{\"format\":\"maaiveld-street/1\",\"name\":\"x\",\"trees\":[\n"
                       "{\"id\":\"T\",\"xy\":[0,0],\"stem_diameter_m\":0.3},\n"
                       "{\"id\":\"T\",\"xy\":[5,0],\"stem_diameter_m\":0.3}]}"),
              "street.json:3: id `T` is used twice; ids must be unique");
}

TEST(Errors, NameWhatAReferenceMissed) {
    EXPECT_EQ(error_of("{\"format\":\"maaiveld-street/1\",\"name\":\"x\",\"assets\":[\n"
                       "{\"id\":\"main-12\",\"network\":\"water\",\"outer_diameter_m\":0.1,"
                       "\"points\":[[0,0,0],[1,0,0]]},\n"
                       "{\"id\":\"W\",\"network\":\"water\",\"outer_diameter_m\":0.1,\"points\":[["
                       "0,0,0],[1,0,0]],"
                       "\"connects_to\":\"main-21\"}]}"),
              "street.json:3: asset `W`: `connects_to` names `main-21`, which does not exist (did "
              "you mean `main-12`?)");
}

TEST(Errors, RefuseAYearThatIsNone) {
    for (const char* year : {"1998.5", "-3", "12345", "1e40"}) {
        EXPECT_NE(
            error_of(
                std::string{
                    "{\"format\":\"maaiveld-street/1\",\"name\":\"x\",\"trees\":[\n{\"id\":\"T\","
                    "\"xy\":[0,0],\"stem_diameter_m\":0.3,\"year\":"} +
                year + "}]}")
                .find("street.json:2: tree `T`: `year`"),
            std::string::npos)
            << year;
    }
}

TEST(Errors, RefuseACrsThatIsNoCode) {
    for (const char* crs : {"EPSG:", "EPSG:RD", "EPSG:7415\\\"", "RD New", "EPSG:4326"}) {
        EXPECT_NE(
            error_of(std::string{"{\"format\":\"maaiveld-street/1\",\"name\":\"x\",\n\"crs\":\""} +
                     crs + "\"}")
                .find("street.json:2: "),
            std::string::npos)
            << crs;
    }
}

TEST(Errors, RefuseAFacadeWithoutThickness) {
    EXPECT_NE(
        error_of(
            R"({"format":"maaiveld-street/1","name":"x","structures":[{"id":"F","kind":"facade",)"
            R"("line":[[0,0],[9,0]],"diameter_m":0.3,"top_m":7,"bottom_m":-0.8}]})")
            .find("thickness"),
        std::string::npos);
}

TEST(Errors, RefuseAnArcThatEndsWhereItStarts) {
    EXPECT_NE(
        error_of("{\"format\":\"maaiveld-street/"
                 "1\",\"name\":\"x\",\"assets\":[{\"id\":\"A\",\"network\":\"water\","
                 "\"outer_diameter_m\":0.1,\"points\":[[0,0,0],\n{\"arc\":[[5,5,0],[0,0,0]]}]}]}")
            .find("street.json:2: asset `A`: an arc ends where it starts"),
        std::string::npos);
}

TEST(Errors, RefuseAnExemptionOnADayThatDoesNotExist) {
    EXPECT_NE(
        error_of(
            R"({"format":"maaiveld-street/1","name":"x","trees":[{"id":"T","xy":[0,0],"stem_diameter_m":0.3}],)"
            R"("exemptions":[{"rule":"r","a":"T","who":"w","why":"y","until":"2030-02-30"}]})")
            .find("`until`"),
        std::string::npos);
}

TEST(StreetFile, SaysWhichFileIsMissing) {
    const auto street = read_street("no/such.street.json", model::Catalogue{});

    ASSERT_FALSE(street);
    EXPECT_EQ(street.error().text(), "no/such.street.json: no such file");
}

}  // namespace
}  // namespace maaiveld::exchange
