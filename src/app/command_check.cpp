#include "app/check_pve.h"
#include "app/findings_words.h"
#include "app/session.h"
#include "app/street_values.h"
#include "base/text.h"
#include "exchange/findings_file.h"
#include "exchange/text_file.h"

#include <algorithm>
#include <fmt/format.h>
#include <fmt/ostream.h>
#include <ostream>

namespace maaiveld::app {
namespace {

namespace fs = std::filesystem;

struct CheckArguments {
    std::string input;
    std::vector<std::string> rules;
    std::vector<std::string> accept;
    std::vector<std::string> outputs;
    std::vector<std::string> explain;
    std::string fail_on = "error";
    std::string uncertainty = "on";
    std::string status = "all";
    std::string date;
    bool all = false;
    bool influence = false;
    std::string operation = "nl";
    std::optional<std::string> pve;
    PveQuestion pve_question;
};

/// What a street names, else the defaults of docs/rules.md.
std::vector<std::string> pack_names(const CheckArguments& a, const model::Street& street) {
    if (!a.rules.empty()) return a.rules;
    if (!street.packs.empty()) return street.packs;
    if (is_csv(a.input)) return {"nl-provisional"};
    std::vector<std::string> names{"nl-provisional", "nl-dig-safety", "nl-trees"};
    if (a.influence) names.insert(names.end(), {"nl-influence", "nl-influence-em"});
    return names;
}

base::Result<void> write_findings(const fs::path& path, const CheckArguments& a,
                                  const model::Street& street,
                                  const std::vector<rules::Pack>& packs,
                                  const rules::CheckResult& result) {
    if (path.extension() == ".csv")
        return exchange::write_text(path, exchange::findings_csv(result));
    if (path.extension() == ".geojson") {
        return exchange::write_text(path, exchange::findings_geojson(result, street.crs));
    }
    exchange::FindingsHeader header{fs::path{a.input}.filename().string(), {}};
    for (const rules::Pack& pack : packs) {
        header.packs.push_back(pack.edition.empty() ? pack.id : pack.id + " " + pack.edition);
    }
    return exchange::write_text(path, exchange::findings_json(header, result));
}

int exit_code(const CheckArguments& a, const rules::CheckResult& result) {
    if (a.fail_on == "never") return kDone;
    const auto severity =
        a.fail_on == "warning" ? rules::Severity::Warning : rules::Severity::Error;
    return rules::count_at_least(result.findings, severity) > 0 ? kFindings : kDone;
}

int explain_pair(Session& s, const CheckArguments& a, const model::Street& street,
                 const std::vector<rules::Pack>& packs, const rules::CheckOptions& options) {
    if (a.explain.size() > 2) {
        return report(s, {base::ErrorCode::BadUsage, "--explain takes one or two ids", {}});
    }
    const std::string second = a.explain.size() == 2 ? a.explain[1] : std::string{};
    if (second == a.explain[0]) {
        return report(s, {base::ErrorCode::BadUsage,
                          "--explain: the two ids are the same; name two things, or one",
                          {}});
    }
    const auto explanation = rules::explain(street, packs, options, a.explain[0], second);
    if (!explanation) {
        return report(s, {base::ErrorCode::BadUsage,
                          fmt::format("--explain: `{}` holds no `{}`{}", a.input, a.explain[0],
                                      second.empty() ? "" : " or no `" + second + "`"),
                          {}});
    }
    print_explanation(s, *explanation);
    return kDone;
}

int check(Session& s, const CheckArguments& a) {
    const auto catalogue = load_catalogue(s);
    if (!catalogue) return report(s, catalogue.error());
    auto street = load_street(a.input, *catalogue);
    if (!street) return report(s, street.error());
    auto loaded = load_packs(s, *catalogue, pack_names(a, *street));
    if (!loaded) return report(s, loaded.error());
    const auto packs = accepting(std::move(*loaded), a.accept);
    if (!packs) return report(s, packs.error());
    rules::CheckOptions options;
    options.uncertainty = a.uncertainty == "on";
    options.functional_only = a.status == "functional";
    options.threads = s.threads;
    options.today = a.date.empty() ? today() : a.date;
    if (a.influence) {
        auto values = computed_values(s, *street, *catalogue, a.operation, *packs,
                                      std::stoi(options.today.substr(0, 4)));
        if (!values) return report(s, values.error());
        options.values = std::move(*values);
    }
    options.progress = progress_bar(s, "check");
    if (!a.explain.empty()) return explain_pair(s, a, *street, *packs, options);
    const rules::CheckResult result = rules::check(*street, *packs, options);
    for (const std::string& output : a.outputs) {
        const auto written = write_findings(output, a, *street, *packs, result);
        if (!written) return report(s, written.error());
    }
    print_accepted(s, a.accept);
    print_findings(s, *street, *packs, result, a.all ? 0 : 20);
    for (const std::string& output : a.outputs) {
        fmt::print(s.out, "{} {}\n", s.say("written:", "geschreven:"), output);
    }
    if (!a.pve) return exit_code(a, result);
    PveQuestion question = a.pve_question;
    if (!a.pve->empty()) question.programme = *a.pve;
    return std::max(exit_code(a, result),
                    check_pve(s, question, *street, *catalogue, *packs, options, result));
}

}  // namespace

void add_check(CLI::App& program, Session& s) {
    CLI::App* command = program.add_subcommand(
        "check", "what comes too close, how sure that is, and which rule says so");
    auto a = std::make_shared<CheckArguments>();
    command
        ->add_option("street", a->input, "street file, or CSV with id,network,outer_diameter_m,wkt")
        ->required();
    command->add_option("--rules", a->rules,
                        "rule packs: files or ids (default: the street's own, else nl-provisional "
                        "nl-dig-safety nl-trees; for a CSV nl-provisional)");
    add_accept(*command, a->accept);
    CLI::Option* outputs =
        command->add_option("--findings,--json", a->outputs,
                            "write the findings: .json, .csv or .geojson; may be repeated");
    outputs->allow_extra_args(false);  // else the street after it would count as another output
    command
        ->add_option(
            "--explain", a->explain,
            "explain one pair (or one object): every rule tried, what applied, on which assumption")
        ->expected(1, 2)
        ->excludes(outputs);
    command
        ->add_option("--fail-on", a->fail_on,
                     "exit 1 on findings of this severity that are likely or certain")
        ->check(CLI::IsMember({"error", "warning", "never"}));
    command->add_option("--uncertainty", a->uncertainty, "off: positions count as exact")
        ->check(CLI::IsMember({"on", "off"}));
    command->add_option("--status", a->status, "functional: leave disused and projected assets out")
        ->check(CLI::IsMember({"all", "functional"}));
    command->add_option("--threads", s.threads, "threads (default: all)")
        ->check(CLI::Range(1, 1024));
    command
        ->add_option("--date", a->date,
                     "judge exemptions as on this day (YYYY-MM-DD; default today)")
        ->check([](const std::string& text) {
            return base::is_iso_date(text)
                       ? std::string{}
                       : "`" + base::printable(text) + "` is no date; write 2030-01-31";
        });
    command->add_flag(
        "--influence", a->influence,
        "also compute temperatures, currents, induced voltages and today's roots, and "
        "judge the rules about them");
    command->add_option("--operation", a->operation,
                        "for --influence: what is assumed where the street is silent (default nl)");
    command->add_flag("--all", a->all, "print every finding, not the worst 20");
    command
        ->add_option("--pve", a->pve,
                     "also judge a Programme of Requirements: a file, or the name of one in "
                     "profiles/racks (default pve-vkls); exit 1 when one is not met")
        ->expected(0, 1);
    command->add_option("--pve-json", a->pve_question.json, "write the matrix of --pve");
    command->add_option("--load", a->pve_question.load_class,
                        "for --pve: load class on the racks (default footway)");
    command->footer("Example: maaiveld check models/terraced.street.json --explain H-3 W-12");
    command->callback([&s, a] { s.exit_code = check(s, *a); });
}

}  // namespace maaiveld::app
