#include "exchange/csv_records.h"

#include "exchange/json_document.h"
#include "tests/support/random.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace maaiveld::exchange {
namespace {

std::vector<CsvRecord> records_of(const std::string& text) {
    const std::string file = "t.csv";
    CsvCursor cursor{text, file};
    std::vector<CsvRecord> records;
    for (CsvRecord record; cursor.next(record);)
        records.push_back(record);
    return records;
}

std::string refusal_of(const std::string& text) {
    try {
        records_of(text);
        require_utf8(text, "t.csv");
    } catch (const ReadFailure& failure) {
        return failure.error.text();
    }
    return "accepted";
}

using Cells = std::vector<std::string>;

TEST(CsvRecords, SplitsLinesAndCells) {
    const auto records = records_of("a, b ,c\r\n1,,3\nlast");

    ASSERT_EQ(records.size(), 3U);
    EXPECT_EQ(records[0].cells, (Cells{"a", "b", "c"}));
    EXPECT_EQ(records[1].cells, (Cells{"1", "", "3"}));
    EXPECT_EQ(records[2].cells, (Cells{"last"}));
    EXPECT_EQ(records[2].line, 3);
}

TEST(CsvRecords, SkipsAByteOrderMark) {
    EXPECT_EQ(records_of("\xEF\xBB\xBFhour,sensor").at(0).cells.at(0), "hour");
}

TEST(CsvRecords, KeepsWhatStandsInQuotes) {
    const auto records = records_of("\"a, b\",\" c \",\"say \"\"no\"\"\"\n\"two\nlines\",x\nend");

    EXPECT_EQ(records.at(0).cells, (Cells{"a, b", " c ", "say \"no\""}));
    EXPECT_EQ(records.at(1).cells, (Cells{"two\nlines", "x"}));
    EXPECT_EQ(records.at(2).line, 4) << "a line end in quotes counts";
}

std::string in_quotes(const std::string& cell) {
    std::string text = "\"";
    for (const char c : cell)
        text += c == '"' ? "\"\"" : std::string{c};
    return text + "\"";
}

TEST(CsvRecords, GivesBackRandomTables) {
    test::Random random{7};
    const std::string letters = "ab,\"\n\r ;";
    for (int round = 0; round < 200; ++round) {
        std::vector<Cells> table;
        std::string text;
        for (int row = 0; row <= random.below(5); ++row) {
            Cells cells;
            for (int column = 0; column <= random.below(4); ++column) {
                std::string cell;
                for (int n = random.below(6); n > 0; --n)
                    cell += letters[static_cast<std::size_t>(random.below(8))];
                text += std::string{column > 0 ? "," : ""} + in_quotes(cell);
                cells.push_back(cell);
            }
            text += "\n";
            table.push_back(cells);
        }
        const auto records = records_of(text);
        ASSERT_EQ(records.size(), table.size()) << text;
        for (std::size_t row = 0; row < table.size(); ++row)
            EXPECT_EQ(records[row].cells, table[row]) << text;
    }
}

TEST(CsvRecords, RefusesWithTheLine) {
    EXPECT_EQ(refusal_of("a,b\n1,2\n"), "accepted");
    EXPECT_EQ(refusal_of("a\n\"b\nc"), "t.csv:2: a quote is opened and never closed");
    EXPECT_EQ(refusal_of("a\nb\n\"c\"d").find("t.csv:3: text follows a closing quote"), 0U);
    EXPECT_EQ(refusal_of("a\nb\nc\xFF").find("t.csv:3: the text is not UTF-8"), 0U);
}

}  // namespace
}  // namespace maaiveld::exchange
