#include "layout/lay_out.h"

#include "geometry/polyline.h"
#include "layout/house_connections.h"
#include "layout/lay_out_parts.h"
#include "layout/rack_between.h"
#include "layout/route_parts.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <memory>
#include <numeric>
#include <utility>

namespace maaiveld::layout {
namespace {

using base::Result;
using tl::unexpected;

constexpr int kRepairs = 10;

class StreetLayout {
public:
    explicit StreetLayout(const LayoutInput& in) : in_{in} {}

    Result<LayoutOutcome> run() {
        if (auto ready = prepare(); !ready) return unexpected{ready.error()};
        while (!nothing_left()) {
            auto done = attempt();
            if (!done) return unexpected{done.error()};
            if (*done) return outcome();
        }
        return unchanged();
    }

private:
    Result<void> prepare() {
        auto free = freed_lines(in_);
        if (!free) return unexpected{free.error()};
        free_ = std::move(*free);
        for (const model::Demand& demand : in_.street.demands)
            demands_.push_back(demand.asset.id);
        if (!nothing_left() && (in_.street.axis.size() < 2 || in_.street.section.strips.empty()))
            return base::bad_input("a layout needs a street with an `axis` and a `section`");
        before_ = FindingsBefore{in_};
        if (in_.operation != nullptr && in_.options.heat) {
            heat_ = std::make_unique<HeatContext>(
                HeatContext{in_.street, in_.catalogue, *in_.operation, 8, 6,
                            heat_limits_of(in_.street, in_.packs)});
            if (heat_->limits.empty()) heat_.reset();
        }
        facade_left_ = serves_left(in_, demands_);
        keep_order_ = in_.profile.keep_order;
        return {};
    }

    bool nothing_left() const { return demands_.empty() && free_.empty(); }

    /// One try with what is still asked. True: it is laid. False: something was given up, try
    /// again.
    Result<bool> attempt() {
        now_ = Attempt{};
        more_ = MoreRoom{};
        now_.demands = demands_;
        now_.free = free_;
        if (auto rack = take_rack(); !rack || !*rack) return rack;
        BayQuestion question = bay_question();
        auto brief = section_of_street(in_.street, in_.catalogue, in_.packs, in_.profile,
                                       question_for(question, 0.0, length_m(), 0.0));
        if (!brief) return unexpected{brief.error()};
        auto whole = solve_brief(*brief, heat_.get(), question.limits);
        if (!whole) return unexpected{whole.error()};
        question.start = starts_of(*whole);
        auto bays = bays_of(question, *whole);
        if (!bays) return unexpected{bays.error()};
        now_.bays = std::move(*bays);
        if (give_up_in_tight_section()) return false;
        set_lines(*whole);
        return route_and_check(*whole);
    }

    Result<bool> take_rack() {
        if (in_.options.mode != LayoutMode::Rack) return true;
        std::vector<std::string> may = demands_;
        std::erase_if(may, [&](const std::string& id) { return beside_rack_.contains(id); });
        auto rack = choose_rack(in_, may, facade_left_);
        if (!rack) return unexpected{rack.error()};
        now_.rack = std::move(*rack);
        return true;
    }

    BayQuestion bay_question() const {
        BayQuestion question{.street = in_.street,
                             .catalogue = in_.catalogue,
                             .packs = in_.packs,
                             .profile = in_.profile,
                             .demands = demands_,
                             .free = free_,
                             .ready = {},
                             .limits = {},
                             .start = {}};
        question.limits.nodes = in_.options.nodes;
        question.keep_order = keep_order_;
        question.threads = in_.options.threads;
        if (now_.rack) {
            question.ready.push_back(now_.rack->fill.item);
            question.ready_from_m = now_.rack->at.from_m;
            question.ready_to_m = now_.rack->at.to_m;
        }
        return question;
    }

    double length_m() const {
        return geometry::length_of(std::span<const model::Vec2>{in_.street.axis});
    }

