#pragma once

#include "base/error.h"

#include <Eigen/Core>

#include <functional>
#include <limits>
#include <string>
#include <vector>

namespace maaiveld::influence {

/// A number that is fitted. Positive ones are fitted by their logarithm.
struct FreeParameter {
    std::string name;
    bool positive = false;
    double start = 0.0;
    double step = 0.0;  ///< for derivatives, in the fitted coordinate
    /// Of the fitted coordinate.
    double lowest = -std::numeric_limits<double>::infinity();
    double highest = std::numeric_limits<double>::infinity();
    /// Pull towards `start`: noise of the readings over the standard deviation with which the
    /// coordinate is known beforehand. 0: nothing is known beforehand.
    double prior_weight = 0.0;

    double natural(double coordinate) const;
    double coordinate(double natural) const;
};

/// What is fitted to what.
struct FitProblem {
    std::vector<FreeParameter> parameters;
    std::vector<double> begin;  ///< natural values to search from; empty: the parameters' starts
    Eigen::VectorXd wanted;
    /// The computed counterpart of `wanted` at fitted coordinates.
    std::function<base::Result<Eigen::VectorXd>(const Eigen::VectorXd&)> computed;
    /// Further linear unknowns that nobody asks for, one column each; none when empty.
    std::function<Eigen::MatrixXd(const Eigen::VectorXd&)> nuisance;
    double nuisance_weight = 0.0;  ///< as prior_weight, around 0
};

/// Where the search ended.
struct Fit {
    Eigen::VectorXd at;        ///< fitted coordinates
    Eigen::VectorXd residual;  ///< wanted minus computed minus the best nuisance
    Eigen::MatrixXd normal;    ///< of the sensitivities, nuisance taken out, without priors
    int rounds = 0;

    double natural(const FitProblem& problem, const std::string& name, double otherwise) const;
};

/// Levenberg-Marquardt with central differences. Linear nuisance unknowns are solved for and taken
/// out of residuals and sensitivities in every round (variable projection, Golub & Pereyra 1973;
/// grade B). An Error when it does not settle or `computed` fails at the start.
base::Result<Fit> least_squares(const FitProblem& problem);

/// What the data say about one parameter.
struct Knowledge {
    double standard_error = 0.0;  ///< natural units; as if every reading erred on its own
    bool determined = false;
    std::string together_with;  ///< of an undetermined one: its strongest partner, if any
};

/// One per parameter. Not determined: no effect on the data, part of a direction in which the data
/// do not move (eigenvalue of the sensitivities' correlation below 1e-8), or a standard error
/// above a tenth of a positive parameter or above 1 unit of another. What is known beforehand of a
/// parameter does not count for itself, but does for the others.
std::vector<Knowledge> knowledge_of(const FitProblem& problem, const Fit& fit);

}  // namespace maaiveld::influence
