#include "exchange/rule_pack_file.h"

#include "base/text.h"
#include "exchange/json_names.h"
#include "exchange/street_file.h"

#include <algorithm>
#include <fmt/format.h>
#include <map>
#include <set>

namespace maaiveld::exchange {
namespace {

using rules::AttributeTest;
using rules::Measure;
using rules::Pack;
using rules::Required;
using rules::Rule;
using rules::Selector;

model::AttributeValue attribute_value(const JsonValue& value, const std::string& file,
                                      std::string_view key) {
    switch (value.kind) {
        case JsonValue::Kind::Text:
            return value.text;
        case JsonValue::Kind::Number:
            return value.number;
        case JsonValue::Kind::Bool:
            return value.boolean;
        default:
            break;
    }
    fail(file, value.line, fmt::format("`{}` must be a text, a number, true or false", key));
}

/// Networks and kinds in selectors are a closed vocabulary: a slip would silently match nothing.
void require_known_word(const std::string& key, const model::AttributeValue& value,
                        const JsonValue& at, const std::string& file) {
    const auto* word = std::get_if<std::string>(&value);
    if (key == "network") {
        if (word == nullptr) fail(file, at.line, "`network` must be a text");
        network_called(*word, at, file);
    }
    if (key == "structure" && word != nullptr && !model::structure_kind_named(*word)) {
        fail(file, at.line,
             fmt::format("no structure kind is called `{}`", base::printable(*word)));
    }
}

void read_values(AttributeTest& test, const JsonValue& value, const std::string& file) {
    const auto add = [&](const JsonValue& item) {
        test.values.push_back(attribute_value(item, file, test.key));
        require_known_word(test.key, test.values.back(), item, file);
    };
    if (value.kind != JsonValue::Kind::Array) return add(value);
    if (value.items.empty())
        fail(file, value.line, fmt::format("the list for `{}` is empty", test.key));
    for (const JsonValue& item : value.items)
        add(item);
}

void read_range(AttributeTest& test, const JsonValue& value, const std::string& file) {
    ObjectReader r{value, file, fmt::format("test of `{}`", test.key)};
    if (const auto above = r.optional_number("above")) {
        test.kind = AttributeTest::Kind::Above;
        test.low = *above;
    } else if (const auto below = r.optional_number("below")) {
        test.kind = AttributeTest::Kind::Below;
        test.high = *below;
    } else if (const auto* between = r.optional_array("between")) {
        if (between->size() != 2) r.fail("`between` must be [lowest, highest]");
        test.kind = AttributeTest::Kind::Between;
        test.low = number_in((*between)[0], file, "between");
        test.high = number_in((*between)[1], file, "between");
        if (test.low > test.high) r.fail("`between` runs from high to low");
    } else if (const JsonValue* excluded = r.find("not")) {
        test.kind = AttributeTest::Kind::NoneOf;
        read_values(test, *excluded, file);
    } else {
        r.fail("write a value, a list, \"*\", or one of above, below, between, not");
    }
    r.finish();
}

Selector selector_in(const JsonValue& value, const std::string& file) {
    if (value.kind != JsonValue::Kind::Object) {
        fail(file, value.line, "a selector must be an object of attribute tests, written in { }");
    }
    Selector selector;
    for (const auto& [key, line, test_value] : value.members) {
        AttributeTest test;
        test.key = key;
        if (test_value.kind == JsonValue::Kind::Text && test_value.text == "*") {
            test.kind = AttributeTest::Kind::Present;
        } else if (test_value.kind == JsonValue::Kind::Object) {
            read_range(test, test_value, file);
        } else {
            test.kind = AttributeTest::Kind::AnyOf;
            read_values(test, test_value, file);
        }
        selector.tests.push_back(std::move(test));
    }
    if (selector.tests.empty())
        fail(file, value.line, "a selector must test something; use {\"network\":\"*\"}");
    return selector;
}

std::size_t side_in(ObjectReader& r, std::size_t sides) {
    const double of = r.optional_number("of").value_or(0.0);
    if (of != 0.0 && of != 1.0) r.fail("`of` must be 0 or 1");
    if (of >= static_cast<double>(sides)) r.fail("`of` names a side that the rule does not have");
    return static_cast<std::size_t>(of);
}

void read_table(ObjectReader& r, Required& required) {
    required.kind = Required::Kind::Table;
    required.attribute = r.text("table");
    for (const JsonValue& item : r.array("points")) {
        const auto point = point2_in(item, r.file(), "points");
        if (!required.points.empty() && point.x() <= required.points.back().first) {
            r.fail_at(item, "the points of a table must ascend");
        }
        required.points.emplace_back(point.x(), point.y());
    }
    if (required.points.empty()) r.fail("a table needs points");
}

Required required_in(const JsonValue& value, const std::string& file, std::size_t sides,
                     int depth = 0) {
    Required required;
    if (value.kind == JsonValue::Kind::Number) {
        required.number = value.number;
        return required;
    }
    ObjectReader r{value, file, "required value"};
    if (depth > 8) r.fail("formulas are nested too deeply");
    const auto read_terms = [&](std::string_view key, Required::Kind kind) {
        const auto* items = r.optional_array(key);
        if (items == nullptr) return false;
        required.kind = kind;
        for (const JsonValue& item : *items) {
            required.terms.push_back(required_in(item, file, sides, depth + 1));
        }
        if (required.terms.empty()) r.fail(fmt::format("`{}` is an empty list", key));
        return true;
    };
    if (r.find("table") != nullptr) {
        read_table(r, required);
        required.of = side_in(r, sides);
    } else if (r.find("times") != nullptr) {
        required.kind = Required::Kind::Times;
        required.number = r.number("times");
        required.attribute = r.text("of_attribute");
        required.of = side_in(r, sides);
        required.plus = r.optional_number("plus").value_or(0.0);
        required.at_most = r.optional_number("at_most");
        required.at_least = r.optional_number("at_least");
    } else if (!read_terms("max_of", Required::Kind::MaxOf) &&
               !read_terms("min_of", Required::Kind::MinOf) &&
               !read_terms("sum_of", Required::Kind::SumOf)) {
        r.fail("write a number, a table, times, max_of, min_of or sum_of");
    }
    r.finish();
    return required;
}

rules::Unless unless_in(const JsonValue& value, const std::string& file) {
    rules::Unless unless;
    const JsonValue* both_in = value.find("both_in");
    const JsonValue* both = value.find("both");
    const JsonValue* either = value.find("either");
    if (both_in != nullptr) {
        ObjectReader r{value, file, "unless"};
        unless.kind = rules::Unless::Kind::SameValue;
        unless.attribute = r.text("both_in");
        r.finish();
    } else if (both != nullptr || either != nullptr) {
        ObjectReader r{value, file, "unless"};
        unless.kind = both != nullptr ? rules::Unless::Kind::Both : rules::Unless::Kind::Either;
        unless.selector = selector_in(r.require(both != nullptr ? "both" : "either"), file);
        r.finish();
    } else {
        unless.selector = selector_in(value, file);
    }
    return unless;
}

struct LimitKey {
    std::string_view key;
    bool at_most;
};

/// The keys that may carry the required value of a measure.
std::vector<LimitKey> limit_keys(Measure measure) {
    switch (measure) {
        case Measure::CrossingAngle:
            return {{"min_deg", false}};
        case Measure::Cover:
            return {{"min_m", false}, {"max_m", true}};
        case Measure::Overlap:
        case Measure::RootOverlap:
            return {{"max_m3", true}};
        case Measure::Temperature:
            return {{"max_C", true}, {"min_C", false}};
        case Measure::Current:
            return {{"max_A", true}};
        case Measure::InducedVoltage:
            return {{"max_V", true}};
        case Measure::SettlementStep:
            return {{"max_m", true}};
        default:
            return {{"min_m", false}};
    }
}

void read_limit(ObjectReader& r, Rule& rule) {
    const auto keys = limit_keys(rule.measure);
    const LimitKey* used = nullptr;
    for (const LimitKey& key : keys) {
        const JsonValue* value = r.find(key.key);
        if (value == nullptr) continue;
        if (used != nullptr)
            r.fail(fmt::format("gives both `{}` and `{}`; make two rules", used->key, key.key));
        used = &key;
        if (value->kind != JsonValue::Kind::Number && value->kind != JsonValue::Kind::Object) {
            r.fail_at(*value, fmt::format("`{}` must be a number or a formula", key.key));
        }
        rule.required = required_in(*value, r.file(), rule.sides.size());
        rule.at_most = key.at_most;
    }
    if (used == nullptr) {
        r.fail(fmt::format("measure {} needs `{}`", name_of(rule.measure), keys.front().key));
    }
    if (const JsonValue* preferred = r.find("preferred_m")) {
        rule.preferred = required_in(*preferred, r.file(), rule.sides.size());
    }
}

template <class Named>
auto word_in(ObjectReader& r, std::string_view key, std::string_view what,
             const std::vector<std::string>& all, Named named) {
    const std::string word = r.text(key);
    return enumerator(word, r.require(key), r.file(), what, all, named);
}

const std::vector<std::string> kMeasures{
    "edge_3d",        "edge_horizontal",  "edge_vertical",  "axis_horizontal", "cover",
    "crossing_angle", "order_horizontal", "order_vertical", "free_above",      "overlap",
    "root_overlap",   "temperature",      "current",        "induced_voltage", "settlement_step"};

bool needs_pair(Measure measure) {
    return measure != Measure::Cover && measure != Measure::FreeAbove &&
           measure != Measure::Temperature && measure != Measure::Current &&
           measure != Measure::InducedVoltage && measure != Measure::SettlementStep;
}

void read_sides(ObjectReader& r, Rule& rule) {
    const JsonValue* object = r.find("object");
    const auto* between = r.optional_array("between");
    if ((object == nullptr) == (between == nullptr)) {
        r.fail("needs either `between` (two selectors) or `object` (one selector)");
    }
    if (object != nullptr) {
        rule.sides.push_back(selector_in(*object, r.file()));
    } else {
        if (between->size() != 2) r.fail("`between` must hold two selectors");
        for (const JsonValue& side : *between)
            rule.sides.push_back(selector_in(side, r.file()));
    }
    if (needs_pair(rule.measure) != rule.is_pair_rule()) {
        r.fail(fmt::format("measure {} is about {}; use `{}`", name_of(rule.measure),
                           needs_pair(rule.measure) ? "two things" : "one object",
                           needs_pair(rule.measure) ? "between" : "object"));
    }
}

void read_verdict(ObjectReader& r, Rule& rule) {
    rule.severity = word_in(r, "severity", "severity", {"error", "warning", "info"},
                            [](const std::string& word) -> std::optional<rules::Severity> {
                                if (word == "error") return rules::Severity::Error;
                                if (word == "warning") return rules::Severity::Warning;
                                if (word == "info") return rules::Severity::Info;
                                return std::nullopt;
                            });
    rule.grade = r.text("grade");
    if (rule.grade != "A" && rule.grade != "B" && rule.grade != "C") {
        r.fail_at(r.require("grade"),
                  fmt::format("grade `{}` must be A, B or C", base::printable(rule.grade)));
    }
    if (rule.grade == "C" && rule.severity == rules::Severity::Error) {
        r.fail_at(r.require("severity"),
                  "a rule of grade C may not be an error; use warning or info");
    }
    rule.source = r.text("source");
    rule.note = r.text_or("note", "");
}

void read_title(ObjectReader& parent, std::string& en, std::string& nl) {
    const JsonValue* title = parent.find("title");
    if (title == nullptr) return;
    ObjectReader r{*title, parent.file(), parent.what() + ", title"};
    nl = r.text_or("nl", "");
    en = r.text_or("en", nl);
    if (nl.empty()) nl = en;
    r.finish();
}

rules::InfluenceValues values_in(const JsonValue& value, const std::string& file) {
    static const std::map<std::string, Measure> kKeys{
        {"temperature_C", Measure::Temperature},
        {"current_A", Measure::Current},
        {"induced_voltage_V", Measure::InducedVoltage},
        {"settlement_step_m", Measure::SettlementStep}};
    rules::InfluenceValues values;
    if (value.kind != JsonValue::Kind::Object) fail(file, value.line, "`values` must be an object");
    for (const auto& [key, line, by_object] : value.members) {
        const auto measure = kKeys.find(key);
        if (measure == kKeys.end())
            fail(file, line, fmt::format("unknown key `{}` in values", base::printable(key)));
        if (by_object.kind != JsonValue::Kind::Object) {
            fail(file, by_object.line,
                 fmt::format("`{}` must be an object from asset id to number", key));
        }
        for (const auto& [id, id_line, number] : by_object.members) {
            values[measure->second].insert_or_assign(id, number_in(number, file, id));
        }
    }
    return values;
}

void read_tests(ObjectReader& r, Rule& rule, const model::Catalogue& catalogue) {
    const auto* items = r.optional_array("tests");
    if (items == nullptr) return;
    for (const JsonValue& item : *items) {
        ObjectReader t{item, r.file(), r.what() + ", test"};
        rules::SelfTest test;
        test.line = item.line;
        const JsonValue& broken = t.require("broken");
        if (broken.kind != JsonValue::Kind::Bool) t.fail("`broken` must be true or false");
        test.broken = broken.boolean;
        test.street = street_in(t.require("street"), r.file(), catalogue, false);
        if (const JsonValue* values = t.find("values")) test.values = values_in(*values, r.file());
        t.finish();
        rule.tests.push_back(std::move(test));
    }
}

Rule rule_in(const JsonValue& value, const std::string& file, const model::Catalogue& catalogue) {
    ObjectReader r{value, file, "rule"};
    Rule rule;
    rule.id = r.text("id");
    r.rename(fmt::format("rule `{}`", base::printable(rule.id)));
    read_title(r, rule.title_en, rule.title_nl);
    rule.measure = word_in(r, "measure", "measure", kMeasures,
                           [](const std::string& word) { return rules::measure_named(word); });
    read_sides(r, rule);
    if (r.find("pairs") != nullptr) {
        rule.pairs =
            word_in(r, "pairs", "pair filter", {"any", "different_network", "same_network"},
                    [](const std::string& word) { return rules::pair_filter_named(word); });
    }
    if (r.find("relation") != nullptr) {
        rule.relation =
            word_in(r, "relation", "relation", {"any", "parallel", "crossing", "above"},
                    [](const std::string& word) { return rules::relation_named(word); });
        if (!rule.is_pair_rule() && rule.relation != rules::Relation::Any) {
            r.fail("`relation` is about two things; an object rule has none");
        }
    }
    read_limit(r, rule);
    if (const auto* items = r.optional_array("unless")) {
        for (const JsonValue& item : *items)
            rule.unless.push_back(unless_in(item, file));
    }
    if (const JsonValue* where = r.find("where")) {
        ObjectReader w{*where, file, r.what() + ", where"};
        if (rule.measure != Measure::Cover) r.fail("`where` works with measure cover only");
        for (const JsonValue& strip : w.array("strip")) {
            const std::string& name = text_in(strip, file, "strip");
            const auto kind = model::strip_kind_named(name);
            if (!kind)
                fail(file, strip.line,
                     fmt::format("no strip kind is called `{}`", base::printable(name)));
            rule.where_strips.push_back(*kind);
        }
        w.finish();
    }
    read_verdict(r, rule);
    read_tests(r, rule, catalogue);
    r.finish();
    return rule;
}

void read_parallel(ObjectReader& r, Pack& pack) {
    const JsonValue* parallel = r.find("parallel");
    if (parallel == nullptr) return;
    ObjectReader p{*parallel, r.file(), "parallel"};
    pack.max_angle_deg = p.optional_number("max_angle_deg").value_or(pack.max_angle_deg);
    pack.min_run_m = p.optional_number("min_run_m").value_or(pack.min_run_m);
    if (!(pack.max_angle_deg > 0.0 && pack.max_angle_deg < 90.0)) {
        p.fail("`max_angle_deg` must lie between 0 and 90");
    }
    if (!(pack.min_run_m >= 0.0)) p.fail("`min_run_m` must not be negative");
    p.finish();
}

Pack pack_in(const JsonDocument& document, const model::Catalogue& catalogue) {
    require_format(document, "maaiveld-rules/1");
    ObjectReader r{document.root, document.file, "pack"};
    Pack pack;
    r.text("format");
    pack.id = r.text_or("id", std::filesystem::path{document.file}.stem().string());
    read_title(r, pack.title_en, pack.title_nl);
    pack.edition = r.text_or("edition", "");
    pack.country = r.text_or("country", "");
    if (r.find("level") != nullptr) {
        pack.level = word_in(r, "level", "level", {"national", "municipality", "operator", "site"},
                             [](const std::string& word) { return rules::level_named(word); });
    }
    read_parallel(r, pack);
    r.find("sources");
    r.optional_text("note");
    std::set<std::string> ids;
    for (const JsonValue& item : r.array("rules")) {
        pack.rules.push_back(rule_in(item, document.file, catalogue));
        if (!ids.insert(pack.rules.back().id).second) {
            fail(document.file, item.line,
                 fmt::format("rule `{}` occurs twice", base::printable(pack.rules.back().id)));
        }
    }
    if (pack.rules.empty())
        r.fail("`rules` is an empty list; a pack without rules would pass everything");
    if (const auto* items = r.optional_array("not_encoded")) {
        for (const JsonValue& item : *items) {
            ObjectReader n{item, document.file, "not_encoded"};
            pack.not_encoded.push_back({n.text("id"), n.text("why")});
            n.finish();
        }
    }
    r.finish();
    return pack;
}

}  // namespace

base::Result<Pack> read_rule_pack(const std::filesystem::path& path,
                                  const model::Catalogue& catalogue) {
    try {
        auto document = read_json(path);
        if (!document) return tl::unexpected(document.error());
        return pack_in(*document, catalogue);
    } catch (const ReadFailure& failure) {
        return tl::unexpected(failure.error);
    }
}

base::Result<std::vector<Pack>> read_rule_packs(const std::filesystem::path& folder,
                                                const model::Catalogue& catalogue) {
    std::error_code failure;
    std::vector<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::directory_iterator{folder, failure}) {
        if (entry.path().extension() == ".json") files.push_back(entry.path());
    }
    if (failure) return base::bad_input("cannot be listed: " + failure.message(), folder.string());
    std::sort(files.begin(), files.end());
    std::vector<Pack> packs;
    for (const auto& file : files) {
        auto pack = read_rule_pack(file, catalogue);
        if (!pack) return tl::unexpected(pack.error());
        packs.push_back(std::move(*pack));
    }
    return packs;
}

base::Result<void> check_together(const std::vector<Pack>& packs) {
    std::map<std::string, std::string> owner;
    for (const Pack& pack : packs) {
        if (pack.max_angle_deg != packs.front().max_angle_deg ||
            pack.min_run_m != packs.front().min_run_m) {
            return base::bad_input(
                fmt::format("packs `{}` and `{}` define `parallel` differently and "
                            "cannot be used together",
                            packs.front().id, pack.id));
        }
        for (const Rule& rule : pack.rules) {
            const auto [place, is_new] = owner.try_emplace(rule.id, pack.id);
            if (!is_new) {
                return base::bad_input(
                    fmt::format("rule `{}` is in pack `{}` and in pack `{}`; use one of them",
                                rule.id, place->second, pack.id));
            }
        }
    }
    return {};
}

}  // namespace maaiveld::exchange
