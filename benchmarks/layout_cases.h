#pragma once

#include "base/error.h"
#include "layout/section_brief.h"
#include "layout/section_problem.h"

#include <filesystem>
#include <string>
#include <vector>

namespace maaiveld::bench {

/// One street type with networks that all have yet to be placed: its section as a search problem.
struct LayoutCase {
    std::string name;
    layout::SectionBrief brief;  ///< of all networks
    layout::SectionProblem problem;
};

/// Every street type of profiles/streets, in the order of their names, with 14 networks:
/// those of a dwelling street with gas and heat (profiles/demands/dwelling-today-heat),
/// a water transport main and a gas main of 8 bar. Rules, costs and places are the shipped ones;
/// the grid is 1 cm. `networks`: only the first so many of them (the peers do not prove 14).
base::Result<std::vector<LayoutCase>> layout_cases(const std::filesystem::path& profiles,
                                                   std::size_t networks = 14);

}  // namespace maaiveld::bench
