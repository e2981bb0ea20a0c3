// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.evenkeel.core.flag.EvaluationContext;
import dev.evenkeel.core.wire.OutcomeBatch;
import dev.evenkeel.core.wire.OutcomeSummary;
import dev.evenkeel.core.wire.RevisionAckMessage;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class OutcomeDeliveryTest {
    private static final Duration SHORT = Duration.ofMillis(20);
    private static final Duration LONG = Duration.ofHours(1);

    @Test
    void sendsBatchesIncludingEmptyOnesAtFlushInterval() throws InterruptedException {
        try (var server = new TestServer(1, RolloutFlags.rollout("r-1", 1, 10_000));
                Evenkeel evenkeel = Evenkeel.start(server.config()
                        .flushInterval(SHORT)
                        .idleFlushInterval(LONG)
                        .build())) {
            assertThat(nextBatch(server).sequence()).isEqualTo(1);
            call(evenkeel, "alice");
            long calls = 0;
            while (calls == 0) {
                calls = calls(nextBatch(server));
            }
            assertThat(calls).isEqualTo(1);
            assertThat(evenkeel.stats().batchesSent()).isPositive();
        }
    }

    @Test
    void sendsOneSecretPerProcessWithAllBatches() {
        try (var server = new TestServer(1, RolloutFlags.rollout("r-1", 1, 10_000))) {
            try (Evenkeel first =
                    Evenkeel.start(server.config().flushInterval(SHORT).build())) {
                await().until(() -> first.stats().batchesSent() >= 2);
            }
            assertThat(server.secrets.stream().distinct())
                    .singleElement()
                    .asString()
                    .matches("[!-~]{16,128}");
            try (Evenkeel second =
                    Evenkeel.start(server.config().flushInterval(SHORT).build())) {
                await().until(() -> second.stats().batchesSent() >= 1);
            }
            assertThat(server.secrets.stream().distinct()).hasSize(2);
        }
    }

    @Test
    void switchesToFlushIntervalWhenRolloutStarts() throws InterruptedException {
        try (var server = new TestServer(1, RolloutFlags.plain("classic"));
                Evenkeel evenkeel = Evenkeel.start(server.config()
                        .flushInterval(SHORT)
                        .idleFlushInterval(LONG)
                        .build())) {
            call(evenkeel, "alice");
            server.publish(2, RolloutFlags.rollout("r-1", 2, 10_000));
            assertThat(calls(nextBatch(server))).isEqualTo(1);
        }
    }

    private static EvenkeelConfig flushingOnlyDuringRollouts(TestServer server) {
        return server.config().flushInterval(SHORT).idleFlushInterval(LONG).build();
    }

    /// Starts a call in another thread that waits for the latch.
    private static Thread startWaitingCall(Evenkeel evenkeel, CountDownLatch mayEnd) {
        var slow = new Thread(() -> waitingChange(evenkeel, mayEnd).run(EvaluationContext.of("slow"), "work"));
        slow.start();
        await().until(() -> slow.getState() == Thread.State.WAITING);
        return slow;
    }

    @Test
    void acknowledgesWithoutFlushWhileOldCallsRun() throws InterruptedException {
        try (var server = new TestServer(1, RolloutFlags.rollout("r-1", 1, 10_000));
                Evenkeel evenkeel = Evenkeel.start(flushingOnlyDuringRollouts(server))) {
            assertThat(nextAck(server).flushed()).as("nothing to flush yet").isTrue();
            var mayEnd = new CountDownLatch(1);
            Thread slow = startWaitingCall(evenkeel, mayEnd);

            server.publish(2, RolloutFlags.plain("classic"));
            RevisionAckMessage running = nextAck(server);
            assertThat(running.revision()).isEqualTo(2);
            assertThat(running.flushed()).as("a call runs").isFalse();
            for (String unit : List.of("alice", "bob")) {
                server.batches.clear();
                call(evenkeel, unit);
                await().until(() -> server.batches.stream().anyMatch(batch -> calls(batch) == 1));
            }
            assertThat(server.acks).as("the call still runs").isEmpty();
            mayEnd.countDown();
            slow.join();
        }
    }

    @Test
    void acknowledgesFlushOnceCallsOfEndedRolloutAreSent() throws InterruptedException {
        try (var server = new TestServer(1, RolloutFlags.rollout("r-1", 1, 10_000));
                Evenkeel evenkeel = Evenkeel.start(flushingOnlyDuringRollouts(server))) {
            nextAck(server);
            var mayEnd = new CountDownLatch(1);
            Thread slow = startWaitingCall(evenkeel, mayEnd);
            server.publish(2, RolloutFlags.plain("classic"));
            assertThat(nextAck(server).flushed()).as("a call runs").isFalse();

            mayEnd.countDown();
            RevisionAckMessage ended = nextAck(server);
            assertThat(ended.revision()).isEqualTo(2);
            assertThat(ended.flushed()).isTrue();
            assertThat(hasOutcomesOf(server, "r-1"))
                    .as("its outcome came first")
                    .isTrue();
            slow.join();
        }
    }

    @Test
    void closeReportsProcessEndAfterLastBatch() {
        try (var server = new TestServer(1, RolloutFlags.rollout("r-1", 1, 10_000))) {
            Evenkeel evenkeel =
                    Evenkeel.start(server.config().flushInterval(LONG).build());
            call(evenkeel, "alice");
            evenkeel.close();
            assertThat(server.closedInstances).containsExactly(evenkeel.stats().instance());
            assertThat(server.batches.stream()
                            .mapToLong(OutcomeDeliveryTest::calls)
                            .sum())
                    .isEqualTo(1);
        }
    }

    @Test
    void failingCallsDoNotTriggerEarlyFlush() {
        try (var server = new TestServer(1, RolloutFlags.rollout("r-1", 1, 10_000));
                Evenkeel evenkeel =
                        Evenkeel.start(server.config().flushInterval(LONG).build())) {
            GuardedChange<String, String> failing = change(evenkeel);
            for (int i = 0; i < 1_000; i++) {
                failing.run(EvaluationContext.of("unit-" + i), "fail");
            }
            assertThat(server.batches).isEmpty();
        }
    }

    @Test
    void retriesSameBatchUntilAccepted() throws InterruptedException {
        try (var server = new TestServer(1, RolloutFlags.plain("classic"))) {
            server.outcomeStatuses.addAll(List.of(500, 401, 429, 503));
            try (Evenkeel evenkeel =
                    Evenkeel.start(server.config().idleFlushInterval(SHORT).build())) {
                call(evenkeel, "alice");
                await().until(() -> evenkeel.stats().batchesSent() == 1);
                assertThat(evenkeel.stats().dropped()).isEmpty();
            }
            assertThat(server.bodies).hasSize(5);
            assertThat(server.bodies.stream().distinct()).hasSize(1);
            assertThat(nextBatch(server).sequence()).isEqualTo(1);
        }
    }

    @Test
    void deliversQueuedBatchesInOrderAfterServerRecovers() {
        var first = new TestServer(1, RolloutFlags.plain("classic"));
        int port = first.port();
        try (Evenkeel evenkeel =
                Evenkeel.start(first.config().idleFlushInterval(SHORT).build())) {
            first.close();
            for (int batch = 1; batch <= 3; batch++) {
                call(evenkeel, "alice");
                int waiting = batch;
                await().until(() -> evenkeel.stats().batchesQueued() >= waiting);
            }
            try (var second = new TestServer(port, 1, RolloutFlags.plain("classic"))) {
                await().until(() -> evenkeel.stats().batchesQueued() == 0);
                assertThat(second.batches).extracting(OutcomeBatch::sequence).containsSequence(1L, 2L, 3L);
                assertThat(second.batches.stream()
                                .mapToLong(OutcomeDeliveryTest::calls)
                                .sum())
                        .isEqualTo(3);
            }
        }
    }

    @Test
    void dropsPermanentlyRejectedBatchAndReportsItInNextBatch() throws InterruptedException {
        for (int status : new int[] {400, 413, 422}) {
            try (var server = new TestServer(1, RolloutFlags.plain("classic"))) {
                server.outcomeStatuses.add(status);
                try (Evenkeel evenkeel =
                        Evenkeel.start(server.config().idleFlushInterval(SHORT).build())) {
                    call(evenkeel, "alice");
                    await().until(() -> evenkeel.stats().batchesSent() == 1);
                    assertThat(evenkeel.stats().batchesRefused()).isEqualTo(1);
                    assertThat(evenkeel.stats().dropped()).isEqualTo(Map.of(DropCause.REFUSED, 1L));
                }
                assertThat(nextBatch(server).dropped()).isZero();
                OutcomeBatch next = nextBatch(server);
                assertThat(next.dropped()).as("status %d", status).isEqualTo(1);
                assertThat(next.sequence()).isEqualTo(2);
            }
        }
    }

    @Test
    void queuesOldestAndNewestBatchesAndCountsDroppedOnes() {
        var server = new TestServer(1, RolloutFlags.plain("classic"));
        int port = server.port();
        try (Evenkeel evenkeel = Evenkeel.start(
                server.config().idleFlushInterval(Duration.ofMillis(1)).build())) {
            server.close();
            await().until(() -> {
                call(evenkeel, "alice");
                return evenkeel.stats().dropped().containsKey(DropCause.TOO_MANY_WAITING);
            });
            assertThat(evenkeel.stats().batchesQueued()).isEqualTo(60);
            try (var second = new TestServer(port, 1, RolloutFlags.plain("classic"))) {
                await().until(() -> delivered(second) == evenkeel.stats().callsRecorded());
                assertThat(second.batches.stream()
                                .mapToLong(OutcomeBatch::dropped)
                                .sum())
                        .isEqualTo(evenkeel.stats().dropped().get(DropCause.TOO_MANY_WAITING));
                List<Long> waited = second.batches.stream()
                        .map(OutcomeBatch::sequence)
                        .limit(60)
                        .toList();
                long newest = waited.get(59);
                assertThat(newest).isGreaterThan(60);
                assertThat(waited)
                        .isEqualTo(LongStream.concat(
                                        LongStream.rangeClosed(1, 30), LongStream.rangeClosed(newest - 29, newest))
                                .boxed()
                                .toList());
            }
        }
    }

    @Test
    void closeSendsRecordedOutcomes() throws InterruptedException {
        try (var server = new TestServer(1, RolloutFlags.plain("classic"))) {
            try (Evenkeel evenkeel =
                    Evenkeel.start(server.config().idleFlushInterval(LONG).build())) {
                call(evenkeel, "alice");
            }
            assertThat(calls(nextBatch(server))).isEqualTo(1);
        }
    }

    @Test
    void doesNotBlockHostWhenServerDoesNotRespond() throws Exception {
        try (var silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            EvenkeelConfig config = EvenkeelConfig.builder(
                            URI.create("http://127.0.0.1:" + silent.getLocalPort()), TestServer.KEY)
                    .startTimeout(Duration.ZERO)
                    .requestTimeout(Duration.ofMinutes(10))
                    .flushInterval(SHORT)
                    .idleFlushInterval(SHORT)
                    .build();
            Evenkeel evenkeel = Evenkeel.start(config);
            var done = new CountDownLatch(1);
            GuardedChange<String, String> change = change(evenkeel);
            var host = new Thread(() -> {
                for (int i = 0; i < 10_000; i++) {
                    change.run(EvaluationContext.of("unit-" + i), "work");
                }
                done.countDown();
                evenkeel.close();
            });
            host.start();
            assertThat(done.await(30, TimeUnit.SECONDS)).as("10,000 calls done").isTrue();
            assertThat(evenkeel.stats().callsRecorded()).isEqualTo(10_000);
            host.join(TimeUnit.SECONDS.toMillis(30));
            assertThat(host.isAlive()).as("still closing").isFalse();
        }
    }

    private static void call(Evenkeel evenkeel, String unit) {
        change(evenkeel).run(EvaluationContext.of(unit), "work");
    }

    private static GuardedChange<String, String> change(Evenkeel evenkeel) {
        return evenkeel.<String, String>guardedChange(RolloutFlags.FLAG)
                .control("classic", argument -> argument)
                .candidate("modern", argument -> argument)
                .failedWhen("fail"::equals)
                .build();
    }

    private static GuardedChange<String, String> waitingChange(Evenkeel evenkeel, CountDownLatch mayEnd) {
        return evenkeel.<String, String>guardedChange(RolloutFlags.FLAG)
                .control("classic", argument -> awaitThenReturn(argument, mayEnd))
                .candidate("modern", argument -> awaitThenReturn(argument, mayEnd))
                .build();
    }

    private static String awaitThenReturn(String argument, CountDownLatch mayEnd) {
        try {
            mayEnd.await();
            return argument;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean hasOutcomesOf(TestServer server, String rollout) {
        return server.batches.stream()
                .flatMap(batch -> batch.summaries().stream())
                .anyMatch(summary ->
                        summary.split() != null && summary.split().rollout().equals(rollout) && summary.calls() > 0);
    }

    private static RevisionAckMessage nextAck(TestServer server) throws InterruptedException {
        return requireNonNull(server.acks.poll(20, TimeUnit.SECONDS), "no acknowledgement came");
    }

    private static OutcomeBatch nextBatch(TestServer server) throws InterruptedException {
        return requireNonNull(server.batches.poll(20, TimeUnit.SECONDS), "no batch came");
    }

    private static long calls(OutcomeBatch batch) {
        return batch.summaries().stream().mapToLong(OutcomeSummary::calls).sum();
    }

    /// Received calls, each batch once, plus calls reported as dropped.
    private static long delivered(TestServer server) {
        Map<Long, Long> bySequence = new HashMap<>();
        server.batches.forEach(batch -> bySequence.put(batch.sequence(), calls(batch) + batch.dropped()));
        return bySequence.values().stream().mapToLong(Long::longValue).sum();
    }
}
