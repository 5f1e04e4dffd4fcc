#include "app/comparison_words.h"
#include "base/text.h"

#include <algorithm>
#include <fmt/format.h>
#include <fmt/ostream.h>
#include <ostream>

namespace maaiveld::app {
namespace {

using exchange::ComparisonRow;
using exchange::ComparisonSection;

std::size_t width_of(const std::string& text) {
    // Letters beyond ASCII take one place on the screen and more bytes.
    return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
        return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
    }));
}

std::string padded(const std::string& text, std::size_t width, bool right) {
    const std::size_t own = width_of(text);
    const std::string blanks(own < width ? width - own : 0, ' ');
    return right ? blanks + text : text + blanks;
}

/// The page and the JSON tell the rest.
std::string first_line(const std::string& text) {
    return text.substr(0, text.find('\n'));
}

/// Words that are too long for a column stand one under the other instead.
bool is_wide(const ComparisonSection& section) {
    constexpr std::size_t kMost = 24;
    for (const ComparisonRow& row : section.rows)
        for (const std::string& cell : row.cells)
            if (width_of(cell) > kMost || cell.find('\n') != std::string::npos) return true;
    return false;
}

void print_wide(Session& s, const ComparisonSection& section) {
    for (const ComparisonRow& row : section.rows) {
        fmt::print(s.out, "  {}{}\n", row.label, row.unit.empty() ? "" : ", " + row.unit);
        for (std::size_t i = 0; i < row.cells.size(); ++i) {
            const std::string line = fmt::format("    [{}] {}", i + 1, first_line(row.cells[i]));
            fmt::print(s.out, "{}\n", row.is_best(i) ? bold(s, line) : line);
        }
    }
}

void print_columns(Session& s, const ComparisonSection& section, std::size_t variants) {
    std::size_t label = 0;
    std::vector<std::size_t> widths(variants, 8);
    for (const ComparisonRow& row : section.rows) {
        label = std::max(label, width_of(row.label));
        for (std::size_t i = 0; i < row.cells.size(); ++i)
            widths[i] = std::max(widths[i], width_of(row.cells[i]));
    }
    std::string head = "  " + padded("", label, false);
    for (std::size_t i = 0; i < variants; ++i)
        head += "  " + padded(fmt::format("[{}]", i + 1), widths[i], true);
    fmt::print(s.out, "{}\n", dim(s, head));
    for (const ComparisonRow& row : section.rows) {
        std::string line = "  " + padded(row.label, label, false);
        for (std::size_t i = 0; i < row.cells.size(); ++i) {
            const std::string cell = padded(row.cells[i], widths[i], true);
            line += "  " + (row.is_best(i) ? bold(s, cell) : cell);
        }
        fmt::print(s.out, "{}{}\n", line, row.unit.empty() ? "" : "  " + row.unit);
    }
}

}  // namespace

void print_comparison(Session& s, const std::vector<exchange::ComparisonVariant>& variants,
                      const std::vector<ComparisonSection>& sections) {
    for (std::size_t i = 0; i < variants.size(); ++i)
        fmt::print(s.out, "[{}] {} ({})\n", i + 1, base::printable(variants[i].street),
                   base::printable(variants[i].file));
    for (const ComparisonSection& section : sections) {
        fmt::print(s.out, "\n{}\n", bold(s, section.heading));
        if (is_wide(section))
            print_wide(s, section);
        else
            print_columns(s, section, variants.size());
    }
}

}  // namespace maaiveld::app