    /// A section that has no solution has none in any street: something of it must go.
    bool give_up_in_tight_section() {
        for (const StreetBay& bay : now_.bays.bays) {
            const BaySection& section = now_.bays.sections[bay.section];
            if (section.answer.found() || section.problem.items.empty()) continue;
            if (!section.answer.infeasible()) continue;
            give_up_one_of(section.brief, bay.from_m, bay.to_m);
            return true;
        }
        return false;
    }

    /// The demand given last among those in the conflict yields: files list what matters first.
    void give_up_one_of(const SectionBrief& brief, double from_m, double to_m) {
        const ConflictWords why = conflict_of(brief);
        std::size_t chosen = 0;
        std::pair<int, std::size_t> most{-1, 0};
        for (std::size_t i = 0; i < brief.items.size(); ++i) {
            const std::string& name = brief.items[i].name;
            const bool blamed = std::find(why.with.begin(), why.with.end(), name) != why.with.end();
            const bool rack = now_.rack && name == now_.rack->fill.id;
            const std::pair<int, std::size_t> key{(blamed ? 2 : 0) + (rack ? 0 : 1), i};
            if (key > most) most = key, chosen = i;
        }
        const BriefItem& item = brief.items[chosen];
        Declined words = why.words(item.name, from_m, to_m);
        if (now_.rack && item.name == now_.rack->fill.id) {
            say_rack(now_.rack->fill, words);
            if (!keep_order_ && other_side_tried_ && lay_some_beside(words, from_m, to_m)) return;
        }
        give_up(item, std::move(words));
    }

    /// With some of its lines flat beside it the rack may have room between these stations.
    bool lay_some_beside(const Declined& why, double from_m, double to_m) {
        const auto fits = [&](const RackChoice& rack) {
            BayQuestion question = bay_question();
            question.ready = {rack.fill.item};
            const auto brief = section_of_street(in_.street, in_.catalogue, in_.packs, in_.profile,
                                                 question_for(question, from_m, to_m, 0.0));
            return brief && solve_section(problem_of(*brief), question.limits).found();
        };
        const auto beside = too_many_in_rack(in_, now_.rack->demands, facade_left_, fits);
        for (const std::string& id : beside) {
            beside_rack_.insert(id);
            beside_reasons_.push_back(why);
            beside_reasons_.back().id = id;
        }
        return !beside.empty();
    }

    /// It is not the line alone that has no room, but the rack with all its lines.
    static void say_rack(const RackFill& fill, Declined& why) {
        why.reason_en = fmt::format("in rack {} ({:.2f} m wide, {} lines): {}", fill.id,
                                    fill.width_m, fill.places.size(), why.reason_en);
        why.reason_nl = fmt::format("in rek {} ({:.2f} m breed, {} leidingen): {}", fill.id,
                                    fill.width_m, fill.places.size(), why.reason_nl);
    }

    void give_up(const BriefItem& item, Declined why) {
        if (keep_order_) {  // the usual order yields before a line does
            keep_order_ = false;
            return;
        }
        if (now_.rack && item.name == now_.rack->fill.id && !other_side_tried_) {
            other_side_tried_ = true;
            facade_left_ = !facade_left_;
            return;
        }
        for (const Body& body : item.bodies) {
            const bool asked = std::erase(demands_, body.asset) + std::erase(free_, body.asset) > 0;
            if (!asked) continue;
            why.id = body.asset;
            declined_.push_back(why);
        }
    }

    /// Place and cover by item in the section of the whole street, when it has a solution.
    static std::map<std::string, std::pair<int, int>> starts_of(const SectionSolution& whole) {
        std::map<std::string, std::pair<int, int>> starts;
        for (std::size_t i = 0; i < whole.answer.places.size(); ++i) {
            const Item& item = whole.problem.items[i];
            const Place& place = whole.answer.places[i];
            starts[item.name] = {place.x, item.levels[static_cast<std::size_t>(place.level)].cover};
        }
        return starts;
    }

