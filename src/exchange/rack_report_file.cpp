#include "exchange/rack_report_file.h"

#include <nlohmann/json.hpp>

namespace maaiveld::exchange {
namespace {

using Json = nlohmann::ordered_json;

Json json_of(const model::RackPartCount& part) {
    Json object{{"kind", model::name_of(part.kind)}, {"material", part.material}};
    if (!part.section.empty()) object["section"] = part.section;
    object["size_m"] = {part.size_m.x(), part.size_m.y(), part.size_m.z()};
    object["count"] = part.count;
    object["unit_mass_kg"] = part.unit_mass_kg;
    object["mass_kg"] = part.mass_kg;
    return object;
}

Json json_of(const layout::LineLoad& load) {
    return {{"id", load.id},
            {"level", load.level + 1},
            {"dead_N_m", load.dead_N_m},
            {"content_N_m", load.content_N_m},
            {"soil_N_m", load.soil_N_m},
            {"traffic_N_m", load.traffic_N_m},
            {"largest_span_m", load.largest_span_m}};
}

Json json_of(const layout::Utilisation& u) {
    Json object{{"part", layout::name_of(u.part)}};
    if (!u.name.empty()) object["name"] = u.name;
    object["check"] = layout::name_of(u.check);
    object["load_case"] = layout::name_of(u.load_case);
    object["value"] = u.value;
    object["limit"] = u.limit;
    object["unit"] = u.unit();
    object["utilisation"] = u.ratio;
    return object;
}

Json json_of(const layout::SpacingTry& t) {
    Json object{{"spacing_m", t.spacing_m},
                {"holds", t.holds},
                {"mass_kg_m", t.mass_kg_m},
                {"part", layout::name_of(t.part)}};
    if (!t.governing.empty()) object["name"] = t.governing;
    object["check"] = layout::name_of(t.check);
    object["utilisation"] = t.ratio;
    return object;
}

Json json_of(const model::RackSection& s) {
    return {{"name", s.name},
            {"material", s.material},
            {"width_m", s.width_m},
            {"height_m", s.height_m},
            {"wall_m", s.wall_m}};
}

template <class Items>
Json list_of(const Items& items) {
    Json list = Json::array();
    for (const auto& item : items)
        list.push_back(json_of(item));
    return list;
}

Json json_of(const RackReport& report) {
    const layout::RackSizing& s = report.sizing;
    return {
        {"rack", report.rack},
        {"type", report.type},
        {"load_class", s.load_class},
        {"life_years", s.life_years},
        {"holds", s.holds},
        {"utilisation", s.utilisation()},
        {"spacing_m", s.spacing_m},
        {"beam", json_of(s.beam)},
        {"post", json_of(s.post)},
        {"base_plate", {{"name", s.base_plate.name}, {"thickness_m", s.base_plate.thickness_m}}},
        {"deeper_m", s.deeper_m},
        {"frame_mass_kg_m", s.mass_kg_m},
        {"loads", list_of(s.loads)},
        {"checks", list_of(s.checks)},
        {"tries", list_of(s.tries)},
        {"parts_as_sized", report.parts_as_sized},
        {"parts", list_of(report.parts)},
        {"warnings", report.warnings}};
}

}  // namespace

std::string rack_report_text(const std::string& street, const std::vector<RackReport>& reports) {
    Json racks = Json::array();
    for (const RackReport& report : reports)
        racks.push_back(json_of(report));
    const Json document{{"format", "maaiveld-rack-report/1"}, {"street", street}, {"racks", racks}};
    return document.dump(1) + "\n";
}

}  // namespace maaiveld::exchange
