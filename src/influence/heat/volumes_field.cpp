#include "influence/heat/volumes_field.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace maaiveld::influence {
namespace {

double distance(Place a, Place b) {
    return std::hypot(a.x_m - b.x_m, a.depth_m - b.depth_m);
}

/// Of the ground right at the surface above column `i`, below any film.
double at_surface(const VolumeHeat::Field& field, int i) {
    const double below = field.upper_W_m2K[i];
    const double width = field.model->grid.x.size(i);
    // Heat through the half cell equals heat through half cell and film.
    const double flux = field.to_surface[i] / width * (field.temperature_C[i] - field.surface_C);
    return field.temperature_C[i] - flux / below;
}

/// Interpolated between cell centres, and up to the surface.
double between_cells(const VolumeHeat::Field& field, Place at) {
    const SectionGrid& grid = field.model->grid;
    const double first = grid.z.centre(0);
    if (at.depth_m >= first) {
        double sum = 0.0;
        for (const CellWeight& part : grid.bilinear(at))
            sum += part.weight * field.temperature_C[part.cell];
        return sum;
    }
    const auto across = grid.x.between(at.x_m);
    const double down = std::max(0.0, at.depth_m) / first;
    const auto column = [&](int i) {
        return std::lerp(at_surface(field, i), field.temperature_C[i], down);
    };
    return std::lerp(column(across.first), column(across.second), across.second_weight);
}

/// Through the rings of a body without cores: the logarithmic profile. With cores: its rim.
double inside(const VolumeHeat::Field& field, std::size_t b, double radius) {
    const HeatBody& body = field.model->section.bodies[b];
    const double outer = field.outer_C[static_cast<int>(b)];
    const double heat = field.sources[static_cast<int>(3 * b)];
    double temperature = outer;
    if (!body.cores.empty()) return temperature;
    for (std::size_t k = body.rings.size(); k-- > 0;) {
        const double inner =
            0.5 * (k == 0 ? body.inner_diameter_m : body.rings[k - 1].outer_diameter_m);
        const double rim = 0.5 * body.rings[k].outer_diameter_m;
        if (radius >= rim) break;
        temperature += heat * std::log(rim / std::max(radius, inner)) /
                       (2.0 * std::numbers::pi * body.rings[k].conductivity_W_mK);
    }
    if (radius >= 0.5 * body.inner_diameter_m) return temperature;
    const auto places = state_places(field.model->section);
    for (std::size_t s = 0; s < places.size(); ++s) {
        if (places[s].body == static_cast<int>(b)) return field.state_C[static_cast<int>(s)];
    }
    return temperature;
}

/// What cells are too coarse to show around bodies.
double near_bodies(const VolumeHeat::Field& field, Place at) {
    const VolumeModel& model = *field.model;
    double lack = 0.0;
    for (int b = 0; b < model.bodies(); ++b) {
        lack += model.patches[static_cast<std::size_t>(b)].lack_at(at).dot(
                    field.sources.segment<3>(3 * b)) /
                field.soil_W_mK[b];
    }
    return lack;
}

}  // namespace

double temperature_in(const VolumeHeat::Field& field, Place at) {
    const VolumeModel& model = *field.model;
    for (std::size_t b = 0; b < model.section.bodies.size(); ++b) {
        const HeatBody& body = model.section.bodies[b];
        const double radius = distance(at, body.at);
        if (radius < 0.5 * body.outer_diameter_m()) return inside(field, b, radius);
    }
    const double first = model.grid.z.centre(0);
    if (at.depth_m >= first) return between_cells(field, at) + near_bodies(field, at);
    // Above the uppermost centres straight to the surface: patches do not know it.
    const double share = std::max(0.0, at.depth_m) / first;
    return between_cells(field, at) + share * near_bodies(field, {at.x_m, first});
}

VolumeHeat::Field field_of(std::shared_ptr<const VolumeModel> model, const VolumeSoil& soil,
                           const Eigen::VectorXd& soil_around_W_mK,
                           const VolumeCoupling::Solution& solution,
                           const Eigen::VectorXd& temperature_C, double surface_C) {
    VolumeHeat::Field field;
    field.model = std::move(model);
    field.temperature_C = temperature_C;
    field.to_surface = soil.to_surface();
    field.upper_W_m2K = soil.upper_W_m2K();
    field.sources = solution.sources;
    field.soil_W_mK = soil_around_W_mK;
    field.heat_W_m = solution.heat_W_m;
    field.state_C = solution.temperature_C;
    field.outer_C = solution.outer_temperature_C;
    field.surface_C = surface_C;
    field.dry_area_m2 = soil.dry_area_m2();
    return field;
}

std::vector<BodyState> states_of(const HeatSection& section,
                                 const VolumeCoupling::Solution& solution) {
    std::vector<BodyState> states;
    for (const StatePlace& place : state_places(section)) {
        const auto k = static_cast<int>(states.size());
        states.push_back({place.id, solution.temperature_C[k],
                          solution.outer_temperature_C[place.body], solution.heat_W_m[k]});
    }
    return states;
}

VolumeHeat::VolumeHeat(std::vector<BodyState> states, std::shared_ptr<const Field> field)
    : states_{std::move(states)}, field_{std::move(field)} {}

double VolumeHeat::temperature_at(Place at) const {
    return temperature_in(*field_, at);
}

double VolumeHeat::heat_through_surface_W_m() const {
    return field_->to_surface.dot((field_->temperature_C.array() - field_->surface_C).matrix());
}

double VolumeHeat::dry_area_m2() const {
    return field_->dry_area_m2;
}

double VolumeHeat::surface_C() const {
    return field_->surface_C;
}

std::size_t VolumeHeat::cell_count() const {
    return static_cast<std::size_t>(field_->model->grid.count());
}

}  // namespace maaiveld::influence
