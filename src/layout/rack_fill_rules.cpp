#include "layout/rack_fill_parts.h"
#include "model/scene.h"
#include "rules/compile.h"

#include <algorithm>
#include <array>

namespace maaiveld::layout {
namespace {

using rules::Candidate;
using rules::Measure;
using rules::Severity;

/// Where each body stands in the street that the rules are asked about.
struct Asked {
    std::size_t member = 0;
    std::size_t body = 0;
};

/// A street in which the members lie far apart in a rack: only their attributes matter.
model::Street street_of(const std::vector<RackMember>& members,
                        const std::vector<RackShape>& shapes, const std::string& rack_id,
                        std::vector<Asked>& asked) {
    model::Street street;
    street.axis = {{0.0, 0.0}, {50.0, 0.0}};
    street.racks.push_back({rack_id, street.axis, 1.0, -0.25, -1.25, {}, {}});
    for (std::size_t m = 0; m < members.size(); ++m) {
        for (std::size_t k = 0; k < members[m].assets.size(); ++k) {
            model::Asset asset = members[m].assets[k];
            const double y = 10.0 * static_cast<double>(asked.size());
            asset.axis = {{{0.0, y, -1.0}, {}, {}}, {{50.0, y, -1.0}, {}, {}}};
            asset.along.reset();
            asset.rack = rack_id;
            if (k == shapes[m].riser) asset.attributes["corridor_m"] = shapes[m].corridor_m;
            street.assets.push_back(std::move(asset));
            asked.push_back({m, k});
        }
    }
    return street;
}

bool is_hard(const rules::RuleInUse& in_use) {
    return in_use.rule->severity != Severity::Info;
}

/// The strictest hard rule of the highest level on one question about one object.
const Candidate* strictest(const rules::CompiledRules& rules, std::uint32_t owner,
                           Measure measure) {
    const auto level = [&](const Candidate& c) { return rules.rules()[c.rule].pack->level; };
    const Candidate* best = nullptr;
    std::optional<rules::Level> highest;
    for (const Candidate& c : rules.for_object(owner)) {
        const rules::Rule& rule = *rules.rules()[c.rule].rule;
        if (rule.measure == measure && !rule.at_most && (!highest || level(c) > *highest))
            highest = level(c);
    }
    for (const Candidate& c : rules.for_object(owner)) {
        const rules::RuleInUse& in_use = rules.rules()[c.rule];
        if (in_use.rule->measure != measure || in_use.rule->at_most || !is_hard(in_use)) continue;
        if (level(c) != *highest || (best != nullptr && best->required >= c.required)) continue;
        best = &c;
    }
    return best;
}

bool is_exempt(const model::Asset& a, const model::Asset& b) {
    const auto shared = [](const std::string& x, const std::string& y) {
        return !x.empty() && x == y;
    };
    return shared(a.bed, b.bed) || shared(a.pair, b.pair) || shared(a.in_duct, b.in_duct) ||
           shared(a.in_duct, b.id) || shared(a.id, b.in_duct);
}

bool is_distance(Measure measure) {
    constexpr std::array kDistances{Measure::Edge3d, Measure::EdgeHorizontal, Measure::EdgeVertical,
                                    Measure::AxisHorizontal, Measure::OrderVertical};
    return std::find(kDistances.begin(), kDistances.end(), measure) != kDistances.end();
}

void ask_pair(const rules::CompiledRules& compiled, const std::vector<Asked>& asked, std::size_t i,
              std::size_t j, std::vector<RackPairRule>& found) {
    const auto& set =
        compiled.for_owners(static_cast<std::uint32_t>(i), static_cast<std::uint32_t>(j));
    for (const Candidate& c : set.winners[static_cast<std::size_t>(rules::Lie::Parallel)]) {
        const rules::RuleInUse& in_use = compiled.rules()[c.rule];
        const Measure measure = in_use.rule->measure;
        if (!is_hard(in_use) || in_use.rule->at_most || !is_distance(measure)) continue;
        found.push_back({in_use.rule->id, measure, asked[i].member, asked[i].body, asked[j].member,
                         asked[j].body, c.swapped, c.required});
    }
}

}  // namespace

std::vector<RackPairRule> rack_rules(const std::vector<RackMember>& members,
                                     std::span<const rules::Pack> packs, const std::string& rack_id,
                                     std::vector<RackShape>& shapes) {
    std::vector<Asked> asked;
    const model::Street street = street_of(members, shapes, rack_id, asked);
    const model::Scene scene = model::build_scene(street);
    const rules::CompiledRules compiled{packs, scene};
    std::vector<RackPairRule> found;
    for (std::size_t i = 0; i < asked.size(); ++i) {
        const auto owner = static_cast<std::uint32_t>(i);
        RackShape& shape = shapes[asked[i].member];
        RackBody& body = shape.bodies[asked[i].body];
        if (const Candidate* cover = strictest(compiled, owner, Measure::Cover)) {
            body.cover_m = cover->required;
            body.cover_rule = compiled.rules()[cover->rule].rule->id;
        }
        const Candidate* prism = strictest(compiled, owner, Measure::FreeAbove);
        if (prism != nullptr && prism->required > shape.free_above_m) {
            shape.free_above_m = prism->required;
            shape.free_above_rule = compiled.rules()[prism->rule].rule->id;
        }
        for (std::size_t j = i + 1; j < asked.size(); ++j) {
            if (asked[i].member == asked[j].member ||
                is_exempt(street.assets[i], street.assets[j])) {
                continue;
            }
            ask_pair(compiled, asked, i, j, found);
        }
    }
    return found;
}

}  // namespace maaiveld::layout
