// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk.internal.outcome;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.core.flag.split.Percent;
import dev.evenkeel.core.flag.split.RolloutSplit;
import dev.evenkeel.core.wire.MetricSummary;
import dev.evenkeel.core.wire.OutcomeBatch;
import dev.evenkeel.core.wire.OutcomeSummary;
import dev.evenkeel.core.wire.TrialScore;
import dev.evenkeel.core.wire.UnitTrial;
import dev.evenkeel.sdk.DropCause;
import dev.evenkeel.sdk.internal.diagnostics.DropCounters;
import dev.evenkeel.sdk.internal.diagnostics.InternalErrorCounter;
import dev.evenkeel.sdk.internal.tracking.CallAttribution;
import dev.evenkeel.sdk.internal.tracking.OutcomeKey;
import dev.evenkeel.sdk.internal.tracking.SplitWithPseudonymizationSalt;
import dev.evenkeel.sdk.internal.tracking.TrackedSplit;
import dev.evenkeel.sdk.internal.tracking.TrippedBreakerRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// For all limits and interleavings of threads, a batch is valid and contains the calls of both sides of a rollout,
/// or of neither.
@Timeout(120)
class OutcomeRecorderPropertyTest {
    private static final long SEED = 20261104;
    private static final int SCENARIOS = 150;
    private static final int THREADS = 4;
    private static final int CALLS = 60;
    private static final InternalErrorCounter INTERNAL_ERRORS = new InternalErrorCounter();

    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    @Test
    void reportsBothSidesCompletelyOrNeitherWithinAnyLimits() throws Exception {
        for (long scenario = 0; scenario < SCENARIOS; scenario++) {
            new RandomScenario(SEED + scenario).run(threads);
        }
    }

    /// One process with its own limits, some rollouts, and some flags without.
    private static final class RandomScenario {
        private final String name;
        private final SplittableRandom random;
        private final OutcomeAggregatorLimits limits;
        private final boolean contradicts;
        private final DropCounters drops = new DropCounters();
        private final OutcomeRecorder recorder;
        private final List<CallAttribution> kinds = new ArrayList<>();
        private final Queue<Runnable> unended = new ConcurrentLinkedQueue<>();
        private final Map<OutcomeKey, LongAdder> calls = new ConcurrentHashMap<>();
        private final Map<OutcomeKey, LongAdder> failures = new ConcurrentHashMap<>();
        private final Map<List<Object>, LongAdder> events = new ConcurrentHashMap<>();

        RandomScenario(long seed) {
            name = "seed " + seed;
            random = new SplittableRandom(seed);
            limits = new OutcomeAggregatorLimits(
                    random.nextInt(1, 120),
                    random.nextInt(1, 120),
                    random.nextInt(1, 120),
                    random.nextInt(1, 12),
                    random.nextInt(1, 5));
            contradicts = random.nextInt(3) == 0;
            var trips = new TrippedBreakerRegistry("p", () -> 0);
            recorder = new OutcomeRecorder(() -> 0, drops, trips, INTERNAL_ERRORS, limits);
            for (int rollout = random.nextInt(1, 5); rollout > 0; rollout--) {
                TrackedSplit split = split(rollout, trips);
                kinds.add(requireNonNull(split.findAttribution(split.control().variant())));
                kinds.add(requireNonNull(split.findAttribution(split.candidate().variant())));
            }
            for (int flag = random.nextInt(5); flag > 0; flag--) {
                kinds.add(CallAttribution.outsideRollout("plain-" + flag, random.nextInt(8) == 0 ? "" : "v"));
            }
        }

        private TrackedSplit split(int rollout, TrippedBreakerRegistry trips) {
            String candidate = random.nextInt(8) == 0 ? "n".repeat(300) : "new";
            var terms = new RolloutSplit(
                    "r-" + rollout, "old", candidate, new Percent(5_000), "seed", 1, Duration.ZERO, null, null);
            return TrackedSplit.of("f" + rollout, new SplitWithPseudonymizationSalt(terms, null), null, trips, () -> 0);
        }

        void run(ExecutorService threads) throws Exception {
            for (int round = 0; round < 3; round++) {
                long droppedBefore = droppedCalls();
                List<Future<List<Runnable>>> callers = new ArrayList<>();
                for (int thread = 0; thread < THREADS; thread++) {
                    callers.add(threads.submit(caller(random.split())));
                }
                for (Future<List<Runnable>> caller : callers) {
                    unended.addAll(caller.get());
                }
                List<OutcomeSummary> summaries = recorder.drain();
                checkBatch(summaries);
                checkSides(summaries, droppedCalls() - droppedBefore);
                calls.clear();
                failures.clear();
                events.clear();
            }
        }

        private long droppedCalls() {
            return drops.totals().getOrDefault(DropCause.TOO_MANY_VARIANTS, 0L);
        }

        private Callable<List<Runnable>> caller(SplittableRandom choices) {
            return () -> {
                List<Runnable> open = new ArrayList<>();
                for (int call = 0; call < CALLS; call++) {
                    Runnable ofLastRound = unended.poll();
                    open.add(ofLastRound == null ? begin(choices) : ofLastRound);
                    if (choices.nextBoolean()) {
                        open.remove(choices.nextInt(open.size())).run();
                    }
                }
                return open;
            };
        }

