#include "viz/render/write_drawing.h"

#include "viz/render/image.h"
#include "viz/render/render_picture.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <fstream>
#include <system_error>

namespace maaiveld::viz::render {

namespace {

constexpr double kLargest_px = 20000.0;

std::string ending_of(const std::filesystem::path& file) {
    std::string ending = file.extension().string();
    std::transform(ending.begin(), ending.end(), ending.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    return ending;
}

tl::unexpected<base::Error> bad_usage(std::string message, const std::filesystem::path& file) {
    return tl::unexpected(
        base::Error{base::ErrorCode::BadUsage, std::move(message), file.string()});
}

tl::unexpected<base::Error> cannot_write(const std::filesystem::path& file, std::string why) {
    return tl::unexpected(base::Error{base::ErrorCode::CannotWrite, std::move(why), file.string()});
}

bool is_size(double px) {
    return px >= 1.0 && px <= kLargest_px;
}

base::Result<void> write_text(const std::string& text, const std::filesystem::path& file) {
    std::filesystem::path beside = file;
    beside += ".part";
    std::ofstream out(beside, std::ios::binary | std::ios::trunc);
    out << text;
    out.close();
    std::error_code error;
    if (out) {
        std::filesystem::rename(beside, file, error);
        if (!error) return {};
    }
    std::error_code ignored;
    std::filesystem::remove(beside, ignored);
    return cannot_write(file, error ? error.message() : "the picture cannot be written here");
}

}  // namespace

base::Result<void> write_drawing(const scene::Picture2d& picture, const PictureText& about,
                                 const std::filesystem::path& file) {
    const std::string ending = ending_of(file);
    if (ending != ".png" && ending != ".svg")
        return bad_usage(fmt::format("a picture ends in .png or .svg, not in `{}`", ending), file);
    if (!is_size(picture.width_px) || !is_size(picture.height_px))
        return bad_usage(fmt::format("a picture of {:.0f} x {:.0f} pixels; give 1 to {:.0f}",
                                     picture.width_px, picture.height_px, kLargest_px),
                         file);
    if (ending == ".svg") return write_text(svg_text(picture, about), file);
    const auto image = render(picture);
    if (!image) return tl::unexpected(image.error());
    return write_png(*image, file);
}

}  // namespace maaiveld::viz::render
