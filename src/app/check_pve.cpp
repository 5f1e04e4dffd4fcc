#include "app/check_pve.h"

#include "app/rack_facts.h"
#include "base/text.h"
#include "exchange/pve_file.h"
#include "exchange/text_file.h"

#include <fmt/format.h>
#include <fmt/ostream.h>
#include <ostream>

namespace maaiveld::app {
namespace {

using layout::Programme;
using layout::ProgrammeRequirement;
using layout::ProgrammeRow;
using layout::ProgrammeVerdict;

base::Result<Programme> load_programme(const Session& s, const std::string& name) {
    if (name.ends_with(".json")) return exchange::read_programme(name);
    const auto folder = profiles_folder(s);
    if (!folder) return tl::unexpected(folder.error());
    return exchange::read_programme(*folder / "racks" / (name + ".json"));
}

std::string verdict_words(const Session& s, ProgrammeVerdict verdict) {
    switch (verdict) {
        case ProgrammeVerdict::Met:
            return fmt::format("{:<16}", s.say("met", "voldaan"));
        case ProgrammeVerdict::NotMet:
            return red(s, fmt::format("{:<16}", s.say("NOT MET", "NIET VOLDAAN")));
        case ProgrammeVerdict::NotCheckable:
            return yellow(s, fmt::format("{:<16}", s.say("not checkable", "niet toetsbaar")));
    }
    return {};
}

std::string owner_words(const Session& s, const std::string& owner) {
    if (owner == "net operator") return std::string{s.say("net operator", "netbeheerder")};
    if (owner == "municipality") return std::string{s.say("municipality", "gemeente")};
    return std::string{s.say("digger", "grondroerder")};
}

std::string numbers(const ProgrammeRequirement& q, const ProgrammeRow& row) {
    const std::string unit = q.unit == "1" || q.unit.empty() ? "" : " " + q.unit;
    const std::string limit =
        q.limit ? fmt::format("{} {:.4g}{}", q.at_most ? "<=" : ">=", *q.limit, unit) : "";
    const std::string value = row.value ? fmt::format("{:.4g}{}", *row.value, unit) : "-";
    return fmt::format("{:>12}  {:<14}", value, limit);
}

void print_row(Session& s, const ProgrammeRequirement& q, const ProgrammeRow& row) {
    const bool dutch = s.language == "nl";
    fmt::print(s.out, "{:<8}{}{:<14}{}{}\n", base::printable(q.id), verdict_words(s, row.verdict),
               owner_words(s, q.owner), numbers(q, row),
               base::printable(dutch ? q.title_nl : q.title_en));
    if (row.verdict == ProgrammeVerdict::Met) return;
    const std::string& why = dutch ? row.why_nl : row.why_en;
    const std::string& more = why.empty() ? row.where : why;
    if (!more.empty()) fmt::print(s.out, "        {}\n", dim(s, base::printable(more)));
}

void print_matrix(Session& s, const Programme& programme, const std::vector<ProgrammeRow>& rows) {
    fmt::print(
        s.out, "\n{}\n",
        bold(s, base::printable(s.language == "nl" ? programme.title_nl : programme.title_en)));
    std::size_t met = 0;
    for (const ProgrammeRow& row : rows) {
        print_row(s, programme.requirements[row.requirement], row);
        if (row.verdict == ProgrammeVerdict::Met) ++met;
    }
    const std::size_t not_met = layout::count_not_met(rows);
    fmt::print(s.out, "{} {}, {} {}, {} {}\n", met, s.say("met", "voldaan"), not_met,
               s.say("not met", "niet voldaan"), rows.size() - met - not_met,
               s.say("not checkable", "niet toetsbaar"));
}

}  // namespace

int check_pve(Session& s, const PveQuestion& question, const model::Street& street,
              const model::Catalogue& catalogue, std::span<const rules::Pack> packs,
              const rules::CheckOptions& options, const rules::CheckResult& result) {
    const auto programme = load_programme(s, question.programme);
    if (!programme) return report(s, programme.error());
    layout::SizingOptions sizing;
    sizing.load_class = question.load_class;
    auto racks = rack_facts(s, street, catalogue, sizing);
    if (!racks) return report(s, racks.error());
    layout::ProgrammeFacts facts;
    facts.check = result;
    facts.packs = packs;
    facts.options = options;
    facts.racks = std::move(*racks);
    facts.influence = !options.values.empty();
    const auto rows = layout::evaluate(*programme, street, facts);
    if (!question.json.empty()) {
        const auto written = exchange::write_text(
            question.json, exchange::programme_report_text(*programme, street.name, rows));
        if (!written) return report(s, written.error());
    }
    print_matrix(s, *programme, rows);
    if (!question.json.empty())
        fmt::print(s.out, "{} {}\n", s.say("written:", "geschreven:"), question.json);
    return layout::count_not_met(rows) > 0 ? kFindings : kDone;
}

}  // namespace maaiveld::app