    void set_lines(const SectionSolution& whole) {
        std::map<std::string, int> covers;
        for (const auto& [name, place] : starts_of(whole))
            covers[name] = place.second;
        now_.lines = lines_of(now_.bays, in_.street, covers);
        for (std::size_t line = 0; line < now_.lines.size(); ++line) {
            for (const Body& body : item_of(now_, line).bodies) {
                const model::Asset* asset = asset_called(body.asset);
                const NetworkPractice* practice =
                    asset == nullptr ? nullptr : in_.profile.of(*asset);
                if (practice == nullptr) continue;
                double& radius = now_.lines[line].bend_radius_m;
                radius = std::max(radius, practice->bend_radius_m);
            }
        }
    }

    const model::Asset* asset_called(const std::string& id) const {
        for (const model::Demand& demand : in_.street.demands)
            if (demand.asset.id == id) return &demand.asset;
        for (const model::Asset& asset : in_.street.assets)
            if (asset.id == id) return &asset;
        return nullptr;
    }

    Result<bool> route_and_check(const SectionSolution& whole) {
        keep_heat_distances(whole);
        bool use_constant = true;
        for (int round = 0; round < kRepairs; ++round) {
            now_.problem = route_problem_of(now_.bays, now_.lines, in_.profile, more_);
            find_route(whole, use_constant);
            use_constant = true;
            if (!now_.route.absent.empty()) return give_up_lines(now_.route.absent, {});
            now_.heights = heights_of(now_.bays, now_.lines, now_.problem, now_.route);
            if (!now_.heights.blocked.empty()) return give_up_lines(now_.heights.blocked, {});
            if (keep_order_ && !sections_hold()) {  // only the order is not seen along the street
                keep_order_ = false;
                return false;
            }
            placed_ = placed_street(in_, now_);
            const auto faults = new_findings(placed_);
            if (faults.empty()) {
                auto warm = heat_asks_room();
                if (!warm) return unexpected{warm.error()};
                if (!warm->asked && !warm->helpless.empty()) return give_up_too_warm(*warm);
                if (!warm->asked) return true;
                continue;
            }
            const Repair repair = ask_room(in_, now_, placed_, faults, more_);
            if (!repair.hopeless.empty()) return give_up_last(repair.hopeless);
            if (!repair.any || round + 1 == kRepairs) return give_up_last(repair.asking);
        }
        return give_up_lines({now_.lines.size() - 1}, {});
    }

    bool sections_hold() const {
        for (std::size_t k = 0; k < now_.bays.bays.size(); ++k) {
            if (!cost_in_bay(now_.bays, now_.lines, now_.route, now_.heights, k)) return false;
        }
        return true;
    }

    std::vector<rules::Finding> new_findings(const model::Street& street) const {
        std::vector<rules::Finding> faults;
        for (const rules::Finding& f :
             rules::check(street, in_.packs, check_options(in_.options)).findings) {
            if (!counts_against(f)) continue;
            const bool laid = line_with(now_, f.a) || line_with(now_, f.b);
            if (laid || !before_.contains(f)) faults.push_back(f);
        }
        return faults;
    }

    Result<bool> give_up_last(const std::map<std::size_t, std::set<Fault>>& lines) {
        if (lines.empty()) return give_up_lines({now_.lines.size() - 1}, {});
        const auto& [line, faults] = *lines.rbegin();
        return give_up_lines({line}, faults);
    }

    Result<bool> give_up_lines(const std::vector<std::size_t>& lines,
                               const std::set<Fault>& faults) {
        for (const std::size_t line : lines)
            give_up(item_of(now_, line), declined_for(faults));
        return false;
    }

    /// Distances that the temperature limits asked for in the section of the whole street are kept
    /// everywhere from the start.
    void keep_heat_distances(const SectionSolution& whole) {
        if (!whole.answer.found()) return;
        for (const HeatLimit& limit : whole.brief.heat_limits) {
            for (const HeatLimit::Source& source : limit.sources) {
                if (!source.item) continue;
                const auto& a = whole.brief.items[limit.item];
                const auto& b = whole.brief.items[*source.item];
                const int apart = std::abs(whole.answer.places[limit.item].x -
                                           whole.answer.places[*source.item].x);
                keep_apart(a.name, b.name, apart);
            }
        }
    }

