// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.guard;

import dev.evenkeel.core.stats.TrialCounts;
import java.util.Arrays;

/// Decision rules of other tools, as described in their documentation. Pure.
final class PeerRules {
    static final double Z_AT_1_PERCENT = 2.3263;

    private PeerRules() {}

    /// Whether the success rate of an interval is below 99%, without a control: an analysis of Argo Rollouts
    /// (`successCondition: result >= 0.99`, `failureLimit`) or a metric of Flagger (`thresholdRange: min:
    /// 99`, `threshold` failed checks).
    static boolean failsAt99Percent(TrialCounts interval) {
        return interval.candidateFailed() > 0.01 * interval.candidate();
    }

    /// Whether the failure rate of an interval is above twice control's: a canary compared with its baseline,
    /// without an error level.
    static boolean failsMoreThanTwiceAsOften(TrialCounts interval) {
        return interval.candidateFailed() * interval.control() > 2 * interval.controlFailed() * interval.candidate();
    }

    /// Returns the statistic of the one-sided two-proportion z test on totals, as used by people who watch a
    /// dashboard and decide by a significance level.
    static double z(TrialCounts sum) {
        double candidate = sum.candidateFailed() / (double) Math.max(1, sum.candidate());
        double control = sum.controlFailed() / (double) Math.max(1, sum.control());
        double both =
                (sum.candidateFailed() + sum.controlFailed()) / (double) Math.max(1, sum.candidate() + sum.control());
        double variance = both * (1 - both) * (1.0 / Math.max(1, sum.candidate()) + 1.0 / Math.max(1, sum.control()));
        return variance == 0 ? 0 : (candidate - control) / Math.sqrt(variance);
    }

    /// GrowthBook's sequential test: an asymptotic confidence sequence of a normal mixture for the difference
    /// of means, tuned for 5,000 units (docs.growthbook.io/statistics/sequential). Here with 1% on each side.
    static boolean sequenceSaysWorse(TrialCounts sum) {
        double n = sum.candidate() + (double) sum.control();
        double candidate = sum.candidateFailed() / (double) Math.max(1, sum.candidate());
        double control = sum.controlFailed() / (double) Math.max(1, sum.control());
        double variance = n
                * (candidate * (1 - candidate) / Math.max(1, sum.candidate())
                        + control * (1 - control) / Math.max(1, sum.control()));
        double alpha = 0.02;
        double log = -2 * Math.log(alpha);
        double rho2 = (log + Math.log(log + 1)) / 5_000;
        double half = Math.sqrt(variance)
                * Math.sqrt(2 * (n * rho2 + 1) / (n * n * rho2) * Math.log(Math.sqrt(n * rho2 + 1) / alpha));
        return sum.candidate() > 0 && candidate - control > half;
    }

    /// Kayenta's Mann-Whitney classifier: the candidate is "High" when the 98% confidence interval of the
    /// Hodges-Lehmann shift between the series of one point a minute lies above a quarter of the shift itself
    /// (spinnaker/kayenta, MannWhitneyClassifier, tolerance 0.25).
    static boolean rankTestSaysHigh(double[] candidate, double[] control) {
        double[] shifts = new double[candidate.length * control.length];
        int next = 0;
        for (double one : candidate) {
            for (double other : control) {
                shifts[next++] = one - other;
            }
        }
        Arrays.sort(shifts);
        double pairs = shifts.length;
        double spread = Math.sqrt(pairs * (candidate.length + control.length + 1) / 12);
        int low = (int) Math.max(0, Math.floor(pairs / 2 - Z_AT_1_PERCENT * spread));
        double median = (shifts[(shifts.length - 1) / 2] + shifts[shifts.length / 2]) / 2;
        return shifts[low] > 0.25 * Math.abs(median) && median > 0;
    }
}
