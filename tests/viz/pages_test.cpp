#include "terraced_street.h"
#include "viz/scene/iso_scene.h"
#include "viz/scene/plan_drawing.h"
#include "viz/scene/section_drawing.h"

#include <gtest/gtest.h>

namespace maaiveld::viz::scene {
namespace {

using rules::Finding;

/// Every text lies on the page and none touches another.
void expect_readable(const Picture2d& page, const std::string& what) {
    const std::vector<Box> boxes = text_boxes(page);
    EXPECT_GT(boxes.size(), 5U) << what;
    for (std::size_t i = 0; i < boxes.size(); ++i) {
        EXPECT_TRUE(page.page().grown(1e-6).contains(boxes[i])) << what << " text " << i;
        for (std::size_t j = i + 1; j < boxes.size(); ++j)
            EXPECT_FALSE(boxes[i].grown(-1e-6).overlaps(boxes[j]))
                << what << " texts " << i << ", " << j;
    }
}

void expect_all_readable(const model::Street& street, const std::vector<Finding>& findings,
                         const std::string& what) {
    for (const Language language : {Language::English, Language::Dutch}) {
        for (const double station_m : {0.0, 2.7, 38.0, 111.0}) {
            SectionOptions section;
            section.station_m = station_m;
            section.language = language;
            section.style = testing::day_style();
            expect_readable(section_drawing(street, findings, section), what + " section");
        }
        expect_readable(
            plan_drawing(street, findings, {language, 1600.0, 0.0, testing::day_style()}),
            what + " plan");
        IsoOptions iso;
        iso.language = language;
        iso.style = testing::day_style();
        expect_readable(iso_scene(street, findings, iso).page, what + " iso");
    }
}

TEST(Pages, AreReadableForATerracedStreet) {
    expect_all_readable(testing::terraced_street(), testing::terraced_findings(), "terraced");
}

TEST(Pages, AreReadableForAStreetTooLongToShowWhole) {
    expect_all_readable(testing::terraced_street(320.0), testing::terraced_findings(), "long");
}

TEST(Pages, AreReadableForRandomDeliveries) {
    for (unsigned seed = 1; seed <= 6; ++seed) {
        const model::Street street =
            testing::delivered_street(60 * static_cast<int>(seed), 300.0, seed);
        const auto findings = testing::delivered_findings(street, 150, seed);
        expect_all_readable(street, findings, "delivery " + std::to_string(seed));
    }
}

TEST(Pages, AreReadableForALongName) {
    model::Street street = testing::terraced_street();
    street.name = std::string(300, 'W');
    for (model::Asset& asset : street.assets)
        asset.alias = asset.id + "-with-a-very-long-alias";
    expect_all_readable(street, testing::terraced_findings(), "long names");
}

TEST(Pages, AreDrawnForAnEmptyStreet) {
    model::Street street;
    street.name = "Leeg";
    expect_all_readable(street, {}, "empty");
}

TEST(Pages, NameEveryLineAtTheSection) {
    SectionOptions options;
    options.station_m = 31.0;
    options.style = testing::day_style();
    const Picture2d page = section_drawing(testing::terraced_street(), {}, options);

    for (const char* id : {"T-1", "E-4", "G-2", "R-1", "H-1s", "W-1", "T-3"}) {
        const bool labelled =
            std::any_of(page.items.begin(), page.items.end(), [&](const Item& item) {
                return item.role == Role::Label && item.id == id &&
                       std::holds_alternative<Text>(item.shape);
            });
        EXPECT_TRUE(labelled) << id;
    }
}

TEST(Pages, DrawPlanLinesToScale) {
    const Picture2d page = plan_drawing(testing::terraced_street(), {},
                                        {Language::English, 1600.0, 0.0, testing::day_style()});
    std::vector<Point> line;
    for (const Item& item : page.items)
        if (item.role == Role::Asset && item.id == "R-1") line = std::get<Path>(item.shape).points;

    ASSERT_EQ(line.size(), 2U);
    EXPECT_NEAR(std::abs(line[1].x - line[0].x), 60.0 / (200.0 * 0.42 / 1600.0), 1e-6)
        << "60 m at 1:200";
}

TEST(Pages, AreTheSameEveryTime) {
    const model::Street street = testing::delivered_street(120, 200.0, 4);
    const auto findings = testing::delivered_findings(street, 90, 4);
    const PlanOptions options{Language::Dutch, 1600.0, 0.0, testing::day_style()};
    const Picture2d once = plan_drawing(street, findings, options);
    const Picture2d again = plan_drawing(street, findings, options);

    ASSERT_EQ(once.items.size(), again.items.size());
    const auto a = text_boxes(once), b = text_boxes(again);
    for (std::size_t i = 0; i < a.size(); ++i)
        EXPECT_EQ(a[i].left, b[i].left);
}

}  // namespace
}  // namespace maaiveld::viz::scene
