#include "layout/section_rules.h"

#include "layout/section_problem_of.h"
#include "rules/connection.h"

#include <algorithm>
#include <set>
#include <tuple>

namespace maaiveld::layout {
namespace {

using rules::Candidate;
using rules::Lie;
using rules::Measure;
using rules::Rule;
using rules::Severity;

bool is_symmetric(Measure measure) {
    return measure != Measure::OrderVertical && measure != Measure::OrderHorizontal;
}

bool names_pair_roles(const Rule& rule) {
    return std::any_of(rule.sides.begin(), rule.sides.end(), [](const rules::Selector& side) {
        return std::any_of(side.tests.begin(), side.tests.end(), [](const auto& test) {
            return test.key == "role" || test.key == "pair";
        });
    });
}

/// One rule between one body and another thing.
struct Asked {
    std::uint32_t rule = 0;
    double required = 0.0;
    bool other_first = false;  ///< the other thing is the rule's first side
    friend auto operator<=>(const Asked&, const Asked&) = default;
};

class PackReader {
public:
    PackReader(const SectionThings& things, const Lies& lies, std::span<const rules::Pack> packs,
               const LayoutProfile& profile, SectionBrief& brief)
        : things_{things},
          lies_{lies},
          profile_{profile},
          brief_{brief},
          rules_{packs, things.scene} {
        std::set<std::tuple<std::string, bool, Lie>> known;
        for (std::size_t o = 0; o < brief.obstacles.size(); ++o) {
            const Obstacle& obstacle = brief.obstacles[o];
            speaks_.push_back(known.insert({obstacle.id, obstacle.solid, lies[o]}).second);
        }
    }

    void read() {
        for (std::size_t i = 0; i < brief_.items.size(); ++i) {
            read_object_rules(i);
            for (std::size_t j = i + 1; j < brief_.items.size(); ++j)
                read_pair(i, j);
            for (std::size_t o = 0; o < brief_.obstacles.size(); ++o) {
                // Pieces of one thing: the first speaks for all that lie alike.
                if (speaks_[o]) read_obstacle(i, o);
            }
        }
    }

private:
    const Rule& rule_of(std::uint32_t r) const { return *rules_.rules()[r].rule; }
    const model::Attributes& attributes(std::uint32_t owner) const {
        return things_.scene.owners[owner].attributes;
    }
    std::optional<std::uint32_t> owner_of(const std::string& id) const {
        const auto found = things_.owner_of.find(id);
        if (found == things_.owner_of.end()) return std::nullopt;
        return found->second;
    }
    const model::Asset* asset_of(std::uint32_t owner) const {
        const model::Owner& o = things_.scene.owners[owner];
        return o.is_line() ? &things_.street.assets[o.index] : nullptr;
    }

    /// The rules that judge two things that lie to each other in this way.
    std::vector<Asked> pair_rules(std::uint32_t mine, std::uint32_t other, Lie lie) const {
        const bool in_order = things_.scene.owners[mine].id < things_.scene.owners[other].id;
        const auto& set =
            in_order ? rules_.for_owners(mine, other) : rules_.for_owners(other, mine);
        std::vector<Asked> asked;
        const auto take = [&](Lie of, auto&& wanted) {
            for (const Candidate& c : set.winners[static_cast<std::size_t>(of)]) {
                if (!wanted(rule_of(c.rule))) continue;
                const Asked one{c.rule, c.required, c.swapped == in_order};
                if (std::find(asked.begin(), asked.end(), one) == asked.end()) asked.push_back(one);
            }
        };
        take(lie, [](const Rule&) { return true; });
        if (lie == Lie::Parallel) {
            take(Lie::Other, [&](const Rule& rule) { return only_parallel(set, rule.measure); });
        } else if (lie == Lie::Crossing) {
            take(Lie::Other, [](const Rule&) { return true; });
        }
        add_wide(mine, other, lie, asked);
        return asked;
    }

    bool only_parallel(const rules::RuleSet& set, Measure measure) const {
        const auto& winners = set.winners[static_cast<std::size_t>(Lie::Parallel)];
        return std::all_of(winners.begin(), winners.end(), [&](const Candidate& c) {
            const Rule& rule = rule_of(c.rule);
            return rule.measure != measure || rule.relation == rules::Relation::Parallel;
        });
    }

    void add_wide(std::uint32_t mine, std::uint32_t other, Lie lie,
                  std::vector<Asked>& asked) const {
        for (const std::uint32_t r : rules_.wide_rules()) {
            const Rule& rule = rule_of(r);
            if (rule.measure == Measure::OrderHorizontal && lie != Lie::Parallel) continue;
            for (const bool other_first : {false, true}) {
                const auto& first = attributes(other_first ? other : mine);
                const auto& second = attributes(other_first ? mine : other);
                if (!rules::applies(rule, first, second)) continue;
                if (const auto required = rules::required_value(rule.required, first, second))
                    asked.push_back({r, *required, other_first});
            }
        }
    }

