#pragma once

#include "exchange/imkl_assets.h"

#include <vector>

namespace maaiveld::exchange {

/// The axis of a street that has none of its own: the longest chain of main lines. Lines of one
/// network are joined where ends meet within 0.05 m, at a fork along the straightest one, never
/// turning by more than 120 degrees, each line once. Ducts, beds, house connections and what is not
/// in use count only when there is nothing else. The same drafts give the same axis; empty without
/// any.
PlanLine longest_chain(const std::vector<Draft>& drafts);

}  // namespace maaiveld::exchange
