#include "layout/fit.h"

#include <algorithm>
#include <cmath>

namespace maaiveld::layout {
namespace {

enum class Room : std::uint8_t { Yes, No, Unknown };

/// A brief in which every place is as good as any other.
SectionBrief without_prices(SectionBrief brief) {
    brief.width_cost_eur_m2 = 0.0;
    for (BriefItem& item : brief.items) {
        item.cover_cost_eur_m2 = item.depth_cost_eur_m2 = item.pull_eur_m2 = 0.0;
        item.pull_to_m.reset();
        for (Stretch& stretch : item.where)
            stretch.cost_eur_m = 0.0;
    }
    for (Requirement& requirement : brief.requirements) {
        requirement.preferred.reset();
        requirement.preferred_cost_eur_m2 = 0.0;
    }
    return brief;
}

/// Asks one brief after the other and keeps the first error and the number of nodes.
struct RoomAsker {
    const HeatContext* heat;
    SearchLimits limits;
    std::int64_t nodes = 0;
    std::optional<base::Error> error = {};
    std::optional<SectionBrief> refuted =
        {};  ///< the last one without a place, with its heat limits

    Room room(const SectionBrief& brief) {
        if (error) return Room::Unknown;
        const auto solved = solve_brief(without_prices(brief), heat, limits);
        if (!solved) {
            error = solved.error();
            return Room::Unknown;
        }
        nodes += solved->answer.nodes;
        if (solved->answer.infeasible()) {
            refuted = solved->brief;
            return Room::No;
        }
        return solved->answer.found() && solved->heat_holds ? Room::Yes : Room::Unknown;
    }
};

/// The largest number of steps up to `most` for which `holds`, knowing that 0 does and that what
/// holds for more steps holds for fewer.
template <class Holds>
int largest(int most, Holds holds) {
    int low = 0;
    int high = most + 1;
    while (high - low > 1) {
        const int middle = low + (high - low) / 2;
        (holds(middle) ? low : high) = middle;
    }
    return low;
}

int steps_in(double length_m, double step_m) {
    return static_cast<int>(std::floor(length_m / step_m + 1e-6));
}

/// One width step is 1 cm also where the search is finer.
double width_step_m(const SectionBrief& brief) {
    return std::max(brief.step_m, 0.01);
}

/// `brief` with its strips in proportion, together `steps` grid steps narrower (wider when
/// negative). From the right, so that the places of strips that are still to come stand.
std::optional<SectionBrief> in_proportion(const SectionBrief& brief,
                                          const std::vector<NamedStrip>& strips, int steps) {
    double together_m = 0.0;
    for (const NamedStrip& strip : strips)
        together_m += strip.to_m - strip.from_m;
    const double share = steps * width_step_m(brief) / together_m;
    std::optional<SectionBrief> changed = brief;
    for (std::size_t i = strips.size(); i-- > 0 && changed;) {
        const double by_m = share * (strips[i].to_m - strips[i].from_m);
        const double at_m = 0.75 * strips[i].from_m + 0.25 * strips[i].to_m;
        changed = by_m > 0.0 ? narrowed(*changed, strips[i].from_m, by_m)
                             : widened(*changed, at_m, -by_m);
    }
    return changed;
}

/// The least public width at which everything fits, strips in proportion; up to `most_m` wider.
void find_needed(const SectionBrief& brief, const std::vector<NamedStrip>& strips, double most_m,
                 RoomAsker& asker, FormFit& form) {
    const double step_m = width_step_m(brief);
    double together_m = 0.0;
    for (const NamedStrip& strip : strips)
        together_m += strip.to_m - strip.from_m;
    const auto fits = [&](int steps) {
        const auto changed = in_proportion(brief, strips, steps);
        return changed && asker.room(*changed) == Room::Yes;
    };
    if (form.verdict == FitVerdict::Fits) {
        const int most = steps_in(together_m, step_m) - 1;
        form.needed_m = together_m - largest(most, fits) * step_m;
        return;
    }
    const int most = steps_in(most_m, step_m);
    if (!fits(-most)) return;
    const auto fails = [&](int steps) { return !fits(-steps); };
    form.needed_m = together_m + (1 + largest(most - 1, fails)) * step_m;
}

void find_short(const SectionBrief& brief, const std::vector<NamedStrip>& strips, double most_m,
                RoomAsker& asker, FormFit& form) {
    const double step_m = width_step_m(brief);
    int best = steps_in(most_m, step_m) + 1;  // one more than may be
    const int none = best;
    for (std::size_t i = 0; i < strips.size(); ++i) {
        const double at_m = 0.75 * strips[i].from_m + 0.25 * strips[i].to_m;
        const auto fails = [&](int steps) {
            return asker.room(widened(brief, at_m, steps * step_m)) != Room::Yes;
        };
        if (best == 1 || fails(best - 1)) continue;
        best = 1 + largest(best - 2, fails);
        form.strip = i;
    }
    if (best < none) form.short_m = best * step_m;
}

void find_conflict(const SectionBrief& brief, const FitQuestion& question, FormFit& form) {
    ExplainOptions options;
    options.solve.nodes = question.nodes;
    options.nodes = 50 * question.nodes;
    options.relax = false;
    const Explanation why = explain(brief, options);
    form.nodes += why.nodes;
    form.conflict = why.conflict;
    form.undecided_why = why.end != ExplainEnd::Conflict || !why.minimal;
}

/// The warmest line that has a limit.
std::optional<double> warmest_C(const SectionSolution& solution) {
    std::optional<double> warmest;
    for (const LineTemperature& line : solution.temperatures)
        if (line.limit_C)
            warmest = std::max(warmest.value_or(line.temperature_C), line.temperature_C);
    return warmest;
}

/// Temperature and binding rules of the cheapest placement, as far as they were asked for.
base::Result<void> look_at_cheapest(const SectionBrief& brief, const FitQuestion& question,
                                    const HeatContext* heat, std::span<const rules::Pack> packs,
                                    FormFit& form) {
    const bool held = question.held && !packs.empty();
    if (heat == nullptr && !held) return {};
    const SearchLimits limits{question.nodes, 0.0};
    const auto best = solve_brief(brief, heat, limits);
    if (!best) return tl::unexpected(best.error());
    form.water_C = warmest_C(*best);
    if (!held) return {};
    auto found = held_by(*best, packs, heat, limits);
    if (!found) return tl::unexpected(found.error());
    form.held = std::move(*found);
    return {};
}

double mapped(double x_m, double at_m, double by_m) {
    if (x_m <= at_m) return x_m;
    return x_m >= at_m + by_m ? x_m - by_m : at_m;
}

void narrow(std::vector<Stretch>& stretches, double at_m, double by_m) {
    for (Stretch& stretch : stretches) {
        stretch.from_m = mapped(stretch.from_m, at_m, by_m);
        stretch.to_m = mapped(stretch.to_m, at_m, by_m);
    }
    // What was wholly taken away is gone; a stretch that was a single place stays one.
    std::erase_if(stretches, [&](const Stretch& s) {
        return s.from_m >= s.to_m - 1e-9 && std::abs(s.from_m - at_m) < 1e-9;
    });
}

bool inside(double x_m, double at_m, double by_m) {
    return x_m > at_m + 1e-9 && x_m < at_m + by_m - 1e-9;
}

bool takes_what_stays(const SectionBrief& brief, double at_m, double by_m) {
    const bool item = std::any_of(brief.items.begin(), brief.items.end(), [&](const BriefItem& i) {
        return i.fixed_x_m && inside(*i.fixed_x_m, at_m, by_m);
    });
    return item ||
           std::any_of(brief.obstacles.begin(), brief.obstacles.end(),
                       [&](const Obstacle& o) { return inside(o.body.right_m, at_m, by_m); });
}

}  // namespace

std::optional<SectionBrief> narrowed(const SectionBrief& brief, double at_m, double by_m) {
    if (takes_what_stays(brief, at_m, by_m)) return std::nullopt;
    SectionBrief less = brief;
    less.width_m = mapped(brief.width_m, at_m, by_m);
    if (brief.middle_m) less.middle_m = *brief.middle_m - 0.5 * by_m;
    for (BriefItem& item : less.items) {
        const bool had_place = !item.where.empty();
        narrow(item.where, at_m, by_m);
        if (had_place && item.where.empty()) return std::nullopt;
        if (item.pull_to_m) item.pull_to_m = mapped(*item.pull_to_m, at_m, by_m);
        if (item.fixed_x_m) item.fixed_x_m = mapped(*item.fixed_x_m, at_m, by_m);
    }
    for (Obstacle& obstacle : less.obstacles)
        obstacle.body.right_m = mapped(obstacle.body.right_m, at_m, by_m);
    for (Requirement& requirement : less.requirements) {
        const bool was_local = !requirement.only_in.empty();
        narrow(requirement.only_in, at_m, by_m);
        // An empty list would mean everywhere: a strip that is gone asks nothing.
        if (was_local && requirement.only_in.empty())
            requirement.only_in.push_back({-1.0, -1.0, 0.0});
    }
    return less;
}

std::vector<NamedStrip> public_strips(const model::Section& section) {
    std::vector<NamedStrip> strips;
    double from_m = 0.0;
    for (const model::Strip& strip : section.strips) {
        const double to_m = from_m + strip.width_m;
        const bool closed = strip.kind == model::StripKind::Facade ||
                            strip.kind == model::StripKind::Garden ||
                            strip.kind == model::StripKind::Water;
        if (!closed) strips.push_back({std::string{model::name_of(strip.kind)}, from_m, to_m});
        from_m = to_m;
    }
    return strips;
}

base::Result<FormFit> form_fit(const SectionBrief& brief, const std::vector<NamedStrip>& strips,
                               const FitQuestion& question, const HeatContext* heat,
                               std::span<const rules::Pack> packs) {
    FormFit form;
    RoomAsker asker{heat, {question.nodes, 0.0}};
    const Room room = asker.room(brief);
    const SectionBrief refuted = asker.refuted.value_or(brief);
    form.verdict = room == Room::Yes  ? FitVerdict::Fits
                   : room == Room::No ? FitVerdict::DoesNotFit
                                      : FitVerdict::Undecided;
    if (room == Room::Yes && !asker.error) {
        const auto done = look_at_cheapest(brief, question, heat, packs, form);
        if (!done) return tl::unexpected(done.error());
    }
    if (question.amounts && room != Room::Unknown) {
        find_needed(brief, strips, question.most_wider_m, asker, form);
    }
    if (question.amounts && room == Room::No) {
        find_short(brief, strips, question.most_wider_m, asker, form);
    }
    form.nodes = asker.nodes;
    if (question.explain && room == Room::No) find_conflict(refuted, question, form);
    if (asker.error) return tl::unexpected(*asker.error);
    return form;
}

}  // namespace maaiveld::layout
