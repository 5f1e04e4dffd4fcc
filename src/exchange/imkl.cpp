#include "exchange/imkl.h"

#include "exchange/imkl_assets.h"
#include "exchange/imkl_bundles.h"
#include "exchange/imkl_connections.h"
#include "exchange/imkl_depth.h"
#include "exchange/imkl_index.h"
#include "exchange/imkl_properties.h"
#include "exchange/imkl_source.h"
#include "exchange/imkl_structures.h"
#include "model/axis.h"

#include <array>
#include <string>
#include <string_view>
#include <utility>

namespace maaiveld::exchange {

namespace {

/// Feature types that are read and counted but have no place in a street, and why.
constexpr std::array<std::pair<std::string_view, std::string_view>, 12> kNoPlace = {{
    {"Annotatie", "a text or arrow on the map of its operator"},
    {"Maatvoering", "a dimension line on the map of its operator"},
    {"EigenTopografie", "background drawing of the operator"},
    {"ExtraGeometrie", "an outline; the feature itself is drawn with its own or a default size"},
    {"ExtraDetailinfo", "refers to an attached drawing"},
    {"Bijlage", "refers to an attached document"},
    {"EisVoorzorgsmaatregelBijlage", "refers to an attached document"},
    {"AanduidingEisVoorzorgsmaatregel", "a call to the operator before digging is asked here"},
    {"Veiligheidsgebied", "a safety area, no object in the ground"},
    {"Graafpolygoon", "the area of the request"},
    {"Informatiepolygoon", "the area of the request"},
    {"Orientatiepolygoon", "the area of the request"},
}};

/// Wider lines are rare enough to mistrust the unit they were given in.
constexpr double kVeryWide_m = 1.0;

/// Types that speak of the delivery itself; nothing of them is missing in the street.
bool is_administration(std::string_view type) {
    return type == "Utiliteitsnet" || type == "UtilityLink" || type.starts_with("Behe") ||
           type.starts_with("Belang") || type.starts_with("Gebiedsinformatie");
}

void skip_without_place(const RawDelivery& delivery, ImportReport& report) {
    for (const auto& [type, count] : delivery.counts) {
        std::string_view why;
        for (const auto& [name, reason] : kNoPlace) {
            if (name == type) why = reason;
        }
        const auto kind = feature_kind(type);
        const bool read = kind && *kind != FeatureKind::DetailInfo;
        if (read || (why.empty() && is_administration(type))) continue;
        if (why.empty()) why = "a feature type that is not known";
        report.skipped.push_back({type, std::string(why), count});
    }
}

void add_lengths(const RawDelivery& delivery, const DeliveryIndex& index, ImportReport& report) {
    for (const Feature& feature : delivery.features) {
        if (feature.kind != FeatureKind::Link) continue;
        report.link_length_m[index.network_of(feature).theme] += plan_length_m(feature.points);
    }
}

/// A detail drawing of a house connection that a line refers to says what that line is.
void note_house_connections(const DeliveryIndex& index, RawDelivery& delivery) {
    for (Feature& feature : delivery.features) {
        if (!is_line(feature.kind) || is_container(feature.kind)) continue;
        for (const auto& id : feature.extra_info) {
            const Feature* info = index.find(id);
            if (info == nullptr || info->word("extraInfoType") != "huisaansluiting") continue;
            feature.words["extra_info"] = "huisaansluiting";
        }
    }
}

std::string name_of_delivery(const RawDelivery& delivery, const std::string& file) {
    for (const Feature& feature : delivery.features) {
        const std::string& number = feature.word("klicMeldnummer");
        if (feature.kind != FeatureKind::Request || number.empty()) continue;
        const std::string& place = feature.word("place");
        return place.empty() ? number : number + " " + place;
    }
    return std::filesystem::path(file).stem().string();
}

void add_notes(const RawDelivery& delivery, const std::vector<model::Asset>& assets,
               ImportReport& report) {
    const auto note = [&](std::int64_t count, const std::string& text) {
        if (count > 0) report.notes.push_back(std::to_string(count) + " " + text);
    };
    std::int64_t wide = 0;
    for (const auto& asset : assets) {
        const bool given = asset.diameter_source != model::PositionSource::Inferred;
        wide += given && asset.outer_diameter_m > kVeryWide_m ? 1 : 0;
    }
    note(wide, "lines wider than 1 m, as stated by their operator");
    note(report.dangling_link_references, "references to a UtilityLink that is not there");
    note(report.dangling_network_references, "references to a Utiliteitsnet that is not there");
    note(report.dangling_content_references,
         "references to the content of a duct or bed not there");
    note(delivery.outside_netherlands, "coordinates outside the range of RD New");
    note(delivery.tessellated_arcs, "arcs drawn as chords within 1 mm");
    std::int64_t heights = 0;
    for (const Feature& feature : delivery.features)
        heights += feature.has_heights ? 1 : 0;
    note(heights, "features with heights in their coordinates, which are not used");
    if (!report.other_version.empty()) {
        report.notes.push_back("the delivery also holds IMKL " + report.other_version);
    }
}

void fill_street(std::vector<Draft> drafts, const ImklOptions& options, model::Street& street) {
    for (Draft& draft : drafts)
        street.assets.push_back(std::move(draft.asset));
    street.axis = options.axis.empty() ? model::longest_chain(street.assets) : options.axis;
}

}  // namespace

base::Result<Delivery> read_imkl(const std::filesystem::path& path,
                                 const model::Catalogue& catalogue, const ImklOptions& options) {
    const UnpackLimits limits{options.max_unpacked_bytes, options.max_ratio};
    auto chosen = read_chosen_document(path, options.prefer_121, limits, options.progress);
    if (!chosen) return tl::unexpected<base::Error>(chosen.error());
    RawDelivery& raw = chosen->delivery;
    const DeliveryIndex index(raw);
    note_house_connections(index, raw);

    Delivery delivery;
    ImportReport& report = delivery.report;
    report.version = raw.version;
    report.file = chosen->file;
    report.other_version = chosen->other_version;
    report.features = raw.counts;
    report.networks = static_cast<std::int64_t>(index.network_count());
    add_lengths(raw, index, report);

    auto drafts = drafts_of(raw, index, catalogue, report);
    nest(drafts, report);
    number_aliases(drafts);
    connect_houses(drafts);
    mark_depths(raw, catalogue.positions, drafts, report);
    fan_out(drafts);
    name_beds(drafts);
    set_axes(drafts, report);

    model::Street& street = delivery.street;
    street.name = name_of_delivery(raw, chosen->file);
    street.structures = structures_of(raw, index, catalogue.positions, drafts, report);
    fill_street(std::move(drafts), options, street);
    street.sources.push_back("KLIC, IMKL " + report.version + ", " + report.file);
    report.assets = static_cast<std::int64_t>(street.assets.size());
    report.structures = static_cast<std::int64_t>(street.structures.size());
    skip_without_place(raw, report);
    add_notes(raw, street.assets, report);
    return delivery;
}

}  // namespace maaiveld::exchange
