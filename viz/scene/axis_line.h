#pragma once

#include "geometry/vec.h"
#include "model/street.h"

#include <vector>

namespace maaiveld::viz::scene {

using geometry::Vec2;
using geometry::Vec3;

/// A place on the street axis with the directions along it and to its left.
struct Frame {
    Vec2 origin = Vec2::Zero();
    Vec2 along = Vec2::UnitX();
    Vec2 left = Vec2::UnitY();

    Vec2 world(double along_m, double offset_m) const {
        return origin + along_m * along + offset_m * left;
    }
};

/// Street coordinates of a place: metres along the axis and to its left.
struct StreetPlace {
    double station_m = 0.0;
    double offset_m = 0.0;
};

/// The street axis as a line with stations. A street without a usable axis (an empty file, one
/// point) gets the longest side of its bounding box, so that stations always exist.
class AxisLine {
public:
    explicit AxisLine(const model::Street& street);

    double length_m() const { return stations_m_.back(); }
    /// The frame at `station_m`, clamped to the axis.
    Frame frame_at(double station_m) const;
    /// The place nearest to `p`; beyond an end the station stays at that end.
    StreetPlace place_of(const Vec2& p) const;
    /// Stations from `from_m` to `to_m` that follow the axis: its bends, both ends, and points no
    /// more than `step_m` apart.
    std::vector<double> stations_between(double from_m, double to_m, double step_m) const;

private:
    std::vector<Vec2> points_;
    std::vector<double> stations_m_;
};

/// The asset's centre line as straight pieces, arcs as chords (model::tessellated).
std::vector<Vec3> flattened(const model::Asset& asset);

/// Length in plan.
double plan_length_m(const std::vector<Vec3>& line);

/// Half the height and width of the asset's cross-section; equal for round ones.
struct HalfSize {
    double across_m = 0.0;
    double up_m = 0.0;
};
HalfSize half_size_of(const model::Asset& asset);

}  // namespace maaiveld::viz::scene
