#pragma once

#include "tests/support/scratch.h"
#include "tests/support/shared_data.h"

#include <iosfwd>
#include <sstream>
#include <string>
#include <vector>

namespace maaiveld::app {
// As in app/session.h, which would bring the whole of CLI11 into every test; the linker notices
// when the two drift apart.
int run(const std::vector<std::string>& arguments, std::ostream& out, std::ostream& err,
        bool out_is_terminal, bool err_is_terminal);
}  // namespace maaiveld::app

namespace maaiveld::test {

/// What one run of the program left behind.
struct Run {
    int code = 0;
    std::string out;
    std::string err;

    bool says(const std::string& text) const { return out.find(text) != std::string::npos; }
    bool complains(const std::string& text) const { return err.find(text) != std::string::npos; }
};

/// The program as it runs in a pipe.
inline Run run(const std::vector<std::string>& arguments) {
    std::ostringstream out;
    std::ostringstream err;
    const int code = app::run(arguments, out, err, false, false);
    return {code, out.str(), err.str()};
}

inline std::string model_file(const std::string& name) {
    return source_file(("models/" + name + ".street.json").c_str()).string();
}

inline bool is_one_line(const std::string& text) {
    return !text.empty() && text.find('\n') == text.size() - 1;
}

}  // namespace maaiveld::test
