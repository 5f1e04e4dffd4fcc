#include "exchange/imkl_feature.h"

namespace maaiveld::exchange {

bool is_line(FeatureKind kind) {
    return kind >= FeatureKind::ElectricityCable && kind <= FeatureKind::CableBed;
}

bool is_container(FeatureKind kind) {
    return kind >= FeatureKind::CasingPipe && kind <= FeatureKind::CableBed;
}

bool is_cable(FeatureKind kind) {
    return kind == FeatureKind::ElectricityCable || kind == FeatureKind::TelecomCable;
}

bool is_point_object(FeatureKind kind) {
    return kind >= FeatureKind::Appurtenance && kind <= FeatureKind::TechnicalBuilding;
}

const std::string& Feature::word(const std::string& property) const {
    static const std::string none;
    const auto found = words.find(property);
    return found == words.end() ? none : found->second;
}

}  // namespace maaiveld::exchange
