#include "influence/heat/district.h"

#include "influence/heat/input_check.h"

#include <cmath>
#include <fmt/format.h>
#include <numbers>

namespace maaiveld::influence {
namespace {

using std::numbers::pi;

constexpr double square(double x) {
    return x * x;
}

/// The first-order term of a pair, numerator / ((1+b)/(1-b) +- (ro/2D)^2), written so that b = 1
/// (insulation that lets a dipole pass unchanged) is no special case.
double dipole_term(double numerator, double beta, double signed_gap) {
    return numerator * (1.0 - beta) / ((1.0 + beta) + (1.0 - beta) * signed_gap);
}

void check_round_pipes(InputCheck& check, double depth_m, double spacing_m, double pipe_m,
                       double casing_m) {
    check.positive("depth_m", depth_m)
        .positive("spacing_m", spacing_m)
        .positive("pipe_outer_diameter_m", pipe_m)
        .positive("casing_outer_diameter_m", casing_m)
        .require(
            casing_m > pipe_m,
            fmt::format("a pipe of {:g} m does not fit in a casing of {:g} m", pipe_m, casing_m))
        .require(2.0 * depth_m > casing_m,
                 fmt::format("the casing rises above the surface: `depth_m` {:g} m is not more "
                             "than its radius of {:g} m",
                             depth_m, 0.5 * casing_m));
}

ShapeResult shape_result(const ShapeFactors& shape, double supply_C, double return_C,
                         double ground_C) {
    return {shape, heat_of(shape.u(), supply_C, return_C, ground_C)};
}

/// Very thick insulation with pipes at its edge can leave the range of the truncated series.
std::optional<std::string> range_fault(const ShapeFactors& shape) {
    InputCheck check;
    check.require(
        std::isfinite(shape.hs) && shape.hs > 0.0 && std::isfinite(shape.ha) && shape.ha > 0.0,
        "these dimensions lie outside the closed form; use the block `bodies`");
    return check.fault();
}

std::optional<std::string> temperature_fault(double supply_C, double return_C,
                                             const GroundChoice& ground) {
    InputCheck check;
    check.temperature("supply_C", supply_C).temperature("return_C", return_C);
    return check.part(fault_of(ground)).fault();
}

HeatPairResult result_of(const HeatPair& pair, const UniformGround& ground) {
    UniformGround bare = ground;
    bare.surface_resistance_m2K_W = 0.0;
    const auto heat = [&](const LossCoefficients& u) {
        return heat_of(u, pair.supply_C, pair.return_C, ground.temperature_C);
    };
    const auto shape = [&](Order order) {
        return shape_result(wallenten(pair.pipes, ground, order), pair.supply_C, pair.return_C,
                            ground.temperature_C);
    };
    HeatPairResult result;
    result.id = pair.id;
    result.ground = ground;
    result.insulation_conductivity_W_mK = conductivity_W_mK(pair.pipes.insulation);
    result.resistances = en13941(pair.pipes, ground);
    result.heat = heat(result.resistances.u);
    result.bare_resistances = en13941(pair.pipes, bare);
    result.bare_heat = heat(result.bare_resistances.u);
    result.zeroth = shape(Order::Zeroth);
    result.first = shape(Order::First);
    return result;
}

TwinHeatResult result_of(const TwinHeat& twin, const UniformGround& ground) {
    const auto shape = [&](Order order) {
        return shape_result(wallenten(twin.pipe, ground, order), twin.supply_C, twin.return_C,
                            ground.temperature_C);
    };
    TwinHeatResult result;
    result.id = twin.id;
    result.ground = ground;
    result.insulation_conductivity_W_mK = conductivity_W_mK(twin.pipe.insulation);
    result.zeroth = shape(Order::Zeroth);
    result.first = shape(Order::First);
    return result;
}

/// Lengths and ratios of Wallenten's twin-pipe formulae.
struct TwinShape {
    double H, D, ri, rc, foam, sigma, gamma, Q, ground;

    TwinShape(const TwinPipe& twin, const UniformGround& g)
        : H{twin.depth_m + g.added_depth_m()},
          D{0.5 * twin.spacing_m},
          ri{0.5 * twin.pipe_outer_diameter_m},
          rc{0.5 * twin.casing_outer_diameter_m},
          foam{conductivity_W_mK(twin.insulation)},
          sigma{(foam - g.conductivity_W_mK) / (foam + g.conductivity_W_mK)},
          gamma{2.0 * (1.0 - square(sigma)) / (1.0 - sigma * square(rc / (2.0 * H)))},
          Q{square(rc * rc) - square(D * D)},
          ground{g.conductivity_W_mK} {}

