#include "layout/rack_between.h"

#include "geometry/polyline.h"
#include "layout/rack_between_parts.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <tuple>

namespace maaiveld::layout {
namespace {

using base::Result;
using model::Asset;
using model::Demand;
using tl::unexpected;

constexpr double kSame_m = 1e-6;
/// First guess at the length of an end, and its steps.
constexpr double kFirstEnd_m = 6.0;
constexpr double kEndStep_m = 0.5;
constexpr int kRounds = 40;

class BetweenLayout {
public:
    explicit BetweenLayout(const LayoutInput& in)
        : in_{in},
          length_m_{geometry::length_of(std::span<const model::Vec2>{in.street.axis})},
          rack_{*in.options.rack_stations} {}

    Result<LayoutOutcome> run() {
        if (auto good = prepare(); !good) return unexpected{good.error()};
        for (int round = 0; round < kRounds; ++round) {
            if (auto room = cut(); !room) return unexpected{room.error()};
            auto out = lay_pieces();
            if (!out) return out;
            if (give_up_pieces(*out) || whole_again(*out) || ask_length(*out)) continue;
            for (const EndOfRack& end : ends_)
                lay_end(end, cuts_, in_.profile, out->placed);
            if (give_up_at_fault(*out)) continue;
            finish(*out);
            return out;
        }
        return base::bad_input("a rack over a part of the street: no ends were found that hold");
    }

private:
    Result<void> prepare() {
        const auto [from, to] = rack_;
        if (!(from >= 0.0) || !(to <= length_m_ + kSame_m) || !(to - from >= kLeastPiece_m)) {
            return base::bad_input(fmt::format(
                "rack stations {:.2f} to {:.2f} m: give two stations, at least {:.1f} m apart, "
                "between 0 and {:.2f} m (the street's length)",
                from, to, kLeastPiece_m, length_m_));
        }
        // Less where there is less: what the lines really need is known when they lie.
        const auto guess = [](double room_m) {
            return std::clamp(room_m - kLeastPiece_m, kEndStep_m, kFirstEnd_m);
        };
        if (from > kSame_m) ends_.push_back({true, from, guess(from)});
        if (to < length_m_ - kSame_m) ends_.push_back({false, to, guess(length_m_ - to)});
        before_ = FindingsBefore{in_};
        return {};
    }

    double end_length(bool start) const {
        for (const EndOfRack& end : ends_)
            if (end.start == start) return end.length_m;
        return 0.0;
    }

    bool may_be_cut(const Demand& demand) const {
        const NetworkPractice* practice = in_.profile.of(demand.asset);
        const Stations s = stations_of(demand, length_m_);
        return demand.rack && !demand.fall && practice != nullptr && practice->rack_level >= 0 &&
               !uncut_.contains(demand.asset.id) && s.from_m < rack_.first + kSame_m &&
               s.to_m > rack_.second - kSame_m;
    }

    /// The demands in pieces, without those that were given up.
    Result<void> cut() {
        cuts_.clear();
        beside_.clear();
        for (const Demand& demand : in_.street.demands) {
            if (declined_.contains(demand.asset.id)) continue;
            if (!may_be_cut(demand)) {
                beside_.push_back(demand);
                beside_.back().rack = false;
                continue;
            }
            const auto room = room_for_ends(demand.asset.id, stations_of(demand, length_m_), rack_,
                                            end_length(true), end_length(false));
            if (!room) return room;
            cuts_.push_back(
                cut_demand(demand, rack_, end_length(true), end_length(false), length_m_));
        }
        return {};
    }

    /// The pieces with this suffix, in the order of the demands.
    std::vector<Demand> pieces(const std::string& suffix) const {
        std::vector<Demand> found;
        for (const CutDemand& one : cuts_)
            for (const Demand& piece : one.pieces)
                if (piece.asset.id == one.whole + suffix) found.push_back(piece);
        return found;
    }

