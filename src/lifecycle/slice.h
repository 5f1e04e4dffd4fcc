#pragma once

#include "model/street.h"

#include <string>
#include <vector>

namespace maaiveld::lifecycle {

/// A line of the street where the section cuts it. `x_m` grows to the right, seen along the axis
/// (minus the street's offset); depths are below the finished surface.
struct SliceLine {
    std::size_t asset = 0;  ///< index in Street::assets
    std::string id;
    std::string group;  ///< pair, bed or duct that it belongs to; else its own id
    model::Network network = model::Network::Other;
    double x_m = 0.0;
    double depth_m = 0.0;  ///< of its axis
    double half_width_m = 0.0;
    double half_height_m = 0.0;
    int rack = -1;         ///< index in Slice::racks; -1: not in one
    bool disused = false;  ///< lies there, but nobody opens the street for it

    double left_m() const { return x_m - half_width_m; }
    double right_m() const { return x_m + half_width_m; }
    double top_m() const { return depth_m - half_height_m; }
    double bottom_m() const { return depth_m + half_height_m; }
};

/// A rack in the section, as its outline.
struct SliceRack {
    std::string id;
    double left_m = 0.0, right_m = 0.0;  ///< left_m < right_m
    double top_m = 0.0, bottom_m = 0.0;  ///< depths
};

/// Something that no trench may run into: a facade, foundation, building, underground structure or
/// stem.
struct SliceObstacle {
    std::string id;
    double left_m = 0.0, right_m = 0.0;
    double top_m = 0.0, bottom_m = 0.0;  ///< depths; negative above the surface
    bool house = false;                  ///< people live behind it
};

/// A line that runs across the street (a house connection, a crossing), as seen along the street.
struct Across {
    std::size_t asset = 0;
    std::string id;
    std::string main;  ///< id of the main it taps; may be empty
    model::Network network = model::Network::Other;
    double station_m = 0.0;  ///< of its middle
    double half_height_m = 0.0;
    struct Point {
        double x_m = 0.0, depth_m = 0.0;
    };
    std::vector<Point> points;
};

/// Everything below a street at one station. Section coordinates as in SliceLine.
struct Slice {
    double station_m = 0.0;
    double left_m = 0.0, right_m = 0.0;  ///< ends of the section; left_m < right_m
    std::vector<SliceLine> lines;        ///< in the order of the assets
    std::vector<SliceRack> racks;
    std::vector<SliceObstacle> obstacles;
    /// Which end of the section is nearer to houses for something at `x_m`: -1 left, +1 right.
    int house_side(double x_m) const;
};

/// Cuts the street square to its axis. Lines that run more than 60 degrees off the axis are left
/// out (see `lines_across`); structures and trees count within `slab_m` of the plane. Without a
/// section the slice reaches 1 m beyond the outermost line.
Slice slice_at(const model::Street& street, double station_m, double slab_m = 1.0);

/// The lines that no slice holds because they run across the street.
std::vector<Across> lines_across(const model::Street& street);

/// The middles of equal steps along the street's axis: at most `most`, about `step_m` apart. One
/// station at least. `length_m` receives the length of the axis.
std::vector<double> stations_of(const model::Street& street, double step_m, std::size_t most,
                                double& length_m);

}  // namespace maaiveld::lifecycle
