#include "app/comparison_table.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

namespace maaiveld::app {

std::string number_word(const Session& s, std::optional<double> value, int decimals) {
    if (!value || !std::isfinite(*value)) return "-";
    std::string text = fmt::format("{:.{}f}", *value, decimals);
    if (text.find_first_not_of("-0.") == std::string::npos && text.front() == '-') text.erase(0, 1);
    if (s.language == "nl") std::replace(text.begin(), text.end(), '.', ',');
    return text;
}

ComparisonTable::ComparisonTable(const Session& session, const Variants& variants,
                                 std::string_view en, std::string_view nl)
    : session_{session}, variants_{variants} {
    section_.heading = std::string{session.say(en, nl)};
}

void ComparisonTable::add(std::string_view en, std::string_view nl, const std::string& unit,
                          int decimals, Better better, const Value& value, std::string note) {
    exchange::ComparisonRow row{
        std::string{session_.say(en, nl)}, unit, {}, std::move(note), better, {}};
    const double scale = std::pow(10.0, decimals);
    for (const lifecycle::VariantMeasures& m : variants_) {
        const auto v = value(m);
        row.cells.push_back(number_word(session_, v, decimals));
        row.values.push_back(v ? std::optional{std::round(*v * scale) / scale} : std::nullopt);
    }
    add(std::move(row));
}

void ComparisonTable::note(std::string_view en, std::string_view nl) {
    section_.notes.emplace_back(session_.say(en, nl));
}

}  // namespace maaiveld::app
