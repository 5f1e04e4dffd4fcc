#include "influence/cables/cable_assess.h"

#include "influence/cables/cable_crossing.h"
#include "influence/cables/cable_cyclic.h"
#include "influence/cables/cable_exact.h"
#include "influence/cables/cable_group.h"
#include "influence/cables/cable_rating.h"
#include "influence/cables/cable_surroundings.h"
#include "influence/cables/catalogue_cable.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <numbers>

namespace maaiveld::influence {
namespace {

/// The error with a `where` a reader of the section file understands.
base::Error named(base::Error error) {
    if (!error.where.empty()) error.where = fmt::format("cable `{}`", error.where);
    return error;
}

base::Result<std::vector<CableModel>> models_of(const model::SoilProfile& soil,
                                                const GroundSurface& surface, double frequency_Hz,
                                                const model::Catalogue& catalogue,
                                                const std::vector<CableCircuit>& circuits) {
    std::vector<CableModel> models;
    for (const CableCircuit& circuit : circuits) {
        auto known = with_catalogue_type(circuit, catalogue);
        if (!known) return tl::unexpected(known.error());
        auto model = cable_model(*known, soil, surface, frequency_Hz);
        if (!model) return tl::unexpected(model.error());
        models.push_back(std::move(*model));
    }
    return models;
}

double mutual_factor(const CableModel& m) {
    double largest = 1.0;
    for (const Place& place : m.layout.axes) {
        double product = 1.0;
        for (const Place& other : m.layout.axes) {
            if (&other == &place) continue;
            product *= std::exp(2.0 * std::numbers::pi * mutual_K_m_W(1.0, other, place));
        }
        largest = std::max(largest, product);
    }
    return largest;
}

base::Result<CableCyclic> cyclic_of(const CableModel& m, const CableResult& r) {
    const CableDailyLoad& load = *m.circuit.daily_load;
    const CableState& s = r.axes[r.hottest].state;
    CyclicBasis basis;
    basis.joule_W_m = m.circuit.given.heat_at_rating_W_m.value_or(
        (s.heat_W_m - m.loaded * s.Wd_W_m) * m.layout.cables_per_axis);
    basis.conductor_rise_K = m.max_conductor_C - m.ambient_C;
    basis.diameter_m = m.layout.body_diameter_m;
    basis.depth_m = m.layout.centroid_depth_m + m.extra_cover_m;
    basis.resistivity_KmW = m.soil_resistivity_KmW;
    basis.cables = load.group_cables.value_or(static_cast<int>(m.axis_count()));
    basis.mutual_factor = load.group_mutual_factor.value_or(mutual_factor(m));
    basis.rating_A = r.rating_A;
    return cyclic_factor(basis, load, m.circuit.id);
}

void add_load(const CableModel& m, const std::vector<double>& external_K, CableResult& r) {
    std::optional<CableState> hottest;
    for (std::size_t axis = 0; axis < m.axis_count(); ++axis) {
        const auto state = cable_state(m, axis, *m.circuit.load_A, external_K[axis]);
        if (state && (!hottest || state->conductor_C > hottest->conductor_C)) hottest = state;
    }
    if (!hottest) return;
    r.at_load = hottest;
    r.margin_K = m.max_conductor_C - hottest->conductor_C;
    if (m.circuit.limits.jacket_C) {
        r.margin_K = std::min(r.margin_K, *m.circuit.limits.jacket_C - hottest->jacket_C);
    }
    if (m.circuit.limits.sheath_C) {
        r.margin_K = std::min(r.margin_K, *m.circuit.limits.sheath_C - hottest->sheath_C);
    }
    r.margin_A = r.rating_A - *m.circuit.load_A;
}

CableResult rated(const CableModel& m, const CableGroup& group, std::size_t index) {
    CableResult r;
    const std::vector<double> external = group.external_rise_K(index);
    const CircuitRating with = circuit_rating(m, external);
    const std::vector<double> nothing(m.axis_count(), 0.0);
    r.rating_A = with.rating.rating_A;
    r.governed_by = with.rating.governed_by;
    r.hottest = with.hottest;
    r.rating_without_drying_A =
        m.drying ? circuit_rating(m, external, false).rating.rating_A : r.rating_A;
    r.rating_alone_A = circuit_rating(m, nothing).rating.rating_A;
    for (std::size_t axis = 0; axis < m.axis_count(); ++axis) {
        CableAxisResult one;
        one.at = m.layout.axes[axis];
        one.rating_A = axis_rating(m, axis, external[axis]).rating_A;
        const auto state = cable_state(m, axis, r.rating_A, external[axis]);
        one.state = state.value_or(with.rating.state);
        r.axes.push_back(one);
    }
    const CableState& hot = r.axes[r.hottest].state;
    r.contributions = group.contributions(index, r.hottest, hot.dried);
    if (!(r.rating_A > 0.0)) {
        r.notes.emplace_back("a limit is passed without any current in this circuit");
    }
    if (m.circuit.load_A) add_load(m, external, r);
    return r;
}

base::Result<CableResult> assessed(const CableModel& m, const CableGroup& group, std::size_t index,
                                   const GroundSurface& surface) {
    CableResult r;
    r.axes.resize(1);
    if (m.rated) r = rated(m, group, index);
    r.id = m.circuit.id;
    r.rated = m.rated;
    r.cables = m.layout.cables;
    r.notes.insert(r.notes.end(), m.notes.begin(), m.notes.end());
    if (m.circuit.daily_load) {
        auto cyclic = cyclic_of(m, r);
        if (!cyclic) return tl::unexpected(cyclic.error());
        r.cyclic = std::move(*cyclic);
    }
    if (!m.circuit.crossings.empty() && m.rated) {
        auto crossing = crossing_rating(m, r.rating_A, r.axes[r.hottest].state);
        if (!crossing) return tl::unexpected(crossing.error());
        r.crossing = std::move(*crossing);
    }
    if (m.circuit.exact) {
        auto exact = exact_rating(m, surface);
        if (!exact) return tl::unexpected(exact.error());
        r.exact = std::move(*exact);
    }
    return r;
}

}  // namespace

base::Result<std::vector<CableResult>> assess_cables(const model::SoilProfile& soil,
                                                     const GroundSurface& surface,
                                                     double frequency_Hz,
                                                     const model::Catalogue& catalogue,
                                                     const std::vector<CableCircuit>& circuits) {
    if (!(frequency_Hz >= 0.0) || !std::isfinite(frequency_Hz)) {
        return base::bad_input("the frequency must be 0 Hz or more");
    }
    auto models = models_of(soil, surface, frequency_Hz, catalogue, circuits);
    if (!models) return tl::unexpected(named(models.error()));
    auto group = CableGroup::solve(*models);
    if (!group) return tl::unexpected(named(group.error()));
    const double scale = group->common_scale();
    std::vector<CableResult> results;
    for (std::size_t i = 0; i < models->size(); ++i) {
        auto result = assessed((*models)[i], *group, i, surface);
        if (!result) return tl::unexpected(named(result.error()));
        result->scale = scale;
        results.push_back(std::move(*result));
    }
    return results;
}

}  // namespace maaiveld::influence
