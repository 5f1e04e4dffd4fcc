#include "layout/section_items.h"

#include "layout/section_shapes.h"
#include "model/axis.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

namespace maaiveld::layout {
namespace {

using base::bad_input;
using base::Result;

/// Supply before return, ducts before what lies in them, else as given.
void put_in_order(std::vector<WantedLine>& lines) {
    const auto rank = [](const WantedLine& w) {
        const auto role = w.asset.attributes.find("role");
        if (role == w.asset.attributes.end()) return 1;
        const auto* word = std::get_if<std::string>(&role->second);
        return word != nullptr && *word == "supply" ? 0 : 2;
    };
    std::stable_sort(lines.begin(), lines.end(), [&](const WantedLine& x, const WantedLine& y) {
        if (x.asset.in_duct.empty() != y.asset.in_duct.empty()) return x.asset.in_duct.empty();
        return rank(x) < rank(y);
    });
}

Body body_of(const model::Asset& asset) {
    Body body;
    body.asset = asset.id;
    body.round = !asset.duct_bank;
    body.half_width_m = 0.5 * (asset.duct_bank ? asset.duct_bank->width_m : asset.outer_diameter_m);
    body.half_height_m = model::half_height_of(asset);
    return body;
}

/// Bodies side by side, tops level, around the middle of the row.
std::vector<Body> row_of(const std::vector<WantedLine>& lines, double gap_m) {
    std::vector<Body> bodies;
    double right = 0.0;
    for (const WantedLine& line : lines) {
        Body body = body_of(line.asset);
        const auto duct = std::find_if(bodies.begin(), bodies.end(), [&](const Body& b) {
            return b.asset == line.asset.in_duct;
        });
        if (duct != bodies.end()) {
            body.right_m = duct->right_m;
            body.down_m = duct->down_m;
        } else {
            if (!bodies.empty()) right += gap_m;
            body.right_m = right + body.half_width_m;
            body.down_m = body.half_height_m;
            right += 2.0 * body.half_width_m;
        }
        bodies.push_back(std::move(body));
    }
    for (Body& body : bodies)
        body.right_m -= 0.5 * right;
    return bodies;
}

class ItemMaker {
public:
    explicit ItemMaker(const SectionPlace& place) : place_{place} {}

    Result<BriefItem> make(LineGroup group) const {
        put_in_order(group.lines);
        const model::Asset& asset = group.lines.front().asset;
        const NetworkPractice* practice = place_.profile.of(asset);
        if (practice == nullptr)
            return bad_input(fmt::format("layout profile `{}` has no practice for {} (line `{}`)",
                                         place_.profile.id, name_of(asset.network), asset.id));
        BriefItem item;
        item.name = group.name;
        item.network = asset.network;
        item.bodies = row_of(group.lines, practice->pair_gap_m);
        set_covers(group, *practice, item);
        const double trench = trench_width(item);
        item.cover_cost_eur_m2 = practice->cover_cost_eur_m2;
        item.depth_cost_eur_m2 = place_.profile.excavation_cost_eur_m3 * trench;
        item.where = stretches_for(group, *practice, trench);
        set_pull(group, *practice, item);
        return item;
    }

private:
    /// Further bodies in a row widen the trench by what they take.
    double trench_width(const BriefItem& item) const {
        const Edges edges = edges_of(item);
        return place_.profile.trench_width_m + edges.right_m - edges.left_m -
               2.0 * item.bodies.front().half_width_m;
    }

    void set_covers(const LineGroup& group, const NetworkPractice& practice,
                    BriefItem& item) const {
        const WantedLine& line = group.lines.front();
        item.min_cover_m = practice.min_cover_m;
        item.max_cover_m = practice.max_cover_m;
        item.wanted_cover_m = practice.wanted_cover_m;
        if (line.cover_m) {
            item.min_cover_m = std::min(item.min_cover_m, *line.cover_m);
            item.max_cover_m = std::max(item.max_cover_m, *line.cover_m);
        }
        for (const WantedLine& one : group.lines) {
            if (one.demand == nullptr) continue;
            const model::Demand& d = *one.demand;
            if (d.min_cover_m) item.min_cover_m = *d.min_cover_m;
            if (d.max_cover_m) item.max_cover_m = *d.max_cover_m;
            // A demand that gives one end beyond practice's other end means just that.
            if (item.min_cover_m > item.max_cover_m && !d.max_cover_m)
                item.max_cover_m = item.min_cover_m;
            if (item.min_cover_m > item.max_cover_m && !d.min_cover_m)
                item.min_cover_m = item.max_cover_m;
            item.wanted_cover_m =
                d.wanted_cover_m.value_or(std::clamp(item.wanted_cover_m, item.min_cover_m,
                                                     std::max(item.min_cover_m, item.max_cover_m)));
            if (d.fall) set_fall(one, *d.fall, item);
        }
    }