    /// Pieces of different stretches have no station in common, so that each stretch is a layout of
    /// its own. What runs beside the rack is laid with flat pieces: in the usual order from the
    /// facade, so that lines on their way into the rack need not cross it.
    Result<LayoutOutcome> lay_pieces() const {
        std::vector<std::vector<Demand>> stretches{pieces("-before"), pieces(""),
                                                   pieces("-behind")};
        if (stretches.front().empty()) std::swap(stretches.front(), stretches.back());
        std::vector<Demand>& first = stretches.front();
        first.insert(first.end(), beside_.begin(), beside_.end());
        LayoutOptions options = in_.options;
        std::optional<LayoutOutcome> all;
        for (std::vector<Demand>& demands : stretches) {
            if (demands.empty() && all) continue;
            model::Street street = all ? all->placed : in_.street;
            const bool in_rack = &demands == &stretches[1];
            options.mode = in_rack ? LayoutMode::Rack : LayoutMode::Flat;
            street.demands = demands;
            if (all) keep_side(*all, in_rack, street.demands);
            auto more = lay(street, options);
            if (more && all && !more->declined.empty()) {
                street.demands = std::move(demands);
                more = lay(street, options);
            }
            if (!more) return more;
            if (all) {
                add_layout_on_top(std::move(*more), *all);
            } else {
                all = std::move(*more);
            }
            options.free.clear();
        }
        return *all;
    }

    /// On which half of the section a line lies.
    bool lies_left(const Asset& asset) const {
        const model::Section& section = in_.street.section;
        return place_in_section(in_.street, asset.axis.front()).x() >
               section.starts_at_offset_m - 0.5 * section.width_m();
    }

    /// Pieces of one line stay on one side of the street, and the rack on that of most of its
    /// lines: what changes sides between them crosses the whole street.
    void keep_side(const LayoutOutcome& laid, bool in_rack, std::vector<Demand>& demands) const {
        std::map<std::string, bool> left;
        std::ptrdiff_t more_left = 0;
        for (const CutDemand& one : cuts_) {
            for (const Demand& piece : one.pieces) {
                const Asset* asset = asset_called(laid.placed, piece.asset.id);
                if (asset == nullptr) continue;
                left[one.whole] = lies_left(*asset);
                more_left += left[one.whole] ? 1 : -1;
            }
        }
        for (Demand& demand : demands) {
            const auto known = left.find(whole_of(demand.asset.id));
            if (known == left.end() || !demand.left || !demand.right) continue;
            const bool to_left = in_rack ? more_left >= 0 : known->second;
            (to_left ? demand.right : demand.left) = false;
        }
    }

    Result<LayoutOutcome> lay(const model::Street& street, const LayoutOptions& options) const {
        return lay_out_whole(LayoutInput{street, in_.catalogue, in_.packs, in_.profile, in_.racks,
                                         in_.operation, options});
    }

    /// The demand that a line of the layout is a piece of.
    std::string whole_of(const std::string& id) const {
        for (const CutDemand& one : cuts_) {
            const bool piece = std::any_of(one.pieces.begin(), one.pieces.end(),
                                           [&](const Demand& d) { return d.asset.id == id; }) ||
                               id == one.whole + "-in" || id == one.whole + "-out";
            if (piece) return one.whole;
        }
        for (const Demand& demand : in_.street.demands)
            if (demand.asset.id == id) return id;
        return {};
    }

    /// Supply and return go together.
    void decline(const std::string& whole, const Declined& why) {
        std::string pair;
        for (const Demand& demand : in_.street.demands)
            if (demand.asset.id == whole) pair = demand.asset.pair;
        for (const Demand& demand : in_.street.demands) {
            const std::string& id = demand.asset.id;
            if (id != whole && (pair.empty() || demand.asset.pair != pair)) continue;
            Declined one = why;
            one.id = id;
            if (declined_.insert(id).second) reasons_.push_back(std::move(one));
        }
    }

