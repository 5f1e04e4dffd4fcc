#pragma once

#include "base/error.h"
#include "model/catalogue.h"
#include "rules/rule.h"

#include <filesystem>
#include <vector>

namespace maaiveld::exchange {

/// Reads one rule pack (docs/formats/rules.md). The catalogue resolves asset types in self-tests.
base::Result<rules::Pack> read_rule_pack(const std::filesystem::path& path,
                                         const model::Catalogue& catalogue);

/// Every pack in a folder, in the order of file names.
base::Result<std::vector<rules::Pack>> read_rule_packs(const std::filesystem::path& folder,
                                                       const model::Catalogue& catalogue);

/// Refuses packs that cannot be used together: a rule id in two packs, or two meanings of parallel.
base::Result<void> check_together(const std::vector<rules::Pack>& packs);

}  // namespace maaiveld::exchange
