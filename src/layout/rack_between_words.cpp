#include "layout/rack_between_parts.h"

#include <algorithm>
#include <fmt/format.h>
#include <fmt/ranges.h>

namespace maaiveld::layout {
namespace {

constexpr double kSame_m = 1e-6;

}  // namespace

base::Result<void> room_for_ends(const std::string& id, const Stations& s,
                                 std::pair<double, double> rack, double in_m, double out_m) {
    const double before = rack.first - s.from_m;
    const double behind = s.to_m - rack.second;
    const auto short_of = [](double has, double end) {
        return has > kSame_m && has < end + kLeastPiece_m;
    };
    if (short_of(before, in_m)) {
        return base::bad_input(fmt::format(
            "rack stations: `{}` needs at least {:.1f} m before the rack to come "
            "into it and has "
            "{:.1f} m; let the rack begin at {:.1f} m or later, or at {:.1f} m",
            id, in_m + kLeastPiece_m, before, s.from_m + in_m + kLeastPiece_m, s.from_m));
    }
    if (short_of(behind, out_m)) {
        return base::bad_input(
            fmt::format("rack stations: `{}` needs at least {:.1f} m behind the rack to come "
                        "out of it and has "
                        "{:.1f} m; let the rack end at {:.1f} m or before, or at {:.1f} m",
                        id, out_m + kLeastPiece_m, behind, s.to_m - out_m - kLeastPiece_m, s.to_m));
    }
    return {};
}

Declined no_end(bool is_cut, const std::set<std::string>& rules,
                const std::set<std::string>& with) {
    Declined why;
    why.rules.assign(rules.begin(), rules.end());
    why.reason_en = is_cut ? "its way between the rack and its flat place breaks a rule"
                           : "it lies beside the rack: what leads into the rack must cross it and "
                             "then breaks a rule";
    why.reason_nl = is_cut ? "zijn weg tussen het rek en zijn vlakke plaats schendt een regel"
                           : "het ligt naast het rek: wat het rek in loopt moet het kruisen en "
                             "schendt dan een regel";
    if (with.empty()) return why;
    why.reason_en += fmt::format(": {}", fmt::join(with, ", "));
    why.reason_nl += fmt::format(": {}", fmt::join(with, ", "));
    return why;
}

void say_end(const EndOfRack& end, LayoutOutcome& out) {
    const double from = std::min(end.station(0.0), end.station(end.length_m));
    const double to = std::max(end.station(0.0), end.station(end.length_m));
    out.notes_en.push_back(
        fmt::format("from {:.1f} to {:.1f} m the lines lead {} the rack (not in the cost)", from,
                    to, end.start ? "into" : "out of"));
    out.notes_nl.push_back(
        fmt::format("van {:.1f} tot {:.1f} m lopen de leidingen het rek {} (niet in de kosten)",
                    from, to, end.start ? "in" : "uit"));
}

}  // namespace maaiveld::layout
