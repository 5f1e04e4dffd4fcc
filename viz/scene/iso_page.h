#pragma once

#include "viz/scene/axis_line.h"
#include "viz/scene/finding_clusters.h"
#include "viz/scene/iso_scene.h"
#include "viz/scene/panels.h"

#include <span>
#include <vector>

namespace maaiveld::viz::scene {

/// The view being built, shared by the iso_*.cpp files. Local coordinates: metres from `origin`, z
/// above the finished surface times the exaggeration.
struct IsoPage {
    const model::Street& street;
    std::span<const rules::Finding> findings;
    const Style& style;
    Language language;
    AxisLine axis;
    ObjectNames names;
    Sheet sheet;
    Scene3d scene;
    Vec2 origin = Vec2::Zero();
    double exaggeration = 1.0;

    double from_m = 0.0, to_m = 0.0;     ///< stations shown (street view)
    double left_m = 0.0, right_m = 0.0;  ///< offsets of the section's edges (street view)
    double depth_m = 2.5;                ///< how deep the ground is shown
    bool whole_area = false;             ///< a delivery: nothing is clipped, heights exaggerated
    double near_side = -1.0;             ///< 1: the camera stands left of the street, -1: right
    const RackTypes* rack_types = nullptr;

    PanelLook look() const { return {style, language}; }
    double near_m() const { return near_side > 0.0 ? left_m : right_m; }
    double far_m() const { return near_side > 0.0 ? right_m : left_m; }
    /// A world point in local coordinates.
    Vec3 local(const Vec3& p) const {
        return {p.x() - origin.x(), p.y() - origin.y(), (p.z() - street.ground_z()) * exaggeration};
    }
    Vec2 local(const Vec2& p) const { return p - origin; }
    /// A place by street coordinates and height above the surface.
    Vec3 place(double station_m, double offset_m, double height_m) const;
    Point on_page(const Vec3& local_point) const { return scene.camera.project(local_point); }
    Mesh& mesh(Role role, Color color, bool smooth = false, std::string id = {});
};

inline constexpr double kHouseDepth_m = 4.5;  ///< of the ground and roofs drawn behind facades
/// How far the ground behind the far edge of the section reaches.
double back_depth_m(const IsoPage& page);

void add_soil(IsoPage& page);       ///< back and end blocks, floor
void add_paving(IsoPage& page);     ///< strips as thin slabs, opaque at the far end only
void add_buildings(IsoPage& page);  ///< houses at the far side, foundations at the near side
void add_trees(IsoPage& page);
void add_structures(IsoPage& page);
void add_racks(IsoPage& page);   ///< parts of racks whose type is known
void add_assets(IsoPage& page);  ///< tubes clipped to what is shown
void add_finding_arrows(IsoPage& page, const std::vector<std::size_t>& shown, double radius_m);

/// The pieces of `line` (world) within the stations and offsets shown, `spare_m` beyond the edges.
std::vector<std::vector<Vec3>> pieces_shown(const IsoPage& page, const std::vector<Vec3>& line,
                                            double spare_m);

/// Without the points that lie on the straight line between their neighbours.
std::vector<Vec3> thinned(const std::vector<Vec3>& line);

void label_street(IsoPage& page);  ///< aliases, ruler, stations, width
/// Numbers on the findings `shown`; returns the rows for the list.
std::vector<FindingRow> label_findings(IsoPage& page, const std::vector<std::size_t>& shown);
void draw_iso_panels(IsoPage& page, std::span<const NetworkRow> networks,
                     std::span<const FindingRow> rows);

/// Builds the view of a street with a section; returns the findings in it, worst first.
std::vector<std::size_t> build_street_view(IsoPage& page);
/// Builds the view of a whole delivery; returns the findings in it, worst first.
std::vector<std::size_t> build_area_view(IsoPage& page, double asked_exaggeration);

}  // namespace maaiveld::viz::scene
