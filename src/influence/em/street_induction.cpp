#include "influence/em/street_induction.h"

#include "influence/heat/input_check.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <fmt/format.h>

namespace maaiveld::influence {
namespace {

using geometry::plan;
using geometry::Vec2;
using geometry::Vec3;

/// Two-point Gauss rule on [0, 1]: exact for fields that run as a cubic through a stretch.
constexpr std::array<double, 2> kGauss{0.21132486540518713, 0.78867513459481287};

/// Everything that carries current along one route, around its axis.
struct Bundle {
    struct Wire {
        double right_m = 0.0;
        double up_m = 0.0;
        double radius_m = 0.0;
        Complex current_A;
    };
    const SourceRoute* route = nullptr;
    std::vector<Wire> wires;
};

/// A stretch of the victim, straight.
struct Stretch {
    Vec3 from, to;
    double at_m = 0.0;

    double length_m() const { return (to - from).norm(); }
    Vec3 at(double t) const { return from + t * (to - from); }
};

/// The place of a route nearest to a point, in plan.
struct Beside {
    Vec2 direction = Vec2::Zero();
    double right_m = 0.0;  ///< of the point, looking along the route
    double depth_m = 0.0;  ///< of the route there
};

double length_of(const std::vector<Vec3>& points) {
    double length = 0.0;
    for (std::size_t i = 0; i + 1 < points.size(); ++i)
        length += (points[i + 1] - points[i]).norm();
    return length;
}

double mean_depth_m(const std::vector<Vec3>& points) {
    double moment = 0.0;
    for (std::size_t i = 0; i + 1 < points.size(); ++i)
        moment -= 0.5 * (points[i].z() + points[i + 1].z()) * (points[i + 1] - points[i]).norm();
    return moment / length_of(points);
}

Bundle bundle_of(const SourceRoute& route, const EarthReturn& earth) {
    Bundle bundle{&route, {}};
    const double depth = mean_depth_m(route.points);
    std::vector<CurrentSource> phases;
    for (const PhaseConductor& phase : route.phases) {
        bundle.wires.push_back({phase.right_m, phase.up_m, 0.0, phase.current_A});
        phases.push_back({{}, phase.right_m, std::max(depth - phase.up_m, 0.0), phase.current_A});
    }
    std::vector<EarthedScreen> screens;
    for (const RouteScreen& s : route.screens)
        screens.push_back({{},
                           s.right_m,
                           std::max(depth - s.up_m, 0.0),
                           s.radius_m,
                           s.resistance_ohm_m,
                           0.0,
                           {}});
    const auto currents =
        screen_currents_A(earth, EarthModel::Full, phases, screens, length_of(route.points));
    for (std::size_t i = 0; i < currents.size(); ++i) {
        const RouteScreen& s = route.screens[i];
        bundle.wires.push_back({s.right_m, s.up_m, s.radius_m, currents[i]});
    }
    return bundle;
}

/// Pieces of a route that have a length in plan; steep ones induce nothing along a street.
struct PlanPiece {
    Vec3 from, to;
    Vec2 direction;
};

std::vector<PlanPiece> plan_pieces(const std::vector<Vec3>& points) {
    std::vector<PlanPiece> pieces;
    for (std::size_t i = 0; i + 1 < points.size(); ++i) {
        const Vec2 along = plan(points[i + 1]) - plan(points[i]);
        if (along.norm() > 0.0) pieces.push_back({points[i], points[i + 1], along.normalized()});
    }
    return pieces;
}

/// Where along `piece` the point's foot lies, as a share of its length; beyond [0, 1] outside.
double foot_of(const PlanPiece& piece, const Vec2& point) {
    const double length = (plan(piece.to) - plan(piece.from)).norm();
    return (point - plan(piece.from)).dot(piece.direction) / length;
}

/// Nothing where the route has ended, so that the point lies beyond its first or last foot.
std::optional<Beside> beside(const std::vector<PlanPiece>& pieces, const Vec2& point) {
    std::size_t nearest = 0;
    double least = INFINITY;
    for (std::size_t i = 0; i < pieces.size(); ++i) {
        const double t = std::clamp(foot_of(pieces[i], point), 0.0, 1.0);
        const Vec2 foot = plan(pieces[i].from) + t * (plan(pieces[i].to) - plan(pieces[i].from));
        if ((point - foot).norm() < least) {
            least = (point - foot).norm();
            nearest = i;
        }
    }
    if (pieces.empty()) return std::nullopt;
    const PlanPiece& piece = pieces[nearest];
    const double t = foot_of(piece, point);
    const bool last = nearest + 1 == pieces.size();
    if ((t < 0.0 && nearest == 0) || (t > 1.0 && last)) return std::nullopt;
    Vec2 direction = piece.direction;
    // Outside a bend the nearest place is the corner, which runs along the bisector.
    if (t > 1.0) direction = (direction + pieces[nearest + 1].direction).normalized();
    if (t < 0.0) direction = (direction + pieces[nearest - 1].direction).normalized();
    const Vec3 foot = piece.from + std::clamp(t, 0.0, 1.0) * (piece.to - piece.from);
    const Vec2 away = point - plan(foot);
    const double side = away.dot(Vec2{direction.y(), -direction.x()});
    return Beside{direction, std::copysign(away.norm(), side), -foot.z()};
}

/// Field along the route's direction at a point of the victim, volt per metre.
Complex field_V_m(const EarthReturn& earth, const Bundle& bundle, const Beside& near,
                  double depth_m, double nearest_m) {
    Complex field;
    for (const Bundle::Wire& wire : bundle.wires) {
        const double wire_depth = std::max(near.depth_m - wire.up_m, 0.0);
        LinePair pair{wire_depth, depth_m, near.right_m - wire.right_m};
        const double least = std::max(wire.radius_m, nearest_m);
        if (pair.distance_m() < least) pair = {wire_depth, wire_depth, least};
        field += wire.current_A * mutual_impedance_ohm_m(earth, pair);
    }
    return field;
}

std::vector<Stretch> stretches_of(const std::vector<Vec3>& points, double step_m) {
    std::vector<Stretch> stretches;
    double at = 0.0;
    for (std::size_t i = 0; i + 1 < points.size(); ++i) {
        const Vec3 along = points[i + 1] - points[i];
        if (along.norm() == 0.0) continue;
        const double count = std::max(1.0, std::ceil(along.norm() / step_m - 1e-9));
        for (double k = 0.0; k < count; k += 1.0)
            stretches.push_back({points[i] + k / count * along,
                                 points[i] + (k + 1.0) / count * along,
                                 at + k / count * along.norm()});
        at += along.norm();
    }
    return stretches;
}

/// What one source does to all stretches; adds to their emf and returns its share.
SourceShare add_source(const EarthReturn& earth, const SourceRoute& route,
                       const InductionOptions& options, const std::vector<Stretch>& stretches,
                       std::vector<InducedStretch>& induced) {
    const Bundle bundle = bundle_of(route, earth);
    const auto pieces = plan_pieces(route.points);
    SourceShare share{route.id, {}, 0.0, {}};
    for (std::size_t i = 0; i < stretches.size(); ++i) {
        const Stretch& stretch = stretches[i];
        const double weight_m = stretch.length_m() / kGauss.size();
        const Vec2 along = plan(stretch.to - stretch.from) / stretch.length_m();
        for (const double t : kGauss) {
            const Vec3 point = stretch.at(t);
            const auto near = beside(pieces, plan(point));
            if (!near || std::abs(near->right_m) > options.reach_m) continue;
            const Complex field = options.screening_k * along.dot(near->direction) *
                                  field_V_m(earth, bundle, *near, -point.z(), options.nearest_m);
            induced[i].emf_V_m += field / static_cast<double>(kGauss.size());
            share.emf_V += field * weight_m;
            share.beside_m += weight_m;
            const double distance = std::abs(near->right_m);
            share.nearest_m = std::min(share.nearest_m.value_or(distance), distance);
        }
    }
    return share;
}

std::optional<std::string> fault_in_route(const std::vector<Vec3>& points) {
    if (points.size() < 2) return "a route needs two points at least";
    for (const Vec3& point : points) {
        if (!point.allFinite()) return "a coordinate is not a finite number";
        if (point.z() > 0.0) return "the route comes above the ground";
    }
    if (!(length_of(points) > 0.0)) return "the route has no length";
    return std::nullopt;
}

std::optional<std::string> fault_in_source(const SourceRoute& source) {
    InputCheck check;
    check.part(fault_in_route(source.points));
    for (const PhaseConductor& phase : source.phases)
        check.finite("right_m", phase.right_m)
            .finite("up_m", phase.up_m)
            .finite("current_A", std::abs(phase.current_A));
    for (const RouteScreen& screen : source.screens)
        check.finite("right_m", screen.right_m)
            .finite("up_m", screen.up_m)
            .positive("radius_m", screen.radius_m)
            .not_negative("resistance_ohm_m", screen.resistance_ohm_m);
    return check.fault();
}

std::optional<base::Error> error_in(const VictimRoute& victim, std::span<const SourceRoute> sources,
                                    const EarthReturn& earth, const InductionOptions& options) {
    constexpr double kMostStretches = 1e6;
    InputCheck check;
    check.positive("frequency_Hz", earth.frequency_Hz)
        .positive("resistivity_ohm_m", earth.resistivity_ohm_m)
        .positive("step_m", options.step_m)
        .positive("reach_m", options.reach_m)
        .positive("nearest_m", options.nearest_m)
        .not_negative("screening_k", options.screening_k)
        .part(fault_in_route(victim.points));
    if (victim.line) check.part(fault_in(*victim.line));
    if (victim.defect) check.part(fault_in(*victim.defect));
    if (!check.fault())
        check.require(length_of(victim.points) / options.step_m <= kMostStretches,
                      "`step_m` cuts the route into more than a million stretches");
    if (check.fault()) return error_of(*check.fault(), fmt::format("victim `{}`", victim.id));
    for (const SourceRoute& source : sources) {
        if (const auto fault = fault_in_source(source))
            return error_of(*fault, fmt::format("source `{}`", source.id));
    }
    return std::nullopt;
}

std::optional<base::Error> add_line(const VictimRoute& victim, const EarthReturn& earth,
                                    InducedVoltage& result) {
    std::vector<LineStretch> stretches;
    for (const InducedStretch& stretch : result.stretches)
        stretches.push_back({stretch.length_m, stretch.emf_V_m});
    const auto constants = line_constants_of(*victim.line, earth, mean_depth_m(victim.points));
    auto line = solved_line(*victim.line, constants, std::move(stretches));
    if (!line) return error_of(line.error().message, fmt::format("victim `{}`", victim.id));
    result.line = std::move(*line);
    const VoltageSample& worst = highest(result.line->samples);
    result.voltage_V = std::abs(worst.voltage_V);
    result.voltage_at_m = worst.at_m;
    return std::nullopt;
}

}  // namespace

std::vector<PhaseConductor> phase_conductors(ThreePhase circuit) {
    circuit.x_m = 0.0;
    circuit.depth_m = 0.0;
    std::vector<PhaseConductor> phases;
    for (const CurrentSource& phase : phases_of(circuit))
        phases.push_back({phase.x_m, -phase.depth_m, phase.current_A});
    return phases;
}

base::Result<InducedVoltage> induced_on(const VictimRoute& victim,
                                        std::span<const SourceRoute> sources,
                                        const EarthReturn& earth, const InductionOptions& options) {
    if (auto error = error_in(victim, sources, earth, options)) return tl::unexpected(*error);
    const auto stretches = stretches_of(victim.points, options.step_m);
    InducedVoltage result;
    result.length_m = length_of(victim.points);
    for (const Stretch& stretch : stretches)
        result.stretches.push_back({stretch.at_m, stretch.length_m(), {}});
    for (const SourceRoute& source : sources) {
        result.shares.push_back(add_source(earth, source, options, stretches, result.stretches));
        result.emf_V += result.shares.back().emf_V;
    }
    result.voltage_V = std::abs(result.emf_V);
    if (victim.line) {
        if (auto error = add_line(victim, earth, result)) return tl::unexpected(*error);
    }
    if (victim.defect)
        result.defect_A_m2 = coating_defect_A_m2(
            result.voltage_V, victim.defect->resistivity_ohm_m.value_or(earth.resistivity_ohm_m),
            victim.defect->diameter_m);
    return result;
}

}  // namespace maaiveld::influence
