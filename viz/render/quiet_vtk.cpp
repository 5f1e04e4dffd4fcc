#include "viz/render/quiet_vtk.h"

#include <vtkAutoInit.h>
#include <vtkLogger.h>
#include <vtkObject.h>

// Everything here that draws with VTK holds a QuietVtk, so the OpenGL factories are always
// registered, whatever the build system does.
VTK_MODULE_INIT(vtkRenderingOpenGL2);

namespace maaiveld::viz::render {

QuietVtk::QuietVtk() : display_before_(vtkObject::GetGlobalWarningDisplay()) {
    vtkObject::SetGlobalWarningDisplay(0);
    vtkLogger::SetStderrVerbosity(vtkLogger::VERBOSITY_OFF);
}

QuietVtk::~QuietVtk() {
    vtkObject::SetGlobalWarningDisplay(display_before_);
}

}  // namespace maaiveld::viz::render
