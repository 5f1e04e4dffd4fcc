#include "viz/scene/style.h"

#include <algorithm>
#include <fmt/format.h>
#include <sstream>

namespace maaiveld::viz::scene {

namespace {

using model::Status;
using model::StripKind;

constexpr std::array kStatuses = {Status::Functional, Status::Disused, Status::Projected};
constexpr std::array kStrips = {StripKind::Facade,    StripKind::Garden,  StripKind::Footway,
                                StripKind::CyclePath, StripKind::Parking, StripKind::Carriageway,
                                StripKind::Verge,     StripKind::Water};

/// Every colour key with the field it fills.
std::map<std::string, Color*> color_fields(Style& s) {
    std::map<std::string, Color*> fields = {{"page.paper", &s.paper},
                                            {"page.ink", &s.ink},
                                            {"page.ink_soft", &s.ink_soft},
                                            {"page.ink_faint", &s.ink_faint},
                                            {"page.rule_line", &s.rule_line},
                                            {"ground.soil", &s.soil},
                                            {"ground.soil_wet", &s.soil_wet},
                                            {"ground.soil_edge", &s.soil_edge},
                                            {"ground.groundwater", &s.groundwater},
                                            {"buildings.wall", &s.wall},
                                            {"buildings.wall_light", &s.wall_light},
                                            {"buildings.roof", &s.roof},
                                            {"buildings.window", &s.window},
                                            {"buildings.foundation", &s.foundation},
                                            {"trees.stem", &s.stem},
                                            {"trees.crown", &s.crown},
                                            {"trees.roots", &s.roots},
                                            {"structures.body", &s.structure},
                                            {"structures.dark", &s.structure_dark},
                                            {"findings.error", &s.error},
                                            {"findings.warning", &s.warning},
                                            {"findings.info", &s.info}};
    for (const model::Network network : model::all_networks())
        fields["networks." + std::string(name_of(network))] =
            &s.networks[static_cast<std::size_t>(network)];
    for (const StripKind kind : kStrips)
        fields["strips." + std::string(name_of(kind))] = &s.strips[static_cast<std::size_t>(kind)];
    return fields;
}

base::Result<std::vector<double>> dash_from(const std::string& key, const std::string& text) {
    std::vector<double> dash;
    if (text == "solid") return dash;
    std::istringstream in(text);
    for (double length = 0.0; in >> length;)
        dash.push_back(length);
    const bool positive = std::all_of(dash.begin(), dash.end(), [](double d) { return d > 0.0; });
    if (!in.eof() || dash.empty() || dash.size() % 2 != 0 || !positive)
        return base::bad_input(fmt::format(
            "{} is `{}`; give `solid` or an even number of positive lengths", key, text));
    return dash;
}

base::Result<void> read_dashes(const StyleTable& table, Style& style) {
    for (const Status status : kStatuses) {
        const std::string key = "status_dash." + std::string(name_of(status));
        const auto found = table.find(key);
        if (found == table.end()) return base::bad_input("the style lacks " + key);
        auto dash = dash_from(key, found->second);
        if (!dash) return tl::unexpected(dash.error());
        style.status_dash[static_cast<std::size_t>(status)] = *dash;
    }
    return {};
}

base::Result<void> read_colors(const StyleTable& table, Style& style) {
    for (const auto& [key, field] : color_fields(style)) {
        const auto found = table.find(key);
        if (found == table.end()) return base::bad_input("the style lacks the colour " + key);
        const auto color = color_from_hex(found->second);
        if (!color)
            return base::bad_input(
                fmt::format("{} is `{}`; a colour is #rrggbb", key, found->second));
        *field = *color;
    }
    return {};
}

base::Result<void> refuse_unknown(const StyleTable& table, Style& style) {
    const auto fields = color_fields(style);
    for (const auto& [key, text] : table)
        if (key != "id" && !key.starts_with("status_dash.") && !fields.contains(key))
            return base::bad_input(fmt::format("a style has no entry called `{}`", key));
    return {};
}

}  // namespace

std::vector<double> Style::dash(Status status, double width_px) const {
    std::vector<double> dash = status_dash[static_cast<std::size_t>(status)];
    // Below two pixels the standard's pattern would melt into a grey line.
    const double scale = std::max(width_px, 2.0) / dash_stroke_px;
    for (double& length : dash)
        length *= scale;
    return dash;
}

base::Result<Style> style_from(const StyleTable& table) {
    Style style;
    const auto id = table.find("id");
    if (id == table.end() || id->second.empty()) return base::bad_input("the style lacks its id");
    style.name = id->second;
    if (auto read = read_colors(table, style); !read) return tl::unexpected(read.error());
    if (auto read = read_dashes(table, style); !read) return tl::unexpected(read.error());
    if (auto known = refuse_unknown(table, style); !known) return tl::unexpected(known.error());
    return style;
}

}  // namespace maaiveld::viz::scene
