#pragma once

#include <cstddef>
#include <functional>

namespace maaiveld::base {

/// Calls `body(i)` once for every i in [0, count), on at most `threads` threads (0: as many as the
/// machine has). `body` must not throw and must not depend on the order of the calls.
void parallel_for(std::size_t count, int threads, const std::function<void(std::size_t)>& body);

/// `threads` itself, or the number of threads of this machine when it is 0.
int thread_count(int threads);

}  // namespace maaiveld::base
