#include "exchange/lifecycle_profile_file.h"

#include "exchange/json_names.h"

#include <fmt/format.h>
#include <limits>

namespace maaiveld::exchange {
namespace {

using lifecycle::LifecycleProfile;
using lifecycle::TrenchPractice;

/// One entry of a section: its values, with the source and grade that every entry has.
class Entry {
public:
    Entry(ObjectReader& parent, std::string_view section, std::string_view key,
          LifecycleProfile& profile)
        : reader_{parent.require(key), parent.file(), std::string{key}} {
        const std::string source = reader_.text("source"), grade = reader_.text("grade");
        if (grade != "A" && grade != "B" && grade != "C")
            reader_.fail(fmt::format("grade `{}`; there are A, B and C", grade));
        profile.sources[fmt::format("{}.{}", section, key)] = fmt::format("{} ({})", source, grade);
    }
    ObjectReader& operator*() { return reader_; }
    ObjectReader* operator->() { return &reader_; }
    void finish() const { reader_.finish(); }

private:
    ObjectReader reader_;
};

/// The limit of a row: absent in the last alone, and rising.
double limit_in(ObjectReader& r, double previous, bool last) {
    const auto below = r.optional_positive("below_m");
    if (last) {
        if (below) r.fail("the last row holds for everything beyond: it has no `below_m`");
        return std::numeric_limits<double>::infinity();
    }
    if (!below) r.fail("`below_m` is missing; only the last row has none");
    if (!(*below > previous)) r.fail("`below_m` must rise from row to row");
    return *below;
}

template <class Row>
std::vector<Row> rows_in(ObjectReader& parent, std::string_view key, bool positive) {
    const auto& items = parent.array("rows");
    if (items.empty()) parent.fail("`rows` is empty");
    std::vector<Row> rows;
    double previous = 0.0;
    for (std::size_t i = 0; i < items.size(); ++i) {
        ObjectReader r{items[i], parent.file(), fmt::format("row {}", i + 1)};
        previous = limit_in(r, previous, i + 1 == items.size());
        rows.push_back({previous, positive ? r.positive(key) : r.non_negative(key)});
        r.finish();
    }
    return rows;
}

double share_in(ObjectReader& r, std::string_view key) {
    const double share = r.non_negative(key);
    if (share > 1.0) r.fail(fmt::format("`{}` is {}; a share is at most 1", key, share));
    return share;
}

/// Reads the entries of one section of the file.
class Section {
public:
    Section(ObjectReader& parent, std::string_view key, LifecycleProfile& profile)
        : name_{key}, reader_{parent.require(key), parent.file(), name_}, profile_{profile} {}

