// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.risk;

import java.util.Optional;

/// A maximizer of a likelihood of two parameters, by a safeguarded Newton's method: the information is made
/// positive definite where needed, steps are bounded, and halved until the likelihood increases.
final class NewtonMaximizer {
    private static final int STEPS = 200;
    private static final int HALVINGS = 60;
    private static final double LONGEST = 4;
    private static final double NEAR = 1e-10;
    private static final double THERE = 1e-20;

    private NewtonMaximizer() {}

    /// The function to maximize.
    @FunctionalInterface
    interface Likelihood {
        Point evaluate(double first, double second);
    }

    /// A point of the function.
    ///
    /// @param first first parameter
    /// @param second second parameter
    /// @param value log-likelihood
    /// @param slope gradient
    /// @param information negative Hessian, or its expectation
    record Point(double first, double second, double value, Vector2 slope, Information information) {}

    /// A value for each parameter.
    record Vector2(double first, double second) {}

    /// A symmetric 2x2 matrix.
    ///
    /// @param first upper left
    /// @param both off the diagonal
    /// @param second lower right
    record Information(double first, double both, double second) {
        double determinant() {
            return first * second - both * both;
        }

        /// Returns the inverse: variances and covariance of the parameters.
        Information invert() {
            double determinant = determinant();
            return new Information(second / determinant, -both / determinant, first / determinant);
        }

        /// Returns the nearest matrix that is safely positive definite.
        Information toPositiveDefinite() {
            double centre = (first + second) / 2;
            double radius = Math.hypot((first - second) / 2, both);
            double most = Math.abs(centre) + radius;
            double add = centre - radius > 1e-12 * most ? 0 : radius - centre + 0.1 * most;
            return new Information(first + add, both, second + add);
        }
    }

    /// Returns the maximum, to 1e-10 of the parameters' standard errors; empty when it is not found from the
    /// start.
    static Optional<Point> maximize(double first, double second, Likelihood likelihood) {
        Point point = likelihood.evaluate(first, second);
        for (int i = 0; i < STEPS; i++) {
            Information variance = point.information.toPositiveDefinite().invert();
            double x = variance.first * point.slope.first + variance.both * point.slope.second;
            double y = variance.both * point.slope.first + variance.second * point.slope.second;
            double rise = x * point.slope.first + y * point.slope.second;
            if (rise <= THERE) {
                return Optional.of(point);
            }
            double bound = Math.min(1, LONGEST / Math.max(Math.abs(x), Math.abs(y)));
            Optional<Point> next = rise < NEAR * (1 + Math.abs(point.value))
                    ? Optional.of(likelihood.evaluate(point.first + x, point.second + y))
                    : findHigher(point, new Vector2(x * bound, y * bound), likelihood);
            if (next.isEmpty()) {
                return next;
            }
            point = next.get();
        }
        return Optional.empty();
    }

    private static Optional<Point> findHigher(Point from, Vector2 step, Likelihood likelihood) {
        double part = 1;
        for (int i = 0; i < HALVINGS; i++) {
            Point point = likelihood.evaluate(from.first + part * step.first, from.second + part * step.second);
            if (point.value > from.value) {
                return Optional.of(point);
            }
            part /= 2;
        }
        return Optional.empty();
    }
}
