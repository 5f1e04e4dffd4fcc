#pragma once

#include "layout/section_brief.h"

namespace maaiveld::layout {

/// Marks what rules of severity info say about the order from the facade as what must hold, so that
/// a section reads as networks are always laid (telecom, electricity, gas, water, heat, sewer).
/// Left as they are: orders of a line that lies already or has a fixed place, of a rack (it goes
/// where it goes, with all that is in it), and those that the strips of the two items do not allow.
/// Orders may still rule one another out, or leave too little room: then ask without.
void keep_orders(SectionBrief& brief);

}  // namespace maaiveld::layout
