#pragma once

#include "layout/fit.h"
#include "layout/rack_fill.h"
#include "layout/section_of_street.h"

#include <string>
#include <vector>

namespace maaiveld::layout {

// How fit goes about its work; of use to nobody else.

/// The section of a whole type: everything along it projected onto one.
SectionQuestion whole_length(const model::Street& street, const FitQuestion& asked_for);

/// What temperatures need; `basis` must have an operation. Everything given outlives it.
HeatContext heat_of(const model::Street& street, std::span<const rules::Pack> packs,
                    const FitBasis& basis);

/// Solves one section of a type with its lines asked; with temperatures when the basis has an
/// operation.
base::Result<FormFit> fit_in(const model::Street& street, std::span<const rules::Pack> packs,
                             const FitBasis& basis, const FitQuestion& question,
                             const SectionQuestion& section);

/// A rack type with the lines in it.
struct FilledRack {
    const model::RackType* type = nullptr;
    std::vector<RackMember> members;
    /// Towards the left and the right row of houses. None: none of the lines may lie in it.
    std::vector<base::Result<RackFill>> fills;
};

/// Filled once: what lies in a rack does not depend on the street (but see fit_rack).
std::vector<FilledRack> all_filled(const FitBasis& basis, const FitQuestion& question);

/// The rack with its lines towards either row of houses: whichever does better. Where its drinking
/// water gets too warm in this street, heat lies deeper and farther aside in it, as far as the type
/// allows (RackFillOptions::water_C).
base::Result<FormFit> fit_rack(const model::Street& street, const FilledRack& rack,
                               const FitBasis& basis, const FitQuestion& question);

}  // namespace maaiveld::layout
