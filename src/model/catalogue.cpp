#include "model/catalogue.h"

namespace maaiveld::model {
namespace {

/// An entry without a range fits every value; one with a range needs a value inside it.
bool fits(std::optional<double> value, std::optional<double> low, std::optional<double> high) {
    if (!low && !high) return true;
    if (!value) return false;
    return (!low || *value >= *low) && (!high || *value <= *high);
}

}  // namespace

const TypicalAsset* typical_asset(const Catalogue& catalogue, Network network,
                                  const std::string& kind, std::optional<double> voltage_kV,
                                  std::optional<double> pressure_bar) {
    for (const TypicalAsset& typical : catalogue.typical) {
        if (typical.network != network) continue;
        if (!typical.kind.empty() && typical.kind != kind) continue;
        if (!fits(voltage_kV, typical.min_voltage_kV, typical.max_voltage_kV)) continue;
        if (!fits(pressure_bar, typical.min_pressure_bar, typical.max_pressure_bar)) continue;
        return &typical;
    }
    return nullptr;
}

}  // namespace maaiveld::model
