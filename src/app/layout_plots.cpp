#include "app/layout_plots.h"

#ifdef MAAIVELD_WITH_VIZ
#include "exchange/style_file.h"
#include "viz/render/write_drawing.h"
#include "viz/scene/chart.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <limits>
#endif

namespace maaiveld::app {

#ifdef MAAIVELD_WITH_VIZ
namespace {

namespace scene = viz::scene;
using layout::SectionFront;
using layout::SectionFrontPoint;

constexpr int kMostLines = 6;

double margin_K(const SectionFrontPoint& point) {
    if (!point.warmest || !point.warmest->limit_C) return std::numeric_limits<double>::infinity();
    return *point.warmest->limit_C - point.warmest->temperature_C;
}

/// The cheapest for every width, of the points with at least this margin.
std::vector<scene::ChartPoint> cheapest(const SectionFront& front, double least_K) {
    std::vector<scene::ChartPoint> points;
    double cost = std::numeric_limits<double>::infinity();
    for (const SectionFrontPoint& point : front.points) {
        if (margin_K(point) < least_K) continue;
        if (point.cost_eur_m >= cost) continue;
        if (!points.empty() && points.back().x == point.width_m) points.pop_back();
        points.push_back({point.width_m, point.cost_eur_m});
        cost = point.cost_eur_m;
    }
    return points;
}

/// Whole kelvins from none to the largest margin, at most six of them.
std::vector<int> margins_of(const SectionFront& front) {
    double most_K = 0.0;
    for (const SectionFrontPoint& point : front.points)
        if (std::isfinite(margin_K(point))) most_K = std::max(most_K, margin_K(point));
    const int last = static_cast<int>(std::floor(most_K));
    const int step = std::max(1, (last + kMostLines - 1) / kMostLines);
    std::vector<int> margins;
    for (int margin = 0; margin <= last; margin += step)
        margins.push_back(margin);
    return margins;
}

/// Between the colour of heat and that of water: the more room, the cooler.
scene::Color shade(const scene::Style& style, std::size_t index, std::size_t count) {
    const scene::Color from = style.of(model::Network::Heat);
    const scene::Color to = style.of(model::Network::Water);
    const double share =
        count < 2 ? 1.0 : static_cast<double>(index) / static_cast<double>(count - 1);
    const auto mixed = [share](std::uint8_t a, std::uint8_t b) {
        return static_cast<std::uint8_t>(std::lround((1.0 - share) * a + share * b));
    };
    return {mixed(from.r, to.r), mixed(from.g, to.g), mixed(from.b, to.b)};
}

scene::LineChart front_chart(const Session& s, const std::string& title, const SectionFront& front,
                             const scene::Style& style) {
    scene::LineChart chart;
    chart.title = title;
    chart.subtitle = s.say("cost against width taken", "kosten tegen ingenomen breedte");
    chart.x.label = s.say("width", "breedte");
    chart.x.unit = "m";
    chart.y.label = s.say("cost", "kosten");
    chart.y.unit = "EUR/m";
    const std::vector<int> margins = margins_of(front);
    for (std::size_t i = 0; i < margins.size(); ++i) {
        scene::ChartSeries line;
        line.name = margins[i] == 0 ? std::string{s.say("within the limits", "binnen de grenzen")}
                                    : fmt::format("{} K {}", margins[i],
                                                  s.say("below the limit", "onder de grens"));
        line.color = shade(style, i, margins.size());
        line.points = cheapest(front, margins[i]);
        line.markers = true;
        if (i > 0) line.dash = {4.0 * static_cast<double>(i), 4.0};
        chart.series.push_back(std::move(line));
    }
    if (!front.complete)
        chart.captions = {
            std::string{s.say("cut short by its limits: points may be missing",
                              "door zijn grenzen afgebroken: er kunnen punten ontbreken")}};
    return chart;
}

base::Result<scene::ChartOptions> chart_options(const Session& s) {
    const auto folder = profiles_folder(s);
    if (!folder) return tl::unexpected(folder.error());
    const auto values = exchange::read_style_file(*folder / "styles" / "day.json");
    if (!values) return tl::unexpected(values.error());
    auto style = scene::style_from(*values);
    if (!style) return tl::unexpected(style.error());
    scene::ChartOptions options;
    options.language = s.language == "nl" ? scene::Language::Dutch : scene::Language::English;
    options.style = std::move(*style);
    return options;
}

}  // namespace

base::Result<std::vector<std::string>> write_front_plots(const Session& s, const std::string& title,
                                                         const SectionFront& front,
                                                         const std::filesystem::path& folder) {
    std::vector<std::string> written;
    if (front.points.empty()) return written;
    std::error_code problem;
    std::filesystem::create_directories(folder, problem);
    if (problem) {
        return tl::unexpected(base::Error{base::ErrorCode::CannotWrite,
                                          "cannot make the folder: " + problem.message(),
                                          folder.string()});
    }
    const auto options = chart_options(s);
    if (!options) return tl::unexpected(options.error());
    const auto picture =
        scene::chart_drawing(front_chart(s, title, front, options->style), *options);
    const std::string about{s.say("cost against width taken", "kosten tegen ingenomen breedte")};
    for (const char* ending : {".png", ".svg"}) {
        const auto file = folder / (std::string{"front"} + ending);
        const auto done = viz::render::write_drawing(picture, {title, about, s.language}, file);
        if (!done) return tl::unexpected(done.error());
        written.push_back(file.string());
    }
    return written;
}

#else

base::Result<std::vector<std::string>> write_front_plots(const Session&, const std::string&,
                                                         const layout::SectionFront&,
                                                         const std::filesystem::path& folder) {
    return base::bad_input("this program was built without pictures", folder.string());
}

#endif

}  // namespace maaiveld::app
