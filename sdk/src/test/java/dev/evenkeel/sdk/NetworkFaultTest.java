// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.evenkeel.core.flag.EvaluationContext;
import dev.evenkeel.json.Json;
import dev.evenkeel.net.NetworkProxy;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class NetworkFaultTest {
    private TestServer server;
    private NetworkProxy proxy;

    @BeforeEach
    void start() throws IOException {
        server = new TestServer(1, flags("one"));
        proxy = new NetworkProxy(server.port());
    }

    @AfterEach
    void stop() throws IOException {
        proxy.close();
        server.close();
    }

    @Test
    void reopensResetStreamWithoutMissingRevisions() {
        try (Evenkeel evenkeel = Evenkeel.start(config().build())) {
            for (int revision = 2; revision <= 4; revision++) {
                proxy.resetConnections();
                server.publishDelta(revision, flags("number " + revision));
                awaitValue(evenkeel, revision, "number " + revision);
            }
            assertThat(server.streams.get()).isGreaterThan(1);
        }
    }

    @Test
    void appliesDelayedStreamEventsWithoutReconnecting() {
        try (Evenkeel evenkeel = Evenkeel.start(config().build())) {
            proxy.setSilent(true);
            server.publishDelta(2, flags("two"));
            server.publish(3, flags("three"));
            server.publishDelta(4, flags("four"));
            assertThat(evenkeel.stats().revision()).isEqualTo(1);
            proxy.setSilent(false);
            awaitValue(evenkeel, 4, "four");
            assertThat(server.streams.get()).isEqualTo(1);
        }
    }

    @Test
    void becomesStaleDuringNetworkOutageAndRecovers() {
        Duration shortly = Duration.ofMillis(300);
        EvenkeelConfig config = config().heartbeatTimeout(shortly)
                .requestTimeout(shortly)
                .staleAfter(shortly)
                .build();
        try (Evenkeel evenkeel = Evenkeel.start(config)) {
            proxy.setSilent(true);
            await().until(() -> evenkeel.state() instanceof SdkState.Stale);
            server.publish(2, flags("two"));
            proxy.setSilent(false);
            awaitValue(evenkeel, 2, "two");
            await().until(() -> evenkeel.state() instanceof SdkState.Ready);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void fetchesTruncatedEventAgain(boolean delta) {
        try (Evenkeel evenkeel = Evenkeel.start(config().build())) {
            proxy.cutBehind(Json.of("'payment-core':{'state':").getBytes(UTF_8));
            publish(delta, 2, flags("two"));
            await().until(() -> !proxy.isCutPending());
            awaitValue(evenkeel, 2, "two");
            assertThat(evenkeel.stats().internalErrors()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void fetchesEventTruncatedWithinMultibyteCharacterAgain(boolean delta) {
        String ship = "\ud83d\udea2";
        try (Evenkeel evenkeel = Evenkeel.start(config().build())) {
            byte[] value = ("\"a " + ship).getBytes(UTF_8);
            for (int bytes = 1; bytes < 4; bytes++) {
                proxy.cutBehind(Arrays.copyOf(value, value.length - bytes));
                publish(delta, 1 + bytes, flags("a " + ship + bytes));
                await().until(() -> !proxy.isCutPending());
                awaitValue(evenkeel, 1 + bytes, "a " + ship + bytes);
            }
            assertThat(evenkeel.stats().internalErrors()).isZero();
        }
    }

    @Test
    void retriesTruncatedPoll() {
        server.streamStatus = 503;
        proxy.cutBehind("\"payment-core\"".getBytes(UTF_8));
        try (Evenkeel evenkeel = Evenkeel.start(config().build())) {
            awaitValue(evenkeel, 1, "one");
            assertThat(proxy.isCutPending()).isFalse();
            assertThat(server.polls).hasSizeGreaterThan(1).contains("");
        }
    }

    private void publish(boolean delta, long revision, String definition) {
        if (delta) {
            server.publishDelta(revision, definition);
        } else {
            server.publish(revision, definition);
        }
    }

    private EvenkeelConfig.Builder config() {
        return EvenkeelConfig.builder(URI.create("http://127.0.0.1:" + proxy.port()), TestServer.KEY);
    }

    private static String flags(String value) {
        return Json.of("""
                {'flags':{'payment-core':{'state':'ENABLED','variants':{'v':'%s'},'defaultVariant':'v'}}}""", value);
    }

    private static void awaitValue(Evenkeel evenkeel, long revision, String value) {
        await().until(() -> evenkeel.stats().revision() == revision);
        assertThat(evenkeel.evaluate("payment-core", EvaluationContext.of("alice"))
                        .value())
                .isEqualTo(value);
    }
}
