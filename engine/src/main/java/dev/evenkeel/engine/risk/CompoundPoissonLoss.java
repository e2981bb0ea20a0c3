// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.risk;

import org.apache.commons.statistics.distribution.LogNormalDistribution;

/// The total loss of a period in which a Poisson number of events each cost a lognormal amount, all
/// independent: one event makes no other likelier, and a bad period is no different from others.
///
/// @param frequency events to be expected in the period, 0 or more
/// @param each what one event costs; its mean must be a number
public record CompoundPoissonLoss(double frequency, LognormalValue each) {
    private static final int FEWEST_STEPS = 256;
    private static final int MOST_STEPS = 16_384;
    private static final double MOST_EVENTS = 1e6;
    private static final double SETTLED = 1e-10;
    private static final double LARGE = 1e200;
    private static final double LOG_LARGE = Math.log(LARGE);

    /// A chance, as computed.
    ///
    /// @param probability 0 to 1
    /// @param error by how much a grid twice as fine changed it; the computed one is nearer still
    public record Exceedance(double probability, double error) {}

    public CompoundPoissonLoss {
        if (!(frequency >= 0 && frequency < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("frequency must be 0 or more, got " + frequency);
        }
        if (!Double.isFinite(frequency * each.mean())) {
            throw new IllegalArgumentException(
                    "the mean loss is beyond the range of numbers; bring low and high closer together");
        }
    }

    /// The mean total loss of a period.
    public double mean() {
        return frequency * each.mean();
    }

    /// Chance that the total of a period is above a loss, by Panjer's recursion (Panjer 1981) on a
    /// grid of that loss.
    ///
    /// Amounts go to the two points of the grid around them so that the mean stays (Gerber 1982),
    /// which leaves an error in the square of a step; two grids, one twice as fine, take it away
    /// (Richardson's extrapolation). The loss lies in the middle between two points, and what the
    /// grid gets wrong of a single event is put right by its closed form. Grids get finer until the
    /// answer settles, or have 16,384 steps: then the error says what is open. It costs as many
    /// steps squared, at most a fraction of a second.
    ///
    /// @param loss 0 or more
    /// @throws IllegalArgumentException for another loss, and for a frequency above 1,000,000
    public Exceedance exceedance(double loss) {
        if (!(loss >= 0 && loss < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("loss must be 0 or more, got " + loss);
        }
        if (frequency > MOST_EVENTS) {
            throw new IllegalArgumentException("frequency must be 0 to 1000000 for a chance, got " + frequency
                    + "; so many events are as good as their mean");
        }
        double any = -Math.expm1(-frequency);
        if (loss == 0 || frequency == 0) {
            return new Exceedance(any, 0);
        }
        double least = -Math.expm1(-frequency * each.exceedance(loss));
        double coarse = onGrid(loss, FEWEST_STEPS);
        double before = Double.NaN;
        var answer = new Exceedance(coarse, Double.POSITIVE_INFINITY);
        for (int steps = FEWEST_STEPS; steps < MOST_STEPS && !(answer.error <= SETTLED); steps *= 2) {
            double fine = onGrid(loss, 2 * steps);
            double weight = Math.pow((2 * steps + 0.5) / (steps + 0.5), 2);
            double limit = Math.clamp((weight * fine - coarse) / (weight - 1), least, any);
            answer = new Exceedance(limit, Double.isNaN(before) ? answer.error : Math.abs(limit - before));
            before = limit;
            coarse = fine;
        }
        return answer;
    }

    private double onGrid(double loss, int steps) {
        double[] chances = chances(loss / (steps + 0.5), steps);
        double beyond = 1;
        for (double chance : chances) {
            beyond -= chance;
        }
        double once = frequency * Math.exp(-frequency) * (each.exceedance(loss) - beyond);
        return 1 - notAbove(chances) + once;
    }

    /* What one event costs, on the points 0, step, ... steps * step. */
    private double[] chances(double step, int steps) {
        var law = LogNormalDistribution.of(each.mu(), each.sigma());
        var weighted = LogNormalDistribution.of(each.mu() + each.sigma() * each.sigma(), each.sigma());
        double mean = each.mean() / step;
        double[] chances = new double[steps + 1];
        double below = 0;
        double partBelow = 0;
        for (int k = 0; k <= steps; k++) {
            double end = (k + 1) * step;
            double chance = law.cumulativeProbability(end) - below;
            double part = mean * weighted.cumulativeProbability(end) - partBelow;
            double up = part - k * chance;
            chances[k] += chance - up;
            if (k < steps) {
                chances[k + 1] = up;
            }
            below += chance;
            partBelow += part;
        }
        return chances;
    }

    /* Sum of the chances of all totals on the grid. They are kept times exp(frequency (1 - chances[0])), and scaled
    down where that leaves the range of numbers. */
    private double notAbove(double[] chances) {
        double[] weights = new double[chances.length];
        for (int k = 0; k < chances.length; k++) {
            weights[k] = frequency * k * chances[k];
        }
        double log = -frequency * (1 - chances[0]);
        double[] totals = new double[chances.length];
        totals[0] = 1;
        double sum = 1;
        for (int j = 1; j < totals.length; j++) {
            double total = 0;
            for (int k = 1; k <= j; k++) {
                total += weights[k] * totals[j - k];
            }
            totals[j] = total / j;
            sum += totals[j];
            if (sum > LARGE) {
                for (int i = 0; i <= j; i++) {
                    totals[i] /= LARGE;
                }
                sum /= LARGE;
                log += LOG_LARGE;
            }
        }
        return Math.exp(Math.log(sum) + log);
    }
}
