#pragma once

#include "viz/scene/picture2d.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

namespace maaiveld::viz::scene {

/// Every text lies on the page and none touches another; every length is finite.
inline void expect_readable(const Picture2d& page, const std::string& what) {
    const std::vector<Box> boxes = text_boxes(page);
    for (std::size_t i = 0; i < boxes.size(); ++i) {
        EXPECT_TRUE(page.page().grown(1e-6).contains(boxes[i])) << what << " text " << i;
        for (std::size_t j = i + 1; j < boxes.size(); ++j)
            EXPECT_FALSE(boxes[i].grown(-1e-6).overlaps(boxes[j]))
                << what << " texts " << i << ", " << j;
    }
    for (const Item& item : page.items) {
        const Path* path = std::get_if<Path>(&item.shape);
        if (path == nullptr) continue;
        for (const Point& p : path->points)
            ASSERT_TRUE(std::isfinite(p.x) && std::isfinite(p.y)) << what;
    }
}

/// The texts of a page, in painting order.
inline std::vector<Text> texts_of(const Picture2d& page) {
    std::vector<Text> texts;
    for (const Item& item : page.items)
        if (const Text* text = std::get_if<Text>(&item.shape)) texts.push_back(*text);
    return texts;
}

inline std::size_t count_text(const Picture2d& page, const std::string& wanted) {
    const auto texts = texts_of(page);
    return static_cast<std::size_t>(std::count_if(
        texts.begin(), texts.end(), [&](const Text& text) { return text.text == wanted; }));
}

/// The shapes of one kind with a role and an id.
template <class Shape>
std::vector<Shape> shapes_of(const Picture2d& page, Role role, const std::string& id) {
    std::vector<Shape> shapes;
    for (const Item& item : page.items)
        if (const Shape* shape = std::get_if<Shape>(&item.shape);
            shape != nullptr && item.role == role && item.id == id)
            shapes.push_back(*shape);
    return shapes;
}

}  // namespace maaiveld::viz::scene
