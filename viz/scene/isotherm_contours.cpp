#include "viz/scene/isotherm_contours.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace maaiveld::viz::scene {

namespace {

/// A corner of the area being traced, by number, so that neighbouring cells agree exactly: three
/// per grid node, for the node itself and the crossings on the sides to its right and below it.
using Key = std::size_t;
constexpr Key kNode = 0, kToRight = 1, kBelow = 2;

struct Piece {
    Key from = 0, to = 0;
};

/// The cells of a grid against one level.
class Cells {
public:
    Cells(const TemperatureGrid& grid, double level_C) : grid_(grid), level_C_(level_C) {}

    bool known(std::size_t ix, std::size_t iz) const {
        return ix + 1 < grid_.nx && iz + 1 < grid_.nz && finite(ix, iz) && finite(ix + 1, iz) &&
               finite(ix, iz + 1) && finite(ix + 1, iz + 1);
    }
    bool warm(std::size_t ix, std::size_t iz) const { return grid_.at(ix, iz) >= level_C_; }
    double level_C() const { return level_C_; }
    const TemperatureGrid& grid() const { return grid_; }

    GroundPoint place(Key key) const {
        const std::size_t node = key / 3;
        const std::size_t ix = node % grid_.nx, iz = node / grid_.nx;
        if (key % 3 == kNode) return point(static_cast<double>(ix), static_cast<double>(iz));
        const bool right = key % 3 == kToRight;
        const double a = grid_.at(ix, iz);
        const double b = right ? grid_.at(ix + 1, iz) : grid_.at(ix, iz + 1);
        const double t = std::clamp((level_C_ - a) / (b - a), 0.0, 1.0);
        return point(static_cast<double>(ix) + (right ? t : 0.0),
                     static_cast<double>(iz) + (right ? 0.0 : t));
    }

private:
    bool finite(std::size_t ix, std::size_t iz) const { return std::isfinite(grid_.at(ix, iz)); }
    GroundPoint point(double ix, double iz) const { return {grid_.x_m(ix), grid_.depth_m(iz)}; }

    const TemperatureGrid& grid_;
    double level_C_;
};

/// One cell, its corners and sides counted clockwise on paper from the upper left corner.
struct Cell {
    std::array<Key, 4> corner{};
    std::array<Key, 4> side{};
    std::array<bool, 4> warm{};
    bool middle_warm = false;
};

Cell cell_at(const Cells& cells, std::size_t ix, std::size_t iz) {
    const TemperatureGrid& g = cells.grid();
    const auto key = [&](std::size_t x, std::size_t z, Key part) {
        return 3 * (z * g.nx + x) + part;
    };
    Cell cell;
    cell.corner = {key(ix, iz, kNode), key(ix + 1, iz, kNode), key(ix + 1, iz + 1, kNode),
                   key(ix, iz + 1, kNode)};
    cell.side = {key(ix, iz, kToRight), key(ix + 1, iz, kBelow), key(ix, iz + 1, kToRight),
                 key(ix, iz, kBelow)};
    cell.warm = {cells.warm(ix, iz), cells.warm(ix + 1, iz), cells.warm(ix + 1, iz + 1),
                 cells.warm(ix, iz + 1)};
    const double mean_C =
        0.25 * (g.at(ix, iz) + g.at(ix + 1, iz) + g.at(ix + 1, iz + 1) + g.at(ix, iz + 1));
    cell.middle_warm = mean_C >= cells.level_C();
    return cell;
}

bool leaves(const Cell& cell, std::size_t side) {
    return cell.warm[side] && !cell.warm[(side + 1) % 4];
}
bool enters(const Cell& cell, std::size_t side) {
    return !cell.warm[side] && cell.warm[(side + 1) % 4];
}

/// The isotherm inside a cell: from where the outline of the warm part leaves the cell's edge to
/// where it comes back. With two warm corners across, a warm middle cuts off the cold corners.
void add_lines(const Cell& cell, std::vector<Piece>& pieces) {
    for (std::size_t side = 0; side < 4; ++side) {
        if (!leaves(cell, side)) continue;
        const bool forward = cell.middle_warm;
        std::size_t back = side;
        do
            back = (back + (forward ? 1 : 3)) % 4;
        while (!enters(cell, back));
        pieces.push_back({cell.side[side], cell.side[back]});
    }
}

/// The warm stretch of a side that has no known cell beyond it.
void add_edge(const Cell& cell, std::size_t side, std::vector<Piece>& pieces) {
    const std::size_t next = (side + 1) % 4;
    if (!cell.warm[side] && !cell.warm[next]) return;
    pieces.push_back({cell.warm[side] ? cell.corner[side] : cell.side[side],
                      cell.warm[next] ? cell.corner[next] : cell.side[side]});
}

std::vector<Piece> pieces_of(const Cells& cells, bool with_edges) {
    std::vector<Piece> pieces;
    for (std::size_t iz = 0; iz + 1 < cells.grid().nz; ++iz) {
        for (std::size_t ix = 0; ix + 1 < cells.grid().nx; ++ix) {
            if (!cells.known(ix, iz)) continue;
            const Cell cell = cell_at(cells, ix, iz);
            add_lines(cell, pieces);
            if (!with_edges) continue;
            if (iz == 0 || !cells.known(ix, iz - 1)) add_edge(cell, 0, pieces);
            if (!cells.known(ix + 1, iz)) add_edge(cell, 1, pieces);
            if (!cells.known(ix, iz + 1)) add_edge(cell, 2, pieces);
            if (ix == 0 || !cells.known(ix - 1, iz)) add_edge(cell, 3, pieces);
        }
    }
    return pieces;
}

/// Pieces joined end to start.
class Chains {
public:
    explicit Chains(std::vector<Piece> pieces) : pieces_(std::move(pieces)) {
        std::sort(pieces_.begin(), pieces_.end(), [](const Piece& a, const Piece& b) {
            return a.from != b.from ? a.from < b.from : a.to < b.to;
        });
        used_.assign(pieces_.size(), false);
    }

