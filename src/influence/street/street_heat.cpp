#include "influence/street/street_heat.h"

#include "influence/heat/soil_year.h"
#include "influence/street/street_soil.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

namespace maaiveld::influence {
namespace {

constexpr int kMostRounds = 40;
constexpr double kBalanced_W_m = 1e-9;
/// Of thermal resistances, relative: far below what anybody knows about ground, and quick for
/// cables that touch.
constexpr double kTolerance = 1e-7;

double deepest(const SectionObjects& section) {
    double depth_m = 1.0;
    for (const SectionObject& object : section.objects)
        depth_m = std::max(depth_m, object.at.depth_m);
    return depth_m;
}

}  // namespace

double middle_of_month(int month) {
    return 0.5 * (month_start_day(month - 1) + month_start_day(month));
}

double by_month(const std::array<double, 12>& months, double day) {
    double in_year = std::fmod(day, kYear_days);
    if (in_year < 0.0) in_year += kYear_days;
    for (int m = 0; m < 13; ++m) {
        const double from = m == 0 ? middle_of_month(12) - kYear_days : middle_of_month(m);
        const double to = m == 12 ? middle_of_month(1) + kYear_days : middle_of_month(m + 1);
        if (in_year > to) continue;
        const double share = (in_year - from) / (to - from);
        const double first = months[static_cast<std::size_t>((m + 11) % 12)];
        const double second = months[static_cast<std::size_t>(m % 12)];
        return first + share * (second - first);
    }
    return months[11];
}

base::Result<StreetHeat> StreetHeat::build(const model::Street& street,
                                           const model::Catalogue& catalogue,
                                           const Operation& operation,
                                           const Assumptions& assumptions, double station_m) {
    StreetHeat heat;
    heat.assumptions_ = assumptions;
    heat.operation_ = &operation;
    auto section = section_objects(street, catalogue, operation, assumptions, station_m);
    if (!section) return tl::unexpected(section.error());
    heat.section_ = std::move(*section);
    heat.soil_ = street_soil(street, operation, assumptions, deepest(heat.section_));
    if (street.soil && street.soil->layers.size() > 1) {
        heat.notes_.push_back(fmt::format(
            "layered ground counts here as one of {:.2f} W/(m K), its mean by thickness",
            heat.soil_.layers.front().conductivity_W_mK));
    }
    for (const SectionObject& object : heat.section_.objects)
        heat.given_C_.push_back(number_of(street.assets[object.asset], "temperature_C"));
    const auto cables = heat.add_cables(street, catalogue);
    if (!cables) return tl::unexpected(cables.error());
    if (heat.section_.bodies.empty()) return heat;
    GroundSurface surface;
    surface.temperature_C = assumptions.year.mean_C;
    if (assumptions.film_m2K_W > 0.0) surface.film_W_m2K = 1.0 / assumptions.film_m2K_W;
    SteadyOptions options;
    options.tolerance = kTolerance;
    auto solver = SteadySolver::build({heat.soil_, surface, heat.section_.bodies}, options);
    if (!solver) return tl::unexpected(solver.error());
    heat.solver_ = std::move(*solver);
    return heat;
}

base::Result<void> StreetHeat::add_cables(const model::Street& street,
                                          const model::Catalogue& catalogue) {
    for (std::size_t i = 0; i < section_.objects.size(); ++i) {
        SectionObject& object = section_.objects[i];
        if (object.role != HeatRole::Cable) continue;
        auto cable = street_cable(section_, i, street, catalogue, soil_, assumptions_);
        if (cable) {
            cables_.push_back(std::move(*cable));
            continue;
        }
        if (number_of(street.assets[object.asset], "current_A")) {
            return tl::unexpected(cable.error());
        }
        notes_.push_back(
            fmt::format("cable `{}` counts as cold: {}", object.id, cable.error().message));
    }
    return {};
}

base::Result<StreetHeat> StreetHeat::with_current(std::size_t cable, double current_A) const {
    auto loaded = influence::with_current(cables_[cable], current_A);
    if (!loaded) return tl::unexpected(loaded.error());
    StreetHeat changed = *this;
    changed.cables_[cable] = std::move(*loaded);
    return changed;
}

const StreetCable* StreetHeat::cable_of(std::size_t object) const {
    const auto found = std::find_if(cables_.begin(), cables_.end(),
                                    [&](const StreetCable& c) { return c.object == object; });
    return found == cables_.end() ? nullptr : &*found;
}

double StreetHeat::undisturbed_C(double depth_m, double day) const {
    const double film_m = soil_.layers.front().conductivity_W_mK * assumptions_.film_m2K_W;
    return influence::undisturbed_C(assumptions_.year, soil_.layers.front().diffusivity_m2_s(),
                                    std::max(0.0, depth_m), day, film_m);
}

double StreetHeat::operated_C(const Operating& one, double day) const {
    const auto shift = assumptions_.shift_K.find(one.id);
    return by_month(*one.temperature_C, day) +
           (shift == assumptions_.shift_K.end() ? 0.0 : shift->second);
}

double StreetHeat::held_C(std::size_t object, double day) const {
    if (given_C_[object]) return *given_C_[object];
    return operated_C(*section_.objects[object].operating, day);
}

std::size_t StreetHeat::object_of(std::size_t body) const {
    const auto found = std::find_if(section_.objects.begin(), section_.objects.end(),
                                    [&](const SectionObject& o) { return o.body == body; });
    return static_cast<std::size_t>(found - section_.objects.begin());
}

Condition StreetHeat::condition_of(const HeatSource& source, double day) const {
    const std::size_t object = object_of(source.body);
    switch (section_.objects[object].role) {
        case HeatRole::Water:
            return NoHeat{};
        case HeatRole::Cable:
            return GivenHeat{0.0};
        default:
            break;
    }
    // The carriers of a twin pipe run as the networks' supply and return do.
    if (source.core) {
        const std::string role = *source.core == 0 ? "supply" : "return";
        for (const Operating& one : operation_->networks) {
            if (one.network == model::Network::Heat && one.role == role && one.temperature_C)
                return HeldTemperature{operated_C(one, day)};
        }
    }
    return HeldTemperature{held_C(object, day)};
}

std::vector<Condition> StreetHeat::conditions_at(double day) const {
    std::vector<Condition> conditions;
    for (const HeatSource& source : solver_->sources())
        conditions.push_back(condition_of(source, day));
    return conditions;
}

std::vector<double> StreetHeat::undisturbed_at(double day) const {
    std::vector<double> all;
    for (const HeatSource& source : solver_->sources())
        all.push_back(undisturbed_C(section_.bodies[source.body].at.depth_m, day));
    return all;
}

base::Result<StreetHeat::Solved> StreetHeat::solved(double day) const {
    auto conditions = conditions_at(day);
    const auto undisturbed = undisturbed_at(day);
    const auto& sources = solver_->sources();
    const auto& resistance = solver_->resistance_K_m_W();
    std::vector<CableAtWork> at_work(cables_.size());
    for (int round = 0; round < kMostRounds; ++round) {
        auto heat = solver_->solve(conditions, undisturbed);
        if (!heat) return tl::unexpected(heat.error());
        double change_W_m = 0.0;
        for (std::size_t c = 0; c < cables_.size(); ++c) {
            const auto found =
                std::find_if(sources.begin(), sources.end(),
                             [&](const HeatSource& s) { return s.body == cables_[c].body; });
            const auto s = static_cast<std::size_t>(found - sources.begin());
            const auto row = static_cast<Eigen::Index>(s);
            const BodyState& state = heat->states()[s];
            at_work[c].current_A = cables_[c].current_A;
            at_work[c].ambient_C = state.temperature_C - resistance(row, row) * state.heat_W_m;
            const double heat_W_m = cables_[c].heat_W_m(at_work[c].ambient_C);
            change_W_m = std::max(change_W_m, std::abs(heat_W_m - state.heat_W_m));
            conditions[s] = GivenHeat{heat_W_m};
        }
        if (change_W_m <= kBalanced_W_m) {
            return Solved{std::move(*heat), std::move(at_work)};
        }
    }
    return base::bad_input("cables heat each other without end; a current is far above its rating",
                           fmt::format("day {:.0f}", day));
}

ObjectState StreetHeat::state_of(std::size_t i, double day, const Solved* solved) const {
    const SectionObject& object = section_.objects[i];
    ObjectState state;
    state.undisturbed_C = undisturbed_C(object.at.depth_m, day);
    state.temperature_C = state.undisturbed_C;
    if (solved == nullptr) return state;
    if (!object.body) {
        state.temperature_C += solved->heat.rise_K(object.at);
        return state;
    }
    const auto& sources = solver_->sources();
    const Eigen::MatrixXd& resistance = solver_->resistance_K_m_W();
    std::optional<std::size_t> own;
    for (std::size_t s = 0; s < sources.size(); ++s) {
        if (sources[s].body != *object.body) continue;
        state.heat_W_m += solved->heat.states()[s].heat_W_m;
        if (!own) own = s;
    }
    state.temperature_C = solved->heat.states()[*own].temperature_C;
    for (std::size_t s = 0; s < sources.size(); ++s) {
        if (sources[s].body == *object.body) continue;
        const double mutual =
            resistance(static_cast<Eigen::Index>(*own), static_cast<Eigen::Index>(s));
        state.warming.push_back({sources[s].id, mutual * solved->heat.states()[s].heat_W_m});
    }
    for (std::size_t c = 0; c < cables_.size(); ++c) {
        if (cables_[c].object != i) continue;
        state.cable = solved->cables[c];
        state.temperature_C = cables_[c].conductor_C(solved->cables[c].ambient_C);
    }
    return state;
}

base::Result<std::vector<ObjectState>> StreetHeat::at_day(double day) const {
    std::optional<Solved> found;
    if (solver_) {
        auto balanced = solved(day);
        if (!balanced) return tl::unexpected(balanced.error());
        found = std::move(*balanced);
    }
    std::vector<ObjectState> states;
    for (std::size_t i = 0; i < section_.objects.size(); ++i)
        states.push_back(state_of(i, day, found ? &*found : nullptr));
    return states;
}

base::Result<void> StreetHeat::add_passive_warming(double day,
                                                   std::vector<ObjectState>& states) const {
    if (!solver_) return {};
    const auto now = solved(day);
    if (!now) return tl::unexpected(now.error());
    const auto& sources = solver_->sources();
    const std::vector<double> cold(sources.size(), 0.0);
    for (std::size_t s = 0; s < sources.size(); ++s) {
        std::vector<Condition> alone(sources.size(), GivenHeat{0.0});
        alone[s] = GivenHeat{now->heat.states()[s].heat_W_m};
        const auto field = solver_->solve(alone, cold);
        if (!field) return tl::unexpected(field.error());
        for (std::size_t i = 0; i < states.size(); ++i) {
            if (section_.objects[i].body) continue;
            states[i].warming.push_back({sources[s].id, field->rise_K(section_.objects[i].at)});
        }
    }
    return {};
}

Eigen::MatrixXd StreetHeat::resistance_K_m_W() const {
    return solver_ ? solver_->resistance_K_m_W() : Eigen::MatrixXd{};
}

SourceAtWork StreetHeat::at_work(const HeatSource& source) const {
    const HeatBody& body = section_.bodies[source.body];
    SourceAtWork one{body.at, body.outer_diameter_m(), false, 0.0};
    if (source.core) {
        const Core& core = body.cores[*source.core];
        one.at = {body.at.x_m + core.dx_m, body.at.depth_m - core.dz_m};
        one.outer_diameter_m = core.outer_diameter_m();
    }
    one.held = section_.objects[object_of(source.body)].role == HeatRole::Held;
    return one;
}

base::Result<SectionMoment> StreetHeat::moment(double day, const std::vector<Place>& places) const {
    SectionMoment moment;
    moment.rises_K.resize(places.size(), 0.0);
    if (!solver_) return moment;
    const auto found = solved(day);
    if (!found) return tl::unexpected(found.error());
    for (std::size_t i = 0; i < places.size(); ++i)
        moment.rises_K[i] = found->heat.rise_K(places[i]);
    for (std::size_t s = 0; s < solver_->sources().size(); ++s) {
        moment.sources.push_back(at_work(solver_->sources()[s]));
        moment.sources.back().heat_W_m = found->heat.states()[s].heat_W_m;
    }
    return moment;
}

base::Result<std::vector<double>> StreetHeat::temperatures_at(
    double day, const std::vector<Place>& places) const {
    const auto now = moment(day, places);
    if (!now) return tl::unexpected(now.error());
    std::vector<double> all = now->rises_K;
    for (std::size_t i = 0; i < places.size(); ++i)
        all[i] += undisturbed_C(places[i].depth_m, day);
    return all;
}

}  // namespace maaiveld::influence
