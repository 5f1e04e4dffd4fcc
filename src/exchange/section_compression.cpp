#include "exchange/section_compression.h"

#include <nlohmann/json.hpp>

#include <cmath>
#include <fmt/format.h>
#include <limits>

namespace maaiveld::exchange {
namespace {

constexpr double kNone = std::numeric_limits<double>::infinity();

model::Koppejan koppejan_in(ObjectReader& r) {
    model::Koppejan soil;
    soil.cp = r.positive("Cp");
    soil.cp_prime = r.positive("Cp_prime");
    soil.cs = r.optional_positive("Cs").value_or(kNone);
    soil.cs_prime = r.optional_positive("Cs_prime").value_or(kNone);
    if (std::isfinite(soil.cs) != std::isfinite(soil.cs_prime))
        r.fail("`Cs` and `Cs_prime` are given together, or neither (no secular settlement)");
    return soil;
}

model::Koppejan terzaghi_in(ObjectReader& r) {
    const double c = r.positive("C");
    return {c, kNone, c, kNone};
}

model::Bjerrum bjerrum_in(ObjectReader& r) {
    model::Bjerrum soil;
    if (const auto void_ratio = r.optional_positive("e0")) {
        soil.rr = r.non_negative("Cr") / (1.0 + *void_ratio);
        soil.cr = r.positive("Cc") / (1.0 + *void_ratio);
    } else {
        soil.rr = r.non_negative("RR");
        soil.cr = r.positive("CR");
    }
    soil.c_alpha = r.non_negative("Calpha");
    if (soil.cr < soil.rr) r.fail("the virgin ratio (CR) is less than the reloading ratio (RR)");
    return soil;
}

model::Isotache isotache_in(ObjectReader& r) {
    model::Isotache soil;
    soil.a = r.non_negative("a");
    soil.b = r.positive("b");
    soil.c = r.non_negative("c");
    if (soil.b < soil.a) r.fail("`b` (virgin) is less than `a` (reloading)");
    return soil;
}

/// The OCR of soil that has crept for `age_days` under its own stress.
double ocr_of_age(const ObjectReader& r, const model::Compression& soil, double age_days) {
    model::Isotache slopes;
    if (const auto* isotache = std::get_if<model::Isotache>(&soil.model)) {
        slopes = *isotache;
    } else if (const auto* bjerrum = std::get_if<model::Bjerrum>(&soil.model)) {
        slopes = {bjerrum->rr, bjerrum->cr, bjerrum->c_alpha};
    } else {
        r.fail("`equivalent_age_days` is for the models bjerrum and isotache");
    }
    if (!(slopes.b > slopes.a))
        r.fail("`equivalent_age_days` needs a virgin slope above reloading");
    return std::pow(age_days / soil.reference_time_days, slopes.c / (slopes.b - slopes.a));
}

void read_preconsolidation(ObjectReader& r, model::Compression& soil) {
    soil.pc_kPa = r.optional_positive("Pc_kPa");
    if (r.find("POP_kPa") != nullptr) soil.pop_kPa = r.non_negative("POP_kPa");
    soil.ocr = r.optional_positive("OCR");
    const auto age = r.optional_positive("equivalent_age_days");
    const int given =
        (soil.pc_kPa ? 1 : 0) + (soil.pop_kPa ? 1 : 0) + (soil.ocr ? 1 : 0) + (age ? 1 : 0);
    if (given != 1)
        r.fail("give exactly one of `Pc_kPa`, `POP_kPa`, `OCR` and `equivalent_age_days`");
    if (age) soil.ocr = ocr_of_age(r, soil, *age);
}

}  // namespace

model::Compression read_compression(const JsonValue& value, const std::string& file) {
    ObjectReader r{value, file, "compression"};
    model::Compression soil;
    soil.reference_time_days = r.optional_positive("reference_time_days").value_or(1.0);
    soil.cv_m2_s = r.optional_positive("cv_m2_s");
    const std::string model = r.text("model");
    if (model == "koppejan") {
        soil.model = koppejan_in(r);
    } else if (model == "bjerrum") {
        soil.model = bjerrum_in(r);
    } else if (model == "isotache") {
        soil.model = isotache_in(r);
    } else if (model == "terzaghi") {
        soil.model = terzaghi_in(r);
        soil.ocr = 1.0;  // one constant on both sides: where the knee lies does not matter
    } else {
        fail_unknown_name(model, r.require("model").line, file, "compression model",
                          {"koppejan", "bjerrum", "isotache", "terzaghi"});
    }
    if (model != "terzaghi") read_preconsolidation(r, soil);
    r.finish();
    return soil;
}

std::vector<double> listed_numbers(ObjectReader& r, std::string_view key) {
    std::vector<double> numbers;
    if (const auto* items = r.optional_array(key)) {
        for (const JsonValue& item : *items)
            numbers.push_back(number_in(item, r.file(), key));
    }
    return numbers;
}

namespace {

nlohmann::ordered_json model_json(const model::Koppejan& soil) {
    nlohmann::ordered_json object{
        {"model", "koppejan"}, {"Cp", soil.cp}, {"Cp_prime", soil.cp_prime}};
    if (std::isfinite(soil.cs)) {
        object["Cs"] = soil.cs;
        object["Cs_prime"] = soil.cs_prime;
    }
    return object;
}
nlohmann::ordered_json model_json(const model::Bjerrum& soil) {
    return {{"model", "bjerrum"}, {"RR", soil.rr}, {"CR", soil.cr}, {"Calpha", soil.c_alpha}};
}
nlohmann::ordered_json model_json(const model::Isotache& soil) {
    return {{"model", "isotache"}, {"a", soil.a}, {"b", soil.b}, {"c", soil.c}};
}

}  // namespace

nlohmann::ordered_json write_compression(const model::Compression& soil) {
    auto object = std::visit([](const auto& one) { return model_json(one); }, soil.model);
    if (soil.pop_kPa) object["POP_kPa"] = *soil.pop_kPa;
    if (soil.ocr) object["OCR"] = *soil.ocr;
    if (soil.pc_kPa) object["Pc_kPa"] = *soil.pc_kPa;
    object["reference_time_days"] = soil.reference_time_days;
    if (soil.cv_m2_s) object["cv_m2_s"] = *soil.cv_m2_s;
    return object;
}

}  // namespace maaiveld::exchange
