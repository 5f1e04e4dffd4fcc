#include "influence/settlement/beam_solver.h"

#include "influence/settlement/beam_course.h"

#include <Eigen/Sparse>

#include <algorithm>
#include <array>
#include <cmath>
#include <fmt/format.h>
#include <numbers>

namespace maaiveld::influence {
namespace {

using Vec4 = Eigen::Vector4d;
using Mat4 = Eigen::Matrix4d;

constexpr double kElementsPerLength = 40.0;
constexpr double kLeastElementsPerPiece = 8.0;
constexpr std::size_t kMostNodes = 200000;
/// A pivot this much smaller than its diagonal is a motion that nothing resists.
constexpr double kFreeMotion = 1e-13;

std::vector<double> nodes_of(const PipeBeam& beam) {
    const std::vector<double> at = span_edges(*beam.span);
    std::vector<double> nodes;
    for (std::size_t i = 0; i + 1 < at.size(); ++i) {
        const double length = at[i + 1] - at[i];
        const double kh = kh_at(beam, 0.5 * (at[i] + at[i + 1]));
        const double lambda = beam.pipe.lambda_per_m(kh);
        const double wanted = std::ceil(kElementsPerLength * lambda * length);
        const double count = std::clamp(wanted, kLeastElementsPerPiece, 1e6);
        for (double k = 0.0; k < count && nodes.size() <= kMostNodes; k += 1.0)
            nodes.push_back(at[i] + length * k / count);
    }
    nodes.push_back(beam.span->length_m);
    return nodes;
}

/// One element: stiffness, and the forces that bed and loads bring onto it.
struct Element {
    Mat4 stiffness;
    Vec4 force;
};

Mat4 bending(double stiffness, double h) {
    Mat4 k;
    k << 12.0, 6.0 * h, -12.0, 6.0 * h,               //
        6.0 * h, 4.0 * h * h, -6.0 * h, 2.0 * h * h,  //
        -12.0, -6.0 * h, 12.0, -6.0 * h,              //
        6.0 * h, 2.0 * h * h, -6.0 * h, 4.0 * h * h;
    return k * (stiffness / (h * h * h));
}

Mat4 bedding(double bed_N_m2, double h) {
    Mat4 k;
    k << 156.0, 22.0 * h, 54.0, -13.0 * h,              //
        22.0 * h, 4.0 * h * h, 13.0 * h, -3.0 * h * h,  //
        54.0, 13.0 * h, 156.0, -22.0 * h,               //
        -13.0 * h, -3.0 * h * h, -22.0 * h, 4.0 * h * h;
    return k * (bed_N_m2 * h / 420.0);
}

/// Nodal forces of a load that runs linearly from `a` to `b` [N/m].
Vec4 spread_load(double a, double b, double h) {
    return {h * (7.0 * a + 3.0 * b) / 20.0, h * h * (3.0 * a + 2.0 * b) / 60.0,
            h * (3.0 * a + 7.0 * b) / 20.0, -h * h * (2.0 * a + 3.0 * b) / 60.0};
}

Element element_of(const PipeBeam& beam, double from, double to) {
    const double h = to - from;
    const double middle = 0.5 * (from + to);
    const double bed = kh_at(beam, middle) * beam.pipe.outer_diameter_m;
    const double load = load_at(*beam.span, middle);
    const double a = bed * ground_at(beam.span->ground, from, middle) + load;
    const double b = bed * ground_at(beam.span->ground, to, middle) + load;
    const double stiffness = beam.pipe.modulus_Pa * beam.pipe.second_moment_m4();
    return {bending(stiffness, h) + bedding(bed, h), spread_load(a, b, h)};
}

/// The unknowns: deflection and slope per node, one more slope right of every joint.
struct Numbering {
    std::vector<int> deflection;
    std::vector<int> slope_left;
    std::vector<int> slope_right;
    int count = 0;
};

const BeamJoint* joint_at(const BeamSpan& span, double x) {
    const auto found = std::find_if(span.joints.begin(), span.joints.end(),
                                    [x](const BeamJoint& joint) { return joint.at_m == x; });
    return found == span.joints.end() ? nullptr : &*found;
}

Numbering numbering(const BeamSpan& span, const std::vector<double>& nodes) {
    Numbering n;
    for (const double x : nodes) {
        n.deflection.push_back(n.count++);
        n.slope_left.push_back(n.count++);
        n.slope_right.push_back(joint_at(span, x) != nullptr ? n.count++ : n.slope_left.back());
    }
    return n;
}

std::array<int, 4> unknowns(const Numbering& n, std::size_t element) {
    return {n.deflection[element], n.slope_right[element], n.deflection[element + 1],
            n.slope_left[element + 1]};
}

using Triplets = std::vector<Eigen::Triplet<double>>;

struct System {
    Triplets entries;
    Eigen::VectorXd force;
    std::vector<std::pair<int, double>> fixed;  ///< unknowns with a given value
};

/// The pipe beyond an end, endless on the same bed and level ground (`side` -1 left, +1 right).
void add_continuation(const PipeBeam& beam, const std::vector<double>& nodes, int side,
                      std::array<int, 2> at, System& system) {
    const double x = side < 0 ? nodes.front() : nodes.back();
    const double neighbour = side < 0 ? nodes[1] : nodes[nodes.size() - 2];
    const double inside = 0.5 * (x + neighbour);
    const double lambda = beam.pipe.lambda_per_m(kh_at(beam, inside));
    const double stiffness = beam.pipe.modulus_Pa * beam.pipe.second_moment_m4();
    const double ground = ground_at(beam.span->ground, x, inside);
    const double k11 = 4.0 * stiffness * lambda * lambda * lambda;
    const double k12 = side * 2.0 * stiffness * lambda * lambda;
    system.entries.emplace_back(at[0], at[0], k11);
    system.entries.emplace_back(at[0], at[1], k12);
    system.entries.emplace_back(at[1], at[0], k12);
    system.entries.emplace_back(at[1], at[1], 2.0 * stiffness * lambda);
    system.force(at[0]) += k11 * ground;
    system.force(at[1]) += k12 * ground;
}

void add_end(const BeamEnd& end, std::array<int, 2> at, System& system) {
    if (end.kind == BeamEnd::Kind::Free || end.kind == BeamEnd::Kind::Continuing) return;
    system.fixed.emplace_back(at[0], end.settlement_m);
    if (end.kind == BeamEnd::Kind::Fixed) system.fixed.emplace_back(at[1], 0.0);
}

void add_joints(const BeamSpan& span, const std::vector<double>& nodes, const Numbering& n,
                System& system) {
    for (std::size_t i = 0; i < nodes.size(); ++i) {
        const BeamJoint* joint = joint_at(span, nodes[i]);
        if (joint == nullptr || joint->stiffness_N_m_rad == 0.0) continue;
        const double k = joint->stiffness_N_m_rad;
        const int left = n.slope_left[i];
        const int right = n.slope_right[i];
        system.entries.emplace_back(left, left, k);
        system.entries.emplace_back(right, right, k);
        system.entries.emplace_back(left, right, -k);
        system.entries.emplace_back(right, left, -k);
    }
}

System assemble(const PipeBeam& beam, const std::vector<double>& nodes, const Numbering& n) {
    System system;
    system.force = Eigen::VectorXd::Zero(n.count);
    for (std::size_t e = 0; e + 1 < nodes.size(); ++e) {
        const Element element = element_of(beam, nodes[e], nodes[e + 1]);
        const auto at = unknowns(n, e);
        for (int i = 0; i < 4; ++i) {
            const auto row = at[static_cast<std::size_t>(i)];
            system.force(row) += element.force(i);
            for (int j = 0; j < 4; ++j)
                system.entries.emplace_back(row, at[static_cast<std::size_t>(j)],
                                            element.stiffness(i, j));
        }
    }
    add_joints(*beam.span, nodes, n, system);
    const std::array<int, 2> start{n.deflection.front(), n.slope_right.front()};
    const std::array<int, 2> end{n.deflection.back(), n.slope_left.back()};
    add_end(beam.span->start, start, system);
    add_end(beam.span->end, end, system);
    if (beam.span->start.kind == BeamEnd::Kind::Continuing)
        add_continuation(beam, nodes, -1, start, system);
    if (beam.span->end.kind == BeamEnd::Kind::Continuing)
        add_continuation(beam, nodes, 1, end, system);
    return system;
}

/// Takes the given unknowns out of the equations.
void hold(System& system) {
    std::vector<double> value(static_cast<std::size_t>(system.force.size()), 0.0);
    std::vector<bool> held(value.size(), false);
    for (const auto& [at, given] : system.fixed) {
        value[static_cast<std::size_t>(at)] = given;
        held[static_cast<std::size_t>(at)] = true;
    }
    Triplets kept;
    for (const auto& entry : system.entries) {
        const bool row = held[static_cast<std::size_t>(entry.row())];
        const bool column = held[static_cast<std::size_t>(entry.col())];
        if (row) continue;
        if (column)
            system.force(entry.row()) -=
                entry.value() * value[static_cast<std::size_t>(entry.col())];
        else
            kept.push_back(entry);
    }
    for (const auto& [at, given] : system.fixed) {
        kept.emplace_back(at, at, 1.0);
        system.force(at) = given;
    }
    system.entries = std::move(kept);
}

base::Result<Eigen::VectorXd> solve(System& system) {
    hold(system);
    Eigen::SparseMatrix<double> matrix(system.force.size(), system.force.size());
    matrix.setFromTriplets(system.entries.begin(), system.entries.end());
    // Deflections and slopes differ in unit; with a diagonal of ones their pivots compare.
    const Eigen::VectorXd scale = matrix.diagonal().cwiseMax(1e-300).cwiseSqrt().cwiseInverse();
    matrix = scale.asDiagonal() * matrix * scale.asDiagonal();
    // Without reordering the band stays a band, and the pivots stand in the order of the pipe.
    Eigen::SimplicialLDLT<Eigen::SparseMatrix<double>, Eigen::Lower, Eigen::NaturalOrdering<int>>
        factor(matrix);
    if (factor.info() != Eigen::Success || factor.vectorD().minCoeff() < kFreeMotion)
        return base::bad_input("nothing holds the pipe, or a part of it between joints");
    return Eigen::VectorXd(scale.cwiseProduct(factor.solve(scale.cwiseProduct(system.force))));
}

BeamCurve curve_of(const PipeBeam& beam, const std::vector<double>& nodes, const Numbering& n,
                   const Eigen::VectorXd& solution) {
    BeamCurve curve;
    for (std::size_t e = 0; e + 1 < nodes.size(); ++e) {
        const Element element = element_of(beam, nodes[e], nodes[e + 1]);
        const auto at = unknowns(n, e);
        const Vec4 u{solution(at[0]), solution(at[1]), solution(at[2]), solution(at[3])};
        const Vec4 force = element.stiffness * u - element.force;
        for (const int side : {0, 1}) {
            curve.x_m.push_back(nodes[e + static_cast<std::size_t>(side)]);
            curve.deflection_m.push_back(u(2 * side));
            curve.slope_rad.push_back(u(2 * side + 1));
            curve.moment_N_m.push_back(side == 0 ? -force(1) : force(3));
        }
    }
    for (std::size_t i = 0; i < nodes.size(); ++i) {
        if (n.slope_left[i] == n.slope_right[i]) continue;
        const double turn = solution(n.slope_right[i]) - solution(n.slope_left[i]);
        curve.joints.push_back({nodes[i], turn * 180.0 / std::numbers::pi});
    }
    return curve;
}

}  // namespace

base::Result<BeamCurve> solve_span(const PipeBeam& beam) {
    const std::string problem = span_problem(beam);
    if (!problem.empty()) return base::bad_input(problem);
    const std::vector<double> nodes = nodes_of(beam);
    if (nodes.size() > kMostNodes)
        return base::bad_input(
            fmt::format("the span needs more than {} elements; make it shorter", kMostNodes));
    const Numbering n = numbering(*beam.span, nodes);
    System system = assemble(beam, nodes, n);
    const auto solution = solve(system);
    if (!solution) return tl::unexpected(solution.error());
    return curve_of(beam, nodes, n, *solution);
}

}  // namespace maaiveld::influence
