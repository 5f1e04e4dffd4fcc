// The filled rack against another road: every arrangement tried one after the other, corridors
// measured on the bodies themselves, the packs' own judge on the street that comes out.

#include "layout/rack_fill.h"

#include "exchange/catalogue_file.h"
#include "exchange/rack_type_file.h"
#include "exchange/rule_pack_file.h"
#include "exchange/street_file.h"
#include "rules/check.h"
#include "tests/support/random.h"
#include "tests/support/shared_data.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>

namespace maaiveld::layout {
namespace {

using model::Network;

model::Asset asset(const std::string& id, Network network, double diameter_m) {
    model::Asset a;
    a.id = a.alias = id;
    a.network = network;
    a.outer_diameter_m = diameter_m;
    return a;
}

RackMember member(const std::string& id, Network network, double diameter_m,
                  double connection_m = 0.0) {
    RackMember m;
    m.assets = {asset(id, network, diameter_m)};
    m.connected_left = connection_m > 0.0;
    m.connection_diameter_m = connection_m;
    return m;
}

/// A small rack type of round numbers.
model::RackType plain_type() {
    model::RackType type;
    type.id = "plain";
    type.kind = "distribution";
    type.order = {Network::Telecom, Network::ElectricityLv, Network::ElectricityMv,
                  Network::GasLow,  Network::Water,         Network::Heat};
    type.share_level = {{Network::ElectricityLv, Network::ElectricityMv}};
    type.materials = {{"steel", 7850.0, 2.1e11, 2.1e11, 2.35e8, 0.0, "test", "C"}};
    type.post = {"post", "steel", 0.10, 0.06, 0.004};
    type.beam = {"beam", "steel", 0.06, 0.04, 0.004};
    type.plate_material = type.saddle_material = "steel";
    type.saddle_gap_m = 0.05;
    type.stagger_m = 0.0;
    type.beam_overhang_m = 0.0;
    return type;
}

std::map<std::string, model::RackType> shipped_types() {
    auto types = exchange::read_rack_types(test::source_file("profiles"));
    EXPECT_TRUE(types) << types.error().text();
    return types.value_or(std::map<std::string, model::RackType>{});
}

const model::Catalogue& catalogue() {
    static const model::Catalogue known = *exchange::read_catalogue(test::source_file("profiles"));
    return known;
}

std::vector<rules::Pack> packs(const std::vector<std::string>& ids) {
    std::vector<rules::Pack> all;
    for (const std::string& id : ids) {
        all.push_back(*exchange::read_rule_pack(
            test::source_file(("profiles/rules/" + id + ".json").c_str()), catalogue()));
    }
    return all;
}

const RackPlace& at(const RackFill& fill, const std::string& id) {
    const auto found = std::find_if(fill.places.begin(), fill.places.end(),
                                    [&](const RackPlace& p) { return p.asset == id; });
    EXPECT_NE(found, fill.places.end()) << id;
    return *found;
}

/// Whether the corridor above every connected line is free up to the cover plate, and on its way
/// to the facade (left) nothing higher stands: measured on the places alone.
bool rises_free(const RackFill& fill) {
    for (const RackPlace& low : fill.places) {
        if (!(low.corridor_m > 0.0)) continue;
        for (const RackPlace& high : fill.places) {
            if (high.down_m - high.radius_m >= low.down_m - low.radius_m - 1e-9) continue;
            const bool beside =
                std::abs(high.right_m - low.right_m) >= high.radius_m + 0.5 * low.corridor_m;
            if (!beside || (high.level < low.level && high.right_m < low.right_m)) return false;
        }
    }
    return true;
}

double width_over(const RackFill& fill) {
    double left = fill.post_right_m - 0.05;
    double right = fill.post_right_m + 0.05;
    for (const RackPlace& p : fill.places) {
        left = std::min(left, p.right_m - p.radius_m);
        right = std::max(right, p.right_m + p.radius_m);
    }
    return right - left;
}

/// What exhaustive search says: lines on a grid of 5 cm left (or also right) of the post at 0.
struct Exhaustive {
    const model::RackType& type;
    std::vector<RackMember> members;
    std::vector<int> level;
    double step_m = 0.05;
    int reach = 0;
    double best_m = std::numeric_limits<double>::infinity();
    std::vector<double> x;

    double radius(std::size_t m) const { return 0.5 * members[m].assets[0].outer_diameter_m; }
    bool connected(std::size_t m) const {
        return members[m].connected_left || members[m].connected_right;
    }
    double corridor(std::size_t m) const {
        return members[m].connection_diameter_m + 2.0 * type.corridor_spare_m;
    }

