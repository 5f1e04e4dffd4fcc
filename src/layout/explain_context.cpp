#include "layout/explain_context.h"

#include <algorithm>

namespace maaiveld::layout {
namespace {

std::optional<HeatVerdict> verdict_of(const SectionBrief& brief, const SectionAnswer& answer,
                                      const HeatContext& heat) {
    const auto places = places_of(brief, problem_of(brief), answer.places);
    const auto lines = temperatures_of(brief, places, heat);
    if (!lines) return std::nullopt;
    std::optional<HeatVerdict> nearest;
    for (const LineTemperature& line : *lines) {
        if (!line.limit_C) continue;
        const HeatVerdict verdict{line.asset, line.temperature_C, *line.limit_C};
        if (!nearest || verdict.limit_C - verdict.warmest_C < nearest->limit_C - nearest->warmest_C)
            nearest = verdict;
    }
    return nearest;
}

}  // namespace

std::vector<NamedStrip> strips_in(const model::Street& street, const SectionBrief& brief) {
    std::vector<NamedStrip> strips;
    double from_m = brief.left_offset_m - street.section.starts_at_offset_m;
    for (const model::Strip& strip : street.section.strips) {
        const double to_m = from_m + strip.width_m;
        const NamedStrip inside{std::string{name_of(strip.kind)}, std::max(0.0, from_m),
                                std::min(brief.width_m, to_m)};
        if (inside.to_m > inside.from_m) strips.push_back(inside);
        from_m = to_m;
    }
    return strips;
}

std::function<std::optional<HeatVerdict>(const SectionBrief&, const SectionAnswer&)> exact_heat(
    const HeatContext& heat) {
    return [&heat](const SectionBrief& brief, const SectionAnswer& answer) {
        return verdict_of(brief, answer, heat);
    };
}

}  // namespace maaiveld::layout
