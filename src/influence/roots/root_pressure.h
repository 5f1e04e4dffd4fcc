#pragma once

#include "base/error.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace maaiveld::influence {

/// The pipe that a root presses on.
struct PressedPipe {
    double outer_diameter_m = 0.0;
    double wall_m = 0.0;
    double modulus_MPa = 0.0;
    std::optional<double> strength_MPa;    ///< bending strength of the wall
    std::optional<double> subgrade_kN_m3;  ///< modulus of subgrade reaction kh: the beam check
};

/// What lies on the root and resists being lifted.
struct CoverOnRoot {
    double cover_m = 0.0;
    double unit_weight_kN_m3 = 0.0;
    double width_m = 0.0;         ///< of the slab, joint piece or pipe that would rise
    double extra_load_kPa = 0.0;  ///< paving or standing load on it
};

/// One thickening root against a pipe, a slab or in a joint.
struct RootPressure {
    std::string id;
    double root_diameter_m = 0.0;
    double radial_pressure_MPa = 0.0;
    double contact_length_m = 0.0;
    std::optional<PressedPipe> pipe;
    std::optional<CoverOnRoot> cover;
    std::optional<double> opening_m;      ///< of a joint or crack
    double opening_all_species_m = 0.0;   ///< from here every species enters
    double opening_some_species_m = 0.0;  ///< from here about half of them do
};

/// Bending of the pipe wall by the root on one side and the bedding on the other.
struct RingBending {
    double moment_Nm_m = 0.0;  ///< per metre of pipe
    double stress_MPa = 0.0;
    double flattening_m = 0.0;      ///< change of the diameter along the load
    double flattening_share = 0.0;  ///< of the outer diameter
    std::optional<double> utilisation;
};

/// Bending of the pipe as a long beam on its bedding under the root's force as a point load.
struct BeamBending {
    double moment_Nm = 0.0;
    double stress_MPa = 0.0;
    double deflection_m = 0.0;
    std::optional<double> utilisation;
};

enum class RootEntry { None, SomeSpecies, EverySpecies };
std::string_view name_of(RootEntry value);

struct RootPressureResult {
    std::string id;
    double line_load_N_m = 0.0;  ///< p times the root's diameter
    double force_N = 0.0;        ///< over the contact length
    std::optional<RingBending> ring;
    std::optional<BeamBending> beam;
    std::optional<double> cover_weight_N;
    std::optional<bool> lifts;  ///< force > weight
    std::optional<RootEntry> entry;
};

/// Ring under two opposite line loads F: M = F R/pi under the loads, flattening
/// (pi/4 - 2/pi) F R^3 / (E I), I = t^3/12 per metre (thin elastic ring, inextensible; textbook
/// closed form, grade B). R is the radius of the middle of the wall.
RingBending ring_bending(const PressedPipe& pipe, double line_load_N_m);

/// Long beam on an elastic bedding (Winkler) under a point load F: M = F/(4 l), w = F l/(2 kh D),
/// l = (kh D / (4 E I))^(1/4) (Hetenyi, grade B).
BeamBending beam_bending(const PressedPipe& pipe, double subgrade_kN_m3, double force_N);

/// Every entry in the order given. The load is p * 2r per metre on the projected width of the root
/// (physics of issue 3, section 3; pressures 0.35 to 0.40 MPa measured by Grabosky 2011, grade A).
base::Result<std::vector<RootPressureResult>> assess_root_pressures(
    const std::vector<RootPressure>& roots);

}  // namespace maaiveld::influence