    Entry entry(std::string_view key) { return {reader_, name_, key, profile_}; }
    double positive(std::string_view key, std::string_view value_key = "value_m") {
        Entry e = entry(key);
        const double value = e->positive(value_key);
        e.finish();
        return value;
    }
    double not_negative(std::string_view key, std::string_view value_key = "value_m") {
        Entry e = entry(key);
        const double value = e->non_negative(value_key);
        e.finish();
        return value;
    }
    double share(std::string_view key) {
        Entry e = entry(key);
        const double value = share_in(*e, "value");
        e.finish();
        return value;
    }
    template <class Row>
    std::vector<Row> rows(std::string_view key, std::string_view value_key, bool is_positive) {
        Entry e = entry(key);
        auto all = rows_in<Row>(*e, value_key, is_positive);
        e.finish();
        return all;
    }
    ObjectReader& reader() { return reader_; }

private:
    std::string name_;
    ObjectReader reader_;
    LifecycleProfile& profile_;
};

void read_trench(ObjectReader& parent, LifecycleProfile& profile) {
    Section s{parent, "trench", profile};
    TrenchPractice& t = profile.trench;
    t.shored_from_m = s.positive("shored_from");
    t.width_by_depth = s.rows<lifecycle::WidthRow>("width_by_depth", "width_m", false);
    t.room_by_diameter = s.rows<lifecycle::WidthRow>("room_by_diameter", "width_m", false);
    t.steep_deg = s.positive("steep", "value_deg");
    t.room_sloped_m = s.not_negative("room_sloped");
    t.slope_undisturbed = s.rows<lifecycle::SlopeRow>("slope_undisturbed", "rise_per_run", true);
    t.slope_disturbed = s.rows<lifecycle::SlopeRow>("slope_disturbed", "rise_per_run", true);
    Entry ground = s.entry("ground");
    t.disturbed = ground->flag_or("disturbed", true);
    ground.finish();
    t.bedding_m = s.not_negative("bedding");
    t.rack_room_m = s.not_negative("rack_room");
    t.under_m = s.not_negative("under");
    t.pit_length_m = s.positive("pit_length");
    t.wedge_rise_per_run = s.positive("wedge", "rise_per_run");
    t.reach_m = s.positive("reach");
    Entry zone = s.entry("search_zone");
    t.zone_horizontal_m = zone->non_negative("horizontal_m");
    t.zone_vertical_m = zone->non_negative("vertical_m");
    zone.finish();
    s.reader().finish();
}

void read_shares(Section& s, LifecycleProfile& profile) {
    Entry e = s.entry("shares");
    double sum = 0.0;
    for (const JsonValue& item : e->array("networks")) {
        ObjectReader r{item, e->file(), "share"};
        const auto network = network_in(r, "network");
        const double share = share_in(r, "share");
        for (const auto& other : profile.damage.networks)
            if (other.network == network) r.fail("this network has a share already");
        r.finish();
        sum += share;
        profile.damage.networks.push_back({network, share});
    }
    if (sum > 1.0 + 1e-9) e->fail(fmt::format("the shares add up to {:.3f}, more than 1", sum));
    e.finish();
}

void read_damage(ObjectReader& parent, LifecycleProfile& profile) {
    Section s{parent, "damage", profile};
    auto& d = profile.damage;
    d.openings_km_year = s.not_negative("openings", "per_km_year");
    read_shares(s, profile);
    d.damage_per_dig = s.share("per_dig");
    d.exposed_at_that_rate = s.positive("exposed_at_that_rate", "value");
    d.locating_share = s.share("locating_share");
    d.known_sigma_m = s.not_negative("known_sigma");
    d.direct_eur = s.not_negative("direct", "value_eur");
    s.reader().finish();
}

/// `value`, `low` and `high` of an entry; low <= value <= high.
lifecycle::Price price_in(ObjectReader& r) {
    const lifecycle::Price price{r.non_negative("value"), r.non_negative("low"),
                                 r.non_negative("high")};
    if (price.low > price.value || price.value > price.high)
        r.fail("`low` must be at most `value`, and `value` at most `high`");
    return price;
}

lifecycle::Price price_of(Section& s, std::string_view key) {
    Entry e = s.entry(key);
    const auto price = price_in(*e);
    e.finish();
    return price;
}

/// An entry with one price per name, `items` [{`key`: name, value, low, high}].
template <class Take>
void prices_by_name(Section& s, std::string_view entry, std::string_view key, Take take) {
    Entry e = s.entry(entry);
    for (const JsonValue& item : e->array("items")) {
        ObjectReader r{item, e->file(), std::string{entry}};
        const std::string name = r.text(key);
        r.rename(fmt::format("{} `{}`", entry, name));
        if (!take(name, price_in(r))) r.fail("this name is unknown, or has a price already");
        r.finish();
    }
    e.finish();
}

/// May be left out: then nothing is priced.
void read_prices(ObjectReader& parent, LifecycleProfile& profile) {
    if (parent.find("prices") == nullptr) return;
    Section s{parent, "prices", profile};
    profile.prices.dig_eur_m3 = price_of(s, "dig_eur_m3");
    profile.prices.shoring_eur_m2 = price_of(s, "shoring_eur_m2");
    prices_by_name(s, "surface_eur_m2", "strip", [&](const std::string& name, const auto& price) {
        const auto kind = model::strip_kind_named(name);
        return kind && profile.prices.surface_eur_m2.emplace(*kind, price).second;
    });
    prices_by_name(s, "rack_eur_kg", "material", [&](const std::string& name, const auto& price) {
        return profile.prices.rack_eur_kg.emplace(name, price).second;
    });
    s.reader().finish();
}

lifecycle::FutureNetwork future_in(const JsonValue& value, const std::string& file) {
    ObjectReader r{value, file, "future network"};
    lifecycle::FutureNetwork one;
    one.id = r.text("id");
    r.rename(fmt::format("future network `{}`", one.id));
    ObjectReader title{r.require("title"), file, "title"};
    one.title_en = title.text("en");
    one.title_nl = title.text("nl");
    title.finish();
    one.network = network_in(r, "network");
    one.type = r.text("type");
    const double lines = r.positive("lines");
    if (lines > 20.0 || lines != static_cast<double>(static_cast<int>(lines)))
        r.fail("`lines` must be a whole number from 1 to 20");
    one.lines = static_cast<int>(lines);
    one.gap_m = r.non_negative("gap_m");
    one.min_cover_m = r.non_negative("min_cover_m");
    one.max_cover_m = r.non_negative("max_cover_m");
    one.cover_step_m = r.positive("cover_step_m");
    if (one.max_cover_m < one.min_cover_m) r.fail("`max_cover_m` is less than `min_cover_m`");
    if ((one.max_cover_m - one.min_cover_m) / one.cover_step_m > 100.0)
        r.fail("`cover_step_m` makes more than 100 covers");
    r.finish();
    return one;
}

void read_future(ObjectReader& parent, LifecycleProfile& profile) {
    ObjectReader r{parent.require("future"), parent.file(), "future"};
    profile.future_step_m = r.positive("step_m");
    if (profile.future_step_m < 0.01) r.fail("`step_m` must be at least 0.01");
    for (const JsonValue& item : r.array("networks"))
        profile.future.push_back(future_in(item, r.file()));
    r.finish();
}

LifecycleProfile profile_in(const JsonDocument& document) {
    ObjectReader r{document.root, document.file, "file"};
    LifecycleProfile profile;
    r.text("format");
    profile.id = r.text("id");
    r.optional_text("edition");
    ObjectReader title{r.require("title"), document.file, "title"};
    title.text("en");
    title.text("nl");
    title.finish();
    r.optional_text("note");
    read_trench(r, profile);
    read_damage(r, profile);
    Section roots{r, "roots", profile};
    profile.root_protection_m = roots.not_negative("protection");
    roots.reader().finish();
    read_future(r, profile);
    read_prices(r, profile);
    r.finish();
    return profile;
}

}  // namespace

base::Result<LifecycleProfile> read_lifecycle_profile(const std::filesystem::path& path) {
    try {
        return profile_in(document_in(path, "maaiveld-lifecycle/1"));
    } catch (const ReadFailure& failure) {
        return tl::unexpected(failure.error);
    }
}

}  // namespace maaiveld::exchange
