#pragma once

#include "influence/heat/transient_run.h"

#include <vector>

namespace maaiveld::influence {

/// Day of the year on which month 0..11 begins, of a year of 365 days.
double month_begin_day(int month);
/// Month 0..11 in which `day` after 1 January lies; years repeat.
int month_of_day(double day);

/// Collects what a run reports while it steps.
class TransientLog {
public:
    TransientLog(const TransientHeat& heat, const TransientRun& run);

    /// The step from `begin_s` to `end_s` has been made.
    void note(const TransientHeat& heat, double begin_s, double end_s, double surface_C);
    TransientRunResult result(const TransientHeat& heat);

private:
    struct Course {  ///< of one place
        TemperatureSpread all;
        double max_at_s = 0.0;
        double heat_J_m = 0.0;
        std::vector<double> above_s;
        std::vector<std::pair<int, TemperatureSpread>> months;
        double month_s = 0.0;
    };
    void note_place(Course& course, double temperature_C, double begin_s, double end_s);
    void note_moment(const TransientHeat& heat, double time_s, double surface_C);
    PlaceHistory history(const std::string& id, const Course& course) const;

    const TransientRun& run_;
    TransientRunResult result_;
    std::vector<Course> bodies_;
    std::vector<Course> probes_;
    std::vector<double> probe_C_;
    std::size_t next_output_ = 0;
    std::vector<double> outputs_s_;
    double next_series_s_ = 0.0;
    double time_s_ = 0.0;
};

}  // namespace maaiveld::influence
