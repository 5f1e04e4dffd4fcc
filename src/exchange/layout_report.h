#pragma once

#include "layout/explain_street.h"
#include "layout/lay_out.h"
#include "layout/section_front.h"
#include "model/street.h"

#include <string>
#include <vector>

namespace maaiveld::exchange {

/// What a layout report says about where it comes from.
struct LayoutReportHeader {
    std::string input;               ///< name of the street file, without folders
    std::vector<std::string> packs;  ///< "nl-provisional 2026-11"
    std::string profile;             ///< id of the layout profile
};

/// One way in which the street was laid out; the outcome outlives it.
struct LaidOut {
    layout::LayoutMode mode = layout::LayoutMode::Flat;
    const layout::LayoutOutcome* outcome = nullptr;
};

/// What to report; what is absent is left out.
struct LayoutReport {
    LayoutReportHeader header;
    std::vector<LaidOut> layouts;
    const layout::StreetExplanation* explanation = nullptr;
    const layout::SectionFront* front = nullptr;
};

/// The report as JSON (`maaiveld-layout-report/1`): placements, costs with bound and end, what was
/// declined, what binds, the conflict with its ways out, the front. Lengths have 6 decimals, money
/// is in euros. `before` is the street as it was asked. Equal reports give equal bytes.
std::string layout_report_json(const LayoutReport& report, const model::Street& before);

}  // namespace maaiveld::exchange
