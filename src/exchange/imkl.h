#pragma once

#include "base/error.h"
#include "exchange/imkl_report.h"
#include "geometry/vec.h"
#include "model/catalogue.h"
#include "model/street.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

namespace maaiveld::exchange {

struct ImklOptions {
    bool prefer_121 = false;           ///< of two versions in a delivery read IMKL 1.2.1
    std::vector<geometry::Vec2> axis;  ///< the street's axis; empty: the longest main line
    std::uint64_t max_unpacked_bytes = 4'000'000'000;
    double max_ratio = 200.0;  ///< unpacked to packed size above which a zip is refused
    std::function<void(double fraction)> progress;  ///< may be empty
};

/// A delivery as a street, and what was and was not taken over.
struct Delivery {
    model::Street street;
    ImportReport report;
};

/// Reads a KLIC delivery (IMKL 1.2.1 or 2.0; a zip, an unpacked folder or the document itself). The
/// street has no surface: z is relative to ground level. What is read, how depth is decided and
/// what the report says is in docs/import.md. Errors name file and line.
base::Result<Delivery> read_imkl(const std::filesystem::path& path,
                                 const model::Catalogue& catalogue, const ImklOptions& options);

}  // namespace maaiveld::exchange
