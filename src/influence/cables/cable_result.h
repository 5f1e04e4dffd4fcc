#pragma once

#include "influence/heat/heat_section.h"

#include <optional>
#include <string>
#include <vector>

namespace maaiveld::influence {

/// What IEC 60287 makes of one cable of a circuit at one current. Per conductor unless it says
/// "cable"; thermal resistances per cable (T1: per core).
struct CableState {
    double current_A = 0.0;
    double R20_ohm_m = 0.0, Rdc_ohm_m = 0.0, R_ohm_m = 0.0;
    double xs2 = 0.0, ys = 0.0, xp2 = 0.0, yp = 0.0;
    double C_F_m = 0.0, Wd_W_m = 0.0;
    double X_ohm_m = 0.0, Rs20_ohm_m = 0.0, Rs_ohm_m = 0.0;
    double lambda1_circulating = 0.0, lambda1_eddy = 0.0, lambda1 = 0.0, lambda2 = 0.0;
    double T1_K_m_W = 0.0, T2_K_m_W = 0.0, T3_K_m_W = 0.0;
    /// Rise of the cable surface by its own circuit over the heat of this cable.
    double T4_K_m_W = 0.0;
    double T4_gap_K_m_W = 0.0, T4_duct_K_m_W = 0.0, T4_soil_K_m_W = 0.0;
    double Wc_W_m = 0.0, Ws_W_m = 0.0, Wa_W_m = 0.0;
    double heat_W_m = 0.0;  ///< of the whole cable, all that it gives off
    double conductor_C = 0.0, sheath_C = 0.0, armour_C = 0.0, jacket_C = 0.0;
    double ambient_C = 0.0;
    double external_rise_K = 0.0;  ///< by everything that is not its own circuit, in wet soil
    bool dried = false;            ///< the soil at its surface has dried out
};

/// One axis of a circuit.
struct CableAxisResult {
    Place at;
    double rating_A = 0.0;
    CableState state;  ///< at the rating of the circuit
};

/// Kelvin at the hottest cable surface by one other object.
struct CableHeating {
    std::string id;
    double kelvin = 0.0;
};

struct CableCyclic {
    double loss_load_factor = 0.0;
    std::vector<double> ordinates;   ///< Y0..Y5
    int peak_hour = -1;              ///< at whose end the conductor is hottest; -1: not known
    double k = 0.0;                  ///< share of the rise that is outside the cable
    std::vector<double> attainment;  ///< theta_R(i)/theta_R(inf), i = 1..6
    double diffusivity_m2_s = 0.0;
    double factor_M = 1.0;
    double peak_current_A = 0.0;
};

struct CableCrossingResult {
    double rise_K = 0.0;           ///< at the crossing, with heat along the conductor
    double rise_undamped_K = 0.0;  ///< without
    double reduction_factor = 1.0;
    double rating_A = 0.0;
    std::vector<CableHeating> contributions;
};

/// By exact conduction around isothermal sheaths, for the same losses.
struct CableExact {
    double rating_A = 0.0;
    std::vector<double> sheath_to_ambient_K_m_W;  ///< one per axis, equal heat in all
    std::vector<double> T4_isothermal_K_m_W;      ///< one per axis, isothermal cable surfaces
};

struct CableResult {
    std::string id;
    bool rated = true;  ///< false: only the cyclic factor could be computed
    int cables = 1;     ///< of the circuit
    double rating_A = 0.0;
    std::string governed_by;  ///< "conductor", "sheath", "jacket", "drying"
    double rating_without_drying_A = 0.0;
    double rating_alone_A = 0.0;  ///< without the other cables and heat sources
    double scale = 0.0;           ///< all loads times this: the first limit is reached; 0: no loads
    std::size_t hottest = 0;      ///< index into axes
    std::vector<CableAxisResult> axes;
    std::vector<CableHeating> contributions;  ///< at the rating, others as they are
    std::optional<CableState> at_load;        ///< hottest cable at `load_A`
    double margin_K = 0.0, margin_A = 0.0;    ///< at the load
    std::optional<CableCyclic> cyclic;
    std::optional<CableCrossingResult> crossing;
    std::optional<CableExact> exact;
    std::vector<std::string> notes;
};

}  // namespace maaiveld::influence
