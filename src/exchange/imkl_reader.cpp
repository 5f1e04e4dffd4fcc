#include "exchange/imkl_reader.h"

#include "base/text.h"
#include "exchange/imkl_geometry.h"
#include "exchange/imkl_properties.h"
#include "exchange/imkl_units.h"

#include <optional>
#include <unordered_map>
#include <utility>

namespace maaiveld::exchange {

namespace {

constexpr std::string_view kImklSpace = "http://www.geostandaarden.nl/imkl";
/// One text longer than this is no label and no line a network could have.
constexpr std::size_t kLongestText_bytes = 64'000'000;

enum Level : int { kRoot = 1, kMember = 2, kFeature = 3, kProperty = 4 };

bool is_member(std::string_view name) {
    return name == "featureMember" || name == "featureMembers" || name == "member";
}

std::string version_of_space(std::string_view space, std::string_view schema_location) {
    if (space.find("/2015/wion/") != std::string_view::npos) return "1.2.1";
    const bool third = schema_location.find("wibon-3") != std::string_view::npos ||
                       schema_location.find("/imkl/3.") != std::string_view::npos;
    return third ? "3.0" : "2.0";
}

bool is_true(std::optional<std::string_view> value) {
    return value && (*value == "true" || *value == "1");
}

}  // namespace

struct ImklReader::State {
    std::string file;
    RawDelivery delivery;
    std::string schema_location;

    int level = 0;
    bool in_members = false;
    std::int64_t line = 0;
    std::optional<Feature> feature;  ///< the one being read, when its type is kept
    PropertyStart property;          ///< the child of the feature being read
    std::string leaf;                ///< the innermost element whose text is collected
    std::string text;
    bool collecting = false;

    std::size_t default_dimension = 2;
    std::size_t dimension = 2;
    std::string curve_form;  ///< gml:Arc, gml:LineStringSegment, ... being read

    tl::unexpected<base::Error> refused(std::string message) const {
        return base::bad_input(std::move(message), file + ":" + std::to_string(line));
    }

