#pragma once

#include "exchange/json_document.h"

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace maaiveld::exchange {

// What the readers of trees, leaks, bores and trenches share. Everything here throws ReadFailure.

/// The objects of a list, each with its reader named "`what` `id`" after its key `id`; each may
/// have a `note`. Refused: no list, an id that occurs twice.
void for_each_entry(const JsonValue& list, const std::string& file, const std::string& what,
                    const std::function<void(ObjectReader& r, const std::string& id)>& read);

/// The same for the list under `key`; nothing when it is absent.
void for_each_entry(ObjectReader& r, std::string_view key, const std::string& what,
                    const std::function<void(ObjectReader& r, const std::string& id)>& read);

double number_or(ObjectReader& r, std::string_view key, double fallback);
double positive_or(ObjectReader& r, std::string_view key, double fallback);
double non_negative_or(ObjectReader& r, std::string_view key, double fallback);

/// A number from `low` to `high`, ends included.
double number_between(ObjectReader& r, std::string_view key, double low, double high);

/// The numbers of the list under `key`.
std::vector<double> numbers(ObjectReader& r, std::string_view key);

/// The enumerator that the text under `key` names; nothing when absent.
template <class Named>
auto optional_name(ObjectReader& r, std::string_view key, const std::vector<std::string>& all,
                   Named named) -> decltype(named(std::string{})) {
    if (r.find(key) == nullptr) return std::nullopt;
    const std::string name = r.text(key);
    return enumerator(name, r.require(key), r.file(), key, all, named);
}

}  // namespace maaiveld::exchange
