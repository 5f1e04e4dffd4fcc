#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace maaiveld::model {

/// NEN-Koppejan constants, natural logarithm for stress, decimal for time in days.
struct Koppejan {
    double cp = 0.0;        ///< primary, below the preconsolidation stress
    double cs = 0.0;        ///< secular, below the preconsolidation stress
    double cp_prime = 0.0;  ///< primary, above it
    double cs_prime = 0.0;  ///< secular, above it
};

/// NEN-Bjerrum (linear strain): decimal logarithms.
struct Bjerrum {
    double rr = 0.0;       ///< reloading ratio
    double cr = 0.0;       ///< compression ratio
    double c_alpha = 0.0;  ///< secondary compression
};

/// Isotaches a, b, c (natural strain): natural logarithms.
struct Isotache {
    double a = 0.0;
    double b = 0.0;
    double c = 0.0;
};

/// How one soil compresses. Exactly one of the three preconsolidation values is given.
struct Compression {
    std::variant<Koppejan, Bjerrum, Isotache> model;
    std::optional<double> pop_kPa;  ///< pre-overburden pressure, added to the stress at the start
    std::optional<double> ocr;      ///< overconsolidation ratio, times the stress at the start
    std::optional<double> pc_kPa;   ///< preconsolidation stress itself
    double reference_time_days = 1.0;
    std::optional<double> cv_m2_s;  ///< vertical consolidation; absent: drains at once
};

/// One layer of the ground under a street. Depths are below the finished surface, positive down.
struct SoilLayer {
    std::string name;  ///< "sand", "clay", "peat", ...
    double top_m = 0.0;
    double bottom_m = 0.0;  ///< the last layer of a profile goes on for ever
    double conductivity_W_mK = 1.0;
    double heat_capacity_J_m3K = 2.0e6;  ///< volumetric
    /// Conductivity once dried out, and the temperature at which that happens. Absent: never.
    std::optional<double> dry_conductivity_W_mK;
    std::optional<double> drying_temperature_C;
    std::optional<double> electrical_resistivity_ohm_m;
    std::optional<double> unit_weight_kN_m3;            ///< above the groundwater
    std::optional<double> saturated_unit_weight_kN_m3;  ///< below it
    std::optional<Compression> compression;

    double diffusivity_m2_s() const { return conductivity_W_mK / heat_capacity_J_m3K; }
};

/// The ground below one place of a street, from the surface down, without gaps.
struct SoilProfile {
    std::vector<SoilLayer> layers;
    std::optional<double> groundwater_depth_m;

    bool uniform() const { return layers.size() == 1; }
    /// The layer at `depth_m`; the first above the surface, the last below its bottom. Not for an
    /// empty profile.
    const SoilLayer& at(double depth_m) const {
        for (const SoilLayer& layer : layers) {
            if (depth_m < layer.bottom_m) return layer;
        }
        return layers.back();
    }
};

}  // namespace maaiveld::model
