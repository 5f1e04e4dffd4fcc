#include "layout/section_solver_search.h"

#include "layout/section_solver_lanes.h"

#include <algorithm>
#include <array>
#include <bit>
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

/// Items placed from left to right, the last one at `last`.
struct Label {
    std::uint32_t set = 0;
    std::size_t last = 0;
    Cost cost = 0;  ///< of what is placed, width up to the last item's place included
    std::array<int, kMostItems> x{};
    std::array<int, kMostItems> after{};  ///< of items not placed: the first place they can have
};

/// A label that was not opened yet: label `from` with one item more. Small, for there are many.
struct Open {
    Cost bound = 0;
    Cost cost = 0;
    std::uint32_t age = 0;
    std::uint32_t from = 0;
    int x = 0;
    std::int16_t item = 0;
    std::int16_t placed = 0;
    /// Least bound first; among equals the most complete, then the oldest.
    bool operator<(const Open& other) const {
        if (bound != other.bound) return bound > other.bound;
        if (placed != other.placed) return placed < other.placed;
        return age > other.age;
    }
};

constexpr std::size_t kMostOpen = 10'000'000;  ///< 400 MB

/// An opened label as others are compared with it.
struct Opened {
    Cost cost_before_width = 0;
    Lanes after{};
    std::uint32_t label = 0;
};

class Search {
public:
    Search(const Core& core, const SectionBound& bound, Cost target)
        : core_(core), bound_(bound), target_(target), all_((std::uint32_t{1} << core.items) - 1) {}

    CoreAnswer run(std::int64_t labels, SearchBudget& budget);

private:
    bool placed(const Label& label, std::size_t i) const { return label.set >> i & 1U; }
    void open_first();
    void open_next(std::uint32_t from);
    void open_item(const Label& label, std::uint32_t from, std::size_t k);
    Cost short_of_wanted(const Label& label, std::size_t k, int x) const;
    std::optional<Label> label_of(const Open& open) const;
    Cost before_width(const Label& label) const {
        return label.cost - core_.width_cost * label.x[label.last];
    }
    bool beaten(const Label& label, const Lanes& after);
    bool beats(const Label& a, const Label& b, Cost lead) const;
    CoreAnswer answer_of(const Label& label) const;

    const Core& core_;
    const SectionBound& bound_;
    Cost target_;
    std::uint32_t all_;
    std::uint32_t age_ = 0;
    std::vector<Label> labels_;
    std::priority_queue<Open> open_;
    std::vector<std::vector<Opened>> opened_;  ///< by set
};

/// The label itself; nothing when an item that is left has no place any more.
std::optional<Label> Search::label_of(const Open& open) const {
    const auto k = static_cast<std::size_t>(open.item);
    Label next = labels_[open.from];
    next.set |= std::uint32_t{1} << k;
    next.last = k;
    next.cost = open.cost;
    next.x[k] = open.x;
    for (std::size_t m = 0; m < core_.items; ++m) {
        if (placed(next, m)) continue;
        int after = std::max(next.after[m], core_.after(k, m, open.x));
        if (after < core_.places) after = core_.next[m][static_cast<std::size_t>(after)];
        if (after >= core_.places) return std::nullopt;
        next.after[m] = after;
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
            open_.push({rest + half, cost, age_++, 0, x, static_cast<std::int16_t>(k), 1});
        }
    }
}

Cost Search::short_of_wanted(const Label& label, std::size_t k, int x) const {
    Cost sum = 0;
    for (std::size_t i = 0; i < core_.items; ++i) {
        if (!placed(label, i)) continue;
        const Rightward& r = core_.between(i, k);
        const int missing = label.x[i] + r.wanted - x;
        if (missing > 0) sum += Cost{r.per_step} * missing;
    }
    return sum;
}

void Search::open_item(const Label& label, std::uint32_t from, std::size_t k) {
    const std::uint32_t left = all_ & ~label.set;
    const bool last = std::popcount(left) == 1;
    const auto count = static_cast<std::int16_t>(std::popcount(label.set) + 1);
    Cost least = SectionBound::kNone;
    for (int x = std::max(label.after[k], bound_.lo(left, k)); x <= bound_.hi(left, k); ++x) {
        const Cost rest = bound_.rest(left, k, x);
        if (rest == SectionBound::kNone) continue;
        const Cost width = core_.width_cost * (x - label.x[label.last]);
        if (label.cost + width + rest >= target_) continue;
        const Cost own = core_.cost[k][static_cast<std::size_t>(x)];
        if (own >= least) continue;
        const Cost wanted = short_of_wanted(label, k, x);
        // Further right only restricts what follows, so it must be cheaper; the width is paid
        // anyway.
        const Cost compared = own + wanted + (last ? width : 0);
        if (compared >= least) continue;
        least = compared;
        const Cost whole = label.cost + width + wanted + rest;
        if (whole >= target_) continue;
        open_.push({whole, label.cost + width + wanted + own, age_++, from, x,
                    static_cast<std::int16_t>(k), count});
    }
}

void Search::open_next(std::uint32_t from) {
    const Label label = labels_[from];
    for (std::size_t k = 0; k < core_.items; ++k) {
        if (placed(label, k)) continue;
        const std::size_t twin = core_.twin_left[k];
        if (twin < core_.items && !placed(label, twin)) continue;
        open_item(label, from, k);
    }
}

/// Whether whatever completes b also completes a, and for no more; a costs `lead` less and leaves
/// the others at least the same places.
bool Search::beats(const Label& a, const Label& b, Cost lead) const {
    for (std::size_t i = 0; i < core_.items && lead >= 0; ++i) {
        if (!placed(b, i) || a.x[i] <= b.x[i]) continue;
        for (std::size_t k = 0; k < core_.items; ++k) {
            if (placed(b, k)) continue;
            const Rightward& r = core_.between(i, k);
            const int more = std::min(a.x[i] - b.x[i], a.x[i] + r.wanted - b.after[k]);
            if (more > 0) lead -= Cost{r.per_step} * more;
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
        if (!beats(labels_[other.label], label, cost - other.cost_before_width)) continue;
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
    open_first();
    std::int64_t opened = 0;
    while (!open_.empty()) {
        const Open top = open_.top();
        if (opened >= labels || open_.size() > kMostOpen || (opened % 64 == 0 && budget.out())) {
            CoreAnswer answer;
            answer.bound = top.bound;
            return answer;
        }
        open_.pop();
        const std::optional<Label> label = label_of(top);
        if (!label) continue;
        if (label->set == all_) return answer_of(*label);
        const Lanes after = lanes_of(label->set, label->after.data(), core_.items);
        if (beaten(*label, after)) continue;
        const auto at = static_cast<std::uint32_t>(labels_.size());
        opened_[label->set].push_back({before_width(*label), after, at});
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
