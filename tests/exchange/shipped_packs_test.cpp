#include "base/text.h"
#include "exchange/catalogue_file.h"
#include "exchange/rule_pack_file.h"
#include "rules/self_test.h"
#include "tests/support/shared_data.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cctype>
#include <filesystem>
#include <fstream>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace maaiveld::exchange {
namespace {

using rules::Measure;
using rules::Pack;
using rules::Rule;

model::Catalogue catalogue() {
    auto read = read_catalogue(test::source_file("profiles"));
    EXPECT_TRUE(read) << read.error().text();
    return read ? *read : model::Catalogue{};
}

const std::vector<Pack>& shipped() {
    static const std::vector<Pack> packs = [] {
        auto read = read_rule_packs(test::source_file("profiles/rules"), catalogue());
        EXPECT_TRUE(read) << read.error().text();
        return read ? *read : std::vector<Pack>{};
    }();
    return packs;
}

TEST(ShippedPacks, LoadAndCanBeUsedTogether) {
    ASSERT_GE(shipped().size(), 9U);
    const auto together = check_together(shipped());
    EXPECT_TRUE(together) << together.error().text();
}

TEST(ShippedPacks, AreNamedAfterTheirFiles) {
    for (const Pack& pack : shipped()) {
        EXPECT_TRUE(std::filesystem::exists(
            test::source_file(("profiles/rules/" + pack.id + ".json").c_str())))
            << pack.id;
        EXPECT_FALSE(pack.edition.empty()) << pack.id;
        EXPECT_FALSE(pack.title_nl.empty()) << pack.id;
    }
}

TEST(ShippedPacks, GiveEveryRuleItsOwnIdATitleAndASource) {
    std::set<std::string> ids;
    for (const Pack& pack : shipped()) {
        for (const Rule& rule : pack.rules) {
            EXPECT_TRUE(ids.insert(rule.id).second) << rule.id << " is used twice";
            EXPECT_FALSE(rule.title_en.empty()) << rule.id;
            EXPECT_FALSE(rule.title_nl.empty()) << rule.id;
            EXPECT_FALSE(rule.source.empty()) << rule.id;
            EXPECT_FALSE(rule.grade == "C" && rule.severity == rules::Severity::Error) << rule.id;
        }
    }
}

TEST(ShippedPacks, ProveEveryRuleWithABrokenAndAKeptStreet) {
    for (const Pack& pack : shipped()) {
        for (const Rule& rule : pack.rules) {
            const auto broken = std::count_if(rule.tests.begin(), rule.tests.end(),
                                              [](const auto& t) { return t.broken; });
            EXPECT_GE(broken, 1) << rule.id;
            EXPECT_GE(static_cast<std::ptrdiff_t>(rule.tests.size()) - broken, 1) << rule.id;
        }
    }
    const auto report = rules::run_self_tests(shipped());
    for (const auto& failure : report.failures)
        ADD_FAILURE() << failure.pack << " " << failure.rule << " line " << failure.line;
    EXPECT_TRUE(report.incomplete.empty());
    EXPECT_GT(report.tests, 2 * 200);
}

const Pack& pack_called(const std::string& id) {
    const auto found =
        std::find_if(shipped().begin(), shipped().end(), [&](const Pack& p) { return p.id == id; });
    EXPECT_NE(found, shipped().end()) << id;
    return *found;
}

// Table A.1 of CSN 73 6005, metres, unprotected telecom. Below zero: the table has no number there.
const std::vector<std::string> kCzech{"1kV",  "10kV",  "35kV", "220kV", "telecom", "gasL",
                                      "gasM", "water", "heat", "duct",  "sewer"};
const std::vector<std::vector<double>> kCzechTable{
    {.05, .15, .20, .20, .30, .40, .60, .40, .30, .10, .50},
    {.15, .15, .20, .20, .80, .40, .60, .40, .70, .30, .50},
    {.20, .20, .20, .20, .80, .40, .60, .40, 1.0, .30, .50},
    {.20, .20, .20, .50, .80, .40, .60, .40, 2.0, .50, 1.0},
    {.30, .80, .80, .80, -1., .40, .40, .40, .80, .30, .50},
    {.40, .40, .40, .40, .40, .40, .40, .50, .50, .40, 1.0},
    {.60, .60, .60, .60, .40, .40, .40, .50, .50, 1.0, 1.0},
    {.40, .40, .40, .40, .40, .50, .50, .60, 1.0, .60, .60},
    {.30, .70, 1.0, 2.0, .80, .50, .50, 1.0, -1., .30, .30},
    {.10, .30, .30, .50, .30, .40, 1.0, .60, .30, -1., .30},
    {.50, .50, .50, 1.0, .50, 1.0, 1.0, .60, .30, .30, -1.}};

/// The rule (or the row that is not encoded) for two classes, in whichever order the pack names
/// them.
std::string czech_id(std::size_t i, std::size_t j) {
    const std::string& x = std::min(kCzech[i], kCzech[j]);
    const std::string& y = std::max(kCzech[i], kCzech[j]);
    return "CZ-A1-" + x + "-" + y;
}

std::optional<double> czech_value(const Pack& pack, const std::string& id) {
    for (const Rule& rule : pack.rules) {
        if (rule.id == id || rule.id == id + "-unprotected") return rule.required.number;
    }
    return std::nullopt;
}

TEST(CzechMatrix, IsSymmetricAndEveryCellIsEncodedOrListed) {
    const Pack& pack = pack_called("cz-csn-736005");
    std::set<std::string> listed;
    for (const auto& row : pack.not_encoded)
        listed.insert(row.id);
    for (std::size_t i = 0; i < kCzech.size(); ++i) {
        for (std::size_t j = 0; j < kCzech.size(); ++j) {
            ASSERT_EQ(kCzechTable[i][j], kCzechTable[j][i]);
            const std::string id = czech_id(i, j);
            if (kCzechTable[i][j] < 0.0) {
                EXPECT_TRUE(listed.contains(id)) << id;
            } else {
                EXPECT_EQ(czech_value(pack, id), kCzechTable[i][j]) << id;
            }
        }
    }
}

TEST(CzechMatrix, HoldsWhicheverAssetComesFirst) {
    const Pack& pack = pack_called("cz-csn-736005");
    for (const Rule& rule : pack.rules) {
        EXPECT_EQ(rule.relation, rules::Relation::Parallel) << rule.id;
        EXPECT_EQ(rule.measure, Measure::EdgeHorizontal) << rule.id;
        for (rules::SelfTest test : rule.tests) {
            std::reverse(test.street.assets.begin(), test.street.assets.end());
            EXPECT_EQ(rules::is_broken_in(pack, rule, test), test.broken)
                << rule.id << " line " << test.line;
        }
    }
}

TEST(CzechMatrix, AsksLessOfAProtectedTelecomCable) {
    const Pack& pack = pack_called("cz-csn-736005");
    const auto value = [&](const std::string& id) {
        for (const Rule& rule : pack.rules) {
            if (rule.id == id) return rule.required.number;
        }
        return -1.0;
    };

    EXPECT_EQ(value("CZ-A1-1kV-telecom-protected"), 0.10);
    EXPECT_EQ(value("CZ-A1-10kV-telecom-protected"), 0.30);
    EXPECT_EQ(value("CZ-A1-35kV-telecom-protected"), 0.30);
}

// The rows of the tables of rules.

std::vector<std::string> encoded_ids() {
    std::vector<std::string> ids;
    std::ifstream in{test::source_file("tests/rules/encoded_ids.txt")};
    for (std::string line; std::getline(in, line);) {
        if (!line.empty()) ids.push_back(line);
    }
    return ids;
}

/// NL-SEP-11 is encoded by NL-SEP-11, NL-SEP-11a or NL-SEP-11-x.
bool stands_for(const std::string& id, const std::string& row) {
    if (!id.starts_with(row)) return false;
    const std::string rest = id.substr(row.size());
    return rest.empty() || rest[0] == '-' || (rest.size() == 1 && rest[0] >= 'a' && rest[0] <= 'z');
}

TEST(EncodedIds, AreEachARuleOrARowThatSaysWhyNot) {
    std::vector<std::string> known;
    for (const Pack& pack : shipped()) {
        for (const Rule& rule : pack.rules)
            known.push_back(rule.id);
        for (const auto& row : pack.not_encoded) {
            known.push_back(row.id);
            EXPECT_GT(row.why.size(), 10U) << row.id;
        }
    }
    const auto rows = encoded_ids();

    ASSERT_GT(rows.size(), 100U);
    for (const std::string& row : rows) {
        EXPECT_TRUE(std::any_of(known.begin(), known.end(),
                                [&](const auto& id) { return stands_for(id, row); }))
            << row << " is neither a rule nor listed under not_encoded";
    }
}

TEST(EncodedIds, AreEveryRowOfTheTablesOfFacts) {
    if (!test::has_shared("facts/rules.md")) GTEST_SKIP() << "no facts/rules.md in MAAIVELD_SHARED";
    const auto ids = encoded_ids();
    const std::set<std::string> listed(ids.begin(), ids.end());
    std::ifstream in{test::shared_folder() / "facts/rules.md"};
    int rows = 0;
    for (std::string line; std::getline(in, line);) {
        if (!line.starts_with("| ")) continue;
        const std::string cell{base::trimmed(base::split(line, '|').at(1))};
        const bool is_id = cell.size() >= 5 && cell.find(' ') == std::string::npos &&
                           cell.find('-') != std::string::npos &&
                           std::isupper(static_cast<unsigned char>(cell[0])) != 0 &&
                           std::isdigit(static_cast<unsigned char>(cell.back())) != 0;
        if (!is_id) continue;
        ++rows;
        EXPECT_TRUE(listed.contains(cell)) << cell;
    }
    EXPECT_GT(rows, 100);
}

}  // namespace
}  // namespace maaiveld::exchange