    void keep_apart(const std::string& a, const std::string& b, int apart) {
        if (a == b) return;
        const RouteProblem plain = route_problem_of(now_.bays, now_.lines, in_.profile, {});
        for (std::size_t k = 0; k < plain.bays.size(); ++k) {
            const RouteSection& section = plain.sections[plain.bays[k].section];
            for (std::size_t i = 0; i < section.lines.size(); ++i) {
                for (std::size_t j = 0; j < section.lines.size(); ++j) {
                    if (now_.lines[section.lines[i].line].name != a) continue;
                    if (now_.lines[section.lines[j].line].name != b) continue;
                    const int need = std::max(section.gap(i, j).need, section.gap(j, i).need);
                    if (need < apart)
                        more_.between[{k, std::min(a, b), std::max(a, b)}] = apart - need;
                }
            }
        }
    }

    /// Lines that are too warm somewhere: some can keep farther off, for the others nothing helps
    /// (in a rack the places are given).
    struct TooWarm {
        bool asked = false;
        std::map<std::string, Fault> helpless;  ///< by asset
    };

    Result<bool> give_up_too_warm(const TooWarm& warm) {
        bool any = false;
        for (const auto& [asset, fault] : warm.helpless) {
            if (std::erase(demands_, asset) + std::erase(free_, asset) == 0) continue;
            any = true;
            Declined why = declined_for({fault});
            why.id = asset;
            declined_.push_back(std::move(why));
        }
        return !any;
    }

    /// A line whose temperature limit is passed anywhere: its distance to the warmest source grows.
    Result<TooWarm> heat_asks_room() {
        TooWarm warm;
        if (!heat_) return warm;
        std::set<std::vector<std::pair<int, int>>> seen;
        for (std::size_t k = 0; k < now_.bays.bays.size(); ++k) {
            const BaySection& section = now_.bays.sections[now_.bays.bays[k].section];
            const auto places = places_at(now_.bays, now_.lines, now_.route, now_.heights, k, k);
            std::vector<std::pair<int, int>> key{{static_cast<int>(now_.bays.bays[k].section), 0}};
            for (const Place& place : places)
                key.emplace_back(place.x, place.level);
            if (places.empty() || !seen.insert(key).second) continue;
            auto found = temperatures_of(section.brief,
                                         places_of(section.brief, section.problem, places), *heat_);
            if (!found) return unexpected{found.error()};
            for (const LineTemperature& t : *found) {
                if (!t.limit_C || t.temperature_C <= *t.limit_C + 1e-9) continue;
                if (cool(k, t.asset)) {
                    warm.asked = true;
                } else if (line_with(now_, t.asset)) {
                    warm.helpless.emplace(t.asset, Fault{t.rule, {}, now_.bays.bays[k].from_m});
                }
            }
        }
        return warm;
    }

    /// Every giver of heat of the bay's section keeps 5 cm farther off, in all bays of the section.
    bool cool(std::size_t bay, const std::string& asset) {
        constexpr int kSteps = 5;
        const auto line = line_with(now_, asset);
        if (!line) return false;
        const std::string& name = now_.lines[*line].name;
        bool any = false;
        for (std::size_t k = 0; k < now_.bays.bays.size(); ++k) {
            if (now_.bays.bays[k].section != now_.bays.bays[bay].section) continue;
            for (const BriefItem& item :
                 now_.bays.sections[now_.bays.bays[k].section].brief.items) {
                if (item.network != model::Network::Heat || item.name == name) continue;
                more_.between[{k, std::min(name, item.name), std::max(name, item.name)}] += kSteps;
                any = true;
            }
        }
        return any;
    }

    std::int64_t bound_millionths() const {
        double sum = 0.0;
        for (const StreetBay& bay : now_.bays.bays)
            sum += (bay.to_m - bay.from_m) *
                   static_cast<double>(now_.bays.sections[bay.section].answer.bound);
        // (Without what the bays add: a route's cost has none of it either.)
        return static_cast<std::int64_t>(sum * 1000.0);
    }

