// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.guard;

import dev.evenkeel.benchmarks.simulation.RandomDraws;
import dev.evenkeel.core.stats.CandidateShare;
import dev.evenkeel.core.stats.RatioGuard;
import dev.evenkeel.core.stats.TrialCounts;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Rollouts of a harmless candidate under conditions that are hard for a guard. Each method returns which
/// ways of counting rolled back: the product's first. 1,000 requests a second, ticks of a second, alpha 1%,
/// margin r = 1, restarts every minute.
final class HarmlessRolloutSimulation {
    private static final double LOG_ENOUGH = Math.log(100);
    private static final int REQUESTS = 1_000;
    private static final int TICKS = 10_000;
    private static final int MINUTE = 60;
    private static final double[] STEPS = {0.01, 0.05, 0.25, 0.5};

    private HarmlessRolloutSimulation() {}

    /// Failures grow sevenfold, with noise, while the exposure increases in four steps. Compared with a z
    /// test on the totals.
    static boolean[] driftAndSteps(RandomDraws draws) {
        var ours = new GuardWithAlarm(true);
        var pooled = new PooledTotals();
        for (int tick = 0; tick < TICKS; tick++) {
            double rate = 0.002 * (1 + 6.0 * tick / TICKS) * Math.exp(0.8 * draws.normal());
            TrialCounts trials = draws.trials(
                    REQUESTS, STEPS[tick * STEPS.length / TICKS], Math.min(0.5, rate), Math.min(0.5, rate));
            ours.observeRealised(tick, trials);
            pooled.add(trials);
            if (tick % MINUTE == 0) {
                pooled.updateAlarm();
            }
        }
        return new boolean[] {ours.alarmed, pooled.alarmed};
    }

    /// A fifth of all requests fails for three minutes, in both variants. Compared with a rollback at the
    /// third minute below 99%.
    static boolean[] sharedIncident(RandomDraws draws) {
        var ours = new GuardWithAlarm(true);
        int below = 0;
        long[] minute = new long[2];
        for (int tick = 0; tick < TICKS; tick++) {
            double rate = tick >= TICKS / 2 && tick < TICKS / 2 + 3 * MINUTE ? 0.2 : 0.005;
            TrialCounts trials = draws.trials(REQUESTS, 0.05, rate, rate);
            ours.observeRealised(tick, trials);
            minute[0] += trials.candidate();
            minute[1] += trials.candidateFailed();
            if (tick % MINUTE == MINUTE - 1) {
                below += minute[1] > 0.01 * minute[0] ? 1 : 0;
                Arrays.fill(minute, 0);
            }
        }
        return new boolean[] {ours.alarmed, below >= 3};
    }

    /// 1.5% of requests reach the candidate where 1% are configured, each assigned independently. The product
    /// uses the realised share; compared with the configured one.
    static boolean[] wrongSplit(RandomDraws draws) {
        var ours = new GuardWithAlarm(true);
        var configured = new GuardWithAlarm(true);
        CandidateShare nominal = CandidateShare.assigned(0.01);
        for (int tick = 0; tick < TICKS; tick++) {
            TrialCounts trials = draws.trials(REQUESTS, 0.015, 0.005, 0.005);
            ours.observeRealised(tick, trials);
            configured.observe(tick, nominal, trials);
        }
        return new boolean[] {ours.alarmed, configured.alarmed};
    }

    /// 20,000 users, some of them heavy (Pareto 1.1 calls each); 2% of them fail in three of ten calls. 5%
    /// exposure by user. The product counts each user's first failure at the assigned share; compared with
    /// the realised share of calls and every failing call.
    static boolean[] heavyUsers(RandomDraws draws) {
        UserPopulation users = UserPopulation.draw(draws, 20_000, 0.05, 0.02);
        var ours = new GuardWithAlarm(true);
        var realised = new GuardWithAlarm(true);
        var everyCall = new GuardWithAlarm(true);
        CandidateShare share = CandidateShare.assigned(0.05);
        long[][] firsts = users.firstFailures(draws, TICKS, REQUESTS * 0.3);
        for (int tick = 0; tick < TICKS; tick++) {
            long candidate = draws.poisson(REQUESTS * users.candidateWeight());
            long control = draws.poisson(REQUESTS * (1 - users.candidateWeight()));
            TrialCounts firstFailures = TrialCounts.ofFailures(firsts[0][tick], firsts[1][tick]);
            ours.observe(tick, share, firstFailures);
            if (candidate > 0 && control > 0) {
                realised.observe(
                        tick,
                        new CandidateShare(
                                candidate / (double) (candidate + control), control / (double) (candidate + control)),
                        firstFailures);
            }
            everyCall.observe(
                    tick,
                    share,
                    TrialCounts.ofFailures(
                            draws.poisson(REQUESTS * 0.3 * users.failing(false)),
                            draws.poisson(REQUESTS * 0.3 * users.failing(true))));
        }
        return new boolean[] {ours.alarmed, realised.alarmed, everyCall.alarmed};
    }

