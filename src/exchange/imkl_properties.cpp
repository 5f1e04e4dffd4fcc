#include "exchange/imkl_properties.h"

#include "base/text.h"
#include "exchange/imkl_units.h"

#include <algorithm>
#include <array>
#include <utility>

namespace maaiveld::exchange {

namespace {

constexpr std::array<std::pair<std::string_view, FeatureKind>, 24> kKinds = {{
    {"Utiliteitsnet", FeatureKind::Network},
    {"UtilityLink", FeatureKind::Link},
    {"Elektriciteitskabel", FeatureKind::ElectricityCable},
    {"Telecommunicatiekabel", FeatureKind::TelecomCable},
    {"OlieGasChemicalienPijpleiding", FeatureKind::OilGasChemicalPipe},
    {"Rioolleiding", FeatureKind::SewerPipe},
    {"Waterleiding", FeatureKind::WaterPipe},
    {"ThermischePijpleiding", FeatureKind::ThermalPipe},
    {"Overig", FeatureKind::OtherLine},
    {"Mantelbuis", FeatureKind::CasingPipe},
    {"Duct", FeatureKind::Duct},
    {"Kabelbed", FeatureKind::CableBed},
    {"Appurtenance", FeatureKind::Appurtenance},
    {"Kast", FeatureKind::Cabinet},
    {"Mangat", FeatureKind::Manhole},
    {"Mast", FeatureKind::Mast},
    {"Toren", FeatureKind::Tower},
    {"TechnischGebouw", FeatureKind::TechnicalBuilding},
    {"DiepteTovMaaiveld", FeatureKind::DepthBelowGround},
    {"DiepteNAP", FeatureKind::DepthNap},
    {"ExtraDetailinfo", FeatureKind::DetailInfo},
    {"Beheerder", FeatureKind::Operator},
    {"Belanghebbende", FeatureKind::InterestedParty},
    {"GebiedsinformatieAanvraag", FeatureKind::Request},
}};

/// Properties kept as a text or code list value. No contact data is among them.
constexpr std::array<std::string_view, 20> kWords = {
    "thema",          "currentStatus",        "verticalPosition",
    "label",          "omschrijving",         "buismateriaalType",
    "producttype",    "utilityDeliveryType",  "geoNauwkeurigheidXY",
    "waterType",      "diepteNauwkeurigheid", "diepteAangrijpingspunt",
    "sewerWaterType", "appurtenanceType",     "oilGasChemicalsProductType",
    "extraInfoType",  "thermalProductType",   "telecommunicationsCableMaterialType",
    "bronhoudercode", "klicMeldnummer"};

struct Measure {
    std::string_view property;
    Dimension dimension;
    std::optional<double> Feature::*field;
    bool positive;   ///< zero and negative numbers stand for "unknown"
    bool overrides;  ///< replaces what another property already gave
};

constexpr std::array<Measure, 11> kMeasures = {{
    {"pipeDiameter", Dimension::Length, &Feature::diameter_m, true, true},
    {"kabelDiameter", Dimension::Length, &Feature::diameter_m, true, false},
    {"ductWidth", Dimension::Length, &Feature::width_m, true, true},
    {"pressure", Dimension::Pressure, &Feature::pressure_bar, true, true},
    {"nominalVoltage", Dimension::Voltage, &Feature::voltage_kV, true, true},
    {"operatingVoltage", Dimension::Voltage, &Feature::voltage_kV, true, false},
    {"standaardDieptelegging", Dimension::Length, &Feature::standard_depth_m, true, true},
    {"dieptePeil", Dimension::Length, &Feature::depth_m, false, true},
    {"maaiveldPeil", Dimension::Length, &Feature::ground_m, false, true},
    {"towerHeight", Dimension::Length, &Feature::height_m, true, true},
    {"poleHeight", Dimension::Length, &Feature::height_m, true, true},
}};

base::Result<void> set_measure(Feature& feature, const Measure& measure,
                               const PropertyStart& property) {
    if (property.text.empty()) return {};
    const auto value = quantity(property.text, property.uom, measure.dimension);
    if (!value) {
        return base::bad_input(property.name + " of " + feature.type + ": " +
                               value.error().message);
    }
    auto& field = feature.*measure.field;
    if (measure.positive && *value <= 0.0) return {};
    if (measure.overrides || !field) field = *value;
    return {};
}

/// True when the property was a reference to another feature.
bool set_reference(Feature& feature, const PropertyStart& property) {
    if (property.href.empty()) return false;
    const std::string id(reference_of(property.href));
    const std::string_view name = property.name;
    if (name == "inNetwork") {
        if (feature.network.empty()) feature.network = id;
    } else if (name == "link") {
        feature.links.push_back(id);
    } else if (name == "cables" || name == "pipes" || name == "ducts") {
        feature.contents.push_back(id);
    } else if (name == "heeftExtraInformatie") {
        feature.extra_info.push_back(id);
    } else if (name == "dieptelegging") {
        feature.depths.push_back(id);
    } else if (name == "utiliteitsnet") {
        feature.parties.push_back(id);
    } else if (name == "netbeheerder") {
        feature.operator_ref = id;
    } else {
        return false;
    }
    return true;
}

bool is_postcode(std::string_view word) {
    const auto digit = [](char c) { return c >= '0' && c <= '9'; };
    const auto letter = [](char c) { return c >= 'A' && c <= 'Z'; };
    return word.size() == 6 && std::all_of(word.begin(), word.begin() + 4, digit) &&
           letter(word[4]) && letter(word[5]);
}

/// "Voorbeeld" of "Dorpsstraat 2 1234AB Voorbeeld NL", as IMKL 1.2.1 writes an address; the street
/// and the house are not kept.
std::string place_in_address(std::string_view address) {
    std::string place;
    bool after_postcode = false;
    for (const auto word : base::split(address, ' ')) {
        if (after_postcode && word.starts_with("NL")) break;
        if (after_postcode && !word.empty()) {
            place += (place.empty() ? "" : " ") + std::string(word);
        }
        after_postcode = after_postcode || is_postcode(word);
    }
    return base::printable(place);
}

void set_word(Feature& feature, const PropertyStart& property) {
    const bool address =
        property.text.starts_with("http://") || property.text.starts_with("https://");
    std::string_view value = property.text;
    if (!property.href.empty()) value = code_of(property.href);
    if (property.href.empty() && address) value = code_of(property.text);
    if (!value.empty()) feature.words[property.name] = base::printable(value);
}

}  // namespace

std::optional<FeatureKind> feature_kind(std::string_view element_name) {
    for (const auto& [name, kind] : kKinds) {
        if (name == element_name) return kind;
    }
    return std::nullopt;
}

bool is_wanted_inside(std::string_view name) {
    return name == "posList" || name == "pos" || name == "localId" || name == "lokaalID" ||
           name == "naam" || name == "woonplaatsNaam";
}

bool holds_place(std::string_view property_name) {
    return property_name == "centrelineGeometry" || property_name == "geometry" ||
           property_name == "ligging";
}

bool is_curve_form(std::string_view name) {
    constexpr std::array<std::string_view, 19> kForms = {
        "LineString", "LineStringSegment",   "Arc",        "ArcString",
        "Circle",     "CircleByCenterPoint", "ArcByBulge", "ArcStringByBulge",
        "BSpline",    "CubicSpline",         "Bezier",     "ArcByCenterPoint",
        "Geodesic",   "GeodesicString",      "Clothoid",   "OffsetCurve",
        "Polygon",    "MultiSurface",        "Point"};
    return std::find(kForms.begin(), kForms.end(), name) != kForms.end();
}

bool is_straight_form(std::string_view form) {
    return form.empty() || form == "LineString" || form == "LineStringSegment" || form == "Point";
}

bool in_rd_range(const geometry::Vec2& p) {
    return p.x() > -7'000.0 && p.x() < 300'000.0 && p.y() > 289'000.0 && p.y() < 629'000.0;
}

base::Result<void> set_property(Feature& feature, const PropertyStart& property) {
    if (property.nil) return {};
    for (const Measure& measure : kMeasures) {
        if (measure.property == property.name) return set_measure(feature, measure, property);
    }
    if (set_reference(feature, property)) return {};
    if (property.name == "validFrom") feature.year = year_of(property.text);
    if (property.name == "aantalKabelsLeidingen") {
        const auto count = base::parse_double(property.text);
        if (count && *count > 0.0) feature.count = count;
    }
    if (property.name == "locatieWerkzaamheden" && !property.text.empty()) {
        feature.words["place"] = place_in_address(property.text);
    }
    const bool wanted = std::find(kWords.begin(), kWords.end(), property.name) != kWords.end();
    if (wanted) set_word(feature, property);
    return {};
}

void set_inner_text(Feature& feature, std::string_view property_name, std::string_view leaf,
                    std::string_view text) {
    if (text.empty()) return;
    const bool identifies = property_name == "identificatie" || property_name == "inspireId";
    if (identifies && (leaf == "localId" || leaf == "lokaalID")) {
        feature.local_id = base::printable(text);
    } else if (property_name == "organisatie" && leaf == "naam") {
        feature.words["organisation"] = base::printable(text);
    } else if (property_name == "locatieWerkzaamheden" && leaf == "woonplaatsNaam") {
        feature.words["place"] = base::printable(text);
    }
}

}  // namespace maaiveld::exchange
