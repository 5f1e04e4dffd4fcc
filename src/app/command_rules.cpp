#include "app/findings_words.h"
#include "app/session.h"
#include "base/text.h"
#include "model/scene.h"
#include "rules/self_test.h"

#include <algorithm>
#include <fmt/format.h>
#include <fmt/ostream.h>
#include <ostream>

namespace maaiveld::app {
namespace {

struct RulesArguments {
    std::string id;
    std::string street;
    std::vector<std::string> packs;
};

std::string in_words(const model::AttributeValue& value) {
    if (const auto* text = std::get_if<std::string>(&value)) return *text;
    if (const auto* flag = std::get_if<bool>(&value)) return *flag ? "true" : "false";
    return fmt::format("{:g}", std::get<double>(value));
}

std::string in_words(const rules::AttributeTest& test) {
    std::string values;
    for (const auto& value : test.values)
        values += (values.empty() ? "" : "|") + in_words(value);
    using Kind = rules::AttributeTest::Kind;
    switch (test.kind) {
        case Kind::Present:
            return fmt::format("{} *", test.key);
        case Kind::AnyOf:
            return fmt::format("{} {}", test.key, values);
        case Kind::NoneOf:
            return fmt::format("{} not {}", test.key, values);
        case Kind::Above:
            return fmt::format("{} > {:g}", test.key, test.low);
        case Kind::Below:
            return fmt::format("{} < {:g}", test.key, test.high);
        case Kind::Between:
            return fmt::format("{} {:g}..{:g}", test.key, test.low, test.high);
    }
    return {};
}

std::string in_words(const rules::Selector& selector) {
    std::string words;
    for (const auto& test : selector.tests)
        words += (words.empty() ? "" : ", ") + in_words(test);
    return words;
}

std::string in_words(const rules::Required& required) {
    using Kind = rules::Required::Kind;
    switch (required.kind) {
        case Kind::Number:
            return fmt::format("{:g}", required.number);
        case Kind::Table:
            return fmt::format("table by {} ({:g}..{:g})", required.attribute,
                               required.points.front().second, required.points.back().second);
        case Kind::Times:
            return fmt::format("{:g} x {}{}", required.number, required.attribute,
                               required.plus == 0.0 ? "" : fmt::format(" {:+g}", required.plus));
        default:
            break;
    }
    std::string words = required.kind == Kind::MaxOf   ? "largest of"
                        : required.kind == Kind::MinOf ? "least of"
                                                       : "sum of";
    for (const auto& term : required.terms)
        words += " [" + in_words(term) + "]";
    return words;
}

int list(Session& s, const RulesArguments& a) {
    const auto catalogue = load_catalogue(s);
    if (!catalogue) return report(s, catalogue.error());
    const auto packs = load_packs(s, *catalogue, a.packs);
    if (!packs) return report(s, packs.error());
    for (const rules::Pack& pack : *packs) {
        fmt::print(s.out, "{} ({} {}, {} {})\n", bold(s, pack.id), pack.rules.size(),
                   s.say("rules", "regels"), pack.not_encoded.size(),
                   s.say("rows not encoded", "rijen niet gecodeerd"));
        for (const rules::Rule& rule : pack.rules) {
            fmt::print(s.out, "  {:<20} {:<8} {} {:<17} {:<24} {}\n", rule.id,
                       name_of(rule.severity), rule.grade, name_of(rule.measure),
                       in_words(rule.required) + " " + std::string{unit_of(rule.measure)},
                       s.say(rule.title_en, rule.title_nl));
        }
    }
    return kDone;
}

/// The rule called `id` with its pack, or an error that names the nearest one.
base::Result<std::pair<const rules::Pack*, const rules::Rule*>> find_rule(
    const std::vector<rules::Pack>& packs, const std::string& id) {
    std::vector<std::string> ids;
    for (const rules::Pack& pack : packs) {
        for (const rules::Rule& rule : pack.rules) {
            if (rule.id == id) return std::pair{&pack, &rule};
            ids.push_back(rule.id);
        }
        for (const rules::NotEncoded& row : pack.not_encoded) {
            if (row.id == id)
                return base::bad_input(fmt::format("`{}` is not encoded: {}", id, row.why));
        }
    }
    return base::bad_input(
        fmt::format("no rule is called `{}`{}", base::printable(id), base::did_you_mean(id, ids)));
}

void print_rule(Session& s, const rules::Pack& pack, const rules::Rule& rule) {
    fmt::print(s.out, "{}  {}\n", bold(s, rule.id), s.say(rule.title_en, rule.title_nl));
    const auto line = [&](std::string_view what, const std::string& text) {
        if (!text.empty()) fmt::print(s.out, "  {:<12}{}\n", what, text);
    };
    line(s.say("pack", "pakket"),
         fmt::format("{} {}, {}", pack.id, pack.edition, name_of(pack.level)));
    line(
        s.say("about", "over"),
        in_words(rule.sides[0]) + (rule.is_pair_rule() ? "  <->  " + in_words(rule.sides[1]) : ""));
    if (rule.is_pair_rule()) {
        line(s.say("where", "waar"),
             fmt::format("{}, pairs: {}", name_of(rule.relation), name_of(rule.pairs)));
    }
    line(s.say("measure", "maat"),
         fmt::format("{} {} {} {}", name_of(rule.measure), rule.at_most ? "at most" : "at least",
                     in_words(rule.required), unit_of(rule.measure)));
    if (rule.preferred) line(s.say("preferred", "liever"), in_words(*rule.preferred) + " m");
    line(s.say("severity", "ernst"),
         fmt::format("{}, grade {}", name_of(rule.severity), rule.grade));
    line(s.say("source", "bron"), rule.source);
    line(s.say("note", "noot"), rule.note);
    line(s.say("self-tests", "zelftests"), fmt::format("{}", rule.tests.size()));
}

int show(Session& s, const RulesArguments& a) {
    const auto catalogue = load_catalogue(s);
    if (!catalogue) return report(s, catalogue.error());
    const auto packs = load_packs(s, *catalogue, a.packs);
    if (!packs) return report(s, packs.error());
    const auto rule = find_rule(*packs, a.id);
    if (!rule) return report(s, rule.error());
    print_rule(s, *rule->first, *rule->second);
    return kDone;
}

void print_matches(Session& s, const model::Scene& scene, const rules::Rule& rule) {
    std::int64_t pairs = 0;
    for (std::size_t side = 0; side < rule.sides.size(); ++side) {
        std::vector<std::string> names;
        for (const model::Owner& owner : scene.owners) {
            if (rules::matches(rule.sides[side], owner.attributes)) names.push_back(owner.alias);
        }
        fmt::print(s.out, "{} ({}): {}\n", in_words(rule.sides[side]), names.size(),
                   fmt::join(names.begin(),
                             names.begin() + static_cast<std::ptrdiff_t>(
                                                 std::min<std::size_t>(names.size(), 40)),
                             " "));
        pairs = side == 0 ? static_cast<std::int64_t>(names.size())
                          : pairs * static_cast<std::int64_t>(names.size());
    }
    fmt::print(s.out, "{} {}\n", pairs,
               s.say("candidates, before distances are looked at",
                     "kandidaten, voor er naar afstand gekeken is"));
}

int matches(Session& s, const RulesArguments& a) {
    const auto catalogue = load_catalogue(s);
    if (!catalogue) return report(s, catalogue.error());
    const auto packs = load_packs(s, *catalogue, a.packs);
    if (!packs) return report(s, packs.error());
    const auto rule = find_rule(*packs, a.id);
    if (!rule) return report(s, rule.error());
    const auto street = load_street(a.street, *catalogue);
    if (!street) return report(s, street.error());
    print_matches(s, model::build_scene(*street), *rule->second);
    return kDone;
}

int test(Session& s, const RulesArguments& a) {
    const auto catalogue = load_catalogue(s);
    if (!catalogue) return report(s, catalogue.error());
    const auto packs = load_packs(s, *catalogue, a.packs);
    if (!packs) return report(s, packs.error());
    const rules::SelfTestReport result = rules::run_self_tests(*packs);
    for (const auto& failure : result.failures) {
        fmt::print(s.out, "{} {} {}:{} {}\n", red(s, std::string{s.say("FAILED", "MISLUKT")}),
                   failure.rule, failure.pack, failure.line,
                   failure.expected_broken
                       ? s.say("should be broken and is kept", "hoort gebroken te zijn")
                       : s.say("should be kept and is broken", "hoort voldaan te zijn"));
    }
    for (const auto& rule : result.incomplete) {
        fmt::print(s.out, "{} {}\n", rule,
                   s.say("lacks a test just inside or just outside",
                         "mist een test net binnen of net buiten"));
    }
    fmt::print(s.out, "{} {}, {} {}, {} {}\n", result.rules, s.say("rules", "regels"), result.tests,
               s.say("self-tests", "zelftests"), result.failures.size(),
               s.say("failed", "mislukt"));
    return result.failures.empty() && result.incomplete.empty() ? kDone : kFindings;
}

}  // namespace

void add_rules(CLI::App& program, Session& s) {
    CLI::App* command = program.add_subcommand(
        "rules", "read the rule packs, see whom they hit, run their self-tests");
    command->require_subcommand(1);
    command->footer("Example: maaiveld rules show NL-SEP-01");
    auto a = std::make_shared<RulesArguments>();
    const auto with_packs = [&](CLI::App* sub) {
        sub->add_option("--rules", a->packs, "rule packs: files or ids (default: all that ship)");
        return sub;
    };
    CLI::App* list_command = with_packs(command->add_subcommand("list", "every rule on a line"));
    list_command->footer("Example: maaiveld rules list --rules nl-trees");
    list_command->callback([&s, a] { s.exit_code = list(s, *a); });
    CLI::App* show_command =
        with_packs(command->add_subcommand("show", "one rule with its source"));
    show_command->add_option("id", a->id, "rule id")->required();
    show_command->footer("Example: maaiveld rules show NL-SEP-01");
    show_command->callback([&s, a] { s.exit_code = show(s, *a); });
    CLI::App* matches_command =
        with_packs(command->add_subcommand("matches", "what a rule is about in a street"));
    matches_command->add_option("id", a->id, "rule id")->required();
    matches_command->add_option("street", a->street, "street file or CSV")->required();
    matches_command->footer(
        "Example: maaiveld rules matches NL-SEP-01 models/terraced.street.json");
    matches_command->callback([&s, a] { s.exit_code = matches(s, *a); });
    CLI::App* test_command =
        with_packs(command->add_subcommand("test", "run the self-tests of every rule"));
    test_command->footer("Example: maaiveld rules test");
    test_command->callback([&s, a] { s.exit_code = test(s, *a); });
}

}  // namespace maaiveld::app
