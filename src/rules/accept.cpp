#include "rules/accept.h"

#include "base/text.h"

#include <cmath>
#include <fmt/format.h>

namespace maaiveld::rules {
namespace {

std::string no_such_rule(const std::vector<Pack>& packs, const std::string& id) {
    std::vector<std::string> ids;
    for (const Pack& pack : packs) {
        for (const Rule& rule : pack.rules)
            ids.push_back(rule.id);
    }
    return fmt::format("no pack in use has a rule `{}`{}", base::printable(id),
                       base::did_you_mean(id, ids));
}

void relax(Rule& rule, double value) {
    Required number;
    number.number = value;
    Required both;
    both.kind = rule.at_most ? Required::Kind::MaxOf : Required::Kind::MinOf;
    both.terms = {rule.required, number};
    rule.required = std::move(both);
}

}  // namespace

base::Result<std::vector<Pack>> with_accepted(std::vector<Pack> packs,
                                              std::span<const Accepted> accepted) {
    for (const Accepted& one : accepted) {
        if (!std::isfinite(one.value))
            return base::bad_input(
                fmt::format("the value accepted for `{}` is no number", base::printable(one.rule)));
        bool found = false;
        for (Pack& pack : packs) {
            for (Rule& rule : pack.rules) {
                if (rule.id != one.rule) continue;
                relax(rule, one.value);
                found = true;
            }
        }
        if (!found) return base::bad_input(no_such_rule(packs, one.rule));
    }
    return packs;
}

}  // namespace maaiveld::rules
