#include "viz/render/write_picture.h"

#include "viz/render/image.h"
#include "viz/render/render_picture.h"
#include "viz/render/render_scene.h"
#include "viz/scene/iso_scene.h"
#include "viz/scene/plan_drawing.h"
#include "viz/scene/section_drawing.h"

#include <fmt/format.h>

namespace maaiveld::viz::render {

namespace {

constexpr int kSmallest_px = 200, kLargest_px = 12000;

tl::unexpected<base::Error> bad_usage(std::string message) {
    return tl::unexpected(base::Error{base::ErrorCode::BadUsage, std::move(message), {}});
}

bool is_size(int px) {
    return px >= kSmallest_px && px <= kLargest_px;
}

base::Result<void> checked(const PictureOptions& options) {
    if (options.style.name.empty()) return bad_usage("the picture has no style");
    if (options.lang != "en" && options.lang != "nl")
        return bad_usage(fmt::format("no language `{}`; there are `en` and `nl`", options.lang));
    if (!is_size(options.width_px) || (options.height_px != 0 && !is_size(options.height_px)))
        return bad_usage(fmt::format("a picture of {} x {} pixels; give {} to {}", options.width_px,
                                     options.height_px, kSmallest_px, kLargest_px));
    if (!(options.vertical_exaggeration >= 0.0 && options.vertical_exaggeration <= 100.0))
        return bad_usage("the vertical exaggeration must lie between 0 and 100");
    return {};
}

base::Result<Image> drawn(const model::Street& street, std::span<const rules::Finding> findings,
                          const PictureOptions& options) {
    const scene::Language language = scene::language_from(options.lang);
    const double width = options.width_px, height = options.height_px;
    switch (options.view) {
        case PictureOptions::View::Section:
            return render(scene::section_drawing(street, findings,
                                                 {options.station_m,
                                                  language,
                                                  width,
                                                  height,
                                                  options.style,
                                                  {},
                                                  false,
                                                  options.rack_types}));
        case PictureOptions::View::Plan:
            return render(
                scene::plan_drawing(street, findings, {language, width, height, options.style}));
        case PictureOptions::View::Iso:
            break;
    }
    return render(scene::iso_scene(street, findings,
                                   {language, width, height, options.vertical_exaggeration,
                                    options.style, options.rack_types}));
}

}  // namespace

base::Result<void> write_picture(const model::Street& street,
                                 std::span<const rules::Finding> findings,
                                 const PictureOptions& options, const std::filesystem::path& png) {
    if (auto fine = checked(options); !fine) return fine;
    const auto image = drawn(street, findings, options);
    if (!image) return tl::unexpected(image.error());
    return write_png(*image, png);
}

}  // namespace maaiveld::viz::render
