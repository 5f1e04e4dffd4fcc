#pragma once

#include "model/street.h"
#include "rules/rule.h"

#include <string>
#include <vector>

namespace maaiveld::test {

/// A line of one network, ids and aliases alike, positions exact.
inline model::Asset line(const std::string& id, model::Network network, double diameter_m,
                         const std::vector<geometry::Vec3>& points) {
    model::Asset asset;
    asset.id = asset.alias = id;
    asset.network = network;
    asset.outer_diameter_m = diameter_m;
    for (const auto& p : points)
        asset.axis.push_back({p, {}, {}});
    return asset;
}

/// A pack with one rule: everything must keep `min_m` from everything else.
inline rules::Pack flat_pack(double min_m, rules::Measure measure = rules::Measure::Edge3d) {
    rules::Rule rule;
    rule.id = "flat";
    rules::AttributeTest any;
    any.key = "network";
    rule.sides = {{{any}}, {{any}}};
    rule.measure = measure;
    rule.required.number = min_m;
    rule.severity = rules::Severity::Error;
    rule.grade = "A";
    rule.source = "test";
    rules::Pack pack;
    pack.id = "flat";
    pack.rules = {rule};
    return pack;
}

/// A selector for one network.
inline rules::Selector about(const std::string& network) {
    rules::AttributeTest test;
    test.key = "network";
    test.kind = rules::AttributeTest::Kind::AnyOf;
    test.values = {network};
    return {{test}};
}

}  // namespace maaiveld::test
