#include "app/rack_facts.h"
#include "app/session.h"
#include "base/text.h"
#include "exchange/rack_report_file.h"
#include "exchange/text_file.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <fmt/ostream.h>
#include <ostream>

namespace maaiveld::app {
namespace {

using layout::LoadCase;
using layout::RackFacts;
using layout::RackSizing;
using layout::SizedPart;
using layout::SizingCheck;
using layout::Utilisation;

struct RackArguments {
    std::string input;
    std::string rack;
    std::string material;
    std::string load = "footway";
    std::string json;
    double life_years = 0.0;
    std::optional<double> spacing_m;
    bool as_built = false;
    bool all = false;
};

std::string case_words(const Session& s, LoadCase load_case) {
    switch (load_case) {
        case LoadCase::Dry:
            return std::string{s.say("dry", "droog")};
        case LoadCase::Building:
            return std::string{s.say("building", "aanleg")};
        case LoadCase::InUse:
            return std::string{s.say("in use", "in gebruik")};
        case LoadCase::WashedOut:
            return std::string{s.say("washed out", "uitgespoeld")};
    }
    return {};
}

std::string part_words(const Session& s, SizedPart part, const std::string& name) {
    switch (part) {
        case SizedPart::Line:
            return base::printable(name);
        case SizedPart::Saddle:
            return fmt::format("{} {}", s.say("saddle of", "zadel van"), base::printable(name));
        case SizedPart::Beam:
            return fmt::format("{} {}", s.say("beam", "ligger"), name);
        case SizedPart::Post:
            return std::string{s.say("post", "staander")};
        case SizedPart::BasePlate:
            return std::string{s.say("base plate", "bodemplaat")};
        case SizedPart::Ground:
            return std::string{s.say("ground", "ondergrond")};
    }
    return {};
}

std::string check_words(const Session& s, SizingCheck check) {
    switch (check) {
        case SizingCheck::Stress:
            return std::string{s.say("bending stress", "buigspanning")};
        case SizingCheck::Shear:
            return std::string{s.say("shear stress", "schuifspanning")};
        case SizingCheck::Interaction:
            return std::string{s.say("force, buckling, bending", "kracht, knik, buiging")};
        case SizingCheck::Sag:
            return std::string{s.say("sag", "doorbuiging")};
        case SizingCheck::Rotation:
            return std::string{s.say("joint rotation", "hoek in mof")};
        case SizingCheck::Tension:
            return std::string{s.say("pull", "trekkracht")};
        case SizingCheck::BendRadius:
            return std::string{s.say("curvature", "kromming")};
        case SizingCheck::Length:
            return std::string{s.say("length", "lengte")};
        case SizingCheck::Bearing:
            return std::string{s.say("bearing pressure", "gronddruk")};
        case SizingCheck::Settlement:
            return std::string{s.say("settlement", "zakking")};
        case SizingCheck::Uplift:
            return std::string{s.say("uplift", "opdrijven")};
        case SizingCheck::Room:
            return std::string{s.say("room", "ruimte")};
    }
    return {};
}

/// "12.3 of 150 MPa", "8.9 of 14 mm".
std::string value_words(const Session& s, const Utilisation& u) {
    const std::string_view unit = u.unit();
    const double scale = unit == "Pa" ? 1e-6 : unit == "m" ? 1e3 : unit == "N" ? 1e-3 : 1.0;
    const std::string_view shown = unit == "Pa"  ? " MPa"
                                   : unit == "m" ? " mm"
                                   : unit == "N" ? " kN"
                                   : unit == "1" ? ""
                                                 : unit;
    const bool space = !shown.empty() && shown.front() != ' ';
    return fmt::format("{:.3g} {} {:.3g}{}{}", u.value * scale, s.say("of", "van"), u.limit * scale,
                       space ? " " : "", shown);
}

std::string ratio_words(const Session& s, double ratio) {
    const std::string text = ratio > 99.0 ? std::string{"  >99"} : fmt::format("{:5.2f}", ratio);
    return ratio > 1.0 ? red(s, text) : text;
}

void print_loads(Session& s, const RackSizing& sizing) {
    fmt::print(
        s.out, "{}\n",
        bold(s, fmt::format("{:<12}{:>7}{:>12}{:>12}{:>12}{:>12}{:>12}", s.say("line", "leiding"),
                            s.say("level", "laag"), s.say("own N/m", "eigen N/m"),
                            s.say("water", "water"), s.say("sand", "zand"),
                            s.say("traffic", "verkeer"), s.say("reaches m", "reikt m"))));
    for (const layout::LineLoad& l : sizing.loads) {
        fmt::print(s.out, "{:<12}{:>7}{:>12.0f}{:>12.0f}{:>12.0f}{:>12.0f}{:>12}\n",
                   base::printable(l.id), l.level + 1, l.dead_N_m, l.content_N_m, l.soil_N_m,
                   l.traffic_N_m,
                   l.largest_span_m > 0.0 ? fmt::format("{:.1f}", l.largest_span_m) : "-");
    }
}

/// The worst comparison of every part, or all comparisons.
std::vector<Utilisation> worth_telling(const RackSizing& sizing, bool all) {
    if (all) return sizing.checks;
    std::vector<Utilisation> worst;
    for (const Utilisation& u : sizing.checks) {
        const bool told = std::any_of(worst.begin(), worst.end(), [&](const Utilisation& w) {
            return w.part == u.part && w.name == u.name;
        });
        if (!told) worst.push_back(u);
    }
    return worst;
}

void print_checks(Session& s, const RackSizing& sizing, bool all) {
    fmt::print(s.out, "{}\n",
               bold(s, fmt::format("{:<20}{:<26}{:<14}{:>11}   {}", s.say("part", "onderdeel"),
                                   s.say("check", "toets"), s.say("when", "wanneer"),
                                   s.say("utilisation", "benutting"),
                                   s.say("value and limit", "waarde en grens"))));
    for (const Utilisation& u : worth_telling(sizing, all)) {
        fmt::print(s.out, "{:<20}{:<26}{:<14}      {}   {}\n", part_words(s, u.part, u.name),
                   check_words(s, u.check), case_words(s, u.load_case), ratio_words(s, u.ratio),
                   value_words(s, u));
    }
}

void print_parts(Session& s, const std::vector<model::RackPartCount>& parts) {
    double total = 0.0;
    fmt::print(
        s.out, "{}\n",
        bold(s, fmt::format("{:<12}{:<18}{:<18}{:>7}{:>12}{:>12}", s.say("part", "onderdeel"),
                            s.say("section", "profiel"), s.say("material", "materiaal"),
                            s.say("count", "aantal"), s.say("kg each", "kg per stuk"), "kg")));
    for (const model::RackPartCount& p : parts) {
        const std::string size = fmt::format("{:.0f}x{:.0f}x{:.0f}", p.size_m.x() * 1e3,
                                             p.size_m.y() * 1e3, p.size_m.z() * 1e3);
        fmt::print(s.out, "{:<12}{:<18}{:<18}{:>7}{:>12.2f}{:>12.1f}\n", model::name_of(p.kind),
                   p.section.empty() ? size : p.section, p.material, p.count, p.unit_mass_kg,
                   p.mass_kg);
        total += p.mass_kg;
    }
    fmt::print(s.out, "{:<12}{:>67.1f}\n", s.say("total", "totaal"), total);
}

std::vector<std::string> warnings_of(const Session& s, const RackFacts& facts) {
    std::vector<std::string> warnings;
    const RackSizing& sizing = *facts.sizing;
    if (!sizing.holds)
        warnings.emplace_back(
            s.say("nothing tried holds; below is what comes nearest",
                  "niets van wat beproefd is houdt het; hieronder wat er het dichtst bij komt"));
    if (sizing.deeper_m > 0.0)
        warnings.push_back(fmt::format(
            "{} {:.0f} mm {}", s.say("the base plate reaches", "de bodemplaat reikt"),
            sizing.deeper_m * 1e3, s.say("deeper than the rack says", "dieper dan het rek zegt")));
    if (facts.type && facts.type->beam_spacing_m > sizing.spacing_m + 1e-9)
        warnings.push_back(
            fmt::format("{} {:.1f} m {} {:.1f} m",
                        s.say("the type stands its frames", "het type zet zijn spanten op"),
                        facts.type->beam_spacing_m,
                        s.say("apart, the lines ask for", "van elkaar, de leidingen vragen"),
                        sizing.spacing_m));
    return warnings;
}

void print_rack(Session& s, const RackFacts& facts, const exchange::RackReport& told, bool all) {
    const RackSizing& z = *facts.sizing;
    fmt::print(s.out, "{}: {}, {} {}, {:.0f} {}\n", bold(s, base::printable(facts.rack)),
               facts.type->id, s.say("load class", "belastingklasse"), z.load_class, z.life_years,
               s.say("years", "jaar"));
    for (const std::string& warning : told.warnings)
        fmt::print(s.out, "{} {}\n", yellow(s, std::string{s.say("warning:", "let op:")}), warning);
    fmt::print(s.out, "{} {:.2f} m, {} {}, {} {}, {} {} {:.0f} mm: {:.1f} kg/m, {} {:.2f}\n\n",
               s.say("frames every", "spanten om de"), z.spacing_m, s.say("beams", "liggers"),
               z.beam.name, s.say("posts", "staanders"), z.post.name,
               s.say("base plates", "bodemplaten"), z.base_plate.name,
               z.base_plate.thickness_m * 1e3, z.mass_kg_m, s.say("utilisation", "benutting"),
               z.utilisation());
    print_loads(s, z);
    fmt::print(s.out, "\n");
    print_checks(s, z, all);
    if (told.parts.empty()) return;
    fmt::print(s.out, "\n{}\n",
               facts.parts_as_sized
                   ? s.say("Parts as sized:", "Onderdelen zoals gedimensioneerd:")
                   : s.say("Parts as the type says (the sizes above do not fit it):",
                           "Onderdelen zoals het type zegt (de maten hierboven "
                           "passen er niet in):"));
    print_parts(s, told.parts);
}

exchange::RackReport report_of(const Session& s, const RackFacts& facts) {
    exchange::RackReport told;
    told.rack = facts.rack;
    told.type = facts.type->id;
    told.parts = model::parts_list(facts.parts);
    told.parts_as_sized = facts.parts_as_sized;
    told.sizing = *facts.sizing;
    told.warnings = warnings_of(s, facts);
    return told;
}

base::Result<std::vector<RackFacts>> asked_racks(const Session& s, const RackArguments& a) {
    const auto catalogue = load_catalogue(s);
    if (!catalogue) return tl::unexpected(catalogue.error());
    auto street = load_street(a.input, *catalogue);
    if (!street) return tl::unexpected(street.error());
    if (street->racks.empty()) return base::bad_input("the street has no rack", a.input);
    if (!a.rack.empty()) {
        std::erase_if(street->racks, [&](const model::Rack& rack) { return rack.id != a.rack; });
        if (street->racks.empty())
            return base::bad_input(fmt::format("no rack is called `{}`", base::printable(a.rack)),
                                   a.input);
    }
    layout::SizingOptions options;
    options.load_class = a.load;
    options.life_years = a.life_years;
    options.material = a.material;
    options.spacing_m = a.spacing_m;
    options.as_built = a.as_built;
    auto facts = rack_facts(s, *street, *catalogue, options);
    if (!facts) return facts;
    for (const RackFacts& rack : *facts) {
        if (!rack.sizing)
            return base::bad_input(
                s.language == "nl" ? rack.why_not_sized_nl : rack.why_not_sized_en, a.input);
    }
    return facts;
}

int rack(Session& s, const RackArguments& a) {
    const auto facts = asked_racks(s, a);
    if (!facts) return report(s, facts.error());
    std::vector<exchange::RackReport> reports;
    bool holds = true;
    for (const RackFacts& one : *facts) {
        reports.push_back(report_of(s, one));
        holds = holds && one.sizing->holds;
    }
    if (!a.json.empty()) {
        const auto written = exchange::write_text(
            a.json, exchange::rack_report_text(std::filesystem::path{a.input}.filename().string(),
                                               reports));
        if (!written) return report(s, written.error());
    }
    for (std::size_t i = 0; i < reports.size(); ++i)
        print_rack(s, (*facts)[i], reports[i], a.all);
    if (!a.json.empty()) fmt::print(s.out, "{} {}\n", s.say("written:", "geschreven:"), a.json);
    return holds ? kDone : kFindings;
}

}  // namespace

void add_rack(CLI::App& program, Session& s) {
    CLI::App* command = program.add_subcommand(
        "rack", "what a vertical rack is made of, what it weighs, and whether it holds");
    auto a = std::make_shared<RackArguments>();
    command->add_option("street", a->input, "street file with a rack that has a `type`")
        ->required();
    command->add_option("--rack", a->rack, "only this rack (default: all)");
    command->add_option("--material", a->material,
                        "only sections of this material of the rack's type (default: any)");
    command->add_option("--life", a->life_years, "years to hold for (default: the type's)")
        ->check(CLI::Range(1.0, 1000.0));
    command->add_option("--load", a->load,
                        "what stands on it: none, footway, service_vehicle, parking, carriageway");
    command->add_option("--spacing", a->spacing_m, "only frames this far apart, m")
        ->check(CLI::Range(0.1, 100.0));
    command->add_flag("--as-built", a->as_built,
                      "check the type's own sections and spacing; choose nothing");
    command->add_flag("--all", a->all, "print every comparison, not the worst of each part");
    command->add_option("--json", a->json, "write what was found");
    command->footer(
        "Example: maaiveld rack models/vkls-leiden.street.json --load footway\n"
        "Exit codes: 0 holds, 1 nothing that was tried holds.");
    command->callback([&s, a] { s.exit_code = rack(s, *a); });
}

}  // namespace maaiveld::app
