#pragma once

#include "viz/scene/style.h"
#include "viz/scene/words.h"

#include <map>
#include <optional>
#include <string>

namespace maaiveld::viz::scene {

/// What people call an object.
struct ObjectName {
    std::string alias;  ///< "W-12"
    std::string what;   ///< "water", "tree", "manhole"
};

/// Names of all assets, trees, structures and racks of a street by id.
class ObjectNames {
public:
    ObjectNames(const model::Street& street, Language language);

    /// The name of `id`; an unknown id is its own alias.
    ObjectName of(const std::string& id) const;

private:
    std::map<std::string, ObjectName> names_;
};

/// A finding in words for a list.
struct FindingWords {
    std::string headline;   ///< "W-12 water – H-3 heat"
    std::string detail;     ///< "distance 0.42 of 1.00 m over 19.5 m · likely (83 %)"
    std::string reference;  ///< "warning · NL-SEP-07 · grade C"
};
FindingWords words_of(const rules::Finding& finding, const ObjectNames& names, Language language);

/// The few characters beside an arrow: "0.42 < 1.00 m"; where the measured value itself holds and
/// only may be wrong, "0.85 of 0.80 m · 43 %".
std::string comparison_of(const rules::Finding& finding, Language language);

/// The same for an arrow drawn where the measure is `here`, which need not be the worst place and
/// may even hold there ("0.64 of 0.50 m"); without `here` the worst value.
std::string comparison_at(const rules::Finding& finding, std::optional<double> here,
                          Language language);

/// "2 errors, 1 warning", leaving out what there is none of; empty when there is nothing.
std::string tally_of(std::size_t errors, std::size_t warnings, std::size_t infos,
                     Language language);

Color color_of(rules::Severity severity, const Style& style);

}  // namespace maaiveld::viz::scene
