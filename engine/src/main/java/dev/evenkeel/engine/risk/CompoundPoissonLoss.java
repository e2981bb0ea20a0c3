// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.risk;

import org.apache.commons.statistics.distribution.LogNormalDistribution;

/// The total loss of a period in which a Poisson number of events each cost a lognormal amount, all
/// independent: no event makes another more likely, and no period differs from others.
///
/// @param frequency expected number of events in the period, 0 or more
/// @param each cost of one event; its mean must be finite
public record CompoundPoissonLoss(double frequency, LognormalValue each) {
    private static final int FEWEST_STEPS = 256;
    private static final int MOST_STEPS = 16_384;
    private static final double MOST_EVENTS = 1e6;
    private static final double SETTLED = 1e-10;
    private static final double LARGE = 1e200;
    private static final double LOG_LARGE = Math.log(LARGE);

    /// A computed probability.
    ///
    /// @param probability 0 to 1
    /// @param error change from a grid twice as fine; the result is closer than that
    public record Exceedance(double probability, double error) {}

    public CompoundPoissonLoss {
        if (!(frequency >= 0 && frequency < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("frequency must be 0 or more, got " + frequency);
        }
        if (!Double.isFinite(frequency * each.mean())) {
            throw new IllegalArgumentException(
                    "the mean loss exceeds the range of numbers; use closer values of low and high");
        }
    }

    /// Returns the mean total loss of a period.
    public double mean() {
        return frequency * each.mean();
    }

    /// Returns the probability that the total of a period exceeds a loss, by Panjer's recursion (Panjer 1981)
    /// on a grid over that loss.
    ///
    /// Amounts are distributed to the two adjacent grid points so that the mean is preserved (Gerber 1982),
    /// with an error quadratic in the step. Richardson's extrapolation of two grids, one twice as fine,
    /// removes that error. The loss lies in the middle between two points, and the grid's error for a single
    /// event is corrected by its closed form. Grids are refined until the result is stable, or up to 16,384
    /// steps; the error then states the remaining uncertainty. Costs the square of the number of steps, at
    /// most a fraction of a second.
    ///
    /// @param loss 0 or more
    /// @throws IllegalArgumentException for another loss, and for a frequency above 1,000,000
    public Exceedance exceedance(double loss) {
        if (!(loss >= 0 && loss < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("loss must be 0 or more, got " + loss);
        }
        if (frequency > MOST_EVENTS) {
            throw new IllegalArgumentException("frequency must be 0 to 1000000 for a probability, got " + frequency
                    + "; use the mean for larger frequencies");
        }
        double any = -Math.expm1(-frequency);
        if (loss == 0 || frequency == 0) {
            return new Exceedance(any, 0);
        }
        double least = -Math.expm1(-frequency * each.exceedance(loss));
        double coarse = exceedanceOnGrid(loss, FEWEST_STEPS);
        double before = Double.NaN;
        var exceedance = new Exceedance(coarse, Double.POSITIVE_INFINITY);
        for (int steps = FEWEST_STEPS; steps < MOST_STEPS && !(exceedance.error <= SETTLED); steps *= 2) {
            double fine = exceedanceOnGrid(loss, 2 * steps);
            double weight = Math.pow((2 * steps + 0.5) / (steps + 0.5), 2);
            double limit = Math.clamp((weight * fine - coarse) / (weight - 1), least, any);
            exceedance = new Exceedance(limit, Double.isNaN(before) ? exceedance.error : Math.abs(limit - before));
            before = limit;
            coarse = fine;
        }
        return exceedance;
    }

    private double exceedanceOnGrid(double loss, int steps) {
        double[] chances = probabilities(loss / (steps + 0.5), steps);
        double beyond = 1;
        for (double chance : chances) {
            beyond -= chance;
        }
        double once = frequency * Math.exp(-frequency) * (each.exceedance(loss) - beyond);
        return 1 - probabilityNotAbove(chances) + once;
    }

    /* The distribution of one event's cost, on the points 0, step, ... steps * step. */
    private double[] probabilities(double step, int steps) {
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

    /*
     * Sum of the probabilities of all totals on the grid. They are stored multiplied by exp(frequency (1 -
     * chances[0])), and scaled down where that exceeds the range of doubles.
     */
    private double probabilityNotAbove(double[] chances) {
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
