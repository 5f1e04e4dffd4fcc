#include "influence/heat/district_line.h"

#include "influence/heat/input_check.h"

#include <Eigen/Core>

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

namespace maaiveld::influence {
namespace {

/// Supply and return above the reach's ground, and the heat each has lost since the reach began.
using State = Eigen::Vector4d;
using Propagator = Eigen::Matrix4d;

/// Marching against the return's flow loses as many digits as its temperature grows.
constexpr double kMostGrowth = 1e6;

/// Below a drop a year there is no flow to speak of (and numbers would leave their range).
constexpr double kLeastFlow_kg_s = 1e-12;

/// One reach as the equations see it: constant coefficients.
struct Stretch {
    double from_m = 0.0;
    double length_m = 0.0;
    LossCoefficients u;
    double ground_C = 0.0;
};

struct Flows {
    double supply_W_K = 0.0;  ///< m cp
    double return_W_K = 0.0;  ///< 0: no return
};

template <class... Ts>
struct Overloaded : Ts... {
    using Ts::operator()...;
};
template <class... Ts>
Overloaded(Ts...) -> Overloaded<Ts...>;

LossCoefficients coefficients(const LineLoss& loss, const UniformGround& ground) {
    return std::visit(
        Overloaded{[](const LossCoefficients& u) { return u; },
                   [&](const auto& pipes) { return wallenten(pipes, ground, Order::First).u(); }},
        loss);
}

/// d(state)/dx: what each pipe loses cools the supply forward and the return backward.
Propagator rate(const Stretch& s, const Flows& flows) {
    const bool paired = flows.return_W_K > 0.0;
    const double cross = paired ? -s.u.U2_W_m_K : 0.0;
    Propagator r = Propagator::Zero();
    r.row(2) << s.u.U1_W_m_K, cross, 0.0, 0.0;
    r.row(0) = -r.row(2) / flows.supply_W_K;
    if (paired) {
        r.row(3) << cross, s.u.U1_W_m_K, 0.0, 0.0;
        r.row(1) = r.row(3) / flows.return_W_K;
    }
    return r;
}

/// exp(rate * x) by its series on a short piece, squared up again: exact to rounding. (Eigen's own
/// is in its unsupported part.)
Propagator propagator(const Propagator& rate, double x_m) {
    const double size = rate.topLeftCorner<2, 2>().cwiseAbs().sum() * x_m;
    const int halvings = size > 0.25 ? static_cast<int>(std::ceil(std::log2(size / 0.25))) : 0;
    const Propagator piece = rate * std::ldexp(x_m, -halvings);
    Propagator term = Propagator::Identity();
    Propagator sum = term;
    for (int k = 1; k <= 14; ++k) {
        term = (term * piece / k).eval();
        sum += term;
    }
    for (int k = 0; k < halvings; ++k)
        sum = (sum * sum).eval();
    return sum;
}

/// The state at the end of a reach from absolute temperatures at its start.
State passed(const Stretch& s, const Propagator& p, double supply_C, double return_C) {
    State end = p * State{supply_C - s.ground_C, return_C - s.ground_C, 0.0, 0.0};
    end[0] += s.ground_C;
    end[1] += s.ground_C;
    return end;
}

/// Everything that is known of a line with a guessed return temperature at the source.
struct March {
    std::vector<State> starts;  ///< of every stretch; heats count from the source
    State end = State::Zero();
};

March march(const std::vector<Stretch>& stretches, const Flows& flows, double supply_C,
            double return_C) {
    March m;
    m.end = State{supply_C, return_C, 0.0, 0.0};
    for (const Stretch& s : stretches) {
        m.starts.push_back(m.end);
        const State next = passed(s, propagator(rate(s, flows), s.length_m), m.end[0], m.end[1]);
        m.end = State{next[0], next[1], m.end[2] + next[2], m.end[3] + next[3]};
    }
    return m;
}

/// How far the far end is from what is asked there.
double mismatch(const LineReturn& back, const State& end) {
    const double wanted_C = back.far_end_C ? *back.far_end_C : end[0] - *back.drop_K;
    return end[1] - wanted_C;
}

/// The return's temperature at the source: the mismatch is linear in it, so two marches tell.
base::Result<double> return_at_source(const HeatLine& line, const std::vector<Stretch>& stretches,
                                      const Flows& flows) {
    const auto off = [&](double return_C) {
        return mismatch(*line.back, march(stretches, flows, line.supply_C, return_C).end);
    };
    const double low = off(0.0);
    const double slope = off(1.0) - low;
    const double found_C = -low / slope;
    if (!std::isfinite(found_C) || std::abs(slope) > kMostGrowth) {
        return base::bad_input(
            fmt::format("line `{}` loses its heat many times over before the far "
                        "end; give a larger flow or a shorter line",
                        line.id));
    }
    return found_C;
}

LineStation station_at(const std::vector<Stretch>& stretches, const March& m, const Flows& flows,
                       double at_m) {
    std::size_t i = 0;
    while (i + 1 < stretches.size() && at_m > stretches[i].from_m + stretches[i].length_m)
        ++i;
    const Stretch& s = stretches[i];
    const double x_m = std::min(at_m - s.from_m, s.length_m);
    const State here = passed(s, propagator(rate(s, flows), x_m), m.starts[i][0], m.starts[i][1]);
    LineStation station;
    station.at_m = at_m;
    station.supply_C = here[0];
    const bool paired = flows.return_W_K > 0.0;
    const double return_C = paired ? here[1] : s.ground_C;
    station.heat = heat_of(s.u, here[0], return_C, s.ground_C);
    if (paired) {
        station.return_C = return_C;
    } else {
        station.heat.return_W_m = 0.0;
    }
    return station;
}

base::Result<std::vector<Stretch>> stretches_of(const model::SoilProfile& soil,
                                                const GroundSurface& surface, const HeatLine& line,
                                                const std::string& where) {
    std::vector<Stretch> stretches;
    double from_m = 0.0;
    for (const LineReach& reach : line.reaches) {
        GroundChoice choice = reach.ground;
        // Given coefficients know their soil already.
        if (std::holds_alternative<LossCoefficients>(reach.loss) && !choice.conductivity_W_mK) {
            choice.conductivity_W_mK = 1.0;
        }
        const auto ground = uniform_ground(soil, surface, choice, where);
        if (!ground) return tl::unexpected(ground.error());
        stretches.push_back(
            {from_m, reach.length_m, coefficients(reach.loss, *ground), ground->temperature_C});
        from_m += reach.length_m;
    }
    return stretches;
}

base::Result<HeatLineResult> assess(const model::SoilProfile& soil, const GroundSurface& surface,
                                    const HeatLine& line) {
    const std::string where = fmt::format("heat line `{}`", line.id);
    if (const auto fault = fault_of(line)) return tl::unexpected(error_of(*fault, where));
    const auto stretches = stretches_of(soil, surface, line, where);
    if (!stretches) return tl::unexpected(stretches.error());

    const Flows flows{line.supply_kg_s * line.heat_capacity_J_kgK,
                      line.back ? line.back->flow_kg_s * line.heat_capacity_J_kgK : 0.0};
    double return_C = 0.0;
    if (line.back) {
        const auto found = return_at_source(line, *stretches, flows);
        if (!found) return tl::unexpected(error_of(found.error().message, where));
        return_C = *found;
    }
    const March m = march(*stretches, flows, line.supply_C, return_C);

    HeatLineResult result;
    result.id = line.id;
    result.length_m = stretches->back().from_m + stretches->back().length_m;
    result.supply_end_C = m.end[0];
    result.supply_loss_W = m.end[2];
    if (line.back) {
        result.return_start_C = m.end[1];
        result.return_end_C = return_C;
        result.return_loss_W = m.end[3];
    }
    for (const double at_m : line.stations_m)
        result.stations.push_back(station_at(*stretches, m, flows, at_m));
    return result;
}

std::optional<std::string> fault_of(const LossCoefficients& u) {
    InputCheck check;
    check.positive("U1_W_m_K", u.U1_W_m_K)
        .not_negative("U2_W_m_K", u.U2_W_m_K)
        .require(u.U2_W_m_K < u.U1_W_m_K,
                 "`U2_W_m_K` must be below `U1_W_m_K`: else a pipe would take up more heat from "
                 "its neighbour than it gives off");
    return check.fault();
}

void check_return(InputCheck& check, const LineReturn& back) {
    check.positive("return flow_kg_s", back.flow_kg_s)
        .require(back.flow_kg_s > kLeastFlow_kg_s, "the return's water stands still")
        .require(back.far_end_C.has_value() != back.drop_K.has_value(),
                 "the return needs either `far_end_C` or `drop_K`");
    if (back.far_end_C) check.temperature("far_end_C", *back.far_end_C);
    if (back.drop_K) check.not_negative("drop_K", *back.drop_K);
}

}  // namespace

std::optional<std::string> fault_of(const HeatLine& line) {
    InputCheck check;
    check.temperature("supply_C", line.supply_C)
        .positive("supply_kg_s", line.supply_kg_s)
        .positive("heat_capacity_J_kgK", line.heat_capacity_J_kgK)
        .require(line.supply_kg_s > kLeastFlow_kg_s, "water that stands still has no line to cool")
        .require(!line.reaches.empty(), "a line needs at least one reach");
    if (line.back) check_return(check, *line.back);
    double length_m = 0.0;
    for (const LineReach& reach : line.reaches) {
        check.positive("length_m", reach.length_m).part(fault_of(reach.ground));
        check.part(std::visit([](const auto& loss) { return fault_of(loss); }, reach.loss));
        length_m += reach.length_m;
    }
    for (const double at_m : line.stations_m) {
        check.require(
            at_m >= 0.0 && at_m <= length_m * (1.0 + 1e-12),
            fmt::format("station {:g} m lies outside the line of {:g} m", at_m, length_m));
    }
    return check.fault();
}

base::Result<std::vector<HeatLineResult>> assess_heat_lines(const model::SoilProfile& soil,
                                                            const GroundSurface& surface,
                                                            const std::vector<HeatLine>& lines) {
    std::vector<HeatLineResult> results;
    for (const HeatLine& line : lines) {
        auto result = assess(soil, surface, line);
        if (!result) return tl::unexpected(result.error());
        results.push_back(std::move(*result));
    }
    return results;
}

}  // namespace maaiveld::influence
