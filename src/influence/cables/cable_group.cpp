#include "influence/cables/cable_group.h"

#include "influence/cables/cable_rating.h"
#include "influence/cables/cable_surroundings.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

namespace maaiveld::influence {
namespace {

constexpr int kMaxRounds = 500;
constexpr double kSettled = 1e-12;  // relative change of any heat

bool in_soil(const CableModel& m) {
    return !m.circuit.air && m.layout.body_diameter_m > 0.0;
}

SoilAround around(const CableModel& m) {
    return {m.soil_resistivity_KmW, m.extra_cover_m, CableCovering::Metallic, m.circuit.backfill};
}

base::Result<void> check_apart(const CableModel& a, const CableModel& b) {
    if (!in_soil(a) || !in_soil(b)) return {};
    const double least = 0.5 * (a.layout.body_diameter_m + b.layout.body_diameter_m);
    for (const Place& p : a.layout.axes) {
        for (const Place& q : b.layout.axes) {
            const double distance = std::hypot(p.x_m - q.x_m, p.depth_m - q.depth_m);
            if (distance >= least * (1.0 - 1e-9)) continue;
            return base::bad_input(
                fmt::format("overlaps `{}` by {:.0f} mm", b.circuit.id, (least - distance) * 1e3),
                a.circuit.id);
        }
    }
    return {};
}

base::Result<void> check_parallel(const CableModel& m) {
    for (const CableParallelHeat& source : m.circuit.parallel_heat) {
        if (!(source.at.depth_m > 0.0)) {
            return base::bad_input(fmt::format("heat source `{}` lies above ground", source.id),
                                   m.circuit.id);
        }
        for (const Place& axis : m.layout.axes) {
            const double distance =
                std::hypot(axis.x_m - source.at.x_m, axis.depth_m - source.at.depth_m);
            if (distance >= 0.5 * m.layout.body_diameter_m && distance > 0.0) continue;
            return base::bad_input(fmt::format("heat source `{}` lies inside it", source.id),
                                   m.circuit.id);
        }
    }
    return {};
}

base::Result<void> check_all(const std::vector<CableModel>& models) {
    for (std::size_t i = 0; i < models.size(); ++i) {
        if (auto good = check_parallel(models[i]); !good) return good;
        for (std::size_t j = 0; j < i; ++j) {
            if (models[i].circuit.id == models[j].circuit.id) {
                return base::bad_input("two circuits have this id", models[i].circuit.id);
            }
            if (auto good = check_apart(models[i], models[j]); !good) return good;
        }
    }
    return {};
}

}  // namespace

CableGroup::CableGroup(const std::vector<CableModel>& models) : models_{models} {
    for (const CableModel& m : models_)
        heats_.emplace_back(m.axis_count(), 0.0);
}

base::Result<CableGroup> CableGroup::solve(const std::vector<CableModel>& models) {
    if (auto good = check_all(models); !good) return tl::unexpected(good.error());
    CableGroup group{models};
    for (int round = 0; round < kMaxRounds; ++round) {
        group.moved_ = 0.0;
        for (std::size_t i = 0; i < group.models_.size(); ++i) {
            if (group.update(i, 1.0)) continue;
            const CableCircuit& circuit = group.models_[i].circuit;
            return base::bad_input(
                fmt::format("has no steady temperature at {:g} A: its resistance rises faster than "
                            "it can cool",
                            circuit.load_A.value_or(0.0)),
                circuit.id);
        }
        if (group.moved_ < kSettled) return group;
    }
    return base::bad_input("the ratings of these circuits do not settle; give some of them a load",
                           models.front().circuit.id);
}

/// New heats of one circuit for the heats of all others; false on thermal runaway.
bool CableGroup::update(std::size_t index, double scale) {
    const CableModel& m = models_[index];
    if (!m.rated) return true;
    const std::vector<double> external = external_rise_K(index);
    const double current =
        m.circuit.load_A ? *m.circuit.load_A * scale : circuit_rating(m, external).rating.rating_A;
    for (std::size_t axis = 0; axis < m.axis_count(); ++axis) {
        const auto state = cable_state(m, axis, current, external[axis]);
        if (!state) return false;
        const double heat = state->heat_W_m * m.layout.cables_per_axis;
        const double change = std::abs(heat - heats_[index][axis]);
        moved_ = std::max(moved_, heat > 0.0 ? change / heat : change);
        heats_[index][axis] = heat;
    }
    return true;
}

double CableGroup::rise_by_K(std::size_t source, std::size_t index, std::size_t axis) const {
    const CableModel& m = models_[index];
    double rise = 0.0;
    for (std::size_t j = 0; j < heats_[source].size(); ++j) {
        rise += heats_[source][j] * outside_source_K_m_W(around(m), models_[source].layout.axes[j],
                                                         m.layout.axes[axis]);
    }
    return rise;
}

std::vector<double> CableGroup::external_rise_K(std::size_t index) const {
    const CableModel& m = models_[index];
    std::vector<double> rise(m.axis_count(), 0.0);
    if (m.circuit.air) return rise;
    for (std::size_t axis = 0; axis < rise.size(); ++axis) {
        for (const CableHeating& one : contributions(index, axis, false))
            rise[axis] += one.kelvin;
    }
    return rise;
}

std::vector<CableHeating> CableGroup::contributions(std::size_t index, std::size_t axis,
                                                    bool dried) const {
    const CableModel& m = models_[index];
    std::vector<CableHeating> found;
    if (m.circuit.air) return found;
    const double v = dried ? m.drying->resistivity_ratio : 1.0;
    for (std::size_t other = 0; other < models_.size(); ++other) {
        if (other == index || models_[other].circuit.air) continue;
        found.push_back({models_[other].circuit.id, v * rise_by_K(other, index, axis)});
    }
    for (const CableParallelHeat& source : m.circuit.parallel_heat) {
        const double K = outside_source_K_m_W(around(m), source.at, m.layout.axes[axis]);
        found.push_back({source.id, v * K * source.heat_W_m});
    }
    return found;
}

/// Solves all loads at `scale`; false when some circuit runs away or passes a limit.
bool CableGroup::settle(double scale) {
    for (int round = 0; round < kMaxRounds; ++round) {
        moved_ = 0.0;
        for (std::size_t i = 0; i < models_.size(); ++i) {
            if (!update(i, scale)) return false;
        }
        if (moved_ < kSettled) break;
    }
    for (std::size_t i = 0; i < models_.size(); ++i) {
        const CableModel& m = models_[i];
        if (!m.rated) continue;
        const double current = *m.circuit.load_A * scale;
        if (circuit_rating(m, external_rise_K(i)).rating.rating_A < current) return false;
    }
    return true;
}

double CableGroup::common_scale() const {
    bool all = !models_.empty();
    double load = 0.0;
    for (const CableModel& m : models_) {
        all = all && m.rated && m.circuit.load_A;
        load += m.circuit.load_A.value_or(0.0);
    }
    if (!all || !(load > 0.0)) return 0.0;
    CableGroup trial{models_};
    if (!trial.settle(0.0)) return 0.0;
    double low = 0.0;
    double high = 1.0;
    while (high < 1e6 && CableGroup{models_}.settle(high)) {
        low = high;
        high *= 2.0;
    }
    for (int i = 0; i < 60 && high - low > 1e-10 * high; ++i) {
        const double middle = 0.5 * (low + high);
        CableGroup at{models_};
        (at.settle(middle) ? low : high) = middle;
    }
    return low;
}

}  // namespace maaiveld::influence
