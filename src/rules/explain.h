#pragma once

#include "rules/check.h"

#include <optional>
#include <string>
#include <vector>

namespace maaiveld::rules {

/// What became of one rule for one pair (or object).
struct RuleTrial {
    enum class Outcome {
        NoMatch,     ///< selectors, pair filter or `unless` rule it out
        NoValue,     ///< the required value needs an attribute that is missing
        Overridden,  ///< another rule on the same question won
        NotHere,     ///< matches, but the relation or the measure does not occur
        Kept,        ///< judged, and the limit is kept
        Broken,      ///< judged, and findings follow
        Exempt,      ///< broken, but exempt because the two are connected
        NotComputed  ///< needs an influence value that nobody handed in
    };
    std::string rule;
    std::string pack;
    std::string title;
    Outcome outcome = Outcome::NoMatch;
    std::string reason;  ///< in words; why it does not match, which rule won, ...
    Measure measure = Measure::Edge3d;
    bool at_most = false;
    std::optional<double> required;
    std::optional<double> measured;
    std::optional<double> sigma_m;
    std::optional<double> probability;
    bool only_possible = false;  ///< Broken, but the finding is no more than possible
    std::string source;
    std::string grade;
};

/// The proof of a verdict: everything that was tried for a pair (or one object, when `b` is empty).
struct Explanation {
    std::vector<RuleTrial> trials;
    std::vector<std::string> facts;  ///< positions, certainty and connection in words
    std::vector<Finding> findings;   ///< what the check reports for exactly this pair or object
};

/// Explains a pair or an object by ids or aliases; nothing when an id is unknown.
std::optional<Explanation> explain(const model::Street& street, std::span<const Pack> packs,
                                   const CheckOptions& options, const std::string& a,
                                   const std::string& b);

}  // namespace maaiveld::rules
