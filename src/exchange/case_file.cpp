#include "exchange/case_file.h"

#include "exchange/json_names.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

namespace maaiveld::exchange {
namespace {

namespace fs = std::filesystem;

PublishedValue published_in(const JsonValue& value, const std::string& file) {
    ObjectReader r{value, file, "published value"};
    PublishedValue published;
    published.name = r.text("name");
    r.rename("published value `" + published.name + "`");
    published.at = r.text("at");
    published.value = r.number("value");
    published.unit = r.text_or("unit", "");
    const auto relative = r.optional_number("rel");
    const auto absolute = r.optional_number("abs");
    if (relative.has_value() == absolute.has_value()) {
        r.fail("give the tolerance as `rel` or as `abs`");
    }
    published.relative = relative.has_value();
    published.tolerance = relative ? *relative : *absolute;
    if (published.tolerance < 0.0) r.fail("a tolerance is not negative");
    r.finish();
    return published;
}

/// The number at a JSON pointer, when there is one.
std::optional<double> number_at(const nlohmann::ordered_json& document, const std::string& at) {
    const nlohmann::ordered_json::json_pointer pointer{at};
    if (!document.contains(pointer)) return std::nullopt;
    const auto& value = document.at(pointer);
    if (!value.is_number()) return std::nullopt;
    return value.get<double>();
}

ComparedValue compared(const PublishedValue& published, const nlohmann::ordered_json& document) {
    ComparedValue result{published, number_at(document, published.at), false};
    if (!result.computed) return result;
    // A last-digit allowance for decimal numbers that binary cannot hold.
    const double rounding = 1e-12 * std::abs(published.value);
    result.passed = std::abs(result.difference()) <=
                    published.tolerance + (published.relative ? 1e-12 : rounding);
    return result;
}

CaseResult run(const JsonDocument& document, const SectionProfiles& profiles) {
    ObjectReader r{document.root, document.file, "case"};
    r.text("format");
    CaseResult result;
    result.id = r.text("id");
    result.title = r.text("title");
    result.model = r.text_or("model", "");
    result.source = r.text("source");
    result.grade = r.text("grade");
    r.text_or("note", "");
    const JsonValue& section = r.require("section");
    std::vector<PublishedValue> published;
    for (const JsonValue& item : r.array("published"))
        published.push_back(published_in(item, document.file));
    r.finish();
    const auto computed = assess_section(section, document.file, profiles);
    if (!computed) throw ReadFailure{computed.error()};
    for (const PublishedValue& value : published)
        result.values.push_back(compared(value, *computed));
    return result;
}

}  // namespace

double ComparedValue::difference() const {
    const double absolute = computed.value_or(0.0) - published.value;
    if (!published.relative) return absolute;
    return published.value == 0.0 ? absolute : absolute / std::abs(published.value);
}

bool CaseResult::passed() const {
    return !values.empty() && std::all_of(values.begin(), values.end(),
                                          [](const ComparedValue& v) { return v.passed; });
}

base::Result<CaseResult> run_case(const fs::path& path, const SectionProfiles& profiles) {
    try {
        return run(document_in(path, "maaiveld-case/1"), profiles);
    } catch (const ReadFailure& failure) {
        return tl::unexpected(failure.error);
    } catch (const nlohmann::json::exception& problem) {
        return base::bad_input(fmt::format("not a JSON pointer: {}", problem.what()),
                               path.string());
    }
}

base::Result<std::vector<fs::path>> case_files(const fs::path& folder) {
    std::error_code problem;
    std::vector<fs::path> files;
    for (const auto& entry : fs::directory_iterator{folder, problem}) {
        if (entry.path().filename().string().ends_with(".case.json")) files.push_back(entry.path());
    }
    if (problem) return base::bad_input("cannot list the cases: " + problem.message(), folder);
    if (files.empty()) return base::bad_input("holds no *.case.json", folder);
    std::sort(files.begin(), files.end());
    return files;
}

}  // namespace maaiveld::exchange
