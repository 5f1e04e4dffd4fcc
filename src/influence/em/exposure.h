#pragma once

#include "influence/em/conductor_system.h"
#include "influence/em/line_constants.h"
#include "influence/em/lossy_line.h"
#include "influence/heat/heat_section.h"

#include <variant>

namespace maaiveld::influence {

/// A conductor with a known current.
struct CurrentSource {
    std::string id;
    double x_m = 0.0;
    double depth_m = 0.0;
    Complex current_A;
};

enum class PhaseLayout { Flat, Trefoil };

/// Three phases with a current of positive sequence and a residual (3 I0) shared equally.
struct ThreePhase {
    std::string id;
    PhaseLayout layout = PhaseLayout::Trefoil;
    double spacing_m = 0.0;  ///< between neighbouring axes
    double x_m = 0.0;        ///< middle phase of a flat group, centroid of a trefoil
    double depth_m = 0.0;
    double current_A = 0.0;
    double residual_A = 0.0;
    double residual_angle_deg = 0.0;  ///< against phase L1
};

/// Flat: L1, L2, L3 from left to right. Trefoil: L1 on top, L2 below it to the left, L3 to the
/// right. Phases 0, -120, +120 degrees.
std::vector<CurrentSource> phases_of(const ThreePhase& circuit);

/// A conductor earthed at both ends of the exposure, whose induced current works against the
/// sources': cable screen, earth wire, rail.
struct EarthedScreen {
    std::string id;
    double x_m = 0.0;
    double depth_m = 0.0;
    double radius_m = 0.0;  ///< of the tube
    double resistance_ohm_m = 0.0;
    double earthing_ohm = 0.0;  ///< both ends together, in series with the screen
    std::string joint;          ///< screens with the same name, if any, share one earthing
};

/// How screens are reckoned with.
enum class Screening {
    Matrix,  ///< currents of all screens from the full impedance matrix
    Factor   ///< product of k = |Rs / (Rs + Zext)|
};

/// A piece of the victim's route. It runs straight from (x, depth) to (x_end, depth_end).
struct VictimPiece {
    double length_m = 0.0;  ///< along the sources
    double x_m = 0.0, x_end_m = 0.0;
    double depth_m = 0.0, depth_end_m = 0.0;
    bool exposed = true;  ///< false: no source runs along it
};

/// Constants of the victim as a line.
struct CopperLine {
    double radius_m = 0.0;
    double resistance_ohm_m = 0.0;
    double conductance_S_m = 0.0;
    double capacitance_F_m = 0.0;
};
struct PipeConductor {
    PipeMetal metal;
    PipeCoating coating;
};
struct VictimLine {
    std::variant<CopperLine, PipeConductor> constants;
    Earthing start, end;
    std::vector<EarthedPlace> earthed;
    double largest_step_m = 0.0;
};

/// A hole in a pipe's coating.
struct CoatingDefect {
    double diameter_m = 0.0;
    std::optional<double> resistivity_ohm_m;  ///< absent: of the soil at the victim's depth
};

/// The victim's own metallic screen, earthed at both ends.
struct VictimScreen {
    double radius_m = 0.0;
    double resistance_ohm_m = 0.0;
};

/// A known factor that nobody computes here: rails, buildings, a neighbour's screen.
struct KnownFactor {
    std::string name;
    double k = 1.0;
};

/// A conductor that runs along others that carry current.
struct Exposure {
    std::string id;
    std::optional<double> frequency_Hz;
    std::optional<double> resistivity_ohm_m;
    EarthModel model = EarthModel::Full;
    std::vector<CurrentSource> sources;
    std::vector<EarthedScreen> screens;
    Screening screening = Screening::Matrix;
    std::vector<KnownFactor> factors;
    std::vector<VictimPiece> route;
    std::optional<VictimScreen> victim_screen;
    std::optional<VictimLine> line;
    std::optional<CoatingDefect> defect;
};

struct EmSourceResult {
    std::string id;
    Complex mutual_ohm_m;  ///< mean over the exposed length
    Complex current_A;
};

struct EmScreenResult {
    std::string id;
    Complex external_ohm_m;
    double k = 1.0;     ///< |Rs / (Rs + Zext)| of this screen alone
    Complex current_A;  ///< by the matrix; 0 with Screening::Factor
};

struct InducedLine {
    Complex impedance_ohm_m;
    Complex admittance_S_m;
    LineWave wave;
    std::vector<VoltageSample> samples;
};

struct ExposureResult {
    std::string id;
    double frequency_Hz = 0.0;
    double resistivity_ohm_m = 0.0;
    double length_m = 0.0;     ///< exposed, along the sources
    Complex emf_V;             ///< along the whole victim, after all screening
    Complex unscreened_emf_V;  ///< without any
    double k = 1.0;            ///< the ratio of the two magnitudes
    double voltage_V = 0.0;    ///< governing: largest to earth along the line; without one the emf
    double voltage_at_m = 0.0;
    std::vector<EmSourceResult> sources;
    std::vector<EmScreenResult> screens;
    std::optional<InducedLine> line;
    std::optional<double> defect_A_m2;
    std::vector<std::string> notes;  ///< where an approximation is used beyond its validity
};

/// Impedance and admittance per metre of a victim at `depth_m`, with the earth as return.
struct LineConstants {
    Complex impedance_ohm_m;
    Complex admittance_S_m;
};
LineConstants line_constants_of(const VictimLine& line, const EarthReturn& earth, double depth_m);

/// What is wrong with the line's numbers, in words; nothing when they can be used.
std::optional<std::string> fault_in(const VictimLine& line);
std::optional<std::string> fault_in(const CoatingDefect& defect);
std::optional<std::string> fault_in(const Exposure& exposure);

/// Solves the victim as a line for the emf in its stretches.
base::Result<InducedLine> solved_line(const VictimLine& line, const LineConstants& constants,
                                      std::vector<LineStretch> stretches);

/// The place of the highest voltage to earth along a line.
const VoltageSample& highest(const std::vector<VoltageSample>& samples);

/// Currents that `sources` induce in `screens` earthed at both ends over `length_m`.
std::vector<Complex> screen_currents_A(const EarthReturn& earth, EarthModel model,
                                       const std::vector<CurrentSource>& sources,
                                       const std::vector<EarthedScreen>& screens, double length_m);

/// Reduction factor of one screen, |Rs / (Rs + Zext)| with Rs including the earthing spread over
/// `length_m`. `external_ohm_m` receives Zext.
double screen_factor(const EarthReturn& earth, const EarthedScreen& screen, double length_m,
                     Complex* external_ohm_m = nullptr);

base::Result<std::vector<ExposureResult>> assess_exposures(const model::SoilProfile& soil,
                                                           double frequency_Hz,
                                                           const std::vector<Exposure>& exposures);

}  // namespace maaiveld::influence
