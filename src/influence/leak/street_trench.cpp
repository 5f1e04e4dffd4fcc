#include "influence/leak/street_trench.h"

#include "geometry/segment.h"
#include "influence/leak/trench_wedge.h"
#include "model/scene.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>

namespace maaiveld::influence {
namespace {

using geometry::Interval;
using geometry::Vec2;
using geometry::Vec3;

/// One straight piece of an asset beside one straight piece of a trench.
class PieceBesideTrench {
public:
    PieceBesideTrench(const geometry::Segment& piece, const geometry::Segment& trench,
                      const TrenchShape& shape, double radius_m)
        : piece_{piece}, trench_{geometry::plan(trench)}, shape_{shape}, radius_m_{radius_m} {}

    /// `z` of the piece is its depth.
    Beside at(double t) const {
        const Vec3 p = piece_.at(t);
        return {geometry::distance({p.x(), p.y(), 0.0}, trench_) - 0.5 * shape_.bottom_width_m,
                shape_.bottom_depth_m - p.z()};
    }
    double into_m(double t) const { return inside_m(shape_, at(t)) + radius_m_; }

    /// True when the whole piece surely lies outside the wedge: its nearest place out, its highest
    /// up.
    bool surely_clear() const {
        const double out = geometry::closest(geometry::plan(piece_), trench_).distance -
                           0.5 * shape_.bottom_width_m;
        const double up = std::max(at(0.0).up_m, at(1.0).up_m);
        return out > needed_m(shape_, up, radius_m_);
    }

    /// Where the piece goes deepest into the wedge: the depth is concave along a straight piece.
    double deepest() const {
        double low = 0.0;
        double high = 1.0;
        for (int i = 0; i < 120; ++i) {
            const double third = (high - low) / 3.0;
            if (into_m(low + third) < into_m(high - third)) {
                low += third;
            } else {
                high -= third;
            }
        }
        return 0.5 * (low + high);
    }
    std::optional<Interval> undermined() const {
        return above([this](double t) { return into_m(t); }, deepest());
    }
    std::optional<Interval> exposed() const {
        const double nearest = geometry::closest(geometry::plan(piece_), trench_).s;
        auto part = above([this](double t) { return -at(t).out_m; }, nearest);
        if (!part) return std::nullopt;
        const double lift = at(1.0).up_m - at(0.0).up_m;
        const double over = at(0.0).up_m + radius_m_;
        if (lift == 0.0) return over > 0.0 ? part : std::nullopt;
        const double level = -over / lift;
        if (lift > 0.0) part->from = std::max(part->from, level);
        if (lift < 0.0) part->to = std::min(part->to, level);
        if (!(part->to > part->from)) return std::nullopt;
        return part;
    }

private:
    /// The interval round `top` on which a concave function is positive.
    template <class F>
    static std::optional<Interval> above(const F& f, double top) {
        if (!(f(top) > 0.0)) return std::nullopt;
        const auto edge = [&](double inside, double outside) {
            if (f(outside) > 0.0) return outside;
            for (int i = 0; i < 60; ++i) {
                const double middle = 0.5 * (inside + outside);
                (f(middle) > 0.0 ? inside : outside) = middle;
            }
            return inside;
        };
        return Interval{edge(top, 0.0), edge(top, 1.0)};
    }

    geometry::Segment piece_, trench_;
    TrenchShape shape_;
    double radius_m_;
};

double joint_length(std::vector<Interval> parts) {
    std::sort(parts.begin(), parts.end(),
              [](const Interval& a, const Interval& b) { return a.from < b.from; });
    double sum = 0.0;
    double reached = -1.0;
    for (const Interval& part : parts) {
        sum += std::max(0.0, part.to - std::max(part.from, reached));
        reached = std::max(reached, part.to);
    }
    return sum;
}

std::vector<geometry::Segment> pieces_of(const StreetTrench& trench) {
    std::vector<geometry::Segment> pieces;
    for (std::size_t i = 0; i + 1 < trench.line.size(); ++i) {
        const Vec2& a = trench.line[i];
        const Vec2& b = trench.line[i + 1];
        pieces.push_back({{a.x(), a.y(), 0.0}, {b.x(), b.y(), 0.0}});
    }
    return pieces;
}

double radius_of(const model::Asset& asset) {
    return 0.5 * (asset.duct_bank ? asset.duct_bank->height_m : asset.outer_diameter_m);
}

/// Adds one straight run of an asset to what is found so far.
void add_run(const geometry::Segment& run, const StreetTrench& trench, double radius_m,
             Undermined& found) {
    std::vector<Interval> undermined;
    std::vector<Interval> exposed;
    for (const geometry::Segment& piece : pieces_of(trench)) {
        const PieceBesideTrench beside{run, piece, trench.shape, radius_m};
        if (beside.surely_clear()) continue;
        const double deepest = beside.deepest();
        if (beside.into_m(deepest) > found.into_wedge_m) {
            found.into_wedge_m = beside.into_m(deepest);
            found.distance_needed_m = needed_m(trench.shape, beside.at(deepest).up_m, radius_m);
        }
        if (const auto part = beside.undermined()) undermined.push_back(*part);
        if (const auto part = beside.exposed()) exposed.push_back(*part);
    }
    const auto& unheld = trench.shape.supported ? exposed : undermined;
    found.exposed_length_m += joint_length(exposed) * run.length();
    found.undermined_length_m += joint_length(unheld) * run.length();
}

Undermined beside_trench(const model::Asset& asset, double ground_z, const StreetTrench& trench) {
    double sagitta = 0.0;
    auto axis = model::tessellated(asset.axis, sagitta);
    for (Vec3& at : axis)
        at.z() = ground_z - at.z();
    Undermined found{asset.id};
    found.into_wedge_m = -std::numeric_limits<double>::infinity();
    for (std::size_t i = 0; i + 1 < axis.size(); ++i)
        add_run({axis[i], axis[i + 1]}, trench, radius_of(asset), found);
    found.state = state_of(trench.shape, found.into_wedge_m, found.exposed_length_m > 0.0);
    return found;
}

}  // namespace

base::Result<std::vector<Undermined>> undermined_by_trench(
    const model::Street& street, const StreetTrench& trench,
    const std::vector<std::string>& digging_for) {
    if (auto checked = check_shape(trench.shape, "trench"); !checked)
        return tl::unexpected(checked.error());
    if (trench.line.size() < 2) {
        return base::bad_input("its centre line needs at least two points", "trench");
    }
    std::vector<Undermined> all;
    for (const model::Asset& asset : street.assets) {
        if (std::find(digging_for.begin(), digging_for.end(), asset.id) != digging_for.end())
            continue;
        Undermined found = beside_trench(asset, street.ground_z(), trench);
        if (found.state != TrenchState::Clear) all.push_back(std::move(found));
    }
    return all;
}

}  // namespace maaiveld::influence
