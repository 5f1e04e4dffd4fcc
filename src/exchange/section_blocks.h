#pragma once

#include "exchange/section_file.h"

#include <nlohmann/json_fwd.hpp>

#include <span>
#include <string_view>

namespace maaiveld::exchange {

/// What a block may look at besides itself.
struct BlockContext {
    const JsonValue& root;  ///< the whole section: `probes` looks at `bodies`
    const std::string& file;
    const SectionGround& ground;
    const SectionProfiles& profiles;
};

/// One block of a section file: its key, and how it is read, computed and written. `run` throws
/// ReadFailure.
struct SectionBlock {
    std::string_view key;
    nlohmann::ordered_json (*run)(const JsonValue& block, const BlockContext& context);
};

/// Every block there is, in the order in which results are written. docs/formats/section lists
/// what each holds.
std::span<const SectionBlock> all_section_blocks();

}  // namespace maaiveld::exchange
