#include "exchange/imkl.h"

#include "tests/support/shared_data.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <sstream>
#include <string>
#include <vector>
#include <zip.h>

namespace maaiveld::exchange {
namespace {

namespace fs = std::filesystem;
using model::Asset;
using model::Network;
using model::PositionSource;

fs::path tests_folder() {
    return fs::path(__FILE__).parent_path().parent_path();
}

fs::path sample(const std::string& name) {
    return tests_folder() / "data/imkl" / name;
}

std::string text_of(const fs::path& path) {
    std::ifstream in(path, std::ios::binary);
    std::ostringstream text;
    text << in.rdbuf();
    return text.str();
}

/// A folder of this test alone, gone when it ends.
class Scratch {
public:
    Scratch()
        : path_(fs::path(::testing::TempDir()) /
                ("imkl_" +
                 std::string(::testing::UnitTest::GetInstance()->current_test_info()->name()))) {
        fs::remove_all(path_);
        fs::create_directories(path_);
    }
    ~Scratch() {
        std::error_code ignored;
        fs::remove_all(path_, ignored);
    }
    Scratch(const Scratch&) = delete;
    Scratch& operator=(const Scratch&) = delete;

    fs::path write(const std::string& name, const std::string& text) const {
        std::ofstream(path_ / name, std::ios::binary) << text;
        return path_ / name;
    }

    fs::path zip(const std::map<std::string, std::string>& entries) const {
        const fs::path path = path_ / "levering.zip";
        int error = 0;
        zip_t* zip = zip_open(path.c_str(), ZIP_CREATE, &error);
        for (const auto& [name, text] : entries) {
            zip_source_t* source = zip_source_buffer(zip, text.data(), text.size(), 0);
            zip_file_add(zip, name.c_str(), source, ZIP_FL_ENC_UTF_8);
        }
        zip_close(zip);
        return path;
    }

