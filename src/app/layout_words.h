#pragma once

#include "app/session.h"
#include "layout/explain_street.h"
#include "layout/lay_out.h"
#include "layout/section_front.h"

#include <string>

namespace maaiveld::app {

/// Prints where every line came to lie and what holds it there, then the cost with its proof, the
/// notes, and what was declined. `before` is the street as it was asked.
void print_layout(Session& session, const model::Street& before,
                  const layout::LayoutOutcome& outcome, layout::LayoutMode mode);

/// Prints flat and rack side by side in a few lines: cost, width taken, lines laid and declined.
void print_flat_and_rack(Session& session, const model::Street& before,
                         const layout::LayoutOutcome& flat, const layout::LayoutOutcome& rack);

/// Prints what cannot go together, where along the street, and the ways out, cheapest first.
void print_conflict(Session& session, const layout::StreetExplanation& explanation);

/// Prints the front of width against temperature against cost.
void print_front(Session& session, const layout::SectionFront& front);

/// "footway", "trottoir".
std::string_view strip_word(const Session& session, model::StripKind kind);

/// "proven optimum", "within 1.2 % of the bound", with what cut the search short if anything did.
std::string proof_words(const Session& session, double gap, layout::SearchEnd end);

/// One part of a conflict: "NL-SEP-07: 1.00 m between heat and water".
std::string part_words(const Session& session, const layout::ConflictPart& part);

/// One change: "accept 0.70 m instead of 1.00 m between heat and water (NL-SEP-07)".
/// `left_offset_m` is the street offset of the section's left end.
std::string change_words(const Session& session, const layout::Change& change,
                         double left_offset_m);

/// A way out: its changes, then heat and price when known.
std::string way_out_words(const Session& session, const layout::Relaxation& way);

}  // namespace maaiveld::app
