#pragma once

#include "exchange/json_document.h"
#include "influence/leak/gas_leak.h"

#include <nlohmann/json_fwd.hpp>

#include <string>
#include <vector>

namespace maaiveld::exchange {

/// The block `gas_leaks` of a section file (docs/formats/section/gas_leaks.md). Throws ReadFailure
/// with line and reason.
std::vector<influence::GasLeak> read_gas_leaks(const JsonValue& block, const std::string& file);

/// The results of `gas_leaks`, in their order.
nlohmann::ordered_json write_gas_leaks(const std::vector<influence::GasLeakResult>& results);

}  // namespace maaiveld::exchange
