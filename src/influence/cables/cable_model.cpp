#include "influence/cables/cable_model.h"

#include "influence/cables/cable_surroundings.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <numbers>

namespace maaiveld::influence {
namespace {

constexpr double kAbsoluteZero_C = -273.15;

CableCovering covering_of(const CableCircuit& circuit) {
    if (circuit.covering) return *circuit.covering;
    if (circuit.duct) {
        return circuit.duct->metallic ? CableCovering::Metallic : CableCovering::NonMetallic;
    }
    if (!circuit.construction) return CableCovering::Metallic;
    const CableConstruction& cable = *circuit.construction;
    double coverage = cable.armour ? cable.armour->coverage : 0.0;
    for (const CableMetalLayer& metal : cable.metals)
        coverage = std::max(coverage, metal.coverage);
    if (coverage > 0.5) return CableCovering::Metallic;
    return coverage >= 0.2 ? CableCovering::PartMetallic : CableCovering::NonMetallic;
}

void find_dielectric_losses(CableModel& m) {
    const CableConstruction* cable = m.cable();
    if (cable != nullptr && cable->dielectric.permittivity > 0.0) {
        const CableDielectric& d = cable->dielectric;
        m.C_F_m =
            d.permittivity / (18.0 * std::log(d.outer_diameter_m / d.inner_diameter_m)) * 1e-9;
        const double volt = cable->phase_voltage_kV * 1e3;
        if (d.counted && !m.circuit.direct_current) {
            m.Wd_W_m = m.omega() * m.C_F_m * volt * volt * d.tan_delta;
        }
    }
    m.Wd_W_m = m.circuit.given.Wd_W_m.value_or(m.Wd_W_m);
}

void find_inner_resistances(CableModel& m, CableCovering covering) {
    if (m.cable() != nullptr) {
        m.inner = internal_resistances(*m.cable());
        const TouchingFactors factors =
            touching_factors(m.circuit, covering, m.cable()->phase_voltage_kV);
        m.inner.T1_K_m_W *= factors.T1;
        m.inner.T3_K_m_W *= factors.T3;
    }
    const CableGiven& given = m.circuit.given;
    m.inner.T1_K_m_W = given.T1_K_m_W.value_or(m.inner.T1_K_m_W);
    m.inner.T2_K_m_W = given.T2_K_m_W.value_or(m.inner.T2_K_m_W);
    m.inner.T3_K_m_W = given.T3_K_m_W.value_or(m.inner.T3_K_m_W);
}

void note_validity(CableModel& m) {
    if (m.circuit.air || m.layout.axes.size() < 2 || !(m.layout.body_diameter_m > 0.0)) return;
    const double u = 2.0 * (m.layout.centroid_depth_m + m.extra_cover_m) / m.layout.body_diameter_m;
    if (u < 5.0) {
        m.notes.push_back(
            fmt::format("2 L / De is {:.1f}; the standard's formulas for touching "
                        "cables hold from 4 (trefoil) or 5 (flat)",
                        u));
    }
}

/// Where the standard's T4 is less than the truth about this circuit.
void note_surroundings(CableModel& m) {
    const CableCircuit& c = m.circuit;
    if (c.formation == CableFormation::FlatTouching && m.layout.axes.size() == 3 && !c.air &&
        c.bonding == CableBonding::BothEnds && !c.transposed && m.cable() != nullptr) {
        m.notes.emplace_back(
            "the standard's T4 of touching flat cables supposes equal losses; with sheaths bonded "
            "at both ends it makes the differences between the three too large (`exact`)");
    }
    if (!c.backfill) return;
    const auto [shorter, longer] = std::minmax(c.backfill->width_m, c.backfill->height_m);
    if (longer > 3.0 * shorter) {
        m.notes.push_back(
            fmt::format("the backfill's sides are {:g} m and {:g} m; its equivalent "
                        "radius holds up to a ratio of 3",
                        shorter, longer));
    }
}

base::Result<void> check_backfill(const CableModel& m) {
    if (!m.circuit.backfill || m.circuit.air) return {};
    const CableBackfill& fill = *m.circuit.backfill;
    if (fill.centre.depth_m - 0.5 * fill.height_m < -1e-9) {
        return base::bad_input("the backfill rises above the surface; `depth_m` is of its middle",
                               m.circuit.id);
    }
    for (const Place& axis : m.layout.axes) {
        if (inside(fill, axis)) continue;
        return base::bad_input(
            fmt::format("the axis at x {:g} m, depth {:g} m lies outside its backfill", axis.x_m,
                        axis.depth_m),
            m.circuit.id);
    }
    return {};
}

/// The soil in which the standard lets everything lie: the layer at the axes.
base::Result<void> find_soil(CableModel& m, const model::SoilProfile& soil,
                             const GroundSurface& surface) {
    m.ambient_C = m.circuit.air ? m.circuit.air->air_C : surface.temperature_C;
    m.ambient_C = m.circuit.ambient_C.value_or(m.ambient_C);
    m.drying = m.circuit.drying;
    if (soil.layers.empty()) {
        if (!m.circuit.soil_resistivity_KmW && !m.circuit.air && !m.circuit.given.T4_K_m_W) {
            return base::bad_input("no soil is given", m.circuit.id);
        }
        m.soil_resistivity_KmW = m.circuit.soil_resistivity_KmW.value_or(1.0);
        return {};
    }
    const model::SoilLayer& layer = soil.at(m.layout.centroid_depth_m);
    m.soil_resistivity_KmW = m.circuit.soil_resistivity_KmW.value_or(1.0 / layer.conductivity_W_mK);
    if (surface.film_W_m2K) m.extra_cover_m = 1.0 / (m.soil_resistivity_KmW * *surface.film_W_m2K);
    if (!soil.uniform() && !m.circuit.soil_resistivity_KmW && !m.circuit.air) {
        m.notes.push_back(
            fmt::format("the soil has layers; the standard knows one: {} ({:g} "
                        "W/(m K)) counts everywhere",
                        layer.name, layer.conductivity_W_mK));
    }
    if (!m.drying && layer.dry_conductivity_W_mK && layer.drying_temperature_C) {
        CableDrying drying;
        drying.critical_rise_K = *layer.drying_temperature_C - m.ambient_C;
        drying.resistivity_ratio = layer.conductivity_W_mK / *layer.dry_conductivity_W_mK;
        m.drying = drying;
    }
    return {};
}

/// Turns the isotherm's temperature and the dry resistivity into a rise and a ratio.
void resolve_drying(CableModel& m) {
    if (m.circuit.never_dries) m.drying.reset();
    if (!m.drying) return;
    if (m.drying->critical_temperature_C) {
        m.drying->critical_rise_K = *m.drying->critical_temperature_C - m.ambient_C;
    }
    if (m.drying->dry_resistivity_KmW) {
        m.drying->resistivity_ratio = *m.drying->dry_resistivity_KmW / m.soil_resistivity_KmW;
    }
}

base::Result<void> check_numbers(const CableModel& m) {
    if (!(m.ambient_C > kAbsoluteZero_C)) {
        return base::bad_input("the ambient temperature lies below absolute zero", m.circuit.id);
    }
    if (!(m.soil_resistivity_KmW > 0.0)) {
        return base::bad_input("the soil's thermal resistivity must be above 0", m.circuit.id);
    }
    if (m.drying && m.drying->critical_rise_K < 0.0) {
        return base::bad_input(
            fmt::format("the soil is dry from the start: its drying isotherm lies {:g} K below the "
                        "ambient temperature",
                        -m.drying->critical_rise_K),
            m.circuit.id);
    }
    if (m.drying && m.drying->resistivity_ratio < 1.0) {
        return base::bad_input(
            "dry soil conducts worse than wet soil: the ratio dry / wet must be "
            "at least 1",
            m.circuit.id);
    }
    return {};
}

base::Result<void> find_basics(CableModel& m) {
    const CableGiven& given = m.circuit.given;
    if (const CableConstruction* cable = m.cable()) {
        if (auto good = check_construction(*cable); !good) {
            return base::bad_input(good.error().message, m.circuit.id);
        }
        m.outer_diameter_m = cable->outer_diameter_m;
        m.loaded = std::min(cable->cores, 3);
        m.max_conductor_C = cable->conductor.max_temperature_C;
    } else {
        m.rated = given.R_ohm_m && given.T1_K_m_W;
        if (!m.rated && !given.heat_at_rating_W_m) {
            return base::bad_input(
                "needs a `construction`, a `type`, or `given` values: R_ohm_m and T1_K_m_W for a "
                "rating, heat_at_rating_W_m for a cyclic factor",
                m.circuit.id);
        }
        if (!given.max_temperature_C && !m.circuit.limits.conductor_C) {
            return base::bad_input("needs `max_temperature_C` under `given`", m.circuit.id);
        }
    }
    m.outer_diameter_m = given.outer_diameter_m.value_or(m.outer_diameter_m);
    m.loaded = given.loaded_conductors.value_or(m.loaded);
    m.max_conductor_C = given.max_temperature_C.value_or(m.max_conductor_C);
    m.max_conductor_C = m.circuit.limits.conductor_C.value_or(m.max_conductor_C);
    if (!(m.outer_diameter_m > 0.0) && !given.T4_K_m_W) {
        return base::bad_input("needs its outer diameter or T4_K_m_W", m.circuit.id);
    }
    return {};
}

}  // namespace

double CableModel::omega() const {
    return 2.0 * std::numbers::pi * frequency_Hz;
}

base::Result<CableModel> cable_model(const CableCircuit& circuit, const model::SoilProfile& soil,
                                     const GroundSurface& surface, double frequency_Hz) {
    CableModel m;
    m.circuit = circuit;
    m.frequency_Hz = circuit.direct_current ? 0.0 : frequency_Hz;
    if (auto good = find_basics(m); !good) return tl::unexpected(good.error());
    auto layout = cable_layout(circuit, m.outer_diameter_m);
    if (!layout) return tl::unexpected(layout.error());
    m.layout = std::move(*layout);
    if (auto good = find_soil(m, soil, surface); !good) return tl::unexpected(good.error());
    resolve_drying(m);
    if (auto good = check_numbers(m); !good) return tl::unexpected(good.error());
    if (auto good = check_backfill(m); !good) return tl::unexpected(good.error());
    const CableCovering covering = covering_of(circuit);
    find_dielectric_losses(m);
    find_inner_resistances(m, covering);
    note_validity(m);
    note_surroundings(m);
    if (m.outer_diameter_m > 0.0 && !circuit.air) {
        const SoilAround around{m.soil_resistivity_KmW, m.extra_cover_m, covering,
                                circuit.backfill};
        m.soil_K_m_W = own_soil_K_m_W(circuit, m.layout, around);
    }
    return m;
}

}  // namespace maaiveld::influence
