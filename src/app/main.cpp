#include <exception>
#include <iostream>
#include <string>
#include <vector>

#include <unistd.h>

#include "app/session.h"

int main(int argc, char** argv) {
    try {
        const std::vector<std::string> arguments(argv + 1, argv + argc);
        return maaiveld::app::run(arguments, std::cout, std::cerr, isatty(STDOUT_FILENO) != 0,
                                  isatty(STDERR_FILENO) != 0);
    } catch (const std::exception& fault) {
        std::cerr << "maaiveld: a fault of ours: " << fault.what() << '\n';
        return maaiveld::app::kOurFault;
    }
}
