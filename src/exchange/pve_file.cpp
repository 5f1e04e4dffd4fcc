#include "exchange/pve_file.h"

#include "exchange/json_document.h"
#include "exchange/json_names.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <fmt/format.h>
#include <set>

namespace maaiveld::exchange {
namespace {

using layout::Programme;
using layout::ProgrammeCheck;
using layout::ProgrammeRequirement;

const std::vector<std::string> kOwners{"net operator", "municipality", "digger"};
const std::vector<std::string> kPhases{"design", "dry", "in use"};
const std::vector<std::string> kSeverities{"error", "warning", "info"};

/// A word of a fixed list.
std::string word_in(ObjectReader& r, std::string_view key, const std::vector<std::string>& all) {
    const JsonValue& value = r.require(key);
    const std::string& word = text_in(value, r.file(), key);
    if (std::find(all.begin(), all.end(), word) == all.end())
        fail_unknown_name(word, value.line, r.file(), key, all);
    return word;
}

/// A network, or one of the families that a programme may name.
void check_network(const std::string& name, const JsonValue& at, const std::string& file) {
    auto names = network_names();
    names.insert(names.end(), {"electricity", "gas", "sewer"});
    if (std::find(names.begin(), names.end(), name) == names.end())
        fail_unknown_name(name, at.line, file, "network", names);
}

bool needs_limit(ProgrammeCheck check) {
    return check != ProgrammeCheck::TestProtocol;
}

void read_limit(ObjectReader& r, ProgrammeRequirement& q) {
    const auto most = r.optional_number("at_most");
    const auto least = r.optional_number("at_least");
    if (most && least) r.fail("give `at_most` or `at_least`, not both");
    q.at_most = !least;
    q.limit = most ? most : least;
    q.unit = r.text_or("unit", "");
    if (needs_limit(q.check) && !q.limit)
        r.fail(fmt::format("check `{}` needs `at_most` or `at_least`", layout::name_of(q.check)));
}

ProgrammeRequirement requirement_in(const JsonValue& value, const std::string& file) {
    ObjectReader r{value, file, "requirement"};
    ProgrammeRequirement q;
    q.id = r.text("id");
    r.rename(fmt::format("requirement `{}`", q.id));
    ObjectReader title{r.require("title"), file, "title"};
    q.title_en = title.text("en");
    q.title_nl = title.text("nl");
    title.finish();
    q.owner = word_in(r, "owner", kOwners);
    const JsonValue& check = r.require("check");
    q.check = enumerator(text_in(check, file, "check"), check, file, "check",
                         layout::programme_check_names(), layout::programme_check_named);
    if (const JsonValue* network = r.find("network")) {
        q.network = text_in(*network, file, "network");
        check_network(q.network, *network, file);
    }
    q.names = r.texts_or_empty("names");
    if (q.check == ProgrammeCheck::Order) {
        if (q.names.size() < 2) r.fail("check `order` needs `names`: two networks or more");
        for (const std::string& name : q.names)
            check_network(name, value, file);
    }
    if (r.find("severity") != nullptr) q.severity = word_in(r, "severity", kSeverities);
    read_limit(r, q);
    q.phase = word_in(r, "phase", kPhases);
    q.source = r.text("source");
    q.grade = r.text("grade");
    r.finish();
    return q;
}

Programme programme_in(const std::filesystem::path& path) {
    const JsonDocument document = document_in(path, "maaiveld-pve/1");
    ObjectReader r{document.root, document.file, "file"};
    Programme programme;
    r.text("format");
    programme.id = r.text("id");
    programme.edition = r.text_or("edition", "");
    r.optional_text("note");
    ObjectReader title{r.require("title"), document.file, "title"};
    programme.title_en = title.text("en");
    programme.title_nl = title.text("nl");
    title.finish();
    std::set<std::string> ids;
    for (const JsonValue& item : r.array("requirements")) {
        programme.requirements.push_back(requirement_in(item, document.file));
        if (!ids.insert(programme.requirements.back().id).second)
            fail(document.file, item.line,
                 fmt::format("requirement `{}` occurs twice", programme.requirements.back().id));
    }
    r.finish();
    return programme;
}

}  // namespace

base::Result<Programme> read_programme(const std::filesystem::path& path) {
    try {
        return programme_in(path);
    } catch (const ReadFailure& failure) {
        return tl::unexpected(failure.error);
    }
}

std::string programme_report_text(const Programme& programme, const std::string& street,
                                  const std::vector<layout::ProgrammeRow>& rows) {
    using Json = nlohmann::ordered_json;
    Json document{{"format", "maaiveld-pve-report/1"},
                  {"programme", programme.id},
                  {"street", street},
                  {"not_met", layout::count_not_met(rows)}};
    Json list = Json::array();
    for (const layout::ProgrammeRow& row : rows) {
        const ProgrammeRequirement& q = programme.requirements[row.requirement];
        Json one{{"id", q.id},
                 {"owner", q.owner},
                 {"check", layout::name_of(q.check)},
                 {"phase", q.phase},
                 {"verdict", layout::name_of(row.verdict)},
                 {"value", row.value ? Json(*row.value) : Json(nullptr)},
                 {"limit", q.limit ? Json(*q.limit) : Json(nullptr)},
                 {"at_most", q.at_most},
                 {"unit", q.unit}};
        if (!row.where.empty()) one["where"] = row.where;
        if (!row.why_en.empty()) one["why"] = row.why_en;
        list.push_back(std::move(one));
    }
    document["requirements"] = std::move(list);
    return document.dump(1) + "\n";
}

}  // namespace maaiveld::exchange
