#include "layout/street_phases.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>

namespace maaiveld::layout {
namespace {

using model::Asset;
using model::Street;

std::optional<double> phase_attribute(const Asset& asset) {
    const auto found = asset.attributes.find("phase");
    if (found == asset.attributes.end()) return std::nullopt;
    const double* number = std::get_if<double>(&found->second);
    return number == nullptr ? std::nullopt : std::optional{*number};
}

std::optional<double> planned_year(const Asset& asset) {
    if (asset.status != model::Status::Projected || asset.year == 0) return std::nullopt;
    return static_cast<double>(asset.year);
}

/// Phases by id, and whether they are years.
struct Timing {
    bool by_year = false;
    std::map<std::string, double> phase_of;
};

template <class PhaseOf>
std::map<std::string, double> phases_by(const Street& street, PhaseOf phase_of) {
    std::map<std::string, double> phases;
    for (const Asset& asset : street.assets)
        if (const auto phase = phase_of(asset)) phases[asset.id] = *phase;
    for (const model::Demand& demand : street.demands)
        if (const auto phase = phase_of(demand.asset)) phases[demand.asset.id] = *phase;
    return phases;
}

/// What has none of its own takes the phase of what it taps or lies in; as often as it takes.
void follow(const Street& street, std::map<std::string, double>& phases) {
    for (bool again = true; again;) {
        again = false;
        for (const Asset& asset : street.assets) {
            if (phases.contains(asset.id)) continue;
            for (const std::string* other : {&asset.connects_to, &asset.in_duct}) {
                const auto found = phases.find(*other);
                if (other->empty() || found == phases.end()) continue;
                phases[asset.id] = found->second;
                again = true;
                break;
            }
        }
    }
}

Timing timing_of(const Street& street) {
    Timing timing;
    timing.phase_of = phases_by(street, phase_attribute);
    if (timing.phase_of.empty()) {
        timing.by_year = true;
        timing.phase_of = phases_by(street, planned_year);
    }
    follow(street, timing.phase_of);
    return timing;
}

Street until(const Street& street, const Timing& timing, double last) {
    const auto later = [&](const std::string& id) {
        const auto found = timing.phase_of.find(id);
        return found != timing.phase_of.end() && found->second > last;
    };
    Street part = street;
    std::erase_if(part.assets, [&](const Asset& asset) { return later(asset.id); });
    std::erase_if(part.demands, [&](const model::Demand& d) { return later(d.asset.id); });
    return part;
}

}  // namespace

std::vector<StreetPhase> phases_of(const Street& street) {
    const Timing timing = timing_of(street);
    std::set<double> numbers;
    for (const auto& [id, phase] : timing.phase_of)
        numbers.insert(phase);
    if (numbers.size() < 2) return {{numbers.empty() ? 0.0 : *numbers.begin(), false, street}};
    std::vector<StreetPhase> phases;
    for (const double number : numbers)
        phases.push_back({number, timing.by_year, until(street, timing, number)});
    return phases;
}

}  // namespace maaiveld::layout
