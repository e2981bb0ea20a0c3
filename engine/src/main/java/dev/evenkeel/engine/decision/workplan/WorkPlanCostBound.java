// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.decision.workplan;

import dev.evenkeel.engine.decision.CourseCostModel;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/// A lower bound on the cost of a course over all selections of work, with every number at its mean and
/// amounts of 0 or more.
///
/// The possible duration of work is divided into quarters of a day, in each of which the rollout begins on
/// one day. In each, the cost of waiting is at least that of its start, and the benefit of work is bounded by
/// a relaxation to fractional items: the logarithm of the probability that no cause occurs is concave in the
/// items, and the remaining errors are convex. Where both matter, the probability itself is replaced by its
/// chord over the range in which a selection could be cheaper than the known one; the chord lies above it.
final class WorkPlanCostBound {
    private static final int PIECES_OF_A_WEEK = 28;
    private static final double MOST = 1 - 1e-12;
    private static final double ROUNDING = 1e-9;

    private final CourseCostModel model;
    private final double[] means;
    private final double[] chances;
    private final double[][] cures;
    private final double[] fewerErrors;
    private final double[] weeks;

    /// @param model model of the course without work
    WorkPlanCostBound(MeanWorkEffects work, CourseCostModel model, double[] means) {
        this.model = model;
        this.means = means;
        int items = work.itemCount();
        chances = IntStream.range(0, work.causeCount())
                .mapToDouble(cause -> Math.min(MOST, work.chanceOf(cause)))
                .toArray();
        cures = IntStream.range(0, work.causeCount())
                .mapToObj(cause -> IntStream.range(0, items)
                        .mapToDouble(item -> logReduction(work.cureShare(cause, item)))
                        .toArray())
                .toArray(double[][]::new);
        fewerErrors = IntStream.range(0, items)
                .mapToDouble(item -> logReduction(work.errorReduction(item)))
                .toArray();
        weeks = IntStream.range(0, items).mapToDouble(work::weeksOf).toArray();
    }

    /* Decrease of the logarithm of the remainder. */
    private static double logReduction(double share) {
        return -Math.log1p(-Math.min(MOST, share));
    }

    /// Computes the bound.
    ///
    /// @param known cost of any selection
    double lowerBound(double known) {
        double least = known;
        int pieces = (int) Math.ceil(DoubleStream.of(weeks).sum() * PIECES_OF_A_WEEK) + 1;
        for (int piece = 0; piece < pieces; piece++) {
            least = Math.min(least, new TotalWorkDurationSlice(piece, known).lowerBound());
        }
        return least - ROUNDING * Math.abs(known);
    }

    /* The logarithm of the probability that no cause occurs. */
    private final class NoIncidentLogProbability implements ConcaveUpperBound.ConcaveFunction {
        @Override
        public double value(double[] taken) {
            double value = 0;
            for (int cause = 0; cause < chances.length; cause++) {
                value += Math.log1p(-chances[cause] * remaining(cures[cause], taken));
            }
            return value;
        }

        @Override
        public double[] gradient(double[] taken) {
            double[] slopes = new double[taken.length];
            for (int cause = 0; cause < chances.length; cause++) {
                double chance = chances[cause] * remaining(cures[cause], taken);
                for (int i = 0; i < slopes.length; i++) {
                    slopes[i] += cures[cause][i] * chance / (1 - chance);
                }
            }
            return slopes;
        }
    }

    private static double remaining(double[] takes, double[] taken) {
        double sum = 0;
        for (int i = 0; i < taken.length; i++) {
            sum += takes[i] * taken[i];
        }
        return Math.exp(-sum);
    }

    /// An interval of weeks.
    private final class TotalWorkDurationSlice {
        private final NoIncidentLogProbability none = new NoIncidentLogProbability();
        private final double known;
        private final double until;
        private final double waiting;
        private final double errors;
        private final double loss;

        TotalWorkDurationSlice(int piece, double known) {
            double from = (double) piece / PIECES_OF_A_WEEK;
            double within = (piece + 0.5) / PIECES_OF_A_WEEK;
            this.known = known;
            until = (piece + 1.0) / PIECES_OF_A_WEEK + ROUNDING;
            waiting = total(from, 0, 0);
            errors = total(from, 0, 1) - waiting;
            loss = total(within, 1, 0) - total(within, 0, 0);
        }

        private double total(double work, double chance, double errorsLeft) {
            return model.averageCost(means, work, chance, errorsLeft).total();
        }

        double lowerBound() {
            if (waiting >= known) {
                return known;
            }
            double most = Math.min(0, new ConcaveUpperBound(none, weeks, until).calculate(Double.NEGATIVE_INFINITY));
            double fewest = errors * fewestErrors();
            double apart = waiting + loss * -Math.expm1(most) + fewest;
            if (apart >= known || loss <= 0 || errors <= 0) {
                return Math.min(known, apart);
            }
            double least = Math.log(Math.max(Double.MIN_NORMAL, 1 - (known - waiting - fewest) / loss));
            return Math.min(
                    known, Math.max(apart, combine(Math.max(none.value(new double[weeks.length]), least), most)));
        }

        private double fewestErrors() {
            double most = new ConcaveUpperBound(new ServiceErrorReductionFunction(), weeks, until)
                    .calculate(Double.NEGATIVE_INFINITY);
            return Math.exp(-most);
        }

        /* Both from one budget, with the chord between the minimum and the maximum of the logarithm. */
        private double combine(double least, double most) {
            double slope =
                    most - least > ROUNDING ? (Math.exp(most) - Math.exp(least)) / (most - least) : Math.exp(most);
            double ceiling = new ConcaveUpperBound(new SelectionSavingsFunction(least, slope), weeks, until)
                    .calculate(waiting + loss - known);
            return waiting + loss - ceiling;
        }

        /* The decrease of loss and errors, from the full loss. */
        private final class SelectionSavingsFunction implements ConcaveUpperBound.ConcaveFunction {
            private final double least;
            private final double slope;

            SelectionSavingsFunction(double least, double slope) {
                this.least = least;
                this.slope = slope;
            }

            @Override
            public double value(double[] taken) {
                return loss * (Math.exp(least) + slope * (none.value(taken) - least))
                        - errors * remaining(fewerErrors, taken);
            }

            @Override
            public double[] gradient(double[] taken) {
                double[] slopes = none.gradient(taken);
                double left = errors * remaining(fewerErrors, taken);
                for (int i = 0; i < slopes.length; i++) {
                    slopes[i] = loss * slope * slopes[i] + fewerErrors[i] * left;
                }
                return slopes;
            }
        }
    }

    /* The decrease of the logarithm of the errors, which is a sum. */
    private final class ServiceErrorReductionFunction implements ConcaveUpperBound.ConcaveFunction {
        @Override
        public double value(double[] taken) {
            double sum = 0;
            for (int i = 0; i < taken.length; i++) {
                sum += fewerErrors[i] * taken[i];
            }
            return sum;
        }

        @Override
        public double[] gradient(double[] taken) {
            return fewerErrors.clone();
        }
    }
}
