// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.evenkeel.core.flag.EvaluationContext;
import dev.evenkeel.core.flag.split.BreakerConfig;
import dev.evenkeel.core.flag.split.Percent;
import dev.evenkeel.core.wire.BreakerTrip;
import dev.evenkeel.core.wire.OutcomeBatch;
import dev.evenkeel.core.wire.RevisionAckMessage;
import dev.evenkeel.sdk.testing.FakeEvenkeel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A process whose breaker stops using the candidate.
@Timeout(60)
class CandidateBreakerIntegrationTest {
    private static final BreakerConfig CONFIG = new BreakerConfig(Math.log(1e5), 1, Percent.parse("20"));

    private final FakeEvenkeel evenkeel = new FakeEvenkeel();
    private final GuardedChange<String, String> change = change(evenkeel);

    @TempDir
    Path directory;

    private static GuardedChange<String, String> change(Evenkeel evenkeel) {
        return evenkeel.<String, String>guardedChange(RolloutFlags.FLAG)
                .control("classic", argument -> "control")
                .candidate("modern", argument -> {
                    throw new IllegalStateException("broken");
                })
                .build();
    }

    /// @return calls that failed
    private static int run(GuardedChange<String, String> change, int from, int to) {
        int failed = 0;
        for (int i = from; i < to; i++) {
            try {
                change.run(EvaluationContext.of("user-" + i), "x");
            } catch (IllegalStateException e) {
                failed++;
            }
        }
        return failed;
    }

    @Test
    void tripsAfterNineFailuresAndRunsControlAfterwards() {
        evenkeel.load(RolloutFlags.guarded("r", 1, 5_000, CONFIG));
        assertThat(run(change, 0, 1_000)).isEqualTo(9);
        BreakerTrip trip = evenkeel.trips().get(0);
        assertThat(trip.rollout()).isEqualTo("r");
        assertThat(trip.revision()).isEqualTo(1);
        assertThat(trip.candidateFailures()).isEqualTo(9);
        assertThat(trip.candidateCalls()).isEqualTo(9);
    }

    @Test
    void tripsAfterElevenFailuresFollowingHealthyPeriod() {
        var nanos = new AtomicLong();
        var ticking = new FakeEvenkeel(nanos::incrementAndGet);
        ticking.load(RolloutFlags.guarded("r", 1, 10_000, CONFIG));
        GuardedChange<String, String> breaking = ticking.<String, String>guardedChange(RolloutFlags.FLAG)
                .control("classic", argument -> "control")
                .candidate("modern", argument -> {
                    if (argument.equals("x")) {
                        throw new IllegalStateException("broken");
                    }
                    return "candidate";
                })
                .build();
        for (int i = 0; i < 20_000; i++) {
            breaking.run(EvaluationContext.of("user-" + i), "fine");
        }
        assertThat(run(breaking, 20_000, 21_000)).isEqualTo(11);
    }

    @Test
    void excludesCallsAfterTripFromEvidence() {
        evenkeel.load(RolloutFlags.guarded("r", 1, 5_000, CONFIG));
        run(change, 0, 1_000);
        evenkeel.outcomes();
        long before = evenkeel.outcomes().stream()
                .filter(outcome -> outcome.split() != null)
                .mapToLong(outcome -> outcome.calls())
                .sum();
        run(change, 1_000, 2_000);
        assertThat(evenkeel.outcomes().stream()
                        .filter(outcome -> outcome.split() != null)
                        .mapToLong(outcome -> outcome.calls())
                        .sum())
                .isEqualTo(before);
        assertThat(evenkeel.calls(RolloutFlags.FLAG, "classic")).isEqualTo(2_000 - 9);
    }

    @Test
    void resetsWhenExposureDecreases() {
        evenkeel.load(RolloutFlags.guarded("r", 1, 5_000, CONFIG));
        run(change, 0, 1_000);
        evenkeel.load(RolloutFlags.guarded("r", 1, 5_000, CONFIG));
        assertThat(run(change, 1_000, 2_000)).isZero();
        evenkeel.load(RolloutFlags.guarded("r", 3, 100, CONFIG));
        assertThat(evenkeel.trips()).isEmpty();
        assertThat(run(change, 2_000, 12_000)).isEqualTo(5);
    }

