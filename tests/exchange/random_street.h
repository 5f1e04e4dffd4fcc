#pragma once

#include "geometry/polyline.h"
#include "model/street.h"
#include "tests/support/random.h"

#include <cstdint>
#include <limits>
#include <string>
#include <utility>
#include <vector>

namespace maaiveld::test {

/// Random numbers, and words that a writer might stumble over.
class Dice : public Random {
public:
    using Random::Random;

    bool coin() { return below(2) == 0; }
    std::string word(const char* start) {
        static const std::vector<std::string> kOdd{
            "",           " \"quoted\"", " back\\slash", " caf\xC3\xA9", " \xF0\x9F\x8C\xB3",
            " tab\there", "/slash",      " {}[],:"};
        return start + std::to_string(below(1000)) + kOdd[static_cast<std::size_t>(below(8))];
    }
};

inline model::Certainty random_certainty(Dice& dice) {
    return {dice.coin() ? 0.0 : dice.between(0.0, 1.0),
            static_cast<model::PositionSource>(dice.below(6)),
            dice.coin() ? "" : dice.word("record ")};
}

inline model::Attributes random_attributes(Dice& dice) {
    model::Attributes attributes;
    if (dice.coin()) attributes["kind"] = std::string{"main"};
    if (dice.coin()) attributes["pressure_bar"] = dice.between(0.0, 80.0);
    if (dice.coin()) attributes["protected"] = dice.coin();
    if (dice.coin()) attributes[dice.word("odd ")] = dice.word("value ");
    return attributes;
}

inline model::Vec3 random_place(Dice& dice) {
    return {dice.between(93000.0, 94000.0), dice.between(463000.0, 464000.0),
            dice.between(-9.0, 1.0)};
}

inline void place_along(Dice& dice, model::Asset& asset, const model::Street& street) {
    asset.along = model::Along{dice.between(0.0, 20.0), dice.between(21.0, 40.0),
                               dice.between(-6.0, 6.0), dice.between(0.3, 2.0)};
    if (dice.coin()) std::swap(asset.along->from_m, asset.along->to_m);
    const double half =
        0.5 * (asset.duct_bank ? asset.duct_bank->height_m : asset.outer_diameter_m);
    const double z = street.ground_z() - asset.along->cover_m - half;
    for (const auto& p : geometry::offset_line(street.axis, asset.along->from_m, asset.along->to_m,
                                               asset.along->offset_m)) {
        asset.axis.push_back({{p.x(), p.y(), z}, {}, {}});
    }
}

inline void place_by_points(Dice& dice, model::Asset& asset) {
    asset.axis.push_back({random_place(dice), {}, {}});
    for (int k = 1 + dice.below(4); k > 0; --k) {
        model::Vertex vertex{random_place(dice), {}, {}};
        if (dice.coin()) vertex.through = random_place(dice);
        asset.axis.push_back(vertex);
    }
    for (std::size_t i = 0; i + 1 < asset.axis.size(); ++i) {
        if (dice.below(3) == 0) asset.axis[i].z = random_certainty(dice);
    }
}

inline model::Asset random_asset(Dice& dice, const model::Street& street, int number) {
    model::Asset asset;
    asset.id = "A-" + std::to_string(number) + dice.word(" ");
    asset.alias = dice.coin() ? asset.id : dice.word("alias ");
    asset.network = model::all_networks()[static_cast<std::size_t>(dice.below(15))];
    if (dice.coin()) asset.owner = dice.word("owner ");
    if (dice.coin()) asset.name = dice.word("name ");
    if (dice.coin()) asset.year = 1850 + dice.below(200);
    asset.status = static_cast<model::Status>(dice.below(3));
    asset.outer_diameter_m = dice.between(0.005, 1.5);
    if (dice.below(4) == 0)
        asset.duct_bank = model::Rectangle{dice.between(0.1, 1.0), dice.between(0.1, 1.0)};
    asset.diameter_source = static_cast<model::PositionSource>(dice.below(6));
    if (dice.coin()) asset.wall_m = dice.between(0.001, 0.02);
    dice.coin() ? place_along(dice, asset, street) : place_by_points(dice, asset);
    asset.xy = random_certainty(dice);
    asset.z = random_certainty(dice);
    if (dice.coin()) asset.bed = dice.word("bed ");
    if (dice.coin()) asset.pair = dice.word("pair ");
    if (!street.racks.empty() && dice.coin()) asset.rack = street.racks.front().id;
    if (!street.assets.empty() && dice.coin()) asset.in_duct = street.assets.front().id;
    if (!street.assets.empty() && dice.coin()) asset.connects_to = street.assets.back().id;
    asset.attributes = random_attributes(dice);
    return asset;
}

inline model::Structure random_structure(Dice& dice, int number) {
    model::Structure structure;
    structure.id = "S-" + std::to_string(number);
    structure.kind = static_cast<model::StructureKind>(dice.below(10));
    if (dice.coin()) structure.network = model::Network::SewerGravity;
    if (dice.coin()) structure.owner = dice.word("owner ");
    if (dice.coin()) {
        structure.line = {{geometry::plan(random_place(dice)), geometry::plan(random_place(dice))}};
        structure.size_m = {0.0, dice.between(0.1, 0.6)};
    } else {
        structure.at = geometry::plan(random_place(dice));
        if (dice.coin()) structure.diameter_m = dice.between(0.2, 2.0);
        if (!structure.diameter_m)
            structure.size_m = {dice.between(0.2, 2.0), dice.between(0.2, 2.0)};
    }
    if (dice.coin()) structure.heading_deg = dice.between(-180.0, 180.0);
    structure.top_m = dice.between(-0.5, 7.0);
    structure.bottom_m = structure.top_m - dice.between(0.1, 5.0);
    structure.xy = random_certainty(dice);
    structure.attributes = random_attributes(dice);
    return structure;
}

inline model::Tree random_tree(Dice& dice, int number) {
    model::Tree tree;
    tree.id = "T-" + std::to_string(number);
    if (dice.coin()) tree.species = dice.word("Tilia ");
    tree.at = geometry::plan(random_place(dice));
    tree.stem_diameter_m = dice.between(0.05, 1.5);
    if (dice.coin()) tree.crown_diameter_m = dice.between(1.0, 20.0);
    if (dice.coin()) tree.height_m = dice.between(2.0, 30.0);
    if (dice.coin()) tree.year = 1800 + dice.below(230);
    tree.planned = dice.coin();
    if (dice.coin()) {
        tree.roots = model::RootVolume{dice.between(1.0, 9.0), dice.between(0.5, 2.0),
                                       dice.coin() ? "" : dice.word("dug ")};
    }
    tree.xy = random_certainty(dice);
    tree.attributes = random_attributes(dice);
    return tree;
}

inline void add_exemptions(Dice& dice, model::Street& street) {
    model::Exemption exemption;
    exemption.rule = dice.word("NL-");
    exemption.a = street.assets.front().id;
    if (dice.coin()) exemption.b = street.assets.back().id;
    exemption.within_m = dice.between(0.5, 5.0);
    if (dice.coin()) exemption.near = geometry::plan(random_place(dice));
    exemption.who = dice.word("who ");
    exemption.why = dice.word("why ");
    if (dice.coin()) exemption.until = "2031-12-31";
    street.exemptions.push_back(exemption);
}

inline void add_section(Dice& dice, model::Street& street) {
    for (int k = 1 + dice.below(5); k > 0; --k) {
        street.section.strips.push_back(
            {static_cast<model::StripKind>(dice.below(8)), dice.between(0.2, 6.0),
             dice.coin() ? "" : dice.word("tiles "), dice.coin() ? "" : dice.word("label ")});
    }
    street.section.starts_at_offset_m = dice.between(-4.0, 9.0);
}

inline model::Compression random_compression(Dice& dice) {
    model::Compression soil;
    const int kind = dice.below(3);
    if (kind == 0) {
        soil.model = model::Koppejan{dice.between(20, 60), dice.between(200, 400),
                                     dice.between(5, 20), dice.between(50, 100)};
    } else if (kind == 1) {
        soil.model = model::Bjerrum{dice.between(0.01, 0.05), dice.between(0.1, 0.4), 0.01};
    } else {
        soil.model = model::Isotache{dice.between(0.001, 0.01), dice.between(0.05, 0.2), 0.004};
    }
    const int known = dice.below(3);
    if (known == 0) soil.pop_kPa = dice.between(0, 20);
    if (known == 1) soil.ocr = dice.between(1, 2);
    if (known == 2) soil.pc_kPa = dice.between(5, 50);
    soil.reference_time_days = dice.between(0.5, 30);
    if (dice.coin()) soil.cv_m2_s = dice.between(1e-9, 1e-6);
    return soil;
}

inline model::SoilLayer random_layer(Dice& dice, double top_m, bool last) {
    model::SoilLayer layer;
    if (dice.coin()) layer.name = dice.word("clay ");
    layer.top_m = top_m;
    layer.bottom_m =
        last ? std::numeric_limits<double>::infinity() : top_m + dice.between(0.05, 4.0);
    layer.conductivity_W_mK = dice.between(0.3, 3.0);
    layer.heat_capacity_J_m3K = dice.between(1e6, 4e6);
    if (dice.coin()) {
        layer.dry_conductivity_W_mK = dice.between(0.1, 0.3);
        layer.drying_temperature_C = dice.between(25.0, 40.0);
    }
    if (dice.coin()) layer.electrical_resistivity_ohm_m = dice.between(5.0, 500.0);
    if (dice.coin()) layer.unit_weight_kN_m3 = dice.between(10.0, 18.0);
    if (dice.coin()) layer.saturated_unit_weight_kN_m3 = dice.between(10.0, 20.0);
    if (dice.coin()) layer.compression = random_compression(dice);
    return layer;
}

inline model::SoilProfile random_soil(Dice& dice) {
    model::SoilProfile soil;
    if (dice.coin()) soil.groundwater_depth_m = dice.between(-0.5, 3.0);
    double top_m = 0.0;
    for (int k = dice.below(4); k >= 0; --k) {
        soil.layers.push_back(random_layer(dice, top_m, k == 0));
        top_m = soil.layers.back().bottom_m;
    }
    return soil;
}

/// A street that uses every member of the format, some of them at random.
inline model::Street random_street(std::uint64_t seed) {
    Dice dice{seed};
    model::Street street;
    street.name = dice.word("Street ");
    street.crs = dice.coin() ? "EPSG:7415" : "EPSG:28992";
    street.axis = {{93900.0, 463200.0},
                   {93900.0 + dice.between(15.0, 30.0), 463200.0},
                   {93900.0 + dice.between(35.0, 60.0), 463200.0 + dice.between(5.0, 30.0)}};
    if (dice.coin()) {
        street.surface = model::Surface{
            dice.between(-3.0, 9.0),
            {dice.between(0.0, 0.1), static_cast<model::PositionSource>(dice.below(6)), ""}};
    }
    if (dice.coin())
        street.groundwater =
            model::Groundwater{dice.between(-3.0, 0.0), dice.coin() ? "" : dice.word("well ")};
    if (dice.coin()) add_section(dice, street);
    if (dice.coin())
        street.racks.push_back({"rack 1",
                                {{0, 0}, {dice.between(1, 9), 2}},
                                0.6,
                                -0.4,
                                -2.1,
                                dice.coin() ? "" : "vkls-distribution",
                                dice.coin() ? std::vector<double>{}
                                            : std::vector<double>{0.6, dice.between(0.8, 2.0)}});
    for (int k = 0; k < 6; ++k)
        street.assets.push_back(random_asset(dice, street, k));
    for (int k = dice.below(4); k > 0; --k)
        street.structures.push_back(random_structure(dice, k));
    for (int k = dice.below(4); k > 0; --k)
        street.trees.push_back(random_tree(dice, k));
    if (dice.coin()) add_exemptions(dice, street);
    if (dice.coin()) street.packs = {"nl-provisional", dice.word("pack ")};
    if (dice.coin()) street.sources = {dice.word("source ")};
    if (dice.coin()) street.soil = random_soil(dice);
    return street;
}

}  // namespace maaiveld::test
