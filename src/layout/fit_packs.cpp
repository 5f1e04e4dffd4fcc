#include "base/text.h"
#include "layout/fit.h"

#include <algorithm>
#include <fmt/format.h>

namespace maaiveld::layout {
namespace {

bool left_out(const rules::Rule& rule, const std::vector<std::string>& ids,
              const std::vector<std::string>& grades) {
    return std::find(ids.begin(), ids.end(), rule.id) != ids.end() ||
           std::find(grades.begin(), grades.end(), rule.grade) != grades.end();
}

base::Result<void> known_rules(const std::vector<rules::Pack>& packs,
                               const std::vector<std::string>& ids) {
    std::vector<std::string> known;
    for (const rules::Pack& pack : packs)
        for (const rules::Rule& rule : pack.rules)
            known.push_back(rule.id);
    for (const std::string& id : ids) {
        if (std::find(known.begin(), known.end(), id) != known.end()) continue;
        return base::bad_input(fmt::format("no rule of these packs is called `{}`{}",
                                           base::printable(id), base::did_you_mean(id, known)));
    }
    return {};
}

}  // namespace

base::Result<std::vector<rules::Pack>> without_rules(std::vector<rules::Pack> packs,
                                                     const std::vector<std::string>& ids,
                                                     const std::vector<std::string>& grades) {
    if (const auto known = known_rules(packs, ids); !known) return tl::unexpected(known.error());
    for (rules::Pack& pack : packs)
        std::erase_if(pack.rules,
                      [&](const rules::Rule& rule) { return left_out(rule, ids, grades); });
    return packs;
}

base::Result<std::vector<rules::Pack>> with_hard_rules(std::vector<rules::Pack> packs,
                                                       const std::vector<std::string>& ids) {
    if (const auto known = known_rules(packs, ids); !known) return tl::unexpected(known.error());
    for (rules::Pack& pack : packs) {
        for (rules::Rule& rule : pack.rules) {
            const bool named = std::find(ids.begin(), ids.end(), rule.id) != ids.end();
            if (named && rule.severity == rules::Severity::Info)
                rule.severity = rules::Severity::Warning;
        }
    }
    return packs;
}

std::vector<rules::Pack> with_wanted_values(std::vector<rules::Pack> packs) {
    for (rules::Pack& pack : packs)
        for (rules::Rule& rule : pack.rules)
            if (rule.preferred) rule.required = *rule.preferred;
    return packs;
}

}  // namespace maaiveld::layout
