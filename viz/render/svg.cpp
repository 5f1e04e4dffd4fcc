#include "viz/render/svg.h"

#include "viz/scene/text_metrics.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

namespace maaiveld::viz::render {

namespace {

using scene::Color;
using scene::Point;

/// At most three decimals, no trailing zeros, no "-0".
std::string number(double value) {
    std::string text = fmt::format("{:.3f}", value);
    text.erase(text.find_last_not_of('0') + 1);
    if (text.back() == '.') text.pop_back();
    return text == "-0" ? "0" : text;
}

bool xml_can_hold(char32_t c) {
    if (c < 0x20) return c == '\t' || c == '\n' || c == '\r';
    if (c >= 0xD800 && c <= 0xDFFF) return false;
    return c != 0xFFFE && c != 0xFFFF && c <= 0x10FFFF;
}

void append_utf8(std::string& out, char32_t c) {
    const auto byte = [&](char32_t value) { out.push_back(static_cast<char>(value)); };
    if (c < 0x80) return byte(c);
    if (c < 0x800) {
        byte(0xC0U | (c >> 6U));
    } else {
        if (c < 0x10000) {
            byte(0xE0U | (c >> 12U));
        } else {
            byte(0xF0U | (c >> 18U));
            byte(0x80U | ((c >> 12U) & 0x3FU));
        }
        byte(0x80U | ((c >> 6U) & 0x3FU));
    }
    byte(0x80U | (c & 0x3FU));
}

std::string escaped(const std::string& text) {
    std::string out;
    for (const char32_t c : scene::code_points(text)) {
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
                append_utf8(out, xml_can_hold(c) ? c : char32_t{0xFFFD});
        }
    }
    return out;
}

std::string hex(Color c) {
    return fmt::format("#{:02x}{:02x}{:02x}", c.r, c.g, c.b);
}

/// ` name="#rrggbb"` and the opacity when there is one.
std::string paint(const char* name, Color c) {
    std::string text = fmt::format(" {}=\"{}\"", name, hex(c));
    if (c.alpha < 1.0F)
        text += fmt::format(" {}-opacity=\"{}\"", name,
                            number(std::max(0.0, static_cast<double>(c.alpha))));
    return text;
}

std::string fill_of(const std::optional<Color>& fill) {
    return fill ? paint("fill", *fill) : " fill=\"none\"";
}

std::string stroke_of(const scene::Stroke& stroke) {
    if (!(stroke.width_px > 0.0)) return {};
    std::string text = paint("stroke", stroke.color) +
                       fmt::format(" stroke-width=\"{}\"", number(stroke.width_px));
    if (stroke.dash_px.empty()) return text;
    text += " stroke-dasharray=\"";
    for (std::size_t i = 0; i < stroke.dash_px.size(); ++i)
        text += (i > 0 ? " " : "") + number(stroke.dash_px[i]);
    return text + "\"";
}

/// The item's id as a data attribute: ids repeat on a page, XML ids must not.
std::string name_of(const scene::Item& item) {
    return item.id.empty() ? std::string() : fmt::format(" data-id=\"{}\"", escaped(item.id));
}

bool finite(Point p) {
    return std::isfinite(p.x) && std::isfinite(p.y);
}

std::string shape(const scene::Path& path, const std::string& name) {
    if (path.points.size() < 2 || !std::all_of(path.points.begin(), path.points.end(), finite))
        return {};
    std::string d;
    for (std::size_t i = 0; i < path.points.size(); ++i)
        d += fmt::format("{}{} {}",
                         i == 0   ? "M"
                         : i == 1 ? "L"
                                  : " ",
                         number(path.points[i].x), number(path.points[i].y));
    // Like the raster picture: a line without a fill is not closed, an area is.
    if (path.closed) d += "Z";
    return fmt::format("<path d=\"{}\"{}{}{}/>\n", d, fill_of(path.fill), stroke_of(path.stroke),
                       name);
}

std::string shape(const scene::Circle& circle, const std::string& name) {
    if (!finite(circle.center) || !std::isfinite(circle.radius_px) || circle.radius_px <= 0.0)
        return {};
    return fmt::format("<circle cx=\"{}\" cy=\"{}\" r=\"{}\"{}{}{}/>\n", number(circle.center.x),
                       number(circle.center.y), number(circle.radius_px), fill_of(circle.fill),
                       stroke_of(circle.stroke), name);
}

std::string shape(const scene::Text& text, const std::string& name) {
    if (text.text.empty() || !finite(text.at) || !std::isfinite(text.size_px)) return {};
    const char* anchor = text.anchor == scene::Anchor::Middle ? " text-anchor=\"middle\""
                         : text.anchor == scene::Anchor::End  ? " text-anchor=\"end\""
                                                              : "";
    const std::string x = number(text.at.x), y = number(text.at.y);
    const std::string turn =
        text.upward ? fmt::format(" transform=\"rotate(-90 {} {})\"", x, y) : std::string();
    const double width = scene::text_width(text.text, text.size_px, text.bold);
    return fmt::format(
        "<text x=\"{}\" y=\"{}\"{} font-size=\"{}\"{}{}{} textLength=\"{}\" "
        "lengthAdjust=\"spacingAndGlyphs\"{}>{}</text>\n",
        x, y, turn, number(text.size_px), text.bold ? " font-weight=\"bold\"" : "", anchor,
        paint("fill", text.color), number(width), name, escaped(text.text));
}

std::string head(const scene::Picture2d& picture, const PictureText& about) {
    const std::string w = number(picture.width_px), h = number(picture.height_px);
    return fmt::format(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
        "<svg xmlns=\"http://www.w3.org/2000/svg\" version=\"1.1\" width=\"{0}\" height=\"{1}\" "
        "viewBox=\"0 0 {0} {1}\" xml:lang=\"{2}\" role=\"img\" "
        "aria-labelledby=\"picture-title picture-desc\">\n"
        "<title id=\"picture-title\">{3}</title>\n<desc id=\"picture-desc\">{4}</desc>\n"
        "<defs><clipPath id=\"page\"><rect width=\"{0}\" height=\"{1}\"/></clipPath></defs>\n"
        "<rect width=\"{0}\" height=\"{1}\"{5}/>\n"
        "<g clip-path=\"url(#page)\" font-family=\"'DejaVu Sans', Verdana, 'Liberation Sans', "
        "Arial, sans-serif\" stroke-linejoin=\"round\">\n",
        w, h, escaped(about.lang), escaped(about.title), escaped(about.description),
        paint("fill", picture.background));
}

}  // namespace

std::string svg_text(const scene::Picture2d& picture, const PictureText& about) {
    std::string text = head(picture, about);
    for (const scene::Item& item : picture.items)
        text += std::visit([&](const auto& s) { return shape(s, name_of(item)); }, item.shape);
    return text + "</g>\n</svg>\n";
}

}  // namespace maaiveld::viz::render
