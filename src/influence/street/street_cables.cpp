#include "influence/street/street_cables.h"

#include "influence/cables/cable_rating.h"
#include "influence/cables/catalogue_cable.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

namespace maaiveld::influence {
namespace {

/// Between these the line of a cable in moist ground is drawn.
constexpr double kCold_C = 5.0;
constexpr double kWarm_C = 35.0;
/// Ground temperature at which Dutch tables quote ratings.
constexpr double kQuoted_C = 15.0;
constexpr double kPowerFrequency_Hz = 50.0;

/// The cable in ground of kCold_C. Everything that warms its place counts as a rise on that, so
/// that soil dries where it should (cable_rating.h).
base::Result<std::shared_ptr<const CableModel>> model_of(const CableCircuit& circuit,
                                                         const model::Catalogue& catalogue,
                                                         const model::SoilProfile& soil) {
    auto known = with_catalogue_type(circuit, catalogue);
    if (!known) return tl::unexpected(known.error());
    known->ambient_C = kCold_C;
    GroundSurface surface;
    surface.temperature_C = kCold_C;
    auto model = cable_model(*known, soil, surface, kPowerFrequency_Hz);
    if (!model) return tl::unexpected(model.error());
    if (!model->rated) {
        return base::bad_input("its construction is not known well enough to rate it", circuit.id);
    }
    return std::make_shared<const CableModel>(std::move(*model));
}

/// Heat of all axes together, and the hottest conductor.
struct Working {
    double heat_W_m = 0.0;
    double conductor_C = 0.0;
};

base::Result<Working> working(const CableModel& model, double current_A, double ambient_C) {
    Working all;
    for (std::size_t axis = 0; axis < model.axis_count(); ++axis) {
        const auto state = cable_state(model, axis, current_A, ambient_C - kCold_C);
        if (!state) {
            return base::bad_input(
                fmt::format("{:.0f} A heats it without end; the current is far above its rating",
                            current_A),
                model.circuit.id);
        }
        all.heat_W_m += state->heat_W_m * model.layout.cables_per_axis;
        all.conductor_C = std::max(all.conductor_C, state->conductor_C);
    }
    return all;
}

AmbientLine line_through(double x1_C, double y1, double x2_C, double y2) {
    const double per_K = (y2 - y1) / (x2_C - x1_C);
    return {y1 - per_K * x1_C, per_K};
}

base::Result<CableLaw> law_between(const CableModel& model, double current_A, double from_C,
                                   double to_C) {
    const auto from = working(model, current_A, from_C);
    if (!from) return tl::unexpected(from.error());
    const auto to = working(model, current_A, to_C);
    if (!to) return tl::unexpected(to.error());
    return CableLaw{line_through(from_C, from->heat_W_m, to_C, to->heat_W_m),
                    line_through(from_C, from->conductor_C, to_C, to->conductor_C)};
}

base::Error named(base::Error error, const std::string& cable) {
    error.where = fmt::format("cable `{}`", cable);
    return error;
}

base::Result<void> add_laws(StreetCable& cable) {
    CableModel moist = *cable.model;
    moist.drying.reset();
    auto law = law_between(moist, cable.current_A, kCold_C, kWarm_C);
    if (!law) return tl::unexpected(named(law.error(), cable.circuit.id));
    cable.moist = *law;
    cable.dried.reset();
    if (!cable.model->drying || cable.current_A <= 0.0) return {};
    // Warmed to the isotherm by others, any current dries the soil.
    const double dry_C = kCold_C + cable.model->drying->critical_rise_K;
    law = law_between(*cable.model, cable.current_A, dry_C, dry_C + 5.0);
    if (!law) return tl::unexpected(named(law.error(), cable.circuit.id));
    cable.dried = *law;
    return {};
}

}  // namespace

double StreetCable::heat_W_m(double ambient_C) const {
    const double heat = moist.heat_W_m.at(ambient_C);
    return dried ? std::max(heat, dried->heat_W_m.at(ambient_C)) : heat;
}

double StreetCable::conductor_C(double ambient_C) const {
    const double conductor = moist.conductor_C.at(ambient_C);
    return dried ? std::max(conductor, dried->conductor_C.at(ambient_C)) : conductor;
}

base::Result<StreetCable> with_current(const StreetCable& cable, double current_A) {
    StreetCable loaded = cable;
    loaded.current_A = current_A;
    const auto added = add_laws(loaded);
    if (!added) return tl::unexpected(added.error());
    return loaded;
}

base::Result<StreetCable> street_cable(const SectionObjects& section, std::size_t object,
                                       const model::Street& street,
                                       const model::Catalogue& catalogue,
                                       const model::SoilProfile& soil,
                                       const Assumptions& assumptions) {
    const SectionObject& o = section.objects[object];
    const model::Asset& asset = street.assets[o.asset];
    StreetCable cable;
    cable.object = object;
    cable.body = *o.body;
    cable.circuit.id = o.id;
    cable.circuit.type = asset.type;
    cable.circuit.at = o.at;
    cable.conductor_limit_C = number_for(asset, catalogue, "max_conductor_C");
    auto model = model_of(cable.circuit, catalogue, soil);
    if (!model) return tl::unexpected(named(model.error(), o.id));
    cable.model = std::move(*model);
    auto current_A = number_of(asset, "current_A");
    if (!current_A) {
        const auto share = assumptions.load_share.find(o.operating->id);
        const double load = share == assumptions.load_share.end() ? 0.0 : share->second;
        current_A = load * rating_A(cable, kQuoted_C);
    }
    if (!(*current_A >= 0.0)) {
        return base::bad_input(
            fmt::format("`current_A` is {}; it must not be negative", *current_A),
            fmt::format("asset `{}`", asset.id));
    }
    return with_current(cable, *current_A);
}

double rating_A(const StreetCable& cable, double ambient_C) {
    const std::vector<double> rise_K(cable.model->axis_count(), ambient_C - kCold_C);
    return circuit_rating(*cable.model, rise_K).rating.rating_A;
}

}  // namespace maaiveld::influence
