#include "model/rack.h"

#include "model/rack_frames.h"
#include "model/scene.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <limits>
#include <numbers>
#include <tuple>

namespace maaiveld::model {
namespace {

/// Heights and places closer than this are the same.
constexpr double kSame_m = 1e-6;

/// What a line takes of the rack's width, over all frames.
struct Taken {
    double from_m = std::numeric_limits<double>::infinity();
    double to_m = -std::numeric_limits<double>::infinity();
    double left_m = 0.0;    ///< of the axis, mean
    double lowest_m = 0.0;  ///< underside, street z
    int seats = 0;
};

std::vector<Taken> taken_by(const std::vector<RackFrame>& frames,
                            const std::vector<RackLine>& lines) {
    std::vector<Taken> taken(lines.size());
    for (const RackFrame& frame : frames) {
        for (const RackSeat& seat : frame.seats) {
            Taken& t = taken[seat.line];
            const double r = lines[seat.line].radius_m;
            t.from_m = std::min(t.from_m, seat.left_m - r);
            t.to_m = std::max(t.to_m, seat.left_m + r);
            t.lowest_m = t.seats == 0 ? seat.z_m - r : std::min(t.lowest_m, seat.z_m - r);
            t.left_m += (seat.left_m - t.left_m) / (t.seats + 1);
            ++t.seats;
        }
    }
    std::erase_if(taken, [](const Taken& t) { return t.seats == 0; });
    return taken;
}

/// Which way deeper lines step: the slope of place over depth (least squares), as a sign.
int step_of(const std::vector<Taken>& taken) {
    double left = 0.0;
    double depth = 0.0;
    for (const Taken& t : taken) {
        left += t.left_m / static_cast<double>(taken.size());
        depth -= t.lowest_m / static_cast<double>(taken.size());
    }
    double both = 0.0;
    for (const Taken& t : taken)
        both += (t.left_m - left) * (-t.lowest_m - depth);
    return std::abs(both) < kSame_m ? 1 : (both > 0.0 ? 1 : -1);
}

bool is_free(const std::vector<Taken>& taken, double from_m, double to_m) {
    return std::all_of(taken.begin(), taken.end(), [&](const Taken& t) {
        return t.to_m <= from_m + kSame_m || t.from_m >= to_m - kSame_m;
    });
}

std::optional<PostPlace> post_at_edge(const RackType& type, const Rack& rack,
                                      const std::vector<Taken>& taken, int side) {
    const double edge = 0.5 * side * rack.width_m;
    const double inner = edge - side * type.post.width_m;
    if (!is_free(taken, std::min(edge, inner), std::max(edge, inner))) return {};
    return PostPlace{0.5 * (edge + inner), side};
}

/// The free place between lines that is nearest to the middle of all lines.
std::optional<PostPlace> post_between(const RackType& type, std::vector<Taken> taken) {
    if (taken.size() < 2) return {};
    std::sort(taken.begin(), taken.end(),
              [](const Taken& x, const Taken& y) { return x.from_m < y.from_m; });
    double reach = taken.front().to_m;
    double farthest = reach;
    for (const Taken& t : taken)
        farthest = std::max(farthest, t.to_m);
    const double middle = 0.5 * (taken.front().from_m + farthest);
    const double half = 0.5 * type.post.width_m;
    std::optional<PostPlace> best;
    for (const Taken& t : taken) {
        if (t.from_m - reach >= 2.0 * half - kSame_m) {
            const double spare = std::min(type.saddle_gap_m, 0.5 * (t.from_m - reach) - half);
            const double low = reach + half + spare;
            const double high = std::max(low, t.from_m - half - spare);
            const double at = std::clamp(middle, low, high);
            if (!best || std::abs(at - middle) < std::abs(best->left_m - middle))
                best = PostPlace{at, 0};
        }
        reach = std::max(reach, t.to_m);
    }
    return best;
}

double ring_area_m2(double width_m, double height_m, double wall_m) {
    if (!(wall_m > 0.0)) return width_m * height_m;
    return width_m * height_m - (width_m - 2.0 * wall_m) * (height_m - 2.0 * wall_m);
}

base::Result<void> check_type(const RackType& type) {
    const std::string why = fmt::format("rack type `{}`: ", type.id);
    for (const std::string* name :
         {&type.post.material, &type.beam.material, &type.plate_material, &type.saddle_material}) {
        if (type.material(*name) == nullptr)
            return base::bad_input(why + fmt::format("no material is called `{}`", *name));
    }
    if (!(type.module_length_m > 0.0) || !(type.beam_spacing_m > 0.0))
        return base::bad_input(why + "module length and beam spacing must be above 0");
    return {};
}

/// Builds the parts of one rack.
class Builder {
public:
    Builder(const RackType& type, const Rack& rack, const std::vector<RackLine>& lines,
            double ground_z)
        : type_{type},
          rack_{rack},
          lines_{lines},
          top_z_{ground_z + rack.top_m},
          bottom_z_{ground_z + rack.bottom_m} {}

