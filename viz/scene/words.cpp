#include "viz/scene/words.h"

#include <array>
#include <fmt/format.h>

namespace maaiveld::viz::scene {

namespace {

/// English and Dutch.
struct Pair {
    std::string_view en, nl;

    std::string_view in(Language language) const { return language == Language::Dutch ? nl : en; }
};

constexpr std::array<Pair, 41> kWords = {{
    {"Cross-section", "Dwarsprofiel"},
    {"Plan", "Bovenaanzicht"},
    {"3D view", "3D-aanzicht"},
    {"station", "station"},
    {"scale", "schaal"},
    {"What lies here", "Wat ligt hier"},
    {"What is wrong", "Wat klopt er niet"},
    {"Nothing too close at this place.", "Niets te dicht bij elkaar op deze plek."},
    {"more", "meer"},
    {"cover", "dekking"},
    {"groundwater", "grondwater"},
    {"m NAP", "m NAP"},
    {"m to ground level", "m t.o.v. maaiveld"},
    {"Halo: where the asset may be (1 σ).", "Halo: waar het object kan liggen (1 σ)."},
    {"Networks", "Netten"},
    {"heights drawn larger", "hoogte vergroot"},
    {"N", "N"},
    {"No surface level given: heights are relative to ground level.",
     "Geen maaiveldhoogte bekend: hoogten zijn t.o.v. maaiveld."},
    {"of", "van"},
    {"certain", "zeker"},
    {"likely", "waarschijnlijk"},
    {"possible", "mogelijk"},
    {"error", "fout"},
    {"warning", "waarschuwing"},
    {"remark", "opmerking"},
    {"errors", "fouten"},
    {"warnings", "waarschuwingen"},
    {"remarks", "opmerkingen"},
    {"roots", "wortels"},
    {"tree", "boom"},
    {"disused", "buiten gebruik"},
    {"projected", "gepland"},
    {"in use", "in gebruik"},
    {"Nothing crosses the street here.", "Hier kruist niets de straat."},
    {"over", "over"},
    {"grade", "graad"},
    {"worst", "ergste"},
    {"rack", "rek"},
    {"depth known as", "diepte bekend als"},
    {"where at most", "bij hoogstens"},
    {"here", "hier"},
}};
static_assert(kWords.size() == static_cast<std::size_t>(Word::Here) + 1);

constexpr std::array<Pair, 6> kSources = {{
    {"measured", "gemeten"},
    {"as built", "revisie"},
    {"operator standard", "bedrijfsnorm"},
    {"norm", "norm"},
    {"assumed", "aangenomen"},
    {"designed", "ontworpen"},
}};
constexpr std::array<Pair, 8> kStrips = {{
    {"building", "gebouw"},
    {"garden", "tuin"},
    {"footway", "trottoir"},
    {"cycle path", "fietspad"},
    {"parking", "parkeren"},
    {"carriageway", "rijbaan"},
    {"verge", "berm"},
    {"water", "water"},
}};
constexpr std::array<Pair, 10> kStructures = {{
    {"manhole", "put"},
    {"hydrant", "brandkraan"},
    {"cabinet", "kast"},
    {"container", "container"},
    {"lamp", "lichtmast"},
    {"facade", "gevel"},
    {"foundation", "fundering"},
    {"building", "gebouw"},
    {"chamber", "kelder"},
    {"mast", "mast"},
}};
constexpr std::array<Pair, 15> kMeasures = {{
    {"distance", "afstand"},
    {"distance in plan", "afstand in plan"},
    {"vertical distance", "afstand in hoogte"},
    {"distance to axis", "afstand tot as"},
    {"cover", "dekking"},
    {"crossing angle", "kruisingshoek"},
    {"order", "volgorde"},
    {"order in height", "volgorde in hoogte"},
    {"free width above", "vrije ruimte erboven"},
    {"overlap", "overlap"},
    {"overlap with roots", "overlap met wortels"},
    {"temperature", "temperatuur"},
    {"current", "stroom"},
    {"induced voltage", "geïnduceerde spanning"},
    {"settlement step", "zettingsverschil"},
}};

template <class Table, class Key>
std::string_view looked_up(const Table& table, Key key, Language language) {
    return table[static_cast<std::size_t>(key)].in(language);
}

}  // namespace

Language language_from(std::string_view code) {
    return code == "nl" ? Language::Dutch : Language::English;
}

std::string_view code_of(Language language) {
    return language == Language::Dutch ? "nl" : "en";
}

std::string_view word(Word word, Language language) {
    return looked_up(kWords, word, language);
}

std::string_view word(model::PositionSource source, Language language) {
    return looked_up(kSources, source, language);
}

std::string_view word(model::StripKind kind, Language language) {
    return looked_up(kStrips, kind, language);
}

std::string_view word(model::StructureKind kind, Language language) {
    return looked_up(kStructures, kind, language);
}

std::string_view word(model::Status status, Language language) {
    constexpr std::array words = {Word::Functional, Word::Disused, Word::Projected};
    return word(words[static_cast<std::size_t>(status)], language);
}

std::string_view word(rules::Severity severity, Language language) {
    constexpr std::array words = {Word::Error, Word::Warning, Word::Info};
    return word(words[static_cast<std::size_t>(severity)], language);
}

std::string_view word(rules::CertaintyClass certainty, Language language) {
    constexpr std::array words = {Word::Certain, Word::Likely, Word::Possible};
    return word(words[static_cast<std::size_t>(certainty)], language);
}

std::string_view word(rules::Measure measure, Language language) {
    return looked_up(kMeasures, measure, language);
}

std::string number(double value, int decimals, Language language) {
    std::string text = fmt::format("{:.{}f}", value, decimals);
    if (text.front() == '-') {
        // "-0.00" is a rounding artefact, not a level below zero.
        const bool zero = text.find_first_not_of("-0.") == std::string::npos;
        text = (zero ? "" : "−") + text.substr(1);
    }
    if (const auto dot = text.find('.'); language == Language::Dutch && dot != std::string::npos)
        text[dot] = ',';
    return text;
}

std::string signed_number(double value, int decimals, Language language) {
    const std::string text = number(value, decimals, language);
    const bool positive =
        text.front() != '\xe2' && text.find_first_not_of("0.,") != std::string::npos;
    return positive ? "+" + text : text;
}

std::string counted(std::size_t count, Word one, Word many, Language language) {
    return fmt::format("{} {}", count, word(count == 1 ? one : many, language));
}

}  // namespace maaiveld::viz::scene
