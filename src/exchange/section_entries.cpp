#include "exchange/section_entries.h"

#include "base/text.h"

#include <fmt/format.h>
#include <set>

namespace maaiveld::exchange {

void for_each_entry(const JsonValue& list, const std::string& file, const std::string& what,
                    const std::function<void(ObjectReader& r, const std::string& id)>& read) {
    if (list.kind != JsonValue::Kind::Array) {
        fail(file, list.line, fmt::format("each {} is an object in a list, written in [ ]", what));
    }
    std::set<std::string> seen;
    for (const JsonValue& item : list.items) {
        ObjectReader r{item, file, what};
        const std::string id = r.text("id");
        r.rename(fmt::format("{} `{}`", what, base::printable(id)));
        if (!seen.insert(id).second) r.fail("its id occurs twice");
        r.optional_text("note");
        read(r, id);
        r.finish();
    }
}

void for_each_entry(ObjectReader& r, std::string_view key, const std::string& what,
                    const std::function<void(ObjectReader& r, const std::string& id)>& read) {
    if (const JsonValue* list = r.find(key))
        for_each_entry(*list, r.file(), r.what() + ", " + what, read);
}

double number_or(ObjectReader& r, std::string_view key, double fallback) {
    return r.optional_number(key).value_or(fallback);
}

double positive_or(ObjectReader& r, std::string_view key, double fallback) {
    return r.optional_positive(key).value_or(fallback);
}

double non_negative_or(ObjectReader& r, std::string_view key, double fallback) {
    return r.find(key) == nullptr ? fallback : r.non_negative(key);
}

double number_between(ObjectReader& r, std::string_view key, double low, double high) {
    const double value = r.number(key);
    if (value < low || value > high) {
        r.fail_at(r.require(key),
                  fmt::format("`{}` is {:g}; it lies from {:g} to {:g}", key, value, low, high));
    }
    return value;
}

std::vector<double> numbers(ObjectReader& r, std::string_view key) {
    std::vector<double> values;
    for (const JsonValue& item : r.array(key))
        values.push_back(number_in(item, r.file(), key));
    return values;
}

}  // namespace maaiveld::exchange
