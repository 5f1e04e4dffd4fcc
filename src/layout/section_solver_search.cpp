#include "layout/section_solver_search.h"

#include "layout/section_solver_lanes.h"

#include <algorithm>
#include <array>
#include <bit>
#include <limits>
#include <optional>
#include <queue>

namespace maaiveld::layout {

SearchBudget::SearchBudget(const SearchLimits& limits)
    : limits_(limits), begin_(std::chrono::steady_clock::now()) {}

bool SearchBudget::out() {
    if (limits_.seconds > 0.0 && !late_) {
        const std::chrono::duration<double> passed = std::chrono::steady_clock::now() - begin_;
        late_ = passed.count() > limits_.seconds;
    }
    return late_ || spent_ >= limits_.nodes;
}

SearchEnd SearchBudget::end() const {
    return late_ ? SearchEnd::ClockLimit : SearchEnd::NodeLimit;
}

namespace {

/// By item; small, for memory is what the search waits for.
using Places = std::array<std::int16_t, kMostItems>;
static_assert(kMostPlaces <= std::numeric_limits<std::int16_t>::max());

/// Items placed from left to right, the last one at `last`.
struct Label {
    Cost cost = 0;  ///< of what is placed, width up to the last item's place included
    std::uint32_t set = 0;
    std::uint32_t last = 0;
    Places x{};
    Places after{};  ///< of items not placed: the first place they can have
};

/// A label that was not opened yet: label `from` with one item more.
struct Child {
    Cost bound = 0;
    Cost cost = 0;
    std::uint32_t age = 0;
    std::uint32_t from = 0;
    int x = 0;
    std::int16_t item = 0;
    std::int16_t placed = 0;
    /// Least bound first; among equals the most complete, then the oldest.
    bool operator<(const Child& other) const {
        if (bound != other.bound) return bound < other.bound;
        if (placed != other.placed) return placed > other.placed;
        return age < other.age;
    }
};

/// The first child of a label that was not taken yet. Small, and one per label, for the queue is
/// what takes most time when there are many.
struct Open {
    Cost bound = 0;
    std::uint32_t age = 0;
    std::uint32_t child = 0;
    std::int16_t placed = 0;
    bool operator<(const Open& other) const {
        if (bound != other.bound) return bound > other.bound;
        if (placed != other.placed) return placed < other.placed;
        return age > other.age;
    }
};

constexpr std::size_t kMostChildren = 10'000'000;  ///< 400 MB

/// An opened label as others are compared with it.
struct Opened {
    Cost cost_before_width = 0;
    Lanes after{};
    Places x{};
};

class Search {
public:
    Search(const Core& core, const SectionBound& bound, Cost target)
        : core_(core), bound_(bound), target_(target), all_((std::uint32_t{1} << core.items) - 1) {}

    CoreAnswer run(std::int64_t labels, SearchBudget& budget);

private:
    /// A distance that an item wants of one to its right, where that is more than it must have.
    struct Wish {
        std::size_t item = 0;  ///< the other one
        int wanted = 0;
        Cost per_step = 0;
    };
    /// A wish of items that are placed: what lies before `until` costs `per_step` for each step.
    struct Shortage {
        int until = 0;
        Cost per_step = 0;
    };

    bool placed(const Label& label, std::size_t i) const { return label.set >> i & 1U; }
    void find_wishes();
    void open_first();
    void open_next(std::uint32_t from);
    void open_item(const Label& label, std::uint32_t from, std::size_t k);
    void find_shortages(const Label& label, std::size_t k);
    Cost short_of_wanted(int x) const;
    void push(std::uint32_t child);
    void push_children(std::size_t from);
    std::optional<Label> label_of(const Child& child) const;
    Cost before_width(const Label& label) const {
        return label.cost - core_.width_cost * label.x[label.last];
    }
    bool beaten(const Label& label, const Lanes& after);
    bool beats(const Places& a, const Label& b, Cost lead) const;
    CoreAnswer answer_of(const Label& label) const;

