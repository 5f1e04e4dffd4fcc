#include "terraced_street.h"

#include "exchange/style_file.h"

#include <cstdint>
#include <filesystem>
#include <fmt/format.h>
#include <fstream>
#include <stdexcept>

namespace maaiveld::viz::testing {

namespace {

using model::Asset;
using model::Certainty;
using model::Network;
using model::PositionSource;
using model::Street;
using model::StripKind;
using model::Structure;
using model::StructureKind;
using model::Tree;
using model::Vec2;
using model::Vec3;

constexpr double kX = 100.0, kY = 200.0, kGround = 0.85;

/// Small multiplicative generator: the same numbers on every standard library.
class Dice {
public:
    explicit Dice(unsigned seed) : state_(seed * 2654435761U + 1U) {}
    double between(double low, double high) {
        state_ = state_ * 6364136223846793005ULL + 1442695040888963407ULL;
        return low + (high - low) * static_cast<double>(state_ >> 33U) / 2147483648.0;
    }

private:
    std::uint64_t state_;
};

struct Line {
    const char* id;
    Network network;
    double diameter_m, offset_m, cover_m, sigma_m;
    PositionSource source;
};

constexpr std::array kLines = {
    Line{"T-1", Network::Telecom, 0.05, 3.85, 0.42, 0.10, PositionSource::AsBuilt},
    Line{"T-2", Network::Telecom, 0.04, 3.70, 0.45, 0.10, PositionSource::AsBuilt},
    Line{"E-4", Network::ElectricityLv, 0.05, 3.35, 0.55, 0.30, PositionSource::OperatorStandard},
    Line{"E-9", Network::ElectricityMv, 0.09, 2.95, 0.79, 0.30, PositionSource::OperatorStandard},
    Line{"G-2", Network::GasLow, 0.11, 2.35, 0.96, 0.05, PositionSource::Measured},
    Line{"R-1", Network::SewerGravity, 0.40, 0.20, 1.95, 0.05, PositionSource::Measured},
    Line{"R-2", Network::SewerGravity, 0.30, 1.10, 1.45, 0.10, PositionSource::AsBuilt},
    Line{"H-1s", Network::Heat, 0.20, -1.10, 1.00, 0.02, PositionSource::Designed},
    Line{"H-1r", Network::Heat, 0.20, -1.45, 1.00, 0.02, PositionSource::Designed},
    Line{"W-1", Network::Water, 0.16, -2.05, 1.00, 0.30, PositionSource::OperatorStandard},
    Line{"E-5", Network::ElectricityLv, 0.05, -3.30, 0.60, 0.30, PositionSource::OperatorStandard},
    Line{"T-3", Network::Telecom, 0.05, -3.80, 0.45, 0.10, PositionSource::AsBuilt}};

void add_lines(Street& street, double length_m) {
    for (const Line& line : kLines) {
        const double z = kGround - line.cover_m - 0.5 * line.diameter_m;
        Asset asset =
            straight_asset(line.id, line.network, line.diameter_m, {kX, kY + line.offset_m, z},
                           {kX + length_m, kY + line.offset_m, z});
        asset.xy = {line.sigma_m, line.source, ""};
        asset.z = {line.sigma_m, line.source, ""};
        if (asset.id == "T-2") asset.status = model::Status::Disused;
        if (asset.id[0] == 'H') asset.status = model::Status::Projected;
        street.assets.push_back(asset);
    }
}

void add_connections(Street& street, double length_m) {
    int number = 0;
    for (double s = 2.7; s < length_m - 1.0; s += 5.4) {
        const double x = kX + s;
        const auto add = [&](const char* letter, Network network, double d, double dx, Vec3 from,
                             Vec3 to) {
            from.x() = to.x() = x + dx;
            Asset a = straight_asset(fmt::format("{}-h{}", letter, ++number), network, d, from, to);
            a.attributes["kind"] = std::string("house_connection");
            a.z = {0.4, PositionSource::Norm, ""};
            street.assets.push_back(a);
        };
        add("G", Network::GasLow, 0.032, 0.0, {0, kY + 2.35, -0.2}, {0, kY + 4.5, 0.1});
        add("W", Network::Water, 0.032, 0.4, {0, kY - 2.05, -0.25}, {0, kY - 4.5, -0.15});
        add("W", Network::Water, 0.032, 0.4, {0, kY - 2.05, -0.25}, {0, kY + 4.5, -0.15});
        add("R", Network::SewerGravity, 0.125, -0.6, {0, kY + 0.2, -1.2}, {0, kY - 4.5, -0.3});
        add("R", Network::SewerGravity, 0.125, -0.6, {0, kY + 0.2, -1.2}, {0, kY + 4.5, -0.3});
    }
}

Structure upright(std::string id, StructureKind kind, Vec2 at, double diameter_m, double top_m,
                  double bottom_m) {
    Structure s;
    s.id = std::move(id);
    s.kind = kind;
    s.at = at;
    s.diameter_m = diameter_m;
    s.top_m = top_m;
    s.bottom_m = bottom_m;
    return s;
}

void add_structures(Street& street, double length_m) {
    for (const double side : {1.0, -1.0}) {
        Structure facade;
        facade.id = side > 0 ? "facade-left" : "facade-right";
        facade.kind = StructureKind::Facade;
        facade.line = {{kX, kY + side * 4.65}, {kX + length_m, kY + side * 4.65}};
        facade.size_m = {0.0, 0.3};
        facade.top_m = 6.2;
        facade.bottom_m = -0.8;
        street.structures.push_back(facade);
    }
    int number = 0;
    for (double s = 10.0; s < length_m; s += 25.0) {
        ++number;
        const double x = kX + s;
        street.structures.push_back(upright(fmt::format("M-{}", number), StructureKind::Manhole,
                                            {x, kY + 0.2}, 0.8, 0.0, -2.4));
        street.structures.push_back(upright(fmt::format("L-{}", number), StructureKind::Lamp,
                                            {x + 5.0, kY + 2.1}, 0.14, 5.0, -1.0));
    }
    Structure cabinet =
        upright("K-1", StructureKind::Cabinet, {kX + 22.0, kY + 3.7}, 0.0, 1.2, -0.5);
    cabinet.diameter_m.reset();
    cabinet.size_m = {1.2, 0.4};
    street.structures.push_back(cabinet);
}

void add_trees(Street& street, double length_m) {
    int number = 0;
    for (double s = 6.0; s < length_m; s += 16.0) {
        Tree tree;
        tree.id = fmt::format("B-{}", ++number);
        tree.species = "Tilia";
        tree.at = {kX + s, kY - 2.6};
        tree.stem_diameter_m = 0.3;
        tree.crown_diameter_m = 4.5;
        tree.height_m = 6.5;
        tree.planned = number == 3;
        tree.roots = model::RootVolume{1.8, 0.9, "invented"};
        street.trees.push_back(tree);
    }
}

rules::Finding finding(std::string rule, rules::Severity severity, std::string a, std::string b,
                       rules::Measure measure, double measured, double required) {
    rules::Finding f;
    f.rule = std::move(rule);
    f.severity = severity;
    f.a = std::move(a);
    f.b = std::move(b);
    f.measure = measure;
    f.measured = measured;
    f.required = required;
    f.stretch.along = f.a;
    f.grade = "C";
    return f;
}

rules::Finding placed(rules::Finding f, double from_m, double to_m, Vec3 a, Vec3 b) {
    f.stretch.from_m = from_m;
    f.stretch.to_m = to_m;
    f.witness_a = a;
    f.witness_b = b;
    f.at = 0.5 * (a + b);
    return f;
}

}  // namespace

Asset straight_asset(std::string id, Network network, double diameter_m, Vec3 from, Vec3 to) {
    Asset asset;
    asset.id = std::move(id);
    asset.alias = asset.id;
    asset.network = network;
    asset.outer_diameter_m = diameter_m;
    asset.axis = {{from, {}}, {to, {}}};
    return asset;
}

Street terraced_street(double length_m) {
    Street street;
    street.name = "Voorbeeldstraat";
    street.axis = {{kX, kY}, {kX + length_m, kY}};
    street.surface = model::Surface{kGround, {0.02, PositionSource::Measured, ""}};
    street.groundwater = model::Groundwater{-0.45, "invented"};
    street.section.starts_at_offset_m = 4.5;
    street.section.strips = {{StripKind::Garden, 0.5, "", ""},
                             {StripKind::Footway, 2.0, "tiles", ""},
                             {StripKind::Carriageway, 4.0, "clinkers", ""},
                             {StripKind::Footway, 2.0, "tiles", ""},
                             {StripKind::Garden, 0.5, "", ""}};
    add_lines(street, length_m);
    add_connections(street, length_m);
    add_structures(street, length_m);
    add_trees(street, length_m);
    return street;
}

std::vector<rules::Finding> terraced_findings() {
    using rules::Measure;
    using rules::Severity;
    const double z = kGround - 1.09;
    auto heat =
        finding("NL-SEP-07", Severity::Warning, "H-1r", "W-1", Measure::EdgeHorizontal, 0.42, 1.0);
    heat.probability = 0.83;
    heat.certainty = rules::CertaintyClass::Likely;
    heat = placed(heat, 8.0, 60.0, {kX + 40, kY - 1.55, z}, {kX + 40, kY - 1.97, z});
    auto cover = finding("cover-lv", Severity::Error, "E-4", "", Measure::Cover, 0.55, 0.6);
    cover.probability = 0.57;
    cover.certainty = rules::CertaintyClass::Likely;
    cover = placed(cover, 0.0, 60.0, {kX + 20, kY + 3.35, kGround},
                   {kX + 20, kY + 3.35, kGround - 0.55});
    auto tree =
        finding("TR-NL-03", Severity::Error, "B-3", "W-1", Measure::AxisHorizontal, 0.55, 1.33);
    tree.stretch.along = "W-1";
    tree.grade = "A";
    tree = placed(tree, 36.7, 39.3, {kX + 38, kY - 2.6, kGround}, {kX + 38, kY - 2.05, z});
    auto cables = finding("NL-SEP-02", Severity::Warning, "E-9", "G-2", Measure::Edge3d, 0.52, 0.6);
    cables.probability = 0.41;
    cables.certainty = rules::CertaintyClass::Possible;
    cables = placed(cables, 0.0, 60.0, {kX + 30, kY + 2.9, kGround - 0.85},
                    {kX + 30, kY + 2.4, kGround - 1.0});
    return {heat, cover, tree, cables};
}

Street delivered_street(int lines, double size_m, unsigned seed) {
    Street street;
    street.name = "Levering";
    Dice dice(seed);
    for (int i = 0; i < lines; ++i) {
        Asset asset;
        asset.network = static_cast<Network>(static_cast<int>(dice.between(0, 14.99)));
        asset.id = fmt::format("{}-{}", model::alias_letter(asset.network), i + 1);
        asset.alias = asset.id;
        asset.outer_diameter_m = dice.between(0.03, 0.4);
        asset.xy = asset.z = {dice.between(0.05, 0.5), PositionSource::Norm, ""};
        Vec3 p{dice.between(0, size_m), dice.between(0, 0.6 * size_m), -dice.between(0.5, 2.5)};
        const bool east = dice.between(0, 1) < 0.7;
        asset.axis.push_back({p, {}});
        for (int k = 0; k < 6; ++k) {
            p.x() += dice.between(0, east ? 0.12 : 0.02) * size_m;
            p.y() += dice.between(-0.01, east ? 0.01 : 0.1) * size_m;
            asset.axis.push_back({p, {}});
        }
        street.assets.push_back(asset);
    }
    street.axis = {{0.0, 0.3 * size_m}, {size_m, 0.32 * size_m}};
    return street;
}

std::vector<rules::Finding> delivered_findings(const Street& street, int count, unsigned seed) {
    std::vector<rules::Finding> findings;
    Dice dice(seed);
    const auto some = [&] {
        const auto i = static_cast<std::size_t>(
            dice.between(0, static_cast<double>(street.assets.size()) - 0.01));
        return &street.assets[i];
    };
    for (int i = 0; i < count; ++i) {
        const Asset* a = some();
        const Asset* b = some();
        auto f =
            finding("any-pair",
                    dice.between(0, 1) < 0.3 ? rules::Severity::Error : rules::Severity::Warning,
                    a->id, b->id, rules::Measure::Edge3d, dice.between(0.0, 0.5), 0.5);
        const Vec3 at = a->axis[3].at;
        findings.push_back(placed(f, 0.0, dice.between(0.1, 30.0), at, at + Vec3(0.1, 0.2, 0.1)));
    }
    return findings;
}

scene::Style day_style() {
    const auto file =
        std::filesystem::path(__FILE__).parent_path() / "../../profiles/styles/day.json";
    const auto table = exchange::read_style_file(file);
    if (!table) throw std::runtime_error(table.error().text());
    auto style = scene::style_from(*table);
    if (!style) throw std::runtime_error(style.error().text());
    return *style;
}

}  // namespace maaiveld::viz::testing
