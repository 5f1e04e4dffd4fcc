#include "base/parallel.h"

#include <algorithm>
#include <atomic>
#include <thread>
#include <vector>

#ifndef MAAIVELD_STD_THREADS
#include <tbb/global_control.h>
#include <tbb/parallel_for.h>
#include <tbb/task_arena.h>
#endif

namespace maaiveld::base {

int thread_count(int threads) {
    if (threads > 0) return threads;
    return std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
}

#ifndef MAAIVELD_STD_THREADS

void parallel_for(std::size_t count, int threads, const std::function<void(std::size_t)>& body) {
    // Without this TBB prints a warning when more threads are asked for than there are cores.
    const auto most = static_cast<std::size_t>(thread_count(threads));
    const tbb::global_control limit{tbb::global_control::max_allowed_parallelism, most};
    tbb::task_arena arena{thread_count(threads)};
    arena.execute([&] { tbb::parallel_for(std::size_t{0}, count, body); });
}

#else  // Debian's TBB is not instrumented, so the tsan build shares work out over plain threads.

void parallel_for(std::size_t count, int threads, const std::function<void(std::size_t)>& body) {
    std::atomic<std::size_t> next{0};
    const auto work = [&] {
        for (std::size_t i = next++; i < count; i = next++)
            body(i);
    };
    std::vector<std::thread> pool;
    for (int k = 1; k < thread_count(threads); ++k)
        pool.emplace_back(work);
    work();
    for (std::thread& thread : pool)
        thread.join();
}

#endif

}  // namespace maaiveld::base
