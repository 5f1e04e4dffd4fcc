#include "influence/em/exposure.h"

#include "influence/em/adaptive_integral.h"
#include "influence/heat/input_check.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

namespace maaiveld::influence {
namespace {

/// How finely an oblique piece is cut for the voltage along the line, when nobody says.
constexpr double kCutsPerPiece = 50.0;

Place spot_at(const VictimPiece& piece, double t) {
    return {piece.x_m + t * (piece.x_end_m - piece.x_m),
            piece.depth_m + t * (piece.depth_end_m - piece.depth_m)};
}

bool straight(const VictimPiece& piece) {
    return piece.x_m == piece.x_end_m && piece.depth_m == piece.depth_end_m;
}

/// Something with a current beside the victim: a source, or a screen with its radius.
struct Carrier {
    double x_m = 0.0;
    double depth_m = 0.0;
    double radius_m = 0.0;
};

Complex mutual_to(const EarthReturn& earth, EarthModel model, const Carrier& from, Place spot) {
    const LineConductor carrier{{}, from.x_m, from.depth_m, 0.0, from.radius_m, 0.0};
    const LineConductor victim{{}, spot.x_m, spot.depth_m, 0.0, 0.0, 0.0};
    return mutual_impedance_ohm_m(earth, effective_pair(carrier, victim), model);
}

/// Mean mutual impedance over the part [from, to] of a piece.
Complex mean_mutual(const EarthReturn& earth, EarthModel model, const Carrier& carrier,
                    const VictimPiece& piece, double from, double to) {
    const auto at = [&](double t) { return mutual_to(earth, model, carrier, spot_at(piece, t)); };
    if (straight(piece)) return at(0.0);
    return adaptive_integral(at, from, to, 1e-9) / (to - from);
}

double exposed_length_m(const Exposure& exposure) {
    double length = 0.0;
    for (const VictimPiece& piece : exposure.route)
        length += piece.exposed ? piece.length_m : 0.0;
    return length;
}

/// Mean mutual impedance over the whole exposed route.
Complex mean_mutual(const EarthReturn& earth, const Exposure& exposure, const Carrier& carrier) {
    Complex sum;
    for (const VictimPiece& piece : exposure.route) {
        if (!piece.exposed) continue;
        sum += piece.length_m * mean_mutual(earth, exposure.model, carrier, piece, 0.0, 1.0);
    }
    return sum / exposed_length_m(exposure);
}

/// Every current that works on the victim, and the factor on all of it.
struct Working {
    std::vector<Carrier> carriers;
    std::vector<Complex> currents_A;
    Complex factor{1.0};
};

Working working_in(const Exposure& exposure, const ExposureResult& result,
                   const EarthReturn& earth) {
    Working working;
    for (const CurrentSource& source : exposure.sources) {
        working.carriers.push_back({source.x_m, source.depth_m, 0.0});
        working.currents_A.push_back(source.current_A);
    }
    for (std::size_t i = 0; i < exposure.screens.size(); ++i) {
        const EarthedScreen& screen = exposure.screens[i];
        working.carriers.push_back({screen.x_m, screen.depth_m, screen.radius_m});
        working.currents_A.push_back(result.screens[i].current_A);
        if (exposure.screening == Screening::Factor) working.factor *= result.screens[i].k;
    }
    for (const KnownFactor& known : exposure.factors)
        working.factor *= known.k;
    if (exposure.victim_screen) {
        const double depth = exposure.route.front().depth_m;
        const Complex external = mutual_impedance_ohm_m(
            earth, {depth, depth, exposure.victim_screen->radius_m}, exposure.model);
        const double own = exposure.victim_screen->resistance_ohm_m;
        working.factor *= own / (own + external);
    }
    return working;
}

/// The emf along one part of a piece, per metre of the victim itself.
LineStretch stretch_of(const EarthReturn& earth, const Exposure& exposure, const Working& working,
                       const VictimPiece& piece, std::pair<double, double> part) {
    const double share = part.second - part.first;
    const double own_length = share * std::hypot(piece.length_m, piece.x_end_m - piece.x_m,
                                                 piece.depth_end_m - piece.depth_m);
    LineStretch stretch{own_length, {}};
    if (!piece.exposed) return stretch;
    Complex emf_V_m;
    for (std::size_t i = 0; i < working.carriers.size(); ++i)
        emf_V_m += working.currents_A[i] * mean_mutual(earth, exposure.model, working.carriers[i],
                                                       piece, part.first, part.second);
    stretch.emf_V_m = working.factor * emf_V_m * share * piece.length_m / own_length;
    return stretch;
}

/// The whole victim in stretches; an oblique piece is cut when `fine`.
std::vector<LineStretch> stretches_of(const EarthReturn& earth, const Exposure& exposure,
                                      const Working& working, bool fine) {
    std::vector<LineStretch> stretches;
    for (const VictimPiece& piece : exposure.route) {
        double cuts = fine && piece.exposed && !straight(piece) ? kCutsPerPiece : 1.0;
        if (cuts > 1.0 && exposure.line->largest_step_m > 0.0)
            cuts = std::max(cuts, std::ceil(piece.length_m / exposure.line->largest_step_m));
        for (double i = 0.0; i < cuts; i += 1.0)
            stretches.push_back(
                stretch_of(earth, exposure, working, piece, {i / cuts, (i + 1.0) / cuts}));
    }
    return stretches;
}

Complex total_emf_V(const std::vector<LineStretch>& stretches) {
    Complex sum;
    for (const LineStretch& stretch : stretches)
        sum += stretch.emf_V_m * stretch.length_m;
    return sum;
}

/// What the screens and sources are, before anything about the victim's voltage.
ExposureResult described(const EarthReturn& earth, const Exposure& exposure) {
    ExposureResult result;
    result.id = exposure.id;
    result.frequency_Hz = earth.frequency_Hz;
    result.resistivity_ohm_m = earth.resistivity_ohm_m;
    result.length_m = exposed_length_m(exposure);
    for (const CurrentSource& source : exposure.sources) {
        const Complex mutual = mean_mutual(earth, exposure, {source.x_m, source.depth_m, 0.0});
        result.sources.push_back({source.id, mutual, source.current_A});
        result.unscreened_emf_V += mutual * source.current_A * result.length_m;
    }
    std::vector<Complex> currents(exposure.screens.size());
    if (exposure.screening == Screening::Matrix)
        currents = screen_currents_A(earth, exposure.model, exposure.sources, exposure.screens,
                                     result.length_m);
    for (std::size_t i = 0; i < exposure.screens.size(); ++i) {
        EmScreenResult screen{exposure.screens[i].id, {}, 1.0, currents[i]};
        screen.k =
            screen_factor(earth, exposure.screens[i], result.length_m, &screen.external_ohm_m);
        result.screens.push_back(screen);
    }
    return result;
}

std::optional<base::Error> add_line(const EarthReturn& earth, const Exposure& exposure,
                                    const Working& working, ExposureResult& result) {
    const double depth = exposure.route.front().depth_m;
    auto line = solved_line(*exposure.line, line_constants_of(*exposure.line, earth, depth),
                            stretches_of(earth, exposure, working, true));
    if (!line) return line.error();
    result.line = std::move(*line);
    const VoltageSample& worst = highest(result.line->samples);
    result.voltage_V = std::abs(worst.voltage_V);
    result.voltage_at_m = worst.at_m;
    return std::nullopt;
}

/// The resistivity around a defect: its own, or that of the soil at the pipe, or the earth's.
double resistivity_at(const CoatingDefect& defect, const model::SoilProfile& soil, double depth_m,
                      const EarthReturn& earth) {
    if (defect.resistivity_ohm_m) return *defect.resistivity_ohm_m;
    if (soil.layers.empty()) return earth.resistivity_ohm_m;
    return soil.at(depth_m).electrical_resistivity_ohm_m.value_or(earth.resistivity_ohm_m);
}

void add_notes(const EarthReturn& earth, const Exposure& exposure, ExposureResult& result) {
    LinePair widest;
    for (const VictimPiece& piece : exposure.route) {
        for (const CurrentSource& source : exposure.sources) {
            for (const double x : {piece.x_m, piece.x_end_m}) {
                const LinePair pair{source.depth_m, piece.depth_m, x - source.x_m};
                if (pair.distance_m() > widest.distance_m()) widest = pair;
            }
        }
    }
    if (const auto doubt = doubt_about(earth, exposure.model, widest))
        result.notes.push_back(*doubt);
}

base::Result<ExposureResult> assess_exposure(const model::SoilProfile& soil,
                                             double section_frequency_Hz,
                                             const Exposure& exposure) {
    const std::string where = fmt::format("exposure `{}`", exposure.id);
    const auto resistivity = earth_resistivity_ohm_m(exposure.resistivity_ohm_m, soil, where);
    if (!resistivity) return tl::unexpected(resistivity.error());
    const EarthReturn earth{exposure.frequency_Hz.value_or(section_frequency_Hz), *resistivity};
    InputCheck check;
    check.positive("frequency_Hz", earth.frequency_Hz).part(fault_in(exposure));
    if (check.fault()) return base::bad_input(*check.fault(), where);

    ExposureResult result = described(earth, exposure);
    const Working working = working_in(exposure, result, earth);
    result.emf_V = total_emf_V(stretches_of(earth, exposure, working, false));
    const double unscreened = std::abs(result.unscreened_emf_V);
    result.k = unscreened > 0.0 ? std::abs(result.emf_V) / unscreened : 1.0;
    result.voltage_V = std::abs(result.emf_V);
    if (exposure.line) {
        if (auto error = add_line(earth, exposure, working, result))
            return base::bad_input(error->message, where);
    }
    if (exposure.defect) {
        const double rho =
            resistivity_at(*exposure.defect, soil, exposure.route.front().depth_m, earth);
        result.defect_A_m2 =
            coating_defect_A_m2(result.voltage_V, rho, exposure.defect->diameter_m);
    }
    add_notes(earth, exposure, result);
    if (!std::isfinite(result.voltage_V) || !std::isfinite(std::abs(result.emf_V)))
        return base::bad_input("the voltage is not a finite number for these sizes", where);
    return result;
}

}  // namespace

base::Result<std::vector<ExposureResult>> assess_exposures(const model::SoilProfile& soil,
                                                           double frequency_Hz,
                                                           const std::vector<Exposure>& exposures) {
    std::vector<ExposureResult> results;
    for (const Exposure& exposure : exposures) {
        auto result = assess_exposure(soil, frequency_Hz, exposure);
        if (!result) return tl::unexpected(result.error());
        results.push_back(std::move(*result));
    }
    return results;
}

}  // namespace maaiveld::influence
