#include "exchange/streetmix.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <string>

namespace maaiveld::exchange {
namespace {

using model::Strip;
using model::StripKind;

std::filesystem::path sample(const std::string& name) {
    return std::filesystem::path{__FILE__}.parent_path().parent_path() / "data/streetmix" / name;
}

/// A file with `text` that is gone when the test ends.
class ScratchFile {
public:
    explicit ScratchFile(const std::string& text)
        : path_{std::filesystem::path{::testing::TempDir()} /
                ("streetmix_" +
                 std::string{::testing::UnitTest::GetInstance()->current_test_info()->name()} +
                 ".json")} {
        std::ofstream{path_, std::ios::binary} << text;
    }
    ~ScratchFile() {
        std::error_code ignored;
        std::filesystem::remove(path_, ignored);
    }
    ScratchFile(const ScratchFile&) = delete;
    ScratchFile& operator=(const ScratchFile&) = delete;
    const std::filesystem::path& path() const { return path_; }

private:
    std::filesystem::path path_;
};

void expect_same_strip(const Strip& a, const Strip& b) {
    EXPECT_EQ(a.kind, b.kind);
    EXPECT_NEAR(a.width_m, b.width_m, 0.0005);
    EXPECT_EQ(a.paving, b.paving);
    EXPECT_EQ(a.label, b.label);
}

void expect_round_trip(const std::string& name) {
    const auto first = read_streetmix(sample(name));
    ASSERT_TRUE(first) << first.error().text();

    const auto json = streetmix_json(*first);
    ASSERT_TRUE(json) << json.error().text();
    const ScratchFile written{*json};
    const auto second = read_streetmix(written.path());

    ASSERT_TRUE(second) << second.error().text();
    const auto& before = first->section.strips;
    const auto& after = second->section.strips;
    ASSERT_EQ(before.size(), after.size());
    for (std::size_t i = 0; i < before.size(); ++i)
        expect_same_strip(before[i], after[i]);
}

TEST(Streetmix, ReadsEverySegmentAsAStripOfItsKind) {
    const auto street = read_streetmix(sample("metric.json"));

    ASSERT_TRUE(street) << street.error().text();
    const auto& strips = street->section.strips;
    ASSERT_EQ(strips.size(), 9U);
    const StripKind expected[] = {
        StripKind::Footway,     StripKind::Footway, StripKind::CyclePath,
        StripKind::Carriageway, StripKind::Verge,   StripKind::Carriageway,
        StripKind::Parking,     StripKind::Verge,   StripKind::Water};
    for (std::size_t i = 0; i < strips.size(); ++i)
        EXPECT_EQ(strips[i].kind, expected[i]) << i;
    EXPECT_EQ(strips[2].paving, "red asphalt");
    EXPECT_EQ(strips[5].paving, "track");
    EXPECT_DOUBLE_EQ(strips[3].width_m, 2.75);
}

TEST(Streetmix, CentresTheSectionOnAStraightAxisFromTheOrigin) {
    const auto street = read_streetmix(sample("metric.json"), 80.0);

    ASSERT_TRUE(street) << street.error().text();
    EXPECT_EQ(street->name, "Lindestraat");
    ASSERT_EQ(street->axis.size(), 2U);
    EXPECT_EQ(street->axis.front(), model::Vec2(0.0, 0.0));
    EXPECT_EQ(street->axis.back(), model::Vec2(80.0, 0.0));
    EXPECT_NEAR(street->section.starts_at_offset_m, 14.6 / 2.0, 1e-12);
}

TEST(Streetmix, PutsFacadesWhereBuildingsStand) {
    const auto street = read_streetmix(sample("metric.json"));

    ASSERT_TRUE(street) << street.error().text();
    ASSERT_EQ(street->structures.size(), 1U) << "the right side is a waterfront";
    const auto& facade = street->structures.front();
    EXPECT_EQ(facade.kind, model::StructureKind::Facade);
    EXPECT_DOUBLE_EQ(facade.top_m, 9.0);
    ASSERT_TRUE(facade.line);
    EXPECT_DOUBLE_EQ(facade.line->front().y(), 7.5 + 0.15) << "beyond the full width of 15 m";
}

TEST(Streetmix, ReadsFeetBeforeVersion30) {
    const auto street = read_streetmix(sample("feet.json"));

    ASSERT_TRUE(street) << street.error().text();
    EXPECT_NEAR(street->section.width_m(), 35 * 0.3048, 1e-12);
    EXPECT_EQ(street->structures.size(), 2U);
}

TEST(Streetmix, ReadsOldMetricStreetsWithTheFootStreetmixShowed) {
    const auto street = read_streetmix(sample("old_metric.json"));

    ASSERT_TRUE(street) << street.error().text();
    EXPECT_NEAR(street->section.width_m(), 35 * 0.3, 1e-12);
}

TEST(Streetmix, GuessesUnknownTypesAndSaysSo) {
    const auto street = read_streetmix(sample("bare.json"));

    ASSERT_TRUE(street) << street.error().text();
    EXPECT_EQ(street->name, "bare");
    EXPECT_EQ(street->section.strips[0].kind, StripKind::Carriageway);
    EXPECT_EQ(street->section.strips[1].kind, StripKind::Footway);
    const auto& notes = street->sources;
    const auto said = [&](const std::string& words) {
        for (const auto& note : notes) {
            if (note.find(words) != std::string::npos) return true;
        }
        return false;
    };
    EXPECT_TRUE(said("`hover-lane` is not known, read as carriageway"));
    EXPECT_TRUE(said("`moss` is not known, read as footway"));
}

TEST(Streetmix, GivesTheSameSegmentsBack) {
    for (const char* name : {"metric.json", "feet.json", "old_metric.json", "bare.json"}) {
        SCOPED_TRACE(name);
        expect_round_trip(name);
    }
}

TEST(Streetmix, WritesWhatTheUserCalledASegment) {
    const auto street = read_streetmix(sample("metric.json"));
    ASSERT_TRUE(street) << street.error().text();

    const auto json = streetmix_json(*street);

    ASSERT_TRUE(json) << json.error().text();
    EXPECT_NE(json->find("\"label\": \"Stoep: noord\""), std::string::npos);
    EXPECT_NE(json->find("\"variantString\": \"inbound|red|road\""), std::string::npos);
    EXPECT_NE(json->find("\"leftBuildingVariant\": \"narrow\""), std::string::npos);
    EXPECT_NE(json->find("\"rightBuildingVariant\": \"grass\""), std::string::npos);
}

TEST(Streetmix, WritesStripsOfOurOwnAsCommonSegments) {
    model::Street street;
    street.section.strips = {{StripKind::Facade, 0.3, "", ""},
                             {StripKind::Footway, 2.0, "tiles", ""},
                             {StripKind::Carriageway, 3.4, "clinkers", "woonerf"},
                             {StripKind::Water, 9.0, "", ""}};

    const auto json = streetmix_json(street);

    ASSERT_TRUE(json) << json.error().text();
    EXPECT_NE(json->find("\"type\": \"sidewalk\""), std::string::npos);
    EXPECT_NE(json->find("\"type\": \"drive-lane\""), std::string::npos);
    EXPECT_NE(json->find("\"label\": \"woonerf\""), std::string::npos);
    EXPECT_NE(json->find("\"width\": 14.4"), std::string::npos) << "facades are no segments";
}

TEST(Streetmix, RefusesToWriteAStreetWithoutSection) {
    const auto json = streetmix_json(model::Street{});

    ASSERT_FALSE(json);
    EXPECT_NE(json.error().message.find("no section"), std::string::npos);
}

TEST(Streetmix, SaysInOneLineWhatIsWrong) {
    const struct {
        const char* text;
        const char* expected;
    } cases[] = {
        {"[]", "no Streetmix street"},
        {R"({"format":"maaiveld-street/1"})", "neither `segments` nor `data.street`"},
        {R"({"segments":[]})", "`segments` is empty"},
        {R"({"segments":{"type":"sidewalk"}})", "`segments` must be a list"},
        {R"({"segments":[{"width":2}]})", "segment 1: key `type` is missing"},
        {R"({"segments":[{"type":"sidewalk","width":-2}]})", "segment 1: `width` is -2"},
        {R"({"segments":[{"type":"sidewalk","width":"2"}]})", "`width` must be a number"},
        {R"({"segments":[{"type":"sidewalk","width":1e300}]})", "narrower than"},
    };
    for (const auto& bad : cases) {
        const ScratchFile file{bad.text};

        const auto street = read_streetmix(file.path());

        ASSERT_FALSE(street) << bad.text;
        const std::string said = street.error().text();
        EXPECT_NE(said.find(bad.expected), std::string::npos) << said;
        EXPECT_NE(said.find(":1: "), std::string::npos) << said;
        EXPECT_EQ(said.find('\n'), std::string::npos) << said;
    }
}

}  // namespace
}  // namespace maaiveld::exchange
