#include "app/session.h"
#include "base/text.h"
#include "exchange/calibration_file.h"
#include "exchange/sensor_log.h"
#include "exchange/street_file.h"
#include "exchange/text_file.h"

#include <fmt/format.h>
#include <fmt/ostream.h>
#include <limits>
#include <optional>
#include <ostream>

namespace maaiveld::app {
namespace {

using influence::Calibration;
using influence::FittedParameter;

struct CalibrateArguments {
    std::string input;
    std::string sensors;
    std::string operation = "nl";
    std::string json;
    std::string output;
    std::optional<double> station_m;
};

std::string_view driver_words(const Session& s, influence::SurfaceDriver driver) {
    switch (driver) {
        case influence::SurfaceDriver::SurfaceReadings:
            return s.say("the surface readings", "de metingen aan het oppervlak");
        case influence::SurfaceDriver::AirReadings:
            return s.say("the air readings", "de metingen in de lucht");
        default:
            return s.say("a harmonic year", "een harmonisch jaar");
    }
}

void print_parameter(Session& s, const FittedParameter& p) {
    if (!p.determined) {
        const std::string partner =
            p.together_with.empty()
                ? std::string{}
                : fmt::format(", {} {}", s.say("nor apart from", "en niet los van"),
                              p.together_with);
        fmt::print(s.out, "  {:<24}{:>14}  {}{}\n", p.name, "-",
                   yellow(s, std::string{s.say("these readings cannot tell it",
                                               "niet te bepalen uit deze metingen")}),
                   partner);
        return;
    }
    fmt::print(s.out, "  {:<24}{:>14.5g}  ± {:<10.2g} ({} {:.5g})\n", p.name, p.value,
               1.96 * p.standard_error, s.say("start", "begin"), p.start);
}

void print_calibration(Session& s, const Calibration& c) {
    fmt::print(
        s.out, "{} {}{}\n", s.say("driven by", "aangedreven door"), driver_words(s, c.driver),
        c.has_sources
            ? s.say(", with the street's heat sources", ", met de warmtebronnen van de straat")
            : std::string_view{});
    for (const FittedParameter& p : c.parameters)
        print_parameter(s, p);
    fmt::print(s.out, "  {:<16}{:>8}{:>10}{:>10}{:>10}\n", s.say("sensor", "sensor"),
               s.say("depth", "diepte"), s.say("readings", "metingen"), s.say("mean K", "gem. K"),
               "rms K");
    for (const auto& sensor : c.sensors) {
        fmt::print(s.out, "  {:<16}{:>8.2f}{:>10}{:>+10.3f}{:>10.3f}\n", base::printable(sensor.id),
                   sensor.depth_m, sensor.readings, sensor.mean_K, sensor.rms_K);
    }
    fmt::print(s.out, "{} {:.3f} K, {:.2f} % {}\n", s.say("fit:", "passing:"), c.rms_K,
               100.0 * c.explained,
               s.say("of the variance explained", "van de variantie verklaard"));
    for (const std::string& note : c.notes)
        fmt::print(s.out, "{}\n", note);
}

/// The street with the soil that was fitted; what was not determined stays.
base::Result<model::Street> with_fitted_soil(model::Street street, const Calibration& c,
                                             const influence::Operation& operation) {
    const FittedParameter* conductivity = c.find("conductivity_W_mK");
    const FittedParameter* diffusivity = c.find("diffusivity_m2_s");
    if (!conductivity->determined || !diffusivity->determined) {
        return base::bad_input(
            "no street is written: conductivity or diffusivity is not determined", "calibration");
    }
    if (!street.soil) {
        street.soil.emplace();
        street.soil->layers.emplace_back();
        street.soil->layers[0].bottom_m = std::numeric_limits<double>::infinity();
        street.soil->layers[0].dry_conductivity_W_mK = operation.dry_conductivity_W_mK;
        street.soil->layers[0].drying_temperature_C = operation.drying_temperature_C;
    }
    for (model::SoilLayer& layer : street.soil->layers) {
        layer.conductivity_W_mK = conductivity->value;
        layer.heat_capacity_J_m3K = conductivity->value / diffusivity->value;
    }
    return street;
}

int calibrate(Session& s, const CalibrateArguments& a) {
    const auto catalogue = load_catalogue(s);
    if (!catalogue) return report(s, catalogue.error());
    const auto street = load_street(a.input, *catalogue);
    if (!street) return report(s, street.error());
    const auto operation = load_operation(s, a.operation);
    if (!operation) return report(s, operation.error());
    const auto log = exchange::read_sensor_log(a.sensors);
    if (!log) return report(s, log.error());
    const auto station_m = station_in(*street, a.station_m);
    if (!station_m) return report(s, station_m.error());
    const auto result = influence::calibrate(*street, *catalogue, *operation, *station_m, *log);
    if (!result) return report(s, result.error());
    print_calibration(s, *result);
    if (!a.json.empty()) {
        const auto written = exchange::write_text(a.json, exchange::calibration_text(*result));
        if (!written) return report(s, written.error());
    }
    if (a.output.empty()) return kDone;
    const auto fitted = with_fitted_soil(*street, *result, *operation);
    if (!fitted) return report(s, fitted.error());
    const auto written = exchange::write_text(a.output, exchange::street_text(*fitted));
    if (!written) return report(s, written.error());
    fmt::print(s.out, "{} {}\n", s.say("written:", "geschreven:"), a.output);
    return kDone;
}

}  // namespace

void add_calibrate(CLI::App& program, Session& s) {
    CLI::App* command = program.add_subcommand(
        "calibrate", "fits ground and surface to temperature readings, and says how well");
    auto a = std::make_shared<CalibrateArguments>();
    command->add_option("street", a->input, "street file")->required();
    command
        ->add_option("--sensors", a->sensors,
                     "readings: CSV with hour or time, sensor, depth_m, temperature_C[, offset_m]")
        ->required();
    command->add_option("--station,--at", a->station_m,
                        "where the sensors are, metres along the axis (default: the middle)");
    command->add_option("--operation", a->operation,
                        "what is assumed where the street is silent (default nl)");
    command->add_option("--json", a->json, "write the result");
    command->add_option("-o", a->output, "write the street with the fitted soil");
    command->footer(
        "Example: maaiveld calibrate models/vkls-leiden.street.json --sensors log.csv "
        "-o fitted.street.json");
    command->callback([&s, a] { s.exit_code = calibrate(s, *a); });
}

}  // namespace maaiveld::app
