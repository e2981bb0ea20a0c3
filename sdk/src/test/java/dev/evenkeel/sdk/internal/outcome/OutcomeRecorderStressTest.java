// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk.internal.outcome;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.core.flag.FlagSnapshot;
import dev.evenkeel.core.wire.OutcomeSummary;
import dev.evenkeel.core.wire.SplitKey;
import dev.evenkeel.core.wire.UnitFirstEvent;
import dev.evenkeel.core.wire.UnitTrial;
import dev.evenkeel.sdk.RolloutFlags;
import dev.evenkeel.sdk.internal.call.EvaluationAndRecordingCore;
import dev.evenkeel.sdk.internal.tracking.CallAttribution;
import dev.evenkeel.sdk.internal.tracking.TrackedSplit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class OutcomeRecorderStressTest {
    private static final long SEED = 20260105;
    private static final int THREADS = 8;
    private static final int CALLS = 60_000;
    private static final int UNITS = 5_000;
    private static final int REVISIONS = 20;

    private final AtomicLong nanos = new AtomicLong();
    private final EvaluationAndRecordingCore core = EvaluationAndRecordingCore.withoutThreads(nanos::incrementAndGet);
    private final List<OutcomeSummary> summaries = new ArrayList<>();

    @Test
    void recordsEachCallInExactlyOneBatchUnderConcurrency() throws Exception {
        activate(1);
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            List<Future<Long>> workers = new ArrayList<>();
            for (int thread = 0; thread < THREADS; thread++) {
                workers.add(threads.submit(worker(SEED + thread)));
            }
            flushUntilDone(workers);
            long failures = 0;
            for (Future<Long> worker : workers) {
                failures += worker.get();
            }
            assertTotals(failures);
        } finally {
            threads.shutdownNow();
        }
        assertUnitsOnce();
        assertThat(core.dropped()).isEmpty();
    }

    private Callable<Long> worker(long seed) {
        return () -> {
            var random = new SplittableRandom(seed);
            long failures = 0;
            for (int i = 0; i < CALLS; i++) {
                TrackedSplit split = requireNonNull(core.flags().rollouts().get(RolloutFlags.FLAG));
                boolean modern = random.nextBoolean();
                boolean failed = random.nextInt(4) == 0;
                CallAttribution attribution = requireNonNull(split.findAttribution(modern ? "modern" : "classic"));
                long unit = split.unit("unit-" + random.nextInt(UNITS));
                long began = nanos.incrementAndGet();
                CallAttribution call = core.beginCall(attribution, unit, began);
                if (failed) {
                    core.recordFailure(call, unit, began, random.nextInt(1_000_000_000), List.of());
                    failures++;
                } else {
                    core.recordSuccess(call, unit, random.nextInt(1_000_000_000), List.of());
                }
            }
            return failures;
        };
    }

    private void flushUntilDone(List<Future<Long>> workers) {
        int revision = 1;
        while (!workers.stream().allMatch(Future::isDone)) {
            summaries.addAll(core.drain());
            long due = core.calls() * REVISIONS / ((long) THREADS * CALLS) + 1;
            if (due > revision && revision < REVISIONS) {
                activate(++revision);
            }
        }
        summaries.addAll(core.drain());
    }

    private void assertTotals(long failures) {
        assertThat(summaries.stream().mapToLong(OutcomeSummary::calls).sum())
                .as("seed %d", SEED)
                .isEqualTo((long) THREADS * CALLS);
        assertThat(summaries.stream().mapToLong(OutcomeSummary::failures).sum())
                .as("seed %d", SEED)
                .isEqualTo(failures);
    }

    private void assertUnitsOnce() {
        Set<Long> failed = new HashSet<>();
        Set<List<Long>> tried = new HashSet<>();
        Set<Long> revisions = new HashSet<>();
        for (OutcomeSummary summary : summaries) {
            SplitKey split = requireNonNull(summary.split());
            revisions.add(split.revision());
            for (UnitFirstEvent unit : summary.failedUnits()) {
                assertThat(failed.add(unit.unit()))
                        .as("failure counted twice, seed %d", SEED)
                        .isTrue();
            }
            for (UnitTrial trial : summary.trials()) {
                assertThat(tried.add(List.of(split.revision(), trial.unit())))
                        .as("trial counted twice in revision %d, seed %d", split.revision(), SEED)
                        .isTrue();
            }
        }
        assertThat(failed).hasSize(UNITS);
        assertThat(revisions.size()).isGreaterThan(3);
        assertThat(tried.size()).isBetween(UNITS, REVISIONS * UNITS);
    }

    private void activate(long revision) {
        core.activate(FlagSnapshot.parse(RolloutFlags.rollout("r-1", revision, 5_000), revision));
    }
}
