// A rack's parts as solids: what they weigh by another road, that they lie inside the rack, that
// none meets a line, and that no line spans farther than the type allows.

#include "model/rack.h"

#include "geometry/convex.h"
#include "geometry/polyline.h"
#include "model/rack_frames.h"

#include <Eigen/Geometry>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numbers>

namespace maaiveld::model {
namespace {

using geometry::Convex;

RackType plain_type() {
    RackType type;
    type.id = "plain";
    type.kind = "distribution";
    type.order = {Network::Telecom, Network::Water, Network::Heat};
    type.materials = {{"steel", 7850.0, 2.1e11, 2.1e11, 2.35e8, 0.0, "test", "C"},
                      {"plastic", 950.0, 8e8, 2e8, 6e6, 0.0, "test", "C"}};
    type.post = {"box-60", "steel", 0.06, 0.06, 0.004};
    type.beam = {"box-60x40", "steel", 0.06, 0.04, 0.004};
    type.plate_material = type.saddle_material = "plastic";
    return type;
}

/// A rack along `line` with four lines at these places left of it.
struct Built {
    RackType type = plain_type();
    Rack rack;
    std::vector<RackLine> lines;
    std::vector<RackPart> parts;
};

/// Point k of the line moved to the left on the bisector.
std::vector<Vec3> beside(const std::vector<Vec2>& line, double left_m, double z_m) {
    double length = 0.0;
    for (std::size_t i = 1; i < line.size(); ++i)
        length += (line[i] - line[i - 1]).norm();
    std::vector<Vec3> axis;
    for (const Vec2& p : geometry::offset_line(line, 0.0, length, left_m))
        axis.push_back({p.x(), p.y(), z_m});
    return axis;
}

Built built(const std::vector<Vec2>& line, double ground_z = 0.0, bool double_sided = false) {
    Built b;
    b.type.double_sided = double_sided;
    b.rack = {"VKLS", line, 0.8, -0.25, -1.15, "plain", {}};
    const double shift = double_sided ? 0.13 : 0.0;
    const auto add = [&](const char* id, Network network, double left, double depth, double d) {
        b.lines.push_back({id, network, beside(line, left, ground_z - depth), 0.5 * d});
    };
    add("T", Network::Telecom, -0.26 - shift / 2, 0.34, 0.04);
    add("U", Network::Telecom, -0.18 - shift / 2, 0.33, 0.06);
    add("W", Network::Water, 0.0 + shift, 0.60, 0.12);
    add("H", Network::Heat, 0.20 + shift, 0.90, 0.14);
    auto parts = rack_parts(b.type, b.rack, b.lines, ground_z);
    EXPECT_TRUE(parts) << parts.error().text();
    if (parts) b.parts = *parts;
    return b;
}

Convex solid_of(const RackPart& part) {
    const Eigen::AngleAxisd turn{part.heading_deg * std::numbers::pi / 180.0, Vec3::UnitZ()};
    const Eigen::Matrix3d half = turn.toRotationMatrix() * (0.5 * part.size_m).asDiagonal();
    return Convex::block(part.centre, half);
}

/// A bend of 60 degrees with radius 12 m in chords of a quarter of a metre, between straights.
std::vector<Vec2> curve() {
    std::vector<Vec2> line{{-10.0, 0.0}};
    const double radius = 12.0;
    for (int k = 0; k <= 50; ++k) {
        const double angle = k * (std::numbers::pi / 3.0) / 50.0;
        line.push_back({radius * std::sin(angle), radius * (1.0 - std::cos(angle))});
    }
    line.push_back(line.back() + 8.0 * Vec2(0.5, std::sqrt(0.75)));
    return line;
}

const std::vector<Vec2> kStraight{{3.0, 4.0}, {33.0, 44.0}};
const std::vector<Vec2> kBent{{0.0, 0.0}, {14.0, 0.0}, {26.0, 4.0}};

std::vector<std::pair<std::string, Built>> all_shapes() {
    return {{"straight", built(kStraight)},
            {"bent", built(kBent)},
            {"curved", built(curve(), 1.3)},
            {"double", built(kBent, 0.0, true)}};
}

int count(const std::vector<RackPart>& parts, RackPartKind kind) {
    return static_cast<int>(std::count_if(parts.begin(), parts.end(),
                                          [&](const RackPart& p) { return p.kind == kind; }));
}

TEST(Rack, NoPartMeetsALine) {
    for (const auto& [name, b] : all_shapes()) {
        ASSERT_FALSE(b.parts.empty()) << name;
        for (const RackPart& part : b.parts) {
            const Convex solid = solid_of(part);
            for (const RackLine& line : b.lines) {
                for (std::size_t i = 1; i < line.axis.size(); ++i) {
                    const Convex tube =
                        Convex::capsule({line.axis[i - 1], line.axis[i]}, line.radius_m);
                    EXPECT_GE(geometry::gap(solid, tube).distance, -1e-6)
                        << name << " " << name_of(part.kind) << " " << line.id;
                }
            }
        }
    }
}

TEST(Rack, PartsThatCarryTouchWhatTheyCarry) {
    for (const auto& [name, b] : all_shapes()) {
        for (const RackPart& part : b.parts) {
            if (part.kind != RackPartKind::Saddle) continue;
            const auto line = std::find_if(b.lines.begin(), b.lines.end(),
                                           [&](const RackLine& l) { return l.id == part.asset; });
            ASSERT_NE(line, b.lines.end());
            double nearest = 1.0;
            for (std::size_t i = 1; i < line->axis.size(); ++i) {
                const Convex tube =
                    Convex::capsule({line->axis[i - 1], line->axis[i]}, line->radius_m);
                nearest = std::min(nearest, geometry::gap(solid_of(part), tube).distance);
            }
            EXPECT_NEAR(nearest, 0.0, 1e-5) << name << " " << part.asset;
        }
    }
}

TEST(Rack, PartsLieInsideTheOutline) {
    for (const auto& [name, b] : all_shapes()) {
        const double ground = name == "curved" ? 1.3 : 0.0;
        for (const RackPart& part : b.parts) {
            const auto bounds = geometry::bounds_of(solid_of(part));
            EXPECT_LE(bounds.high.z(), ground + b.rack.top_m + 1e-9);
            EXPECT_GE(bounds.low.z(), ground + b.rack.bottom_m - 1e-9);
            const auto place = geometry::station_offset(b.rack.line, geometry::plan(part.centre));
            const double half = 0.5 * part.size_m.y();
            // On the outside of a bend the bisector is longer than the width; plates across a
            // chord lie off the line by its bow.
            EXPECT_LE(std::abs(place.offset_m) + half, 0.5 * b.rack.width_m + 0.025)
                << name << " " << name_of(part.kind);
        }
    }
}

TEST(Rack, PartsTouchButDoNotShareRoom) {
    const Built b = built(kStraight);
    for (std::size_t i = 0; i < b.parts.size(); ++i) {
        for (std::size_t j = i + 1; j < b.parts.size() && b.parts[j].frame <= 1; ++j) {
            EXPECT_GE(geometry::gap(solid_of(b.parts[i]), solid_of(b.parts[j])).distance, -1e-6)
                << name_of(b.parts[i].kind) << " " << name_of(b.parts[j].kind);
        }
    }
}

TEST(Rack, BeamsReachFromThePostToTheirLastLine) {
    const Built b = built(kStraight);
    std::vector<double> lengths;
    for (const RackPart& part : b.parts) {
        if (part.kind == RackPartKind::Beam && part.frame == 3) lengths.push_back(part.size_m.y());
    }
    std::sort(lengths.begin(), lengths.end());
    ASSERT_EQ(lengths.size(), 3U);
    // The post's face stands 0.34 m right of the middle; lines end at -0.15, 0.06 and 0.27 m.
    EXPECT_NEAR(lengths[0], -0.15 + 0.34 + 0.02, 1e-9);
    EXPECT_NEAR(lengths[1], 0.06 + 0.34 + 0.02, 1e-9);
    EXPECT_NEAR(lengths[2], 0.27 + 0.34 + 0.02, 1e-9);
}

TEST(Rack, MassIsVolumeTimesDensityByAnotherRoad) {
    // Sheet metal unrolled: a box is four walls that share corners.
    const auto box_kg_m = [](double w, double h, double t) {
        return 7850.0 * 2.0 * t * (w + h - 2.0 * t);
    };
    const Built b = built(kStraight);
    double by_hand = 0.0;
    double listed = 0.0;
    for (const RackPart& part : b.parts) {
        switch (part.kind) {
            case RackPartKind::Post:
                by_hand += box_kg_m(0.06, 0.06, 0.004) * part.size_m.z();
                break;
            case RackPartKind::Beam:
                by_hand += box_kg_m(0.06, 0.04, 0.004) * part.size_m.y();
                break;
            default:
                by_hand += 950.0 * part.size_m.x() * part.size_m.y() * part.size_m.z();
        }
    }
    int counted = 0;
    for (const RackPartCount& row : parts_list(b.parts)) {
        listed += row.mass_kg;
        counted += row.count;
        EXPECT_NEAR(row.unit_mass_kg * row.count, row.mass_kg, 1e-6 * row.mass_kg);
    }
    EXPECT_NEAR(by_hand, listed, 1e-9 * by_hand);
    EXPECT_EQ(counted, static_cast<int>(b.parts.size()));
}

TEST(Rack, CountsOfAStraightRack) {
    // 50 m: eight modules of 6 m and one of 2 m, bays of 2 m: 26 frames.
    const Built b = built(kStraight);
    EXPECT_EQ(count(b.parts, RackPartKind::Post), 26);
    EXPECT_EQ(count(b.parts, RackPartKind::BasePlate), 26);
    EXPECT_EQ(count(b.parts, RackPartKind::CoverPlate), 25);
    EXPECT_EQ(count(b.parts, RackPartKind::Beam), 3 * 26);
    EXPECT_EQ(count(b.parts, RackPartKind::Saddle), 4 * 26);
    double covered = 0.0;
    for (const RackPart& part : b.parts)
        covered += part.kind == RackPartKind::CoverPlate ? part.size_m.x() : 0.0;
    EXPECT_NEAR(covered, 50.0, 1e-9);
}

TEST(Rack, NoLineSpansFartherThanTheTypeAllows) {
    for (const auto& [name, b] : all_shapes()) {
        const auto frames = frames_of(b.type, b.rack, b.lines);
        for (std::size_t f = 1; f < frames.size(); ++f) {
            ASSERT_EQ(frames[f].seats.size(), b.lines.size()) << name;
            for (std::size_t l = 0; l < b.lines.size(); ++l) {
                const auto at = [&](std::size_t k) {
                    return Vec2(frames[k].at + frames[k].seats[l].left_m * frames[k].left());
                };
                EXPECT_LE((at(f) - at(f - 1)).norm(), b.type.beam_spacing_m + 1e-9) << name;
            }
        }
    }
}

TEST(Rack, OuterLinesOfABendNeedCloserFrames) {
    Built b = built(curve());
    b.rack.width_m = 16.0;
    b.type.module_bow_m = 1.0;  // else modules in the bend are shorter than a bay
    const auto near_frames = frames_of(b.type, b.rack, b.lines);
    b.lines.push_back({"far", Network::Water, beside(curve(), -7.0, -0.6), 0.05});
    const auto frames = frames_of(b.type, b.rack, b.lines);
    EXPECT_GT(frames.size(), near_frames.size());
}

TEST(Rack, ModulesAreStraightEnough) {
    const Built b = built(curve());
    const auto ends = module_ends_m(b.type, b.rack);
    double longest = 0.0;
    for (std::size_t m = 1; m < ends.size(); ++m) {
        longest = std::max(longest, ends[m] - ends[m - 1]);
        EXPECT_GT(ends[m], ends[m - 1]);
        const Vec2 a = geometry::point_at(b.rack.line, ends[m - 1], 0.0);
        const Vec2 z = geometry::point_at(b.rack.line, ends[m], 0.0);
        for (double s = ends[m - 1]; s < ends[m]; s += 0.05) {
            const Vec2 p = geometry::point_at(b.rack.line, s, 0.0);
            const geometry::StationOffset off =
                geometry::station_offset(std::vector<Vec2>{a, z}, p);
            EXPECT_LE(std::abs(off.offset_m), b.type.module_bow_m + 1e-9);
        }
    }
    EXPECT_NEAR(longest, b.type.module_length_m, 1e-9);  // on the straights
    EXPECT_GT(ends.size(), 10U);                         // in the bend they are shorter
}

TEST(Rack, PostsStandAwayFromTheDeepLines) {
    const Built b = built(kStraight);
    const auto post = post_place(b.type, b.rack, b.lines);
    ASSERT_TRUE(post);
    EXPECT_EQ(post->side, -1);
    EXPECT_NEAR(post->left_m, -0.4 + 0.03, 1e-12);
    Built mirrored = b;
    for (RackLine& line : mirrored.lines) {
        const double left =
            geometry::station_offset(kStraight, geometry::plan(line.axis[0])).offset_m;
        line.axis = beside(kStraight, -left, line.axis[0].z());
    }
    const auto other = post_place(mirrored.type, mirrored.rack, mirrored.lines);
    ASSERT_TRUE(other);
    EXPECT_EQ(other->side, 1);
}

TEST(Rack, DoubleSidedPostsStandBetweenTheLines) {
    const Built b = built(kBent, 0.0, true);
    const auto post = post_place(b.type, b.rack, b.lines);
    ASSERT_TRUE(post);
    EXPECT_EQ(post->side, 0);
    const auto beams = std::count_if(b.parts.begin(), b.parts.end(), [](const RackPart& p) {
        return p.kind == RackPartKind::Beam && p.frame == 0;
    });
    EXPECT_EQ(beams, 3);
}

TEST(Rack, BeamTopsFollowTheLinesUnlessTheRackSaysThem) {
    Built b = built(kStraight);
    const auto tops = beam_tops_m(b.type, b.rack, b.lines, 0.0);
    ASSERT_EQ(tops.size(), 3U);
    EXPECT_NEAR(tops[0], 0.36 + 0.01, 1e-9);
    EXPECT_NEAR(tops[1], 0.66 + 0.01, 1e-9);
    EXPECT_NEAR(tops[2], 0.97 + 0.01, 1e-9);
    b.rack.beams_m = {0.40, 0.70, 1.00};
    EXPECT_EQ(beam_tops_m(b.type, b.rack, b.lines, 0.0), b.rack.beams_m);
}

TEST(Rack, RefusesWhatCannotStand) {
    Built b = built(kStraight);
    RackType unknown = b.type;
    unknown.beam.material = "wood";
    EXPECT_FALSE(rack_parts(unknown, b.rack, b.lines, 0.0));
    Rack shallow = b.rack;
    shallow.bottom_m = -1.0;
    const auto low = rack_parts(b.type, shallow, b.lines, 0.0);
    ASSERT_FALSE(low);
    EXPECT_NE(low.error().message.find("lowest beam"), std::string::npos);
    Rack narrow = b.rack;
    narrow.width_m = 0.64;
    b.lines.push_back({"right", Network::Telecom, beside(kStraight, -0.30, -0.34), 0.02});
    b.lines.push_back({"left", Network::Telecom, beside(kStraight, 0.30, -0.34), 0.02});
    const auto full = rack_parts(b.type, narrow, b.lines, 0.0);
    ASSERT_FALSE(full);
    EXPECT_NE(full.error().message.find("posts"), std::string::npos);
}

}  // namespace
}  // namespace maaiveld::model
