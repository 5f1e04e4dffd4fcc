#include "app/findings_words.h"

#include "base/text.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <fmt/ostream.h>
#include <map>
#include <ostream>

namespace maaiveld::app {
namespace {

using rules::Finding;
using rules::Measure;
using rules::RuleTrial;
using rules::Severity;

std::string severity_word(const Session& s, Severity severity) {
    switch (severity) {
        case Severity::Error:
            return red(s, fmt::format("{:<8}", s.say("error", "fout")));
        case Severity::Warning:
            return yellow(s, fmt::format("{:<8}", s.say("warning", "let op")));
        case Severity::Info:
            return fmt::format("{:<8}", s.say("info", "info"));
    }
    return {};
}

std::string certainty_word(const Session& s, const Finding& f) {
    switch (f.certainty) {
        case rules::CertaintyClass::Certain:
            return std::string{s.say("certain", "zeker")};
        case rules::CertaintyClass::Likely:
            return fmt::format("{} {:.2f}", s.say("likely", "waarsch."), f.probability);
        case rules::CertaintyClass::Possible:
            return fmt::format("{} {:.2f}", s.say("possible", "mogelijk"), f.probability);
    }
    return {};
}

using Aliases = std::map<std::string, std::string>;

Aliases aliases_of(const model::Street& street) {
    Aliases aliases;
    for (const model::Asset& asset : street.assets)
        aliases[asset.id] = asset.alias;
    return aliases;
}

std::string shown(const Aliases& aliases, const std::string& id) {
    const auto alias = aliases.find(id);
    return base::printable(alias == aliases.end() ? id : alias->second);
}

std::string pair_words(const Aliases& aliases, const std::string& a, const std::string& b) {
    return b.empty() ? shown(aliases, a) : shown(aliases, a) + " - " + shown(aliases, b);
}

/// Rounded towards broken, so that 0.4996 never reads as "0.50 < 0.50". What is only possibly
/// broken may be drawn on the right side of the limit.
std::string comparison(const Session& s, const Finding& f) {
    const double margin = rules::margin_of(f);
    if (margin < -1e-9) {
        return fmt::format("{} {} {}", quantity(f.measure, f.measured),
                           f.at_most ? "<=" : ">=", quantity(f.measure, f.required));
    }
    if (margin <= 1e-9) {
        // Broken by less than a nanometre when it is not merely possible: say so, not "1.000
        // < 1.000".
        const bool broken = f.certainty != rules::CertaintyClass::Possible;
        return fmt::format(
            "{} {} {}", quantity(f.measure, f.measured),
            broken ? s.say("just under", "net onder") : s.say("at limit", "op grens"),
            quantity(f.measure, f.required));
    }
    const double shown_value = f.at_most ? f.measured : std::floor(f.measured * 1e3 + 1e-6) / 1e3;
    return fmt::format("{} {} {}", quantity(f.measure, shown_value), f.at_most ? ">" : "<",
                       quantity(f.measure, f.required));
}

void print_row(Session& s, const Aliases& aliases, const Finding& f) {
    const std::string stretch =
        f.stretch.along.empty() ? std::string{}
                                : fmt::format("{:.1f}-{:.1f} m", f.stretch.from_m, f.stretch.to_m);
    fmt::print(s.out, "{} {:<14} {:<16} {:<22} {:<17} {:<24} {}{}\n", severity_word(s, f.severity),
               certainty_word(s, f), base::printable(f.rule), pair_words(aliases, f.a, f.b),
               name_of(f.measure), comparison(s, f), stretch,
               f.exempted_by ? fmt::format("  ({} {})", s.say("accepted by", "aanvaard door"),
                                           base::printable(*f.exempted_by))
                             : std::string{});
    if (!f.cause.empty()) {
        fmt::print(s.out, "{:<40}{}\n", "", dim(s, base::printable(f.cause)));
    }
}

void print_group(Session& s, const Aliases& aliases, const rules::Group& g, bool by_rule) {
    if (!by_rule) {
        fmt::print(s.out, "  {:>8}{:>10}{:>9}{:>10}{:>10.0f} m  {}\n", g.errors, g.warnings,
                   g.infos, g.possible, g.length_m, base::printable(g.key));
        return;
    }
    const std::string counts =
        fmt::format("{:>5}{:>7}{:>9}{:>10.0f} m", g.certain, g.likely, g.possible, g.length_m);
    fmt::print(s.out, "  {} {}  {:<14} {}; {} {} {} {} {}\n", severity_word(s, g.severity), counts,
               g.key, g.title, s.say("worst", "ergst"), pair_words(aliases, g.worst_a, g.worst_b),
               quantity(g.measure, g.worst_measured), s.say("of", "van"),
               quantity(g.measure, g.required));
}

void print_groups(Session& s, const Aliases& aliases, const std::vector<rules::Group>& groups,
                  bool by_rule, std::size_t most) {
    for (std::size_t i = 0; i < std::min(most, groups.size()); ++i) {
        print_group(s, aliases, groups[i], by_rule);
    }
    if (groups.size() > most) {
        fmt::print(
            s.out, "  {}\n",
            fmt::format(fmt::runtime(s.say("and {} more", "en nog {}")), groups.size() - most));
    }
}

void print_totals(Session& s, const rules::CheckResult& result) {
    std::int64_t exempted = 0;
    for (const auto& [reason, count] : result.counts.exempted)
        exempted += count;
    const auto accepted = std::count_if(result.findings.begin(), result.findings.end(),
                                        [](const Finding& f) { return f.exempted_by.has_value(); });
    fmt::print(
        s.out, "{}\n",
        fmt::format(fmt::runtime(
                        s.say("{} pairs of solids break a rule; {} of them are exempt because they "
                              "belong together; the rest comes to {} findings ({} accepted)",
                              "{} paren lichamen breken een regel; {} daarvan horen bij elkaar en "
                              "tellen niet; de rest geeft {} bevindingen ({} aanvaard)")),
                    result.counts.violating, exempted, result.findings.size(), accepted));
}

/// What would make the verdicts surer.
void print_advice(Session& s, const rules::Summary& summary) {
    if (summary.best_test_pit.empty()) return;
    fmt::print(s.out, "{}\n",
               fmt::format(fmt::runtime(s.say("Depth was measured along {:.0f} % of the lines. "
                                              "Finding out where {} really lies would settle "
                                              "most: it is in {} likely findings.",
                                              "Van {:.0f} % van de lengte is de diepte gemeten. "
                                              "Weten waar {} echt ligt lost het meest op: "
                                              "die zit in {} waarschijnlijke bevindingen.")),
                           100.0 * summary.measured_depth_share,
                           base::printable(summary.best_test_pit), summary.settled_by_it));
}

std::string outcome_word(const Session& s, RuleTrial::Outcome outcome) {
    switch (outcome) {
        case RuleTrial::Outcome::NoMatch:
            return std::string{s.say("does not apply", "niet van toepassing")};
        case RuleTrial::Outcome::NoValue:
            return std::string{s.say("no value", "geen waarde")};
        case RuleTrial::Outcome::Overridden:
            return std::string{s.say("overridden", "gaat niet voor")};
        case RuleTrial::Outcome::NotHere:
            return std::string{s.say("not here", "hier niet")};
        case RuleTrial::Outcome::Kept:
            return std::string{s.say("kept", "voldaan")};
        case RuleTrial::Outcome::Broken:
            return std::string{s.say("BROKEN", "GEBROKEN")};
        case RuleTrial::Outcome::Exempt:
            return std::string{s.say("exempt", "vrijgesteld")};
        case RuleTrial::Outcome::NotComputed:
            return std::string{s.say("not computed", "niet berekend")};
    }
    return {};
}

void print_trial(Session& s, const RuleTrial& t) {
    std::string numbers;
    if (t.required) {
        numbers =
            fmt::format("{} {} {}", name_of(t.measure),
                        t.at_most ? s.say("at most", "hoogstens") : s.say("at least", "minstens"),
                        quantity(t.measure, *t.required));
        if (t.measured)
            numbers += fmt::format(", {} {}", s.say("measured", "gemeten"),
                                   quantity(t.measure, *t.measured));
        if (t.sigma_m && *t.sigma_m > 0.0) numbers += fmt::format(" +- {:.2f} m", *t.sigma_m);
    }
    const std::string outcome = t.only_possible
                                    ? std::string{s.say("POSSIBLY BROKEN", "MOGELIJK GEBROKEN")}
                                    : outcome_word(s, t.outcome);
    fmt::print(s.out, "  {:<20} {:<16} {}\n", outcome, t.rule, t.title);
    if (!numbers.empty()) fmt::print(s.out, "  {:<20} {:<16} {}\n", "", "", numbers);
    fmt::print(s.out, "  {:<20} {:<16} {}\n", "", "", base::printable(t.reason));
    if (t.outcome == RuleTrial::Outcome::Broken) {
        fmt::print(s.out, "  {:<20} {:<16} {} {}, {}\n", "", "", s.say("grade", "graad"), t.grade,
                   t.source);
    }
}

}  // namespace

std::string quantity(Measure measure, double value) {
    const std::string_view unit = unit_of(measure);
    if (unit == "m") return fmt::format("{:.3f} m", value);
    return fmt::format("{:.2f} {}", value, unit == "C" ? "°C" : unit == "m3" ? "m³" : unit);
}

void print_findings(Session& s, const model::Street& street, std::span<const rules::Pack> packs,
                    const rules::CheckResult& result, std::size_t rows) {
    const Aliases aliases = aliases_of(street);
    const std::size_t most =
        rows == 0 ? result.findings.size() : std::min(rows, result.findings.size());
    for (std::size_t i = 0; i < most; ++i)
        print_row(s, aliases, result.findings[i]);
    if (most < result.findings.size()) {
        fmt::print(
            s.out, "{}\n",
            fmt::format(fmt::runtime(s.say(
                            "... and {} more (--all shows them, --findings FILE writes them)",
                            "... en nog {} (--all toont ze, --findings BESTAND schrijft ze)")),
                        result.findings.size() - most));
    }
    if (!result.findings.empty()) {
        const rules::Summary summary = rules::summarise(street, packs, result.findings, s.language);
        fmt::print(s.out, "\n{}\n  {:<8} {:>5}{:>7}{:>9}{:>12}\n",
                   bold(s, std::string{s.say("By rule", "Per regel")}), "", s.say("sure", "zeker"),
                   s.say("likely", "wsch."), s.say("possible", "mogelijk"),
                   s.say("length", "lengte"));
        print_groups(s, aliases, summary.by_rule, true, 14);
        fmt::print(s.out, "{}\n  {:>8}{:>10}{:>9}{:>10}{:>12}\n",
                   bold(s, std::string{s.say("By owners", "Per eigenaar")}),
                   s.say("errors", "fouten"), s.say("warnings", "let op"), s.say("remarks", "info"),
                   s.say("possible", "mogelijk"), s.say("length", "lengte"));
        print_groups(s, aliases, summary.by_owners, false, 8);
        s.out << '\n';
        print_advice(s, summary);
    }
    print_totals(s, result);
    for (const std::string& measure : result.unjudged) {
        fmt::print(
            s.out, "{}\n",
            dim(s, fmt::format(
                       fmt::runtime(s.say(
                           "rules on {} were not judged: no computed values were given",
                           "regels over {} zijn niet beoordeeld: er zijn geen berekende waarden")),
                       measure)));
    }
    for (const std::string& rule : result.idle_exemptions) {
        fmt::print(
            s.out, "{}\n",
            yellow(s,
                   fmt::format(
                       fmt::runtime(s.say(
                           "an exemption names rule {}, which no pack in use has",
                           "een vrijstelling noemt regel {}, die in geen gebruikt pakket staat")),
                       base::printable(rule))));
    }
}

void print_explanation(Session& s, const rules::Explanation& explanation) {
    for (const std::string& fact : explanation.facts)
        fmt::print(s.out, "{}\n", base::printable(fact));
    const auto rank = [](const RuleTrial& t) {
        return t.outcome == RuleTrial::Outcome::Broken    ? 0
               : t.outcome == RuleTrial::Outcome::NoMatch ? 2
                                                          : 1;
    };
    std::vector<const RuleTrial*> trials;
    for (const RuleTrial& t : explanation.trials)
        trials.push_back(&t);
    std::stable_sort(trials.begin(), trials.end(),
                     [&](const RuleTrial* x, const RuleTrial* y) { return rank(*x) < rank(*y); });
    fmt::print(s.out, "\n{} {}\n", trials.size(),
               s.say("rules were tried:", "regels zijn geprobeerd:"));
    for (const RuleTrial* t : trials) {
        if (t->outcome == RuleTrial::Outcome::NoMatch) {
            fmt::print(s.out, "{}\n",
                       dim(s, fmt::format("  {:<20} {:<16} {}", outcome_word(s, t->outcome),
                                          t->rule, base::printable(t->reason))));
        } else {
            print_trial(s, *t);
        }
    }
    fmt::print(s.out, "\n{} {}\n", explanation.findings.size(),
               s.say("finding(s) follow", "bevinding(en) volgen"));
}

}  // namespace maaiveld::app
