#include "influence/cables/cable_rating.h"

#include "influence/cables/cable_losses.h"
#include "influence/cables/cable_surroundings.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace maaiveld::influence {
namespace {

constexpr int kMaxIterations = 400;
constexpr double kConverged_K = 1e-11;
constexpr double kRunaway_C = 2000.0;

/// What the equations of one axis are solved for: temperatures that losses and gaps depend on.
struct Guess {
    double conductor_C, sheath_C, armour_C, gap_C;
    double air_rise_K = 50.0;
};

Guess first_guess(const CableModel& m, double conductor_C) {
    const double inner = std::max(conductor_C - 10.0, m.ambient_C);
    return {conductor_C, inner, inner, 0.5 * (inner + m.ambient_C)};
}

/// Rises per part, each as I^2 * joule + Wd * dielectric. The cable's own gap and wall carry the
/// heat of all cables in a shared duct.
struct Rise {
    double joule = 0.0, dielectric = 0.0;
    double at(double current_A, double Wd) const {
        return current_A * current_A * joule + Wd * dielectric;
    }
};

struct Rises {
    Rise core, bedding, jacket, gap, wall, soil;  ///< over T1, T2, T3, T4', T4'', T4'''
    double T4_gap = 0.0, T4_wall = 0.0;
    CableLosses losses;
};

struct HeatOf {
    double joule = 0.0, dielectric = 0.0;
};

/// Heat of all cables of axis j per I^2 and per Wd.
HeatOf heat_of_axis(const CableModel& m, const CableLosses& l, std::size_t j) {
    const double n = m.loaded * m.layout.cables_per_axis;
    return {n * l.R_ohm_m * (1.0 + l.sheath[j].total() + l.lambda2 + l.lambda_pipe), n};
}

Rise soil_rise(const CableModel& m, const CableLosses& l, std::size_t axis) {
    Rise rise;
    if (m.circuit.given.T4_K_m_W) {
        const HeatOf own = heat_of_axis(m, l, axis);
        const double T4 = *m.circuit.given.T4_K_m_W;
        return {own.joule * T4, own.dielectric * T4};
    }
    for (std::size_t j = 0; j < m.axis_count(); ++j) {
        const double K =
            m.soil_K_m_W(static_cast<Eigen::Index>(axis), static_cast<Eigen::Index>(j));
        const HeatOf heat = heat_of_axis(m, l, j);
        rise.joule += K * heat.joule;
        rise.dielectric += K * heat.dielectric;
    }
    return rise;
}

double bundle_m(const CableModel& m) {
    return bundle_diameter_m(m.layout.cables_per_axis, m.outer_diameter_m);
}

Rises rises(const CableModel& m, std::size_t axis, const Guess& guess) {
    Rises r;
    r.losses = cable_losses(m, guess.conductor_C, guess.sheath_C, guess.armour_C);
    const CableLosses& l = r.losses;
    const double n = m.loaded;
    const double R = l.R_ohm_m;
    const double sheath = 1.0 + l.sheath[axis].total();
    const double armour = sheath + l.lambda2;
    r.core = {R * m.inner.T1_K_m_W, 0.5 * m.inner.T1_K_m_W};
    r.bedding = {n * R * sheath * m.inner.T2_K_m_W, n * m.inner.T2_K_m_W};
    r.jacket = {n * R * armour * m.inner.T3_K_m_W, n * m.inner.T3_K_m_W};
    if (m.circuit.duct) {
        const double all = n * m.layout.cables_per_axis;
        r.T4_gap = gap_K_m_W(*m.circuit.duct, bundle_m(m), guess.gap_C);
        r.T4_wall = duct_wall_K_m_W(*m.circuit.duct);
        r.gap = {all * R * armour * r.T4_gap, all * r.T4_gap};
        r.wall = {all * R * (armour + l.lambda_pipe) * r.T4_wall, all * r.T4_wall};
    }
    if (!m.circuit.air) {
        r.soil = soil_rise(m, l, axis);
    }
    return r;
}

/// Rise of the surface in air, sun included, and what a trough adds.
double air_rise_K(const CableModel& m, const CableLosses& l, std::size_t axis, double current_A) {
    const CableInAir& air = *m.circuit.air;
    const HeatOf heat = heat_of_axis(m, l, axis);
    const double I2 = current_A * current_A;
    const double flow = I2 * heat.joule + m.Wd_W_m * heat.dielectric +
                        air.solar_W_m2 * air.absorptivity * m.outer_diameter_m;
    const double h = air.z / std::pow(m.outer_diameter_m, air.g) + air.e;
    const double rise = std::pow(flow / (std::numbers::pi * m.outer_diameter_m * h), 0.8);
    if (!air.trough_perimeter_m) return rise;
    double all = 0.0;
    for (std::size_t j = 0; j < m.axis_count(); ++j) {
        const HeatOf one = heat_of_axis(m, l, j);
        all += I2 * one.joule + m.Wd_W_m * one.dielectric;
    }
    return rise + all / (3.0 * *air.trough_perimeter_m);
}

bool dries(const CableModel& m, double wet_rise_K) {
    return m.drying && !m.drying->avoid && wet_rise_K > m.drying->critical_rise_K;
}

double actual_rise_K(const CableModel& m, double wet_rise_K) {
    if (!dries(m, wet_rise_K)) return wet_rise_K;
    const double v = m.drying->resistivity_ratio;
    return v * wet_rise_K - (v - 1.0) * m.drying->critical_rise_K;
}

CableState state_of(const CableModel& m, std::size_t axis, double current_A, double external_K,
                    const Rises& r) {
    const CableLosses& l = r.losses;
    CableState s;
    s.current_A = current_A;
    s.R20_ohm_m = l.R20_ohm_m;
    s.Rdc_ohm_m = l.Rdc_ohm_m;
    s.R_ohm_m = l.R_ohm_m;
    s.xs2 = l.xs2;
    s.ys = l.ys;
    s.xp2 = l.xp2;
    s.yp = l.yp;
    s.C_F_m = m.C_F_m;
    s.Wd_W_m = m.Wd_W_m;
    s.X_ohm_m = l.X_ohm_m;
    s.Rs20_ohm_m = l.Rs20_ohm_m;
    s.Rs_ohm_m = l.Rs_ohm_m;
    s.lambda1_circulating = l.sheath[axis].circulating;
    s.lambda1_eddy = l.sheath[axis].eddy;
    s.lambda1 = l.sheath[axis].total();
    s.lambda2 = l.lambda2;
    s.T1_K_m_W = m.inner.T1_K_m_W;
    s.T2_K_m_W = m.inner.T2_K_m_W;
    s.T3_K_m_W = m.inner.T3_K_m_W;
    s.Wc_W_m = current_A * current_A * l.R_ohm_m;
    s.Ws_W_m = s.lambda1 * s.Wc_W_m;
    s.Wa_W_m = s.lambda2 * s.Wc_W_m;
    s.heat_W_m = m.loaded * (s.Wc_W_m * (1.0 + s.lambda1 + s.lambda2 + l.lambda_pipe) + m.Wd_W_m);
    s.ambient_C = m.ambient_C;
    s.external_rise_K = external_K;
    const double wet = m.circuit.air ? air_rise_K(m, l, axis, current_A)
                                     : r.soil.at(current_A, m.Wd_W_m) + external_K;
    s.dried = !m.circuit.air && dries(m, wet);
    const double soil = m.circuit.air ? wet : actual_rise_K(m, wet);
    s.jacket_C =
        m.ambient_C + soil + r.wall.at(current_A, m.Wd_W_m) + r.gap.at(current_A, m.Wd_W_m);
    s.armour_C = s.jacket_C + r.jacket.at(current_A, m.Wd_W_m);
    s.sheath_C = s.armour_C + r.bedding.at(current_A, m.Wd_W_m);
    s.conductor_C = s.sheath_C + r.core.at(current_A, m.Wd_W_m);
    const double m_per_axis = m.layout.cables_per_axis;
    s.T4_gap_K_m_W = r.T4_gap * m_per_axis;
    s.T4_duct_K_m_W = r.T4_wall * m_per_axis;
    const double own = m.circuit.air ? wet : r.soil.at(current_A, m.Wd_W_m);
    if (s.heat_W_m > 0.0) s.T4_soil_K_m_W = own / s.heat_W_m;
    s.T4_K_m_W = s.T4_gap_K_m_W + s.T4_duct_K_m_W + s.T4_soil_K_m_W;
    return s;
}

/// Mean of the cable's and the duct's inner surface: what the gap's air is at.
double gap_mean_C(const CableModel& m, const CableState& s, const Rises& r, double current_A) {
    if (!m.circuit.duct) return s.jacket_C;
    if (m.circuit.duct->air_temperature_C) return *m.circuit.duct->air_temperature_C;
    return s.jacket_C - 0.5 * r.gap.at(current_A, m.Wd_W_m);
}

double moved_K(const Guess& a, const Guess& b) {
    return std::max({std::abs(a.conductor_C - b.conductor_C), std::abs(a.sheath_C - b.sheath_C),
                     std::abs(a.armour_C - b.armour_C), std::abs(a.gap_C - b.gap_C)});
}

Guess guess_from(const CableModel& m, const CableState& s, const Rises& r, double current_A) {
    Guess guess = first_guess(m, s.conductor_C);
    guess.sheath_C = s.sheath_C;
    guess.armour_C = s.armour_C;
    guess.gap_C = gap_mean_C(m, s, r, current_A);
    return guess;
}

/// Current for a conductor at its limit, losses and gap as guessed. `v` 1: wet soil.
double conductor_limited_A(const CableModel& m, const Rises& r, double external_K, double v) {
    const double critical = m.drying ? m.drying->critical_rise_K : 0.0;
    const double fixed = r.core.dielectric + r.bedding.dielectric + r.jacket.dielectric +
                         r.gap.dielectric + r.wall.dielectric + v * r.soil.dielectric;
    const double left =
        m.max_conductor_C - m.ambient_C - m.Wd_W_m * fixed - v * external_K + (v - 1.0) * critical;
    const double joule = r.core.joule + r.bedding.joule + r.jacket.joule + r.gap.joule +
                         r.wall.joule + v * r.soil.joule;
    return left > 0.0 ? std::sqrt(left / joule) : 0.0;
}

/// IEC 60287-1-1 equation of clause 1.4 (with drying 1.4.2), iterated until temperatures stand.
double conductor_rating_A(const CableModel& m, std::size_t axis, double external_K) {
    Guess guess = first_guess(m, m.max_conductor_C);
    double current = 0.0;
    for (int i = 0; i < kMaxIterations; ++i) {
        const Rises r = rises(m, axis, guess);
        current = conductor_limited_A(m, r, external_K, 1.0);
        if (dries(m, r.soil.at(current, m.Wd_W_m) + external_K)) {
            current = conductor_limited_A(m, r, external_K, m.drying->resistivity_ratio);
        }
        const CableState s = state_of(m, axis, current, external_K, r);
        Guess next = guess_from(m, s, r, current);
        next.conductor_C = m.max_conductor_C;
        const double moved = moved_K(guess, next);
        guess = next;
        if (moved < kConverged_K) break;
    }
    return current;
}

bool has_other_limits(const CableModel& m) {
    return m.circuit.limits.sheath_C || m.circuit.limits.jacket_C ||
           (m.drying && m.drying->avoid) || m.circuit.air;
}

/// Kelvin above the worst limit; negative while all are kept. Runaway counts as far above.
double excess_K(const CableModel& m, const std::optional<CableState>& s, std::string* worst) {
    if (!s) return kRunaway_C;
    double excess = s->conductor_C - m.max_conductor_C;
    std::string name = "conductor";
    const auto look = [&](double above, const char* what) {
        if (above <= excess) return;
        excess = above;
        name = what;
    };
    if (m.circuit.limits.sheath_C) look(s->sheath_C - *m.circuit.limits.sheath_C, "sheath");
    if (m.circuit.limits.jacket_C) look(s->jacket_C - *m.circuit.limits.jacket_C, "jacket");
    if (m.drying && m.drying->avoid && !m.circuit.air) {
        const double soil = s->T4_soil_K_m_W * s->heat_W_m + s->external_rise_K;
        look(soil - m.drying->critical_rise_K, "drying");
    }
    if (worst != nullptr) *worst = name;
    return excess;
}

/// Largest current without excess, by bisection on a function that rises with the current.
double bisected_A(const CableModel& m, std::size_t axis, double external_K, double above_A) {
    if (excess_K(m, cable_state(m, axis, 0.0, external_K), nullptr) >= 0.0) return 0.0;
    double low = 0.0;
    double high = above_A;
    while (excess_K(m, cable_state(m, axis, high, external_K), nullptr) <= 0.0)
        high *= 2.0;
    for (int i = 0; i < 100 && high - low > 1e-13 * high; ++i) {
        const double middle = 0.5 * (low + high);
        const bool good = excess_K(m, cable_state(m, axis, middle, external_K), nullptr) <= 0.0;
        (good ? low : high) = middle;
    }
    return low;
}

}  // namespace

