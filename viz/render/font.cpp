#include "viz/render/font.h"

#include <array>
#include <filesystem>
#include <ft2build.h>
#include <map>
#include <mutex>
#include <string>
#include FT_FREETYPE_H
#include FT_OUTLINE_H

namespace maaiveld::viz::render {

namespace {

using scene::Point;

struct FontFiles {
    const char* regular;
    const char* bold;
};

// DejaVu Sans first: the advances of text_metrics.h are its own. The others are narrower or alike,
// so their glyphs stay inside the boxes.
constexpr std::array<FontFiles, 4> kFonts = {{
    {"/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf",
     "/usr/share/fonts/truetype/dejavu/DejaVuSans-Bold.ttf"},
    {"/usr/share/fonts/TTF/DejaVuSans.ttf", "/usr/share/fonts/TTF/DejaVuSans-Bold.ttf"},
    {"/usr/share/fonts/dejavu-sans-fonts/DejaVuSans.ttf",
     "/usr/share/fonts/dejavu-sans-fonts/DejaVuSans-Bold.ttf"},
    {"/usr/share/fonts/truetype/liberation/LiberationSans-Regular.ttf",
     "/usr/share/fonts/truetype/liberation/LiberationSans-Bold.ttf"},
}};

/// Collects an outline as FreeType walks it, in em with y down.
struct Pen {
    std::vector<Ring> rings;
    double units_per_em = 1.0;

    Point point(const FT_Vector* v) const {
        return {static_cast<double>(v->x) / units_per_em,
                -static_cast<double>(v->y) / units_per_em};
    }
};

Pen& pen_of(void* user) {
    return *static_cast<Pen*>(user);
}

int move_to(const FT_Vector* to, void* user) {
    Pen& pen = pen_of(user);
    pen.rings.push_back({pen.point(to)});
    return 0;
}

int line_to(const FT_Vector* to, void* user) {
    Pen& pen = pen_of(user);
    pen.rings.back().push_back(pen.point(to));
    return 0;
}

int conic_to(const FT_Vector* control, const FT_Vector* to, void* user) {
    constexpr int kSteps = 6;
    Pen& pen = pen_of(user);
    const Point a = pen.rings.back().back(), c = pen.point(control), b = pen.point(to);
    for (int i = 1; i <= kSteps; ++i) {
        const double t = static_cast<double>(i) / kSteps, u = 1.0 - t;
        pen.rings.back().push_back({u * u * a.x + 2 * u * t * c.x + t * t * b.x,
                                    u * u * a.y + 2 * u * t * c.y + t * t * b.y});
    }
    return 0;
}

int cubic_to(const FT_Vector* c1, const FT_Vector* c2, const FT_Vector* to, void* user) {
    constexpr int kSteps = 8;
    Pen& pen = pen_of(user);
    const Point a = pen.rings.back().back(), c = pen.point(c1), d = pen.point(c2),
                b = pen.point(to);
    for (int i = 1; i <= kSteps; ++i) {
        const double t = static_cast<double>(i) / kSteps, u = 1.0 - t;
        const double p = u * u * u, q = 3 * u * u * t, r = 3 * u * t * t, s = t * t * t;
        pen.rings.back().push_back(
            {p * a.x + q * c.x + r * d.x + s * b.x, p * a.y + q * c.y + r * d.y + s * b.y});
    }
    return 0;
}

/// The two opened faces and the glyphs read so far.
class Font {
public:
    Font() {
        if (FT_Init_FreeType(&library_) != 0) return;
        for (const FontFiles& files : kFonts) {
            if (!std::filesystem::exists(files.regular) || !std::filesystem::exists(files.bold))
                continue;
            found_ = FT_New_Face(library_, files.regular, 0, &faces_[0]) == 0 &&
                     FT_New_Face(library_, files.bold, 0, &faces_[1]) == 0;
            if (found_) return;
        }
    }
    ~Font() { FT_Done_FreeType(library_); }
    Font(const Font&) = delete;
    Font& operator=(const Font&) = delete;

    bool found() const { return found_; }

    const std::vector<Ring>& outline(char32_t code_point, bool bold) {
        const std::lock_guard lock(mutex_);
        const auto [entry, is_new] = glyphs_.try_emplace({code_point, bold});
        if (is_new && found_) entry->second = read(faces_[bold ? 1 : 0], code_point);
        return entry->second;
    }

private:
    static std::vector<Ring> read(FT_Face face, char32_t code_point) {
        if (FT_Load_Char(face, code_point, FT_LOAD_NO_SCALE) != 0) return {};
        if (face->glyph->format != FT_GLYPH_FORMAT_OUTLINE) return {};
        FT_Outline_Funcs walk{move_to, line_to, conic_to, cubic_to, 0, 0};
        Pen pen;
        pen.units_per_em = face->units_per_EM;
        FT_Outline_Decompose(&face->glyph->outline, &walk, &pen);
        return pen.rings;
    }

    FT_Library library_ = nullptr;
    std::array<FT_Face, 2> faces_{};
    bool found_ = false;
    std::mutex mutex_;
    std::map<std::pair<char32_t, bool>, std::vector<Ring>> glyphs_;
};

Font& font() {
    static Font instance;
    return instance;
}

}  // namespace

const std::vector<Ring>& glyph_outline(char32_t code_point, bool bold) {
    return font().outline(code_point, bold);
}

base::Result<void> font_found() {
    if (font().found()) return {};
    return tl::unexpected(base::Error{
        base::ErrorCode::BadUsage,
        "no font to letter the picture with; install DejaVu Sans (Debian: fonts-dejavu-core)",
        {}});
}

}  // namespace maaiveld::viz::render
