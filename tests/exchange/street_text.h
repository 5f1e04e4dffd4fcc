#pragma once

#include "exchange/street_file.h"
#include "tests/support/scratch.h"

#include <gtest/gtest.h>

#include <string>

namespace maaiveld::test {

/// One asset type and round numbers for certainty, so that expectations can be worked out by hand.
inline model::Catalogue small_catalogue() {
    model::Catalogue catalogue;
    model::AssetType type;
    type.name = "pvc-160";
    type.network = model::Network::Water;
    type.outer_diameter_m = 0.16;
    type.wall_m = 0.006;
    type.implies = {{"pressure_bar", 6.0}, {"kind", std::string{"main"}}};
    catalogue.types["pvc-160"] = type;
    catalogue.positions.sigma_xy_m = {{model::PositionSource::Measured, 0.05},
                                      {model::PositionSource::AsBuilt, 0.5}};
    catalogue.positions.sigma_z_m = {{model::PositionSource::Measured, 0.07},
                                     {model::PositionSource::Norm, 0.4}};
    return catalogue;
}

/// The street in `text`, which must be readable.
inline model::Street street_of(const std::string& text) {
    const Scratch scratch;
    auto street = exchange::read_street(scratch.write("street.json", text), small_catalogue());
    EXPECT_TRUE(street) << street.error().text();
    return street ? *street : model::Street{};
}

inline model::Street with_assets(const std::string& assets, const std::string& head = "") {
    return street_of("{\"format\":\"maaiveld-street/1\",\"name\":\"x\"," + head + "\"assets\":[" +
                     assets + "]}");
}

inline std::string error_of(const std::string& text) {
    const Scratch scratch;
    const std::string file = scratch.write("street.json", text);
    const auto street = exchange::read_street(file, small_catalogue());
    if (street) return "no error";
    const std::string whole = street.error().text();
    const auto at = whole.find("street.json");
    return at == std::string::npos ? whole : whole.substr(at);
}

}  // namespace maaiveld::test
