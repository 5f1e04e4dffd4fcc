#include "rules/summary.h"

#include <algorithm>
#include <tuple>

namespace maaiveld::rules {
namespace {

void add(Group& group, const Finding& f) {
    const bool first = group.total() == 0;
    ++(f.certainty == CertaintyClass::Certain  ? group.certain
       : f.certainty == CertaintyClass::Likely ? group.likely
                                               : group.possible);
    if (f.certainty != CertaintyClass::Possible) {
        ++(f.severity == Severity::Error     ? group.errors
           : f.severity == Severity::Warning ? group.warnings
                                             : group.infos);
    }
    group.length_m += f.stretch.to_m - f.stretch.from_m;
    if (!first) return;  // findings come worst first
    group.severity = f.severity;
    group.worst_measured = f.measured;
    group.required = f.required;
    group.measure = f.measure;
    group.worst_a = f.a;
    group.worst_b = f.b;
    group.grade = f.grade;
}

std::vector<Group> sorted(std::map<std::string, Group> groups) {
    std::vector<Group> list;
    for (auto& [key, group] : groups)
        list.push_back(std::move(group));
    // What is likely goes before what is only possible, whatever its severity would be.
    const auto key = [](const Group& g) {
        return std::tuple(-g.errors, -g.warnings, -g.infos, g.severity, -g.possible,
                          std::string_view{g.key});
    };
    std::stable_sort(list.begin(), list.end(),
                     [&](const Group& x, const Group& y) { return key(x) < key(y); });
    return list;
}

/// Share of the length of all lines whose height was measured.
double measured_depth_share(const model::Street& street) {
    double measured = 0.0;
    double all = 0.0;
    for (const auto& asset : street.assets) {
        measured += measured_depth_length_m(asset);
        for (std::size_t i = 0; i + 1 < asset.axis.size(); ++i) {
            all += (asset.axis[i + 1].at - asset.axis[i].at).norm();
        }
    }
    return all > 0.0 ? measured / all : 0.0;
}

void find_best_test_pit(const model::Street& street, std::span<const Finding> findings,
                        Summary& summary) {
    std::map<std::string, std::int64_t> likely;
    for (const Finding& f : findings) {
        if (f.exempted_by || f.certainty != CertaintyClass::Likely) continue;
        ++likely[f.a];
        if (!f.b.empty()) ++likely[f.b];
    }
    // What is only planned, or known to a decimetre, gains nothing by digging for it.
    const auto worth_digging = [](const model::Asset& asset) {
        return asset.status != model::Status::Projected &&
               std::max(asset.xy.sigma_m, asset.z.sigma_m) > 0.1;
    };
    for (const auto& asset : street.assets) {
        if (!worth_digging(asset)) continue;
        const auto found = likely.find(asset.id);
        if (found == likely.end() || found->second <= summary.settled_by_it) continue;
        summary.best_test_pit = asset.alias;
        summary.settled_by_it = found->second;
    }
}

}  // namespace

double measured_depth_length_m(const model::Asset& asset) {
    double length = 0.0;
    for (std::size_t i = 0; i + 1 < asset.axis.size(); ++i) {
        const auto& known = asset.axis[i].z ? *asset.axis[i].z : asset.z;
        if (known.source != model::PositionSource::Measured) continue;
        length += (asset.axis[i + 1].at - asset.axis[i].at).norm();
    }
    return length;
}

Summary summarise(const model::Street& street, std::span<const Pack> packs,
                  std::span<const Finding> findings, const std::string& language) {
    std::map<std::string, const Rule*> rule_of;
    for (const Pack& pack : packs) {
        for (const Rule& rule : pack.rules)
            rule_of[rule.id] = &rule;
    }
    std::map<std::string, std::string> owner_of;
    for (const auto& asset : street.assets)
        owner_of[asset.id] = asset.owner;
    for (const auto& structure : street.structures)
        owner_of[structure.id] = structure.owner;
    std::map<std::string, Group> by_rule, by_owners;
    for (const Finding& f : findings) {
        if (f.exempted_by) continue;
        Group& of_rule = by_rule[f.rule];
        of_rule.key = f.rule;
        if (const auto rule = rule_of.find(f.rule); rule != rule_of.end()) {
            of_rule.title = language == "nl" ? rule->second->title_nl : rule->second->title_en;
        }
        add(of_rule, f);
        std::string first = owner_of[f.a];
        std::string second = f.b.empty() ? first : owner_of[f.b];
        if (first > second) std::swap(first, second);
        const auto shown = [](const std::string& name) {
            return name.empty() ? std::string{"-"} : name;
        };
        const std::string pair =
            first == second ? shown(first) : shown(first) + " / " + shown(second);
        by_owners[pair].key = pair;
        add(by_owners[pair], f);
    }
    Summary summary;
    summary.by_rule = sorted(std::move(by_rule));
    summary.by_owners = sorted(std::move(by_owners));
    summary.measured_depth_share = measured_depth_share(street);
    find_best_test_pit(street, findings, summary);
    return summary;
}

}  // namespace maaiveld::rules
