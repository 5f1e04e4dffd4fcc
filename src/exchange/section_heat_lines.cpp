#include "exchange/section_heat_lines.h"

#include "exchange/section_heat_parts.h"

#include <nlohmann/json.hpp>

namespace maaiveld::exchange {
namespace {

using nlohmann::ordered_json;

/// One of `pair` {...}, `twin` {...} or `U1_W_m_K` (with `U2_W_m_K`).
influence::LineLoss loss_in(ObjectReader& r) {
    const JsonValue* pair = r.find("pair");
    const JsonValue* twin = r.find("twin");
    const std::optional<double> U1_W_m_K = r.optional_positive("U1_W_m_K");
    const std::optional<double> U2_W_m_K = r.optional_number("U2_W_m_K");
    if ((pair != nullptr) + (twin != nullptr) + U1_W_m_K.has_value() != 1) {
        r.fail("a reach needs exactly one of `pair`, `twin` and `U1_W_m_K`");
    }
    if (U2_W_m_K && !U1_W_m_K) r.fail("`U2_W_m_K` goes with `U1_W_m_K`");
    if (U1_W_m_K) return influence::LossCoefficients{*U1_W_m_K, U2_W_m_K.value_or(0.0)};
    ObjectReader pipes{pair != nullptr ? *pair : *twin, r.file(),
                       r.what() + (pair != nullptr ? ", pair" : ", twin")};
    influence::LineLoss loss;
    if (pair != nullptr) {
        loss = pipe_pair_in(pipes);
    } else {
        loss = twin_pipe_in(pipes);
    }
    pipes.finish();
    return loss;
}

influence::LineReach reach_in(const JsonValue& value, const ObjectReader& line, std::size_t index) {
    ObjectReader r{value, line.file(), fmt::format("{}, reach {}", line.what(), index)};
    influence::LineReach reach;
    r.optional_text("note");
    reach.length_m = r.positive("length_m");
    reach.loss = loss_in(r);
    reach.ground = ground_choice_in(r);
    r.finish();
    return reach;
}

influence::LineReturn return_in(const JsonValue& value, const ObjectReader& line,
                                double supply_kg_s) {
    ObjectReader r{value, line.file(), line.what() + ", return"};
    influence::LineReturn back;
    back.flow_kg_s = r.optional_positive("flow_kg_s").value_or(supply_kg_s);
    back.far_end_C = optional_temperature_in(r, "far_end_C");
    if (r.find("drop_K") != nullptr) back.drop_K = r.non_negative("drop_K");
    r.finish();
    return back;
}

/// Where the user asks, or the source and the end of every reach.
std::vector<double> stations_in(ObjectReader& r, const influence::HeatLine& line) {
    if (r.find("stations_m") != nullptr) return numbers_in(r, "stations_m");
    std::vector<double> stations{0.0};
    for (const influence::LineReach& reach : line.reaches)
        stations.push_back(stations.back() + reach.length_m);
    return stations;
}

influence::HeatLine line_in(ObjectReader& r) {
    influence::HeatLine line;
    line.supply_C = temperature_in(r, "supply_C");
    line.supply_kg_s = r.positive("supply_kg_s");
    line.heat_capacity_J_kgK =
        r.optional_positive("heat_capacity_J_kgK").value_or(line.heat_capacity_J_kgK);
    if (const JsonValue* back = r.find("return")) line.back = return_in(*back, r, line.supply_kg_s);
    for (const JsonValue& item : r.array("reaches"))
        line.reaches.push_back(reach_in(item, r, line.reaches.size()));
    line.stations_m = stations_in(r, line);
    refuse(r, influence::fault_of(line));
    return line;
}

ordered_json station_json(const influence::LineStation& station) {
    ordered_json json{{"at_m", station.at_m}, {"supply_C", station.supply_C}};
    if (station.return_C) json["return_C"] = *station.return_C;
    json["q_supply_W_m"] = station.heat.supply_W_m;
    if (station.return_C) json["q_return_W_m"] = station.heat.return_W_m;
    return json;
}

}  // namespace

std::vector<influence::HeatLine> read_heat_lines(const JsonValue& block, const std::string& file) {
    return objects_in(block, file, "heat line", line_in);
}

ordered_json write_heat_lines(const std::vector<influence::HeatLineResult>& results) {
    ordered_json list = ordered_json::array();
    for (const influence::HeatLineResult& result : results) {
        ordered_json json{{"id", result.id},
                          {"length_m", result.length_m},
                          {"supply_end_C", result.supply_end_C}};
        if (result.return_start_C) json["return_start_C"] = *result.return_start_C;
        if (result.return_end_C) json["return_end_C"] = *result.return_end_C;
        json["supply_loss_W"] = result.supply_loss_W;
        if (result.return_end_C) json["return_loss_W"] = result.return_loss_W;
        json["loss_W"] = result.supply_loss_W + result.return_loss_W;
        json["stations"] = ordered_json::array();
        for (const influence::LineStation& station : result.stations)
            json["stations"].push_back(station_json(station));
        list.push_back(std::move(json));
    }
    return list;
}

}  // namespace maaiveld::exchange
