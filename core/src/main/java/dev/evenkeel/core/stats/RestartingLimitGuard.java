// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.stats;

import java.util.Arrays;

/// Evidence like that of [BernoulliLimitGuard], for trials that take time and for failures that begin late:
/// restarts keep evidence against a candidate that breaks after a long healthy past from being outweighed by
/// that past.
///
/// A trial counts as successful when it begins, and as failed when its failure is reported, so trials in
/// progress count against the evidence. A restart tests the trials that begin after it. The failure of a
/// trial that began before a restart is not evidence for that restart, however late it is reported.
///
/// Under the assumptions of [BernoulliLimitGuard] the probability that the evidence ever reaches `1/alpha` is
/// at most alpha, for any durations of the trials and any choice of restarts based on past data.
///
/// Every method is O(24) and allocates nothing.
public final class RestartingLimitGuard {
    /*
     * Three sums over starts, one number for each effect size: the first start; all restarts between it and the
     * latest one; the latest restart. The failure of a trial that outlasts one restart is thus credited to exactly
     * the starts before it. That of a trial that outlasts two is credited to the first start only, which gives less
     * evidence than there is, never more. Counting a trial as successful before its end also lowers the evidence, so
     * at every moment it is at most that of an e-process which observes each outcome when the trial begins.
     */
    private final double[] logFailed;
    private final double[] logSucceeded;
    private final double[] logWeights;
    private final double[] first;
    private final double[] between;
    private final double[] latest;
    private long restarts;
    private long latestTrials;
    private long latestAt;
    private long betweenAt;

    /// @param limit tolerated share, above 0 and below 1/1.1
    public RestartingLimitGuard(double limit) {
        EffectSizeGrid grid = BernoulliLimitGuard.grid(limit);
        this.logFailed = new double[grid.size()];
        this.logSucceeded = new double[grid.size()];
        this.logWeights = new double[grid.size()];
        this.first = new double[grid.size()];
        this.between = new double[grid.size()];
        this.latest = new double[grid.size()];
        for (int k = 0; k < grid.size(); k++) {
            logSucceeded[k] = BernoulliLimitGuard.logSuccessFactor(grid.node(k), limit);
            logFailed[k] = StrictMath.log(grid.node(k)) - logSucceeded[k];
            logWeights[k] = grid.logWeight(k);
            first[k] = MixtureRestartWeights.logStart() + logWeights[k];
        }
        Arrays.fill(between, Double.NEGATIVE_INFINITY);
        Arrays.fill(latest, Double.NEGATIVE_INFINITY);
    }

    /// Counts trials that have begun.
    ///
    /// @param trials number since the last call, 0 or more
    public void recordStart(long trials) {
        multiply(first, logSucceeded, trials);
        multiply(between, logSucceeded, trials);
        multiply(latest, logSucceeded, trials);
        latestTrials += trials;
    }

    /// Counts the failure of a trial whose start was counted.
    ///
    /// @param beganAt start of the trial, by any monotonic clock
    public void recordFailure(long beganAt) {
        multiply(first, logFailed, 1);
        if (beganAt - betweenAt > 0) {
            multiply(between, logFailed, 1);
        }
        if (isAfterLatestRestart(beganAt)) {
            multiply(latest, logFailed, 1);
        }
    }

    /// Restarts the test.
    ///
    /// @param now a time after the start of every counted trial, by the clock of [#recordFailure]
    public void restart(long now) {
        double logShare = MixtureRestartWeights.logNext(restarts);
        for (int k = 0; k < latest.length; k++) {
            between[k] = LogSumExp.compute(between[k], latest[k]);
            latest[k] = logShare + logWeights[k];
        }
        restarts++;
        betweenAt = latestAt;
        latestAt = now;
        latestTrials = 0;
    }

    /// Returns the number of trials that have begun since the latest restart.
    public long trialsSinceRestart() {
        return latestTrials;
    }

    /// Whether a trial began after the latest restart.
    public boolean isAfterLatestRestart(long beganAt) {
        return restarts == 0 || beganAt - latestAt > 0;
    }

    /// Returns the natural logarithm of the evidence; 0 = no evidence either way. Never NaN.
    public double logE() {
        double starts = LogSumExp.compute(
                LogSumExp.compute(first), LogSumExp.compute(LogSumExp.compute(between), LogSumExp.compute(latest)));
        return LogSumExp.compute(starts, MixtureRestartWeights.logReserve(restarts));
    }

    private static void multiply(double[] logs, double[] logFactors, long times) {
        for (int k = 0; k < logs.length; k++) {
            logs[k] += times * logFactors[k];
        }
    }
}
