#include "exchange/demands_file.h"

#include "base/text.h"
#include "exchange/demand_json.h"
#include "exchange/json_names.h"
#include "exchange/street_file.h"

#include <fmt/format.h>
#include <set>

namespace maaiveld::exchange {
namespace {

constexpr const char* kFormat = "maaiveld-demands/1";
constexpr const char* kStreet = "maaiveld-street/1";

DemandSet demands_of_street(const JsonDocument& document, const model::Catalogue& catalogue) {
    model::Street street = street_in(document.root, document.file, catalogue, true);
    return {street.name, std::move(street.demands), std::move(street.sources)};
}

DemandSet demand_set_in(const JsonDocument& document, const model::Catalogue& catalogue) {
    ObjectReader r{document.root, document.file, "demands"};
    r.text("format");
    DemandSet set;
    set.name = r.text("name");
    const ReadContext context{document.file, catalogue};
    std::set<std::string> ids;
    for (const JsonValue& item : r.array("demands")) {
        set.demands.push_back(demand_in(item, context));
        const std::string& id = set.demands.back().asset.id;
        if (!ids.insert(id).second) {
            fail(document.file, item.line,
                 fmt::format("id `{}` is used twice; ids must be unique", base::printable(id)));
        }
    }
    set.sources = r.texts_or_empty("sources");
    r.finish();
    return set;
}

bool is_street(const JsonDocument& document) {
    const JsonValue* format = document.root.find("format");
    return format != nullptr && format->text == kStreet;
}

}  // namespace

base::Result<DemandSet> read_demands(const std::filesystem::path& path,
                                     const model::Catalogue& catalogue) {
    try {
        const auto document = read_json(path);
        if (!document) return tl::unexpected(document.error());
        const bool street = is_street(*document);
        if (!street) require_format(*document, kFormat);
        DemandSet set =
            street ? demands_of_street(*document, catalogue) : demand_set_in(*document, catalogue);
        if (set.demands.empty()) {
            fail(document->file, document->root.line, "holds no `demands`; nothing is asked for");
        }
        return set;
    } catch (const ReadFailure& failure) {
        return tl::unexpected(failure.error);
    }
}

}  // namespace maaiveld::exchange
