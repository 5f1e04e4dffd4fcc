#include "layout/section_problem_of.h"
#include "layout/section_rules.h"

#include <algorithm>
#include <set>

namespace maaiveld::layout {
namespace {

bool is_rack(const BriefItem& item) {
    return std::any_of(item.bodies.begin(), item.bodies.end(),
                       [](const Body& body) { return body.is_rack; });
}

/// What the layout itself asks of the items.
class OwnRequirements {
public:
    OwnRequirements(const SectionThings& things, const LayoutProfile& profile, SectionBrief& brief)
        : things_{things}, profile_{profile}, brief_{brief} {}

    void add() {
        for (std::size_t i = 0; i < brief_.items.size(); ++i) {
            for (std::size_t j = i + 1; j < brief_.items.size(); ++j) {
                Requirement r = beside(i, brief_.items[j].network);
                r.other = j;
                brief_.requirements.push_back(std::move(r));
            }
            std::set<std::string> done;
            for (std::size_t o = 0; o < brief_.obstacles.size(); ++o) {
                if (!matters(i, brief_.obstacles[o])) continue;
                if (done.insert(brief_.obstacles[o].id).second) add_obstacle(i, o);
            }
        }
    }

private:
    /// Lines of one network lie in one lane; of different networks each crew wants room.
    Requirement beside(std::size_t item, model::Network other) const {
        Requirement r;
        r.rule = "layout: beside";
        r.source = profile_.id;
        r.item = item;
        r.required = profile_.beside_m;
        if (brief_.items[item].network != other) want(profile_.beside_wanted_m, r);
        return r;
    }

    void want(double wanted_m, Requirement& r) const {
        if (wanted_m <= r.required) return;
        r.preferred = wanted_m;
        r.preferred_cost_eur_m2 = profile_.preferred_cost_eur_m2;
    }

    bool matters(std::size_t item, const Obstacle& obstacle) const {
        const BriefItem& mine = brief_.items[item];
        if (!obstacle.solid || obstacle.crosses || may_touch(mine, obstacle)) return false;
        return !(is_rack(mine) && obstacle.body.is_rack);
    }

    void add_obstacle(std::size_t item, std::size_t obstacle) {
        const auto found = things_.owner_of.find(brief_.obstacles[obstacle].id);
        const model::Owner* owner =
            found == things_.owner_of.end() ? nullptr : &things_.scene.owners[found->second];
        Requirement r = beside(item, brief_.items[item].network);
        if (owner != nullptr && owner->is_line()) {
            r = beside(item, things_.street.assets[owner->index].network);
        } else {
            r.rule = "layout: obstacle";
            r.required = profile_.obstacle_gap_m;
            if (owner != nullptr && is_front(*owner)) want(profile_.facade_wanted_m, r);
        }
        r.obstacle = obstacle;
        brief_.requirements.push_back(std::move(r));
    }

    bool is_front(const model::Owner& owner) const {
        if (owner.kind != model::OwnerKind::Structure) return false;
        using model::StructureKind;
        const StructureKind kind = things_.street.structures[owner.index].kind;
        return kind == StructureKind::Facade || kind == StructureKind::Building ||
               kind == StructureKind::Foundation;
    }

    const SectionThings& things_;
    const LayoutProfile& profile_;
    SectionBrief& brief_;
};

}  // namespace

void add_own_requirements(const SectionThings& things, const LayoutProfile& profile,
                          SectionBrief& brief) {
    OwnRequirements{things, profile, brief}.add();
}

}  // namespace maaiveld::layout