    double symmetric_zeroth() const {
        return 2.0 * foam / ground * std::log(2.0 * H / rc) + std::log(rc * rc / (2.0 * D * ri)) +
               sigma * std::log(square(rc * rc) / Q);
    }
    double symmetric_dipole() const {
        const double gradient = ri / (2.0 * D) - 2.0 * sigma * ri * D * D * D / Q;
        const double response =
            1.0 + square(ri / (2.0 * D)) + sigma * square(2.0 * ri * rc * rc * D / Q);
        return square(gradient) / response;
    }
    double antisymmetric_zeroth() const {
        return std::log(2.0 * D / ri) + sigma * std::log((rc * rc + D * D) / (rc * rc - D * D));
    }
    /// The image of the casing above the surface: gamma (D/2H)^2 for a line source, gamma D ri/4H^2
    /// and gamma (ri/2H)^2 for the dipoles that go with it.
    double antisymmetric_dipole() const {
        const double gradient =
            ri / (2.0 * D) - gamma * D * ri / (4.0 * H * H) + 2.0 * sigma * ri * rc * rc * D / Q;
        const double response =
            1.0 - square(ri / (2.0 * D)) - gamma * square(ri / (2.0 * H)) +
            2.0 * sigma * square(ri * rc) * (square(rc * rc) + square(D * D)) / square(Q);
        return square(gradient) / response + gamma * square(D / (2.0 * H));
    }
};

}  // namespace

double aged_conductivity_W_mK(const InsulationAgeing& ageing, double age_years) {
    const double left = std::exp(-age_years / ageing.time_constant_years);
    return ageing.aged_W_mK + (ageing.new_W_mK - ageing.aged_W_mK) * left;
}

double conductivity_W_mK(const Insulation& insulation) {
    return insulation.ageing ? aged_conductivity_W_mK(*insulation.ageing, insulation.age_years)
                             : insulation.conductivity_W_mK;
}

std::optional<std::string> fault_of(const Insulation& insulation) {
    InputCheck check;
    if (const auto& ageing = insulation.ageing) {
        check.positive("new_W_mK", ageing->new_W_mK)
            .positive("aged_W_mK", ageing->aged_W_mK)
            .positive("time_constant_years", ageing->time_constant_years)
            .not_negative("age_years", insulation.age_years);
    } else {
        check.positive("insulation_conductivity_W_mK", insulation.conductivity_W_mK);
    }
    return check.fault();
}

std::optional<std::string> fault_of(const PipePair& pair) {
    InputCheck check;
    check_round_pipes(check, pair.depth_m, pair.spacing_m, pair.pipe_outer_diameter_m,
                      pair.casing_outer_diameter_m);
    check.part(fault_of(pair.insulation))
        .require(pair.spacing_m >= pair.casing_outer_diameter_m,
                 fmt::format("the casings overlap by {:g} m: `spacing_m` must be at least the "
                             "casing's diameter",
                             pair.casing_outer_diameter_m - pair.spacing_m));
    if (!pair.casing) return check.fault();
    const double foam_m = pair.casing_outer_diameter_m - 2.0 * pair.casing->wall_m;
    check.positive("casing wall_m", pair.casing->wall_m)
        .positive("casing conductivity_W_mK", pair.casing->conductivity_W_mK)
        .require(foam_m >= pair.pipe_outer_diameter_m,
                 "the casing wall is thicker than the room around the pipe");
    return check.fault();
}

std::optional<std::string> fault_of(const TwinPipe& twin) {
    InputCheck check;
    check_round_pipes(check, twin.depth_m, twin.spacing_m, twin.pipe_outer_diameter_m,
                      twin.casing_outer_diameter_m);
    check.part(fault_of(twin.insulation))
        .require(twin.spacing_m >= twin.pipe_outer_diameter_m,
                 fmt::format("the inner pipes overlap by {:g} m: `spacing_m` must be at least "
                             "their diameter",
                             twin.pipe_outer_diameter_m - twin.spacing_m))
        .require(twin.spacing_m + twin.pipe_outer_diameter_m <= twin.casing_outer_diameter_m,
                 fmt::format("the inner pipes stick {:g} m out of the casing",
                             0.5 * (twin.spacing_m + twin.pipe_outer_diameter_m -
                                    twin.casing_outer_diameter_m)));
    return check.fault();
}

PairHeat heat_of(const LossCoefficients& u, double supply_C, double return_C, double ground_C) {
    const double above_supply = supply_C - ground_C;
    const double above_return = return_C - ground_C;
    return {u.U1_W_m_K * above_supply - u.U2_W_m_K * above_return,
            u.U1_W_m_K * above_return - u.U2_W_m_K * above_supply};
}

PairResistances en13941(const PipePair& pair, const UniformGround& ground) {
    const double soil = ground.conductivity_W_mK;
    const double depth_m = pair.depth_m + ground.added_depth_m();
    const double casing_m = pair.casing_outer_diameter_m;
    const double foam_m = pair.casing ? casing_m - 2.0 * pair.casing->wall_m : casing_m;

    PairResistances r;
    r.Rs_K_m_W = std::log(4.0 * depth_m / casing_m) / (2.0 * pi * soil);
    r.Ri_K_m_W = std::log(foam_m / pair.pipe_outer_diameter_m) /
                 (2.0 * pi * conductivity_W_mK(pair.insulation));
    if (pair.casing) {
        r.Ri_K_m_W += std::log(casing_m / foam_m) / (2.0 * pi * pair.casing->conductivity_W_mK);
    }
    r.Rh_K_m_W = std::log1p(square(2.0 * depth_m / pair.spacing_m)) / (4.0 * pi * soil);
    const double own = r.Rs_K_m_W + r.Ri_K_m_W;
    const double determinant = square(own) - square(r.Rh_K_m_W);
    r.u = {own / determinant, r.Rh_K_m_W / determinant};
    return r;
}

LossCoefficients ShapeFactors::u() const {
    return {pi * conductivity_W_mK * (hs + ha), pi * conductivity_W_mK * (ha - hs)};
}

ShapeFactors wallenten(const PipePair& pair, const UniformGround& ground, Order order) {
    const double soil = ground.conductivity_W_mK;
    const double H = pair.depth_m + ground.added_depth_m();
    const double D = 0.5 * pair.spacing_m;
    const double ro = 0.5 * pair.casing_outer_diameter_m;
    const double beta = 2.0 * pi * soil * en13941(pair, ground).Ri_K_m_W;
    const double own = std::log(2.0 * H / ro) + beta;
    const double other = 0.5 * std::log1p(square(H / D));

    double symmetric = own + other;
    double antisymmetric = own - other;
    if (order == Order::First) {
        const double gap = square(ro / (2.0 * D));
        const double near = gap + square(ro / (2.0 * H));
        const double slant = square(ro) / (4.0 * (square(D) + square(H)));
        symmetric -= dipole_term(near + slant, beta, gap);
        antisymmetric -= dipole_term(near - 3.0 * slant, beta, -gap);
    }
    return {soil, 1.0 / symmetric, 1.0 / antisymmetric};
}

ShapeFactors wallenten(const TwinPipe& twin, const UniformGround& ground, Order order) {
    const TwinShape shape{twin, ground};
    double symmetric = shape.symmetric_zeroth();
    double antisymmetric = shape.antisymmetric_zeroth();
    if (order == Order::First) {
        symmetric -= shape.symmetric_dipole();
        antisymmetric -= shape.antisymmetric_dipole();
    }
    return {shape.foam, 1.0 / symmetric, 1.0 / antisymmetric};
}

base::Result<std::vector<HeatPairResult>> assess_heat_pairs(const model::SoilProfile& soil,
                                                            const GroundSurface& surface,
                                                            const std::vector<HeatPair>& pairs) {
    std::vector<HeatPairResult> results;
    for (const HeatPair& pair : pairs) {
        const std::string where = fmt::format("heat pair `{}`", pair.id);
        InputCheck check;
        check.part(fault_of(pair.pipes))
            .part(temperature_fault(pair.supply_C, pair.return_C, pair.ground));
        if (check.fault()) return tl::unexpected(error_of(*check.fault(), where));
        const auto ground = uniform_ground(soil, surface, pair.ground, where);
        if (!ground) return tl::unexpected(ground.error());
        results.push_back(result_of(pair, *ground));
        const auto fault = range_fault(results.back().first.shape);
        if (fault) return tl::unexpected(error_of(*fault, where));
    }
    return results;
}

base::Result<std::vector<TwinHeatResult>> assess_twin_pipes(const model::SoilProfile& soil,
                                                            const GroundSurface& surface,
                                                            const std::vector<TwinHeat>& twins) {
    std::vector<TwinHeatResult> results;
    for (const TwinHeat& twin : twins) {
        const std::string where = fmt::format("twin pipe `{}`", twin.id);
        InputCheck check;
        check.part(fault_of(twin.pipe))
            .part(temperature_fault(twin.supply_C, twin.return_C, twin.ground));
        if (check.fault()) return tl::unexpected(error_of(*check.fault(), where));
        const auto ground = uniform_ground(soil, surface, twin.ground, where);
        if (!ground) return tl::unexpected(ground.error());
        results.push_back(result_of(twin, *ground));
        const auto fault = range_fault(results.back().first.shape);
        if (fault) return tl::unexpected(error_of(*fault, where));
    }
    return results;
}

}  // namespace maaiveld::influence
