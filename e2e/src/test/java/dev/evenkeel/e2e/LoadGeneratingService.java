// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.evenkeel.core.flag.EvaluationContext;
import dev.evenkeel.sdk.Evenkeel;
import dev.evenkeel.sdk.EvenkeelConfig;
import dev.evenkeel.sdk.GuardedChange;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;

/// A service with the SDK, which makes calls for as long as something else goes on. Each call is of another
/// unit. Confined to one thread.
final class LoadGeneratingService implements AutoCloseable {
    /// Flags have these, control first.
    static final String FLAG = """
            {"state": "ENABLED", "variants": {"classic": "c", "modern": "m"}, "defaultVariant": "classic"}""";

    /// A plan that such calls lead to its end in seconds.
    static final String PLAN = """
            name: tiny
            steps: [{exposure: 10}, {exposure: 50}, {exposure: 95}, {exposure: 100}]
            alpha: 0.01
            advanceAlpha: 0.05
            warmUp: PT0S
            restartEvery: PT60S
            seedSamples: 500
            tickMaxAge: PT0.2S
            breaker: {instances: 10000, ceiling: 20}
            guardrails:
              errors: {weight: 1, rollbackRatio: 1, toleratedRise: 0, toleratedExtra: 2, advanceFrom: 0}
              latency: []
            """;

    private static final Duration TIMEOUT = Duration.ofMinutes(2);
    private static final Duration FLUSH = Duration.ofMillis(200);

    private final Evenkeel evenkeel;
    private long units;

    private LoadGeneratingService(Evenkeel evenkeel) {
        this.evenkeel = evenkeel;
    }

    static LoadGeneratingService start(FlagServer server) {
        return new LoadGeneratingService(Evenkeel.start(EvenkeelConfig.builder(server.address(), FlagServer.SDK_KEY)
                .flushInterval(FLUSH)
                .idleFlushInterval(FLUSH)
                .build()));
    }

    /// Makes calls until something has come to its end; the candidate fails at every tenth of them, or never.
    /// Few calls fail, so that the guard has its evidence before the process takes the candidate out of use by
    /// itself.
    ///
    /// @return what came of it
    <T> T callUntil(String flag, boolean broken, Callable<T> end) {
        GuardedChange<Long, Long> change = evenkeel.<Long, Long>guardedChange(flag)
                .control("classic", number -> number)
                .candidate("modern", number -> {
                    if (broken && number % 10 == 0) {
                        throw new IllegalStateException("broken");
                    }
                    return number;
                })
                .build();
        var ended = new CompletableFuture<T>();
        Thread.ofPlatform().start(() -> {
            try {
                ended.complete(end.call());
            } catch (Exception e) {
                ended.completeExceptionally(e);
            }
        });
        await().atMost(TIMEOUT).pollInterval(Duration.ofMillis(50)).until(() -> {
            for (int i = 0; i < (broken ? 10 : 100); i++) {
                call(change, units++);
            }
            return ended.isDone();
        });
        return ended.join();
    }

    private static void call(GuardedChange<Long, Long> change, long unit) {
        try {
            change.run(EvaluationContext.of("unit-" + unit), unit);
        } catch (IllegalStateException e) {
            assertThat(e).hasMessage("broken");
        }
    }

    @Override
    public void close() {
        evenkeel.close();
    }
}
