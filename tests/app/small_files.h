#pragma once

#include <string>

namespace maaiveld::test {

// A street whose distances can be worked out by hand, seen from above (every pipe 0.2 m across,
// axes 50 m long along x, 1 m deep):
//
//   y = 0.5  H  heat                        edge to edge with W: 0.5 - 0.2 = 0.3 m
//   y = 0.0  W  water
//   y = -0.4 G  gas, disused                edge to edge with W: 0.4 - 0.2 = 0.2 m
struct SmallStreet {
    std::string heat_y = "0.5";
    std::string heat_xy;  ///< certainty of H, such as ,"xy":{"sigma_m":0.5,"source":"as_built"}
    std::string more;     ///< further members of the street, each followed by a comma

    std::string text() const {
        return "{\"format\":\"maaiveld-street/1\",\"name\":\"Small\",\"axis\":[[0,0],[50,0]]," +
               more +
               "\"assets\":[\n"
               "{\"id\":\"W\",\"network\":\"water\",\"owner\":\"Aqua\",\"outer_diameter_m\":0.2,"
               "\"points\":[[0,0,-1],[50,0,-1]]},\n"
               "{\"id\":\"H\",\"network\":\"heat\",\"owner\":\"Warm\",\"outer_diameter_m\":0.2,"
               "\"points\":[[0," +
               heat_y + ",-1],[50," + heat_y + ",-1]]" + heat_xy +
               "},\n"
               "{\"id\":\"G\",\"network\":\"gas_low\",\"owner\":\"Gas\",\"status\":\"disused\","
               "\"outer_diameter_m\":0.2,"
               "\"points\":[[0,-0.4,-1],[50,-0.4,-1]]}]}\n";
    }
};

/// Heat beside water is an error below 0.5 m, gas beside water a warning.
inline std::string small_pack() {
    return R"({"format":"maaiveld-rules/1","id":"small","edition":"1","rules":[
{"id":"X-HW","title":{"en":"Heat beside water","nl":"Warmte naast water"},"between":[{"network":"heat"},{"network":"water"}],
 "measure":"edge_horizontal","min_m":0.5,"severity":"error","grade":"B","source":"made up"},
{"id":"X-GW","title":{"en":"Gas beside water","nl":"Gas naast water"},"between":[{"network":"gas_low"},{"network":"water"}],
 "measure":"edge_horizontal","min_m":0.5,"severity":"warning","grade":"B","source":"made up"}]}
)";
}

}  // namespace maaiveld::test
