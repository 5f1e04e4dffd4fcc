#pragma once

#include "exchange/imkl_assets.h"

#include <vector>

namespace maaiveld::exchange {

/// Fills `connects_to` of every house connection: the nearest other line of its network that one of
/// its ends meets within 0.05 m and that is no house connection or duct itself. Left empty when
/// there is none.
void connect_houses(std::vector<Draft>& drafts);

}  // namespace maaiveld::exchange
