#include "influence/heat/ring_stack.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace maaiveld::influence {
namespace {

/// The circle where material `a` (inside) meets material `b`: temperature and flux are continuous.
TwoPort meeting(double a_W_mK, double b_W_mK) {
    const double sum = a_W_mK + b_W_mK;
    return {(a_W_mK - b_W_mK) / sum, 2.0 * a_W_mK / sum, 2.0 * b_W_mK / sum,
            (b_W_mK - a_W_mK) / sum};
}

double annulus_K_m_W(double inner_m, double outer_m, double conductivity_W_mK) {
    return std::log(outer_m / inner_m) / (2.0 * std::numbers::pi * conductivity_W_mK);
}

}  // namespace

TwoPort joined(const TwoPort& inner, const TwoPort& outer) {
    const double once = 1.0 / (1.0 - inner.back_outside * outer.back_inside);
    TwoPort whole;
    whole.back_inside =
        inner.back_inside + inner.to_inside * outer.back_inside * inner.to_outside * once;
    whole.to_outside = outer.to_outside * inner.to_outside * once;
    whole.to_inside = inner.to_inside * outer.to_inside * once;
    whole.back_outside =
        outer.back_outside + outer.to_outside * inner.back_outside * outer.to_inside * once;
    return whole;
}

RingStack::RingStack(double inner_diameter_m, const std::optional<double>& film_W_m2K,
                     const std::vector<Ring>& rings, double outside_W_mK)
    : inner_radius_m_(inner_diameter_m / 2.0),
      film_W_m2K_(film_W_m2K),
      outside_W_mK_(outside_W_mK) {
    double inside_m = inner_radius_m_;
    for (const Ring& ring : rings) {
        layers_.push_back({inside_m, ring.outer_diameter_m / 2.0, ring.conductivity_W_mK});
        inside_m = layers_.back().outer_m;
    }
}

RingStack::RingStack(double inner_diameter_m, const Filling& filling,
                     const std::vector<Ring>& rings, double outside_W_mK)
    : RingStack(inner_diameter_m, std::nullopt, rings, outside_W_mK) {
    filling_W_mK_ = filling.conductivity_W_mK;
}

double RingStack::outer_radius_m() const {
    return layers_.empty() ? inner_radius_m_ : layers_.back().outer_m;
}

TwoPort RingStack::boundary(int order) const {
    const double next_W_mK = layers_.empty() ? outside_W_mK_ : layers_.front().conductivity_W_mK;
    if (filling_W_mK_) return meeting(*filling_W_mK_, next_W_mK);
    if (!film_W_m2K_) return {.back_outside = -1.0};
    // Behind the film the temperature is even: to harmonic k it is a core of conductivity h r / k.
    const double like_W_mK = *film_W_m2K_ * inner_radius_m_ / static_cast<double>(order);
    return {.back_outside = (next_W_mK - like_W_mK) / (next_W_mK + like_W_mK)};
}

TwoPort RingStack::interface(std::size_t layer) const {
    const double next_W_mK =
        layer + 1 < layers_.size() ? layers_[layer + 1].conductivity_W_mK : outside_W_mK_;
    return meeting(layers_[layer].conductivity_W_mK, next_W_mK);
}

TwoPort RingStack::across(std::size_t layer, int order) const {
    const double left = std::pow(layers_[layer].inner_m / layers_[layer].outer_m, order);
    return {.to_outside = left, .to_inside = left};
}

TwoPort RingStack::inside_of(std::size_t layer, int order) const {
    TwoPort port = boundary(order);
    for (std::size_t i = 0; i < layer; ++i)
        port = joined(joined(port, across(i, order)), interface(i));
    return port;
}

TwoPort RingStack::outside_of(std::size_t layer, int order) const {
    TwoPort port = interface(layer);
    for (std::size_t i = layer + 1; i < layers_.size(); ++i)
        port = joined(joined(port, across(i, order)), interface(i));
    return port;
}

TwoPort RingStack::two_port(int order) const {
    return inside_of(layers_.size(), order);
}

double RingStack::resistance_from_K_m_W(double radius_m) const {
    double sum_K_m_W = 0.0;
    for (const Layer& layer : layers_) {
        if (radius_m >= layer.outer_m) continue;
        const double from_m = std::max(radius_m, layer.inner_m);
        sum_K_m_W += annulus_K_m_W(from_m, layer.outer_m, layer.conductivity_W_mK);
    }
    if (film_W_m2K_ && radius_m < inner_radius_m_) {
        sum_K_m_W += 1.0 / (2.0 * std::numbers::pi * inner_radius_m_ * *film_W_m2K_);
    }
    return sum_K_m_W;
}

std::size_t RingStack::layer_at(double radius_m) const {
    std::size_t layer = 0;
    while (layer < layers_.size() && radius_m > layers_[layer].outer_m)
        ++layer;
    return layer;
}

RingStack::Share RingStack::share_at(double radius_m, int order) const {
    const std::size_t index = layer_at(radius_m);
    if (index == layers_.size() || radius_m < inner_radius_m_) return {};
    const Layer& layer = layers_[index];
    const TwoPort before = inside_of(index, order);
    const TwoPort after = outside_of(index, order);
    const double left = std::pow(layer.inner_m / layer.outer_m, order);
    const TwoPort beyond = joined(across(index, order), after);
    const double once = 1.0 / (1.0 - before.back_outside * beyond.back_inside);
    // Falling off outwards, at the inner side of the layer; falling off inwards, at its outer side.
    const Share outward{before.to_outside * once, before.back_outside * beyond.to_inside * once};
    const Share inward{after.back_inside * left * outward.of_inside,
                       after.back_inside * left * outward.of_outside + after.to_inside};
    const double out = std::pow(layer.inner_m / radius_m, order);
    const double in = std::pow(radius_m / layer.outer_m, order);
    return {out * outward.of_inside + in * inward.of_inside,
            out * outward.of_outside + in * inward.of_outside};
}

}  // namespace maaiveld::influence
