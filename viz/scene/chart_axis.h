#pragma once

#include "viz/scene/chart.h"

#include <array>
#include <string>
#include <utility>
#include <vector>

namespace maaiveld::viz::scene {

/// The stretch of values that an axis shows; `from` below `to`, both above 0 when logarithmic.
struct ChartRange {
    ChartAxis::Scale scale = ChartAxis::Scale::Linear;
    double from = 0.0;
    double to = 1.0;

    /// 0 at `from`, 1 at `to`; not finite where a logarithmic axis has no place for the value.
    double share_of(double value) const;
};

/// A labelled place on an axis; an empty label is a mark alone.
struct ChartTick {
    double value = 0.0;
    std::string label;
};

/// The range of `axis` over `values`: as given, else ending on round values with about `most`
/// ticks. Without any usable value 0 to 1 (logarithmic: 1 to 10). A given range that is empty,
/// reversed or not finite is not used, nor are values beyond 1e15.
ChartRange range_of(const ChartAxis& axis, const std::vector<double>& values, int most);

/// Round values inside the range, at most about `most`: 1, 2, 5 steps, or decades. Not for
/// DaysOfYear.
std::vector<ChartTick> ticks_of(const ChartRange& range, int most, Language language);

/// The days on which months begin, and the end of a year that is no leap year.
inline constexpr std::array<double, 13> kMonthStarts = {0,   31,  59,  90,  120, 151, 181,
                                                        212, 243, 273, 304, 334, 365};
/// The first one to three `letters` of the name of month 0 to 11.
std::string month_name(std::size_t month, std::size_t letters, Language language);

/// `value` with as many decimals as a step of `step` needs, in the language's signs.
std::string tick_text(double value, double step, Language language);

/// "temperature (°C)"; one of both when the other is empty.
std::string axis_title(const std::string& label, const std::string& unit);

}  // namespace maaiveld::viz::scene
