#include "exchange/imkl_assets.h"

#include "exchange/imkl_properties.h"
#include "exchange/imkl_typical.h"
#include "exchange/imkl_vocabulary.h"

#include <algorithm>
#include <set>
#include <utility>

namespace maaiveld::exchange {

using model::Asset;
using model::PositionSource;

namespace {

/// Wider than this no line in a street is: the unit was mistaken.
constexpr double kWidest_m = 5.0;

/// The product in a line, whichever list its type takes it from.
std::string product_of(const Feature& line) {
    for (const auto* property : {"oilGasChemicalsProductType", "waterType", "sewerWaterType",
                                 "thermalProductType", "producttype"}) {
        if (!line.word(property).empty()) return line.word(property);
    }
    return {};
}

model::Attributes attributes_of(const Feature& line, const NetworkInfo& network) {
    model::Attributes attributes;
    const auto say = [&](const char* key, const std::string& word) {
        if (!word.empty()) attributes[key] = word;
    };
    const auto number = [&](const char* key, const std::optional<double>& value) {
        if (value) attributes[key] = *value;
    };
    say("thema_nl", network.theme);
    say("imkl_type", line.type);
    say("kind", kind_of(line));
    say("role", role_of(line));
    say("material", line.word("buismateriaalType").empty()
                        ? line.word("telecommunicationsCableMaterialType")
                        : line.word("buismateriaalType"));
    say("product", product_of(line));
    number("pressure_bar", line.pressure_bar);
    number("voltage_kV", line.voltage_kV);
    number("count", line.count);
    if (line.word("verticalPosition") == "onGroundSurface") {
        attributes["vertical_position"] = line.word("verticalPosition");
    }
    return attributes;
}

Asset asset_of(const Feature& line, const NetworkInfo& network, const model::Catalogue& catalogue) {
    Asset asset;
    asset.id = line.local_id;
    asset.network = network.network;
    asset.owner = network.owner;
    asset.name = line.word("label").empty() ? line.word("omschrijving") : line.word("label");
    asset.year = line.year;
    asset.status = status_of(line.word("currentStatus"));
    asset.attributes = attributes_of(line, network);
    asset.xy = plan_certainty(line, catalogue.positions);
    asset.xy.record = network.local_id;
    return asset;
}

/// Makes drafts of lines one by one; remembers what must be unique or numbered.
class Drafter {
public:
    Drafter(const RawDelivery& delivery, const DeliveryIndex& index,
            const model::Catalogue& catalogue, ImportReport& report)
        : index_(index),
          catalogue_(catalogue),
          report_(report),
          strays_(delivery.outside_netherlands * 2 < delivery.coordinates) {}

    void add(const Feature& line);
    std::vector<Draft> take() { return std::move(drafts_); }

private:
    std::vector<PlanLine> chains_of(const Feature& line);
    const Feature* link_called(const std::string& id, const Feature& line);
    void add_chain(const Feature& line, PlanLine chain, std::size_t number);
    void set_bank(Draft& draft, const std::optional<double>& given, const Typical& typical);
    void set_diameter(Draft& draft, const Typical& typical);
    void set_cover(Draft& draft, const Typical& typical);

