#pragma once

#include "model/soil.h"
#include "model/street.h"

#include <array>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace maaiveld::influence {

/// A number that is not known exactly: most likely `value`, never outside [low, high]. Drawn from
/// the triangular distribution on these three.
struct Uncertain {
    double value = 0.0;
    double low = 0.0;
    double high = 0.0;
    std::string source;
    std::string grade;  ///< A read, B named, C assumed

    static Uncertain exactly(double v) { return {v, v, v, {}, {}}; }
    /// The quantile at `u` in [0, 1].
    double at(double u) const;
};

/// How the networks of a kind are run. Months are January to December.
struct Operating {
    std::string id;
    model::Network network = model::Network::Other;
    std::string role;  ///< attribute `role` it applies to ("supply", "return"); empty: any
    std::optional<std::array<double, 12>> temperature_C;  ///< of the fluid, by month
    Uncertain shift_K;     ///< how far the real temperatures may lie from these
    Uncertain load_share;  ///< of a cable's own rating, when the asset gives no current
    bool carries_current = false;
    bool standing_water = false;  ///< takes the temperature at which no net heat enters
    std::string source;
    std::string grade;
};

/// What is assumed where a street does not say: ground, surface, how networks are run. A value of
/// profiles/influence.
struct Operation {
    std::string id;
    Uncertain conductivity_W_mK;
    Uncertain heat_capacity_J_m3K;
    std::optional<double> dry_conductivity_W_mK;
    std::optional<double> drying_temperature_C;
    Uncertain electrical_resistivity_ohm_m;
    Uncertain surface_mean_C;
    Uncertain surface_amplitude_K;
    double coldest_day = 0.0;
    Uncertain surface_film_m2K_W;
    Uncertain insulation_conductivity_W_mK;
    double bedding_kh_N_m3 = 0.0;  ///< of pipes as beams
    /// Modulus after decades in the ground, by the first letters of a material.
    std::map<std::string, double> long_term_modulus_Pa;
    std::vector<Operating> networks;  ///< first match wins

    /// How `asset` is run, or nullptr for what neither gives nor takes heat.
    const Operating* of(const model::Asset& asset) const;
    /// The modulus of the longest name that `material` begins with.
    std::optional<double> modulus_of(const std::string& material) const;
};

/// A number among an asset's attributes.
std::optional<double> number_of(const model::Asset& asset, const std::string& key);
/// A word among an asset's attributes; empty when absent.
std::string word_of(const model::Asset& asset, const std::string& key);

}  // namespace maaiveld::influence