    /// One offset for each line if that is good enough, else the search along the street.
    void find_route(const SectionSolution& whole, bool use_constant) {
        const auto enough = static_cast<std::int64_t>(static_cast<double>(bound_millionths()) *
                                                      (1.0 + in_.options.within));
        std::optional<Route> constant;
        if (use_constant) constant = constant_route(whole);
        now_.constant = constant.has_value();
        if (constant && constant->cost <= enough) {
            now_.route = std::move(*constant);
            return;
        }
        RouteLimits limits;
        limits.seed = in_.options.seed;
        limits.seconds = in_.options.seconds;
        limits.good_enough = enough;
        Route start = best_start(constant);
        if (!start.absent.empty()) {
            now_.route = std::move(start);
            return;
        }
        now_.route = improved(now_.problem, std::move(start), limits, optima());
        if (now_.route.cut_short) now_.end = SearchEnd::ClockLimit;
        now_.constant = is_constant(now_.route);
    }

    /// The cheapest of: one offset for each line, a few orders with all lines in step, and, when
    /// there is none of these, whatever way there is.
    Route best_start(const std::optional<Route>& constant) const {
        constexpr std::size_t kOrders = 3;
        std::optional<Route> best = constant;
        std::vector<std::vector<std::size_t>> orders;
        std::vector<std::vector<int>> more;
        if (constant) {
            orders.push_back(constant->order);
            more.emplace_back();
            for (const std::vector<int>& x : constant->x)
                more.back().push_back(*std::max_element(x.begin(), x.end()));
        }
        orders.insert(orders.end(), now_.problem.orders.begin(), now_.problem.orders.end());
        SearchLimits limits;
        limits.nodes = in_.options.nodes;
        for (std::size_t k = 0; k < std::min(kOrders, orders.size()); ++k) {
            auto route = in_step(now_.problem, orders[k], more, limits, in_.options.threads);
            if (route && (!best || route->cost < best->cost)) best = std::move(route);
        }
        return best ? *best : first_route(now_.problem);
    }

    static bool is_constant(const Route& route) {
        return std::all_of(route.x.begin(), route.x.end(), [](const std::vector<int>& x) {
            int place = Route::kNowhere;
            for (const int here : x) {
                if (here == Route::kNowhere) continue;
                if (place != Route::kNowhere && here != place) return false;
                place = here;
            }
            return true;
        });
    }

    std::optional<Route> constant_route(const SectionSolution& whole) const {
        if (!whole.answer.found()) return std::nullopt;
        std::vector<std::pair<int, std::size_t>> row;
        for (std::size_t i = 0; i < whole.problem.items.size(); ++i) {
            for (std::size_t line = 0; line < now_.lines.size(); ++line) {
                if (now_.lines[line].name == whole.problem.items[i].name)
                    row.emplace_back(whole.answer.places[i].x, line);
            }
        }
        std::sort(row.begin(), row.end());
        Route route;
        const RouteIndex index{now_.problem};
        route.x.assign(now_.lines.size(),
                       std::vector<int>(now_.bays.bays.size() + 1, Route::kNowhere));
        for (const auto& [x, line] : row) {
            route.order.push_back(line);
            for (std::size_t n = index.first_bay(line); n <= index.last_bay(line); ++n)
                route.x[line][n] = x;
        }
        if (route.order.size() != now_.lines.size()) return std::nullopt;
        const auto cost = cost_of(now_.problem, route);
        if (!cost) return std::nullopt;
        route.cost = *cost;
        return route;
    }

    std::vector<std::vector<int>> optima() const {
        std::vector<std::vector<int>> optima(now_.problem.sections.size());
        for (std::size_t s = 0; s < now_.bays.sections.size(); ++s) {
            for (const Place& place : now_.bays.sections[s].answer.places)
                optima[s].push_back(place.x);
        }
        return optima;
    }