        /// @return ends the call
        private Runnable begin(SplittableRandom choices) {
            CallAttribution attribution = kinds.get(choices.nextInt(kinds.size()));
            long unit = choices.nextInt(1, 200) * 0x9E3779B97F4A7C15L;
            CallAttribution call = recorder.beginCall(attribution, unit, 0);
            boolean failed = choices.nextInt(4) == 0;
            List<MetricReading> readings = attribution.split() == null ? List.of() : readings(choices);
            return () -> {
                add(calls, attribution.key());
                if (failed) {
                    recorder.recordFailure(call, unit, 0, 1_000, readings);
                    add(failures, attribution.key());
                } else {
                    recorder.recordSuccess(call, unit, 1_000, readings);
                }
                readings.stream()
                        .filter(MetricReading::event)
                        .forEach(metricReading -> add(events, List.of(attribution.key(), metricReading.metric())));
            };
        }

        private List<MetricReading> readings(SplittableRandom choices) {
            List<MetricReading> readings = new ArrayList<>();
            for (int metric = 0; metric < 6; metric++) {
                if (choices.nextInt(3) == 0) {
                    readings.add(new MetricReading("m" + metric, metric % 2 == 0, 1));
                }
            }
            if (contradicts && choices.nextInt(20) == 0) {
                readings.addAll(List.copyOf(readings));
            }
            return readings;
        }

        private static <K> void add(Map<K, LongAdder> counts, K key) {
            counts.computeIfAbsent(key, ignored -> new LongAdder()).increment();
        }

        private void checkBatch(List<OutcomeSummary> summaries) {
            var batch = new OutcomeBatch("p", 1, Instant.EPOCH, 0, summaries);
            assertThat(batch.summaries()).as(name).hasSizeLessThanOrEqualTo(limits.summaries());
            assertThat(count(summaries, summary -> summary.trials().size()))
                    .as(name)
                    .isLessThanOrEqualTo(limits.trials());
            assertThat(count(summaries, summary -> summary.begun().size()))
                    .as(name)
                    .isLessThanOrEqualTo(limits.trials());
            assertThat(count(
                            summaries,
                            summary -> summary.failedUnits().size()
                                    + count(
                                            summary.metrics(),
                                            metric -> metric.units().size())))
                    .as(name)
                    .isLessThanOrEqualTo(limits.failedUnits());
            assertThat(count(
                            summaries,
                            summary -> count(
                                    summary.metrics(), metric -> metric.scores().size())))
                    .as(name)
                    .isLessThanOrEqualTo(limits.scores());
            summaries.forEach(this::checkMetrics);
        }

        private void checkMetrics(OutcomeSummary summary) {
            assertThat(summary.metrics()).as(name).hasSizeLessThanOrEqualTo(limits.metrics());
            List<Long> trials = summary.trials().stream().map(UnitTrial::unit).toList();
            for (MetricSummary metric : summary.metrics()) {
                assertThat(trials)
                        .as(name)
                        .containsAll(
                                metric.scores().stream().map(TrialScore::unit).toList());
            }
        }

        private static <T> long count(List<T> all, ToLongFunction<T> size) {
            return all.stream().mapToLong(size).sum();
        }

        private void checkSides(List<OutcomeSummary> summaries, long dropped) {
            Map<OutcomeKey, OutcomeSummary> told = new HashMap<>();
            for (OutcomeSummary summary : summaries) {
                told.put(new OutcomeKey(summary.flag(), summary.variant(), summary.split()), summary);
            }
            long missing = 0;
            for (Map.Entry<OutcomeKey, LongAdder> called : calls.entrySet()) {
                OutcomeSummary summary = told.get(called.getKey());
                if (summary == null) {
                    missing += called.getValue().sum();
                } else {
                    assertThat(summary.calls())
                            .as(name)
                            .isEqualTo(called.getValue().sum());
                    LongAdder failed = failures.getOrDefault(called.getKey(), new LongAdder());
                    assertThat(summary.failures()).as(name).isEqualTo(failed.sum());
                }
            }
            assertThat(dropped).as(name).isEqualTo(missing);
            kinds.stream().map(CallAttribution::split).distinct().forEach(split -> {
                if (split != null) {
                    checkBothSidesReported(told, split.control(), split.candidate());
                }
            });
        }

        private void checkBothSidesReported(
                Map<OutcomeKey, OutcomeSummary> told, OutcomeKey control, OutcomeKey candidate) {
            OutcomeSummary one = told.get(control);
            OutcomeSummary other = told.get(candidate);
            if (calls.containsKey(control) && calls.containsKey(candidate)) {
                assertThat(one == null).as(name).isEqualTo(other == null);
            }
            if (one != null && other != null) {
                checkEvents(control, one, candidate, other);
            }
        }

        private void checkEvents(OutcomeKey control, OutcomeSummary one, OutcomeKey candidate, OutcomeSummary other) {
            Map<String, Long> ones = events(one);
            Map<String, Long> others = events(other);
            for (String metric : List.of("m0", "m2", "m4")) {
                long ofControl = expectedEvents(control, metric);
                long ofCandidate = expectedEvents(candidate, metric);
                if (ones.getOrDefault(metric, 0L) > 0 || others.getOrDefault(metric, 0L) > 0) {
                    assertThat(ones.getOrDefault(metric, 0L)).as(name).isEqualTo(ofControl);
                    assertThat(others.getOrDefault(metric, 0L)).as(name).isEqualTo(ofCandidate);
                }
            }
        }

        private long expectedEvents(OutcomeKey side, String metric) {
            LongAdder count = events.get(List.<Object>of(side, metric));
            return count == null ? 0 : count.sum();
        }

        private static Map<String, Long> events(OutcomeSummary summary) {
            return summary.metrics().stream().collect(Collectors.toMap(MetricSummary::name, MetricSummary::events));
        }
    }
}
