#include "app/session.h"
#include "base/text.h"
#include "exchange/imkl.h"
#include "exchange/imkl_report.h"
#include "exchange/street_file.h"
#include "exchange/streetmix.h"
#include "exchange/text_file.h"
#include "geometry/polyline.h"

#include <nlohmann/json.hpp>

#include <fmt/format.h>
#include <fmt/ostream.h>
#include <ostream>

namespace maaiveld::app {
namespace {

namespace fs = std::filesystem;

struct ImportArguments {
    std::string input;
    std::string output;
    std::string report;
    std::string version;
    std::string axis;
    double length_m = 50.0;
};

/// "x,y x,y ..." as points.
base::Result<std::vector<geometry::Vec2>> axis_in(const std::string& text) {
    std::vector<geometry::Vec2> axis;
    for (const auto word : base::split(text, ' ')) {
        if (word.empty()) continue;
        const auto numbers = base::split(word, ',');
        const auto x = numbers.size() == 2 ? base::parse_double(numbers[0]) : std::nullopt;
        const auto y = numbers.size() == 2 ? base::parse_double(numbers[1]) : std::nullopt;
        if (!x || !y) {
            return base::bad_input(
                fmt::format("--axis: `{}` is no point; write \"x,y x,y\"", base::printable(word)));
        }
        axis.push_back({*x, *y});
    }
    if (axis.size() == 1) return base::bad_input("--axis needs at least two points");
    return axis;
}

/// The output when none is named: beside nothing else, in the current folder, named after the
/// input.
fs::path default_output(const fs::path& input) {
    fs::path name = input.filename();
    if (name.empty()) name = input.parent_path().filename();
    return name.stem().string() + ".street.json";
}

double length_of(const std::vector<geometry::Vec2>& axis) {
    return geometry::length_of(std::span<const geometry::Vec2>{axis});
}

void print_report(Session& s, const exchange::ImportReport& r, const model::Street& street) {
    fmt::print(s.out, "{} (IMKL {})\n", street.name, r.version);
    fmt::print(s.out, "  {:<28}{} {}, {} {}\n", s.say("street", "straat"), street.assets.size(),
               s.say("cables, pipes and ducts", "kabels, leidingen en buizen"),
               street.structures.size(), s.say("structures", "bouwsels"));
    fmt::print(s.out, "  {:<28}{:.1f} m\n", s.say("axis", "as"), length_of(street.axis));
    for (const auto& [theme, length] : r.link_length_m) {
        fmt::print(s.out, "  {:<28}{:>10.1f} m\n", theme, length);
    }
    fmt::print(s.out, "  {:<28}{} {}, {} {}\n", s.say("diameters", "diameters"), r.diameters_given,
               s.say("given", "gegeven"), r.diameters_inferred,
               s.say("inferred from the catalogue", "afgeleid uit de catalogus"));
    fmt::print(s.out, "  {:<28}{} {} ({} {}), {} {}, {} {}\n", s.say("depth", "diepte"),
               r.depth.measured, s.say("points measured", "punten gemeten"), r.depth.measured_used,
               s.say("used", "gebruikt"), r.depth.operator_standard,
               s.say("assets at the operator's standard depth", "objecten op standaarddiepte"),
               r.depth.norm, s.say("at the usual depth", "op gebruikelijke diepte"));
    if (!r.skipped.empty())
        fmt::print(s.out, "  {}\n", s.say("not taken over:", "niet overgenomen:"));
    for (const exchange::Skipped& skipped : r.skipped) {
        fmt::print(s.out, "    {:>5} {:<28} {}\n", skipped.count, skipped.what, skipped.why);
    }
    for (const std::string& note : r.notes)
        fmt::print(s.out, "  {}\n", note);
}

int import_klic(Session& s, const ImportArguments& a) {
    const auto catalogue = load_catalogue(s);
    if (!catalogue) return report(s, catalogue.error());
    const auto axis = axis_in(a.axis);
    if (!axis) return report(s, axis.error());
    exchange::ImklOptions options;
    options.prefer_121 = a.version == "1.2.1";
    options.axis = *axis;
    options.progress = progress_bar(s, "import");
    const auto delivery = exchange::read_imkl(a.input, *catalogue, options);
    if (!delivery) return report(s, delivery.error());
    const fs::path output = a.output.empty() ? default_output(a.input) : fs::path{a.output};
    const auto written = exchange::write_text(output, exchange::street_text(delivery->street));
    if (!written) return report(s, written.error());
    if (!a.report.empty()) {
        const auto reported =
            exchange::write_text(a.report, exchange::report_json(delivery->report).dump(1) + "\n");
        if (!reported) return report(s, reported.error());
    }
    print_report(s, delivery->report, delivery->street);
    fmt::print(s.out, "{} {}\n", s.say("written:", "geschreven:"), output.string());
    return kDone;
}

int import_streetmix(Session& s, const ImportArguments& a) {
    const auto street = exchange::read_streetmix(a.input, a.length_m);
    if (!street) return report(s, street.error());
    const fs::path output = a.output.empty() ? default_output(a.input) : fs::path{a.output};
    const auto written = exchange::write_text(output, exchange::street_text(*street));
    if (!written) return report(s, written.error());
    fmt::print(s.out, "{}: {} {}, {:.2f} m\n{} {}\n", street->name, street->section.strips.size(),
               s.say("strips", "stroken"), street->section.width_m(),
               s.say("written:", "geschreven:"), output.string());
    for (const std::string& note : street->sources)
        fmt::print(s.out, "  {}\n", note);
    return kDone;
}

}  // namespace

void add_import(CLI::App& program, Session& s) {
    CLI::App* import = program.add_subcommand("import", "read a foreign format into a street file");
    import->require_subcommand(1);
    import->footer(
        "Example: maaiveld import klic Levering_22O000518.zip -o wessem.street.json --report "
        "r.json");
    auto arguments = std::make_shared<ImportArguments>();

    CLI::App* klic =
        import->add_subcommand("klic", "KLIC delivery: IMKL 1.2.1 or 2.0, zip, folder or XML");
    klic->add_option("input", arguments->input, "the delivery")->required();
    klic->add_option("-o,--output", arguments->output,
                     "street file to write (default: named after the input)");
    klic->add_option("--report", arguments->report, "write the import report as JSON");
    klic->add_option("--imkl", arguments->version, "of two versions in a delivery read this one")
        ->check(CLI::IsMember({"1.2.1", "2.0"}));
    klic->add_option("--axis", arguments->axis,
                     "the street's axis as \"x,y x,y ...\" (default: longest main line)");
    klic->footer("Example: maaiveld import klic Levering_22O000518.zip -o wessem.street.json");
    klic->callback([&s, arguments] { s.exit_code = import_klic(s, *arguments); });

    CLI::App* streetmix = import->add_subcommand("streetmix", "section saved by Streetmix (JSON)");
    streetmix->add_option("input", arguments->input, "the JSON file")->required();
    streetmix->add_option("-o,--output", arguments->output, "street file to write");
    streetmix->add_option("--length", arguments->length_m, "length of the street in metres")
        ->check(CLI::PositiveNumber);
    streetmix->footer("Example: maaiveld import streetmix section.json -o street.street.json");
    streetmix->callback([&s, arguments] { s.exit_code = import_streetmix(s, *arguments); });
}

}  // namespace maaiveld::app
