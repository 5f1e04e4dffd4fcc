#include "exchange/imkl_bundles.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <map>
#include <string>
#include <utility>

namespace maaiveld::exchange {

using geometry::Vec2;

namespace {

constexpr double kGap_m = 0.02;
constexpr double kSharpest = 0.5;  ///< at a corner a line moves at most twice its offset
constexpr double kMeets_m = 0.05;  ///< as lines of one network are connected
constexpr double kLead_m = 0.5;    ///< from an end that stays to the place in the bundle

/// One straight piece between two places, whatever its direction, in millimetres.
using PieceKey = std::array<std::int64_t, 4>;

/// One draft that has this piece in its line.
struct Use {
    std::size_t draft;
    std::size_t piece;  ///< from vertex `piece` to the next
    bool forwards;      ///< in the direction of the key
};

/// Drafts side by side on one or more pieces, and how far each is from the middle.
using Members = std::vector<std::size_t>;

PieceKey key_of(const Vec2& a, const Vec2& b, bool& forwards) {
    const auto mm = [](double metres) {
        return static_cast<std::int64_t>(std::llround(metres * 1000.0));
    };
    const PieceKey key{mm(a.x()), mm(a.y()), mm(b.x()), mm(b.y())};
    const PieceKey back{key[2], key[3], key[0], key[1]};
    forwards = key <= back;
    return forwards ? key : back;
}

bool fans(const Draft& draft) {
    const FeatureKind kind = draft.feature->kind;
    return is_cable(kind) || (is_container(kind) && kind != FeatureKind::CableBed);
}

/// The outermost thing a draft lies in: that is what is moved.
std::size_t unit_of(const std::vector<Draft>& drafts, std::size_t draft) {
    while (drafts[draft].inside)
        draft = *drafts[draft].inside;
    return draft;
}

double width_m(const Draft& draft) {
    return draft.asset.outer_diameter_m;
}

class Fan {
public:
    explicit Fan(std::vector<Draft>& drafts) : drafts_(drafts) {
        for (std::size_t i = 0; i < drafts.size(); ++i) {
            if (fans(drafts[i])) collect(i);
        }
    }

    void run();

private:
    void collect(std::size_t draft);
    void share(const std::vector<Use>& uses);
    std::vector<double> slots(const Members& units) const;
    double bed_width_m(const Members& units) const;
    bool is_joined(std::size_t draft, std::size_t end_piece, const Vec2& end) const;
    void move(std::size_t number, const std::map<std::size_t, double>& offsets);

