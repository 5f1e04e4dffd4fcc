// The clearance join side by side with Embree's rtcCollide and the Boost.Geometry R-tree: the same
// data, the same distance kernel, the same threads, one run. Prints the data's statistics first and
// refuses to go on when the counts differ.

#include "base/parallel.h"
#include "benchmarks/klic_shaped.h"
#include "rules/check.h"
#include "rules/hits.h"
#include "tests/support/streets.h"

#include <boost/geometry.hpp>
#include <boost/geometry/index/rtree.hpp>

#include <algorithm>
#include <atomic>
#include <benchmark/benchmark.h>
#include <cstdio>
#include <cstdlib>
#include <embree3/rtcore.h>
#include <vector>

namespace maaiveld {
namespace {

constexpr double kLimit_m = 0.5;
constexpr int kThreads = 2;

struct Piece {
    geometry::Segment axis;
    double radius;
    std::uint32_t owner;
};

struct Data {
    model::Street street;
    model::Scene scene;
    std::vector<Piece> pieces;
    std::vector<rules::Pack> flat;
    std::vector<rules::Pack> many;
};

/// A pack of 300 rules with the same reach: every pair of themes, mains and services apart, with
/// different values up to the flat rule's, over different measures of distance in space.
rules::Pack pack_of_300() {
    rules::Pack pack = test::flat_pack(kLimit_m);
    const rules::Rule flat = pack.rules.front();
    const std::vector<std::string> networks{"electricity_lv", "gas_low", "water",
                                            "electricity_mv", "heat",    "sewer_gravity"};
    const auto kind = [](const char* word) {
        rules::AttributeTest t;
        t.key = "kind";
        t.kind = rules::AttributeTest::Kind::AnyOf;
        t.values = {std::string{word}};
        return t;
    };
    for (int round = 0; pack.rules.size() < 300; ++round) {
        for (const std::string& a : networks) {
            for (const std::string& b : networks) {
                if (pack.rules.size() >= 300) break;
                rules::Rule rule = flat;
                rule.id = "r" + std::to_string(pack.rules.size());
                rule.sides = {test::about(a), test::about(b)};
                rule.sides[0].tests.push_back(kind(round % 2 == 0 ? "main" : "service"));
                if (round % 3 == 0) rule.sides[1].tests.push_back(kind("main"));
                rule.required.number = kLimit_m - 0.01 * (round % 20);
                pack.rules.push_back(rule);
            }
        }
    }
    return pack;
}

Data make_data(std::size_t segments) {
    Data data;
    data.street = bench::klic_shaped_street(segments);
    data.scene = model::build_scene(data.street);
    for (const auto& part : data.scene.parts)
        data.pieces.push_back({part.axis, part.body.radius, part.owner});
    data.flat = {test::flat_pack(kLimit_m)};
    data.many = {pack_of_300()};
    return data;
}

bool near(const Piece& a, const Piece& b) {
    return a.owner != b.owner &&
           geometry::closest(a.axis, b.axis).distance < kLimit_m + a.radius + b.radius;
}

std::uint64_t count_with_embree(const std::vector<Piece>& pieces) {
    RTCDevice device = rtcNewDevice(kThreads == 1 ? "threads=1" : "threads=2");
    RTCScene scene = rtcNewScene(device);
    RTCGeometry geometry = rtcNewGeometry(device, RTC_GEOMETRY_TYPE_USER);
    rtcSetGeometryUserPrimitiveCount(geometry, static_cast<unsigned>(pieces.size()));
    rtcSetGeometryUserData(geometry, const_cast<std::vector<Piece>*>(&pieces));
    rtcSetGeometryBoundsFunction(
        geometry,
        [](const RTCBoundsFunctionArguments* args) {
            const Piece& p =
                (*static_cast<const std::vector<Piece>*>(args->geometryUserPtr))[args->primID];
            const double m = p.radius + 0.5 * kLimit_m + 1e-4;
            RTCBounds& o = *args->bounds_o;
            o.lower_x = static_cast<float>(std::min(p.axis.a.x(), p.axis.b.x()) - m);
            o.lower_y = static_cast<float>(std::min(p.axis.a.y(), p.axis.b.y()) - m);
            o.lower_z = static_cast<float>(std::min(p.axis.a.z(), p.axis.b.z()) - m);
            o.upper_x = static_cast<float>(std::max(p.axis.a.x(), p.axis.b.x()) + m);
            o.upper_y = static_cast<float>(std::max(p.axis.a.y(), p.axis.b.y()) + m);
            o.upper_z = static_cast<float>(std::max(p.axis.a.z(), p.axis.b.z()) + m);
        },
        nullptr);
    rtcCommitGeometry(geometry);
    rtcAttachGeometry(scene, geometry);
    rtcSetSceneBuildQuality(scene, RTC_BUILD_QUALITY_LOW);
    rtcCommitScene(scene);
    struct Tally {
        const std::vector<Piece>* pieces;
        std::atomic<std::uint64_t> count{0};
    } tally{&pieces, {}};
    rtcCollide(
        scene, scene,
        [](void* user, RTCCollision* found, unsigned count) {
            Tally& t = *static_cast<Tally*>(user);
            std::uint64_t mine = 0;
            for (unsigned k = 0; k < count; ++k) {
                if (found[k].primID0 >= found[k].primID1) continue;
                mine +=
                    near((*t.pieces)[found[k].primID0], (*t.pieces)[found[k].primID1]) ? 1U : 0U;
            }
            t.count += mine;
        },
        &tally);
    rtcReleaseGeometry(geometry);
    rtcReleaseScene(scene);
    rtcReleaseDevice(device);
    return tally.count;
}

namespace bg = boost::geometry;
namespace bgi = boost::geometry::index;
using Point = bg::model::point<float, 3, bg::cs::cartesian>;
using BoostBox = bg::model::box<Point>;
using Value = std::pair<BoostBox, std::uint32_t>;

BoostBox box_of(const Piece& p) {
    const double m = p.radius + 0.5 * kLimit_m + 1e-4;
    const auto low = p.axis.a.cwiseMin(p.axis.b);
    const auto high = p.axis.a.cwiseMax(p.axis.b);
    return {Point(static_cast<float>(low.x() - m), static_cast<float>(low.y() - m),
                  static_cast<float>(low.z() - m)),
            Point(static_cast<float>(high.x() + m), static_cast<float>(high.y() + m),
                  static_cast<float>(high.z() + m))};
}

/// Packed bulk load, then one query per piece, shared out over the threads.
std::uint64_t count_with_boost(const std::vector<Piece>& pieces, int threads) {
    std::vector<Value> values;
    values.reserve(pieces.size());
    for (std::uint32_t i = 0; i < pieces.size(); ++i)
        values.emplace_back(box_of(pieces[i]), i);
    const bgi::rtree<Value, bgi::rstar<16>> tree(values.begin(), values.end());
    constexpr std::size_t kChunk = 4096;
    std::vector<std::uint64_t> counts((pieces.size() + kChunk - 1) / kChunk, 0);
    base::parallel_for(counts.size(), threads, [&](std::size_t c) {
        const std::size_t end = std::min(pieces.size(), (c + 1) * kChunk);
        for (std::size_t i = c * kChunk; i < end; ++i) {
            for (auto it = tree.qbegin(bgi::intersects(values[i].first)); it != tree.qend(); ++it) {
                if (it->second > i && near(pieces[i], pieces[it->second])) ++counts[c];
            }
        }
    });
    std::uint64_t sum = 0;
    for (const auto count : counts)
        sum += count;
    return sum;
}

std::uint64_t count_with_ours(const Data& data, const std::vector<rules::Pack>& packs,
                              int threads) {
    const rules::CompiledRules compiled{packs, data.scene};
    return rules::count_hits(data.scene, compiled, {false, threads});
}

void print_statistics(const Data& data) {
    std::vector<double> lengths;
    for (const Piece& p : data.pieces)
        lengths.push_back(p.axis.length());
    double mean = 0.0;
    for (const double length : lengths)
        mean += length / static_cast<double>(lengths.size());
    std::nth_element(lengths.begin(),
                     lengths.begin() + static_cast<std::ptrdiff_t>(lengths.size() / 2),
                     lengths.end());
    const rules::CompiledRules compiled{data.flat, data.scene};
    const auto hits = rules::find_hits(data.scene, compiled, {false, kThreads});
    std::uint64_t shared = 0;
    for (const rules::Hit& hit : hits) {
        const auto& a = data.scene.parts[hit.a].axis;
        const auto& b = data.scene.parts[hit.b].axis;
        shared += a.a == b.a || a.a == b.b || a.b == b.a || a.b == b.b ? 1U : 0U;
    }
    std::printf(
        "data: %zu segments, mean %.2f m, median %.2f m, %.2f pairs per segment below %.1f m, %.0f "
        "%% of them share an end\n",
        data.pieces.size(), mean, lengths[lengths.size() / 2],
        static_cast<double>(hits.size()) / static_cast<double>(data.pieces.size()), kLimit_m,
        100.0 * static_cast<double>(shared) / static_cast<double>(hits.size()));
}

void require_equal_counts(const Data& data) {
    const auto ours = count_with_ours(data, data.flat, kThreads);
    const auto embree = count_with_embree(data.pieces);
    const auto boost_tree = count_with_boost(data.pieces, kThreads);
    std::printf("pairs: ours %llu, Embree %llu, Boost %llu\n",
                static_cast<unsigned long long>(ours), static_cast<unsigned long long>(embree),
                static_cast<unsigned long long>(boost_tree));
    if (ours != embree || ours != boost_tree) {
        std::fprintf(stderr, "the counts differ: nothing is compared\n");
        std::exit(1);
    }
}

void measure(const char* name, const Data& data, std::uint64_t (*run)(const Data&)) {
    benchmark::RegisterBenchmark(
        name,
        [&data, run](benchmark::State& state) {
            for (auto _ : state)
                benchmark::DoNotOptimize(run(data));
            state.SetItemsProcessed(state.iterations() *
                                    static_cast<std::int64_t>(data.pieces.size()));
        })
        ->UseRealTime()
        ->Unit(benchmark::kMillisecond)
        ->Repetitions(5)
        ->ReportAggregatesOnly(true);
}

std::uint64_t judged(const Data& data, const std::vector<rules::Pack>& packs) {
    rules::CheckOptions options;
    options.uncertainty = false;
    options.threads = kThreads;
    return static_cast<std::uint64_t>(
        rules::check_scene(data.street, data.scene, packs, options).counts.violating);
}

}  // namespace
}  // namespace maaiveld