    /// A line with a fall lies where its invert is, in the middle of the stretch; what it falls
    /// within the stretch makes its body taller.
    void set_fall(const WantedLine& line, const model::Fall& fall, BriefItem& item) const {
        const double middle = 0.5 * (place_.from_m + place_.to_m);
        const double invert = fall.invert_m - fall.slope_m_m * (middle - line.demand->from_m);
        const double wall = line.asset.wall_m.value_or(0.0);
        const double height = 2.0 * model::half_height_of(line.asset);
        const double falls = std::abs(fall.slope_m_m) * (place_.to_m - place_.from_m);
        const double cover = place_.street.ground_z() - (invert - wall + height);
        item.fixed_cover_m = cover - 0.5 * falls;
        for (Body& body : item.bodies) {
            body.axis_half_height_m = 0.5 * falls;
            body.down_m = body.half_height_m + 0.5 * falls;
        }
        item.min_cover_m = item.max_cover_m = item.wanted_cover_m = *item.fixed_cover_m;
    }

    std::vector<Stretch> stretches_for(const LineGroup& group, const NetworkPractice& practice,
                                       double trench_m) const {
        const model::Demand* demand = group.lines.front().demand;
        double low = 0.0;
        double high = place_.width_m;
        if (demand != nullptr && !demand->left) low = place_.middle_m();
        if (demand != nullptr && !demand->right) high = place_.middle_m();
        std::vector<Stretch> stretches;
        double x = 0.0;
        for (const model::Strip& strip : place_.street.section.strips) {
            const double from = std::max(low, x);
            const double to = std::min(high, x + strip.width_m);
            x += strip.width_m;
            const auto cost = strip_cost(strip.kind, demand, practice, trench_m);
            if (cost && to > from) stretches.push_back({from, to, *cost});
        }
        return stretches;
    }

    /// What lying in a strip costs; nothing where the line may not lie.
    std::optional<double> strip_cost(model::StripKind kind, const model::Demand* demand,
                                     const NetworkPractice& practice, double trench_m) const {
        const auto usual = practice.strips.find(kind);
        const bool asked = demand != nullptr && !demand->strips.empty();
        if (asked) {
            const auto& strips = demand->strips;
            if (std::find(strips.begin(), strips.end(), kind) == strips.end()) return std::nullopt;
        } else if (usual == practice.strips.end()) {
            return std::nullopt;
        }
        double cost = 0.0;
        if (usual != practice.strips.end()) {
            cost = usual->second;
        } else {
            for (const auto& [other, eur_m] : practice.strips)
                cost = std::max(cost, eur_m);
        }
        const auto surface = place_.profile.reinstatement_eur_m2.find(kind);
        if (surface != place_.profile.reinstatement_eur_m2.end())
            cost += trench_m * surface->second;
        return cost;
    }

    /// Towards the houses it serves: one side's facade, or the nearer of both.
    void set_pull(const LineGroup& group, const NetworkPractice& practice, BriefItem& item) const {
        item.pull_eur_m2 = practice.pull_to_facade_eur_m2;
        if (!(item.pull_eur_m2 > 0.0)) return;
        const model::Demand* demand = group.lines.front().demand;
        const auto* connections =
            demand != nullptr && demand->connections ? &*demand->connections : nullptr;
        const bool left = connections == nullptr || connections->left;
        const bool right = connections == nullptr || connections->right;
        if (left) item.pull_to_m = place_.facade_left_m;
        if (right) (left ? item.pull_to_other_m : item.pull_to_m) = place_.facade_right_m;
    }

    const SectionPlace& place_;
};

}  // namespace

Result<BriefItem> item_of(LineGroup group, const SectionPlace& place) {
    return ItemMaker{place}.make(std::move(group));
}

}  // namespace maaiveld::layout
