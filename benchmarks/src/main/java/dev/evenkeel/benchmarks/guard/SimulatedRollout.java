// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.guard;

import dev.evenkeel.benchmarks.simulation.RandomDraws;
import dev.evenkeel.core.stats.CandidateShare;
import dev.evenkeel.core.stats.RatioGuard;
import dev.evenkeel.core.stats.TrialCounts;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;

/// A simulated rollout over 1, 5, 25, 50 and 99% of 1,000 requests a second, for two hours: by the guard and
/// by the rules of other tools.
///
/// @param base control's failure rate
/// @param harm the candidate's failure rate as a multiple of control's
record SimulatedRollout(double base, FailureMultiple harm) {
    static final int HORIZON_MINUTES = 120;
    private static final double[] STEPS = {0.01, 0.05, 0.25, 0.5, 0.99};
    private static final int LAST = STEPS.length - 1;
    private static final int REQUESTS = 1_000;
    private static final int MINUTE = 60;
    private static final int MINUTES_A_STEP = 5;
    private static final double MARGIN = 1.1;
    private static final double TOLERATED_RISE = 0.25;
    private static final double LOG_BAD = Math.log(100);
    private static final double LOG_GOOD = Math.log(20);

    /// The candidate's failure rate as a multiple of control's.
    interface FailureMultiple {
        /// @param minutes time since the rollout began
        double multipleAt(double share, double minutes);
    }

    /// The end of a rollout.
    ///
    /// @param excess failed candidate requests beyond those expected at control's failure rate
    /// @param minutes until rollback, else until full exposure, else the horizon
    /// @param rolledBack whether it was rolled back
    /// @param full whether it reached the last step
    record RolloutEnd(double excess, double minutes, boolean rolledBack, boolean full) {}

    /// Runs the rollout with the guard: it rolls back at alpha 1% for more than 1.1 times control's failures,
    /// with restarts every minute and at each step. It leaves a step when it is proven at 5% that the next
    /// one cannot increase all failures by a quarter.
    RolloutEnd runGuard(RandomDraws draws) {
        RatioGuard rollback = RatioGuard.restartingRollback(MARGIN, 0);
        RatioGuard advance = advanceFrom(0);
        int step = 0;
        int lastRestart = 0;
        int fullAt = HORIZON_MINUTES * MINUTE;
        double excess = 0;
        for (int second = 1; second <= HORIZON_MINUTES * MINUTE; second++) {
            CandidateShare share = CandidateShare.assigned(STEPS[step]);
            TrialCounts trials = trials(draws, REQUESTS, step, second / (double) MINUTE);
            excess += trials.candidateFailed() - base * trials.candidate();
            if (second - 1 - lastRestart >= MINUTE) {
                rollback.mixture().restart();
                lastRestart = second - 1;
            }
            rollback.observe(share, trials);
            if (trials.candidateFailed() > 0 && rollback.mixture().logE() >= LOG_BAD) {
                return new RolloutEnd(excess, second / (double) MINUTE, true, step == LAST);
            }
            if (step < LAST) {
                advance.observe(share, trials);
                if (trials.controlFailed() > 0 && advance.mixture().logE() >= LOG_GOOD) {
                    step++;
                    advance = advanceFrom(step);
                    rollback.mixture().restart();
                    lastRestart = second;
                    fullAt = step == LAST ? second : fullAt;
                }
            }
        }
        return new RolloutEnd(excess, fullAt / (double) MINUTE, false, step == LAST);
    }

    /// Runs the rollout with rules that evaluate each minute and give each step five minutes: the third
    /// minute below 99%; the first, and the third, above twice control's failure rate.
    List<RolloutEnd> runRules(RandomDraws draws) {
        var rules = List.of(
                new Rule(PeerRules::failsAt99Percent, 3),
                new Rule(PeerRules::failsAt99Percent, 1),
                new Rule(PeerRules::failsMoreThanTwiceAsOften, 3));
        int[] failedChecks = new int[rules.size()];
        RolloutEnd[] endings = new RolloutEnd[rules.size()];
        double excess = 0;
        for (int minute = 1; minute <= HORIZON_MINUTES; minute++) {
            int step = Math.min((minute - 1) / MINUTES_A_STEP, LAST);
            TrialCounts trials = trials(draws, REQUESTS * MINUTE, step, minute - 0.5);
            excess += trials.candidateFailed() - base * trials.candidate();
            for (int i = 0; i < endings.length; i++) {
                failedChecks[i] += rules.get(i).fails.test(trials) ? 1 : 0;
                if (endings[i] == null && failedChecks[i] >= rules.get(i).often) {
                    endings[i] = new RolloutEnd(excess, minute, true, step == LAST);
                }
            }
        }
        double total = excess;
        return Arrays.stream(endings)
                .map(ending -> ending == null ? new RolloutEnd(total, LAST * MINUTES_A_STEP, false, true) : ending)
                .toList();
    }

    /// Returns the end with the guard and those with the rules.
    List<RolloutEnd> runAll(RandomDraws draws) {
        List<RolloutEnd> endings = new ArrayList<>(List.of(runGuard(draws)));
        endings.addAll(runRules(draws));
        return endings;
    }

    private record Rule(Predicate<TrialCounts> fails, int often) {}

    private static RatioGuard advanceFrom(int step) {
        return RatioGuard.advance(1 + TOLERATED_RISE / STEPS[Math.min(step + 1, LAST)], 0);
    }

    private TrialCounts trials(RandomDraws draws, long requests, int step, double minutes) {
        double share = STEPS[step];
        return draws.trials(requests, share, base, Math.min(1, base * harm.multipleAt(share, minutes)));
    }
}
