#pragma once

#include "base/error.h"
#include "exchange/imkl_feature.h"

#include <optional>
#include <string>
#include <string_view>

namespace maaiveld::exchange {

/// The feature kind of an element name, when its content is read.
std::optional<FeatureKind> feature_kind(std::string_view element_name);

/// A direct child of a feature.
struct PropertyStart {
    std::string name;
    std::string uom;
    std::string href;
    std::string text;  ///< empty when it holds elements
    bool nil = false;
};

/// Whether the text of an element this deep inside a property is needed.
bool is_wanted_inside(std::string_view element_name);

/// Whether a property holds the place of its feature (its centre line or its point).
bool holds_place(std::string_view property_name);

/// Whether an element name is a GML geometry or a kind of curve segment whose coordinates mean
/// something of their own.
bool is_curve_form(std::string_view element_name);

/// Whether the coordinates of a form are the vertices of a line, or one point.
bool is_straight_form(std::string_view form);

/// Whether a point lies where RD New is defined: the Netherlands and its part of the sea.
bool in_rd_range(const geometry::Vec2& point);

/// Puts one property into `feature`. Nil, empty and placeholder values (0 mm, -1 V) are left out.
/// Error (without a place): a number or a unit that makes no sense.
base::Result<void> set_property(Feature& feature, const PropertyStart& property);

/// Puts the text of an element inside a property into `feature`: its id, an organisation's name,
/// the place of the work.
void set_inner_text(Feature& feature, std::string_view property_name, std::string_view leaf,
                    std::string_view text);

}  // namespace maaiveld::exchange
