#pragma once

#include "base/error.h"
#include "influence/heat/steady.h"
#include "influence/street/street_bodies.h"
#include "influence/street/street_cables.h"

#include <string>
#include <vector>

namespace maaiveld::influence {

/// Kelvin that one source adds to an object, by the heat it gives off.
struct Warming {
    std::string source;  ///< id of the object
    double kelvin = 0.0;
};

/// A cable at work.
struct CableAtWork {
    double current_A = 0.0;
    double ambient_C = 0.0;  ///< of the ground, warmed by everything but the cable itself
};

/// One object of a section at one moment.
struct ObjectState {
    double temperature_C = 0.0;    ///< water and fluids: inside; cables: conductor; passive: ground
    double undisturbed_C = 0.0;    ///< of the ground at its axis without any source
    double heat_W_m = 0.0;         ///< given off; negative when taken up
    std::vector<Warming> warming;  ///< by every source that gives heat, the object itself excepted
    std::optional<CableAtWork> cable;
};

/// A body (or a core of one) that gives or takes heat at some moment.
struct SourceAtWork {
    Place at;
    double outer_diameter_m = 0.0;
    bool held = false;  ///< its temperature is given, else its heat
    double heat_W_m = 0.0;
};

/// What a section's sources do at some moment.
struct SectionMoment {
    std::vector<double> rises_K;  ///< above undisturbed ground, one per place
    std::vector<SourceAtWork> sources;
};

/// The heat of a street's section, ready for any day of the year: exact steady conduction (tier 1)
/// on top of the ground's yearly wave. Quasi-steady: sources are taken to have acted long enough,
/// which overestimates short peaks (docs/theory/street-heat.md).
class StreetHeat {
public:
    /// Errors as section_objects and SteadySolver::build. Layered soil is averaged by thickness
    /// down to one and a half times the deepest body. Cables without an electrical construction
    /// count as passive and are named in `notes`.
    static base::Result<StreetHeat> build(const model::Street& street,
                                          const model::Catalogue& catalogue,
                                          const Operation& operation,
                                          const Assumptions& assumptions, double station_m);

    const std::vector<SectionObject>& objects() const { return section_.objects; }
    /// The bodies that give or take heat, by `SectionObject::body`.
    const std::vector<HeatBody>& bodies() const { return section_.bodies; }
    const std::vector<StreetCable>& cables() const { return cables_; }
    const model::SoilProfile& soil() const { return soil_; }
    const Assumptions& assumptions() const { return assumptions_; }
    const std::vector<std::string>& notes() const { return notes_; }
    /// The cable behind an object; nullptr when it is none.
    const StreetCable* cable_of(std::size_t object) const;
    /// The same section with another current in one cable (index into `cables`).
    base::Result<StreetHeat> with_current(std::size_t cable, double current_A) const;

    /// The section at `day` (days after 1 January 00:00), one state per object.
    base::Result<std::vector<ObjectState>> at_day(double day) const;
    /// Fills in who warms the passive objects of `states` (from `at_day`), by the heat that every
    /// source gives off. Apart, because it costs a solution per source.
    base::Result<void> add_passive_warming(double day, std::vector<ObjectState>& states) const;
    /// Temperatures of the ground at `places` on that day.
    base::Result<std::vector<double>> temperatures_at(double day,
                                                      const std::vector<Place>& places) const;
    double undisturbed_C(double depth_m, double day) const;
    /// What the sources do at `places` on that day, and the heat they do it with.
    base::Result<SectionMoment> moment(double day, const std::vector<Place>& places) const;
    /// Kelvin at source i of a moment per W/m of source j; nothing when nothing gives heat.
    Eigen::MatrixXd resistance_K_m_W() const;

private:
    struct Solved {
        SteadyHeat heat;
        std::vector<CableAtWork> cables;  ///< one per cable
    };
    StreetHeat() = default;
    base::Result<void> add_cables(const model::Street& street, const model::Catalogue& catalogue);
    std::vector<Condition> conditions_at(double day) const;
    std::vector<double> undisturbed_at(double day) const;
    base::Result<Solved> solved(double day) const;
    ObjectState state_of(std::size_t object, double day, const Solved* solved) const;
    double held_C(std::size_t object, double day) const;
    double operated_C(const Operating& one, double day) const;
    Condition condition_of(const HeatSource& source, double day) const;
    SourceAtWork at_work(const HeatSource& source) const;
    std::size_t object_of(std::size_t body) const;

    SectionObjects section_;
    std::vector<std::optional<double>> given_C_;  ///< `temperature_C` of each object's asset
    std::vector<StreetCable> cables_;
    model::SoilProfile soil_;
    Assumptions assumptions_;
    std::optional<SteadySolver> solver_;  ///< absent when nothing gives heat
    std::vector<std::string> notes_;
    const Operation* operation_ = nullptr;
};

/// The value of a yearly course given by month, at mid-month and linear between, on `day`.
double by_month(const std::array<double, 12>& months, double day);

/// The middle of month 1..12, in days after 1 January 00:00.
double middle_of_month(int month);

}  // namespace maaiveld::influence
