#pragma once

#include "lifecycle/slice.h"
#include "lifecycle/trench.h"

#include <optional>
#include <string>
#include <vector>

namespace maaiveld::lifecycle {

enum class From { Above, Left, Right };
std::string_view name_of(From from);

/// One way to reach a line for a repair.
struct AccessWay {
    From from = From::Above;
    bool possible = true;
    std::string blocked_by;  ///< id of what stands in the way; "section": no room in the street
    Dig pit;                 ///< the section of the pit
    double area_m2 = 0.0;    ///< dug, per metre of street, with what is dug sideways to the line
    double pit_volume_m3 = 0.0;         ///< over the pit's length
    std::vector<std::string> exposed;   ///< other lines that hang in the pit or are dug free
    std::vector<std::string> loosened;  ///< others that lie in ground which slides in
    /// Lines across the street (asset, how many of it an average pit meets).
    std::vector<std::pair<std::size_t, double>> crossings;
    std::vector<std::string> search_zone;  ///< others to be located first, by hand
    bool away_from_houses = true;
    double sideways_m = 0.0;   ///< from the pit's side to the axis, dug by hand under a face
    bool within_reach = true;  ///< sideways_m is no more than an arm's reach
    double crossing_count() const;
};

/// How one network is reached at one station.
struct Access {
    std::string group;
    model::Network network = model::Network::Other;
    std::vector<std::string> lines;  ///< reached together: the members of a pair or bed
    std::vector<AccessWay> ways;     ///< above, left, right
    /// What a careful digger takes: within reach, then fewest exposed (crossings count by their
    /// share), then least dug. Nothing when no way is possible.
    std::optional<std::size_t> careful;
    std::optional<std::size_t> smallest;  ///< the way that digs least
};

/// Every line of the slice that is in use, in the order of the lines, pairs and beds as one. In a
/// rack each line or pair is reached by itself: from above through what lies over it, from a side
/// by a pit beside the rack down to its level and sideways between the beams (vkls.md V8).
std::vector<Access> access_of(const Slice& slice, const std::vector<Across>& across,
                              double street_length_m, const TrenchPractice& practice);

}  // namespace maaiveld::lifecycle
