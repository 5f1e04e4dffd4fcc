#pragma once

#include "layout/section_brief.h"
#include "model/street.h"

#include <span>
#include <vector>

namespace maaiveld::layout {

/// Where a line is at a station: offset of its axis (left positive) and the height of its axis.
struct StationPlace {
    double station_m = 0.0;
    double offset_m = 0.0;
    double z_m = 0.0;
};

/// A point beside a street's axis, such that a line with one offset is parallel to the axis also
/// around bends (as geometry::offset_line): within a piece of the axis, stations run in proportion
/// along the offset piece. Unlike perpendiculars these never fold back on the inside of a bend.
model::Vec2 point_beside(std::span<const model::Vec2> axis, double station_m, double offset_m);

/// The axis of a line through places with rising stations, straight between them beside a straight
/// street and following its bends. Vertices at which nothing turns are left out.
std::vector<model::Vertex> line_through(std::span<const model::Vec2> axis,
                                        const std::vector<StationPlace>& places);

/// Gives each vertex at which the line turns in plan an arc of `radius_m`, where the pieces beside
/// it are long enough; other vertices stay as they are.
std::vector<model::Vertex> rounded(const std::vector<model::Vertex>& line, double radius_m);

/// Lays an asset: as `along` when offset and height are constant, otherwise by points.
/// `radius_m`: least bend radius; 0: joints.
void lay(const model::Street& street, const std::vector<StationPlace>& places, double radius_m,
         model::Asset& asset);

/// Millionths of a metre by which items move right so that gaps that lie exactly on their limit
/// are not short by rounding: `tight[i]` holds pairs (left, right) that touch; `left_wall`,
/// `right_wall` flag items that touch something fixed. All zero when these cannot all be had.
std::vector<int> nudges(std::size_t items,
                        const std::vector<std::pair<std::size_t, std::size_t>>& tight,
                        const std::vector<bool>& left_wall, const std::vector<bool>& right_wall);

}  // namespace maaiveld::layout
