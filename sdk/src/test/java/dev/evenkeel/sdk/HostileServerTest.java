// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.evenkeel.core.flag.EvaluationContext;
import dev.evenkeel.core.wire.OutcomeBatch;
import dev.evenkeel.sdk.FaultyServerProxy.ServerFault;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A server whose responses are endless, slow, huge or garbage: calls continue, the SDK abandons every response in
/// bounded time and memory, and no call is lost once the server recovers.
@Timeout(120)
class HostileServerTest {
    private static final Duration SHORT = Duration.ofMillis(200);
    private static final String STREAM = "/sdk/v1/stream";
    private static final String FLAGS = "/sdk/v1/flags";
    private static final String OUTCOMES = "/sdk/v1/outcomes";
    private static final String ACKS = "/sdk/v1/acks";
    private static final long NETWORK_BUFFERS = 20_000_000;
    /* The SDK sends the next request when it has abandoned the previous response. */
    private static final int ATTEMPTS = 3;

    private TestServer server;
    private FaultyServerProxy proxy;
    private int calls;

    @BeforeEach
    void start() throws IOException {
        server = new TestServer(1, RolloutFlags.rollout("r-1", 1, 10_000));
        proxy = new FaultyServerProxy(server.port());
    }

    @AfterEach
    void stop() throws IOException {
        proxy.close();
        server.close();
    }

    @ParameterizedTest
    @EnumSource
    void abandonsHostileBatchResponsesAndEventuallyDeliversAllCalls(ServerFault fault) {
        try (Evenkeel evenkeel = open()) {
            proxy.injectFault(OUTCOMES, fault);
            await().until(() -> call(evenkeel) && proxy.startedResponses(OUTCOMES) >= ATTEMPTS);
            proxy.clearFaults();
            await().until(() -> counted() == calls);

            assertThat(evenkeel.stats().dropped()).isEmpty();
            assertThat(evenkeel.stats().internalErrors()).isZero();
        }
        assertThat(proxy.maxBytesRead()).isLessThan(1_000_000 + NETWORK_BUFFERS);
    }

    @ParameterizedTest
    @EnumSource
    void abandonsHostileFlagResponsesAndEventuallyUpdatesFlags(ServerFault fault) {
        try (Evenkeel evenkeel = open()) {
            proxy.injectFault(FLAGS, fault);
            proxy.injectFault(STREAM, fault);
            await().until(() -> call(evenkeel)
                    && proxy.startedResponses(STREAM) >= ATTEMPTS
                    && proxy.startedResponses(FLAGS) >= ATTEMPTS);
            assertThat(evenkeel.stats().revision()).isEqualTo(1);
            await().until(() -> evenkeel.state() instanceof SdkState.Stale);
            server.publish(2, RolloutFlags.rollout("r-1", 2, 10_000));
            proxy.clearFaults();
            await().until(() -> evenkeel.stats().revision() == 2);
            await().until(() -> counted() == calls);

            assertThat(evenkeel.stats().internalErrors()).isZero();
        }
        assertThat(proxy.maxBytesRead()).isLessThan(64_000_000 + NETWORK_BUFFERS);
    }

    /// Without the endless head: the JDK's client may keep the connection of an exchange that is cancelled
    /// before its head has ended, but reads no further.
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "ENDLESS_HEAD")
    void abandonsHostileAcknowledgementResponses(ServerFault fault) {
        try (Evenkeel evenkeel = open()) {
            proxy.injectFault(ACKS, fault);
            for (int revision = 2; revision <= 1 + ATTEMPTS; revision++) {
                int before = proxy.endedResponses(ACKS);
                long published = revision;
                server.publish(published, RolloutFlags.rollout("r-1", published, 10_000));
                await().until(() -> evenkeel.stats().revision() == published);
                await().until(() -> proxy.endedResponses(ACKS) > before);
            }
            proxy.clearFaults();
            assertThat(call(evenkeel)).isTrue();
            await().until(() -> counted() == calls);
        }
    }

    private Evenkeel open() {
        return Evenkeel.start(EvenkeelConfig.builder(URI.create("http://127.0.0.1:" + proxy.port()), TestServer.KEY)
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

    /// Calls of all received batches; repeated batches count once.
    private long counted() {
        return server.batches.stream()
                .collect(Collectors.toMap(OutcomeBatch::sequence, OutcomeBatch::calls, (first, again) -> first))
                .values()
                .stream()
                .mapToLong(Long::longValue)
                .sum();
    }
}
