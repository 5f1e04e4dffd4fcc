#pragma once

#include "base/error.h"
#include "influence/heat/heat_section.h"

#include <array>
#include <span>
#include <vector>

namespace maaiveld::influence {

/// How finely the soil of a section is cut into cells. The defaults keep the border's and the
/// grid's error of a street section below 0.1 K and 0.2 % (docs/theory/heat-volumes.md).
struct GridOptions {
    double fine_m = 0.1;              ///< largest side of the cells at a body
    double growth = 1.12;             ///< ratio of two neighbouring cells away from the bodies
    double widen_m = 20.0;            ///< so far away cells grow twice as fast
    double reach_m = 100.0;           ///< soil beside the outermost and below the deepest body
    double coarse_m = 20.0;           ///< largest side of any cell
    std::size_t max_cells = 400'000;  ///< a finer grid is refused
};

/// A stretch of one axis where cells may not be larger than `size`.
struct FineStretch {
    double from = 0.0;
    double to = 0.0;
    double size = 0.0;
};

/// Faces from `from` to `to`, ascending, both included: cells of at most the stretch's size inside
/// each stretch, growing as `options` say outside.
std::vector<double> graded_faces(double from, double to, std::span<const FineStretch> stretches,
                                 const GridOptions& options);

/// One axis of a grid: cells between faces.
class GridAxis {
public:
    GridAxis() = default;
    explicit GridAxis(std::vector<double> faces);

    int count() const { return static_cast<int>(centres_.size()); }
    double face(int i) const { return faces_[static_cast<std::size_t>(i)]; }
    double centre(int i) const { return centres_[static_cast<std::size_t>(i)]; }
    double size(int i) const { return face(i + 1) - face(i); }
    double begin() const { return faces_.front(); }
    double end() const { return faces_.back(); }

    /// The cell that holds `at`; the first or last for places outside.
    int cell_of(double at) const;

    /// Two neighbouring centres around `at` and the weight of the second (linear interpolation);
    /// constant beyond the outermost centres.
    struct Between {
        int first = 0;
        int second = 0;
        double second_weight = 0.0;
    };
    Between between(double at) const;

private:
    std::vector<double> faces_;
    std::vector<double> centres_;
};

/// One cell's part in a sum over cells.
struct CellWeight {
    int cell = 0;
    double weight = 0.0;
};

/// Cells of a section: x to the right, z down from the surface. Cell (i, j) has index j * nx + i.
struct SectionGrid {
    GridAxis x;
    GridAxis z;  ///< begins at 0

    int count() const { return x.count() * z.count(); }
    int cell(int i, int j) const { return j * x.count() + i; }
    double area_m2(int i, int j) const { return x.size(i) * z.size(j); }

    /// Bilinear interpolation between the centres of four cells; weights add up to one. Above the
    /// uppermost centres the uppermost value holds.
    std::array<CellWeight, 4> bilinear(Place at) const;
};

/// A grid that is fine around every body of `section` and reaches far enough for its border not
/// to matter. Errors: options that make no grid, too many cells.
base::Result<SectionGrid> section_grid(const HeatSection& section, const GridOptions& options);

}  // namespace maaiveld::influence
