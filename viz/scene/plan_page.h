#pragma once

#include "viz/scene/axis_line.h"
#include "viz/scene/panels.h"
#include "viz/scene/plan_drawing.h"

#include <span>
#include <vector>

namespace maaiveld::viz::scene {

/// How world x, y become page units: turned, scaled, shifted, y flipped.
struct PlanView {
    double angle = 0.0;  ///< world direction (radians from east) that points right on the page
    Vec2 middle = Vec2::Zero();
    Point page_middle;
    double units_per_m = 1.0;

    Point at(const Vec2& p) const;
    /// Direction of north on the page, radians, positive downward.
    double north() const;
};

/// The plan being drawn, shared by the plan_*.cpp files.
struct PlanPage {
    const model::Street& street;
    std::span<const rules::Finding> findings;
    const Style& style;
    Language language;
    AxisLine axis;
    ObjectNames names;
    Sheet sheet;
    PlanView view;
    Box frame;  ///< where the map is
    int scale = 200;

    PanelLook look() const { return {style, language}; }
    Point at(const Vec2& p) const { return view.at(p); }
};

bool is_connection(const model::Asset& asset);  ///< a house connection

void draw_plan_ground(PlanPage& page);    ///< strips, buildings, trees
void draw_plan_networks(PlanPage& page);  ///< lines, then structures on top
void draw_plan_axis(PlanPage& page);      ///< the axis with its stations
void draw_plan_aliases(PlanPage& page);   ///< names of the main lines of a short street
/// Marks and numbered circles; returns the rows that explain the circles.
std::vector<FindingRow> draw_plan_findings(PlanPage& page);

/// Networks present with their lengths in plan, in the order of the enumeration.
std::vector<NetworkRow> network_lengths(const model::Street& street);

}  // namespace maaiveld::viz::scene
