#include "app/session.h"

#include <exception>
#include <iostream>
#include <string>
#include <unistd.h>
#include <vector>

int main(int argc, char** argv) {
    try {
        const std::vector<std::string> arguments(argv + 1, argv + argc);
        const int exit_code =
            maaiveld::app::run(arguments, std::cout, std::cerr, isatty(STDOUT_FILENO) != 0,
                               isatty(STDERR_FILENO) != 0);
        if (std::cout.flush()) return exit_code;
        std::cerr << "maaiveld: the output could not be written\n";
        return maaiveld::app::kBadInput;
    } catch (const std::exception& fault) {
        std::cerr << "maaiveld: a fault of ours: " << fault.what() << '\n';
        return maaiveld::app::kOurFault;
    }
}
