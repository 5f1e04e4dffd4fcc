#include "exchange/imkl_bundles.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <string>
#include <vector>

namespace maaiveld::exchange {

namespace {

/// Sets of drafts that grow together; each is known by its first member.
class Clusters {
public:
    explicit Clusters(std::size_t count) : parent_(count) {
        std::iota(parent_.begin(), parent_.end(), std::size_t{0});
    }

    std::size_t first_of(std::size_t member) {
        while (parent_[member] != member) {
            parent_[member] = parent_[parent_[member]];
            member = parent_[member];
        }
        return member;
    }

    void join(std::size_t a, std::size_t b) {
        const std::size_t first_a = first_of(a);
        const std::size_t first_b = first_of(b);
        parent_[std::max(first_a, first_b)] = std::min(first_a, first_b);
    }

private:
    std::vector<std::size_t> parent_;
};

}  // namespace

void name_beds(std::vector<Draft>& drafts) {
    Clusters clusters(drafts.size());
    std::map<std::string, std::size_t> member_of_group;
    for (std::size_t i = 0; i < drafts.size(); ++i) {
        for (const auto& group : drafts[i].groups) {
            const auto [known, added] = member_of_group.emplace(group, i);
            if (!added) clusters.join(i, known->second);
        }
    }
    for (std::size_t i = 0; i < drafts.size(); ++i) {
        if (drafts[i].groups.empty()) continue;
        drafts[i].asset.bed = drafts[clusters.first_of(i)].groups.front();
    }
}

}  // namespace maaiveld::exchange
