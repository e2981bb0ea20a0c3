// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.guard;

import dev.evenkeel.benchmarks.report.BenchmarkGoal;
import dev.evenkeel.benchmarks.report.BenchmarkReport;
import dev.evenkeel.benchmarks.report.MarkdownTable;
import dev.evenkeel.benchmarks.simulation.BenchmarkSection;
import dev.evenkeel.benchmarks.simulation.SimulationRuns;
import dev.evenkeel.core.stats.BernoulliLimitGuard;
import dev.evenkeel.core.stats.CandidateShare;
import dev.evenkeel.core.stats.ExceedanceGuard;
import dev.evenkeel.core.stats.FailureRatioInterval;
import dev.evenkeel.core.stats.MixtureEProcess;
import dev.evenkeel.core.stats.PoissonLimitGuard;
import dev.evenkeel.core.stats.RankGuard;
import dev.evenkeel.core.stats.RatioGuard;
import dev.evenkeel.core.stats.SampleRatioGuard;
import dev.evenkeel.core.stats.TrialCounts;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;

/// Check that evidence stays finite at numerical extremes: shares near 0 and 1, counts up to 10^12, evidence
/// up to e^(+-10^6), variants in which no call or every call fails, and empty ones.
final class NumericExtremesSection implements BenchmarkSection {
    private static final long MANY = 1_000_000_000_000L;
    private static final double HUGE = 1e6;
    private static final double[] SHARES = {1e-6, 0.01, 0.5, 0.99, 1 - 1e-6};
    private static final List<TrialCounts> TICKS = List.of(
            TrialCounts.NONE,
            new TrialCounts(950, 5, 50, 1),
            new TrialCounts(950, 0, 50, 0),
            new TrialCounts(MANY, 0, MANY, 0),
            new TrialCounts(MANY, MANY, MANY, MANY),
            new TrialCounts(MANY, MANY, MANY, 0),
            new TrialCounts(MANY, 0, MANY, MANY),
            new TrialCounts(MANY, MANY, 0, 0),
            new TrialCounts(0, 0, MANY, MANY));
    /* Logarithm of node k: initial values, all high, all low, and alternating. */
    private static final List<DoubleUnaryOperator> EVIDENCE =
            List.of(k -> 0, k -> HUGE, k -> -HUGE, k -> k % 2 == 0 ? HUGE : -HUGE);

    private interface TickFeeder {
        void observe(CandidateShare share, TrialCounts trials);
    }

    private record NamedGuard(MixtureEProcess mixture, boolean restarting, TickFeeder observer) {}

    private static final class FinitenessTally {
        private long tried;
        private long finite;

        void record(boolean isFinite) {
            tried++;
            finite += isFinite ? 1 : 0;
        }
    }

    @Override
    public String name() {
        return "extremes";
    }

    @Override
    public List<BenchmarkGoal> run(SimulationRuns runs, BenchmarkReport report) {
        Map<String, FinitenessTally> tallies = new LinkedHashMap<>();
        guards().forEach((name, guards) -> {
            var finitenessTally = new FinitenessTally();
            guards.forEach(guard -> tryAll(guard, finitenessTally));
            tallies.put(name, finitenessTally);
        });
        tallies.put("interval (ends are 0..infinity)", intervals());
        long tried = tallies.values().stream()
                .mapToLong(finitenessTally -> finitenessTally.tried)
                .sum();
        long finite = tallies.values().stream()
                .mapToLong(finitenessTally -> finitenessTally.finite)
                .sum();
        report.addText(
                "## Never NaN\n\nEvery guard from evidence 1, e^(10^6), e^(-10^6) and both at once, at shares from"
                        + " 10^-6 to 1 - 10^-6, one tick and a restart, with counts to 10^12, nothing or everything failing,"
                        + " a variant empty or both.\n\n"
                        + MarkdownTable.format(
                                List.of("guard", "cases", "finite"),
                                tallies.entrySet().stream()
                                        .map(entry -> List.of(
                                                entry.getKey(),
                                                entry.getValue().tried + "",
                                                entry.getValue().finite + ""))
                                        .toList()));
        return List.of(new BenchmarkGoal(
                "evidence is a finite number, whatever the counts", finite + " of " + tried, finite == tried));
    }