    bool fits_with(std::size_t m, std::size_t k) const {
        const double apart = std::abs(x[m] - x[k]);
        const bool one_beam = level[m] == level[k];
        if (one_beam && apart < radius(m) + radius(k) + type.saddle_gap_m - 1e-9) return false;
        for (const auto& [low, high] : {std::pair{m, k}, std::pair{k, m}}) {
            if (!connected(low)) continue;
            // Undersides of one level lie on one beam: the thicker line reaches higher.
            const bool above =
                level[high] < level[low] || (one_beam && radius(high) > radius(low) + 1e-12);
            if (!above) continue;
            if (apart < radius(high) + 0.5 * corridor(low) - 1e-9) return false;
            const bool to_left = !type.double_sided || members[low].connected_left;
            if (!one_beam && (to_left ? x[low] > x[high] : x[low] < x[high])) return false;
        }
        return true;
    }

    bool fits_post(std::size_t m) const {
        const double apart = 0.5 * type.post.width_m + type.saddle_gap_m + radius(m);
        if (std::abs(x[m]) < apart - 1e-9) return false;
        if (!type.double_sided || members[m].connected_left) return x[m] < 0.0;
        return !members[m].connected_right || x[m] > 0.0;
    }

    void search(std::size_t m) {
        if (m == members.size()) {
            double left = -0.5 * type.post.width_m;
            double right = 0.5 * type.post.width_m;
            for (std::size_t k = 0; k < m; ++k) {
                left = std::min(left, x[k] - radius(k));
                right = std::max(right, x[k] + radius(k));
            }
            best_m = std::min(best_m, right - left);
            return;
        }
        for (int s = -reach; s <= reach; ++s) {
            x.push_back(s * step_m);
            bool fits = fits_post(m);
            for (std::size_t k = 0; fits && k < m; ++k)
                fits = fits_with(m, k);
            if (fits) search(m + 1);
            x.pop_back();
        }
    }
};

RackMember random_member(test::Random& random, int k, bool double_sided) {
    constexpr std::array kNetworks{Network::Telecom, Network::ElectricityLv, Network::ElectricityMv,
                                   Network::GasLow,  Network::Water,         Network::Heat};
    // Diameters of whole grid steps, so that edges lie on the grid like the search's.
    const double diameter = 0.1 * (1 + random.below(2));
    RackMember m = member("L" + std::to_string(k),
                          kNetworks[static_cast<std::size_t>(random.below(6))], diameter);
    const int connected = random.below(double_sided ? 3 : 2);
    if (connected == 0) return m;
    m.connected_left = connected == 1;
    m.connected_right = connected == 2;
    m.connection_diameter_m = 0.01 + 0.01 * random.below(12);
    return m;
}

TEST(RackFill, IsAsNarrowAsExhaustiveSearchSays) {
    test::Random random{4};
    int on_both_sides = 0;
    for (int round = 0; round < 60; ++round) {
        model::RackType type = plain_type();
        type.double_sided = round % 2 == 1;
        type.max_depth_m = 3.0;
        std::vector<RackMember> members;
        const int count = type.double_sided ? 2 + random.below(2) : 2 + random.below(3);
        for (int k = 0; k < count; ++k)
            members.push_back(random_member(random, k, type.double_sided));
        RackFillOptions options;
        options.step_m = 0.05;
        const auto fill = fill_rack(type, members, {}, {}, options);
        Exhaustive all{type, members, {}, 0.05, 0, std::numeric_limits<double>::infinity(), {}};
        double sum = 0.2;
        for (const RackMember& m : members) {
            // Levels in the order of the type; what shares a level has one.
            const int rank = static_cast<int>(m.assets[0].network);
            all.level.push_back(m.assets[0].network == Network::ElectricityMv ? rank - 1 : rank);
            sum += m.assets[0].outer_diameter_m + 0.15;
        }
        all.reach = static_cast<int>(std::ceil(sum / 0.05));
        all.search(0);
        ASSERT_EQ(fill.has_value(), std::isfinite(all.best_m)) << round;
        if (!fill) continue;
        EXPECT_EQ(fill->end, SearchEnd::Proven);
        // Lines are spread by a millionth of a metre each.
        EXPECT_NEAR(width_over(*fill), all.best_m, 1e-5) << round;
        if (!type.double_sided) {
            EXPECT_TRUE(rises_free(*fill)) << round;
        }
        const auto right = std::count_if(fill->places.begin(), fill->places.end(),
                                         [&](auto& p) { return p.right_m > fill->post_right_m; });
        on_both_sides += right > 0 && right < static_cast<std::ptrdiff_t>(members.size());
    }
    EXPECT_GT(on_both_sides, 3);  // else the double-sided half has proven nothing
}

/// The narrowest single-sided rack over all orders of its lines away from the posts: in each order
/// a line stands as near as those before it allow. Told without the grid.
double narrowest_of_all_orders(const Exhaustive& e) {
    std::vector<std::size_t> order(e.members.size());
    for (std::size_t i = 0; i < order.size(); ++i)
        order[i] = i;
    // Distance that `far` keeps from `near`; negative: nothing is asked; infinite: may not be.
    const auto asked = [&](std::size_t near, std::size_t far) {
        const bool one_beam = e.level[near] == e.level[far];
        // On one beam a connected line lies on the side of the houses: its connections leave there.
        if (one_beam && e.connected(near) && !e.connected(far))
            return std::numeric_limits<double>::infinity();
        double apart = one_beam ? e.radius(near) + e.radius(far) + e.type.saddle_gap_m : -1.0;
        for (const auto& [low, high] : {std::pair{near, far}, std::pair{far, near}}) {
            const bool above = e.level[high] < e.level[low] ||
                               (one_beam && e.radius(high) > e.radius(low) + 1e-12);
            if (!e.connected(low) || !above) continue;
            if (!one_beam && low == near) return std::numeric_limits<double>::infinity();
            apart = std::max(apart, e.radius(high) + 0.5 * e.corridor(low));
        }
        return apart;
    };
    double best = std::numeric_limits<double>::infinity();
    do {
        std::vector<double> at;
        double reach = 0.0;
        for (std::size_t k = 0; k < order.size(); ++k) {
            double place = 0.5 * e.type.post.width_m + e.type.saddle_gap_m + e.radius(order[k]);
            for (std::size_t j = 0; j < k; ++j) {
                const double apart = asked(order[j], order[k]);
                if (apart >= 0.0) place = std::max(place, at[j] + apart);
            }
            at.push_back(place);
            reach = std::max(reach, place + e.radius(order[k]));
        }
        best = std::min(best, reach + 0.5 * e.type.post.width_m);
    } while (std::next_permutation(order.begin(), order.end()));
    return best;
}

TEST(RackFill, SixLinesAreAsNarrowAsTheBestOfAllOrders) {
    test::Random random{11};
    for (int round = 0; round < 200; ++round) {
        model::RackType type = plain_type();
        type.max_depth_m = 3.0;
        Exhaustive e{type, {}, {}, 0.0, 0, 0.0, {}};
        for (int k = 0; k < 6; ++k) {
            // Two levels only, so that many lines share a beam.
            const Network network = random.below(3) > 0 ? Network::Telecom : Network::Water;
            const double diameter = 0.002 * (10 + random.below(50));
            const double connection = random.below(2) > 0 ? 0.002 * (5 + random.below(60)) : 0.0;
            e.members.push_back(member("L" + std::to_string(k), network, diameter, connection));
            e.level.push_back(network == Network::Telecom ? 0 : 1);
        }
        RackFillOptions options;
        options.step_m = 0.001;
        const auto fill = fill_rack(type, e.members, {}, {}, options);
        ASSERT_TRUE(fill) << fill.error().text();
        EXPECT_EQ(fill->end, SearchEnd::Proven);
        EXPECT_NEAR(width_over(*fill), narrowest_of_all_orders(e), 2e-5) << round;
    }
}

/// The main lines of the shipped rack, as members.
std::vector<RackMember> leiden_members() {
    const auto street =
        exchange::read_street(test::source_file("models/vkls-leiden.street.json"), catalogue());
    EXPECT_TRUE(street) << street.error().text();
    std::vector<RackMember> members;
    for (model::Asset a : street->assets) {
        if (a.rack.empty()) continue;
        a.axis.clear();
        a.along.reset();
        RackMember m;
        for (const model::Asset& c : street->assets) {
            if (c.connects_to != a.id) continue;
            m.connected_left = true;
            m.connection_diameter_m = std::max(m.connection_diameter_m, c.outer_diameter_m);
        }
        if (!a.pair.empty() && !members.empty() && members.back().assets[0].pair == a.pair) {
            members.back().assets.push_back(a);
        } else {
            m.assets = {a};
            members.push_back(m);
        }
    }
    return members;
}

/// A straight street with the filled rack and its lines.
model::Street street_with(const RackFill& fill, const std::vector<RackMember>& members) {
    model::Street street;
    street.axis = {{0.0, 0.0}, {40.0, 0.0}};
    street.section.strips = {{model::StripKind::Footway, 8.0, "", ""}};
    street.section.starts_at_offset_m = 4.0;
    street.racks.push_back(rack_of(fill, {{0.0, 1.0}, {40.0, 1.0}}));
    for (const RackPlace& p : fill.places) {
        for (model::Asset a : members[p.member].assets) {
            if (a.id != p.asset) continue;
            const double z = -(fill.top_cover_m + p.down_m);
            a.axis = {{{0.0, 1.0 - p.right_m, z}, {}, {}}, {{40.0, 1.0 - p.right_m, z}, {}, {}}};
            a.rack = fill.id;
            a.xy = a.z = {};
            if (p.corridor_m > 0.0) a.attributes["corridor_m"] = p.corridor_m;
            street.assets.push_back(a);
        }
    }
    return street;
}

TEST(RackFill, TheLeidenLinesFitInTheirRack) {
    const auto members = leiden_members();
    ASSERT_EQ(members.size(), 8U);
    const auto in_use = packs({"nl-provisional", "nl-dig-safety", "nl-trees", "nl-rack"});
    const auto fill =
        fill_rack(shipped_types().at("vkls-distribution"), members, in_use, LayoutProfile{});
    ASSERT_TRUE(fill) << fill.error().text();
    EXPECT_EQ(fill->end, SearchEnd::Proven);
    EXPECT_LE(fill->width_m, 1.05);
    EXPECT_LE(fill->top_cover_m + fill->height_m, 1.30);
    EXPECT_TRUE(rises_free(*fill));
    EXPECT_TRUE(fill->blocked_connections.empty());
    const auto check = rules::check(street_with(*fill, members), in_use, {});
    for (const auto& finding : check.findings) {
        if (finding.severity != rules::Severity::Info)
            ADD_FAILURE() << finding.rule << " " << finding.a << " " << finding.b << " "
                          << finding.measured << " < " << finding.required;
    }
}

TEST(RackFill, TheOutlineHoldsEverything) {
    const auto types = shipped_types();
    for (const std::string name : {"vkls-distribution", "vkls-distribution-double"}) {
        const auto fill = fill_rack(types.at(name), leiden_members(), {}, LayoutProfile{});
        ASSERT_TRUE(fill) << fill.error().text();
        for (const RackPlace& p : fill->places) {
            EXPECT_LE(std::abs(p.right_m) + p.radius_m, 0.5 * fill->width_m + 1e-9) << p.asset;
            EXPECT_GT(p.down_m, p.radius_m);
            EXPECT_LT(p.down_m + p.radius_m, fill->height_m);
        }
        EXPECT_LE(std::abs(fill->post_right_m) + 0.5 * types.at(name).post.width_m,
                  0.5 * fill->width_m + 1e-9);
        ASSERT_EQ(fill->item.bodies.size(), fill->places.size() + 1);
        EXPECT_EQ(fill->item.bodies.back().asset, "VKLS");
        EXPECT_FALSE(fill->item.bodies.back().round);
    }
}

TEST(RackFill, TheRightSideIsTheMirrorOfTheLeft) {
    auto members = leiden_members();
    const auto type = shipped_types().at("vkls-distribution");
    const auto left = fill_rack(type, members, {}, LayoutProfile{});
    for (RackMember& m : members)
        std::swap(m.connected_left, m.connected_right);
    RackFillOptions options;
    options.facade_left = false;
    const auto right = fill_rack(type, members, {}, LayoutProfile{}, options);
    ASSERT_TRUE(left && right);
    EXPECT_DOUBLE_EQ(left->width_m, right->width_m);
    for (const RackPlace& p : left->places) {
        EXPECT_NEAR(p.right_m, -at(*right, p.asset).right_m, 1e-4) << p.asset;
        EXPECT_DOUBLE_EQ(p.down_m, at(*right, p.asset).down_m);
    }
}

TEST(RackFill, TheSupplyLiesOnTheSideOfTheHouses) {
    RackMember heat = member("S", Network::Heat, 0.14, 0.1);
    heat.assets.push_back(asset("R", Network::Heat, 0.14));
    const auto fill = fill_rack(plain_type(), {heat}, {}, LayoutProfile{});
    ASSERT_TRUE(fill) << fill.error().text();
    EXPECT_LT(at(*fill, "S").right_m, at(*fill, "R").right_m);
    EXPECT_NEAR(at(*fill, "R").right_m - at(*fill, "S").right_m, 0.14 + plain_type().pair_gap_m,
                1e-5);
}

TEST(RackFill, HeatSinksUntilTheWaterIsCoolEnough) {
    const std::vector<RackMember> members{member("W", Network::Water, 0.11),
                                          member("H", Network::Heat, 0.14)};
    model::RackType type = plain_type();
    RackFillOptions options;
    // A made-up law: 30 K less one for every 2 cm between the axes.
    options.water_C = [](const RackFill& f) {
        return 30.0 - (at(f, "H").down_m - at(f, "W").down_m) / 0.02;
    };
    options.water_limit_C = 15.0;
    const auto fill = fill_rack(type, members, {}, LayoutProfile{}, options);
    ASSERT_TRUE(fill) << fill.error().text();
    EXPECT_LE(*fill->water_C, 15.0);
    EXPECT_GT(*fill->water_C, 14.4);  // no deeper than a step more than needed
    type.max_depth_m = 0.75;
    const auto tight = fill_rack(type, members, {}, LayoutProfile{}, options);
    ASSERT_FALSE(tight);
    EXPECT_NE(tight.error().message.find("drinking water"), std::string::npos);
}

TEST(RackFill, WaterAndHeatPartSidewaysWhenTheDepthIsUsedUp) {
    const std::vector<RackMember> members{member("W", Network::Water, 0.11),
                                          member("H", Network::Heat, 0.14)};
    model::RackType type = plain_type();
    type.max_depth_m = 0.9;
    RackFillOptions options;
    options.water_C = [](const RackFill& f) {
        return 30.0 - std::abs(at(f, "H").right_m - at(f, "W").right_m) / 0.05;
    };
    options.water_limit_C = 24.0;
    const auto fill = fill_rack(type, members, {}, LayoutProfile{}, options);
    ASSERT_TRUE(fill) << fill.error().text();
    EXPECT_LE(*fill->water_C, 24.0);
    EXPECT_GE(std::abs(at(*fill, "H").right_m - at(*fill, "W").right_m), 0.3);
}

TEST(RackFill, CoverRulesOfThePacksPushLevelsDown) {
    const auto in_use = packs({"nl-rack"});
    const auto fill = fill_rack(shipped_types().at("vkls-distribution"),
                                {member("W", Network::Water, 0.11)}, in_use, LayoutProfile{});
    ASSERT_TRUE(fill) << fill.error().text();
    EXPECT_NEAR(fill->top_cover_m + at(*fill, "W").down_m - 0.055, 0.80, 1e-9);
    const auto cover = std::find_if(fill->gaps.begin(), fill->gaps.end(),
                                    [](const RackGap& g) { return g.reason == RackReason::Cover; });
    ASSERT_NE(cover, fill->gaps.end());
    EXPECT_EQ(cover->rule, "NL-RCK-04");
    EXPECT_TRUE(cover->binding);
}

TEST(RackFill, EveryGapIsKeptAndTheNarrowOnesBind) {
    const auto fill = fill_rack(shipped_types().at("vkls-distribution"), leiden_members(),
                                packs({"nl-rack"}), LayoutProfile{});
    ASSERT_TRUE(fill) << fill.error().text();
    int binding = 0;
    for (const RackGap& gap : fill->gaps) {
        EXPECT_GE(gap.actual_m, gap.required_m - 1e-9)
            << name_of(gap.reason) << " " << gap.a << " " << gap.b;
        EXPECT_LE(gap.utilisation(), 1.0 + 1e-9);
        binding += gap.binding;
    }
    EXPECT_GT(binding, 5);
}

TEST(RackFill, ConnectionsAwayFromTheHousesAreNamed) {
    auto both = member("G", Network::GasLow, 0.11, 0.032);
    both.connected_right = true;
    const auto fill = fill_rack(plain_type(), {both}, {}, LayoutProfile{});
    ASSERT_TRUE(fill);
    EXPECT_EQ(fill->blocked_connections, std::vector<std::string>{"G"});
}

TEST(RackFill, RefusesWhatDoesNotFit) {
    const auto message = [](const model::RackType& type, const std::vector<RackMember>& members,
                            const RackFillOptions& options = {}) {
        const auto fill = fill_rack(type, members, {}, LayoutProfile{}, options);
        EXPECT_FALSE(fill);
        return fill ? std::string{} : fill.error().message;
    };
    model::RackType type = plain_type();
    EXPECT_NE(message(type, {member("R", Network::SewerGravity, 0.3)}).find("no level"),
              std::string::npos);
    EXPECT_NE(message(type, {}).find("nothing"), std::string::npos);
    EXPECT_NE(message(type, {member("X", Network::Water, 0.0)}).find("outer diameter"),
              std::string::npos);
    auto unsized = member("W", Network::Water, 0.11);
    unsized.connected_left = true;
    EXPECT_NE(message(type, {unsized}).find("diameter of its house"), std::string::npos);
    EXPECT_NE(message(type, {member("W", Network::Water, 1.2)}).find("`W` at the bottom"),
              std::string::npos);
    RackFillOptions narrow;
    narrow.max_width_m = 0.2;
    EXPECT_NE(message(type, {member("W", Network::Water, 0.2)}, narrow).find("0.200 m is allowed"),
              std::string::npos);
    type.kind = "transport";
    EXPECT_NE(message(type, {member("W", Network::Water, 0.1, 0.03)}).find("transport"),
              std::string::npos);
}

/// Turns at the joints of a polyline, the ends against the street included, in degrees.
std::vector<double> turns_of(const std::vector<model::Vec3>& points) {
    std::vector<model::Vec3> way{model::Vec3::UnitX()};
    for (std::size_t i = 1; i < points.size(); ++i)
        way.push_back((points[i] - points[i - 1]).normalized());
    way.push_back(model::Vec3::UnitX());
    std::vector<double> turns;
    for (std::size_t i = 1; i < way.size(); ++i)
        turns.push_back(std::acos(std::clamp(way[i].dot(way[i - 1]), -1.0, 1.0)) * 180.0 / M_PI);
    return turns;
}

TEST(RackTransition, KeepsTheBendLimit) {
    test::Random random{7};
    for (int round = 0; round < 200; ++round) {
        const model::Vec2 rack{random.between(-1.0, 1.0), random.between(-1.2, -0.3)};
        const model::Vec2 flat{random.between(-3.0, 3.0), random.between(-1.5, -0.3)};
        const BendLimit limit{round % 3 == 0 ? 0.0 : random.between(0.1, 3.0),
                              random.between(3.0, 20.0), random.between(20.0, 60.0)};
        const auto way = transition(rack, flat, limit);
        ASSERT_GE(way.size(), 2U);
        EXPECT_LT((way.front() - model::Vec3{0.0, rack.x(), rack.y()}).norm(), 1e-9);
        EXPECT_NEAR(way.back().y(), flat.x(), 1e-12);
        EXPECT_NEAR(way.back().z(), flat.y(), 1e-12);
        for (const double turn : turns_of(way))
            EXPECT_LE(turn, limit.max_bend_deg + 1e-6) << round;
        for (std::size_t i = 1; i < way.size(); ++i) {
            const model::Vec3 piece = way[i] - way[i - 1];
            EXPECT_GT(piece.x(), 0.0);
            EXPECT_LE(std::atan2(piece.tail<2>().norm(), piece.x()) * 180.0 / M_PI,
                      limit.max_angle_deg + 1e-6);
        }
        // A circle of the least radius fits into every bend: half of each piece at a joint.
        const auto turns = turns_of(way);
        for (std::size_t i = 1; i + 1 < way.size(); ++i) {
            const double tangent = limit.radius_m * std::tan(0.5 * turns[i] * M_PI / 180.0);
            const double before = (way[i] - way[i - 1]).norm();
            const double after = (way[i + 1] - way[i]).norm();
            EXPECT_GE(before, (i == 1 ? 1.0 : 2.0) * tangent - 1e-9) << round << " " << i;
            EXPECT_GE(after, (i + 2 == way.size() ? 1.0 : 2.0) * tangent - 1e-9);
        }
    }
}

TEST(RackTransition, IsNothingWhereThePlacesAgree) {
    EXPECT_EQ(transition({0.4, -0.6}, {0.4, -0.6}, {}).size(), 1U);
}

TEST(RackTransition, OneJointOfFifteenDegreesEachWay) {
    const auto way = transition({0.0, -1.0}, {1.0, -1.0}, {});
    ASSERT_EQ(way.size(), 2U);
    EXPECT_NEAR(way.back().x(), 1.0 / std::tan(15.0 * M_PI / 180.0), 1e-12);
}

}  // namespace
}  // namespace maaiveld::layout
