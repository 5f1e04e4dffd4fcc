#include "app/comparison_pictures.h"
#include "app/comparison_racks.h"
#include "app/comparison_words.h"
#include "app/session.h"
#include "app/street_values.h"
#include "base/text.h"
#include "exchange/comparison_json.h"
#include "exchange/lifecycle_profile_file.h"
#include "exchange/text_file.h"
#include "rules/check.h"
#include "rules/limits.h"

#include <algorithm>
#include <fmt/format.h>
#include <fmt/ostream.h>
#include <ostream>

namespace maaiveld::app {
namespace {

namespace fs = std::filesystem;

struct CompareArguments {
    std::vector<std::string> inputs;
    std::string html;
    std::string json;
    std::optional<double> station_m;
    std::vector<std::string> rules;
    std::string profile = "nl";
    std::string operation = "nl";
    std::string sides = "shore";
    std::string date;
    bool no_influence = false;
    bool no_pictures = false;
};

/// One street with everything that is known about it.
struct Variant {
    std::string file;
    model::Street street;
    std::vector<rules::Pack> packs;
    rules::CheckResult check;
    std::vector<lifecycle::Margin> margins;
    std::vector<std::string> notes;
};

base::Result<lifecycle::LifecycleProfile> load_profile(const Session& s, const std::string& name) {
    if (name.ends_with(".json")) return exchange::read_lifecycle_profile(name);
    const auto folder = profiles_folder(s);
    if (!folder) return tl::unexpected(folder.error());
    return exchange::read_lifecycle_profile(*folder / "lifecycle" / (name + ".json"));
}

/// The packs asked for, else the street's own, else the defaults; with those that put limits on
/// computed values.
std::vector<std::string> pack_names(const CompareArguments& a, const model::Street& street) {
    std::vector<std::string> names = a.rules;
    if (names.empty()) names = street.packs;
    if (names.empty()) names = {"nl-provisional", "nl-dig-safety", "nl-trees"};
    if (a.no_influence || !a.rules.empty()) return names;
    for (const char* more : {"nl-influence", "nl-influence-em"})
        if (std::find(names.begin(), names.end(), more) == names.end()) names.emplace_back(more);
    return names;
}

std::vector<lifecycle::Margin> margins_of(const model::Street& street,
                                          std::span<const rules::Pack> packs,
                                          const rules::InfluenceValues& values) {
    std::vector<lifecycle::Margin> margins;
    const auto limits = rules::computed_limits(street, packs);
    for (const auto& [measure, by_asset] : values) {
        for (const auto& [id, computed] : by_asset) {
            const auto* limit = rules::limit_on(limits, id, measure, rules::Severity::Warning);
            if (limit == nullptr) continue;
            const double room = limit->value - computed.value;
            margins.push_back({id, measure, computed.value, limit->value,
                               limit->at_most ? room : -room, limit->rule});
        }
    }
    return margins;
}

std::string file_name(const std::string& path) {
    return base::printable(fs::path{path}.filename().string());
}

base::Result<void> refuse_empty(const Variant& v) {
    if (v.street.assets.empty() || middle_station(v.street) <= 0.0)
        return base::bad_input("nothing to compare: the street has no axis or no line", v.file);
    return {};
}

/// Checks the street, with computed values unless they are not wanted.
base::Result<void> judge(Session& s, const CompareArguments& a, const model::Catalogue& catalogue,
                         Variant& v) {
    auto packs = load_packs(s, catalogue, pack_names(a, v.street));
    if (!packs) return tl::unexpected(packs.error());
    v.packs = std::move(*packs);
    rules::CheckOptions options;
    options.threads = s.threads;
    options.today = a.date.empty() ? today() : a.date;
    model::Street judged = v.street;  // receives ratings and roots, which are no part of the design
    if (!a.no_influence) {
        auto values = computed_values(s, judged, catalogue, a.operation, v.packs,
                                      std::stoi(options.today.substr(0, 4)));
        if (!values) return tl::unexpected(values.error());
        options.values = std::move(*values);
        v.margins = margins_of(judged, v.packs, options.values);
    } else {
        v.notes.emplace_back(s.say("temperatures, currents and voltages were not computed",
                                   "temperaturen, stromen en spanningen zijn niet berekend"));
    }
    v.check = rules::check(judged, v.packs, options);
    return {};
}

base::Result<Variant> load_variant(Session& s, const CompareArguments& a,
                                   const model::Catalogue& catalogue, const std::string& path) {
    Variant v;
    v.file = file_name(path);
    auto street = load_street(path, catalogue);
    if (!street) return tl::unexpected(street.error());
    v.street = std::move(*street);
    if (const auto fine = refuse_empty(v); !fine) return tl::unexpected(fine.error());
    if (const auto station = station_in(v.street, a.station_m); !station)
        return tl::unexpected(station.error());
    if (const auto judged = judge(s, a, catalogue, v); !judged)
        return tl::unexpected(judged.error());
    return v;
}

base::Result<std::vector<lifecycle::VariantMeasures>> measured(
    Session& s, const CompareArguments& a, const model::Catalogue& catalogue,
    const lifecycle::LifecycleProfile& profile, std::vector<Variant>& variants) {
    std::vector<const model::Street*> streets;
    for (const Variant& v : variants)
        streets.push_back(&v.street);
    const auto built = lifecycle::lines_to_build(streets);
    std::vector<lifecycle::VariantMeasures> all;
    for (std::size_t i = 0; i < variants.size(); ++i) {
        Variant& v = variants[i];
        auto parts = rack_part_totals(s, v.street, v.notes);
        if (!parts) return tl::unexpected(parts.error());
        lifecycle::MeasureQuestion question;
        question.station_m = a.station_m;
        question.sloped = a.sides == "slope";
        question.built = built[i];
        question.check = &v.check;
        question.margins = v.margins;
        question.rack_parts = std::move(*parts);
        question.notes = v.notes;
        all.push_back(lifecycle::measures_of(v.street, catalogue, v.packs, profile, question));
    }
    return all;
}

/// Findings that are likely or certain: what is merely possible would bury them in a drawing.
std::vector<rules::Finding> drawn_findings(const rules::CheckResult& check) {
    std::vector<rules::Finding> findings = check.findings;
    std::erase_if(findings, [](const rules::Finding& f) {
        return f.certainty == rules::CertaintyClass::Possible ||
               f.severity == rules::Severity::Info;
    });
    return findings;
}

/// What tells a variant from the others: the street's name, or the file's where names are alike.
std::string short_name(const std::vector<Variant>& variants, std::size_t i) {
    const std::string& name = variants[i].street.name;
    const auto same = std::count_if(variants.begin(), variants.end(), [&](const Variant& other) {
        return other.street.name == name;
    });
    if (same == 1) return name;
    return variants[i].file.substr(0, variants[i].file.find(".street.json"));
}

exchange::ComparisonPage page_of(const Session& s, const std::vector<Variant>& variants,
                                 const std::vector<lifecycle::VariantMeasures>& measures,
                                 const lifecycle::LifecycleProfile& profile) {
    exchange::ComparisonPage page;
    page.language = s.language;
    page.title = std::string{s.say("Streets compared", "Straten vergeleken")};
    page.intro = std::string{
        s.say("The same measures of every variant. Built is what is projected or does not lie in "
              "the same place in every variant; the rest stays. Sections are cut about every metre "
              "along the axis.",
              "Dezelfde maten van elke variant. Aangelegd wordt wat ontworpen is of niet in elke "
              "variant op dezelfde plaats ligt; de rest blijft. Doorsneden ongeveer elke meter "
              "langs de as.")};
    page.measure_word = std::string{s.say("measure", "maat")};
    page.unit_word = std::string{s.say("unit", "eenheid")};
    page.note_word = std::string{s.say("how", "hoe")};
    page.sections_word = std::string{s.say("Sections", "Dwarsprofielen")};
    page.pictures_word = std::string{s.say("Pictures", "Beelden")};
    page.assumptions_word = std::string{s.say("Assumptions and sources", "Aannamen en bronnen")};
    page.best_word = std::string{s.say("Bold: best of the row.", "Vet: beste van de rij.")};
    page.detail_word = std::string{s.say("where it is built", "waar wordt aangelegd")};
    for (std::size_t i = 0; i < variants.size(); ++i) {
        page.variants.push_back({fmt::format("{} · {}", i + 1, short_name(variants, i)),
                                 variants[i].file,
                                 {},
                                 {},
                                 {},
                                 variants[i].street.name,
                                 {}});
        for (const std::string& note : variants[i].notes)
            page.assumptions.push_back(fmt::format("[{}] {}", i + 1, note));
    }
    page.sections = comparison_tables(s, measures, profile);
    const auto sources = comparison_assumptions(profile);
    page.assumptions.insert(page.assumptions.end(), sources.begin(), sources.end());
    return page;
}

base::Result<void> write_html(Session& s, const CompareArguments& a,
                              const std::vector<Variant>& variants,
                              const std::vector<lifecycle::VariantMeasures>& measures,
                              exchange::ComparisonPage page) {
    for (std::size_t i = 0; !a.no_pictures && i < variants.size(); ++i) {
        const fs::path scratch = a.html + fmt::format(".{}.png", i + 1);
        const auto findings = drawn_findings(variants[i].check);
        const auto drawn =
            draw_variant(s, variants[i].street, findings, measures[i], scratch, page.variants[i]);
        if (!drawn) return tl::unexpected(drawn.error());
    }
    return exchange::write_text(a.html, exchange::comparison_html(page));
}

base::Result<void> write_json(const CompareArguments& a, const std::vector<Variant>& variants,
                              const std::vector<lifecycle::VariantMeasures>& measures,
                              const lifecycle::LifecycleProfile& profile) {
    exchange::ComparisonInput input;
    input.sides = a.sides;
    for (const Variant& v : variants) {
        input.files.push_back(v.file);
        std::vector<std::string> packs;
        for (const rules::Pack& pack : v.packs)
            packs.push_back(pack.edition.empty() ? pack.id : pack.id + " " + pack.edition);
        input.packs.push_back(std::move(packs));
    }
    return exchange::write_text(a.json, exchange::comparison_json(input, measures, profile));
}

/// Refuses to write over one of the streets.
base::Result<void> refuse_overwriting(const CompareArguments& a) {
    for (const std::string& output : {a.html, a.json}) {
        for (const std::string& input : a.inputs) {
            std::error_code none;
            if (output.empty() || !fs::exists(output, none)) continue;
            if (fs::equivalent(output, input, none))
                return tl::unexpected(base::Error{base::ErrorCode::BadUsage,
                                                  "this would write over the street", output});
        }
    }
    return {};
}

void print_notes(Session& s, const std::vector<Variant>& variants) {
    for (std::size_t i = 0; i < variants.size(); ++i)
        for (const std::string& note : variants[i].notes)
            fmt::print(s.out, "\n[{}] {}", i + 1, note);
    fmt::print(s.out, "\n");
}

int compare(Session& s, const CompareArguments& a) {
    if (const auto fine = refuse_overwriting(a); !fine) return report(s, fine.error());
    const auto catalogue = load_catalogue(s);
    if (!catalogue) return report(s, catalogue.error());
    const auto profile = load_profile(s, a.profile);
    if (!profile) return report(s, profile.error());
    std::vector<Variant> variants;
    for (const std::string& input : a.inputs) {
        auto variant = load_variant(s, a, *catalogue, input);
        if (!variant) return report(s, variant.error());
        variants.push_back(std::move(*variant));
    }
    const auto measures = measured(s, a, *catalogue, *profile, variants);
    if (!measures) return report(s, measures.error());
    exchange::ComparisonPage page = page_of(s, variants, *measures, *profile);
    print_comparison(s, page.variants, page.sections);
    print_notes(s, variants);
    if (!a.html.empty()) {
        const auto written = write_html(s, a, variants, *measures, std::move(page));
        if (!written) return report(s, written.error());
        fmt::print(s.out, "{} {}\n", s.say("written:", "geschreven:"), a.html);
    }
    if (!a.json.empty()) {
        const auto written = write_json(a, variants, *measures, *profile);
        if (!written) return report(s, written.error());
        fmt::print(s.out, "{} {}\n", s.say("written:", "geschreven:"), a.json);
    }
    return kDone;
}

}  // namespace

void add_compare(CLI::App& program, Session& s) {
    CLI::App* command = program.add_subcommand(
        "compare", "streets side by side: width, excavation, access, dig damage, margins, trees");
    auto a = std::make_shared<CompareArguments>();
    command->add_option("streets", a->inputs, "street files, one per variant")->required();
    command->add_option("-o,--output", a->html, "write a self-contained HTML page");
    command->add_option("--json", a->json, "write every measure (maaiveld-comparison/1)");
    command->add_option("--station", a->station_m,
                        "where to cut the section, in metres along the axis (default: the middle)");
    CLI::Option* packs = command->add_option(
        "--rules", a->rules,
        "a rule pack for all streets, file or id; may be repeated (default: each street's own)");
    packs->allow_extra_args(false);
    command->add_option("--profile", a->profile,
                        "digging practice: a file, or a name in profiles/lifecycle (default nl)");
    command->add_option("--operation", a->operation,
                        "what is assumed of ground and networks (default nl)");
    command->add_option("--sides", a->sides, "trenches from 1.00 m: shore, or slope where it fits")
        ->check(CLI::IsMember({"shore", "slope"}));
    command->add_option("--date", a->date, "judge exemptions and roots as on this day (YYYY-MM-DD)")
        ->check([](const std::string& text) {
            return base::is_iso_date(text)
                       ? std::string{}
                       : "`" + base::printable(text) + "` is no date; write 2030-01-31";
        });
    command->add_option("--threads", s.threads, "threads (default: all)")
        ->check(CLI::Range(1, 1024));
    command->add_flag("--no-influence", a->no_influence,
                      "do not compute temperatures and currents");
    command->add_flag("--no-pictures", a->no_pictures, "no drawings in the HTML page");
    command->footer(
        "Example: maaiveld compare models/vkls-leiden-flat.street.json "
        "models/vkls-leiden.street.json -o compare.html");
    command->callback([&s, a] { s.exit_code = compare(s, *a); });
}

}  // namespace maaiveld::app
