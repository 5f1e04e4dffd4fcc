#include "viz/render/offscreen.h"

#include <vtkGenericOpenGLRenderWindow.h>
#include <vtkRenderWindow.h>
#include <vtkRendererCollection.h>
#include <vtkXOpenGLRenderWindow.h>

#include <EGL/egl.h>
#include <EGL/eglext.h>
#include <array>
#include <cstdlib>

namespace maaiveld::viz::render {

/// An OpenGL context of our own, current in this thread while it lives.
struct Offscreen::Context {
    EGLDisplay display = EGL_NO_DISPLAY;
    EGLContext context = EGL_NO_CONTEXT;
    EGLSurface surface = EGL_NO_SURFACE;

    Context() = default;
    Context(const Context&) = delete;
    Context& operator=(const Context&) = delete;
    ~Context() {
        if (display == EGL_NO_DISPLAY) return;
        eglMakeCurrent(display, EGL_NO_SURFACE, EGL_NO_SURFACE, EGL_NO_CONTEXT);
        if (surface != EGL_NO_SURFACE) eglDestroySurface(display, surface);
        if (context != EGL_NO_CONTEXT) eglDestroyContext(display, context);
        eglTerminate(display);
    }

    bool open();
};

bool Offscreen::Context::open() {
    display = eglGetPlatformDisplay(EGL_PLATFORM_SURFACELESS_MESA, EGL_DEFAULT_DISPLAY, nullptr);
    if (display == EGL_NO_DISPLAY || eglInitialize(display, nullptr, nullptr) == EGL_FALSE) {
        display = EGL_NO_DISPLAY;
        return false;
    }
    constexpr std::array<EGLint, 13> kWanted = {EGL_SURFACE_TYPE,
                                                EGL_PBUFFER_BIT,
                                                EGL_RENDERABLE_TYPE,
                                                EGL_OPENGL_BIT,
                                                EGL_RED_SIZE,
                                                8,
                                                EGL_GREEN_SIZE,
                                                8,
                                                EGL_BLUE_SIZE,
                                                8,
                                                EGL_DEPTH_SIZE,
                                                24,
                                                EGL_NONE};
    EGLConfig config = nullptr;
    EGLint count = 0;
    if (eglChooseConfig(display, kWanted.data(), &config, 1, &count) == EGL_FALSE || count == 0)
        return false;
    eglBindAPI(EGL_OPENGL_API);
    constexpr std::array<EGLint, 7> kVersion = {EGL_CONTEXT_MAJOR_VERSION,
                                                3,
                                                EGL_CONTEXT_MINOR_VERSION,
                                                2,
                                                EGL_CONTEXT_OPENGL_PROFILE_MASK,
                                                EGL_CONTEXT_OPENGL_CORE_PROFILE_BIT,
                                                EGL_NONE};
    context = eglCreateContext(display, config, EGL_NO_CONTEXT, kVersion.data());
    if (context == EGL_NO_CONTEXT) return false;
    constexpr std::array<EGLint, 5> kSize = {EGL_WIDTH, 16, EGL_HEIGHT, 16, EGL_NONE};
    surface = eglCreatePbufferSurface(display, config, kSize.data());
    return surface != EGL_NO_SURFACE &&
           eglMakeCurrent(display, surface, surface, context) == EGL_TRUE;
}

namespace {

vtkSmartPointer<vtkRenderWindow> window_on_current_context() {
    auto window = vtkSmartPointer<vtkGenericOpenGLRenderWindow>::New();
    // Nobody answers VTK's question whether the context is current: it is, as long as we live.
    window->SetIsCurrent(true);
    window->SetReadyForRendering(true);
    if (!window->InitializeFromCurrentContext()) return nullptr;
    // The picture is read from VTK's own frame buffer; the context has none worth copying to.
    window->SetFrameBlitModeToNoBlit();
    return window;
}

}  // namespace

Offscreen::Offscreen() = default;
Offscreen::Offscreen(Offscreen&&) noexcept = default;

Offscreen::~Offscreen() {
    if (window_) window_->Finalize();
}

base::Result<Offscreen> Offscreen::open(int width_px, int height_px) {
    Offscreen result;
    result.context_ = std::make_unique<Context>();
    if (result.context_->open()) result.window_ = window_on_current_context();
    if (!result.window_ && std::getenv("DISPLAY") != nullptr) {
        result.context_ = nullptr;
        result.window_ = vtkSmartPointer<vtkXOpenGLRenderWindow>::New();
        result.window_->SetShowWindow(false);
        result.window_->SetUseOffScreenBuffers(true);
    }
    if (!result.window_)
        return tl::unexpected(base::Error{
            base::ErrorCode::BadUsage,
            "no OpenGL to draw with: EGL gives no surfaceless context and there is no display; run "
            "the command under xvfb-run",
            {}});
    result.window_->SetMultiSamples(0);
    result.window_->SetAlphaBitPlanes(1);
    result.window_->SetSize(width_px, height_px);
    return result;
}

}  // namespace maaiveld::viz::render
