#include "exchange/streetmix_segment.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>

namespace maaiveld::exchange {
namespace {

using model::Strip;
using model::StripKind;

constexpr std::string_view kLabelMark = "streetmix:";

struct Meaning {
    std::string_view type;
    StripKind kind;
    std::string_view paving;
};

/// The segment types of Streetmix that mean one thing whatever their variant.
constexpr std::array kMeanings{
    Meaning{"sidewalk", StripKind::Footway, "tiles"},
    Meaning{"sidewalk-tree", StripKind::Footway, "tiles"},
    Meaning{"sidewalk-bench", StripKind::Footway, "tiles"},
    Meaning{"sidewalk-bike-rack", StripKind::Footway, "tiles"},
    Meaning{"sidewalk-lamp", StripKind::Footway, "tiles"},
    Meaning{"sidewalk-wayfinding", StripKind::Footway, "tiles"},
    Meaning{"utilities", StripKind::Footway, "tiles"},
    Meaning{"street-vendor", StripKind::Footway, "tiles"},
    Meaning{"transit-shelter", StripKind::Footway, "tiles"},
    Meaning{"brt-station", StripKind::Footway, "tiles"},
    Meaning{"flex-zone-curb", StripKind::Footway, "tiles"},
    Meaning{"outdoor-dining", StripKind::Footway, "tiles"},
    Meaning{"bikeshare", StripKind::Footway, "tiles"},
    Meaning{"scooter-drop-zone", StripKind::Footway, "tiles"},
    Meaning{"bike-lane", StripKind::CyclePath, "asphalt"},
    Meaning{"scooter", StripKind::CyclePath, "asphalt"},
    Meaning{"parking-lane", StripKind::Parking, "asphalt"},
    Meaning{"parklet", StripKind::Parking, "asphalt"},
    Meaning{"flex-zone", StripKind::Parking, "asphalt"},
    Meaning{"food-truck", StripKind::Parking, "asphalt"},
    Meaning{"drive-lane", StripKind::Carriageway, "asphalt"},
    Meaning{"turn-lane", StripKind::Carriageway, "asphalt"},
    Meaning{"bus-lane", StripKind::Carriageway, "asphalt"},
    Meaning{"brt-lane", StripKind::Carriageway, "asphalt"},
    Meaning{"temporary", StripKind::Carriageway, "asphalt"},
    Meaning{"magic-carpet", StripKind::Carriageway, "asphalt"},
    Meaning{"streetcar", StripKind::Carriageway, "track"},
    Meaning{"light-rail", StripKind::Carriageway, "track"},
    Meaning{"train", StripKind::Carriageway, "track"},
    Meaning{"divider", StripKind::Verge, "grass"},
    Meaning{"drainage-channel", StripKind::Water, ""},
};

/// Parts of a name that tell what an unknown segment type resembles, most telling first.
constexpr std::array kResemblances{
    Meaning{"water", StripKind::Water, ""},
    Meaning{"channel", StripKind::Water, ""},
    Meaning{"canal", StripKind::Water, ""},
    Meaning{"walk", StripKind::Footway, "tiles"},
    Meaning{"bike", StripKind::CyclePath, "asphalt"},
    Meaning{"cycle", StripKind::CyclePath, "asphalt"},
    Meaning{"parking", StripKind::Parking, "asphalt"},
    Meaning{"tree", StripKind::Verge, "grass"},
    Meaning{"plant", StripKind::Verge, "grass"},
    Meaning{"grass", StripKind::Verge, "grass"},
    Meaning{"rail", StripKind::Carriageway, "track"},
    Meaning{"tram", StripKind::Carriageway, "track"},
    Meaning{"lane", StripKind::Carriageway, "asphalt"},
    Meaning{"road", StripKind::Carriageway, "asphalt"},
};

bool contains(std::string_view text, std::string_view part) {
    return text.find(part) != std::string_view::npos;
}

const Meaning* known_meaning(std::string_view type) {
    const auto* found = std::ranges::find(kMeanings, type, &Meaning::type);
    return found == kMeanings.end() ? nullptr : found;
}

Meaning guessed_meaning(std::string_view type) {
    for (const Meaning& meaning : kResemblances) {
        if (contains(type, meaning.type)) return meaning;
    }
    return {"", StripKind::Footway, "tiles"};
}

/// Variants move some segments to the road or change their paving.
Meaning with_variant(Meaning meaning, const StreetmixSegment& segment) {
    const std::string_view variant = segment.variant;
    const bool painted = variant == "striped-buffer" || variant == "bollard" || variant == "dome";
    if (segment.type == "divider" && painted) {
        return {meaning.type, StripKind::Carriageway, "asphalt"};
    }
    if (segment.type == "divider" && variant == "median") meaning.paving = "concrete";
    if (segment.type == "bike-lane" && contains(variant, "red")) meaning.paving = "red asphalt";
    const bool on_road = meaning.kind == StripKind::Footway && contains(variant, "|road");
    if (on_road) return {meaning.type, StripKind::Parking, "asphalt"};
    return meaning;
}

/// `text` without colons, which part the label.
std::string escaped(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (c == ':')
            out += "%3A";
        else if (c == '%')
            out += "%25";
        else
            out += c;
    }
    return out;
}

std::string unescaped(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const std::string_view code = text.substr(i, 3);
        if (code == "%3A" || code == "%25") {
            out += code == "%3A" ? ':' : '%';
            i += 2;
        } else {
            out += text[i];
        }
    }
    return out;
}