    /// Lines that begin where no piece ends, then rings.
    std::vector<std::vector<Key>> all() {
        std::vector<Key> ends;
        for (const Piece& piece : pieces_)
            ends.push_back(piece.to);
        std::sort(ends.begin(), ends.end());
        std::vector<std::vector<Key>> chains;
        for (const bool ring : {false, true})
            for (std::size_t i = 0; i < pieces_.size(); ++i) {
                const bool inside = std::binary_search(ends.begin(), ends.end(), pieces_[i].from);
                if (!used_[i] && (ring || !inside)) chains.push_back(from(i));
            }
        return chains;
    }

private:
    std::vector<Key> from(std::size_t piece) {
        std::vector<Key> keys = {pieces_[piece].from};
        for (std::size_t i = piece; i < pieces_.size(); i = next(pieces_[i].to)) {
            used_[i] = true;
            keys.push_back(pieces_[i].to);
            if (keys.back() == keys.front()) break;
        }
        return keys;
    }
    std::size_t next(Key key) const {
        auto at = std::lower_bound(pieces_.begin(), pieces_.end(), key,
                                   [](const Piece& p, Key k) { return p.from < k; });
        for (; at != pieces_.end() && at->from == key; ++at) {
            const auto i = static_cast<std::size_t>(at - pieces_.begin());
            if (!used_[i]) return i;
        }
        return pieces_.size();
    }

    std::vector<Piece> pieces_;
    std::vector<bool> used_;
};

bool same(const GroundPoint& a, const GroundPoint& b) {
    return a.x_m == b.x_m && a.depth_m == b.depth_m;
}

/// The places of a chain without repetitions; a ring without its first point at the end.
Isotherm line_of(const std::vector<Key>& keys, const Cells& cells) {
    Isotherm line;
    line.closed = keys.size() > 1 && keys.front() == keys.back();
    for (const Key key : keys) {
        const GroundPoint p = cells.place(key);
        if (line.points.empty() || !same(line.points.back(), p)) line.points.push_back(p);
    }
    while (line.closed && line.points.size() > 1 && same(line.points.front(), line.points.back()))
        line.points.pop_back();
    return line;
}

}  // namespace

std::vector<Isotherm> isotherms(const TemperatureGrid& grid, double level_C) {
    if (!usable(grid)) return {};
    const Cells cells(grid, level_C);
    std::vector<Isotherm> lines;
    for (const std::vector<Key>& keys : Chains(pieces_of(cells, false)).all()) {
        Isotherm line = line_of(keys, cells);
        if (line.points.size() >= (line.closed ? 3U : 2U)) lines.push_back(std::move(line));
    }
    return lines;
}

std::vector<std::vector<GroundPoint>> warm_area(const TemperatureGrid& grid, double level_C) {
    if (!usable(grid)) return {};
    const Cells cells(grid, level_C);
    std::vector<std::vector<GroundPoint>> rings;
    for (const std::vector<Key>& keys : Chains(pieces_of(cells, true)).all()) {
        Isotherm ring = line_of(keys, cells);
        if (ring.points.size() >= 3) rings.push_back(std::move(ring.points));
    }
    return rings;
}

}  // namespace maaiveld::viz::scene
