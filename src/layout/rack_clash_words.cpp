#include "layout/lay_out_parts.h"
#include "model/rack_passing.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace maaiveld::layout {
namespace {

struct PartWord {
    std::string_view en, nl;
};

PartWord word_of(model::RackPartKind kind) {
    switch (kind) {
        case model::RackPartKind::Post:
            return {"post", "staander"};
        case model::RackPartKind::Beam:
            return {"beam", "ligger"};
        case model::RackPartKind::BasePlate:
            return {"base plate", "voetplaat"};
        case model::RackPartKind::CoverPlate:
            return {"cover plate", "afdekplaat"};
        case model::RackPartKind::Saddle:
            return {"saddle", "zadel"};
    }
    return {};
}

}  // namespace

void say_clashes(const LayoutInput& in, LayoutOutcome& out) {
    for (const model::Rack& rack : out.placed.racks) {
        const auto type = in.racks.find(rack.type);
        if (type == in.racks.end()) continue;
        const auto parts = model::rack_parts(type->second, out.placed, rack);
        if (!parts) continue;
        std::set<std::string> en, nl;
        for (const model::RackClash& clash : model::rack_clashes(out.placed, rack, *parts)) {
            const PartWord word = word_of((*parts)[clash.part].kind);
            en.insert(fmt::format("{} ({})", clash.asset, word.en));
            nl.insert(fmt::format("{} ({})", clash.asset, word.nl));
        }
        if (en.empty()) continue;
        out.notes_en.push_back(fmt::format(
            "frames of rack {} cannot stand clear of every line that passes through it: {}",
            rack.id, fmt::join(en, ", ")));
        out.notes_nl.push_back(
            fmt::format("portalen van rek {} kunnen niet vrij staan van elke leiding die er door "
                        "loopt: {}",
                        rack.id, fmt::join(nl, ", ")));
    }
}

}  // namespace maaiveld::layout
