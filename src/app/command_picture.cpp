#include <ostream>

#include <fmt/format.h>
#include <fmt/ostream.h>

#include "app/session.h"

namespace maaiveld::app {

void add_picture(CLI::App&, Session&) {}

}  // namespace maaiveld::app
