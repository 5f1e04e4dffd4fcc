#include "layout/section_of_street.h"

#include "geometry/polyline.h"
#include "layout/section_items.h"
#include "layout/section_obstacles.h"
#include "layout/section_order.h"
#include "layout/section_problem_of.h"
#include "layout/section_rules.h"
#include "layout/section_shapes.h"
#include "model/axis.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <set>

namespace maaiveld::layout {
namespace {

using base::bad_input;
using base::Result;

class SectionMaker {
public:
    SectionMaker(const model::Street& street, const model::Catalogue& catalogue,
                 const LayoutProfile& profile, const SectionQuestion& question)
        : street_{street},
          catalogue_{catalogue},
          profile_{profile},
          question_{question},
          place_{street, profile, 0.0, 0.0, 0.0, 0.0, 0.0} {}

    Result<SectionBrief> make(std::span<const rules::Pack> packs) {
        if (auto checked = check_question(); !checked) return tl::unexpected(checked.error());
        if (auto collected = collect(); !collected) return tl::unexpected(collected.error());
        start_brief();
        for (const LineGroup& group : groups_) {
            auto item = item_of(group, place_);
            if (!item) return tl::unexpected(item.error());
            brief_.items.push_back(std::move(*item));
        }
        brief_.items.insert(brief_.items.end(), question_.ready.begin(), question_.ready.end());
        add_surroundings(packs);
        return std::move(brief_);
    }

private:
    Result<void> check_question() const {
        if (street_.axis.size() < 2)
            return bad_input(
                fmt::format("street `{}` has no axis; a layout needs one", street_.name));
        if (street_.section.strips.empty() || !(street_.section.width_m() > 0.0))
            return bad_input(
                fmt::format("street `{}` has no section; a layout needs its strips", street_.name));
        const bool in_order = question_.from_m <= question_.to_m && question_.reach_m >= 0.0;
        if (!in_order || !std::isfinite(question_.from_m) || !std::isfinite(question_.to_m))
            return bad_input(fmt::format("a stretch from station {} to {} m is none",
                                         question_.from_m, question_.to_m));
        if (!(profile_.step_m > 0.0)) return bad_input("the layout profile's step must be above 0");
        return {};
    }

    bool touched(const model::Demand& demand) const {
        const double end = demand.to_m.value_or(geometry::length_of(std::span{street_.axis}));
        if (question_.from_m == question_.to_m)
            return demand.from_m <= question_.from_m && question_.from_m <= end;
        return std::min(end, question_.to_m) - std::max(demand.from_m, question_.from_m) >
               kRounding_m;
    }

    Result<void> collect() {
        for (const BriefItem& item : question_.ready) {
            for (const Body& body : item.bodies)
                in_ready_[body.asset] = item.name;
        }
        if (question_.demands) {
            for (const std::string& id : *question_.demands) {
                if (demand_called(id) == nullptr)
                    return bad_input(fmt::format("no demand is called `{}`", id));
            }
        }
        for (const model::Demand& demand : street_.demands) {
            if (in_ready_.contains(demand.asset.id) || !is_asked(demand)) continue;
            if (auto added = add(with_diameter(demand.asset), &demand, {}); !added) return added;
        }
        for (const std::string& id : question_.free) {
            const model::Asset* asset = asset_called(id);
            if (asset == nullptr) return bad_input(fmt::format("no line is called `{}`", id));
            if (in_ready_.contains(id)) continue;
            if (auto added = add(*asset, nullptr, cover_of(*asset)); !added) return added;
        }
        return {};
    }

    bool is_asked(const model::Demand& demand) const {
        if (!question_.demands) return touched(demand);
        const auto& ids = *question_.demands;
        return std::find(ids.begin(), ids.end(), demand.asset.id) != ids.end();
    }
    const model::Demand* demand_called(const std::string& id) const {
        for (const model::Demand& demand : street_.demands) {
            if (demand.asset.id == id) return &demand;
        }
        return nullptr;
    }
    const model::Asset* asset_called(const std::string& id) const {
        for (const model::Asset& asset : street_.assets) {
            if (asset.id == id) return &asset;
        }
        return nullptr;
    }

    model::Asset with_diameter(model::Asset asset) const {
        const auto type = catalogue_.types.find(asset.type);
        if (type == catalogue_.types.end()) return asset;
        if (!asset.duct_bank && !(asset.outer_diameter_m > 0.0))
            asset.outer_diameter_m = type->second.outer_diameter_m;
        if (!asset.wall_m) asset.wall_m = type->second.wall_m;
        return asset;
    }

    /// Cover of the highest place of a line within the stretch, as far as its vertices tell.
    double cover_of(const model::Asset& asset) const {
        double cover = 1e300;
        for (const model::Vertex& vertex : asset.axis) {
            const double top = vertex.at.z() + model::half_height_of(asset);
            cover = std::min(cover, street_.ground_z() - top);
        }
        return cover;
    }