    std::vector<RackPart> build(const std::vector<RackFrame>& frames, const PostPlace& post,
                                const std::vector<double>& beam_tops_z) {
        post_ = post;
        beam_tops_z_ = beam_tops_z;
        for (std::size_t f = 0; f < frames.size(); ++f) {
            frame_ = static_cast<int>(f);
            add_base_plate(frames[f]);
            add_post(frames[f]);
            add_beams_and_saddles(frames[f]);
            if (f > 0) add_cover_plate(frames[f - 1], frames[f]);
        }
        return std::move(parts_);
    }

private:
    RackPart& add(RackPartKind kind, const std::string& material, const Vec2& at, double z_m,
                  const Vec2& along, const Vec3& size_m, double volume_m3) {
        RackPart part;
        part.kind = kind;
        part.material = material;
        part.centre = {at.x(), at.y(), z_m};
        part.size_m = size_m;
        part.heading_deg = std::atan2(along.y(), along.x()) * 180.0 / std::numbers::pi;
        part.mass_kg = volume_m3 * type_.material(material)->density_kg_m3;
        part.frame = frame_;
        parts_.push_back(std::move(part));
        return parts_.back();
    }

    void add_base_plate(const RackFrame& frame) {
        const Vec3 size{type_.base_plate_length_m, rack_.width_m, type_.base_plate_thickness_m};
        add(RackPartKind::BasePlate, type_.plate_material, frame.at, bottom_z_ + 0.5 * size.z(),
            frame.along, size, size.prod());
    }

    void add_post(const RackFrame& frame) {
        const double low = bottom_z_ + type_.base_plate_thickness_m;
        const double high = top_z_ - type_.cover_plate_thickness_m;
        const Vec3 size{type_.post.height_m, type_.post.width_m, high - low};
        add(RackPartKind::Post, type_.post.material, frame.at + post_.left_m * frame.left(),
            0.5 * (low + high), frame.along, size, type_.post.area_m2() * size.z())
            .section = type_.post.name;
    }

    void add_cover_plate(const RackFrame& from, const RackFrame& to) {
        const Vec2 along = to.at - from.at;
        const Vec3 size{along.norm(), rack_.width_m, type_.cover_plate_thickness_m};
        add(RackPartKind::CoverPlate, type_.plate_material, 0.5 * (from.at + to.at),
            top_z_ - 0.5 * size.z(), along, size, size.prod());
    }

    /// The beam that a line's underside rests on: the nearest one below within half a pitch.
    std::optional<std::size_t> beam_under(double underside_z) const {
        std::optional<std::size_t> found;
        double least = 0.5 * type_.level_pitch_min_m;
        for (std::size_t k = 0; k < beam_tops_z_.size(); ++k) {
            const double gap = underside_z - beam_tops_z_[k];
            if (gap < -kSame_m || gap > least) continue;
            found = k;
            least = gap;
        }
        return found;
    }

    void add_saddle(const RackFrame& frame, const RackSeat& seat, std::size_t level) {
        const RackLine& line = lines_[seat.line];
        const double height = seat.z_m - line.radius_m - beam_tops_z_[level];
        if (height <= kSame_m) return;
        const Vec3 size{type_.saddle_length_m, 2.0 * line.radius_m, height};
        RackPart& part =
            add(RackPartKind::Saddle, type_.saddle_material, frame.at + seat.left_m * frame.left(),
                beam_tops_z_[level] + 0.5 * height, frame.along, size, size.prod());
        part.level = static_cast<int>(level);
        part.asset = line.id;
    }

