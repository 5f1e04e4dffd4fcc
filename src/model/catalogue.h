#pragma once

#include "model/street.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace maaiveld::model {

/// What one trade type of cable, pipe or duct is like. Numbers that no source gives are absent.
struct AssetType {
    std::string name;  ///< "pvc-160"
    Network network = Network::Other;
    double outer_diameter_m = 0.0;
    std::optional<double> wall_m;
    std::string material;
    std::optional<double> mass_kg_m;
    std::optional<double> bend_radius_m;
    Attributes data;     ///< thermal and electrical numbers, keys end in their unit
    Attributes implies;  ///< attributes an asset of this type has: pressure_bar, voltage_kV, ...
    std::string source;
    std::string grade;  ///< "A", "B", "C" as for rules
};

/// What usually lies in the ground for a network when a delivery does not say.
struct TypicalAsset {
    Network network = Network::Other;
    std::string kind;  ///< attribute `kind` it applies to; empty: any
    std::optional<double> min_voltage_kV, max_voltage_kV;  ///< inclusive
    std::optional<double> min_pressure_bar, max_pressure_bar;
    std::string type;      ///< name of an AssetType
    double cover_m = 0.0;  ///< rule-of-practice depth to the top
    std::string source;
};

/// Default standard deviations of a position by how it is known, horizontally and vertically.
struct PositionDefaults {
    std::map<PositionSource, double> sigma_xy_m;
    std::map<PositionSource, double> sigma_z_m;
    double declared_accuracy_sigmas = 2.0;  ///< "up to 100 cm" is this many sigmas
    double unknown_measured_depth_sigma_m = 0.15;
};

/// The catalogue: asset types, what is typical, and how sure positions are.
struct Catalogue {
    std::map<std::string, AssetType> types;
    std::vector<TypicalAsset> typical;  ///< first match wins, so the file lists specific ones first
    PositionDefaults positions;
};

/// The first typical asset for `network` that fits `kind`, voltage and pressure (absent values fit
/// only entries that do not ask for them), or nullptr.
const TypicalAsset* typical_asset(const Catalogue& catalogue, Network network,
                                  const std::string& kind, std::optional<double> voltage_kV,
                                  std::optional<double> pressure_bar);

}  // namespace maaiveld::model
