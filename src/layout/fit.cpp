#include "layout/fit.h"

#include "base/parallel.h"
#include "geometry/polyline.h"
#include "layout/fit_parts.h"

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

/// What holds the flat layouts, over all streets.
void count_holding(const std::vector<StreetFit>& streets, FitCounts& counts) {
    std::map<std::string, std::size_t> times;
    for (const StreetFit& street : streets) {
        if (!street.flat.held) continue;
        ++counts.flat_asked;
        if (street.flat.held->saves_eur_m > 0.0) ++counts.flat_held;
        for (const std::string& rule : street.flat.held->rules)
            ++times[rule];
    }
    counts.holding.assign(times.begin(), times.end());
    std::stable_sort(counts.holding.begin(), counts.holding.end(),
                     [](const auto& a, const auto& b) { return a.second > b.second; });
}

}  // namespace

SectionQuestion whole_length(const Street& street, const FitQuestion& asked_for) {
    SectionQuestion question;
    question.from_m = 0.0;
    question.to_m = length_m(street);
    question.keep_order = asked_for.keep_order;
    return question;
}

HeatContext heat_of(const Street& street, std::span<const rules::Pack> packs,
                    const FitBasis& basis) {
    return {.street = street,
            .catalogue = basis.catalogue,
            .operation = *basis.operation,
            .month = 8,
            .max_rounds = 6,
            .limits = heat_limits_of(street, packs)};
}

base::Result<FormFit> fit_in(const Street& street, std::span<const rules::Pack> packs,
                             const FitBasis& basis, const FitQuestion& question,
                             const SectionQuestion& section) {
    auto brief = section_of_street(street, basis.catalogue, packs, basis.profile, section);
    if (!brief) return tl::unexpected(brief.error());
    close_gardens(*brief, street.section);
    const auto strips = public_strips(street.section);
    if (basis.operation == nullptr) return form_fit(*brief, strips, question, nullptr, packs);
    const HeatContext heat = heat_of(street, packs, basis);
    return form_fit(*brief, strips, question, &heat, packs);
}

namespace {

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
    count_holding(streets, counts);
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
