// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.guard;

import static dev.evenkeel.benchmarks.report.BenchmarkNumberFormatter.formatNumber;

import com.sun.management.ThreadMXBean;
import dev.evenkeel.benchmarks.report.BenchmarkGoal;
import dev.evenkeel.benchmarks.report.BenchmarkReport;
import dev.evenkeel.benchmarks.report.MarkdownTable;
import dev.evenkeel.benchmarks.simulation.BenchmarkSection;
import dev.evenkeel.benchmarks.simulation.RandomDraws;
import dev.evenkeel.benchmarks.simulation.SimulationRuns;
import dev.evenkeel.core.stats.BernoulliLimitGuard;
import dev.evenkeel.core.stats.CandidateShare;
import dev.evenkeel.core.stats.ControlLatencyBaseline;
import dev.evenkeel.core.stats.ExceedanceGuard;
import dev.evenkeel.core.stats.MixtureEProcess;
import dev.evenkeel.core.stats.PoissonLimitGuard;
import dev.evenkeel.core.stats.RankGuard;
import dev.evenkeel.core.stats.RatioGuard;
import dev.evenkeel.core.stats.SampleRatioGuard;
import dev.evenkeel.core.stats.TrialCounts;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// The cost of one tick for each guard on one core, including reading its evidence: a timing loop over the
/// thread's CPU time. `bench jmh GuardBenchmark` measures the same more carefully.
final class TickCostSection implements BenchmarkSection {
    private static final int BLOCKS = 200;
    private static final int WARM_UP_BLOCKS = 20;
    private static final int ROUNDS_A_BLOCK = 200;
    /* Keeps the evidence as it is while a rollout is undecided: very different values are faster to add. */
    private static final int TICKS_A_ROUND = 60;
    private static final double MOST_NANOS = 1_000;
    private static final int MOST_BYTES_OF_STATE = 512;
    private static final CandidateShare SHARE = CandidateShare.assigned(0.05);
    private static final TrialCounts TICK = new TrialCounts(950, 5, 50, 1);
    private static final TrialCounts HALF_SLOW = new TrialCounts(950, 475, 50, 25);
    private static final TrialCounts OTHER_TICK = new TrialCounts(951, 5, 49, 1);

    private final ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private record GuardKind(String name, MixtureEProcess mixture, TickFunction tick) {}

    private interface TickFunction {
        void observe(int number);
    }

    /// @param nanos CPU time of a tick, median over the blocks
    /// @param bytes allocated by a tick, in the block with the least
    /// @param state size of the stored evidence in bytes
    record Cost(String guard, double nanos, double bytes, int state) {}

    @Override
    public String name() {
        return "cost";
    }

    @Override
    public List<BenchmarkGoal> run(SimulationRuns runs, BenchmarkReport report) {
        List<Cost> costs =
                kinds().stream().map(kind -> cost(kind, runs.count(BLOCKS))).toList();
        report.addText(
                "## Cost of a tick\n\nTaking in one tick and reading the evidence, on one core: a timing loop by the"
                        + " thread's processor time, median of " + runs.count(BLOCKS) + " blocks of "
                        + ROUNDS_A_BLOCK * TICKS_A_ROUND + " ticks after " + WARM_UP_BLOCKS
                        + " to warm up; not JMH. Times"
                        + " depend on the machine and on what else it does; bytes do not.\n\n"
                        + MarkdownTable.format(
                                List.of("guard", "ns a tick", "bytes allocated a tick", "bytes of state"),
                                costs.stream()
                                        .map(cost -> List.of(
                                                cost.guard,
                                                formatNumber(cost.nanos, "%,.0f"),
                                                formatNumber(cost.bytes, "%.1f"),
                                                cost.state + ""))
                                        .toList()));
        report.addValue("cost", costs);
        return goals(costs);
    }

    private static List<BenchmarkGoal> goals(List<Cost> costs) {
        String slow = costs.stream()
                .filter(cost -> cost.nanos > MOST_NANOS)
                .map(cost -> cost.guard + " " + formatNumber(cost.nanos, "%,.0f") + " ns")
                .collect(Collectors.joining(", "));
        double bytes = costs.stream().mapToDouble(Cost::bytes).max().orElseThrow();
        int state = costs.stream().mapToInt(Cost::state).max().orElseThrow();
        return List.of(
                new BenchmarkGoal(
                        "each guard takes at most 1 µs a tick on one core",
                        slow.isEmpty() ? "all of them" : "all but " + slow,
                        slow.isEmpty()),
                new BenchmarkGoal(
                        "no guard allocates", formatNumber(bytes, "%.1f") + " bytes a tick at most", bytes < 0.1),
                new BenchmarkGoal(
                        "a guard's state takes at most " + MOST_BYTES_OF_STATE + " bytes",
                        state + " at most",
                        state <= MOST_BYTES_OF_STATE));
    }

