#include "app/layout_plots.h"
#include "app/layout_words.h"
#include "app/session.h"
#include "base/text.h"
#include "exchange/demands_file.h"
#include "exchange/layout_report.h"
#include "exchange/street_file.h"
#include "exchange/text_file.h"
#include "geometry/polyline.h"
#include "layout/explain_street.h"
#include "layout/lay_out.h"

#include <fmt/format.h>
#include <fmt/ostream.h>
#include <ostream>

namespace maaiveld::app {
namespace {

namespace fs = std::filesystem;
using layout::LayoutMode;
using layout::LayoutOutcome;

struct LayoutArguments {
    std::string input;
    std::string output;
    std::string json;
    std::string mode = "flat";
    std::vector<std::string> free;
    std::vector<std::string> rules;
    std::vector<std::string> accept;
    std::vector<std::string> weights;
    std::string plot;
    std::string networks;
    std::string section;
    std::string profile = "nl";
    std::string rack;
    std::string rack_stations;
    std::string operation = "nl";
    bool no_heat = false;
    bool explain = false;
    bool pareto = false;
    std::optional<double> station_m;
    std::int64_t nodes = 2'000'000;
    double seconds = 0.0;
    std::uint64_t seed = 1;
};

/// Everything that is read before the search begins.
struct LayoutInput {
    model::Catalogue catalogue;
    model::Street street;
    std::vector<rules::Pack> packs, rack_packs;
    layout::LayoutProfile profile;
    std::map<std::string, model::RackType> racks;
    std::optional<influence::Operation> operation;
};

tl::unexpected<base::Error> refuse(const std::string& message) {
    return tl::unexpected(base::Error{base::ErrorCode::BadUsage, message, {}});
}

/// "footway:2,carriageway:5.5,footway:2" as strips around the axis, from left to right.
base::Result<model::Section> section_in(const std::string& text) {
    model::Section section;
    for (const std::string_view part : base::split(text, ',')) {
        const auto colon = part.find(':');
        const auto kind = model::strip_kind_named(part.substr(0, colon));
        const auto width_m = colon == std::string::npos
                                 ? std::optional<double>{}
                                 : base::parse_double(part.substr(colon + 1));
        if (!kind || !width_m || *width_m <= 0.0) {
            return refuse(
                fmt::format("--section: `{}` is no strip; write kinds with widths in "
                            "metres, such as footway:2,carriageway:5.5,footway:2",
                            base::printable(part)));
        }
        section.strips.push_back({*kind, *width_m, {}, {}});
    }
    section.starts_at_offset_m = 0.5 * section.width_m();
    return section;
}

/// Demands that come from a file of their own; those whose id the street holds already are refused.
base::Result<void> add_demands(const LayoutArguments& a, LayoutInput& input) {
    if (a.networks.empty()) return {};
    const auto set = exchange::read_demands(a.networks, input.catalogue);
    if (!set) return tl::unexpected(set.error());
    const auto taken = [&](const std::string& id) {
        const auto same = [&](const auto& thing) { return thing.id == id; };
        const auto& street = input.street;
        return std::any_of(street.assets.begin(), street.assets.end(), same) ||
               std::any_of(street.structures.begin(), street.structures.end(), same) ||
               std::any_of(street.trees.begin(), street.trees.end(), same) ||
               std::any_of(street.demands.begin(), street.demands.end(),
                           [&](const model::Demand& d) { return d.asset.id == id; });
    };
    for (const model::Demand& demand : set->demands) {
        if (taken(demand.asset.id)) {
            return refuse(fmt::format("--networks: the street holds `{}` already; ids must differ",
                                      base::printable(demand.asset.id)));
        }
        input.street.demands.push_back(demand);
    }
    return {};
}

bool is_rack_pack(const rules::Pack& pack) {
    return pack.id == "nl-rack";
}

base::Result<void> read_packs(const Session& s, const LayoutArguments& a, LayoutInput& input) {
    auto packs =
        load_packs(s, input.catalogue, a.rules.empty() ? usual_packs(input.street) : a.rules);
    if (!packs) return tl::unexpected(packs.error());
    const bool has_own = std::any_of(packs->begin(), packs->end(), is_rack_pack);
    if (!has_own) {
        // Inside a rack the flat pair rules do not hold, so a rack brings its own.
        auto rack = load_packs(s, input.catalogue, {"nl-rack"});
        if (!rack) return tl::unexpected(rack.error());
        packs->insert(packs->end(), rack->begin(), rack->end());
    }
    auto all = accepting(std::move(*packs), a.accept);
    if (!all) return tl::unexpected(all.error());
    input.rack_packs = std::move(*all);
    input.packs = input.rack_packs;
    if (!has_own) std::erase_if(input.packs, is_rack_pack);
    return {};
}

base::Result<void> read_street_with_demands(const Session& s, const LayoutArguments& a,
                                            LayoutInput& input) {
    auto catalogue = load_catalogue(s);
    if (!catalogue) return tl::unexpected(catalogue.error());
    input.catalogue = std::move(*catalogue);
    auto street = load_street(a.input, input.catalogue);
    if (!street) return tl::unexpected(street.error());
    input.street = std::move(*street);
    if (!a.section.empty()) {
        auto section = section_in(a.section);
        if (!section) return tl::unexpected(section.error());
        input.street.section = std::move(*section);
    }
    return add_demands(a, input);
}

base::Result<LayoutInput> read_input(const Session& s, const LayoutArguments& a) {
    LayoutInput input;
    if (const auto done = read_street_with_demands(s, a, input); !done)
        return tl::unexpected(done.error());
    if (const auto done = read_packs(s, a, input); !done) return tl::unexpected(done.error());
    auto profile = load_layout_profile(s, a.profile);
    if (!profile) return tl::unexpected(profile.error());
    input.profile = std::move(*profile);
    auto racks = load_rack_types(s);
    if (!racks) return tl::unexpected(racks.error());
    input.racks = std::move(*racks);
    if (a.no_heat) return input;
    auto operation = load_operation(s, a.operation);
    if (!operation) return tl::unexpected(operation.error());
    input.operation = std::move(*operation);
    return input;
}

base::Result<std::map<std::string, double>> weights_in(const std::vector<std::string>& texts) {
    std::map<std::string, double> weights;
    for (const std::string& text : texts) {
        const auto equals = text.find('=');
        const auto value = equals == std::string::npos
                               ? std::optional<double>{}
                               : base::parse_double(text.substr(equals + 1));
        if (!value || *value < 0.0) {
            return refuse(
                fmt::format("--weight {}: write a cost and a factor of at least 0, such "
                            "as width=2",
                            base::printable(text)));
        }
        weights[text.substr(0, equals)] = *value;
    }
    return weights;
}

/// "20:80"
base::Result<std::pair<double, double>> stations_in(const std::string& text) {
    const auto colon = text.find(':');
    if (colon != std::string::npos) {
        const auto from = base::parse_double(text.substr(0, colon));
        const auto to = base::parse_double(text.substr(colon + 1));
        if (from && to) return std::pair{*from, *to};
    }
    return refuse(fmt::format("--rack-stations {}: write two stations, such as 20:80",
                              base::printable(text)));
}

base::Result<layout::LayoutOptions> options_of(const Session& s, const LayoutArguments& a) {
    layout::LayoutOptions options;
    auto weights = weights_in(a.weights);
    if (!weights) return tl::unexpected(weights.error());
    options.weights = std::move(*weights);
    options.free = a.free;
    options.rack_type = a.rack;
    if (!a.rack_stations.empty()) {
        if (a.mode == "flat") return refuse("--rack-stations needs --mode rack or --mode both");
        auto stations = stations_in(a.rack_stations);
        if (!stations) return tl::unexpected(stations.error());
        options.rack_stations = *stations;
    }
    options.heat = !a.no_heat;
    options.nodes = a.nodes;
    options.seconds = a.seconds;
    options.seed = a.seed;
    options.threads = s.threads;
    options.today = today();
    return options;
}

/// "placed.street.json" as "placed-rack.street.json".
fs::path variant_path(const fs::path& path, std::string_view variant) {
    const std::string name = path.filename().string();
    const auto dot = name.find('.');
    return path.parent_path() / fmt::format("{}-{}{}", name.substr(0, dot), variant,
                                            dot == std::string::npos ? "" : name.substr(dot));
}

base::Result<LayoutOutcome> laid_out(const Session& s, const LayoutArguments& a,
                                     const LayoutInput& input, LayoutMode mode) {
    auto options = options_of(s, a);
    if (!options) return tl::unexpected(options.error());
    options->mode = mode;
    const bool in_rack = mode == LayoutMode::Rack;
    auto outcome = layout::lay_out(
        input.street, input.catalogue, in_rack ? input.rack_packs : input.packs, input.profile,
        input.racks, input.operation ? &*input.operation : nullptr, *options);
    if (!outcome) return outcome;
    if (in_rack && !outcome->placed.racks.empty() && outcome->placed.packs.empty()) {
        for (const rules::Pack& pack : input.rack_packs)
            outcome->placed.packs.push_back(pack.id);
    }
    return outcome;
}

struct Variant {
    LayoutMode mode = LayoutMode::Flat;
    LayoutOutcome outcome;
};

base::Result<std::vector<Variant>> variants_of(const Session& s, const LayoutArguments& a,
                                               const LayoutInput& input) {
    std::vector<Variant> variants;
    for (const LayoutMode mode : {LayoutMode::Flat, LayoutMode::Rack}) {
        const bool wanted = a.mode == "both" || (a.mode == "rack") == (mode == LayoutMode::Rack);
        if (!wanted) continue;
        auto outcome = laid_out(s, a, input, mode);
        if (!outcome) return tl::unexpected(outcome.error());
        variants.push_back({mode, std::move(*outcome)});
    }
    return variants;
}

exchange::LayoutReportHeader header_of(const LayoutArguments& a, const LayoutInput& input) {
    exchange::LayoutReportHeader header{
        fs::path{a.input}.filename().string(), {}, input.profile.id};
    for (const rules::Pack& pack : input.packs) {
        header.packs.push_back(pack.edition.empty() ? pack.id : pack.id + " " + pack.edition);
    }
    return header;
}

base::Result<void> write_report(Session& s, const LayoutArguments& a, const LayoutInput& input,
                                exchange::LayoutReport contents) {
    if (a.json.empty()) return {};
    contents.header = header_of(a, input);
    const auto done =
        exchange::write_text(a.json, exchange::layout_report_json(contents, input.street));
    if (done) fmt::print(s.out, "{} {}\n", s.say("written:", "geschreven:"), a.json);
    return done;
}

base::Result<void> write_street(Session& s, const LayoutArguments& a, const Variant& variant) {
    if (a.output.empty()) return {};
    const std::string_view name = variant.mode == LayoutMode::Rack ? "rack" : "flat";
    const fs::path path = a.mode == "both" ? variant_path(a.output, name) : fs::path{a.output};
    const auto done = exchange::write_text(path, exchange::street_text(variant.outcome.placed));
    if (done) fmt::print(s.out, "{} {}\n", s.say("written:", "geschreven:"), path.string());
    return done;
}

/// Whether everything lies, and lies well.
bool is_good(const LayoutOutcome& outcome) {
    return outcome.declined.empty() &&
           rules::count_at_least(outcome.check.findings, rules::Severity::Warning) == 0;
}

int lay(Session& s, const LayoutArguments& a, const LayoutInput& input) {
    const auto variants = variants_of(s, a, input);
    if (!variants) return report(s, variants.error());
    print_accepted(s, a.accept);
    exchange::LayoutReport contents;
    for (const Variant& variant : *variants) {
        print_layout(s, input.street, variant.outcome, variant.mode);
        if (const auto done = write_street(s, a, variant); !done) return report(s, done.error());
        contents.layouts.push_back({variant.mode, &variant.outcome});
    }
    if (variants->size() == 2) {
        print_flat_and_rack(s, input.street, (*variants)[0].outcome, (*variants)[1].outcome);
    }
    if (const auto done = write_report(s, a, input, contents); !done)
        return report(s, done.error());
    const bool good = std::any_of(variants->begin(), variants->end(),
                                  [](const Variant& v) { return is_good(v.outcome); });
    return good ? kDone : kFindings;
}

/// What heat asks of a section; nothing with --no-heat.
std::optional<layout::HeatContext> heat_of(const LayoutInput& input) {
    if (!input.operation) return std::nullopt;
    layout::HeatContext heat{input.street, input.catalogue, *input.operation, 8, 6, {}};
    heat.limits = layout::heat_limits_of(input.street, input.packs);
    return heat;
}

int explain(Session& s, const LayoutArguments& a, const LayoutInput& input) {
    const auto heat = heat_of(input);
    layout::ExplainStreetOptions options;
    options.free = a.free;
    options.heat = heat ? &*heat : nullptr;
    options.racks = &input.racks;
    options.rack_packs = input.rack_packs;
    const auto found =
        layout::explain_street(input.street, input.catalogue, input.packs, input.profile, options);
    if (!found) return report(s, found.error());
    print_conflict(s, *found);
    exchange::LayoutReport contents;
    contents.explanation = &*found;
    if (const auto done = write_report(s, a, input, contents); !done)
        return report(s, done.error());
    return found->explanation.end == layout::ExplainEnd::Fits ? kDone : kFindings;
}

int pareto(Session& s, const LayoutArguments& a, const LayoutInput& input) {
    const auto station_m = station_in(input.street, a.station_m);
    if (!station_m) return report(s, station_m.error());
    layout::SectionQuestion question;
    question.from_m = question.to_m = *station_m;
    question.free = a.free;
    const auto brief = layout::section_of_street(input.street, input.catalogue, input.packs,
                                                 input.profile, question);
    if (!brief) return report(s, brief.error());
    const auto heat = heat_of(input);
    const auto front = layout::section_front(*brief, heat ? &*heat : nullptr);
    if (!front) return report(s, front.error());
    print_front(s, *front);
    exchange::LayoutReport contents;
    contents.front = &*front;
    if (const auto done = write_report(s, a, input, contents); !done)
        return report(s, done.error());
    if (!a.plot.empty()) {
        const auto plots = write_front_plots(s, input.street.name, *front, a.plot);
        if (!plots) return report(s, plots.error());
        for (const std::string& file : *plots)
            fmt::print(s.out, "{} {}\n", s.say("written:", "geschreven:"), file);
    }
    return front->points.empty() ? kFindings : kDone;
}

int layout_of(Session& s, const LayoutArguments& a) {
    const auto input = read_input(s, a);
    if (!input) return report(s, input.error());
    if (a.pareto) return pareto(s, a, *input);
    return a.explain ? explain(s, a, *input) : lay(s, a, *input);
}

void add_search_options(CLI::App* command, LayoutArguments& a, Session& s) {
    command->add_option("--weight", a.weights,
                        "scale a cost of the profile: width=2, excavation=0, preferred=5, …");
    command->add_option("--profile", a.profile, "costs and practice: file or name (default nl)");
    command->add_option("--nodes", a.nodes, "most steps of the search for one section")
        ->check(CLI::PositiveNumber);
    command
        ->add_option("--seconds", a.seconds,
                     "stop improving after this time; the answer then depends on the machine")
        ->check(CLI::NonNegativeNumber);
    command->add_option("--seed", a.seed, "order in which lines are routed again");
    command->add_option("--threads", s.threads, "threads (default: all)")
        ->check(CLI::Range(1, 1024));
}

}  // namespace

void add_layout(CLI::App& program, Session& s) {
    CLI::App* command = program.add_subcommand(
        "layout", "place what has no place yet, flat or in a rack, and prove it");
    auto a = std::make_shared<LayoutArguments>();
    command->add_option("street", a->input, "street file with `demands`")->required();
    command->add_option("-o,--output", a->output, "write the placed street");
    command->add_option("--mode", a->mode, "flat, rack, or both beside each other")
        ->check(CLI::IsMember({"flat", "rack", "both"}));
    command->add_flag("--explain", a->explain,
                      "the smallest set of demands and rules that cannot go together, and the "
                      "cheapest ways out");
    command->add_flag("--pareto", a->pareto,
                      "for one section: the front of width against temperature against cost");
    command->add_option("--station", a->station_m, "for --pareto (default: the middle)");
    command->add_option("--plot", a->plot,
                        "for --pareto: write the front as a chart (PNG and SVG) into this folder");
    command->add_option("--free", a->free,
                        "networks or ids whose placed lines may move too, or all");
    command->add_option("--networks", a->networks, "file with further demands");
    command->add_option("--section", a->section,
                        "strips around the axis, from the left, for a street that has none: "
                        "footway:2,carriageway:5.5,footway:2");
    command->add_option("--rules", a->rules,
                        "rule packs: files or ids (default: the street's own, else nl-provisional "
                        "nl-dig-safety nl-trees; a rack adds nl-rack)");
    add_accept(*command, a->accept);
    command->add_option("--rack", a->rack, "rack type of profiles/racks");
    command->add_option("--rack-stations", a->rack_stations,
                        "from where to where the rack runs (m), such as 20:80 (default: the whole "
                        "street); outside the lines lie flat");
    command->add_option("--operation", a->operation,
                        "what is assumed about heat and loads (default nl)");
    command->add_flag("--no-heat", a->no_heat, "leave temperature limits out of account");
    command->add_option("--json", a->json, "write the report");
    add_search_options(command, *a, s);
    command->footer(
        "Example: maaiveld layout models/layout-demand.street.json -o placed.street.json");
    command->callback([&s, a] { s.exit_code = layout_of(s, *a); });
}

}  // namespace maaiveld::app
