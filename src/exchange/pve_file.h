#pragma once

#include "base/error.h"
#include "layout/requirements_programme.h"

#include <filesystem>
#include <string>

namespace maaiveld::exchange {

/// Reads a Programme of Requirements (`maaiveld-pve/1`, docs/formats/pve.md). Refused with file and
/// line: an unknown check, owner or phase, an id that occurs twice, a check without the limit or
/// the names it needs, a network nobody knows.
base::Result<layout::Programme> read_programme(const std::filesystem::path& path);

/// The matrix as a document (`maaiveld-pve-report/1`).
std::string programme_report_text(const layout::Programme& programme, const std::string& street,
                                  const std::vector<layout::ProgrammeRow>& rows);

}  // namespace maaiveld::exchange
