#include "layout/explain_street.h"

#include "geometry/polyline.h"
#include "layout/explain_context.h"
#include "layout/lay_out_parts.h"

#include <algorithm>
#include <cmath>

namespace maaiveld::layout {
namespace {

/// What every section of one street is asked with.
struct Asker {
    const model::Street& street;
    const model::Catalogue& catalogue;
    std::span<const rules::Pack> packs;
    const LayoutProfile& profile;
    const ExplainStreetOptions& options;

    SectionQuestion question(double from_m, double to_m) const {
        SectionQuestion asked;
        asked.from_m = from_m;
        asked.to_m = to_m;
        asked.free = options.free;
        asked.keep_order = false;  // the usual order yields before anything is called impossible
        return asked;
    }
    base::Result<SectionBrief> brief(const SectionQuestion& asked) const {
        return section_of_street(street, catalogue, packs, profile, asked);
    }
};

/// Whether there is room for all; a search that was cut short counts as room, for then there is
/// nothing to explain.
bool has_room(const SectionBrief& brief, const SearchLimits& limits) {
    return !solve_section(without_costs(problem_of(brief)), limits).infeasible();
}

/// With its heat limits when the brief has room without them and does not hold them.
base::Result<SectionBrief> heated(const SectionBrief& brief, const ExplainStreetOptions& options) {
    if (options.heat == nullptr) return brief;
    auto solved = solve_brief(brief, options.heat, options.explain.solve);
    if (!solved) return tl::unexpected(solved.error());
    return solved->brief;
}

struct Found {
    double from_m = 0.0;
    double to_m = 0.0;
    SectionBrief brief;
};

/// The brief between two stations if it has no room.
base::Result<std::optional<Found>> tight(const Asker& asker, double from_m, double to_m) {
    auto brief = asker.brief(asker.question(from_m, to_m));
    if (!brief) return tl::unexpected(brief.error());
    auto warm = heated(*brief, asker.options);
    if (!warm) return tl::unexpected(warm.error());
    if (has_room(*warm, asker.options.explain.solve)) return std::optional<Found>{};
    return std::optional<Found>{Found{from_m, to_m, std::move(*warm)}};
}

base::Result<std::optional<Found>> first_tight(const Asker& asker, double length_m) {
    const double step_m = asker.options.step_m;
    const auto count = static_cast<int>(std::ceil(length_m / step_m - 1e-9));
    for (int i = 0; i < count; ++i) {
        auto found = tight(asker, i * step_m, std::min(length_m, (i + 1) * step_m));
        if (!found || *found) return found;
    }
    return std::optional<Found>{};
}

/// The same section with the demands in each rack that can take them.
std::vector<RackForm> rack_forms(const Asker& asker, const Found& found) {
    std::vector<RackForm> forms;
    if (asker.options.racks == nullptr) return forms;
    std::vector<std::string> ids;
    for (const model::Demand& demand : asker.street.demands)
        ids.push_back(demand.asset.id);
    for (const auto& [id, type] : *asker.options.racks) {
        LayoutOptions layout;
        layout.mode = LayoutMode::Rack;
        layout.rack_type = id;
        const LayoutInput in{asker.street,  asker.catalogue,      asker.options.rack_packs,
                             asker.profile, *asker.options.racks, nullptr,
                             layout};
        const auto rack = choose_rack(in, ids, serves_left(in, ids));
        if (!rack || !*rack) continue;
        SectionQuestion question = asker.question(found.from_m, found.to_m);
        question.ready.push_back((*rack)->fill.item);
        auto brief = section_of_street(asker.street, asker.catalogue, asker.options.rack_packs,
                                       asker.profile, question);
        if (brief) forms.push_back({id, std::move(*brief)});
    }
    return forms;
}

ExplainOptions explain_options(const Asker& asker, const Found& found) {
    ExplainOptions options = asker.options.explain;
    options.strips = strips_in(asker.street, found.brief);
    if (asker.options.heat != nullptr) options.heat = exact_heat(*asker.options.heat);
    options.rack_forms = rack_forms(asker, found);
    return options;
}

}  // namespace

base::Result<StreetExplanation> explain_street(const model::Street& street,
                                               const model::Catalogue& catalogue,
                                               std::span<const rules::Pack> packs,
                                               const LayoutProfile& profile,
                                               const ExplainStreetOptions& options) {
    const Asker asker{street, catalogue, packs, profile, options};
    const double length_m = geometry::length_of(std::span<const model::Vec2>{street.axis});
    StreetExplanation answer;
    answer.to_m = length_m;
    auto found = first_tight(asker, length_m);
    if (!found) return tl::unexpected(found.error());
    if (!*found) {
        found = tight(asker, 0.0, length_m);
        if (!found) return tl::unexpected(found.error());
        answer.only_as_a_whole = found->has_value();
    }
    if (!*found) {
        answer.explanation.end = ExplainEnd::Fits;
        return answer;
    }
    answer.from_m = (*found)->from_m;
    answer.to_m = (*found)->to_m;
    answer.explanation = explain((*found)->brief, explain_options(asker, **found));
    answer.brief = std::move((*found)->brief);
    return answer;
}

}  // namespace maaiveld::layout
