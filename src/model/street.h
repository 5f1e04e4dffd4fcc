#pragma once

#include "geometry/vec.h"
#include "model/attributes.h"
#include "model/network.h"
#include "model/soil.h"

#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace maaiveld::model {

using geometry::Vec2;
using geometry::Vec3;

/// How a coordinate came to be known. The order is from best to weakest evidence of the past;
/// `Designed` is a plan.
enum class PositionSource { Measured, AsBuilt, OperatorStandard, Norm, Inferred, Designed };

std::string_view name_of(PositionSource source);
std::optional<PositionSource> position_source_named(std::string_view name);

/// How well one direction (horizontal or vertical) of an asset's position is known.
struct Certainty {
    double sigma_m = 0.0;  ///< standard deviation; 0 means exact
    PositionSource source = PositionSource::Designed;
    /// Names the survey or delivery the position comes from. Two assets of one owner and network
    /// with the same non-empty record share their error fully.
    std::string record;
};

enum class StripKind { Facade, Garden, Footway, CyclePath, Parking, Carriageway, Verge, Water };

std::string_view name_of(StripKind kind);
std::optional<StripKind> strip_kind_named(std::string_view name);

/// One band of the street section.
struct Strip {
    StripKind kind = StripKind::Footway;
    double width_m = 0.0;
    std::string paving;  ///< "tiles", "asphalt", "clinkers", "grass", ...; free text, may be empty
    std::string label;   ///< what a Streetmix segment or a designer called it; may be empty
};

/// The street section as a row of strips. The first strip starts at `starts_at_offset_m` (left of
/// the axis is positive) and the row runs to the right.
struct Section {
    std::vector<Strip> strips;
    double starts_at_offset_m = 0.0;

    double width_m() const;
    /// The strip at `offset_m`, if the section reaches there.
    const Strip* strip_at(double offset_m) const;
};

/// The finished surface. Absent surface: every z is relative to ground level.
struct Surface {
    double z_m = 0.0;
    Certainty certainty;
};

struct Groundwater {
    double z_m = 0.0;
    std::string source;
};

enum class Status { Functional, Disused, Projected };

std::string_view name_of(Status status);
std::optional<Status> status_named(std::string_view name);

/// One vertex of an asset's axis. With `through`, the piece from the previous vertex to this one
/// is the circular arc that passes through that point; without it the piece is straight.
struct Vertex {
    Vec3 at = Vec3::Zero();
    std::optional<Vec3> through;
    /// How well the height is known from this vertex to the next, where that differs from the
    /// asset's own `z`: a measured depth holds for a few metres of a line only.
    std::optional<Certainty> z = {};
};

/// A duct bank: a rectangle swept along the axis, upright, its centre on the axis.
struct Rectangle {
    double width_m = 0.0;
    double height_m = 0.0;
};

/// Placement by street coordinates, kept so that a file can be written back as it was read.
struct Along {
    double from_m = 0.0;
    double to_m = 0.0;
    double offset_m = 0.0;  ///< left of the axis positive, to the asset's axis
    double cover_m = 0.0;   ///< finished surface to the top of the asset
};

/// Which point of the cross-section the z of the given points means.
enum class HeightReference { Axis, Top, Invert };

/// A cable, pipe, duct or duct bank.
struct Asset {
    std::string id;
    std::string alias;  ///< short name shown to people ("W-12"); equals the id when that is short
    Network network = Network::Other;
    std::string type;  ///< name in profiles/assets; empty when unknown
    std::string owner;
    std::string name;  ///< what the operator calls it; may be empty
    int year = 0;      ///< 0 when unknown
    Status status = Status::Functional;

    std::vector<Vertex> axis;  ///< centre line in world coordinates, always filled
    std::optional<Along> along;

    double outer_diameter_m = 0.0;
    PositionSource diameter_source = PositionSource::Designed;  ///< Inferred when from a catalogue
    std::optional<double> wall_m;        ///< needed to turn an invert level into an axis
    std::optional<Rectangle> duct_bank;  ///< instead of the diameter

    Certainty xy;
    Certainty z;

    std::string in_duct;      ///< id of the duct or casing this cable lies in
    std::string bed;          ///< name of the cable bed: members do not conflict with each other
    std::string pair;         ///< name shared by supply and return of one heat pair
    std::string connects_to;  ///< id of the main that this house connection taps
    std::string rack;         ///< id of the rack that holds it

    Attributes attributes;  ///< kind, pressure_bar, voltage_kV, system, protected, ...
};

enum class StructureKind {
    Manhole,
    Hydrant,
    Cabinet,
    Container,
    Lamp,
    Facade,
    Foundation,
    Building,
    Chamber,
    Mast
};

