#include "app/layout_words.h"

#include <gtest/gtest.h>

#include <sstream>

namespace maaiveld::app {
namespace {

using layout::Change;
using layout::ChangeKind;
using layout::ConflictPart;
using layout::PartKind;

struct Page {
    std::ostringstream out, err;
    Session session{out, err, false, false, "en", {}, 0, kDone};

    explicit Page(const std::string& language = "en") { session.language = language; }
    std::string text() const { return out.str(); }
    bool says(const std::string& words) const { return text().find(words) != std::string::npos; }
};

ConflictPart part(PartKind kind, const std::string& id) {
    ConflictPart result;
    result.kind = kind;
    result.id = id;
    return result;
}

ConflictPart heat_and_water() {
    ConflictPart rule = part(PartKind::Rule, "NL-SEP-07");
    rule.of = "H-1";
    rule.against = "W-1";
    rule.network = model::Network::Heat;
    rule.other = model::Network::Water;
    rule.required = 1.0;
    return rule;
}

Change change(ChangeKind kind, const ConflictPart& of) {
    Change result;
    result.kind = kind;
    result.part = of;
    return result;
}

layout::StreetExplanation conflict() {
    layout::StreetExplanation found;
    found.from_m = 12.0;
    found.to_m = 14.0;
    found.explanation.end = layout::ExplainEnd::Conflict;
    found.explanation.minimal = true;
    found.explanation.width_m = 6.0;
    ConflictPart tree = part(PartKind::Obstacle, "T4");
    tree.what = "tree";
    found.explanation.conflict = {heat_and_water(), tree};
    layout::Relaxation accept;
    accept.changes = {change(ChangeKind::AcceptDistance, heat_and_water())};
    accept.changes[0].now = 1.0;
    accept.changes[0].then = 0.7;
    accept.heat = layout::HeatVerdict{"W-1", 22.94, 25.0};
    layout::Relaxation move;
    move.changes = {change(ChangeKind::MoveObstacle, tree)};
    move.changes[0].then = 0.6;
    move.changes[0].detail = "left";
    move.price_eur = 4500.0;
    layout::Relaxation wide;
    wide.changes = {change(ChangeKind::Widen, {})};
    wide.changes[0].then = 0.18;
    wide.changes[0].from_m = 1.0;
    wide.brief.left_offset_m = 3.0;
    found.explanation.relaxations = {accept, move, wide};
    return found;
}

TEST(LayoutWords, ExplainInEnglish) {
    Page page;
    print_conflict(page.session, conflict());
    EXPECT_TRUE(
        page.says("these cannot go together in 6.00 m of section, from station 12.0 to 14.0"))
        << page.text();
    EXPECT_TRUE(page.says("NL-SEP-07: 1.00 m between district heat and drinking water in plan"))
        << page.text();
    EXPECT_TRUE(page.says("tree T4")) << page.text();
    EXPECT_TRUE(page.says(
        "accept 0.70 m instead of 1.00 m between district heat and drinking water in plan "
        "(NL-SEP-07) (25 °C holds: W-1 22.9)"))
        << page.text();
    EXPECT_TRUE(page.says("move tree T4 by 0.60 m to the left: 4500 EUR")) << page.text();
    EXPECT_TRUE(page.says("0.18 m more width (at offset +2.00 m)")) << page.text();
}

TEST(LayoutWords, ExplainInDutch) {
    Page page{"nl"};
    print_conflict(page.session, conflict());
    EXPECT_TRUE(page.says("dit gaat niet samen in 6.00 m")) << page.text();
    EXPECT_TRUE(page.says("verplaats boom T4 over 0.60 m naar links")) << page.text();
    EXPECT_TRUE(page.says("0.18 m meer breedte")) << page.text();
    EXPECT_TRUE(page.says("aanvaard 0.70 m in plaats van 1.00 m tussen")) << page.text();
    EXPECT_FALSE(page.says("cannot")) << page.text();
}

TEST(LayoutWords, NameEveryKindOfChangeAndPart) {
    for (const std::string language : {"en", "nl"}) {
        const Page page{language};
        for (int kind = 0; kind <= static_cast<int>(ChangeKind::LeaveOut); ++kind) {
            const auto words = change_words(
                page.session, change(static_cast<ChangeKind>(kind), heat_and_water()), 0.0);
            EXPECT_GT(words.size(), 8U) << kind;
        }
        for (int kind = 0; kind <= static_cast<int>(PartKind::Heat); ++kind) {
            const auto words = part_words(page.session, part(static_cast<PartKind>(kind), "W-1"));
            EXPECT_NE(words.find("W-1"), std::string::npos) << kind;
        }
    }
}

TEST(LayoutWords, SayWhatIsProven) {
    const Page page;
    EXPECT_EQ(proof_words(page.session, 0.0, layout::SearchEnd::Proven), "proven optimum");
    EXPECT_EQ(proof_words(page.session, 0.0123, layout::SearchEnd::Proven),
              "within 1.2 % of the bound");
    const auto cut = proof_words(page.session, 0.0, layout::SearchEnd::ClockLimit);
    EXPECT_NE(cut.find("cut short by the clock"), std::string::npos);
    EXPECT_EQ(cut.find("proven optimum"), std::string::npos);
}

TEST(LayoutWords, SayWhenNothingIsProven) {
    Page page;
    layout::StreetExplanation found;
    found.explanation.end = layout::ExplainEnd::Unknown;
    print_conflict(page.session, found);
    EXPECT_TRUE(page.says("not proven")) << page.text();
    Page fits;
    found.explanation.end = layout::ExplainEnd::Fits;
    print_conflict(fits.session, found);
    EXPECT_TRUE(fits.says("everything fits")) << fits.text();
}

TEST(LayoutWords, TellWhatWasDeclinedAndThatNothingWasPlaced) {
    Page page{"nl"};
    model::Street street;
    street.name = "Kerkstraat";
    layout::LayoutOutcome outcome;
    outcome.placed = street;
    outcome.declined = {{"H-1", "no room", "geen plaats", {"NL-SEP-07"}}};
    print_layout(page.session, street, outcome, layout::LayoutMode::Flat);
    EXPECT_TRUE(page.says("de straat is ongewijzigd")) << page.text();
    EXPECT_TRUE(page.says("H-1: geen plaats (NL-SEP-07)")) << page.text();
}

TEST(LayoutWords, ShowTheFrontWithItsTemperatures) {
    Page page;
    layout::SectionFront front;
    layout::SectionFrontPoint point;
    point.width_m = 3.2;
    point.cost_eur_m = 246.9;
    point.warmest = layout::LineTemperature{"W-1", 22.9, 25.0, "NL-HEAT-01"};
    front.points = {point};
    front.complete = false;
    print_front(page.session, front);
    EXPECT_TRUE(page.says("3.20")) << page.text();
    EXPECT_TRUE(page.says("+2.1")) << page.text();
    EXPECT_TRUE(page.says("points may be missing")) << page.text();
}

}  // namespace
}  // namespace maaiveld::app