int main(int argc, char** argv) {
    using namespace maaiveld;
    benchmark::Initialize(&argc, argv);
    const std::size_t segments = argc > 1 ? std::strtoull(argv[1], nullptr, 10) : 1'000'000;
    const Data data = make_data(segments);
    print_statistics(data);
    require_equal_counts(data);
    measure("join/maaiveld/2_threads", data,
            [](const Data& d) { return count_with_ours(d, d.flat, 2); });
    measure("join/embree_rtcCollide/2_threads", data,
            [](const Data& d) { return count_with_embree(d.pieces); });
    measure("join/boost_rtree/2_threads", data,
            [](const Data& d) { return count_with_boost(d.pieces, 2); });
    measure("join/maaiveld/1_thread", data,
            [](const Data& d) { return count_with_ours(d, d.flat, 1); });
    measure("join/boost_rtree/1_thread", data,
            [](const Data& d) { return count_with_boost(d.pieces, 1); });
    measure("join/maaiveld_300_rules/2_threads", data,
            [](const Data& d) { return count_with_ours(d, d.many, 2); });
    measure("check/flat_rule", data, [](const Data& d) { return judged(d, d.flat); });
    measure("check/300_rules", data, [](const Data& d) { return judged(d, d.many); });
    benchmark::RunSpecifiedBenchmarks();
    return 0;
}
