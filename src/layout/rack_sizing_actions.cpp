#include "layout/rack_sizing_parts.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace maaiveld::layout {
namespace {

double height_of_whole(const SizingJob& job, int level) {
    double lowest_m = 0.0;
    for (const CarriedLine& line : job.lines)
        if (level < 0 || line.level == level) lowest_m = std::max(lowest_m, line.top_m);
    return lowest_m;
}

/// All the sand of a trench down to the lines of `level`, on one frame.
double trench_sand_N(const SizingJob& job, double spacing_m, int level) {
    const double depth_m = height_of_whole(job, level);
    return mean_unit_weight_N_m3(job.profile, depth_m, job.groundwater_depth_m) * depth_m *
           job.trench_width_m * spacing_m;
}

LoadClass compactor_of(const SizingProfile& profile) {
    LoadClass compactor;
    compactor.arrangements.push_back({"compactor", 0.0, {profile.compactor}, {}, {}});
    return compactor;
}

double whole_class_N(const SizingJob& job, double spacing_m) {
    double most = 0.0;
    for (const LoadArrangement& a : job.load_class.arrangements) {
        double sum = a.pressure_Pa * job.trench_width_m * spacing_m;
        for (const WheelPatch& patch : a.patches)
            sum += patch.force_N;
        most = std::max(most, sum);
    }
    return most;
}

double scale_to(double sum, double most) {
    return sum > most && sum > 0.0 ? most / sum : 1.0;
}

struct Shares {
    double soil = 1.0;
    double traffic = 1.0;
    double compactor = 1.0;
};

Shares shares_of(const SizingJob& job, const SpacingActions& actions, int level) {
    double soil = 0.0;
    double traffic = 0.0;
    double compactor = 0.0;
    for (std::size_t i = 0; i < job.lines.size(); ++i) {
        if (level >= 0 && job.lines[i].level != level) continue;
        soil += actions.lines[i].soil_N_m * actions.spacing_m;
        traffic += actions.lines[i].traffic.reaction_N;
        compactor += actions.lines[i].compactor.reaction_N;
    }
    return {scale_to(soil, trench_sand_N(job, actions.spacing_m, level)),
            scale_to(traffic, actions.traffic_N),
            scale_to(compactor, job.profile.compactor.force_N)};
}

FrameForce force_of(const SizingJob& job, const SpacingActions& actions, LoadCase load_case,
                    std::size_t i, const Shares& shares) {
    const CarriedLine& line = job.lines[i];
    const LineActions& a = actions.lines[i];
    const double on_support = supported_m(job, line, load_case, actions.spacing_m);
    const double most_N_m =
        load_case == LoadCase::Building ? a.compactor.peak_N_m : a.traffic.peak_N_m;
    FrameForce f{(line.dead_N_m + line.content_N_m) * on_support, 0.0};
    switch (load_case) {
        case LoadCase::Dry:
            break;
        case LoadCase::Building:
            f.permanent_N += a.building_soil_N_m * on_support;
            f.variable_N =
                shares.compactor * std::min(a.compactor.reaction_N, most_N_m * on_support);
            break;
        case LoadCase::InUse:
        case LoadCase::WashedOut:
            f.permanent_N += shares.soil * a.soil_N_m * on_support;
            f.variable_N = shares.traffic * std::min(a.traffic.reaction_N, most_N_m * on_support);
            break;
    }
    return f;
}

bool same_comparison(const Utilisation& a, const Utilisation& b) {
    return a.part == b.part && a.check == b.check && a.name == b.name;
}

}  // namespace

SpacingActions actions_at(const SizingJob& job, double spacing_m) {
    const SizingProfile& p = job.profile;
    const LoadClass compactor = compactor_of(p);
    SpacingActions actions;
    actions.spacing_m = spacing_m;
    actions.traffic_N = whole_class_N(job, spacing_m);
    for (const CarriedLine& line : job.lines) {
        LineActions a;
        const BuriedLine buried{line.top_m, line.outer_diameter_m, job.stand.base_m - line.top_m,
                                line.hangs};
        a.soil_N_m = soil_on_line_N_m(p, buried, job.trench_width_m, job.groundwater_depth_m);
        BuriedLine covered = buried;
        covered.cover_m = p.compactor_cover_m;
        a.building_soil_N_m = soil_on_line_N_m(p, covered, job.trench_width_m, std::nullopt);
        a.traffic =
            traffic_on_line(job.load_class, p.spread, line.top_m, line.outer_diameter_m, spacing_m);
        a.compactor = traffic_on_line(compactor, p.spread, p.compactor_cover_m,
                                      line.outer_diameter_m, spacing_m);
        actions.lines.push_back(a);
    }
    return actions;
}

double sand_sag_m(const SizingJob& job, const CarriedLine& line) {
    return job.profile.sand_strain *
           std::max(0.0, job.stand.base_m - line.top_m - line.outer_diameter_m);
}

double supported_m(const SizingJob& job, const CarriedLine& line, LoadCase load_case,
                   double spacing_m) {
    const double whole = spacing_m * job.profile.support_factor;
    const bool sand = load_case == LoadCase::Building || load_case == LoadCase::InUse;
    if (!line.hangs || !sand) return whole;
    const double lifted = 2.0 * std::sqrt(line.min_bend_radius_m * sand_sag_m(job, line));
    return std::min(whole, job.type.saddle_length_m + 2.0 * lifted);
}

std::array<CaseFactors, 4> case_factors(const SizingJob& job) {
    const double permanent = job.profile.permanent_factor;
    const double variable = job.profile.variable_factor;
    return {{{LoadCase::Dry, permanent, variable},
             {LoadCase::Building, permanent, variable},
             {LoadCase::InUse, permanent, variable},
             {LoadCase::WashedOut, 1.0, job.load_class.accidental_factor}}};
}

std::vector<FrameForce> forces_on_frame(const SizingJob& job, const SpacingActions& actions,
                                        LoadCase load_case, int level) {
    const Shares shares = shares_of(job, actions, level);
    std::vector<FrameForce> forces(job.lines.size());
    for (std::size_t i = 0; i < job.lines.size(); ++i) {
        if (level >= 0 && job.lines[i].level != level) continue;
        forces[i] = force_of(job, actions, load_case, i, shares);
    }
    return forces;
}

void WorstChecks::add(const Utilisation& given) {
    Utilisation u = given;
    u.ratio = u.limit > 0.0 ? u.value / u.limit : (u.value > 0.0 ? 1e9 : 0.0);
    u.ratio = std::min(u.ratio, 1e9);
    const auto found = std::find_if(all_.begin(), all_.end(),
                                    [&](const Utilisation& o) { return same_comparison(o, u); });
    if (found == all_.end())
        all_.push_back(u);
    else if (u.ratio > found->ratio)
        *found = u;
}

std::vector<Utilisation> WorstChecks::sorted() const {
    std::vector<Utilisation> sorted = all_;
    std::stable_sort(sorted.begin(), sorted.end(),
                     [](const Utilisation& a, const Utilisation& b) { return a.ratio > b.ratio; });
    return sorted;
}

double WorstChecks::worst() const {
    double worst = 0.0;
    for (const Utilisation& u : all_)
        worst = std::max(worst, u.ratio);
    return worst;
}

}  // namespace maaiveld::layout
