#pragma once

namespace maaiveld::viz::scene {

struct SectionPage;

/// Running dimensions over the surface: a base line with its zero (a small circle) at the left end
/// of the street's strips, and over every line's axis its distance from there in metres, so that
/// crowded lines can be read too. Draws nothing when the section holds no line, or more than fit.
void draw_running_dimensions(SectionPage& page);

}  // namespace maaiveld::viz::scene
