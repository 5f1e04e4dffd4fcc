#include "influence/heat/steady.h"

#include "influence/heat/heat_checks.h"
#include "influence/heat/multipole.h"

#include <Eigen/LU>

#include <algorithm>
#include <cmath>
#include <complex>
#include <fmt/format.h>
#include <numbers>

namespace maaiveld::influence {
namespace {

using Eigen::Index;

constexpr double kAbsoluteZero_C = -273.15;

std::vector<Index> held_sources(const std::vector<Condition>& conditions) {
    std::vector<Index> held;
    for (std::size_t i = 0; i < conditions.size(); ++i) {
        if (std::holds_alternative<HeldTemperature>(conditions[i])) {
            held.push_back(static_cast<Index>(i));
        }
    }
    return held;
}

std::vector<Index> other_sources(const std::vector<Condition>& conditions) {
    std::vector<Index> others;
    for (std::size_t i = 0; i < conditions.size(); ++i) {
        if (!std::holds_alternative<HeldTemperature>(conditions[i])) {
            others.push_back(static_cast<Index>(i));
        }
    }
    return others;
}

/// What is set at each source: kelvin above the undisturbed ground, or W/m.
Eigen::VectorXd set_values(const std::vector<Condition>& conditions,
                           const Eigen::VectorXd& undisturbed_C) {
    Eigen::VectorXd values = Eigen::VectorXd::Zero(undisturbed_C.size());
    for (Index i = 0; i < values.size(); ++i) {
        const Condition& condition = conditions[static_cast<std::size_t>(i)];
        if (const auto* held = std::get_if<HeldTemperature>(&condition)) {
            values(i) = held->temperature_C - undisturbed_C(i);
        } else if (const auto* given = std::get_if<GivenHeat>(&condition)) {
            values(i) = given->heat_W_m;
        }
    }
    return values;
}

/// Heats that belong to what is set: given ones as they are, those of held sources from the
/// resistances among them.
Eigen::VectorXd heats(const Eigen::MatrixXd& resistance_K_m_W,
                      const std::vector<Condition>& conditions, const Eigen::VectorXd& set) {
    const std::vector<Index> held = held_sources(conditions);
    const std::vector<Index> others = other_sources(conditions);
    Eigen::VectorXd heat_W_m = set;
    if (held.empty()) return heat_W_m;
    Eigen::VectorXd rise_K = set(held);
    if (!others.empty()) rise_K -= resistance_K_m_W(held, others) * set(others);
    const Eigen::MatrixXd among = resistance_K_m_W(held, held);
    const Eigen::VectorXd held_W_m = among.partialPivLu().solve(rise_K);
    heat_W_m(held) = held_W_m;
    return heat_W_m;
}

std::optional<base::Error> condition_fault(const HeatSource& source, const Condition& condition,
                                           double undisturbed_C) {
    const auto refuse = [&](const char* what) {
        return base::Error{base::ErrorCode::BadInput, what, fmt::format("source `{}`", source.id)};
    };
    if (!(undisturbed_C >= kAbsoluteZero_C) || !std::isfinite(undisturbed_C)) {
        return refuse("the undisturbed temperature must be a number above absolute zero");
    }
    if (const auto* held = std::get_if<HeldTemperature>(&condition)) {
        const double value_C = held->temperature_C;
        if (value_C >= kAbsoluteZero_C && std::isfinite(value_C)) return std::nullopt;
        return refuse("the temperature must be a number above absolute zero");
    }
    const auto* given = std::get_if<GivenHeat>(&condition);
    if (given == nullptr || std::isfinite(given->heat_W_m)) return std::nullopt;
    return refuse("the heat must be a number");
}

/// A source that takes up more heat than the ground can bring would end below absolute zero.
std::optional<base::Error> state_fault(const SteadyHeat& heat) {
    for (const BodyState& state : heat.states()) {
        if (state.temperature_C >= kAbsoluteZero_C && std::isfinite(state.temperature_C)) continue;
        return base::Error{base::ErrorCode::BadInput,
                           fmt::format("takes up so much heat that it would be {:.1f} °C, below "
                                       "absolute zero",
                                       state.temperature_C),
                           fmt::format("source `{}`", state.id)};
    }
    return std::nullopt;
}

}  // namespace

SteadyHeat::SteadyHeat(std::shared_ptr<const MultipoleModel> model,
                       std::vector<Condition> conditions, Eigen::VectorXd undisturbed_C,
                       Eigen::VectorXd heat_W_m)
    : model_(std::move(model)),
      conditions_(std::move(conditions)),
      undisturbed_C_(std::move(undisturbed_C)),
      heat_W_m_(std::move(heat_W_m)) {
    const MultipoleResponse& response = model_->response();
    const MultipoleLayout& layout = model_->layout();
    if (layout.sources.empty()) return;
    emitted_ = response.emitted * heat_W_m_;
    incoming_ = response.incoming * heat_W_m_;
    const Eigen::VectorXd rise_K = response.resistance_K_m_W * heat_W_m_;
    const Eigen::VectorXd circle_K = response.circle_K_m_W * heat_W_m_;
    for (std::size_t s = 0; s < layout.sources.size(); ++s) {
        const auto i = static_cast<Index>(s);
        const auto outer = static_cast<Index>(layout.ground_of_body[layout.sources[s].body]);
        states_.push_back({layout.sources[s].id, undisturbed_C_(i) + rise_K(i),
                           undisturbed_C_(i) + circle_K(outer), heat_W_m_(i)});
    }
}

const BodyState* SteadyHeat::find(const std::string& id) const {
    for (const BodyState& state : states_) {
        if (state.id == id) return &state;
    }
    return nullptr;
}

InfluenceMatrix SteadyHeat::influence() const {
    const Eigen::MatrixXd& resistance = model_->response().resistance_K_m_W;
    const std::vector<Index> held = held_sources(conditions_);
    const std::vector<Index> others = other_sources(conditions_);
    InfluenceMatrix matrix;
    matrix.per_unit = Eigen::MatrixXd::Identity(resistance.rows(), resistance.cols());
    matrix.per_unit(others, others) = resistance(others, others);
    if (!held.empty() && !others.empty()) {
        const Eigen::MatrixXd among = resistance(held, held);
        const Eigen::MatrixXd across = resistance(held, others);
        // Symmetric: R_oh R_hh^-1 is the transpose of R_hh^-1 R_ho.
        const Eigen::MatrixXd share = among.partialPivLu().solve(across).transpose();
        matrix.per_unit(others, held) = share;
        matrix.per_unit(others, others) -= share * across;
    }
    const Eigen::VectorXd set = set_values(conditions_, undisturbed_C_);
    matrix.kelvin = matrix.per_unit * set.asDiagonal();
    matrix.kelvin_by_heat = resistance * heat_W_m_.asDiagonal();
    return matrix;
}

double SteadyHeat::rise_K(const Place& place) const {
    if (place.depth_m < 0.0) return 0.0;
    return MultipoleField{*model_, heat_W_m_, emitted_, incoming_}.rise_K(place);
}

double SteadyHeat::temperature_C(const Place& place) const {
    const MultipoleField field{*model_, heat_W_m_, emitted_, incoming_};
    const std::size_t body = field.body_at(place);
    double base_C = model_->section().surface.temperature_C;
    for (std::size_t s = 0; s < states_.size(); ++s) {
        if (model_->layout().sources[s].body == body) base_C = undisturbed_C_(Index(s));
    }
    return base_C + rise_K(place);
}

double SteadyHeat::surface_heat_W_m() const {
    return MultipoleField{*model_, heat_W_m_, emitted_, incoming_}.surface_heat_W_m();
}

double SteadyHeat::accuracy() const {
    return model_->response().accuracy;
}

double SteadyHeat::kennelly_C(const Place& place) const {
    const MultipoleLayout& layout = model_->layout();
    const std::complex<double> w = model_->position(place);
    double sum_C = model_->section().surface.temperature_C;
    for (std::size_t s = 0; s < layout.sources.size(); ++s) {
        const Circle& circle = layout.circles[layout.ground_of_body[layout.sources[s].body]];
        // Inside a body the line in its centre counts as far off as the body's surface.
        const double apart_m = std::max(std::abs(w - circle.centre_m), circle.radius_m);
        const double log_ratio =
            model_->surface().line_term(w - std::conj(circle.centre_m)) - std::log(apart_m);
        sum_C += heat_W_m_(Index(s)) * log_ratio / (2.0 * std::numbers::pi * circle.medium_W_mK);
    }
    return sum_C;
}

std::optional<double> SteadyHeat::kennelly_C(std::size_t source) const {
    const HeatSource& asked = model_->layout().sources[source];
    if (asked.core) return std::nullopt;
    const std::size_t circle = model_->layout().circle_of_source[source];
    const double rings_K_m_W = model_->layout().stacks[circle].resistance_K_m_W();
    const double own_C = undisturbed_C_(Index(source)) - model_->section().surface.temperature_C;
    return kennelly_C(model_->section().bodies[asked.body].at) + own_C +
           heat_W_m_(Index(source)) * rings_K_m_W;
}

SteadySolver::SteadySolver(std::shared_ptr<const MultipoleModel> model)
    : model_(std::move(model)) {}

base::Result<SteadySolver> SteadySolver::build(const HeatSection& section,
                                               const SteadyOptions& options) {
    if (const auto fault = fault_in(section)) return tl::unexpected(*fault);
    if (!section.soil.uniform()) {
        return base::bad_input(
            fmt::format("has {} layers; the exact solution knows one conductivity: give one layer, "
                        "or use the grid (tier 2, finite volumes)",
                        section.soil.layers.size()),
            "soil");
    }
    return SteadySolver{std::make_shared<const MultipoleModel>(section, options)};
}

const std::vector<HeatSource>& SteadySolver::sources() const {
    return model_->layout().sources;
}

const Eigen::MatrixXd& SteadySolver::resistance_K_m_W() const {
    return model_->response().resistance_K_m_W;
}

int SteadySolver::order() const {
    int highest = 0;
    for (const Circle& circle : model_->layout().circles)
        highest = std::max(highest, circle.order);
    return highest;
}

double SteadySolver::accuracy() const {
    return model_->response().accuracy;
}

std::vector<Condition> SteadySolver::conditions() const {
    std::vector<Condition> conditions;
    for (const HeatSource& source : sources()) {
        const HeatBody& body = model_->section().bodies[source.body];
        conditions.push_back(source.core ? body.cores[*source.core].condition : body.condition);
    }
    return conditions;
}

std::vector<double> SteadySolver::undisturbed_C() const {
    std::vector<double> values_C;
    for (const HeatSource& source : sources()) {
        const HeatBody& body = model_->section().bodies[source.body];
        values_C.push_back(body.undisturbed_C.value_or(model_->section().surface.temperature_C));
    }
    return values_C;
}

base::Result<SteadyHeat> SteadySolver::solve() const {
    return solve(conditions(), undisturbed_C());
}

base::Result<SteadyHeat> SteadySolver::solve(const std::vector<Condition>& conditions,
                                             const std::vector<double>& undisturbed_C) const {
    const std::size_t count = sources().size();
    if (conditions.size() != count || undisturbed_C.size() != count) {
        return base::bad_input(
            fmt::format("{} conditions and {} undisturbed temperatures for {} "
                        "sources",
                        conditions.size(), undisturbed_C.size(), count));
    }
    for (std::size_t i = 0; i < count; ++i) {
        const auto fault = condition_fault(sources()[i], conditions[i], undisturbed_C[i]);
        if (fault) return tl::unexpected(*fault);
    }
    const Eigen::VectorXd ground_C =
        Eigen::Map<const Eigen::VectorXd>(undisturbed_C.data(), static_cast<Index>(count));
    const Eigen::VectorXd set = set_values(conditions, ground_C);
    SteadyHeat heat{model_, conditions, ground_C, heats(resistance_K_m_W(), conditions, set)};
    if (const auto fault = state_fault(heat)) return tl::unexpected(*fault);
    return heat;
}

base::Result<SteadyHeat> solve_steady(const HeatSection& section, const SteadyOptions& options) {
    auto solver = SteadySolver::build(section, options);
    if (!solver) return tl::unexpected(solver.error());
    return solver->solve();
}

}  // namespace maaiveld::influence
