#include "exchange/imkl_bundles.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>

namespace maaiveld::exchange {

namespace {

constexpr double kAlong_m = 0.05;
/// A line that shares less of a bed than this merely crosses it.
constexpr double kMemberShare = 0.2;

bool is_duct(const Draft& draft) {
    return is_container(draft.feature->kind) && draft.feature->kind != FeatureKind::CableBed;
}

bool is_bed(const Draft& draft) {
    return draft.feature->kind == FeatureKind::CableBed;
}

/// Whether a line of this kind can lie in `holder`: a casing pipe in a duct, anything in a bed.
bool fits_kind(const Draft& holder, const Draft& line) {
    if (is_bed(holder)) return !is_bed(line);
    if (holder.feature->kind == FeatureKind::Duct) {
        return !is_bed(line) && line.feature->kind != FeatureKind::Duct;
    }
    return !is_container(line.feature->kind);
}

bool is_candidate(const Draft& holder, const Draft& line) {
    return line.box.near(holder.box, kAlong_m) && fits_kind(holder, line) &&
           holder.feature->network == line.feature->network;
}

/// Works out what lies in what, on lists of numbers into the drafts.
class Nesting {
public:
    Nesting(std::vector<Draft>& drafts, ImportReport& report);

    void place_in_ducts();
    void place_in_beds();
    void drop_doubled_beds();
    void name_shared_ducts();

private:
    void find_in_duct(std::size_t duct);
    void find_in_bed(std::size_t bed);
    bool holds(std::size_t holder, std::size_t line) const;
    void add_named_contents(std::size_t holder);
    bool reaches(std::size_t from, std::size_t to) const;
    std::vector<std::size_t> longest_first(bool beds) const;
    void place(std::size_t line, std::size_t duct);

