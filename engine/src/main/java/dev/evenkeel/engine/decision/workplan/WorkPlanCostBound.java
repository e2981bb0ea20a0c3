// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.decision.workplan;

import dev.evenkeel.engine.decision.CourseCostModel;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/// What a course costs at least, whatever work is chosen before it, with every number at its mean and amounts
/// of 0 or more.
///
/// The weeks that work may take are cut into quarters of a day, in each of which the rollout begins on
/// one day. There the cost of waiting is at least that of its beginning, and what work takes away is
/// bounded as if items could be done in part: the logarithm of the chance that no cause strikes is
/// concave in the items, and what errors leave convex. Where both matter, the chance itself is replaced
/// by its chord over the range in which a choice could be cheaper than the known one, which lies above
/// it.
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

    /// @param model of the course with no work
    WorkPlanCostBound(MeanWorkEffects work, CourseCostModel model, double[] means) {
        this.model = model;
        this.means = means;
        int items = work.items();
        chances = IntStream.range(0, work.causes())
                .mapToDouble(cause -> Math.min(MOST, work.chance(cause)))
                .toArray();
        cures = IntStream.range(0, work.causes())
                .mapToObj(cause -> IntStream.range(0, items)
                        .mapToDouble(item -> takes(work.cure(cause, item)))
                        .toArray())
                .toArray(double[][]::new);
        fewerErrors = IntStream.range(0, items)
                .mapToDouble(item -> takes(work.fewerErrors(item)))
                .toArray();
        weeks = IntStream.range(0, items).mapToDouble(work::weeks).toArray();
    }

    /* By how much the logarithm of what is left falls. */
    private static double takes(double share) {
        return -Math.log1p(-Math.min(MOST, share));
    }

    /// The bound.
    ///
    /// @param known what some choice costs
    double atLeast(double known) {
        double least = known;
        int pieces = (int) Math.ceil(DoubleStream.of(weeks).sum() * PIECES_OF_A_WEEK) + 1;
        for (int piece = 0; piece < pieces; piece++) {
            least = Math.min(least, new Piece(piece, known).atLeast());
        }
        return least - ROUNDING * Math.abs(known);
    }

    /* The logarithm of the chance that no cause strikes. */
    private final class None implements ConcaveUpperBound.ConcaveFunction {
        @Override
        public double value(double[] taken) {
            double value = 0;
            for (int cause = 0; cause < chances.length; cause++) {
                value += Math.log1p(-chances[cause] * left(cures[cause], taken));
            }
            return value;
        }

        @Override
        public double[] slopes(double[] taken) {
            double[] slopes = new double[taken.length];
            for (int cause = 0; cause < chances.length; cause++) {
                double chance = chances[cause] * left(cures[cause], taken);
                for (int i = 0; i < slopes.length; i++) {
                    slopes[i] += cures[cause][i] * chance / (1 - chance);
                }
            }
            return slopes;
        }
    }

    private static double left(double[] takes, double[] taken) {
        double sum = 0;
        for (int i = 0; i < taken.length; i++) {
            sum += takes[i] * taken[i];
        }
        return Math.exp(-sum);
    }

    /// What lies between two numbers of weeks.
    private final class Piece {
        private final None none = new None();
        private final double known;
        private final double until;
        private final double waiting;
        private final double errors;
        private final double loss;

        Piece(int piece, double known) {
            double from = (double) piece / PIECES_OF_A_WEEK;
            double within = (piece + 0.5) / PIECES_OF_A_WEEK;
            this.known = known;
            until = (piece + 1.0) / PIECES_OF_A_WEEK + ROUNDING;
            waiting = total(from, 0, 0);
            errors = total(from, 0, 1) - waiting;
            loss = total(within, 1, 0) - total(within, 0, 0);
        }

        private double total(double work, double chance, double errorsLeft) {
            return model.onAverage(means, work, chance, errorsLeft).total();
        }

        double atLeast() {
            if (waiting >= known) {
                return known;
            }
            double most = Math.min(0, new ConcaveUpperBound(none, weeks, until).least(Double.NEGATIVE_INFINITY));
            double fewest = errors * fewestErrors();
            double apart = waiting + loss * -Math.expm1(most) + fewest;
            if (apart >= known || loss <= 0 || errors <= 0) {
                return Math.min(known, apart);
            }
            double least = Math.log(Math.max(Double.MIN_NORMAL, 1 - (known - waiting - fewest) / loss));
            return Math.min(
                    known, Math.max(apart, together(Math.max(none.value(new double[weeks.length]), least), most)));
        }

        private double fewestErrors() {
            double most = new ConcaveUpperBound(new Sum(), weeks, until).least(Double.NEGATIVE_INFINITY);
            return Math.exp(-most);
        }

        /* Both from one budget, with the chord from the least to the most of the logarithm. */
        private double together(double least, double most) {
            double slope =
                    most - least > ROUNDING ? (Math.exp(most) - Math.exp(least)) / (most - least) : Math.exp(most);
            double ceiling = new ConcaveUpperBound(new Saved(least, slope), weeks, until).least(waiting + loss - known);
            return waiting + loss - ceiling;
        }

        /* What the loss and the errors come to less than all of the loss. */
        private final class Saved implements ConcaveUpperBound.ConcaveFunction {
            private final double least;
            private final double slope;

            Saved(double least, double slope) {
                this.least = least;
                this.slope = slope;
            }

            @Override
            public double value(double[] taken) {
                return loss * (Math.exp(least) + slope * (none.value(taken) - least))
                        - errors * left(fewerErrors, taken);
            }

            @Override
            public double[] slopes(double[] taken) {
                double[] slopes = none.slopes(taken);
                double left = errors * left(fewerErrors, taken);
                for (int i = 0; i < slopes.length; i++) {
                    slopes[i] = loss * slope * slopes[i] + fewerErrors[i] * left;
                }
                return slopes;
            }
        }
    }

    /* How far the logarithm of the errors falls, which is a sum. */
    private final class Sum implements ConcaveUpperBound.ConcaveFunction {
        @Override
        public double value(double[] taken) {
            double sum = 0;
            for (int i = 0; i < taken.length; i++) {
                sum += fewerErrors[i] * taken[i];
            }
            return sum;
        }

        @Override
        public double[] slopes(double[] taken) {
            return fewerErrors.clone();
        }
    }
}
