#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace maaiveld::exchange {

struct CsvRecord {
    int line = 0;
    std::vector<std::string> cells;
};

/// Splits CSV text (RFC 4180) into records; quoted cells may hold commas, quotes and line ends,
/// others lose blanks at either end. A byte-order mark is skipped. Throws ReadFailure with line.
class CsvCursor {
public:
    CsvCursor(std::string_view text, const std::string& file);

    /// False at the end of the text.
    bool next(CsvRecord& record);

private:
    void end_line();
    std::string cell();
    std::string quoted();

    std::string_view text_;
    const std::string& file_;
    std::size_t at_ = 0;
    int line_ = 1;
};

/// Throws ReadFailure with the line of the first byte that is not UTF-8.
void require_utf8(std::string_view text, const std::string& file);

}  // namespace maaiveld::exchange
