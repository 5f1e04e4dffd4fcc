#pragma once

#include "base/error.h"

#include <cstdint>
#include <filesystem>
#include <vector>

namespace maaiveld::viz::render {

/// An opaque picture, rows from the top, three bytes (sRGB) per pixel.
struct Image {
    int width_px = 0;
    int height_px = 0;
    std::vector<std::uint8_t> rgb;

    std::uint8_t* at(int x, int y) { return rgb.data() + index(x, y); }
    const std::uint8_t* at(int x, int y) const { return rgb.data() + index(x, y); }

private:
    std::size_t index(int x, int y) const {
        return 3U * (static_cast<std::size_t>(y) * static_cast<std::size_t>(width_px) +
                     static_cast<std::size_t>(x));
    }
};

/// Reads a PNG of three or four channels of eight bits; alpha is dropped.
base::Result<Image> read_png(const std::filesystem::path& file);

/// Writes a PNG beside `file` and renames it, so that `file` is never half a picture. The bytes
/// depend on the pixels alone.
base::Result<void> write_png(const Image& image, const std::filesystem::path& file);

}  // namespace maaiveld::viz::render
