#include "viz/render/image.h"

#include <algorithm>
#include <system_error>

#include <vtkImageData.h>
#include <vtkNew.h>
#include <vtkPNGWriter.h>

#include "viz/render/quiet_vtk.h"

namespace maaiveld::viz::render {

namespace {

tl::unexpected<base::Error> cannot_write(const std::filesystem::path& file, const std::string& why) {
    return tl::unexpected(base::Error{base::ErrorCode::CannotWrite, why, file.string()});
}

/// VTK counts rows from the bottom.
void copy_upside_down(const Image& image, vtkImageData* data) {
    data->SetDimensions(image.width_px, image.height_px, 1);
    data->AllocateScalars(VTK_UNSIGNED_CHAR, 3);
    const auto row_bytes = 3 * static_cast<std::ptrdiff_t>(image.width_px);
    for (int y = 0; y < image.height_px; ++y) {
        auto* to = static_cast<std::uint8_t*>(
            data->GetScalarPointer(0, image.height_px - 1 - y, 0));
        std::copy_n(image.at(0, y), row_bytes, to);
    }
}

}  // namespace

base::Result<void> write_png(const Image& image, const std::filesystem::path& file) {
    const QuietVtk quiet;
    vtkNew<vtkImageData> data;
    copy_upside_down(image, data);
    std::filesystem::path beside = file;
    beside += ".part";
    vtkNew<vtkPNGWriter> writer;
    writer->SetInputData(data);
    writer->SetFileName(beside.c_str());
    writer->Write();
    std::error_code error;
    if (writer->GetErrorCode() != 0 || !std::filesystem::exists(beside, error))
        return cannot_write(file, "the picture cannot be written here");
    std::filesystem::rename(beside, file, error);
    if (!error) return {};
    std::error_code ignored;
    std::filesystem::remove(beside, ignored);
    return cannot_write(file, error.message());
}

}  // namespace maaiveld::viz::render
