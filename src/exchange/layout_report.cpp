#include "exchange/layout_report.h"

#include "layout/placed_lines.h"

#include <nlohmann/json.hpp>

#include <cmath>
#include <fmt/format.h>

namespace maaiveld::exchange {
namespace {

using layout::ChangeKind;
using layout::PartKind;
using layout::SearchEnd;

/// Members keep the order in which they are written.
using Json = nlohmann::ordered_json;

/// Six decimals and never -0, so that equal reports give equal bytes; what is not finite is 0.
double rounded(double value) {
    if (!std::isfinite(value)) return 0.0;
    const double million = std::round(value * 1e6);
    return million == 0.0 ? 0.0 : million / 1e6;
}

double euros(layout::Cost cost) {
    return static_cast<double>(cost) / 1000.0;
}

std::string_view name_of_mode(layout::LayoutMode mode) {
    return mode == layout::LayoutMode::Flat ? "flat" : "rack";
}

std::string_view name_of_end(SearchEnd end) {
    switch (end) {
        case SearchEnd::Proven:
            return "proven";
        case SearchEnd::NodeLimit:
            return "node_limit";
        case SearchEnd::ClockLimit:
            return "clock_limit";
    }
    return "";
}

std::string_view name_of_part(PartKind kind) {
    switch (kind) {
        case PartKind::Network:
            return "network";
        case PartKind::Placed:
            return "placed";
        case PartKind::Obstacle:
            return "obstacle";
        case PartKind::Strips:
            return "strips";
        case PartKind::Covers:
            return "covers";
        case PartKind::Rule:
            return "rule";
        case PartKind::Heat:
            return "heat";
    }
    return "";
}

std::string_view name_of_change(ChangeKind kind) {
    switch (kind) {
        case ChangeKind::AcceptDistance:
            return "accept_distance";
        case ChangeKind::AllowCover:
            return "allow_cover";
        case ChangeKind::AllowStrip:
            return "allow_strip";
        case ChangeKind::FreePlaced:
            return "free_placed";
        case ChangeKind::UseRack:
            return "use_rack";
        case ChangeKind::MoveObstacle:
            return "move_obstacle";
        case ChangeKind::DropRule:
            return "drop_rule";
        case ChangeKind::AcceptHeat:
            return "accept_heat";
        case ChangeKind::Widen:
            return "widen";
        case ChangeKind::LeaveOut:
            return "leave_out";
    }
    return "";
}

Json bindings(const std::vector<layout::Binding>& all) {
    Json list = Json::array();
    for (const layout::Binding& one : all) {
        Json binding{{"rule", one.rule}, {"a", one.a}};
        if (!one.b.empty()) binding["b"] = one.b;
        list.push_back(std::move(binding));
    }
    return list;
}

Json placement(const layout::PlacedLine& line) {
    Json json{{"id", line.id},
              {"network", name_of(line.network)},
              {"from_m", rounded(line.from_m)},
              {"to_m", rounded(line.to_m)},
              {"offset_left_m", rounded(line.leftmost_m)},
              {"offset_right_m", rounded(line.rightmost_m)},
              {"cover_min_m", rounded(line.least_cover_m)},
              {"cover_max_m", rounded(line.most_cover_m)}};
    Json strips = Json::array();
    for (const model::StripKind kind : line.strips)
        strips.push_back(name_of(kind));
    json["strips"] = std::move(strips);
    if (!line.rack.empty()) json["rack"] = line.rack;
    if (line.moved) json["moved"] = true;
    if (line.connections > 0) json["connections"] = line.connections;
    json["binding"] = bindings(line.binding);
    return json;
}

Json section(const layout::SectionRecord& record) {
    return {{"from_m", rounded(record.from_m)}, {"to_m", rounded(record.to_m)},
            {"cost_eur_m", euros(record.cost)}, {"bound_eur_m", euros(record.bound)},
            {"end", name_of_end(record.end)},   {"binding", bindings(record.binding)}};
}

Json declined(const layout::Declined& one) {
    return {{"id", one.id},
            {"reason_en", one.reason_en},
            {"reason_nl", one.reason_nl},
            {"rules", one.rules}};
}

std::size_t findings_of(const layout::LayoutOutcome& outcome, rules::Severity severity) {
    std::size_t count = 0;
    for (const rules::Finding& finding : outcome.check.findings)
        if (finding.severity == severity && !finding.exempted_by) ++count;
    return count;
}

Json laid_out(const LaidOut& laid, const model::Street& before) {
    const layout::LayoutOutcome& outcome = *laid.outcome;
    Json json{{"mode", name_of_mode(laid.mode)},
              {"cost_eur", euros(outcome.cost)},
              {"bound_eur", euros(outcome.bound)},
              {"gap", rounded(outcome.gap)},
              {"end", name_of_end(outcome.end)},
              {"constant_offsets", outcome.constant},
              {"width_m", rounded(occupied_width_m(before, outcome))},
              {"check",
               {{"error", findings_of(outcome, rules::Severity::Error)},
                {"warning", findings_of(outcome, rules::Severity::Warning)},
                {"info", findings_of(outcome, rules::Severity::Info)}}}};
    json["placements"] = Json::array();
    for (const layout::PlacedLine& line : placed_lines(before, outcome))
        json["placements"].push_back(placement(line));
    json["declined"] = Json::array();
    for (const layout::Declined& one : outcome.declined)
        json["declined"].push_back(declined(one));
    json["sections"] = Json::array();
    for (const layout::SectionRecord& record : outcome.sections)
        json["sections"].push_back(section(record));
    return json;
}

Json part_of(const layout::ConflictPart& part) {
    Json json{{"kind", name_of_part(part.kind)}, {"id", part.id}};
    if (!part.what.empty()) json["what"] = part.what;
    if (part.network) json["network"] = name_of(*part.network);
    if (part.other) json["other_network"] = name_of(*part.other);
    if (!part.of.empty()) json["of"] = part.of;
    if (!part.against.empty()) json["against"] = part.against;
    if (part.kind == PartKind::Rule) {
        json["measure"] = name_of(part.measure);
        json["required"] = rounded(part.required);
        json["at_most"] = part.is_limit;
    }
    if (part.kind == PartKind::Covers) {
        json["cover_min_m"] = rounded(part.required);
        json["cover_max_m"] = rounded(part.at_most);
    }
    return json;
}

Json change_of(const layout::Change& change, double left_offset_m) {
    Json json{{"kind", name_of_change(change.kind)}};
    if (!change.part.id.empty()) json["part"] = part_of(change.part);
    if (!change.detail.empty()) json["detail"] = change.detail;
    switch (change.kind) {
        case ChangeKind::AcceptDistance:
        case ChangeKind::AllowCover:
            json["now_m"] = rounded(change.now);
            json["then_m"] = rounded(change.then);
            break;
        case ChangeKind::AcceptHeat:
            json["then_K"] = rounded(change.then);
            break;
        case ChangeKind::MoveObstacle:
            json["then_m"] = rounded(change.then);
            break;
        case ChangeKind::Widen:
            json["then_m"] = rounded(change.then);
            json["at_offset_m"] = rounded(left_offset_m - change.from_m);
            break;
        case ChangeKind::AllowStrip:
            json["from_offset_m"] = rounded(left_offset_m - change.from_m);
            json["to_offset_m"] = rounded(left_offset_m - change.to_m);
            break;
        default:
            break;
    }
    return json;
}

Json way_out(const layout::Relaxation& way) {
    Json json{{"changes", Json::array()}, {"least", way.least}};
    for (const layout::Change& change : way.changes)
        json["changes"].push_back(change_of(change, way.brief.left_offset_m));
    if (way.price_eur) json["price_eur"] = rounded(*way.price_eur);
    if (way.heat)
        json["heat"] = {{"id", way.heat->item},
                        {"warmest_C", rounded(way.heat->warmest_C)},
                        {"limit_C", rounded(way.heat->limit_C)},
                        {"holds", way.heat->holds()}};
    return json;
}

std::string_view name_of_verdict(layout::ExplainEnd end) {
    switch (end) {
        case layout::ExplainEnd::Fits:
            return "fits";
        case layout::ExplainEnd::Conflict:
            return "conflict";
        case layout::ExplainEnd::Unknown:
            return "unknown";
    }
    return "";
}

Json explanation_of(const layout::StreetExplanation& found) {
    const layout::Explanation& explanation = found.explanation;
    Json json{{"verdict", name_of_verdict(explanation.end)},
              {"from_m", rounded(found.from_m)},
              {"to_m", rounded(found.to_m)},
              {"only_as_a_whole", found.only_as_a_whole},
              {"width_m", rounded(explanation.width_m)},
              {"minimal", explanation.minimal},
              {"conflict", Json::array()},
              {"ways_out", Json::array()}};
    for (const layout::ConflictPart& part : explanation.conflict)
        json["conflict"].push_back(part_of(part));
    for (const layout::Relaxation& way : explanation.relaxations)
        json["ways_out"].push_back(way_out(way));
    return json;
}

Json front_of(const layout::SectionFront& front) {
    Json json{{"complete", front.complete},
              {"cooled", front.cooled},
              {"too_warm", front.too_warm},
              {"points", Json::array()}};
    for (const layout::SectionFrontPoint& point : front.points) {
        Json told{{"width_m", rounded(point.width_m)},
                  {"cost_eur_m", rounded(point.cost_eur_m)},
                  {"proven", point.proven}};
        if (point.heat_distance_m) told["heat_distance_m"] = rounded(*point.heat_distance_m);
        if (point.cool_cover_m) told["cool_cover_m"] = rounded(*point.cool_cover_m);
        if (point.warmest) {
            told["warmest"] = {{"id", point.warmest->asset},
                               {"temperature_C", rounded(point.warmest->temperature_C)}};
            if (point.warmest->limit_C)
                told["warmest"]["limit_C"] = rounded(*point.warmest->limit_C);
        }
        told["places"] = Json::array();
        for (std::size_t i = 0; i < point.places.size() && i < front.items.size(); ++i)
            told["places"].push_back({{"id", front.items[i]},
                                      {"x_m", rounded(point.places[i].x_m)},
                                      {"cover_m", rounded(point.places[i].cover_m)}});
        json["points"].push_back(std::move(told));
    }
    return json;
}

}  // namespace

std::string layout_report_json(const LayoutReport& report, const model::Street& before) {
    Json json{{"format", "maaiveld-layout-report/1"},
              {"input", report.header.input},
              {"packs", report.header.packs},
              {"profile", report.header.profile},
              {"layouts", Json::array()}};
    for (const LaidOut& laid : report.layouts)
        json["layouts"].push_back(laid_out(laid, before));
    if (report.explanation) json["explanation"] = explanation_of(*report.explanation);
    if (report.front) json["front"] = front_of(*report.front);
    return json.dump(1, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace maaiveld::exchange
