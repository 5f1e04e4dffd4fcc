#include "layout/rack_between_parts.h"

#include <algorithm>
#include <iterator>
#include <set>

namespace maaiveld::layout {
namespace {

constexpr double kSame_m = 1e-6;

bool touches(const SectionRecord& record, double from_m, double to_m) {
    return record.from_m < to_m - kSame_m && record.to_m > from_m + kSame_m;
}

/// Records of two layouts of one street, on the stations of both.
std::vector<SectionRecord> together(const std::vector<SectionRecord>& a,
                                    const std::vector<SectionRecord>& b) {
    std::set<double> cuts;
    for (const auto* records : {&a, &b})
        for (const SectionRecord& r : *records)
            cuts.insert({r.from_m, r.to_m});
    std::vector<SectionRecord> all;
    for (auto from = cuts.begin(); from != cuts.end() && std::next(from) != cuts.end(); ++from) {
        SectionRecord sum{*from, *std::next(from), 0, 0, SearchEnd::Proven, {}};
        if (sum.to_m - sum.from_m < kSame_m) continue;
        for (const auto* records : {&a, &b}) {
            for (const SectionRecord& r : *records) {
                if (!touches(r, sum.from_m, sum.to_m)) continue;
                sum.cost += r.cost;
                sum.bound += r.bound;
                sum.end = sum.end == SearchEnd::Proven ? r.end : sum.end;
                sum.binding.insert(sum.binding.end(), r.binding.begin(), r.binding.end());
            }
        }
        all.push_back(std::move(sum));
    }
    return all;
}

}  // namespace

void add_layout_on_top(LayoutOutcome more, LayoutOutcome& all) {
    all.placed = std::move(more.placed);
    all.declined.insert(all.declined.end(), more.declined.begin(), more.declined.end());
    all.cost += more.cost;
    all.bound += more.bound;
    all.gap =
        all.bound > 0 ? static_cast<double>(all.cost) / static_cast<double>(all.bound) - 1.0 : 0.0;
    all.end = all.end == SearchEnd::Proven ? more.end : all.end;
    all.constant = all.constant && more.constant;
    all.sections = together(all.sections, more.sections);
    const auto take = [](const std::vector<std::string>& from, std::vector<std::string>& to) {
        for (const std::string& note : from)
            if (std::find(to.begin(), to.end(), note) == to.end()) to.push_back(note);
    };
    take(more.notes_en, all.notes_en);
    take(more.notes_nl, all.notes_nl);
}

}  // namespace maaiveld::layout
