#pragma once

#include "base/error.h"
#include "model/rack.h"

#include <filesystem>
#include <map>
#include <string>

namespace maaiveld::exchange {

/// Reads one rack type (format maaiveld-rack/1, docs/formats/rack.md). What the file leaves out
/// keeps the default of model::RackType. Refused with file and line: a section or plate of a
/// material that the file does not define, a network twice in the order, sections that do not grow
/// heavier, a wall as thick as its section.
base::Result<model::RackType> read_rack_type(const std::filesystem::path& path);

/// All rack types of a profiles folder (`racks/*.json` of this format; other formats are skipped),
/// by id. An empty map when the folder does not exist.
base::Result<std::map<std::string, model::RackType>> read_rack_types(
    const std::filesystem::path& profiles);

}  // namespace maaiveld::exchange
