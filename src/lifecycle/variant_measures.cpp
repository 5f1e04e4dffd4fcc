#include "lifecycle/variant_measures.h"

#include "geometry/polyline.h"
#include "model/scene.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

namespace maaiveld::lifecycle {
namespace {

constexpr double kStationStep_m = 1.0;
constexpr std::size_t kMostStations = 400;
constexpr double kSamePlace_m = 1e-3;
constexpr int kPiecesAcross = 40;  ///< of a house connection, for its trench

bool same_place(const model::Asset& a, const model::Asset& b) {
    if (a.axis.size() != b.axis.size()) return false;
    for (std::size_t i = 0; i < a.axis.size(); ++i)
        if ((a.axis[i].at - b.axis[i].at).norm() > kSamePlace_m) return false;
    return true;
}

const model::Asset* asset_called(const model::Street& street, const std::string& id) {
    for (const model::Asset& asset : street.assets)
        if (asset.id == id) return &asset;
    return nullptr;
}

bool stays_in_all(const model::Asset& asset, std::span<const model::Street* const> streets) {
    return std::all_of(streets.begin(), streets.end(), [&](const model::Street* street) {
        const model::Asset* other = asset_called(*street, asset.id);
        return other != nullptr && other->status != model::Status::Projected &&
               same_place(asset, *other);
    });
}

/// Edges of a set of lines.
struct Extent {
    double left_m = std::numeric_limits<double>::infinity();
    double right_m = -std::numeric_limits<double>::infinity();
    void add(double left, double right) {
        left_m = std::min(left_m, left);
        right_m = std::max(right_m, right);
    }
    double width_m() const { return std::max(0.0, right_m - left_m); }
};

double solid_m2(const SliceLine& line) {
    const double box = 4.0 * line.half_width_m * line.half_height_m;
    return line.half_width_m == line.half_height_m ? 0.25 * std::numbers::pi * box : box;
}

/// A rack holds its place also where no line lies.
void add_racks(const Slice& slice, const std::vector<bool>& built, Extent& all, Extent& new_ones,
               double& depth_m, double& built_depth_m) {
    for (std::size_t r = 0; r < slice.racks.size(); ++r) {
        const SliceRack& rack = slice.racks[r];
        all.add(rack.left_m, rack.right_m);
        depth_m = std::max(depth_m, rack.bottom_m);
        const bool holds_new =
            std::any_of(slice.lines.begin(), slice.lines.end(), [&](const SliceLine& line) {
                return line.rack == static_cast<int>(r) && built[line.asset];
            });
        if (!holds_new) continue;
        new_ones.add(rack.left_m, rack.right_m);
        built_depth_m = std::max(built_depth_m, rack.bottom_m);
    }
}

/// Where the street is between two strip edges, with its kind.
void add_surface(const model::Street& street, const std::vector<Interval>& opened, double length_m,
                 BuildTotals& totals) {
    double left = -street.section.starts_at_offset_m;
    for (const model::Strip& strip : street.section.strips) {
        const double width = covered_m(opened, left, left + strip.width_m);
        if (width > 0.0) totals.surface_m2[strip.kind] += width * length_m;
        left += strip.width_m;
    }
    totals.surface_total_m2 += length_of(opened) * length_m;
}

void add_station(const model::Street& street, const BuildDig& dig, double length_m,
                 BuildTotals& totals) {
    totals.joint_m3 += dig.joint_area_m2 * length_m;
    totals.alone_m3 += dig.alone_area_m2 * length_m;
    totals.shored_m2 += dig.shored_m2 * length_m;
    for (const BuildItem& item : dig.items)
        totals.network_m3[item.rack ? std::string{"rack"}
                                    : std::string{model::name_of(item.network)}] +=
            item.dig.area_m2() * length_m;
    add_surface(street, dig.surface, length_m, totals);
    if (!dig.existing_in_zone.empty()) totals.hand_dug_m += length_m;
    totals.exposed_line_m += static_cast<double>(dig.existing_exposed.size()) * length_m;
}

/// The trench of a line across the street, piece by piece, less what the joint trench opens. A
/// piece that rises straight up needs none of its own.
double across_m3(const Across& line, const std::vector<Dig>& joint,
                 const TrenchPractice& practice) {
    double volume = 0.0;
    for (std::size_t i = 0; i + 1 < line.points.size(); ++i) {
        const auto &a = line.points[i], &b = line.points[i + 1];
        const double length = std::abs(b.x_m - a.x_m) / kPiecesAcross;
        for (int k = 0; k < kPiecesAcross; ++k) {
            const double t = (k + 0.5) / kPiecesAcross;
            const double depth =
                a.depth_m + t * (b.depth_m - a.depth_m) + line.half_height_m + practice.bedding_m;
            if (depth <= 0.0) continue;
            double open = 0.0;
            for (const Dig& dig : joint)
                open = std::max(open, dig.depth_at(a.x_m + t * (b.x_m - a.x_m)));
            const double d = 2.0 * line.half_height_m;
            const double width = bottom_width_m(practice, d, d, depth, true);
            volume += length * width * std::max(0.0, depth - open);
        }
    }
    return volume;
}

std::vector<Dig> digs_of(const BuildDig& dig) {
    std::vector<Dig> digs;
    for (const BuildItem& item : dig.items)
        digs.push_back(item.dig);
    return digs;
}

/// What the stations along the street add up to.
void walk(const model::Street& street, const LifecycleProfile& profile,
          const MeasureQuestion& question, VariantMeasures& m) {
    const auto stations = stations_of(street, kStationStep_m, kMostStations, m.length_m);
    const double step = m.length_m / static_cast<double>(stations.size());
    m.narrowest_m = std::numeric_limits<double>::infinity();
    std::vector<std::vector<Dig>> digs;
    for (const double station : stations) {
        const Slice slice = slice_at(street, station);
        const Occupied here = occupied_in(slice, question.built);
        m.widest_m = std::max(m.widest_m, here.width_m);
        m.narrowest_m = std::min(m.narrowest_m, here.width_m);
        m.mean_box_m2 += here.box_m2 / static_cast<double>(stations.size());
        m.mean_built_box_m2 += here.built_box_m2 / static_cast<double>(stations.size());
        const BuildDig dig = build_dig(slice, question.built, profile.trench, question.sloped);
        add_station(street, dig, step, m.build);
        digs.push_back(digs_of(dig));
    }
    for (const Across& line : lines_across(street)) {
        if (!question.built[line.asset] || step <= 0.0) continue;
        const double place =
            std::clamp(line.station_m / step, 0.0, static_cast<double>(stations.size() - 1));
        m.build.connections_m3 +=
            across_m3(line, digs[static_cast<std::size_t>(place)], profile.trench);
    }
}

double length_of(const model::Asset& asset) {
    double sagitta_m = 0.0;
    const auto points = model::tessellated(asset.axis, sagitta_m);
    return geometry::length_of(std::span<const geometry::Vec3>{points});
}

void weigh(const model::Street& street, const model::Catalogue& catalogue,
           const std::vector<bool>& built, VariantMeasures& m) {
    for (std::size_t i = 0; i < street.assets.size(); ++i) {
        const model::Asset& asset = street.assets[i];
        (built[i] ? m.lines_built : m.lines_staying) += 1;
        if (!built[i]) continue;
        Material& material = m.material[asset.network];
        const double length = length_of(asset);
        material.length_m += length;
        const auto type = catalogue.types.find(asset.type);
        if (type != catalogue.types.end() && type->second.mass_kg_m)
            material.mass_kg += *type->second.mass_kg_m * length;
        else
            material.unweighed_m += length;
    }
}

void count_findings(const rules::CheckResult& check, VariantMeasures& m) {
    for (const rules::Finding& f : check.findings) {
        if (f.exempted_by) continue;
        ++m.findings[static_cast<std::size_t>(f.severity)][static_cast<std::size_t>(f.certainty)];
    }
}

}  // namespace

Occupied occupied_in(const Slice& slice, const std::vector<bool>& built) {
    Occupied o;
    Extent all, new_ones, left, right;
    double built_depth_m = 0.0;
    const double middle = 0.5 * (slice.left_m + slice.right_m);
    for (const SliceLine& line : slice.lines) {
        all.add(line.left_m(), line.right_m());
        if (built[line.asset]) {
            new_ones.add(line.left_m(), line.right_m());
            built_depth_m = std::max(built_depth_m, line.bottom_m());
        }
        o.depth_m = std::max(o.depth_m, line.bottom_m());
        o.solid_m2 += solid_m2(line);
    }
    add_racks(slice, built, all, new_ones, o.depth_m, built_depth_m);
    const auto halve = [&](double from, double to) {
        if (from < middle) left.add(from, std::min(to, middle));
        if (to > middle) right.add(std::max(from, middle), to);
    };
    for (const SliceLine& line : slice.lines)
        halve(line.left_m(), line.right_m());
    for (const SliceRack& rack : slice.racks)
        halve(rack.left_m, rack.right_m);
    o.width_m = all.width_m();
    o.built_width_m = new_ones.width_m();
    o.left_half_m = left.width_m();
    o.right_half_m = right.width_m();
    o.box_m2 = o.width_m * o.depth_m;
    o.built_box_m2 = o.built_width_m * built_depth_m;
    return o;
}

std::vector<std::vector<bool>> lines_to_build(std::span<const model::Street* const> streets) {
    std::vector<std::vector<bool>> all;
    for (const model::Street* street : streets) {
        std::vector<bool> built;
        for (const model::Asset& asset : street->assets)
            built.push_back(
                asset.status != model::Status::Disused &&
                (asset.status == model::Status::Projected || !stays_in_all(asset, streets)));
        if (std::none_of(built.begin(), built.end(), [](bool b) { return b; }))
            for (std::size_t i = 0; i < built.size(); ++i)
                built[i] = street->assets[i].status != model::Status::Disused;
        all.push_back(std::move(built));
    }
    return all;
}

VariantMeasures measures_of(const model::Street& street, const model::Catalogue& catalogue,
                            std::span<const rules::Pack> packs, const LifecycleProfile& profile,
                            const MeasureQuestion& question) {
    VariantMeasures m;
    m.name = street.name;
    walk(street, profile, question, m);
    weigh(street, catalogue, question.built, m);
    m.station_m = question.station_m.value_or(0.5 * m.length_m);
    const Slice slice = slice_at(street, m.station_m);
    m.occupied = occupied_in(slice, question.built);
    m.trenches = build_dig(slice, question.built, profile.trench, question.sloped).items;
    m.access = access_of(slice, lines_across(street), m.length_m, profile.trench);
    m.careful = exposure_of(street, m.access, profile, Habit::Careful);
    m.least_volume = exposure_of(street, m.access, profile, Habit::LeastVolume);
    m.roots = root_room(street, profile.root_protection_m);
    for (const FutureNetwork& network : profile.future)
        m.future.push_back(
            future_room(street, catalogue, packs, network, m.station_m, profile.future_step_m));
    if (question.check != nullptr) count_findings(*question.check, m);
    m.margins = question.margins;
    std::stable_sort(m.margins.begin(), m.margins.end(),
                     [](const Margin& a, const Margin& b) { return a.margin < b.margin; });
    m.rack_parts = question.rack_parts;
    m.cost = build_cost(m.build, m.rack_parts, profile.prices);
    m.notes = question.notes;
    return m;
}

}  // namespace maaiveld::lifecycle
