#include "app/session.h"
#include "exchange/findings_file.h"
#include "exchange/style_file.h"
#include "rules/check.h"

#include <fmt/format.h>
#include <fmt/ostream.h>
#include <ostream>

#ifdef MAAIVELD_WITH_VIZ
#include "viz/render/write_picture.h"
#endif

namespace maaiveld::app {
namespace {

struct PictureArguments {
    std::string input;
    std::string output;
    std::string view = "iso";
    std::string findings;
    std::string style = "day";
    double station_m = -1.0;
    double exaggeration = 0.0;
    int width_px = 1600;
    int height_px = 0;
    bool possible = false;
};

#ifdef MAAIVELD_WITH_VIZ

using viz::render::PictureOptions;

PictureOptions::View view_called(const std::string& name) {
    if (name == "plan") return PictureOptions::View::Plan;
    return name == "section" ? PictureOptions::View::Section : PictureOptions::View::Iso;
}

base::Result<viz::scene::Style> load_style(const Session& s, const std::string& name) {
    const auto folder = profiles_folder(s);
    if (!folder) return tl::unexpected(folder.error());
    const auto path = *folder / "styles" / (name + ".json");
    const auto values = exchange::read_style_file(path);
    if (!values) return tl::unexpected(values.error());
    return viz::scene::style_from(*values);
}

int picture(Session& s, const PictureArguments& a) {
    const auto catalogue = load_catalogue(s);
    if (!catalogue) return report(s, catalogue.error());
    const auto street = load_street(a.input, *catalogue);
    if (!street) return report(s, street.error());
    std::vector<rules::Finding> findings;
    if (!a.findings.empty()) {
        auto read = exchange::read_findings(a.findings);
        if (!read) return report(s, read.error());
        findings = std::move(*read);
        // What is merely possible would bury what is likely; the findings file still holds it.
        if (!a.possible) {
            std::erase_if(findings, [](const rules::Finding& f) {
                return f.certainty == rules::CertaintyClass::Possible;
            });
        }
    }
    const auto style = load_style(s, a.style);
    if (!style) return report(s, style.error());
    PictureOptions options;
    options.view = view_called(a.view);
    options.station_m = a.station_m >= 0.0 ? a.station_m : middle_station(*street);
    options.width_px = a.width_px;
    options.height_px = a.height_px;
    options.lang = s.language;
    auto racks = load_rack_types(s);
    if (!racks) return report(s, racks.error());
    options.rack_types = std::move(*racks);
    options.vertical_exaggeration = a.exaggeration;
    options.style = *style;
    const auto written = viz::render::write_picture(*street, findings, options, a.output);
    if (!written) return report(s, written.error());
    fmt::print(s.out, "{} {}\n", s.say("written:", "geschreven:"), a.output);
    return kDone;
}

#else

int picture(Session& s, const PictureArguments&) {
    return report(
        s,
        {base::ErrorCode::BadUsage, "this build has no pictures (MAAIVELD_BUILD_VIZ is off)", {}});
}

#endif

}  // namespace

void add_picture(CLI::App& program, Session& s) {
    CLI::App* command = program.add_subcommand(
        "picture", "a picture of the street: iso, plan or dimensioned cross-section");
    auto a = std::make_shared<PictureArguments>();
    command->add_option("street", a->input, "street file or CSV")->required();
    command->add_option("-o,--output", a->output, "PNG to write")->required();
    command->add_option("--view", a->view, "iso, plan or section")
        ->check(CLI::IsMember({"iso", "plan", "section"}));
    command
        ->add_option("--station", a->station_m,
                     "where to cut the section, in metres along the axis (default: the middle)")
        ->check(CLI::NonNegativeNumber);
    command->add_option("--findings", a->findings,
                        "findings to draw, as written by maaiveld check --findings F.json");
    command->add_flag("--possible", a->possible,
                      "draw findings that are only possible too (below even odds)");
    command->add_option("--width", a->width_px, "width in pixels")->check(CLI::Range(200, 12000));
    command->add_option("--height", a->height_px, "height in pixels (default: as the view needs)")
        ->check(CLI::Range(0, 12000));
    command
        ->add_option("--exaggeration", a->exaggeration,
                     "vertical exaggeration of the iso view (default: by size)")
        ->check(CLI::Range(0.0, 50.0));
    command->add_option("--style", a->style, "name of a style in profiles/styles");
    command->footer(
        "Example: maaiveld picture models/terraced.street.json --view section --station 40 -o "
        "section.png");
    command->callback([&s, a] { s.exit_code = picture(s, *a); });
}

}  // namespace maaiveld::app
