#include "app/session.h"
#include "exchange/streetmix.h"
#include "exchange/text_file.h"

#include <fmt/format.h>
#include <fmt/ostream.h>
#include <ostream>

namespace maaiveld::app {
namespace {

int export_streetmix(Session& s, const std::string& input, const std::string& output) {
    const auto catalogue = load_catalogue(s);
    if (!catalogue) return report(s, catalogue.error());
    const auto street = load_street(input, *catalogue);
    if (!street) return report(s, street.error());
    const auto text = exchange::streetmix_json(*street);
    if (!text) return report(s, text.error());
    const auto written = exchange::write_text(output, *text);
    if (!written) return report(s, written.error());
    fmt::print(s.out, "{} {}\n", s.say("written:", "geschreven:"), output);
    return kDone;
}

}  // namespace

void add_export(CLI::App& program, Session& s) {
    CLI::App* command = program.add_subcommand("export", "write a street in a foreign format");
    command->require_subcommand(1);
    command->footer("Example: maaiveld export streetmix street.street.json -o section.json");
    auto input = std::make_shared<std::string>();
    auto output = std::make_shared<std::string>();
    CLI::App* streetmix =
        command->add_subcommand("streetmix", "the street section as Streetmix JSON");
    streetmix->add_option("street", *input, "street file")->required();
    streetmix->add_option("-o,--output", *output, "file to write")->required();
    streetmix->footer(
        "Example: maaiveld export streetmix models/terraced.street.json -o section.json");
    streetmix->callback(
        [&s, input, output] { s.exit_code = export_streetmix(s, *input, *output); });
}

}  // namespace maaiveld::app