    Result<LayoutOutcome> outcome() {
        LayoutOutcome out;
        out.sections = records_of(now_);
        out.constant = now_.constant;
        out.end = now_.end;
        double cost = static_cast<double>(bends_cost(now_, in_.profile));
        double bound = 0.0;
        for (const SectionRecord& record : out.sections) {
            const double run = record.to_m - record.from_m;
            cost += run * static_cast<double>(record.cost);
            bound += run * static_cast<double>(record.bound);
            if (record.end != SearchEnd::Proven && out.end == SearchEnd::Proven)
                out.end = record.end;
        }
        out.cost = std::llround(cost);
        out.bound = std::llround(bound);
        out.gap = out.bound > 0 ? cost / bound - 1.0 : 0.0;
        HouseConnections houses =
            lay_house_connections(placed_, laid_demands(), in_.catalogue, in_.packs,
                                  in_.options.today, in_.options.threads);
        out.placed = std::move(houses.street);
        out.declined = std::move(declined_);
        out.declined.insert(out.declined.end(), houses.declined.begin(), houses.declined.end());
        finish(out);
        return out;
    }

    std::vector<model::Demand> laid_demands() const {
        std::vector<model::Demand> laid;
        for (const model::Demand& demand : in_.street.demands) {
            if (std::find(demands_.begin(), demands_.end(), demand.asset.id) != demands_.end())
                laid.push_back(demand);
        }
        return laid;
    }

    void finish(LayoutOutcome& out) const {
        out.check = rules::check(out.placed, in_.packs, check_options(in_.options));
        if (in_.profile.keep_order && !keep_order_ && !out.sections.empty()) {
            out.notes_en.push_back(
                "the usual order from the facade leaves too little room: it "
                "was given up");
            out.notes_nl.push_back(
                "de gebruikelijke volgorde vanaf de gevel laat te weinig ruimte: "
                "die is losgelaten");
        }
        for (const Declined& why : beside_reasons_) {
            const bool is_laid =
                std::any_of(out.placed.assets.begin(), out.placed.assets.end(),
                            [&](const model::Asset& asset) { return asset.id == why.id; });
            if (!is_laid) continue;
            out.notes_en.push_back(fmt::format("{} lies flat: {} ({})", why.id, why.reason_en,
                                               fmt::join(why.rules, ", ")));
            out.notes_nl.push_back(fmt::format("{} ligt vlak: {} ({})", why.id, why.reason_nl,
                                               fmt::join(why.rules, ", ")));
        }
        out.inherited = before_.count_in(out.check);
    }

    Result<LayoutOutcome> unchanged() {
        LayoutOutcome out;
        out.placed = in_.street;
        out.declined = std::move(declined_);
        finish(out);
        return out;
    }

    const LayoutInput& in_;
    std::vector<std::string> demands_, free_;
    FindingsBefore before_;
    std::unique_ptr<HeatContext> heat_;
    std::vector<Declined> declined_;
    Attempt now_;
    MoreRoom more_;
    model::Street placed_;
    bool facade_left_ = true;
    bool keep_order_ = true;  ///< the order from the facade still counts
    bool other_side_tried_ = false;
    std::set<std::string> beside_rack_;  ///< demands for which the rack has no room
    std::vector<Declined> beside_reasons_;
};

}  // namespace

base::Result<LayoutOutcome> lay_out_whole(const LayoutInput& in) {
    return StreetLayout{in}.run();
}

base::Result<LayoutOutcome> lay_out(const model::Street& street, const model::Catalogue& catalogue,
                                    std::span<const rules::Pack> packs,
                                    const LayoutProfile& profile,
                                    const std::map<std::string, model::RackType>& racks,
                                    const influence::Operation* operation,
                                    const LayoutOptions& options) {
    auto priced = scaled(profile, options.weights);
    if (!priced) return unexpected{priced.error()};
    const LayoutInput in{street, catalogue, packs, *priced, racks, operation, options};
    const bool between = options.mode == LayoutMode::Rack && options.rack_stations.has_value();
    auto outcome = between ? lay_out_between(in) : lay_out_whole(in);
    if (outcome && options.mode == LayoutMode::Rack) say_clashes(in, *outcome);
    return outcome;
}

}  // namespace maaiveld::layout