    @Test
    void staysTrippedAndReportsTripAgainWhenExposureIncreases() {
        evenkeel.load(RolloutFlags.guarded("r", 1, 5_000, CONFIG));
        run(change, 0, 1_000);
        BreakerTrip first = evenkeel.trips().get(0);
        evenkeel.load(RolloutFlags.guarded("r", 3, 9_500, CONFIG));
        assertThat(evenkeel.trips()).containsExactly(first.withRevision(3));
        assertThat(run(change, 1_000, 2_000)).isZero();
    }

    @Test
    void doesNotTripForSingleFailingUser() {
        evenkeel.load(RolloutFlags.guarded("r", 1, 9_999, CONFIG));
        for (int i = 0; i < 100; i++) {
            assertThatThrownBy(() -> change.run(EvaluationContext.of("alice"), "x"))
                    .isInstanceOf(IllegalStateException.class);
        }
        assertThat(evenkeel.trips()).isEmpty();
    }

    @Test
    void doesNotTripWithoutBreakerConfig() {
        evenkeel.load(RolloutFlags.rollout("r", 1, 5_000));
        assertThat(run(change, 0, 1_000)).isGreaterThan(400);
        assertThat(evenkeel.trips()).isEmpty();
    }

    @Test
    void reportsTripInBatchesAndPersistsItAcrossRestart() throws Exception {
        Path file = directory.resolve("flags.json");
        try (var server = new TestServer(0, 4, RolloutFlags.guarded("r", 4, 5_000, CONFIG))) {
            BreakerTrip first;
            try (Evenkeel live = start(server, file)) {
                assertThat(run(change(live), 0, 1_000)).isEqualTo(9);
                first = awaitTrip(server);
                assertThat(first.process()).isEqualTo(live.stats().instance());
                await().until(() -> Files.exists(directory.resolve("flags.json.trips")));
            }
            server.batches.clear();
            try (Evenkeel again = start(server, file)) {
                assertThat(run(change(again), 0, 1_000)).isZero();
                assertThat(awaitTrip(server)).isEqualTo(first);
                assertThat(again.stats().instance()).isNotEqualTo(first.process());
            }
        }
    }

    @Test
    void reportsTripInAcknowledgementsWhenBatchesAreRejected() throws Exception {
        try (var server = new TestServer(0, 4, RolloutFlags.guarded("r", 4, 5_000, CONFIG))) {
            server.outcomeStatuses.addAll(Collections.nCopies(10_000, 503));
            try (Evenkeel live = start(server, directory.resolve("flags.json"))) {
                assertThat(server.acks.take().trips()).isEmpty();
                server.ackStatuses.add(503);
                assertThat(run(change(live), 0, 1_000)).isEqualTo(9);
                BreakerTrip trip = server.acks.take().trips().get(0);
                assertThat(trip.process()).isEqualTo(live.stats().instance());
                assertThat(trip.rollout()).isEqualTo("r");
                assertThat(server.ackStatuses)
                        .as("the first attempt was rejected")
                        .isEmpty();
                server.publish(5, RolloutFlags.guarded("r", 5, 9_500, CONFIG));
                RevisionAckMessage next = server.acks.take();
                assertThat(next.revision()).isEqualTo(5);
                assertThat(next.trips()).containsExactly(trip.withRevision(5));
            }
        }
    }

    private static BreakerTrip awaitTrip(TestServer server) throws InterruptedException {
        OutcomeBatch batch = server.batches.take();
        while (batch.trips().isEmpty()) {
            batch = server.batches.take();
        }
        return batch.trips().get(0);
    }

    private static Evenkeel start(TestServer server, Path file) {
        return Evenkeel.start(server.config()
                .snapshotFile(file)
                .flushInterval(Duration.ofMillis(20))
                .build());
    }
}