    private static List<GuardKind> kinds() {
        var assigned = RatioGuard.restartingRollback(1, 0);
        var realised = RatioGuard.restartingRollback(1, 0);
        var affine = RatioGuard.advance(1, 0.02);
        var exceedance = ExceedanceGuard.restartingRollback();
        var halfSlow = ExceedanceGuard.restartingRollback();
        var rank = RankGuard.restartingRollback();
        var split = new SampleRatioGuard();
        var poisson = new PoissonLimitGuard(1e-3);
        var bernoulli = new BernoulliLimitGuard(0.2);
        List<GuardKind> kinds = new ArrayList<>(List.of(
                new GuardKind("ratio, assigned share", assigned.mixture(), n -> assigned.observe(SHARE, TICK)),
                new GuardKind(
                        "ratio, realised share, another each tick",
                        realised.mixture(),
                        n -> realised.observe(n % 2 == 0 ? TICK : OTHER_TICK)),
                new GuardKind("ratio, advance, affine margin", affine.mixture(), n -> affine.observe(SHARE, TICK)),
                new GuardKind("exceedance (p50)", exceedance.mixture(), n -> exceedance.observe(SHARE, 0.5, TICK)),
                new GuardKind(
                        "exceedance (p50), half of 1,000 slow, another centre each tick",
                        halfSlow.mixture(),
                        n -> halfSlow.observe(SHARE, n % 2 == 0 ? 0.5 : 0.505, HALF_SLOW)),
                new GuardKind("rank, one latency of each variant", rank.mixture(), n -> {
                    rank.observeControl(SHARE, 0.4, 3);
                    rank.observeCandidate(SHARE, 0.6, 1);
                }),
                new GuardKind("sample ratio", split.mixture(), n -> split.observe(SHARE, 950, 50)),
                new GuardKind("Poisson ceiling", poisson.mixture(), n -> poisson.observe(n % 10 == 0 ? 1 : 0, 50)),
                new GuardKind(
                        "Bernoulli ceiling", bernoulli.mixture(), n -> bernoulli.observe(n % 10 == 0 ? 1 : 0, 5))));
        kinds.add(rankOfManyLatencies());
        return kinds;
    }

    private static GuardKind rankOfManyLatencies() {
        var guard = RankGuard.restartingRollback();
        var traffic = new LatencyTrafficGenerator(new RandomDraws(1), SHARE, LatencyDetectionRace.MEDIAN_MICROS, 1);
        double[] ranks =
                ControlLatencyBaseline.EMPTY.plus(traffic.before(10_000)).ranks();
        int[] control = bins(traffic.next(250, 1).control().keySet());
        int[] candidate = bins(traffic.next(250, 1).candidate().keySet());
        return new GuardKind(
                "rank, 250 lognormal latencies (" + (control.length + candidate.length) + " bins)",
                guard.mixture(),
                n -> {
                    for (int bin : control) {
                        guard.observeControl(SHARE, ranks[bin], 1);
                    }
                    for (int bin : candidate) {
                        guard.observeCandidate(SHARE, ranks[bin], 1);
                    }
                });
    }

    private static int[] bins(Set<Integer> bins) {
        return bins.stream().mapToInt(Integer::intValue).toArray();
    }

    private Cost cost(GuardKind kind, int blocks) {
        double[] beginning = kind.mixture.state();
        double[] nanos = new double[blocks];
        double bytes = Double.MAX_VALUE;
        for (int block = -WARM_UP_BLOCKS; block < blocks; block++) {
            long allocated = thread.getCurrentThreadAllocatedBytes();
            long time = thread.getCurrentThreadCpuTime();
            run(kind, beginning);
            double ticks = ROUNDS_A_BLOCK * TICKS_A_ROUND;
            if (block >= 0) {
                nanos[block] = (thread.getCurrentThreadCpuTime() - time) / ticks;
                bytes = Math.min(bytes, (thread.getCurrentThreadAllocatedBytes() - allocated) / ticks);
            }
        }
        Arrays.sort(nanos);
        return new Cost(kind.name, nanos[blocks / 2], bytes, Double.BYTES * beginning.length);
    }

    private static void run(GuardKind kind, double[] beginning) {
        for (int round = 0; round < ROUNDS_A_BLOCK; round++) {
            kind.mixture.restore(beginning);
            for (int tick = 0; tick < TICKS_A_ROUND; tick++) {
                kind.tick.observe(tick);
                if (Double.isNaN(kind.mixture.logE())) {
                    throw new AssertionError(kind.name + " is not a number");
                }
            }
        }
    }
}
