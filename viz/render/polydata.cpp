#include "viz/render/polydata.h"

#include <vtkActor.h>
#include <vtkCellArray.h>
#include <vtkDoubleArray.h>
#include <vtkNew.h>
#include <vtkPointData.h>
#include <vtkPoints.h>
#include <vtkPolyData.h>
#include <vtkPolyDataMapper.h>
#include <vtkPolyDataNormals.h>
#include <vtkProperty.h>
#include <vtkTubeFilter.h>

#include <map>
#include <tuple>

namespace maaiveld::viz::render {

namespace {

using geometry::Vec3;
using scene::Color;
using scene::Line3d;
using scene::Mesh;
using scene::Scene3d;
using scene::Tube;

constexpr int kTubeSides = 16;

auto key_of(Color c) {
    return std::tuple(c.r, c.g, c.b, c.alpha);
}

vtkIdType add_points(vtkPoints* points, const std::vector<Vec3>& from) {
    const vtkIdType first = points->GetNumberOfPoints();
    for (const Vec3& p : from)
        points->InsertNextPoint(p.x(), p.y(), p.z());
    return first;
}

vtkSmartPointer<vtkActor> actor_for(vtkPolyData* data, Color color) {
    vtkNew<vtkPolyDataMapper> mapper;
    mapper->SetInputData(data);
    mapper->ScalarVisibilityOff();
    auto actor = vtkSmartPointer<vtkActor>::New();
    actor->SetMapper(mapper);
    vtkProperty* look = actor->GetProperty();
    look->SetColor(color.r / 255.0, color.g / 255.0, color.b / 255.0);
    look->SetOpacity(static_cast<double>(color.alpha));
    look->SetAmbient(0.36);
    look->SetDiffuse(0.68);
    return actor;
}

vtkSmartPointer<vtkActor> mesh_actor(const std::vector<const Mesh*>& meshes) {
    vtkNew<vtkPoints> points;
    points->SetDataTypeToDouble();
    vtkNew<vtkCellArray> triangles;
    for (const Mesh* mesh : meshes) {
        const vtkIdType first = add_points(points, mesh->points);
        for (const auto& t : mesh->triangles) {
            triangles->InsertNextCell(3);
            for (const std::uint32_t i : t)
                triangles->InsertCellPoint(first + i);
        }
    }
    vtkNew<vtkPolyData> data;
    data->SetPoints(points);
    data->SetPolys(triangles);
    vtkNew<vtkPolyDataNormals> normals;
    normals->SetInputData(data);
    normals->SetSplitting(1);
    normals->SetFeatureAngle(meshes.front()->smooth ? 50.0 : 5.0);
    normals->ConsistencyOff();
    normals->Update();
    return actor_for(normals->GetOutput(), meshes.front()->color);
}

vtkSmartPointer<vtkActor> tube_actor(const std::vector<const Tube*>& tubes) {
    vtkNew<vtkPoints> points;
    points->SetDataTypeToDouble();
    vtkNew<vtkCellArray> lines;
    vtkNew<vtkDoubleArray> radius;
    radius->SetName("radius_m");
    for (const Tube* tube : tubes) {
        const vtkIdType first = add_points(points, tube->line);
        const auto count = static_cast<vtkIdType>(tube->line.size());
        lines->InsertNextCell(static_cast<int>(count));
        for (vtkIdType i = 0; i < count; ++i) {
            lines->InsertCellPoint(first + i);
            radius->InsertNextValue(tube->radius_m);
        }
    }
    vtkNew<vtkPolyData> data;
    data->SetPoints(points);
    data->SetLines(lines);
    data->GetPointData()->SetScalars(radius);
    vtkNew<vtkTubeFilter> filter;
    filter->SetInputData(data);
    filter->SetVaryRadiusToVaryRadiusByAbsoluteScalar();
    filter->SetNumberOfSides(kTubeSides);
    filter->CappingOn();
    filter->Update();
    auto actor = actor_for(filter->GetOutput(), tubes.front()->color);
    actor->GetProperty()->SetSpecular(0.25);
    actor->GetProperty()->SetSpecularPower(24.0);
    return actor;
}

vtkSmartPointer<vtkActor> line_actor(const std::vector<const Line3d*>& group, double line_scale) {
    vtkNew<vtkPoints> points;
    points->SetDataTypeToDouble();
    vtkNew<vtkCellArray> lines;
    for (const Line3d* line : group) {
        const vtkIdType first = add_points(points, line->line);
        const auto count = static_cast<vtkIdType>(line->line.size());
        lines->InsertNextCell(static_cast<int>(count));
        for (vtkIdType i = 0; i < count; ++i)
            lines->InsertCellPoint(first + i);
    }
    vtkNew<vtkPolyData> data;
    data->SetPoints(points);
    data->SetLines(lines);
    auto actor = actor_for(data, group.front()->color);
    actor->GetProperty()->LightingOff();
    actor->GetProperty()->SetLineWidth(static_cast<float>(group.front()->width_px * line_scale));
    return actor;
}

}  // namespace

std::vector<vtkSmartPointer<vtkActor>> actors_of(const Scene3d& scene, double line_scale) {
    std::map<std::tuple<decltype(key_of({})), bool>, std::vector<const Mesh*>> meshes;
    for (const Mesh& mesh : scene.meshes)
        if (!mesh.triangles.empty()) meshes[{key_of(mesh.color), mesh.smooth}].push_back(&mesh);
    std::map<decltype(key_of({})), std::vector<const Tube*>> tubes;
    for (const Tube& tube : scene.tubes)
        if (tube.line.size() > 1) tubes[key_of(tube.color)].push_back(&tube);
    std::map<std::tuple<decltype(key_of({})), double>, std::vector<const Line3d*>> lines;
    for (const Line3d& line : scene.lines)
        if (line.line.size() > 1) lines[{key_of(line.color), line.width_px}].push_back(&line);
    std::vector<vtkSmartPointer<vtkActor>> actors;
    for (const auto& [key, group] : meshes)
        actors.push_back(mesh_actor(group));
    for (const auto& [key, group] : tubes)
        actors.push_back(tube_actor(group));
    for (const auto& [key, group] : lines)
        actors.push_back(line_actor(group, line_scale));
    return actors;
}

}  // namespace maaiveld::viz::render
