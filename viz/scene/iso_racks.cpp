#include "viz/scene/iso_page.h"

#include <cmath>
#include <numbers>

namespace maaiveld::viz::scene {

namespace {

using model::RackPart;
using model::RackPartKind;

/// The lines are what a rack is about: its plates are glass, its frames solid.
Color color_of(const IsoPage& page, RackPartKind kind) {
    switch (kind) {
        case RackPartKind::CoverPlate:
            return faded(page.style.structure, 0.18);
        case RackPartKind::BasePlate:
            return faded(page.style.structure, 0.7);
        case RackPartKind::Saddle:
            return page.style.structure;
        case RackPartKind::Post:
        case RackPartKind::Beam:
            break;
    }
    return page.style.structure_dark;
}

void add_part(IsoPage& page, Mesh& mesh, const RackPart& part) {
    const double heading = part.heading_deg * std::numbers::pi / 180.0;
    const Vec3 at = page.local(part.centre);
    const Vec2 u = 0.5 * part.size_m.x() * Vec2(std::cos(heading), std::sin(heading));
    const Vec2 v = 0.5 * part.size_m.y() * Vec2(-std::sin(heading), std::cos(heading));
    const Vec2 middle(at.x(), at.y());
    const double half = 0.5 * part.size_m.z() * page.exaggeration;
    add_prism(mesh, {middle - u - v, middle + u - v, middle + u + v, middle - u + v}, at.z() - half,
              at.z() + half);
}

bool is_in_view(const IsoPage& page, const RackPart& part) {
    const double half = 0.5 * part.size_m.x();
    const Vec2 along(std::cos(part.heading_deg * std::numbers::pi / 180.0),
                     std::sin(part.heading_deg * std::numbers::pi / 180.0));
    const double reach = part.kind == RackPartKind::CoverPlate ? half : 0.0;
    for (const double side : {-reach, reach}) {
        const Vec2 end = geometry::plan(part.centre) + side * along;
        if (!pieces_shown(page, {{end.x(), end.y(), 0.0}, {end.x() + 1e-4, end.y(), 0.0}}, 0.5)
                 .empty()) {
            continue;
        }
        return false;
    }
    return true;
}

}  // namespace

void add_racks(IsoPage& page) {
    if (page.rack_types == nullptr) return;
    for (const model::Rack& rack : page.street.racks) {
        const auto type = page.rack_types->find(rack.type);
        if (type == page.rack_types->end()) continue;
        const auto parts = model::rack_parts(type->second, page.street, rack);
        if (!parts) continue;
        // One mesh for each kind: hundreds of saddles are one thing to draw.
        for (const RackPartKind kind :
             {RackPartKind::BasePlate, RackPartKind::Post, RackPartKind::Beam, RackPartKind::Saddle,
              RackPartKind::CoverPlate}) {
            Mesh& mesh = page.mesh(Role::Structure, color_of(page, kind), false, rack.id);
            for (const RackPart& part : *parts) {
                if (part.kind == kind && is_in_view(page, part)) add_part(page, mesh, part);
            }
        }
    }
}

}  // namespace maaiveld::viz::scene
