#include "viz/scene/picture2d.h"

#include "viz/scene/text_metrics.h"

namespace maaiveld::viz::scene {

bool Box::overlaps(const Box& other) const {
    return left < other.right && other.left < right && top < other.bottom && other.top < bottom;
}

bool Box::contains(const Box& other) const {
    return left <= other.left && other.right <= right && top <= other.top && other.bottom <= bottom;
}

bool Box::contains(Point p) const {
    return left <= p.x && p.x <= right && top <= p.y && p.y <= bottom;
}

Box Box::grown(double margin) const {
    return {left - margin, top - margin, right + margin, bottom + margin};
}

Box Text::box() const {
    const double length = text_width(text, size_px, bold);
    double before = 0.0;
    if (anchor == Anchor::Middle) before = 0.5 * length;
    if (anchor == Anchor::End) before = length;
    const double up = kAscent * size_px;
    const double down = kDescent * size_px;
    if (upward) return {at.x - up, at.y + before - length, at.x + down, at.y + before};
    return {at.x - before, at.y - up, at.x - before + length, at.y + down};
}

std::vector<Box> text_boxes(const Picture2d& picture) {
    std::vector<Box> boxes;
    for (const Item& item : picture.items)
        if (const Text* text = std::get_if<Text>(&item.shape)) boxes.push_back(text->box());
    return boxes;
}

}  // namespace maaiveld::viz::scene