    /// A line of which a piece was declined is declined. (Of house connections the outcome tells.)
    bool give_up_pieces(const LayoutOutcome& out) {
        const std::size_t before = declined_.size();
        for (const Declined& why : out.declined)
            if (const std::string whole = whole_of(why.id); !whole.empty()) decline(whole, why);
        return declined_.size() > before;
    }

    /// What the rack has no place for runs beside it, in one piece.
    bool whole_again(const LayoutOutcome& out) {
        const std::size_t before = uncut_.size();
        for (const CutDemand& one : cuts_) {
            const Asset* asset = asset_called(out.placed, one.whole);
            if (asset != nullptr && asset->rack.empty()) uncut_.insert(one.whole);
        }
        return uncut_.size() > before;
    }

    /// Longer ends where the lines need them.
    bool ask_length(LayoutOutcome& out) {
        bool asked = false;
        for (EndOfRack& end : ends_) {
            turn_pairs(end, cuts_, out.placed);
            std::vector<const CutDemand*> which;
            const double needed = ways_at(end, cuts_, out.placed, in_.profile, which).length_m;
            if (which.empty() || needed <= end.length_m + kSame_m) continue;
            end.length_m = kEndStep_m * std::ceil(needed / kEndStep_m - 1e-9);
            asked = true;
        }
        return asked;
    }

    bool is_cut(const std::string& id) const {
        return std::any_of(cuts_.begin(), cuts_.end(),
                           [&](const CutDemand& one) { return one.whole == id; });
    }

    /// Of the lines that break a rule the one given last yields.
    bool give_up_at_fault(const LayoutOutcome& out) {
        std::map<std::string, std::set<std::string>> at_fault;
        std::map<std::string, std::set<std::string>> with;
        for (const rules::Finding& f :
             rules::check(out.placed, in_.packs, check_options(in_.options)).findings) {
            if (!counts_against(f) || before_.contains(f)) continue;
            for (const auto& [id, other] : {std::pair{f.a, f.b}, std::pair{f.b, f.a}}) {
                const std::string whole = whole_of(id);
                if (whole.empty()) continue;
                at_fault[whole].insert(f.rule);
                if (!other.empty()) with[whole].insert(other);
            }
        }
        for (auto d = in_.street.demands.rbegin(); d != in_.street.demands.rend(); ++d) {
            const auto found = at_fault.find(d->asset.id);
            if (found == at_fault.end()) continue;
            decline(d->asset.id, no_end(is_cut(d->asset.id), found->second, with[d->asset.id]));
            return true;
        }
        return false;
    }

    void finish(LayoutOutcome& out) const {
        std::vector<Demand> left;
        for (const Demand& demand : in_.street.demands)
            if (declined_.contains(demand.asset.id)) left.push_back(demand);
        out.placed.demands = std::move(left);
        std::vector<Declined> declined = reasons_;
        declined.insert(declined.end(), out.declined.begin(), out.declined.end());
        out.declined = std::move(declined);
        out.check = rules::check(out.placed, in_.packs, check_options(in_.options));
        out.inherited = before_.count_in(out.check);
        for (const EndOfRack& end : ends_)
            if (!cuts_.empty()) say_end(end, out);
    }

    const LayoutInput& in_;
    double length_m_ = 0.0;
    std::pair<double, double> rack_;
    std::vector<EndOfRack> ends_;
    FindingsBefore before_;
    std::vector<CutDemand> cuts_;
    std::vector<Demand> beside_;      ///< what is not cut
    std::set<std::string> declined_;  ///< ids of demands
    std::set<std::string> uncut_;     ///< ids of demands that run beside the rack
    std::vector<Declined> reasons_;
};

}  // namespace

base::Result<LayoutOutcome> lay_out_between(const LayoutInput& in) {
    return BetweenLayout{in}.run();
}

}  // namespace maaiveld::layout
