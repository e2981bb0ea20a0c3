// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.evenkeel.core.flag.EvaluationContext;
import dev.evenkeel.core.wire.OutcomeBatch;
import dev.evenkeel.sdk.FaultyServerProxy.Hostility;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A server whose answers never end, come slowly, are huge or are garbage: calls go on, every answer is given
/// up in bounded time and memory, and nothing is lost once the server works again.
@Timeout(120)
class HostileServerTest {
    private static final Duration SHORT = Duration.ofMillis(200);
    private static final String STREAM = "/sdk/v1/stream";
    private static final String FLAGS = "/sdk/v1/flags";
    private static final String OUTCOMES = "/sdk/v1/outcomes";
    private static final String ACKS = "/sdk/v1/acks";
    private static final long NETWORK_BUFFERS = 20_000_000;
    /* The SDK asks again once it has given the answer before up. */
    private static final int ATTEMPTS = 3;

    private TestServer server;
    private FaultyServerProxy network;
    private int calls;

    @BeforeEach
    void start() throws IOException {
        server = new TestServer(1, RolloutFlags.rollout("r-1", 1, 10_000));
        network = new FaultyServerProxy(server.port());
    }

    @AfterEach
    void stop() throws IOException {
        network.close();
        server.close();
    }

    @ParameterizedTest
    @EnumSource
    void abandonsHostileBatchResponsesAndEventuallyDeliversAllCalls(Hostility hostility) {
        try (Evenkeel evenkeel = open()) {
            network.attack(OUTCOMES, hostility);
            await().until(() -> call(evenkeel) && network.asked(OUTCOMES) >= ATTEMPTS);
            network.relent();
            await().until(() -> counted() == calls);

            assertThat(evenkeel.stats().dropped()).isEmpty();
            assertThat(evenkeel.stats().internalErrors()).isZero();
        }
        assertThat(network.mostTaken()).isLessThan(1_000_000 + NETWORK_BUFFERS);
    }

    @ParameterizedTest
    @EnumSource
    void abandonsHostileFlagResponsesAndEventuallyUpdatesFlags(Hostility hostility) {
        try (Evenkeel evenkeel = open()) {
            network.attack(FLAGS, hostility);
            network.attack(STREAM, hostility);
            await().until(() ->
                    call(evenkeel) && network.asked(STREAM) >= ATTEMPTS && network.asked(FLAGS) >= ATTEMPTS);
            assertThat(evenkeel.stats().revision()).isEqualTo(1);
            await().until(() -> evenkeel.state() instanceof SdkState.Stale);
            server.publish(2, RolloutFlags.rollout("r-1", 2, 10_000));
            network.relent();
            await().until(() -> evenkeel.stats().revision() == 2);
            await().until(() -> counted() == calls);

            assertThat(evenkeel.stats().internalErrors()).isZero();
        }
        assertThat(network.mostTaken()).isLessThan(64_000_000 + NETWORK_BUFFERS);
    }

    /// Without the endless head: the JDK's client may keep the connection of an exchange that is cancelled
    /// before its head has ended, but reads no further.
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "ENDLESS_HEAD")
    void abandonsHostileAcknowledgementResponses(Hostility hostility) {
        try (Evenkeel evenkeel = open()) {
            network.attack(ACKS, hostility);
            for (int revision = 2; revision <= 1 + ATTEMPTS; revision++) {
                int before = network.ended(ACKS);
                long published = revision;
                server.publish(published, RolloutFlags.rollout("r-1", published, 10_000));
                await().until(() -> evenkeel.stats().revision() == published);
                await().until(() -> network.ended(ACKS) > before);
            }
            network.relent();
            assertThat(call(evenkeel)).isTrue();
            await().until(() -> counted() == calls);
        }
    }

    private Evenkeel open() {
        return Evenkeel.start(EvenkeelConfig.builder(URI.create("http://127.0.0.1:" + network.port()), TestServer.KEY)
                .requestTimeout(SHORT)
                .heartbeatTimeout(SHORT)
                .staleAfter(SHORT)
                .flushInterval(SHORT)
                .idleFlushInterval(SHORT)
                .build());
    }

    /// @return true, once the call has ended
    private boolean call(Evenkeel evenkeel) {
        String answered = evenkeel.<String, String>guardedChange(RolloutFlags.FLAG)
                .control(RolloutFlags.CONTROL, argument -> argument)
                .candidate(RolloutFlags.CANDIDATE, argument -> argument)
                .build()
                .run(EvaluationContext.of("unit-" + calls), "done");
        calls++;
        return answered.equals("done");
    }

    /// Calls of all batches that arrived, those sent again counted once.
    private long counted() {
        return server.batches.stream()
                .collect(Collectors.toMap(OutcomeBatch::sequence, OutcomeBatch::calls, (first, again) -> first))
                .values()
                .stream()
                .mapToLong(Long::longValue)
                .sum();
    }
}
