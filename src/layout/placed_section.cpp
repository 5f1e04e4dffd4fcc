#include "layout/section_of_street.h"
#include "layout/section_shapes.h"
#include "model/axis.h"

#include <algorithm>
#include <set>

namespace maaiveld::layout {
namespace {

const model::Asset* line_called(const model::Street& street, const std::string& id) {
    for (const model::Asset& asset : street.assets) {
        if (asset.id == id) return &asset;
    }
    for (const model::Demand& demand : street.demands) {
        if (demand.asset.id == id) return &demand.asset;
    }
    return nullptr;
}

class Placer {
public:
    Placer(const SectionBrief& brief, const model::Street& of, double length_m)
        : brief_{brief}, of_{of}, length_m_{length_m} {
        placed_.name = of.name;
        placed_.crs = of.crs;
        placed_.axis = {{0.0, 0.0}, {length_m, 0.0}};
        placed_.surface = of.surface;
        placed_.groundwater = of.groundwater;
        placed_.soil = of.soil;
        placed_.section = of.section;
    }

    void add_item(const BriefItem& item, const ItemPlace& place) {
        const bool racked = std::any_of(item.bodies.begin(), item.bodies.end(),
                                        [](const Body& body) { return body.is_rack; });
        for (const Body& body : item.bodies) {
            const model::Asset* line = line_called(of_, body.asset);
            if (body.is_rack) {
                add_rack(body, place);
            } else if (line != nullptr) {
                add_line(*line, body, place, racked ? item.name : line->rack);
            }
        }
    }

    void add_obstacle(const Obstacle& obstacle) {
        if (!obstacle.solid || obstacle.crosses || !done_.insert(obstacle.id).second) return;
        const ItemPlace at{0.0, 0.0};
        if (const model::Asset* line = line_called(of_, obstacle.id)) {
            add_line(*line, obstacle.body, at, line->rack);
        } else if (!add_tree(obstacle)) {
            add_structure(obstacle);
        }
    }

    model::Street take() { return std::move(placed_); }

private:
    double offset_of(double x_m) const { return brief_.left_offset_m - x_m; }

    /// As the brief has it: a diameter that comes from the catalogue is in the body only.
    void add_line(const model::Asset& line, const Body& body, const ItemPlace& place,
                  const std::string& rack) {
        model::Asset asset = line;
        if (!asset.duct_bank) asset.outer_diameter_m = 2.0 * body.half_width_m;
        asset.rack = rack;
        const double axis_m = place.cover_m + body.down_m;
        model::lay_along(placed_,
                         {0.0, length_m_, offset_of(place.x_m + body.right_m),
                          axis_m - model::half_height_of(asset)},
                         asset);
        placed_.assets.push_back(std::move(asset));
    }

    void add_rack(const Body& body, const ItemPlace& place) {
        model::Rack rack;
        rack.id = body.asset;
        const double y = offset_of(place.x_m + body.right_m);
        rack.line = {{0.0, y}, {length_m_, y}};
        rack.width_m = 2.0 * body.half_width_m;
        rack.top_m = -(place.cover_m + body.down_m - body.half_height_m);
        rack.bottom_m = -(place.cover_m + body.down_m + body.half_height_m);
        if (done_.insert(rack.id).second) placed_.racks.push_back(std::move(rack));
    }

    bool add_tree(const Obstacle& obstacle) {
        for (const model::Tree& tree : of_.trees) {
            if (tree.id != obstacle.id) continue;
            placed_.trees.push_back(tree);
            placed_.trees.back().at = {0.5 * length_m_, offset_of(obstacle.body.right_m)};
            return true;
        }
        return false;
    }

    void add_structure(const Obstacle& obstacle) {
        for (const model::Structure& structure : of_.structures) {
            if (structure.id != obstacle.id) continue;
            model::Structure copy = structure;
            const double y = offset_of(obstacle.body.right_m);
            if (copy.line) {
                copy.line = {{0.0, y}, {length_m_, y}};
            } else {
                copy.at = {0.5 * length_m_, y};
                if (!copy.diameter_m) {
                    copy.heading_deg = 0.0;
                    copy.size_m.y() = 2.0 * half_width_of(obstacle.body);
                }
            }
            placed_.structures.push_back(std::move(copy));
        }
    }

    const SectionBrief& brief_;
    const model::Street& of_;
    double length_m_;
    model::Street placed_;
    std::set<std::string> done_;
};

}  // namespace

model::Street placed_section(const SectionBrief& brief, const std::vector<ItemPlace>& places,
                             const model::Street& of, double length_m) {
    Placer placer{brief, of, length_m};
    for (std::size_t i = 0; i < brief.items.size() && i < places.size(); ++i)
        placer.add_item(brief.items[i], places[i]);
    for (const Obstacle& obstacle : brief.obstacles)
        placer.add_obstacle(obstacle);
    return placer.take();
}

}  // namespace maaiveld::layout
