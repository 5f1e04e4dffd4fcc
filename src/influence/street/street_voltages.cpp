#include "influence/street/street_voltages.h"

#include "model/scene.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <numbers>

namespace maaiveld::influence {
namespace {

using model::Asset;
using model::Network;

/// Side of the triangle of phases over the diameter of the whole cable: 0.464 for three touching
/// single cores, 0.35 to 0.45 for three cores in one sheath.
constexpr double kTriangle = 0.45;
constexpr double kPowerFrequency_Hz = 50.0;

bool is_electricity(Network network) {
    return network == Network::ElectricityLv || network == Network::ElectricityMv ||
           network == Network::ElectricityHv || network == Network::ElectricityNational;
}

bool made_of(const Asset& asset, const model::Catalogue& catalogue, const std::string& material) {
    if (word_of(asset, "medium") == material || word_of(asset, "material") == material) return true;
    const auto type = catalogue.types.find(asset.type);
    return type != catalogue.types.end() && type->second.material.starts_with(material);
}

bool is_victim(const Asset& asset, const model::Catalogue& catalogue) {
    if (asset.status == model::Status::Projected) return false;
    switch (asset.network) {
        case Network::Telecom:
            return made_of(asset, catalogue, "copper");
        case Network::GasLow:
        case Network::GasHigh:
        case Network::Water:
        case Network::HazardousPipeline:
        case Network::Petrochemical:
            return made_of(asset, catalogue, "steel");
        default:
            return false;
    }
}

/// The asset's axis with heights relative to the surface.
std::vector<geometry::Vec3> route_of(const Asset& asset, double ground_z) {
    double sagitta_m = 0.0;
    auto points = model::tessellated(asset.axis, sagitta_m);
    for (auto& point : points)
        point.z() = std::min(point.z() - ground_z, -1e-3);
    return points;
}

Complex at_angle(double magnitude, double angle_deg) {
    return std::polar(magnitude, angle_deg * std::numbers::pi / 180.0);
}

/// Which currents flow in a source.
struct SourceCurrents {
    double load_A = 0.0;
    double residual_A = 0.0;  ///< all phases together
    double fault_A = 0.0;     ///< in one phase
};

std::vector<PhaseConductor> phases_of(const Asset& asset, const SourceCurrents& currents) {
    const double radius_m = kTriangle * asset.outer_diameter_m / std::numbers::sqrt3;
    std::vector<PhaseConductor> phases;
    for (int k = 0; k < 3; ++k) {
        const double around = (90.0 + 120.0 * k) * std::numbers::pi / 180.0;
        PhaseConductor phase;
        phase.right_m = radius_m * std::cos(around);
        phase.up_m = radius_m * std::sin(around);
        phase.current_A = at_angle(currents.load_A, -120.0 * k) + currents.residual_A / 3.0;
        if (k == 0) phase.current_A += currents.fault_A;
        phases.push_back(phase);
    }
    return phases;
}

/// A power cable and what flows in it.
struct Source {
    const Asset* asset = nullptr;
    SourceCurrents currents;
};

std::vector<Source> sources_in(const model::Street& street,
                               const std::map<std::string, double>& currents_A) {
    std::vector<Source> sources;
    for (const Asset& asset : street.assets) {
        if (!is_electricity(asset.network) || asset.status != model::Status::Functional) continue;
        const double k = number_of(asset, "screening_k").value_or(1.0);
        const auto computed = currents_A.find(asset.id);
        Source source{&asset, {}};
        source.currents.load_A = computed != currents_A.end()
                                     ? computed->second
                                     : number_of(asset, "current_A").value_or(0.0);
        source.currents.residual_A = k * number_of(asset, "residual_A").value_or(0.0);
        source.currents.fault_A = k * number_of(asset, "earth_fault_A").value_or(0.0);
        const bool carries = source.currents.load_A > 0.0 || source.currents.residual_A > 0.0 ||
                             source.currents.fault_A > 0.0;
        if (carries && asset.axis.size() >= 2) sources.push_back(source);
    }
    return sources;
}

SourceRoute route_with(const Source& source, const SourceCurrents& currents, double ground_z) {
    SourceRoute route;
    route.id = source.asset->id;
    route.points = route_of(*source.asset, ground_z);
    route.phases = phases_of(*source.asset, currents);
    return route;
}

StreetVoltage normal_state(const Asset& victim, const InducedVoltage& induced) {
    StreetVoltage voltage;
    voltage.asset = victim.id;
    voltage.length_m = induced.length_m;
    voltage.normal_V = std::abs(induced.emf_V);
    for (const SourceShare& share : induced.shares) {
        if (!share.nearest_m) continue;
        voltage.shares.push_back({share.id, std::abs(share.emf_V), *share.nearest_m});
    }
    std::stable_sort(voltage.shares.begin(), voltage.shares.end(),
                     [](const auto& a, const auto& b) { return a.emf_V > b.emf_V; });
    Complex gathered_V = 0.0;
    voltage.along.push_back({0.0, 0.0});
    for (const InducedStretch& stretch : induced.stretches) {
        gathered_V += stretch.emf_V_m * stretch.length_m;
        voltage.along.push_back({stretch.from_m + stretch.length_m, std::abs(gathered_V)});
    }
    return voltage;
}

EarthReturn earth_of(const model::Street& street, const Operation& operation) {
    EarthReturn earth;
    earth.frequency_Hz = kPowerFrequency_Hz;
    earth.resistivity_ohm_m = operation.electrical_resistivity_ohm_m.value;
    if (street.soil && !street.soil->layers.empty()) {
        const auto& given = street.soil->layers.front().electrical_resistivity_ohm_m;
        if (given) earth.resistivity_ohm_m = *given;
    }
    return earth;
}

}  // namespace

namespace {

base::Result<void> check_currents(const Asset& asset) {
    const double k = number_of(asset, "screening_k").value_or(1.0);
    const auto where = fmt::format("asset `{}`", asset.id);
    if (k < 0.0 || k > 1.0) {
        return base::bad_input(fmt::format("`screening_k` is {}; a factor lies between 0 and 1", k),
                               where);
    }
    for (const char* key : {"residual_A", "earth_fault_A"}) {
        const double current_A = number_of(asset, key).value_or(0.0);
        if (current_A < 0.0) {
            return base::bad_input(
                fmt::format("`{}` is {}; it must not be negative", key, current_A), where);
        }
    }
    return {};
}

}  // namespace

base::Result<std::vector<StreetVoltage>> street_voltages(
    const model::Street& street, const model::Catalogue& catalogue, const Operation& operation,
    const std::map<std::string, double>& currents_A) {
    for (const Asset& asset : street.assets) {
        const auto checked = check_currents(asset);
        if (!checked) return tl::unexpected(checked.error());
    }
    const double ground_z = street.ground_z();
    const EarthReturn earth = earth_of(street, operation);
    const auto sources = sources_in(street, currents_A);
    std::vector<SourceRoute> normal;
    for (const Source& source : sources) {
        SourceCurrents currents = source.currents;
        currents.fault_A = 0.0;
        normal.push_back(route_with(source, currents, ground_z));
    }
    std::vector<StreetVoltage> voltages;
    if (normal.empty()) return voltages;
    for (const Asset& asset : street.assets) {
        if (!is_victim(asset, catalogue) || asset.axis.size() < 2) continue;
        VictimRoute victim;
        victim.id = asset.id;
        victim.points = route_of(asset, ground_z);
        const auto induced = induced_on(victim, normal, earth);
        if (!induced) return tl::unexpected(induced.error());
        StreetVoltage voltage = normal_state(asset, *induced);
        for (const Source& source : sources) {
            if (source.currents.fault_A <= 0.0) continue;
            const std::vector<SourceRoute> fault{
                route_with(source, {0.0, 0.0, source.currents.fault_A}, ground_z)};
            const auto during = induced_on(victim, fault, earth);
            if (!during) return tl::unexpected(during.error());
            const double emf_V = std::abs(during->emf_V);
            if (voltage.fault_V && *voltage.fault_V >= emf_V) continue;
            voltage.fault_V = emf_V;
            voltage.fault_source = source.asset->id;
        }
        voltages.push_back(std::move(voltage));
    }
    return voltages;
}

}  // namespace maaiveld::influence
