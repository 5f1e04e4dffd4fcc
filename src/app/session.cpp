#include "app/session.h"

#include "base/text.h"
#include "exchange/catalogue_file.h"
#include "exchange/csv_file.h"
#include "exchange/layout_profile_file.h"
#include "exchange/operation_file.h"
#include "exchange/rack_type_file.h"
#include "exchange/rule_pack_file.h"
#include "exchange/street_file.h"
#include "geometry/polyline.h"
#include "influence/street/cut.h"
#include "rules/accept.h"

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <ctime>
#include <fmt/format.h>
#include <fmt/ostream.h>
#include <ostream>

namespace maaiveld::app {
namespace {

namespace fs = std::filesystem;

std::string coloured(const Session& session, const std::string& text, const char* code) {
    return session.colours ? fmt::format("\033[{}m{}\033[0m", code, text) : text;
}

fs::path beside_program() {
    std::error_code failure;
    const fs::path program = fs::read_symlink("/proc/self/exe", failure);
    return failure ? fs::path{}
                   : program.parent_path().parent_path() / "share" / "maaiveld" / "profiles";
}

/// The ids of the packs in a folder, for a hint.
std::vector<std::string> shipped_packs(const fs::path& folder) {
    std::vector<std::string> ids;
    std::error_code failure;
    for (const auto& entry : fs::directory_iterator{folder, failure}) {
        if (entry.path().extension() == ".json") ids.push_back(entry.path().stem().string());
    }
    std::sort(ids.begin(), ids.end());
    return ids;
}

}  // namespace

int report(Session& session, const base::Error& error) {
    session.err << "maaiveld: " << base::printable(error.text()) << '\n';
    session.exit_code = error.code == base::ErrorCode::Internal ? kOurFault : kBadInput;
    return session.exit_code;
}

base::Result<fs::path> profiles_folder(const Session& session) {
    std::vector<fs::path> places;
    if (!session.profiles_option.empty()) {
        places = {session.profiles_option};
    } else if (const char* environment = std::getenv("MAAIVELD_PROFILES")) {
        places = {environment};
    } else {
        places = {beside_program(), fs::path{MAAIVELD_SOURCE_DIR} / "profiles"};
    }
    std::error_code failure;
    for (const fs::path& place : places) {
        if (!place.empty() && fs::is_directory(place / "rules", failure)) return place;
    }
    return base::bad_input("no profiles folder (with rules/ in it); name it with --profiles",
                           places.front().string());
}

base::Result<model::Catalogue> load_catalogue(const Session& session) {
    const auto folder = profiles_folder(session);
    if (!folder) return tl::unexpected(folder.error());
    return exchange::read_catalogue(*folder);
}

bool is_csv(const fs::path& path) {
    return path.extension() == ".csv" || path.extension() == ".CSV";
}

base::Result<model::Street> load_street(const fs::path& path, const model::Catalogue& catalogue) {
    return is_csv(path) ? exchange::read_csv(path) : exchange::read_street(path, catalogue);
}

base::Result<std::vector<rules::Pack>> load_packs(const Session& session,
                                                  const model::Catalogue& catalogue,
                                                  const std::vector<std::string>& names) {
    const auto folder = profiles_folder(session);
    if (!folder) return tl::unexpected(folder.error());
    if (names.empty()) return exchange::read_rule_packs(*folder / "rules", catalogue);
    std::vector<rules::Pack> packs;
    for (const std::string& name : names) {
        std::error_code failure;
        const fs::path shipped = *folder / "rules" / (name + ".json");
        const bool is_file = fs::is_regular_file(name, failure);
        const bool by_id = !is_file && fs::exists(shipped, failure);
        if (!is_file && !by_id && !fs::exists(name, failure)) {
            return base::bad_input(fmt::format(
                "no rule pack is called `{}`{}, and there is no such file", base::printable(name),
                base::did_you_mean(name, shipped_packs(*folder / "rules"))));
        }
        auto pack = exchange::read_rule_pack(by_id ? shipped : fs::path{name}, catalogue);
        if (!pack) return tl::unexpected(pack.error());
        packs.push_back(std::move(*pack));
    }
    if (const auto together = exchange::check_together(packs); !together) {
        return tl::unexpected(together.error());
    }
    return packs;
}

base::Result<std::vector<rules::Pack>> accepting(std::vector<rules::Pack> packs,
                                                 const std::vector<std::string>& accepted) {
    std::vector<rules::Accepted> values;
    for (const std::string& text : accepted) {
        const auto equals = text.find('=');
        const auto value = equals == std::string::npos
                               ? std::optional<double>{}
                               : base::parse_double(text.substr(equals + 1));
        if (!value) {
            return tl::unexpected(
                base::Error{base::ErrorCode::BadUsage,
                            fmt::format("--accept: `{}` is no RULE=VALUE, such as TR-NL-02=2.5",
                                        base::printable(text)),
                            {}});
        }
        values.push_back({text.substr(0, equals), *value});
    }
    auto relaxed = rules::with_accepted(std::move(packs), values);
    if (!relaxed) return base::bad_input("--accept: " + relaxed.error().message);
    return relaxed;
}

void print_accepted(Session& s, const std::vector<std::string>& accepted) {
    if (accepted.empty()) return;
    fmt::print(s.out, "{} {}\n", s.say("accepted:", "aanvaard:"), fmt::join(accepted, ", "));
}

void add_accept(CLI::App& command, std::vector<std::string>& accepted) {
    command.add_option(
        "--accept", accepted,
        "accept a smaller (of a largest: a larger) value of a rule: RULE=VALUE in the "
        "unit of its measure, such as TR-NL-02=2.5");
}

base::Result<exchange::SectionProfiles> load_section_profiles(const Session& session) {
    const auto folder = profiles_folder(session);
    if (!folder) return tl::unexpected(folder.error());
    return exchange::read_section_profiles(*folder);
}

base::Result<influence::Operation> load_operation(const Session& s, const std::string& name) {
    if (name.ends_with(".json")) return exchange::read_operation(name);
    const auto folder = profiles_folder(s);
    if (!folder) return tl::unexpected(folder.error());
    return exchange::read_operation(*folder / "influence" / (name + ".json"));
}

base::Result<layout::LayoutProfile> load_layout_profile(const Session& s, const std::string& name) {
    if (name.ends_with(".json")) return exchange::read_layout_profile(name);
    const auto folder = profiles_folder(s);
    if (!folder) return tl::unexpected(folder.error());
    return exchange::read_layout_profile(*folder / "layout" / (name + ".json"));
}

base::Result<std::map<std::string, model::RackType>> load_rack_types(const Session& s) {
    const auto folder = profiles_folder(s);
    if (!folder) return tl::unexpected(folder.error());
    return exchange::read_rack_types(*folder);
}

std::vector<std::string> usual_packs(const model::Street& street) {
    if (!street.packs.empty()) return street.packs;
    return {"nl-provisional", "nl-dig-safety", "nl-trees"};
}

double middle_station(const model::Street& street) {
    const auto axis = influence::axis_of(street);
    return 0.5 * geometry::length_of(std::span<const geometry::Vec2>{axis});
}

base::Result<double> station_in(const model::Street& street, std::optional<double> asked) {
    const double length_m = 2.0 * middle_station(street);
    if (!asked) return 0.5 * length_m;
    if (*asked >= 0.0 && *asked <= length_m) return *asked;
    return tl::unexpected(
        base::Error{base::ErrorCode::BadUsage,
                    fmt::format("--station {}: the axis runs from 0 to {:.2f} m", *asked, length_m),
                    {}});
}

std::function<void(double)> progress_bar(Session& session, std::string what) {
    if (!session.progress) return [](double) {};
    using Clock = std::chrono::steady_clock;
    return [&session, what = std::move(what), start = Clock::now()](double done) mutable {
        if (Clock::now() - start < std::chrono::seconds{1}) return;
        const int filled = static_cast<int>(30.0 * std::min(1.0, std::max(0.0, done)));
        session.err << fmt::format("\r{} [{}{}] {:3.0f} %", what,
                                   std::string(std::size_t(filled), '='),
                                   std::string(std::size_t(30 - filled), ' '), 100.0 * done);
        if (done >= 1.0) session.err << "\r\033[K";
        session.err.flush();
    };
}

std::string today() {
    const std::time_t now = std::time(nullptr);
    std::tm local{};
    localtime_r(&now, &local);
    return fmt::format("{:04}-{:02}-{:02}", local.tm_year + 1900, local.tm_mon + 1, local.tm_mday);
}

std::string red(const Session& s, const std::string& text) {
    return coloured(s, text, "31;1");
}
std::string yellow(const Session& s, const std::string& text) {
    return coloured(s, text, "33");
}
std::string dim(const Session& s, const std::string& text) {
    return coloured(s, text, "2");
}
std::string bold(const Session& s, const std::string& text) {
    return coloured(s, text, "1");
}

}  // namespace maaiveld::app
