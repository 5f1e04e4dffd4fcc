#pragma once

#include "geometry/vec.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace maaiveld::exchange {

/// The IMKL feature types whose content is read. Every other type is only counted.
enum class FeatureKind : std::uint8_t {
    Network,
    Link,
    ElectricityCable,
    TelecomCable,
    OilGasChemicalPipe,
    SewerPipe,
    WaterPipe,
    ThermalPipe,
    OtherLine,
    CasingPipe,
    Duct,
    CableBed,
    Appurtenance,
    Cabinet,
    Manhole,
    Mast,
    Tower,
    TechnicalBuilding,
    DepthBelowGround,
    DepthNap,
    DetailInfo,
    Operator,
    InterestedParty,
    Request
};

/// A cable, pipe, duct or bed: what becomes an asset.
bool is_line(FeatureKind kind);
/// A casing pipe, duct or bed: what other lines lie in.
bool is_container(FeatureKind kind);
/// An electricity or telecom cable.
bool is_cable(FeatureKind kind);
/// Something at one place: an appurtenance, cabinet, manhole, mast, tower or building.
bool is_point_object(FeatureKind kind);

/// One IMKL feature as it stands in the file, in SI units. Nil, empty and placeholder values are
/// absent. Code list values are the last part of their address ("gasLageDruk"); references are ids
/// as in gml:id.
struct Feature {
    FeatureKind kind = FeatureKind::Link;
    std::string type;       ///< element name, "Waterleiding"
    std::int64_t line = 0;  ///< where the feature starts in the file
    std::string gml_id;
    std::string local_id;  ///< "KL0001.W_12"; without one the gml:id

    std::string network;  ///< gml:id of the first network it says to belong to
    std::vector<std::string> links;
    std::vector<std::string> contents;    ///< cables, pipes and ducts inside
    std::vector<std::string> extra_info;  ///< heeftExtraInformatie
    std::vector<std::string> depths;      ///< dieptelegging: depth points measured on it
    std::vector<std::string> parties;     ///< of an InterestedParty: its networks
    std::string operator_ref;             ///< of an InterestedParty: its operator

    std::map<std::string, std::string> words;  ///< property -> text or code list value
    int year = 0;                              ///< in use since; 0 when unknown

    std::optional<double> diameter_m;  ///< pipeDiameter or kabelDiameter, outer
    std::optional<double> width_m;     ///< ductWidth
    std::optional<double> pressure_bar;
    std::optional<double> voltage_kV;  ///< nominal, else operating
    std::optional<double> standard_depth_m;
    std::optional<double> depth_m;   ///< dieptePeil: below ground, or above NAP
    std::optional<double> ground_m;  ///< maaiveldPeil above NAP
    std::optional<double> height_m;  ///< of a mast or tower
    std::optional<double> count;     ///< aantalKabelsLeidingen

    std::vector<geometry::Vec2> points;  ///< centre line of a link, place of a point object
    bool has_heights = false;            ///< the coordinates came with heights, which are not read

    /// The text or code list value of `property`, empty when absent.
    const std::string& word(const std::string& property) const;
};

/// Everything read from one IMKL file, in document order.
struct RawDelivery {
    std::string version;  ///< "1.2.1", "2.0", "3.0"
    std::vector<Feature> features;
    std::map<std::string, std::int64_t> counts;  ///< per feature type, also those not read
    std::int64_t tessellated_arcs = 0;
    std::int64_t coordinates = 0;
    std::int64_t outside_netherlands = 0;  ///< of these, outside the range of RD New
};

}  // namespace maaiveld::exchange
