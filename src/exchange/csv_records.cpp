#include "exchange/csv_records.h"

#include "base/text.h"
#include "exchange/json_document.h"

#include <algorithm>

namespace maaiveld::exchange {

CsvCursor::CsvCursor(std::string_view text, const std::string& file) : text_{text}, file_{file} {
    if (text_.starts_with("\xEF\xBB\xBF")) text_.remove_prefix(3);
}

bool CsvCursor::next(CsvRecord& record) {
    record = {line_, {}};
    if (at_ >= text_.size()) return false;
    while (true) {
        record.cells.push_back(cell());
        if (at_ >= text_.size()) return true;
        if (text_[at_] == ',') {
            ++at_;
            continue;
        }
        end_line();
        return true;
    }
}

void CsvCursor::end_line() {
    if (text_[at_] == '\r') ++at_;
    if (at_ < text_.size() && text_[at_] == '\n') ++at_;
    ++line_;
}

std::string CsvCursor::cell() {
    if (at_ < text_.size() && text_[at_] == '"') return quoted();
    const std::size_t end = std::min(text_.find_first_of(",\r\n", at_), text_.size());
    const auto value = base::trimmed(text_.substr(at_, end - at_));
    at_ = end;
    return std::string{value};
}

std::string CsvCursor::quoted() {
    const int opened = line_;
    std::string value;
    for (++at_; at_ < text_.size(); ++at_) {
        if (text_[at_] == '"') {
            if (at_ + 1 >= text_.size() || text_[at_ + 1] != '"') break;
            ++at_;
        }
        if (text_[at_] == '\n') ++line_;
        value += text_[at_];
    }
    if (at_ >= text_.size()) fail(file_, opened, "a quote is opened and never closed");
    ++at_;
    if (at_ < text_.size() && text_.find_first_of(",\r\n", at_) != at_) {
        fail(file_, line_, "text follows a closing quote; a comma or a line end belongs there");
    }
    return value;
}

void require_utf8(std::string_view text, const std::string& file) {
    int line = 1;
    for (const auto row : base::split(text, '\n')) {
        if (!base::is_utf8(row)) fail(file, line, "the text is not UTF-8; save it as UTF-8");
        ++line;
    }
}

}  // namespace maaiveld::exchange
