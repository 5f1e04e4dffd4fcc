#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace maaiveld::exchange {

/// One measure of all variants, ready to read.
struct ComparisonRow {
    enum class Better { None, Less, More };

    std::string label;
    std::string unit;
    /// One per variant; lines after the first are of less weight. A label that starts with two
    /// blanks is part of the row above.
    std::vector<std::string> cells;
    std::string note;  ///< how it is computed or where it comes from; may be empty
    Better better = Better::None;
    std::vector<std::optional<double>> values;  ///< what `better` compares; may be empty

    /// Whether variant `i` has the best value and not all have it.
    bool is_best(std::size_t i) const;
};

struct ComparisonSection {
    std::string heading;
    std::vector<ComparisonRow> rows;
    std::vector<std::string> notes;
};

/// One street of the comparison, with its pictures.
struct ComparisonVariant {
    std::string name;          ///< heads its column
    std::string file;          ///< without folders
    std::string section_svg;   ///< as svg_text gives it; empty: none
    std::string picture_png;   ///< the bytes of a PNG; empty: none
    std::string picture_text;  ///< what a reader who cannot see the picture is told
    std::string street;        ///< its full name
    std::string detail_svg;    ///< the part of the section where something is built, enlarged
};

/// A page in one language; every text is plain and escaped by the writer.
struct ComparisonPage {
    std::string language = "en";
    std::string title;
    std::string intro;
    std::string measure_word, unit_word, note_word, sections_word, pictures_word, assumptions_word;
    std::string detail_word;
    std::string best_word;  ///< what bold cells mean
    std::vector<ComparisonVariant> variants;
    std::vector<ComparisonSection> sections;
    std::vector<std::string> assumptions;
};

/// The page as one HTML document: no scripts, no references to other files (a content security
/// policy forbids them), drawings inline, pictures as data. Texts never become markup; characters
/// that HTML cannot hold become U+FFFD. The same page gives the same bytes.
std::string comparison_html(const ComparisonPage& page);

/// Text as HTML text or attribute value.
std::string html_escaped(std::string_view text);

/// RFC 4648 section 4.
std::string base64(std::string_view bytes);

}  // namespace maaiveld::exchange