    /// Whether the checker lets this rule pass for the pair, because the two belong together.
    bool is_exempt(std::uint32_t mine, std::uint32_t other, const Rule& rule) const {
        const model::Asset* a = asset_of(mine);
        const model::Asset* b = asset_of(other);
        if (a == nullptr || b == nullptr) return false;
        if (!a->pair.empty() && a->pair == b->pair) return !names_pair_roles(rule);
        return belongs(*a, *b);
    }

    static bool belongs(const model::Asset& a, const model::Asset& b) {
        return a.in_duct == b.id || b.in_duct == a.id ||
               (!a.in_duct.empty() && a.in_duct == b.in_duct) ||
               (!a.bed.empty() && a.bed == b.bed) || a.connects_to == b.id || b.connects_to == a.id;
    }

    Requirement requirement_of(const Asked& asked, std::size_t item) const {
        const Rule& rule = rule_of(asked.rule);
        Requirement r;
        r.rule = rule.id;
        r.source = rule.source;
        r.severity = rule.severity;
        r.measure = rule.measure;
        r.item = item;
        r.required = asked.required;
        r.at_most = rule.at_most;
        r.only_above = rule.relation == rules::Relation::Above;
        if (rule.severity == Severity::Info) {
            r.preferred = asked.required;
            r.preferred_cost_eur_m2 = profile_.info_cost_eur_m2;
        }
        return r;
    }

    void set_preferred(const Rule& rule, const model::Attributes& first,
                       const model::Attributes& second, Requirement& r) const {
        if (!rule.preferred) return;
        const auto preferred = rules::required_value(*rule.preferred, first, second);
        if (!preferred) return;
        r.preferred = *preferred;
        if (rule.severity != Severity::Info)
            r.preferred_cost_eur_m2 = profile_.preferred_cost_eur_m2;
    }

    using Bodies = std::vector<std::pair<std::size_t, std::size_t>>;
    struct Key {
        Asked asked;
        friend bool operator<(const Key& x, const Key& y) {
            return std::tie(x.asked.rule, x.asked.required, x.asked.other_first) <
                   std::tie(y.asked.rule, y.asked.required, y.asked.other_first);
        }
    };

    void read_pair(std::size_t i, std::size_t j) {
        const auto& mine = brief_.items[i].bodies;
        const auto& others = brief_.items[j].bodies;
        struct Found {
            Asked asked;
            Bodies bodies;
        };
        std::map<Key, Found> found;
        for (std::size_t p = 0; p < mine.size(); ++p) {
            for (std::size_t q = 0; q < others.size(); ++q) {
                const auto a = owner_of(mine[p].asset);
                const auto b = owner_of(others[q].asset);
                if (!a || !b) continue;
                for (const Asked& asked : pair_rules(*a, *b, lie_of_bodies(*a, *b))) {
                    if (is_exempt(*a, *b, rule_of(asked.rule))) continue;
                    Key key{asked};
                    // Which side is the first does not matter then: one requirement for all.
                    if (is_symmetric(rule_of(asked.rule).measure)) key.asked.other_first = false;
                    Found& one = found.try_emplace(key, Found{asked, {}}).first->second;
                    if (one.bodies.empty() || one.bodies.back() != std::pair{p, q})
                        one.bodies.emplace_back(p, q);
                }
            }
        }
        for (const auto& [key, one] : found)
            add_pair(i, j, one.asked, one.bodies);
    }

    /// Lines lie along the street; anything else in an item is a solid.
    Lie lie_of_bodies(std::uint32_t a, std::uint32_t b) const {
        const bool lines = asset_of(a) != nullptr && asset_of(b) != nullptr;
        return lines ? Lie::Parallel : Lie::Other;
    }

    void add_pair(std::size_t i, std::size_t j, const Asked& asked, const Bodies& bodies) {
        Requirement r = requirement_of(asked, asked.other_first ? j : i);
        r.other = asked.other_first ? i : j;
        const std::uint32_t a = *owner_of(brief_.items[i].bodies[bodies.front().first].asset);
        const std::uint32_t b = *owner_of(brief_.items[j].bodies[bodies.front().second].asset);
        set_preferred(rule_of(asked.rule), attributes(asked.other_first ? b : a),
                      attributes(asked.other_first ? a : b), r);
        const std::size_t all = brief_.items[i].bodies.size() * brief_.items[j].bodies.size();
        if (bodies.size() == all) {
            brief_.requirements.push_back(std::move(r));
            return;
        }
        for (const auto& [p, q] : bodies) {
            r.body = asked.other_first ? q : p;
            r.other_body = asked.other_first ? p : q;
            brief_.requirements.push_back(r);
        }
    }

