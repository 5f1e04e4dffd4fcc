#pragma once

#include "rules/judge.h"

namespace maaiveld::rules {

/// Judges the rules about single objects: cover, free_above, and the measures that influence hands
/// in (`values`; an object without a value is not judged).
std::vector<Finding> judge_objects(const JudgeContext& context, const InfluenceValues& values);

/// Judges the rules that look beyond any reach: order_horizontal (both beside the same facade line)
/// and root_overlap (a line through a tree's root volume).
std::vector<Finding> judge_wide(const JudgeContext& context);

/// The measures among the packs' rules that cannot be judged without influence values.
std::vector<std::string> unjudged_measures(const JudgeContext& context,
                                           const InfluenceValues& values);

}  // namespace maaiveld::rules