    void add_beam(const RackFrame& frame, std::size_t level, double from_m, double to_m) {
        const double length = to_m - from_m;
        if (length <= kSame_m) return;
        const Vec3 size{type_.beam.width_m, length, type_.beam.height_m};
        RackPart& part = add(RackPartKind::Beam, type_.beam.material,
                             frame.at + 0.5 * (from_m + to_m) * frame.left(),
                             beam_tops_z_[level] - 0.5 * size.z(), frame.along, size,
                             type_.beam.area_m2() * length);
        part.level = static_cast<int>(level);
        part.section = type_.beam.name;
    }

    void add_beams_and_saddles(const RackFrame& frame) {
        const double face_right = post_.left_m - 0.5 * type_.post.width_m;
        const double face_left = post_.left_m + 0.5 * type_.post.width_m;
        std::vector<double> right(beam_tops_z_.size(), face_right);
        std::vector<double> left(beam_tops_z_.size(), face_left);
        for (const RackSeat& seat : frame.seats) {
            const double r = lines_[seat.line].radius_m;
            const auto level = beam_under(seat.z_m - r);
            if (!level) continue;
            add_saddle(frame, seat, *level);
            const double over = r + type_.beam_overhang_m;
            const double half = 0.5 * rack_.width_m;
            if (seat.left_m > post_.left_m)
                left[*level] = std::max(left[*level], std::min(half, seat.left_m + over));
            else
                right[*level] = std::min(right[*level], std::max(-half, seat.left_m - over));
        }
        for (std::size_t k = 0; k < beam_tops_z_.size(); ++k) {
            add_beam(frame, k, face_left, left[k]);
            add_beam(frame, k, right[k], face_right);
        }
    }

