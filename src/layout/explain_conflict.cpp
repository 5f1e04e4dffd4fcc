#include "layout/explain_search.h"

#include <algorithm>
#include <numeric>

namespace maaiveld::layout {
namespace {

using Flags = std::vector<bool>;
using Indices = std::vector<std::size_t>;

/// A brief taken apart, and the question whether some of its parts go together.
struct Puzzle {
    Asker& asker;
    const SectionBrief& brief;
    std::vector<ConflictPart> parts;
    Flags wanted;  ///< parts to look among

    Fit fit(const Flags& kept, int effort = 1) const {
        return asker.fits(kept_of(brief, parts, kept, asker.options), effort);
    }
};

/// Whether a part is void when only these items are kept.
bool concerns(const SectionBrief& brief, const ConflictPart& part, const Flags& items) {
    const auto is_kept = [&](std::size_t i) { return bool{items[i]}; };
    if (part.kind == PartKind::Obstacle) return true;
    if (part.kind == PartKind::Heat)
        return std::any_of(part.heat_limits.begin(), part.heat_limits.end(),
                           [&](std::size_t i) { return items[brief.heat_limits[i].item]; });
    if (part.kind == PartKind::Rule)
        return std::any_of(part.requirements.begin(), part.requirements.end(), [&](std::size_t i) {
            const Requirement& r = brief.requirements[i];
            return items[r.item] && (!r.other || items[*r.other]);
        });
    return std::any_of(part.items.begin(), part.items.end(), is_kept);
}

/// All parts that matter to the items given.
Flags kept_with(const Puzzle& puzzle, const Indices& items) {
    Flags chosen(puzzle.brief.items.size(), false);
    for (const std::size_t i : items)
        chosen[i] = true;
    Flags kept(puzzle.parts.size());
    for (std::size_t i = 0; i < puzzle.parts.size(); ++i)
        kept[i] = puzzle.wanted[i] && concerns(puzzle.brief, puzzle.parts[i], chosen);
    return kept;
}

double reach_m(const BriefItem& item) {
    const Edges edges = edges_of(item);
    return edges.right_m - edges.left_m;
}

/// Items from the smallest to the largest: the small are dropped first.
Indices by_size(const SectionBrief& brief) {
    Indices order(brief.items.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        return reach_m(brief.items[a]) < reach_m(brief.items[b]);
    });
    return order;
}

/// A set of items of which none can be dropped.
Indices fewer_items(const Puzzle& puzzle) {
    Indices items = by_size(puzzle.brief);
    for (std::size_t i = 0; i < items.size();) {
        Indices rest = items;
        rest.erase(rest.begin() + static_cast<std::ptrdiff_t>(i));
        if (!rest.empty() && puzzle.fit(kept_with(puzzle, rest)) == Fit::No)
            items = std::move(rest);
        else
            ++i;
    }
    std::sort(items.begin(), items.end());
    return items;
}

/// The next set of the same size in lexicographic order.
bool next_set(Indices& set, std::size_t count) {
    for (std::size_t i = set.size(); i-- > 0;) {
        if (set[i] == count - set.size() + i) continue;
        ++set[i];
        for (std::size_t j = i + 1; j < set.size(); ++j)
            set[j] = set[j - 1] + 1;
        return true;
    }
    return false;
}

/// The smallest set of items in conflict, as far as the number of tries reaches; `known` is one.
Indices fewest_items(const Puzzle& puzzle, const Indices& known, std::size_t tries) {
    const std::size_t count = puzzle.brief.items.size();
    for (std::size_t size = 1; size < known.size(); ++size) {
        Indices set(size);
        std::iota(set.begin(), set.end(), std::size_t{0});
        do {
            if (tries-- == 0) return known;
            if (puzzle.fit(kept_with(puzzle, set)) == Fit::No) return set;
        } while (next_set(set, count));
    }
    return known;
}

/// The lower, the sooner a part is dropped; see explain.
int firmness(const ConflictPart& part) {
    const bool own = part.id.starts_with("layout:");
    switch (part.kind) {
        case PartKind::Rule:
            if (own) return 4;
            return part.severity == rules::Severity::Info      ? 0
                   : part.severity == rules::Severity::Warning ? 1
                                                               : 2;
        case PartKind::Heat:
            return 3;
        case PartKind::Covers:
            return 5;
        case PartKind::Strips:
            return 6;
        case PartKind::Placed:
            return 7;
        case PartKind::Obstacle:
            return 8;
        case PartKind::Network:
            return 9;
    }
    return 9;
}

/// Drops from `candidates` [from, to) whatever the rest does not need, halves at a time: a whole
/// half that is not needed costs one question.
void drop_needless(const Puzzle& puzzle, const Indices& candidates, std::size_t from,
                   std::size_t to, Flags& kept) {
    if (from == to) return;
    Flags without = kept;
    for (std::size_t i = from; i < to; ++i)
        without[candidates[i]] = false;
    if (puzzle.fit(without) == Fit::No) {
        kept = without;
        return;
    }
    if (to - from == 1) return;
    const std::size_t middle = from + (to - from) / 2;
    drop_needless(puzzle, candidates, from, middle, kept);
    drop_needless(puzzle, candidates, middle, to, kept);
}

void drop_all_needless(const Puzzle& puzzle, Flags& kept) {
    for (int firm = 0; firm < 9; ++firm) {
        Indices candidates;
        for (std::size_t i = 0; i < kept.size(); ++i)
            if (kept[i] && firmness(puzzle.parts[i]) == firm) candidates.push_back(i);
        drop_needless(puzzle, candidates, 0, candidates.size(), kept);
    }
}

bool is_minimal(const Puzzle& puzzle, const Flags& kept) {
    if (puzzle.fit(kept, kThorough) != Fit::No) return false;
    for (std::size_t i = 0; i < kept.size(); ++i) {
        if (!kept[i]) continue;
        Flags without = kept;
        without[i] = false;
        if (puzzle.fit(without, kThorough) != Fit::Yes) return false;
    }
    return true;
}

/// Names the strictest of the rule's requirements between the items kept.
void name_strictest(const SectionBrief& brief, const Flags& items, ConflictPart& part) {
    const Requirement* strictest = nullptr;
    for (const std::size_t i : part.requirements) {
        const Requirement& r = brief.requirements[i];
        if (!items[r.item] || (r.other && !items[*r.other])) continue;
        const bool stricter = !strictest || (r.at_most ? r.required < strictest->required
                                                       : r.required > strictest->required);
        if (stricter) strictest = &r;
    }
    if (!strictest) return;
    part.required = strictest->required;
    if (part.of.empty()) return;
    part.of = brief.items[strictest->item].name;
    part.network = brief.items[strictest->item].network;
    if (!strictest->other) return;
    part.against = brief.items[*strictest->other].name;
    part.other = brief.items[*strictest->other].network;
}

Flags items_kept(const Puzzle& puzzle, const Flags& kept) {
    Flags items(puzzle.brief.items.size(), false);
    for (std::size_t i = 0; i < kept.size(); ++i)
        if (kept[i] && puzzle.parts[i].kind == PartKind::Network)
            items[puzzle.parts[i].items.front()] = true;
    return items;
}

bool is_order(const ConflictPart& part) {
    return part.kind == PartKind::Rule && (part.measure == rules::Measure::OrderHorizontal ||
                                           part.measure == rules::Measure::OrderVertical);
}

/// The parts to look among. Rules on order make every question harder, so they are put aside at
/// once where the rest is impossible without them.
Flags first_flags(const Puzzle& puzzle) {
    Flags all(puzzle.parts.size(), true);
    Flags without = all;
    for (std::size_t i = 0; i < without.size(); ++i)
        without[i] = !is_order(puzzle.parts[i]);
    return without != all && puzzle.fit(without) == Fit::No ? without : all;
}

}  // namespace

Conflict conflict_of(Asker& asker, const SectionBrief& brief, std::size_t subsets) {
    Puzzle puzzle{asker, brief, parts_of(brief, asker.options), {}};
    puzzle.wanted = first_flags(puzzle);
    const Indices items = fewest_items(puzzle, fewer_items(puzzle), subsets);
    Flags kept = kept_with(puzzle, items);
    drop_all_needless(puzzle, kept);
    Conflict conflict;
    conflict.minimal = is_minimal(puzzle, kept);
    const Flags kept_items = items_kept(puzzle, kept);
    for (std::size_t i = 0; i < kept.size(); ++i) {
        if (!kept[i]) continue;
        conflict.parts.push_back(puzzle.parts[i]);
        name_strictest(brief, kept_items, conflict.parts.back());
    }
    std::stable_sort(
        conflict.parts.begin(), conflict.parts.end(),
        [](const ConflictPart& a, const ConflictPart& b) { return firmness(a) > firmness(b); });
    return conflict;
}

}  // namespace maaiveld::layout
