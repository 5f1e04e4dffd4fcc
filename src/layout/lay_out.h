#pragma once

#include "base/error.h"
#include "influence/street/operation.h"
#include "layout/layout_profile.h"
#include "layout/section_problem.h"
#include "model/catalogue.h"
#include "model/rack.h"
#include "model/street.h"
#include "rules/check.h"

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace maaiveld::layout {

enum class LayoutMode : std::uint8_t {
    Flat,  ///< every line reachable from above
    Rack   ///< demands that may go in a rack lie in one, the others beside it
};

/// What a layout is asked for. Costs can be scaled by key (see scaled()): "width", "excavation",
/// "preferred", "heat", "bend", "pull", "cover", "strip", "reinstatement".
struct LayoutOptions {
    LayoutMode mode = LayoutMode::Flat;
    std::vector<std::string> free;  ///< networks or ids whose placed lines may move too; or "all"
    std::string rack_type;          ///< id; empty: the first in alphabetical order that fits
    /// Stations (m) from and to which a rack runs; absent: as far as the lines in it.
    std::optional<std::pair<double, double>> rack_stations;
    std::map<std::string, double> weights;  ///< factors on the costs of the profile
    bool heat = true;                       ///< temperature limits count (needs an Operation)
    double within = 0.02;                   ///< good enough: this share above the bound
    std::int64_t nodes = 2'000'000;         ///< of the search, for each distinct section
    double seconds = 0.0;                   ///< 0: no clock; otherwise improving stops after it
    std::uint64_t seed = 1;                 ///< of the order in which lines are routed again
    int threads = 0;                        ///< the answer does not depend on it
    std::string today;                      ///< ISO date, for exemptions
};

/// A demand, or one of its house connections, that was not laid, and why.
struct Declined {
    std::string id;
    std::string reason_en, reason_nl;
    std::vector<std::string> rules;  ///< what stands in the way
};

/// Two things that lie exactly as near as they may. `b` is empty where the ground itself (cover, a
/// strip's edge) is the limit.
struct Binding {
    std::string rule;
    std::string a, b;
    friend auto operator<=>(const Binding&, const Binding&) = default;
};

/// What the layout came to on one piece of the street.
struct SectionRecord {
    double from_m = 0.0;
    double to_m = 0.0;
    Cost cost = 0;   ///< of the layout here, per metre of street
    Cost bound = 0;  ///< no section costs less here, per metre of street
    SearchEnd end = SearchEnd::Proven;
    std::vector<Binding> binding;
};

/// A layout and its proof.
struct LayoutOutcome {
    model::Street placed;  ///< without the demands that were met; those declined stay in `demands`
    std::vector<Declined> declined;
    /// Of the whole street, in thousandths of a euro: sections times their length, plus bends.
    Cost cost = 0;
    Cost bound = 0;    ///< section optima summed along the street
    double gap = 0.0;  ///< cost / bound - 1; 0 when there is nothing to place
    SearchEnd end = SearchEnd::Proven;
    bool constant = true;  ///< every line keeps one offset
    std::vector<SectionRecord> sections;
    rules::CheckResult check;  ///< of `placed`, with the packs given
    /// How many findings of `check` (error or warning, likely at least) the layout did not bring:
    /// the same rule was broken by the same things before.
    std::int64_t inherited = 0;
    std::vector<std::string> notes_en, notes_nl;
};

/// Places what has no place yet, along the whole street. Lines that lie already stay where they
/// are, unless `options.free` names them. A layout never breaks a rule of severity error or warning
/// of the packs: what cannot be laid is declined with its reason. (What lay there before may break
/// rules; `check` says so.) Nothing to place: the street itself, with its check.
///
/// Method: one constant offset for each line over the whole length if that is within
/// `options.within` of the sum of the section optima; otherwise each line is a path over stations
/// (route.h). The checker judges the outcome; where it finds a rule broken the gap there grows and
/// the lines are routed again. House connections come last (house_connections.h).
///
/// Deterministic for any number of threads unless `options.seconds` cuts the search short.
/// `operation` may be null: then temperature limits do not count.
/// Errors: demands without an axis or section, unknown rack type, unknown networks in `free`.
base::Result<LayoutOutcome> lay_out(const model::Street& street, const model::Catalogue& catalogue,
                                    std::span<const rules::Pack> packs,
                                    const LayoutProfile& profile,
                                    const std::map<std::string, model::RackType>& racks,
                                    const influence::Operation* operation,
                                    const LayoutOptions& options = {});

/// The profile with its costs scaled; unknown keys are an error that names the known ones.
base::Result<LayoutProfile> scaled(const LayoutProfile& profile,
                                   const std::map<std::string, double>& weights);

}  // namespace maaiveld::layout
