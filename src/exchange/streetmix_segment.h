#pragma once

#include "model/street.h"

#include <optional>
#include <string>
#include <string_view>

namespace maaiveld::exchange {

/// One slice of a Streetmix section: what it is, which variant, and what its user called it.
struct StreetmixSegment {
    std::string type;
    std::string variant;  ///< parts separated by '|', as in `variantString`
    std::string label;    ///< the user's own name; may be empty
};

/// The strip of `width_m` that `segment` stands for. Its label holds the whole segment. `known`
/// tells whether the type is one of Streetmix's own or was guessed from its name.
struct StripOfSegment {
    model::Strip strip;
    bool known = true;
};
StripOfSegment strip_of(const StreetmixSegment& segment, double width_m);

/// The segment that `strip` came from, or the common segment for its kind.
StreetmixSegment segment_of(const model::Strip& strip);

}  // namespace maaiveld::exchange