    /// Eight revisions of one rollout at 25%, 300 users who fail again in each. The product counts a user's
    /// first failure once per rollout; compared with once per revision.
    static boolean[] eightRevisions(RandomDraws draws) {
        int revisions = 8;
        int length = TICKS / revisions;
        var ours = new GuardWithAlarm(true);
        var perRevision = new GuardWithAlarm(true);
        CandidateShare share = CandidateShare.assigned(0.25);
        int users = 300;
        boolean[] onCandidate = new boolean[users];
        for (int user = 0; user < users; user++) {
            onCandidate[user] = draws.happens(0.25);
        }
        long[][] once = new long[2][TICKS];
        long[][] again = new long[2][TICKS];
        for (int user = 0; user < users; user++) {
            int side = onCandidate[user] ? 1 : 0;
            int first = Integer.MAX_VALUE;
            for (int revision = 0; revision < revisions; revision++) {
                int at = (int) Math.min(TICKS, revision * (double) length + draws.exponential() * length / 2);
                if (at < (revision + 1) * length) {
                    again[side][at]++;
                    first = Math.min(first, at);
                }
            }
            if (first < TICKS) {
                once[side][first]++;
            }
        }
        for (int tick = 0; tick < TICKS; tick++) {
            ours.observe(tick, share, TrialCounts.ofFailures(once[0][tick], once[1][tick]));
            perRevision.observe(tick, share, TrialCounts.ofFailures(again[0][tick], again[1][tick]));
        }
        return new boolean[] {ours.alarmed, perRevision.alarmed};
    }

    /// A guard that is evaluated after every tick.
    private static final class GuardWithAlarm {
        private final RatioGuard guard;
        private boolean alarmed;

        GuardWithAlarm(boolean restarts) {
            guard = restarts ? RatioGuard.restartingRollback(1, 0) : RatioGuard.rollback(1, 0);
        }

        void observeRealised(int tick, TrialCounts trials) {
            if (!trials.isOneSided()) {
                observe(tick, CandidateShare.observed(trials), trials);
            }
        }

        void observe(int tick, CandidateShare share, TrialCounts trials) {
            if (tick % MINUTE == 0 && tick > 0) {
                guard.mixture().restart();
            }
            if (!alarmed && trials.controlFailed() + trials.candidateFailed() > 0) {
                guard.observe(share, trials);
                alarmed = trials.candidateFailed() > 0 && guard.mixture().logE() >= LOG_ENOUGH;
            }
        }
    }

    /// A one-sided z test at 1% on the totals since the start.
    private static final class PooledTotals {
        private TrialCounts sum = TrialCounts.NONE;
        private boolean alarmed;

        void add(TrialCounts trials) {
            sum = sum.plus(trials);
        }

        void updateAlarm() {
            alarmed |= PeerRules.z(sum) > PeerRules.Z_AT_1_PERCENT;
        }
    }

    /// Users with their call rates, and those who fail.
    private record UserPopulation(List<double[]> failingByRate, double candidateWeight) {
        /// @param share share of users on the candidate
        /// @param failing share of users who fail
        static UserPopulation draw(RandomDraws draws, int count, double share, double failing) {
            double all = 0;
            double candidate = 0;
            List<double[]> fail = new ArrayList<>();
            for (int user = 0; user < count; user++) {
                double weight = Math.min(1e6, Math.pow(1 - draws.uniform(), -1 / 1.1));
                boolean onCandidate = draws.happens(share);
                all += weight;
                candidate += onCandidate ? weight : 0;
                if (draws.happens(failing)) {
                    fail.add(new double[] {onCandidate ? 1 : 0, weight});
                }
            }
            double total = all;
            fail.forEach(one -> one[1] /= total);
            return new UserPopulation(fail, candidate / total);
        }

        /// Returns the share of a variant's calls that come from users who fail.
        double failing(boolean onCandidate) {
            return failingByRate.stream()
                    .filter(one -> one[0] == (onCandidate ? 1 : 0))
                    .mapToDouble(one -> one[1])
                    .sum();
        }

        /// Returns the users who fail for the first time, by variant and tick.
        ///
        /// @param failingCalls failing calls per second if all calls came from users who fail
        long[][] firstFailures(RandomDraws draws, int ticks, double failingCalls) {
            long[][] firsts = new long[2][ticks];
            for (double[] one : failingByRate) {
                double at = draws.exponential() / (failingCalls * one[1]);
                if (at < ticks) {
                    firsts[(int) one[0]][(int) at]++;
                }
            }
            return firsts;
        }
    }
}
