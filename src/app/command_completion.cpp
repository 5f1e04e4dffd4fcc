#include "app/session.h"

#include <fmt/format.h>
#include <fmt/ostream.h>
#include <ostream>

namespace maaiveld::app {
namespace {

std::string option_names(const CLI::App& command) {
    std::string names;
    for (const CLI::Option* option : command.get_options()) {
        for (const std::string& name : option->get_lnames())
            names += " --" + name;
        for (const std::string& name : option->get_snames())
            names += " -" + name;
    }
    return names;
}

/// One case of the script per command path: its subcommands and options.
void add_cases(const CLI::App& command, const std::string& path, const std::string& common,
               std::string& cases) {
    std::string words;
    for (const CLI::App* sub : command.get_subcommands([](const CLI::App*) { return true; })) {
        words += " " + sub->get_name();
        add_cases(*sub, path + " " + sub->get_name(), common, cases);
    }
    cases += fmt::format("    \"{}\") words=\"{}{}{}\" ;;\n", path, words, option_names(command),
                         common);
}

int completion(Session& s, const CLI::App& program) {
    std::string cases;
    add_cases(program, "maaiveld", option_names(program), cases);
    fmt::print(
        s.out,
        "# bash completion for maaiveld; use: source <(maaiveld completion)\n"
        "_maaiveld() {{\n"
        "  local path=maaiveld word words\n"
        "  for word in \"${{COMP_WORDS[@]:1:COMP_CWORD-1}}\"; do\n"
        "    case \"$path $word\" in\n"
        "{}"
        "    esac\n"
        "  done\n"
        "  case \"$path\" in\n{}  esac\n"
        "  COMPREPLY=($(compgen -W \"$words\" -- \"${{COMP_WORDS[COMP_CWORD]}}\"))\n"
        "}}\n"
        "complete -o default -F _maaiveld maaiveld\n",
        [&] {
            std::string steps;
            for (const CLI::App* sub :
                 program.get_subcommands([](const CLI::App*) { return true; })) {
                steps += fmt::format("      \"maaiveld {0}\") path=\"maaiveld {0}\" ;;\n",
                                     sub->get_name());
                for (const CLI::App* leaf :
                     sub->get_subcommands([](const CLI::App*) { return true; })) {
                    steps +=
                        fmt::format("      \"maaiveld {0} {1}\") path=\"maaiveld {0} {1}\" ;;\n",
                                    sub->get_name(), leaf->get_name());
                }
            }
            return steps;
        }(),
        cases);
    return kDone;
}

}  // namespace

void add_completion(CLI::App& program, Session& s) {
    CLI::App* command = program.add_subcommand(
        "completion", "print a completion script for bash (zsh: bashcompinit)");
    command->footer("Example: source <(maaiveld completion)");
    command->callback([&s, &program] { s.exit_code = completion(s, program); });
}

}  // namespace maaiveld::app
