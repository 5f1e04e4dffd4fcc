#include "viz/render/image.h"

#include "viz/render/quiet_vtk.h"

#include <vtkImageData.h>
#include <vtkNew.h>
#include <vtkPNGReader.h>
#include <vtkPNGWriter.h>

#include <algorithm>
#include <system_error>

namespace maaiveld::viz::render {

namespace {

tl::unexpected<base::Error> cannot_write(const std::filesystem::path& file,
                                         const std::string& why) {
    return tl::unexpected(base::Error{base::ErrorCode::CannotWrite, why, file.string()});
}

/// VTK counts rows from the bottom.
void copy_upside_down(const Image& image, vtkImageData* data) {
    data->SetDimensions(image.width_px, image.height_px, 1);
    data->AllocateScalars(VTK_UNSIGNED_CHAR, 3);
    const auto row_bytes = 3 * static_cast<std::ptrdiff_t>(image.width_px);
    for (int y = 0; y < image.height_px; ++y) {
        auto* to =
            static_cast<std::uint8_t*>(data->GetScalarPointer(0, image.height_px - 1 - y, 0));
        std::copy_n(image.at(0, y), row_bytes, to);
    }
}

}  // namespace

base::Result<Image> read_png(const std::filesystem::path& file) {
    const QuietVtk quiet;
    std::error_code error;
    if (!std::filesystem::exists(file, error))
        return base::bad_input("cannot be read", file.string());
    vtkNew<vtkPNGReader> reader;
    if (reader->CanReadFile(file.c_str()) == 0)
        return base::bad_input("is not a PNG picture", file.string());
    reader->SetFileName(file.c_str());
    reader->Update();
    vtkImageData* data = reader->GetOutput();
    const int channels = data->GetNumberOfScalarComponents();
    if (data->GetScalarType() != VTK_UNSIGNED_CHAR || channels < 3)
        return base::bad_input("is not a colour picture of eight bits", file.string());
    const int* size = data->GetDimensions();
    Image image{size[0], size[1], {}};
    image.rgb.resize(3U * static_cast<std::size_t>(size[0]) * static_cast<std::size_t>(size[1]));
    for (int y = 0; y < size[1]; ++y)
        for (int x = 0; x < size[0]; ++x)
            std::copy_n(
                static_cast<const std::uint8_t*>(data->GetScalarPointer(x, size[1] - 1 - y, 0)), 3,
                image.at(x, y));
    return image;
}

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
