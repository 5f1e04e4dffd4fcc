#pragma once

#include "viz/scene/panels.h"
#include "viz/scene/section_drawing.h"
#include "viz/scene/section_findings.h"

#include <algorithm>
#include <span>
#include <vector>

namespace maaiveld::viz::scene {

/// The section being drawn: the cut, the page and how metres become page units. Shared by the
/// section_*.cpp files, each of which draws one layer.
struct SectionPage {
    const model::Street& street;
    std::span<const rules::Finding> findings;
    const Style& style;
    Language language;
    SectionCut cut;
    std::vector<SectionFinding> here;
    ObjectNames names;
    Sheet sheet;
    Box frame;  ///< the drawn part of the street, in page units
    double units_per_m = 50.0;
    double ground_y = 0.0;
    int scale = 50;  ///< 1:scale on A3

    double x(double offset_m) const { return frame.left + (cut.left_m - offset_m) * units_per_m; }
    double y(double height_m) const { return ground_y - height_m * units_per_m; }
    Point at(const SectionPoint& p) const { return {x(p.x()), y(p.y())}; }
    PanelLook look() const { return {style, language}; }
};

/// The radius an asset is drawn with: its own, or what the eye needs.
inline double drawn_radius(const SectionPage& page, double radius_m) {
    constexpr double kVisible = 3.0;
    return std::max(radius_m * page.units_per_m, kVisible);
}

void draw_ground(SectionPage& page);         ///< soil, groundwater, paving
void draw_level_ruler(SectionPage& page);    ///< NAP or relative levels at the right
void draw_strip_widths(SectionPage& page);   ///< kinds and widths under the section
void draw_surroundings(SectionPage& page);   ///< trees, buildings, structures, racks
void label_roots(SectionPage& page);         ///< after the assets, on a place they leave free
void draw_halos(SectionPage& page);          ///< one sigma about each asset
void draw_assets(SectionPage& page);         ///< the assets themselves
void draw_alias_row(SectionPage& page);      ///< leaders down to aliases under the section
void draw_finding_marks(SectionPage& page);  ///< arrows and their plates
void draw_side_panel(SectionPage& page, Box area);  ///< what lies here, what is wrong

}  // namespace maaiveld::viz::scene
