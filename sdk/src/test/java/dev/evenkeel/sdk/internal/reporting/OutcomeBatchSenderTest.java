// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk.internal.reporting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.sdk.DropCause;
import dev.evenkeel.sdk.EvenkeelConfig;
import dev.evenkeel.sdk.RolloutFlags;
import dev.evenkeel.sdk.TestServer;
import dev.evenkeel.sdk.internal.call.EvaluationAndRecordingCore;
import dev.evenkeel.sdk.internal.diagnostics.StalledRolloutGuardLog;
import dev.evenkeel.sdk.internal.tracking.CallAttribution;
import dev.evenkeel.sdk.internal.transport.ServerClient;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutcomeBatchSenderTest {
    private static final String NOT_ALLOWED = "";

    private final EvaluationAndRecordingCore core = EvaluationAndRecordingCore.withoutThreads(() -> 0);
    private final EvenkeelConfig config =
            EvenkeelConfig.builder(URI.create("http://127.0.0.1:1"), "key").build();
    private final OutcomeBatchSender sender = new OutcomeBatchSender(
            core,
            new ServerClient(config, NOT_ALLOWED, System::nanoTime),
            Clock.systemUTC(),
            NOT_ALLOWED,
            new StalledRolloutGuardLog(Duration.ofSeconds(10)));

    @Test
    void countsCallsOfInvalidBatchAsDropped() throws InterruptedException {
        core.recordSuccess(CallAttribution.outsideRollout("f", "v"), 0, 1_000, List.of());
        sender.flush(false);
        assertThat(sender.counts()).isEqualTo(new OutcomeBatchSender.BatchSenderStats(0, 0, 0));
        assertThat(core.dropped()).isEqualTo(Map.of(DropCause.INVALID_SUMMARY, 1L));
        assertThat(core.internalErrors().count()).isEqualTo(1);
        assertThat(core.drops().drainUnreported()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"5, 5", "600, 30"})
    void respectsRetryAfterWithinBounds(String asked, long seconds) throws InterruptedException {
        var nanos = new AtomicLong();
        EvaluationAndRecordingCore calls = EvaluationAndRecordingCore.withoutThreads(nanos::get);
        try (var server = new TestServer(1, RolloutFlags.plain("classic"))) {
            OutcomeBatchSender sending = createSender(calls, server.config().build());
            server.retryAfter = asked;
            server.outcomeStatuses.add(503);
            calls.recordSuccess(CallAttribution.outsideRollout("f", "v"), 0, 1_000, List.of());
            sending.flush(false);
            assertThat(server.batches).hasSize(1);
            nanos.set(TimeUnit.SECONDS.toNanos(seconds) - 1);
            sending.flush(false);
            assertThat(server.batches).hasSize(1);
            nanos.incrementAndGet();
            sending.flush(false);
            assertThat(server.batches).hasSize(2);
            assertThat(sending.counts()).isEqualTo(new OutcomeBatchSender.BatchSenderStats(1, 0, 0));
        }
    }

    @Test
    void finalFlushIgnoresRetryAfter() throws InterruptedException {
        try (var server = new TestServer(1, RolloutFlags.plain("classic"))) {
            OutcomeBatchSender sending = createSender(core, server.config().build());
            server.retryAfter = "5";
            server.outcomeStatuses.add(503);
            core.recordSuccess(CallAttribution.outsideRollout("f", "v"), 0, 1_000, List.of());
            sending.flush(false);
            sending.flush(true);
            assertThat(sending.counts()).isEqualTo(new OutcomeBatchSender.BatchSenderStats(1, 0, 0));
        }
    }

    private static OutcomeBatchSender createSender(EvaluationAndRecordingCore core, EvenkeelConfig config) {
        return new OutcomeBatchSender(
                core,
                new ServerClient(config, "i", System::nanoTime),
                Clock.systemUTC(),
                "i",
                new StalledRolloutGuardLog(Duration.ofSeconds(10)));
    }
}
