#pragma once

#include "base/error.h"
#include "influence/street/operation.h"
#include "layout/section_of_street.h"
#include "model/catalogue.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace maaiveld::layout {

/// What heat in a section needs to know. Everything referred to outlives it.
struct HeatContext {
    const model::Street& street;
    const model::Catalogue& catalogue;
    const influence::Operation& operation;
    int month = 8;  ///< the hottest in the ground at the depth of a water main
    int max_rounds = 6;
    struct Limit {
        double limit_C = 0.0;
        std::string rule;
    };
    std::map<std::string, Limit> limits;  ///< by id of asset or demand; hard
};

/// The temperature limits of severity error and warning that the packs put on the street's lines
/// and demands: `HeatContext::limits`.
std::map<std::string, HeatContext::Limit> heat_limits_of(const model::Street& street,
                                                         std::span<const rules::Pack> packs);

/// The temperature of one line in the section, by the exact solver.
struct LineTemperature {
    std::string asset;
    double temperature_C = 0.0;
    std::optional<double> limit_C;
    std::string rule;
};

/// What a search of one section came to.
struct SectionSolution {
    SectionBrief brief;  ///< with the heat limits that were needed
    SectionProblem problem;
    SectionAnswer answer;
    std::vector<ItemPlace> places;  ///< one per item; empty when none was found
    std::vector<LineTemperature> temperatures;
    int rounds = 1;  ///< how often the search ran
    /// False: limits are passed and tightening did not help within the rounds, or nothing was found
    /// with them.
    bool heat_holds = true;
};

/// Temperatures in the section with its items at `places`, in the month of the context. Errors as
/// influence::StreetHeat::build.
base::Result<std::vector<LineTemperature>> temperatures_of(const SectionBrief& brief,
                                                           const std::vector<ItemPlace>& places,
                                                           const HeatContext& heat);

/// The brief with a heat limit for every line in it that has one: strengths of the sources as they
/// stand with the items at `places`.
base::Result<SectionBrief> with_heat_limits(const SectionBrief& brief,
                                            const std::vector<ItemPlace>& places,
                                            const HeatContext& heat);

/// Searches the brief; with a heat context also: evaluates the answer by the exact solver, adds the
/// limits that it passes (then tightens them by what the estimate missed) and searches again, until
/// the answer holds or the rounds are over. `start` may be empty.
base::Result<SectionSolution> solve_brief(const SectionBrief& brief,
                                          const HeatContext* heat = nullptr,
                                          const SearchLimits& limits = {},
                                          const std::vector<Place>& start = {},
                                          const BriefSelection& selection = {});

}  // namespace maaiveld::layout
