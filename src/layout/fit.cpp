#include "layout/fit.h"

#include "base/parallel.h"
#include "geometry/polyline.h"
#include "layout/rack_fill.h"
#include "layout/section_of_street.h"

#include <algorithm>
#include <fmt/format.h>
#include <mutex>

namespace maaiveld::layout {
namespace {

using model::Demand;
using model::Street;

double length_m(const Street& street) {
    return geometry::length_of(std::span<const geometry::Vec2>{street.axis});
}

/// The type with the lines that are asked for, as the question has them.
Street asked(const Street& type, const FitQuestion& question) {
    Street street = type;
    if (!question.trees) street.trees.clear();
    for (Demand demand : question.demands) {
        demand.from_m = 0.0;
        demand.to_m.reset();
        demand.left = demand.left && question.left;
        demand.right = demand.right && question.right;
        street.demands.push_back(std::move(demand));
    }
    return street;
}

SectionQuestion whole_length(const Street& street, const FitQuestion& asked_for) {
    SectionQuestion question;
    question.from_m = 0.0;
    question.to_m = length_m(street);
    question.keep_order = asked_for.keep_order;
    return question;
}

/// Depth to which private ground is closed to lines: below any cover that is laid at.
constexpr double kPrivateDepth_m = 10.0;

/// Gardens are private ground: no part of a line or rack may reach into one. (That an axis lies in
/// a public strip is not enough for a wide one.)
void close_gardens(SectionBrief& brief, const model::Section& section) {
    double from_m = 0.0;
    for (const model::Strip& strip : section.strips) {
        const double to_m = from_m + strip.width_m;
        if (strip.kind == model::StripKind::Garden) {
            Obstacle garden;
            garden.id = fmt::format("garden {:g}-{:g} m", from_m, to_m);
            garden.what = "garden";
            garden.body = {garden.id,
                           0.5 * (from_m + to_m),
                           0.5 * kPrivateDepth_m,
                           0.5 * strip.width_m,
                           0.5 * kPrivateDepth_m,
                           false,
                           0.0,
                           0.0,
                           false};
            brief.obstacles.push_back(std::move(garden));
        }
        from_m = to_m;
    }
}

/// Solves one section; with temperatures when the basis has an operation.
base::Result<FormFit> fit_in(const Street& street, std::span<const rules::Pack> packs,
                             const FitBasis& basis, const FitQuestion& question,
                             const SectionQuestion& section) {
    auto brief = section_of_street(street, basis.catalogue, packs, basis.profile, section);
    if (!brief) return tl::unexpected(brief.error());
    close_gardens(*brief, street.section);
    const auto strips = public_strips(street.section);
    if (basis.operation == nullptr) return form_fit(*brief, strips, question);
    HeatContext heat{.street = street,
                     .catalogue = basis.catalogue,
                     .operation = *basis.operation,
                     .month = 8,
                     .max_rounds = 6,
                     .limits = heat_limits_of(street, packs)};
    return form_fit(*brief, strips, question, &heat);
}

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
    return fit_in(street, packs, basis, question, section);
}

bool better(const FormFit& a, const FormFit& b) {
    if (a.verdict != b.verdict) return a.verdict < b.verdict;
    const auto less = [](std::optional<double> x, std::optional<double> y) {
        return x && (!y || *x < *y);
    };
    if (a.needed_m != b.needed_m) return less(a.needed_m, b.needed_m);
    return less(a.short_m, b.short_m);
}

FormFit refused(const std::string& rack, const std::string& reason) {
    FormFit form;
    form.form = rack;
    form.verdict = FitVerdict::DoesNotFit;
    form.refused = reason;
    return form;
}

/// A rack type with the lines in it, towards the left and the right row of houses. Without fills:
/// none of the lines may lie in it.
struct FilledRack {
    std::string id;
    std::vector<base::Result<RackFill>> fills;
};

FilledRack filled(const model::RackType& type, const std::vector<Demand>& demands,
                  std::span<const rules::Pack> packs, const LayoutProfile& profile) {
    FilledRack rack{type.id, {}};
    const auto members = members_of(demands, type);
    if (members.empty() || (type.kind == "transport" && wants_connections(members))) return rack;
    for (const bool facade_left : {true, false}) {
        RackFillOptions options;
        options.facade_left = facade_left;
        rack.fills.push_back(fill_rack(type, members, packs, profile, options));
    }
    return rack;
}

/// Filled once: what lies in a rack does not depend on the street.
std::vector<FilledRack> all_filled(const FitBasis& basis, const FitQuestion& question) {
    const auto packs = rack_packs(basis);
    std::vector<FilledRack> racks;
    for (const auto& [id, type] : basis.racks)
        racks.push_back(filled(type, question.demands, packs, basis.profile));
    return racks;
}

/// The rack with its lines towards either row of houses: whichever does better.
base::Result<FormFit> fit_rack(const Street& street, const FilledRack& rack, const FitBasis& basis,
                               const FitQuestion& question) {
    FormFit best;
    best.form = rack.id;
    const auto packs = rack_packs(basis);
    for (const auto& fill : rack.fills) {
        if (!fill) {
            if (best.verdict == FitVerdict::NotTried) {
                best = refused(rack.id, fill.error().message);
            }
            continue;
        }
        auto form = fit_with(*fill, street, packs, basis, question);
        if (!form) return form;
        form->form = rack.id;
        form->blocked = fill->blocked_connections;
        const bool first = best.verdict == FitVerdict::NotTried || !best.refused.empty();
        if (first || better(*form, best)) best = std::move(*form);
    }
    return best;
}

double public_width_m(const model::Section& section) {
    double width_m = 0.0;
    for (const NamedStrip& strip : public_strips(section))
        width_m += strip.to_m - strip.from_m;
    return width_m;
}

bool fits(const FormFit& form) {
    return form.verdict == FitVerdict::Fits;
}

bool undecided(const FormFit& form) {
    return form.verdict == FitVerdict::Undecided;
}

base::Result<StreetFit> street_fit_with(const Street& type, const std::vector<FilledRack>& racks,
                                        const FitBasis& basis, const FitQuestion& question) {
    if (type.axis.size() < 2) return base::bad_input("the street type has no `axis`");
    if (public_strips(type.section).empty()) {
        return base::bad_input("the street type has no strip in which lines may lie");
    }
    const Street street = asked(type, question);
    StreetFit result;
    result.name = type.name;
    result.public_width_m = public_width_m(type.section);
    result.section_width_m = type.section.width_m();
    result.trees = !street.trees.empty();
    auto flat = fit_in(street, basis.packs, basis, question, whole_length(street, question));
    if (!flat) return tl::unexpected(flat.error());
    result.flat = std::move(*flat);
    result.flat.form = "flat";
    for (const FilledRack& rack : racks) {
        auto form = fit_rack(street, rack, basis, question);
        if (!form) return tl::unexpected(form.error());
        result.racks.push_back(std::move(*form));
    }
    return result;
}

}  // namespace

