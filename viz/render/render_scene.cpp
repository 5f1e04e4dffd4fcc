#include "viz/render/render_scene.h"

#include "viz/render/offscreen.h"
#include "viz/render/polydata.h"
#include "viz/render/quiet_vtk.h"
#include "viz/render/render_picture.h"

#include <vtkActor.h>
#include <vtkCamera.h>
#include <vtkLight.h>
#include <vtkNew.h>
#include <vtkRenderWindow.h>
#include <vtkRenderer.h>
#include <vtkUnsignedCharArray.h>

#include <algorithm>
#include <cmath>

namespace maaiveld::viz::render {

namespace {

constexpr int kSupersampling = 2;

/// A whole number of pixels for the part of the page that the camera fills.
struct PixelRect {
    int left = 0, top = 0, width = 0, height = 0;
};

PixelRect pixels_of(const scene::Box& view) {
    const auto whole = [](double v) { return static_cast<int>(std::lround(v)); };
    return {whole(view.left), whole(view.top), std::max(1, whole(view.width())),
            std::max(1, whole(view.height()))};
}

void set_camera(vtkRenderer* renderer, const scene::Camera& camera) {
    vtkCamera* to = renderer->GetActiveCamera();
    to->SetPosition(camera.eye.x(), camera.eye.y(), camera.eye.z());
    to->SetFocalPoint(camera.target.x(), camera.target.y(), camera.target.z());
    to->SetViewUp(0.0, 0.0, 1.0);
    to->SetViewAngle(camera.vertical_fov_deg);
    renderer->ResetCameraClippingRange();
}

/// Light from the viewer's upper left, as on drawings, and a weaker one from the viewer.
void set_lights(vtkRenderer* renderer) {
    renderer->AutomaticLightCreationOff();
    vtkNew<vtkLight> key;
    key->SetLightTypeToCameraLight();
    key->SetPosition(-0.7, 1.2, 0.9);
    key->SetIntensity(0.75);
    renderer->AddLight(key);
    vtkNew<vtkLight> fill;
    fill->SetLightTypeToHeadlight();
    fill->SetIntensity(0.40);
    renderer->AddLight(fill);
}

void fill_renderer(vtkRenderer* renderer, const scene::Scene3d& scene) {
    const scene::Color paper = scene.page.background;
    renderer->SetBackground(paper.r / 255.0, paper.g / 255.0, paper.b / 255.0);
    renderer->SetUseDepthPeeling(1);
    renderer->SetMaximumNumberOfPeels(10);
    renderer->SetOcclusionRatio(0.0);
    for (const auto& actor : actors_of(scene, kSupersampling))
        renderer->AddActor(actor);
    set_lights(renderer);
    set_camera(renderer, scene.camera);
}

Image blank(const scene::Picture2d& page) {
    const scene::Picture2d empty{page.width_px, page.height_px, page.background, {}};
    return *render(empty);
}

/// The mean of each square of supersamples; VTK counts rows from the bottom.
void average_into(Image& image, const PixelRect& to, const vtkUnsignedCharArray* pixels) {
    const int row = to.width * kSupersampling;
    const auto sample = [&](int x, int y, int channel) {
        const vtkIdType index =
            static_cast<vtkIdType>(to.height * kSupersampling - 1 - y) * row + x;
        return static_cast<int>(pixels->GetValue(3 * index + channel));
    };
    for (int y = 0; y < to.height; ++y) {
        for (int x = 0; x < to.width; ++x) {
            const int px = to.left + x, py = to.top + y;
            if (px < 0 || py < 0 || px >= image.width_px || py >= image.height_px) continue;
            for (int channel = 0; channel < 3; ++channel) {
                int sum = 0;
                for (int k = 0; k < kSupersampling * kSupersampling; ++k)
                    sum += sample(kSupersampling * x + k % kSupersampling,
                                  kSupersampling * y + k / kSupersampling, channel);
                constexpr int kCount = kSupersampling * kSupersampling;
                image.at(px, py)[channel] = static_cast<std::uint8_t>((sum + kCount / 2) / kCount);
            }
        }
    }
}

}  // namespace

base::Result<Image> render(const scene::Scene3d& scene) {
    const QuietVtk quiet;
    const PixelRect rect = pixels_of(scene.camera.view);
    const int width = rect.width * kSupersampling, height = rect.height * kSupersampling;
    auto offscreen = Offscreen::open(width, height);
    if (!offscreen) return tl::unexpected(offscreen.error());
    vtkNew<vtkRenderer> renderer;
    fill_renderer(renderer, scene);
    vtkRenderWindow* window = offscreen->window();
    window->AddRenderer(renderer);
    window->Render();
    vtkNew<vtkUnsignedCharArray> pixels;
    window->GetPixelData(0, 0, width - 1, height - 1, 0, pixels);
    if (pixels->GetNumberOfTuples() < static_cast<vtkIdType>(width) * height)
        return tl::unexpected(
            base::Error{base::ErrorCode::Internal, "OpenGL gave back no picture", {}});
    Image image = blank(scene.page);
    average_into(image, rect, pixels);
    return painted_over(std::move(image), scene.page);
}

}  // namespace maaiveld::viz::render
