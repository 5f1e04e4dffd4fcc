#include "benchmarks/klic_shaped.h"

#include "tests/support/random.h"

#include <array>
#include <cmath>
#include <numbers>
#include <string>

namespace maaiveld::bench {
namespace {

using geometry::Vec3;
using model::Network;
using test::Random;

struct Theme {
    Network network;
    double share;
    double depth_m;
    double diameter_m;
};

constexpr std::array<Theme, 6> kThemes{{{Network::ElectricityLv, 0.510, 0.6, 0.04},
                                        {Network::GasLow, 0.260, 0.8, 0.11},
                                        {Network::Water, 0.095, 1.0, 0.11},
                                        {Network::ElectricityMv, 0.068, 0.8, 0.06},
                                        {Network::Heat, 0.043, 0.8, 0.20},
                                        {Network::SewerGravity, 0.024, 1.2, 0.30}}};

constexpr double kMedianLength_m = 1.26;
constexpr double kLogSpread = 1.394;  // mean 3.33 m = median * exp(spread^2 / 2)
constexpr int kSegmentsPerLine = 3;
constexpr double kStreetLength_m = 120.0;
constexpr double kBunchesPerStreet = 9.0;  // tuned for 4.3 pairs per segment
constexpr double kStreetWidth_m = 8.0;

double normal(Random& random) {
    const double u = 1.0 - random.unit();
    return std::sqrt(-2.0 * std::log(u)) * std::cos(2.0 * std::numbers::pi * random.unit());
}

double segment_length(Random& random) {
    return std::min(120.0, kMedianLength_m * std::exp(kLogSpread * normal(random)));
}

const Theme& theme(Random& random) {
    double x = random.unit();
    for (const Theme& candidate : kThemes) {
        if (x < candidate.share) return candidate;
        x -= candidate.share;
    }
    return kThemes.front();
}

class Maker {
public:
    explicit Maker(std::size_t segments) : wanted_{segments} {
        const double streets =
            static_cast<double>(segments) / (kBunchesPerStreet * 6.0 * kSegmentsPerLine);
        extent_m_ = std::sqrt(streets) * kStreetLength_m;
    }

    model::Street make() {
        while (made_ < wanted_)
            add_street();
        return std::move(street_);
    }

private:
    void add_street() {
        const Vec3 start{random_.between(0, extent_m_), random_.between(0, extent_m_), 0};
        const double angle = random_.between(0, std::numbers::pi);
        const Vec3 along{std::cos(angle), std::sin(angle), 0};
        const Vec3 across{-along.y(), along.x(), 0};
        for (int k = 0; k < static_cast<int>(kBunchesPerStreet) && made_ < wanted_; ++k) {
            const Vec3 at = start + random_.between(0, kStreetLength_m) * along +
                            random_.between(-0.5, 0.5) * kStreetWidth_m * across;
            add_bunch(at, angle);
        }
    }

    /// Lines of one network that leave one point: some along the street, some across it.
    void add_bunch(const Vec3& at, double street_angle) {
        const Theme& of = theme(random_);
        const int lines = 6 + random_.below(8);
        const double z = -of.depth_m + random_.between(-0.15, 0.15);
        for (int k = 0; k < lines && made_ < wanted_; ++k) {
            const double turn = random_.below(3) == 0 ? 0.5 * std::numbers::pi : 0.0;
            add_line(of, {at.x(), at.y(), z},
                     street_angle + turn + random_.between(-0.4, 0.4) +
                         (random_.below(2) == 0 ? std::numbers::pi : 0.0));
        }
    }

    void add_line(const Theme& of, Vec3 at, double angle) {
        model::Asset asset;
        asset.id = asset.alias = std::to_string(street_.assets.size());
        asset.network = of.network;
        asset.outer_diameter_m = of.diameter_m;
        asset.axis.push_back({at, {}, {}});
        for (int k = 0; k < kSegmentsPerLine && made_ < wanted_; ++k, ++made_) {
            const double length = segment_length(random_);
            at += length * Vec3(std::cos(angle), std::sin(angle), 0);
            asset.axis.push_back({at, {}, {}});
            angle += random_.between(-0.2, 0.2);
        }
        asset.attributes["kind"] = std::string{random_.below(4) == 0 ? "service" : "main"};
        street_.assets.push_back(std::move(asset));
    }

    std::size_t wanted_;
    std::size_t made_ = 0;
    double extent_m_ = 0.0;
    Random random_{20261121};
    model::Street street_;
};

}  // namespace

model::Street klic_shaped_street(std::size_t segments) {
    return Maker{segments}.make();
}

}  // namespace maaiveld::bench
