#include "app/influence_plots.h"
#include "app/influence_words.h"
#include "app/session.h"
#include "app/street_values.h"
#include "app/what_if.h"
#include "exchange/influence_file.h"
#include "exchange/json_document.h"
#include "exchange/section_file.h"
#include "exchange/text_file.h"
#include "exchange/tree_profile.h"
#include "geometry/polyline.h"
#include "influence/street/cut.h"

#include <fmt/format.h>
#include <fmt/ostream.h>
#include <optional>
#include <ostream>

namespace maaiveld::app {
namespace {

struct InfluenceArguments {
    std::string input;
    std::string json;
    std::string plot;
    std::string operation = "nl";
    std::vector<std::string> rules;
    std::vector<std::string> changes;
    std::optional<double> station_m;
    int month = 8;
    bool year = false;
    std::vector<double> trench;
    double raise_m = 0.0;
    double years = 30.0;
    std::size_t samples = 0;
    std::uint64_t seed = 1;
};

/// A section file: every block is computed, and printed or written.
int influence_of_section(Session& s, const InfluenceArguments& a,
                         const exchange::JsonDocument& document) {
    const auto profiles = load_section_profiles(s);
    if (!profiles) return report(s, profiles.error());
    const auto result = exchange::run_section(document, *profiles);
    if (!result) return report(s, result.error());
    if (!a.json.empty()) {
        const auto written = exchange::write_text(a.json, result->json);
        if (!written) return report(s, written.error());
    }
    s.out << result->table;
    if (!a.json.empty()) fmt::print(s.out, "{} {}\n", s.say("written:", "geschreven:"), a.json);
    return kDone;
}

/// The packs whose limits count: those asked for, else the street's own, else the usual ones.
std::vector<std::string> pack_names(const InfluenceArguments& a, const model::Street& street) {
    if (!a.rules.empty()) return a.rules;
    if (!street.packs.empty()) return street.packs;
    return {"nl-provisional", "nl-influence", "nl-influence-em"};
}

base::Result<influence::StreetEffects> effects_of(const Session& s, const InfluenceArguments& a,
                                                  const model::Street& street,
                                                  const model::Catalogue& catalogue,
                                                  const influence::Operation& operation,
                                                  const influence::StreetInfluence& result) {
    const auto folder = profiles_folder(s);
    if (!folder) return tl::unexpected(folder.error());
    const auto trees = exchange::read_tree_profile(*folder);
    if (!trees) return tl::unexpected(trees.error());
    influence::EffectsQuestion question;
    question.today_year = std::stoi(today().substr(0, 4));
    question.currents_A = influence::currents_in(street, result);
    if (a.raise_m > 0.0) {
        influence::StreetRaise raise;
        raise.height_m = a.raise_m;
        raise.years = a.years;
        question.raise = raise;
    }
    if (!a.trench.empty()) {
        influence::StreetTrench trench;
        trench.line = geometry::offset_line(influence::axis_of(street), a.trench[0], a.trench[1],
                                            a.trench[2]);
        trench.shape.bottom_width_m = a.trench[3];
        trench.shape.bottom_depth_m = a.trench[4];
        question.trench = std::move(trench);
    }
    return influence::street_effects(street, catalogue, operation, *trees, question);
}

int influence_of_street(Session& s, const InfluenceArguments& a,
                        const model::Catalogue& catalogue) {
    auto loaded = load_street(a.input, catalogue);
    if (!loaded) return report(s, loaded.error());
    const auto street = with_changes(std::move(*loaded), a.changes);
    if (!street) return report(s, street.error());
    const auto operation = load_operation(s, a.operation);
    if (!operation) return report(s, operation.error());
    const auto packs = load_packs(s, catalogue, pack_names(a, *street));
    if (!packs) return report(s, packs.error());
    const auto station_m = station_in(*street, a.station_m);
    if (!station_m) return report(s, station_m.error());
    influence::StreetQuestion question;
    question.station_m = *station_m;
    question.month = a.month;
    question.year = a.year;
    question.samples = a.samples;
    question.seed = a.seed;
    question.threads = s.threads;
    question.limits = temperature_limits(*street, *packs);
    question.progress = progress_bar(s, std::string{s.say("draws", "trekkingen")});
    const auto result = influence::street_influence(*street, catalogue, *operation, question);
    if (!result) {
        base::Error error = result.error();
        error.where = error.where.empty() ? a.input : a.input + ": " + error.where;
        return report(s, error);
    }
    const auto effects = effects_of(s, a, *street, catalogue, *operation, *result);
    if (!effects) return report(s, effects.error());
    std::vector<std::string> written;
    if (!a.plot.empty()) {
        auto plots =
            write_influence_plots(s, *street, catalogue, *operation, *result, *effects, a.plot);
        if (!plots) return report(s, plots.error());
        written = std::move(*plots);
    }
    if (!a.json.empty()) {
        const auto text = exchange::street_influence_text(*street, *result, *effects);
        const auto done = exchange::write_text(a.json, text);
        if (!done) return report(s, done.error());
        written.push_back(a.json);
    }
    print_influence(s, *street, *result);
    if (a.year) print_year(s, *street, *result);
    print_effects(s, *street, *effects);
    for (const std::string& file : written)
        fmt::print(s.out, "{} {}\n", s.say("written:", "geschreven:"), file);
    return kDone;
}

int influence(Session& s, const InfluenceArguments& a) {
    const auto catalogue = load_catalogue(s);
    if (!catalogue) return report(s, catalogue.error());
    if (is_csv(a.input)) return influence_of_street(s, a, *catalogue);
    const auto document = exchange::read_json(a.input);
    if (!document) return report(s, document.error());
    if (exchange::is_section(*document)) {
        return influence_of_section(s, a, *document);
    }
    return influence_of_street(s, a, *catalogue);
}

}  // namespace

void add_influence(CLI::App& program, Session& s) {
    CLI::App* command = program.add_subcommand(
        "influence",
        "what the networks do to each other: heat, current, voltage, roots, settlement");
    auto a = std::make_shared<InfluenceArguments>();
    command->add_option("file", a->input, "street file, or section file (docs/formats/section.md)")
        ->required();
    command->add_option("--station,--at", a->station_m,
                        "metres along the axis (default: the middle)");
    command->add_option("--month", a->month, "1 to 12 (default 8)")->check(CLI::Range(1, 12));
    CLI::Option* year = command->add_flag("--year", a->year,
                                          "month by month, with a band from the parameter ranges");
    command
        ->add_option("--samples", a->samples,
                     "draws over the parameter ranges (default: 1000 with --year, else none)")
        ->check(CLI::Range(10, 1000000));
    command->add_option("--seed", a->seed, "of the draws (default 1)");
    command
        ->add_option("--raise", a->raise_m,
                     "metres of sand spread over the street: settlement and what it does to "
                     "house connections (the street's soil must give `compression`)")
        ->check(CLI::Range(0.0, 5.0));
    command->add_option("--years", a->years, "for --raise: until when (default 30)")
        ->check(CLI::Range(0.1, 200.0));
    command
        ->add_option("--trench", a->trench,
                     "what an open trench undermines: from_m,to_m (along the axis), offset_m, "
                     "width_m, depth_m; 45 degree wedge")
        ->delimiter(',')
        ->expected(5);
    command->add_option("--operation", a->operation,
                        "what is assumed where the street is silent: a file, or a name in "
                        "profiles/influence (default nl)");
    command
        ->add_option("--set", a->changes,
                     "what if: asset.key=value (an attribute, depth_m, offset_m) or "
                     "soil.conductivity_W_mK=value; may be repeated")
        ->allow_extra_args(false);
    command->add_option("--rules", a->rules, "rule packs whose limits count: files or ids");
    command->add_option("--json", a->json, "write the result document");
    command->add_option("--plot", a->plot, "write plots (PNG and SVG) into this folder");
    command->add_option("--threads", s.threads, "threads (default: all)")
        ->check(CLI::Range(1, 1024));
    command->footer(
        "Example: maaiveld influence models/vkls-leiden.street.json --year --plot out/");
    command->callback([&s, a, year] {
        if (year->count() > 0 && a->samples == 0) a->samples = 1000;
        s.exit_code = influence(s, *a);
    });
}

}  // namespace maaiveld::app
