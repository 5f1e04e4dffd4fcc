// The section search on all street types of profiles/streets with 14 networks each: median and
// worst time, how many are proven, how many have no room; and push and shove: one network dragged,
// the rest gives way. Times are processor seconds of one thread.
//   bench_layout                                   the table and Google Benchmark's figures
//   bench_layout --write-cases FILE [N [NETWORKS]]  N cases, our optimum and time, for
//   layout_peers.py

#include "benchmarks/layout_cases.h"
#include "layout/section_solver_levels.h"
#include "layout/shove.h"

#include <algorithm>
#include <benchmark/benchmark.h>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <string>
#include <vector>

namespace maaiveld {
namespace {

using layout::SectionAnswer;
using layout::SectionProblem;

constexpr double kClock_s = 20.0;  // so that one hard case cannot hold up the run
constexpr std::size_t kNetworks = 14;

std::vector<bench::LayoutCase> cases_with(std::size_t networks) {
    auto cases = bench::layout_cases(std::string{MAAIVELD_SOURCE_DIR} + "/profiles", networks);
    if (cases) return std::move(*cases);
    std::fprintf(stderr, "%s\n", cases.error().message.c_str());
    std::exit(2);
}

const std::vector<bench::LayoutCase>& cases() {
    static const std::vector<bench::LayoutCase> all = cases_with(kNetworks);
    return all;
}

/// Processor seconds: the machine may have other work.
double processor_s() {
    return static_cast<double>(std::clock()) / static_cast<double>(CLOCKS_PER_SEC);
}

struct Timed {
    SectionAnswer answer;
    double seconds = 0.0;
};

Timed timed(const SectionProblem& problem) {
    layout::SearchLimits limits;
    limits.seconds = kClock_s;
    const double begin = processor_s();
    Timed result;
    result.answer = solve_section(problem, limits);
    result.seconds = processor_s() - begin;
    return result;
}

void print_times(const char* what, std::vector<double> seconds) {
    std::sort(seconds.begin(), seconds.end());
    std::printf("%-28s median %7.1f ms   worst %8.1f ms   (%zu)\n", what,
                1e3 * seconds[seconds.size() / 2], 1e3 * seconds.back(), seconds.size());
}

void print_street_types() {
    std::vector<double> seconds;
    int proven = 0;
    int infeasible = 0;
    for (const bench::LayoutCase& one : cases()) {
        const Timed result = timed(one.problem);
        seconds.push_back(result.seconds);
        proven += result.answer.end == layout::SearchEnd::Proven ? 1 : 0;
        infeasible += result.answer.infeasible() ? 1 : 0;
        if (result.answer.end != layout::SearchEnd::Proven) {
            std::printf("  not proven: %s, cost %lld, bound %lld\n", one.name.c_str(),
                        static_cast<long long>(result.answer.cost),
                        static_cast<long long>(result.answer.bound));
        }
    }
    print_times("14 networks, street types", seconds);
    std::printf("  proven %d, of which no room %d\n", proven, infeasible);
}

std::size_t item_named(const SectionProblem& problem, const std::string& name) {
    const auto at = std::find_if(problem.items.begin(), problem.items.end(),
                                 [&](const layout::Item& item) { return item.name == name; });
    return static_cast<std::size_t>(at - problem.items.begin());
}

constexpr double kFrame_s = 0.020;  // what the viewer can wait for

/// The water main is dragged in ten steps of 5 cm; every step starts from the placement before.
void print_push_and_shove() {
    std::vector<double> seconds;
    long proven = 0;
    for (const bench::LayoutCase& one : cases()) {
        const layout::SectionAnswer first = timed(one.problem).answer;
        const std::size_t dragged = item_named(one.problem, "W-1");
        if (!first.found() || dragged >= first.places.size()) continue;
        const layout::ShoveSection section = layout::shove_section(one.brief);
        std::vector<layout::ItemPlace> places =
            layout::places_of(one.brief, one.problem, first.places);
        const int to_middle = 2 * first.places[dragged].x < one.problem.twice_middle ? 1 : -1;
        const layout::ItemPlace from = places[dragged];
        for (int step = 1; step <= 10; ++step) {
            const layout::ItemPlace to{from.x_m + 0.05 * step * to_middle, from.cover_m};
            const double begin = processor_s();
            const auto moved = layout::shove(section, places, dragged, to);
            seconds.push_back(processor_s() - begin);
            if (!moved) continue;
            proven += moved->answer.end == layout::SearchEnd::Proven ? 1 : 0;
            if (moved->answer.found()) places = moved->places;
        }
    }
    print_times("push and shove, one step", seconds);
    const auto in_time =
        std::count_if(seconds.begin(), seconds.end(), [](double s) { return s <= kFrame_s; });
    std::printf("  proven %ld, within 20 ms %ld\n", proven, static_cast<long>(in_time));
}

/// A row of costs as straight runs [from, to, cost at `from`, cost per step].
void write_runs(std::ofstream& out, const std::vector<std::int32_t>& cost) {
    const char* comma = "";
    out << '[';
    for (std::size_t x = 0; x < cost.size(); ++x) {
        if (cost[x] == layout::kForbidden) continue;
        const std::size_t from = x;
        const bool more = x + 1 < cost.size() && cost[x + 1] != layout::kForbidden;
        const std::int32_t slope = more ? cost[x + 1] - cost[x] : 0;
        while (x + 1 < cost.size() && cost[x + 1] != layout::kForbidden &&
               cost[x + 1] - cost[x] == slope)
            ++x;
        out << comma << '[' << from << ',' << x << ',' << cost[from] << ',' << slope << ']';
        comma = ",";
    }
    out << ']';
}

void write_case(std::ofstream& out, const bench::LayoutCase& one) {
    const SectionProblem flat = layout::flattened(one.problem).problem;
    const Timed result = timed(one.problem);
    out << "{\"name\":\"" << one.name << "\",\"places\":" << flat.places
        << ",\"width_cost\":" << flat.width_cost_per_step << ",\"cost\":";
    if (result.answer.found()) {
        out << result.answer.cost;
    } else {
        out << "null";
    }
    out << ",\"proven\":" << (result.answer.end == layout::SearchEnd::Proven ? "true" : "false")
        << ",\"seconds\":" << result.seconds << ",\"items\":[";
    for (std::size_t i = 0; i < flat.items.size(); ++i) {
        out << (i == 0 ? "" : ",") << "{\"half_left\":" << flat.items[i].half_left
            << ",\"half_right\":" << flat.items[i].half_right << ",\"runs\":";
        write_runs(out, flat.items[i].levels.front().cost);
        out << '}';
    }
    out << "],\"pairs\":[";
    for (std::size_t p = 0; p < flat.pairs.size(); ++p) {
        const layout::Spacing& s = flat.pairs[p].by_difference.front();
        out << (p == 0 ? "" : ",") << '[' << flat.pairs[p].a << ',' << flat.pairs[p].b << ','
            << s.left << ',' << s.right << ',' << s.wanted_left << ',' << s.wanted_right << ','
            << s.cost_per_step << ']';
    }
    out << "],\"twice_middle\":" << flat.twice_middle << ",\"orders\":[";
    for (std::size_t o = 0; o < flat.orders.size(); ++o) {
        const layout::FacadeOrder& order = flat.orders[o];
        out << (o == 0 ? "[" : ",[") << order.first << ',' << order.second << ',' << order.steps
            << ']';
    }
    out << "]}";
}

int write_cases(const std::string& file, std::size_t count, std::size_t networks) {
    const std::vector<bench::LayoutCase> some = cases_with(networks);
    count = std::clamp<std::size_t>(count, 1, some.size());
    std::ofstream out(file);
    if (!out) {
        std::fprintf(stderr, "%s: cannot be written\n", file.c_str());
        return 2;
    }
    out << "[\n";
    for (std::size_t k = 0; k < count; ++k) {
        write_case(out, some[k * some.size() / count]);
        out << (k + 1 < count ? ",\n" : "\n");
    }
    out << "]\n";
    return 0;
}

void solve_14_networks(benchmark::State& state) {
    const SectionProblem& problem =
        cases()[static_cast<std::size_t>(state.range(0)) % cases().size()].problem;
    for (auto _ : state) {
        benchmark::DoNotOptimize(timed(problem).answer.cost);
    }
}
BENCHMARK(solve_14_networks)->Arg(0)->Arg(50)->Arg(100)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace maaiveld

int main(int argc, char** argv) {
    std::setvbuf(stdout, nullptr, _IOLBF, 0);
    if (argc >= 3 && std::string{argv[1]} == "--write-cases") {
        const auto number = [&](int at, std::size_t otherwise) {
            return argc > at ? static_cast<std::size_t>(std::max(1, std::atoi(argv[at])))
                             : otherwise;
        };
        return maaiveld::write_cases(argv[2], number(3, 10), number(4, maaiveld::kNetworks));
    }
    benchmark::Initialize(&argc, argv);
    maaiveld::print_street_types();
    maaiveld::print_push_and_shove();
    benchmark::RunSpecifiedBenchmarks();
    return 0;
}
