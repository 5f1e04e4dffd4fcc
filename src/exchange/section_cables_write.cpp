#include "exchange/section_cables.h"

#include <nlohmann/json.hpp>

namespace maaiveld::exchange {
namespace {

using influence::CableResult;
using influence::CableState;
using Json = nlohmann::ordered_json;

void write_electrical(const CableState& s, Json& out) {
    out["C_F_m"] = s.C_F_m;
    out["Wd_W_m"] = s.Wd_W_m;
    out["R20_ohm_m"] = s.R20_ohm_m;
    out["Rdc_ohm_m"] = s.Rdc_ohm_m;
    out["xs2"] = s.xs2;
    out["ys"] = s.ys;
    out["xp2"] = s.xp2;
    out["yp"] = s.yp;
    out["R_ohm_m"] = s.R_ohm_m;
    out["X_ohm_m"] = s.X_ohm_m;
    out["Rs20_ohm_m"] = s.Rs20_ohm_m;
    out["Rs_ohm_m"] = s.Rs_ohm_m;
    out["lambda1_circulating"] = s.lambda1_circulating;
    out["lambda1_eddy"] = s.lambda1_eddy;
    out["lambda1"] = s.lambda1;
    out["lambda2"] = s.lambda2;
}

void write_thermal(const CableState& s, Json& out) {
    out["T1_K_m_W"] = s.T1_K_m_W;
    out["T2_K_m_W"] = s.T2_K_m_W;
    out["T3_K_m_W"] = s.T3_K_m_W;
    out["T4_K_m_W"] = s.T4_K_m_W;
    out["T4_gap_K_m_W"] = s.T4_gap_K_m_W;
    out["T4_duct_K_m_W"] = s.T4_duct_K_m_W;
    out["T4_soil_K_m_W"] = s.T4_soil_K_m_W;
}

void write_temperatures(const CableState& s, Json& out) {
    out["Wc_W_m"] = s.Wc_W_m;
    out["Ws_W_m"] = s.Ws_W_m;
    out["Wa_W_m"] = s.Wa_W_m;
    out["heat_W_m"] = s.heat_W_m;
    out["conductor_temperature_C"] = s.conductor_C;
    out["sheath_temperature_C"] = s.sheath_C;
    out["armour_temperature_C"] = s.armour_C;
    out["jacket_temperature_C"] = s.jacket_C;
    out["ambient_C"] = s.ambient_C;
    out["external_rise_K"] = s.external_rise_K;
    out["dried"] = s.dried;
}

Json written(const std::vector<influence::CableHeating>& contributions) {
    Json list = Json::array();
    for (const auto& one : contributions)
        list.push_back({{"source", one.id}, {"kelvin", one.kelvin}});
    return list;
}

Json written_axes(const CableResult& r) {
    Json list = Json::array();
    for (const auto& axis : r.axes) {
        Json one;
        one["x_m"] = axis.at.x_m;
        one["depth_m"] = axis.at.depth_m;
        one["rating_A"] = axis.rating_A;
        one["lambda1"] = axis.state.lambda1;
        one["heat_W_m"] = axis.state.heat_W_m;
        one["T4_K_m_W"] = axis.state.T4_K_m_W;
        one["conductor_temperature_C"] = axis.state.conductor_C;
        one["sheath_temperature_C"] = axis.state.sheath_C;
        one["jacket_temperature_C"] = axis.state.jacket_C;
        list.push_back(one);
    }
    return list;
}

Json written_load(const CableResult& r) {
    Json load;
    load["current_A"] = r.at_load->current_A;
    load["R_ohm_m"] = r.at_load->R_ohm_m;
    load["lambda1"] = r.at_load->lambda1;
    write_temperatures(*r.at_load, load);
    load["margin_K"] = r.margin_K;
    load["margin_A"] = r.margin_A;
    return load;
}

Json written(const influence::CableCyclic& c) {
    Json out;
    out["loss_load_factor"] = c.loss_load_factor;
    out["ordinates"] = c.ordinates;
    if (c.peak_hour >= 0) out["peak_hour"] = c.peak_hour;
    out["k"] = c.k;
    out["attainment"] = c.attainment;
    out["diffusivity_m2_s"] = c.diffusivity_m2_s;
    out["factor_M"] = c.factor_M;
    if (c.peak_current_A > 0.0) out["peak_current_A"] = c.peak_current_A;
    return out;
}

Json written(const influence::CableCrossingResult& c) {
    Json out;
    out["rise_K"] = c.rise_K;
    out["rise_undamped_K"] = c.rise_undamped_K;
    out["reduction_factor"] = c.reduction_factor;
    out["rating_A"] = c.rating_A;
    out["contributions"] = written(c.contributions);
    return out;
}

Json written(const influence::CableExact& e) {
    Json out;
    out["rating_A"] = e.rating_A;
    out["sheath_to_ambient_K_m_W"] = e.sheath_to_ambient_K_m_W;
    out["T4_isothermal_K_m_W"] = e.T4_isothermal_K_m_W;
    return out;
}

void write_rating(const CableResult& r, Json& out) {
    const CableState& hot = r.axes[r.hottest].state;
    out["rating_A"] = r.rating_A;
    out["governed_by"] = r.governed_by;
    out["hottest_axis"] = r.hottest;
    out["rating_without_drying_A"] = r.rating_without_drying_A;
    out["rating_alone_A"] = r.rating_alone_A;
    if (r.scale > 0.0) out["common_scale"] = r.scale;
    write_electrical(hot, out);
    write_thermal(hot, out);
    write_temperatures(hot, out);
    out["contributions"] = written(r.contributions);
    out["axes"] = written_axes(r);
    if (r.at_load) out["at_load"] = written_load(r);
}

}  // namespace

Json write_cables(const std::vector<CableResult>& results) {
    Json list = Json::array();
    for (const CableResult& r : results) {
        Json out;
        out["id"] = r.id;
        out["cables"] = r.cables;
        if (r.rated) write_rating(r, out);
        if (r.cyclic) out["cyclic"] = written(*r.cyclic);
        if (r.crossing) out["crossing"] = written(*r.crossing);
        if (r.exact) out["exact"] = written(*r.exact);
        out["notes"] = r.notes;
        list.push_back(std::move(out));
    }
    return list;
}

}  // namespace maaiveld::exchange
