#pragma once

#include "viz/scene/chart.h"

#include <optional>
#include <string>
#include <vector>

namespace maaiveld::viz::scene {

/// A limit with the words beside its line.
struct DrawnLimit {
    double value = 0.0;
    std::string label;  ///< "25 °C drinking water"; empty: value and unit
};

/// One quantity through a year: 12, 365, 366 or 8760 values or any other number, each the mean of
/// an equal part of the year. `low` and `high` (P5, P95) are empty or as long as `values`.
struct YearLine {
    std::string name;
    Color color;
    std::vector<double> values;
    std::vector<double> low, high;
    std::vector<double> dash;
};

/// Temperatures (or another quantity) through a year.
struct YearPicture {
    std::string title, subtitle;
    std::string label;  ///< empty: "temperature" in the picture's language
    std::string unit = "°C";
    std::vector<YearLine> lines;
    std::string band_name = "P5–P95";
    std::vector<DrawnLimit> limits;
    std::vector<std::string> captions;
};
Picture2d year_drawing(const YearPicture& year, const ChartOptions& options);

/// One quantity along a main; `low` and `high` are empty or as long as `values`.
struct AlongLine {
    std::string name;
    Color color;
    std::vector<double> distance_m;
    std::vector<double> values;
    std::vector<double> low, high;
    std::vector<double> dash;
};

/// A place along the main: a crossing, a change of soil, a street.
struct AlongMark {
    double distance_m = 0.0;
    std::string label;
};

/// Something against distance.
struct AlongPicture {
    std::string title, subtitle;
    std::string label;  ///< empty: what the preset draws, in the picture's language
    std::string unit;   ///< empty: what the preset draws
    std::vector<AlongLine> lines;
    std::string band_name = "P5–P95";
    std::vector<DrawnLimit> limits;
    std::vector<AlongMark> marks;
    std::vector<std::string> captions;
};
/// Temperature (°C) along a main.
Picture2d temperature_along_drawing(const AlongPicture& along, const ChartOptions& options);
/// Induced voltage (V) along a line; the axis starts at 0.
Picture2d induced_voltage_drawing(const AlongPicture& along, const ChartOptions& options);

/// What one source adds: kelvin, or a share of the variance from 0 to 1.
struct DrawnShare {
    std::string name;
    double value = 0.0;
    Color color;
    std::string note;
};
struct SharesPicture {
    std::string title, subtitle;
    std::vector<DrawnShare> shares;  ///< drawn with the largest effect first
    std::vector<std::string> captions;
};
/// Kelvin per source, with their sum.
Picture2d contributions_drawing(const SharesPicture& picture, const ChartOptions& options);
/// Shares of the variance per uncertain input, in per cent.
Picture2d variance_drawing(const SharesPicture& picture, const ChartOptions& options);

}  // namespace maaiveld::viz::scene
