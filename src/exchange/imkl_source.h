#pragma once

#include "base/error.h"
#include "exchange/imkl_feature.h"
#include "exchange/zip_source.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>

namespace maaiveld::exchange {

/// The IMKL document chosen from a delivery, read.
struct ChosenDocument {
    RawDelivery delivery;
    std::string file;           ///< its name inside the zip or folder
    std::string other_version;  ///< of the document that was left unread; empty when there is none
};

/// Reads the IMKL document in `path`: a zip as Kadaster delivers it, a folder with one unpacked, or
/// the document itself. Of two versions the newer one, or with `prefer_121` IMKL 1.2.1. `progress`
/// (may be empty) hears the fraction done. Errors: nothing there, no IMKL in it, beyond `limits`,
/// or what the document itself does wrong, with file and line.
base::Result<ChosenDocument> read_chosen_document(const std::filesystem::path& path,
                                                  bool prefer_121, const UnpackLimits& limits,
                                                  const std::function<void(double)>& progress);

}  // namespace maaiveld::exchange
