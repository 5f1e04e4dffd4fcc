#pragma once

#include "base/error.h"

#include <optional>
#include <string>
#include <vector>

namespace maaiveld::influence {

/// Average degree of consolidation U in [0, 1] of a layer under a uniform excess pore pressure,
/// draining at one side over its height or at both sides over half of it:
///
///     U(Tv) = 1 - sum_m 2/M^2 exp(-M^2 Tv),   M = pi/2 (2m+1)
///
/// Source: Terzaghi (1925), textbook series (grade B). For small Tv the sum over images
/// 2 sqrt(Tv/pi) (1 + ...) is used, so that few terms suffice everywhere. Zero for Tv <= 0.
double degree_of_consolidation(double time_factor);

/// The inverse: Tv with U(Tv) = `degree`, for a degree in [0, 1).
double time_factor_of(double degree);

/// Vertical drains in a grid, without smear or well resistance.
struct VerticalDrains {
    enum class Grid { Triangular, Square };
    Grid grid = Grid::Triangular;
    double spacing_m = 0.0;
    double diameter_m = 0.0;  ///< of the drain; a strip counts for 2 (width + thickness) / pi
    double ch_m2_s = 0.0;     ///< horizontal consolidation coefficient
    double installed_day = 0.0;
};

/// Degree of consolidation by radial flow alone after `time_s` with open drains:
/// 1 - exp(-8 ch t / (De^2 F)), F = n^2/(n^2-1) ln n - (3 n^2 - 1)/(4 n^2), n = De/d, De the
/// diameter of a disc as large as one drain's share (1.05 or 1.13 times the spacing). Source:
/// Barron (1948), equal vertical strain (grade B). Zero for times <= 0.
double radial_degree(const VerticalDrains& drains, double time_s);

/// Both at once: 1 - (1 - Uv)(1 - Uh). Source: Carrillo (1942), exact for uniform initial pressure.
double combined_degree(double vertical, double radial);

/// Why these drains are impossible; empty when they are not.
std::string drains_problem(const VerticalDrains& drains);

/// What is asked of one draining layer: degrees at times or time factors, times for degrees.
struct Consolidation {
    std::string id;
    std::optional<double> cv_m2_s;          ///< needed for times
    std::optional<double> drainage_path_m;  ///< needed for times
    std::optional<VerticalDrains> drains;   ///< only together with times
    std::vector<double> time_factors;
    std::vector<double> times_days;
    std::vector<double> degrees;
};

struct ConsolidationResult {
    std::string id;
    std::vector<double> degree_at_time_factor;  ///< one per `time_factors`
    std::vector<double> degree_at_time;         ///< one per `times_days`
    std::vector<double> time_factor_of_degree;  ///< one per `degrees`
    std::vector<double> days_to_degree;         ///< one per `degrees`; empty without cv
};

/// Answers every item in order. Refused: a negative time, a degree outside [0, 1), times without cv
/// and drainage path, a cv or length that is not positive.
base::Result<std::vector<ConsolidationResult>> assess_consolidations(
    const std::vector<Consolidation>& items);

}  // namespace maaiveld::influence
