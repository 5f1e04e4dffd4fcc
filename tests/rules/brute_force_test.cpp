// The clearance engine against brute force: every pair of solids, measured by code that shares
// nothing with the engine's join or kernel.

#include "exchange/imkl.h"
#include "rules/check.h"
#include "rules/hits.h"
#include "rules/measure.h"
#include "tests/support/random.h"
#include "tests/support/shared_data.h"
#include "tests/support/streets.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <set>

namespace maaiveld::rules {
namespace {

using geometry::Vec3;
using model::Street;
using test::Random;

constexpr double kLimit_m = 0.5;

/// Distance from a point to a segment, in long double.
long double point_segment(const Vec3& p, const Vec3& a, const Vec3& b) {
    long double u[3], w[3], uu = 0, wu = 0;
    for (int k = 0; k < 3; ++k) {
        u[k] = static_cast<long double>(b(k)) - a(k);
        w[k] = static_cast<long double>(p(k)) - a(k);
        uu += u[k] * u[k];
        wu += w[k] * u[k];
    }
    const long double t = uu == 0 ? 0 : std::clamp(wu / uu, 0.0L, 1.0L);
    long double sum = 0;
    for (int k = 0; k < 3; ++k)
        sum += (w[k] - t * u[k]) * (w[k] - t * u[k]);
    return std::sqrt(sum);
}

/// Distance of two segments: four ends, and the common perpendicular where it meets both.
long double segment_segment(const Vec3& a, const Vec3& b, const Vec3& c, const Vec3& d) {
    long double best = std::min({point_segment(a, c, d), point_segment(b, c, d),
                                 point_segment(c, a, b), point_segment(d, a, b)});
    const Eigen::Matrix<long double, 3, 1> u = (b.cast<long double>() - a.cast<long double>());
    const Eigen::Matrix<long double, 3, 1> v = (d.cast<long double>() - c.cast<long double>());
    const Eigen::Matrix<long double, 3, 1> w = (c.cast<long double>() - a.cast<long double>());
    const Eigen::Matrix<long double, 3, 1> n = u.cross(v);
    const long double nn = n.squaredNorm();
    if (nn == 0) return best;
    const long double s = w.cross(v).dot(n) / nn;
    const long double t = w.cross(u).dot(n) / nn;
    if (s < 0 || s > 1 || t < 0 || t > 1) return best;
    return std::min(best, std::abs(w.dot(n)) / std::sqrt(nn));
}

using RawPairs = std::map<std::pair<std::uint32_t, std::uint32_t>, double>;

/// Every pair of parts of different owners whose surfaces are nearer than the limit.
RawPairs brute_force(const model::Scene& scene) {
    RawPairs pairs;
    const auto& parts = scene.parts;
    std::vector<geometry::Bounds> bounds;
    for (const auto& part : parts)
        bounds.push_back(geometry::bounds_of(part.body));
    for (std::uint32_t i = 0; i < parts.size(); ++i) {
        for (std::uint32_t j = i + 1; j < parts.size(); ++j) {
            if (parts[i].owner == parts[j].owner) continue;
            const Vec3 apart =
                (bounds[i].low - bounds[j].high).cwiseMax(bounds[j].low - bounds[i].high);
            if (apart.maxCoeff() > kLimit_m + 0.01) continue;
            const long double axis =
                segment_segment(parts[i].axis.a, parts[i].axis.b, parts[j].axis.a, parts[j].axis.b);
            const long double radii =
                static_cast<long double>(parts[i].body.radius) + parts[j].body.radius;
            if (axis < radii + static_cast<long double>(kLimit_m))
                pairs[{i, j}] = static_cast<double>(axis - radii);
        }
    }
    return pairs;
}

/// Capsules that are parallel, crossing, touching at exactly the limit, coincident, of no length.
/// Coordinates are multiples of 1/64 m, so that "exactly" survives the arithmetic of both sides.
Street random_street(std::uint64_t seed, int count) {
    Random random{seed};
    const auto grid = [&](double low, double high) {
        return std::round(random.between(low, high) * 64.0) / 64.0;
    };
    Street street;
    const double extent = 40.0;
    Vec3 a = Vec3::Zero(), b = Vec3::Zero();
    double diameter = 0.125;
    for (int k = 0; k < count; ++k) {
        const double next_diameter = (1 + random.below(16)) / 32.0;
        switch (random.below(6)) {
            case 0:  // parallel to the last one, touching at exactly the limit or a step beside it
                a.y() += kLimit_m + 0.5 * (diameter + next_diameter) + (random.below(3) - 1) / 64.0;
                b.y() = a.y(), b.z() = a.z();
                break;
            case 1:
                break;  // coincident with the last one
            case 2:
                b = a + Vec3(grid(-2, 2), 0, 0);
                break;
            case 3:
                b = a;
                break;  // no length
            default:
                a = {grid(-extent, extent), grid(-extent, extent), grid(-2, 0)};
                b = a + Vec3(grid(-4, 4), grid(-4, 4), grid(-0.5, 0.5));
        }
        diameter = next_diameter;
        const auto network = static_cast<model::Network>(random.below(15));
        street.assets.push_back(test::line("L" + std::to_string(k), network, diameter, {a, b}));
    }
    return street;
}

/// The engine's raw pairs: hits that its kernel finds strictly below the limit.
RawPairs engine_pairs(const model::Scene& scene, const std::vector<Pack>& packs) {
    const CompiledRules rules{packs, scene};
    RawPairs pairs;
    for (const Hit& hit : find_hits(scene, rules, {false, 2})) {
        const auto& a = scene.parts[hit.a];
        const auto& b = scene.parts[hit.b];
        if (!exactly_below(Measure::Edge3d, a, b, kLimit_m)) continue;
        const auto measured = measure_between(Measure::Edge3d, a, b, true);
        pairs[{std::min(hit.a, hit.b), std::max(hit.a, hit.b)}] = measured->value;
    }
    return pairs;
}

void expect_equal(const RawPairs& found, const RawPairs& expected) {
    ASSERT_EQ(found.size(), expected.size());
    for (auto f = found.begin(), e = expected.begin(); e != expected.end(); ++f, ++e) {
        ASSERT_EQ(f->first, e->first);
        ASSERT_NEAR(f->second, e->second, 1e-6);
    }
}

std::int64_t accounted_for(const CheckResult& result) {
    std::int64_t sum = 0;
    for (const Finding& finding : result.findings)
        sum += finding.raw_pairs;
    for (const auto& [reason, count] : result.counts.exempted)
        sum += count;
    return sum;
}

int scenes() {
    if (std::getenv("MAAIVELD_SOAK") != nullptr) return 2000;
#ifdef __SANITIZE_ADDRESS__
    return 20;
#else
    return 200;
#endif
}

TEST(ClearanceEngine, FindsWhatBruteForceFindsInRandomScenes) {
    const std::vector<Pack> packs{test::flat_pack(kLimit_m)};
    std::int64_t pairs = 0;
    for (int k = 0; k < scenes(); ++k) {
        SCOPED_TRACE(k);
        const Street street = random_street(static_cast<std::uint64_t>(100 + k), 2000);
        const model::Scene scene = model::build_scene(street);
        const RawPairs expected = brute_force(scene);
        expect_equal(engine_pairs(scene, packs), expected);
        CheckOptions options;
        options.threads = 2;
        const CheckResult result = check_scene(street, scene, packs, options);
        ASSERT_EQ(result.counts.violating, static_cast<std::int64_t>(expected.size()));
        ASSERT_EQ(accounted_for(result), result.counts.violating);
        pairs += result.counts.violating;
    }
    EXPECT_GT(pairs, 1000 * scenes()) << "the scenes must hold something to find";
}

TEST(ClearanceEngine, FindsWhatBruteForceFindsInRealDeliveries) {
    if (!test::has_shared("data/klic")) GTEST_SKIP() << "no developer data (MAAIVELD_SHARED)";
    const std::vector<Pack> packs{test::flat_pack(kLimit_m)};
    for (const auto& entry :
         std::filesystem::directory_iterator{test::shared_folder() / "data/klic"}) {
        if (entry.path().extension() != ".zip") continue;
        SCOPED_TRACE(entry.path().filename().string());
        const auto delivery = exchange::read_imkl(entry.path(), {}, {});
        ASSERT_TRUE(delivery) << delivery.error().text();
        model::Street street = delivery->street;
        std::erase_if(street.assets, [](const auto& asset) { return asset.duct_bank.has_value(); });
        const model::Scene scene = model::build_scene(street);
        const RawPairs expected = [&] {
            RawPairs all = brute_force(scene);
            std::erase_if(all, [&](const auto& pair) {
                return !scene.owners[scene.parts[pair.first.first].owner].is_line() ||
                       !scene.owners[scene.parts[pair.first.second].owner].is_line();
            });
            return all;
        }();
        expect_equal(engine_pairs(scene, packs), expected);
        CheckOptions options;
        options.uncertainty = false;
        const CheckResult result = check_scene(street, scene, packs, options);
        EXPECT_EQ(result.counts.violating, static_cast<std::int64_t>(expected.size()));
        EXPECT_EQ(accounted_for(result), result.counts.violating);
        std::printf("[ ratio    ] %s: %lld raw pairs -> %zu findings\n",
                    entry.path().filename().c_str(),
                    static_cast<long long>(result.counts.violating), result.findings.size());
    }
}

TEST(ClearanceEngine, GivesTheSameFindingsForAnyNumberOfThreads) {
    const std::vector<Pack> packs{test::flat_pack(kLimit_m)};
    const Street street = random_street(9, 3000);
    CheckOptions options;
    options.threads = 1;
    const CheckResult one = check(street, packs, options);
    for (const int threads : {2, 7}) {
        options.threads = threads;
        const CheckResult many = check(street, packs, options);
        ASSERT_EQ(many.findings.size(), one.findings.size());
        for (std::size_t k = 0; k < one.findings.size(); ++k) {
            EXPECT_EQ(many.findings[k].a, one.findings[k].a);
            EXPECT_EQ(many.findings[k].b, one.findings[k].b);
            EXPECT_EQ(many.findings[k].measured, one.findings[k].measured);
            EXPECT_EQ(many.findings[k].stretch.from_m, one.findings[k].stretch.from_m);
        }
    }
}

TEST(ClearanceEngine, DoesNotDependOnTheOrderOfTheLines) {
    const std::vector<Pack> packs{test::flat_pack(kLimit_m)};
    Street street = random_street(10, 800);
    const CheckResult forward = check(street, packs, {});
    std::reverse(street.assets.begin(), street.assets.end());
    const CheckResult backward = check(street, packs, {});
    ASSERT_EQ(forward.findings.size(), backward.findings.size());
    for (std::size_t k = 0; k < forward.findings.size(); ++k) {
        EXPECT_EQ(forward.findings[k].a, backward.findings[k].a);
        EXPECT_NEAR(forward.findings[k].measured, backward.findings[k].measured, 1e-9);
    }
}

}  // namespace
}  // namespace maaiveld::rules
