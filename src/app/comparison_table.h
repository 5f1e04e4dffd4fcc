#pragma once

#include "app/session.h"
#include "exchange/comparison_html.h"
#include "lifecycle/variant_measures.h"

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace maaiveld::app {

using Variants = std::vector<lifecycle::VariantMeasures>;

/// The number with the language's decimal sign; "-" where there is none.
std::string number_word(const Session& session, std::optional<double> value, int decimals);

/// One table of a comparison that is being filled. Texts are given in English and Dutch.
class ComparisonTable {
public:
    using Better = exchange::ComparisonRow::Better;
    using Value = std::function<std::optional<double>(const lifecycle::VariantMeasures&)>;

    ComparisonTable(const Session& session, const Variants& variants, std::string_view en,
                    std::string_view nl);
    /// A row of numbers, one per variant. Values that print alike count as alike.
    void add(std::string_view en, std::string_view nl, const std::string& unit, int decimals,
             Better better, const Value& value, std::string note = {});
    void add(exchange::ComparisonRow row) { section_.rows.push_back(std::move(row)); }
    void note(std::string_view en, std::string_view nl);
    const Session& session() const { return session_; }
    exchange::ComparisonSection take() { return std::move(section_); }

private:
    const Session& session_;
    const Variants& variants_;
    exchange::ComparisonSection section_;
};

std::string strip_word(const Session& session, model::StripKind kind);

/// What building costs where variants differ (nothing without prices), and what it takes.
exchange::ComparisonSection cost_table(const Session& session, const Variants& variants);
exchange::ComparisonSection material_table(const Session& session, const Variants& variants);

/// How each line is reached for repair, and what digging for repairs lays bare.
exchange::ComparisonSection access_table(const Session& session, const Variants& variants);
exchange::ComparisonSection exposure_table(const Session& session, const Variants& variants);

}  // namespace maaiveld::app
