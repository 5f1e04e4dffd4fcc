#pragma once

#include "base/error.h"
#include "layout/layout_heat.h"
#include "layout/layout_profile.h"
#include "layout/rack_fill.h"
#include "layout/section_of_street.h"

#include <optional>
#include <span>

namespace maaiveld::layout {

/// How warm the drinking water in a rack gets: the rack alone in the middle of its street, so
/// without what flat lines beside it add. For RackFillOptions::water_C. Everything given outlives
/// it.
class RackWater {
public:
    /// `section` says which stretch of the street counts.
    RackWater(const HeatContext& heat, std::span<const rules::Pack> packs,
              const LayoutProfile& profile, SectionQuestion section);

    /// The lowest limit on any line of the street; nothing when no rule sets one.
    std::optional<double> limit_C() const;

    /// Of the warmest line in the rack that has a limit. After an error (see error()) the limit,
    /// which ends every search for cooler water.
    double warmest_C(const RackFill& fill);
    const std::optional<base::Error>& error() const { return error_; }

private:
    base::Result<std::vector<LineTemperature>> temperatures(const RackFill& fill);

    const HeatContext& heat_;
    std::span<const rules::Pack> packs_;
    const LayoutProfile& profile_;
    SectionQuestion section_;
    std::optional<base::Error> error_;
};

/// fill_rack with its water kept within the limit by `water`: heat lies deeper and farther aside,
/// as far as the type allows. Errors: as fill_rack, and those of the heat calculation.
base::Result<RackFill> fill_cool_rack(const model::RackType& type,
                                      const std::vector<RackMember>& members,
                                      std::span<const rules::Pack> packs,
                                      const LayoutProfile& profile, RackFillOptions options,
                                      RackWater& water);

}  // namespace maaiveld::layout