    std::vector<Draft>& drafts_;
    std::map<std::pair<std::string, PieceKey>, std::vector<Use>> pieces_;
    std::map<std::size_t, std::map<std::size_t, double>> offsets_;  ///< draft -> piece -> left
    std::map<std::size_t, PlanLine> lines_;  ///< draft -> where it goes, once all is known
};

void Fan::collect(std::size_t draft) {
    const PlanLine& line = drafts_[draft].line;
    for (std::size_t i = 0; i + 1 < line.size(); ++i) {
        bool forwards = true;
        const PieceKey key = key_of(line[i], line[i + 1], forwards);
        pieces_[{drafts_[draft].network.owner_code, key}].push_back({draft, i, forwards});
    }
}

double Fan::bed_width_m(const Members& units) const {
    const Draft& first = drafts_[units.front()];
    if (first.bed.empty()) return 0.0;
    for (const std::size_t unit : units) {
        if (drafts_[unit].bed != first.bed) return 0.0;
    }
    return first.bed_width_m;
}

/// Offset of each unit from the middle of the bundle, in the order given. A wide bed spreads them,
/// a narrow one presses them together until they touch.
std::vector<double> Fan::slots(const Members& units) const {
    std::vector<double> at{0.0};
    double touching = 0.0;
    for (std::size_t i = 1; i < units.size(); ++i) {
        touching += (width_m(drafts_[units[i - 1]]) + width_m(drafts_[units[i]])) / 2.0;
        at.push_back(touching);
    }
    const auto gaps = static_cast<double>(units.size() - 1);
    double gap = kGap_m;
    if (const double bed = bed_width_m(units); bed > 0.0) {
        const double edges = (width_m(drafts_[units.front()]) + width_m(drafts_[units.back()])) / 2;
        gap = std::max(0.0, (bed - edges - touching) / gaps);
    }
    const double middle = (touching + gap * gaps) / 2.0;
    for (std::size_t i = 0; i < at.size(); ++i)
        at[i] += gap * static_cast<double>(i) - middle;
    return at;
}

/// Gives every use of one piece its place beside the others.
void Fan::share(const std::vector<Use>& uses) {
    Members units;
    for (const Use& use : uses) {
        const std::size_t unit = unit_of(drafts_, use.draft);
        if (std::find(units.begin(), units.end(), unit) == units.end()) units.push_back(unit);
    }
    if (units.size() < 2) return;
    std::sort(units.begin(), units.end());
    const auto places = slots(units);
    const std::string bundle = "bundle " + drafts_[units.front()].asset.id;
    const bool reference = uses.front().forwards;
    for (const Use& use : uses) {
        const auto slot = std::find(units.begin(), units.end(), unit_of(drafts_, use.draft));
        const double right = places[static_cast<std::size_t>(slot - units.begin())];
        offsets_[use.draft][use.piece] = use.forwards == reference ? -right : right;
        auto& groups = drafts_[use.draft].groups;
        if (std::find(groups.begin(), groups.end(), bundle) == groups.end()) {
            groups.push_back(bundle);
        }
    }
}

/// Whether a line of the same network that does not run along with this end meets it there: then
/// the end has to stay, or the joint would come apart.
bool Fan::is_joined(std::size_t draft, std::size_t end_piece, const Vec2& end) const {
    const PlanLine& line = drafts_[draft].line;
    bool forwards = true;
    const PieceKey key = key_of(line[end_piece], line[end_piece + 1], forwards);
    const auto& uses = pieces_.at({drafts_[draft].network.owner_code, key});
    const Box around{end, end};
    for (std::size_t i = 0; i < drafts_.size(); ++i) {
        if (!drafts_[i].box.near(around, kMeets_m)) continue;
        if (drafts_[i].feature->network != drafts_[draft].feature->network) continue;
        const auto along = [&](const Use& use) { return use.draft == i; };
        if (i == draft || std::any_of(uses.begin(), uses.end(), along)) continue;
        if (nearest_place(drafts_[i].line, end).distance_m <= kMeets_m) return true;
    }
    return false;
}

/// The vertices of `line` with the pieces in `offsets` moved; at a corner along the bisector.
PlanLine moved(const PlanLine& line, const std::map<std::size_t, double>& offsets) {
    const auto left_of = [&](std::size_t piece) {
        const Vec2 along = (line[piece + 1] - line[piece]).normalized();
        return Vec2(-along.y(), along.x());
    };
    PlanLine out = line;
    for (std::size_t i = 0; i < line.size(); ++i) {
        const auto before = i > 0 ? offsets.find(i - 1) : offsets.end();
        const auto after = i + 1 < line.size() ? offsets.find(i) : offsets.end();
        if (before == offsets.end() && after == offsets.end()) continue;
        if (before == offsets.end() || after == offsets.end()) {
            const auto& only = before == offsets.end() ? *after : *before;
            out[i] += only.second * left_of(only.first);
            continue;
        }
        const Vec2 sum = left_of(i - 1) + left_of(i);
        const double offset = (before->second + after->second) / 2.0;
        out[i] += offset * sum / std::max(sum.squaredNorm() / 2.0, kSharpest);
    }
    return out;
}

/// Puts the first vertex of `line` back to `end` and leads to its neighbours over a short piece.
void keep_front(PlanLine& line, const Vec2& end) {
    const Vec2 along = line[1] - line[0];
    const double lead_m = std::min(kLead_m, along.norm() / 3.0);
    line[0] += along.normalized() * lead_m;
    line.insert(line.begin(), end);
}

void Fan::move(std::size_t number, const std::map<std::size_t, double>& offsets) {
    Draft& draft = drafts_[number];
    const Vec2 front = draft.line.front();
    const Vec2 back = draft.line.back();
    const std::size_t last = draft.line.size() - 2;
    const bool keeps_front = offsets.contains(0) && is_joined(number, 0, front);
    const bool keeps_back = offsets.contains(last) && is_joined(number, last, back);
    PlanLine line = moved(draft.line, offsets);
    if (keeps_front) keep_front(line, front);
    std::reverse(line.begin(), line.end());
    if (keeps_back) keep_front(line, back);
    std::reverse(line.begin(), line.end());
    lines_[number] = std::move(line);
    draft.asset.xy.source = model::PositionSource::Inferred;
}

void Fan::run() {
    for (const auto& [key, uses] : pieces_) {
        if (uses.size() > 1) share(uses);
    }
    for (const auto& [draft, offsets] : offsets_)
        move(draft, offsets);
    for (auto& [draft, line] : lines_)
        drafts_[draft].line = std::move(line);
}

}  // namespace

void fan_out(std::vector<Draft>& drafts) {
    Fan(drafts).run();
}

}  // namespace maaiveld::exchange
