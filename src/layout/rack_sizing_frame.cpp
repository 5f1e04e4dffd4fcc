#include "layout/rack_sizing_parts.h"
#include "layout/rack_sizing_statics.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <limits>
#include <numbers>

namespace maaiveld::layout {
namespace {

double loss_m(const SizingJob& job, const std::string& material) {
    return job.type.material(material)->loss_mm_year * 1e-3 * job.life_years;
}

std::string beam_name(const BeamLength& beam) {
    return fmt::format("{}", beam.level + 1);
}

/// What a section of which nothing is left comes to: far beyond any limit, and finite.
constexpr double kGone = 1e15;

/// Places are written in millimetres and less; closer than this is touching.
constexpr double kRounding_m = 1e-6;

double over(double force, double resistance) {
    return resistance > 0.0 ? std::min(force / resistance, kGone) : kGone;
}

double arm_m(const SizingJob& job, std::size_t i) {
    return job.lines[i].right_m - job.stand.post_right_m;
}

double self_weight_N_m(const SizingJob& job, const model::RackSection& s) {
    return s.area_m2() * job.type.material(s.material)->density_kg_m3 * job.profile.gravity_m_s2;
}

/// Even load on a beam itself: its weight and, once backfilled, the sand on it.
double even_on_beam_N_m(const SizingJob& job, const model::RackSection& s, const CaseFactors& f,
                        int level) {
    const double weight = self_weight_N_m(job, s);
    if (f.load_case == LoadCase::Dry || f.load_case == LoadCase::Building)
        return f.permanent * weight;
    const double depth = job.stand.beam_tops_m[static_cast<std::size_t>(level)];
    const double sand =
        mean_unit_weight_N_m3(job.profile, depth, job.groundwater_depth_m) * depth * s.width_m;
    return f.permanent * (weight + sand);
}

/// Height that is free for the beam of `level`: down to what lies on the level below, less the gap
/// of levels, or down to the base plate.
double beam_room_m(const SizingJob& job, const BeamLength& beam) {
    const double top = job.stand.beam_tops_m[static_cast<std::size_t>(beam.level)];
    double room = job.stand.base_m - job.type.base_plate_thickness_m - top;
    for (std::size_t i = 0; i < job.lines.size(); ++i) {
        const bool passes_below =
            job.lines[i].level > beam.level && arm_m(job, i) * beam.side > 0.0;
        const double from_face = arm_m(job, i) * beam.side - 0.5 * job.lines[i].outer_diameter_m -
                                 0.5 * job.type.post.width_m;
        if (!passes_below || from_face > beam.length_m) continue;
        room = std::min(room, job.lines[i].top_m - top);
    }
    return room;
}

/// Twice the distance from the post's middle to the nearest line.
double post_room_m(const SizingJob& job) {
    double room = std::numeric_limits<double>::infinity();
    for (std::size_t i = 0; i < job.lines.size(); ++i)
        room =
            std::min(room, 2.0 * (std::abs(arm_m(job, i)) - 0.5 * job.lines[i].outer_diameter_m));
    return room;
}

/// Mean deflection of a beam below its loads, each weighed with its force.
double deflection_below_m(const std::vector<PointLoad>& loads, double stiffness_N_m2) {
    double work = 0.0;
    double sum = 0.0;
    for (const PointLoad& x : loads) {
        sum += x.force_N;
        for (const PointLoad& y : loads) {
            const double near = std::min(x.at_m, y.at_m);
            const double far = std::max(x.at_m, y.at_m);
            work +=
                x.force_N * y.force_N * near * near * (3.0 * far - near) / (6.0 * stiffness_N_m2);
        }
    }
    return sum > 0.0 ? work / sum : 0.0;
}

/// The sand below the lines of one beam: how far it sags, and its spring on one frame.
struct SandSpring {
    double sag_m = 0.0;
    double spring_N_m = 0.0;
};

SandSpring sand_below(const SizingJob& job, const SpacingActions& actions, const BeamLength& beam) {
    SandSpring sand;
    for (std::size_t i = 0; i < job.lines.size(); ++i) {
        if (job.lines[i].level != beam.level || arm_m(job, i) * beam.side <= 0.0) continue;
        sand.sag_m = std::max(sand.sag_m, sand_sag_m(job, job.lines[i]));
        sand.spring_N_m +=
            job.profile.bedding_N_m3 * job.lines[i].outer_diameter_m * actions.spacing_m;
    }
    return sand;
}

/// What a beam keeps of its load when it gives way until the sand below carries with it: with d the
/// deflection under all of it, s the sag of the sand and k its spring, (P + k s) / (P + k d).
double share_of_beam(const SizingJob& job, const SpacingActions& actions, const BeamLength& beam,
                     const std::vector<PointLoad>& loads, double stiffness_N_m2) {
    const double deflection = deflection_below_m(loads, stiffness_N_m2);
    const SandSpring sand = sand_below(job, actions, beam);
    if (stiffness_N_m2 <= 0.0 || deflection <= sand.sag_m) return 1.0;
    double force = 0.0;
    for (const PointLoad& p : loads)
        force += p.force_N;
    return (force + sand.spring_N_m * sand.sag_m) / (force + sand.spring_N_m * deflection);
}

/// The same by case: nothing below while the rack is dry; a wash-out takes the sand on one side of
/// a frame.
double share_in(LoadCase load_case, double with_sand) {
    if (load_case == LoadCase::Dry) return 1.0;
    return load_case == LoadCase::WashedOut ? 0.5 * (1.0 + with_sand) : with_sand;
}

/// The lines on one side of one level as point loads on the beam, from the post's face.
std::vector<PointLoad> loads_on(const SizingJob& job, const std::vector<FrameForce>& forces,
                                const BeamLength& beam, double post_width_m, const CaseFactors& f) {
    std::vector<PointLoad> loads;
    for (std::size_t i = 0; i < job.lines.size(); ++i) {
        const double arm = arm_m(job, i) * beam.side;
        if (job.lines[i].level != beam.level || arm <= 0.0) continue;
        loads.push_back({std::max(0.0, arm - 0.5 * post_width_m),
                         f.permanent * forces[i].permanent_N + f.variable * forces[i].variable_N});
    }
    return loads;
}

/// A person stands on the tip while the rack is built.
void add_person(const SizingJob& job, const CaseFactors& f, double at_m,
                std::vector<PointLoad>& loads) {
    if (f.load_case == LoadCase::Dry || f.load_case == LoadCase::Building)
        loads.push_back({at_m, f.variable * job.profile.person_N});
}

/// Point loads on a beam of `section` in a case, what the sand carries taken off.
std::vector<PointLoad> carried_by(const SizingJob& job, const SpacingActions& actions,
                                  const BeamLength& beam, const CaseFactors& f,
                                  double stiffness_N_m2) {
    const auto forces = forces_on_frame(job, actions, f.load_case, beam.level);
    auto loads = loads_on(job, forces, beam, job.type.post.width_m, f);
    const double share =
        share_in(f.load_case, share_of_beam(job, actions, beam, loads, stiffness_N_m2));
    for (PointLoad& p : loads)
        p.force_N *= share;
    return loads;
}

/// The tip under what stays, in the long term.
void check_beam_sag(const SizingJob& job, const SpacingActions& actions, const BeamLength& beam,
                    const model::RackSection& section, WorstChecks& checks) {
    const CaseFactors f{LoadCase::InUse, 1.0, 0.0};
    const double modulus = job.type.material(section.material)->long_term_modulus_Pa;
    const double stiffness =
        modulus * section_values(section, loss_m(job, section.material)).second_moment_m4;
    const auto loads = carried_by(job, actions, beam, f, stiffness);
    const BeamEffect e =
        cantilever(beam.length_m, loads, even_on_beam_N_m(job, section, f, beam.level), 1.0);
    checks.add({SizedPart::Beam, beam_name(beam), SizingCheck::Sag, f.load_case,
                over(e.sag_m, stiffness), job.profile.beam_sag_ratio * beam.length_m, 0.0});
}

void check_beam(const SizingJob& job, const SpacingActions& actions, const BeamLength& beam,
                const model::RackSection& section, WorstChecks& checks) {
    const model::RackMaterial& m = *job.type.material(section.material);
    const SectionValues v = section_values(section, loss_m(job, section.material));
    checks.add({SizedPart::Beam, beam_name(beam), SizingCheck::Room, LoadCase::Dry,
                section.height_m, beam_room_m(job, beam) + kRounding_m, 0.0});
    for (const CaseFactors& f : case_factors(job)) {
        auto loads = carried_by(job, actions, beam, f, m.modulus_Pa * v.second_moment_m4);
        add_person(job, f, beam.length_m, loads);
        const double even = even_on_beam_N_m(job, section, f, beam.level);
        const BeamEffect e = cantilever(beam.length_m, loads, even, 1.0);
        const auto add = [&](SizingCheck check, double value, double limit) {
            checks.add({SizedPart::Beam, beam_name(beam), check, f.load_case, value, limit, 0.0});
        };
        add(SizingCheck::Stress, over(e.moment_N_m, v.modulus_m3), m.strength_Pa);
        add(SizingCheck::Shear, over(e.shear_N, v.shear_area_m2),
            m.strength_Pa / std::numbers::sqrt3);
    }
    check_beam_sag(job, actions, beam, section, checks);
}

/// Axial force and moment at the foot of a post, design values.
struct PostForce {
    double axial_N = 0.0;
    double moment_N_m = 0.0;  ///< about the post's axis, right down positive
};

/// By line: the share of its force that its beam passes on to the post.
std::vector<double> shares_on_post(const SizingJob& job, const SpacingActions& actions,
                                   const CaseFactors& f, const model::RackSection& beam) {
    const double stiffness = job.type.material(beam.material)->modulus_Pa *
                             section_values(beam, loss_m(job, beam.material)).second_moment_m4;
    std::vector<double> shares(job.lines.size(), 1.0);
    for (const BeamLength& b : beam_lengths(job, job.type.post.width_m)) {
        const auto forces = forces_on_frame(job, actions, f.load_case, b.level);
        const auto loads = loads_on(job, forces, b, job.type.post.width_m, f);
        const double share =
            share_in(f.load_case, share_of_beam(job, actions, b, loads, stiffness));
        for (std::size_t i = 0; i < job.lines.size(); ++i)
            if (job.lines[i].level == b.level && arm_m(job, i) * b.side > 0.0) shares[i] = share;
    }
    return shares;
}

void add_force(PostForce& sum, double force_N, double arm) {
    sum.axial_N += force_N;
    sum.moment_N_m += force_N * arm;
}

/// The beams' own load, the post's own weight, and a person on the longest beam while it is built.
void add_own_loads(const SizingJob& job, const CaseFactors& f, const model::RackSection& post,
                   const model::RackSection& beam, PostForce& sum) {
    BeamLength longest;
    for (const BeamLength& b : beam_lengths(job, post.width_m)) {
        const double middle = b.side * (0.5 * post.width_m + 0.5 * b.length_m);
        add_force(sum, even_on_beam_N_m(job, beam, f, b.level) * b.length_m, middle);
        if (b.length_m > longest.length_m) longest = b;
    }
    add_force(sum, f.permanent * self_weight_N_m(job, post) * post_length_m(job), 0.0);
    std::vector<PointLoad> person;
    add_person(job, f, longest.length_m + 0.5 * post.width_m, person);
    for (const PointLoad& p : person)
        add_force(sum, p.force_N, p.at_m * longest.side);
}

/// What presses on the frame: everything, or what passes on one side only (-1, +1; 0: both).
PostForce post_force(const SizingJob& job, const SpacingActions& actions, const CaseFactors& f,
                     const model::RackSection& post, const model::RackSection& beam, int side) {
    const auto forces = forces_on_frame(job, actions, f.load_case, -1);
    const auto shares = shares_on_post(job, actions, f, beam);
    PostForce sum;
    for (std::size_t i = 0; i < job.lines.size(); ++i) {
        const double arm = arm_m(job, i);
        const bool counts = side == 0 || arm * side > 0.0;
        const double variable = counts ? f.variable * forces[i].variable_N : 0.0;
        add_force(sum, shares[i] * (f.permanent * forces[i].permanent_N + variable), arm);
    }
    add_own_loads(job, f, post, beam, sum);
    return sum;
}

std::array<PostForce, 3> post_forces(const SizingJob& job, const SpacingActions& actions,
                                     const CaseFactors& f, const model::RackSection& post,
                                     const model::RackSection& beam) {
    return {post_force(job, actions, f, post, beam, 0), post_force(job, actions, f, post, beam, -1),
            post_force(job, actions, f, post, beam, 1)};
}

/// Euler's force of a free-standing post, or of one that sand holds along its length.
double critical_N(const SizingJob& job, LoadCase load_case, const model::RackSection& post,
                  double stiffness_N_m2) {
    const double height =
        job.stand.base_m - job.type.base_plate_thickness_m - job.stand.beam_tops_m.front();
    const double euler =
        std::numbers::pi * std::numbers::pi * stiffness_N_m2 / (4.0 * height * height);
    if (load_case == LoadCase::Dry || load_case == LoadCase::Building) return euler;
    return std::max(euler, 2.0 * std::sqrt(job.profile.post_bedding_N_m3 *
                                           std::min(post.width_m, post.height_m) * stiffness_N_m2));
}

/// The part of an even pressure between `from` and `to` that lies beyond `face`, as a moment there.
double moment_beyond(double from, double to, double face, int side) {
    const double a = std::max(0.0, side * ((side > 0 ? from : to) - face));
    const double b = std::max(0.0, side * ((side > 0 ? to : from) - face));
    return 0.5 * (b * b - a * a);
}

/// The middle part of the base plate that presses evenly (Meyerhof): its width and its middle.
struct PressedWidth {
    double width_m = 0.0;
    double middle_m = 0.0;
};

PressedWidth pressed_width(const SizingJob& job, const PostForce& force) {
    const double at =
        job.stand.post_right_m + (force.axial_N > 0.0 ? force.moment_N_m / force.axial_N : 0.0);
    const double whole = job.stand.plate_right_m - job.stand.plate_left_m;
    const double inside = std::min(at - job.stand.plate_left_m, job.stand.plate_right_m - at);
    return {std::max(2.0 * inside, 1e-3 * whole), at};
}

/// Sand beside the base plate: none in the open trench; a machine stands on what covers the lowest
/// lines first.
double sand_beside_m(const SizingJob& job, LoadCase load_case) {
    if (load_case == LoadCase::Dry) return 0.0;
    if (load_case != LoadCase::Building) return job.stand.base_m;
    double lowest = 0.0;
    for (const CarriedLine& line : job.lines)
        lowest = std::max(lowest, line.top_m);
    return std::min(job.stand.base_m, job.stand.base_m - lowest + job.profile.compactor_cover_m);
}

double bearing_Pa(const SizingJob& job, LoadCase load_case, double width_m) {
    const double depth = job.stand.base_m;
    const double beside = mean_unit_weight_N_m3(job.profile, depth, job.groundwater_depth_m);
    const bool wet =
        job.groundwater_depth_m && *job.groundwater_depth_m < depth + job.type.base_plate_length_m;
    Footing footing;
    footing.width_m = std::min(width_m, job.type.base_plate_length_m);
    footing.length_m = std::max(width_m, job.type.base_plate_length_m);
    footing.surcharge_Pa = beside * sand_beside_m(job, load_case);
    footing.unit_weight_N_m3 =
        wet ? job.profile.submerged_unit_weight_N_m3 : job.profile.unit_weight_N_m3;
    return bearing_resistance_Pa(job.profile, footing);
}

double plate_weight_N(const SizingJob& job, const BasePlate& plate) {
    const double volume = (job.stand.plate_right_m - job.stand.plate_left_m) *
                          job.type.base_plate_length_m * plate.thickness_m;
    return volume * plate.density_kg_m3 * job.profile.gravity_m_s2;
}

/// Bending of the plate at the post's faces, across and along the street.
double plate_stress_Pa(const SizingJob& job, const PressedWidth& pressed, double pressure_Pa,
                       const RackFrameParts& parts) {
    const model::RackSection& post = parts.post;
    const double t = parts.plate.thickness_m - 2e-3 * parts.plate.loss_mm_year * job.life_years;
    if (t <= 0.0) return kGone;
    const double from = pressed.middle_m - 0.5 * pressed.width_m;
    const double to = pressed.middle_m + 0.5 * pressed.width_m;
    const double half = 0.5 * post.width_m;
    const double across = std::max(moment_beyond(from, to, job.stand.post_right_m + half, 1),
                                   moment_beyond(from, to, job.stand.post_right_m - half, -1));
    const double along = std::max(0.0, 0.5 * (job.type.base_plate_length_m - post.height_m));
    return pressure_Pa * std::max(across, 0.5 * along * along) * 6.0 / (t * t);
}

}  // namespace

std::vector<BeamLength> beam_lengths(const SizingJob& job, double post_width_m) {
    std::vector<BeamLength> beams;
    for (int level = 0; level < static_cast<int>(job.stand.beam_tops_m.size()); ++level) {
        for (const int side : {-1, 1}) {
            double length = 0.0;
            for (std::size_t i = 0; i < job.lines.size(); ++i) {
                const double arm = arm_m(job, i) * side;
                if (job.lines[i].level != level || arm <= 0.0) continue;
                length = std::max(length, arm - 0.5 * post_width_m +
                                              0.5 * job.lines[i].outer_diameter_m +
                                              job.stand.overhang_m);
            }
            if (length > 0.0) beams.push_back({level, side, length});
        }
    }
    return beams;
}

double post_length_m(const SizingJob& job) {
    return job.stand.base_m - job.type.base_plate_thickness_m - job.stand.post_top_m;
}

BasePlate own_plate(const SizingJob& job) {
    const model::RackMaterial& m = *job.type.material(job.type.plate_material);
    return {m.name,          job.type.base_plate_thickness_m,
            m.density_kg_m3, m.strength_Pa,
            m.loss_mm_year,  m.source,
            m.grade};
}

double deeper_m(const SizingJob& job, const BasePlate& plate) {
    return std::max(0.0, plate.thickness_m - job.type.base_plate_thickness_m);
}

double frame_mass_kg(const SizingJob& job, const RackFrameParts& parts) {
    const model::RackSection& post = parts.post;
    const model::RackSection& beam = parts.beam;
    double beams_m = 0.0;
    for (const BeamLength& b : beam_lengths(job, post.width_m))
        beams_m += b.length_m;
    const double weight = self_weight_N_m(job, beam) * beams_m +
                          self_weight_N_m(job, post) * post_length_m(job) +
                          plate_weight_N(job, parts.plate);
    return weight / job.profile.gravity_m_s2;
}

void check_beams(const SizingJob& job, const SpacingActions& actions,
                 const model::RackSection& section, WorstChecks& checks) {
    for (const BeamLength& beam : beam_lengths(job, job.type.post.width_m))
        check_beam(job, actions, beam, section, checks);
}

void check_post(const SizingJob& job, const SpacingActions& actions, const model::RackSection& post,
                const model::RackSection& beam, WorstChecks& checks) {
    const model::RackMaterial& m = *job.type.material(post.material);
    // The post bends across the street, in its width.
    const SectionValues v = section_values(post, loss_m(job, post.material), false);
    const SectionValues weak = section_values(post, loss_m(job, post.material), true);
    const double least = std::min(v.second_moment_m4, weak.second_moment_m4);
    checks.add({SizedPart::Post,
                {},
                SizingCheck::Room,
                LoadCase::Dry,
                post.width_m,
                post_room_m(job) + kRounding_m,
                0.0});
    for (const CaseFactors& f : case_factors(job)) {
        for (const PostForce& force : post_forces(job, actions, f, post, beam)) {
            const double squash = v.area_m2 * m.strength_Pa;
            const double chi = buckling_reduction(
                squash, critical_N(job, f.load_case, post, m.long_term_modulus_Pa * least),
                job.profile.imperfection);
            const double moment =
                std::abs(force.moment_N_m) + force.axial_N * job.profile.post_eccentricity_m;
            const double both =
                squash > 0.0 && chi > 0.0
                    ? force.axial_N / (chi * squash) + moment / (v.modulus_m3 * m.strength_Pa)
                    : 1e9;
            checks.add(
                {SizedPart::Post, {}, SizingCheck::Interaction, f.load_case, both, 1.0, 0.0});
        }
    }
}

void check_base(const SizingJob& job, const SpacingActions& actions, const RackFrameParts& parts,
                WorstChecks& checks) {
    const double length = job.type.base_plate_length_m;
    const model::RackSection& post = parts.post;
    const model::RackSection& beam = parts.beam;
    for (const CaseFactors& f : case_factors(job)) {
        for (const PostForce& force : post_forces(job, actions, f, post, beam)) {
            const PressedWidth pressed = pressed_width(job, force);
            const double own = f.permanent * plate_weight_N(job, parts.plate);
            const double pressure = (force.axial_N + own) / (pressed.width_m * length);
            checks.add({SizedPart::Ground,
                        {},
                        SizingCheck::Bearing,
                        f.load_case,
                        pressure,
                        bearing_Pa(job, f.load_case, pressed.width_m),
                        0.0});
            checks.add(
                {SizedPart::BasePlate,
                 {},
                 SizingCheck::Stress,
                 f.load_case,
                 plate_stress_Pa(job, pressed, force.axial_N / (pressed.width_m * length), parts),
                 parts.plate.strength_Pa,
                 0.0});
        }
    }
    // Rigid plate on an elastic half-space, N (1 - nu^2) / (E sqrt(A)), lasting loads.
    const PostForce lasting = post_force(job, actions, {LoadCase::InUse, 1.0, 0.0}, post, beam, 0);
    const double area = (job.stand.plate_right_m - job.stand.plate_left_m) * length;
    checks.add({SizedPart::BasePlate,
                {},
                SizingCheck::Settlement,
                LoadCase::InUse,
                (lasting.axial_N + plate_weight_N(job, parts.plate)) *
                    (1.0 - job.profile.poisson * job.profile.poisson) /
                    (job.profile.ground_modulus_Pa * std::sqrt(area)),
                job.profile.settlement_m,
                0.0});
}

}  // namespace maaiveld::layout
