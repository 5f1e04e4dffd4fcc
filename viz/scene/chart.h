#pragma once

#include "viz/scene/picture2d.h"
#include "viz/scene/style.h"
#include "viz/scene/words.h"

#include <optional>
#include <string>
#include <vector>

namespace maaiveld::viz::scene {

/// How a chart or an isotherm section is put on paper.
struct ChartOptions {
    Language language = Language::English;
    double width_px = 1600.0;
    /// 0: as high as the drawing needs.
    double height_px = 0.0;
    Style style;
};

/// One axis. Without `from` and `to` the range covers the data and ends on round values.
struct ChartAxis {
    enum class Scale {
        Linear,
        Logarithmic,  ///< shows values above 0 only
        DaysOfYear    ///< 0 is the start of 1 January, 365 the end of December; months are named
    };

    std::string label;  ///< "temperature"; may be empty
    std::string unit;   ///< "°C"; may be empty
    Scale scale = Scale::Linear;
    std::optional<double> from, to;
    bool with_zero = false;  ///< a range chosen from the data reaches to 0
};

/// A place in a chart, in the units of its axes. A value that is not finite interrupts the line.
struct ChartPoint {
    double x = 0.0;
    double y = 0.0;
};

/// One line of a chart; `points` in the order in which they are joined.
struct ChartSeries {
    std::string name;
    Color color;
    std::vector<ChartPoint> points;
    std::vector<double> dash;  ///< in page units of a page 1600 wide; empty: solid
    bool line = true;
    bool markers = false;  ///< a dot at every point
};

/// An area between two lines, such as P5 to P95; `x` ascending, all three of one length.
struct ChartBand {
    std::string name;  ///< for the legend; empty: the band is not named there
    Color color;
    std::vector<double> x, lower, upper;
};

/// A straight line across the chart with its label on it, such as a limit of 25 °C.
struct ChartReference {
    enum class Across { Height, Width };

    double value = 0.0;
    std::string label;
    Color color;
    Across across = Across::Width;  ///< Width: at a height `value`; Height: at an x of `value`
};

/// Lines over one x axis.
struct LineChart {
    std::string title, subtitle;
    ChartAxis x, y;
    std::vector<ChartSeries> series;
    std::vector<ChartBand> bands;
    std::vector<ChartReference> references;
    std::vector<std::string> captions;  ///< sources and notes, one line each, below the chart
};

/// The chart as a page. Lines are named at their right end, or in a legend when those names would
/// stand too far from their lines. Text never touches text: what has no room is shortened or left
/// out. What lies outside a given range is cut off at the frame. Deterministic.
Picture2d chart_drawing(const LineChart& chart, const ChartOptions& options);

/// One bar; a value below 0 points left. A value that is not finite is drawn as "–".
struct ChartBar {
    std::string name;
    double value = 0.0;
    Color color;
    std::string note;  ///< after the value, such as "peat, at 1.2 m"; may be empty
};

/// Lying bars from one zero line, in the order given.
struct BarChart {
    std::string title, subtitle;
    std::string label, unit;  ///< of the values
    int decimals = 1;
    std::vector<ChartBar> bars;
    std::optional<ChartBar> total;  ///< below a line, drawn bold
    std::size_t most_bars = 40;     ///< bars beyond these are added up in one
    std::vector<std::string> captions;
};

/// The bars as a page; every bar with its name at the left and its value at its end.
Picture2d bar_drawing(const BarChart& chart, const ChartOptions& options);

}  // namespace maaiveld::viz::scene
