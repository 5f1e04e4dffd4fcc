#pragma once

#include "model/rack.h"
#include "viz/scene/axis_line.h"

#include <optional>
#include <string>
#include <vector>

namespace maaiveld::viz::scene {

/// Section coordinates: x is the offset to the left of the axis, y the height above the finished
/// surface (below it is negative), both in metres.
using SectionPoint = Vec2;

/// An asset that passes through the section plane.
struct CutAsset {
    std::size_t asset = 0;  ///< index in Street::assets
    SectionPoint at = SectionPoint::Zero();
    HalfSize half;
    double cover_m = 0.0;
    double run_m = 0.0;  ///< distance along the asset's own axis
};

/// A piece of an asset that runs nearly in the plane, such as a house connection.
struct CutStrip {
    std::size_t asset = 0;
    std::vector<SectionPoint> line;
    HalfSize half;
    double from_run_m = 0.0, to_run_m = 0.0;
    double least_cover_m = 0.0;
};

/// A structure, tree or rack within the slab about the plane, as its extent in the plane.
struct CutBlock {
    std::size_t index = 0;               ///< in Street::structures, Street::trees or Street::racks
    double left_m = 0.0, right_m = 0.0;  ///< offsets; left_m is the larger
    double top_m = 0.0, bottom_m = 0.0;
};

/// A part of a rack, as its extent in the plane (see rack_cut.h).
struct CutRackPart {
    std::size_t rack = 0;  ///< in Street::racks
    model::RackPartKind kind = model::RackPartKind::Post;
    double left_m = 0.0, right_m = 0.0;  ///< offsets; left_m is the larger
    double top_m = 0.0, bottom_m = 0.0;  ///< above the finished surface; below is negative
};

/// What a plane across the street meets at one station.
struct SectionCut {
    double station_m = 0.0;
    Frame frame;
    double left_m = 0.0, right_m = 0.0;  ///< the offsets that the section covers
    std::vector<CutAsset> assets;        ///< from left to right
    std::vector<CutStrip> strips;
    std::vector<CutBlock> structures;
    std::vector<CutBlock> trees;  ///< extent of the stem; top is the tree's height
    std::vector<CutBlock> racks;
    std::vector<CutRackPart> rack_parts;  ///< of racks whose type is known, in painting order
};

struct SectionReach {
    double slab_half_m = 1.0;       ///< things this close to the plane belong to the section
    double tree_slab_half_m = 2.5;  ///< trees are wide, so they are seen from further away
    double half_width_m = 10.0;     ///< how far from the axis to look where no strips are given
};

/// Cuts `street` at `station_m` (clamped to the axis) with the plane square to the axis there.
SectionCut section_cut(const model::Street& street, double station_m,
                       const SectionReach& reach = {});

/// The height of a tree, or a usual proportion to its crown when it is not known.
double height_of(const model::Tree& tree);

}  // namespace maaiveld::viz::scene
