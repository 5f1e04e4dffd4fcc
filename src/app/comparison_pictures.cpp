#include "app/comparison_pictures.h"

#include <algorithm>
#include <fmt/format.h>
#include <limits>

#ifdef MAAIVELD_WITH_VIZ
#include "exchange/style_file.h"
#include "exchange/text_file.h"
#include "viz/render/svg.h"
#include "viz/render/write_picture.h"
#include "viz/scene/section_drawing.h"
#endif

namespace maaiveld::app {
namespace {

/// Left and right edge of what is dug at the station; to the right of the axis is positive.
std::pair<double, double> dug_m(const lifecycle::VariantMeasures& measures) {
    double left_m = std::numeric_limits<double>::max(), right_m = -left_m;
    for (const lifecycle::BuildItem& item : measures.trenches) {
        left_m = std::min(left_m, item.dig.left_m);
        right_m = std::max(right_m, item.dig.right_m);
    }
    return {left_m, right_m};
}

}  // namespace

std::optional<model::Street> built_part(const model::Street& street,
                                        const lifecycle::VariantMeasures& measures) {
    constexpr double kLeast_m = 0.3;  // less of a strip is seen in the margin of the drawing
    constexpr double kMostShare = 0.75;
    const auto [left_m, right_m] = dug_m(measures);
    model::Street part = street;
    part.section.strips.clear();
    double from_m = -street.section.starts_at_offset_m;
    for (const model::Strip& strip : street.section.strips) {
        const double to_m = from_m + strip.width_m;
        if (std::min(to_m, right_m) - std::max(from_m, left_m) > kLeast_m) {
            if (part.section.strips.empty()) part.section.starts_at_offset_m = -from_m;
            part.section.strips.push_back(strip);
        }
        from_m = to_m;
    }
    const double width_m = part.section.width_m();
    if (width_m <= 0.0 || width_m > kMostShare * street.section.width_m()) return std::nullopt;
    return part;
}

#ifdef MAAIVELD_WITH_VIZ
namespace {

namespace fs = std::filesystem;
namespace scene = viz::scene;

constexpr int kPictureWidth_px = 1200;
constexpr std::uintmax_t kMostPicture_bytes = std::uintmax_t{64} << 20U;

base::Result<scene::Style> day_style(const Session& s) {
    const auto folder = profiles_folder(s);
    if (!folder) return tl::unexpected(folder.error());
    const auto values = exchange::read_style_file(*folder / "styles" / "day.json");
    if (!values) return tl::unexpected(values.error());
    return scene::style_from(*values);
}

/// How everything is drawn.
struct Look {
    scene::Style style;
    scene::RackTypes racks;
};

base::Result<Look> load_look(const Session& s) {
    auto style = day_style(s);
    if (!style) return tl::unexpected(style.error());
    auto racks = load_rack_types(s);
    if (!racks) return tl::unexpected(racks.error());
    return Look{std::move(*style), std::move(*racks)};
}

std::string section_svg(const Session& s, const model::Street& street,
                        std::span<const rules::Finding> findings, double station_m,
                        const Look& look) {
    scene::SectionOptions options;
    options.station_m = station_m;
    options.language = scene::language_from(s.language);
    options.style = look.style;
    options.rack_types = look.racks;
    options.dimensions = true;
    const std::string text = fmt::format("{}, {} {:.1f} m", street.name,
                                         s.say("cross-section at", "dwarsprofiel op"), station_m);
    return viz::render::svg_text(scene::section_drawing(street, findings, options),
                                 {street.name, text, s.language});
}

/// The 3D picture as PNG. The renderer writes files only, so it goes by way of one.
base::Result<std::string> iso_png(const Session& s, const model::Street& street,
                                  std::span<const rules::Finding> findings, const Look& look,
                                  const fs::path& scratch) {
    viz::render::PictureOptions options;
    options.view = viz::render::PictureOptions::View::Iso;
    options.width_px = kPictureWidth_px;
    options.lang = s.language;
    options.style = look.style;
    options.rack_types = look.racks;
    const auto written = viz::render::write_picture(street, findings, options, scratch);
    if (!written) return tl::unexpected(written.error());
    auto bytes = exchange::read_text(scratch, kMostPicture_bytes);
    std::error_code ignored;
    fs::remove(scratch, ignored);
    return bytes;
}

}  // namespace

base::Result<void> draw_variant(const Session& s, const model::Street& street,
                                std::span<const rules::Finding> findings,
                                const lifecycle::VariantMeasures& measures, const fs::path& scratch,
                                exchange::ComparisonVariant& variant) {
    const auto look = load_look(s);
    if (!look) return tl::unexpected(look.error());
    const double station_m = measures.station_m;
    variant.section_svg = section_svg(s, street, findings, station_m, *look);
    if (const auto part = built_part(street, measures))
        variant.detail_svg = section_svg(s, *part, findings, station_m, *look);
    auto png = iso_png(s, street, findings, *look, scratch);
    if (!png) return tl::unexpected(png.error());
    variant.picture_png = std::move(*png);
    variant.picture_text = fmt::format(
        "{} {}", s.say("The street from above at an angle:", "De straat schuin van boven:"),
        street.name);
    return {};
}

#else

base::Result<void> draw_variant(const Session&, const model::Street&,
                                std::span<const rules::Finding>, const lifecycle::VariantMeasures&,
                                const std::filesystem::path&, exchange::ComparisonVariant&) {
    return {};
}

#endif

}  // namespace maaiveld::app