/// "streetmix:bike-lane:inbound|red|road" with ":own label" when the user gave one.
std::string label_of(const StreetmixSegment& segment) {
    std::string label =
        fmt::format("{}{}:{}", kLabelMark, escaped(segment.type), escaped(segment.variant));
    if (!segment.label.empty()) label += ":" + segment.label;
    return label;
}

std::optional<StreetmixSegment> segment_in(std::string_view label) {
    if (!label.starts_with(kLabelMark)) return std::nullopt;
    label.remove_prefix(kLabelMark.size());
    const std::size_t first = label.find(':');
    if (first == std::string_view::npos) return std::nullopt;
    const std::string_view rest = label.substr(first + 1);
    const std::size_t second = rest.find(':');
    const bool named = second != std::string_view::npos;
    return StreetmixSegment{unescaped(label.substr(0, first)), unescaped(rest.substr(0, second)),
                            named ? std::string{rest.substr(second + 1)} : std::string{}};
}

/// The common segment for a strip that does not come from Streetmix.
StreetmixSegment usual_segment(const Strip& strip) {
    switch (strip.kind) {
        case StripKind::CyclePath:
            return {"bike-lane", "outbound|red|road", strip.label};
        case StripKind::Parking:
            return {"parking-lane", "outbound|right", strip.label};
        case StripKind::Carriageway:
            return {"drive-lane", "outbound|car", strip.label};
        case StripKind::Verge:
            return {"divider", "planting-strip", strip.label};
        case StripKind::Garden:
            return {"divider", "bush", strip.label};
        case StripKind::Water:
            return {"drainage-channel", "", strip.label};
        case StripKind::Facade:
        case StripKind::Footway:
            break;
    }
    return {"sidewalk", "normal", strip.label};
}

}  // namespace

StripOfSegment strip_of(const StreetmixSegment& segment, double width_m) {
    const Meaning* known = known_meaning(segment.type);
    const Meaning meaning = known ? with_variant(*known, segment) : guessed_meaning(segment.type);
    return {{meaning.kind, width_m, std::string{meaning.paving}, label_of(segment)},
            known != nullptr};
}

StreetmixSegment segment_of(const Strip& strip) {
    return segment_in(strip.label).value_or(usual_segment(strip));
}

}  // namespace maaiveld::exchange
