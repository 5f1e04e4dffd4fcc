#pragma once

#include "base/error.h"

#include <vtkSmartPointer.h>

#include <memory>

class vtkRenderWindow;

namespace maaiveld::viz::render {

/// A window to draw in that no one sees. Uses a surfaceless EGL context, which needs no display;
/// where that fails and DISPLAY is set, X11. Lives no longer than the thread that made it.
class Offscreen {
public:
    /// The error says what to try (xvfb-run) when neither way works.
    static base::Result<Offscreen> open(int width_px, int height_px);

    ~Offscreen();
    Offscreen(Offscreen&&) noexcept;
    Offscreen& operator=(Offscreen&&) = delete;

    vtkRenderWindow* window() const { return window_; }

private:
    struct Context;

    Offscreen();

    std::unique_ptr<Context> context_;  // must outlive the window
    vtkSmartPointer<vtkRenderWindow> window_;
};

}  // namespace maaiveld::viz::render