std::string_view name_of(StructureKind kind);
std::optional<StructureKind> structure_kind_named(std::string_view name);

/// A solid that is not a line: upright cylinder when `diameter_m` is set, else an upright block
/// `size_m` (along and across `heading_deg`, counter-clockwise from east). A facade or foundation
/// is a block along `line`, `size_m.y` thick, and has no `at`.
struct Structure {
    std::string id;
    StructureKind kind = StructureKind::Manhole;
    std::optional<Network> network;
    std::string owner;
    Vec2 at = Vec2::Zero();
    std::optional<std::vector<Vec2>> line;
    std::optional<double> diameter_m;
    Vec2 size_m = Vec2::Zero();
    double heading_deg = 0.0;
    double top_m = 0.0;     ///< above (+) or below (-) the finished surface
    double bottom_m = 0.0;  ///< above (+) or below (-) the finished surface
    Certainty xy;
    Certainty z;
    Attributes attributes;
};

/// The soil that roots claim: an upright cylinder under the surface.
struct RootVolume {
    double radius_m = 0.0;
    double depth_m = 0.0;
    std::string source;
};

struct Tree {
    std::string id;
    std::string species;
    Vec2 at = Vec2::Zero();
    double stem_diameter_m = 0.0;
    double crown_diameter_m = 0.0;
    double height_m = 0.0;            ///< 0 when unknown
    int year = 0;                     ///< planted; 0 when unknown
    bool planned = false;             ///< not planted yet
    std::optional<RootVolume> roots;  ///< as given; see root_volume_of in tree.h for the default
    Certainty xy;
    Attributes attributes;
};

/// Space for a vertical rack: checked as one block. With a `type` its parts are known too
/// (model/rack.h).
struct Rack {
    std::string id;
    std::vector<Vec2> line;  ///< middle of the rack in plan
    double width_m = 0.0;
    double top_m = 0.0;  ///< below the surface is negative
    double bottom_m = 0.0;
    std::string type;  ///< name of a RackType of profiles/racks; empty: space only
    /// Tops of the beams below the surface, metres, from the top; empty: as the type says.
    std::vector<double> beams_m;
};

/// House connections that a main asks for: one at each station and side, from the main to the
/// facade.
struct ConnectionDemand {
    std::string type;  ///< name in profiles/assets
    double outer_diameter_m = 0.0;
    std::vector<double> stations_m;
    bool left = true;
    bool right = true;
    double facade_cover_m = 0.6;  ///< cover where it meets the facade
};

/// Heights that a line must keep, as a gravity sewer does.
struct Fall {
    double invert_m = 0.0;   ///< at `from_m`, in the street's own z
    double slope_m_m = 0.0;  ///< positive: falls with the station
};

/// A line that has no place yet. Demands that share `asset.pair` are placed side by side as one.
struct Demand {
    Asset asset;  ///< everything but its axis
    double from_m = 0.0;
    std::optional<double> to_m;  ///< absent: to the end of the street
    std::optional<double> min_cover_m, max_cover_m,
        wanted_cover_m;             ///< absent: as the layout profile says
    std::vector<StripKind> strips;  ///< where it may lie; empty: as the layout profile says
    bool left = true;               ///< may lie left of the middle of the section
    bool right = true;
    bool rack = true;  ///< may lie in a rack
    std::optional<Fall> fall;
    std::optional<ConnectionDemand> connections;
};

/// An accepted deviation.
struct Exemption {
    std::string rule;
    std::string a;
    std::string b;  ///< empty for an object rule
    double within_m = 2.0;
    std::optional<Vec2> near;  ///< absent: anywhere along the pair
    std::string who;
    std::string why;
    std::string until;  ///< ISO date, the last day on which it holds; empty: no end
};

/// A street and what lies in it: the document that every command reads.
struct Street {
    std::string name;
    std::string crs = "EPSG:7415";
    std::vector<Vec2> axis;
    std::optional<Surface> surface;
    std::optional<Groundwater> groundwater;
    std::optional<SoilProfile> soil;  ///< absent: what profiles/influence assumes
    Section section;
    std::vector<Asset> assets;
    std::vector<Demand> demands;  ///< lines that `maaiveld layout` is to place
    std::vector<Structure> structures;
    std::vector<Tree> trees;
    std::vector<Rack> racks;
    std::vector<Exemption> exemptions;
    std::vector<std::string> packs;    ///< rule packs this street asks for; empty: the defaults
    std::vector<std::string> sources;  ///< where dimensions come from

    /// Ground level in the street's own z: the surface level, or 0 when z is relative to it.
    double ground_z() const { return surface ? surface->z_m : 0.0; }
};

}  // namespace maaiveld::model
