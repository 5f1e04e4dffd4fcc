#include "layout/rack_water.h"

#include <algorithm>

namespace maaiveld::layout {

RackWater::RackWater(const HeatContext& heat, std::span<const rules::Pack> packs,
                     const LayoutProfile& profile, SectionQuestion section)
    : heat_{heat}, packs_{packs}, profile_{profile}, section_{std::move(section)} {
    section_.demands.emplace();  // nothing but the rack
    section_.free.clear();
}

std::optional<double> RackWater::limit_C() const {
    std::optional<double> lowest;
    for (const auto& [id, limit] : heat_.limits)
        lowest = std::min(lowest.value_or(limit.limit_C), limit.limit_C);
    return lowest;
}

double RackWater::warmest_C(const RackFill& fill) {
    const double limit_C = this->limit_C().value_or(0.0);
    const auto lines = temperatures(fill);
    if (!lines) error_ = lines.error();
    if (error_) return limit_C;
    std::optional<double> warmest;
    for (const LineTemperature& line : *lines)
        if (line.limit_C)
            warmest = std::max(warmest.value_or(line.temperature_C), line.temperature_C);
    return warmest.value_or(limit_C);
}

base::Result<std::vector<LineTemperature>> RackWater::temperatures(const RackFill& fill) {
    section_.ready = {fill.item};
    section_.ready.back().where = {{0.0, heat_.street.section.width_m(), 0.0}};
    const auto brief = section_of_street(heat_.street, heat_.catalogue, packs_, profile_, section_);
    if (!brief) return tl::unexpected(brief.error());
    return temperatures_of(*brief, {{0.5 * brief->width_m, fill.top_cover_m}}, heat_);
}

base::Result<RackFill> fill_cool_rack(const model::RackType& type,
                                      const std::vector<RackMember>& members,
                                      std::span<const rules::Pack> packs,
                                      const LayoutProfile& profile, RackFillOptions options,
                                      RackWater& water) {
    if (const auto limit_C = water.limit_C()) {
        options.water_limit_C = *limit_C;
        options.water_C = [&](const RackFill& fill) { return water.warmest_C(fill); };
    }
    auto fill = fill_rack(type, members, packs, profile, options);
    if (water.error()) return tl::unexpected(*water.error());
    return fill;
}

}  // namespace maaiveld::layout
