#pragma once

#include "model/street.h"
#include "rules/finding.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace maaiveld::rules {

/// One test of one attribute.
struct AttributeTest {
    enum class Kind : std::uint8_t { Present, AnyOf, NoneOf, Above, Below, Between };

    std::string key;
    Kind kind = Kind::Present;
    std::vector<model::AttributeValue> values;  ///< AnyOf, NoneOf
    double low = 0.0;                           ///< Above, Between
    double high = 0.0;                          ///< Below, Between
};

/// Which things a rule is about: all tests must hold.
struct Selector {
    std::vector<AttributeTest> tests;
};

/// The required value: a number, or a small formula over attributes of one side.
struct Required {
    enum class Kind : std::uint8_t { Number, Table, Times, MaxOf, MinOf, SumOf };

    Kind kind = Kind::Number;
    double number = 0.0;                            ///< Number; the factor of Times
    std::string attribute;                          ///< Table, Times
    std::size_t of = 0;                             ///< which side the attribute belongs to
    std::vector<std::pair<double, double>> points;  ///< Table, ascending
    double plus = 0.0;
    std::optional<double> at_most, at_least;
    std::vector<Required> terms;  ///< MaxOf, MinOf, SumOf
};

enum class Relation : std::uint8_t { Any, Parallel, Crossing, Above };
enum class PairFilter : std::uint8_t { Any, DifferentNetwork, SameNetwork };
enum class Level : std::uint8_t { National, Municipality, Operator, Site };

std::string_view name_of(Relation relation);
std::string_view name_of(PairFilter filter);
std::string_view name_of(Level level);
std::optional<Relation> relation_named(std::string_view name);
std::optional<PairFilter> pair_filter_named(std::string_view name);
std::optional<Level> level_named(std::string_view name);

/// What switches a rule off for a pair.
struct Unless {
    enum class Kind : std::uint8_t { Either, Both, SameValue };

    Kind kind = Kind::Either;
    Selector selector;      ///< Either, Both
    std::string attribute;  ///< SameValue: both have this attribute, with the same value
};

/// A computed value and how far its inputs may carry it.
struct Computed {
    Computed(double value_, double sigma_ = 0.0,  // NOLINT(google-explicit-constructor)
             std::string cause_ = {})
        : value{value_}, sigma{sigma_}, cause{std::move(cause_)} {}

    double value = 0.0;
    double sigma = 0.0;  ///< standard deviation, in the value's own unit; 0: exact
    std::string cause;   ///< who brings it about: "H-1 +2.1 K, E-2 +0.3 K"; may be empty
};

/// Influence results of named objects, by measure: the values rules.md calls "handed in".
using InfluenceValues = std::map<Measure, std::map<std::string, Computed>>;

struct SelfTest {
    bool broken = false;
    model::Street street;
    InfluenceValues values;
    int line = 0;
};

/// One rule of a pack; docs/formats/rules.md says what each member means.
struct Rule {
    std::string id;
    std::string title_en, title_nl;
    std::vector<Selector> sides;  ///< two for a pair rule, one for an object rule
    PairFilter pairs = PairFilter::Any;
    Relation relation = Relation::Any;
    Measure measure = Measure::Edge3d;
    Required required;
    bool at_most = false;
    std::optional<Required> preferred;
    std::vector<Unless> unless;
    std::vector<model::StripKind> where_strips;  ///< empty: everywhere
    Severity severity = Severity::Warning;
    std::string grade;
    std::string source;
    std::string note;
    std::vector<SelfTest> tests;

    bool is_pair_rule() const { return sides.size() == 2; }
};

struct NotEncoded {
    std::string id;
    std::string why;
};

struct Pack {
    std::string id;
    std::string title_en, title_nl;
    std::string edition;
    std::string country;
    Level level = Level::National;
    double max_angle_deg = 15.0;  ///< lines within this angle are parallel, beyond it they cross
    double min_run_m = 2.0;       ///< shortest run that counts as parallel
    std::vector<Rule> rules;
    std::vector<NotEncoded> not_encoded;
};

/// Whether all tests of the selector hold for these attributes.
bool matches(const Selector& selector, const model::Attributes& attributes);

/// The first test that fails, in words ("network is water, not heat"), or nothing when all hold.
std::optional<std::string> first_mismatch(const Selector& selector,
                                          const model::Attributes& attributes);

/// The required value for a pair (`b` is empty for an object rule); nothing when an attribute that
/// the formula needs is missing or no number.
std::optional<double> required_value(const Required& required, const model::Attributes& a,
                                     const model::Attributes& b);

/// Whether some `unless` of the rule holds for the pair.
bool switched_off(const Rule& rule, const model::Attributes& a, const model::Attributes& b);

/// Every attribute a selector, a formula or a condition of the rule looks at.
void collect_attributes(const Rule& rule, std::vector<std::string>& keys);

}  // namespace maaiveld::rules