    std::vector<Draft>& drafts_;
    ImportReport& report_;
    std::unordered_map<std::string, std::vector<std::size_t>> by_gml_id_;
    std::map<std::size_t, std::vector<std::size_t>> contents_;  ///< holder -> what runs in it
    std::set<std::size_t> doubled_;            ///< beds whose lines are there themselves
    std::map<std::size_t, std::size_t> fill_;  ///< duct -> how many were placed
};

Nesting::Nesting(std::vector<Draft>& drafts, ImportReport& report)
    : drafts_(drafts), report_(report) {
    for (std::size_t i = 0; i < drafts.size(); ++i) {
        by_gml_id_[drafts[i].feature->gml_id].push_back(i);
    }
    for (std::size_t i = 0; i < drafts.size(); ++i) {
        if (is_container(drafts[i].feature->kind)) add_named_contents(i);
    }
    for (std::size_t i = 0; i < drafts.size(); ++i) {
        if (is_duct(drafts[i])) find_in_duct(i);
        if (is_bed(drafts[i])) find_in_bed(i);
    }
}

void Nesting::add_named_contents(std::size_t holder) {
    auto& inside = contents_[holder];
    for (const auto& id : drafts_[holder].feature->contents) {
        const auto named = by_gml_id_.find(id);
        if (named == by_gml_id_.end()) {
            ++report_.dangling_content_references;
            continue;
        }
        for (const std::size_t line : named->second) {
            if (line == holder) continue;
            inside.push_back(line);
            if (is_bed(drafts_[holder])) doubled_.insert(holder);
            if (is_duct(drafts_[holder])) place(line, holder);
        }
    }
}

bool Nesting::holds(std::size_t holder, std::size_t line) const {
    const auto& inside = contents_.at(holder);
    return std::find(inside.begin(), inside.end(), line) != inside.end();
}

void Nesting::find_in_duct(std::size_t duct) {
    const Draft& holder = drafts_[duct];
    for (std::size_t i = 0; i < drafts_.size(); ++i) {
        if (i == duct || !is_candidate(holder, drafts_[i]) || holds(duct, i)) continue;
        if (lies_along(holder.line, drafts_[i].line, kAlong_m)) contents_[duct].push_back(i);
    }
}

/// A bed may be longer than each of its cables, so it counts what they cover together.
void Nesting::find_in_bed(std::size_t bed) {
    const PlanLine samples = samples_of(drafts_[bed].line);
    std::vector<bool> covered(samples.size(), false);
    for (std::size_t i = 0; i < drafts_.size(); ++i) {
        if (i == bed || !is_candidate(drafts_[bed], drafts_[i])) continue;
        std::size_t shared = 0;
        for (std::size_t k = 0; k < samples.size(); ++k) {
            if (nearest_place(drafts_[i].line, samples[k]).distance_m > kAlong_m) continue;
            covered[k] = true;
            ++shared;
        }
        const double share = static_cast<double>(shared) / static_cast<double>(samples.size());
        if (share >= kMemberShare && !holds(bed, i)) contents_[bed].push_back(i);
    }
    const bool all = std::find(covered.begin(), covered.end(), false) == covered.end();
    if (all) doubled_.insert(bed);
}

std::vector<std::size_t> Nesting::longest_first(bool beds) const {
    std::vector<std::size_t> holders;
    for (const auto& [holder, inside] : contents_) {
        if (is_bed(drafts_[holder]) == beds) holders.push_back(holder);
    }
    std::stable_sort(holders.begin(), holders.end(), [&](std::size_t a, std::size_t b) {
        // A casing pipe is nearer to a cable than the duct around that pipe.
        const bool casing_a = drafts_[a].feature->kind == FeatureKind::CasingPipe;
        const bool casing_b = drafts_[b].feature->kind == FeatureKind::CasingPipe;
        if (casing_a != casing_b) return casing_a;
        return plan_length_m(drafts_[a].line) > plan_length_m(drafts_[b].line) + kAlong_m;
    });
    return holders;
}

/// Whether following `inside` from one draft comes to another, so that no duct gets into itself.
bool Nesting::reaches(std::size_t from, std::size_t to) const {
    for (std::optional<std::size_t> at = from; at; at = drafts_[*at].inside) {
        if (*at == to) return true;
    }
    return false;
}

void Nesting::place(std::size_t line, std::size_t duct) {
    if (drafts_[line].inside || reaches(duct, line)) return;
    drafts_[line].inside = duct;
    drafts_[line].asset.in_duct = drafts_[duct].asset.id;
    ++fill_[duct];
}

void Nesting::place_in_ducts() {
    const auto ducts = longest_first(false);
    // First one line per duct, so that parallel ducts each get theirs; then what is left.
    for (const bool first_round : {true, false}) {
        for (const std::size_t duct : ducts) {
            for (const std::size_t line : contents_[duct]) {
                if (first_round && fill_[duct] > 0) break;
                place(line, duct);
            }
        }
    }
}

void Nesting::place_in_beds() {
    for (const std::size_t bed : longest_first(true)) {
        for (const std::size_t line : contents_[bed]) {
            drafts_[line].groups.push_back(drafts_[bed].asset.id);
            if (!drafts_[line].bed.empty()) continue;
            drafts_[line].bed = drafts_[bed].asset.id;
            drafts_[line].bed_width_m = drafts_[bed].feature->width_m.value_or(0.0);
        }
    }
}

/// Cables in one duct lie against each other, as in a bed.
void Nesting::name_shared_ducts() {
    for (Draft& draft : drafts_) {
        if (draft.inside && fill_[*draft.inside] > 1) draft.groups.push_back(draft.asset.in_duct);
    }
}

/// Takes out the beds whose lines are there themselves, and renumbers `inside`.
void Nesting::drop_doubled_beds() {
    std::vector<Draft> kept;
    std::vector<std::size_t> new_number(drafts_.size(), 0);
    for (std::size_t i = 0; i < drafts_.size(); ++i) {
        new_number[i] = kept.size();
        if (doubled_.contains(i)) {
            report_.skip("Kabelbed", "its cables are there themselves and share it as their bed");
            --report_.diameters_inferred;
            continue;
        }
        if (is_bed(drafts_[i])) drafts_[i].groups.push_back(drafts_[i].asset.id);
        kept.push_back(std::move(drafts_[i]));
    }
    for (Draft& draft : kept) {
        if (draft.inside) draft.inside = new_number[*draft.inside];
    }
    drafts_ = std::move(kept);
}

}  // namespace

void nest(std::vector<Draft>& drafts, ImportReport& report) {
    Nesting nesting(drafts, report);
    nesting.place_in_ducts();
    nesting.place_in_beds();
    nesting.name_shared_ducts();
    nesting.drop_doubled_beds();
}

}  // namespace maaiveld::exchange
