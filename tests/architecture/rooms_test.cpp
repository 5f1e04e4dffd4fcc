#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <regex>
#include <set>
#include <sstream>
#include <string>
#include <vector>

namespace maaiveld {
namespace {

namespace fs = std::filesystem;

/// Which rooms each room may include, itself among them: the arrows of docs and design.
const std::map<std::string, std::set<std::string>> kMayInclude{
    {"base", {"base"}},
    {"geometry", {"base", "geometry"}},
    {"model", {"base", "geometry", "model"}},
    {"rules", {"base", "geometry", "model", "rules"}},
    {"influence", {"base", "geometry", "model", "influence"}},
    {"ground", {"base", "geometry", "model", "ground"}},
    {"layout", {"base", "geometry", "model", "rules", "influence", "ground", "layout"}},
    {"lifecycle",
     {"base", "geometry", "model", "rules", "influence", "ground", "layout", "lifecycle"}},
    {"exchange",
     {"base", "geometry", "model", "rules", "influence", "ground", "layout", "lifecycle",
      "exchange"}},
    {"tiles",
     {"base", "geometry", "model", "rules", "influence", "ground", "layout", "lifecycle", "tiles"}},
    {"app",
     {"base", "geometry", "model", "rules", "influence", "ground", "layout", "lifecycle",
      "exchange", "tiles", "app", "viz/scene", "viz/render"}},
    {"viz/scene", {"base", "geometry", "model", "rules", "ground", "viz/scene"}},
    {"viz/render", {"base", "geometry", "model", "rules", "ground", "viz/scene", "viz/render"}}};

/// Third-party headers by how they begin, and the rooms that may see them.
const std::vector<std::pair<std::string, std::set<std::string>>> kThirdParty{
    {"CGAL/", {"geometry"}},     {"boost/", {"geometry", "influence"}},
    {"nlohmann/", {"exchange"}}, {"expat", {"exchange"}},
    {"zip", {"exchange"}},       {"gdal", {"exchange"}},
    {"ogr", {"exchange"}},       {"CLI/", {"app"}},
    {"vtk", {"viz/render"}},     {"EGL/", {"viz/render"}},
    {"GL/", {"viz/render"}},     {"ft2build", {"viz/render"}},
    {"tbb/", {"base"}},          {"oneapi/", {"base"}},
    {"mpi", {"tiles"}}};

/// Report and import print a value that exchange hands over as JSON.
const std::set<std::string> kExcused{"src/app/command_import.cpp nlohmann/json.hpp"};

struct Include {
    std::string file;  ///< relative to the source tree
    std::string room;
    std::string target;
    bool quoted = false;
};

/// "src/rules/check.cpp" is in rules, "viz/scene/mesh.h" in viz/scene.
std::string room_of(const std::string& file) {
    const auto first = file.find('/');
    const auto second = file.find('/', first + 1);
    if (file.starts_with("viz/")) return file.substr(0, second);
    return file.substr(first + 1, second - first - 1);
}

/// The room that an include names: "rules/check.h", "viz/scene/mesh.h".
std::string room_named(const std::string& target) {
    if (target.starts_with("viz/")) return target.substr(0, target.find('/', 4));
    return target.substr(0, target.find('/'));
}

std::vector<Include> includes_in_text(const std::string& text, const std::string& file) {
    static const std::regex kInclude{R"(^\s*#\s*include\s*([<"])([^>"]+)[>"])"};
    std::vector<Include> includes;
    std::istringstream in{text};
    std::smatch match;
    for (std::string line; std::getline(in, line);) {
        if (!std::regex_search(line, match, kInclude)) continue;
        includes.push_back({file, room_of(file), match[2], match[1] == "\""});
    }
    return includes;
}

std::vector<Include> all_includes() {
    const fs::path root{MAAIVELD_SOURCE_DIR};
    std::vector<Include> all;
    for (const char* top : {"src", "viz"}) {
        for (const auto& entry : fs::recursive_directory_iterator{root / top}) {
            const auto ending = entry.path().extension();
            if (ending != ".h" && ending != ".cpp" && ending != ".hpp") continue;
            std::ifstream in{entry.path()};
            std::ostringstream text;
            text << in.rdbuf();
            const auto found =
                includes_in_text(text.str(), fs::relative(entry.path(), root).generic_string());
            all.insert(all.end(), found.begin(), found.end());
        }
    }
    return all;
}

/// What is wrong with an include; empty when nothing is.
std::string complaint(const Include& include) {
    if (kExcused.contains(include.file + " " + include.target)) return {};
    const auto allowed = kMayInclude.find(include.room);
    if (allowed == kMayInclude.end())
        return include.file + " lies in a room that this test does not know";
    if (include.quoted) {
        const std::string other = room_named(include.target);
        if (!kMayInclude.contains(other))
            return include.file + " includes " + include.target + ", which is in no room";
        return allowed->second.contains(other) ? ""
                                               : include.file + " must not see " + include.target;
    }
    for (const auto& [start, rooms] : kThirdParty) {
        if (include.target.starts_with(start) && !rooms.contains(include.room)) {
            return include.file + " must not see <" + include.target + ">";
        }
    }
    return {};
}

TEST(Rooms, PointOneWay) {
    const auto includes = all_includes();
    ASSERT_GT(includes.size(), 300U);
    for (const Include& include : includes) {
        const std::string wrong = complaint(include);
        EXPECT_TRUE(wrong.empty()) << wrong;
    }
}

TEST(Rooms, HaveNoArrowsInACircle) {
    for (const auto& [room, others] : kMayInclude) {
        for (const std::string& other : others) {
            if (other == room) continue;
            EXPECT_FALSE(kMayInclude.at(other).contains(room)) << room << " <-> " << other;
        }
    }
}

TEST(Rooms, NameFilesThatExist) {
    const fs::path root{MAAIVELD_SOURCE_DIR};
    for (const Include& include : all_includes()) {
        if (!include.quoted) continue;
        EXPECT_TRUE(fs::exists(root / "src" / include.target) || fs::exists(root / include.target))
            << include.file << " includes " << include.target;
    }
}

TEST(Rooms, BeginASourceWithItsOwnHeader) {
    std::map<std::string, std::string> first;
    for (const Include& include : all_includes())
        first.try_emplace(include.file, include.target);
    const fs::path root{MAAIVELD_SOURCE_DIR};
    for (const auto& [file, target] : first) {
        if (!file.ends_with(".cpp")) continue;
        const std::string header = file.substr(0, file.size() - 4) + ".h";
        if (!fs::exists(root / header)) continue;
        EXPECT_EQ(target, file.starts_with("src/") ? header.substr(4) : header) << file;
    }
}

// The test itself: it must see a wrong arrow when there is one.

std::string complaint_about(const char* file, const char* line) {
    const auto includes = includes_in_text(line, file);
    return includes.size() == 1 ? complaint(includes[0]) : "no include found";
}

TEST(RoomsTest, SeesWrongArrows) {
    EXPECT_NE(complaint_about("src/base/x.h", "#include \"geometry/vec.h\""), "");
    EXPECT_NE(complaint_about("src/rules/x.cpp", "#include \"influence/heat.h\""), "");
    EXPECT_NE(complaint_about("src/rules/x.cpp", "#include \"exchange/json_document.h\""), "");
    EXPECT_NE(complaint_about("src/exchange/x.cpp", "#include \"viz/scene/mesh.h\""), "");
    EXPECT_NE(complaint_about("viz/scene/x.cpp", "#include \"exchange/street_file.h\""), "");
    EXPECT_NE(complaint_about("viz/scene/x.cpp", "#include \"viz/render/canvas.h\""), "");
    EXPECT_NE(complaint_about("viz/scene/x.cpp", "  #  include <vtkActor.h>"), "");
    EXPECT_NE(complaint_about("src/model/x.h", "#include <nlohmann/json_fwd.hpp>"), "");
    EXPECT_NE(complaint_about("src/app/x.cpp", "#include <nlohmann/json.hpp>"), "");
    EXPECT_NE(complaint_about("src/geometry/x.h", "#include <tbb/parallel_for.h>"), "");
    EXPECT_NE(complaint_about("src/rules/x.cpp", "#include <CGAL/Exact_rational.h>"), "");
    EXPECT_NE(complaint_about("src/somewhere/x.cpp", "#include <vector>"), "");
}

TEST(RoomsTest, LeavesRightArrowsAlone) {
    EXPECT_EQ(complaint_about("src/rules/x.cpp", "#include \"model/street.h\""), "");
    EXPECT_EQ(complaint_about("src/app/x.cpp", "#include \"viz/render/write_picture.h\""), "");
    EXPECT_EQ(complaint_about("viz/render/x.cpp", "#include <vtkActor.h>"), "");
    EXPECT_EQ(complaint_about("src/geometry/x.cpp", "#include <boost/multiprecision/cpp_int.hpp>"),
              "");
    EXPECT_EQ(complaint_about("src/base/x.cpp", "#include <tbb/parallel_for.h>"), "");
}

}  // namespace
}  // namespace maaiveld
