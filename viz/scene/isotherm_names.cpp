#include "viz/scene/isotherm_page.h"
#include "viz/scene/label_layout.h"
#include "viz/scene/text_metrics.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

namespace maaiveld::viz::scene {

namespace {

constexpr double kLine = 1.22;     // of the letter
constexpr double kPassage = 10.0;  // that a leader takes in the lower row
constexpr double kNameGap = 12.0;
constexpr double kMostUpright = 300.0;

/// The objects that are named, from left to right.
std::vector<ObjectName> named(const IsothermPage& page) {
    std::vector<ObjectName> names;
    for (std::size_t i = 0; i < page.section.objects.size(); ++i) {
        const IsothermObject& object = page.section.objects[i];
        if (!object.label.empty() && is_shown(page, object)) names.push_back({i, 0.0, 0.0, false});
    }
    std::stable_sort(names.begin(), names.end(), [&](const ObjectName& a, const ObjectName& b) {
        return page.section.objects[a.object].x_m < page.section.objects[b.object].x_m;
    });
    return names;
}

double level_width(const IsothermObject& object, double letter) {
    double width = 0.0;
    for (const std::string& line : object.label)
        width = std::max(width, text_width(line, letter, true));
    return width;
}

double upright_length(const IsothermObject& object, double letter) {
    double length = 0.0;
    for (const std::string& line : object.label)
        length += text_width(line, letter, true) + 0.35 * letter;
    return length;
}

std::size_t most_lines(const IsothermPage& page, const std::vector<ObjectName>& names) {
    std::size_t most = 0;
    for (const ObjectName& name : names)
        most = std::max(most, page.section.objects[name.object].label.size());
    return most;
}

bool all_near(const IsothermPage& page, const std::vector<ObjectName>& names) {
    constexpr double kFarthest = 110.0;
    return std::all_of(names.begin(), names.end(), [&](const ObjectName& name) {
        const double x = page.x(page.section.objects[name.object].x_m);
        return std::abs(name.middle - x) <= kFarthest;
    });
}

/// Level names in one row, or with every second one on a row above whose leaders pass between.
bool place_level(const IsothermPage& page, NamePlan& plan, int rows) {
    const double from = page.frame.left - 60.0, to = page.frame.right + 60.0;
    std::vector<RowLabel> lower, upper;
    std::vector<std::size_t> above;
    for (std::size_t i = 0; i < plan.names.size(); ++i) {
        const IsothermObject& object = page.section.objects[plan.names[i].object];
        plan.names[i].upper = rows == 2 && i % 2 == 1;
        const double width = level_width(object, plan.letter);
        lower.push_back({page.x(object.x_m), plan.names[i].upper ? kPassage : width});
    }
    const auto passages = spread_on_row(lower, from, to, kNameGap);
    if (!passages) return false;
    for (std::size_t i = 0; i < plan.names.size(); ++i) {
        plan.names[i].middle = plan.names[i].passage = (*passages)[i];
        if (!plan.names[i].upper) continue;
        const IsothermObject& object = page.section.objects[plan.names[i].object];
        upper.push_back({(*passages)[i], level_width(object, plan.letter)});
        above.push_back(i);
    }
    const auto middles = spread_on_row(upper, from, to, kNameGap);
    if (!middles) return false;
    for (std::size_t k = 0; k < above.size(); ++k)
        plan.names[above[k]].middle = (*middles)[k];
    return all_near(page, plan.names);
}

std::optional<NamePlan> level_plan(const IsothermPage& page, double letter, int rows) {
    NamePlan plan{named(page), letter, false, 0.0, 0.0};
    if (!place_level(page, plan, rows)) return std::nullopt;
    plan.row_height = kLine * letter * static_cast<double>(most_lines(page, plan.names)) + 4.0;
    plan.height = kRibbon + kFold + rows * plan.row_height + (rows - 1) * 16.0;
    return plan;
}

std::optional<NamePlan> upright_plan(const IsothermPage& page, std::vector<ObjectName> names,
                                     double letter) {
    NamePlan plan{std::move(names), letter, true, 0.0, 0.0};
    std::vector<RowLabel> row;
    for (const ObjectName& name : plan.names) {
        const IsothermObject& object = page.section.objects[name.object];
        row.push_back({page.x(object.x_m), (kAscent + kDescent) * letter});
        plan.row_height = std::max(plan.row_height, upright_length(object, letter));
    }
    const auto middles = spread_on_row(row, page.frame.left - 30.0, page.frame.right + 30.0, 2.0);
    if (!middles) return std::nullopt;
    for (std::size_t i = 0; i < plan.names.size(); ++i)
        plan.names[i].middle = plan.names[i].passage = (*middles)[i];
    plan.row_height = std::min(plan.row_height, kMostUpright);
    plan.height = kRibbon + kFold + plan.row_height;
    return plan;
}

}  // namespace

NamePlan plan_names(const IsothermPage& page) {
    std::vector<ObjectName> names = named(page);
    if (names.empty()) return {{}, 15.0, false, 0.0, kRibbon + 10.0};
    for (const auto& [letter, rows] :
         {std::pair{16.0, 1}, {15.0, 1}, {14.0, 1}, {15.0, 2}, {14.0, 2}, {13.0, 2}})
        if (auto plan = level_plan(page, letter, rows)) return *plan;
    for (const double letter : {15.0, 14.0, 13.0, 12.0, 11.0, 10.0})
        if (auto plan = upright_plan(page, names, letter)) return *plan;
    // More objects than there is room for: name an even choice of them.
    while (names.size() > 1) {
        std::vector<ObjectName> half;
        for (std::size_t i = 0; i < names.size(); i += 2)
            half.push_back(names[i]);
        names = std::move(half);
        if (auto plan = upright_plan(page, names, 10.0)) return *plan;
    }
    return {{}, 15.0, false, 0.0, kRibbon + 10.0};
}

}  // namespace maaiveld::viz::scene
