#include "influence/heat/transient.h"

#include "influence/heat/volumes_equations.h"
#include "influence/heat/volumes_field.h"
#include "influence/heat/volumes_fronts.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

namespace maaiveld::influence {
namespace {

/// A cell's dry share may lag behind by this much before the equations are factored again.
constexpr double kDryLag = 0.05;

double rate_of(TimeScheme scheme) {
    return scheme == TimeScheme::Bdf2 ? 1.5 : 1.0;
}

}  // namespace

struct TransientHeat::State {
    explicit State(std::shared_ptr<const VolumeModel> model) : equations{std::move(model)} {}

    VolumeEquations equations;
    DryingOptions drying;
    std::vector<StatePlace> places;
    Eigen::VectorXd content_J_mK;  ///< per state

    Eigen::VectorXd now_C;          ///< cells
    Eigen::VectorXd before_C;       ///< cells, one step ago
    Eigen::VectorXd content_now_C;  ///< states
    Eigen::VectorXd content_before_C;
    VolumeCoupling::Solution bodies;
    std::vector<BodyState> states;
    double surface_C = 0.0;

    double step_s = 0.0;
    TimeScheme scheme = TimeScheme::Euler;
    TimeScheme factored = TimeScheme::Euler;
    bool has_factor = false;
    bool has_before = false;  ///< a step of this length lies behind us

    // Work space of a step, so that the loop allocates little.
    Eigen::VectorXd from_C;
    Eigen::VectorXd right;

    double given = 0.0;
    double through = 0.0;
    double stored = 0.0;

