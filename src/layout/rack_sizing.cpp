#include "layout/rack_sizing.h"

#include "layout/rack_sizing_parts.h"
#include "layout/rack_sizing_statics.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <limits>

namespace maaiveld::layout {
namespace {

/// A rack that was tried at one spacing.
struct Tried {
    double spacing_m = 0.0;
    RackFrameParts parts;
    double mass_kg_m = 0.0;
    bool holds = false;
    std::vector<Utilisation> checks;
};

std::vector<double> spacings_of(const SizingJob& job, const SizingOptions& options) {
    if (options.as_built) return {options.spacing_m.value_or(job.type.beam_spacing_m)};
    if (options.spacing_m) return {*options.spacing_m};
    std::vector<double> spacings = job.profile.spacings_m;
    std::sort(spacings.begin(), spacings.end(), std::greater<>{});
    return spacings;
}

double mass_per_metre(const SizingJob& job, const model::RackSection& s) {
    return s.area_m2() * job.type.material(s.material)->density_kg_m3;
}

/// The sections to choose from by material, each from light to heavy.
std::vector<std::vector<model::RackSection>> section_groups(const SizingJob& job,
                                                            const SizingOptions& options) {
    std::vector<std::vector<model::RackSection>> groups;
    for (const model::RackSection& section : job.type.sections) {
        if (!options.material.empty() && section.material != options.material) continue;
        const auto found = std::find_if(groups.begin(), groups.end(), [&](const auto& g) {
            return g.front().material == section.material;
        });
        if (found == groups.end())
            groups.push_back({section});
        else
            found->push_back(section);
    }
    for (auto& group : groups) {
        std::stable_sort(group.begin(), group.end(), [&](const auto& a, const auto& b) {
            return mass_per_metre(job, a) < mass_per_metre(job, b);
        });
    }
    return groups;
}

using Sections = std::vector<model::RackSection>;

/// The first (lightest) section for which `worst` stays within 1, else the one that is nearest.
template <class Choice, class Worst>
const Choice& lightest(const std::vector<Choice>& choices, Worst worst) {
    const Choice* nearest = &choices.front();
    double least = std::numeric_limits<double>::infinity();
    for (const Choice& choice : choices) {
        const double ratio = worst(choice);
        if (ratio <= 1.0) return choice;
        if (ratio < least) nearest = &choice;
        least = std::min(least, ratio);
    }
    return *nearest;
}

const model::RackSection& lightest_beam(const SizingJob& job, const SpacingActions& actions,
                                        const Sections& sections) {
    return lightest(sections, [&](const model::RackSection& section) {
        WorstChecks checks;
        check_beams(job, actions, section, checks);
        return checks.worst();
    });
}

const model::RackSection& lightest_post(const SizingJob& job, const SpacingActions& actions,
                                        const Sections& sections, const model::RackSection& beam) {
    return lightest(sections, [&](const model::RackSection& section) {
        WorstChecks checks;
        check_post(job, actions, section, beam, checks);
        return checks.worst();
    });
}

/// The lightest plate that holds, or the one that is nearest: a thicker one of equal mass is later.
BasePlate lightest_plate(const SizingJob& job, const SpacingActions& actions,
                         RackFrameParts parts) {
    std::vector<BasePlate> plates = job.profile.base_plates;
    plates.insert(plates.begin(), own_plate(job));
    std::stable_sort(plates.begin(), plates.end(), [](const BasePlate& a, const BasePlate& b) {
        return a.thickness_m * a.density_kg_m3 < b.thickness_m * b.density_kg_m3;
    });
    return lightest(plates, [&](const BasePlate& plate) {
        parts.plate = plate;
        WorstChecks checks;
        check_base(job, actions, parts, checks);
        return checks.worst();
    });
}

/// One spacing, one frame, with what was found about the lines before.
Tried tried(const SizingJob& job, const SpacingActions& actions, const WorstChecks& lines,
            const RackFrameParts& parts) {
    WorstChecks checks = lines;
    check_beams(job, actions, parts.beam, checks);
    check_post(job, actions, parts.post, parts.beam, checks);
    check_base(job, actions, parts, checks);
    return {actions.spacing_m, parts, frame_mass_kg(job, parts) / actions.spacing_m,
            checks.worst() <= 1.0, checks.sorted()};
}

/// Better: holds, then the least mass, then (tried from the largest) the largest spacing.
bool better(const Tried& a, const Tried& b) {
    if (a.holds != b.holds) return a.holds;
    return a.holds ? a.mass_kg_m < b.mass_kg_m - 1e-9
                   : a.checks.front().ratio < b.checks.front().ratio;
}

Tried best_at(const SizingJob& job, const SizingOptions& options, const SpacingActions& actions,
              const WorstChecks& lines) {
    if (options.as_built)
        return tried(job, actions, lines, {job.type.beam, job.type.post, own_plate(job)});
    std::optional<Tried> best;
    for (const Sections& sections : section_groups(job, options)) {
        RackFrameParts parts;
        parts.beam = lightest_beam(job, actions, sections);
        parts.post = lightest_post(job, actions, sections, parts.beam);
        parts.plate = lightest_plate(job, actions, parts);
        Tried t = tried(job, actions, lines, parts);
        if (!best || better(t, *best)) best = std::move(t);
    }
    return *best;
}

std::vector<LineLoad> loads_of(const SizingJob& job, double spacing_m) {
    const SpacingActions actions = actions_at(job, spacing_m);
    std::vector<LineLoad> loads;
    for (std::size_t i = 0; i < job.lines.size(); ++i) {
        const CarriedLine& line = job.lines[i];
        loads.push_back({line.id, line.level, line.dead_N_m, line.content_N_m,
                         actions.lines[i].soil_N_m, actions.lines[i].traffic.peak_N_m, 0.0});
    }
    return loads;
}

SpacingTry try_of(const Tried& t) {
    SpacingTry row;
    row.spacing_m = t.spacing_m;
    row.holds = t.holds;
    row.mass_kg_m = t.mass_kg_m;
    row.part = t.checks.front().part;
    row.governing = t.checks.front().name;
    row.check = t.checks.front().check;
    row.ratio = t.checks.front().ratio;
    return row;
}

/// Every spacing, from the largest; the best of them, and how far each line reaches.
RackSizing search(const SizingJob& job, const SizingOptions& options) {
    RackSizing sizing;
    std::optional<Tried> best;
    std::vector<double> reach_m(job.lines.size(), 0.0);
    for (const double spacing_m : spacings_of(job, options)) {
        const SpacingActions actions = actions_at(job, spacing_m);
        WorstChecks lines;
        for (std::size_t i = 0; i < job.lines.size(); ++i) {
            WorstChecks one;
            check_line(job, actions, i, one);
            if (one.worst() <= 1.0) reach_m[i] = std::max(reach_m[i], spacing_m);
            for (const Utilisation& u : one.sorted())
                lines.add(u);
        }
        Tried t = best_at(job, options, actions, lines);
        sizing.tries.push_back(try_of(t));
        if (!best || better(t, *best)) best = std::move(t);
    }
    sizing.loads = loads_of(job, best->spacing_m);
    for (std::size_t i = 0; i < reach_m.size(); ++i)
        sizing.loads[i].largest_span_m = reach_m[i];
    sizing.holds = best->holds;
    sizing.spacing_m = best->spacing_m;
    sizing.beam = best->parts.beam;
    sizing.post = best->parts.post;
    sizing.base_plate = best->parts.plate;
    sizing.deeper_m = deeper_m(job, sizing.base_plate);
    sizing.mass_kg_m = best->mass_kg_m;
    sizing.checks = std::move(best->checks);
    return sizing;
}

base::Result<void> check_materials(const model::RackType& type, const SizingOptions& options) {
    const auto known = [&](const std::string& name) { return type.material(name) != nullptr; };
    std::vector<std::string> asked{type.plate_material, type.saddle_material, type.beam.material,
                                   type.post.material};
    for (const model::RackSection& section : type.sections)
        asked.push_back(section.material);
    for (const std::string& name : asked) {
        if (!known(name))
            return base::bad_input(
                fmt::format("rack type `{}` has no material `{}`", type.id, name));
    }
    if (options.material.empty()) return {};
    const bool offered =
        std::any_of(type.sections.begin(), type.sections.end(),
                    [&](const model::RackSection& s) { return s.material == options.material; });
    if (offered) return {};
    std::string names;
    for (const model::RackMaterial& m : type.materials)
        names += (names.empty() ? "" : ", ") + m.name;
    return base::bad_input(fmt::format("rack type `{}` has no sections of `{}`; its materials: {}",
                                       type.id, options.material, names));
}

base::Result<const LoadClass*> load_class_of(const SizingProfile& profile,
                                             const std::string& name) {
    if (const LoadClass* found = profile.load_class(name)) return found;
    std::string names;
    for (const LoadClass& c : profile.load_classes)
        names += (names.empty() ? "" : ", ") + c.name;
    return base::bad_input(
        fmt::format("no load class is called `{}`; profiles/sizing knows {}", name, names));
}

base::Result<void> check_stand(const RackStand& stand, const std::vector<CarriedLine>& lines) {
    if (lines.empty()) return base::bad_input("the rack carries no line, so there is no load");
    if (stand.beam_tops_m.empty()) return base::bad_input("the rack has no beams");
    for (const CarriedLine& line : lines) {
        if (line.level < 0 || line.level >= static_cast<int>(stand.beam_tops_m.size()))
            return base::bad_input(fmt::format("`{}` lies on no beam of the rack", line.id));
        if (!(line.top_m > 0.0))
            return base::bad_input(
                fmt::format("`{}` lies {:.2f} m above the surface", line.id, -line.top_m));
    }
    if (!(stand.base_m > stand.beam_tops_m.back()))
        return base::bad_input("the rack's base plate lies above its lowest beam");
    return {};
}

}  // namespace

std::string_view name_of(LoadCase load_case) {
    switch (load_case) {
        case LoadCase::Dry:
            return "dry";
        case LoadCase::Building:
            return "building";
        case LoadCase::InUse:
            return "in_use";
        case LoadCase::WashedOut:
            return "washed_out";
    }
    return "";
}

std::string_view name_of(SizedPart part) {
    switch (part) {
        case SizedPart::Line:
            return "line";
        case SizedPart::Saddle:
            return "saddle";
        case SizedPart::Beam:
            return "beam";
        case SizedPart::Post:
            return "post";
        case SizedPart::BasePlate:
            return "base_plate";
        case SizedPart::Ground:
            return "ground";
    }
    return "";
}

std::string_view name_of(SizingCheck check) {
    switch (check) {
        case SizingCheck::Stress:
            return "stress";
        case SizingCheck::Shear:
            return "shear";
        case SizingCheck::Interaction:
            return "interaction";
        case SizingCheck::Sag:
            return "sag";
        case SizingCheck::Rotation:
            return "rotation";
        case SizingCheck::Tension:
            return "tension";
        case SizingCheck::BendRadius:
            return "curvature";
        case SizingCheck::Length:
            return "length";

        case SizingCheck::Bearing:
            return "bearing";
        case SizingCheck::Settlement:
            return "settlement";
        case SizingCheck::Uplift:
            return "uplift";
        case SizingCheck::Room:
            return "room";
    }
    return "";
}

std::string_view Utilisation::unit() const {
    switch (check) {
        case SizingCheck::Interaction:
            return "1";
        case SizingCheck::Sag:
        case SizingCheck::Settlement:
        case SizingCheck::Length:
        case SizingCheck::Room:
            return "m";
        case SizingCheck::Rotation:
            return "deg";
        case SizingCheck::Tension:
            return "N";
        case SizingCheck::BendRadius:
            return "1/m";
        case SizingCheck::Uplift:
            return "N/m";
        case SizingCheck::Stress:
        case SizingCheck::Shear:
        case SizingCheck::Bearing:
            return "Pa";
    }
    return "";
}

base::Result<RackStand> stand_of(const model::RackType& type, const model::Street& street,
                                 const model::Rack& rack) {
    const auto lines = model::lines_in_rack(street, rack);
    if (lines.empty())
        return base::bad_input(fmt::format(
            "no line names rack `{}`; give its lines \"rack\": \"{}\"", rack.id, rack.id));
    const auto post = model::post_place(type, rack, lines);
    if (!post) return tl::unexpected(post.error());
    RackStand stand;
    stand.beam_tops_m = model::beam_tops_m(type, rack, lines, street.ground_z());
    stand.post_right_m = -post->left_m;
    stand.plate_left_m = -0.5 * rack.width_m;
    stand.plate_right_m = 0.5 * rack.width_m;
    stand.base_m = -rack.bottom_m;
    stand.post_top_m = -rack.top_m + type.cover_plate_thickness_m;
    stand.overhang_m = type.beam_overhang_m;
    return stand;
}

base::Result<RackSizing> size_rack(const model::RackType& type, const RackStand& stand,
                                   const std::vector<CarriedLine>& lines,
                                   const SizingProfile& profile, const SizingOptions& options) {
    const auto load_class = load_class_of(profile, options.load_class);
    if (!load_class) return tl::unexpected(load_class.error());
    if (const auto fine = check_materials(type, options); !fine)
        return tl::unexpected(fine.error());
    if (const auto fine = check_stand(stand, lines); !fine) return tl::unexpected(fine.error());
    if (type.sections.empty() && !options.as_built)
        return base::bad_input(
            fmt::format("rack type `{}` has no sections to choose from", type.id));
    if (options.spacing_m && !(*options.spacing_m > 0.0))
        return base::bad_input(
            fmt::format("a spacing of {} m: give one above 0", *options.spacing_m));
    if (options.life_years < 0.0)
        return base::bad_input(
            fmt::format("a life of {} years: give one above 0", options.life_years));
    SizingJob job{type, stand, lines, profile, **load_class, options.groundwater_depth_m, 0.0, 0.0};
    job.life_years = options.life_years > 0.0 ? options.life_years : type.design_life_years;
    job.trench_width_m = stand.plate_right_m - stand.plate_left_m + 2.0 * profile.trench_side_m;
    RackSizing sizing = search(job, options);
    sizing.life_years = job.life_years;
    sizing.load_class = options.load_class;
    return sizing;
}

}  // namespace maaiveld::layout
