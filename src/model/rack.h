#pragma once

#include "base/error.h"
#include "model/street.h"

#include <map>
#include <string>
#include <vector>

namespace maaiveld::model {

/// One kind of part of a rack: a section of a material, by the metre or by the piece.
struct RackSection {
    std::string name;      ///< "box-60x60x4"
    std::string material;  ///< name in RackType::materials
    double width_m = 0.0;
    double height_m = 0.0;
    double wall_m = 0.0;  ///< 0: solid

    /// Area of the material in the cross-section.
    double area_m2() const;
};

struct RackMaterial {
    std::string name;
    double density_kg_m3 = 0.0;
    double modulus_Pa = 0.0;            ///< short term
    double long_term_modulus_Pa = 0.0;  ///< after the design life in the ground
    double strength_Pa = 0.0;           ///< design strength after the design life
    double loss_mm_year = 0.0;          ///< of thickness, each wetted face (corrosion, ageing)
    std::string source, grade;
};

/// A rack as a product: everything of vkls.md V1-V16 is a number here with its default. A value of
/// profiles/racks. Frames stand square to the rack's line: one post each with beams that carry
/// lines in saddles, a base plate under the post, cover plates over everything. Single-sided: the
/// post stands on the side away from the houses and every beam reaches from it towards them, the
/// deeper the farther, so that house connections rise past what lies above. Double-sided: lines on
/// both sides of the post.
struct RackType {
    std::string id;
    std::string kind;           ///< "distribution" or "transport"
    bool double_sided = false;  ///< lines on both sides of the posts
    double module_length_m = 6.0;
    double module_bow_m = 0.02;       ///< farthest a straight module may lie off a bent line
    double beam_spacing_m = 2.0;      ///< most between frames, for the line that spans farthest
    double top_cover_m = 0.25;        ///< surface to the top of the cover plate
    double max_depth_m = 1.30;        ///< surface to the underside of the base plate
    double level_pitch_min_m = 0.15;  ///< between the tops of neighbouring beams
    double level_gap_m = 0.02;        ///< between the lines of a level and the beam or plate above
    double stagger_m = 0.13;  ///< least step towards the facade between connected lines of levels
    double saddle_gap_m = 0.03;      ///< between neighbours on one beam, and to the post
    double pair_gap_m = 0.06;        ///< between supply and return of a heat pair
    double corridor_spare_m = 0.02;  ///< room on both sides of a rising house connection
    double beam_overhang_m = 0.02;   ///< of a beam beyond the outer edge of its last line
    std::vector<Network> order;      ///< from the top
    /// Networks that share one level; the order among them is free.
    std::vector<std::vector<Network>> share_level;
    RackSection post;  ///< width across the rack, height along it
    RackSection beam;  ///< width along the rack, height upright
    double cover_plate_thickness_m = 0.04, base_plate_thickness_m = 0.06;
    double base_plate_length_m = 0.4;  ///< along the street, one under each post
    std::string plate_material, saddle_material;
    double saddle_thickness_m = 0.01, saddle_length_m = 0.1;
    std::vector<RackSection> sections;  ///< what sizing may choose from, light to heavy
    std::vector<RackMaterial> materials;
    double design_life_years = 80.0;
    std::map<std::string, std::string> sources;  ///< by key: source and grade of a default

    const RackMaterial* material(const std::string& name) const;
};

enum class RackPartKind { Post, Beam, BasePlate, CoverPlate, Saddle };

std::string_view name_of(RackPartKind kind);  ///< "post", "beam", "base_plate", ...

/// One part in its place: an upright block, its long side along `heading_deg` (counter-clockwise
/// from east).
struct RackPart {
    RackPartKind kind = RackPartKind::Post;
    Vec3 centre = Vec3::Zero();
    Vec3 size_m = Vec3::Zero();  ///< along heading, across, upright
    double heading_deg = 0.0;
    std::string material;
    double mass_kg = 0.0;
    std::string section;  ///< name of the section; empty for plates and saddles
    int frame = 0;        ///< which frame, from the start of the line; of a cover plate: which bay
    int level = -1;       ///< of beams and saddles: 0 is the top
    std::string asset;    ///< of a saddle: the line that lies in it
};

/// A line that lies in a rack: its axis in world coordinates and its radius.
struct RackLine {
    std::string id;
    Network network = Network::Other;
    std::vector<Vec3> axis;
    double radius_m = 0.0;
};

/// The assets of the street that lie in this rack (see lies_in). Arcs become chords; a duct bank
/// counts with half its larger side.
std::vector<RackLine> lines_in_rack(const Street& street, const Rack& rack);

/// Where the posts of a rack stand: metres left of the rack's line.
struct PostPlace {
    double left_m = 0.0;
    int side = -1;  ///< -1: at the right edge of the rack, 0: between lines, +1: at the left edge
};

/// Tops of the beams below the surface, from the top: as the rack says, else under the lines that
/// lie in it (lines whose undersides are less than half a level pitch apart share a beam).
std::vector<double> beam_tops_m(const RackType& type, const Rack& rack,
                                const std::vector<RackLine>& lines, double ground_z);

/// The free place for the posts: single-sided at the edge away from which the deeper lines step
/// (the right edge when none steps), double-sided the free gap nearest to the middle of the lines.
/// Bad input when no gap as wide as a post is free over the whole height.
base::Result<PostPlace> post_place(const RackType& type, const Rack& rack,
                                   const std::vector<RackLine>& lines);

/// All parts of a rack along its line: posts, beams, base plates, cover plates and a saddle for
/// every line on every beam. Frames stand at the ends of modules (`module_length_m`, the last one
/// shorter) and between them so close that no line spans more than `beam_spacing_m`, also on the
/// outside of a bend, where modules turn at their joints. A beam reaches from the post to its last
/// line; a level without a line at a frame has no beam there. Masses are of the material's volume.
/// Heights are in the street's own z.
base::Result<std::vector<RackPart>> rack_parts(const RackType& type, const Rack& rack,
                                               const std::vector<RackLine>& lines, double ground_z);

/// The same for a rack of a street, clear of the lines that pass through it.
base::Result<std::vector<RackPart>> rack_parts(const RackType& type, const Street& street,
                                               const Rack& rack);

/// Equal parts counted: same kind, section, material and size to the millimetre.
struct RackPartCount {
    RackPartKind kind = RackPartKind::Post;
    std::string section, material;
    Vec3 size_m = Vec3::Zero();
    int count = 0;
    double unit_mass_kg = 0.0;
    double mass_kg = 0.0;  ///< of all
};

/// The parts list, by kind, then by size.
std::vector<RackPartCount> parts_list(const std::vector<RackPart>& parts);

}  // namespace maaiveld::model