    private static Map<String, List<NamedGuard>> guards() {
        Map<String, List<NamedGuard>> guards = new LinkedHashMap<>();
        List<NamedGuard> rollbacks = new ArrayList<>();
        List<NamedGuard> advances = new ArrayList<>();
        for (double r : new double[] {1e-100, 1, 1.1, 6, 1e100}) {
            for (double delta : new double[] {0, 1e-9, 0.0005, 0.9}) {
                rollbacks.add(ratio(RatioGuard.rollback(r, delta), false));
                rollbacks.add(ratio(RatioGuard.restartingRollback(r, delta), true));
                advances.add(ratio(RatioGuard.advance(r, delta), false));
            }
        }
        guards.put("ratio, rollback", rollbacks);
        guards.put("ratio, advance", advances);
        List<NamedGuard> exceedances = new ArrayList<>();
        for (double centre : new double[] {1e-9, 0.5, 1 - 1e-9}) {
            exceedances.add(exceedance(ExceedanceGuard.rollback(), centre, false));
            exceedances.add(exceedance(ExceedanceGuard.restartingRollback(), centre, true));
            exceedances.add(exceedance(ExceedanceGuard.advance(), centre, false));
        }
        guards.put("exceedance", exceedances);
        guards.put("rank", List.of(rank(RankGuard.rollback(), false), rank(RankGuard.restartingRollback(), true)));
        guards.put("sample ratio", List.of(split()));
        guards.put("Poisson ceiling", List.of(poisson(1e-9), poisson(1), poisson(1e9)));
        guards.put("Bernoulli ceiling", List.of(bernoulli(1e-9), bernoulli(0.2), bernoulli(0.9)));
        return guards;
    }

    private static NamedGuard ratio(RatioGuard guard, boolean restarting) {
        return new NamedGuard(guard.mixture(), restarting, guard::observe);
    }

    private static NamedGuard exceedance(ExceedanceGuard guard, double centre, boolean restarting) {
        return new NamedGuard(guard.mixture(), restarting, (share, trials) -> guard.observe(share, centre, trials));
    }

    /* Failed calls have the highest rank, all others the lowest. */
    private static NamedGuard rank(RankGuard guard, boolean restarting) {
        return new NamedGuard(guard.mixture(), restarting, (share, trials) -> {
            guard.observeControl(share, 0, trials.control() - trials.controlFailed());
            guard.observeControl(share, 1, trials.controlFailed());
            guard.observeCandidate(share, 0, trials.candidate() - trials.candidateFailed());
            guard.observeCandidate(share, 1, trials.candidateFailed());
        });
    }

    private static NamedGuard split() {
        var guard = new SampleRatioGuard();
        return new NamedGuard(
                guard.mixture(), false, (share, trials) -> guard.observe(share, trials.control(), trials.candidate()));
    }

    private static NamedGuard poisson(double limit) {
        var guard = new PoissonLimitGuard(limit);
        return new NamedGuard(
                guard.mixture(),
                false,
                (share, trials) -> guard.observe(trials.candidateFailed(), (double) trials.candidate()));
    }

    private static NamedGuard bernoulli(double limit) {
        var guard = new BernoulliLimitGuard(limit);
        return new NamedGuard(
                guard.mixture(), false, (share, trials) -> guard.observe(trials.candidateFailed(), trials.candidate()));
    }

    private static void tryAll(NamedGuard guard, FinitenessTally finitenessTally) {
        double[] beginning = guard.mixture.state();
        for (DoubleUnaryOperator evidence : EVIDENCE) {
            double[] state = beginning.clone();
            for (int k = 1; k < state.length; k++) {
                state[k] += evidence.applyAsDouble(k);
            }
            for (double share : SHARES) {
                for (TrialCounts trials : TICKS) {
                    guard.mixture.restore(state);
                    guard.observer.observe(CandidateShare.assigned(share), trials);
                    if (guard.restarting) {
                        guard.mixture.restart();
                    }
                    finitenessTally.record(Double.isFinite(guard.mixture.logE())
                            && Arrays.stream(guard.mixture.state()).allMatch(Double::isFinite));
                }
            }
        }
    }

    private static FinitenessTally intervals() {
        var finitenessTally = new FinitenessTally();
        for (double share : SHARES) {
            for (TrialCounts trials : TICKS) {
                var failures = new FailureRatioInterval.StepFailures(
                        CandidateShare.assigned(share), trials.controlFailed(), trials.candidateFailed());
                FailureRatioInterval interval = FailureRatioInterval.of(0.05, List.of(failures));
                finitenessTally.record(interval.low() >= 0 && interval.low() <= interval.high());
            }
        }
        return finitenessTally;
    }
}