    const Core& core_;
    const SectionBound& bound_;
    Cost target_;
    std::uint32_t all_;
    std::uint32_t age_ = 0;
    std::vector<std::vector<Wish>> of_left_;   ///< by item: its wishes of items to its right
    std::vector<std::vector<Wish>> of_right_;  ///< by item: the wishes of items to its left
    std::vector<Shortage> shortages_;          ///< of the item being placed
    std::vector<Label> labels_;
    std::vector<Child> children_;  ///< label by label
    std::priority_queue<Open> open_;
    std::vector<std::vector<Opened>> opened_;  ///< by set
};

/// The label itself; nothing when an item that is left has no place any more.
std::optional<Label> Search::label_of(const Child& child) const {
    const auto k = static_cast<std::size_t>(child.item);
    Label next = labels_[child.from];
    next.set |= std::uint32_t{1} << k;
    next.last = static_cast<std::uint32_t>(k);
    next.cost = child.cost;
    next.x[k] = static_cast<std::int16_t>(child.x);
    for (std::size_t m = 0; m < core_.items; ++m) {
        if (placed(next, m)) continue;
        int after = std::max<int>(next.after[m], core_.after(k, m, child.x));
        if (after < core_.places) after = core_.next[m][static_cast<std::size_t>(after)];
        if (after >= core_.places) return std::nullopt;
        next.after[m] = static_cast<std::int16_t>(after);
    }
    return next;
}

void Search::open_first() {
    labels_.emplace_back();
    for (std::size_t k = 0; k < core_.items; ++k) {
        Cost least = SectionBound::kNone;
        const Cost half = core_.width_cost * core_.half_left[k];
        for (int x = bound_.lo(all_, k); x <= bound_.hi(all_, k); ++x) {
            const Cost rest = bound_.rest(all_, k, x);
            if (rest == SectionBound::kNone || rest + half >= target_) continue;
            const Cost cost = core_.cost[k][static_cast<std::size_t>(x)] + half;
            // Further right is worth the width that is then not needed.
            if (cost - core_.width_cost * x >= least) continue;
            least = cost - core_.width_cost * x;
            children_.push_back({rest + half, cost, age_++, 0, x, static_cast<std::int16_t>(k), 1});
        }
    }
    push_children(0);
}

void Search::find_wishes() {
    of_left_.resize(core_.items);
    of_right_.resize(core_.items);
    for (std::size_t i = 0; i < core_.items; ++i) {
        for (std::size_t k = 0; k < core_.items; ++k) {
            const Rightward& r = core_.between(i, k);
            if (i == k || r.per_step <= 0 || r.wanted <= r.gap) continue;
            of_left_[i].push_back({k, r.wanted, r.per_step});
            of_right_[k].push_back({i, r.wanted, r.per_step});
        }
    }
}

void Search::find_shortages(const Label& label, std::size_t k) {
    shortages_.clear();
    for (const Wish& wish : of_right_[k]) {
        const int until = placed(label, wish.item) ? label.x[wish.item] + wish.wanted : 0;
        if (until > label.after[k]) shortages_.push_back({until, wish.per_step});
    }
}

Cost Search::short_of_wanted(int x) const {
    Cost sum = 0;
    for (const Shortage& one : shortages_)
        sum += one.per_step * std::max(0, one.until - x);
    return sum;
}

void Search::open_item(const Label& label, std::uint32_t from, std::size_t k) {
    const std::uint32_t left = all_ & ~label.set;
    const bool last = std::popcount(left) == 1;
    const auto count = static_cast<std::int16_t>(std::popcount(label.set) + 1);
    Cost least = SectionBound::kNone;
    find_shortages(label, k);
    for (int x = std::max<int>(label.after[k], bound_.lo(left, k)); x <= bound_.hi(left, k); ++x) {
        const Cost rest = bound_.rest(left, k, x);
        if (rest == SectionBound::kNone) continue;
        const Cost width = core_.width_cost * (x - label.x[label.last]);
        if (label.cost + width + rest >= target_) continue;
        const Cost own = core_.cost[k][static_cast<std::size_t>(x)];
        if (own >= least) continue;
        const Cost wanted = short_of_wanted(x);
        // Further right only restricts what follows, so it must be cheaper; the width is paid
        // anyway.
        const Cost compared = own + wanted + (last ? width : 0);
        if (compared >= least) continue;
        least = compared;
        const Cost whole = label.cost + width + wanted + rest;
        if (whole >= target_) continue;
        children_.push_back({whole, label.cost + width + wanted + own, age_++, from, x,
                             static_cast<std::int16_t>(k), count});
    }
}

/// The children made since `from` in their order, of which the first waits for the others.
void Search::push_children(std::size_t from) {
    if (from == children_.size()) return;
    std::sort(children_.begin() + static_cast<std::ptrdiff_t>(from), children_.end());
    push(static_cast<std::uint32_t>(from));
}

void Search::push(std::uint32_t child) {
    const Child& one = children_[child];
    open_.push({one.bound, one.age, child, one.placed});
}

void Search::open_next(std::uint32_t from) {
    const Label label = labels_[from];
    const std::size_t before = children_.size();
    for (std::size_t k = 0; k < core_.items; ++k) {
        if (placed(label, k)) continue;
        const std::size_t twin = core_.twin_left[k];
        if (twin < core_.items && !placed(label, twin)) continue;
        open_item(label, from, k);
    }
    push_children(before);
}

/// Whether whatever completes b also completes a, and for no more; a costs `lead` less and leaves
/// the others at least the same places.
bool Search::beats(const Places& a, const Label& b, Cost lead) const {
    for (std::size_t i = 0; i < core_.items && lead >= 0; ++i) {
        if (!placed(b, i) || a[i] <= b.x[i]) continue;
        for (const Wish& wish : of_left_[i]) {
            if (placed(b, wish.item)) continue;
            const int more = std::min(a[i] - b.x[i], a[i] + wish.wanted - b.after[wish.item]);
            if (more > 0) lead -= wish.per_step * more;
        }
    }
    return lead >= 0;
}

bool Search::beaten(const Label& label, const Lanes& after) {
    std::vector<Opened>& others = opened_[label.set];
    const Cost cost = before_width(label);
    for (std::size_t o = 0; o < others.size(); ++o) {
        const Opened& other = others[o];
        if (other.cost_before_width > cost || !none_larger(other.after, after)) continue;
        if (!beats(other.x, label, cost - other.cost_before_width)) continue;
        std::swap(others[o], others[o / 2]);  // what beats one is likely to beat the next
        return true;
    }
    return false;
}

CoreAnswer Search::answer_of(const Label& label) const {
    CoreAnswer answer;
    answer.places.assign(label.x.begin(), label.x.begin() + static_cast<long>(core_.items));
    answer.cost = label.cost + core_.width_cost * core_.half_right[label.last];
    answer.bound = answer.cost;
    answer.closed = true;
    return answer;
}

CoreAnswer Search::run(std::int64_t labels, SearchBudget& budget) {
    opened_.resize(std::size_t{all_} + 1);
    find_wishes();
    open_first();
    std::int64_t opened = 0;
    while (!open_.empty()) {
        const Open top = open_.top();
        if (opened >= labels || children_.size() > kMostChildren ||
            (opened % 64 == 0 && budget.out())) {
            CoreAnswer answer;
            answer.bound = top.bound;
            return answer;
        }
        open_.pop();
        const std::uint32_t sibling = top.child + 1;
        if (sibling < children_.size() && children_[sibling].from == children_[top.child].from)
            push(sibling);
        const std::optional<Label> label = label_of(children_[top.child]);
        if (!label) continue;
        if (label->set == all_) return answer_of(*label);
        const Lanes after = lanes_of(label->set, label->after.data(), core_.items);
        if (beaten(*label, after)) continue;
        const auto at = static_cast<std::uint32_t>(labels_.size());
        opened_[label->set].push_back({before_width(*label), after, label->x});
        labels_.push_back(*label);
        ++opened;
        budget.spend(1);
        open_next(at);
    }
    CoreAnswer answer;
    answer.bound = target_;
    answer.closed = true;
    return answer;
}

}  // namespace

CoreAnswer search_core(const Core& core, const SectionBound& bound, Cost target,
                       std::int64_t labels, SearchBudget& budget) {
    return Search(core, bound, target).run(labels, budget);
}

}  // namespace maaiveld::layout
