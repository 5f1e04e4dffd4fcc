#include "exchange/csv_file.h"

#include "tests/support/scratch.h"

#include <gtest/gtest.h>

#include <string>

namespace maaiveld::exchange {
namespace {

using model::AttributeValue;
using model::Network;
using model::Vec3;

const std::string kHeader = "id,network,outer_diameter_m,wkt\n";
const std::string kLine = "\"LINESTRING Z (0 0 -1, 10 0 -1)\"";

model::Street read(const std::string& text) {
    const test::Scratch scratch;
    auto street = read_csv(scratch.write("lines.csv", text));
    EXPECT_TRUE(street) << street.error().text();
    return street ? *street : model::Street{};
}

std::string error_of(const std::string& text) {
    const test::Scratch scratch;
    const auto street = read_csv(scratch.write("lines.csv", text));
    if (street) return "no error";
    const std::string error = street.error().text();
    return error.substr(std::min(error.find("lines.csv"), error.size()));
}

TEST(Csv, ReadsAPlainLine) {
    const auto street = read(kHeader + "W-1,water,0.16," + kLine + "\n");

    EXPECT_EQ(street.name, "lines");
    ASSERT_EQ(street.assets.size(), 1U);
    const auto& asset = street.assets[0];
    EXPECT_EQ(asset.id, "W-1");
    EXPECT_EQ(asset.alias, "W-1");
    EXPECT_EQ(asset.network, Network::Water);
    EXPECT_EQ(asset.outer_diameter_m, 0.16);
    ASSERT_EQ(asset.axis.size(), 2U);
    EXPECT_EQ(asset.axis[1].at, Vec3(10, 0, -1));
    EXPECT_EQ(asset.xy.sigma_m, 0.0);
    EXPECT_EQ(asset.z.sigma_m, 0.0);
    EXPECT_TRUE(asset.attributes.empty());
    EXPECT_FALSE(street.surface);
}

TEST(Csv, TakesColumnsInAnyOrder) {
    const auto street = read("wkt,outer_diameter_m,network,id\n" + kLine + ",0.2,heat,H-1\n");

    EXPECT_EQ(street.assets.at(0).id, "H-1");
    EXPECT_EQ(street.assets.at(0).network, Network::Heat);
}

TEST(Csv, ReadsQuotesAsRfc4180Says) {
    const auto street =
        read("id,network,outer_diameter_m,wkt,note\n\"W \"\"1\"\", left\",\"water\",\"0.16\"," +
             kLine + ",\"two\nlines, and a comma\"\n");

    EXPECT_EQ(street.assets.at(0).id, "W \"1\", left");
    EXPECT_EQ(street.assets.at(0).attributes.at("note"),
              AttributeValue{std::string{"two\nlines, and a comma"}});
}

TEST(Csv, ReadsWindowsLineEndsAByteOrderMarkAndNoLastLineEnd) {
    const auto street = read("\xEF\xBB\xBFid,network,outer_diameter_m,wkt\r\nW-1,water,0.16," +
                             kLine + "\r\n\r\nW-2,water,0.16," + kLine);

    ASSERT_EQ(street.assets.size(), 2U);
    EXPECT_EQ(street.assets[0].id, "W-1");
    EXPECT_EQ(street.assets[1].id, "W-2");
}

TEST(Csv, ReadsSigmasAndLeavesEmptyOnesExact) {
    const auto street = read("id,network,outer_diameter_m,wkt,sigma_xy_m,sigma_z_m\nA,water,0.1," +
                             kLine + ",0.5,0.3\nB,water,0.1," + kLine + ",,\n");

    EXPECT_EQ(street.assets.at(0).xy.sigma_m, 0.5);
    EXPECT_EQ(street.assets.at(0).z.sigma_m, 0.3);
    EXPECT_EQ(street.assets.at(1).xy.sigma_m, 0.0);
    EXPECT_EQ(street.assets.at(1).z.sigma_m, 0.0);
}

TEST(Csv, MakesAttributesOfTheOtherColumns) {
    const auto street = read(
        "id,network,outer_diameter_m,wkt,pressure_bar,kind,protected,owner,year,status,empty\n"
        "A,gas_low,0.1," +
        kLine + ",0.1,main,true,Gasbedrijf,1998,disused,\n");

    const auto& asset = street.assets.at(0);
    EXPECT_EQ(asset.attributes.at("pressure_bar"), AttributeValue{0.1});
    EXPECT_EQ(asset.attributes.at("kind"), AttributeValue{std::string{"main"}});
    EXPECT_EQ(asset.attributes.at("protected"), AttributeValue{true});
    EXPECT_EQ(asset.owner, "Gasbedrijf");
    EXPECT_EQ(asset.year, 1998);
    EXPECT_EQ(asset.status, model::Status::Disused);
    EXPECT_EQ(asset.attributes.size(), 3U);
}

TEST(Csv, ReadsWktAsPeopleWriteIt) {
    for (const char* wkt :
         {"LINESTRING Z (0 0 -1, 10 0 -1)", "linestring z(0 0 -1,10 0 -1)",
          "LINESTRINGZ (0 0 -1 , 10  0 -1)", "  LineString Z ( 0 0 -1, 1e1 0 -1 ) "}) {
        const auto street = read(kHeader + "A,water,0.1,\"" + wkt + "\"\n");
        ASSERT_EQ(street.assets.size(), 1U) << wkt;
        EXPECT_EQ(street.assets[0].axis.at(1).at, Vec3(10, 0, -1)) << wkt;
    }
}

TEST(Csv, NamesTheLineOfTheFileAlsoAfterQuotedLineEnds) {
    EXPECT_EQ(error_of("id,network,outer_diameter_m,wkt,note\nA,water,0.1," + kLine +
                       ",\"a\nb\nc\"\nB,watr,0.1," + kLine + ",x\n"),
              "lines.csv:5: no network is called `watr` (did you mean `water`?)");
}

TEST(Csv, RefusesWhatItCannotMean) {
    EXPECT_EQ(error_of(""), "lines.csv:1: the file is empty");
    EXPECT_EQ(error_of(kHeader), "lines.csv:1: holds a header and no lines");
    EXPECT_EQ(error_of(kHeader + "A,water,0.1\n"),
              "lines.csv:2: 3 cells where the header has 4 columns");
    EXPECT_EQ(error_of(kHeader + "A,water,0.1," + kLine + "\nA,water,0.1," + kLine + "\n"),
              "lines.csv:3: id `A` is used twice; ids must be unique");
    EXPECT_NE(error_of(kHeader + "A,water,0,16," + kLine + "\n").find("5 cells"),
              std::string::npos);
    EXPECT_NE(error_of(kHeader + "A,water,0.1,\"LINESTRING Z EMPTY\"\n").find("not a LINESTRING Z"),
              std::string::npos);
    EXPECT_NE(error_of("id,network,outer_diameter_m,wkt,year\nA,water,0.1," + kLine + ",soon\n")
                  .find("`year` is `soon`"),
              std::string::npos);
}

TEST(Csv, RefusesASurrogateThatNoJsonCouldHold) {
    EXPECT_EQ(error_of(kHeader + "A\xED\xA0\x80,water,0.1," + kLine + "\n"),
              "lines.csv:2: the text is not UTF-8; save it as UTF-8");
}

}  // namespace
}  // namespace maaiveld::exchange
