#pragma once

#include "base/error.h"
#include "exchange/json_document.h"
#include "influence/heat/heat_section.h"
#include "influence/roots/tree_profile.h"
#include "model/catalogue.h"

#include <nlohmann/json_fwd.hpp>

#include <filesystem>
#include <string>
#include <vector>

namespace maaiveld::exchange {

/// What a section file (`maaiveld-section/1`) gives to all its blocks.
struct SectionGround {
    model::SoilProfile soil;
    influence::GroundSurface surface;
    double frequency_Hz = 50.0;
};

/// What profiles/ knows that a section may refer to.
struct SectionProfiles {
    model::Catalogue catalogue;
    influence::TreeProfile trees;
};

/// Reads both from a profiles folder.
base::Result<SectionProfiles> read_section_profiles(const std::filesystem::path& folder);

/// Reads the section in `root`, computes every block and gives the result document
/// (`maaiveld-influence/1`) with the same blocks in the same order. Nothing is computed when
/// anything cannot be read.
base::Result<nlohmann::ordered_json> assess_section(const JsonValue& root, const std::string& file,
                                                    const SectionProfiles& profiles);

/// True for a file that says it is a section.
bool is_section(const JsonDocument& document);

/// The keys that hold blocks, in the order in which they are computed and written.
std::vector<std::string> section_blocks();

/// A computed section as a file and as a table for people: one line per object and value.
struct SectionOutcome {
    std::string json;
    std::string table;
};
base::Result<SectionOutcome> run_section(const JsonDocument& document,
                                         const SectionProfiles& profiles);

}  // namespace maaiveld::exchange
