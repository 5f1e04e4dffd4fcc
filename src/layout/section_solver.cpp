#include "layout/section_bound.h"
#include "layout/section_problem.h"
#include "layout/section_solver_core.h"
#include "layout/section_solver_feasible.h"
#include "layout/section_solver_levels.h"
#include "layout/section_solver_search.h"
#include "layout/section_solver_split.h"
#include "layout/section_solver_start.h"

#include <algorithm>
#include <queue>

namespace maaiveld::layout {
namespace {

constexpr std::size_t kFew = 5;  ///< items for which coarse tables do not pay
constexpr std::size_t kBeam = 200;
constexpr int kMiddle = 4;  ///< grids of the coarser tables, in places
constexpr int kCoarse = 8;
constexpr Cost kFirstTarget = 2'000;  ///< two euro a metre: any start will do
constexpr Cost kLastTarget = 20'000'000;
constexpr std::int64_t kLabelsPerBox = 300'000;

struct Node {
    Cost bound = 0;
    std::size_t age = 0;
    Box box;
    bool operator<(const Node& other) const {
        return bound != other.bound ? bound > other.bound : age > other.age;
    }
};

/// Branch and bound over boxes: the core of a box gives its bound and a placement to try; where the
/// placement is not exact for the box, the box is cut in two.
class Solver {
public:
    Solver(const SectionProblem& problem, SearchBudget& budget)
        : problem_(problem), budget_(budget) {}

    void offer(std::vector<Place> places);
    void begin_with(const std::vector<Place>& start);
    SectionAnswer run();

private:
    void look_into(Node node);
    void offer_places(const Box& box, const std::vector<int>& x);
    CoreAnswer closed_core(const Core& core, const Box& box, bool first);
    CoreAnswer search_narrowed(Core core, const Box& box, const SectionBound& right);
    CoreAnswer search_directly(const Core& core);
    CoreAnswer search_below(const Core& core, const Box& box, const SectionBound& right,
                            Cost target);
    void cut(const Node& node, Cost bound, const std::vector<int>& x);
    Cost target(const Core& core) const { return best_.empty() ? kNoCost : best_cost_ - core.base; }