    const RackType& type_;
    const Rack& rack_;
    const std::vector<RackLine>& lines_;
    double top_z_;
    double bottom_z_;
    PostPlace post_;
    std::vector<double> beam_tops_z_;
    int frame_ = 0;
    std::vector<RackPart> parts_;
};

/// Beams that do not fit between the plates, in words; empty when all do.
std::string misfit(const RackType& type, const Rack& rack, const std::vector<double>& tops_m) {
    if (tops_m.empty()) return {};
    const double under_cover = -rack.top_m + type.cover_plate_thickness_m;
    const double on_base = -rack.bottom_m - type.base_plate_thickness_m;
    if (tops_m.front() < under_cover - kSame_m) {
        return fmt::format(
            "rack `{}`: its top beam at {:.3f} m lies above the underside of the "
            "cover plate ({:.3f} m)",
            rack.id, tops_m.front(), under_cover);
    }
    const double lowest = tops_m.back() + type.beam.height_m;
    if (lowest <= on_base + kSame_m) return {};
    return fmt::format(
        "rack `{}`: its lowest beam reaches down to {:.3f} m and the base plate "
        "begins at {:.3f} m: bottom_m {:.3f} would do",
        rack.id, lowest, on_base, -(lowest + type.base_plate_thickness_m));
}

auto size_key(const Vec3& size_m) {
    return std::tuple{std::llround(1e3 * size_m.x()), std::llround(1e3 * size_m.y()),
                      std::llround(1e3 * size_m.z())};
}

}  // namespace

double RackSection::area_m2() const {
    return ring_area_m2(width_m, height_m, wall_m);
}

const RackMaterial* RackType::material(const std::string& name) const {
    const auto found = std::find_if(materials.begin(), materials.end(),
                                    [&](const RackMaterial& m) { return m.name == name; });
    return found == materials.end() ? nullptr : &*found;
}

std::string_view name_of(RackPartKind kind) {
    switch (kind) {
        case RackPartKind::Post:
            return "post";
        case RackPartKind::Beam:
            return "beam";
        case RackPartKind::BasePlate:
            return "base_plate";
        case RackPartKind::CoverPlate:
            return "cover_plate";
        case RackPartKind::Saddle:
            return "saddle";
    }
    return "";
}

std::vector<RackLine> lines_in_rack(const Street& street, const Rack& rack) {
    std::vector<RackLine> lines;
    for (const Asset& asset : street.assets) {
        if (!lies_in(asset, rack)) continue;
        double sagitta = 0.0;
        const double side = asset.duct_bank
                                ? std::max(asset.duct_bank->width_m, asset.duct_bank->height_m)
                                : asset.outer_diameter_m;
        lines.push_back({asset.id, asset.network, tessellated(asset.axis, sagitta), 0.5 * side});
    }
    return lines;
}

std::vector<double> beam_tops_m(const RackType& type, const Rack& rack,
                                const std::vector<RackLine>& lines, double ground_z) {
    if (!rack.beams_m.empty()) return rack.beams_m;
    std::vector<double> undersides;
    for (const Taken& t : taken_by(frames_of(type, rack, lines), lines))
        undersides.push_back(ground_z - t.lowest_m);
    std::sort(undersides.begin(), undersides.end());
    std::vector<double> tops;
    double first = 0.0;
    for (const double underside : undersides) {
        if (tops.empty() || underside - first >= 0.5 * type.level_pitch_min_m) {
            first = underside;
            tops.push_back(0.0);
        }
        tops.back() = underside + type.saddle_thickness_m;
    }
    return tops;
}

base::Result<PostPlace> post_place(const RackType& type, const Rack& rack,
                                   const std::vector<RackLine>& lines) {
    const auto taken = taken_by(frames_of(type, rack, lines), lines);
    if (type.double_sided) {
        if (const auto between = post_between(type, taken)) return *between;
    }
    const int side = -step_of(taken);
    if (const auto edge = post_at_edge(type, rack, taken, side)) return *edge;
    if (const auto edge = post_at_edge(type, rack, taken, -side)) return *edge;
    return base::bad_input(fmt::format(
        "rack `{}`: no free place for its posts of {:.3f} m within its width of {:.3f} m", rack.id,
        type.post.width_m, rack.width_m));
}

base::Result<std::vector<RackPart>> rack_parts(const RackType& type, const Rack& rack,
                                               const std::vector<RackLine>& lines, double ground_z,
                                               const std::vector<PassingLine>& passing) {
    if (const auto usable = check_type(type); !usable) return tl::unexpected(usable.error());
    if (rack.line.size() < 2) {
        return base::bad_input(
            fmt::format("rack `{}`: its line needs at least two points", rack.id));
    }
    const auto post = post_place(type, rack, lines);
    if (!post) return tl::unexpected(post.error());
    const auto tops_m = beam_tops_m(type, rack, lines, ground_z);
    if (auto why = misfit(type, rack, tops_m); !why.empty()) return base::bad_input(std::move(why));
    std::vector<double> tops_z;
    for (const double top_m : tops_m)
        tops_z.push_back(ground_z - top_m);
    return Builder{type, rack, lines, ground_z}.build(
        frames_of(type, rack, lines, kept_free(type, rack, passing, ground_z)), *post, tops_z);
}

base::Result<std::vector<RackPart>> rack_parts(const RackType& type, const Rack& rack,
                                               const std::vector<RackLine>& lines,
                                               double ground_z) {
    return rack_parts(type, rack, lines, ground_z, {});
}

base::Result<std::vector<RackPart>> rack_parts(const RackType& type, const Street& street,
                                               const Rack& rack) {
    return rack_parts(type, rack, lines_in_rack(street, rack), street.ground_z(),
                      lines_passing(street, rack));
}

std::vector<RackPartCount> parts_list(const std::vector<RackPart>& parts) {
    const auto key = [](const RackPartCount& c) {
        return std::tuple{c.kind, c.section, c.material, size_key(c.size_m)};
    };
    std::vector<RackPartCount> list;
    for (const RackPart& part : parts) {
        const RackPartCount one{part.kind, part.section, part.material, part.size_m,
                                1,         part.mass_kg, part.mass_kg};
        const auto same = std::find_if(list.begin(), list.end(),
                                       [&](const RackPartCount& c) { return key(c) == key(one); });
        if (same == list.end()) {
            list.push_back(one);
            continue;
        }
        ++same->count;
        same->mass_kg += part.mass_kg;
    }
    std::sort(list.begin(), list.end(),
              [&](const RackPartCount& x, const RackPartCount& y) { return key(x) < key(y); });
    return list;
}

}  // namespace maaiveld::model
