#pragma once

#include "layout/rack_sizing.h"
#include "layout/rack_sizing_soil.h"

#include <array>
#include <map>
#include <vector>

namespace maaiveld::layout {

// The parts of size_rack: what acts, and every comparison.

/// What a frame is made of.
struct RackFrameParts {
    model::RackSection beam, post;
    BasePlate plate;
};

/// Everything that is the same for all spacings and sections.
struct SizingJob {
    const model::RackType& type;
    const RackStand& stand;
    const std::vector<CarriedLine>& lines;
    const SizingProfile& profile;
    const LoadClass& load_class;
    std::optional<double> groundwater_depth_m;
    double life_years = 0.0;
    double trench_width_m = 0.0;
};

/// What acts on one line at one spacing, characteristic values.
struct LineActions {
    double soil_N_m = 0.0;           ///< backfilled
    double building_soil_N_m = 0.0;  ///< only just covered
    TrafficEffect traffic;
    TrafficEffect compactor;
};

struct SpacingActions {
    double spacing_m = 0.0;
    std::vector<LineActions> lines;
    double traffic_N = 0.0;  ///< all that the load class can put on one frame
};

SpacingActions actions_at(const SizingJob& job, double spacing_m);

/// How far sand sags below a line, relative to the rack that stands on its base plate.
double sand_sag_m(const SizingJob& job, const CarriedLine& line);

/// The length of a line that one frame carries: the spacing times the factor for a middle support.
/// A line that hangs, with sand below it, touches the sand again 2 sqrt(R s) beside its saddle (two
/// arcs of its least radius R, s as the sand sags) and brings no more than the sand does not.
double supported_m(const SizingJob& job, const CarriedLine& line, LoadCase load_case,
                   double spacing_m);

/// Partial factors of a case.
struct CaseFactors {
    LoadCase load_case = LoadCase::Dry;
    double permanent = 0.0;
    double variable = 0.0;
};
std::array<CaseFactors, 4> case_factors(const SizingJob& job);

/// Force of one line on one frame, characteristic: what stays and what passes.
struct FrameForce {
    double permanent_N = 0.0;
    double variable_N = 0.0;
};

/// The forces of the lines on `level` (-1: on all levels) in a case, by line; zero elsewhere, as if
/// the frame did not give way. Sand
/// that hangs on them together is never more than the sand of the trench above the lowest of them,
/// traffic never more than the whole load class.
std::vector<FrameForce> forces_on_frame(const SizingJob& job, const SpacingActions& actions,
                                        LoadCase load_case, int level);

/// Collects comparisons: the worst of each part and kind.
class WorstChecks {
public:
    void add(const Utilisation& u);           ///< `ratio` is computed from value and limit
    std::vector<Utilisation> sorted() const;  ///< highest ratio first
    double worst() const;

private:
    std::vector<Utilisation> all_;
};

/// Every comparison of line `index` at a spacing.
void check_line(const SizingJob& job, const SpacingActions& actions, std::size_t index,
                WorstChecks& checks);

/// The beams of all levels, all of `section`.
void check_beams(const SizingJob& job, const SpacingActions& actions,
                 const model::RackSection& section, WorstChecks& checks);

/// The post with beams of `beam` on it.
void check_post(const SizingJob& job, const SpacingActions& actions, const model::RackSection& post,
                const model::RackSection& beam, WorstChecks& checks);

/// The base plate and the ground under it.
void check_base(const SizingJob& job, const SpacingActions& actions, const RackFrameParts& parts,
                WorstChecks& checks);

/// The type's own base plate.
BasePlate own_plate(const SizingJob& job);

/// Lengths of the beams of one frame: level by level, left and right of the post.
struct BeamLength {
    int level = 0;
    int side = 1;           ///< +1: right of the post
    double length_m = 0.0;  ///< from the post's face
};
std::vector<BeamLength> beam_lengths(const SizingJob& job, double post_width_m);

double post_length_m(const SizingJob& job);

/// Beams, post and base plate of one frame.
double frame_mass_kg(const SizingJob& job, const RackFrameParts& parts);

/// How far the plate reaches below the rack's bottom: its top stays where the type's own has it.
double deeper_m(const SizingJob& job, const BasePlate& plate);

}  // namespace maaiveld::layout
