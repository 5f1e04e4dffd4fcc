#include "app/comparison_racks.h"

#include "base/text.h"
#include "model/rack.h"

#include <fmt/format.h>

namespace maaiveld::app {
namespace {

std::string part_word(const Session& s, model::RackPartKind kind) {
    switch (kind) {
        case model::RackPartKind::Post:
            return std::string{s.say("posts", "staanders")};
        case model::RackPartKind::Beam:
            return std::string{s.say("beams", "liggers")};
        case model::RackPartKind::BasePlate:
            return std::string{s.say("base plates", "bodemplaten")};
        case model::RackPartKind::CoverPlate:
            return std::string{s.say("cover plates", "beschermplaten")};
        case model::RackPartKind::Saddle:
            return std::string{s.say("saddles", "zadels")};
    }
    return {};
}

void add_parts(const Session& s, const std::vector<model::RackPart>& parts,
               std::vector<lifecycle::PartTotal>& totals) {
    for (const model::RackPart& part : parts) {
        const std::string what = part_word(s, part.kind);
        lifecycle::PartTotal* total = nullptr;
        for (auto& one : totals)
            if (one.what == what && one.material == part.material) total = &one;
        if (total == nullptr)
            total = &totals.emplace_back(lifecycle::PartTotal{what, part.material, 0, 0.0});
        ++total->count;
        total->mass_kg += part.mass_kg;
    }
}

}  // namespace

base::Result<std::vector<lifecycle::PartTotal>> rack_part_totals(const Session& s,
                                                                 const model::Street& street,
                                                                 std::vector<std::string>& notes) {
    std::vector<lifecycle::PartTotal> totals;
    if (street.racks.empty()) return totals;
    const auto types = load_rack_types(s);
    if (!types) return tl::unexpected(types.error());
    for (const model::Rack& rack : street.racks) {
        const auto type = types->find(rack.type);
        if (type == types->end()) {
            notes.push_back(fmt::format("{} {}", base::printable(rack.id),
                                        s.say("is a space without a known type: its parts are not "
                                              "counted",
                                              "is een ruimte zonder bekend type: de onderdelen "
                                              "zijn niet geteld")));
            continue;
        }
        const auto parts = model::rack_parts(type->second, street, rack);
        if (!parts) return tl::unexpected(parts.error());
        add_parts(s, *parts, totals);
    }
    return totals;
}

}  // namespace maaiveld::app
