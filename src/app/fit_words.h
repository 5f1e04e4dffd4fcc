#pragma once

#include "app/session.h"
#include "layout/fit.h"

namespace maaiveld::app {

/// The table of street types, the counts with percentages and by width, and what stands in the way.
void print_fit(Session& session, const layout::FitTable& table, const std::string& demands);

}  // namespace maaiveld::app
