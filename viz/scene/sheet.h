#pragma once

#include "viz/scene/picture2d.h"

#include <span>
#include <string>
#include <vector>

namespace maaiveld::viz::scene {

/// Every drawing is composed on a page this wide and scaled to the asked size at the end, so text
/// sizes and margins are plain numbers.
inline constexpr double kPageWidth = 1600.0;
/// Metres of paper per page unit when the page is printed on A3 (0.42 m wide).
inline constexpr double kPaperMetresPerUnit = 0.42 / kPageWidth;

/// A page being drawn. It refuses text that would leave the page or touch earlier text, so
/// readable lettering is a property of every finished sheet and not of each drawing's care.
class Sheet {
public:
    explicit Sheet(double height);

    void path(Role role, std::vector<Point> points, std::optional<Color> fill, Stroke stroke = {},
              std::string id = {});
    void line(Role role, std::vector<Point> points, Stroke stroke, std::string id = {});
    void rectangle(Role role, Box box, std::optional<Color> fill, Stroke stroke = {},
                   std::string id = {});
    /// A rectangle with round corners.
    void plate(Role role, Box box, double corner, std::optional<Color> fill, Stroke stroke = {});
    void circle(Role role, Circle circle, std::string id = {});
    /// A line with a filled head at both ends, or bars when the heads would touch.
    void dimension(Role role, Point a, Point b, Stroke stroke, std::string id = {});

    /// Sets the line of text unless it would touch other text or leave the page; tells whether it
    /// did. `text` that is empty is always set and draws nothing.
    bool text(const Text& text, Role role = Role::Label, std::string id = {});

    /// Keeps later plates and `fits` users out of `box`; does not stop `text`.
    void keep_out(Box box) { kept_out_.push_back(box); }
    /// True when `box` is on the page and free of text and of kept out places.
    bool fits(Box box) const;
    /// True when `box` is on the page and free of text.
    bool free_of_text(Box box) const;

    double height() const { return picture_.height_px; }
    /// The page, every length multiplied so that it is `width_px` wide.
    Picture2d finished(double width_px) const;

private:
    Picture2d picture_;
    std::vector<Box> text_boxes_;
    std::vector<Box> kept_out_;
};

/// `picture` enlarged by `factor` about the page's top left corner.
Picture2d scaled(Picture2d picture, double factor);

}  // namespace maaiveld::viz::scene
