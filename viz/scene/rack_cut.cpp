#include "viz/scene/rack_cut.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

namespace maaiveld::viz::scene {

namespace {

using model::RackPart;
using model::RackPartKind;

double ahead_m(const SectionCut& cut, const RackPart& part) {
    return std::abs((geometry::plan(part.centre) - cut.frame.origin).dot(cut.frame.along));
}

/// The frame (of posts) or bay (of cover plates) whose parts lie nearest to the plane.
int nearest_frame(const SectionCut& cut, const std::vector<RackPart>& parts, RackPartKind kind) {
    int nearest = -1;
    double least = std::numeric_limits<double>::infinity();
    for (const RackPart& part : parts) {
        if (part.kind != kind || ahead_m(cut, part) >= least) continue;
        least = ahead_m(cut, part);
        nearest = part.frame;
    }
    return nearest;
}

/// Half of the part's extent across the street: its own cross direction seen in the plane.
double half_across_m(const SectionCut& cut, const RackPart& part) {
    const double heading = part.heading_deg * std::numbers::pi / 180.0;
    const Vec2 across(-std::sin(heading), std::cos(heading));
    return 0.5 * part.size_m.y() * std::abs(across.dot(cut.frame.left));
}

int painting_rank(RackPartKind kind) {
    switch (kind) {
        case RackPartKind::BasePlate:
        case RackPartKind::CoverPlate:
            return 0;
        case RackPartKind::Post:
            return 1;
        case RackPartKind::Beam:
            return 2;
        case RackPartKind::Saddle:
            break;
    }
    return 3;
}

void add_parts(const SectionCut& cut, const model::Street& street, std::size_t rack,
               const std::vector<RackPart>& parts, std::vector<CutRackPart>& found) {
    const int frame = nearest_frame(cut, parts, RackPartKind::Post);
    const int bay = nearest_frame(cut, parts, RackPartKind::CoverPlate);
    for (const RackPart& part : parts) {
        if (part.frame != (part.kind == RackPartKind::CoverPlate ? bay : frame)) continue;
        const double offset = (geometry::plan(part.centre) - cut.frame.origin).dot(cut.frame.left);
        const double half = half_across_m(cut, part);
        const double height = part.centre.z() - street.ground_z();
        found.push_back({rack, part.kind, offset + half, offset - half,
                         height + 0.5 * part.size_m.z(), height - 0.5 * part.size_m.z()});
    }
}

}  // namespace

std::vector<CutRackPart> cut_rack_parts(const SectionCut& cut, const model::Street& street,
                                        const RackTypes& types) {
    std::vector<CutRackPart> found;
    for (const CutBlock& block : cut.racks) {
        const model::Rack& rack = street.racks[block.index];
        const auto type = types.find(rack.type);
        if (type == types.end()) continue;
        const auto parts = model::rack_parts(type->second, street, rack);
        if (parts) add_parts(cut, street, block.index, *parts, found);
    }
    std::stable_sort(found.begin(), found.end(), [](const CutRackPart& a, const CutRackPart& b) {
        return painting_rank(a.kind) < painting_rank(b.kind);
    });
    return found;
}

}  // namespace maaiveld::viz::scene
