#pragma once

#include "base/error.h"
#include "layout/layout_heat.h"
#include "layout/section_of_street.h"

#include <map>
#include <span>
#include <string>
#include <vector>

namespace maaiveld::layout {

/// What along-street searches need to ask for sections.
struct BayQuestion {
    const model::Street& street;
    const model::Catalogue& catalogue;
    std::span<const rules::Pack> packs;
    const LayoutProfile& profile;
    std::vector<std::string> demands;                  ///< ids to place
    std::vector<std::string> free;                     ///< ids of placed lines that may move
    std::vector<BriefItem> ready;                      ///< racks
    double ready_from_m = -1e300, ready_to_m = 1e300;  ///< where these lie
    double bay_m = 2.0;                                ///< longest bay
    SearchLimits limits;                               ///< of one section's search
    /// Place and cover (grid steps) by item to start the searches from; may be empty.
    std::map<std::string, std::pair<int, int>> start;
    int threads = 0;
    bool keep_order = true;  ///< SectionQuestion::keep_order
};

/// One distinct section of a street and its optimum.
struct BaySection {
    SectionBrief brief;
    SectionProblem problem;
    SectionAnswer answer;
};

struct StreetBay {
    double from_m = 0.0;
    double to_m = 0.0;
    std::size_t section = 0;
    /// Per metre of street on top of its section's costs: what lies at one given height (a gravity
    /// sewer) costs more where it lies deeper, wherever it is placed.
    Cost more_cost = 0;
    /// How far costs here may lie from the section's, either way (a line that lies a millimetre
    /// elsewhere changes what is wanted by a thousandth of a euro).
    Cost spread = 0;
};

/// A street cut into bays: within a bay the same lines run and the same obstacles count. An
/// obstacle counts for a bay when it is no farther along the street than the distance it asks for;
/// bays with the same question to the search share a section.
struct StreetBays {
    std::vector<StreetBay> bays;
    std::vector<BaySection> sections;
    double length_m() const { return bays.empty() ? 0.0 : bays.back().to_m; }
};

/// `whole` is the section of the whole street (its requirements say how far obstacles reach),
/// solved: bays that ask the same take its answer.
base::Result<StreetBays> bays_of(const BayQuestion& question, const SectionSolution& whole);

/// The question for a stretch.
SectionQuestion question_for(const BayQuestion& question, double from_m, double to_m,
                             double reach_m);

/// The brief without some of its obstacles (`keep` has one flag for each).
SectionBrief without_obstacles(SectionBrief brief, const std::vector<bool>& keep);

/// Stations between which a tree, structure, rack or line of the street lies.
struct Stations {
    double from_m = 0.0;
    double to_m = 0.0;
};
std::map<std::string, Stations> stations_of_things(const model::Street& street);

/// The stations between which a demand runs, within the street.
Stations stations_of(const model::Demand& demand, double street_length_m);

}  // namespace maaiveld::layout
