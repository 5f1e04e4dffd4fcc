#pragma once

#include "layout/rack_between.h"
#include "layout/rack_ends.h"

#include <set>
#include <string>
#include <utility>
#include <vector>

// Steps of lay_out_between; of use to nobody else.
namespace maaiveld::layout {

/// One end of the rack: the stations it takes, and the pieces' names.
struct EndOfRack {
    bool start = true;      ///< else the far end
    double at_m = 0.0;      ///< station of the rack's end
    double length_m = 0.0;  ///< kept free
    const char* suffix() const { return start ? "-in" : "-out"; }
    double station(double along_m) const { return start ? at_m - along_m : at_m + along_m; }
};

/// The line of a street with this id, or nullptr.
const model::Asset* asset_called(const model::Street& street, const std::string& id);

/// The same line as another piece: what it shares with others (pair, bed) it shares with their
/// pieces.
void rename_piece(model::Asset& asset, const std::string& suffix);

/// Offset (left) and height of a vertex of a line.
model::Vec2 place_in_section(const model::Street& street, const model::Vertex& vertex);

/// Where supply and return of a pair lie the other way round flat than in the rack, their flat
/// pieces change places: they are alike.
void turn_pairs(const EndOfRack& end, const std::vector<CutDemand>& cuts, model::Street& placed);

/// The ways of the lines that pass an end; `which` names them.
RackEnd ways_at(const EndOfRack& end, const std::vector<CutDemand>& cuts,
                const model::Street& placed, const LayoutProfile& profile,
                std::vector<const CutDemand*>& which);

/// Shorter than this no flat piece is laid: packs do not count it as running along anything.
constexpr double kLeastPiece_m = 2.0;

/// Whether a demand between the stations `s` has room for end pieces this long and for flat pieces
/// before and behind them. Bad input: it has not, with what would do.
base::Result<void> room_for_ends(const std::string& id, const Stations& s,
                                 std::pair<double, double> rack, double in_m, double out_m);

/// Why a line is declined at an end of the rack: its own end piece breaks rules (`is_cut`), or
/// those of others do with it. `with`: ids.
Declined no_end(bool is_cut, const std::set<std::string>& rules, const std::set<std::string>& with);

/// Notes from where to where the end pieces run.
void say_end(const EndOfRack& end, LayoutOutcome& out);

/// Lays the end pieces.
void lay_end(const EndOfRack& end, const std::vector<CutDemand>& cuts, const LayoutProfile& profile,
             model::Street& placed);

/// A layout that was made on top of another becomes part of it.
void add_layout_on_top(LayoutOutcome more, LayoutOutcome& all);

}  // namespace maaiveld::layout