    Result<void> add(model::Asset asset, const model::Demand* demand,
                     std::optional<double> cover_m) {
        if (!asset.duct_bank && !(asset.outer_diameter_m > 0.0))
            return bad_input(
                fmt::format("demand `{}` has no diameter: give `type` or `diameter_m`", asset.id));
        const std::string together = !asset.pair.empty()      ? asset.pair
                                     : !asset.bed.empty()     ? asset.bed
                                     : !asset.in_duct.empty() ? asset.in_duct
                                                              : asset.id;
        const auto same = [&](const LineGroup& g) {
            const model::Asset& first = g.lines.front().asset;
            if (g.name == asset.id && asset.in_duct.empty()) return true;
            return g.name == together && first.network == asset.network;
        };
        auto found = std::find_if(groups_.begin(), groups_.end(), same);
        if (found == groups_.end()) {
            groups_.push_back({together, {}});
            found = groups_.end() - 1;
        }
        found->lines.push_back({std::move(asset), demand, cover_m});
        return {};
    }

    void start_brief() {
        const auto& section = street_.section;
        brief_.width_m = section.width_m();
        brief_.left_offset_m = section.starts_at_offset_m;
        brief_.step_m = profile_.step_m;
        brief_.width_cost_eur_m2 = profile_.width_cost_eur_m2;
        using model::StripKind;
        const auto& strips = section.strips;
        place_.from_m = question_.from_m;
        place_.to_m = question_.to_m;
        place_.width_m = place_.facade_right_m = brief_.width_m;
        if (strips.front().kind == StripKind::Facade) place_.facade_left_m = strips.front().width_m;
        if (strips.back().kind == StripKind::Facade) place_.facade_right_m -= strips.back().width_m;
        brief_.middle_m = place_.middle_m();
    }

    void add_surroundings(std::span<const rules::Pack> packs) {
        StretchOfStreet stretch{question_.from_m - question_.reach_m,
                                question_.to_m + question_.reach_m,
                                packs.empty() ? 15.0 : packs.front().max_angle_deg};
        model::Street known = part_of(street_, stretch);
        std::set<std::string> placed = take_items(known);
        const SectionThings things = things_of(std::move(known));
        std::vector<bool> skip;
        for (const model::Owner& owner : things.scene.owners)
            skip.push_back(placed.contains(owner.id));
        Lies lies;
        add_obstacles(things, stretch, skip, brief_, lies);
        for (BriefItem& item : brief_.items)
            set_touching(things.street, item);
        add_pack_requirements(things, lies, packs, profile_, brief_);
        add_own_requirements(things, profile_, brief_);
        if (profile_.keep_order && question_.keep_order) keep_orders(brief_);
    }

    /// Adds the items' lines to what is known of the street and gives the ids that are no
    /// obstacles.
    std::set<std::string> take_items(model::Street& known) const {
        std::set<std::string> placed;
        const auto take = [&](model::Asset asset) {
            placed.insert(asset.id);
            std::erase_if(known.assets, [&](const model::Asset& a) { return a.id == asset.id; });
            const auto at = [&](double station) {
                return geometry::Vec3{station, 0.0, street_.ground_z() - 1.0};
            };
            asset.axis = {{at(0.0), {}, {}}, {at(10.0), {}, {}}};
            known.assets.push_back(std::move(asset));
        };
        for (const LineGroup& group : groups_) {
            for (const WantedLine& line : group.lines)
                take(line.asset);
        }
        for (const auto& [id, item] : in_ready_) {
            placed.insert(id);
            const model::Demand* demand = demand_called(id);
            const model::Asset* asset = demand != nullptr ? &demand->asset : asset_called(id);
            if (asset == nullptr) continue;
            model::Asset racked = with_diameter(*asset);
            racked.rack = item;
            take(std::move(racked));
        }
        return placed;
    }

    /// Connections of a line, the duct or bed it shares, and the manholes of its own network.
    static void set_touching(const model::Street& known, BriefItem& item) {
        std::set<std::string> ids;
        const auto called = [&](const std::string& id) -> const model::Asset* {
            const auto found =
                std::find_if(known.assets.begin(), known.assets.end(),
                             [&](const model::Asset& asset) { return asset.id == id; });
            return found == known.assets.end() ? nullptr : &*found;
        };
        for (const Body& body : item.bodies) {
            const model::Asset* mine = called(body.asset);
            if (mine == nullptr) continue;
            for (const model::Asset& other : known.assets) {
                const bool taps = other.connects_to == mine->id || mine->connects_to == other.id;
                const bool inside = other.in_duct == mine->id || mine->in_duct == other.id ||
                                    (!mine->in_duct.empty() && mine->in_duct == other.in_duct);
                const bool beside = (!mine->bed.empty() && mine->bed == other.bed) ||
                                    (!mine->pair.empty() && mine->pair == other.pair);
                if (other.id != mine->id && (taps || inside || beside)) ids.insert(other.id);
            }
            for (const model::Structure& structure : known.structures) {
                if (structure.network == mine->network) ids.insert(structure.id);
            }
        }
        item.may_touch.insert(item.may_touch.end(), ids.begin(), ids.end());
    }

    const model::Street& street_;
    const model::Catalogue& catalogue_;
    const LayoutProfile& profile_;
    const SectionQuestion& question_;
    std::map<std::string, std::string> in_ready_;  ///< id of a body to its item's name
    std::vector<LineGroup> groups_;
    SectionBrief brief_;
    SectionPlace place_;
};

}  // namespace

Result<SectionBrief> section_of_street(const model::Street& street,
                                       const model::Catalogue& catalogue,
                                       std::span<const rules::Pack> packs,
                                       const LayoutProfile& profile,
                                       const SectionQuestion& question) {
    return SectionMaker{street, catalogue, profile, question}.make(packs);
}

}  // namespace maaiveld::layout