    static constexpr Cost kNoCost = std::numeric_limits<Cost>::max() / 4;
    const SectionProblem& problem_;
    SearchBudget& budget_;
    std::priority_queue<Node> open_;
    std::size_t made_ = 0;
    std::vector<Place> best_;
    Cost best_cost_ = kNoCost;
    Cost unproven_ = kNoCost;  ///< least bound of boxes given up
};

void Solver::offer(std::vector<Place> places) {
    const std::optional<Cost> cost = cost_of(problem_, places);
    if (!cost || *cost >= best_cost_) return;
    best_ = std::move(places);
    best_cost_ = *cost;
}

/// Offers a placement of the core; `x` may be empty.
void Solver::offer_places(const Box& box, const std::vector<int>& x) {
    if (x.empty()) return;
    std::vector<Place> places = with_levels(problem_, box, x);
    if (cost_of(problem_, places)) offer(improved(problem_, std::move(places)));
}

/// Tables and search below a target; what coarse tables rule out is not made again.
CoreAnswer Solver::search_below(const Core& core, const Box& box, const SectionBound& right,
                                Cost target) {
    const Core mirror = mirrored(core);
    const SectionBound left(coarser(grouped(mirror), kMiddle),
                            target + core.width_cost * (kMiddle - 1), {&right, kCoarse / kMiddle});
    budget_.spend(left.work());
    if (!left.made()) return {};
    if (left.root() == SectionBound::kNone) return {{}, 0, target, true};
    // The finer tables lead to a better placement to beat, and that to smaller tables.
    std::vector<int> x = beam_placement(mirror, left, kMiddle, kBeam);
    for (int& at : x)
        at = core.places - 1 - at;
    offer_places(box, x);
    target = std::min(target, this->target(core));
    const SectionBound bound(core, target, {&left, kMiddle});
    budget_.spend(bound.work());
    if (!bound.made()) return {};
    return search_core(core, bound, target, kLabelsPerBox, budget_);
}

/// Below the best placement, without the places that are too dear for that.
CoreAnswer Solver::search_narrowed(Core core, const Box& box, const SectionBound& right) {
    const Cost below = target(core);
    if (!narrow(core, below)) return {{}, 0, below, true};
    return search_below(core, box, right, below);
}

CoreAnswer Solver::search_directly(const Core& core) {
    const SectionBound bound(core, target(core));
    budget_.spend(bound.work());
    return bound.made() ? search_core(core, bound, target(core), kLabelsPerBox, budget_)
                        : CoreAnswer{};
}

/// Without a placement to beat, any placement is looked for; then targets are tried that grow from
/// the bound of the coarse tables.
CoreAnswer Solver::closed_core(const Core& core, const Box& box, bool first) {
    if (core.items <= kFew) return search_directly(core);
    const Cost slack = core.width_cost * (kCoarse - 1);
    const SectionBound right(coarser(grouped(core), kCoarse), target(core) + slack);
    budget_.spend(right.work());
    if (!right.made()) return {};
    const Cost least = right.root();
    if (least == SectionBound::kNone) return {{}, 0, target(core), true};
    if (first || best_.empty()) offer_places(box, beam_placement(core, right, kCoarse, kBeam));
    if (!best_.empty()) return search_narrowed(core, box, right);
    const Feasible feasible = find_feasible(core, kLabelsPerBox, budget_);
    if (feasible.known && feasible.places.empty()) return {{}, 0, kNoCost, true};
    offer_places(box, feasible.places);
    if (!best_.empty()) return search_narrowed(core, box, right);
    for (Cost target = kFirstTarget + 4 * least; target < kLastTarget; target *= 4) {
        CoreAnswer answer = search_below(core, box, right, target);
        if (!answer.closed || !answer.places.empty()) return answer;
    }
    return search_below(core, box, right, kNoCost);
}

void Solver::cut(const Node& node, Cost bound, const std::vector<int>& x) {
    for (Box& part : cut_box(problem_, node.box, x))
        open_.push({bound, made_++, std::move(part)});
}

void Solver::look_into(Node node) {
    if (all_single(node.box)) {
        std::vector<Place> places;
        for (const Box::Range& r : node.box.items)
            places.push_back({r.lo, r.level_lo});
        offer(std::move(places));
        return;
    }
    Core core = core_of(problem_, node.box, true);
    if (!core.feasible || !narrow(core, target(core))) return;
    const CoreAnswer answer = closed_core(core, node.box, node.age == 0);
    const Cost bound = std::max(node.bound, core.base + answer.bound);
    if (answer.closed && answer.places.empty()) return;
    if (!answer.places.empty()) {
        std::vector<Place> places = with_levels(problem_, node.box, answer.places);
        const std::optional<Cost> cost = cost_of(problem_, places);
        if (cost) offer(*cost == bound ? places : improved(problem_, places));
        if (cost && *cost <= bound) return;
    }
    cut(node, bound, answer.places);
}

/// A placement to improve on; one that does not fit any more is made to fit if that is easy.
void Solver::begin_with(const std::vector<Place>& start) {
    if (cost_of(problem_, start)) return offer(improved(problem_, start));
    const Box box = whole_box(problem_);
    const Core core = core_of(problem_, box, true);
    if (!core.feasible) return;
    std::vector<int> x;
    for (const Place& place : start)
        x.push_back(place.x);
    offer_places(box, pushed(core, x));
}

SectionAnswer Solver::run() {
    open_.push({-kNoCost, made_++, whole_box(problem_)});
    SectionAnswer answer;
    while (!open_.empty() && open_.top().bound < best_cost_) {
        if (budget_.out()) break;
        Node node = open_.top();
        open_.pop();
        budget_.spend(1);
        look_into(std::move(node));
    }
    const bool closed = open_.empty() || open_.top().bound >= best_cost_;
    answer.places = best_;
    answer.cost = best_.empty() ? 0 : best_cost_;
    answer.bound = closed ? answer.cost : open_.top().bound;
    answer.end = closed ? SearchEnd::Proven : budget_.end();
    return answer;
}

SectionAnswer solve_flat(const SectionProblem& problem, SearchBudget& budget,
                         const std::vector<Place>& start) {
    const FlatProblem flat = flattened(problem);
    Solver solver(flat.problem, budget);
    if (start.size() == problem.items.size()) solver.begin_with(flat.flat(start));
    SectionAnswer answer = solver.run();
    answer.places = flat.full(std::move(answer.places));
    return answer;
}

}  // namespace

SectionAnswer solve_section(const SectionProblem& problem, const SearchLimits& limits,
                            const std::vector<Place>& start) {
    SearchBudget budget(limits);
    SectionAnswer answer;
    if (problem.items.empty() || problem.places <= 0) return answer;
    if (!problem.limits.empty()) {
        // Limits that add up are rarely what decides: look without them first.
        SectionProblem without = problem;
        without.limits.clear();
        answer = solve_flat(without, budget, start);
        const bool keeps = answer.found() && cost_of(problem, answer.places).has_value();
        if (answer.end == SearchEnd::Proven && (keeps || !answer.found())) {
            answer.nodes = budget.spent();
            return answer;
        }
    }
    answer = solve_flat(problem, budget, start);
    answer.nodes = budget.spent();
    return answer;
}

}  // namespace maaiveld::layout
