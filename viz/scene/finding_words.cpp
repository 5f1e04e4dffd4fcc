#include "viz/scene/finding_words.h"

#include <cmath>
#include <fmt/format.h>

namespace maaiveld::viz::scene {

namespace {

std::string unit_text(rules::Measure measure) {
    const std::string unit(rules::unit_of(measure));
    if (unit == "deg") return "°";
    if (unit == "C") return " °C";
    if (unit == "m2") return " m²";
    if (unit == "m3") return " m³";
    return unit.empty() ? "" : " " + unit;
}

int decimals_of(rules::Measure measure) {
    const std::string_view unit = rules::unit_of(measure);
    return unit == "deg" || unit == "A" ? 0 : (unit == "m" ? 2 : 1);
}

/// "operator:1234-abcd…" is no name for a reader; the last part says most.
std::string short_alias(const std::string& alias) {
    constexpr std::size_t kLongest = 14;
    return alias.size() <= kLongest ? alias : "…" + alias.substr(alias.size() - kLongest + 2);
}

bool is_broken(const rules::Finding& f, double measured) {
    return f.at_most ? measured > f.required : measured < f.required;
}

/// The value as it is printed: a broken one rounded towards broken, so that 0.2496 never reads as
/// "0.25 < 0.25".
double printed(const rules::Finding& f, double measured) {
    if (!is_broken(f, measured)) return measured;
    const double steps = std::pow(10.0, decimals_of(f.measure));
    return (f.at_most ? std::ceil(measured * steps - 1e-6) : std::floor(measured * steps + 1e-6)) /
           steps;
}

/// "0.42 < 1.00 m", or "0.64 of 0.50 m" where the value holds.
std::string compared(const rules::Finding& f, double measured, Language language) {
    const int decimals = decimals_of(f.measure);
    const std::string sign = f.at_most ? ">" : "<";
    return fmt::format("{} {} {}{}", number(printed(f, measured), decimals, language),
                       is_broken(f, measured) ? sign : word(Word::Of, language),
                       number(f.required, decimals, language), unit_text(f.measure));
}

}  // namespace

ObjectNames::ObjectNames(const model::Street& street, Language language) {
    for (const model::Asset& a : street.assets)
        names_[a.id] = {short_alias(a.alias.empty() ? a.id : a.alias),
                        std::string(title_of(a.network, code_of(language)))};
    for (const model::Tree& t : street.trees)
        names_[t.id] = {short_alias(t.id), std::string(word(Word::Tree, language))};
    for (const model::Structure& s : street.structures)
        names_[s.id] = {short_alias(s.id), std::string(word(s.kind, language))};
    for (const model::Rack& r : street.racks)
        names_[r.id] = {short_alias(r.id), std::string(word(Word::Rack, language))};
}

ObjectName ObjectNames::of(const std::string& id) const {
    const auto found = names_.find(id);
    return found == names_.end() ? ObjectName{short_alias(id), ""} : found->second;
}

FindingWords words_of(const rules::Finding& f, const ObjectNames& names, Language language) {
    const auto named = [&](const std::string& id) {
        const ObjectName name = names.of(id);
        return name.what.empty() ? name.alias : name.alias + " " + name.what;
    };
    FindingWords words;
    words.headline = f.b.empty() ? named(f.a) : named(f.a) + " – " + named(f.b);
    const int decimals = decimals_of(f.measure);
    words.detail = fmt::format("{} {} {} {}{}", word(f.measure, language),
                               number(printed(f, f.measured), decimals, language),
                               word(f.at_most ? Word::AtMost : Word::Of, language),
                               number(f.required, decimals, language), unit_text(f.measure));
    if (const double run_m = f.stretch.to_m - f.stretch.from_m; run_m >= 0.5)
        words.detail +=
            fmt::format(" {} {} m", word(Word::Parallel, language), number(run_m, 1, language));
    words.detail +=
        fmt::format(" · {} ({:.0f} %)", word(f.certainty, language), 100.0 * f.probability);
    words.reference = fmt::format("{} · {}", word(f.severity, language), f.rule);
    if (!f.grade.empty())
        words.reference += fmt::format(" · {} {}", word(Word::Grade, language), f.grade);
    return words;
}

std::string comparison_of(const rules::Finding& f, Language language) {
    if (is_broken(f, f.measured)) return compared(f, f.measured, language);
    // The measured value holds and only its uncertainty makes this a finding: claim no more.
    return fmt::format("{} · {:.0f} %", compared(f, f.measured, language), 100.0 * f.probability);
}

std::string comparison_at(const rules::Finding& f, std::optional<double> here, Language language) {
    // Less than the last digit shown is no difference to a reader.
    if (!here || std::abs(*here - f.measured) < 0.005) return comparison_of(f, language);
    return compared(f, *here, language);
}

std::string tally_of(std::size_t errors, std::size_t warnings, std::size_t infos,
                     Language language) {
    std::string text;
    const auto add = [&](std::size_t count, Word one, Word many) {
        if (count == 0) return;
        if (!text.empty()) text += ", ";
        text += counted(count, one, many, language);
    };
    add(errors, Word::Error, Word::Errors);
    add(warnings, Word::Warning, Word::Warnings);
    add(infos, Word::Info, Word::Infos);
    return text;
}

Color color_of(rules::Severity severity, const Style& style) {
    if (severity == rules::Severity::Error) return style.error;
    return severity == rules::Severity::Warning ? style.warning : style.info;
}

}  // namespace maaiveld::viz::scene