    const VolumeModel& model() const { return equations.model(); }
    Eigen::VectorXd storage(double rate) const {
        return equations.soil().capacity() * (rate / step_s);
    }
    Eigen::VectorXd store(double rate) const { return content_J_mK * (rate / step_s); }
    void factor(TimeScheme which) {
        equations.factor(storage(rate_of(which)), store(rate_of(which)));
        factored = which;
        has_factor = true;
    }
    /// The scheme of the next step: the second-order one needs two moments to stand on.
    TimeScheme next_scheme() const { return has_before ? scheme : TimeScheme::Euler; }
    void begin(Eigen::VectorXd temperature_C);
    void settle(VolumeEquations::Solution solution);
    void account(double rate, std::span<const double> values, const Eigen::VectorXd& from);
    void dry_out();
};

void TransientHeat::State::begin(Eigen::VectorXd temperature_C) {
    now_C = std::move(temperature_C);
    before_C = now_C;
    has_before = false;
    has_factor = false;
    const Eigen::VectorXd read = readings(model(), now_C);
    const auto count = static_cast<int>(places.size());
    bodies = {};
    bodies.heat_W_m = Eigen::VectorXd::Zero(count);
    bodies.temperature_C.resize(count);
    bodies.outer_temperature_C.resize(model().bodies());
    bodies.sources = Eigen::VectorXd::Zero(3 * model().bodies());
    for (int b = 0; b < model().bodies(); ++b)
        bodies.outer_temperature_C[b] = read[3 * b];
    for (int s = 0; s < count; ++s)
        bodies.temperature_C[s] = read[3 * places[static_cast<std::size_t>(s)].body];
    content_now_C = content_before_C = bodies.temperature_C;
    states = states_of(model().section, bodies);
}

void TransientHeat::State::settle(VolumeEquations::Solution solution) {
    before_C.swap(now_C);
    now_C.swap(solution.temperature_C);
    bodies = std::move(solution.bodies);
    content_before_C = content_now_C;
    content_now_C = bodies.temperature_C;
    for (std::size_t s = 0; s < states.size(); ++s) {
        const auto k = static_cast<int>(s);
        states[s].temperature_C = bodies.temperature_C[k];
        states[s].heat_W_m = bodies.heat_W_m[k];
        states[s].outer_temperature_C = bodies.outer_temperature_C[places[s].body];
    }
}

void TransientHeat::State::account(double rate, std::span<const double> values,
                                   const Eigen::VectorXd& from) {
    const VolumeSoil& soil = equations.soil();
    through = soil.to_surface().dot((now_C.array() - surface_C).matrix());
    stored = rate / step_s * soil.capacity().dot(now_C - from_C);
    given = 0.0;
    for (std::size_t s = 0; s < places.size(); ++s) {
        const auto k = static_cast<int>(s);
        const double taken_up =
            content_J_mK[k] * rate / step_s * (bodies.temperature_C[k] - from[k]);
        if (std::holds_alternative<HeldTemperature>(places[s].condition)) {
            given += bodies.heat_W_m[k];
        } else {
            given += std::holds_alternative<GivenHeat>(places[s].condition) ? values[s] : 0.0;
            stored += taken_up;
        }
    }
}

void TransientHeat::State::dry_out() {
    VolumeSoil& soil = equations.soil();
    if (!drying.enabled || !soil.can_dry()) return;
    const Eigen::VectorXd wanted = soil.dried_by(now_C).cwiseMax(soil.dry());
    Eigen::VectorXd& fronts = equations.fronts_m();
    const Eigen::VectorXd moved = moved_fronts(model(), soil, fronts, fronts, bodies);
    const bool dries_cells = (wanted - soil.dry()).maxCoeff() > kDryLag;
    const bool dries_near = ((moved - fronts).array() > kDryLag * moved.array()).any();
    if (!dries_cells && !dries_near) return;
    soil.set_dry(wanted);
    fronts = moved;
    has_factor = false;
}

TransientHeat::TransientHeat(std::unique_ptr<State> state) : state_{std::move(state)} {}
TransientHeat::TransientHeat(TransientHeat&&) noexcept = default;
TransientHeat& TransientHeat::operator=(TransientHeat&&) noexcept = default;
TransientHeat::~TransientHeat() = default;

base::Result<TransientHeat> TransientHeat::build(const HeatSection& section,
                                                 const VolumeOptions& options,
                                                 const std::vector<BodyContent>& contents) {
    auto model = volume_model(section, options);
    if (!model) return tl::unexpected(model.error());
    auto state = std::make_unique<State>(*model);
    state->drying = options.drying;
    state->places = state_places(section);
    state->content_J_mK = Eigen::VectorXd::Zero(static_cast<int>(state->places.size()));
    for (const BodyContent& content : contents) {
        const auto& places = state->places;
        const auto found = std::find_if(places.begin(), places.end(), [&](const StatePlace& place) {
            return place.id == content.body;
        });
        if (found == places.end())
            return base::bad_input("there is no such body",
                                   fmt::format("content of `{}`", content.body));
        if (!(content.heat_capacity_J_mK >= 0.0) || !std::isfinite(content.heat_capacity_J_mK))
            return base::bad_input(fmt::format("stores {:g} J/(m K); it must not be negative",
                                               content.heat_capacity_J_mK),
                                   fmt::format("content of `{}`", content.body));
        state->content_J_mK[static_cast<int>(found - places.begin())] = content.heat_capacity_J_mK;
    }
    TransientHeat heat{std::move(state)};
    heat.start_uniform(section.surface.temperature_C);
    return heat;
}

void TransientHeat::start_uniform(double temperature_C) {
    state_->surface_C = temperature_C;
    state_->begin(Eigen::VectorXd::Constant(state_->model().grid.count(), temperature_C));
}

void TransientHeat::start_year(const SurfaceYear& year, double day) {
    const SectionGrid& grid = state_->model().grid;
    const Eigen::VectorXd rows = state_->equations.soil().year_profile_C(year, day);
    Eigen::VectorXd cells(grid.count());
    for (int j = 0; j < grid.z.count(); ++j)
        cells.segment(grid.cell(0, j), grid.x.count()).setConstant(rows[j]);
    state_->begin(std::move(cells));
}

base::Result<void> TransientHeat::add_steady(std::span<const double> values) {
    auto solution = steady_on(state_->equations, state_->now_C, {}, values, state_->drying);
    if (!solution) return tl::unexpected(solution.error());
    state_->settle(std::move(*solution));
    state_->has_before = false;
    state_->has_factor = false;
    state_->before_C = state_->now_C;
    state_->content_before_C = state_->content_now_C;
    return {};
}

base::Result<void> TransientHeat::use_step(double step_s, TimeScheme scheme) {
    if (!(step_s > 0.0) || !std::isfinite(step_s))
        return base::bad_input(fmt::format("`step_s` is {:g}; it must be above 0", step_s), "step");
    State& state = *state_;
    if (step_s != state.step_s) state.has_before = state.has_factor = false;
    state.step_s = step_s;
    state.scheme = scheme;
    return {};
}

base::Result<void> TransientHeat::step(double surface_C, std::span<const double> values) {
    State& state = *state_;
    if (!(state.step_s > 0.0)) return base::bad_input("no step length is set", "step");
    if (values.size() != state.places.size())
        return base::bad_input(
            fmt::format("{} values for {} bodies", values.size(), state.places.size()), "step");
    const TimeScheme scheme = state.next_scheme();
    const double rate = rate_of(scheme);
    if (!state.has_factor || state.factored != scheme) state.factor(scheme);
    Eigen::VectorXd content = state.content_now_C;
    if (scheme == TimeScheme::Bdf2) {
        state.from_C = (4.0 * state.now_C - state.before_C) / 3.0;
        content = (4.0 * state.content_now_C - state.content_before_C) / 3.0;
    } else {
        state.from_C = state.now_C;
    }
    const VolumeSoil& soil = state.equations.soil();
    state.surface_C = surface_C;
    state.right = soil.capacity().cwiseProduct(state.from_C) * (rate / state.step_s) +
                  soil.to_surface() * surface_C;
    Eigen::VectorXd background;
    state.equations.background(state.right, background);
    state.settle(state.equations.with_bodies(std::move(background), values, content));
    state.account(rate, values, content);
    state.has_before = true;
    state.dry_out();
    return {};
}

const std::vector<BodyState>& TransientHeat::states() const {
    return state_->states;
}

std::size_t TransientHeat::state_count() const {
    return state_->places.size();
}

std::vector<double> TransientHeat::given_values() const {
    std::vector<double> values;
    for (const StatePlace& place : state_->places)
        values.push_back(value_of(place.condition));
    return values;
}

VolumeHeat TransientHeat::snapshot() const {
    const State& state = *state_;
    auto field = std::make_shared<VolumeHeat::Field>(
        field_of(state.equations.shared_model(), state.equations.soil(),
                 state.equations.soil_around_bodies(), state.bodies, state.now_C, state.surface_C));
    return VolumeHeat{state.states, std::move(field)};
}

double TransientHeat::temperature_at(Place at) const {
    return snapshot().temperature_at(at);
}

double TransientHeat::given_W_m() const {
    return state_->given;
}
double TransientHeat::through_surface_W_m() const {
    return state_->through;
}
double TransientHeat::stored_W_m() const {
    return state_->stored;
}
double TransientHeat::dry_area_m2() const {
    return state_->equations.soil().dry_area_m2();
}
std::size_t TransientHeat::cell_count() const {
    return static_cast<std::size_t>(state_->model().grid.count());
}
std::size_t TransientHeat::factorizations() const {
    return state_->equations.factorizations();
}

}  // namespace maaiveld::influence