    void read_obstacle(std::size_t i, std::size_t o) {
        const Obstacle& obstacle = brief_.obstacles[o];
        const BriefItem& item = brief_.items[i];
        const auto other = owner_of(obstacle.id);
        if (!other || may_touch(item, obstacle)) return;
        std::map<Key, std::vector<std::size_t>> found;
        for (std::size_t p = 0; p < item.bodies.size(); ++p) {
            const auto mine = owner_of(item.bodies[p].asset);
            if (!mine) continue;
            for (const Asked& asked : pair_rules(*mine, *other, lies_[o])) {
                const bool of_roots = rule_of(asked.rule).measure == Measure::RootOverlap;
                if (of_roots == obstacle.solid || is_exempt(*mine, *other, rule_of(asked.rule)))
                    continue;
                auto& bodies = found[{asked}];
                if (bodies.empty() || bodies.back() != p) bodies.push_back(p);
            }
        }
        for (const auto& [key, bodies] : found)
            add_obstacle(i, o, key.asked, bodies);
    }

    void add_obstacle(std::size_t i, std::size_t o, const Asked& asked,
                      const std::vector<std::size_t>& bodies) {
        Requirement r = requirement_of(asked, i);
        r.obstacle = o;
        r.obstacle_first = asked.other_first;
        const std::uint32_t a = *owner_of(brief_.items[i].bodies[bodies.front()].asset);
        const std::uint32_t b = *owner_of(brief_.obstacles[o].id);
        set_preferred(rule_of(asked.rule), attributes(asked.other_first ? b : a),
                      attributes(asked.other_first ? a : b), r);
        if (bodies.size() == brief_.items[i].bodies.size()) {
            brief_.requirements.push_back(std::move(r));
            return;
        }
        for (const std::size_t p : bodies) {
            r.body = p;
            brief_.requirements.push_back(r);
        }
    }

    /// Candidates on one question of the highest level that has one.
    std::vector<Candidate> object_rules(std::uint32_t owner, Measure measure, bool at_most) const {
        std::vector<Candidate> chosen;
        rules::Level level = rules::Level::National;
        for (const Candidate& c : rules_.for_object(owner)) {
            if (rule_of(c.rule).measure != measure || rule_of(c.rule).at_most != at_most) continue;
            level = std::max(level, rules_.rules()[c.rule].pack->level);
            chosen.push_back(c);
        }
        std::erase_if(chosen, [&](const Candidate& c) {
            return rules_.rules()[c.rule].pack->level != level;
        });
        return chosen;
    }

    void read_object_rules(std::size_t i) {
        const auto& bodies = brief_.items[i].bodies;
        std::map<Key, std::vector<std::size_t>> found;
        for (std::size_t p = 0; p < bodies.size(); ++p) {
            const auto owner = owner_of(bodies[p].asset);
            if (!owner || asset_of(*owner) == nullptr) continue;
            const auto take = [&](Measure measure, bool at_most) {
                for (const Candidate& c : object_rules(*owner, measure, at_most))
                    found[{{c.rule, c.required, false}}].push_back(p);
            };
            take(Measure::Cover, false);
            take(Measure::Cover, true);
            take(Measure::FreeAbove, false);
        }
        for (const auto& [key, of] : found)
            add_object(i, key.asked, of);
    }

    void add_object(std::size_t i, const Asked& asked, const std::vector<std::size_t>& bodies) {
        const Rule& rule = rule_of(asked.rule);
        Requirement r = requirement_of(asked, i);
        const std::uint32_t owner = *owner_of(brief_.items[i].bodies[bodies.front()].asset);
        set_preferred(rule, attributes(owner), {}, r);
        r.only_in = stretches_of(rule.where_strips);
        if (!rule.where_strips.empty() && r.only_in.empty()) return;
        if (bodies.size() == brief_.items[i].bodies.size()) {
            brief_.requirements.push_back(std::move(r));
            return;
        }
        for (const std::size_t p : bodies) {
            r.body = p;
            brief_.requirements.push_back(r);
        }
    }

    std::vector<Stretch> stretches_of(const std::vector<model::StripKind>& kinds) const {
        std::vector<Stretch> stretches;
        double x = 0.0;
        for (const model::Strip& strip : things_.street.section.strips) {
            const bool named = std::find(kinds.begin(), kinds.end(), strip.kind) != kinds.end();
            if (named) stretches.push_back({x, x + strip.width_m, 0.0});
            x += strip.width_m;
        }
        return stretches;
    }

    const SectionThings& things_;
    const Lies& lies_;
    const LayoutProfile& profile_;
    SectionBrief& brief_;
    rules::CompiledRules rules_;
    std::vector<bool> speaks_;  ///< by obstacle: the first of the pieces of one thing
};

}  // namespace

SectionThings things_of(model::Street street) {
    SectionThings things{std::move(street), {}, {}};
    things.scene = model::build_scene(things.street);
    for (std::uint32_t o = 0; o < things.scene.owners.size(); ++o)
        things.owner_of.emplace(things.scene.owners[o].id, o);
    return things;
}

void add_pack_requirements(const SectionThings& things, const Lies& lies,
                           std::span<const rules::Pack> packs, const LayoutProfile& profile,
                           SectionBrief& brief) {
    PackReader{things, lies, packs, profile, brief}.read();
}

}  // namespace maaiveld::layout
