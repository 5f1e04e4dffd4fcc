#pragma once

#include "layout/section_of_street.h"
#include "layout/section_rules.h"

namespace maaiveld::layout {

// How section_of_street goes about its work; of use to nobody else.

/// The stretch of a street that a section stands for.
struct StretchOfStreet {
    double from_m = 0.0;  ///< with the question's reach
    double to_m = 0.0;
    double max_angle_deg = 15.0;  ///< up to which lines lie along the street
};

/// The things of `street` that touch the stretch, with everything else of it but its lines to be
/// placed.
model::Street part_of(const model::Street& street, const StretchOfStreet& stretch);

/// Adds what lies in the stretch as obstacles, projected on one section, and how each lies to a
/// line along the street. `skip` says which owners of the scene are no obstacles.
void add_obstacles(const SectionThings& things, const StretchOfStreet& stretch,
                   const std::vector<bool>& skip, SectionBrief& brief, Lies& lies);

}  // namespace maaiveld::layout
