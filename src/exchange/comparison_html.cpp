#include "exchange/comparison_html.h"

#include "base/text.h"

#include <algorithm>
#include <cstdint>
#include <fmt/format.h>

namespace maaiveld::exchange {
namespace {

// Paper first: no colours that a printer drowns in, no row broken over two pages.
constexpr const char* kStyle = R"(
body{font:15px/1.45 "DejaVu Sans",Verdana,"Liberation Sans",Arial,sans-serif;color:#1d2328;margin:2em auto;max-width:1500px;padding:0 1.5em}
h1{font-size:1.6em;margin:0 0 .2em}h2{font-size:1.15em;margin:1.8em 0 .4em}
p{max-width:60em}.soft{color:#5b6670;font-size:.87em}
table{border-collapse:collapse;min-width:50%;font-variant-numeric:tabular-nums}
caption{text-align:left;font-weight:bold;font-size:1.15em;padding:1.4em 0 .4em}
th,td{border-bottom:1px solid #d5dade;padding:.3em .7em;text-align:right;vertical-align:top}
th{font-weight:600}td.words,th.words{text-align:left}th.part{padding-left:2em}td .more{color:#5b6670;font-size:.87em}ul.files{list-style:none;padding-left:0}th:first-child,td.unit,th.unit,td.note,th.note{text-align:left}
tbody th{font-weight:normal}td.note{color:#5b6670;font-size:.82em;max-width:26em}td.best{font-weight:bold;background:#e9f3ea}
figure{margin:1em 0;break-inside:avoid}figure svg,figure img{width:100%;height:auto;border:1px solid #d5dade}
figcaption{font-weight:600;margin-bottom:.3em}ul{padding-left:1.2em}
@media print{body{margin:0;max-width:none;font-size:10px}tr,figure{break-inside:avoid}h2,caption{break-after:avoid}td.best{background:none}@page{size:A3 landscape;margin:12mm}}
)";

constexpr const char* kPolicy =
    "default-src 'none'; img-src data:; style-src 'unsafe-inline'; base-uri 'none'; "
    "form-action 'none'";

bool html_can_hold(unsigned char c) {
    return c >= 0x20 || c == '\t' || c == '\n' || c == '\r';
}

void replace_all(std::string& text, std::string_view what, const std::string& by) {
    for (std::size_t at = text.find(what); at != std::string::npos;
         at = text.find(what, at + by.size()))
        text.replace(at, what.size(), by);
}

/// A drawing for the middle of a page: without its XML declaration, and with ids of its own, since
/// an id may occur once on a page.
std::string inline_svg(const std::string& svg, std::size_t index) {
    const std::size_t start = svg.find("<svg");
    if (start == std::string::npos) return {};
    std::string text = svg.substr(start);
    const std::string tail = fmt::format("-{}", index + 1);
    for (const char* id : {"picture-title", "picture-desc", "page"}) {
        const std::string name{id};
        // With its blank, so that `data-id` keeps what it names.
        replace_all(text, " id=\"" + name + "\"", " id=\"" + name + tail + "\"");
        replace_all(text, "url(#" + name + ")", "url(#" + name + tail + ")");
    }
    replace_all(text, "\"picture-title picture-desc\"",
                fmt::format("\"picture-title{0} picture-desc{0}\"", tail));
    return text;
}

std::string paragraph(const std::string& text, const char* kind = "") {
    if (text.empty()) return {};
    return fmt::format("<p{}>{}</p>\n", kind, html_escaped(text));
}

std::string list(const std::vector<std::string>& lines) {
    if (lines.empty()) return {};
    std::string text = "<ul class=\"soft\">\n";
    for (const std::string& line : lines)
        text += "<li>" + html_escaped(line) + "</li>\n";
    return text + "</ul>\n";
}

/// Which columns a table needs besides those of the variants, and how cells are set.
struct Columns {
    bool unit = false, note = false;
    bool words = false;  ///< cells hold words, not numbers
};

Columns columns_of(const ComparisonSection& section) {
    Columns columns;
    for (const ComparisonRow& row : section.rows) {
        columns.unit = columns.unit || !row.unit.empty();
        columns.note = columns.note || !row.note.empty();
        for (const std::string& cell : row.cells)
            columns.words = columns.words || cell.find('\n') != std::string::npos;
    }
    return columns;
}

std::string head_row(const ComparisonPage& page, const Columns& columns) {
    std::string text =
        fmt::format("<tr><th scope=\"col\">{}</th>", html_escaped(page.measure_word));
    if (columns.unit)
        text += "<th class=\"unit\" scope=\"col\">" + html_escaped(page.unit_word) + "</th>";
    for (const ComparisonVariant& variant : page.variants)
        text += fmt::format("<th{} scope=\"col\">{}</th>", columns.words ? " class=\"words\"" : "",
                            html_escaped(variant.name));
    if (columns.note)
        text += "<th class=\"note\" scope=\"col\">" + html_escaped(page.note_word) + "</th>";
    return text + "</tr>\n";
}

/// The first line as it is, the others smaller below it.
std::string cell_text(const std::string& cell) {
    const std::size_t end = cell.find('\n');
    std::string text = html_escaped(cell.substr(0, end));
    if (end == std::string::npos) return text;
    std::string more = html_escaped(cell.substr(end + 1));
    replace_all(more, "\n", "<br>");
    return text + "<br><span class=\"more\">" + more + "</span>";
}

std::string cell_class(const ComparisonRow& row, std::size_t i, const Columns& columns) {
    if (columns.words) return " class=\"words\"";
    return row.is_best(i) ? " class=\"best\"" : "";
}

std::string row_text(const ComparisonRow& row, std::size_t variants, const Columns& columns) {
    std::string text =
        fmt::format("<tr><th{} scope=\"row\">{}</th>",
                    row.label.starts_with("  ") ? " class=\"part\"" : "", html_escaped(row.label));
    if (columns.unit) text += "<td class=\"unit\">" + html_escaped(row.unit) + "</td>";
    for (std::size_t i = 0; i < variants; ++i)
        text += fmt::format("<td{}>{}</td>", cell_class(row, i, columns),
                            i < row.cells.size() ? cell_text(row.cells[i]) : std::string{});
    if (columns.note) text += "<td class=\"note\">" + html_escaped(row.note) + "</td>";
    return text + "</tr>\n";
}

std::string table(const ComparisonPage& page, const ComparisonSection& section) {
    const Columns columns = columns_of(section);
    std::string text = "<table>\n<caption>" + html_escaped(section.heading) +
                       "</caption>\n<thead>\n" + head_row(page, columns) + "</thead>\n<tbody>\n";
    for (const ComparisonRow& row : section.rows)
        text += row_text(row, page.variants.size(), columns);
    return text + "</tbody>\n</table>\n" + list(section.notes);
}

std::string figure(const std::string& caption, const std::string& svg, std::size_t index) {
    if (svg.empty()) return {};
    return fmt::format("<figure>\n<figcaption>{}</figcaption>\n{}</figure>\n",
                       html_escaped(caption), inline_svg(svg, index));
}

std::string drawings(const ComparisonPage& page) {
    std::string text;
    for (std::size_t i = 0; i < page.variants.size(); ++i) {
        const ComparisonVariant& v = page.variants[i];
        text += figure(v.name, v.section_svg, i);
        text += figure(v.name + ", " + page.detail_word, v.detail_svg, page.variants.size() + i);
    }
    if (text.empty()) return text;
    return "<h2>" + html_escaped(page.sections_word) + "</h2>\n" + text;
}

std::string pictures(const ComparisonPage& page) {
    std::string text;
    for (const ComparisonVariant& v : page.variants) {
        if (v.picture_png.empty()) continue;
        text += fmt::format(
            "<figure>\n<figcaption>{}</figcaption>\n<img alt=\"{}\" "
            "src=\"data:image/png;base64,{}\">\n</figure>\n",
            html_escaped(v.name), html_escaped(v.picture_text), base64(v.picture_png));
    }
    if (text.empty()) return text;
    return "<h2>" + html_escaped(page.pictures_word) + "</h2>\n" + text;
}

std::string files(const ComparisonPage& page) {
    std::string text = "<ul class=\"soft files\">\n";
    for (const ComparisonVariant& v : page.variants) {
        const std::string street = v.street.empty() ? std::string{} : ": " + v.street;
        text +=
            fmt::format("<li>{} ({})</li>\n", html_escaped(v.name + street), html_escaped(v.file));
    }
    return text + "</ul>\n";
}

}  // namespace

bool ComparisonRow::is_best(std::size_t i) const {
    if (better == Better::None || i >= values.size() || !values[i]) return false;
    const auto beats = [&](double a, double b) { return better == Better::Less ? a < b : a > b; };
    bool beats_one = false;
    for (const auto& other : values) {
        if (!other) continue;
        if (beats(*other, *values[i])) return false;
        beats_one = beats_one || beats(*values[i], *other);
    }
    return beats_one;
}

std::string html_escaped(std::string_view text) {
    if (!base::is_utf8(text)) return html_escaped("\xEF\xBF\xBD");
    std::string out;
    for (const char c : text) {
        switch (c) {
            case '&':
                out += "&amp;";
                break;
            case '<':
                out += "&lt;";
                break;
            case '>':
                out += "&gt;";
                break;
            case '"':
                out += "&quot;";
                break;
            case '\'':
                out += "&#39;";
                break;
            default:
                if (html_can_hold(static_cast<unsigned char>(c)) && c != '\x7f')
                    out.push_back(c);
                else
                    out += "\xEF\xBF\xBD";
        }
    }
    return out;
}

std::string base64(std::string_view bytes) {
    constexpr std::string_view kDigits =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string out;
    out.reserve((bytes.size() + 2) / 3 * 4);
    for (std::size_t i = 0; i < bytes.size(); i += 3) {
        const std::size_t left = std::min<std::size_t>(3, bytes.size() - i);
        std::uint32_t group = 0;
        for (std::size_t k = 0; k < 3; ++k)
            group = (group << 8U) | (k < left ? static_cast<unsigned char>(bytes[i + k]) : 0U);
        for (std::size_t k = 0; k < 4; ++k)
            out.push_back(k <= left ? kDigits[(group >> (18U - 6U * k)) & 63U] : '=');
    }
    return out;
}

std::string comparison_html(const ComparisonPage& page) {
    std::string text = fmt::format(
        "<!DOCTYPE html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n"
        "<meta http-equiv=\"Content-Security-Policy\" content=\"{}\">\n"
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
        "<meta name=\"referrer\" content=\"no-referrer\">\n<title>{}</title>\n<style>{}</style>\n"
        "</head>\n<body>\n<h1>{}</h1>\n",
        html_escaped(page.language), kPolicy, html_escaped(page.title), kStyle,
        html_escaped(page.title));
    text += paragraph(page.intro) + files(page) + paragraph(page.best_word, " class=\"soft\"");
    for (const ComparisonSection& section : page.sections)
        text += table(page, section);
    text += drawings(page) + pictures(page);
    if (!page.assumptions.empty())
        text += "<h2>" + html_escaped(page.assumptions_word) + "</h2>\n" + list(page.assumptions);
    return text + "</body>\n</html>\n";
}

}  // namespace maaiveld::exchange
