#include "layout/fit_parts.h"
#include "layout/rack_water.h"

#include <algorithm>
#include <tuple>

namespace maaiveld::layout {
namespace {

using model::Demand;
using model::Street;

bool may_lie_in(const Demand& demand, const model::RackType& type) {
    return demand.rack && std::find(type.order.begin(), type.order.end(), demand.asset.network) !=
                              type.order.end();
}

void take(RackMember& member, const Demand& demand) {
    const bool supply = demand.asset.attributes.contains("role") &&
                        demand.asset.attributes.at("role") == model::AttributeValue{"supply"};
    member.assets.insert(supply ? member.assets.begin() : member.assets.end(), demand.asset);
    if (!demand.connections) return;
    member.connected_left = member.connected_left || demand.connections->left;
    member.connected_right = member.connected_right || demand.connections->right;
    member.connection_diameter_m =
        std::max(member.connection_diameter_m, demand.connections->outer_diameter_m);
}

/// The demands that go into the rack; those that share a pair as one member.
std::vector<RackMember> members_of(const std::vector<Demand>& demands,
                                   const model::RackType& type) {
    std::vector<RackMember> members;
    std::map<std::string, std::size_t> pairs;
    for (const Demand& demand : demands) {
        if (!may_lie_in(demand, type)) continue;
        const std::string& pair = demand.asset.pair;
        const auto known = pair.empty() ? pairs.end() : pairs.find(pair);
        if (known == pairs.end()) {
            if (!pair.empty()) pairs[pair] = members.size();
            members.emplace_back();
        }
        take(known == pairs.end() ? members.back() : members[known->second], demand);
    }
    return members;
}

bool wants_connections(const std::vector<RackMember>& members) {
    return std::any_of(members.begin(), members.end(),
                       [](const RackMember& m) { return m.connected_left || m.connected_right; });
}

/// Everywhere in the public strips, on the sides asked for.
std::vector<Stretch> rack_stretches(const Street& street, const FitQuestion& question) {
    const double middle_m = 0.5 * street.section.width_m();
    std::vector<Stretch> stretches;
    for (const NamedStrip& strip : public_strips(street.section)) {
        const double from_m = question.left ? strip.from_m : std::max(strip.from_m, middle_m);
        const double to_m = question.right ? strip.to_m : std::min(strip.to_m, middle_m);
        if (from_m < to_m) stretches.push_back({from_m, to_m, 0.0});
    }
    return stretches;
}

std::vector<rules::Pack> rack_packs(const FitBasis& basis) {
    std::vector<rules::Pack> packs{basis.packs.begin(), basis.packs.end()};
    packs.insert(packs.end(), basis.rack_packs.begin(), basis.rack_packs.end());
    return packs;
}

/// The section with the filled rack as one of its items.
base::Result<FormFit> fit_with(const RackFill& fill, const Street& street,
                               std::span<const rules::Pack> packs, const FitBasis& basis,
                               const FitQuestion& question) {
    SectionQuestion section = whole_length(street, question);
    section.ready.push_back(fill.item);
    section.ready.back().where = rack_stretches(street, question);
    auto form = fit_in(street, packs, basis, question, section);
    if (form) form->blocked = fill.blocked_connections;
    return form;
}

bool better(const FormFit& a, const FormFit& b) {
    const auto least = [](std::optional<double> x) { return x.value_or(1e9); };
    const auto rank = [&](const FormFit& f) {
        return std::tuple(f.verdict, !f.refused.empty(), least(f.needed_m), least(f.short_m));
    };
    return rank(a) < rank(b);
}

FormFit refused(const std::string& reason) {
    FormFit form;
    form.verdict = FitVerdict::DoesNotFit;
    form.refused = reason;
    return form;
}

RackFillOptions toward(bool facade_left) {
    RackFillOptions options;
    options.facade_left = facade_left;
    return options;
}

FilledRack filled(const model::RackType& type, const std::vector<Demand>& demands,
                  std::span<const rules::Pack> packs, const LayoutProfile& profile) {
    FilledRack rack{&type, members_of(demands, type), {}};
    const bool none =
        rack.members.empty() || (type.kind == "transport" && wants_connections(rack.members));
    for (const bool facade_left : {true, false})
        if (!none)
            rack.fills.push_back(
                fill_rack(type, rack.members, packs, profile, toward(facade_left)));
    return rack;
}

/// The rack filled anew so that its water keeps the limit, and then in its section. `warm` is how
/// it does as it was filled first: given back when that is no better, or when nothing has a limit.
base::Result<FormFit> fit_cooled(FormFit warm, const FilledRack& rack, bool facade_left,
                                 const Street& street, std::span<const rules::Pack> packs,
                                 const FitBasis& basis, const FitQuestion& question) {
    const HeatContext heat = heat_of(street, packs, basis);
    RackWater water{heat, packs, basis.profile, whole_length(street, question)};
    if (!water.limit_C()) return warm;
    const auto fill =
        fill_cool_rack(*rack.type, rack.members, packs, basis.profile, toward(facade_left), water);
    if (water.error()) return tl::unexpected(*water.error());
    if (!fill) {
        warm.refused = fill.error().message;
        return warm;
    }
    auto form = fit_with(*fill, street, packs, basis, question);
    if (form && !better(*form, warm)) return warm;
    return form;
}

/// Whether there is room when no temperature counts.
base::Result<bool> fits_cold(const RackFill& fill, const Street& street,
                             std::span<const rules::Pack> packs, FitBasis basis,
                             FitQuestion question) {
    basis.operation = nullptr;
    question.amounts = question.explain = question.held = false;
    const auto form = fit_with(fill, street, packs, basis, question);
    if (!form) return tl::unexpected(form.error());
    return form->verdict == FitVerdict::Fits;
}

/// The rack towards one row of houses.
base::Result<FormFit> fit_towards(const FilledRack& rack, bool facade_left, const Street& street,
                                  std::span<const rules::Pack> packs, const FitBasis& basis,
                                  const FitQuestion& question) {
    const auto& fill = rack.fills[facade_left ? 0 : 1];
    if (!fill) return refused(fill.error().message);
    auto form = fit_with(*fill, street, packs, basis, question);
    if (!form || form->verdict != FitVerdict::DoesNotFit || basis.operation == nullptr) return form;
    const auto has_room = fits_cold(*fill, street, packs, basis, question);
    if (!has_room) return tl::unexpected(has_room.error());
    if (!*has_room) return form;
    return fit_cooled(std::move(*form), rack, facade_left, street, packs, basis, question);
}

}  // namespace

std::vector<FilledRack> all_filled(const FitBasis& basis, const FitQuestion& question) {
    const auto packs = rack_packs(basis);
    std::vector<FilledRack> racks;
    for (const auto& [id, type] : basis.racks)
        racks.push_back(filled(type, question.demands, packs, basis.profile));
    return racks;
}

base::Result<FormFit> fit_rack(const Street& street, const FilledRack& rack, const FitBasis& basis,
                               const FitQuestion& question) {
    FormFit best;
    const auto packs = rack_packs(basis);
    for (const bool facade_left : {true, false}) {
        if (rack.fills.empty()) break;
        auto form = fit_towards(rack, facade_left, street, packs, basis, question);
        if (!form) return form;
        if (facade_left || better(*form, best)) best = std::move(*form);
    }
    best.form = rack.type->id;
    return best;
}

}  // namespace maaiveld::layout
