#include "app/layout_plots.h"

#ifdef MAAIVELD_WITH_VIZ
#include "exchange/style_file.h"
#include "viz/render/write_drawing.h"
#include "viz/scene/chart.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <limits>
#endif

namespace maaiveld::app {

#ifdef MAAIVELD_WITH_VIZ
namespace {

namespace scene = viz::scene;
using layout::SectionFront;
using layout::SectionFrontPoint;

constexpr std::size_t kMostClasses = 4;
constexpr double kClass_K = 0.5;  // classes end on multiples of this

/// The cheapest for every width, of the points that are no warmer.
std::vector<scene::ChartPoint> cheapest(const SectionFront& front, double most_C) {
    std::vector<scene::ChartPoint> points;
    double cost = std::numeric_limits<double>::infinity();
    for (const SectionFrontPoint& point : front.points) {
        if (point.warmest && point.warmest->temperature_C > most_C + 1e-9) continue;
        if (point.cost_eur_m >= cost) continue;
        if (!points.empty() && points.back().x == point.width_m) points.pop_back();
        points.push_back({point.width_m, point.cost_eur_m});
        cost = point.cost_eur_m;
    }
    return points;
}

/// Upper ends of the temperature classes, the warmest first: multiples of half a kelvin, evenly
/// over what the front reaches. One without end when it has no temperatures.
std::vector<double> classes_of(const SectionFront& front) {
    double least_C = std::numeric_limits<double>::infinity();
    double most_C = -least_C;
    for (const SectionFrontPoint& point : front.points) {
        if (!point.warmest) continue;
        least_C = std::min(least_C, point.warmest->temperature_C);
        most_C = std::max(most_C, point.warmest->temperature_C);
    }
    if (least_C > most_C) return {std::numeric_limits<double>::infinity()};
    const double first_C = kClass_K * std::ceil(most_C / kClass_K - 1e-9);
    const double last_C = kClass_K * std::ceil(least_C / kClass_K - 1e-9);
    const double step_C =
        kClass_K * std::max(1.0, std::ceil((first_C - last_C) / kClass_K /
                                           static_cast<double>(kMostClasses - 1)));
    std::vector<double> classes;
    for (double end_C = first_C; end_C > last_C - step_C + 1e-9; end_C -= step_C)
        classes.push_back(std::max(end_C, last_C));
    return classes;
}

/// Warm to cool, in colours of the networks that are told apart most easily.
scene::Color class_color(const scene::Style& style, std::size_t index, std::size_t count) {
    constexpr model::Network kColors[] = {model::Network::ElectricityMv, model::Network::GasLow,
                                          model::Network::Telecom, model::Network::Water};
    return style.of(index + 1 == count ? kColors[3] : kColors[std::min<std::size_t>(index, 2)]);
}

std::string class_name(const Session& s, double most_C) {
    if (!std::isfinite(most_C)) return std::string{s.say("cheapest", "goedkoopste")};
    std::string degrees = fmt::format("{:.1f}", most_C);
    if (s.language == "nl") std::replace(degrees.begin(), degrees.end(), '.', ',');
    return fmt::format("{} {} °C", s.say("at most", "hoogstens"), degrees);
}

/// A class that needs no other layouts than a warmer one is left out.
std::vector<scene::ChartSeries> front_series(const Session& s, const SectionFront& front,
                                             const scene::Style& style) {
    const std::vector<double> classes = classes_of(front);
    std::vector<scene::ChartSeries> lines;
    for (std::size_t i = classes.size(); i-- > 0;) {
        scene::ChartSeries line;
        line.name = class_name(s, classes[i]);
        line.color = class_color(style, i, classes.size());
        line.points = cheapest(front, classes[i]);
        line.markers = true;
        const auto same = [](const scene::ChartPoint& a, const scene::ChartPoint& b) {
            return a.x == b.x && a.y == b.y;
        };
        const bool repeats = !lines.empty() && std::equal(line.points.begin(), line.points.end(),
                                                          lines.back().points.begin(),
                                                          lines.back().points.end(), same);
        if (!repeats) lines.push_back(std::move(line));
    }
    std::reverse(lines.begin(), lines.end());
    return lines;
}

/// The lines whose temperature the classes are about: those nearest to their limits.
std::string warmest_names(const SectionFront& front) {
    std::vector<std::string> ids;
    for (const SectionFrontPoint& point : front.points)
        if (point.warmest && std::find(ids.begin(), ids.end(), point.warmest->asset) == ids.end())
            ids.push_back(point.warmest->asset);
    return fmt::format("{}", fmt::join(ids, ", "));
}

scene::LineChart front_chart(const Session& s, const std::string& title, const SectionFront& front,
                             const scene::Style& style) {
    scene::LineChart chart;
    chart.title = title;
    const std::string names = warmest_names(front);
    chart.subtitle = s.say("cost against width taken", "kosten tegen ingenomen breedte");
    if (!names.empty())
        chart.subtitle += fmt::format(
            "{} {}", s.say(", by the temperature of", ", naar de temperatuur van"), names);
    chart.x.label = s.say("width", "breedte");
    chart.x.unit = "m";
    chart.y.label = s.say("cost", "kosten");
    chart.y.unit = "EUR/m";
    chart.series = front_series(s, front, style);
    if (!names.empty())
        chart.captions.emplace_back(s.say(
            "Temperatures in the hottest month; what lies between two points is not laid out.",
            "Temperaturen in de warmste maand; tussen twee punten is niets ingedeeld."));
    if (!front.complete)
        chart.captions.emplace_back(
            s.say("Cut short by its limits: points may be missing.",
                  "Door zijn grenzen afgebroken: er kunnen punten ontbreken."));
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
