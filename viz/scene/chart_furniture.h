#pragma once

#include "viz/scene/chart.h"
#include "viz/scene/sheet.h"

#include <string>
#include <vector>

namespace maaiveld::viz::scene {

/// Lengths that all charts share, on a page 1600 wide. Lettering is larger than on a section:
/// charts are printed small, in reports.
inline constexpr double kChartMargin = 40.0;
inline constexpr double kChartLetter = 17.0;
inline constexpr double kChartSmallLetter = 14.0;

/// `color`, or the lightest darker tone of it that stands out from white as a line (contrast 3).
Color visible_line(Color color);

/// The height in page units that the options ask for, or `wanted`.
double page_height_of(const ChartOptions& options, double wanted);

/// Title and subtitle at the top left; returns the y of the next free line.
double draw_chart_title(Sheet& sheet, const ChartOptions& options, const std::string& title,
                        const std::string& subtitle);

/// Captions above the lower edge of the page, broken into lines; returns the y above them.
double draw_captions(Sheet& sheet, const ChartOptions& options,
                     const std::vector<std::string>& captions);

/// One entry of a legend.
struct LegendEntry {
    enum class Kind { Line, Area, Dot };

    Kind kind = Kind::Line;
    std::string name;
    std::vector<Color> colors;  ///< an area may stand for several
    std::vector<double> dash;
};

inline constexpr double kLegendRow = 28.0;

/// How many rows the entries take when set in `width`.
std::size_t legend_rows(const std::vector<LegendEntry>& entries, double width);

/// The entries in rows from the top of `area` down.
void draw_legend(Sheet& sheet, const ChartOptions& options, const Box& area,
                 const std::vector<LegendEntry>& entries);

}  // namespace maaiveld::viz::scene
