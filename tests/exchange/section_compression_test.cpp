#include "exchange/section_compression.h"

#include "tests/exchange/section_settlement_text.h"

#include <gtest/gtest.h>

#include <cmath>

namespace maaiveld::exchange {
namespace {

using test_section::parsed;

model::Compression read(const std::string& text) {
    const JsonDocument document = parsed(text);
    return read_compression(document.root, document.file);
}

std::string refusal(const std::string& text) {
    return test_section::refusal(read_compression, text);
}

TEST(SectionCompression, ReadsKoppejanWithAndWithoutSecularPart) {
    const auto full = read(R"({"model": "koppejan", "Cp": 30, "Cs": 200, "Cp_prime": 8,
        "Cs_prime": 60, "Pc_kPa": 45, "reference_time_days": 4, "cv_m2_s": 1e-8})");
    const auto primary = read(R"({"model": "koppejan", "Cp": 30, "Cp_prime": 8, "POP_kPa": 0})");

    EXPECT_EQ(std::get<model::Koppejan>(full.model).cs_prime, 60.0);
    EXPECT_EQ(full.pc_kPa, 45.0);
    EXPECT_EQ(full.reference_time_days, 4.0);
    EXPECT_EQ(full.cv_m2_s, 1e-8);
    EXPECT_TRUE(std::isinf(std::get<model::Koppejan>(primary.model).cs));
    EXPECT_EQ(primary.pop_kPa, 0.0);
}

TEST(SectionCompression, ReadsTerzaghiAsKoppejanWithOneConstant) {
    const auto soil = std::get<model::Koppejan>(read(R"({"model": "terzaghi", "C": 11.4})").model);

    EXPECT_EQ(soil.cp, 11.4);
    EXPECT_EQ(soil.cp_prime, 11.4);
    EXPECT_TRUE(std::isinf(soil.cs));
}

TEST(SectionCompression, TurnsIndicesIntoRatiosWithTheVoidRatio) {
    const auto soil = read(
        R"({"model": "bjerrum", "Cr": 0.08, "Cc": 1.2, "e0": 3.0, "Calpha": 0.02, "OCR": 1.3})");
    const auto bjerrum = std::get<model::Bjerrum>(soil.model);

    EXPECT_DOUBLE_EQ(bjerrum.rr, 0.02);
    EXPECT_DOUBLE_EQ(bjerrum.cr, 0.3);
    EXPECT_EQ(bjerrum.c_alpha, 0.02);
}

TEST(SectionCompression, TurnsAnEquivalentAgeIntoAnOcr) {
    const auto soil = read(R"({"model": "isotache", "a": 0.02, "b": 0.4, "c": 0.05,
        "equivalent_age_days": 3000})");

    EXPECT_NEAR(*soil.ocr, std::pow(3000.0, 0.05 / 0.38), 1e-12);
}

TEST(SectionCompression, RefusesWhatIsUnclear) {
    EXPECT_EQ(refusal(R"({"model": "isotach", "a": 0.02})"),
              "test.json:1: no compression model is called `isotach` (did you mean `isotache`?)");
    EXPECT_EQ(refusal("{\"model\": \"isotache\", \"a\": 0.02,\n \"b\": 0.2, \"c\": 0.01}"),
              "test.json:1: compression: give exactly one of `Pc_kPa`, `POP_kPa`, `OCR` and "
              "`equivalent_age_days`");
    EXPECT_NE(refusal(R"({"model": "koppejan", "Cp": 30, "Cp_prime": 8, "Cs": 9, "OCR": 1})"), "");
    EXPECT_NE(refusal(R"({"model": "koppejan", "Cp": 30, "Cp_prime": 8,
        "equivalent_age_days": 10})"),
              "");
    EXPECT_NE(refusal(R"({"model": "bjerrum", "RR": 0.3, "CR": 0.2, "Calpha": 0, "OCR": 1})"), "");
    EXPECT_NE(refusal(R"({"model": "isotache", "a": 0.3, "b": 0.2, "c": 0, "OCR": 1})"), "");
    EXPECT_NE(refusal(R"({"model": "isotache", "a": 0.1, "b": 0.2, "c": 0, "OCR": 1,
        "Cp": 3})"),
              "");
    EXPECT_NE(refusal(R"({"model": "terzaghi", "C": -3})"), "");
}

}  // namespace
}  // namespace maaiveld::exchange
