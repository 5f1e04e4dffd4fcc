#include "rules/rule.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <fmt/format.h>

namespace maaiveld::rules {
namespace {

using model::Attributes;
using model::AttributeValue;

std::string in_words(const AttributeValue& value) {
    if (const auto* text = std::get_if<std::string>(&value)) return *text;
    if (const auto* flag = std::get_if<bool>(&value)) return *flag ? "true" : "false";
    return fmt::format("{:g}", std::get<double>(value));
}

std::string in_words(const std::vector<AttributeValue>& values) {
    std::string words;
    for (const AttributeValue& value : values) {
        if (!words.empty()) words += " or ";
        words += in_words(value);
    }
    return words;
}

bool holds(const AttributeTest& test, const AttributeValue* value) {
    const auto listed = [&] {
        return std::find(test.values.begin(), test.values.end(), *value) != test.values.end();
    };
    const auto* number = value == nullptr ? nullptr : std::get_if<double>(value);
    switch (test.kind) {
        case AttributeTest::Kind::Present:
            return value != nullptr;
        case AttributeTest::Kind::AnyOf:
            return value != nullptr && listed();
        case AttributeTest::Kind::NoneOf:
            return value == nullptr || !listed();
        case AttributeTest::Kind::Above:
            return number != nullptr && *number > test.low;
        case AttributeTest::Kind::Below:
            return number != nullptr && *number < test.high;
        case AttributeTest::Kind::Between:
            return number != nullptr && *number >= test.low && *number <= test.high;
    }
    return false;
}

const AttributeValue* value_of(const Attributes& attributes, const std::string& key) {
    const auto found = attributes.find(key);
    return found == attributes.end() ? nullptr : &found->second;
}

double interpolated(const std::vector<std::pair<double, double>>& points, double x) {
    if (x <= points.front().first) return points.front().second;
    for (std::size_t i = 1; i < points.size(); ++i) {
        const auto& [x0, y0] = points[i - 1];
        const auto& [x1, y1] = points[i];
        if (x <= x1) return y0 + (y1 - y0) * (x - x0) / (x1 - x0);
    }
    return points.back().second;
}

std::optional<double> combined(const Required& required, const Attributes& a, const Attributes& b) {
    std::optional<double> result;
    for (const Required& term : required.terms) {
        const auto value = required_value(term, a, b);
        if (!value) return std::nullopt;
        if (!result) {
            result = *value;
        } else if (required.kind == Required::Kind::MaxOf) {
            result = std::max(*result, *value);
        } else if (required.kind == Required::Kind::MinOf) {
            result = std::min(*result, *value);
        } else {
            *result += *value;
        }
    }
    return result;
}

void collect(const Required& required, std::vector<std::string>& keys) {
    if (!required.attribute.empty()) keys.push_back(required.attribute);
    for (const Required& term : required.terms)
        collect(term, keys);
}

template <class Enum, std::size_t N>
std::optional<Enum> named(std::string_view name, const std::array<Enum, N>& all) {
    for (const Enum value : all) {
        if (name_of(value) == name) return value;
    }
    return std::nullopt;
}

}  // namespace

std::string_view name_of(Relation relation) {
    switch (relation) {
        case Relation::Any:
            return "any";
        case Relation::Parallel:
            return "parallel";
        case Relation::Crossing:
            return "crossing";
        case Relation::Above:
            return "above";
    }
    return "";
}

std::string_view name_of(PairFilter filter) {
    switch (filter) {
        case PairFilter::Any:
            return "any";
        case PairFilter::DifferentNetwork:
            return "different_network";
        case PairFilter::SameNetwork:
            return "same_network";
    }
    return "";
}

std::string_view name_of(Level level) {
    switch (level) {
        case Level::National:
            return "national";
        case Level::Municipality:
            return "municipality";
        case Level::Operator:
            return "operator";
        case Level::Site:
            return "site";
    }
    return "";
}

std::optional<Relation> relation_named(std::string_view name) {
    return named<Relation, 4>(
        name, {Relation::Any, Relation::Parallel, Relation::Crossing, Relation::Above});
}
std::optional<PairFilter> pair_filter_named(std::string_view name) {
    return named<PairFilter, 3>(
        name, {PairFilter::Any, PairFilter::DifferentNetwork, PairFilter::SameNetwork});
}
std::optional<Level> level_named(std::string_view name) {
    return named<Level, 4>(name,
                           {Level::National, Level::Municipality, Level::Operator, Level::Site});
}

bool matches(const Selector& selector, const Attributes& attributes) {
    return std::all_of(
        selector.tests.begin(), selector.tests.end(),
        [&](const AttributeTest& test) { return holds(test, value_of(attributes, test.key)); });
}

std::optional<std::string> first_mismatch(const Selector& selector, const Attributes& attributes) {
    for (const AttributeTest& test : selector.tests) {
        const AttributeValue* value = value_of(attributes, test.key);
        if (holds(test, value)) continue;
        if (value == nullptr) return fmt::format("it has no {}", test.key);
        switch (test.kind) {
            case AttributeTest::Kind::AnyOf:
                return fmt::format("{} is {}, not {}", test.key, in_words(*value),
                                   in_words(test.values));
            case AttributeTest::Kind::NoneOf:
                return fmt::format("{} is {}", test.key, in_words(*value));
            case AttributeTest::Kind::Above:
                return fmt::format("{} is {}, not above {:g}", test.key, in_words(*value),
                                   test.low);
            case AttributeTest::Kind::Below:
                return fmt::format("{} is {}, not below {:g}", test.key, in_words(*value),
                                   test.high);
            default:
                return fmt::format("{} is {}, not between {:g} and {:g}", test.key,
                                   in_words(*value), test.low, test.high);
        }
    }
    return std::nullopt;
}

std::optional<double> required_value(const Required& required, const Attributes& a,
                                     const Attributes& b) {
    if (required.kind == Required::Kind::Number) return required.number;
    if (!required.terms.empty()) return combined(required, a, b);
    const AttributeValue* value = value_of(required.of == 0 ? a : b, required.attribute);
    const auto* x = value == nullptr ? nullptr : std::get_if<double>(value);
    if (x == nullptr) return std::nullopt;
    if (required.kind == Required::Kind::Table) return interpolated(required.points, *x);
    double result = required.number * *x + required.plus;
    if (required.at_least) result = std::max(result, *required.at_least);
    if (required.at_most) result = std::min(result, *required.at_most);
    return result;
}

bool switched_off(const Rule& rule, const Attributes& a, const Attributes& b) {
    return std::any_of(rule.unless.begin(), rule.unless.end(), [&](const Unless& unless) {
        switch (unless.kind) {
            case Unless::Kind::Either:
                return matches(unless.selector, a) || matches(unless.selector, b);
            case Unless::Kind::Both:
                return matches(unless.selector, a) && matches(unless.selector, b);
            case Unless::Kind::SameValue: {
                const AttributeValue* va = value_of(a, unless.attribute);
                const AttributeValue* vb = value_of(b, unless.attribute);
                return va != nullptr && vb != nullptr && *va == *vb;
            }
        }
        return false;
    });
}

void collect_attributes(const Rule& rule, std::vector<std::string>& keys) {
    for (const Selector& side : rule.sides) {
        for (const AttributeTest& test : side.tests)
            keys.push_back(test.key);
    }
    for (const Unless& unless : rule.unless) {
        if (!unless.attribute.empty()) keys.push_back(unless.attribute);
        for (const AttributeTest& test : unless.selector.tests)
            keys.push_back(test.key);
    }
    collect(rule.required, keys);
    if (rule.pairs != PairFilter::Any) keys.emplace_back("network");
}

}  // namespace maaiveld::rules