    base::Result<void> start_root(const XmlElement& element);
    void start_feature(const XmlElement& element);
    void start_property(const XmlElement& element);
    void start_inside(const XmlElement& element);
    void note_version(std::string_view space);
    base::Result<void> note_reference_system(const XmlElement& element);
    base::Result<void> note_dimension(const XmlElement& element);
    base::Result<void> end_collected();
    base::Result<void> add_coordinates();
    void append_points(const PlanLine& points);
    void append_arcs(const PlanLine& points);
    void end_feature();
};

base::Result<void> ImklReader::State::start_root(const XmlElement& element) {
    if (element.name != "FeatureCollection") {
        return refused("the root element is `" + base::printable(element.name) +
                       "`; an IMKL file is a gml:FeatureCollection");
    }
    schema_location = element.attributes.find("schemaLocation").value_or("");
    const auto at = schema_location.find(kImklSpace);
    if (at != std::string::npos) {
        note_version(std::string_view(schema_location).substr(at));
    }
    return {};
}

void ImklReader::State::note_version(std::string_view space) {
    if (!delivery.version.empty() || !space.starts_with(kImklSpace)) return;
    delivery.version = version_of_space(space, schema_location);
}

void ImklReader::State::start_feature(const XmlElement& element) {
    note_version(element.space);
    ++delivery.counts[std::string(element.name)];
    const auto kind = feature_kind(element.name);
    if (!kind) return;
    feature.emplace();
    feature->kind = *kind;
    feature->type = element.name;
    feature->line = element.line;
    feature->gml_id = element.attributes.find("id").value_or("");
}

void ImklReader::State::start_property(const XmlElement& element) {
    dimension = default_dimension;
    curve_form.clear();
    property.name = element.name;
    property.uom = element.attributes.find("uom").value_or("");
    property.href = base::trimmed(element.attributes.find("href").value_or(""));
    property.nil = is_true(element.attributes.find("nil"));
    text.clear();
    leaf = element.name;
    collecting = true;
}

void ImklReader::State::start_inside(const XmlElement& element) {
    text.clear();
    leaf = element.name;
    collecting = is_wanted_inside(element.name);
    if (holds_place(property.name) && is_curve_form(element.name)) curve_form = element.name;
}

base::Result<void> ImklReader::State::note_reference_system(const XmlElement& element) {
    const auto name = element.attributes.find("srsName");
    if (!name) return {};
    const auto found = coordinate_dimension(*name);
    if (!found) return refused(found.error().message);
    dimension = *found;
    if (element.name == "Envelope" && level == kFeature) default_dimension = *found;
    return {};
}

base::Result<void> ImklReader::State::note_dimension(const XmlElement& element) {
    const auto given = element.attributes.find("srsDimension");
    if (!given) return {};
    if (*given != "2" && *given != "3") {
        return refused("srsDimension must be 2 or 3, not `" + base::printable(*given) + "`");
    }
    dimension = *given == "2" ? 2 : 3;
    return {};
}

void ImklReader::State::append_points(const PlanLine& points) {
    auto from = points.begin();
    PlanLine& line_points = feature->points;
    if (from != points.end() && !line_points.empty() && line_points.back() == *from) ++from;
    line_points.insert(line_points.end(), from, points.end());
}

void ImklReader::State::append_arcs(const PlanLine& points) {
    if (points.empty()) return;
    append_points({points.front()});
    for (std::size_t i = 2; i < points.size(); i += 2) {
        append_points(arc_points(points[i - 2], points[i - 1], points[i]));
        ++delivery.tessellated_arcs;
    }
}

base::Result<void> ImklReader::State::add_coordinates() {
    const auto points = coordinates(text, dimension);
    if (!points) return refused(points.error().message);
    if (dimension == 3) feature->has_heights = true;
    delivery.coordinates += static_cast<std::int64_t>(points->size());
    for (const auto& p : *points) {
        if (!in_rd_range(p)) ++delivery.outside_netherlands;
    }
    if (curve_form == "Arc" || curve_form == "ArcString") {
        append_arcs(*points);
    } else if (is_straight_form(curve_form)) {
        append_points(*points);
    } else {
        feature->words["unread_form"] = curve_form;
    }
    return {};
}

base::Result<void> ImklReader::State::end_collected() {
    collecting = false;
    if (level == kProperty) {
        property.text = base::trimmed(text);
        const auto taken = set_property(*feature, property);
        if (!taken) return refused(taken.error().message);
        return {};
    }
    if (leaf == "posList" || leaf == "pos") {
        return holds_place(property.name) ? add_coordinates() : base::Result<void>{};
    }
    set_inner_text(*feature, property.name, leaf, base::trimmed(text));
    return {};
}

void ImklReader::State::end_feature() {
    if (feature->local_id.empty()) feature->local_id = feature->gml_id;
    delivery.features.push_back(*std::move(feature));
    feature.reset();
}

ImklReader::ImklReader(std::string file) : state_(std::make_unique<State>()) {
    state_->file = std::move(file);
}

ImklReader::~ImklReader() = default;

base::Result<void> ImklReader::start(const XmlElement& element) {
    State& s = *state_;
    s.line = element.line;
    ++s.level;
    if (s.level == kRoot) return s.start_root(element);
    if (s.level == kMember) s.in_members = is_member(element.name);
    if (s.level == kFeature && s.in_members) s.start_feature(element);
    if (s.feature && s.level == kProperty) s.start_property(element);
    if (s.feature && s.level > kProperty) s.start_inside(element);
    if (auto ok = s.note_reference_system(element); !ok) return ok;
    return s.note_dimension(element);
}

base::Result<void> ImklReader::text(std::string_view piece) {
    State& s = *state_;
    if (!s.feature || !s.collecting) return {};
    if (s.text.size() + piece.size() > kLongestText_bytes) return s.refused("one text has no end");
    s.text += piece;
    return {};
}

base::Result<void> ImklReader::end(std::string_view name) {
    State& s = *state_;
    base::Result<void> result;
    if (s.feature && s.level >= kProperty && s.collecting && s.leaf == name) {
        result = s.end_collected();
    } else if (s.feature && s.level == kProperty) {
        // A property with elements inside has no text of its own, but may still be a reference.
        s.text.clear();
        result = s.end_collected();
    }
    if (s.feature && s.level == kFeature) s.end_feature();
    --s.level;
    return result;
}

base::Result<RawDelivery> ImklReader::take() {
    if (state_->delivery.version.empty()) {
        return base::bad_input("is no IMKL: nothing in it is of " + std::string(kImklSpace),
                               state_->file);
    }
    return std::move(state_->delivery);
}

}  // namespace maaiveld::exchange
