// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.stats;

import java.util.Arrays;

/// Evidence as that of [BernoulliLimitGuard], for trials that take time and for failures that begin late:
/// restarts keep evidence against a candidate that breaks after a long healthy past from being drowned by that
/// past.
///
/// A trial counts as succeeded from the moment it begins, and as failed from the moment its failure is known,
/// so trials in progress count against the evidence. A restart bets on the trials that begin after it. The
/// failure of a trial that began before a restart is no evidence for that restart, however late it becomes
/// known.
///
/// Under the assumptions of [BernoulliLimitGuard] the chance that the evidence ever reaches `1/alpha` is at
/// most alpha, whatever the durations of the trials are and however restarts are chosen from what is known so
/// far.
///
/// Mutable, confined to one thread. Every method is O(24) and allocates nothing.
public final class RestartingLimitGuard {
    /*
     * Three sums over starts, one number for each effect size: the first start; all restarts between it and the latest
     * one; the latest restart. So the failure of a trial that outlasts one restart is credited to exactly the starts
     * before it. That of a trial that outlasts two is credited to the first start alone: less evidence than there is,
     * never more. Counting a trial as succeeded before its end lowers the evidence too, so at every moment it is at
     * most that of an e-process which learns each outcome when the trial begins.
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
            logSucceeded[k] = BernoulliLimitGuard.logSucceeded(grid.node(k), limit);
            logFailed[k] = StrictMath.log(grid.node(k)) - logSucceeded[k];
            logWeights[k] = grid.logWeight(k);
            first[k] = MixtureRestartWeights.logStart() + logWeights[k];
        }
        Arrays.fill(between, Double.NEGATIVE_INFINITY);
        Arrays.fill(latest, Double.NEGATIVE_INFINITY);
    }

    /// Counts trials that have begun.
    ///
    /// @param trials since the last time, 0 or more
    public void begin(long trials) {
        multiply(first, logSucceeded, trials);
        multiply(between, logSucceeded, trials);
        multiply(latest, logSucceeded, trials);
        latestTrials += trials;
    }

    /// Counts the failure of a trial whose begin was counted.
    ///
    /// @param beganAt when the trial began, by any clock that never goes back
    public void fail(long beganAt) {
        multiply(first, logFailed, 1);
        if (beganAt - betweenAt > 0) {
            multiply(between, logFailed, 1);
        }
        if (isAfterLatestRestart(beganAt)) {
            multiply(latest, logFailed, 1);
        }
    }

    /// Restarts the bets.
    ///
    /// @param now a moment after the begin of every trial that was counted, by the clock of [#fail]
    public void restart(long now) {
        double logShare = MixtureRestartWeights.logNext(restarts);
        for (int k = 0; k < latest.length; k++) {
            between[k] = LogSumExp.of(between[k], latest[k]);
            latest[k] = logShare + logWeights[k];
        }
        restarts++;
        betweenAt = latestAt;
        latestAt = now;
        latestTrials = 0;
    }

    /// Number of trials that have begun since the latest restart.
    public long trialsSinceRestart() {
        return latestTrials;
    }

    /// Whether a trial began after the latest restart.
    public boolean isAfterLatestRestart(long beganAt) {
        return restarts == 0 || beganAt - latestAt > 0;
    }

    /// Natural logarithm of the evidence: 0 when nothing is known. Never NaN.
    public double logE() {
        double starts = LogSumExp.of(LogSumExp.of(first), LogSumExp.of(LogSumExp.of(between), LogSumExp.of(latest)));
        return LogSumExp.of(starts, MixtureRestartWeights.logReserve(restarts));
    }

    private static void multiply(double[] logs, double[] logFactors, long times) {
        for (int k = 0; k < logs.length; k++) {
            logs[k] += times * logFactors[k];
        }
    }
}
