#pragma once

#include "base/error.h"
#include "influence/street/operation.h"
#include "layout/explain.h"
#include "layout/layout_heat.h"
#include "layout/layout_profile.h"
#include "layout/section_brief.h"
#include "model/catalogue.h"
#include "model/rack.h"
#include "rules/rule.h"

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace maaiveld::layout {

/// What every street type is asked: whether all these lines find a place together. Offsets are
/// constant over the whole length of the type, so everything that stands along it (its trees above
/// all) counts as projected onto one section.
struct FitQuestion {
    std::vector<model::Demand> demands;
    bool trees = true;  ///< false: as if none stood there
    bool left = true;   ///< lines may lie left of the middle of the section
    bool right = true;
    /// The order from the facade must hold, not only the distances (SectionQuestion::keep_order;
    /// the layout profile must ask for it too). Of a rack it never does.
    bool keep_order = false;
    bool explain = true;             ///< name the conflict where it does not fit
    bool amounts = true;             ///< find needed and missing width
    bool held = true;                ///< find the rules that bind where it fits
    std::int64_t nodes = 2'000'000;  ///< of one search
    double most_wider_m = 10.0;      ///< missing width is looked for up to here
    int threads = 0;                 ///< the answers do not depend on it
};

/// What the answers rest on.
struct FitBasis {
    const model::Catalogue& catalogue;
    std::span<const rules::Pack> packs;       ///< errors and warnings are hard
    std::span<const rules::Pack> rack_packs;  ///< beside `packs`, for what lies in a rack
    const LayoutProfile& profile;
    const std::map<std::string, model::RackType>& racks;
    const influence::Operation* operation = nullptr;  ///< absent: temperature limits do not count
};

enum class FitVerdict : std::uint8_t {
    Fits,
    DoesNotFit,
    Undecided,  ///< the node limit ended the search
    NotTried,   ///< there is no such rack, or no line may lie in one
};

/// What the rules of the packs mean where everything fits.
struct HeldBy {
    /// What the cheapest placement would cost less (EUR per metre of street, by the layout profile)
    /// if no rule of the packs had to be kept. More than 0: some rule binds, and that is proven.
    double saves_eur_m = 0.0;
    /// Rules without which, each alone, the cheapest placement would cost less; sorted. Empty while
    /// `saves_eur_m` is more than 0: only together. A rule that asks what is cheapest anyway is not
    /// among them, though lines lie at its limit.
    std::vector<std::string> rules;
};

/// One way of laying the lines, and how well it goes.
struct FormFit {
    std::string form;  ///< "flat", or the id of the rack type
    FitVerdict verdict = FitVerdict::NotTried;
    /// The least public width at which everything fits when all strips shrink or grow in proportion
    /// (to a centimetre). What it is less than the width there is, is spare. Absent: not asked,
    /// undecided, or more than FitQuestion::most_wider_m above the width there is.
    std::optional<double> needed_m;
    /// When it does not: the least width that one strip must gain. Absent: not asked, or more than
    /// FitQuestion::most_wider_m does not help either.
    std::optional<double> short_m;
    std::size_t strip = 0;               ///< index of that strip in the section
    std::optional<double> water_C;       ///< the warmest drinking water, when heat was asked
    std::optional<HeldBy> held;          ///< where it fits, when that was asked
    std::vector<ConflictPart> conflict;  ///< why not; minimal unless `undecided_why`
    bool undecided_why = false;
    /// Lines in the rack whose connections to the row of houses behind it do not rise free.
    std::vector<std::string> blocked;
    std::string refused;  ///< the rack itself cannot take the lines: its reason
    std::int64_t nodes = 0;
};

/// One street type, laid in every form.
struct StreetFit {
    std::string file;
    std::string name;
    double public_width_m = 0.0;   ///< without gardens, facades and water
    double section_width_m = 0.0;  ///< all strips
    bool trees = false;
    FormFit flat;
    std::vector<FormFit> racks;  ///< in the order of FitBasis::racks

    /// Some rack form fits.
    bool in_rack() const;
};

struct FitCounts {
    std::size_t streets = 0;
    std::size_t flat = 0;       ///< fit flat
    std::size_t only_rack = 0;  ///< do not fit flat, but in some rack
    std::size_t neither = 0;
    std::size_t undecided = 0;  ///< some search ended before it could tell
    /// Of those that fit flat: looked at for rules that bind, and some rule does.
    std::size_t flat_asked = 0, flat_held = 0;
    /// How many of them each rule binds in, alone: most first, equals by name.
    std::vector<std::pair<std::string, std::size_t>> holding;
};

struct FitTable {
    std::vector<StreetFit> streets;
    FitCounts counts() const;
};

/// Whether everything of a brief finds a place, with needed and missing width. `strips` are those
/// that may gain or lose width. Costs are ignored, only room counts (but see `water_C`). Monotone:
/// of two briefs, one a widening of the other, the wider never fits worse. With a heat context its
/// limits hold too, and `water_C` is that of the cheapest placement. `packs`: whose rules `held`
/// looks at; without packs it stays absent.
base::Result<FormFit> form_fit(const SectionBrief& brief, const std::vector<NamedStrip>& strips,
                               const FitQuestion& question, const HeatContext* heat = nullptr,
                               std::span<const rules::Pack> packs = {});

/// What holds the cheapest placement `best` where it lies. Of the packs' rules only those are tried
/// one by one at whose limit something lies, and those about trees.
base::Result<HeldBy> held_by(const SectionSolution& best, std::span<const rules::Pack> packs,
                             const HeatContext* heat = nullptr, const SearchLimits& limits = {});

/// `brief` with `by_m` taken away right of `at_m`: places beyond move left, stretches shrink.
/// Nothing when something that stays has its centre in what is taken away.
std::optional<SectionBrief> narrowed(const SectionBrief& brief, double at_m, double by_m);

/// The strips of a section that may gain or lose width: all but facades, gardens and water.
std::vector<NamedStrip> public_strips(const model::Section& section);

/// One street type under the question. Errors: a type without section or axis, demands that the
/// catalogue cannot size.
base::Result<StreetFit> street_fit(const model::Street& type, const FitBasis& basis,
                                   const FitQuestion& question);

/// All types, several at a time; the first error in the order of `types` is returned. `progress`
/// (may be empty) is called with the share that is done.
base::Result<FitTable> fit(std::span<const model::Street> types, const FitBasis& basis,
                           const FitQuestion& question,
                           const std::function<void(double)>& progress = {});

/// The packs without the rules named in `ids` and without those of the grades named; an id that no
/// pack holds is an error that names the nearest.
base::Result<std::vector<rules::Pack>> without_rules(std::vector<rules::Pack> packs,
                                                     const std::vector<std::string>& ids,
                                                     const std::vector<std::string>& grades);

/// The packs with these info rules raised to warnings, so that they must be kept.
base::Result<std::vector<rules::Pack>> with_hard_rules(std::vector<rules::Pack> packs,
                                                       const std::vector<std::string>& ids);

/// The packs asking the preferred value where a rule has one.
std::vector<rules::Pack> with_wanted_values(std::vector<rules::Pack> packs);

}  // namespace maaiveld::layout
