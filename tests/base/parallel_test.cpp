#include "base/parallel.h"

#include <gtest/gtest.h>

#include <atomic>
#include <cstddef>
#include <vector>

namespace maaiveld::base {
namespace {

TEST(ParallelFor, CallsEveryIndexOnce) {
    for (const int threads : {0, 1, 2, 7}) {
        std::vector<std::atomic<int>> calls(10'000);
        parallel_for(calls.size(), threads, [&](std::size_t i) { ++calls[i]; });

        std::size_t once = 0;
        for (const auto& count : calls)
            once += count == 1 ? 1 : 0;
        EXPECT_EQ(once, calls.size()) << threads << " threads";
    }
}

TEST(ParallelFor, DoesNothingForNothing) {
    int calls = 0;
    parallel_for(0, 4, [&](std::size_t) { ++calls; });
    EXPECT_EQ(calls, 0);
}

TEST(ParallelFor, MayBeUsedInsideItself) {
    std::atomic<int> calls{0};
    parallel_for(8, 2, [&](std::size_t) { parallel_for(8, 2, [&](std::size_t) { ++calls; }); });
    EXPECT_EQ(calls, 64);
}

TEST(ParallelFor, StaysWithinTheThreadsAskedFor) {
    std::atomic<int> inside{0};
    std::atomic<int> most{0};
    parallel_for(2'000, 2, [&](std::size_t) {
        const int now = ++inside;
        int seen = most;
        while (seen < now && !most.compare_exchange_weak(seen, now)) {
        }
        --inside;
    });
    EXPECT_LE(most, 2);
    EXPECT_GE(most, 1);
}

TEST(ThreadCount, IsTheMachinesWhenNoneIsAskedFor) {
    EXPECT_GE(thread_count(0), 1);
    EXPECT_EQ(thread_count(3), 3);
}

}  // namespace
}  // namespace maaiveld::base
