#pragma once

#include "base/error.h"
#include "exchange/section_file.h"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace maaiveld::exchange {

/// One published number and where the result document must hold it.
struct PublishedValue {
    std::string name;
    std::string at;  ///< JSON pointer into the result document
    double value = 0.0;
    std::string unit;
    double tolerance = 0.0;  ///< relative to `value` when `relative`, else in `unit`
    bool relative = false;
};

/// A published number beside the computed one.
struct ComparedValue {
    PublishedValue published;
    std::optional<double> computed;  ///< absent: the result document has no number there
    bool passed = false;

    /// Computed minus published, as a share of the published value when that is how it is judged.
    double difference() const;
};

/// One published case, run.
struct CaseResult {
    std::string id;
    std::string title;
    std::string model;
    std::string source;
    std::string grade;
    std::vector<ComparedValue> values;

    bool passed() const;
};

/// Reads a case file (`maaiveld-case/1`), computes its section just as `maaiveld influence` does
/// and compares. Errors: the file cannot be read, or its section is refused.
base::Result<CaseResult> run_case(const std::filesystem::path& path,
                                  const SectionProfiles& profiles);

/// Every *.case.json in `folder`, by name.
base::Result<std::vector<std::filesystem::path>> case_files(const std::filesystem::path& folder);

}  // namespace maaiveld::exchange
