#include "geometry/polyline.h"
#include "layout/lay_out_parts.h"

#include <algorithm>
#include <cmath>

namespace maaiveld::layout {
namespace {

using rules::Finding;
using rules::Measure;

bool is_sideways(Measure measure) {
    return measure == Measure::Edge3d || measure == Measure::EdgeHorizontal ||
           measure == Measure::AxisHorizontal || measure == Measure::OrderHorizontal ||
           measure == Measure::Overlap || measure == Measure::FreeAbove ||
           measure == Measure::RootOverlap;
}

class RoomKeeper {
public:
    RoomKeeper(const LayoutInput& in, const Attempt& attempt, const model::Street& placed,
               MoreRoom& more)
        : in_{in}, attempt_{attempt}, placed_{placed}, more_{more} {}

    void ask(const Finding& finding) {
        const auto a = line_with(attempt_, finding.a);
        const auto b = line_with(attempt_, finding.b);
        if (!a && !b) return blame_main(finding);
        for (const auto& line : {a, b})
            if (line) repair_.asking[*line].insert(fault(finding, *line));
        if (!is_sideways(finding.measure) || a == b) {
            const std::size_t line = a ? *a : *b;
            repair_.hopeless[line].insert(fault(finding, line));
            return;
        }
        const int steps = steps_of(finding);
        const auto [first, last] = bays_of_finding(finding);
        for (std::size_t k = first; k < last; ++k) {
            if (a && b) {
                widen(k, *a, *b, steps);
            } else {
                close(k, a ? *a : *b, steps, a ? finding.witness_b : finding.witness_a);
            }
        }
        repair_.any = true;
    }

    Repair take() { return std::move(repair_); }

private:
    /// A connection that was drawn along with its main: the main is at fault.
    void blame_main(const Finding& finding) {
        for (const model::Asset& asset : placed_.assets) {
            if (asset.id != finding.a && asset.id != finding.b) continue;
            if (const auto main = line_with(attempt_, asset.connects_to))
                repair_.hopeless[*main].insert(fault(finding, *main));
        }
    }

    Fault fault(const Finding& finding, std::size_t line) const {
        const bool is_a = line_with(attempt_, finding.a) == line;
        return {finding.rule, is_a ? finding.b : finding.a, station_of(finding)};
    }

    double station_of(const Finding& finding) const {
        return geometry::station_offset(placed_.axis, geometry::plan(finding.at)).station_m;
    }

    int steps_of(const Finding& finding) const {
        const double short_m =
            finding.at_most ? 0.0 : std::max(0.0, finding.required - finding.measured);
        return std::max(1, static_cast<int>(std::ceil(short_m / in_.profile.step_m - 1e-6)));
    }

    /// Bays that the broken stretch touches.
    std::pair<std::size_t, std::size_t> bays_of_finding(const Finding& finding) const {
        const std::span<const model::Vec2> axis{placed_.axis};
        const double at = station_of(finding);
        double from = at;
        double to = at;
        const auto along =
            std::find_if(placed_.assets.begin(), placed_.assets.end(),
                         [&](const model::Asset& x) { return x.id == finding.stretch.along; });
        if (along != placed_.assets.end() && line_with(attempt_, along->id)) {
            const double start =
                geometry::station_offset(axis, geometry::plan(along->axis.front().at)).station_m;
            from = std::min(from, start + finding.stretch.from_m);
            to = std::max(to, start + finding.stretch.to_m);
        }
        std::size_t first = attempt_.bays.bays.size();
        std::size_t last = 0;
        for (std::size_t k = 0; k < attempt_.bays.bays.size(); ++k) {
            const StreetBay& bay = attempt_.bays.bays[k];
            if (bay.to_m < from - 1e-6 || bay.from_m > to + 1e-6) continue;
            first = std::min(first, k);
            last = std::max(last, k + 1);
        }
        return {first, last};
    }

    void widen(std::size_t bay, std::size_t a, std::size_t b, int steps) {
        const std::string& x = attempt_.lines[a].name;
        const std::string& y = attempt_.lines[b].name;
        more_.between[{bay, std::min(x, y), std::max(x, y)}] += steps;
    }

    /// Closes the places from the obstacle up to `steps` beyond where the line lies.
    void close(std::size_t bay, std::size_t line, int steps, const model::Vec3& obstacle) {
        const SectionBrief& brief = attempt_.bays.sections.front().brief;
        const double offset =
            geometry::station_offset(placed_.axis, geometry::plan(obstacle)).offset_m;
        const int wall =
            static_cast<int>(std::lround((brief.left_offset_m - offset) / brief.step_m));
        for (const std::size_t node : {bay, bay + 1}) {
            const int x = attempt_.route.x[line][node];
            if (x == Route::kNowhere) continue;
            auto& closed = more_.closed[{bay, attempt_.lines[line].name}];
            if (wall <= x)
                closed.emplace_back(wall, x + steps - 1);
            else
                closed.emplace_back(x - steps + 1, wall);
        }
    }

    const LayoutInput& in_;
    const Attempt& attempt_;
    const model::Street& placed_;
    MoreRoom& more_;
    Repair repair_;
};

}  // namespace

bool counts_against(const Finding& finding) {
    return finding.severity <= rules::Severity::Warning && !finding.exempted_by &&
           finding.certainty != rules::CertaintyClass::Possible;
}

rules::CheckOptions check_options(const LayoutOptions& options) {
    rules::CheckOptions check;
    check.threads = options.threads;
    check.today = options.today;
    return check;
}

FindingsBefore::FindingsBefore(const LayoutInput& in) {
    for (const Finding& f : rules::check(in.street, in.packs, check_options(in.options)).findings) {
        if (counts_against(f)) known_.insert({f.rule, f.a, f.b});
    }
}

bool FindingsBefore::contains(const Finding& finding) const {
    return known_.contains({finding.rule, finding.a, finding.b});
}

std::int64_t FindingsBefore::count_in(const rules::CheckResult& check) const {
    return std::count_if(check.findings.begin(), check.findings.end(),
                         [&](const Finding& f) { return counts_against(f) && contains(f); });
}

Repair ask_room(const LayoutInput& in, const Attempt& attempt, const model::Street& placed,
                const std::vector<Finding>& findings, MoreRoom& more) {
    RoomKeeper keeper{in, attempt, placed, more};
    for (const Finding& finding : findings)
        keeper.ask(finding);
    return keeper.take();
}

}  // namespace maaiveld::layout
