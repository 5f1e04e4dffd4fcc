#include "viz/scene/text_metrics.h"

#include <algorithm>
#include <array>
#include <cstdint>

namespace maaiveld::viz::scene {

namespace {

// Advance widths in 1/2048 em of DejaVu Sans 2.37, regular and bold, for U+0020..007E and
// U+00A0..00FF.
constexpr double kUnitsPerEm = 2048.0;
constexpr std::array<std::uint16_t, 95> kAscii = {
    651,  821,  942,  1716, 1303, 1946, 1597, 563,  799,  799,  1024, 1716, 651,  739,  651,  690,
    1303, 1303, 1303, 1303, 1303, 1303, 1303, 1303, 1303, 1303, 690,  690,  1716, 1716, 1716, 1087,
    2048, 1401, 1405, 1430, 1577, 1294, 1178, 1587, 1540, 604,  604,  1343, 1141, 1767, 1532, 1612,
    1235, 1612, 1423, 1300, 1251, 1499, 1401, 2025, 1403, 1251, 1403, 799,  690,  799,  1716, 1024,
    1024, 1255, 1300, 1126, 1300, 1260, 721,  1300, 1298, 569,  569,  1186, 569,  1995, 1298, 1253,
    1300, 1300, 842,  1067, 803,  1298, 1212, 1675, 1212, 1212, 1075, 1303, 690,  1303, 1716};
constexpr std::array<std::uint16_t, 95> kAsciiBold = {
    713,  934,  1067, 1716, 1425, 2052, 1786, 627,  936,  936,  1071, 1716, 778,  850,  778,  748,
    1425, 1425, 1425, 1425, 1425, 1425, 1425, 1425, 1425, 1425, 819,  819,  1716, 1716, 1716, 1188,
    2048, 1585, 1561, 1503, 1700, 1399, 1399, 1681, 1714, 762,  762,  1587, 1305, 2038, 1714, 1741,
    1501, 1741, 1577, 1475, 1397, 1663, 1585, 2259, 1579, 1483, 1485, 936,  748,  936,  1716, 1024,
    1024, 1382, 1466, 1214, 1466, 1389, 891,  1466, 1458, 702,  702,  1362, 702,  2134, 1458, 1407,
    1466, 1466, 1010, 1219, 979,  1458, 1335, 1892, 1321, 1335, 1192, 1458, 748,  1458, 1716};
constexpr std::array<std::uint16_t, 96> kLatin1 = {
    651,  821,  1303, 1303, 1303, 1303, 690,  1024, 1024, 2048, 965,  1253, 1716, 739,  2048, 1024,
    1024, 1716, 821,  821,  1024, 1303, 1303, 651,  1024, 821,  965,  1253, 1985, 1985, 1985, 1087,
    1401, 1401, 1401, 1401, 1401, 1401, 1995, 1430, 1294, 1294, 1294, 1294, 604,  604,  604,  604,
    1587, 1532, 1612, 1612, 1612, 1612, 1612, 1716, 1612, 1499, 1499, 1499, 1499, 1251, 1239, 1290,
    1255, 1255, 1255, 1255, 1255, 1255, 2011, 1126, 1260, 1260, 1260, 1260, 569,  569,  569,  569,
    1253, 1298, 1253, 1253, 1253, 1253, 1253, 1716, 1253, 1298, 1298, 1298, 1298, 1212, 1300, 1212};
constexpr std::array<std::uint16_t, 96> kLatin1Bold = {
    713,  934,  1425, 1425, 1303, 1425, 748,  1024, 1024, 2048, 1155, 1323, 1716, 850,  2048, 1024,
    1024, 1716, 897,  897,  1024, 1507, 1303, 778,  1024, 897,  1155, 1323, 2120, 2120, 2120, 1188,
    1585, 1585, 1585, 1585, 1585, 1585, 2222, 1503, 1399, 1399, 1399, 1399, 762,  762,  762,  762,
    1716, 1714, 1741, 1741, 1741, 1741, 1741, 1716, 1741, 1663, 1663, 1663, 1663, 1483, 1511, 1473,
    1382, 1382, 1382, 1382, 1382, 1382, 2146, 1214, 1389, 1389, 1389, 1389, 702,  702,  702,  702,
    1407, 1458, 1407, 1407, 1407, 1407, 1407, 1716, 1407, 1458, 1458, 1458, 1458, 1335, 1466, 1335};

struct Advance {
    char32_t code_point;
    std::uint16_t regular, bold;
};
constexpr std::array<Advance, 20> kOthers = {{
    {0x131, 569, 702},    {0x2013, 1024, 1024}, {0x2014, 2048, 2048}, {0x2018, 651, 778},
    {0x2019, 651, 778},   {0x201C, 1061, 1346}, {0x201D, 1061, 1346}, {0x2026, 2048, 2048},
    {0x2192, 1716, 1716}, {0x2194, 1716, 1716}, {0x2212, 1716, 1716}, {0x2264, 1716, 1716},
    {0x2265, 1716, 1716}, {0x2300, 1233, 1233}, {0x25BD, 1575, 1575}, {0x2205, 1784, 1754},
    {0x394, 1401, 1585},  {0x3C3, 1298, 1595},  {0x20AC, 1303, 1425}, {0x2022, 1208, 1309},
}};

std::size_t sequence_length(unsigned char lead) {
    if (lead < 0x80U) return 1;
    if ((lead & 0xE0U) == 0xC0U) return 2;
    if ((lead & 0xF0U) == 0xE0U) return 3;
    return (lead & 0xF8U) == 0xF0U ? 4 : 0;
}

}  // namespace

std::vector<char32_t> code_points(std::string_view utf8) {
    std::vector<char32_t> points;
    for (std::size_t i = 0; i < utf8.size();) {
        const auto lead = static_cast<unsigned char>(utf8[i]);
        const std::size_t length = sequence_length(lead);
        if (length == 0 || i + length > utf8.size()) {
            points.push_back(0xFFFD);
            ++i;
            continue;
        }
        char32_t value = length == 1 ? lead : lead & (0x7FU >> length);
        for (std::size_t k = 1; k < length; ++k)
            value = (value << 6U) | (static_cast<unsigned char>(utf8[i + k]) & 0x3FU);
        points.push_back(value);
        i += length;
    }
    return points;
}

double advance_em(char32_t code_point, bool bold) {
    if (code_point >= 0x20 && code_point <= 0x7E)
        return (bold ? kAsciiBold : kAscii)[code_point - 0x20] / kUnitsPerEm;
    if (code_point >= 0xA0 && code_point <= 0xFF)
        return (bold ? kLatin1Bold : kLatin1)[code_point - 0xA0] / kUnitsPerEm;
    for (const Advance& other : kOthers)
        if (other.code_point == code_point)
            return (bold ? other.bold : other.regular) / kUnitsPerEm;
    return 1.0;
}

double text_width(std::string_view utf8, double size, bool bold) {
    double em = 0.0;
    for (const char32_t c : code_points(utf8))
        em += advance_em(c, bold);
    return em * size;
}

std::string shortened(std::string_view utf8, double size, bool bold, double width) {
    if (text_width(utf8, size, bold) <= width) return std::string(utf8);
    std::string text(utf8);
    while (!text.empty()) {
        do {
            const bool continuation = (static_cast<unsigned char>(text.back()) & 0xC0U) == 0x80U;
            text.pop_back();
            if (!continuation) break;
        } while (!text.empty());
        while (!text.empty() && text.back() == ' ')
            text.pop_back();
        if (text_width(text + "…", size, bold) <= width) return text + "…";
    }
    return text;
}

std::vector<std::string> wrapped(std::string_view utf8, double size, bool bold, double width) {
    std::vector<std::string> lines(1);
    for (std::size_t at = 0; at < utf8.size();) {
        const std::size_t end = std::min(utf8.find(' ', at), utf8.size());
        const std::string word(utf8.substr(at, end - at));
        at = end + 1;
        std::string& line = lines.back();
        const std::string longer = line.empty() ? word : line + " " + word;
        if (line.empty() || text_width(longer, size, bold) <= width)
            line = longer;
        else
            lines.push_back(word);
    }
    return lines;
}

}  // namespace maaiveld::viz::scene
