#include "influence/heat/volumes_model.h"

#include "influence/heat/volumes_check.h"

#include <cmath>

namespace maaiveld::influence {
namespace {

void note_lack(VolumeModel& model) {
    const int n = model.bodies();
    model.lack = Eigen::MatrixXd::Zero(3 * n, 3 * n);
    const auto place = [&](int k) { return model.section.bodies[static_cast<std::size_t>(k)].at; };
    for (int a = 0; a < n; ++a) {
        const NearPatch& patch = model.patches[static_cast<std::size_t>(a)];
        const Eigen::Matrix3d own = patch.own_lack();
        model.lack.block<3, 3>(3 * a, 3 * a) = 0.5 * (own + own.transpose());
        for (int b = 0; b < a; ++b) {
            const auto there = patch.lack_at(place(b), model.kernels[static_cast<std::size_t>(b)]);
            const auto back = model.patches[static_cast<std::size_t>(b)].lack_at(
                place(a), model.kernels[static_cast<std::size_t>(a)]);
            if (!there && !back) continue;
            Eigen::Matrix3d pair = there ? *there : Eigen::Matrix3d{back->transpose()};
            if (there && back) pair = 0.5 * (pair + back->transpose());
            model.lack.block<3, 3>(3 * b, 3 * a) = pair;
            model.lack.block<3, 3>(3 * a, 3 * b) = pair.transpose();
        }
    }
}

}  // namespace

int VolumeModel::state_count() const {
    return static_cast<int>(state_places(section).size());
}

base::Result<std::shared_ptr<const VolumeModel>> volume_model(const HeatSection& section,
                                                              const VolumeOptions& options) {
    if (auto sound = check_section(section); !sound) return tl::unexpected(sound.error());
    auto grid = section_grid(section, options.grid);
    if (!grid) return tl::unexpected(grid.error());
    auto model = std::make_shared<VolumeModel>();
    model->section = section;
    model->grid = std::move(*grid);
    model->near_field = options.near_field;
    for (const HeatBody& body : model->section.bodies) {
        model->kernels.push_back(body_kernel(body, model->grid));
        model->patches.emplace_back(body, model->kernels.back(), model->grid);
    }
    note_lack(*model);
    return model;
}

Eigen::MatrixXd source_columns(const VolumeModel& model) {
    Eigen::MatrixXd columns = Eigen::MatrixXd::Zero(model.grid.count(), 3 * model.bodies());
    for (int body = 0; body < model.bodies(); ++body) {
        const BodyKernel& kernel = model.kernels[static_cast<std::size_t>(body)];
        for (int part = 0; part < 3; ++part) {
            for (const CellWeight& w : kernel.parts[static_cast<std::size_t>(part)])
                columns(w.cell, 3 * body + part) = w.weight;
        }
    }
    return columns;
}

Eigen::VectorXd readings(const VolumeModel& model, const Eigen::VectorXd& temperature_C) {
    Eigen::VectorXd values = Eigen::VectorXd::Zero(3 * model.bodies());
    for (int body = 0; body < model.bodies(); ++body) {
        const BodyKernel& kernel = model.kernels[static_cast<std::size_t>(body)];
        for (int part = 0; part < 3; ++part) {
            for (const CellWeight& w : kernel.parts[static_cast<std::size_t>(part)])
                values[3 * body + part] += w.weight * temperature_C[w.cell];
        }
    }
    return values;
}

std::vector<StatePlace> state_places(const HeatSection& section) {
    std::vector<StatePlace> places;
    for (std::size_t b = 0; b < section.bodies.size(); ++b) {
        const HeatBody& body = section.bodies[b];
        const int at = static_cast<int>(b);
        if (body.cores.empty()) places.push_back({at, 0, body.id, body.condition});
        for (std::size_t c = 0; c < body.cores.size(); ++c)
            places.push_back({at, static_cast<int>(c), body.cores[c].id, body.cores[c].condition});
    }
    return places;
}

double value_of(const Condition& condition) {
    if (const auto* held = std::get_if<HeldTemperature>(&condition)) return held->temperature_C;
    if (const auto* given = std::get_if<GivenHeat>(&condition)) return given->heat_W_m;
    return 0.0;
}

}  // namespace maaiveld::influence
