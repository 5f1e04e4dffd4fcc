#pragma once

#include "base/error.h"

#include <filesystem>
#include <map>
#include <string>

namespace maaiveld::exchange {

/// A style file (`maaiveld-style/1`) as flat text: "id" and "section.key" -> value, e.g.
/// "networks.water" -> "#0000ff". Titles and sources are left out. What the keys mean is for viz
/// to judge; here only the shape of the file is checked.
base::Result<std::map<std::string, std::string>> read_style_file(const std::filesystem::path& file);

}  // namespace maaiveld::exchange
