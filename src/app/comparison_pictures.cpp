#include "app/comparison_pictures.h"

#include <fmt/format.h>

#ifdef MAAIVELD_WITH_VIZ
#include "exchange/style_file.h"
#include "exchange/text_file.h"
#include "viz/render/svg.h"
#include "viz/render/write_picture.h"
#include "viz/scene/section_drawing.h"
#endif

namespace maaiveld::app {

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
                                std::span<const rules::Finding> findings, double station_m,
                                const fs::path& scratch, exchange::ComparisonVariant& variant) {
    const auto look = load_look(s);
    if (!look) return tl::unexpected(look.error());
    variant.section_svg = section_svg(s, street, findings, station_m, *look);
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
                                std::span<const rules::Finding>, double,
                                const std::filesystem::path&, exchange::ComparisonVariant&) {
    return {};
}

#endif

}  // namespace maaiveld::app
