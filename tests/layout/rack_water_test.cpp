#include "layout/rack_water.h"

#include "exchange/catalogue_file.h"
#include "exchange/demands_file.h"
#include "exchange/layout_profile_file.h"
#include "exchange/operation_file.h"
#include "exchange/rack_type_file.h"
#include "exchange/rule_pack_file.h"
#include "exchange/street_file.h"
#include "tests/support/shared_data.h"

#include <gtest/gtest.h>

#include <cmath>

namespace maaiveld::layout {
namespace {

using test::source_file;

template <class T>
T taken(base::Result<T> result) {
    EXPECT_TRUE(result) << result.error().text();
    return std::move(*result);
}

/// A street type with the lines of 2050, and those of them that go into the rack.
struct World {
    model::Catalogue catalogue = taken(exchange::read_catalogue(source_file("profiles")));
    LayoutProfile profile =
        taken(exchange::read_layout_profile(source_file("profiles/layout/nl.json")));
    std::map<std::string, model::RackType> racks =
        taken(exchange::read_rack_types(source_file("profiles")));
    influence::Operation operation =
        taken(exchange::read_operation(source_file("profiles/influence/nl.json")));
    std::vector<rules::Pack> packs;
    model::Street street = taken(
        exchange::read_street(source_file("profiles/streets/plan1910-1200-fpcpf.json"), catalogue));
    std::vector<RackMember> members;

    World() {
        for (const char* file :
             {"profiles/rules/nl-provisional.json", "profiles/rules/nl-rack.json"})
            packs.push_back(taken(exchange::read_rule_pack(source_file(file), catalogue)));
        street.demands = taken(exchange::read_demands(
                                   source_file("profiles/demands/dwelling-2050.json"), catalogue))
                             .demands;
        std::map<std::string, std::size_t> pairs;
        for (const model::Demand& demand : street.demands) {
            if (!demand.rack) continue;
            const std::string& pair = demand.asset.pair;
            if (pair.empty() || pairs.emplace(pair, members.size()).second) members.emplace_back();
            members[pair.empty() ? members.size() - 1 : pairs[pair]].assets.push_back(demand.asset);
        }
    }
    HeatContext heat(double limit_C) const {
        HeatContext context{street, catalogue, operation, 8, 6, {}};
        context.limits["W-1"] = {limit_C, "limit"};
        return context;
    }
};

RackFill filled(const World& world, double limit_C, double* warmest_C) {
    const HeatContext heat = world.heat(limit_C);
    SectionQuestion section;
    section.to_m = 30.0;
    RackWater water{heat, world.packs, world.profile, section};
    RackFill fill = taken(fill_cool_rack(world.racks.at("vkls-distribution"), world.members,
                                         world.packs, world.profile, {}, water));
    EXPECT_FALSE(water.error());
    *warmest_C = water.warmest_C(fill);
    return fill;
}

/// From the axis of the water main to the nearest heat pipe.
double apart_m(const RackFill& fill) {
    const auto at = [&](const std::string& id) {
        for (const RackPlace& place : fill.places)
            if (place.asset == id) return place;
        return RackPlace{};
    };
    const RackPlace w = at("W-1"), h = at("H-1"), r = at("H-2");
    return std::min(std::hypot(w.right_m - h.right_m, w.down_m - h.down_m),
                    std::hypot(w.right_m - r.right_m, w.down_m - r.down_m));
}

TEST(RackWater, PartsHeatFromWaterUntilTheLimitHolds) {
    const World world;
    double as_it_is_C = 0.0, cooled_C = 0.0;
    const RackFill as_it_is = filled(world, 90.0, &as_it_is_C);
    ASSERT_GT(as_it_is_C, 25.0) << "else this street shows nothing";
    const RackFill cooled = filled(world, 25.0, &cooled_C);
    EXPECT_LE(cooled_C, 25.0);
    EXPECT_GT(apart_m(cooled), apart_m(as_it_is));
}

TEST(RackWater, SaysSoWhenNoRackIsCoolEnough) {
    const World world;
    const HeatContext heat = world.heat(19.0);
    SectionQuestion section;
    section.to_m = 30.0;
    RackWater water{heat, world.packs, world.profile, section};
    const auto fill = fill_cool_rack(world.racks.at("vkls-distribution"), world.members,
                                     world.packs, world.profile, {}, water);
    ASSERT_FALSE(fill);
    EXPECT_NE(fill.error().message.find("drinking water gets"), std::string::npos);
}

}  // namespace
}  // namespace maaiveld::layout
