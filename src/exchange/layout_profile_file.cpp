#include "exchange/layout_profile_file.h"

#include "exchange/json_names.h"

#include <fmt/format.h>

namespace maaiveld::exchange {
namespace {

using layout::LayoutProfile;
using layout::NetworkPractice;

std::string graded(ObjectReader& r) {
    const std::string source = r.text("source");
    const std::string grade = r.text("grade");
    if (grade != "A" && grade != "B" && grade != "C") {
        r.fail(fmt::format("grade `{}` is none; use A (read), B (named) or C (assumed)", grade));
    }
    return fmt::format("{} ({})", source, grade);
}

/// {"value","low","high","source","grade"}; the source is kept under the key.
double sourced(ObjectReader& parent, const std::string& key, LayoutProfile& profile) {
    ObjectReader r{parent.require(key), parent.file(), key};
    const double value = r.non_negative("value");
    const auto low = r.optional_number("low");
    const auto high = r.optional_number("high");
    if ((low && *low > value) || (high && *high < value))
        r.fail("`value` must lie between `low` and `high`");
    profile.sources[key] = graded(r);
    r.finish();
    return value;
}

std::map<model::StripKind, double> strips_in(const JsonValue& value, const std::string& file,
                                             const std::string& what) {
    ObjectReader r{value, file, what};
    std::map<model::StripKind, double> strips;
    for (const JsonMember& member : value.members) {
        const auto kind = model::strip_kind_named(member.key);
        if (!kind) fail(file, member.line, fmt::format("no strip is called `{}`", member.key));
        strips[*kind] = r.non_negative(member.key);
    }
    return strips;
}

void read_reinstatement(ObjectReader& parent, LayoutProfile& profile) {
    const std::string key = "reinstatement_eur_m2";
    ObjectReader r{parent.require(key), parent.file(), key};
    profile.reinstatement_eur_m2 = strips_in(r.require("values"), r.file(), key);
    r.optional_positive("low_factor");
    r.optional_positive("high_factor");
    profile.sources[key] = graded(r);
    r.finish();
}

double non_negative_or(ObjectReader& r, std::string_view key, double fallback) {
    return r.find(key) != nullptr ? r.non_negative(key) : fallback;
}

NetworkPractice practice_in(const JsonValue& value, const std::string& file) {
    ObjectReader r{value, file, "network practice"};
    NetworkPractice p;
    p.network = network_in(r, "network");
    p.kind = r.text_or("kind", "");
    p.min_cover_m = r.non_negative("min_cover_m");
    p.wanted_cover_m = r.non_negative("wanted_cover_m");
    p.max_cover_m = r.non_negative("max_cover_m");
    if (!(p.min_cover_m <= p.wanted_cover_m && p.wanted_cover_m <= p.max_cover_m))
        r.fail("covers must ascend: min_cover_m, wanted_cover_m, max_cover_m");
    p.cover_cost_eur_m2 = non_negative_or(r, "cover_cost_eur_m2", 0.0);
    p.strips = strips_in(r.require("strips_eur_m"), file, "strips_eur_m");
    p.pull_to_facade_eur_m2 = non_negative_or(r, "pull_to_facade_eur_m2", 0.0);
    p.pair_gap_m = non_negative_or(r, "pair_gap_m", p.pair_gap_m);
    p.bend_radius_m = non_negative_or(r, "bend_radius_m", 0.0);
    if (const auto level = r.optional_number("rack_level")) {
        p.rack_level = static_cast<int>(*level);
        if (*level < 0.0 || *level > 9.0 || *level != p.rack_level)
            r.fail("`rack_level` must be a whole number from 0 (the top) to 9");
    }
    graded(r);
    p.source = r.text("source");
    p.grade = r.text("grade");
    r.finish();
    return p;
}

LayoutProfile profile_in(const JsonDocument& document) {
    ObjectReader r{document.root, document.file, "file"};
    r.text("format");
    LayoutProfile profile;
    profile.id = r.text("id");
    r.optional_text("note");
    profile.step_m = sourced(r, "step_m", profile);
    if (profile.step_m < 0.001 || profile.step_m > 0.5)
        r.fail_at(r.require("step_m"), "`step_m` must lie between 0.001 and 0.5");
    profile.beside_m = sourced(r, "beside_m", profile);
    profile.beside_wanted_m = sourced(r, "beside_wanted_m", profile);
    profile.keep_order = r.flag_or("keep_order", true);
    profile.obstacle_gap_m = sourced(r, "obstacle_gap_m", profile);
    profile.facade_wanted_m = sourced(r, "facade_wanted_m", profile);
    profile.width_cost_eur_m2 = sourced(r, "width_eur_m2", profile);
    profile.excavation_cost_eur_m3 = sourced(r, "excavation_eur_m3", profile);
    profile.trench_width_m = sourced(r, "trench_width_m", profile);
    profile.preferred_cost_eur_m2 = sourced(r, "preferred_eur_m2", profile);
    profile.info_cost_eur_m2 = sourced(r, "info_eur_m2", profile);
    profile.heat_cost_eur_K = sourced(r, "heat_eur_K", profile);
    profile.bend_cost_eur = sourced(r, "bend_eur", profile);
    profile.max_bend_deg = sourced(r, "max_bend_deg", profile);
    read_reinstatement(r, profile);
    for (const JsonValue& item : r.array("networks"))
        profile.networks.push_back(practice_in(item, document.file));
    if (profile.networks.empty()) r.fail("`networks` is empty");
    r.finish();
    return profile;
}

}  // namespace

base::Result<LayoutProfile> read_layout_profile(const std::filesystem::path& path) {
    try {
        return profile_in(document_in(path, "maaiveld-layout/1"));
    } catch (const ReadFailure& failure) {
        return tl::unexpected(failure.error);
    }
}

}  // namespace maaiveld::exchange
