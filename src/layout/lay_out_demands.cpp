#include "geometry/polyline.h"
#include "layout/lay_out_parts.h"
#include "layout/rack_water.h"

#include <algorithm>
#include <fmt/format.h>
#include <fmt/ranges.h>

namespace maaiveld::layout {
namespace {

using model::Demand;

bool is_connection(const model::Asset& asset) {
    if (!asset.connects_to.empty()) return true;
    const auto kind = asset.attributes.find("kind");
    if (kind == asset.attributes.end()) return false;
    const auto* word = std::get_if<std::string>(&kind->second);
    return word != nullptr && (*word == "house_connection" || *word == "service");
}

bool is_named(const std::string& word, const model::Street& street) {
    return word == "all" || model::network_named(word).has_value() ||
           std::any_of(street.assets.begin(), street.assets.end(),
                       [&](const model::Asset& a) { return a.id == word || a.alias == word; });
}

bool frees(const std::vector<std::string>& words, const model::Asset& asset) {
    return std::any_of(words.begin(), words.end(), [&](const std::string& word) {
        if (word == asset.id || word == asset.alias) return true;
        if (is_connection(asset) || !asset.in_duct.empty()) return false;
        return word == "all" || word == model::name_of(asset.network);
    });
}

std::string together(const model::Asset& asset) {
    if (!asset.pair.empty()) return asset.pair;
    return asset.bed.empty() ? asset.id : asset.bed;
}

std::vector<const Demand*> demands_called(const model::Street& street,
                                          const std::vector<std::string>& ids) {
    std::vector<const Demand*> found;
    for (const Demand& demand : street.demands) {
        if (std::find(ids.begin(), ids.end(), demand.asset.id) != ids.end())
            found.push_back(&demand);
    }
    return found;
}

bool may_be_racked(const Demand& demand, const LayoutProfile& profile,
                   const model::RackType& type) {
    const NetworkPractice* practice = profile.of(demand.asset);
    const bool has_level =
        std::find(type.order.begin(), type.order.end(), demand.asset.network) != type.order.end();
    return demand.rack && !demand.fall && has_level && practice != nullptr &&
           practice->rack_level >= 0;
}

/// The demands that go in the rack: those that may, over the longest stretch that one has; what
/// runs elsewhere lies flat.
std::vector<const Demand*> racked(const LayoutInput& in, const std::vector<std::string>& ids,
                                  const model::RackType& type, Stations& at) {
    const double length = geometry::length_of(std::span<const model::Vec2>{in.street.axis});
    std::vector<const Demand*> may;
    at = {0.0, 0.0};
    for (const Demand* demand : demands_called(in.street, ids)) {
        if (!may_be_racked(*demand, in.profile, type)) continue;
        const Stations s = stations_of(*demand, length);
        if (s.to_m - s.from_m > at.to_m - at.from_m + 1e-9) at = s;
        may.push_back(demand);
    }
    std::erase_if(may, [&](const Demand* demand) {
        const Stations s = stations_of(*demand, length);
        return std::abs(s.from_m - at.from_m) > 0.05 || std::abs(s.to_m - at.to_m) > 0.05;
    });
    return may;
}

bool is_supply(const model::Asset& asset) {
    const auto role = asset.attributes.find("role");
    if (role == asset.attributes.end()) return false;
    const auto* word = std::get_if<std::string>(&role->second);
    return word != nullptr && *word == "supply";
}

std::vector<RackMember> members_of(const std::vector<const Demand*>& demands) {
    std::vector<RackMember> members;
    std::vector<std::string> names;
    for (const Demand* demand : demands) {
        const std::string name = together(demand->asset);
        const auto known = std::find(names.begin(), names.end(), name);
        const auto at = static_cast<std::size_t>(known - names.begin());
        if (at == names.size()) {
            names.push_back(name);
            members.emplace_back();
        }
        RackMember& member = members[at];
        member.assets.push_back(demand->asset);
        if (!demand->connections) continue;
        const model::ConnectionDemand& c = *demand->connections;
        member.connected_left |= c.left && !c.stations_m.empty();
        member.connected_right |= c.right && !c.stations_m.empty();
        member.connection_diameter_m = std::max(member.connection_diameter_m, c.outer_diameter_m);
    }
    for (RackMember& member : members) {
        std::stable_sort(member.assets.begin(), member.assets.end(),
                         [](const model::Asset& a, const model::Asset& b) {
                             return is_supply(a) && !is_supply(b);
                         });
    }
    return members;
}

std::string free_id(const model::Street& street) {
    std::string id = "VKLS";
    const auto taken = [&] {
        return std::any_of(street.racks.begin(), street.racks.end(),
                           [&](const model::Rack& r) { return r.id == id; });
    };
    for (int k = 2; taken(); ++k)
        id = fmt::format("VKLS-{}", k);
    return id;
}

RackFillOptions fill_options(const LayoutInput& in, bool facade_left) {
    RackFillOptions options;
    options.id = free_id(in.street);
    options.facade_left = facade_left;
    options.limits.nodes = in.options.nodes;
    return options;
}

/// What a strip costs all members together; nothing where one of them may not lie.
std::optional<double> strip_cost(const LayoutInput& in, const std::vector<const Demand*>& members,
                                 model::StripKind kind) {
    double sum = 0.0;
    for (const Demand* demand : members) {
        const auto& asked = demand->strips;
        const auto& usual = in.profile.of(demand->asset)->strips;
        const auto cost = usual.find(kind);
        const bool may = asked.empty() ? cost != usual.end()
                                       : std::find(asked.begin(), asked.end(), kind) != asked.end();
        if (!may) return std::nullopt;
        if (cost != usual.end()) sum += cost->second;
    }
    return sum;
}

/// Where the rack's middle may lie: it stays within strips (on the halves of the street) that all
/// its members may use, and opens the surface over its own width.
void place_where(const LayoutInput& in, const std::vector<const Demand*>& members, bool facade_left,
                 RackFill& fill) {
    const model::Section& section = in.street.section;
    const double width_m = section.width_m();
    const Edges edges = edges_of(fill.item);
    double low = 0.0;
    double high = width_m;
    for (const Demand* demand : members) {
        if (!demand->left) low = std::max(low, 0.5 * width_m);
        if (!demand->right) high = std::min(high, 0.5 * width_m);
        fill.item.pull_eur_m2 += in.profile.of(demand->asset)->pull_to_facade_eur_m2;
    }
    fill.item.pull_to_m = facade_left ? 0.0 : width_m;
    double x = 0.0;
    double run_start = 0.0;
    bool in_run = false;
    std::vector<Stretch> run;
    const auto close = [&](double end) {
        for (Stretch part : run) {
            part.from_m = std::max({part.from_m, run_start - edges.left_m});
            part.to_m = std::min({part.to_m, end - edges.right_m});
            if (part.to_m > part.from_m) fill.item.where.push_back(part);
        }
        run.clear();
        in_run = false;
    };
    for (const model::Strip& strip : section.strips) {
        const double from = std::max(low, x);
        const double to = std::min(high, x + strip.width_m);
        x += strip.width_m;
        const auto cost = strip_cost(in, members, strip.kind);
        if (!cost || to <= from) {
            if (in_run) close(from);
            continue;
        }
        if (!in_run) run_start = from, in_run = true;
        const auto open = in.profile.reinstatement_eur_m2.find(strip.kind);
        const double surface =
            open == in.profile.reinstatement_eur_m2.end() ? 0.0 : open->second * fill.width_m;
        run.push_back({from, to, *cost + surface});
    }
    if (in_run) close(std::min(high, x));
}

std::vector<const Demand*> without(std::vector<const Demand*> members, const std::string& name) {
    std::erase_if(members, [&](const Demand* d) { return together(d->asset) == name; });
    return members;
}

/// Fills the rack; its drinking water keeps the limit where temperatures count.
base::Result<RackFill> fill_within_limits(const LayoutInput& in, const model::RackType& type,
                                          bool facade_left,
                                          const std::vector<RackMember>& members) {
    const RackFillOptions options = fill_options(in, facade_left);
    if (in.operation == nullptr || !in.options.heat)
        return fill_rack(type, members, in.packs, in.profile, options);
    const HeatContext heat{
        in.street, in.catalogue, *in.operation, 8, 6, heat_limits_of(in.street, in.packs)};
    SectionQuestion street;
    street.to_m = geometry::length_of(std::span<const model::Vec2>{in.street.axis});
    RackWater water{heat, in.packs, in.profile, street};
    return fill_cool_rack(type, members, in.packs, in.profile, options, water);
}

/// Fills the rack; when it cannot take all, with one line (or pair) less if that suffices, else
/// with ever fewer: what files list last lies flat beside it. `members` are those that are in.
/// Errors: as fill_rack for all of them, when not even the first fits.
base::Result<RackFill> fill_what_fits(const LayoutInput& in, const model::RackType& type,
                                      bool facade_left, std::vector<const Demand*>& members) {
    const auto filled = [&](const std::vector<const Demand*>& some) {
        return fill_within_limits(in, type, facade_left, members_of(some));
    };
    const auto all = filled(members);
    if (all) return all;
    while (!members.empty()) {
        for (auto last = members.rbegin(); last != members.rend(); ++last) {
            auto fewer = without(members, together((*last)->asset));
            if (fewer.empty()) continue;
            auto fill = filled(fewer);
            if (!fill) continue;
            members = std::move(fewer);
            return fill;
        }
        members = without(members, together(members.back()->asset));
    }
    return all;
}

}  // namespace

base::Result<std::vector<std::string>> freed_lines(const LayoutInput& in) {
    for (const std::string& word : in.options.free) {
        if (is_named(word, in.street)) continue;
        return base::bad_input(fmt::format(
            "cannot free `{}`: it is no network, no line of this street, nor `all`", word));
    }
    std::vector<std::string> ids;
    for (const model::Asset& asset : in.street.assets) {
        if (frees(in.options.free, asset) && asset.rack.empty()) ids.push_back(asset.id);
    }
    return ids;
}

bool serves_left(const LayoutInput& in, const std::vector<std::string>& demands) {
    std::ptrdiff_t left = 0;
    for (const Demand* demand : demands_called(in.street, demands)) {
        if (!demand->connections) continue;
        const auto count = static_cast<std::ptrdiff_t>(demand->connections->stations_m.size());
        left += (demand->connections->left ? count : 0) - (demand->connections->right ? count : 0);
    }
    return left >= 0;
}

base::Result<std::optional<RackChoice>> choose_rack(const LayoutInput& in,
                                                    const std::vector<std::string>& demands,
                                                    bool facade_left) {
    const std::string& wanted = in.options.rack_type;
    if (!wanted.empty() && !in.racks.contains(wanted))
        return base::bad_input(fmt::format("no rack type is called `{}`", wanted));
    if (in.racks.empty())
        return base::bad_input("a layout in a rack needs a rack type, and there is none");
    std::optional<base::Error> first_error;
    for (const auto& [id, type] : in.racks) {
        if (!wanted.empty() && id != wanted) continue;
        RackChoice choice;
        auto members = racked(in, demands, type, choice.at);
        if (members.empty()) continue;
        auto fill = fill_what_fits(in, type, facade_left, members);
        if (!fill) {
            if (!first_error) first_error = fill.error();
            continue;
        }
        choice.fill = std::move(*fill);
        for (Body& body : choice.fill.item.bodies)
            body.is_rack = body.is_rack || body.asset == choice.fill.id;
        place_where(in, members, facade_left, choice.fill);
        for (const Demand* demand : members)
            choice.demands.push_back(demand->asset.id);
        return choice;
    }
    if (first_error) return tl::unexpected<base::Error>(*first_error);
    return std::nullopt;
}

}  // namespace maaiveld::layout
