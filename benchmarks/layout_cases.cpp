#include "benchmarks/layout_cases.h"

#include "exchange/catalogue_file.h"
#include "exchange/demands_file.h"
#include "exchange/layout_profile_file.h"
#include "exchange/rule_pack_file.h"
#include "exchange/street_file.h"
#include "layout/section_of_street.h"

#include <algorithm>

namespace maaiveld::bench {
namespace {

namespace fs = std::filesystem;

struct Basis {
    model::Catalogue catalogue;
    std::vector<rules::Pack> packs;
    layout::LayoutProfile profile;
    std::vector<model::Demand> demands;
};

/// A main like one that is there already, without house connections.
model::Demand main_like(const Basis& basis, model::Network like, const char* id,
                        double diameter_m) {
    const auto found =
        std::find_if(basis.demands.begin(), basis.demands.end(),
                     [&](const model::Demand& d) { return d.asset.network == like; });
    model::Demand demand = found == basis.demands.end() ? model::Demand{} : *found;
    demand.asset.id = id;
    demand.asset.outer_diameter_m = diameter_m;
    demand.connections.reset();
    return demand;
}

base::Result<Basis> read_basis(const fs::path& profiles) {
    Basis basis;
    auto catalogue = exchange::read_catalogue(profiles);
    if (!catalogue) return tl::unexpected(catalogue.error());
    basis.catalogue = std::move(*catalogue);
    for (const char* name : {"nl-provisional.json", "nl-dig-safety.json", "nl-trees.json"}) {
        auto pack = exchange::read_rule_pack(profiles / "rules" / name, basis.catalogue);
        if (!pack) return tl::unexpected(pack.error());
        basis.packs.push_back(std::move(*pack));
    }
    auto profile = exchange::read_layout_profile(profiles / "layout" / "nl.json");
    if (!profile) return tl::unexpected(profile.error());
    basis.profile = std::move(*profile);
    auto set =
        exchange::read_demands(profiles / "demands" / "dwelling-today-heat.json", basis.catalogue);
    if (!set) return tl::unexpected(set.error());
    basis.demands = std::move(set->demands);
    model::Demand transport = main_like(basis, model::Network::Water, "W-transport", 0.4);
    model::Demand gas = main_like(basis, model::Network::GasLow, "G-8bar", 0.2191);
    gas.asset.network = model::Network::GasHigh;
    gas.asset.attributes["pressure_bar"] = model::AttributeValue{8.0};
    basis.demands.push_back(std::move(transport));
    basis.demands.push_back(std::move(gas));
    return basis;
}

base::Result<LayoutCase> case_of(const fs::path& file, const Basis& basis, std::size_t networks) {
    auto street = exchange::read_street(file, basis.catalogue);
    if (!street) return tl::unexpected(street.error());
    street->demands = basis.demands;
    layout::SectionQuestion question;
    question.to_m = (street->axis.back() - street->axis.front()).norm();  // types are straight
    auto brief =
        layout::section_of_street(*street, basis.catalogue, basis.packs, basis.profile, question);
    if (!brief) return tl::unexpected(brief.error());
    layout::BriefSelection selection;
    selection.items.assign(brief->items.size(), false);
    std::fill_n(selection.items.begin(), std::min(networks, brief->items.size()), true);
    layout::SectionProblem problem = problem_of(*brief, selection);
    return LayoutCase{file.stem().string(), std::move(*brief), std::move(problem)};
}

}  // namespace

base::Result<std::vector<LayoutCase>> layout_cases(const fs::path& profiles, std::size_t networks) {
    const auto basis = read_basis(profiles);
    if (!basis) return tl::unexpected(basis.error());
    std::vector<fs::path> files;
    for (const auto& entry : fs::directory_iterator(profiles / "streets")) {
        if (entry.path().extension() == ".json") files.push_back(entry.path());
    }
    std::sort(files.begin(), files.end());
    std::vector<LayoutCase> cases;
    for (const fs::path& file : files) {
        auto one = case_of(file, *basis, networks);
        if (!one) return tl::unexpected(one.error());
        cases.push_back(std::move(*one));
    }
    return cases;
}

}  // namespace maaiveld::bench
