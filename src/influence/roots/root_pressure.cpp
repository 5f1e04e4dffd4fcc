#include "influence/roots/root_pressure.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <numbers>
#include <utility>

namespace maaiveld::influence {
namespace {

constexpr double kPaPerMPa = 1e6;
constexpr double kNPerKN = 1e3;

std::optional<double> used(double stress_MPa, const std::optional<double>& strength_MPa) {
    if (!strength_MPa) return std::nullopt;
    return stress_MPa / *strength_MPa;
}

bool positive(double value) {
    return std::isfinite(value) && value > 0.0;
}
bool not_negative(double value) {
    return std::isfinite(value) && value >= 0.0;
}

base::Result<void> check_pipe(const PressedPipe& pipe, const std::string& where) {
    if (!positive(pipe.outer_diameter_m) || !positive(pipe.wall_m) || !positive(pipe.modulus_MPa)) {
        return base::bad_input("diameter, wall and modulus of the pipe must be positive", where);
    }
    if (2.0 * pipe.wall_m >= pipe.outer_diameter_m) {
        return base::bad_input(fmt::format("a wall of {} m does not fit in a pipe of {} m",
                                           pipe.wall_m, pipe.outer_diameter_m),
                               where);
    }
    if ((pipe.strength_MPa && !positive(*pipe.strength_MPa)) ||
        (pipe.subgrade_kN_m3 && !positive(*pipe.subgrade_kN_m3))) {
        return base::bad_input("strength and subgrade modulus must be positive", where);
    }
    return {};
}

base::Result<void> check(const RootPressure& root, const std::string& where) {
    if (!positive(root.root_diameter_m) || !not_negative(root.radial_pressure_MPa) ||
        !positive(root.contact_length_m)) {
        return base::bad_input(
            "root diameter and contact length must be positive, the pressure "
            "not negative",
            where);
    }
    if (root.opening_m && (!not_negative(*root.opening_m) ||
                           root.opening_all_species_m < root.opening_some_species_m)) {
        return base::bad_input(
            "the opening may not be negative, and more species enter a wider "
            "opening: opening_all_species_m is the larger",
            where);
    }
    if (root.cover) {
        const CoverOnRoot& cover = *root.cover;
        if (!not_negative(cover.cover_m) || !positive(cover.unit_weight_kN_m3) ||
            !positive(cover.width_m) || !not_negative(cover.extra_load_kPa)) {
            return base::bad_input(
                "cover and extra load may not be negative; its width and unit "
                "weight must be positive",
                where);
        }
    }
    return root.pipe ? check_pipe(*root.pipe, where) : base::Result<void>{};
}

double cover_weight_N(const CoverOnRoot& cover, double length_m) {
    return (cover.cover_m * cover.unit_weight_kN_m3 + cover.extra_load_kPa) * kNPerKN *
           cover.width_m * length_m;
}

RootEntry entry_of(const RootPressure& root) {
    if (*root.opening_m >= root.opening_all_species_m) return RootEntry::EverySpecies;
    if (*root.opening_m >= root.opening_some_species_m) return RootEntry::SomeSpecies;
    return RootEntry::None;
}

RootPressureResult assessed(const RootPressure& root) {
    RootPressureResult result;
    result.id = root.id;
    result.line_load_N_m = root.radial_pressure_MPa * kPaPerMPa * root.root_diameter_m;
    result.force_N = result.line_load_N_m * root.contact_length_m;
    if (root.pipe) {
        result.ring = ring_bending(*root.pipe, result.line_load_N_m);
        if (root.pipe->subgrade_kN_m3)
            result.beam = beam_bending(*root.pipe, *root.pipe->subgrade_kN_m3, result.force_N);
    }
    if (root.cover) {
        result.cover_weight_N = cover_weight_N(*root.cover, root.contact_length_m);
        result.lifts = result.force_N > *result.cover_weight_N;
    }
    if (root.opening_m) result.entry = entry_of(root);
    return result;
}

}  // namespace

std::string_view name_of(RootEntry value) {
    switch (value) {
        case RootEntry::None:
            return "none";
        case RootEntry::SomeSpecies:
            return "some_species";
        case RootEntry::EverySpecies:
            return "every_species";
    }
    return {};
}

RingBending ring_bending(const PressedPipe& pipe, double line_load_N_m) {
    const double radius = 0.5 * (pipe.outer_diameter_m - pipe.wall_m);
    const double inertia = pipe.wall_m * pipe.wall_m * pipe.wall_m / 12.0;
    RingBending bending;
    bending.moment_Nm_m = line_load_N_m * radius / std::numbers::pi;
    bending.stress_MPa = 6.0 * bending.moment_Nm_m / (pipe.wall_m * pipe.wall_m) / kPaPerMPa;
    bending.flattening_m = (0.25 * std::numbers::pi - 2.0 / std::numbers::pi) * line_load_N_m *
                           radius * radius * radius / (pipe.modulus_MPa * kPaPerMPa * inertia);
    bending.flattening_share = bending.flattening_m / pipe.outer_diameter_m;
    bending.utilisation = used(bending.stress_MPa, pipe.strength_MPa);
    return bending;
}

BeamBending beam_bending(const PressedPipe& pipe, double subgrade_kN_m3, double force_N) {
    const double outer = pipe.outer_diameter_m;
    const double inner = outer - 2.0 * pipe.wall_m;
    // As products, so that thin walls lose no digits.
    const double squares = 4.0 * pipe.wall_m * (outer - pipe.wall_m);
    const double inertia = std::numbers::pi / 64.0 * squares * (outer * outer + inner * inner);
    const double bedding_Pa = subgrade_kN_m3 * kNPerKN * outer;
    const double per_length =
        std::pow(bedding_Pa / (4.0 * pipe.modulus_MPa * kPaPerMPa * inertia), 0.25);
    BeamBending bending;
    bending.moment_Nm = force_N / (4.0 * per_length);
    bending.stress_MPa = bending.moment_Nm * 0.5 * outer / inertia / kPaPerMPa;
    bending.deflection_m = force_N * per_length / (2.0 * bedding_Pa);
    bending.utilisation = used(bending.stress_MPa, pipe.strength_MPa);
    return bending;
}

base::Result<std::vector<RootPressureResult>> assess_root_pressures(
    const std::vector<RootPressure>& roots) {
    std::vector<RootPressureResult> results;
    for (const RootPressure& root : roots) {
        const std::string where = fmt::format("root pressure `{}`", root.id);
        if (auto checked = check(root, where); !checked) return tl::unexpected(checked.error());
        results.push_back(assessed(root));
    }
    return results;
}

}  // namespace maaiveld::influence
