#include "layout/rack_between_parts.h"

#include <algorithm>

namespace maaiveld::layout {
namespace {

using model::Demand;

constexpr double kSame_m = 1e-6;
/// A connection to a piece stays this far off the piece's end.
constexpr double kOffEnd_m = 0.25;

std::string named(const std::string& name, const std::string& suffix) {
    return name.empty() ? name : name + suffix;
}

Demand piece_of(const Demand& whole, const std::string& suffix, double from_m, double to_m) {
    Demand piece = whole;
    rename_piece(piece.asset, suffix);
    piece.from_m = from_m;
    piece.to_m = to_m;
    piece.rack = suffix.empty();
    if (piece.connections) piece.connections->stations_m.clear();
    return piece;
}

/// Every connection goes to the nearest piece.
void deal_connections(const Demand& whole, std::vector<Demand>& pieces) {
    if (!whole.connections) return;
    for (const double station : whole.connections->stations_m) {
        const auto off = [&](const Demand& piece) {
            return std::max({0.0, piece.from_m - station, station - *piece.to_m});
        };
        Demand& nearest =
            *std::min_element(pieces.begin(), pieces.end(),
                              [&](const Demand& a, const Demand& b) { return off(a) < off(b); });
        nearest.connections->stations_m.push_back(
            std::clamp(station, nearest.from_m + kOffEnd_m, *nearest.to_m - kOffEnd_m));
    }
    for (Demand& piece : pieces)
        if (piece.connections->stations_m.empty()) piece.connections.reset();
}

}  // namespace

void rename_piece(model::Asset& asset, const std::string& suffix) {
    asset.id += suffix;
    asset.alias = named(asset.alias, suffix);
    asset.pair = named(asset.pair, suffix);
    asset.bed = named(asset.bed, suffix);
}

CutDemand cut_demand(const Demand& demand, std::pair<double, double> rack, double in_m,
                     double out_m, double street_m) {
    CutDemand one;
    one.whole = demand.asset.id;
    const Stations s = stations_of(demand, street_m);
    if (s.from_m < rack.first - kSame_m) {
        one.pieces.push_back(piece_of(demand, "-before", s.from_m, rack.first - in_m));
        one.before = one.pieces.back().asset.id;
    }
    one.pieces.push_back(piece_of(demand, "", rack.first, rack.second));
    if (s.to_m > rack.second + kSame_m) {
        one.pieces.push_back(piece_of(demand, "-behind", rack.second + out_m, s.to_m));
        one.behind = one.pieces.back().asset.id;
    }
    deal_connections(demand, one.pieces);
    return one;
}

}  // namespace maaiveld::layout
