#include "tests/support/scratch.h"
#include "tests/support/shared_data.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

// The published cases against what is shipped of them in profiles/validation.

namespace maaiveld::exchange {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

constexpr const char* kFacts = "facts/physics_cases.json";

/// The `published` of every shipped case, by case id.
std::map<std::string, std::vector<json>> shipped() {
    std::map<std::string, std::vector<json>> published;
    for (const auto& entry : fs::directory_iterator{test::source_file("profiles/validation")}) {
        if (!entry.path().string().ends_with(".case.json")) continue;
        const json file = json::parse(test::text_of(entry.path()));
        auto& all = published[file.at("id").get<std::string>()];
        all.insert(all.end(), file.at("published").begin(), file.at("published").end());
    }
    return published;
}

/// Every number under a key of `expected`: one, or those of a list.
std::vector<double> numbers_in(const json& value) {
    std::vector<double> numbers;
    if (value.is_number()) numbers.push_back(value.get<double>());
    if (value.is_array()) {
        for (const json& inner : value)
            numbers.push_back(inner.get<double>());
    }
    return numbers;
}

/// The tolerances that a case states, relative and absolute ("abs_I_A" is one for I alone). What
/// it says about its own recomputation ("verify_rel") is none.
struct Stated {
    double rel = 0.0;
    double abs = 0.0;
};

Stated stated_in(const json& one) {
    Stated stated;
    for (const auto& [key, value] : one.at("tolerance").items()) {
        if (!value.is_number() || key.starts_with("verify")) continue;
        double& kind = key.starts_with("abs") ? stated.abs : stated.rel;
        kind = std::max(kind, value.get<double>());
    }
    return stated;
}

bool holds(const std::vector<json>& published, const std::string& name, double value) {
    return std::any_of(published.begin(), published.end(), [&](const json& p) {
        return p.at("name") == name &&
               std::abs(p.at("value").get<double>() - value) <= 1e-12 * std::abs(value);
    });
}

TEST(ValidationCoverage, ShipsEveryPublishedCaseWithEveryNumber) {
    if (!test::has_shared(kFacts)) GTEST_SKIP() << "needs " << kFacts << " beside the repository";
    const auto published = shipped();
    for (const json& one : json::parse(test::text_of(test::shared_folder() / kFacts))) {
        const std::string id = one.at("id").get<std::string>();
        const auto found = published.find(id);
        if (found == published.end()) {
            ADD_FAILURE() << id << " is not shipped";
            continue;
        }
        for (const auto& [name, value] : one.at("expected").items()) {
            for (const double number : numbers_in(value))
                EXPECT_TRUE(holds(found->second, name, number))
                    << id << ": " << name << " = " << number;
        }
    }
}

TEST(ValidationCoverage, JudgesNoWiderThanPublished) {
    if (!test::has_shared(kFacts)) GTEST_SKIP() << "needs " << kFacts << " beside the repository";
    const auto published = shipped();
    for (const json& one : json::parse(test::text_of(test::shared_folder() / kFacts))) {
        const auto found = published.find(one.at("id").get<std::string>());
        if (found == published.end()) continue;
        const Stated stated = stated_in(one);
        for (const json& p : found->second) {
            if (!one.at("expected").contains(p.at("name").get<std::string>())) continue;
            EXPECT_LE(p.value("rel", 0.0), stated.rel) << found->first << ": " << p.at("name");
            EXPECT_LE(p.value("abs", 0.0), stated.abs) << found->first << ": " << p.at("name");
        }
    }
}

TEST(ValidationCoverage, LeavesNoCaseInTheProgram) {
    std::vector<std::string> ids;
    for (const auto& [id, values] : shipped())
        ids.push_back(id);
    ASSERT_GT(ids.size(), 20U);
    int files = 0;
    for (const char* folder : {"src", "viz"}) {
        for (const auto& entry : fs::recursive_directory_iterator{test::source_file(folder)}) {
            if (!entry.is_regular_file()) continue;
            ++files;
            const std::string text = test::text_of(entry.path());
            for (const std::string& id : ids)
                EXPECT_EQ(text.find(id), std::string::npos) << id << " in " << entry.path();
        }
    }
    EXPECT_GT(files, 200);
}

}  // namespace
}  // namespace maaiveld::exchange
