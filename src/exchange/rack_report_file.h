#pragma once

#include "layout/rack_sizing.h"
#include "model/rack.h"

#include <string>
#include <vector>

namespace maaiveld::exchange {

/// What `maaiveld rack` found of one rack.
struct RackReport {
    std::string rack;
    std::string type;
    std::vector<model::RackPartCount> parts;
    bool parts_as_sized = false;  ///< with the chosen sections; else as the type says
    layout::RackSizing sizing;
    std::vector<std::string> warnings;  ///< in the session's language
};

/// The document (`maaiveld-rack-report/1`, docs/formats/rack-report.md).
std::string rack_report_text(const std::string& street, const std::vector<RackReport>& reports);

}  // namespace maaiveld::exchange
