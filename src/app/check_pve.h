#pragma once

#include "app/session.h"
#include "rules/check.h"

#include <span>
#include <string>

namespace maaiveld::app {

/// What `check --pve` was asked.
struct PveQuestion {
    std::string programme = "pve-vkls";  ///< a file, or the name of one in profiles/racks
    std::string load_class = "footway";  ///< for the sizing of racks
    std::string json;                    ///< where to write the matrix; empty: nowhere
};

/// Prints the matrix of a Programme of Requirements for a checked street. `options.values` are the
/// influence values the check was made with. Returns kFindings when a requirement is not met.
int check_pve(Session& session, const PveQuestion& question, const model::Street& street,
              const model::Catalogue& catalogue, std::span<const rules::Pack> packs,
              const rules::CheckOptions& options, const rules::CheckResult& result);

}  // namespace maaiveld::app