bool StreetFit::in_rack() const {
    return std::any_of(racks.begin(), racks.end(), fits);
}

FitCounts FitTable::counts() const {
    FitCounts counts;
    counts.streets = streets.size();
    for (const StreetFit& street : streets) {
        const bool rack = street.in_rack();
        const bool unknown =
            undecided(street.flat) ||
            (!rack && std::any_of(street.racks.begin(), street.racks.end(), undecided));
        if (fits(street.flat)) {
            ++counts.flat;
        } else if (unknown) {
            ++counts.undecided;
        } else {
            ++(rack ? counts.only_rack : counts.neither);
        }
    }
    return counts;
}

base::Result<StreetFit> street_fit(const Street& type, const FitBasis& basis,
                                   const FitQuestion& question) {
    return street_fit_with(type, all_filled(basis, question), basis, question);
}

base::Result<FitTable> fit(std::span<const Street> types, const FitBasis& basis,
                           const FitQuestion& question,
                           const std::function<void(double)>& progress) {
    std::vector<base::Result<StreetFit>> results(types.size());
    const auto racks = all_filled(basis, question);
    std::mutex one_at_a_time;
    std::size_t done = 0;
    base::parallel_for(types.size(), question.threads, [&](std::size_t i) {
        results[i] = street_fit_with(types[i], racks, basis, question);
        const std::scoped_lock lock{one_at_a_time};
        ++done;
        if (progress) progress(static_cast<double>(done) / static_cast<double>(types.size()));
    });
    FitTable table;
    for (std::size_t i = 0; i < results.size(); ++i) {
        if (!results[i]) {
            base::Error error = results[i].error();
            error.message = fmt::format("{}: {}", types[i].name, error.message);
            return tl::unexpected(error);
        }
        table.streets.push_back(std::move(*results[i]));
    }
    return table;
}

}  // namespace maaiveld::layout
