#pragma once

namespace maaiveld::viz::render {

/// While one lives, VTK's warnings go nowhere: failures are told by our own errors instead.
class QuietVtk {
public:
    QuietVtk();
    ~QuietVtk();
    QuietVtk(const QuietVtk&) = delete;
    QuietVtk& operator=(const QuietVtk&) = delete;

private:
    int display_before_ = 1;
};

}  // namespace maaiveld::viz::render
