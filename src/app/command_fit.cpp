#include "app/fit_words.h"
#include "app/session.h"
#include "exchange/demands_file.h"
#include "exchange/fit_file.h"
#include "exchange/text_file.h"
#include "layout/fit.h"

#include <fmt/format.h>
#include <fmt/ostream.h>
#include <ostream>

namespace maaiveld::app {
namespace {

namespace fs = std::filesystem;

struct FitArguments {
    std::vector<std::string> streets;
    std::string networks;
    std::vector<std::string> rules{"nl-provisional", "nl-dig-safety", "nl-trees"};
    std::vector<std::string> without;
    std::vector<std::string> without_grade;
    std::vector<std::string> also;
    std::vector<std::string> racks;
    std::string profile = "nl";
    std::string side = "both";
    std::string operation = "nl";
    std::string json;
    std::string csv;
    bool without_trees = false;
    bool heat = false;
    bool wanted = false;
    bool keep_order = false;
    bool quick = false;
};

/// Everything that is read before the first street is looked at.
struct FitInput {
    model::Catalogue catalogue;
    std::vector<model::Street> types;
    exchange::DemandSet demands;
    std::vector<rules::Pack> packs, rack_packs;
    layout::LayoutProfile profile;
    std::map<std::string, model::RackType> racks;
    std::optional<influence::Operation> operation;
};

base::Result<std::vector<model::Street>> read_types(const std::vector<std::string>& files,
                                                    const model::Catalogue& catalogue) {
    std::vector<model::Street> types;
    for (const std::string& file : files) {
        auto street = load_street(file, catalogue);
        if (!street) return tl::unexpected(street.error());
        if (street->section.strips.empty()) {
            return base::bad_input("a street type needs a `section`", file);
        }
        types.push_back(std::move(*street));
    }
    return types;
}

/// The racks asked for; without a wish those for distribution, which dwellings need.
base::Result<std::map<std::string, model::RackType>> racks_asked(
    std::map<std::string, model::RackType> all, const std::vector<std::string>& names) {
    std::map<std::string, model::RackType> racks;
    for (const std::string& name : names) {
        if (!all.contains(name)) {
            std::string known;
            for (const auto& [id, type] : all)
                known += (known.empty() ? "" : ", ") + id;
            return base::bad_input(
                fmt::format("no rack type is called `{}`; there are: {}", name, known));
        }
        racks.insert(*all.find(name));
    }
    if (!names.empty()) return racks;
    std::erase_if(all, [](const auto& entry) { return entry.second.kind != "distribution"; });
    return all;
}

base::Result<void> read_packs(const Session& s, const FitArguments& a, FitInput& input) {
    auto packs = load_packs(s, input.catalogue, a.rules);
    if (!packs) return tl::unexpected(packs.error());
    auto kept = layout::without_rules(std::move(*packs), a.without, a.without_grade);
    if (!kept) return tl::unexpected(kept.error());
    auto hard = layout::with_hard_rules(std::move(*kept), a.also);
    if (!hard) return tl::unexpected(hard.error());
    input.packs = a.wanted ? layout::with_wanted_values(std::move(*hard)) : std::move(*hard);
    // A rack brings its own rules. Those stay as they are: without them a rack would have no order.
    auto rack = load_packs(s, input.catalogue, {"nl-rack"});
    if (!rack) return tl::unexpected(rack.error());
    input.rack_packs = std::move(*rack);
    return {};
}

base::Result<void> read_profiles(const Session& s, const FitArguments& a, FitInput& input) {
    auto profile = load_layout_profile(s, a.profile);
    if (!profile) return tl::unexpected(profile.error());
    input.profile = std::move(*profile);
    auto types = load_rack_types(s);
    if (!types) return tl::unexpected(types.error());
    auto racks = racks_asked(std::move(*types), a.racks);
    if (!racks) return tl::unexpected(racks.error());
    input.racks = std::move(*racks);
    if (!a.heat) return {};
    auto operation = load_operation(s, a.operation);
    if (!operation) return tl::unexpected(operation.error());
    input.operation = std::move(*operation);
    return {};
}

base::Result<FitInput> read_input(const Session& s, const FitArguments& a) {
    FitInput input;
    auto catalogue = load_catalogue(s);
    if (!catalogue) return tl::unexpected(catalogue.error());
    input.catalogue = std::move(*catalogue);
    auto demands = exchange::read_demands(a.networks, input.catalogue);
    if (!demands) return tl::unexpected(demands.error());
    input.demands = std::move(*demands);
    auto types = read_types(a.streets, input.catalogue);
    if (!types) return tl::unexpected(types.error());
    input.types = std::move(*types);
    if (const auto done = read_packs(s, a, input); !done) return tl::unexpected(done.error());
    if (const auto done = read_profiles(s, a, input); !done) return tl::unexpected(done.error());
    return input;
}

layout::FitQuestion question_of(const Session& s, const FitArguments& a, const FitInput& input) {
    layout::FitQuestion question;
    question.demands = input.demands.demands;
    question.trees = !a.without_trees;
    question.left = a.side != "right";
    question.right = a.side != "left";
    question.keep_order = a.keep_order;
    question.explain = !a.quick;
    question.amounts = !a.quick;
    question.held = !a.quick;
    question.threads = s.threads;
    return question;
}

exchange::FitHeader header_of(const FitArguments& a, const FitInput& input) {
    exchange::FitHeader header;
    header.demands = input.demands.name;
    for (const rules::Pack& pack : input.packs) {
        header.packs.push_back(pack.edition.empty() ? pack.id : pack.id + " " + pack.edition);
    }
    header.left_out = a.without;
    for (const std::string& grade : a.without_grade)
        header.left_out.push_back("grade " + grade);
    header.also_hard = a.also;
    header.wanted = a.wanted;
    header.keep_order = a.keep_order;
    header.trees = !a.without_trees;
    header.heat = a.heat;
    return header;
}

base::Result<void> write(const FitArguments& a, const FitInput& input,
                         const layout::FitTable& table) {
    if (!a.json.empty()) {
        const auto written =
            exchange::write_text(a.json, exchange::fit_json(header_of(a, input), table));
        if (!written) return written;
    }
    return a.csv.empty() ? base::Result<void>{}
                         : exchange::write_text(a.csv, exchange::fit_csv(table));
}

int fit(Session& s, const FitArguments& a) {
    const auto input = read_input(s, a);
    if (!input) return report(s, input.error());
    const layout::FitBasis basis{
        input->catalogue, input->packs, input->rack_packs,
        input->profile,   input->racks, input->operation ? &*input->operation : nullptr};
    auto table =
        layout::fit(input->types, basis, question_of(s, a, *input), progress_bar(s, "fit"));
    if (!table) return report(s, table.error());
    for (std::size_t i = 0; i < table->streets.size(); ++i)
        table->streets[i].file = fs::path{a.streets[i]}.filename().string();
    if (const auto written = write(a, *input, *table); !written) return report(s, written.error());
    print_fit(s, *table, input->demands.name);
    for (const std::string* output : {&a.json, &a.csv}) {
        if (output->empty()) continue;
        fmt::print(s.out, "{} {}\n", s.say("written:", "geschreven:"), *output);
    }
    return kDone;
}

void add_which_rules(CLI::App& command, FitArguments& a) {
    const auto list = [&](const char* name, std::vector<std::string>& values, const char* about) {
        command.add_option(name, values, about)->delimiter(',')->allow_extra_args(false);
    };
    list("--rules", a.rules,
         "rule packs that must be kept (default nl-provisional,nl-dig-safety,nl-trees)");
    list("--without", a.without, "leave these rules out: ids, separated by commas");
    list("--without-grade", a.without_grade, "leave out all rules of these grades: A, B or C");
    list("--also", a.also, "info rules that must be kept too: ids, separated by commas");
    list("--racks", a.racks, "rack types to try (default: all for distribution)");
}

}  // namespace

void add_fit(CLI::App& program, Session& s) {
    CLI::App* command = program.add_subcommand(
        "fit", "whether a set of networks fits in each of many street types: flat, or in a rack");
    auto a = std::make_shared<FitArguments>();
    command->add_option("streets", a->streets, "street files, such as profiles/streets/*.json")
        ->required();
    command
        ->add_option("--networks", a->networks,
                     "the lines to lay: a file of profiles/demands, or a street file with demands")
        ->required();
    add_which_rules(*command, *a);
    command->add_flag("--without-trees", a->without_trees, "as if no tree stood there");
    command->add_option("--side", a->side, "lay everything on one half of the street")
        ->check(CLI::IsMember({"both", "left", "right"}));
    command->add_option("--profile", a->profile,
                        "layout profile: a file, or the name of one in profiles/layout");
    command->add_flag(
        "--keep-order", a->keep_order,
        "flat lines keep the order from the facade (telecom, electricity, gas, water, "
        "heat, sewer)");
    command->add_flag("--wanted", a->wanted,
                      "ask the preferred value of a rule that has one, not the least");
    command->add_flag("--heat", a->heat, "temperature limits of the rules hold too");
    command->add_option("--operation", a->operation,
                        "for --heat: what is assumed of ground and networks (default nl)");
    command->add_flag("--quick", a->quick,
                      "yes or no only: no spare width, no reasons, no binding rules");
    command->add_option("--json", a->json, "also write the table to this JSON file");
    command->add_option("--csv", a->csv, "also write the table to this CSV file");
    command->add_option("--threads", s.threads, "threads (default: all)")
        ->check(CLI::Range(1, 1024));
    command->callback([a, &s] { s.exit_code = fit(s, *a); });
}

}  // namespace maaiveld::app
