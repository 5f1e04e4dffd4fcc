#pragma once

#include "viz/scene/chart_axis.h"
#include "viz/scene/chart_furniture.h"

#include <vector>

namespace maaiveld::viz::scene {

/// The line chart being drawn: its page, its frame and how values become places. Shared by the
/// chart_*.cpp files, each of which draws one layer.
struct ChartPage {
    const LineChart& chart;
    const ChartOptions& options;
    Sheet sheet;
    Box frame;
    ChartRange x, y;
    /// The drawn pieces of each series inside the frame, for labels to keep off.
    std::vector<std::vector<std::vector<Point>>> lines;

    const Style& style() const { return options.style; }
    /// Not finite where the chart has no place for `p`; far outside the frame it is kept near.
    Point at(ChartPoint p) const;
};

/// How many ticks an axis of this frame has room for.
int most_x_ticks(const Box& frame);
int most_y_ticks(const Box& frame);

/// The dash of a series: its own, or for the second and later ones of one colour a dash that tells
/// them apart.
std::vector<double> dash_of(const LineChart& chart, std::size_t series);

void draw_axes(ChartPage& page);        ///< grid lines, ticks, axis titles
void draw_bands(ChartPage& page);       ///< filled areas
void draw_references(ChartPage& page);  ///< straight lines, without labels
void draw_series(ChartPage& page);      ///< lines and markers; fills `lines`
void label_references(ChartPage& page);

/// Width that names at the line ends need; 0 when there are none to set.
double end_label_room(const LineChart& chart);
/// Whether every line can be named close to its end.
bool ends_can_be_named(const ChartPage& page);
void draw_end_labels(ChartPage& page);

}  // namespace maaiveld::viz::scene
