#include "viz/scene/label_layout.h"
#include "viz/scene/section_page.h"
#include "viz/scene/text_metrics.h"

#include <cmath>
#include <fmt/format.h>
#include <set>

namespace maaiveld::viz::scene {

namespace {

constexpr double kAliasRow = 74.0;  // room for aliases between the section and the widths

/// One asset named under the section.
struct Alias {
    const model::Asset* asset = nullptr;
    std::string text;
    Point from;
};

std::vector<Alias> aliases_of(const SectionPage& page) {
    std::vector<Alias> aliases;
    for (const CutAsset& cut : page.cut.assets) {
        const model::Asset& asset = page.street.assets[cut.asset];
        Point from = page.at(cut.at);
        from.y += drawn_radius(page, cut.half.up_m);
        aliases.push_back({&asset, page.names.of(asset.id).alias, from});
    }
    return aliases;
}

std::vector<RowLabel> row_of(const std::vector<Alias>& aliases, double size, bool upward) {
    std::vector<RowLabel> row;
    for (const Alias& alias : aliases)
        row.push_back({alias.from.x,
                       upward ? (kAscent + kDescent) * size : text_width(alias.text, size, true)});
    return row;
}

bool stays_close(const std::vector<RowLabel>& row, const std::vector<double>& middles) {
    constexpr double kFarthest = 40.0;
    for (std::size_t i = 0; i < row.size(); ++i)
        if (std::abs(row[i].wanted - middles[i]) > kFarthest) return false;
    return true;
}

/// Leader lines fold at the section's lower edge toward the alias.
void draw_alias(SectionPage& page, const Alias& alias, double middle, double size, bool upward) {
    const double fold = page.frame.bottom - 4.0;
    const double end = page.frame.bottom + 14.0;
    page.sheet.line(Role::Leader, {alias.from, {alias.from.x, fold}, {middle, end}},
                    {faded(page.style.ink_soft, 0.55), 0.8, {}}, alias.asset->id);
    const Color color = readable(page.style.of(alias.asset->network));
    const double room = kAliasRow - 18.0;
    if (upward)
        page.sheet.text({shortened(alias.text, size, true, room),
                         {middle + 0.5 * (kAscent - kDescent) * size, end + 3.0},
                         size,
                         true,
                         color,
                         Anchor::End,
                         true},
                        Role::Label, alias.asset->id);
    else
        page.sheet.text({alias.text, {middle, end + 13.0}, size, true, color, Anchor::Middle},
                        Role::Label, alias.asset->id);
}

bool place_aliases(SectionPage& page, const std::vector<Alias>& aliases, double size, bool upward) {
    const std::vector<RowLabel> row = row_of(aliases, size, upward);
    const auto middles = spread_on_row(row, page.frame.left, page.frame.right, upward ? 1.5 : 8.0);
    if (!middles || (!upward && !stays_close(row, *middles))) return false;
    for (std::size_t i = 0; i < aliases.size(); ++i)
        draw_alias(page, aliases[i], (*middles)[i], size, upward);
    return true;
}

std::string size_text(const model::Asset& asset, Language language) {
    if (asset.duct_bank)
        return fmt::format("{}×{}", number(asset.duct_bank->width_m, 2, language),
                           number(asset.duct_bank->height_m, 2, language));
    const char* about = asset.diameter_source == model::PositionSource::Inferred ? "~" : "";
    return fmt::format("Ø{}{:.0f}", about, 1000.0 * asset.outer_diameter_m);
}

struct TableRow {
    const model::Asset* asset = nullptr;
    double cover_m = 0.0;
};

std::vector<TableRow> table_rows(const SectionPage& page) {
    std::vector<TableRow> rows;
    std::set<std::size_t> seen;
    const auto add = [&](std::size_t index, double cover_m) {
        if (seen.insert(index).second) rows.push_back({&page.street.assets[index], cover_m});
    };
    for (const CutAsset& cut : page.cut.assets)
        add(cut.asset, cut.cover_m);
    for (const CutStrip& cut : page.cut.strips)
        add(cut.asset, cut.least_cover_m);
    return rows;
}

void draw_table_row(SectionPage& page, const TableRow& row, double left, double right, double y) {
    const Color color = page.style.of(row.asset->network);
    page.sheet.circle(Role::Furniture,
                      {{left + 6.0, y - 4.6}, 5.0, color, {page.style.ink, 0.8, {}}});
    const auto put = [&](const std::string& text, double x, double size, bool bold, Color ink,
                         double room, Anchor anchor = Anchor::Start) {
        page.sheet.text({shortened(text, size, bold, room), {x, y}, size, bold, ink, anchor});
    };
    const auto& names = page.names.of(row.asset->id);
    std::string size = size_text(*row.asset, page.language);
    if (row.asset->status != model::Status::Functional)
        size += fmt::format(" {}", word(row.asset->status, page.language));
    const double size_room = text_width(size, 11.0, false);
    // Two ids that differ at their ends must not both be cut: a long one pushes its network aside.
    const double alias_size = text_width(names.alias, 12.0, true) > 47.0 ? 11.0 : 12.0;
    const double alias_room =
        std::max(48.0, 218.0 - size_room - text_width(names.what, 12.0, false));
    const double alias_width =
        std::min(alias_room, text_width(names.alias, alias_size, true) + 1.0);
    const double what_x = std::max(68.0, 18.0 + alias_width + 6.0);
    put(names.alias, left + 18.0, alias_size, true, readable(color), alias_room);
    put(names.what, left + what_x, 12.0, false, page.style.ink, 244.0 - what_x - size_room);
    put(size, left + 250.0, 11.0, false, page.style.ink_soft, size_room + 1.0, Anchor::End);
    put(number(row.cover_m, 2, page.language), left + 284.0, 12.0, false, page.style.ink, 34.0,
        Anchor::End);
    std::string known(word(row.asset->z.source, page.language));
    if (row.asset->z.sigma_m > 0.0) known += " ±" + number(row.asset->z.sigma_m, 2, page.language);
    for (const double s : {11.0, 10.0}) {
        if (s > 10.5 && text_width(known, s, false) > right - left - 293.0) continue;
        put(known, left + 293.0, s, false, page.style.ink_faint, right - left - 293.0);
        break;
    }
}

double draw_table(SectionPage& page, Box area, double least_left_over) {
    constexpr double kRow = 19.0;
    double y =
        draw_heading(page.sheet, page.look(), {area.left, area.top + 12.0}, Word::WhatLiesHere);
    const std::vector<TableRow> rows = table_rows(page);
    if (rows.empty()) {
        page.sheet.text({std::string(word(Word::Nothing, page.language)),
                         {area.left, y + 14.0},
                         12.0,
                         false,
                         page.style.ink_soft});
        return y + 24.0;
    }
    page.sheet.text({std::string(word(Word::Cover, page.language)),
                     {area.left + 284.0, y + 10.0},
                     10.0,
                     false,
                     page.style.ink_faint,
                     Anchor::End});
    page.sheet.text({std::string(word(Word::Known, page.language)),
                     {area.left + 293.0, y + 10.0},
                     10.0,
                     false,
                     page.style.ink_faint});
    y += 12.0;
    const auto fitting =
        static_cast<std::size_t>(std::max(1.0, (area.bottom - least_left_over - y - kRow) / kRow));
    for (std::size_t i = 0; i < std::min(rows.size(), fitting); ++i) {
        y += kRow;
        draw_table_row(page, rows[i], area.left, area.right, y);
    }
    if (rows.size() > fitting) {
        y += kRow;
        page.sheet.text(
            {fmt::format("+ {} {}", rows.size() - fitting, word(Word::AndMore, page.language)),
             {area.left + 18.0, y},
             12.0,
             false,
             page.style.ink_soft});
    }
    return y + 8.0;
}

std::vector<FindingRow> finding_rows(const SectionPage& page) {
    std::vector<FindingRow> rows;
    for (std::size_t i = 0; i < page.here.size(); ++i) {
        const rules::Finding& f = page.findings[page.here[i].finding];
        FindingWords words = words_of(f, page.names, page.language);
        const double here_m = page.here[i].here_m.value_or(f.measured);
        if (std::abs(here_m - f.measured) >= 0.005)
            words.reference += fmt::format(" · {} {} m", word(Word::Here, page.language),
                                           number(here_m, 2, page.language));
        rows.push_back({fmt::format("{}", i + 1), color_of(f.severity, page.style), words});
    }
    return rows;
}

}  // namespace

void draw_alias_row(SectionPage& page) {
    std::vector<Alias> aliases = aliases_of(page);
    for (const double size : {12.0, 11.0})
        if (place_aliases(page, aliases, size, false)) return;
    for (const double size : {11.0, 10.0, 9.0})
        if (place_aliases(page, aliases, size, true)) return;
    // More assets than a page has room for: name an even choice of them, the list names the rest.
    while (aliases.size() > 1) {
        std::vector<Alias> half;
        for (std::size_t i = 0; i < aliases.size(); i += 2)
            half.push_back(aliases[i]);
        aliases = half;
        if (place_aliases(page, aliases, 9.0, true)) return;
    }
}

void draw_side_panel(SectionPage& page, Box area) {
    const std::vector<FindingRow> rows = finding_rows(page);
    const double wanted = std::min(60.0 * static_cast<double>(rows.size()), 0.45 * area.height());
    const double below = draw_table(page, area, wanted + 100.0);
    const double y =
        draw_heading(page.sheet, page.look(), {area.left, below + 34.0}, Word::WhatIsWrong);
    if (rows.empty())
        page.sheet.text({std::string(word(Word::NothingWrong, page.language)),
                         {area.left, y + 14.0},
                         12.0,
                         false,
                         page.style.ink_soft});
    draw_findings(page.sheet, page.look(), {area.left, y + 6.0, area.right, area.bottom - 30.0},
                  rows);
    page.sheet.text({std::string(word(Word::HaloNote, page.language)),
                     {area.left, area.bottom - 10.0},
                     11.0,
                     false,
                     page.style.ink_faint});
}

}  // namespace maaiveld::viz::scene
