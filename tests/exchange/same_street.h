#pragma once

#include "model/street.h"

#include <gtest/gtest.h>

#include <cstddef>
#include <variant>
#include <vector>

namespace maaiveld::test {

// Every member is compared, doubles exactly: a file must give back the very same numbers.

inline void expect_same(const model::Certainty& a, const model::Certainty& b) {
    EXPECT_EQ(a.sigma_m, b.sigma_m);
    EXPECT_EQ(a.source, b.source);
    EXPECT_EQ(a.record, b.record);
}

inline void expect_same(const model::Vertex& a, const model::Vertex& b) {
    EXPECT_EQ(a.at, b.at);
    EXPECT_EQ(a.through.has_value(), b.through.has_value());
    EXPECT_EQ(a.through.value_or(model::Vec3::Zero()), b.through.value_or(model::Vec3::Zero()));
    ASSERT_EQ(a.z.has_value(), b.z.has_value());
    if (a.z) expect_same(*a.z, *b.z);
}

inline void expect_same_placement(const model::Asset& a, const model::Asset& b) {
    ASSERT_EQ(a.axis.size(), b.axis.size());
    for (std::size_t i = 0; i < a.axis.size(); ++i)
        expect_same(a.axis[i], b.axis[i]);
    ASSERT_EQ(a.along.has_value(), b.along.has_value());
    if (a.along) {
        EXPECT_EQ(a.along->from_m, b.along->from_m);
        EXPECT_EQ(a.along->to_m, b.along->to_m);
        EXPECT_EQ(a.along->offset_m, b.along->offset_m);
        EXPECT_EQ(a.along->cover_m, b.along->cover_m);
    }
    expect_same(a.xy, b.xy);
    expect_same(a.z, b.z);
}

inline void expect_same(const model::Asset& a, const model::Asset& b) {
    SCOPED_TRACE("asset " + a.id);
    EXPECT_EQ(a.id, b.id);
    EXPECT_EQ(a.alias, b.alias);
    EXPECT_EQ(a.network, b.network);
    EXPECT_EQ(a.type, b.type);
    EXPECT_EQ(a.owner, b.owner);
    EXPECT_EQ(a.name, b.name);
    EXPECT_EQ(a.year, b.year);
    EXPECT_EQ(a.status, b.status);
    expect_same_placement(a, b);
    EXPECT_EQ(a.outer_diameter_m, b.outer_diameter_m);
    EXPECT_EQ(a.diameter_source, b.diameter_source);
    EXPECT_EQ(a.wall_m, b.wall_m);
    ASSERT_EQ(a.duct_bank.has_value(), b.duct_bank.has_value());
    if (a.duct_bank) {
        EXPECT_EQ(a.duct_bank->width_m, b.duct_bank->width_m);
        EXPECT_EQ(a.duct_bank->height_m, b.duct_bank->height_m);
    }
    EXPECT_EQ(a.in_duct, b.in_duct);
    EXPECT_EQ(a.bed, b.bed);
    EXPECT_EQ(a.pair, b.pair);
    EXPECT_EQ(a.connects_to, b.connects_to);
    EXPECT_EQ(a.rack, b.rack);
    EXPECT_EQ(a.attributes, b.attributes);
}

inline void expect_same(const model::Structure& a, const model::Structure& b) {
    SCOPED_TRACE("structure " + a.id);
    EXPECT_EQ(a.id, b.id);
    EXPECT_EQ(a.kind, b.kind);
    EXPECT_EQ(a.network, b.network);
    EXPECT_EQ(a.owner, b.owner);
    EXPECT_EQ(a.at, b.at);
    EXPECT_EQ(a.line, b.line);
    EXPECT_EQ(a.diameter_m, b.diameter_m);
    EXPECT_EQ(a.size_m, b.size_m);
    EXPECT_EQ(a.heading_deg, b.heading_deg);
    EXPECT_EQ(a.top_m, b.top_m);
    EXPECT_EQ(a.bottom_m, b.bottom_m);
    expect_same(a.xy, b.xy);
    expect_same(a.z, b.z);
    EXPECT_EQ(a.attributes, b.attributes);
}

inline void expect_same(const model::Tree& a, const model::Tree& b) {
    SCOPED_TRACE("tree " + a.id);
    EXPECT_EQ(a.id, b.id);
    EXPECT_EQ(a.species, b.species);
    EXPECT_EQ(a.at, b.at);
    EXPECT_EQ(a.stem_diameter_m, b.stem_diameter_m);
    EXPECT_EQ(a.crown_diameter_m, b.crown_diameter_m);
    EXPECT_EQ(a.height_m, b.height_m);
    EXPECT_EQ(a.year, b.year);
    EXPECT_EQ(a.planned, b.planned);
    ASSERT_EQ(a.roots.has_value(), b.roots.has_value());
    if (a.roots) {
        EXPECT_EQ(a.roots->radius_m, b.roots->radius_m);
        EXPECT_EQ(a.roots->depth_m, b.roots->depth_m);
        EXPECT_EQ(a.roots->source, b.roots->source);
    }
    expect_same(a.xy, b.xy);
    EXPECT_EQ(a.attributes, b.attributes);
}

inline void expect_same(const model::Rack& a, const model::Rack& b) {
    EXPECT_EQ(a.id, b.id);
    EXPECT_EQ(a.line, b.line);
    EXPECT_EQ(a.width_m, b.width_m);
    EXPECT_EQ(a.top_m, b.top_m);
    EXPECT_EQ(a.bottom_m, b.bottom_m);
}

inline void expect_same(const model::Exemption& a, const model::Exemption& b) {
    EXPECT_EQ(a.rule, b.rule);
    EXPECT_EQ(a.a, b.a);
    EXPECT_EQ(a.b, b.b);
    EXPECT_EQ(a.within_m, b.within_m);
    EXPECT_EQ(a.near, b.near);
    EXPECT_EQ(a.who, b.who);
    EXPECT_EQ(a.why, b.why);
    EXPECT_EQ(a.until, b.until);
}

inline void expect_same(const model::Strip& a, const model::Strip& b) {
    EXPECT_EQ(a.kind, b.kind);
    EXPECT_EQ(a.width_m, b.width_m);
    EXPECT_EQ(a.paving, b.paving);
    EXPECT_EQ(a.label, b.label);
}

inline void expect_same(const model::Compression& a, const model::Compression& b) {
    ASSERT_EQ(a.model.index(), b.model.index());
    if (const auto* koppejan = std::get_if<model::Koppejan>(&a.model)) {
        const auto& other = std::get<model::Koppejan>(b.model);
        EXPECT_EQ(koppejan->cp, other.cp);
        EXPECT_EQ(koppejan->cs, other.cs);
        EXPECT_EQ(koppejan->cp_prime, other.cp_prime);
        EXPECT_EQ(koppejan->cs_prime, other.cs_prime);
    } else if (const auto* bjerrum = std::get_if<model::Bjerrum>(&a.model)) {
        const auto& other = std::get<model::Bjerrum>(b.model);
        EXPECT_EQ(bjerrum->rr, other.rr);
        EXPECT_EQ(bjerrum->cr, other.cr);
        EXPECT_EQ(bjerrum->c_alpha, other.c_alpha);
    } else {
        const auto& one = std::get<model::Isotache>(a.model);
        const auto& other = std::get<model::Isotache>(b.model);
        EXPECT_EQ(one.a, other.a);
        EXPECT_EQ(one.b, other.b);
        EXPECT_EQ(one.c, other.c);
    }
    EXPECT_EQ(a.pop_kPa, b.pop_kPa);
    EXPECT_EQ(a.ocr, b.ocr);
    EXPECT_EQ(a.pc_kPa, b.pc_kPa);
    EXPECT_EQ(a.reference_time_days, b.reference_time_days);
    EXPECT_EQ(a.cv_m2_s, b.cv_m2_s);
}

inline void expect_same(const model::SoilLayer& a, const model::SoilLayer& b) {
    EXPECT_EQ(a.name, b.name);
    EXPECT_EQ(a.top_m, b.top_m);
    EXPECT_EQ(a.bottom_m, b.bottom_m);
    EXPECT_EQ(a.conductivity_W_mK, b.conductivity_W_mK);
    EXPECT_EQ(a.heat_capacity_J_m3K, b.heat_capacity_J_m3K);
    EXPECT_EQ(a.dry_conductivity_W_mK, b.dry_conductivity_W_mK);
    EXPECT_EQ(a.drying_temperature_C, b.drying_temperature_C);
    EXPECT_EQ(a.electrical_resistivity_ohm_m, b.electrical_resistivity_ohm_m);
    EXPECT_EQ(a.unit_weight_kN_m3, b.unit_weight_kN_m3);
    EXPECT_EQ(a.saturated_unit_weight_kN_m3, b.saturated_unit_weight_kN_m3);
    ASSERT_EQ(a.compression.has_value(), b.compression.has_value());
    if (a.compression) expect_same(*a.compression, *b.compression);
}

template <class Thing>
void expect_same_list(const std::vector<Thing>& a, const std::vector<Thing>& b) {
    ASSERT_EQ(a.size(), b.size());
    for (std::size_t i = 0; i < a.size(); ++i)
        expect_same(a[i], b[i]);
}

inline void expect_same_ground(const model::Street& a, const model::Street& b) {
    ASSERT_EQ(a.surface.has_value(), b.surface.has_value());
    if (a.surface) {
        EXPECT_EQ(a.surface->z_m, b.surface->z_m);
        expect_same(a.surface->certainty, b.surface->certainty);
    }
    ASSERT_EQ(a.groundwater.has_value(), b.groundwater.has_value());
    if (a.groundwater) {
        EXPECT_EQ(a.groundwater->z_m, b.groundwater->z_m);
        EXPECT_EQ(a.groundwater->source, b.groundwater->source);
    }
    ASSERT_EQ(a.soil.has_value(), b.soil.has_value());
    if (a.soil) {
        EXPECT_EQ(a.soil->groundwater_depth_m, b.soil->groundwater_depth_m);
        expect_same_list(a.soil->layers, b.soil->layers);
    }
}

inline void expect_same_street(const model::Street& a, const model::Street& b) {
    EXPECT_EQ(a.name, b.name);
    EXPECT_EQ(a.crs, b.crs);
    EXPECT_EQ(a.axis, b.axis);
    expect_same_ground(a, b);
    expect_same_list(a.section.strips, b.section.strips);
    EXPECT_EQ(a.section.starts_at_offset_m, b.section.starts_at_offset_m);
    expect_same_list(a.assets, b.assets);
    expect_same_list(a.structures, b.structures);
    expect_same_list(a.trees, b.trees);
    expect_same_list(a.racks, b.racks);
    expect_same_list(a.exemptions, b.exemptions);
    EXPECT_EQ(a.packs, b.packs);
    EXPECT_EQ(a.sources, b.sources);
}

}  // namespace maaiveld::test
