#include "app/session.h"
#include "base/text.h"

#include <algorithm>
#include <ostream>

namespace maaiveld::app {
namespace {

constexpr const char* kAbout =
    "Maaiveld: what lies under a street, whether it may lie there, and how it looks.\n"
    "Reads KLIC deliveries, street files and CSV; checks clearances by rules that are data.";

constexpr const char* kExample =
    "Example:\n"
    "  maaiveld import klic Levering_22O000518.zip -o street.street.json\n"
    "  maaiveld check street.street.json\n"
    "  maaiveld picture street.street.json -o street.png\n"
    "Exit codes: 0 done, 1 findings at or above --fail-on, 2 bad input or usage, 3 a fault of "
    "ours.";

/// One line that says what was wrong with the command, as CLI11 words it.
int report_usage(Session& session, const CLI::ParseError& problem) {
    std::string message = problem.what();
    std::replace(message.begin(), message.end(), '\n', ' ');
    session.err << "maaiveld: " << base::printable(message) << "; see maaiveld --help\n";
    return kBadInput;
}

}  // namespace

int run(const std::vector<std::string>& arguments, std::ostream& out, std::ostream& err,
        bool out_is_terminal, bool err_is_terminal) {
    Session session{out, err, out_is_terminal, err_is_terminal, "en", {}, 0, kDone};
    CLI::App program{kAbout, "maaiveld"};
    program.footer(kExample);
    program.set_version_flag("--version", "maaiveld " MAAIVELD_VERSION);
    program.add_option("--lang", session.language, "language of the output: nl or en")
        ->check(CLI::IsMember({"nl", "en"}));
    program.add_option("--profiles", session.profiles_option,
                       "folder with rules/, assets/, styles/");
    program.require_subcommand(1);
    program.fallthrough();
    add_import(program, session);
    add_show(program, session);
    add_check(program, session);
    add_picture(program, session);
    add_rules(program, session);
    add_export(program, session);
    add_layout(program, session);
    add_compare(program, session);
    add_fit(program, session);
    add_rack(program, session);
    add_influence(program, session);
    add_calibrate(program, session);
    add_validate(program, session);
    add_completion(program, session);
    try {
        std::vector<std::string> reversed(arguments.rbegin(), arguments.rend());
        program.parse(reversed);
        return session.exit_code;
    } catch (const CLI::Success& answer) {  // --help, --version
        return program.exit(answer, out, err);
    } catch (const CLI::ParseError& problem) {
        return report_usage(session, problem);
    }
}

}  // namespace maaiveld::app
