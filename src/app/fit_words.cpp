#include "app/fit_words.h"

#include "base/text.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <fmt/ostream.h>
#include <map>
#include <ostream>
#include <set>

namespace maaiveld::app {
namespace {

using layout::ConflictPart;
using layout::FitTable;
using layout::FitVerdict;
using layout::FormFit;
using layout::PartKind;
using layout::StreetFit;

/// "yes 4.42", "no -0.35", "?", "-".
std::string short_answer(const Session& s, const FormFit& form) {
    switch (form.verdict) {
        case FitVerdict::Fits:
            return std::string{s.say("yes", "ja")} +
                   (form.needed_m ? fmt::format(" {:.2f}", *form.needed_m) : std::string{});
        case FitVerdict::DoesNotFit:
            return std::string{s.say("no", "nee")} +
                   (form.short_m ? fmt::format(" -{:.2f}", *form.short_m) : std::string{});
        case FitVerdict::Undecided:
            return "?";
        case FitVerdict::NotTried:
            return "-";
    }
    return "-";
}

std::string rule_words(const ConflictPart& part) {
    std::string text = part.id;
    if (!part.of.empty()) text += " " + part.of;
    if (!part.against.empty()) text += "/" + part.against;
    if (part.against.empty() && !part.what.empty()) text += "/" + part.what;
    if (part.required > 0.0) text += fmt::format(" {:.2f} m", part.required);
    return text;
}

/// One part of a conflict in a few words; networks are listed apart.
std::string part_words(const Session& s, const ConflictPart& part) {
    switch (part.kind) {
        case PartKind::Network:
        case PartKind::Placed:
            return part.id;
        case PartKind::Obstacle:
            return part.what.empty() ? part.id : part.what + " " + part.id;
        case PartKind::Strips:
            return fmt::format("{} {}", s.say("strips of", "stroken van"),
                               part.of.empty() ? part.id : part.of);
        case PartKind::Covers:
            return fmt::format("{} {}", s.say("covers of", "dekking van"),
                               part.of.empty() ? part.id : part.of);
        case PartKind::Rule:
        case PartKind::Heat:
            return rule_words(part);
    }
    return part.id;
}

/// "H, W-1, R-1: NL-SEP-07 H/W-1 1.00 m, tree B-1".
std::string why_words(const Session& s, const FormFit& form) {
    if (!form.refused.empty()) return form.refused;
    std::string networks;
    std::string rest;
    for (const ConflictPart& part : form.conflict) {
        std::string& list =
            part.kind == PartKind::Network || part.kind == PartKind::Placed ? networks : rest;
        if (!list.empty()) list += ", ";
        list += part_words(s, part);
    }
    return rest.empty() ? networks : networks + ": " + rest;
}

std::string cut(const std::string& text, std::size_t most) {
    return text.size() <= most ? text : text.substr(0, most - 2) + "..";
}

void print_rows(Session& s, const FitTable& table) {
    std::size_t name_width = 10;
    for (const StreetFit& street : table.streets)
        name_width = std::max(name_width, std::min<std::size_t>(64, street.name.size()));
    fmt::print(s.out, "{:<{}}  {:>6}  {:<10}", s.say("street type", "straattype"), name_width,
               s.say("width", "breed"), s.say("flat", "vlak"));
    for (const FormFit& form : table.streets.front().racks)
        fmt::print(s.out, "  {:<{}}", form.form, std::max<std::size_t>(9, form.form.size()));
    fmt::print(s.out, "  {}\n", s.say("why not flat", "waarom niet vlak"));
    for (const StreetFit& street : table.streets) {
        fmt::print(s.out, "{:<{}}  {:>6.2f}  {:<10}", cut(base::printable(street.name), name_width),
                   name_width, street.public_width_m, short_answer(s, street.flat));
        for (const FormFit& form : street.racks) {
            fmt::print(s.out, "  {:<{}}", short_answer(s, form),
                       std::max<std::size_t>(9, form.form.size()));
        }
        fmt::print(s.out, "  {}\n", base::printable(why_words(s, street.flat)));
    }
}

std::string share(std::size_t part, std::size_t whole) {
    return fmt::format(
        "{:3} ({:.0f} %)", part,
        whole == 0 ? 0.0 : 100.0 * static_cast<double>(part) / static_cast<double>(whole));
}

void print_counts(Session& s, const FitTable& table, const std::string& demands) {
    const auto counts = table.counts();
    fmt::print(s.out, "\n{} {}: {}\n", counts.streets, s.say("street types", "straattypen"),
               base::printable(demands));
    fmt::print(s.out, "  {:<28}{}\n", s.say("fit flat", "passen vlak"),
               share(counts.flat, counts.streets));
    fmt::print(s.out, "  {:<28}{}\n", s.say("fit only in a rack", "passen alleen in een rek"),
               share(counts.only_rack, counts.streets));
    fmt::print(s.out, "  {:<28}{}\n", s.say("fit in neither", "passen in geen van beide"),
               share(counts.neither, counts.streets));
    if (counts.undecided == 0) return;
    fmt::print(s.out, "  {:<28}{}\n", s.say("undecided (node limit)", "onbeslist (knooplimiet)"),
               share(counts.undecided, counts.streets));
}

/// Counts in classes of width, so that a set with another mix of widths can be judged.
void print_classes(Session& s, const FitTable& table) {
    static constexpr std::array<double, 8> kFrom_m{0, 5, 7.5, 10, 12.5, 15, 20, 1000};
    fmt::print(s.out, "\n{:<14}{:>6}{:>8}{:>12}{:>10}\n", s.say("width", "breedte"),
               s.say("types", "typen"), s.say("flat", "vlak"), s.say("only rack", "alleen rek"),
               s.say("neither", "geen"));
    for (std::size_t k = 0; k + 1 < kFrom_m.size(); ++k) {
        FitTable in_class;
        for (const StreetFit& street : table.streets) {
            if (street.public_width_m >= kFrom_m[k] && street.public_width_m < kFrom_m[k + 1]) {
                in_class.streets.push_back(street);
            }
        }
        if (in_class.streets.empty()) continue;
        const auto counts = in_class.counts();
        const std::string label = k + 2 < kFrom_m.size()
                                      ? fmt::format("{:g}-{:g} m", kFrom_m[k], kFrom_m[k + 1])
                                      : fmt::format("{:g} m +", kFrom_m[k]);
        fmt::print(s.out, "{:<14}{:>6}{:>8}{:>12}{:>10}\n", label, counts.streets, counts.flat,
                   counts.only_rack, counts.neither);
    }
}

/// What takes part in how many conflicts of the flat layout.
void print_causes(Session& s, const FitTable& table) {
    std::map<std::string, std::size_t> streets;
    for (const StreetFit& street : table.streets) {
        std::set<std::string> causes;
        for (const ConflictPart& part : street.flat.conflict) {
            if (part.kind == PartKind::Rule || part.kind == PartKind::Heat) causes.insert(part.id);
            if (part.kind == PartKind::Obstacle) causes.insert(part.what);
            if (part.kind == PartKind::Strips) {
                causes.insert(std::string{s.say("permitted strips", "toegestane stroken")});
            }
        }
        for (const std::string& cause : causes)
            ++streets[cause];
    }
    if (streets.empty()) return;
    std::vector<std::pair<std::string, std::size_t>> ordered{streets.begin(), streets.end()};
    std::stable_sort(ordered.begin(), ordered.end(),
                     [](const auto& a, const auto& b) { return a.second > b.second; });
    fmt::print(s.out, "\n{}\n",
               s.say("what takes part where it does not fit flat (street types)",
                     "wat meespeelt waar het vlak niet past (straattypen)"));
    for (const auto& [cause, count] : ordered)
        fmt::print(s.out, "  {:<40}{:4}\n", base::printable(cause), count);
}

/// In how many of the types that fit flat a rule of the packs binds, and which.
void print_held(Session& s, const FitTable& table) {
    constexpr std::size_t kMost = 8;
    const auto counts = table.counts();
    if (counts.flat_asked == 0) return;
    fmt::print(s.out, "\n{} {}\n",
               s.say("a rule binds (without the rules it could lie cheaper):",
                     "een regel knelt (zonder de regels kan het goedkoper):"),
               share(counts.flat_held, counts.flat_asked));
    for (std::size_t i = 0; i < std::min(kMost, counts.holding.size()); ++i)
        fmt::print(s.out, "  {:<40}{:4}\n", base::printable(counts.holding[i].first),
                   counts.holding[i].second);
    if (counts.holding.size() > kMost)
        fmt::print(s.out, "  (+{})\n", counts.holding.size() - kMost);
}

}  // namespace

void print_fit(Session& s, const FitTable& table, const std::string& demands) {
    if (table.streets.empty()) return;
    print_rows(s, table);
    print_counts(s, table, demands);
    print_classes(s, table);
    print_held(s, table);
    print_causes(s, table);
    fmt::print(s.out, "\n{}\n",
               s.say("yes: the least public width at which it fits, strips in proportion; "
                     "no -: what one strip would have to be wider (metres)",
                     "ja: de kleinste openbare breedte waarbij het past, stroken naar verhouding; "
                     "nee -: wat een strook breder zou moeten zijn (meter)"));
}

}  // namespace maaiveld::app
