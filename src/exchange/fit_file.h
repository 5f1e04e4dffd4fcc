#pragma once

#include "layout/fit.h"

#include <string>
#include <vector>

namespace maaiveld::exchange {

/// What a fit table was asked with.
struct FitHeader {
    std::string demands;                 ///< name of the set
    std::vector<std::string> packs;      ///< "nl-provisional 0.9"
    std::vector<std::string> left_out;   ///< rules and grades that did not count
    std::vector<std::string> also_hard;  ///< info rules that had to be kept
    bool wanted = false;                 ///< preferred values were asked
    bool keep_order = false;             ///< the order from the facade had to hold
    bool trees = true;
    bool heat = false;
};

/// "fits", "does_not_fit", "undecided", "not_tried".
std::string_view name_of(layout::FitVerdict verdict);

/// "network", "placed", "obstacle", "strips", "covers", "rule", "heat".
std::string_view name_of(layout::PartKind kind);

/// The table as JSON (format maaiveld-fit/1, docs/formats/fit.schema.json).
std::string fit_json(const FitHeader& header, const layout::FitTable& table);

/// One line a street type, for a spreadsheet.
std::string fit_csv(const layout::FitTable& table);

}  // namespace maaiveld::exchange
