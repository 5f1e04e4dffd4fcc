#include "layout/explain_dials.h"

#include <algorithm>
#include <cmath>
#include <tuple>

namespace maaiveld::layout {
namespace {

/// Between two places of an obstacle that are tried before the least one is bisected.
constexpr int kCoarse = 5;
/// Pairs of changes that are tried when no single one suffices.
constexpr std::size_t kMostPairs = 60;

/// How far a dial must be turned; 0: it does not help.
struct Turn {
    int steps = 0;
    bool least = true;  ///< one step less is proven not to do
};

struct Workshop {
    Asker& asker;
    const ExplainOptions& options;

    SectionBrief brief_at(const SectionBrief& brief, const Dial& dial, int steps) const {
        return changed(brief, turned(dial, steps, brief.step_m), options.rack_forms);
    }
    Fit fit_at(const SectionBrief& brief, const Dial& dial, int steps) const {
        return asker.fits(brief_at(brief, dial, steps));
    }
};

/// The least of the turns above `low` (where `fit_low` is known) up to `high`, which does.
template <class FitAt>
Turn bisected(int low, Fit fit_low, int high, const FitAt& fit_at) {
    Turn turn{high, fit_low == Fit::No};
    while (low + 1 < turn.steps) {
        const int middle = low + (turn.steps - low) / 2;
        const Fit fit = fit_at(middle);
        if (fit == Fit::Yes) {
            turn.steps = middle;
        } else {
            low = middle;
            turn.least = fit == Fit::No;
        }
    }
    return turn;
}

/// The least turn that does, at most `most`; steps double until one does.
Turn least_turn(const Workshop& shop, const SectionBrief& brief, const Dial& dial, int most) {
    const auto fit_at = [&](int steps) { return shop.fit_at(brief, dial, steps); };
    int low = 0;
    Fit fit_low = Fit::No;
    for (int steps = 1; low < most; steps = dial.monotone ? 2 * steps : steps + kCoarse) {
        const int tried = std::min(steps, most);
        const Fit fit = fit_at(tried);
        if (fit == Fit::Yes) return bisected(low, fit_low, tried, fit_at);
        low = tried;
        fit_low = fit;
    }
    return {};
}

/// A solution that is found to be one again, with what heat makes of it.
std::optional<Relaxation> verified(const Workshop& shop, const SectionBrief& brief,
                                   std::vector<Change> changes, bool least) {
    Relaxation way;
    way.brief = brief;
    for (const Change& change : changes)
        way.brief = changed(way.brief, change, shop.options.rack_forms);
    way.changes = std::move(changes);
    way.least = least;
    if (!way.brief.items.empty()) {
        const SectionProblem problem = problem_of(way.brief);
        const SectionAnswer answer =
            shop.options.heat ? shop.asker.best(way.brief) : shop.asker.answer(way.brief);
        if (!answer.found() || !cost_of(problem, answer.places)) return std::nullopt;
        way.places = answer.places;
        if (shop.options.heat) way.heat = shop.options.heat(way.brief, answer);
    }
    if (shop.options.price_eur) way.price_eur = shop.options.price_eur(way);
    return way;
}

void offer(const Workshop& shop, const SectionBrief& brief, const std::vector<Change>& changes,
           bool least, std::vector<Relaxation>& ways) {
    if (auto way = verified(shop, brief, changes, least)) ways.push_back(std::move(*way));
}

/// The side of an obstacle with the shorter move, and of other dials each on its own.
void offer_singles(const Workshop& shop, const SectionBrief& brief, const std::vector<Dial>& dials,
                   std::vector<Relaxation>& ways) {
    for (std::size_t i = 0; i < dials.size(); ++i) {
        const Dial* dial = &dials[i];
        Turn turn = least_turn(shop, brief, *dial, dial->most);
        if (dial->change.kind == ChangeKind::MoveObstacle && i + 1 < dials.size() &&
            dials[i + 1].change.kind == ChangeKind::MoveObstacle &&
            dials[i + 1].change.part.id == dial->change.part.id) {
            const Dial& other = dials[++i];
            const int most = turn.steps == 0 ? other.most : std::min(other.most, turn.steps - 1);
            const Turn shorter = least_turn(shop, brief, other, most);
            if (shorter.steps > 0) {
                dial = &other;
                turn = shorter;
            }
        }
        if (turn.steps > 0)
            offer(shop, brief, {turned(*dial, turn.steps, brief.step_m)}, turn.least, ways);
    }
}

/// The least extra width over all places where it could be added.
void offer_width(const Workshop& shop, const SectionBrief& brief, const std::vector<Dial>& spots,
                 std::vector<Relaxation>& ways) {
    const Dial* best = nullptr;
    Turn least;
    for (const Dial& dial : spots) {
        const int most = best ? std::min(dial.most, least.steps - 1) : dial.most;
        if (most < 1) break;
        if (best && shop.fit_at(brief, dial, most) != Fit::Yes) continue;
        const auto fit_at = [&](int steps) { return shop.fit_at(brief, dial, steps); };
        const Turn turn =
            best ? bisected(0, Fit::No, most, fit_at) : least_turn(shop, brief, dial, most);
        if (turn.steps == 0) continue;
        best = &dial;
        least = turn;
    }
    if (best) offer(shop, brief, {turned(*best, least.steps, brief.step_m)}, least.least, ways);
}

/// The first rack that takes all; they are given from the cheapest on.
void offer_rack(const Workshop& shop, const SectionBrief& brief, std::vector<Relaxation>& ways) {
    for (const RackForm& form : shop.options.rack_forms) {
        if (shop.asker.fits(form.brief) != Fit::Yes) continue;
        Change change;
        change.kind = ChangeKind::UseRack;
        change.detail = form.name;
        offer(shop, brief, {change}, true, ways);
        return;
    }
}

bool is_gentle(const Dial& dial) {
    return dial.change.kind != ChangeKind::LeaveOut && dial.change.kind != ChangeKind::MoveObstacle;
}

/// With `first` turned fully: the least of a second change, then the least of the first.
void offer_pair(const Workshop& shop, const SectionBrief& brief, const Dial& first,
                const Dial& second, std::vector<Relaxation>& ways) {
    const SectionBrief with_first = shop.brief_at(brief, first, first.most);
    const Turn turn = least_turn(shop, with_first, second, second.most);
    if (turn.steps == 0) return;
    const Change change = turned(second, turn.steps, brief.step_m);
    // An obstacle may do alone at a place that its own coarse search stepped over.
    if (shop.asker.fits(changed(brief, change, shop.options.rack_forms)) != Fit::No) return;
    const Turn less = bisected(0, Fit::No, first.most, [&](int steps) {
        return shop.asker.fits(
            changed(shop.brief_at(brief, first, steps), change, shop.options.rack_forms));
    });
    offer(shop, brief, {turned(first, less.steps, brief.step_m), change}, turn.least && less.least,
          ways);
}

void offer_pairs(const Workshop& shop, const SectionBrief& brief, const std::vector<Dial>& firsts,
                 std::vector<Relaxation>& ways) {
    std::size_t tries = 0;
    for (const Dial& first : firsts) {
        if (!is_gentle(first)) continue;
        const SectionBrief rest = shop.brief_at(brief, first, first.most);
        if (shop.asker.fits(rest) != Fit::No) continue;
        const Conflict next = conflict_of(shop.asker, rest, shop.options.subsets / 4);
        for (const Dial& second : dials_of(rest, next.parts, shop.options)) {
            if (second.change.kind == ChangeKind::LeaveOut) continue;
            if (tries++ == kMostPairs) return;
            offer_pair(shop, brief, first, second, ways);
        }
    }
}

/// 0: usual; 1: breaks what is meant to hold; 2: a network less.
int demotion(const Relaxation& way) {
    int worst = way.heat && !way.heat->holds() ? 1 : 0;
    for (const Change& change : way.changes) {
        const bool rule =
            change.kind == ChangeKind::AcceptDistance || change.kind == ChangeKind::DropRule;
        if (rule && change.part.severity == rules::Severity::Error) worst = std::max(worst, 1);
        if (change.kind == ChangeKind::AcceptHeat) worst = std::max(worst, 1);
        if (change.kind == ChangeKind::LeaveOut) worst = 2;
    }
    return worst;
}

double amount(const Change& change) {
    const double difference = std::abs(change.then - change.now);
    return change.now > 0.0 ? difference / change.now : difference;
}

auto rank_of(const Relaxation& way) {
    const Change& first = way.changes.front();
    return std::tuple{
        demotion(way), way.changes.size(), !way.price_eur.has_value(), way.price_eur.value_or(0.0),
        first.kind,    amount(first)};
}

bool has_gentle_way(const std::vector<Relaxation>& ways) {
    return std::any_of(ways.begin(), ways.end(), [](const Relaxation& way) {
        return way.changes.front().kind != ChangeKind::LeaveOut &&
               way.changes.front().kind != ChangeKind::Widen;
    });
}

}  // namespace

std::vector<Relaxation> ways_out(Asker& asker, const SectionBrief& brief,
                                 const Conflict& conflict) {
    const Workshop shop{asker, asker.options};
    std::vector<Relaxation> ways;
    const std::vector<Dial> dials = dials_of(brief, conflict.parts, asker.options);
    offer_rack(shop, brief, ways);
    offer_singles(shop, brief, dials, ways);
    offer_width(shop, brief, widenings_of(brief, conflict.parts, asker.options), ways);
    if (!has_gentle_way(ways)) offer_pairs(shop, brief, dials, ways);
    std::stable_sort(ways.begin(), ways.end(), [](const Relaxation& a, const Relaxation& b) {
        return rank_of(a) < rank_of(b);
    });
    if (ways.size() > asker.options.most_relaxations) ways.resize(asker.options.most_relaxations);
    return ways;
}

}  // namespace maaiveld::layout
