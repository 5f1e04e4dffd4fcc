#include "exchange/imkl_report.h"

#include <nlohmann/json.hpp>

#include <cmath>

namespace maaiveld::exchange {

namespace {

/// Metres to the millimetre, so that a report does not change with the last bit of a sum.
double to_mm(double metres) {
    return std::round(metres * 1000.0) / 1000.0;
}

nlohmann::json json_of(const DepthPoint& point) {
    nlohmann::json json = {{"id", point.id},
                           {"kind", point.kind},
                           {"value_m", to_mm(point.value_m)},
                           {"xy", {to_mm(point.at.x()), to_mm(point.at.y())}},
                           {"assets", point.assets}};
    if (point.ground_m) json["ground_m"] = to_mm(*point.ground_m);
    if (point.cover_m) json["cover_m"] = to_mm(*point.cover_m);
    return json;
}

nlohmann::json json_of(const DepthCounts& depth) {
    nlohmann::json points = nlohmann::json::array();
    for (const auto& point : depth.points)
        points.push_back(json_of(point));
    return {{"measured", depth.measured},
            {"measured_nap", depth.measured_nap},
            {"measured_used", depth.measured_used},
            {"assets_measured", depth.assets_measured},
            {"operator_standard", depth.operator_standard},
            {"norm", depth.norm},
            {"points", points}};
}

nlohmann::json json_of(const std::vector<Skipped>& skipped) {
    nlohmann::json list = nlohmann::json::array();
    for (const auto& [what, why, count] : skipped) {
        list.push_back({{"what", what}, {"why", why}, {"count", count}});
    }
    return list;
}

}  // namespace

void ImportReport::skip(const std::string& what, const std::string& why) {
    for (auto& line : skipped) {
        if (line.what != what || line.why != why) continue;
        ++line.count;
        return;
    }
    skipped.push_back({what, why, 1});
}

nlohmann::json report_json(const ImportReport& report) {
    nlohmann::json lengths = nlohmann::json::object();
    for (const auto& [theme, length_m] : report.link_length_m)
        lengths[theme] = to_mm(length_m);
    nlohmann::json json = {
        {"imkl_version", report.version},
        {"file", report.file},
        {"features", report.features},
        {"link_length_m", lengths},
        {"skipped", json_of(report.skipped)},
        {"depth", json_of(report.depth)},
        {"networks", report.networks},
        {"assets", report.assets},
        {"structures", report.structures},
        {"diameters", {{"given", report.diameters_given}, {"inferred", report.diameters_inferred}}},
        {"dangling",
         {{"links", report.dangling_link_references},
          {"networks", report.dangling_network_references},
          {"contents", report.dangling_content_references}}},
        {"notes", report.notes}};
    if (!report.other_version.empty()) json["other_version"] = report.other_version;
    return json;
}

}  // namespace maaiveld::exchange
