// The parts of an exposure that the street's polylines use as well: circuits, screens, the victim
// as a line.

#include "influence/em/exposure.h"
#include "influence/heat/input_check.h"

#include <Eigen/LU>

#include <algorithm>
#include <cmath>

namespace maaiveld::influence {
namespace {

LineConductor as_conductor(const CurrentSource& source) {
    // Its own impedance is not used: the current is given.
    return {source.id, source.x_m, source.depth_m, 0.0, 0.0, 0.0};
}

LineConductor as_conductor(const EarthedScreen& screen) {
    return {screen.id,       screen.x_m,      screen.depth_m,
            screen.radius_m, screen.radius_m, screen.resistance_ohm_m};
}

/// The earthings, spread over the length: shared by the screens of one joint.
void add_earthings(const std::vector<EarthedScreen>& screens, double length_m,
                   Eigen::MatrixXcd& z) {
    for (std::size_t i = 0; i < screens.size(); ++i) {
        for (std::size_t j = 0; j < screens.size(); ++j) {
            const bool shared = !screens[i].joint.empty() && screens[i].joint == screens[j].joint;
            if (i == j || shared)
                z(static_cast<Eigen::Index>(i), static_cast<Eigen::Index>(j)) +=
                    screens[i].earthing_ohm / length_m;
        }
    }
}

/// Mutual impedances [screens x sources].
Eigen::MatrixXcd to_sources(const EarthReturn& earth, EarthModel model,
                            const std::vector<LineConductor>& screens,
                            const std::vector<CurrentSource>& sources) {
    Eigen::MatrixXcd z(static_cast<Eigen::Index>(screens.size()),
                       static_cast<Eigen::Index>(sources.size()));
    for (std::size_t i = 0; i < screens.size(); ++i) {
        for (std::size_t k = 0; k < sources.size(); ++k)
            z(static_cast<Eigen::Index>(i), static_cast<Eigen::Index>(k)) = mutual_impedance_ohm_m(
                earth, effective_pair(screens[i], as_conductor(sources[k])), model);
    }
    return z;
}

LineConstants constants_of(const CopperLine& cable, const EarthReturn& earth, double depth_m) {
    const Complex external = mutual_impedance_ohm_m(earth, {depth_m, depth_m, cable.radius_m});
    return {cable.resistance_ohm_m + external,
            {cable.conductance_S_m, earth.angular_frequency() * cable.capacitance_F_m}};
}

LineConstants constants_of(const PipeConductor& pipe, const EarthReturn& earth, double depth_m) {
    const double radius = pipe.metal.outer_radius_m;
    return {internal_impedance_ohm_m(pipe.metal, earth.frequency_Hz) +
                mutual_impedance_ohm_m(earth, {depth_m, depth_m, radius}),
            coating_admittance_S_m(pipe.coating, radius, earth.frequency_Hz)};
}

void check_constants(const CopperLine& cable, InputCheck& check) {
    check.positive("radius_m", cable.radius_m)
        .not_negative("r_ohm_km", cable.resistance_ohm_m)
        .not_negative("conductance_S_km", cable.conductance_S_m)
        .not_negative("capacitance_nF_km", cable.capacitance_F_m);
}

void check_constants(const PipeConductor& pipe, InputCheck& check) {
    check.positive("outer_diameter_m", pipe.metal.outer_radius_m)
        .not_negative("wall_m", pipe.metal.wall_m)
        .require(pipe.metal.wall_m < pipe.metal.outer_radius_m,
                 "`wall_m` must be less than half of `outer_diameter_m`")
        .positive("resistivity_ohm_m", pipe.metal.resistivity_ohm_m)
        .positive("relative_permeability", pipe.metal.relative_permeability)
        .positive("coating_resistance_ohm_m2", pipe.coating.resistance_ohm_m2)
        .not_negative("coating_thickness_m", pipe.coating.thickness_m)
        .require(pipe.coating.relative_permittivity >= 1.0,
                 "`coating_relative_permittivity` must be 1 or more");
}

}  // namespace

std::vector<CurrentSource> phases_of(const ThreePhase& circuit) {
    const double spacing = circuit.spacing_m;
    const double degrees = std::numbers::pi / 180.0;
    const Complex each =
        std::polar(1.0, circuit.residual_angle_deg * degrees) * circuit.residual_A / 3.0;
    const auto phase = [&](const char* name, double right_m, double up_m, double turn_deg) {
        return CurrentSource{circuit.id + "." + name, circuit.x_m + right_m, circuit.depth_m - up_m,
                             std::polar(1.0, turn_deg * degrees) * circuit.current_A + each};
    };
    if (circuit.layout == PhaseLayout::Flat)
        return {phase("L1", -spacing, 0.0, 0.0), phase("L2", 0.0, 0.0, -120.0),
                phase("L3", spacing, 0.0, 120.0)};
    const double rise = spacing / std::sqrt(3.0);  // of the top axis over the centroid
    return {phase("L1", 0.0, rise, 0.0), phase("L2", -0.5 * spacing, -0.5 * rise, -120.0),
            phase("L3", 0.5 * spacing, -0.5 * rise, 120.0)};
}

double screen_factor(const EarthReturn& earth, const EarthedScreen& screen, double length_m,
                     Complex* external_ohm_m) {
    const Complex external =
        mutual_impedance_ohm_m(earth, {screen.depth_m, screen.depth_m, screen.radius_m});
    if (external_ohm_m != nullptr) *external_ohm_m = external;
    const double resistance = screen.resistance_ohm_m + screen.earthing_ohm / length_m;
    return resistance / std::abs(resistance + external);
}

std::vector<Complex> screen_currents_A(const EarthReturn& earth, EarthModel model,
                                       const std::vector<CurrentSource>& sources,
                                       const std::vector<EarthedScreen>& screens, double length_m) {
    if (screens.empty()) return {};
    std::vector<LineConductor> conductors;
    for (const EarthedScreen& screen : screens)
        conductors.push_back(as_conductor(screen));
    Eigen::VectorXcd given(static_cast<Eigen::Index>(sources.size()));
    for (std::size_t k = 0; k < sources.size(); ++k)
        given(static_cast<Eigen::Index>(k)) = sources[k].current_A;
    Eigen::MatrixXcd z = primitive_matrix_ohm_m(earth, model, std::nullopt, conductors);
    add_earthings(screens, length_m, z);
    const Eigen::VectorXcd emf = to_sources(earth, model, conductors, sources) * given;
    const Eigen::VectorXcd current = -z.partialPivLu().solve(emf);
    return {current.data(), current.data() + current.size()};
}

LineConstants line_constants_of(const VictimLine& line, const EarthReturn& earth, double depth_m) {
    return std::visit([&](const auto& kind) { return constants_of(kind, earth, depth_m); },
                      line.constants);
}

std::optional<std::string> fault_in(const VictimLine& line) {
    InputCheck check;
    std::visit([&](const auto& kind) { check_constants(kind, check); }, line.constants);
    if (line.start) check.not_negative("start_ohm", *line.start);
    if (line.end) check.not_negative("end_ohm", *line.end);
    for (const EarthedPlace& place : line.earthed)
        check.not_negative("at_m", place.at_m).not_negative("impedance_ohm", place.impedance_ohm);
    check.not_negative("step_m", line.largest_step_m);
    return check.fault();
}

std::optional<std::string> fault_in(const CoatingDefect& defect) {
    InputCheck check;
    check.positive("diameter_m", defect.diameter_m);
    if (defect.resistivity_ohm_m) check.positive("resistivity_ohm_m", *defect.resistivity_ohm_m);
    return check.fault();
}

base::Result<InducedLine> solved_line(const VictimLine& line, const LineConstants& constants,
                                      std::vector<LineStretch> stretches) {
    LossyLine lossy;
    lossy.impedance_ohm_m = constants.impedance_ohm_m;
    lossy.admittance_S_m = constants.admittance_S_m;
    lossy.stretches = std::move(stretches);
    lossy.start = line.start;
    lossy.end = line.end;
    lossy.earthed = line.earthed;
    lossy.largest_step_m = line.largest_step_m;
    auto samples = voltages_along(lossy);
    if (!samples) return tl::unexpected(samples.error());
    return InducedLine{constants.impedance_ohm_m, constants.admittance_S_m, wave_of(lossy),
                       std::move(*samples)};
}

const VoltageSample& highest(const std::vector<VoltageSample>& samples) {
    return *std::max_element(samples.begin(), samples.end(), [](const auto& a, const auto& b) {
        return std::abs(a.voltage_V) < std::abs(b.voltage_V);
    });
}

}  // namespace maaiveld::influence
