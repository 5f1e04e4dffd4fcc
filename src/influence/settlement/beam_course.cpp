#include "influence/settlement/beam_course.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

namespace maaiveld::influence {
namespace {

template <class Piece>
std::string pieces_problem(const std::vector<Piece>& pieces, double length, const char* what,
                           bool apart) {
    for (std::size_t i = 0; i < pieces.size(); ++i) {
        const Piece& piece = pieces[i];
        if (!(piece.from_m < piece.to_m && piece.from_m >= 0.0 && piece.to_m <= length))
            return fmt::format("{} {} must lie within the span, from before to", what, i);
        if (apart && i > 0 && piece.from_m < pieces[i - 1].to_m)
            return fmt::format("{} {} overlaps the one before, or they are not in order", what, i);
    }
    return {};
}

std::string ground_problem(const std::vector<GroundPoint>& ground) {
    for (std::size_t i = 0; i < ground.size(); ++i) {
        if (!std::isfinite(ground[i].x_m) || !std::isfinite(ground[i].settlement_m))
            return "a point of the ground is not a number";
        if (i > 0 && ground[i].x_m < ground[i - 1].x_m) return "the ground's points must rise";
    }
    return {};
}

std::string joints_problem(const BeamSpan& span) {
    double before = 0.0;
    for (const BeamJoint& joint : span.joints) {
        if (!(joint.at_m > before && joint.at_m < span.length_m))
            return "the joints must rise and lie inside the span";
        if (!(joint.stiffness_N_m_rad >= 0.0) || !std::isfinite(joint.stiffness_N_m_rad))
            return "a joint's stiffness is negative";
        before = joint.at_m;
    }
    return {};
}

std::string ends_problem(const PipeBeam& beam) {
    const BeamSpan& span = *beam.span;
    for (const BeamEnd* end : {&span.start, &span.end}) {
        if (!std::isfinite(end->settlement_m)) return "an end's settlement is not a number";
        const double x = end == &span.start ? 0.0 : span.length_m;
        if (end->kind == BeamEnd::Kind::Continuing && !(kh_at(beam, x) > 0.0))
            return "the pipe cannot continue beyond an end without a bed";
    }
    return {};
}

}  // namespace

double kh_at(const PipeBeam& beam, double x) {
    for (const BeddingPiece& piece : beam.span->bedding) {
        if (x >= piece.from_m && x <= piece.to_m) return piece.kh_N_m3;
    }
    return beam.kh_N_m3;
}

double load_at(const BeamSpan& span, double x) {
    double load = 0.0;
    for (const LoadPiece& piece : span.loads) {
        if (x > piece.from_m && x < piece.to_m) load += piece.load_N_m;
    }
    return load;
}

double ground_at(const std::vector<GroundPoint>& ground, double x, double inside) {
    if (ground.empty()) return 0.0;
    if (inside < ground.front().x_m) return ground.front().settlement_m;
    for (std::size_t i = 0; i + 1 < ground.size(); ++i) {
        const GroundPoint& a = ground[i];
        const GroundPoint& b = ground[i + 1];
        if (inside < a.x_m || inside >= b.x_m) continue;
        const double part = (x - a.x_m) / (b.x_m - a.x_m);
        return a.settlement_m + part * (b.settlement_m - a.settlement_m);
    }
    return ground.back().settlement_m;
}

std::vector<double> span_edges(const BeamSpan& span) {
    std::vector<double> at{0.0, span.length_m};
    for (const GroundPoint& point : span.ground)
        at.push_back(point.x_m);
    for (const BeddingPiece& piece : span.bedding)
        at.insert(at.end(), {piece.from_m, piece.to_m});
    for (const LoadPiece& piece : span.loads)
        at.insert(at.end(), {piece.from_m, piece.to_m});
    for (const BeamJoint& joint : span.joints)
        at.push_back(joint.at_m);
    std::erase_if(at, [&](double x) { return x < 0.0 || x > span.length_m; });
    std::sort(at.begin(), at.end());
    at.erase(std::unique(at.begin(), at.end()), at.end());
    return at;
}

std::string span_problem(const PipeBeam& beam) {
    const BeamSpan& span = *beam.span;
    if (!(span.length_m > 0.0) || !std::isfinite(span.length_m))
        return "the span's length must be positive";
    for (const BeddingPiece& piece : span.bedding) {
        if (!(piece.kh_N_m3 >= 0.0) || !std::isfinite(piece.kh_N_m3)) return "a bed is negative";
    }
    for (const LoadPiece& piece : span.loads) {
        if (!std::isfinite(piece.load_N_m)) return "a load is not a number";
    }
    std::string problem = pieces_problem(span.bedding, span.length_m, "bedding", true);
    if (problem.empty()) problem = pieces_problem(span.loads, span.length_m, "load", false);
    if (problem.empty()) problem = ground_problem(span.ground);
    if (problem.empty()) problem = joints_problem(span);
    if (problem.empty()) problem = ends_problem(beam);
    return problem;
}

}  // namespace maaiveld::influence
