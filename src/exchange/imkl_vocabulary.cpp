#include "exchange/imkl_vocabulary.h"

#include <array>
#include <cctype>
#include <charconv>
#include <utility>

namespace maaiveld::exchange {

using model::Network;
using model::PositionSource;

namespace {

constexpr std::array<std::pair<std::string_view, Network>, 15> kThemes = {{
    {"datatransport", Network::Telecom},
    {"laagspanning", Network::ElectricityLv},
    {"middenspanning", Network::ElectricityMv},
    {"hoogspanning", Network::ElectricityHv},
    {"landelijkHoogspanningsnet", Network::ElectricityNational},
    {"gasLageDruk", Network::GasLow},
    {"gasHogeDruk", Network::GasHigh},
    {"buisleidingGevaarlijkeInhoud", Network::HazardousPipeline},
    {"petrochemie", Network::Petrochemical},
    {"water", Network::Water},
    {"warmte", Network::Heat},
    {"rioolVrijverval", Network::SewerGravity},
    {"rioolOnderOverOfOnderdruk", Network::SewerPressure},
    {"wees", Network::Orphan},
    {"overig", Network::Other},
}};

/// A KLIC line is legally right within 1 m.
constexpr double kLegalAccuracy_m = 1.0;

std::string lower(std::string text) {
    for (char& c : text)
        c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    return text;
}

bool has(const std::string& text, std::string_view word) {
    return text.find(word) != std::string::npos;
}

/// Label and description in small letters.
std::string said(const Feature& line) {
    return lower(line.word("label") + " | " + line.word("omschrijving"));
}

/// 0.5 of "tot50cm"; nothing for "onbekend" and anything else.
std::optional<double> declared_accuracy_m(std::string_view code) {
    if (!code.starts_with("tot") || !code.ends_with("cm")) return std::nullopt;
    const std::string_view digits = code.substr(3, code.size() - 5);
    int centimetres = 0;
    const auto [end, error] =
        std::from_chars(digits.data(), digits.data() + digits.size(), centimetres);
    if (error != std::errc{} || end != digits.data() + digits.size()) return std::nullopt;
    if (centimetres <= 0) return std::nullopt;
    return centimetres / 100.0;
}

/// Used when the catalogue says nothing: the defaults of docs/import.md.
double project_sigma_m(PositionSource source) {
    switch (source) {
        case PositionSource::Measured:
            return 0.05;
        case PositionSource::AsBuilt:
            return 0.10;
        case PositionSource::OperatorStandard:
            return 0.30;
        case PositionSource::Norm:
            return 0.40;
        case PositionSource::Inferred:
            return 0.50;
        case PositionSource::Designed:
            return 0.02;
    }
    return 0.50;
}

}  // namespace

Network network_of_theme(std::string_view theme) {
    for (const auto& [name, network] : kThemes) {
        if (name == theme) return network;
    }
    return Network::Other;
}

model::Status status_of(std::string_view code) {
    if (code == "disused") return model::Status::Disused;
    if (code == "projected") return model::Status::Projected;
    return model::Status::Functional;
}

std::string kind_of(const Feature& line) {
    if (line.kind == FeatureKind::CableBed) return "bed";
    if (is_container(line.kind)) return "duct";
    const std::string text = said(line);
    const bool lighting = has(text, "functie ov") || has(text, "openbare verlichting");
    if (lighting) return "lighting";
    if (line.word("extra_info") == "huisaansluiting") return "house_connection";
    for (const auto word : {"huisaansluit", "aansluitkabel", "aansluitleiding", "dienstleiding"}) {
        if (has(text, word)) return "house_connection";
    }
    if (has(text, "transportleiding")) return "transport";
    if (has(text, "hoofdleiding") || has(text, "hoofdkabel")) return "main";
    return line.word("utilityDeliveryType") == "transport" ? "transport" : "";
}

std::string role_of(const Feature& line) {
    const std::string text = said(line);
    const bool supply = has(text, "aanvoer");
    const bool back = has(text, "retour");
    if (supply == back) return {};
    return supply ? "supply" : "return";
}

model::Certainty plan_certainty(const Feature& feature, const model::PositionDefaults& positions) {
    const auto declared = declared_accuracy_m(feature.word("geoNauwkeurigheidXY"));
    const double accuracy_m = declared.value_or(kLegalAccuracy_m);
    return {accuracy_m / positions.declared_accuracy_sigmas, PositionSource::AsBuilt, {}};
}

double depth_sigma_m(PositionSource source, const model::PositionDefaults& positions) {
    const auto found = positions.sigma_z_m.find(source);
    return found == positions.sigma_z_m.end() ? project_sigma_m(source) : found->second;
}

double measured_depth_sigma_m(std::string_view accuracy, const model::PositionDefaults& positions) {
    if (const auto declared = declared_accuracy_m(accuracy)) {
        return *declared / positions.declared_accuracy_sigmas;
    }
    if (accuracy == "onbekend") return positions.unknown_measured_depth_sigma_m;
    return depth_sigma_m(PositionSource::Measured, positions);
}

}  // namespace maaiveld::exchange
