// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.stats;

/// A lower bound on the mean sample needed to detect that a candidate fails too often, for any method.
///
/// Holds for every test whose probability of a false alarm over its whole life is at most alpha and which
/// surely stops when the candidate is as bad as stated. The guard itself needs about 1.3 times as much.
///
/// @param controlRate control's failure rate, 0 to below 1
/// @param candidateRate the candidate's failure rate, 0..1
/// @param share share of requests on the candidate, above 0 and below 1
/// @param alpha probability of a false alarm, above 0 and below 1
/// @param r tolerated factor on control's rate, above 0
/// @param delta tolerated addition to it, 0 to below 1
public record DetectionSampleLowerBound(
        double controlRate, double candidateRate, double share, double alpha, double r, double delta) {
    /*
     * E[requests] KL >= log(1/alpha), KL = min over x of share d(p_T || r x + delta) + (1 - share) d(p_C || x), where
     * d is the divergence of Bernoulli distributions: the harmless candidate that is hardest to distinguish from this
     * one. Convex in x; the minimum lies between x = p_C and r x + delta = p_T. Wald 1945, with the data-processing
     * inequality on the stopped sample.
     */
    private static final int HALVINGS = 200;

    public DetectionSampleLowerBound {
        requireWithin("controlRate", controlRate, controlRate >= 0 && controlRate < 1);
        requireWithin("candidateRate", candidateRate, candidateRate >= 0 && candidateRate <= 1);
        requireWithin("share", share, share > 0 && share < 1);
        requireWithin("alpha", alpha, alpha > 0 && alpha < 1);
        requireWithin("r", r, r > 0 && r < Double.POSITIVE_INFINITY);
        requireWithin("delta", delta, delta >= 0 && delta < 1);
    }

    /// Returns the lower bound on the mean number of candidate requests; infinite when the candidate is
    /// within the margin.
    public double candidateRequests() {
        return share * Math.log(1 / alpha) / information();
    }

    /// Returns the lower bound on the mean number of failed candidate requests; infinite when the candidate
    /// is within the margin.
    public double failedCandidateRequests() {
        return candidateRate * candidateRequests();
    }

    /// As [#failedCandidateRequests()], for a guard that knows control's rate: a weaker bound, 0 when control
    /// never fails and delta is 0.
    public double failedIfControlWereKnown() {
        if (isHarmless()) {
            return Double.POSITIVE_INFINITY;
        }
        return candidateRate * Math.log(1 / alpha) / divergence(candidateRate, r * controlRate + delta);
    }

    private boolean isHarmless() {
        return candidateRate <= r * controlRate + delta;
    }

    private double information() {
        if (isHarmless()) {
            return 0;
        }
        double low = controlRate;
        double high = Math.min(1, (candidateRate - delta) / r);
        for (int i = 0; i < HALVINGS; i++) {
            double x = (low + high) / 2;
            if (slope(x) < 0) {
                low = x;
            } else {
                high = x;
            }
        }
        double x = (low + high) / 2;
        return share * divergence(candidateRate, r * x + delta) + (1 - share) * divergence(controlRate, x);
    }

    private double slope(double x) {
        double q = r * x + delta;
        return share * r * (q - candidateRate) / (q * (1 - q)) + (1 - share) * (x - controlRate) / (x * (1 - x));
    }

    private static double divergence(double p, double q) {
        return term(p, q) + term(1 - p, 1 - q);
    }

    private static double term(double p, double q) {
        return p == 0 ? 0 : p * Math.log(p / q);
    }

    private static void requireWithin(String name, double value, boolean holds) {
        if (!holds) {
            throw new IllegalArgumentException(name + " is out of range, got " + value
                    + "; allowed: rates 0 to 1 (control below 1), share and alpha between 0 and 1, r above 0,"
                    + " delta below 1");
        }
    }
}
