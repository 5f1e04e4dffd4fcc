#pragma once

#include "base/error.h"

#include <string>
#include <string_view>
#include <vector>

namespace maaiveld::influence {

/// How wide the trough is at a depth z above the bore.
enum class TroughWidth {
    Proportional,  ///< i = K (z0 - z)
    Mair           ///< i = z0 (0.175 + 0.325 (1 - z/z0)), clay, K = 0.5 at the surface
};
std::string_view name_of(TroughWidth value);

/// i/z0 at the surface in Mair's trough: 0.175 + 0.325.
inline constexpr double kMairSurfaceFactor = 0.5;

/// Something near a bore, by its distance across and its depth (0: the surface).
struct BoreNeighbour {
    std::string id;
    double x_m = 0.0;
    double depth_m = 0.0;
};

/// A bore, horizontal directional drilling or jacked pipe, seen across.
struct Bore {
    std::string id;
    double x_m = 0.0;
    double axis_depth_m = 0.0;   ///< z0
    double diameter_m = 0.0;     ///< of the hole as drilled
    double volume_loss = 0.0;    ///< V_L, share of the hole's area
    double trough_factor = 0.0;  ///< K: 0.5 clay, 0.25 sand; not used by Mair
    TroughWidth width = TroughWidth::Proportional;
    std::vector<BoreNeighbour> neighbours;
};

/// Ground movement at one place. Horizontal movement is towards the bore (positive).
struct TroughMovement {
    std::string id;
    double distance_m = 0.0;
    double trough_width_m = 0.0;  ///< i at this depth
    double settlement_m = 0.0;
    double slope = 0.0;              ///< |dS/dx|
    double horizontal_m = 0.0;       ///< x S (di/dz)/i, keeps the volume
    double horizontal_strain = 0.0;  ///< compression negative
    double curvature_1_m = 0.0;      ///< d2S/dx2: above the bore (sagging) negative
};

struct BoreResult {
    std::string id;
    double trough_width_m = 0.0;  ///< i at the surface
    double settlement_max_m = 0.0;
    double settlement_at_i_m = 0.0;
    double slope_max = 0.0;
    double trough_area_m2 = 0.0;  ///< V_L A: volume per metre of bore
    std::vector<TroughMovement> neighbours;
};

/// Gaussian trough S = V_L A/(sqrt(2 pi) i) exp(-x^2/(2 i^2)), largest slope S_max/(i sqrt(e)) at i
/// (Peck 1969; i = K z0 and movement towards the axis: O'Reilly and New 1982; below the surface:
/// Mair 1993; grade B). `depth_m` < z0.
TroughMovement trough_at(const Bore& bore, const BoreNeighbour& neighbour);

base::Result<std::vector<BoreResult>> assess_bores(const std::vector<Bore>& bores);

}  // namespace maaiveld::influence