    const fs::path& path() const { return path_; }

private:
    fs::path path_;
};

model::AssetType type_of(const std::string& name, Network network, double diameter_m) {
    model::AssetType type;
    type.name = name;
    type.network = network;
    type.outer_diameter_m = diameter_m;
    return type;
}

model::TypicalAsset typical(Network network, const std::string& kind, const std::string& type,
                            double cover_m) {
    model::TypicalAsset entry;
    entry.network = network;
    entry.kind = kind;
    entry.type = type;
    entry.cover_m = cover_m;
    return entry;
}

model::Catalogue small_catalogue() {
    model::Catalogue catalogue;
    catalogue.types["pvc-110"] = type_of("pvc-110", Network::Water, 0.11);
    catalogue.types["ls-50"] = type_of("ls-50", Network::ElectricityLv, 0.05);
    catalogue.types["ms-80"] = type_of("ms-80", Network::ElectricityMv, 0.08);
    catalogue.typical = {typical(Network::Water, "", "pvc-110", 1.1),
                         typical(Network::ElectricityLv, "", "ls-50", 0.7),
                         typical(Network::ElectricityMv, "", "ms-80", 0.8),
                         typical(Network::SewerGravity, "", "pvc-110", 1.2)};
    return catalogue;
}

base::Result<Delivery> read(const fs::path& path, const ImklOptions& options = {}) {
    return read_imkl(path, small_catalogue(), options);
}

/// The made-up street that most tests look at.
const Delivery& nergensstraat() {
    static const Delivery delivery = read(sample("nergensstraat.xml")).value();
    return delivery;
}

const Asset& asset(const Delivery& delivery, const std::string& id) {
    const auto& assets = delivery.street.assets;
    const auto found =
        std::find_if(assets.begin(), assets.end(), [&](const Asset& a) { return a.id == id; });
    EXPECT_NE(found, assets.end()) << id;
    return found == assets.end() ? assets.front() : *found;
}

std::string word(const Asset& a, const std::string& key) {
    const auto found = a.attributes.find(key);
    return found == a.attributes.end() ? "" : std::get<std::string>(found->second);
}

std::int64_t skipped(const Delivery& delivery, const std::string& what, const std::string& why) {
    for (const auto& line : delivery.report.skipped) {
        if (line.what == what && line.why.find(why) != std::string::npos) return line.count;
    }
    return 0;
}

/// The text with the first `from` replaced.
std::string replaced(std::string text, const std::string& from, const std::string& to) {
    const auto at = text.find(from);
    EXPECT_NE(at, std::string::npos) << from;
    return text.replace(at, from.size(), to);
}

/// Reads the small 1.2.1 document with one text in it replaced.
base::Result<Delivery> read_with(const std::string& from, const std::string& to) {
    const Scratch scratch;
    return read(
        scratch.write("a.xml", replaced(text_of(sample("waterleiding_121.xml")), from, to)));
}

TEST(Imkl, CountsFeaturesAndLengths) {
    const ImportReport& report = nergensstraat().report;

    EXPECT_EQ(report.version, "2.0");
    EXPECT_EQ(report.features.at("UtilityLink"), 14);
    EXPECT_EQ(report.features.at("Waterleiding"), 3);
    EXPECT_EQ(report.features.at("Annotatie"), 1);
    EXPECT_EQ(report.networks, 4);
    EXPECT_NEAR(report.link_length_m.at("water"), 84.0, 1e-9);
    EXPECT_NEAR(report.link_length_m.at("laagspanning"), 260.0, 1e-9);
}

TEST(Imkl, JoinsLinksEndToEndAndSplitsWhatDoesNotMeet) {
    const auto& joined = asset(nergensstraat(), "XX0002.w1").axis;

    EXPECT_EQ(joined.front().at.x(), 150000.0);
    EXPECT_EQ(joined.back().at.x(), 150060.0);
    EXPECT_EQ(asset(nergensstraat(), "XX0002.w2").axis.back().at.x(), 150010.0);
    EXPECT_EQ(asset(nergensstraat(), "XX0002.w2#2").axis.front().at.x(), 150012.0);
}

TEST(Imkl, TakesOverWhatTheOperatorSays) {
    const Asset& water = asset(nergensstraat(), "XX0002.w1");

    EXPECT_EQ(water.alias, "W-1");
    EXPECT_EQ(water.network, Network::Water);
    EXPECT_EQ(water.owner, "Waterschap Voorbeeld");
    EXPECT_EQ(water.name, "110 PVC");
    EXPECT_EQ(water.year, 1998);
    EXPECT_NEAR(water.outer_diameter_m, 0.110, 1e-12);
    EXPECT_EQ(word(water, "material"), "PVC");
    EXPECT_EQ(water.attributes.count("pressure_bar"), 0u);  // 0 bar means unknown
    EXPECT_NEAR(water.xy.sigma_m, 0.15, 1e-12);             // up to 30 cm
    EXPECT_EQ(water.xy.record, "XX0002.water");
    EXPECT_EQ(asset(nergensstraat(), "XX0001.e1").owner, "Stroom en Zoon");
    EXPECT_NEAR(asset(nergensstraat(), "XX0001.e1").xy.sigma_m, 0.5, 1e-12);  // nothing stated
}

TEST(Imkl, MarksWhatItHadToAssume) {
    const Asset& unknown = asset(nergensstraat(), "XX0002.w2");

    EXPECT_EQ(unknown.type, "pvc-110");
    EXPECT_EQ(unknown.diameter_source, PositionSource::Inferred);
    EXPECT_EQ(unknown.year, 0);  // 1900-01-01
    EXPECT_EQ(unknown.status, model::Status::Disused);
    EXPECT_EQ(nergensstraat().report.diameters_given, 8);
    EXPECT_EQ(nergensstraat().report.diameters_inferred, 4);
}

TEST(Imkl, ReadsVoltagesInAnyUnit) {
    const auto low = asset(nergensstraat(), "XX0001.e1").attributes;
    const auto middle = asset(nergensstraat(), "XX0001.m1").attributes;

    EXPECT_NEAR(std::get<double>(low.at("voltage_kV")), 0.4, 1e-12);  // nominal is -1
    EXPECT_NEAR(std::get<double>(middle.at("voltage_kV")), 10.0, 1e-12);
}

TEST(Imkl, TellsHouseConnectionsAndWhatTheyTap) {
    const Asset& house = asset(nergensstraat(), "XX0002.w3");

    EXPECT_EQ(word(house, "kind"), "house_connection");
    EXPECT_EQ(house.connects_to, "XX0002.w1");
    EXPECT_EQ(house.status, model::Status::Projected);
}

TEST(Imkl, UsesTheOperatorsStandardDepthElseTheUsualCover) {
    const Asset& standard = asset(nergensstraat(), "XX0001.e2");
    const Asset& usual = asset(nergensstraat(), "XX0001.buis2");

    EXPECT_EQ(standard.z.source, PositionSource::OperatorStandard);
    EXPECT_NEAR(standard.z.sigma_m, 0.30, 1e-12);
    EXPECT_NEAR(standard.axis.front().at.z(), -(0.60 + 0.015), 1e-9);
    EXPECT_EQ(usual.z.source, PositionSource::Norm);
    EXPECT_NEAR(usual.axis.front().at.z(), -(0.80 + 0.08), 1e-9);
}

//      0      14.5 15       25 25.5          60
//      |--------\                /------------|   standard: 1.00 to the top
//                \--------------/                 measured: 1.30 at 20
TEST(Imkl, AMeasuredDepthHoldsFiveMetresToEitherSide) {
    const Asset& water = asset(nergensstraat(), "XX0002.w1");

    ASSERT_EQ(water.axis.size(), 7u);
    const auto& from = water.axis[2];
    const auto& to = water.axis[3];
    EXPECT_NEAR(water.axis[1].at.x(), 150014.5, 1e-6);
    EXPECT_NEAR(water.axis[1].at.z(), -1.055, 1e-9);
    EXPECT_NEAR(from.at.x(), 150015.0, 1e-6);
    EXPECT_NEAR(from.at.z(), -1.355, 1e-9);
    EXPECT_NEAR(to.at.x(), 150025.0, 1e-6);
    ASSERT_TRUE(from.z);
    EXPECT_EQ(from.z->source, PositionSource::Measured);
    EXPECT_NEAR(from.z->sigma_m, 0.25, 1e-12);  // up to 50 cm
    EXPECT_EQ(from.z->record, "XX0002.d1");
    EXPECT_FALSE(water.axis[1].z);
    EXPECT_FALSE(to.z);
    EXPECT_EQ(water.z.source, PositionSource::OperatorStandard);
}

TEST(Imkl, TurnsAnInvertInNapIntoAnAxis) {
    const Asset& sewer = asset(nergensstraat(), "XX0002.r1");

    // Ground +0.80 and invert -1.50: 2.30 below ground, half a diameter higher for the axis.
    ASSERT_EQ(sewer.axis.size(), 6u);
    EXPECT_NEAR(sewer.axis[2].at.z(), -2.10, 1e-9);
    ASSERT_TRUE(sewer.axis[2].z);
    EXPECT_NEAR(sewer.axis[2].z->sigma_m, 0.15, 1e-12);  // accuracy unknown
}

TEST(Imkl, ListsEveryDepthPointAndWhyItWasNotUsed) {
    const DepthCounts& depth = nergensstraat().report.depth;

    EXPECT_EQ(depth.measured, 4);
    EXPECT_EQ(depth.measured_nap, 2);
    EXPECT_EQ(depth.measured_used, 2);
    ASSERT_EQ(depth.points.size(), 4u);
    EXPECT_NEAR(depth.points[0].value_m, 1.30, 1e-12);
    EXPECT_EQ(depth.points[0].assets, std::vector<std::string>{"XX0002.w1"});
    EXPECT_NEAR(depth.points[3].value_m, -1.55, 1e-12);
    EXPECT_EQ(skipped(nergensstraat(), "DiepteTovMaaiveld", "within 1 m"), 1);
    EXPECT_EQ(skipped(nergensstraat(), "DiepteNAP", "without ground level"), 1);
}

TEST(Imkl, LaysCablesOnOneLineSideBySide) {
    const auto& first = asset(nergensstraat(), "XX0001.e1");
    const auto& second = asset(nergensstraat(), "XX0001.e2");
    const auto& third = asset(nergensstraat(), "XX0001.e3");  // drawn the other way round

    EXPECT_NEAR(first.axis.front().at.y(), 450005.05, 1e-6);  // 2 radii of 0.015 and 0.02
    EXPECT_NEAR(second.axis.front().at.y(), 450005.00, 1e-6);
    EXPECT_NEAR(third.axis.back().at.y(), 450004.95, 1e-6);
    EXPECT_NEAR(first.axis[1].at.x(), 150039.95, 1e-6);  // the inner one stays inside the corner
    EXPECT_EQ(first.xy.source, PositionSource::Inferred);
    EXPECT_EQ(first.bed, "XX0001.bed");
    EXPECT_EQ(third.bed, "XX0001.bed");
}

TEST(Imkl, KeepsABedOnlyWhenItsCablesAreNotThere) {
    std::set<std::string> ids;
    for (const Asset& a : nergensstraat().street.assets)
        ids.insert(a.id);

    EXPECT_EQ(ids.count("XX0001.bed"), 0u);
    EXPECT_EQ(skipped(nergensstraat(), "Kabelbed", "share it as their bed"), 1);
    const Asset& bed = asset(nergensstraat(), "XX0001.bed2");
    ASSERT_TRUE(bed.duct_bank);
    EXPECT_NEAR(bed.duct_bank->width_m, 0.40, 1e-12);
    EXPECT_NEAR(bed.duct_bank->height_m, 0.05, 1e-12);
    EXPECT_EQ(std::get<double>(bed.attributes.at("count")), 4.0);
}

TEST(Imkl, PutsACableInTheDuctWithItsCentreLine) {
    const Asset& cable = asset(nergensstraat(), "XX0001.m1");
    const Asset& duct = asset(nergensstraat(), "XX0001.buis1");

    EXPECT_EQ(cable.in_duct, duct.id);
    EXPECT_EQ(word(duct, "kind"), "duct");
    EXPECT_EQ(cable.axis.front().at, duct.axis.front().at);
    EXPECT_NE(cable.xy.source, PositionSource::Inferred);
}

TEST(Imkl, DrawsObjectsAndSaysWhichItDoesNot) {
    const auto& structures = nergensstraat().street.structures;

    ASSERT_EQ(structures.size(), 2u);
    EXPECT_EQ(structures[0].kind, model::StructureKind::Cabinet);
    EXPECT_EQ(structures[1].kind, model::StructureKind::Hydrant);
    EXPECT_EQ(std::get<std::string>(structures[1].attributes.at("size")), "inferred");
    EXPECT_EQ(skipped(nergensstraat(), "Appurtenance", "type mof"), 1);
    EXPECT_EQ(skipped(nergensstraat(), "Annotatie", "map"), 1);
}

TEST(Imkl, CountsDanglingReferencesAndGoesOn) {
    EXPECT_EQ(nergensstraat().report.dangling_link_references, 1);
    EXPECT_EQ(asset(nergensstraat(), "XX0002.r1").axis.back().at.x(), 150040.0);
}

TEST(Imkl, NamesTheStreetAfterNumberAndPlaceOnly) {
    EXPECT_EQ(nergensstraat().street.name, "99X000001 Voorbeeldstad");
}

TEST(Imkl, RunsTheAxisAlongTheLongestMainLine) {
    const auto& axis = nergensstraat().street.axis;

    // Three bundled cables and the main are all about 60 m; the axis never turns back along them.
    double length_m = 0.0;
    for (std::size_t i = 1; i < axis.size(); ++i)
        length_m += (axis[i] - axis[i - 1]).norm();
    EXPECT_NEAR(length_m, 60.0, 0.5);

    ImklOptions options;
    options.axis = {{1.0, 2.0}, {3.0, 4.0}};
    EXPECT_EQ(read(sample("nergensstraat.xml"), options)->street.axis, options.axis);
}

TEST(Imkl, WritesTheReportWithTheAgreedKeys) {
    const auto json = report_json(nergensstraat().report);

    EXPECT_EQ(json.at("features").at("UtilityLink"), 14);
    EXPECT_EQ(json.at("link_length_m").at("water"), 84.0);
    EXPECT_EQ(json.at("depth").at("measured"), 4);
    EXPECT_EQ(json.at("depth").at("points").at(2).at("value_m"), -1.5);
    EXPECT_TRUE(json.at("skipped").is_array());
}

TEST(Imkl, ReadsVersion2OfTwoUnlessAskedOtherwise) {
    const Scratch scratch;
    const auto zip = scratch.zip({{"99X_1/GI_1.xml", text_of(sample("waterleiding_121.xml"))},
                                  {"99X_1/GI_1_V2.xml", text_of(sample("nergensstraat.xml"))},
                                  {"99X_1/bronnen/other.xml", "<other/>"}});
    ImklOptions prefer_121;
    prefer_121.prefer_121 = true;

    const auto second = read(zip);
    const auto first = read(zip, prefer_121);

    ASSERT_TRUE(second) << second.error().text();
    EXPECT_EQ(second->report.version, "2.0");
    EXPECT_EQ(second->report.other_version, "1.2.1");
    EXPECT_EQ(second->report.file, "99X_1/GI_1_V2.xml");
    ASSERT_TRUE(first) << first.error().text();
    EXPECT_EQ(first->report.version, "1.2.1");
    EXPECT_EQ(first->street.assets.size(), 1u);
}

TEST(Imkl, ReadsAnUnpackedFolder) {
    const Scratch scratch;
    scratch.write("GI_1.xml", text_of(sample("waterleiding_121.xml")));

    const auto delivery = read(scratch.path());

    ASSERT_TRUE(delivery) << delivery.error().text();
    EXPECT_EQ(delivery->report.file, "GI_1.xml");
    EXPECT_EQ(delivery->street.assets.front().owner, "XX0002");  // no operator feature
}

TEST(Imkl, RefusesAZipWithoutImkl) {
    const Scratch scratch;

    const auto delivery = read(scratch.zip({{"a.xml", "<other/>"}, {"b.pdf", "x"}}));

    ASSERT_FALSE(delivery);
    EXPECT_NE(delivery.error().message.find("no IMKL"), std::string::npos);
}

TEST(Imkl, AcceptsEverySpellingOfRdNew) {
    const std::string given = "http://spatialreference.org/ref/epsg/28992/";
    for (const auto* spelling : {"EPSG:28992", "epsg:28992", "urn:ogc:def:crs:EPSG::28992",
                                 "urn:x-ogc:def:crs:EPSG:28992"}) {
        EXPECT_TRUE(read_with(given, spelling)) << spelling;
    }
    EXPECT_TRUE(read_with(" srsName=\"" + given + "\"", ""));  // then it inherits RD New
}

TEST(Imkl, TakesThePlanOfCoordinatesWithHeights) {
    const auto from =
        "epsg/28992/\" gml:id=\"XX0002.wl1_g\"><gml:posList>150000 450000 150030 450000";
    const auto to = "epsg/7415/\" gml:id=\"g\"><gml:posList>150000 450000 -1 150030 450000 -1.2";

    const auto delivery = read_with(from, to);

    ASSERT_TRUE(delivery) << delivery.error().text();
    EXPECT_NEAR(delivery->report.link_length_m.at("water"), 30.0, 1e-9);
}

TEST(Imkl, RefusesAnotherReferenceSystemWithFileAndLine) {
    const auto delivery =
        read_with("http://spatialreference.org/ref/epsg/28992/", "urn:ogc:def:crs:EPSG::4326");

    ASSERT_FALSE(delivery);
    EXPECT_NE(delivery.error().message.find("EPSG::4326"), std::string::npos);
    EXPECT_NE(delivery.error().message.find("28992"), std::string::npos);
    EXPECT_TRUE(delivery.error().where.ends_with("a.xml:18")) << delivery.error().where;
}

TEST(Imkl, RefusesUnitsAndNumbersThatMakeNoSense) {
    EXPECT_FALSE(read_with("uom=\"urn:ogc:def:uom:OGC::mm\"", "uom=\"duim\""));
    EXPECT_FALSE(read_with("uom=\"urn:ogc:def:uom:OGC::mm\"", "uom=\"urn:ogc:def:uom:OGC::bar\""));
    EXPECT_FALSE(read_with(">110<", ">11O<"));
    EXPECT_FALSE(read_with("150030 450000", "150030 450000 7"));
    EXPECT_FALSE(read_with("150030 450000", "150030 nan"));
    EXPECT_TRUE(read_with("uom=\"urn:ogc:def:uom:OGC::mm\"", "uom=\"mm\""));
}

TEST(Imkl, RefusesWhatIsNoDelivery) {
    const Scratch scratch;

    EXPECT_FALSE(read(scratch.path() / "absent.zip"));
    EXPECT_FALSE(read(scratch.write("a.xml", "")));
    EXPECT_FALSE(read(scratch.write("b.xml", "<html><body/></html>")));
    EXPECT_FALSE(read(scratch.write("c.zip", "PK\x03\x04 and then nothing")));
}

/// The developer deliveries, when they are there.
fs::path deliveries() {
    return test::shared_folder() / "data/klic";
}

TEST(ImklDeliveries, HaveTheExpectedFeaturesAndLengths) {
    const auto expected_file = deliveries() / "expected.json";
    if (!fs::exists(expected_file)) GTEST_SKIP() << "no developer data (MAAIVELD_SHARED)";

    const auto all = nlohmann::json::parse(text_of(expected_file));
    for (const auto& [name, expected] : all.items()) {
        ImklOptions options;
        options.prefer_121 = name.find("_V2") == std::string::npos;
        const auto delivery = read(deliveries() / name.substr(0, name.find('/')), options);
        ASSERT_TRUE(delivery) << delivery.error().text();
        const auto json = report_json(delivery->report);
        EXPECT_EQ(json.at("features"), expected.at("features")) << name;
        for (const auto& [theme, length] : expected.at("link_length_m").items()) {
            const double want = length.get<double>();
            const double got = json.at("link_length_m").at(theme).get<double>();
            EXPECT_NEAR(got, want, std::max(0.1, 0.001 * want)) << name << " " << theme;
        }
        EXPECT_EQ(json.at("depth").at("measured"), expected.at("depth_values").size()) << name;
    }
}

TEST(ImklDeliveries, ShowTheDepthsOfTheNetworkFile) {
    const auto file = deliveries() / "netinformatie/netinformatie_KL9999-Best_IMKL1.2.1.xml";
    if (!fs::exists(file)) GTEST_SKIP() << "no developer data (MAAIVELD_SHARED)";

    const auto delivery = read(file);

    ASSERT_TRUE(delivery) << delivery.error().text();
    const auto& points = delivery->report.depth.points;
    ASSERT_EQ(points.size(), 3u);
    EXPECT_NEAR(points[0].value_m, 0.42, 1e-12);
    EXPECT_NEAR(points[1].value_m, 0.14, 1e-12);
    EXPECT_NEAR(points[2].value_m, 2.43, 1e-12);
    EXPECT_EQ(points[2].kind, "DiepteNAP");
}

}  // namespace
}  // namespace maaiveld::exchange
