#pragma once

#include "viz/scene/chart_furniture.h"
#include "viz/scene/isotherm_contours.h"
#include "viz/scene/isotherm_drawing.h"

#include <string>
#include <vector>

namespace maaiveld::viz::scene {

/// Where the name of an object stands above the ground.
struct ObjectName {
    std::size_t object = 0;
    double middle = 0.0;   ///< of the name
    double passage = 0.0;  ///< where its leader passes the lower row
    bool upper = false;    ///< on the second row
};

/// The names of the objects: level in one or two rows, or upright side by side.
struct NamePlan {
    std::vector<ObjectName> names;
    double letter = 15.0;
    bool upright = false;
    double row_height = 0.0;  ///< of one row
    double height = 0.0;      ///< of all, leaders' fold included
};

/// The isotherm section being drawn. Shared by the isotherm_*.cpp files, each of which draws one
/// layer.
struct IsothermPage {
    IsothermPage(const IsothermSection& drawn, const ChartOptions& how)
        : section(drawn), options(how), sheet(1.0) {}

    const IsothermSection& section;
    const ChartOptions& options;
    TemperatureGrid grid;  ///< fine, filled in under the objects
    std::vector<double> levels_C;
    std::vector<Color> colors;  ///< one more than levels: below the first, ..., above the last
    Sheet sheet;
    Box frame;
    double left_m = 0.0, right_m = 1.0, bottom_m = 1.0;
    double units_per_m = 100.0;
    double scale = 50.0;  ///< 1:scale on A3
    NamePlan names;

    const Style& style() const { return options.style; }
    double x(double x_m) const { return frame.left + (x_m - left_m) * units_per_m; }
    double y(double depth_m) const { return frame.top + depth_m * units_per_m; }
    Point at(const GroundPoint& p) const { return {x(p.x_m), y(p.depth_m)}; }
    /// The colour of the band that holds `temperature_C`.
    Color color_at(double temperature_C) const;
};

/// Something named at the right of the frame, at a depth.
struct SideName {
    double depth_m = 0.0;
    std::string text;
    Color color;
    bool with_leader = false;
};
/// Layers at their middle and the groundwater, from the top down.
std::vector<SideName> side_names(const IsothermPage& page);

inline constexpr double kRibbon = 16.0;  ///< paving drawn above the ground line
inline constexpr double kFold = 34.0;    ///< between the ground and the names, for leaders

/// "25", "22.5": a temperature with the decimals it has.
std::string level_text(double temperature_C, Language language);
/// The radius an object is drawn with: its own, or what the eye needs.
double drawn_radius(const IsothermPage& page, const IsothermObject& object);
/// True for an object inside the frame; others are not drawn.
bool is_shown(const IsothermPage& page, const IsothermObject& object);

/// Chooses how the objects are named; needs the frame's left and right side and the scale.
NamePlan plan_names(const IsothermPage& page);

void keep_names_clear(IsothermPage& page);   ///< keeps other labels off objects and leaders
void draw_bands(IsothermPage& page);         ///< filled areas
void draw_blocks(IsothermPage& page);        ///< racks, duct banks, trench fills
void draw_ground_lines(IsothermPage& page);  ///< layer boundaries and groundwater, named outside
void draw_isotherms(IsothermPage& page);     ///< lines and their temperatures
void draw_objects(IsothermPage& page);       ///< leaders, pipes and cables, names
void draw_paving(IsothermPage& page);        ///< ground line and strips
void draw_metres(IsothermPage& page);        ///< depths at the left, metres below
void draw_key(IsothermPage& page);           ///< colours and their temperatures, at the right

/// True when a layer boundary or the groundwater runs through `box`.
bool on_ground_line(const IsothermPage& page, const Box& box);
/// What the key needs below the top of the frame, and at the right of the names there.
double key_height(const IsothermPage& page);
double key_width();
/// Width of the names of layers and groundwater at the right of the frame; 0 without any.
double side_width(const IsothermPage& page);
}  // namespace maaiveld::viz::scene
