#pragma once

#include "exchange/json_document.h"
#include "exchange/soil_json.h"
#include "influence/heat/district.h"
#include "influence/heat/uniform_ground.h"

#include <fmt/format.h>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace maaiveld::exchange {

// What the blocks on district heat, soil temperature and drinking water share. All functions throw
// ReadFailure.

/// A temperature under `key`, when there is one.
std::optional<double> optional_temperature_in(ObjectReader& r, std::string_view key);

/// `soil_conductivity_W_mK`, `diffusivity_m2_s`, `ground_C`, `surface_resistance_m2K_W`: all may be
/// absent. The second form leaves `ground_C` unasked, so that it is refused as unknown.
influence::GroundChoice ground_choice_in(ObjectReader& r);
influence::GroundChoice soil_choice_in(ObjectReader& r);

/// The keys of a pair of preinsulated pipes, or of a twin pipe, among those of `r`.
influence::PipePair pipe_pair_in(ObjectReader& r);
influence::TwinPipe twin_pipe_in(ObjectReader& r);

/// `x_m` and `depth_m`.
influence::Place place_in(ObjectReader& r);

/// A list of numbers under `key`; a single number counts as a list of one.
std::vector<double> numbers_in(ObjectReader& r, std::string_view key);
/// The same, empty when absent.
std::vector<double> numbers_or_empty(ObjectReader& r, std::string_view key);
std::vector<double> numbers_in(const JsonValue& value, const std::string& file,
                               std::string_view key);

/// Refuses at the object's line what the kernel calls impossible.
inline void refuse(const ObjectReader& r, const std::optional<std::string>& fault) {
    if (fault) r.fail(*fault);
}

/// Reads every object of the list `block`; `read(ObjectReader&)` gives a value with an `id`. Ids
/// are unique within the block; `what` names an object ("heat pair").
template <class Read>
auto objects_in(const JsonValue& block, const std::string& file, std::string_view what, Read read) {
    using Value = decltype(read(std::declval<ObjectReader&>()));
    if (block.kind != JsonValue::Kind::Array) {
        fail(file, block.line, fmt::format("the {}s must be a list, written in [ ]", what));
    }
    std::vector<Value> values;
    std::set<std::string> ids;
    for (const JsonValue& item : block.items) {
        ObjectReader r{item, file, std::string{what}};
        const std::string id = r.text("id");
        r.rename(fmt::format("{} `{}`", what, id));
        r.optional_text("note");
        if (!ids.insert(id).second) r.fail("its id occurs twice");
        values.push_back(read(r));
        values.back().id = id;
        r.finish();
    }
    return values;
}

}  // namespace maaiveld::exchange
