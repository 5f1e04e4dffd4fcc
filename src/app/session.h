#pragma once

#include "base/error.h"
#include "exchange/section_file.h"
#include "influence/street/operation.h"
#include "layout/layout_profile.h"
#include "model/catalogue.h"
#include "model/rack.h"
#include "rules/rule.h"

#include <CLI/CLI.hpp>
#include <filesystem>
#include <functional>
#include <iosfwd>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace maaiveld::app {

/// Exit codes, the same for every command.
inline constexpr int kDone = 0;
inline constexpr int kFindings = 1;
inline constexpr int kBadInput = 2;
inline constexpr int kOurFault = 3;

/// What one run of the program knows: its streams and the options that mean the same everywhere.
struct Session {
    std::ostream& out;
    std::ostream& err;
    bool colours = false;   ///< out is a terminal
    bool progress = false;  ///< err is a terminal
    std::string language = "en";
    std::string profiles_option;  ///< --profiles, empty when not given
    int threads = 0;
    int exit_code = kDone;

    /// The text in the session's language.
    std::string_view say(std::string_view en, std::string_view nl) const {
        return language == "nl" ? nl : en;
    }
};

/// Prints the error as one line and returns the exit code for it.
int report(Session& session, const base::Error& error);

/// The profiles folder: --profiles, else MAAIVELD_PROFILES, else beside the installed program, else
/// the source tree this program was built from.
base::Result<std::filesystem::path> profiles_folder(const Session& session);

base::Result<model::Catalogue> load_catalogue(const Session& session);

/// The catalogue and what else a section file may refer to.
base::Result<exchange::SectionProfiles> load_section_profiles(const Session& session);

/// Reads a street file or, by its ending, a CSV of lines.
base::Result<model::Street> load_street(const std::filesystem::path& path,
                                        const model::Catalogue& catalogue);
bool is_csv(const std::filesystem::path& path);

/// Packs by file name or by id (looked up in profiles/rules); all of them when `names` is empty.
base::Result<std::vector<rules::Pack>> load_packs(const Session& session,
                                                  const model::Catalogue& catalogue,
                                                  const std::vector<std::string>& names);

/// The packs with what `--accept RULE=VALUE …` accepts.
base::Result<std::vector<rules::Pack>> accepting(std::vector<rules::Pack> packs,
                                                 const std::vector<std::string>& accepted);

/// Says what is accepted; nothing when nothing is.
void print_accepted(Session& session, const std::vector<std::string>& accepted);

/// Adds `--accept RULE=VALUE …` to a command that checks rules.
void add_accept(CLI::App& command, std::vector<std::string>& accepted);

/// What is assumed about ground and networks: a file, or the name of one in profiles/influence.
base::Result<influence::Operation> load_operation(const Session& session, const std::string& name);

/// What layouts cost and practice asks: a file, or the name of one in profiles/layout.
base::Result<layout::LayoutProfile> load_layout_profile(const Session& session,
                                                        const std::string& name);

/// Every rack of profiles/racks, by id.
base::Result<std::map<std::string, model::RackType>> load_rack_types(const Session& session);

/// The packs that a street is judged by: its own, else the defaults of docs/rules.md.
std::vector<std::string> usual_packs(const model::Street& street);

/// Half the length of the street's axis, where a section is asked for without a station.
double middle_station(const model::Street& street);

/// The station asked for, or the middle. Refused: one that the axis does not reach.
base::Result<double> station_in(const model::Street& street, std::optional<double> asked);

/// A progress callback that draws a bar on a terminal once a job has taken a second; does nothing
/// in pipes. Keep the returned function alive while the job runs.
std::function<void(double)> progress_bar(Session& session, std::string what);

/// Today as an ISO date.
std::string today();

/// Text set in a colour on terminals only.
std::string red(const Session& session, const std::string& text);
std::string yellow(const Session& session, const std::string& text);
std::string dim(const Session& session, const std::string& text);
std::string bold(const Session& session, const std::string& text);

// Each command adds itself to the program and runs in its callback.
void add_import(CLI::App& program, Session& session);
void add_export(CLI::App& program, Session& session);
void add_show(CLI::App& program, Session& session);
void add_check(CLI::App& program, Session& session);
void add_picture(CLI::App& program, Session& session);
void add_rules(CLI::App& program, Session& session);
void add_influence(CLI::App& program, Session& session);
void add_calibrate(CLI::App& program, Session& session);
void add_validate(CLI::App& program, Session& session);
void add_layout(CLI::App& program, Session& session);
void add_compare(CLI::App& program, Session& session);
void add_fit(CLI::App& program, Session& session);
void add_rack(CLI::App& program, Session& session);
void add_completion(CLI::App& program, Session& session);

/// The whole program; `main` only adds the catch-all. Streams are given, so tests need no process.
int run(const std::vector<std::string>& arguments, std::ostream& out, std::ostream& err,
        bool out_is_terminal, bool err_is_terminal);

}  // namespace maaiveld::app
