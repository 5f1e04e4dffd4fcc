#include "layout/sizing_profile.h"

#include <algorithm>

namespace maaiveld::layout {

const LoadClass* SizingProfile::load_class(const std::string& name) const {
    const auto found = std::find_if(load_classes.begin(), load_classes.end(),
                                    [&](const LoadClass& c) { return c.name == name; });
    return found == load_classes.end() ? nullptr : &*found;
}

const LineMaterial* SizingProfile::material_of(const std::string& material) const {
    const auto found = std::find_if(materials.begin(), materials.end(), [&](const LineMaterial& m) {
        return material.starts_with(m.starts_with);
    });
    return found == materials.end() ? nullptr : &*found;
}

}  // namespace maaiveld::layout
