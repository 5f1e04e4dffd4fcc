#include "exchange/findings_file.h"

#include "base/text.h"
#include "exchange/json_names.h"

#include <nlohmann/json.hpp>

#include <array>
#include <fmt/format.h>

namespace maaiveld::exchange {
namespace {

using rules::CertaintyClass;
using rules::CheckResult;
using rules::Finding;
using rules::Severity;

std::string quoted(const std::string& text) {
    return nlohmann::json(text).dump();
}

/// Six decimals and never "-0.000000", so that equal findings give equal bytes.
std::string decimals(double value) {
    std::string text = fmt::format("{:.6f}", value);
    return text == "-0.000000" ? "0.000000" : text;
}

std::string point(const geometry::Vec3& p) {
    return fmt::format("{{\"x\":{},\"y\":{},\"z\":{}}}", decimals(p.x()), decimals(p.y()),
                       decimals(p.z()));
}

std::string json_of(const Finding& f) {
    const std::string_view unit = unit_of(f.measure);
    std::string text = fmt::format(
        "{{\"rule\":{},\"severity\":\"{}\",\"certainty\":\"{}\",\"probability\":{},\"a\":{},\"b\":{"
        "},"
        "\"measure\":\"{}\",\"measured_{}\":{},\"required_{}\":{},",
        quoted(f.rule), name_of(f.severity), name_of(f.certainty), decimals(f.probability),
        quoted(f.a), f.b.empty() ? "null" : quoted(f.b), name_of(f.measure), unit,
        decimals(f.measured), unit, decimals(f.required));
    if (f.at_most) text += "\"at_most\":true,";
    if (!f.stretch.along.empty()) {
        text += fmt::format("\"stretch\":{{\"along\":{},\"from_m\":{},\"to_m\":{}}},",
                            quoted(f.stretch.along), decimals(f.stretch.from_m),
                            decimals(f.stretch.to_m));
    }
    text += fmt::format(
        "\"at\":{},\"witness\":[{},{}],\"grade\":\"{}\",\"raw_pairs\":{},\"source\":{},",
        point(f.at), point(f.witness_a), point(f.witness_b), f.grade, f.raw_pairs,
        quoted(f.source));
    if (!f.cause.empty()) text += fmt::format("\"cause\":{},", quoted(f.cause));
    text += fmt::format("\"exempted_by\":{}}}", f.exempted_by ? quoted(*f.exempted_by) : "null");
    return text;
}

struct Counts {
    std::int64_t error = 0, warning = 0, info = 0, certain = 0, likely = 0, possible = 0,
                 exempted = 0;
};

Counts counts_of(const std::vector<Finding>& findings) {
    Counts c;
    for (const Finding& f : findings) {
        if (f.exempted_by) {
            ++c.exempted;
            continue;
        }
        ++(f.severity == Severity::Error     ? c.error
           : f.severity == Severity::Warning ? c.warning
                                             : c.info);
        ++(f.certainty == CertaintyClass::Certain  ? c.certain
           : f.certainty == CertaintyClass::Likely ? c.likely
                                                   : c.possible);
    }
    return c;
}

std::string csv_cell(const std::string& text) {
    if (text.find_first_of(",\"\r\n") == std::string::npos) return text;
    std::string cell = "\"";
    for (const char c : text)
        cell += c == '"' ? std::string{"\"\""} : std::string{c};
    return cell + "\"";
}

geometry::Vec3 place_in(const JsonValue& value, const std::string& file) {
    ObjectReader r{value, file, "place"};
    const geometry::Vec3 p{r.number("x"), r.number("y"), r.number("z")};
    r.finish();
    return p;
}

/// The enumerator of `all` that the text under `key` names.
template <class Enum, std::size_t N>
Enum word_in(ObjectReader& r, std::string_view key, const std::array<Enum, N>& all) {
    const std::string word = r.text(key);
    std::vector<std::string> names;
    for (const Enum value : all) {
        if (name_of(value) == word) return value;
        names.emplace_back(name_of(value));
    }
    fail_unknown_name(word, r.require(key).line, r.file(), key, names);
}

Finding finding_in(const JsonValue& value, const std::string& file) {
    ObjectReader r{value, file, "finding"};
    Finding f;
    f.rule = r.text("rule");
    f.severity =
        word_in(r, "severity", std::array{Severity::Error, Severity::Warning, Severity::Info});
    f.certainty = word_in(
        r, "certainty",
        std::array{CertaintyClass::Certain, CertaintyClass::Likely, CertaintyClass::Possible});
    f.probability = r.number("probability");
    f.a = r.text("a");
    f.b = r.text_or("b", "");
    const std::string measure = r.text("measure");
    const auto named = rules::measure_named(measure);
    if (!named) r.fail(fmt::format("no measure is called `{}`", base::printable(measure)));
    f.measure = *named;
    const std::string unit{unit_of(f.measure)};
    f.measured = r.number("measured_" + unit);
    f.required = r.number("required_" + unit);
    f.at_most = r.flag_or("at_most", false);
    if (const JsonValue* stretch = r.find("stretch")) {
        ObjectReader s{*stretch, file, "stretch"};
        f.stretch = {s.text("along"), s.number("from_m"), s.number("to_m")};
        s.finish();
    }
    f.at = f.witness_a = f.witness_b = place_in(r.require("at"), file);
    if (const auto* witness = r.optional_array("witness")) {
        if (witness->size() != 2) r.fail("`witness` must hold two places");
        f.witness_a = place_in((*witness)[0], file);
        f.witness_b = place_in((*witness)[1], file);
    }
    f.grade = r.text_or("grade", "");
    f.raw_pairs = static_cast<std::int64_t>(r.optional_number("raw_pairs").value_or(0.0));
    f.source = r.text_or("source", "");
    f.cause = r.text_or("cause", "");
    f.exempted_by = r.optional_text("exempted_by");
    r.finish();
    return f;
}

}  // namespace

std::string findings_json(const FindingsHeader& header, const CheckResult& result) {
    const Counts c = counts_of(result.findings);
    std::string packs;
    for (const std::string& pack : header.packs)
        packs += (packs.empty() ? "" : ",") + quoted(pack);
    std::int64_t exempted_pairs = 0;
    for (const auto& [reason, count] : result.counts.exempted)
        exempted_pairs += count;
    std::string text = fmt::format(
        "{{\"format\":\"maaiveld-findings/1\",\"input\":{},\"packs\":[{}],\n "
        "\"summary\":{{\"error\":{},"
        "\"warning\":{},\"info\":{},\"certain\":{},\"likely\":{},\"possible\":{},\"raw_pairs\":{},"
        "\"exempted_pairs\":{},\"exempted_findings\":{}}},\n \"findings\":[",
        quoted(header.input), packs, c.error, c.warning, c.info, c.certain, c.likely, c.possible,
        result.counts.violating, exempted_pairs, c.exempted);
    for (std::size_t i = 0; i < result.findings.size(); ++i) {
        text += i == 0 ? "\n  " : ",\n  ";
        text += json_of(result.findings[i]);
    }
    return text + "]}\n";
}

std::string findings_csv(const CheckResult& result) {
    std::string text =
        "rule,severity,certainty,probability,a,b,measure,measured,required,unit,along,from_m,to_m,"
        "x,y,z,"
        "grade,raw_pairs,exempted_by,source\n";
    for (const Finding& f : result.findings) {
        text += fmt::format(
            "{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{}\n", csv_cell(f.rule),
            name_of(f.severity), name_of(f.certainty), decimals(f.probability), csv_cell(f.a),
            csv_cell(f.b), name_of(f.measure), decimals(f.measured), decimals(f.required),
            unit_of(f.measure), csv_cell(f.stretch.along), decimals(f.stretch.from_m),
            decimals(f.stretch.to_m), decimals(f.at.x()), decimals(f.at.y()), decimals(f.at.z()),
            f.grade, f.raw_pairs, csv_cell(f.exempted_by.value_or("")), csv_cell(f.source));
    }
    return text;
}

std::string findings_geojson(const CheckResult& result, const std::string& crs) {
    std::string code = crs;
    if (const auto colon = code.find(':'); colon != std::string::npos)
        code = code.substr(colon + 1);
    std::string text = fmt::format(
        "{{\"type\":\"FeatureCollection\",\"crs\":{{\"type\":\"name\",\"properties\":{{\"name\":"
        "\"urn:ogc:def:crs:EPSG::{}\"}}}},\"features\":[",
        code);
    for (std::size_t i = 0; i < result.findings.size(); ++i) {
        const Finding& f = result.findings[i];
        text += fmt::format(
            "{}{{\"type\":\"Feature\",\"geometry\":{{\"type\":\"Point\",\"coordinates\":[{},{},{}]}"
            "},"
            "\"properties\":{}}}",
            i == 0 ? "\n " : ",\n ", decimals(f.at.x()), decimals(f.at.y()), decimals(f.at.z()),
            json_of(f));
    }
    return text + "]}\n";
}

base::Result<std::vector<Finding>> read_findings(const std::filesystem::path& path) {
    try {
        const JsonDocument document = document_in(path, "maaiveld-findings/1");
        ObjectReader r{document.root, document.file, "file"};
        r.text("format");
        r.text_or("input", "");
        r.texts_or_empty("packs");
        r.find("summary");
        std::vector<Finding> findings;
        for (const JsonValue& item : r.array("findings"))
            findings.push_back(finding_in(item, document.file));
        r.finish();
        return findings;
    } catch (const ReadFailure& failure) {
        return tl::unexpected(failure.error);
    }
}

}  // namespace maaiveld::exchange