    const DeliveryIndex& index_;
    const model::Catalogue& catalogue_;
    ImportReport& report_;
    bool strays_;  ///< most of the delivery is in the Netherlands, so what is not went astray
    std::vector<Draft> drafts_;
    std::set<std::string> ids_;
};

const Feature* Drafter::link_called(const std::string& id, const Feature& line) {
    const Feature* link = index_.find(id);
    if (link != nullptr && link->kind == FeatureKind::Link) return link;
    ++report_.dangling_link_references;
    report_.skip("link of " + line.type, "the link it refers to is not in the delivery");
    return nullptr;
}

std::vector<PlanLine> Drafter::chains_of(const Feature& line) {
    std::vector<PlanLine> lines;
    for (const auto& id : line.links) {
        const Feature* link = link_called(id, line);
        if (link == nullptr) continue;
        PlanLine points = without_repeats(link->points);
        if (points.empty()) {
            const std::string& form = link->word("unread_form");
            report_.skip("link of " + line.type, form.empty() ? "its centre line has no length"
                                                              : "a gml:" + form + " is not read");
            continue;
        }
        if (strays_ && !std::all_of(points.begin(), points.end(), in_rd_range)) {
            report_.skip("link of " + line.type, "lies outside the range of RD New");
            continue;
        }
        lines.push_back(std::move(points));
    }
    return chained(lines);
}

void Drafter::add(const Feature& line) {
    if (line.word("verticalPosition") == "suspendedOrElevated") {
        report_.skip(line.type, "hangs above the ground (verticalPosition suspendedOrElevated)");
        return;
    }
    if (line.local_id.empty() || ids_.contains(line.local_id)) {
        report_.skip(line.type, "has no id of its own");
        return;
    }
    auto chains = chains_of(line);
    if (chains.empty()) report_.skip(line.type, "has no centre line");
    for (std::size_t i = 0; i < chains.size(); ++i) {
        add_chain(line, std::move(chains[i]), i + 1);
    }
}

void Drafter::add_chain(const Feature& line, PlanLine chain, std::size_t number) {
    Draft draft;
    draft.feature = &line;
    draft.network = index_.network_of(line);
    draft.asset = asset_of(line, draft.network, catalogue_);
    if (number > 1) draft.asset.id += "#" + std::to_string(number);
    if (!ids_.insert(draft.asset.id).second) {
        report_.skip(line.type, "has no id of its own");
        return;
    }
    if (!index_.has_network(line)) ++report_.dangling_network_references;
    draft.box = box_of(chain);
    draft.line = std::move(chain);
    const Typical typical = typical_for(catalogue_, line.kind, draft.asset);
    set_diameter(draft, typical);
    set_cover(draft, typical);
    drafts_.push_back(std::move(draft));
}

/// A bed is a flat bundle, so its width is no diameter: it becomes a duct bank one line high.
void Drafter::set_bank(Draft& draft, const std::optional<double>& given, const Typical& typical) {
    const double lines_m = draft.feature->count.value_or(1.0) * typical.outer_diameter_m;
    const double width_m = std::max(given.value_or(lines_m), typical.outer_diameter_m);
    draft.asset.duct_bank = {width_m, typical.outer_diameter_m};
    draft.asset.diameter_source = PositionSource::Inferred;
    ++report_.diameters_inferred;
}

void Drafter::set_diameter(Draft& draft, const Typical& typical) {
    const Feature& line = *draft.feature;
    const bool bed = line.kind == FeatureKind::CableBed;
    auto given = line.kind == FeatureKind::Duct || bed ? line.width_m : line.diameter_m;
    if (given && *given > kWidest_m) {
        report_.skip("width of " + line.type, "more than 5 m cannot be right");
        given.reset();
    }
    if (bed) return set_bank(draft, given, typical);
    Asset& asset = draft.asset;
    asset.outer_diameter_m = given.value_or(typical.outer_diameter_m);
    if (given) {
        asset.diameter_source = PositionSource::AsBuilt;
        ++report_.diameters_given;
        return;
    }
    asset.diameter_source = PositionSource::Inferred;
    asset.type = typical.type;
    asset.wall_m = typical.wall_m;
    ++report_.diameters_inferred;
}

void Drafter::set_cover(Draft& draft, const Typical& typical) {
    const auto& standard = draft.network.standard_depth_m;
    const PositionSource source = standard ? PositionSource::OperatorStandard : typical.source;
    draft.cover_m = standard.value_or(typical.cover_m);
    draft.asset.z = {depth_sigma_m(source, catalogue_.positions), source, {}};
    if (draft.asset.attributes.contains("vertical_position")) {
        draft.cover_m = -draft.asset.outer_diameter_m;
        draft.asset.z = {depth_sigma_m(PositionSource::Inferred, catalogue_.positions),
                         PositionSource::Inferred,
                         {}};
    }
}

}  // namespace

std::vector<Draft> drafts_of(const RawDelivery& delivery, const DeliveryIndex& index,
                             const model::Catalogue& catalogue, ImportReport& report) {
    Drafter drafter(delivery, index, catalogue, report);
    for (const Feature& feature : delivery.features) {
        if (is_line(feature.kind)) drafter.add(feature);
    }
    return drafter.take();
}

void number_aliases(std::vector<Draft>& drafts) {
    std::map<char, int> numbers;
    for (Draft& draft : drafts) {
        const char letter = model::alias_letter(draft.asset.network);
        draft.asset.alias = std::string(1, letter) + "-" + std::to_string(++numbers[letter]);
    }
}

}  // namespace maaiveld::exchange