std::optional<CableState> cable_state(const CableModel& model, std::size_t axis, double current_A,
                                      double external_rise_K) {
    Guess guess = first_guess(model, model.ambient_C + external_rise_K);
    for (int i = 0; i < kMaxIterations; ++i) {
        const Rises r = rises(model, axis, guess);
        const CableState s = state_of(model, axis, current_A, external_rise_K, r);
        if (!std::isfinite(s.conductor_C) || s.conductor_C > kRunaway_C) return std::nullopt;
        const Guess next = guess_from(model, s, r, current_A);
        const double moved = moved_K(guess, next);
        guess = next;
        if (moved < kConverged_K) return s;
    }
    return std::nullopt;
}

AxisRating axis_rating(const CableModel& model, std::size_t axis, double external_rise_K,
                       bool with_drying) {
    CableModel copy;
    const CableModel* m = &model;
    if (!with_drying && model.drying) {
        copy = model;
        copy.drying.reset();
        m = &copy;
    }
    AxisRating rating;
    const bool closed = !m->circuit.air;
    rating.rating_A = closed ? conductor_rating_A(*m, axis, external_rise_K) : 1000.0;
    rating.governed_by = "conductor";
    auto state = cable_state(*m, axis, rating.rating_A, external_rise_K);
    if (has_other_limits(*m) && (!closed || excess_K(*m, state, nullptr) > 1e-9)) {
        rating.rating_A = bisected_A(*m, axis, external_rise_K, std::max(rating.rating_A, 1.0));
        state = cable_state(*m, axis, rating.rating_A, external_rise_K);
        excess_K(*m, state, &rating.governed_by);
    }
    if (state) rating.state = *state;
    return rating;
}

CircuitRating circuit_rating(const CableModel& model, const std::vector<double>& external_rise_K,
                             bool with_drying) {
    CircuitRating worst;
    for (std::size_t axis = 0; axis < model.axis_count(); ++axis) {
        AxisRating one = axis_rating(model, axis, external_rise_K[axis], with_drying);
        if (axis > 0 && one.rating_A >= worst.rating.rating_A) continue;
        worst.rating = std::move(one);
        worst.hottest = axis;
    }
    return worst;
}

}  // namespace maaiveld::influence
