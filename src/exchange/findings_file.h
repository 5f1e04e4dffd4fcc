#pragma once

#include "base/error.h"
#include "rules/check.h"

#include <filesystem>
#include <string>
#include <vector>

namespace maaiveld::exchange {

/// What a findings file says about where it comes from.
struct FindingsHeader {
    std::string input;               ///< name of the checked file, without folders
    std::vector<std::string> packs;  ///< "nl-provisional 2026-11"
};

/// The findings as JSON (`maaiveld-findings/1`), one finding a line, lengths with 6 decimals.
std::string findings_json(const FindingsHeader& header, const rules::CheckResult& result);

/// As CSV: one line a finding.
std::string findings_csv(const rules::CheckResult& result);

/// As GeoJSON: a point a finding, in the coordinates of the street (named in `crs`).
std::string findings_geojson(const rules::CheckResult& result, const std::string& crs);

/// Reads a findings file back, as far as pictures need it.
base::Result<std::vector<rules::Finding>> read_findings(const std::filesystem::path& path);

}  // namespace maaiveld::exchange
